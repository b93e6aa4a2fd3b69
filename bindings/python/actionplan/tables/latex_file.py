# SPDX-License-Identifier: Apache-2.0
"""Tables as LaTeX, to be taken into a document by \\input; they need no package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actionplan.tables.model import Table
from actionplan.tables.text import clean, interval_text, notes_of, value_text

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\symbol{34}",
        "[": "{[}",  # would be an option of a row's end
        "]": "{]}",
        "*": "{*}",
        "-": "{-}",  # no ligatures
        "`": "{`}",
        "'": "{'}",
    }
)


def to_latex(tables: Sequence[Table], title: str) -> bytes:
    """UTF-8; a `table` environment for each."""
    lines = [f"% {clean(title)}"] if title else []
    for table in tables:
        lines += _table(table)
    return ("\n".join(lines) + "\n").encode()


def _table(table: Table) -> Iterator[str]:
    yield r"\begin{table}[htbp]"
    yield r"\centering"
    yield rf"\caption{{{_text(table.title)}}}"
    yield rf"\begin{{tabular}}{{l{'r' * len(table.columns)}}}"
    yield r"\hline"
    if table.has_groups:
        groups = (rf"\multicolumn{{{width}}}{{c}}{{{_text(g)}}}" for g, width in table.groups)
        yield f" & {' & '.join(groups)} \\\\"
    yield _line(_text(table.corner), (_text(column.label) for column in table.columns))
    yield r"\hline"
    for row in table.rows:
        cells = []
        for column, value in zip(table.columns, row.values, strict=True):
            parts = (value_text(table, row, column, value), interval_text(table, value))
            cells.append(" ".join(_text(part) for part in parts if part))
        yield _line(_text(row.label), cells)
    yield r"\hline"
    yield r"\end{tabular}"
    for note in notes_of(table):
        yield ""
        yield rf"{{\footnotesize {_text(note)}\par}}"
    yield r"\end{table}"


def _line(label: str, cells: Iterator[str] | list[str]) -> str:
    return f"{label} & {' & '.join(cells)} \\\\"


def _text(text: str) -> str:
    return clean(text).translate(_ESCAPES)
