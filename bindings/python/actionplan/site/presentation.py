# SPDX-License-Identifier: Apache-2.0
"""Which survey values a page shows: by the rule of small cells that the publisher chose.

The one place where the site asks; what is not a survey's value is shown as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import actionplan as ap
from actionplan import _core
from actionplan._parts import require_survey

if TYPE_CHECKING:
    from actionplan._core import Presented

RULES = ("dhs", "nchs", "none")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value, and how it may be shown."""

    value: float
    n: int | None = None
    is_suppressed: bool = False
    in_parentheses: bool = False
    with_care: bool = False
    decimals: int | None = None
    """Digits behind the point; none: as a number that was reported."""


def shown(
    value: float,
    *,
    standard_error: float | None,
    df: float | None = None,
    n: int | None,
    kind: ap.IndicatorKind,
    rule: str,
) -> Shown:
    """How a value is shown under a rule of `actionplan.survey`; one without `n` as it is.

    `nchs` speaks of proportions: of other values it judges the number of cases alone.
    """
    if n is None or rule == "none":
        return Shown(value, n)
    require_survey()
    error = standard_error or 0.0
    degrees = df if df is not None else float("inf")
    if rule == "dhs":
        return _as_shown(
            value, n, _core.survey_present(ap.Estimate(value, error, degrees, n), "dhs")
        )
    if kind == ap.IndicatorKind.percentage and 0 <= value <= 100:
        share = ap.Estimate(value / 100, error / 100, degrees, n)
        return _as_shown(value, n, _core.survey_present(share, "nchs"))
    return _as_shown(value, n, _core.survey_present_cases(n, "nchs"))


def _as_shown(value: float, n: int, presented: Presented) -> Shown:
    how = presented.presentation
    return Shown(
        value,
        n,
        is_suppressed=how == _core.Presentation.suppress,
        in_parentheses=how == _core.Presentation.parentheses,
        with_care=how in (_core.Presentation.footnote, _core.Presentation.review),
    )
