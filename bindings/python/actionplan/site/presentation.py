# SPDX-License-Identifier: Apache-2.0
"""Which survey values a page shows: by the rule of small cells that the publisher chose.

The one place where the site asks; what is not a survey's value is shown as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import actionplan as ap

RULES = ("dhs", "nchs", "none")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value, and how it may be shown."""

    value: float
    n: int | None = None
    is_suppressed: bool = False
    in_parentheses: bool = False


def shown(
    value: float,
    *,
    standard_error: float | None,
    n: int | None,
    kind: ap.IndicatorKind,
    rule: str,
) -> Shown:
    """How a value is shown under a rule.

    `dhs` (Demographic and Health Surveys, tabulation guide): fewer than 25 unweighted cases
    are suppressed, 25 to 49 stand in parentheses. `nchs` (Parker and others 2017, Vital and Health
    Statistics 2(175)), for percentages: suppressed with fewer than 30 cases, or where the interval
    is wide.
    """
    if n is None or rule == "none":
        return Shown(value, n)
    if rule == "dhs":
        return Shown(value, n, is_suppressed=n < 25, in_parentheses=25 <= n < 50)
    if n < 30:
        return Shown(value, n, is_suppressed=True)
    if kind != ap.IndicatorKind.percentage or not standard_error:
        return Shown(value, n)
    return Shown(value, n, is_suppressed=_is_too_wide(value / 100, standard_error / 100, n))


def _is_too_wide(share: float, standard_error: float, n: int) -> bool:
    low, high = ap.Estimate(share, standard_error, n - 1, n).confint()
    width = high - low
    if width <= 0.05:
        return False
    return width >= 0.30 or share <= 0 or width / min(share, 1 - share or share) > 1.30
