# SPDX-License-Identifier: Apache-2.0
"""Intervals of proportions."""

from __future__ import annotations

import math
from typing import Any

from actionplan import Estimate

from .calls import chosen, degrees, match, r_function, with_design
from .compare import Answer, Artefact
from .designs import Setting
from .linear import add_columns
from .rlang import Call

METHODS = ("logit", "likelihood", "asin", "beta", "mean", "xlogit", "wilson")


def method_of(given: dict[str, Any]) -> str:
    return chosen(given.get("method", "logit"), METHODS, "svyciprop: the method")


def proportion_of(call: Call, setting: Setting, **more: Any) -> Any:
    """Of the design of the setting, which is that of the call."""
    given = match(call)
    return setting.design.proportion(
        add_columns(given["formula"], setting),
        method=method_of(given),
        missing="omit" if given.get("na.rm") else "refuse",
        **{"df": degrees(given.get("df"), setting), **more},
    )


@r_function("svyciprop")
def _proportion(call: Call, setting: Setting) -> Answer:
    given = match(call)
    setting = with_design(given.get("design"), setting)
    e = proportion_of(call, setting)
    level = given.get("level", 0.95)
    return Answer(
        e.estimate,
        e.se,
        ci=e.confint(level),
        df=[setting.design.df],
        flags=e.flags,
        artefacts=[*_angles(method_of(given), e, level), *_without_variance(e, level)],
    )


def _angles(method: str, e: Any, level: float) -> list[Artefact]:
    """An end of the arc sine interval beyond the scale: R squares the sine of a negative angle, or
    of one beyond a right angle, and the interval turns back. The end is that of the scale."""
    if method != "asin" or not 0 < e.estimate[0] < 1:
        return []
    share, error = float(e.estimate[0]), float(e.se[0])
    half = float(Estimate(0.0, 1.0, df=float(e.df[0])).confint(level)[1]) * error
    half /= 2 * math.sqrt(share * (1 - share))
    center = math.asin(math.sqrt(share))
    out = []
    for place, angle, right in ((0, center - half, 0.0), (1, center + half, 1.0)):
        if not 0 <= angle <= math.pi / 2:
            out.append(
                Artefact("ci", (0, place), math.sin(angle) ** 2, right, _angles.__doc__ or "")
            )
    return out


def _without_variance(e: Any, level: float) -> list[Artefact]:
    """No or every case has it: R gives no interval, or one of no width. Clopper and Pearson's of as
    many cases as there are sampling units is right whatever the design effect."""
    if not len(e.core.units) or 0 < e.estimate[0] < 1:
        return []
    share, units = float(e.estimate[0]), float(e.core.units[0])
    reach = ((1 - level) / 2) ** (1 / units)
    ends = (reach, 1.0) if share == 1 else (0.0, 1 - reach)
    return [
        Artefact("ci", (0, place), theirs, right, _without_variance.__doc__ or "")
        for place, right in enumerate(ends)
        for theirs in (math.nan, share)
    ]
