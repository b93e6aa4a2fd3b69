# SPDX-License-Identifier: Apache-2.0
"""Quantiles with their intervals."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actionplan import Estimate

from .calls import chosen, degrees, match, r_function, with_design
from .compare import Answer
from .designs import Setting
from .linear import add_columns
from .rlang import Call, evaluate

RULES = ("math", "school", "shahvaish", *(f"hf{number}" for number in range(1, 10)))
INTERVALS = ("mean", "beta", "xlogit", "asin", "score", "quantile")


def _probabilities(given: dict[str, Any]) -> list[float]:
    stated = evaluate(given["quantiles"], {})
    return [float(p) for p in np.atleast_1d(np.array(stated, dtype=float))]


def _rule(given: dict[str, Any]) -> str:
    return chosen(given.get("qrule", "math"), RULES, "svyquantile: the rule")


def _interval(given: dict[str, Any]) -> str:
    word = chosen(given.get("interval.type", "mean"), INTERVALS, "svyquantile: the interval")
    return {"quantile": "replicates"}.get(word, word)  # of replicates: the quantile under each


def quantile_of(call: Call, setting: Setting, **more: Any) -> Any:
    """Of the design of the setting, which is that of the call."""
    given = match(call)
    return setting.design.quantile(
        add_columns(given["x"], setting),
        _probabilities(given),
        rule=_rule(given),
        interval=_interval(given),
        level=1 - given.get("alpha", 0.05),
        intervals=given.get("ci", True),
        missing="omit" if given.get("na.rm") else "refuse",
        **{"df": degrees(given.get("df"), setting), **more},
    )


@r_function("svyquantile")
def _quantile(call: Call, setting: Setting) -> Answer:
    given = match(call)
    setting = with_design(given.get("design"), setting)
    q = quantile_of(call, setting)
    df = setting.design.df  # R tells the design's also where the interval took another
    return Answer(
        q.estimate,
        q.se,
        ci=q.intervals,
        df=[df],
        flags=q.flags,
        better=_at_the_end(given, setting, q) | _nearest(given, setting, q),
        better_reason=(_nearest if _rule(given) == "hf3" else _at_the_end).__doc__ or "",
    )


def _samples(given: dict[str, Any], setting: Setting) -> list[Any]:
    """Values of each variable in order, with their weights."""
    out = []
    weights = np.asarray(setting.design.weights)
    for name in add_columns(given["x"], setting):
        values = setting.design.frame.numbers(name)
        kept = setting.design.domain & (weights > 0) & ~np.isnan(values)
        order = np.argsort(values[kept], kind="stable")
        out.append((values[kept][order], weights[kept][order]))
    return out


def _at_the_end(given: dict[str, Any], setting: Setting, q: Any) -> Any:
    """R gives NaN for the quantile at 1 by `hf4`, which is the maximum."""
    probabilities = np.array(_probabilities(given))
    samples = _samples(given, setting)
    highest = np.repeat([values[-1] if len(values) else math.nan for values, _ in samples],
                        len(probabilities))  # fmt: skip
    is_last = np.tile(probabilities == 1, len(samples)) & (_rule(given) == "hf4")
    return is_last & (q.estimate == highest)


def nearest_value(values: Any, weights: Any, p: float) -> float:
    """Hyndman and Fan's definition 3 with weights for counts: the value whose cumulative weight is
    nearest to p of all, of two as near the one at an even place."""
    cumulative = np.cumsum(weights)
    distance = np.abs(cumulative - p * cumulative[-1])
    near = np.flatnonzero(distance <= distance.min() + 1e-12 * cumulative[-1])
    even = [place for place in near if (place + 1) % 2 == 0]
    return float(values[even[0] if len(near) > 1 and even else near[0]])


def _nearest(given: dict[str, Any], setting: Setting, q: Any) -> Any:
    """By `hf3` R takes the inverse of the distribution, or the value after it, whichever has an
    even place: the second of ten values at 0.12, where definition 3 has the first. Ours is better
    where it and both ends of Woodruff's interval are what the definition says, found here without
    the library's quantiles."""
    out = np.zeros(len(q.estimate), bool)
    if _rule(given) != "hf3":
        return out
    has_intervals = given.get("ci", True)
    if has_intervals and _interval(given) != "mean":
        return out
    df = degrees(given.get("df"), setting)
    df = setting.design.df if df == "design" else df
    t = Estimate(0.0, 1.0, df=df).confint(1 - given.get("alpha", 0.05))[1]
    probabilities = _probabilities(given)
    names = add_columns(given["x"], setting)
    for place in range(len(q.estimate)):
        variable, p = divmod(place, len(probabilities))
        values, weights = _samples(given, setting)[variable]
        found = nearest_value(values, weights, probabilities[p])
        ends = _woodruff(setting, names[variable], found, t) if has_intervals else []
        right = [nearest_value(values, weights, e) if 0 <= e <= 1 else math.nan for e in ends]
        ours = [q.estimate[place], *(q.intervals[place] if has_intervals else [])]
        out[place] = np.array_equal(ours, [found, *right], equal_nan=True)
    return out


def _woodruff(setting: Setting, name: str, value: float, t: float) -> list[float]:
    """The interval of the share of the population at or below a value."""
    column = setting.design.frame.numbers(name)
    below = np.where(np.isnan(column), np.nan, (column <= value).astype(float))
    key = f"{name} at or below {value!r}"
    if key not in setting.design.frame:
        setting.design.frame.add(key, below)
    share = setting.design.mean(key, missing="omit", df="design")
    reach = t * share.se[0]
    return [float(share.estimate[0] - reach), float(share.estimate[0] + reach)]
