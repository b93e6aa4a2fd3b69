# SPDX-License-Identifier: Apache-2.0
"""Evidence in files: CSV, and the same table as XLSX (the extra `xlsx`)."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import actionplan as ap
from actionplan import _core
from actionplan._archive import workbook_bytes
from actionplan._bounded import read_file, read_stream, require_file
from actionplan._calls import checked
from actionplan._seen import SeenSheet

__all__ = ["read_evidence", "write_template"]

_NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_ROWS = 1_048_576
_MOST_CELLS = 4 * _MOST_ROWS
_MOST_BLANK_ROWS = 1000  # above what a sheet that is not empty holds
_COLUMNS = {field.column for field in ap.entry_fields()}  # any other is for people
_UNUSED_ENCODING = ap.Problem(
    "option_unused",
    "warning",
    message="The encoding was given, and a workbook has no use for it; leave it out.",
)
_UNSEEN_UNKNOWN = ap.Problem(
    "unseen_unknown",
    "warning",
    message="Which rows of the workbook are hidden or struck out cannot be told, and all of them "
    "were read; save it again in a spreadsheet, or give it as CSV.",
)


@checked
def read_evidence(
    file: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    recorded_on: datetime.date | str | None = None,
    plan: ap.Plan | ap.PlanHistory | None = None,
    columns: Mapping[str, str] | None = None,
    missing: Sequence[str] = (),
    decimal: str | None = None,
    encoding: str = "",
    letter_t: str | None = None,
) -> ap.EvidenceRows:
    """Evidence from a file, by its name, its bytes, or open: CSV, or XLSX by its name or beginning.

    Of a spreadsheet, ids, labels and periods are what a person sees in the cell, and numbers what
    is stored, in the unit that is shown: a cell that shows 80% is 80 in the unit %. Rows that are
    hidden or struck out are left out and named.

    Args:
        recorded_on: Day of recording of rows without one in a column of that name.
        plan: Rows on ids that it, or any of its revisions, does not hold become Problems.
        columns: Columns of other names: {"Wert": "value"}.
        missing: Texts that stand for an absent value: ["-", ".."].
        decimal: "," or ".", where numbers are not all written as 1234.5.
        encoding: Of CSV, how its characters are written: "utf-8", "utf-16", "cp1251" or "cp1252".
            Unless given it is told by the bytes; rows with bytes that stay unsettled are Problems.
        letter_t: What T means in periods such as 2024-T3: "quarter", as in French, Spanish and
            Portuguese, or "four_months", as in SDMX. Unless given, such periods are Problems.

    Raises:
        NotFound: there is no such file.
        ParseError: the file is no table of evidence.
        OSError: it cannot be read.
    """
    data, path = _content(file)
    options: dict[str, Any] = {
        "recorded_on": recorded_on,
        "plan": plan,
        "columns": dict(columns or {}),
        "missing": list(missing),
        "decimal": decimal,
        "letter_t": letter_t,
    }
    is_workbook = path.suffix.lower() == ".xlsx" if path.suffix else data[:4] == b"PK\x03\x04"
    if not is_workbook:
        return _core._evidence_rows_of_csv(data, encoding=encoding, **options)
    sheet = _Sheet(data, path, options["columns"])
    if encoding:
        sheet.problems.append(_UNUSED_ENCODING)
    return sheet.placed(_core._evidence_rows_of_frame(sheet.frame, **options))


def _content(file: str | os.PathLike[str] | bytes | BinaryIO) -> tuple[bytes, Path]:
    """What a file holds, and its name; of bytes alone a word for it."""
    if isinstance(file, (str, os.PathLike)):
        path = require_file(file)
        return read_file(path), path
    if isinstance(file, bytes):
        return file, Path("The table")
    name = getattr(file, "name", "")
    path = Path(name) if isinstance(name, str) and name else Path("The table")
    data: Any = read_stream(file, f'"{path}"')
    # One that was opened as text.
    return (data.encode("utf-8") if isinstance(data, str) else data), path


@checked
def write_template(
    file: str | os.PathLike[str],
    plan: ap.Plan | ap.PlanHistory,
    *,
    agency: str,
    period: ap.Period | datetime.date | str,
    profile: ap.Profile | None = None,
) -> int:
    """Writes the blank form for an agency and a period, CSV or, by its name, XLSX.

    Returns how many rows there are to fill in. Takes what `actionplan.evidence_template` does.

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
    path.write_bytes(workbook_bytes(book))


