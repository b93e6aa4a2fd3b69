# SPDX-License-Identifier: Apache-2.0
"""What the readers share: a document that is charged as it grows, refusals, packages on demand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from actionplan._core import Block, Cancelled, Cell, Document, ParseError, Place, Problem

if TYPE_CHECKING:
    from types import ModuleType

    from actionplan._core import ReadLimits

Cancel = Callable[[], bool]

BLOCK_BYTES = 128  # what a block or a cell costs beside its text
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


def refuse(code: str, sentence: str) -> NoReturn:
    """Raises `ParseError` with its code."""
    error = ParseError(sentence)
    error.code = code
    error.line = error.column = None
    raise error


def need(module: str, package: str, format_name: str) -> ModuleType:
    """A module of the extra `formats`.

    Raises:
        ParseError: its package is not installed (`unsupported`).
    """
    try:
        return import_module(module)
    except ImportError as error:
        reason = f"{package} is not installed" if error.name else f"{package} cannot be imported"
        refuse(
            "unsupported",
            f"{format_name} is read by means of {package}, and {reason}: "
            "install the extra, pip install 'actionplan[formats]'.",
        )


def seen(text: str) -> str:
    """The text without characters that nobody sees, its lines trimmed at their ends."""
    kept = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


class Builder:
    """Makes a document block by block, within the limits."""

    def __init__(
        self, limits: ReadLimits, parts: Iterable[str] = (), cancel: Cancel | None = None
    ) -> None:
        self.limits = limits
        self.parts = list(parts)
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._cancel = cancel
        self._used = 0
        self._counts: dict[str, int] = {}

    def charge(self, size: int) -> None:
        """Counts what was produced.

        Raises:
            ParseError: more than `max_document_bytes` (`limit`).
            Cancelled: asked from time to time.
        """
        before, self._used = self._used, self._used + size
        if self._used > self.limits.max_document_bytes:
            refuse(
                "limit",
                "The document expands to more than the limit of "
                f"{self.limits.max_document_bytes} bytes; split it or raise "
                "ReadLimits.max_document_bytes.",
            )
        if self._cancel is not None and before >> 16 != self._used >> 16 and self._cancel():
            raise Cancelled("The reading was cancelled.")

    def report(self, code: str, sentence: str, place: Place, severity: str = "info") -> None:
        """Adds a problem, as many of one code as the limits allow."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= self.limits.max_problems:
            self.problems.append(Problem(code, severity, place, sentence))
        elif count == self.limits.max_problems + 1:
            self.problems.append(
                Problem(code, severity, place, "More of the same kind are not listed.")
            )

    def cell(
        self,
        text: str,
        place: Place,
        *,
        row_span: int = 1,
        column_span: int = 1,
        marks: Sequence[str] = (),
    ) -> Cell:
        shown = self._bounded(seen(text), place)
        return Cell(shown, place, row_span, column_span, marks)

    def text(
        self, kind: str, text: str, place: Place, *, level: int = 0, marks: Sequence[str] = ()
    ) -> None:
        """Adds a block of text, unless there is none."""
        if shown := self._bounded(seen(text), place):
            self.blocks.append(Block(kind, shown, min(level, 255), place=place, marks=marks))

    def table(
        self, rows: Sequence[Sequence[Cell]], place: Place, position: int | None = None
    ) -> None:
        """Adds a table, unless it has no row; `position` before blocks that are there."""
        if rows:
            at = len(self.blocks) if position is None else position
            self.blocks.insert(at, Block("table", rows=rows, place=place))

    def reserve(self) -> int:
        """The position of a table that is filled in when those in its cells stand behind it."""
        self.blocks.append(Block("table"))
        return len(self.blocks) - 1

    def fill(
        self, position: int, rows: Sequence[Sequence[Cell]], place: Place, parent: int | None
    ) -> None:
        """Puts the table there; `parent` is the one in whose cell it stands."""
        self.blocks[position] = Block("table", rows=rows, place=place, parent=parent)

    def add(self, document: Document, place: Place) -> None:
        """Adds another document's blocks, parts and problems behind its own."""
        first_block, first_part = len(self.blocks), len(self.parts)

        def moved(at: Place) -> Place:
            return at.replace(part=at.part + first_part) if at.is_known() else place

        for block in document.blocks:
            self.charge(BLOCK_BYTES + len(block.text))
            rows = [
                [
                    cell.replace(
                        place=moved(cell.place), blocks=[first_block + at for at in cell.blocks]
                    )
                    for cell in row
                ]
                for row in block.rows
            ]
            self.charge(sum(BLOCK_BYTES + len(cell.text) for row in rows for cell in row))
            parent = None if block.parent is None else block.parent + first_block
            self.blocks.append(block.replace(rows=rows, place=moved(block.place), parent=parent))
        for problem in document.problems:
            self.problems.append(problem.replace(place=moved(problem.place)))
        self.parts.extend(document.parts)

    def document(self, *, has_text_places: bool = False) -> Document:
        return Document(self.blocks, self.parts, self.problems, has_text_places)

    def _bounded(self, text: str, place: Place) -> str:
        most = self.limits.max_cell_bytes
        self.charge(BLOCK_BYTES + len(text))
        if len(text) * 4 <= most or len(encoded := text.encode()) <= most:
            return text
        self.report(
            "cell_too_long",
            f"A text of {len(encoded)} bytes is longer than the limit of {most} and was cut there; "
            "raise ReadLimits.max_cell_bytes.",
            place,
            "error",
        )
        return encoded[:most].decode(errors="ignore")
