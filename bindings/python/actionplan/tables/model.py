# SPDX-License-Identifier: Apache-2.0
"""A table as a value: rows, columns, numbers with their intervals, notes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from actionplan._core import InvalidArgument

KINDS = ("estimate", "error", "difference", "count", "p_value")
MARKS = {
    "": "",
    "parentheses": "( ) based on few unweighted cases; read with caution",
    "footnote": "+ the complement is unreliable",
    "review": "R to be reviewed before it is published",
    "suppress": "* suppressed: too few cases, or too uncertain",
}
"""How a number is to be shown, and what a note says of it."""


@dataclass(frozen=True)
class Value:
    """One number of a table, or what stands in its place.

    Attributes:
        number: None where there is none, or it is suppressed.
        lower, upper: the ends of its interval, both or none.
        mark: one of `MARKS`.
        words: in place of a number, such as "no case".
    """

    number: float | None = None
    lower: float | None = None
    upper: float | None = None
    mark: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        if self.mark not in MARKS:
            raise InvalidArgument(f"Mark {self.mark!r} is none of {', '.join(MARKS)}.")
        for name in ("number", "lower", "upper"):
            number = getattr(self, name)
            if number is None:
                continue
            if not math.isfinite(number):
                raise InvalidArgument(f"{name} is {number}; give None where there is no number.")
            if self.mark == "suppress":
                raise InvalidArgument(f"{name} is {number} and suppressed; leave it out.")

    @property
    def has_interval(self) -> bool:
        """Are both ends of its interval known?"""
        return self.lower is not None and self.upper is not None


@dataclass(frozen=True)
class Column:
    """A column: its heading, that of its group (columns of one group lie side by side), and what
    its numbers are: `estimate`, `error` (of an estimate), `difference`, `count` or `p_value`."""

    label: str
    group: str = ""
    kind: str = "estimate"


@dataclass(frozen=True)
class Row:
    """A row; `kind` is that of its numbers where it is not the columns', as in a row of counts."""

    label: str
    values: tuple[Value, ...]
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under columns, with a title, notes and sources. Immutable.

    Attributes:
        id: short; names a sheet, an anchor, a row of CSV.
        corner: heading of the labels of the rows.
        decimals: of estimates and the ends of their intervals.
        level: of the intervals.
    """

    id: str
    title: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    decimals: int = 1
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.columns or not self.rows:
            raise InvalidArgument(f"Table {self.id!r} has no rows or no columns; give some.")
        for row in self.rows:
            if len(row.values) != len(self.columns):
                raise InvalidArgument(
                    f"Row {row.label!r} of table {self.id!r} has {len(row.values)} values and "
                    f"there are {len(self.columns)} columns; give one for each."
                )
        for kind in (*(c.kind for c in self.columns), *(r.kind for r in self.rows if r.kind)):
            if kind not in KINDS:
                raise InvalidArgument(f"Kind {kind!r} is none of {', '.join(KINDS)}.")

    def kind(self, row: Row, column: Column) -> str:
        """What the values of a row in a column are."""
        return row.kind or column.kind

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Headings above columns, each with how many columns it spans."""
        out: list[tuple[str, int]] = []
        for column in self.columns:
            if out and column.group and out[-1][0] == column.group:
                out[-1] = (column.group, out[-1][1] + 1)
            else:
                out.append((column.group, 1))
        return tuple(out)

    @property
    def has_groups(self) -> bool:
        """Do columns stand under common headings?"""
        return any(column.group for column in self.columns)

    @property
    def has_intervals(self) -> bool:
        """Has any value an interval?"""
        return any(value.has_interval for row in self.rows for value in row.values)

    def cells(self) -> Iterator[tuple[Row, Column, Value]]:
        """Each value with its row and column, row by row."""
        for row in self.rows:
            for column, value in zip(self.columns, row.values, strict=True):
                yield row, column, value
