# SPDX-License-Identifier: Apache-2.0
"""What a survey says, as tables to publish: `actionplan.tables`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from actionplan._core import InvalidArgument
from actionplan.microdata.cells import Cell
from actionplan.microdata.complementary import REASON
from actionplan.microdata.estimate import Estimated, Survey
from actionplan.microdata.tabulate import Difference, Tabulated
from actionplan.tables import MARKS, Column, Row, Table, Value

COMPLEMENT_NOTE = "Some are suppressed so that others cannot be computed from this table."
RULE_NOTES = {
    "dhs": "( ) based on 25 to 49 unweighted cases; * on fewer than 25, suppressed",
    "nchs": "* suppressed; R to be reviewed before it is published; + complement unreliable",
}
"""What the marks of a rule for small cells mean."""
FLAG_WORDS = {
    "empty": "no case",
    "one_case": "a single case",
    "no_df": "no degrees of freedom",
    "undefined": "undefined",
    "constant": "a constant that is no share",
}
"""Why a cell is no full estimate."""

_TESTS = {
    "f": "Test of independence (Rao and Scott, second order)",
    "chisq": "Test of independence (Rao and Scott, first order)",
    "wald": "Wald test of independence",
    "adjusted_wald": "Adjusted Wald test of independence",
    "combination": "Test of independence (Pearson's, by its own distribution)",
    "saddlepoint": "Test of independence (Pearson's, saddlepoint)",
}


def tables_of(survey: Survey, only: Sequence[str] = ()) -> list[Table]:
    """The indicators and then the tables of a specification, as tables to publish.

    What the rule for small cells suppresses is not in them. `only` names those wanted by id.

    Raises:
        InvalidArgument: an id that the specification has not, or that both an indicator and a
            table have.
    """
    made = [_of_indicator(survey, one) for one in survey.indicators]
    made += [_of_table(survey, one) for one in survey.tables]
    ids = [table.id for table in made]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidArgument(
            f"An indicator and a table are both called {twice!r}; give one another id."
        )
    for name in only:
        if name not in ids:
            raise InvalidArgument(
                f"There is no table or indicator {name!r}; there are {', '.join(ids)}."
            )
    return [table for table in made if not only or table.id in only]


def _of_indicator(survey: Survey, estimated: Estimated) -> Table:
    spec = estimated.spec
    unit = f", {spec.unit}" if spec.unit else ""
    several = len({cell.statistic for cell in estimated.cells}) > 1
    return Table(
        id=spec.id,
        title=f"{spec.title} ({spec.statistic}{unit})",
        corner="",
        columns=(
            Column("estimate"),
            Column("standard error", kind="error"),
            Column("n", kind="count"),
        ),
        rows=tuple(
            Row(_place(cell, several), (_value(cell), _error(cell), Value(float(cell.n))))
            for cell in estimated.cells
        ),
        notes=_notes(survey, estimated.cells),
        sources=_sources(survey),
        decimals=_decimals(estimated.cells, spec.unit),
        level=survey.spec.level,
    )


def _of_table(survey: Survey, found: Tabulated) -> Table:
    if found.spec.indicator is not None:
        return _of_groups(survey, found)
    width = max(1, len(found.columns))
    by_row = found.spec.percent == "row" and bool(found.columns)
    columns = _columns(found)
    rows = []
    cells = list(found.cells)
    height = len(found.rows)
    body, whole = cells[: height * width], cells[height * width :]
    for place, label in enumerate(found.rows):
        line = body[place * width : (place + 1) * width]
        values = [_value(cell) for cell in line]
        if by_row:
            values.append(Value(float(line[0].n)))
        elif whole:
            values.append(_value(whole[place]))
        rows.append(Row(label, tuple(values)))
    if by_row:
        rows.append(Row("all", (*(_value(cell) for cell in whole), Value(float(whole[0].n)))))
    elif found.spec.percent == "column" or not found.columns:
        counts = [body[place].n for place in range(width)] + [cell.n for cell in whole[:1]]
        rows.append(Row("n", tuple(Value(float(n)) for n in counts), "count"))
    notes = list(_notes(survey, found.cells))
    if found.spec.percent == "cell" and found.columns:
        notes.append(f"Percentages of all cases; n = {body[0].n}.")
    return Table(
        id=found.spec.id,
        title=f"{found.spec.title} (percent)",
        corner=found.spec.rows or "",
        columns=columns,
        rows=tuple(rows),
        notes=(*found.spec.notes, *_test_note(found), *notes),
        sources=_sources(survey),
        level=survey.spec.level,
    )


def _columns(found: Tabulated) -> tuple[Column, ...]:
    if not found.columns:
        return (Column("percent"),)
    group = found.spec.columns_of or ""
    out = [Column(label, group) for label in found.columns]
    if found.spec.percent == "row":
        out.append(Column("n", kind="count"))
    elif found.spec.percent == "column":
        out.append(Column("all"))
    return tuple(out)


def _of_groups(survey: Survey, found: Tabulated) -> Table:
    indicator = survey.spec.indicators[found.spec.indicator or 0]
    unit = f", {indicator.unit}" if indicator.unit else ""
    reference = found.differences[0].reference if found.differences else ""
    against = {one.group: one for one in found.differences}
    rows = []
    for label, cell in zip((*found.rows, "all"), found.cells, strict=True):
        difference = against.get(label) if cell.dimension else None
        rows.append(
            Row(label, (_value(cell), Value(float(cell.n)), *_difference(difference)))
        )  # fmt: skip
    columns = [Column("estimate"), Column("n", kind="count")]
    if reference:
        group = f"difference from {reference}"
        columns += [Column("estimate", group, "difference"), Column("p", group, "p_value")]
    else:
        rows = [Row(row.label, row.values[:2]) for row in rows]
    return Table(
        id=found.spec.id,
        title=f"{found.spec.title} ({indicator.statistic}{unit})",
        corner=found.spec.groups or "",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*found.spec.notes, *_test_note(found), *_notes(survey, found.cells)),
        sources=_sources(survey),
        decimals=_decimals(found.cells, indicator.unit),
        level=survey.spec.level,
    )


def _difference(one: Difference | None) -> tuple[Value, Value]:
    if one is None:
        return Value(), Value()
    if one.presentation == "suppress":
        return Value(mark="suppress"), Value(mark="suppress")
    if one.flag != "none":
        return Value(words=FLAG_WORDS.get(one.flag, one.flag)), Value()
    return Value(one.value, one.lower, one.upper), Value(one.p_value)


def _value(cell: Cell) -> Value:
    if cell.presentation == "suppress":
        return Value(mark="suppress")
    if not math.isfinite(cell.value):
        return Value(words=FLAG_WORDS.get(cell.flag, "none"))
    mark = "" if cell.presentation == "show" else cell.presentation
    if not (math.isfinite(cell.lower) and math.isfinite(cell.upper)):
        return Value(cell.value, mark=mark)
    return Value(cell.value, cell.lower, cell.upper, mark)


def _error(cell: Cell) -> Value:
    if cell.presentation == "suppress":
        return Value(mark="suppress")
    return Value(cell.standard_error if math.isfinite(cell.standard_error) else None)


def _place(cell: Cell, several: bool) -> str:
    where = ", ".join(f"{name} {part}" for name, part in cell.dimension.items()) or "all"
    return f"{cell.statistic}: {where}" if several else where


def _decimals(cells: Sequence[Cell], unit: str) -> int:
    """One for percentages; else so many that the first standard error has two figures."""
    if unit.split(" ")[0] == "percent":
        return 1
    errors = (c.standard_error for c in cells if c.standard_error > 0)
    error = next((e for e in errors if math.isfinite(e)), None)
    return 1 if error is None else min(6, max(0, 1 - math.floor(math.log10(error))))


def _notes(survey: Survey, cells: Sequence[Cell]) -> tuple[str, ...]:
    marks = {cell.presentation for cell in cells} - {"show"}
    if not marks:
        return ()
    rule = survey.presentation
    said = (RULE_NOTES[rule],) if rule in RULE_NOTES else tuple(MARKS[m] for m in sorted(marks))
    has_complements = any(REASON in cell.reasons for cell in cells)
    return (*said, COMPLEMENT_NOTE) if has_complements else said


def _test_note(found: Tabulated) -> Iterator[str]:
    if found.spec.indicator is not None:
        name = "Wald test that no group differs"
    else:
        name = _TESTS.get(found.spec.test, "Test")
    if found.test is not None:
        p = found.test.p_value
        shown = "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
        df = f"{found.test.df1:.4g}"
        if math.isfinite(found.test.df2):
            df += f", {found.test.df2:.4g}"
        yield f"{name}: {found.test.statistic:.4g} (df {df}), {shown}."
    elif found.no_test:
        yield f"{name}: none, since {found.no_test}."


def _sources(survey: Survey) -> tuple[str, ...]:
    spec = survey.spec
    parts = [spec.title, spec.source, spec.reporter]
    if spec.fieldwork is not None:
        parts.append(f"fieldwork {spec.fieldwork.text()}")
    said = "; ".join(part for part in parts if part)
    return (said,) if said else ()
