# SPDX-License-Identifier: Apache-2.0
"""Compares an answer with a case by the rule that the file of cases states."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass
class Artefact:
    """A number of R's that is shown to be wrong: why, what R gives there, and what is right."""

    field: str  # of the case: estimate, se, ci, parameter, p_value
    place: tuple[int, ...]
    theirs: float
    right: float
    reason: str


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
    flags: Any = None  # of cells: what is empty has no value, a single case no standard error
    better: Any = None  # where ours is the better answer, by the README of the cases
    better_reason: str = ""  # and why
    labels: Any = None  # of the results, as R has them
    artefacts: list[Artefact] = field(default_factory=list)
    loose: float | None = None  # where R stops before it is exact: the share that it may be off
    loose_reason: str = ""


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


def _excused(answer: Answer, count: int) -> tuple[Any, Any]:
    """Where a value, and where a standard error, need not be R's: it takes the mean of an empty
    domain as 0 and gives a single case a standard error."""
    flags = list(answer.flags or ["none"] * count)
    better = np.zeros(count, bool) if answer.better is None else np.asarray(answer.better)
    value = np.array([flag == "empty" for flag in flags]) | better
    return value, value | np.array([flag == "one_case" for flag in flags])


# Intervals that the README of the cases calls loose anchors: ends within this share.
LOOSE = 0.02


EMPTY = "R takes the mean or total of no case as 0; there is none"
ONE_CASE = "R takes the variance of a single case as 0; one case says nothing of it"


def named_artefacts(case: dict[str, Any], answer: Answer) -> list[str]:
    """What of R's is not taken in a case that agrees: R's number, the right one, and why."""
    out = [
        f"{a.field}{list(a.place)}: R has {a.theirs!r}, right is {a.right!r}: {_line(a.reason)}"
        for a in answer.artefacts
        if _is_theirs(case, a)
    ]
    fields = ("estimate", "se")
    better = np.zeros(0, bool) if answer.better is None else np.atleast_1d(answer.better)
    for name in fields:
        theirs, ours = case.get(name), getattr(answer, name)
        if theirs in (None, []) or ours is None:
            continue
        flags = answer.flags or []
        pairs = zip(np.atleast_1d(numbers(theirs)), np.atleast_1d(np.asarray(ours, float)),
                    strict=False)  # fmt: skip
        for place, (their, our) in enumerate(pairs):
            if _is_near(float(their), float(our), max(case["tol_rel"], 1e-12)):
                continue
            why = answer.loose_reason
            if place < len(better) and better[place]:
                why = answer.better_reason
            elif place < len(flags) and str(flags[place]) == "empty":
                why = EMPTY
            elif place < len(flags) and str(flags[place]) == "one_case" and name == "se":
                why = ONE_CASE
            if why:
                out.append(
                    f"{name}[{place}]: R has {float(their)!r}, right is {float(our)!r}: "
                    f"{_line(why)}"
                )
    return out


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_theirs(case: dict[str, Any], artefact: Artefact) -> bool:
    if case.get(artefact.field) in (None, []):
        return False
    values = numbers(case[artefact.field])
    shaped = np.atleast_2d(values) if artefact.field == "ci" else np.atleast_1d(values)
    return _is_near(float(shaped[artefact.place]), artefact.theirs, 1e-6) and not _is_near(
        artefact.theirs, artefact.right, 1e-6
    )


def _is_near(a: float, b: float, tolerance: float) -> bool:
    return (math.isnan(a) and math.isnan(b)) or abs(a - b) <= tolerance * max(abs(b), 1e-12)


def _corrected(case: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """The case with the right values where it has R's wrong ones, exactly as they come about."""
    out = dict(case)
    for artefact in answer.artefacts:
        if case.get(artefact.field) in (None, []):
            continue
        values = numbers(out[artefact.field])
        shaped = np.atleast_2d(values) if artefact.field == "ci" else np.atleast_1d(values)
        if not _is_near(float(shaped[artefact.place]), artefact.theirs, 1e-6):
            continue
        shaped = shaped.copy()
        shaped[artefact.place] = artefact.right
        out[artefact.field] = shaped.tolist()
    return out


def disagreements(case: dict[str, Any], answer: Answer) -> list[str]:
    """Empty where the answer agrees in everything that the case states, or in what is right where
    an artefact of R is named."""
    case = _corrected(case, answer)
    tolerance = max(case["tol_rel"], answer.loose or 0)
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

    no_value, no_error = _excused(answer, np.atleast_1d(estimate).size)
    estimate = np.where(no_value, np.atleast_1d(answer.estimate), np.atleast_1d(estimate))
    out = _differences("estimate", answer.estimate, estimate, allowed(estimate, spread))
    if se is not None:
        if answer.se is not None:
            se = np.where(no_error, np.atleast_1d(answer.se), np.atleast_1d(se))
        bound = allowed(se)
        if case.get("tol_abs_se") is not None:
            bound = np.full_like(se, case["tol_abs_se"])
        bound = np.where(se == 0, np.maximum(bound, 1e-9 * (1 + np.abs(estimate))), bound)
        out += _differences("se", answer.se, se, bound)
    if case.get("vcov") is not None:
        want = np.atleast_2d(numbers(case["vcov"]))
        scale = np.outer(spread, spread)
        if answer.vcov is not None and no_error.any():
            want = np.where(no_error[:, None] | no_error[None, :], answer.vcov, want)
        out += _differences("vcov", answer.vcov, want, allowed(want, scale))
    if case.get("ci") is not None:
        want = np.atleast_2d(numbers(case["ci"]))
        scale = np.reshape(spread, (-1, 1)) if spread.size == len(want) else 0.0
        if answer.ci is not None and no_error.any():
            want = np.where(no_error[:, None], answer.ci, want)
        bound = allowed(want, scale)
        if "method='likelihood'" in case["call"] or "interval.type='score'" in case["call"]:
            bound = LOOSE * np.maximum(np.nan_to_num(np.abs(want)), scale)
        out += _differences("ci", answer.ci, want, bound)
    for name in ("df", "deff", "parameter", "p_value", "effect"):
        if case.get(name) not in (None, []):
            want = numbers(case[name])
            out += _differences(name, getattr(answer, name), want, allowed(want))
    return out
