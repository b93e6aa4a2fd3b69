# SPDX-License-Identifier: Apache-2.0
"""Tables of plans as documents of office programs."""

from __future__ import annotations

import html

from made_documents import cell, docx, ods, p, row, sheet, tbl, tc, tr

import actionplan as ap


def as_docx(table: ap.Table) -> bytes:
    """A paragraph for each line of the preamble; a heading goes over the whole width."""
    width = max(len(line) for line in table.rows)
    rows = []
    for line in table.rows:
        wide = f'<w:gridSpan w:val="{width}"/>' if len(line) == 1 else ""
        rows.append(
            tr(*[tc(*map(p, html.escape(c.text).split("\n")), properties=wide) for c in line])
        )
    return docx("".join(p(html.escape(c.text)) for c in table.preamble) + tbl(*rows))


def as_ods(table: ap.Table) -> bytes:
    """A sheet of the preamble and the table, without the spans of headings."""
    lines = [(c,) for c in table.preamble] + list(table.rows)
    rows = [row(*[cell(*html.escape(c.text).split("\n")) for c in line]) for line in lines]
    return ods(sheet("Plan", *rows))
