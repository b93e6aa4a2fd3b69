# SPDX-License-Identifier: Apache-2.0
"""XLS workbooks, by python-calamine, in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actionplan._core import Cell, Place
from actionplan.formats import process
from actionplan.formats.blocks import Builder, need, refuse

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound files: XLS, DOC and encrypted others


def has_stream(content: bytes, name: str) -> bool:
    """Does a compound file's directory name such a stream?"""
    return content.startswith(OLE) and (name.encode("utf-16-le") + b"\0\0") in content


class Xls:
    """XLS workbooks."""

    id = "xls"
    name = "Excel 97-2003 workbook"
    extensions = (".xls", ".xlt")

    def sniff(self, name: str, content: bytes) -> bool:
        return any(has_stream(content, one) for one in ("Workbook", "Book", "EncryptedPackage"))

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        if has_stream(content, "EncryptedPackage"):
            refuse("encrypted", "The document is protected by a password; save it without one.")
        need("python_calamine", "python-calamine", "An XLS workbook")
        options = {"max_cells": limits.max_document_bytes // 64}
        found = process.extract(
            "actionplan.formats.xls_cells", content, options, "The XLS workbook", cancel
        )
        sheets = found["sheets"]
        builder = Builder(limits, [sheet["name"] for sheet in sheets], cancel)
        for part, sheet in enumerate(sheets):
            _add_sheet(builder, sheet, part)
        return builder.document()


def _add_sheet(builder: Builder, sheet: dict[str, Any], part: int) -> None:
    covered: dict[tuple[int, int], tuple[int, int] | None] = {}
    for (top, left), (bottom, right) in sheet["merged"]:
        for row in range(top, min(bottom, len(sheet["rows"]) - 1) + 1):
            for column in range(left, min(right, 16383) + 1):
                covered[row, column] = None
        for row in sheet["rows"][top : bottom + 1]:
            row.extend([["text", ""]] * (min(right + 1, 16384) - len(row)))
        covered[top, left] = (bottom - top + 1, right - left + 1)
    rows: list[list[Cell]] = []
    stored: list[Place] = []
    dates: list[Place] = []
    for at, row in enumerate(sheet["rows"]):
        line = []
        for column, (kind, text) in enumerate(row):
            place = Place(at + 1, column + 1, part)
            span = covered.get((at, column), (1, 1))
            marks = ["hidden"] if sheet["is_hidden"] else []
            if span is None:
                marks.append("covered")
            down, across = span or (1, 1)
            line.append(builder.cell(text, place, row_span=down, column_span=across, marks=marks))
            if kind == "number":
                stored.append(place)
            elif kind in ("date", "time"):
                dates.append(place)
        rows.append(line)
    builder.table(rows, Place(1, 1, part))
    _report(builder, sheet["name"], stored, "numbers", "rounded, or as a percentage")
    _report(builder, sheet["name"], dates, "dates", "in another order, or without the day")


def _report(builder: Builder, name: str, places: list[Place], what: str, how: str) -> None:
    """Display formats are not in reach: what a person sees may differ from what is stored."""
    if places:
        builder.report(
            "stored_value",
            f'The sheet "{name}" has {len(places)} {what}, read as they are stored; they may be '
            f"shown {how}. Save it as XLSX or ODS to have them read as shown.",
            places[0],
            "warning",
        )
