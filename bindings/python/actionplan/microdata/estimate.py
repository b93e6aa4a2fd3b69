# SPDX-License-Identifier: Apache-2.0
"""Indicators of a specification, estimated from a file that is read once, batch by batch.

Where the design lets sums of parts say all (one stage counts, weights are given), each batch is
accumulated and merged, and memory does not grow with the file. Else, and for quantiles, the columns
that the estimate needs are held.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actionplan._core import EstimationError, InvalidArgument
from actionplan.microdata.cells import Cell, cells_of
from actionplan.microdata.columns import Batch
from actionplan.microdata.complementary import protected_domains
from actionplan.microdata.files import Source
from actionplan.microdata.held import Held
from actionplan.microdata.levels import Levels
from actionplan.microdata.literals import LiteralCheck
from actionplan.microdata.missing import MissingCode, MissingCount
from actionplan.microdata.spec import IndicatorSpec, Spec
from actionplan.microdata.streamed import Streamed
from actionplan.microdata.tabulate import Tabulated, tabulate

BATCH_ROWS = 1 << 18


@dataclass(frozen=True)
class Estimated:
    """An indicator with its estimates: the whole first, then each breakdown."""

    spec: IndicatorSpec
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Survey:
    """What was estimated from a file. Immutable."""

    spec: Spec
    source: Source
    rows: int
    is_streamed: bool
    presentation: str | None
    indicators: tuple[Estimated, ...]
    tables: tuple[Tabulated, ...] = ()
    missing: tuple[MissingCode, ...] = ()

    def __getitem__(self, name: str) -> Estimated:
        """An indicator by its id."""
        for indicator in self.indicators:
            if indicator.spec.id == name:
                return indicator
        raise InvalidArgument(f"There is no indicator {name!r} in the specification.")


def estimate(
    spec: Spec,
    source: Source,
    *,
    presentation: str | None = None,
    batch_rows: int = BATCH_ROWS,
    threads: int | None = None,
    on_progress: Callable[[int, float | None], None] | None = None,
) -> Survey:
    """Estimates every indicator of a specification.

    `on_progress` is told how many rows have been read, and which share of the file. For the same
    rows and `batch_rows` the results are the same to the last bit, whatever the format of the file
    and the threads.

    Raises:
        InvalidArgument: a column that the file has not; a value that is missing or no number,
            named by key of the specification, column and row.
        EstimationError: as `survey.Design`.
    """
    spec = spec.among(source.columns, str(source.path))
    _require_columns(spec, source)
    levels = Levels(
        labels=spec.labels,
        file_labels=source.labels,
        declared=spec.levels,
        missing=spec.missing,
        file_missing=source.missing,
    )
    spec = spec.with_levels(levels)
    if batch_rows < 1:
        raise InvalidArgument("batch_rows is below 1; read at least a row at a time.")
    is_streamed = (
        spec.design.is_mergeable
        and not spec.tables
        and all(indicator.statistic != "quantile" for indicator in spec.indicators)
    )
    work: Streamed | Held = Streamed(spec, threads) if is_streamed else Held(spec, threads)
    missing = MissingCount(spec.answers)
    literals = LiteralCheck(spec.expressions(), levels)
    orders: dict[str, dict[str, None]] = {}
    rows = 0
    for table, share in source.batches(sorted(spec.columns), batch_rows):
        batch = Batch(table, rows, spec.missing, levels)
        literals.add(batch)
        missing.add(batch)
        for name in spec.level_columns:
            if batch.is_ordered(name):
                orders.setdefault(name, {}).update(dict.fromkeys(batch.categories_of(name) or ()))
        work.add(batch)
        rows += int(table.num_rows)
        if on_progress is not None:
            on_progress(rows, share)
    if rows == 0:
        raise InvalidArgument(f"{source.path} has no rows.")
    literals.finish()
    work.close()
    levels = levels.with_order({name: list(order) for name, order in orders.items()})
    indicators = tuple(
        Estimated(indicator, _cells(work, place, spec, levels, presentation))
        for place, indicator in enumerate(spec.indicators)
    )
    tables = () if isinstance(work, Streamed) else tabulate(work, spec, levels, presentation)
    return Survey(
        spec,
        source,
        rows,
        is_streamed,
        presentation,
        indicators,
        tables,
        missing.finish(levels, source, spec.missing),
    )


def _cells(
    work: Streamed | Held,
    place: int,
    spec: Spec,
    levels: Levels,
    presentation: str | None,
) -> tuple[Cell, ...]:
    indicator = spec.indicators[place]
    out: list[Cell] = []
    try:
        for by, figures in work.finish(place):
            out += cells_of(figures, indicator, by, spec.level, levels, presentation)
        if spec.complementary and indicator.statistic != "quantile":
            out = list(protected_domains(out))
    except EstimationError as error:
        raise EstimationError(f"{indicator.key} ({indicator.id}): {error}") from None
    except InvalidArgument as error:
        raise InvalidArgument(f"{indicator.key} ({indicator.id}): {error}") from None
    return tuple(out)


def _require_columns(spec: Spec, source: Source) -> None:
    missing = spec.columns - set(source.columns)
    if not missing:
        return
    for key, names in spec.named_columns():
        for name in names:
            if name in missing:
                near = [c for c in source.columns if c.lower() == name.lower()]
                hint = f"; it has {near[0]!r}" if near else ""
                raise InvalidArgument(
                    f"{key} names column {name!r}, which {source.path} has not{hint}."
                )
