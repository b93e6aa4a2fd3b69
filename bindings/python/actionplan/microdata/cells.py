# SPDX-License-Identifier: Apache-2.0
"""Estimates as cells of a table: scaled, labelled, with intervals and what may be shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actionplan._core import SurveyEstimates, survey_present, survey_proportion_intervals
from actionplan.microdata.columns import SEPARATOR
from actionplan.microdata.spec import Columns, IndicatorSpec
from actionplan.survey import Estimates, Quantiles

Floats = NDArray[np.float64]
Labels = Mapping[str, Mapping[str, str]]
_AT_ONCE = 256


@dataclass(frozen=True)
class Figures:
    """Results in the whole or in domains, statistic by statistic; crossed levels are joined."""

    statistics: tuple[str, ...]
    levels: tuple[str, ...]
    value: Floats
    se: Floats
    df: Floats
    n: NDArray[np.int64]
    weighted_n: Floats
    flags: tuple[str, ...]
    deff: Floats | None = None
    intervals: Floats | None = None  # where they are the statistic's own

    @classmethod
    def of(cls, estimates: Estimates, indicator: IndicatorSpec, *, in_domains: bool) -> Figures:
        """What was estimated of an indicator."""
        is_quantile = isinstance(estimates, Quantiles)
        has_deff = indicator.deff != "none" and not is_quantile
        quantiles = tuple(f"quantile {p:g}" for p in indicator.probabilities)
        return cls(
            statistics=quantiles if is_quantile else (indicator.statistic,),
            levels=tuple(estimates.domains) if in_domains else (),
            value=estimates.estimate,
            se=estimates.se,
            df=estimates.df,
            n=estimates.n,
            weighted_n=estimates.weighted_n,
            flags=tuple(str(flag) for flag in estimates.flags),
            deff=estimates.deff if has_deff else None,
            intervals=estimates.intervals if isinstance(estimates, Quantiles) else None,
        )


@dataclass(frozen=True)
class Cell:
    """One estimate: a statistic of an indicator in the whole or in one domain."""

    statistic: str
    dimension: Mapping[str, str]
    value: float
    standard_error: float
    df: float
    n: int
    weighted_n: float
    deff: float
    lower: float
    upper: float
    flag: str
    presentation: str = "show"
    reasons: tuple[str, ...] = ()


def cells_of(
    figures: Figures,
    indicator: IndicatorSpec,
    by: Columns,
    level: float,
    labels: Labels,
    presentation: str | None,
) -> Iterator[Cell]:
    """The figures in the indicator's unit, domains in the order of their codes."""
    intervals = _intervals(figures, indicator, level)
    shown = _presented(figures, indicator, presentation)
    count = max(1, len(figures.levels))
    order = _order(figures.levels, by)
    for number, statistic in enumerate(figures.statistics):
        for domain in order:
            i = number * count + domain
            yield Cell(
                statistic=statistic,
                dimension=_dimension(figures.levels, domain, by, labels),
                value=float(figures.value[i]) * indicator.scale,
                standard_error=float(figures.se[i]) * indicator.scale,
                df=float(figures.df[i]),
                n=int(figures.n[i]),
                weighted_n=float(figures.weighted_n[i]),
                deff=math.nan if figures.deff is None else float(figures.deff[i]),
                lower=float(intervals[i, 0]) * indicator.scale,
                upper=float(intervals[i, 1]) * indicator.scale,
                flag=figures.flags[i],
                presentation=shown[i][0],
                reasons=shown[i][1],
            )


def _order(levels: Sequence[str], by: Columns) -> list[int]:
    """Numbers by size, then texts."""
    if not by:
        return [0]

    def key(place: int) -> list[tuple[int, float, str]]:
        return [_sort_key(part) for part in levels[place].split(SEPARATOR)]

    return sorted(range(len(levels)), key=key)


def _sort_key(text: str) -> tuple[int, float, str]:
    try:
        number = float(text)
    except ValueError:
        return 1, 0.0, text
    return (0, number, text) if math.isfinite(number) else (1, 0.0, text)


def _dimension(levels: Sequence[str], domain: int, by: Columns, labels: Labels) -> dict[str, str]:
    if not by:
        return {}
    parts = levels[domain].split(SEPARATOR) if len(by) > 1 else [levels[domain]]
    return {name: _label(labels.get(name, {}), part) for name, part in zip(by, parts, strict=True)}


def _label(labels: Mapping[str, str], code: str) -> str:
    """A code's label; files of texts may hold whole numbers as `1.0`."""
    whole = code.removesuffix(".0")
    return labels.get(code) or labels.get(whole) or code


def _slices(figures: Figures) -> Iterator[SurveyEstimates]:
    """As the compiled part takes them, a few at a time: its covariance is a square."""
    for first in range(0, len(figures.value), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        se = figures.se[part]
        yield SurveyEstimates(
            labels=["" for _ in se],
            values=figures.value[part].tolist(),
            covariance=np.asfortranarray(np.diag(se * se)),
            df=figures.df[part].tolist(),
            n=figures.n[part].tolist(),
            weighted_n=figures.weighted_n[part].tolist(),
        )


def _intervals(figures: Figures, indicator: IndicatorSpec, level: float) -> Floats:
    if figures.intervals is not None:
        return figures.intervals
    if indicator.statistic == "proportion":
        rows = [
            survey_proportion_intervals(part, indicator.interval, level)
            for part in _slices(figures)
        ]
    else:
        rows = [part.confint(level) for part in _slices(figures)]
    return np.concatenate(rows)


def _presented(
    figures: Figures, indicator: IndicatorSpec, rule: str | None
) -> list[tuple[str, tuple[str, ...]]]:
    count = len(figures.value)
    if rule is None:
        return [("show", ())] * count
    if rule == "nchs" and indicator.statistic != "proportion":
        return [("review", (f"nchs has no rule for a {indicator.statistic}",))] * count
    return [
        (str(one.presentation), tuple(one.reasons))
        for part in _slices(figures)
        for one in survey_present(part, rule)
    ]
