# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV: a row for each number, so that a program reads them without guessing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from actionplan.tables.model import MARKS, Table
from actionplan.tables.text import guarded, notes_of

HEADER = (
    "table", "title", "row", "group", "column", "kind", "value", "lower", "upper", "mark", "text",
)  # fmt: skip


def to_csv(tables: Sequence[Table], title: str) -> bytes:
    """UTF-8, RFC 4180. Numbers have all their digits. What a spreadsheet would take for a formula
    gets an apostrophe, also after a semicolon within a text. Notes are rows of the kind `note`."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(HEADER)
    for table in tables:
        name, heading = guarded(table.id), guarded(table.title)
        for row, column, value in table.cells():
            numbers = [_number(x) for x in (value.number, value.lower, value.upper)]
            said = MARKS[value.mark] if value.number is None else ""
            lines.writerow(
                [
                    name, heading, guarded(row.label), guarded(column.group), guarded(column.label),
                    table.kind(row, column), *numbers, value.mark, guarded(value.words or said),
                ]
            )  # fmt: skip
        for note in notes_of(table, "lower, upper"):
            lines.writerow([name, heading, "", "", "", "note", "", "", "", "", guarded(note)])
    return out.getvalue().encode()


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value)).removesuffix(".0")
