# SPDX-License-Identifier: Apache-2.0
"""Tables that a specification asks for, to be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from actionplan.microdata.expression import Expression
from actionplan.microdata.keys import Keys

MOST_TABLES = 200
MOST_NOTES = 16
PERCENTS = ("column", "row", "cell")


class _Indicator(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def statistic(self) -> str: ...


@dataclass(frozen=True)
class TableSpec:
    """A distribution (`rows`), a cross-table (`rows`, `columns`), or the groups of an indicator
    with their differences (`indicator`, `groups`)."""

    id: str
    key: str  # in the specification, for messages
    title: str
    rows: str | None
    columns_of: str | None
    percent: str
    where: Expression | None
    missing: str
    interval: str
    test: str
    df: str | float
    indicator: int | None  # its place
    groups: str | None
    reference: str | None
    complementary: bool  # suppress what would give suppressed cells away
    notes: tuple[str, ...]

    @property
    def columns(self) -> frozenset[str]:
        """The columns whose levels it shows."""
        named = (self.rows, self.columns_of, self.groups)
        return frozenset(name for name in named if name is not None)

    def named_columns(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Keys of the specification with the column that each names."""
        for key, name in (
            ("rows", self.rows), ("columns", self.columns_of), ("groups", self.groups)
        ):  # fmt: skip
            if name is not None:
                yield f"{self.key}.{key}", (name,)


def read_table(
    keys: Keys, defaults: Mapping[str, Any], indicators: Sequence[_Indicator]
) -> TableSpec:
    """A table of `[[tables]]`, checked as far as can be without the data."""
    from actionplan.survey import IndependenceStatistic, ProportionMethod

    identity = keys.text("id", "")
    if not identity:
        raise keys.refusal("id", "is not given; name the table")
    rows, columns = keys.text("rows", "") or None, keys.text("columns", "") or None
    groups = keys.text("groups", "") or None
    indicator = _place(keys, indicators)
    _check_kind(keys, rows, columns, indicator, groups)
    out = TableSpec(
        id=identity,
        key=keys.path,
        title=keys.text("title", identity),
        rows=rows,
        columns_of=columns,
        percent=keys.word("percent", PERCENTS, "column"),
        where=keys.expression("where"),
        missing=keys.word("missing", ("refuse", "omit"), defaults["missing"]),
        interval=keys.word(
            "interval",
            [str(word) for word in ProportionMethod if str(word) != "likelihood"],
            "xlogit",
        ),
        test=keys.word("test", ["none", *(str(word) for word in IndependenceStatistic)], "f"),
        df=defaults["df"],
        indicator=indicator,
        groups=groups,
        reference=keys.text("reference", "") or None,
        complementary=keys.flag("complementary", defaults["complementary"]),
        notes=keys.texts("notes", MOST_NOTES),
    )
    if out.where is not None and not out.where.is_truth:
        raise keys.refusal("where", "is a number; write a condition, such as `age >= 18`")
    keys.finish()
    return out


def _place(keys: Keys, indicators: Sequence[_Indicator]) -> int | None:
    name = keys.text("indicator", "") or None
    if name is None:
        return None
    for place, one in enumerate(indicators):
        if one.id == name:
            if one.statistic == "quantile":
                raise keys.refusal(
                    "indicator",
                    f"{name!r} is a quantile, whose groups are not compared; give a proportion, "
                    "mean, ratio or total",
                )
            return place
    known = ", ".join(one.id for one in indicators) or "none"
    raise keys.refusal("indicator", f"is {name!r}, which is no indicator's id; there are {known}")


def _check_kind(
    keys: Keys,
    rows: str | None,
    columns: str | None,
    indicator: int | None,
    groups: str | None,
) -> None:
    if (rows is None) == (indicator is None):
        raise keys.refusal(
            "rows",
            "is for a distribution or cross-table, and indicator for differences between groups; "
            "give one of them",
        )
    needless = (
        ("columns", "percent", "where", "interval", "test", "missing")
        if rows is None
        else ("groups", "reference")
    )
    for name in needless:
        if keys.has(name):
            beside = "indicator" if rows is None else "rows"
            raise keys.refusal(name, f"has no meaning beside {beside}; leave out one of the two")
    if indicator is not None and groups is None:
        raise keys.refusal("groups", "is not given; name the column whose groups are compared")
    if rows is not None and columns is None:
        for name in ("percent", "test"):
            if keys.has(name):
                raise keys.refusal(name, "is for a cross-table; give columns, or leave it out")
    if rows is not None and rows == columns:
        raise keys.refusal("columns", f"is {columns!r} as rows is; cross two columns")
