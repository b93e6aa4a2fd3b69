# SPDX-License-Identifier: Apache-2.0
"""Tables as a DOCX document: headings that repeat on each page, and a description for those who do
not see."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from actionplan._archive import without_times
from actionplan._core import Error
from actionplan.tables.model import Table
from actionplan.tables.text import clean, interval_text, notes_of, value_text

_MOST_UPRIGHT = 6  # columns; more lie across the page


def to_docx(tables: Sequence[Table], title: str) -> bytes:
    """With the same bytes each time: no time of making is in it."""
    docx = _docx()
    document = docx.Document()
    if max(len(table.columns) for table in tables) > _MOST_UPRIGHT:
        _turn(docx, document.sections[0])
    if title:
        document.add_heading(clean(title), level=1)
    for table in tables:
        _write(docx, document, table)
    properties = document.core_properties
    properties.title = clean(title or tables[0].title)[:250]
    properties.author, properties.comments = "actionplan", ""
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)  # noqa: DTZ001
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _docx() -> Any:
    try:
        import docx
        import docx.enum.section
        import docx.enum.text
        import docx.oxml
        import docx.oxml.ns
        import docx.shared
    except ImportError as error:
        raise Error('DOCX needs the package python-docx; install "actionplan[tables]".') from error
    return docx


def _turn(docx: Any, section: Any) -> None:
    section.orientation = docx.enum.section.WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _write(docx: Any, document: Any, table: Table) -> None:
    caption = document.add_paragraph(clean(table.title), style="Caption")
    caption.paragraph_format.keep_with_next = True
    heads = 2 if table.has_groups else 1
    made = document.add_table(rows=heads + len(table.rows), cols=1 + len(table.columns))
    made.style = "Table Grid"
    cells = [list(row.cells) for row in made.rows]
    _head(docx, made, cells, table, heads)
    for row, line in zip(table.rows, cells[heads:], strict=True):
        _fill(docx, line[0], row.label)
        for column, value, cell in zip(table.columns, row.values, line[1:], strict=True):
            parts = (value_text(table, row, column, value), interval_text(table, value))
            _fill(docx, cell, " ".join(part for part in parts if part), is_number=True)
    _describe(docx, made, table, heads)
    for note in notes_of(table):
        run = document.add_paragraph().add_run(note)
        run.font.size = docx.shared.Pt(9)


def _head(docx: Any, made: Any, cells: list[list[Any]], table: Table, heads: int) -> None:
    corner = cells[0][0]
    if heads == 2:
        corner = corner.merge(cells[1][0])
        place = 1
        for group, width in table.groups:
            cell = cells[0][place].merge(cells[0][place + width - 1])
            _fill(docx, cell, group, is_bold=True)
            place += width
    _fill(docx, corner, table.corner, is_bold=True)
    for column, cell in zip(table.columns, cells[heads - 1][1:], strict=True):
        _fill(docx, cell, column.label, is_bold=True, is_number=True)
    for row in made.rows[:heads]:
        _add(docx, row._tr.get_or_add_trPr(), "w:tblHeader", val="true")


def _fill(
    docx: Any, cell: Any, text: str, *, is_bold: bool = False, is_number: bool = False
) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(clean(text))
    run.bold = is_bold or None
    run.font.size = docx.shared.Pt(9)
    if is_number:
        paragraph.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT


def _describe(docx: Any, made: Any, table: Table, heads: int) -> None:
    """First row and first column are headings, by which screen readers read a table."""
    properties = made._tbl.tblPr
    for old in properties.findall(docx.oxml.ns.qn("w:tblLook")):
        properties.remove(old)
    _add(
        docx, properties, "w:tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1",
        lastColumn="0", noHBand="0", noVBand="1",
    )  # fmt: skip
    _add(docx, properties, "w:tblCaption", val=clean(table.title)[:250])
    columns = f"{len(table.columns)} columns of numbers"
    _add(docx, properties, "w:tblDescription", val=f"{len(table.rows)} rows, {columns}")


def _add(docx: Any, parent: Any, name: str, **attributes: str) -> None:
    element = docx.oxml.OxmlElement(name)
    for key, value in attributes.items():
        element.set(docx.oxml.ns.qn(f"w:{key}"), value)
    parent.append(element)
