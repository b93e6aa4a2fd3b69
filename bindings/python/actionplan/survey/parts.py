# SPDX-License-Identifier: Apache-2.0
"""Sums of a stream of record batches: what a worker of a distributed engine makes of its part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from actionplan._core import InvalidArgument, Missing
from actionplan.survey.design import Design
from actionplan.survey.sums import Sums

PART_ROWS = 1 << 18


def accumulate_batches(
    batches: Iterable[Any],
    variables: str | Sequence[str],
    *,
    by: str | Sequence[str] | None = None,
    missing: Missing | str = "refuse",
    deff: bool = False,
    rows: int = PART_ROWS,
    threads: int = 1,
    **design: Any,
) -> Sums | None:
    """Sums of a part of a sample that comes as record batches of pyarrow; None of no rows.

    Only `rows` rows are held at a time, cut anew: the result depends on the order of rows and on
    `rows`, to the last bit, and not on how they came in batches. `design` is what `Design` takes.

    Raises:
        InvalidArgument: as `Design` and `Design.accumulate`.
    """
    sums: Sums | None = None
    for table in recut(batches, rows):
        part = Design(table, **design).accumulate(
            variables, by=by, missing=missing, deff=deff, threads=threads
        )
        sums = part if sums is None else sums.merge(part)
    return sums


def recut(batches: Iterable[Any], rows: int) -> Iterator[Any]:
    """Tables of exactly `rows` rows, the last of fewer, however the rows came.

    Takes record batches or tables of pyarrow.
    """
    import pyarrow as pa

    if rows < 1:
        raise InvalidArgument("There are to be parts of less than a row; give rows=1 or more.")
    held: list[Any] = []
    count = 0
    for batch in batches:
        held.append(pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch)
        count += batch.num_rows
        if count < rows:
            continue
        whole = pa.concat_tables(held)
        for first in range(0, count - rows + 1, rows):
            yield whole.slice(first, rows)
        count %= rows
        held = [whole.slice(whole.num_rows - count)] if count else []
    if count:
        yield pa.concat_tables(held)