def _xlsx_text(column: str, text: str) -> str:
    """The text of a cell; of what is only for people, without what XLSX cannot hold."""
    if not _NOT_IN_XLSX.search(text):
        return text
    if column not in _COLUMNS:
        return _NOT_IN_XLSX.sub(" ", text)
    raise ap.Error(
        f"The {column} {text!r} holds a control character, which XLSX cannot; write CSV."
    )


class _Sheet:
    """The first sheet of a workbook as a frame of texts; what cannot be read is a Problem."""

    def __init__(self, data: bytes, path: Path, renamed: Mapping[str, str]) -> None:
        _openpyxl()  # where it is missing, that is what is wrong
        document = _document(data, path)
        try:
            first, others = _sheets(data)
            cells = _cells_of(data, first, data_only=True)
            # A second reading tells a formula from its value: a sheet without formulas needs none.
            formulas = (
                _formulas(_cells_of(data, first, data_only=False)) if _has_formulas(data) else {}
            )
        except ap.ParseError:
            raise
        except Exception as error:  # whatever a broken archive makes it raise
            raise ap.ParseError(
                f"{path.name} cannot be read as XLSX ({type(error).__name__}); save it again as "
                "XLSX, or as CSV."
            ) from error
        if not cells:
            raise ap.ParseError(f"{path.name} has no header; begin with a row of column names.")
        for at, cell in enumerate(cells[0]):
            if _is_without_value(cell, formulas.get((1, at))):
                raise ap.ParseError(
                    f"{path.name}, name of column {at + 1}: {_unsaved(formulas[1, at])}"
                )
        self._formulas = formulas
        may_hide = _may_hide(data)
        self._seen = SeenSheet(document if may_hide else None, first)
        self.problems: list[ap.Problem] = [_unread(first, others)] if others else []
        self.problems += self._seen.problems() if document or not may_hide else [_UNSEEN_UNKNOWN]
        self._columns: list[int] = []  # of each column of the frame, the sheet's, from 1
        self._lines: list[int] = []  # of each row of the frame
        header = [_text(cell.value).strip() for cell in cells[0]]
        self._read_header(header)
        self._check_hidden(header, renamed)
        texts: dict[str, list[str | None]] = {header[at - 1]: [] for at in self._columns}
        left_out = self._seen.left_out
        for line, row in enumerate(cells[1:], start=2):
            if line not in left_out:
                self._read_row(line, row, texts, renamed)
        self.frame = ap.Frame(texts)

    def placed(self, rows: ap.EvidenceRows) -> ap.EvidenceRows:
        """The rows with the lines and columns of the sheet in place of the frame's."""
        lines = [self._lines[line - 1] for line in rows.lines]
        problems = [self._placed(problem) for problem in rows.problems]
        return ap.EvidenceRows(rows.entries, lines, [*self.problems, *problems], rows.blank_rows)

    def _placed(self, problem: ap.Problem) -> ap.Problem:
        line, column = problem.place.line, problem.place.column
        if column == 0:  # of a row that was read, or of the whole
            return problem.replace(place=ap.Place(self._lines[line - 1])) if line else problem
        place = ap.Place(self._lines[line - 1] if line else 1, self._columns[column - 1])
        return problem.replace(place=place)

    def _read_header(self, header: list[str]) -> None:
        seen = set()
        for column, name in enumerate(header, start=1):
            if name in seen:
                error = ap.ParseError(
                    f'The column "{name}" is there twice, so that nothing is read; remove one, or '
                    "give it another name."
                )
                error.line, error.column = 1, column
                raise error
            if name:
                self._columns.append(column)
                seen.add(name)

    def _check_hidden(self, header: list[str], renamed: Mapping[str, str]) -> None:
        """Without a column that nobody sees, the rows would say something else."""
        for column in self._columns:
            name = _name(header[column - 1], renamed)
            if not _is_evidence(name) or not self._seen.is_hidden_column(column):
                continue
            error = ap.ParseError(
                f'The column "{header[column - 1]}" is hidden, so that nobody sees what it says of '
                "the rows, and nothing is read; show it, or remove it."
            )
            error.line, error.column = 1, column
            raise error

    def _read_row(
        self,
        line: int,
        row: list[Any],
        texts: dict[str, list[str | None]],
        renamed: Mapping[str, str],
    ) -> None:
        columns = zip(texts, self._columns, strict=True)
        try:
            for at, cell in enumerate(row):
                if _is_without_value(cell, self._formulas.get((line, at))):
                    raise _UnreadableError(cell, _unsaved(self._formulas[line, at]))
            shown = [
                self._shown(_name(name, renamed), line, column, row[column - 1])
                if column <= len(row)
                else ""
                for name, column in columns
            ]
        except _UnreadableError as error:
            column = 1 + next(at for at, cell in enumerate(row) if cell is error.cell)
            self._report("unreadable_cell", line, column, str(error))
            return
        if not any(shown):
            return
        self._lines.append(line)
        for cells, text in zip(texts.values(), shown, strict=True):
            cells.append(text or None)

    def _shown(self, name: str, line: int, column: int, cell: Any) -> str:
        unseen = self._seen.unseen(line, column) if _is_evidence(name) else ""
        if unseen:
            raise _UnreadableError(
                cell,
                f"Column {name}: the cell is {unseen}, and the rest of its row is not, so that "
                "nobody can tell what the row says; clear the cell, or let it be seen.",
            )
        text = _shown(name, cell)
        value = getattr(cell, "value", None)
        return self._seen.text(line, column, text) if isinstance(value, str) else text

    def _report(self, code: str, line: int, column: int, message: str) -> None:
        self.problems.append(ap.Problem(code, "error", ap.Place(line, column), message))


