# SPDX-License-Identifier: Apache-2.0
"""Tables as a workbook: a sheet each, numbers as numbers, intervals in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from actionplan._archive import workbook_bytes
from actionplan._core import Error
from actionplan.tables.model import Column, Row, Table, Value
from actionplan.tables.text import clean, notes_of, value_text

_MOST_TEXT = 32_000  # of a cell; Excel takes 32,767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_FORMATS = {"count": "#,##0", "p_value": "0.000"}
_MARKED = {"parentheses": '"("{}")"', "review": '{}" R"', "footnote": '{}" +"'}


def to_xlsx(tables: Sequence[Table], title: str) -> bytes:
    """With the same bytes each time: no time of making is in it."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for table in tables:
        _write(openpyxl, book.create_sheet(_sheet_name(table.id, taken)), table)
    book.properties.title = clean(title or tables[0].title)[:250]
    book.properties.creator = "actionplan"
    return workbook_bytes(book)


def _openpyxl() -> Any:
    try:
        import openpyxl
        import openpyxl.styles
    except ImportError as error:
        raise Error('XLSX needs the package openpyxl; install "actionplan[tables]".') from error
    return openpyxl


def _sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 characters, none that Excel refuses, each name once whatever its case."""
    base = _NOT_IN_NAMES.sub("_", clean(name))[:31].strip() or "table"
    found, count = base, 1
    while found.casefold() in taken or found.casefold() == "history":  # a name that Excel keeps
        count += 1
        found = f"{base[: 30 - len(str(count))]}-{count}"
    taken.add(found.casefold())
    return found


def _write(openpyxl: Any, sheet: Any, table: Table) -> None:
    bold = openpyxl.styles.Font(bold=True)
    parts = list(_parts(table))
    _set_text(sheet.cell(1, 1), table.title).font = bold
    _set_text(sheet.cell(4, 1), table.corner).font = bold
    column = 2
    groups: dict[int, tuple[str, int]] = {}
    for group, width in table.groups:
        groups[column] = (group, sum(len(ends) for _, ends in parts[:width]))
        column += groups[column][1]
        parts = parts[width:]
    for first, (group, width) in groups.items():
        _head(sheet, 2, first, width, group, bold)
    column = 2
    for place, ends in _parts(table):
        _head(sheet, 3, column, len(ends), place.label, bold)
        for offset, end in enumerate(ends):
            _set_text(sheet.cell(4, column + offset), _END_NAMES[end]).font = bold
        column += len(ends)
    for number, row in enumerate(table.rows, start=5):
        _set_text(sheet.cell(number, 1), row.label)
        column = 2
        for (place, ends), value in zip(_parts(table), row.values, strict=True):
            for offset, end in enumerate(ends):
                _set_value(sheet.cell(number, column + offset), table, row, place, value, end)
            column += len(ends)
    for number, note in enumerate(notes_of(table, "From, to"), start=len(table.rows) + 6):
        _set_text(sheet.cell(number, 1), note)
    sheet.freeze_panes = "B5"
    sheet.column_dimensions["A"].width = min(60, max(12, *(len(r.label) + 2 for r in table.rows)))


_END_NAMES = {"number": "", "lower": "from", "upper": "to"}


def _parts(table: Table) -> Iterator[tuple[Column, tuple[str, ...]]]:
    """Columns with what of their values has a column in the sheet."""
    for place, column in enumerate(table.columns):
        has_intervals = any(row.values[place].has_interval for row in table.rows)
        yield column, (("number", "lower", "upper") if has_intervals else ("number",))


def _head(sheet: Any, row: int, column: int, width: int, text: str, font: Any) -> None:
    if not text:
        return
    _set_text(sheet.cell(row, column), text).font = font
    if width > 1:
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=column, end_column=column + width - 1
        )


def _set_text(cell: Any, text: str) -> Any:
    """A text, never a formula."""
    shown = clean(text)[:_MOST_TEXT]
    if shown:
        cell.value = shown
        cell.data_type = "s"
        cell.quotePrefix = shown.startswith(("=", "+", "-", "@"))
    return cell


def _set_value(cell: Any, table: Table, row: Row, column: Column, value: Value, end: str) -> None:
    number = getattr(value, end)
    if number is None:
        if end == "number":
            _set_text(cell, value_text(table, row, column, value))
        return
    cell.value = number
    kind = table.kind(row, column)
    zeros = "0" * (table.decimals + (kind == "error"))
    plain = _FORMATS.get(kind, f"0.{zeros}" if zeros else "0")
    cell.number_format = _MARKED.get(value.mark, "{}").format(plain) if end == "number" else plain
