# SPDX-License-Identifier: Apache-2.0
"""What is known of the population, which weights are made to meet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplan._core import InvalidArgument
from actionplan.microdata.expression import Expression
from actionplan.microdata.keys import Keys
from actionplan.microdata.levels import Levels

MOST_MARGINS = 64
MOST_TOTALS = 256

Cell = tuple[str, ...]  # a level of each column


@dataclass(frozen=True)
class MarginSpec:
    """People in each cell of some columns."""

    key: str
    columns: tuple[str, ...]
    population: Mapping[Cell, float]

    def people(self, cells: Sequence[Cell]) -> list[float]:
        """Of the cells of a sample, in their order.

        Raises:
            InvalidArgument: a cell without a number, or people in a cell without a case.
        """
        for cell in cells:
            if cell not in self.population:
                raise InvalidArgument(
                    f"{self.key}.population has no number for {self._named(cell)}, which is in "
                    "the data; add it."
                )
        known = set(cells)
        for cell, people in self.population.items():
            if people != 0 and cell not in known:
                raise InvalidArgument(
                    f"{self.key}.population has {people:g} in {self._named(cell)}, of which the "
                    "data have no row; correct it, or join the cell to another."
                )
        return [self.population[cell] for cell in cells]

    def with_levels(self, levels: Levels) -> MarginSpec:
        """With codes in place of labels.

        Raises:
            InvalidArgument: a level is named twice, by code and by label.
        """
        out: dict[Cell, float] = {}
        for cell, people in self.population.items():
            codes = tuple(levels[n].canonical(p) for n, p in zip(self.columns, cell, strict=True))
            if codes in out:
                raise InvalidArgument(
                    f"{self.key}.population names {self._named(codes)} twice, by code and by "
                    "label; give each cell once."
                )
            out[codes] = people
        return replace(self, population=out)

    def _named(self, cell: Cell) -> str:
        return ", ".join(f"{n} {level!r}" for n, level in zip(self.columns, cell, strict=True))


@dataclass(frozen=True)
class RakingSpec:
    """Margins that weights are made to meet; one margin is post-stratification."""

    margins: tuple[MarginSpec, ...]
    max_iterations: int
    residuals: str

    def with_levels(self, levels: Levels) -> RakingSpec:
        """With codes in place of labels."""
        return replace(self, margins=tuple(one.with_levels(levels) for one in self.margins))


@dataclass(frozen=True)
class CalibrationSpec:
    """Totals of numbers of the cases that weights are made to meet."""

    totals: tuple[tuple[str, Expression, float], ...]  # key, number of a case, total
    function: str
    lower: float
    upper: float
    by_psu: bool


def read_raking(keys: Keys) -> RakingSpec:
    """The table `[design.raking]` with its `margins`."""
    from actionplan.survey import RakeResiduals

    out = RakingSpec(
        margins=tuple(_margin(table) for table in keys.tables("margins", MOST_MARGINS)),
        max_iterations=int(keys.number("max_iterations", 1000)),
        residuals=keys.word("residuals", [str(word) for word in RakeResiduals], "weighted"),
    )
    if out.max_iterations < 1:
        raise keys.refusal("max_iterations", "is below 1; rounds are counted from 1")
    keys.finish()
    return out


def _margin(keys: Keys) -> MarginSpec:
    columns = keys.names_of("columns", 16)
    if not columns:
        raise keys.refusal("columns", "is not given; name the column of cells, or several")
    if not keys.has("population"):
        raise keys.refusal("population", "is not given; give the people of each cell")
    population = dict(_cells(keys.table("population"), columns))
    keys.finish()
    if not any(people > 0 for people in population.values()):
        raise keys.refusal("population", "has nobody in it; give the people of each cell")
    return MarginSpec(keys.path, columns, population)


def _cells(keys: Keys, columns: Sequence[str], cell: Cell = ()) -> Iterator[tuple[Cell, float]]:
    """A table in a table for each further column."""
    for level in keys.names():
        if len(cell) + 1 < len(columns):
            if not keys.is_table(level):
                raise keys.refusal(
                    level,
                    f"is no table; give one of the people per level of {columns[len(cell) + 1]!r}",
                )
            yield from _cells(keys.table(level), columns, (*cell, level))
            continue
        people = keys.number(level, 0.0)
        if people < 0:
            raise keys.refusal(level, f"is {people:g}; give a number of 0 or more")
        yield (*cell, level), people
    keys.finish()


def read_calibration(keys: Keys) -> CalibrationSpec:
    """The table `[design.calibration]` with its `totals`."""
    from actionplan.survey import CalibrationFunction

    out = CalibrationSpec(
        totals=tuple(_total(table) for table in keys.tables("totals", MOST_TOTALS)),
        function=keys.word("function", [str(word) for word in CalibrationFunction], "linear"),
        lower=keys.number("lower", -math.inf),
        upper=keys.number("upper", math.inf),
        by_psu=keys.flag("by_psu"),
    )
    if not out.lower < 1:
        raise keys.refusal("lower", f"is {out.lower:g}; ratios of new to old weights lie about 1")
    if not out.upper > 1:
        raise keys.refusal("upper", f"is {out.upper:g}; ratios of new to old weights lie about 1")
    if out.function == "logit" and not math.isfinite(out.upper - out.lower):
        raise keys.refusal("function", "is logit, which needs both bounds; give lower and upper")
    keys.finish()
    return out


def _total(keys: Keys) -> tuple[str, Expression, float]:
    of = keys.expression("of")
    if of is None:
        raise keys.refusal("of", "is not given; write what is added up, such as `1` or `age`")
    total = keys.number("total", None)
    if total is None:
        raise keys.refusal("total", "is not given; say what it is in the population")
    keys.finish()
    return keys.path, of, total