def _sheets(data: bytes) -> tuple[str, list[str]]:
    """The name of the first sheet that a person sees, and of further ones that hold anything."""
    book = _openpyxl().load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    first = seen[0].title if seen else book.sheetnames[0]
    return first, [sheet.title for sheet in seen[1:] if _holds_any(sheet)]


def _holds_any(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows = islice(sheet.iter_rows(values_only=True), _MOST_BLANK_ROWS)
    return any(value is not None for row in rows for value in row)


def _unread(first: str, names: list[str]) -> ap.Problem:
    others = [f'"{name}"' for name in names]
    shown = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
    return ap.Problem(
        "sheets_left_out",
        "warning",
        message=f'Evidence is read from the first sheet, "{first}", alone; not read: {shown}. Give '
        "each sheet that holds evidence in a file of its own.",
    )


def _cells_of(data: bytes, name: str, *, data_only: bool) -> list[list[Any]]:
    """The sheet's cells, with the values of formulas, or with the formulas.

    Raises:
        ParseError: it has more cells than are taken.
    """
    book = _openpyxl().load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
    sheet = book[name]
    sheet.reset_dimensions()  # what a file says of its size may be anything
    rows: list[list[Any]] = []
    count = 0
    for row in sheet.iter_rows():
        count += len(row)
        if count > _MOST_CELLS or len(rows) == _MOST_ROWS:
            error = ap.ParseError(
                f"The sheet has more than {_MOST_ROWS:,} rows or {_MOST_CELLS:,} cells, counted to "
                "the last one of each row; clear what lies beyond the table."
            )
            error.code = "limit"
            raise error
        rows.append(list(row))
    while rows and all(cell.value is None for cell in rows[-1]):
        rows.pop()
    return rows


def _document(data: bytes, path: Path) -> ap.Document | None:
    """The workbook as the reader of documents has it; None where that cannot read it.

    Raises:
        ParseError: it unfolds beyond the limits of archives and of XML; openpyxl has none.
    """
    if "xlsx" not in ap.document_formats():
        return None
    try:
        return ap.read_document(data, name=path.name)
    except ap.ParseError as error:
        if error.code == "limit":
            raise
        return None


# Rows and columns, formats without text, fonts that strike, and cells that a merged one covers.
_HIDES = re.compile(
    rb"""\bhidden\s*=\s*["'](?:1|true)|strike\b(?!\s+val\s*=\s*["'](?:0|false))|;;|mergeCell\b"""
)


def _may_hide(data: bytes) -> bool:
    """May any cell of the workbook be hidden or struck out? Most are asked no further."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            return any(
                _HIDES.search(archive.read(name))
                for name in archive.namelist()
                if name.endswith(".xml")
            )
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
            return True  # a part that nobody needs may be broken


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(re.search(rb"<(?:\w+:)?f[\s>/]", archive.read(name)) for name in names)


def _formulas(cells: list[list[Any]]) -> dict[tuple[int, int], str]:
    """Each formula by its line, from 1, and its position in the row."""
    return {
        (line, at): str(getattr(cell.value, "text", cell.value))
        for line, row in enumerate(cells, start=1)
        for at, cell in enumerate(row)
        if getattr(cell, "data_type", "") == "f"
    }


def _is_without_value(cell: Any, formula: str | None) -> bool:
    """Was the formula's value never saved? An empty text is one: it is kept as a `str`."""
    return formula is not None and cell.value is None and cell.data_type != "str"


def _unsaved(formula: str) -> str:
    shown = formula if len(formula) <= 60 else f"{formula[:59]}…"
    return (
        f"The cell holds the formula {shown} without the value that it comes to; open the file in "
        "a spreadsheet and save it, or write the value."
    )


class _UnreadableError(Exception):
    def __init__(self, cell: Any, message: str) -> None:
        super().__init__(message)
        self.cell = cell


# Columns by what the fields of an entry hold.
_LABELS = {field.column for field in ap.entry_fields() if field.is_label}
_WRITTEN_NUMBERS = {
    field.column for field in ap.entry_fields() if field.type in ("number", "count")
}
_NUMBERS = {field.column for field in ap.entry_fields() if field.is_in_unit}
_PERIODS = {field.column for field in ap.entry_fields() if field.type == ap.EntryFieldType.period}
# Formats that show a number by its digits alone: 0, 0.00, #,##0.0.
_DIGITS = re.compile(r"(?P<groups>#,##)?0(?:\.(?P<decimals>0+))?(?P<percent>%)?(?:_\))?")


def _is_evidence(name: str) -> bool:
    return name in _COLUMNS or name.startswith("dimension:")


def _name(header: str, renamed: Mapping[str, str]) -> str:
    written = " ".join(header.split())
    return renamed.get(written, written).lower()


def _shown(name: str, cell: Any) -> str:
    """A cell as the column takes it: as a person sees it, or as it is stored."""
    value = getattr(cell, "value", None)
    if value is None or isinstance(value, str):
        return _text(value)
    if name in _LABELS or name.startswith("dimension:"):
        return _label(name, cell, value)
    if isinstance(value, datetime.datetime | datetime.date) and name in _PERIODS:
        return _period(cell, value)
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        raise _UnreadableError(cell, f"Column {name}: {value} is a moment, and a day is meant.")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or name not in _WRITTEN_NUMBERS:
        return _text(value)
    if name in _NUMBERS and "%" in (cell.number_format or ""):
        return _stored(f"{value * 100:.12g}") + "%"
    return _stored(_text(value))


def _stored(number: str) -> str:
    """A number as it is stored, which 1.234 as a person writes it may not be."""
    return f"{number}e0" if "." in number and "e" not in number else number


def _label(name: str, cell: Any, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        what = "True or False" if isinstance(value, bool) else "a day"
        raise _UnreadableError(
            cell,
            f"Column {name}: the cell holds {what} ({_text(value)}), where an id or a name is "
            "meant; a spreadsheet makes that of labels such as 2.3. Format the column as text and "
            "write the label again.",
        )
    form = cell.number_format or "General"
    if form in ("General", "@"):
        return f"{value:.11g}"
    found = _DIGITS.fullmatch(form)
    if found is None:
        raise _UnreadableError(
            cell,
            f"Column {name}: the number {value} is shown in the format {form!r}, so that what a "
            "person sees is not known here; format the column as text and write the label again.",
        )
    if found["percent"]:
        value *= 100
    digits = len(found["decimals"] or "")
    return f"{value:{',' if found['groups'] else ''}.{digits}f}{found['percent'] or ''}"


def _period(cell: Any, value: datetime.date) -> str:
    """A day as it is shown: a year where the format has nothing else, a month without a day."""
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time():
            raise _UnreadableError(
                cell, f"The cell holds the moment {value}; give a day or a period."
            )
        value = value.date()
    form = re.sub(r'\[[^]]*\]|"[^"]*"|\\.', "", (cell.number_format or "").lower())
    if "d" in form or "y" not in form:
        return value.isoformat()
    return f"{value:%Y-%m}" if "m" in form else f"{value:%Y}"


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
