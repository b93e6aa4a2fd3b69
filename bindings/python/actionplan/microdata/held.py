# SPDX-License-Identifier: Apache-2.0
"""Estimation from rows that are held: for designs of several stages, quantiles and the like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from actionplan.microdata.cells import Figures
from actionplan.microdata.columns import Batch
from actionplan.microdata.designs import DEFFS, design_of
from actionplan.microdata.rows import RowReader
from actionplan.microdata.spec import Columns, IndicatorSpec, Spec
from actionplan.survey import Categories, Design, Estimates, ReplicateDesign


class _Levels:
    """Categories of batches under one numbering."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._codes: list[Any] = []

    def add(self, part: Categories) -> None:
        places = [self._places.setdefault(level, len(self._places)) for level in part.levels]
        table = np.array([*places, -1], dtype=np.int32)  # -1 also reads the last
        self._codes.append(table[part.codes])

    def whole(self) -> Categories:
        return Categories(np.concatenate(self._codes), list(self._places))


class Held:
    """The columns that the estimates need, of all rows."""

    def __init__(self, spec: Spec, threads: int | None) -> None:
        self._spec = spec
        self._reader = RowReader(spec)
        self._threads = threads
        self._parts: dict[str, list[Any]] = {}
        self._levels: dict[str, _Levels] = {}
        self._design: Design | ReplicateDesign | None = None

    def add(self, batch: Batch) -> None:
        for name, column in self._reader.design(batch).items():
            self._keep(name, column)
        self._keep("whole", Categories(np.zeros(len(batch), np.int32), ["all"]))
        domain = self._reader.domain(batch)
        for place, indicator in enumerate(self._spec.indicators):
            rows = self._reader.rows(batch, indicator, domain)
            inside = np.ones(len(batch), np.bool_) if rows.inside is None else rows.inside
            self._keep(f"inside{place}", inside)
            self._keep(f"above{place}", rows.above)
            if rows.below is not None:
                self._keep(f"below{place}", rows.below)
            for number, by in enumerate(indicator.by):
                levels = self._reader.levels(batch, indicator, by, rows.inside)
                self._keep(f"by{place}.{number}", levels)
            for number, table in enumerate(self._spec.tables):
                if table.indicator == place and table.groups is not None:
                    groups = self._reader.levels(
                        batch, indicator, (table.groups,), rows.inside, f"{table.key}.groups"
                    )
                    self._keep(f"groups{number}", groups)
        for number, table in enumerate(self._spec.tables):
            if table.rows is not None:
                inside, found = self._reader.table(batch, table, domain)
                self._keep(f"table{number}", inside)
                for key, levels in found.items():
                    self._keep(f"{key}{number}", levels)

    def _keep(self, name: str, column: Any) -> None:
        if isinstance(column, Categories):
            self._levels.setdefault(name, _Levels()).add(column)
        else:
            self._parts.setdefault(name, []).append(column)

    def close(self) -> None:
        """There are no more rows."""
        self._whole()

    def finish(self, place: int) -> Iterator[tuple[Columns, Figures]]:
        design = self._whole()
        part = design.subset(design.frame.numbers(f"inside{place}"))
        indicator = self._spec.indicators[place]
        # A table of one domain, whose cell is flagged where a lone estimate would be refused.
        yield (), self._figures(part, place, "whole")
        for number, by in enumerate(indicator.by):
            yield by, self._figures(part, place, f"by{place}.{number}")

    def table(self, number: int) -> Design | ReplicateDesign:
        """The part of the sample that a table is about; with its columns `rows0`, `columns0` or
        `groups0`, and `above0`, `below0` of its indicator."""
        design = self._whole()
        place = self._spec.tables[number].indicator
        name = f"table{number}" if place is None else f"inside{place}"
        return design.subset(design.frame.numbers(name))

    def estimates(
        self, place: int, by: str, part: Design | ReplicateDesign, *, covariance: bool
    ) -> Estimates:
        """An indicator in the domains of a column."""
        return self._estimates(part, self._spec.indicators[place], place, by, covariance)

    def _whole(self) -> Design | ReplicateDesign:
        if self._design is None:
            columns: dict[str, Any] = {}
            for name in list(self._parts):
                columns[name] = np.concatenate(self._parts.pop(name))
            for name in list(self._levels):
                columns[name] = self._levels.pop(name).whole()
            self._design = design_of(self._spec, columns)
        return self._design

    def _figures(self, design: Design | ReplicateDesign, place: int, by: str) -> Figures:
        indicator = self._spec.indicators[place]
        estimates = self._estimates(design, indicator, place, by)
        return Figures.of(estimates, indicator, in_domains=by != "whole")

    def _estimates(
        self,
        design: Design | ReplicateDesign,
        indicator: IndicatorSpec,
        place: int,
        by: str,
        covariance: bool = False,
    ) -> Estimates:
        above = f"above{place}"
        given: dict[str, Any] = {
            "by": by,
            "missing": "omit",
            "df": indicator.df,
            "threads": self._threads,
        }
        if indicator.statistic == "quantile":
            return design.quantile(
                above,
                indicator.probabilities,
                rule=indicator.rule,
                interval=indicator.interval,
                level=self._spec.level,
                covariance=False,
                **given,
            )
        given |= {"deff": DEFFS[indicator.deff], "covariance": covariance}
        if indicator.statistic == "ratio":
            return design.ratio(above, f"below{place}", **given)
        if indicator.statistic == "total":
            return design.total(above, **given)
        return design.mean(above, **given)
