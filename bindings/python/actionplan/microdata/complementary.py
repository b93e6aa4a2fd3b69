# SPDX-License-Identifier: Apache-2.0
"""Complementary suppression: which further cells of a table hide those that a rule suppresses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from actionplan._core import InvalidArgument
from actionplan.microdata.cells import Cell

MOST_CELLS = 1000

_LATER = 1e200  # added to the cost of cells that are wanted most
REASON = "complementary: without it a suppressed cell could be computed from the others"


def hide_complements(
    cells: Sequence[Cell], sums: Sequence[dict[int, float]], costs: Sequence[float]
) -> tuple[Cell, ...]:
    """Cells with those suppressed that give others away.

    Args:
        cells: of a table, with what a rule says of each.
        sums: what the table's numbers add up to: the places of cells with their weights, of which
            the weighted sum is known.
        costs: how much is lost with each cell; the cheapest are taken.
    """
    primary = np.array([cell.presentation == "suppress" for cell in cells])
    hidden = complemented(_matrix(sums, len(cells)), primary, np.asarray(costs, dtype=float))
    return tuple(
        replace(cell, presentation="suppress", reasons=(*cell.reasons, REASON))
        if now and not before
        else cell
        for cell, now, before in zip(cells, hidden, primary, strict=True)
    )


def protected_shares(
    cells: Sequence[Cell], rows: int, columns: int, percent: str
) -> tuple[Cell, ...]:
    """Of a cross-table or a distribution: cells row by row, then those of all cases together.

    Known are 100 percent of each column (`percent` column), row or of all cells, and that the
    percentages of all cases are the mean of the columns' or the rows'.
    """
    body, width = rows * columns, columns
    sums: list[dict[int, float]] = []
    if percent == "cell" or (columns == 1 and len(cells) == body):
        sums.append(dict.fromkeys(range(body), 1.0))
    else:
        by_row = percent == "row"
        lines, others = (rows, columns) if by_row else (columns, rows)

        def place(line: int, other: int) -> int:
            return line * width + other if by_row else other * width + line

        for line in range(lines):
            sums.append({place(line, other): 1.0 for other in range(others)})
        sums.append({body + other: 1.0 for other in range(others)})
        for other in range(others):
            one = {place(line, other): _weight(cells[place(line, other)]) for line in range(lines)}
            sums.append({**one, body + other: -_weight(cells[body + other])})
    return hide_complements(cells, _without_gaps(sums, cells), _costs(cells, "value"))


def protected_domains(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Of a statistic in the whole and in domains: what is known of a domain is what its parts by
    further columns come to.

    Raises:
        InvalidArgument: more than 1000 cells.
    """
    if len(cells) > MOST_CELLS:
        raise InvalidArgument(
            f"There are {len(cells)} cells, and complementary suppression is for at most "
            f"{MOST_CELLS}; leave out breakdowns, or complementary."
        )
    wholes = {_key(c.statistic, c.dimension): at for at, c in enumerate(cells)}
    patterns = {frozenset(cell.dimension) for cell in cells}
    sums: dict[tuple[int, frozenset[str]], dict[int, float]] = {}
    for place, part in enumerate(cells):
        own = frozenset(part.dimension)
        for names in patterns:
            whole = wholes.get(
                _key(part.statistic, {n: v for n, v in part.dimension.items() if n in names})
            )
            if whole is None or not names < own or not math.isfinite(cells[whole].value):
                continue
            one = sums.setdefault((whole, own), {whole: -_weight(cells[whole])})
            one[place] = _weight(part)
    return hide_complements(cells, _without_gaps(list(sums.values()), cells), _costs(cells, "n"))


def _key(statistic: str, dimension: Mapping[str, str]) -> tuple[str, frozenset[tuple[str, str]]]:
    return statistic, frozenset(dimension.items())


def _weight(cell: Cell) -> float:
    return cell.weighted_n if math.isfinite(cell.weighted_n) and cell.weighted_n > 0 else 1.0


def _costs(cells: Sequence[Cell], size: str) -> list[float]:
    """Small cells are the cheapest; those of all cases together come later, and last true zeros,
    which hide nothing."""
    most = max((len(cell.dimension) for cell in cells), default=0)
    return [
        math.inf
        if not math.isfinite(cell.value) or cell.value == 0
        else float(getattr(cell, size)) + (0.0 if len(cell.dimension) == most else _LATER)
        for cell in cells
    ]


def _without_gaps(
    sums: Sequence[dict[int, float]], cells: Sequence[Cell]
) -> list[dict[int, float]]:
    """Cells without a value are in no sum."""
    return [
        {place: weight for place, weight in one.items() if math.isfinite(cells[place].value)}
        for one in sums
    ]


def complemented(
    sums: NDArray[np.float64], primary: NDArray[np.bool_], costs: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """What to suppress so that no linear combination of known sums and shown cells is a cell of
    `primary`: the cheapest cell of each sum with a cell that is given away, until none is.

    A cell that is known from a sum of its own, such as a level that all have, stays given away.
    """
    hidden: NDArray[np.bool_] = primary.copy()
    while True:
        known = given_away(sums, hidden)
        # Those that were hidden to help, and are known themselves, need help too.
        needs = np.any(sums[:, known] != 0, axis=1)
        beside = np.any(sums[needs] != 0, axis=0) & ~hidden
        if not (known & primary).any() or not beside.any():
            return hidden
        # A cell that stands in more of the sums in need hides more at once.
        helps = (sums[needs] != 0).sum(axis=0)
        for place in np.lexsort((costs, -helps, np.isinf(costs), costs >= _LATER)):
            if beside[place] and (sums[needs, place] != 0).any():
                hidden[place] = True
                needs &= sums[:, place] == 0


def given_away(sums: NDArray[np.float64], hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Hidden cells that follow from the sums and the cells that are shown: those that no change of
    hidden cells moves which keeps every sum."""
    out: NDArray[np.bool_] = np.zeros(len(hidden), dtype=np.bool_)
    if not hidden.any():
        return out
    unknown = sums[:, hidden]
    _, sizes, directions = np.linalg.svd(unknown)
    rank = int((sizes > 1e-9 * max(1.0, sizes.max(initial=0.0))).sum())
    free = directions[rank:]
    moves: NDArray[np.bool_] = np.any(np.abs(free) > 1e-7, axis=0)
    out[hidden] = np.logical_not(moves)
    return out


def _matrix(sums: Sequence[dict[int, float]], cells: int) -> NDArray[np.float64]:
    out = np.zeros((len(sums), cells))
    for row, one in enumerate(sums):
        largest = max(map(abs, one.values()), default=1.0)
        for place, weight in one.items():
            out[row, place] = weight / largest
    return out
