# SPDX-License-Identifier: Apache-2.0
"""Distributions, cross-tables and differences between groups, estimated from rows that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from actionplan._core import (
    EstimationError,
    InvalidArgument,
    TestResult,
    survey_t_test,
    survey_wald_test,
)
from actionplan.microdata.cells import Cell, Figures, cells_of, intervals_of, presented
from actionplan.microdata.complementary import MOST_CELLS, protected_domains, protected_shares
from actionplan.microdata.held import Held
from actionplan.microdata.levels import ColumnLevels, Levels
from actionplan.microdata.spec import Spec
from actionplan.microdata.table_spec import TableSpec
from actionplan.survey import Categories, Design, Estimates, ReplicateDesign

MOST_LEVELS = 250  # each is a column of rows while it is estimated
_PERCENT = 100.0


@dataclass(frozen=True)
class Difference:
    """A group's estimate minus that of the group of reference; `p_value` is of Student's t."""

    group: str
    reference: str
    value: float
    standard_error: float
    df: float
    lower: float
    upper: float
    p_value: float
    flag: str = "none"
    presentation: str = "show"


@dataclass(frozen=True)
class Tabulated:
    """A table of a specification with its estimates.

    `rows` and `columns` are labels of levels, `columns` of a cross-table alone. `cells` go row by
    row; then, of percentages of columns or rows, come those of all cases together. `differences`
    are of groups, in their order. `test` is of independence, or that no group differs; where one
    was asked for and there is none, `no_test` says why.
    """

    spec: TableSpec
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    differences: tuple[Difference, ...] = ()
    test: TestResult | None = None
    no_test: str = ""


def tabulate(
    held: Held, spec: Spec, levels: Levels, presentation: str | None
) -> tuple[Tabulated, ...]:
    """The tables of a specification, in its order.

    Raises:
        InvalidArgument: a column of more than 250 levels, a reference that is no group; by key.
        EstimationError: as `survey.Design`.
    """
    out = []
    for number, table in enumerate(spec.tables):
        work = _Table(held, spec, levels, presentation, number)
        try:
            out.append(work.groups() if table.indicator is not None else work.crossed())
        except EstimationError as error:
            raise EstimationError(f"{table.key} ({table.id}): {error}") from None
        except InvalidArgument as error:
            raise InvalidArgument(f"{table.key} ({table.id}): {error}") from None
    return tuple(out)


class _Table:
    def __init__(
        self, held: Held, spec: Spec, levels: Levels, presentation: str | None, number: int
    ) -> None:
        self._held = held
        self._spec = spec
        self._levels = levels
        self._presentation = presentation
        self._number = number
        self._table = spec.tables[number]
        self._part = held.table(number)

    def crossed(self) -> Tabulated:
        table = self._table
        rows = self._arrange("rows", table.rows or "", keep_empty=True)
        if table.columns_of is None:
            cells = self._shares("rows", "whole", (table.rows or "",), rows.levels, ("all",))
            return Tabulated(
                table,
                self._labels(table.rows, rows),
                (),
                self._protected(cells, len(rows.levels), 1),
            )
        columns = self._arrange("columns", table.columns_of, keep_empty=table.percent != "column")
        if len(rows.levels) * len(columns.levels) > MOST_CELLS:
            raise InvalidArgument(
                f"There are {len(rows.levels)} x {len(columns.levels)} cells; "
                f"cross columns with at most {MOST_CELLS}."
            )
        test, no_test = self._independence(rows, columns)
        return Tabulated(
            table,
            self._labels(table.rows, rows),
            self._labels(table.columns_of, columns),
            self._protected(self._cells(rows, columns), len(rows.levels), len(columns.levels)),
            test=test,
            no_test=no_test,
        )

    def _protected(self, cells: list[Cell], rows: int, columns: int) -> tuple[Cell, ...]:
        if not self._table.complementary:
            return tuple(cells)
        return protected_shares(cells, rows, columns, self._table.percent)

    def _cells(self, rows: Categories, columns: Categories) -> list[Cell]:
        table = self._table
        of_rows, of_columns = table.rows or "", table.columns_of or ""
        if table.percent == "column":
            cells = self._shares(
                "rows", "columns", (of_rows, of_columns), rows.levels, columns.levels
            )
            return cells + self._shares("rows", "whole", (of_rows,), rows.levels, ("all",))
        if table.percent == "row":
            width = len(columns.levels)
            cells = self._shares(
                "columns", "rows", (of_columns, of_rows), columns.levels, rows.levels
            )
            turned = [cells[c * len(rows.levels) + r] for r in range(len(rows.levels))
                      for c in range(width)]  # fmt: skip
            return turned + self._shares(
                "columns", "whole", (of_columns,), columns.levels, ("all",)
            )
        crossed = Categories(
            np.where((rows.codes < 0) | (columns.codes < 0), -1,
                     rows.codes * len(columns.levels) + columns.codes),
            [str(place) for place in range(len(rows.levels) * len(columns.levels))],
        )  # fmt: skip
        self._part.frame.add("crossed", crossed)
        pairs = [(r, c) for r in rows.levels for c in columns.levels]
        return self._figures_to_cells(
            self._estimate("crossed", "whole"),
            [{of_rows: r, of_columns: c} for r, c in pairs],
        )

    def _shares(
        self,
        of: str,
        by: str,
        names: tuple[str, ...],
        levels: tuple[str, ...],
        domains: tuple[str, ...],
    ) -> list[Cell]:
        """Percentages of the levels of one column in the domains of another, level by level."""
        dimensions = [
            dict(zip(names, (level, domain), strict=False))
            for level in levels
            for domain in domains
        ]
        return self._figures_to_cells(self._estimate(f"{of}{self._number}", by), dimensions)

    def _estimate(self, of: str, by: str) -> Estimates:
        domain = by if by == "whole" else f"{by}{self._number}"
        return self._part.mean(
            of, by=domain, missing="omit", df=self._table.df, deff="replace", covariance=False
        )

    def _figures_to_cells(
        self, estimates: Estimates, dimensions: list[dict[str, str]]
    ) -> list[Cell]:
        figures = Figures(
            statistics=tuple(estimates.statistics),
            levels=tuple(estimates.domains),
            value=estimates.estimate,
            se=estimates.se,
            df=estimates.df,
            n=estimates.n,
            weighted_n=estimates.weighted_n,
            flags=tuple(str(flag) for flag in estimates.flags),
            core=estimates.core,
            deff=estimates.deff,
        )
        ends = intervals_of(figures, "proportion", self._table.interval, self._spec.level)
        shown = presented(figures, "proportion", self._presentation)
        return [
            Cell(
                statistic="proportion",
                dimension={
                    name: self._levels[name].label(code) for name, code in dimension.items()
                },
                value=float(figures.value[i]) * _PERCENT,
                standard_error=float(figures.se[i]) * _PERCENT,
                df=float(figures.df[i]),
                n=int(figures.n[i]),
                weighted_n=float(figures.weighted_n[i]),
                deff=float(estimates.deff[i]),
                lower=float(ends[i, 0]) * _PERCENT,
                upper=float(ends[i, 1]) * _PERCENT,
                flag=figures.flags[i],
                presentation=shown[i][0],
                reasons=shown[i][1],
            )
            for i, dimension in enumerate(dimensions)
        ]

    def _independence(self, rows: Categories, columns: Categories) -> tuple[TestResult | None, str]:
        if self._table.test == "none":
            return None, ""
        names = []
        for key, found in (("rows", rows), ("columns", columns)):
            present = _present(found, self._part)
            if len(present) < 2:
                return None, f"there is one level of {key} with a case"
            names.append(f"present {key}")
            self._part.frame.add(names[-1], _select(found, present))
        try:
            test = self._part.independence_test(
                names[0], names[1], statistic=self._table.test, missing="omit", df=self._table.df
            )
        except EstimationError as error:
            return None, str(error).rstrip(".")
        return test, ""

    def groups(self) -> Tabulated:
        table = self._table
        name, place = table.groups or "", table.indicator or 0
        indicator = self._spec.indicators[place]
        groups = self._arrange("groups", name, keep_empty=False)
        key = f"groups{self._number}"
        found = self._held.estimates(place, key, self._part, covariance=True)
        cells: list[Cell] = []
        for estimates, by in (
            (found, (name,)),
            (self._held.estimates(place, "whole", self._part, covariance=False), ()),
        ):
            figures = Figures.of(estimates, indicator, in_domains=bool(by))
            cells += cells_of(
                figures, indicator, by, self._spec.level, self._levels, self._presentation
            )
        if table.complementary:
            cells = list(protected_domains(cells))
        reference = self._reference(groups, self._levels[name])
        differences, test, no_test = self._differences(found, groups, reference, cells)
        return Tabulated(
            table, self._labels(name, groups), (), tuple(cells), differences, test, no_test
        )

    def _reference(self, groups: Categories, column: ColumnLevels) -> int:
        wanted = self._table.reference
        if wanted is None:
            return 0
        for code in column.matching(wanted):
            if code in groups.levels:
                return groups.levels.index(code)
        known = ", ".join(column.shown(code) for code in groups.levels[:20])
        raise InvalidArgument(f"reference {wanted!r} is no group with a case; there are {known}.")

    def _differences(
        self, found: Estimates, groups: Categories, reference: int, cells: list[Cell]
    ) -> tuple[tuple[Difference, ...], TestResult | None, str]:
        place = self._table.indicator or 0
        scale = self._spec.indicators[place].scale
        labels = self._labels(self._table.groups, groups)
        out: list[Difference] = []
        rows: dict[str, Any] = {}
        for other, label in enumerate(labels):
            if other == reference:
                continue
            row = np.zeros(len(labels))
            row[other], row[reference] = 1.0, -1.0
            hidden = "suppress" in (cells[other].presentation, cells[reference].presentation)
            shown = "suppress" if hidden else "show"
            try:
                one = found.contrast({label: row})
                test = survey_t_test(one[0])
                ends = one.confint(self._spec.level)[0]
            except EstimationError:
                nan = float("nan")
                flags = (str(found.flags[other]), str(found.flags[reference]))
                flag = next((flag for flag in flags if flag != "none"), "undefined")
                out.append(
                    Difference(label, labels[reference], nan, nan, nan, nan, nan, nan, flag, shown)
                )
                continue
            rows[label] = row
            out.append(
                Difference(
                    label,
                    labels[reference],
                    float(one.estimate[0]) * scale,
                    float(one.se[0]) * scale,
                    float(one.df[0]),
                    float(ends[0]) * scale,
                    float(ends[1]) * scale,
                    test.p_value,
                    presentation=shown,
                )
            )
        if len(rows) < 2:
            return tuple(out), None, ""
        try:
            joint = survey_wald_test(found.contrast(rows).core, list(range(len(rows))))
        except EstimationError as error:
            return tuple(out), None, str(error).rstrip(".")
        return tuple(out), joint, ""

    def _arrange(self, key: str, name: str, *, keep_empty: bool) -> Categories:
        """The levels of a column in their order; with those declared without a case, or only those
        with a case in the table."""
        found = self._part.frame.factor(f"{key}{self._number}")
        column = self._levels[name]
        if keep_empty:
            codes = {code for code in column.declared() if not column.is_missing(code)}
            wanted = sorted(codes.union(found.levels), key=column.rank)
        else:
            present = _present(found, self._part)
            wanted = sorted((found.levels[place] for place in present), key=column.rank)
        if not wanted:
            raise InvalidArgument(
                f"Column {name!r} has no case with a value; nothing can be shown."
            )
        if len(wanted) > MOST_LEVELS:
            raise InvalidArgument(
                f"Column {name!r} has {len(wanted)} levels; tabulate at most {MOST_LEVELS}."
            )
        places = {code: place for place, code in enumerate(wanted)}
        table = np.array([*(places.get(code, -1) for code in found.levels), -1], dtype=np.int32)
        arranged = Categories(table[found.codes], wanted)
        self._part.frame.add(f"{key}{self._number}", arranged)
        return arranged

    def _labels(self, name: str | None, found: Categories) -> tuple[str, ...]:
        return tuple(self._levels[name or ""].label(code) for code in found.levels)


def _present(found: Categories, part: Design | ReplicateDesign) -> list[int]:
    """Places of levels with a case in a part of a sample."""
    codes = found.codes[np.asarray(part.domain)]
    return [int(place) for place in np.unique(codes[codes >= 0])]


def _select(found: Categories, places: list[int]) -> Categories:
    table = np.full(len(found.levels) + 1, -1, dtype=np.int32)
    table[places] = np.arange(len(places))
    return Categories(table[found.codes], [found.levels[place] for place in places])
