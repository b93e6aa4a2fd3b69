# SPDX-License-Identifier: Apache-2.0
"""Estimation by sums of batches, which are merged: memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actionplan.microdata.cells import Figures
from actionplan.microdata.columns import Batch
from actionplan.microdata.designs import DEFFS, design_by_stages
from actionplan.microdata.rows import RowReader
from actionplan.microdata.spec import Columns, IndicatorSpec, Spec
from actionplan.survey import Estimates, Sums


class Streamed:
    """Sums of each indicator and breakdown, to which every batch is added in its turn."""

    def __init__(self, spec: Spec, threads: int | None) -> None:
        self._spec = spec
        self._reader = RowReader(spec)
        self._threads = threads
        self._sums: dict[tuple[int, int], Sums] = {}

    def add(self, batch: Batch) -> None:
        columns = self._reader.design(batch)
        domain = self._reader.domain(batch)
        design = design_by_stages(self._spec.design, columns)
        for place, indicator in enumerate(self._spec.indicators):
            rows = self._reader.rows(batch, indicator, domain)
            values = {"above": rows.above}
            if rows.below is not None:
                values["below"] = rows.below
            for name, column in values.items():
                design.frame.add(name, column)
            part = design if rows.inside is None else design.subset(rows.inside)
            for number, by in enumerate(((), *indicator.by)):
                if by:
                    levels = self._reader.levels(batch, indicator, by, rows.inside)
                    design.frame.add("by", levels)
                # What is missing and may not be was refused where row and column are known.
                sums = part.accumulate(
                    list(values),
                    by="by" if by else None,
                    missing="omit",
                    deff=indicator.deff != "none",
                    threads=self._threads,
                )
                known = self._sums.setdefault((place, number), sums)
                if known is not sums:
                    known.merge(sums)

    def close(self) -> None:
        """There are no more rows."""

    def finish(self, place: int) -> Iterator[tuple[Columns, Figures]]:
        indicator = self._spec.indicators[place]
        for number, by in enumerate(((), *indicator.by)):
            sums = self._sums[place, number]
            yield by, Figures.of(_statistic(indicator, sums), indicator, in_domains=bool(by))


def _statistic(indicator: IndicatorSpec, sums: Sums) -> Estimates:
    given: Any = {"df": indicator.df, "deff": DEFFS[indicator.deff], "covariance": False}
    if indicator.statistic == "ratio":
        return sums.ratio("above", "below", **given)
    return sums.total(**given) if indicator.statistic == "total" else sums.mean(**given)
