# SPDX-License-Identifier: Apache-2.0
"""Compares an answer with a case by the rule that the file of cases states."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass
class Answer:
    """What a call gave, in the order of the case. What stays None is a disagreement where the case
    has it."""

    estimate: Any
    se: Any = None
    vcov: Any = None
    ci: Any = None
    df: Any = None
    deff: Any = None
    parameter: Any = None
    p_value: Any = None
    effect: Any = None


def numbers(value: Any) -> np.ndarray[Any, Any]:
    """Doubles from what the file has: null and "NaN" are NaN, "Inf" is infinite."""
    if value is None:
        return np.array(math.nan)
    if isinstance(value, list):
        return np.array([numbers(item) for item in value], dtype=float)
    return np.array(float(value))


def _differences(name: str, got: Any, want: Any, allowed: Any) -> list[str]:
    if got is None:
        return [f"{name} was not computed"]
    got, want = np.atleast_1d(np.asarray(got, dtype=float)), np.atleast_1d(want)
    if got.shape != want.shape:
        return [f"{name} has the shape {got.shape}, not {want.shape}"]
    both_missing = np.isnan(got) & np.isnan(want)
    with np.errstate(invalid="ignore"):
        is_near = (np.abs(got - want) <= allowed) | (got == want) | both_missing
    if is_near.all():
        return []
    place = tuple(int(i) for i in np.argwhere(~is_near)[0])
    more = f" and {(~is_near).sum() - 1} more" if (~is_near).sum() > 1 else ""
    return [f"{name}{list(place)} is {got[place]!r}, not {want[place]!r}{more}"]


def disagreements(case: dict[str, Any], answer: Answer) -> list[str]:
    """Empty where the answer agrees in everything that the case states."""
    tolerance = case["tol_rel"]
    estimate = numbers(case["estimate"])
    se = numbers(case["se"]) if case.get("se") is not None else None
    spread = (
        np.zeros_like(estimate)
        if se is None
        else np.nan_to_num(np.broadcast_to(se, estimate.shape))
    )

    def allowed(want: Any, scale: Any = 0.0) -> Any:
        size = np.nan_to_num(np.abs(want), nan=0.0, posinf=0.0, neginf=0.0)
        return tolerance * np.maximum(np.maximum(size, scale), 1e-12)

    out = _differences("estimate", answer.estimate, estimate, allowed(estimate, spread))
    if se is not None:
        bound = allowed(se)
        if case.get("tol_abs_se") is not None:
            bound = np.full_like(se, case["tol_abs_se"])
        bound = np.where(se == 0, np.maximum(bound, 1e-9 * (1 + np.abs(estimate))), bound)
        out += _differences("se", answer.se, se, bound)
    if case.get("vcov") is not None:
        want = np.atleast_2d(numbers(case["vcov"]))
        scale = np.outer(spread, spread)
        out += _differences("vcov", answer.vcov, want, allowed(want, scale))
    if case.get("ci") is not None:
        want = np.atleast_2d(numbers(case["ci"]))
        scale = np.reshape(spread, (-1, 1)) if spread.size == len(want) else 0.0
        out += _differences("ci", answer.ci, want, allowed(want, scale))
    for name in ("df", "deff", "parameter", "p_value", "effect"):
        if case.get(name) not in (None, []):
            want = numbers(case[name])
            out += _differences(name, getattr(answer, name), want, allowed(want))
    return out
