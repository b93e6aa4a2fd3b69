# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV: a row for each number, so that a program reads them without guessing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from actionplan.tables.model import MARKS, Table
from actionplan.tables.text import clean, notes_of

HEADER = (
    "table", "title", "row", "group", "column", "kind", "value", "lower", "upper", "mark", "text",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last full width


def to_csv(tables: Sequence[Table], title: str) -> bytes:
    """UTF-8, RFC 4180. Numbers have all their digits. Texts that a spreadsheet would take for a
    formula begin with an apostrophe. Notes are rows of the kind `note`."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(HEADER)
    for table in tables:
        name, heading = _safe(table.id), _safe(table.title)
        for row, column, value in table.cells():
            numbers = [_number(x) for x in (value.number, value.lower, value.upper)]
            said = MARKS[value.mark] if value.number is None else ""
            lines.writerow(
                [
                    name, heading, _safe(row.label), _safe(column.group), _safe(column.label),
                    table.kind(row, column), *numbers, value.mark, _safe(value.words or said),
                ]
            )  # fmt: skip
        for note in notes_of(table, "lower, upper"):
            lines.writerow([name, heading, "", "", "", "note", "", "", "", "", _safe(note)])
    return out.getvalue().encode()


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value)).removesuffix(".0")


def _safe(text: str) -> str:
    text = clean(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
