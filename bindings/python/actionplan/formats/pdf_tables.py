# SPDX-License-Identifier: Apache-2.0
"""Ruled cells of a page become rows on a grid."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from actionplan._core import Place
from actionplan.formats.pdf_lines import Mender, Word, lines_of

NEAR = 3.0  # points: rules that are meant to be one
MOST_CELLS = 20_000  # of one table, and ten times as many that its merged cells cover


@dataclass
class GridCell:
    text: str = ""
    row_span: int = 1
    column_span: int = 1
    is_covered: bool = False
    place: Place = field(default_factory=Place)


@dataclass
class Grid:
    """A table of one page; `edges` are where its columns begin and end, in points."""

    rows: list[list[GridCell]]
    edges: list[float]
    top: float
    mended: list[tuple[str, GridCell]] = field(default_factory=list)
    place: Place = field(default_factory=Place)

    @property
    def is_box(self) -> bool:
        return len(self.edges) == 2

    def text(self) -> str:
        return "\n".join(cell.text for row in self.rows for cell in row if cell.text)

    def stamp(self, part: int, first: int) -> None:
        """Gives each cell its place: row and column on the page."""
        for at, row in enumerate(self.rows, first):
            for column, cell in enumerate(row, 1):
                cell.place = Place(at, column, part)

    def repeated_header(self, other: Grid) -> int:
        """How many of its first rows stand at the top of the other."""
        most = min(len(self.rows) - 1, len(other.rows), 3)
        same = 0
        while same < most and _texts(self.rows[same]) == _texts(other.rows[same]):
            same += 1
        return same if same and any(_texts(self.rows[0])) else 0


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def same_columns(one: Grid, other: Grid) -> bool:
    """Do the columns of both begin and end at the same places?"""
    return len(one.edges) == len(other.edges) and all(
        abs(a - b) <= NEAR for a, b in zip(one.edges, other.edges, strict=True)
    )


def _edges(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _index(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value - NEAR)
    return min(at, len(edges) - 1)


def grid_of(
    boxes: Sequence[Sequence[float]], words: list[Word], mender: Mender
) -> tuple[Grid | None, list[Word]]:
    """The table that the ruled boxes make, with the words in them, and the words that are left.

    None where no word stands in it.
    """
    columns = _edges([box[side] for box in boxes for side in (0, 2)])
    lines = _edges([box[side] for box in boxes for side in (1, 3)])
    if len(columns) < 2 or len(lines) < 2:
        return None, words
    if len(columns) * len(lines) > MOST_CELLS:
        return None, words
    owners = _owners(boxes, columns, lines)
    if owners is None:
        return None, words
    rows = [[GridCell() for _ in columns[1:]] for _ in lines[1:]]
    grid = Grid(rows, columns, lines[0])
    inside: dict[int, list[Word]] = {}
    rest = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.middle
        home = owners.get((bisect_right(lines, y) - 1, bisect_right(columns, x) - 1))
        if home is None:
            rest.append(word)
        else:
            inside.setdefault(home, []).append(word)
    if not inside:
        return None, words
    for at, box in enumerate(boxes):
        _place_cell(grid, box, lines, inside.get(at, []), mender)
    _drop_empty(grid)
    return grid, rest


def _owners(
    boxes: Sequence[Sequence[float]], columns: Sequence[float], lines: Sequence[float]
) -> dict[tuple[int, int], int] | None:
    """Which box each place of the grid belongs to; None where they cover too many."""
    owners: dict[tuple[int, int], int] = {}
    left = 10 * MOST_CELLS
    for at, (x0, top, x1, bottom) in enumerate(boxes):
        across = range(_index(columns, x0), _index(columns, x1))
        down = range(_index(lines, top), _index(lines, bottom))
        left -= len(across) * len(down)
        if left < 0:
            return None
        for row in down:
            for column in across:
                owners.setdefault((row, column), at)
    return owners


def _place_cell(
    grid: Grid, box: Sequence[float], lines: Sequence[float], words: list[Word], mender: Mender
) -> None:
    left, right = _index(grid.edges, box[0]), _index(grid.edges, box[2])
    top, bottom = _index(lines, box[1]), _index(lines, box[3])
    if right <= left or bottom <= top or grid.rows[top][left].is_covered:
        return
    found = lines_of(words)
    padding = min((line.x0 - box[0] for line in found), default=0.0)
    text, mended = mender.join(found, box[2] - max(padding, 0.0))
    cell = grid.rows[top][left]
    cell.text, cell.row_span, cell.column_span = text, bottom - top, right - left
    grid.mended.extend((original, cell) for original in mended)
    for row in range(top, bottom):
        for column in range(left, right):
            if (row, column) != (top, left):
                grid.rows[row][column].is_covered = True


def _drop_empty(grid: Grid) -> None:
    """Rows between double rules hold nothing."""
    kept = [row for row in grid.rows if any(cell.text or cell.is_covered for cell in row)]
    grid.rows = kept or grid.rows
