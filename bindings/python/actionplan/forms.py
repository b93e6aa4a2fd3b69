# SPDX-License-Identifier: Apache-2.0
"""Evidence in files: CSV, and the same table as XLSX (the extra `xlsx`)."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
from pathlib import Path
from typing import Any

import actionplan as ap

__all__ = ["read_evidence", "write_template"]

_NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REMARKS = {"measure_title", "indicator_text", "due"}  # for people; `import` does not read them


def read_evidence(
    file: str | os.PathLike[str], *, recorded_on: datetime.date | str
) -> ap.EvidenceRows:
    """Evidence from a file: CSV, or XLSX by its name.

    Raises:
        ParseError: the file is no table of evidence.
        OSError: it cannot be read.
    """
    path = Path(file)
    data = path.read_bytes()
    if path.suffix.lower() == ".xlsx":
        data = _csv_of_xlsx(data, path)
    return ap.evidence_from_csv(data, recorded_on=recorded_on)


def write_template(
    file: str | os.PathLike[str],
    plan: ap.Plan,
    *,
    agency: str,
    period: ap.Period | datetime.date | str,
    profile: ap.Profile | None = None,
) -> int:
    """Writes the blank form for an agency and a period, CSV or, by its name, XLSX.

    Returns how many rows there are to fill in.

    Raises:
        NotFound: the plan has no such agency.
        OSError: the file cannot be written.
    """
    form = ap.evidence_template(plan, agency=agency, period=period, profile=profile)
    rows = list(csv.reader(io.StringIO(form, newline="")))
    path = Path(file)
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, rows)
    else:
        path.write_bytes(form.encode("utf-8-sig"))  # spreadsheets take the mark for UTF-8
    return len(rows) - 1


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise ap.Error(
            'XLSX needs the package openpyxl; install "actionplan[xlsx]", or use CSV.'
        ) from error
    return openpyxl


def _write_xlsx(path: Path, rows: list[list[str]]) -> None:
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "evidence"
    for row in rows:
        sheet.append([_xlsx_text(name, text) for name, text in zip(rows[0], row, strict=True)])
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s" if cell.value else "n"  # a text, never a formula
            cell.number_format = "@"
    for cell in sheet[1]:
        cell.font = openpyxl.styles.Font(bold=True)
    sheet.freeze_panes = "A2"
    # The time of making would differ from file to file; a form has no clock.
    book.properties.created = book.properties.modified = datetime.datetime(2000, 1, 1)  # noqa: DTZ001
    book.save(path)


def _xlsx_text(column: str, text: str) -> str:
    """The text of a cell; of what is only for people, without what XLSX cannot hold."""
    if not _NOT_IN_XLSX.search(text):
        return text
    if column in _REMARKS:
        return _NOT_IN_XLSX.sub(" ", text)
    raise ap.Error(
        f"The {column} {text!r} holds a control character, which XLSX cannot; write CSV."
    )


def _csv_of_xlsx(data: bytes, path: Path) -> bytes:
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[book.sheetnames[0]]
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # whatever a broken archive makes it raise
        raise ap.ParseError(
            f"{path.name} cannot be read as XLSX ({type(error).__name__}); save it again as XLSX, "
            "or as CSV."
        ) from error
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _text(value: object) -> str:
    """A cell as it would be written in CSV: days without a time, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
