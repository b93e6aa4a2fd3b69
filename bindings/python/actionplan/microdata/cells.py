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
from actionplan.microdata.levels import Levels
from actionplan.microdata.spec import Columns, IndicatorSpec
from actionplan.survey import Estimates, Quantiles

Floats = NDArray[np.float64]


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
    core: SurveyEstimates
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
            core=estimates.core,
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
    levels: Levels,
    presentation: str | None,
) -> Iterator[Cell]:
    """The figures in the indicator's unit, domains in the order of their codes."""
    intervals = intervals_of(figures, indicator.statistic, indicator.interval, level)
    shown = presented(figures, indicator.statistic, presentation)
    count = max(1, len(figures.levels))
    order = _order(figures.levels, by, levels)
    for number, statistic in enumerate(figures.statistics):
        for domain in order:
            i = number * count + domain
            yield Cell(
                statistic=statistic,
                dimension=_dimension(figures.levels, domain, by, levels),
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


def _order(domains: Sequence[str], by: Columns, levels: Levels) -> list[int]:
    """Domains by the ranks of their levels."""
    if not by:
        return [0]

    def key(place: int) -> list[tuple[int, float, str]]:
        parts = _parts(domains[place], by)
        return [levels[name].rank(part) for name, part in zip(by, parts, strict=True)]

    return sorted(range(len(domains)), key=key)


def _parts(domain: str, by: Columns) -> list[str]:
    return domain.split(SEPARATOR) if len(by) > 1 else [domain]


def _dimension(domains: Sequence[str], domain: int, by: Columns, levels: Levels) -> dict[str, str]:
    if not by:
        return {}
    parts = _parts(domains[domain], by)
    return {name: levels[name].label(part) for name, part in zip(by, parts, strict=True)}


def intervals_of(figures: Figures, statistic: str, method: str, level: float) -> Floats:
    """Rows (lower, upper); of proportions on the scale of `method`."""
    if figures.intervals is not None:
        return figures.intervals
    if statistic == "proportion":
        return survey_proportion_intervals(figures.core, method, level)
    return figures.core.confint(level)


def presented(
    figures: Figures, statistic: str, rule: str | None
) -> list[tuple[str, tuple[str, ...]]]:
    """What a rule for small cells lets be shown of each result, and why."""
    count = len(figures.value)
    if rule is None:
        return [("show", ())] * count
    if rule == "nchs" and statistic != "proportion":
        return [("review", (f"nchs has no rule for a {statistic}",))] * count
    return [
        (str(one.presentation), tuple(one.reasons)) for one in survey_present(figures.core, rule)
    ]
