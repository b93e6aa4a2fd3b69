# SPDX-License-Identifier: Apache-2.0
"""Cells put into a workbook (XLSX) that otherwise stays as it is, byte for byte.

Programs that load a workbook and save it again lose what they do not know: drawings, macros, rich
text, the values of formulas. Here texts are spliced into the XML of a sheet where they belong, and
every other part of the archive is copied.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import NoReturn
from xml.parsers import expat

import actionplan as ap

__all__ = ["Sheet", "column_letters", "copy_with", "read_part", "sheets_of"]

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
_MOST_TEXT = 32_767  # characters that a cell of XLSX takes
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_CHUNK = 1 << 20
_MOST_LINKS = 1 << 24


def _refuse(what: str, code: str = "malformed") -> NoReturn:
    error = ap.ParseError(f"The workbook {what}; save it again as XLSX.")
    error.code = code
    raise error


def column_letters(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _corners(text: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row and last column of a range such as A1:C4."""
    found = [_REFERENCE.fullmatch(corner) for corner in text.split(":")]
    if not 1 <= len(found) <= 2 or None in found:
        return None
    (top, left), (bottom, right) = (
        (int(corner[2]), _column_of(corner[1])) for corner in (found[0], found[-1]) if corner
    )
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _elements(data: bytes, what: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part, by their local names, with their attributes by local names."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), {_local(key): text for key, text in attributes.items()}))

    _parse(data, what, start, lambda _: None)
    return found


def _parse(
    data: bytes,
    what: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    parser: expat.XMLParserType | None = None,
) -> None:
    parser = parser or expat.ParserCreate()

    def refuse_type(*_: object) -> None:
        _refuse(f"has a document type in {what}")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        _refuse(f"is no sound XML in {what} ({error})")


def sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts of the archive that hold the sheets, by the sheets' names."""
    book = next(
        (
            item["Target"].lstrip("/")
            for tag, item in _elements(read_part(archive, "_rels/.rels"), "_rels/.rels")
            if tag == "Relationship" and item.get("Type", "").endswith("/officeDocument")
        ),
        "xl/workbook.xml",
    )
    folder, _, name = book.rpartition("/")
    links = f"{folder}/_rels/{name}.rels".lstrip("/")
    targets = {
        item.get("Id", ""): _resolved(folder, item.get("Target", ""))
        for tag, item in _elements(read_part(archive, links), links)
        if tag == "Relationship" and item.get("Type", "").endswith("/worksheet")
    }
    sheets: dict[str, str] = {}
    for tag, item in _elements(read_part(archive, book), book):
        if tag == "sheet" and item.get("id", "") in targets:
            sheets.setdefault(item.get("name", ""), targets[item["id"]])
    return sheets


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def read_part(archive: zipfile.ZipFile, name: str, most_bytes: int = _MOST_LINKS) -> bytes:
    """A part of the archive.

    Raises:
        ParseError: there is none of that name, or it unfolds to more than `most_bytes` (`limit`).
    """
    try:
        with archive.open(name) as part:
            data = part.read(most_bytes + 1)
    except KeyError:
        _refuse(f"lacks its part {name}")
    if len(data) > most_bytes:
        _refuse(f"unfolds its part {name} to more than {most_bytes} bytes, the limit", "limit")
    return data


def copy_with(archive: zipfile.ZipFile, changed: Mapping[str, bytes], most_bytes: int) -> bytes:
    """The archive with the content of some parts in place of what they held.

    Raises:
        ParseError: it unfolds to more than `most_bytes` (`limit`), or names a part twice.
    """
    out = io.BytesIO()
    seen: set[str] = set()
    left = most_bytes
    with zipfile.ZipFile(out, "w") as copy:
        copy.comment = archive.comment
        for item in archive.infolist():
            if item.filename in seen:
                _refuse(f"holds its part {item.filename!r} twice")
            seen.add(item.filename)
            made = zipfile.ZipInfo(item.filename, item.date_time)
            made.external_attr, made.create_system = item.external_attr, item.create_system
            is_stored = item.compress_type == zipfile.ZIP_STORED
            made.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            if item.filename in changed:
                copy.writestr(made, changed[item.filename])
                continue
            with archive.open(item) as source, copy.open(made, "w") as target:
                while chunk := source.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        _refuse(f"unfolds to more than {most_bytes} bytes, the limit", "limit")
                    target.write(chunk)
    return out.getvalue()


@dataclass
class _Cell:
    column: int
    begin: int
    style: str
    end: int = 0
    has_content: bool = False


@dataclass
class _Row:
    number: int
    begin: int  # of its tag
    close: int = 0  # where its end tag begins; where it has none, its end
    last: int = 0  # its last column with content
    cells: list[_Cell] = field(default_factory=list)


class Sheet:
    """The XML of a sheet, and texts to put into it.

    Args:
        data: The part of the archive.
        name: Of the sheet, for messages.
        wanted: The rows, from 1, into which texts may be put.

    Raises:
        ParseError: it is no sheet, or not in an encoding that begins as ASCII does.
    """

    def __init__(self, data: bytes, name: str, wanted: Iterable[int]) -> None:
        self._data = data
        self._name = name
        self._wanted = set(wanted)
        self._rows: dict[int, _Row] = {}
        self._used: list[tuple[int, int]] = []  # the last column with content of each row
        self._order: list[tuple[int, int]] = []  # where each row begins, in order of the document
        self._merged: list[tuple[int, int, int, int]] = []
        self._column_end = 0  # the last column that has a width of its own
        self._columns_at: tuple[int, int] | None = None  # where <cols> begins, and its end tag
        self._data_begins = self._data_ends = -1
        self._dimension: tuple[int, int, tuple[int, int, int, int]] | None = None
        self._prefix = ""
        self._texts: dict[tuple[int, int], tuple[str, str]] = {}
        self._widths: dict[int, float] = {}
        if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
            _refuse(f'has the sheet "{name}" in UTF-16')
        self._scan()
        if self._data_begins < 0:
            _refuse(f'has no cells in the sheet "{name}"')

    def last_column(self, top: int, bottom: int) -> int:
        """The last column with content, or of a merged range, in the rows from top to bottom."""
        used = [last for row, last in self._used if top <= row <= bottom]
        merged = [range_[3] for range_ in self._merged if range_[0] <= bottom and range_[2] >= top]
        return max([0, *used, *merged])

    def style(self, row: int, column: int) -> str:
        """The number of a cell's style; empty where it has none."""
        found = self._rows.get(row)
        cells = found.cells if found else []
        return next((cell.style for cell in cells if cell.column == column), "")

    def put(self, row: int, column: int, text: str, style: str = "") -> None:
        """A text, never a formula, into an empty cell; the cell's own style stays if it has one."""
        self._texts[row, column] = (text, style)

    def set_width(self, column: int, width: float) -> None:
        """The width, in characters, of a column to the right of all that have one."""
        self._widths[column] = width

    def _scan(self) -> None:
        parser = expat.ParserCreate()
        path: list[str] = []
        row: _Row | None = None
        cell: _Cell | None = None
        number = column = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row, cell, number, column
            tag = _local(name)
            path.append(tag)
            at = parser.CurrentByteIndex
            if len(path) == 1:
                self._prefix = name[: -len(tag)]
            elif path[1:] == ["sheetData"]:
                self._data_begins = at
            elif path[1:] == ["sheetData", "row"]:
                number = _number(attributes.get("r"), number + 1, MOST_ROWS)
                column = 0
                row = _Row(number, at)
                self._order.append((number, at))
            elif row is not None and path[1:] == ["sheetData", "row", "c"]:
                place = _corners(attributes.get("r", ""))
                column = place[1] if place else column + 1
                cell = _Cell(column, at, attributes.get("s", ""))
            elif cell is not None and path[1:4] == ["sheetData", "row", "c"] and len(path) == 5:
                cell.has_content = True
            elif path[1:] == ["mergeCells", "mergeCell"]:
                merged = _corners(attributes.get("ref", ""))
                if merged:
                    self._merged.append(merged)
            elif path[1:] == ["cols", "col"]:
                self._column_end = max(
                    self._column_end, _number(attributes.get("max"), MOST_COLUMNS, MOST_COLUMNS)
                )
            elif path[1:] == ["cols"]:
                self._columns_at = (at, 0)
            elif path[1:] == ["dimension"]:
                corners = _corners(attributes.get("ref", ""))
                if corners:
                    self._dimension = (at, self._data.index(b">", at) + 1, corners)

        def end(name: str) -> None:
            nonlocal row, cell
            at = parser.CurrentByteIndex
            if path[1:] == ["sheetData", "row", "c"] and row is not None and cell is not None:
                if cell.has_content:
                    row.last = max(row.last, cell.column)
                if row.number in self._wanted:
                    cell.end = self._end_of(cell.begin, at)
                    row.cells.append(cell)
                cell = None
            elif path[1:] == ["sheetData", "row"] and row is not None:
                row.close = at
                self._used.append((row.number, row.last))
                if row.number in self._wanted:
                    self._rows.setdefault(row.number, row)
                row = None
            elif path[1:] == ["sheetData"]:
                self._data_ends = at
            elif path[1:] == ["cols"] and self._columns_at is not None:
                self._columns_at = (self._columns_at[0], at)
            path.pop()

        _parse(self._data, f'the sheet "{self._name}"', start, end, parser)

    def _is_empty_tag(self, begin: int) -> bool:
        return self._data[self._tag_end(begin) - 2 : self._tag_end(begin)] == b"/>"

    def _tag_end(self, begin: int) -> int:
        """Behind the tag that begins there; `>` in the value of an attribute ends none."""
        quote = b""
        for at in range(begin, len(self._data)):
            letter = self._data[at : at + 1]
            if quote:
                quote = b"" if letter == quote else quote
            elif letter in (b'"', b"'"):
                quote = letter
            elif letter == b">":
                return at + 1
        _refuse(f'ends within a tag of the sheet "{self._name}"')

    def _end_of(self, begin: int, at: int) -> int:
        """Behind an element, from where it begins and where its end was met."""
        tag_end = self._tag_end(begin)
        if self._data[tag_end - 2 : tag_end] == b"/>":
            return tag_end
        return self._data.index(b">", at) + 1

    def written(self) -> bytes:
        """The XML with the texts in place."""
        edits: list[tuple[int, int, str]] = []
        rows: dict[int, dict[int, tuple[str, str]]] = {}
        for (row, column), what in sorted(self._texts.items()):
            rows.setdefault(row, {})[column] = what
        added: list[tuple[int, str]] = []
        for number, texts in rows.items():
            found = self._rows.get(number)
            if found is None:
                added.append((number, self._new_row(number, texts)))
            else:
                edits += self._row_edits(found, texts)
        edits += self._added_edits(added)
        edits += self._width_edits()
        edits += self._dimension_edits()
        out: list[bytes] = []
        done = 0
        for begin, end, text in sorted(edits, key=lambda edit: edit[:2]):
            out += [self._data[done:begin], text.encode("ascii", "xmlcharrefreplace")]
            done = end
        return b"".join([*out, self._data[done:]])

    def _cell_xml(self, row: int, column: int, text: str, style: str) -> str:
        p = self._prefix
        text = _NOT_IN_XML.sub(" ", text)
        if len(text) > _MOST_TEXT:
            text = text[: _MOST_TEXT - 1] + "…"
        styled = f' s="{style}"' if style.isdecimal() else ""
        return (
            f'<{p}c r="{column_letters(column)}{row}"{styled} t="inlineStr"><{p}is>'
            f'<{p}t xml:space="preserve">{escape(text, quote=False)}</{p}t></{p}is></{p}c>'
        )

    def _new_row(self, number: int, texts: dict[int, tuple[str, str]]) -> str:
        cells = "".join(self._cell_xml(number, at, *what) for at, what in texts.items())
        return f'<{self._prefix}row r="{number}">{cells}</{self._prefix}row>'

    def _row_edits(
        self, row: _Row, texts: dict[int, tuple[str, str]]
    ) -> list[tuple[int, int, str]]:
        tag_end = self._tag_end(row.begin)
        is_empty = self._is_empty_tag(row.begin)
        tag = self._data[row.begin : tag_end].decode("ascii", "replace")
        # What a row says of its width (spans) is a hint that would be wrong.
        opened = re.sub(r"\sspans\s*=\s*(\"[^\"]*\"|'[^']*')", "", tag)
        if is_empty:
            cells = "".join(self._cell_xml(row.number, at, *what) for at, what in texts.items())
            opened = opened[:-2].rstrip() + ">"
            return [(row.begin, tag_end, f"{opened}{cells}</{self._prefix}row>")]
        edits = [(row.begin, tag_end, opened)] if opened != tag else []
        at_place: dict[int, str] = {}
        for column, (text, style) in texts.items():
            there = next((cell for cell in row.cells if cell.column == column), None)
            if there is not None and not there.has_content:
                made = self._cell_xml(row.number, column, text, there.style or style)
                edits.append((there.begin, there.end, made))
                continue
            behind = next((cell.begin for cell in row.cells if cell.column > column), row.close)
            made = self._cell_xml(row.number, column, text, style)
            at_place[behind] = at_place.get(behind, "") + made
        return edits + [(at, at, text) for at, text in at_place.items()]

    def _added_edits(self, added: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
        at_place: dict[int, str] = {}
        for number, text in added:
            behind = next((at for row, at in self._order if row > number), self._data_ends)
            at_place[behind] = at_place.get(behind, "") + text
        return [(at, at, text) for at, text in at_place.items()]

    def _width_edits(self) -> list[tuple[int, int, str]]:
        p = self._prefix
        made = "".join(
            f'<{p}col min="{column}" max="{column}" width="{width:g}" customWidth="1"/>'
            for column, width in sorted(self._widths.items())
            if column > self._column_end
        )
        if not made:
            return []
        if self._columns_at is None:
            return [(self._data_begins, self._data_begins, f"<{p}cols>{made}</{p}cols>")]
        begin, close = self._columns_at
        return [] if self._is_empty_tag(begin) else [(close, close, made)]

    def _dimension_edits(self) -> list[tuple[int, int, str]]:
        if self._dimension is None or not self._texts:
            return []
        begin, end, (top, left, bottom, right) = self._dimension
        rows = [row for row, _ in self._texts]
        columns = [column for _, column in self._texts]
        first = f"{column_letters(min(left, *columns))}{min(top, *rows)}"
        last = f"{column_letters(max(right, *columns))}{max(bottom, *rows)}"
        tag = self._data[begin:end].decode("ascii", "replace")
        changed = re.sub(r"\bref\s*=\s*(\"[^\"]*\"|'[^']*')", f'ref="{first}:{last}"', tag)
        return [(begin, end, changed)]


def _number(text: str | None, fallback: int, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 9 else fallback
