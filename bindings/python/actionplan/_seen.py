# SPDX-License-Identifier: Apache-2.0
"""What a person sees of a sheet of evidence, as the reader of documents tells it."""

from __future__ import annotations

from collections.abc import Sequence

import actionplan as ap

_MOST_NAMED = 5


class SeenSheet:
    """Which cells of a sheet are hidden or struck out; lines and columns count from 1."""

    def __init__(self, document: ap.Document | None, sheet: str) -> None:
        self._rows: tuple[tuple[ap.Cell, ...], ...] = ()
        self._hidden_columns: set[int] = set()
        self.hidden_rows: list[int] = []
        self.struck_rows: list[int] = []
        if document is None or sheet not in document.parts:
            return
        part = document.parts.index(sheet)
        block = next(
            (one for one in document.blocks if one.kind == "table" and one.place.part == part), None
        )
        if block is None:
            return
        self._rows = block.rows
        is_shown = "hidden" not in block.marks
        self._find_rows(is_shown)
        self._find_columns(is_shown)

    def _find_rows(self, is_shown: bool) -> None:
        # The first row names the columns, seen or not: it is no evidence.
        for line, row in enumerate(self._rows[1:], start=2):
            filled = [cell.marks for cell in row if cell.text]
            if not filled or not all(_is_unseen(marks) for marks in filled):
                continue
            if any("struck" in marks and "hidden" not in marks for marks in filled):
                self.struck_rows.append(line)
            elif is_shown:
                self.hidden_rows.append(line)

    def _find_columns(self, is_shown: bool) -> None:
        """Those of which every cell is hidden, in rows that are not."""
        seen: set[int] = set()
        if not is_shown:
            return
        left_out = self.left_out
        for line, row in enumerate(self._rows[1:], start=2):
            if line in left_out:
                continue
            for column, cell in enumerate(row, start=1):
                if cell.text:
                    (self._hidden_columns if "hidden" in cell.marks else seen).add(column)
        self._hidden_columns -= seen

    @property
    def left_out(self) -> set[int]:
        return {*self.hidden_rows, *self.struck_rows}

    def is_hidden_column(self, column: int) -> bool:
        return column in self._hidden_columns

    def unseen(self, line: int, column: int) -> str:
        """`hidden` or `struck out`, where a cell that holds a text is; else empty."""
        cell = self._cell(line, column)
        if cell is None or not cell.text or not _is_unseen(cell.marks):
            return ""
        return "hidden" if "hidden" in cell.marks else "struck out"

    def text(self, line: int, column: int, text: str) -> str:
        """The text of a cell without those of its words that are struck out."""
        cell = self._cell(line, column)
        if cell is None or not cell.text or len(cell.text) >= len(text.strip()):
            return text
        return cell.text if "".join(cell.text.split()) != "".join(text.split()) else text

    def problems(self) -> list[ap.Problem]:
        """Names the rows that are left out."""
        return [
            ap.Problem(
                code,
                "warning",
                ap.Place(lines[0], 1),
                f"{_counted(lines)} {what} and left out: {_listed(lines)}; {remedy}",
            )
            for code, lines, what, remedy in (
                (
                    "hidden_rows",
                    self.hidden_rows,
                    "hidden",
                    "show what is evidence, also where a filter hides it, and save it.",
                ),
                (
                    "struck_rows",
                    self.struck_rows,
                    "struck out",
                    "remove the strike from what is evidence, and save it.",
                ),
            )
            if lines
        ]

    def _cell(self, line: int, column: int) -> ap.Cell | None:
        row = self._rows[line - 1] if line <= len(self._rows) else ()
        return row[column - 1] if column <= len(row) else None


def _is_unseen(marks: Sequence[str]) -> bool:
    return "hidden" in marks or "struck" in marks


def _counted(lines: Sequence[int]) -> str:
    return "1 row is" if len(lines) == 1 else f"{len(lines)} rows are"


def _listed(lines: Sequence[int]) -> str:
    """`3`, `3 and 5`, `3 to 40`, `3, 5 to 7 and 12 more`."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], line]
        else:
            runs.append([line, line])
    named = [
        str(first) if first == last else f"{first} to {last}" for first, last in runs[:_MOST_NAMED]
    ]
    left = sum(last - first + 1 for first, last in runs[_MOST_NAMED:])
    named += [f"{left} more"] if left else []
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
