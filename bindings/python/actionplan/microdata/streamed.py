# SPDX-License-Identifier: Apache-2.0
"""Estimation by sums of batches, which are merged: memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actionplan.microdata.cells import Figures, Floats
from actionplan.microdata.columns import Batch
from actionplan.microdata.designs import design_of
from actionplan.microdata.rows import CaseRows, RowReader
from actionplan.microdata.spec import Columns, IndicatorSpec, Spec
from actionplan.survey import Design, Estimates, Sums


class Streamed:
    """Sums of each indicator and breakdown, to which every batch is added in its turn."""

    def __init__(self, spec: Spec, threads: int | None) -> None:
        self._spec = spec
        self._reader = RowReader(spec)
        self._threads = threads
        self._sums: dict[tuple[int, int], Sums] = {}
        self._origins: dict[int, float] = {}

    def add(self, batch: Batch) -> None:
        columns = self._reader.design(batch)
        domain = self._reader.domain(batch)
        design = design_of(self._spec, columns)
        for place, indicator in enumerate(self._spec.indicators):
            rows = self._reader.rows(batch, indicator, domain)
            names = self._add_values(design, place, rows)
            part = design if rows.inside is None else design.subset(rows.inside)
            for number, by in enumerate(((), *indicator.by)):
                if by:
                    levels = self._reader.levels(batch, indicator, by, rows.inside)
                    design.frame.add("by", levels)
                # What is missing and may not be was refused where row and column are known.
                sums = part.accumulate(
                    names, by="by" if by else None, missing="omit", threads=self._threads
                )
                known = self._sums.setdefault((place, number), sums)
                if known is not sums:
                    known.merge(sums)

    def _add_values(self, design: Design, place: int, rows: CaseRows) -> list[str]:
        """Numerator and denominator; and, for design effects, squares about a value near."""
        values = {"above": rows.above}
        if rows.below is not None:
            values["below"] = rows.below
        if self._spec.indicators[place].deff != "none":
            below = np.ones(len(rows.above)) if rows.below is None else rows.below
            off = rows.above - self._origin(place, design, rows, below) * below
            values["off_off"] = off * off
            if rows.below is not None:
                values["off_below"] = off * below
                values["below_below"] = below * below
        for name, column in values.items():
            design.frame.add(name, column)
        return list(values)

    def _origin(self, place: int, design: Design, rows: CaseRows, below: Floats) -> float:
        """The statistic in the first batch that has one, about which squares keep their digits."""
        if place in self._origins:
            return self._origins[place]
        used = ~np.isnan(rows.above * below)
        if rows.inside is not None:
            used &= rows.inside
        weight = design.weights[used]
        total = float(np.sum(weight * below[used]))
        if total == 0:
            return self._origins.setdefault(place, 0.0)
        origin = float(np.sum(weight * rows.above[used])) / total
        return self._origins.setdefault(place, origin)

    def close(self) -> None:
        """There are no more rows."""

    def finish(self, place: int) -> Iterator[tuple[Columns, Figures]]:
        indicator = self._spec.indicators[place]
        for number, by in enumerate(((), *indicator.by)):
            sums = self._sums[place, number]
            count = max(1, len(sums.domains))
            figures = _figures(indicator, by, sums, _statistic(indicator, sums), count)
            yield by, self._with_deff(place, sums, figures, count)

    def _with_deff(self, place: int, sums: Sums, figures: Figures, count: int) -> Figures:
        """As `Design` defines it: the variance over that of as many cases drawn simply."""
        indicator = self._spec.indicators[place]
        if indicator.deff == "none":
            return figures
        means = sums.mean(covariance=False).estimate.reshape(-1, count)
        by_name = dict(zip(sums.variables, means, strict=True))
        n, weight = figures.n.astype(np.float64), figures.weighted_n
        origin = self._origins[place]
        with np.errstate(divide="ignore", invalid="ignore"):
            if "below" in by_name:
                move = figures.value - origin
                squares = by_name["off_off"] - 2 * move * by_name["off_below"]
                squares = (squares + move**2 * by_name["below_below"]) / by_name["below"] ** 2
            else:
                squares = by_name["off_off"] - (by_name["above"] - origin) ** 2
            srs = squares / (n - 1)
            if indicator.deff == "without_replacement":
                srs = srs * (1 - n / weight)
            if indicator.statistic == "total":
                srs = srs * weight**2
            deff = np.where((n > 1) & (srs > 0), figures.se**2 / srs, np.nan)
        return Figures(**{**figures.__dict__, "deff": deff})


def _statistic(indicator: IndicatorSpec, sums: Sums) -> Estimates:
    if indicator.statistic == "ratio":
        return sums.ratio("above", "below", df=indicator.df, covariance=False)
    if indicator.statistic == "total":
        return sums.total(df=indicator.df, covariance=False)
    return sums.mean(df=indicator.df, covariance=False)


def _figures(
    indicator: IndicatorSpec, by: Columns, sums: Sums, estimates: Estimates, count: int
) -> Figures:
    """Of the first variable; the others serve the design effect."""
    return Figures(
        statistics=(indicator.statistic,),
        levels=tuple(sums.domains) if by else (),
        value=estimates.estimate[:count],
        se=estimates.se[:count],
        df=estimates.df[:count],
        n=estimates.n[:count],
        weighted_n=estimates.weighted_n[:count],
        flags=tuple(str(flag) for flag in estimates.flags[:count]),
    )
