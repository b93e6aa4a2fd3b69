# SPDX-License-Identifier: Apache-2.0
"""One's own spreadsheet back: the same workbook with the verdict on each measure in its row."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import actionplan as ap
from actionplan._bounded import read_file, require_file
from actionplan._calls import checked
from actionplan._workbook import MOST_COLUMNS, Sheet, copy_with, read_part, sheets_of

__all__ = ["Annotated", "annotate_workbook", "reason_in_words"]

_WIDTHS = (24.0, 24.0, 70.0)
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Annotated:
    """A workbook with verdicts."""

    content: bytes
    """The file."""
    problems: tuple[ap.Problem, ...]
    """The measures that have no row in it (`row_unknown`)."""


@checked
def annotate_workbook(
    file: str | os.PathLike[str] | bytes, reading: ap.Reading, assessment: ap.Assessment
) -> Annotated:
    """The workbook (XLSX) that a plan was read from, with three columns more.

    To the right of each table of measures stand the verdict, the day and the reason in words, each
    in the row of its measure. All are texts, never formulas. Everything else is copied as it is:
    columns, formats, formulas and their values, other sheets, drawings, macros.

    Args:
        file: The workbook, or its bytes.
        reading: What `read_all` made of it.
        assessment: Of the plan of that reading, or of one with corrections.

    Raises:
        NotFound: there is no such file.
        ParseError: it is no XLSX, is signed, or unfolds to more than is read.
        InvalidArgument: it is not the workbook of `reading`, or has no room at its right.
        OSError: it cannot be read.
    """
    data = file if isinstance(file, bytes) else read_file(require_file(file))
    name = "workbook.xlsx" if isinstance(file, bytes) else Path(file).name
    if not data.startswith(_ZIP):
        raise ap.ParseError(f"{name} is no XLSX; only that can be given back with verdicts.")
    document = ap.read_document(data, name=name)  # within the limits of documents
    if tuple(document.parts) != tuple(reading.plan.parts):
        raise ap.InvalidArgument(
            f"{name} has the sheets {_listed(document.parts)} and the plan was read from "
            f"{_listed(reading.plan.parts)}; give the file that was read."
        )
    rows, problems = _rows_by_sheet(assessment)
    most = ap.ReadLimits().max_document_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(part.startswith("_xmlsignatures/") for part in archive.namelist()):
                raise ap.ParseError(
                    f"{name} is signed, and a changed copy would not be; remove the signature."
                )
            parts = sheets_of(archive)
            changed = {}
            for part, measures in sorted(rows.items()):
                sheet = document.parts[part]
                if sheet not in parts:
                    raise ap.ParseError(f'{name} has no part for the sheet "{sheet}".')
                headers = _headers(document, reading, part)
                xml = read_part(archive, parts[sheet], most)
                changed[parts[sheet]] = _annotated(xml, sheet, measures, headers, assessment)
            content = copy_with(archive, changed, most)
    except ap.Error:
        raise
    except Exception as error:  # whatever a broken archive makes it raise
        raise ap.ParseError(
            f"{name} cannot be read as XLSX ({type(error).__name__}); save it again as XLSX."
        ) from error
    return Annotated(content, tuple(problems))


def reason_in_words(measure: ap.AssessedMeasure) -> str:
    """Why a measure has its status: the meaning of each reason, then of its indicators."""
    said = [_sentence("; ".join(ap.meaning(reason) for reason in measure.reasons))]
    for indicator in measure.indicators:
        words = "; ".join(ap.meaning(reason) for reason in indicator.reasons)
        said.append(_sentence(f"{indicator.id} {indicator.status.replace('_', ' ')}: {words}"))
    return " ".join(part for part in said if part)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names) or "none"


def _day_in_words(measure: ap.AssessedMeasure) -> str:
    if measure.due is None:
        return ""
    if measure.due_latest is None or measure.due_latest == measure.due:
        return f"{measure.due}"
    return f"{measure.due}, at the latest {measure.due_latest}"


def _rows_by_sheet(
    assessment: ap.Assessment,
) -> tuple[dict[int, dict[int, list[ap.AssessedMeasure]]], list[ap.Problem]]:
    """The measures of each sheet by row; those without a row are problems."""
    rows: dict[int, dict[int, list[ap.AssessedMeasure]]] = {}
    problems = []
    places = {measure.id: measure.place for measure in assessment.plan}
    for assessed in assessment:
        place = places.get(assessed.id, ap.Place(0, 0))  # a revision may have dropped it
        if place.line == 0:
            problems.append(
                ap.Problem(
                    "row_unknown",
                    "warning",
                    place,
                    f"Measure {assessed.id} was read from no row of the workbook, so that its "
                    "verdict stands nowhere.",
                    assessed.id,
                )
            )
            continue
        rows.setdefault(place.part, {}).setdefault(place.line, []).append(assessed)
    return rows, problems


def _headers(document: ap.Document, reading: ap.Reading, part: int) -> list[tuple[int, int]]:
    """Of the tables of measures of a sheet, the last row of the header and a column in it."""
    tables: list[Any] = [block for block in document.blocks if block.kind == "table"]
    found = []
    for table in reading.mapping.tables:
        if not table.is_read or table.header_row is None or table.number > len(tables):
            continue
        rows = tables[table.number - 1].rows
        at = table.header_row + max(table.header_rows, 1) - 2
        cells = [cell for cell in rows[at] if cell.text] if at < len(rows) else []
        if cells and cells[0].place.part == part:
            found.append((cells[0].place.line, cells[-1].place.column))
    return sorted(found)


def _annotated(
    data: bytes,
    name: str,
    measures: dict[int, list[ap.AssessedMeasure]],
    headers: list[tuple[int, int]],
    assessment: ap.Assessment,
) -> bytes:
    """A sheet with the verdicts on its measures."""
    lines = sorted(measures)
    # A header is named where measures stand below it; where there is none, above the first.
    named = [
        (line, column)
        for at, (line, column) in enumerate(headers)
        if any(line < row and (at + 1 == len(headers) or row < headers[at + 1][0]) for row in lines)
    ]
    if not any(line < lines[0] for line, _ in named) and lines[0] > 1:
        named.insert(0, (lines[0] - 1, 0))
    rows = {*lines, *(line for line, _ in named)}
    sheet = Sheet(data, name, rows)
    first = sheet.last_column(min(rows), max(rows)) + 1
    if first + len(_WIDTHS) - 1 > MOST_COLUMNS:
        raise ap.InvalidArgument(
            f'The sheet "{name}" is used up to its last column; clear what lies beyond the table.'
        )
    day = assessment.as_of
    titles = (f"Verdict on {day}", f"Day (verdict on {day})", f"Why (verdict on {day})")
    for line, column in named:
        for at, title in enumerate(titles):
            sheet.put(line, first + at, title, sheet.style(line, column))
    columns = {measure.place.line: measure.place.column for measure in assessment.plan}
    for line, found in measures.items():
        style = sheet.style(line, columns[line])
        texts = [
            [str(one.deadline_status).replace("_", " ") for one in found],
            [_day_in_words(one) for one in found],
            [reason_in_words(one) for one in found],
        ]
        for at, said in enumerate(texts):
            if len(found) > 1:  # a row that holds several measures says which
                said = [f"{one.id}: {text}" for one, text in zip(found, said, strict=True)]
            sheet.put(line, first + at, "\n".join(said), style)
    for at, width in enumerate(_WIDTHS):
        sheet.set_width(first + at, width)
    return sheet.written()
