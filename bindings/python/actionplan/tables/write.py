# SPDX-License-Identifier: Apache-2.0
"""Tables to bytes and files, by format."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from actionplan._core import InvalidArgument
from actionplan.tables.model import Table

_SUFFIXES = {
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".tex": "tex",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
FORMATS = ("csv", "html", "tex", "xlsx", "docx")
TEXT_FORMATS = ("csv", "html", "tex")
"""Those that can be read on a terminal."""


def format_of(file: str | os.PathLike[str]) -> str:
    """The format that the name of a file tells.

    Raises:
        InvalidArgument: it tells none that is written.
    """
    suffix = Path(file).suffix.lower()
    if suffix not in _SUFFIXES:
        raise InvalidArgument(
            f"The format of {os.fspath(file)} is not told by its name; "
            f"end it by {', '.join(_SUFFIXES)}."
        )
    return _SUFFIXES[suffix]


def to_bytes(tables: Sequence[Table], format: str, *, title: str = "") -> bytes:  # noqa: A002
    """Tables as a file of a format: the same bytes for the same tables.

    Raises:
        InvalidArgument: no table, two of one id, or a format that is not written.
        Error: openpyxl (xlsx) or python-docx (docx) is not installed.
    """
    if not tables:
        raise InvalidArgument("There is no table to write; give at least one.")
    seen: set[str] = set()
    for table in tables:
        if table.id in seen:
            raise InvalidArgument(f"Two tables are called {table.id!r}; name each once.")
        seen.add(table.id)
    return _writer(format)(tables, title)


def write(file: str | os.PathLike[str], tables: Sequence[Table], *, title: str = "") -> None:
    """Writes tables to a file, whose format its name tells. See `to_bytes`.

    Raises:
        OSError: it cannot be written.
    """
    Path(file).write_bytes(to_bytes(tables, format_of(file), title=title))


def _writer(name: str) -> Callable[[Sequence[Table], str], bytes]:
    if name == "csv":
        from actionplan.tables.csv_file import to_csv

        return to_csv
    if name == "html":
        from actionplan.tables.html_file import to_html

        return to_html
    if name == "tex":
        from actionplan.tables.latex_file import to_latex

        return to_latex
    if name == "xlsx":
        from actionplan.tables.xlsx_file import to_xlsx

        return to_xlsx
    if name == "docx":
        from actionplan.tables.docx_file import to_docx

        return to_docx
    raise InvalidArgument(f"Tables are not written as {name!r}; take one of {', '.join(FORMATS)}.")
