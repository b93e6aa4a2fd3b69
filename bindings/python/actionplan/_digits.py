# SPDX-License-Identifier: Apache-2.0
"""How many digits numbers are shown with, as `Explanation.text` shows them (decision 0086)."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal

_MOST = 15  # digits behind the point
_FIXED_BELOW = 1e15  # beyond it digits behind the point mean nothing


def number_text(value: float, decimals: int) -> str:
    """The number to the nearest with so many digits behind the point, no zeros at their end."""
    if not math.isfinite(value) or abs(value) >= _FIXED_BELOW:
        return f"{value:.6g}"
    text = f"{Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("0", "-0"):
        return f"{value:.6g}" if value and decimals == _MOST else "0"
    return text


def _written(value: float) -> int:
    """How many digits behind the point the number is written with; 0.1 + 0.2 with one."""
    if not math.isfinite(value) or abs(value) >= _FIXED_BELOW:
        return 0
    near = 4 * 2.0**-52 * abs(value)
    return next(
        (
            decimals
            for decimals in range(_MOST)
            if abs(float(number_text(value, decimals)) - value) <= near
        ),
        _MOST,
    )


def bound_text(bound: float, decimals: int, is_falling: bool) -> str:
    """A number that values are held against, which one that reaches the one shown has to reach:
    rounded up, or down where it is to be fallen to."""
    nearest = number_text(bound, decimals)
    if _written(bound) <= decimals:
        return nearest
    if float(nearest) <= bound if is_falling else float(nearest) >= bound:
        return nearest
    step = 10.0**-decimals
    return number_text(float(nearest) + (-step if is_falling else step), decimals)


def _decimals_of(value: float, digits: int) -> int:
    """How many digits behind the point it has with so many that count."""
    if not value or not math.isfinite(value):
        return 0
    return max(0, min(_MOST, digits - 1 - math.floor(math.log10(abs(value)))))


def counted_text(value: float, digits: int) -> str:
    """With so many digits that count, and all before the point."""
    return number_text(value, _decimals_of(value, digits))


def reported_text(value: float) -> str:
    """A number as it was reported: at most four digits behind the point (two from 10000 on), but no
    fewer than four that count; more where it would seem to be whole and is not."""
    if value and abs(value) < 1e-6:
        return f"{value:.4g}"
    written = _written(value)
    usual = 4 if abs(value) < 1e4 else 2
    decimals = min(written, max(usual, _decimals_of(value, 4)))
    while decimals < written and float(number_text(value, decimals)).is_integer():
        decimals += 1
    return number_text(value, decimals)


def text_beside(value: float, bound: float) -> str:
    """With three digits that count, and more where it would lie on the other side of `bound`."""
    decimals = _decimals_of(value, 3)

    def side(number: float) -> tuple[bool, bool]:
        return number >= bound, number <= bound

    while decimals < _MOST and side(float(number_text(value, decimals))) != side(value):
        decimals += 1
    return number_text(value, decimals)
