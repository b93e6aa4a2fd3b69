# SPDX-License-Identifier: Apache-2.0
"""Extracts the cells of an XLS workbook, in a process of its own.

It gives JSON: for each sheet its name, whether it is hidden, its merged ranges and its rows, whose
cells are [kind, text].
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from actionplan._core import ParseError
from actionplan.formats.blocks import need, refuse
from actionplan.formats.process import run


def text_of(value: object) -> list[str]:
    """A cell's kind and text, from the value that is stored."""
    if isinstance(value, bool):
        return ["bool", "TRUE" if value else "FALSE"]
    if isinstance(value, float):
        whole = value == int(value) if abs(value) < 1e15 else False
        return ["whole", str(int(value))] if whole else ["number", repr(value)]
    if isinstance(value, int):
        return ["whole", str(value)]
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return ["date", value.date().isoformat() if is_day else value.isoformat(" ")]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return ["time", str(value)]
    return ["text", str(value)]


def sheet_of(book: Any, at: int, left: int) -> dict[str, Any]:
    about = book.sheets_metadata[at]
    sheet = book.get_sheet_by_index(at)
    if sheet.height * sheet.width > left:
        refuse("limit", f"The workbook has more than the limit of {left} cells; split it.")
    rows = [[text_of(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row in rows:
        while row and not row[-1][1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return {
        "name": about.name,
        "is_hidden": not str(about.visible).endswith("Visible") or "Hidden" in str(about.visible),
        "is_sheet": str(about.typ).endswith("WorkSheet"),
        "merged": sheet.merged_cell_ranges or [],
        "rows": rows,
    }


def extract(content: bytes, max_cells: int) -> dict[str, Any]:
    calamine = need("python_calamine", "python-calamine", "An XLS workbook")
    left = max_cells
    sheets = []
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for at in range(len(book.sheet_names)):
            sheets.append(sheet_of(book, at, left))
            left -= sum(len(row) for row in sheets[-1]["rows"])
    except calamine.PasswordError:
        refuse("encrypted", "The XLS workbook is protected by a password; save it without one.")
    except ParseError:
        raise
    except calamine.CalamineError as error:
        refuse("malformed", f"The XLS workbook cannot be read ({error}); save it anew.")
    if not sheets:
        refuse("malformed", "The XLS workbook has no sheet that can be read; save it anew.")
    return {"sheets": sheets}


if __name__ == "__main__":
    run(extract)
