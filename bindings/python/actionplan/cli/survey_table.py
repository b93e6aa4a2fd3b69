# SPDX-License-Identifier: Apache-2.0
"""Estimates as tables for people, by the rule for small cells that was asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from actionplan.cli.output import cell
from actionplan.microdata.publish import FLAG_WORDS, RULE_NOTES

if TYPE_CHECKING:
    from actionplan import tables
    from actionplan.microdata import Cell, Estimated, Survey

_BETWEEN = 2  # blanks between columns
_LEAST_LABEL = 12


def show_survey(console: Console, survey: Survey) -> None:
    """A table for each indicator, then those that the specification asks for."""
    from actionplan import microdata

    spec = survey.spec
    if spec.title:
        console.print(cell(spec.title, "bold"))
    where = f"{survey.source.path.name}: {survey.rows} rows"
    if spec.fieldwork is not None:
        where += f", fieldwork {spec.fieldwork.text()}"
    console.print(cell(where))
    for estimated in survey.indicators:
        console.print()
        _show_indicator(console, estimated, spec.level)
    if survey.tables:
        for table in microdata.tables_of(survey)[len(survey.indicators) :]:
            console.print()
            _show_table(console, table)
    if survey.missing:
        console.print(cell(_missing(survey), "dim"))
    if survey.presentation is not None:
        console.print(cell(RULE_NOTES[survey.presentation], "dim"))


def _missing(survey: Survey) -> str:
    """What is missing in the file, column by column."""
    columns: dict[str, list[str]] = {}
    for one in survey.missing:
        code = "without a value" if one.code is None else f"{one.label or 'coded'} ({one.code})"
        columns.setdefault(one.column, []).append(f"{one.cases} {code}")
    return "Missing: " + "; ".join(f"{n}: {', '.join(parts)}" for n, parts in columns.items())


def _show_indicator(console: Console, estimated: Estimated, level: float) -> None:
    spec = estimated.spec
    unit = f", {spec.unit}" if spec.unit else ""
    console.print(cell(f"{spec.title} ({spec.statistic}{unit})", "bold"))
    several = len({one.statistic for one in estimated.cells}) > 1
    names = ("estimate", "se", f"{level * 100:g}% from", "to", "deff", "df", "n")
    labels = [f"{one.statistic}: {_domain(one)}" if several else _domain(one)
              for one in estimated.cells]  # fmt: skip
    _show(console, "of", labels, names, [_numbers(one) for one in estimated.cells])


def _show_table(console: Console, table: tables.Table) -> None:
    from actionplan.tables.text import interval_text, value_text

    console.print(cell(table.title, "bold"))
    names = [f"{c.group} {c.label}".strip() for c in table.columns]
    lines = []
    for row in table.rows:
        line = []
        for column, value in zip(table.columns, row.values, strict=True):
            parts = (value_text(table, row, column, value), interval_text(table, value))
            line.append(" ".join(part for part in parts if part))
        lines.append(line)
    _show(console, table.corner, [row.label for row in table.rows], names, lines)
    for note in table.notes:
        console.print(cell(note, "dim"))


def _show(
    console: Console,
    corner: str,
    labels: Sequence[str],
    names: Sequence[str],
    lines: Sequence[Sequence[str]],
) -> None:
    """Labels are never cut away: columns that do not fit beside them stand in further tables."""
    widths = [
        max(cell_len(name), *(cell_len(line[place]) for line in lines))
        for place, name in enumerate(names)
    ]
    label_width = max(cell_len(text) for text in (corner, *labels))
    # A label longer than half of the page is folded rather than the numbers pushed out.
    room = min(console.width // 2, console.width - max(widths) - 2 * _BETWEEN)
    label_width = min(label_width, max(_LEAST_LABEL, room))
    for places in _fitting(widths, console.width - label_width - _BETWEEN):
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        table.add_column(cell(corner), overflow="fold", min_width=label_width)
        for place in places:
            table.add_column(cell(names[place]), justify="right", overflow="fold")
        for label, line in zip(labels, lines, strict=True):
            table.add_row(cell(label), *(cell(line[place]) for place in places))
        console.print(table)


def _fitting(widths: Sequence[int], room: int) -> list[list[int]]:
    """Places of columns, as many together as fit, at least one."""
    out: list[list[int]] = [[]]
    used = 0
    for place, width in enumerate(widths):
        if out[-1] and used + width + _BETWEEN > room:
            out.append([])
            used = 0
        out[-1].append(place)
        used += width + _BETWEEN
    return out


def _domain(one: Cell) -> str:
    if not one.dimension:
        return "all"
    return ", ".join(f"{name} {part}" for name, part in one.dimension.items())


def _numbers(one: Cell) -> list[str]:
    n = str(one.n)
    if one.presentation == "suppress":
        return ["*", "", "", "", "", "", n]
    if not math.isfinite(one.value):
        return [FLAG_WORDS.get(one.flag, "none"), "", "", "", "", "", n]
    digits = _digits(one)
    value = f"{one.value:.{digits}f}"
    marks = {"parentheses": f"({value})", "review": f"{value} R", "footnote": f"{value} +"}
    interval = [_fixed(one.lower, digits), _fixed(one.upper, digits)]
    if one.flag in ("one_case", "no_df"):
        interval = [FLAG_WORDS[one.flag], ""]
    return [
        marks.get(one.presentation, value),
        _fixed(one.standard_error, digits + 1),
        *interval,
        _fixed(one.deff, 2),
        "" if not math.isfinite(one.df) else f"{one.df:g}",
        n,
    ]


def _digits(one: Cell) -> int:
    """So many decimals that the standard error has two figures, from 0 to 6."""
    if not math.isfinite(one.standard_error) or one.standard_error <= 0:
        return 1
    return min(6, max(0, 1 - math.floor(math.log10(one.standard_error))))


def _fixed(value: float, digits: int) -> str:
    return "" if not math.isfinite(value) else f"{value:.{digits}f}"
