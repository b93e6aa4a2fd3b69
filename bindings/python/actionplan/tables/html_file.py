# SPDX-License-Identifier: Apache-2.0
"""Tables as one HTML page, which screen readers can walk through by its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from actionplan.tables.model import Table
from actionplan.tables.text import clean, interval_text, notes_of, value_text

_STYLE = """\
body { font-family: system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; margin-top: 1.5rem; }
caption { text-align: left; font-weight: bold; padding: 0.3rem 0; }
th, td { padding: 0.2rem 0.8rem 0.2rem 0; vertical-align: top; }
thead { border-top: 2px solid; border-bottom: 1px solid; }
tbody { border-bottom: 2px solid; }
th[scope=row], thead th:first-child { text-align: left; font-weight: normal; }
td, thead th { text-align: right; }
thead th[scope=colgroup] { text-align: center; }
.interval { white-space: nowrap; color: #555; }
.notes { font-size: 0.9rem; max-width: 60rem; margin-top: 0.3rem; }"""


def to_html(tables: Sequence[Table], title: str) -> bytes:
    """UTF-8, complete, without scripts."""
    heading = _text(title or tables[0].title)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{heading}</title>',
        f"<style>\n{_STYLE}\n</style></head>",
        "<body>",
    ]
    if title:
        lines.append(f"<h1>{heading}</h1>")
    for place, table in enumerate(tables):
        lines += _table(table, f"table-{place + 1}")
    return "\n".join([*lines, "</body>", "</html>", ""]).encode()


def _table(table: Table, anchor: str) -> Iterator[str]:
    yield f'<table id="{anchor}">'
    yield f"<caption>{_text(table.title)}</caption>"
    yield "<thead>"
    yield from _head(table)
    yield "</thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f'<tr><th scope="row">{_text(row.label)}</th>'
        for column, value in zip(table.columns, row.values, strict=True):
            text = escape(value_text(table, row, column, value))
            interval = interval_text(table, value)
            if interval:
                text += f' <span class="interval">{escape(interval)}</span>'
            yield f"<td>{text}</td>"
        yield "</tr>"
    yield "</tbody>"
    yield "</table>"
    yield '<div class="notes">'
    yield from (f"<p>{_text(note)}</p>" for note in notes_of(table))
    yield "</div>"


def _head(table: Table) -> Iterator[str]:
    corner = _text(table.corner)
    labels = "".join(f'<th scope="col">{_text(column.label)}</th>' for column in table.columns)
    if not table.has_groups:
        yield f'<tr><th scope="col">{corner}</th>{labels}</tr>'
        return
    yield f'<tr><th scope="col" rowspan="2">{corner}</th>'
    for group, width in table.groups:
        if group:
            yield f'<th scope="colgroup" colspan="{width}">{_text(group)}</th>'
        else:
            yield f'<td colspan="{width}"></td>'
    yield "</tr>"
    yield f"<tr>{labels}</tr>"


def _text(text: str) -> str:
    return escape(clean(text))
