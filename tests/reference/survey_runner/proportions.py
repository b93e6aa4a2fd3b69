# SPDX-License-Identifier: Apache-2.0
"""Intervals of proportions."""

from __future__ import annotations

import math
from typing import Any

from actionplan import Estimate

from .calls import r_function
from .compare import Answer, Artefact
from .designs import Setting
from .linear import add_columns
from .rlang import Call


@r_function("svyciprop")
def _proportion(call: Call, setting: Setting) -> Answer:
    e = setting.design.proportion(
        add_columns(call.args[0], setting),
        method=call.named.get("method", "logit"),
        df=call.named.get("df", "design"),
        missing="omit" if call.named.get("na.rm") else "refuse",
    )
    level = call.named.get("level", 0.95)
    return Answer(
        e.estimate,
        e.se,
        ci=e.confint(level),
        df=[setting.design.df],
        flags=e.flags,
        artefacts=[*_angles(call, e, level), *_without_variance(e, level)],
    )


def _angles(call: Call, e: Any, level: float) -> list[Artefact]:
    """An end of the arc sine interval beyond the scale: R squares the sine of a negative angle, or
    of one beyond a right angle, and the interval turns back. The end is that of the scale."""
    if call.named.get("method") != "asin" or not 0 < e.estimate[0] < 1:
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
