# SPDX-License-Identifier: Apache-2.0
"""Numbers and texts of tables as they are written."""

from __future__ import annotations

import re

from actionplan.tables.model import Column, Row, Table, Value

# What no XML can hold, and what hides text or turns its direction.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# What a spreadsheet computes, the last four of full width, where a cell begins: also within a text,
# where `;` parts cells.
_FORMULA = re.compile("(^|;)(?=[' \"]*[=+@\uff1d\uff0b\uff0d\uff20-])")
_SMALLEST_P = 0.001


def clean(text: str) -> str:
    """On one line, without characters that files cannot hold or that steer how text is shown."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"[\t\n\r]+", " ", text))


def guarded(text: str) -> str:
    """As `clean`; no spreadsheet takes it, or what follows a semicolon in it, for a formula."""
    return _FORMULA.sub(r"\1'", clean(text))


def number_text(value: float, kind: str, decimals: int) -> str:
    if kind == "count":
        return f"{value:.0f}"
    if kind == "p_value":
        return "<0.001" if value < _SMALLEST_P else f"{value:.3f}"
    text = f"{value:.{decimals + (kind == 'error')}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text  # no -0.0


def value_text(table: Table, row: Row, column: Column, value: Value) -> str:
    """A number with its mark, without its interval; or the words in its place."""
    if value.mark == "suppress":
        return "*"
    if value.number is None:
        return clean(value.words)
    text = number_text(value.number, table.kind(row, column), table.decimals)
    marks = {"parentheses": f"({text})", "review": f"{text} R", "footnote": f"{text} +"}
    return marks.get(value.mark, text)


def interval_text(table: Table, value: Value) -> str:
    """`[41.0, 49.5]`, or nothing."""
    if value.lower is None or value.upper is None:
        return ""
    ends = (number_text(end, "estimate", table.decimals) for end in (value.lower, value.upper))
    return f"[{', '.join(ends)}]"


def notes_of(table: Table, where: str = "In brackets") -> list[str]:
    """Notes and sources as they stand under a table, and `where` it has its intervals."""
    out = [clean(note) for note in table.notes]
    if table.has_intervals:
        out.insert(0, f"{where}: intervals of {table.level * 100:g} % confidence.")
    return [*out, *(f"Source: {clean(source)}" for source in table.sources)]
