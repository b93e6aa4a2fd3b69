# SPDX-License-Identifier: Apache-2.0
"""Estimates as a table for people, by the rule for small cells that was asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from actionplan.cli.output import cell

if TYPE_CHECKING:
    from actionplan.microdata import Cell, Estimated, Survey

_NOTES = {
    "dhs": "( ) based on 25 to 49 unweighted cases; * on fewer than 25, suppressed",
    "nchs": "* suppressed; R to be reviewed before it is published; + complement unreliable",
}
_FLAGS = {
    "empty": "no case",
    "one_case": "a single case",
    "no_df": "no degrees of freedom",
    "undefined": "undefined",
    "constant": "a constant that is no share",
}


def show_survey(console: Console, survey: Survey) -> None:
    """A table for each indicator."""
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
    if survey.presentation is not None:
        console.print(cell(_NOTES[survey.presentation], "dim"))


def _show_indicator(console: Console, estimated: Estimated, level: float) -> None:
    spec = estimated.spec
    unit = f", {spec.unit}" if spec.unit else ""
    console.print(cell(f"{spec.title} ({spec.statistic}{unit})", "bold"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    several = len({one.statistic for one in estimated.cells}) > 1
    if several:
        table.add_column("statistic", overflow="fold")
    table.add_column("of", overflow="fold")
    for name in ("estimate", "se", f"{level * 100:g}% from", "to", "deff", "df", "n"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in estimated.cells:
        first = [cell(one.statistic)] if several else []
        table.add_row(*first, cell(_domain(one)), *_numbers(one))
    console.print(table)


def _domain(one: Cell) -> str:
    if not one.dimension:
        return "all"
    return ", ".join(f"{name} {part}" for name, part in one.dimension.items())


def _numbers(one: Cell) -> list[Text]:
    n = cell(str(one.n))
    if one.presentation == "suppress":
        return [cell("*"), *(cell("") for _ in range(5)), n]
    if not math.isfinite(one.value):
        return [cell(_FLAGS.get(one.flag, "none")), *(cell("") for _ in range(5)), n]
    digits = _digits(one)
    value = f"{one.value:.{digits}f}"
    marks = {"parentheses": f"({value})", "review": f"{value} R", "footnote": f"{value} +"}
    interval = [_fixed(one.lower, digits), _fixed(one.upper, digits)]
    if one.flag in ("one_case", "no_df"):
        interval = [_FLAGS[one.flag], ""]
    return [
        cell(marks.get(one.presentation, value)),
        cell(_fixed(one.standard_error, digits + 1)),
        *(cell(end) for end in interval),
        cell(_fixed(one.deff, 2)),
        cell("" if not math.isfinite(one.df) else f"{one.df:g}"),
        n,
    ]


def _digits(one: Cell) -> int:
    """So many decimals that the standard error has two figures, from 0 to 6."""
    if not math.isfinite(one.standard_error) or one.standard_error <= 0:
        return 1
    return min(6, max(0, 1 - math.floor(math.log10(one.standard_error))))


def _fixed(value: float, digits: int) -> str:
    return "" if not math.isfinite(value) else f"{value:.{digits}f}"
