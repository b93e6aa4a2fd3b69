# SPDX-License-Identifier: Apache-2.0
"""What the compiled module calls for data frames; nothing is heavy until used."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from actionplan._calls import misfit

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl

    import actionplan as ap


def assess_again(
    history: ap.PlanHistory, evidence: ap.Evidence, options: dict[str, Any]
) -> ap.Assessment:
    """What a pickled assessment is made of again."""
    import actionplan as ap

    return ap.assess(history, evidence, **options)


def plain_pandas(data: Any) -> Any:
    """The data frame with the named levels of its index as columns after the others, and with
    periods in place of categories that are periods: Arrow has neither.

    An index without a name counts rows and is left out, as is one whose name a column has.
    """
    index: Any = getattr(data, "index", None)
    if type(index).__name__ != "RangeIndex" and hasattr(index, "get_level_values"):
        columns = set(data.columns)
        levels = {
            name: index.get_level_values(at)
            for at, name in enumerate(index.names)
            if name is not None and name not in columns
        }
        data = data.reset_index(drop=True)
        for name, values in levels.items():
            data[name] = values
    for at, kind in enumerate(data.dtypes):
        of = getattr(getattr(kind, "categories", None), "dtype", None)
        if type(of).__name__ == "PeriodDtype":
            data = data.copy(deep=False)
            data.isetitem(at, data.iloc[:, at].astype(of))
    return data


# Of what never changes, the frames made of it, by its `id` and the table, for as long as it lives.
_made: dict[tuple[int, str], tuple[weakref.ref[Any], Any]] = {}


def to_polars_once(owner: Any, table: str, make: Callable[[], ap.Frame]) -> pl.DataFrame:
    """A table of a plan or assessment as polars has it, made once: polars shares its columns."""
    key = (id(owner), table)
    held = _made.get(key)
    if held is None or held[0]() is not owner:
        forget = weakref.ref(owner, lambda _: _made.pop(key, None))
        held = _made[key] = (forget, to_polars(make()))
    made: pl.DataFrame = held[1].clone()
    return made


def to_polars(frame: ap.Frame) -> pl.DataFrame:
    """The frame as polars has it, by the Arrow PyCapsule protocol."""
    import polars as pl

    return pl.DataFrame(frame)


def to_pandas(frame: ap.Frame) -> pd.DataFrame:
    """The frame as pandas has it. Texts share memory through pyarrow, where it is installed."""
    import pandas as pd

    texts = [name for name in frame.columns if str(frame.type(name)) == "text"]
    shared = _shared_texts(frame, texts) if texts else {}
    columns = {
        name: shared[name] if name in shared else _pandas_column(frame, name)
        for name in frame.columns
    }
    made: pd.DataFrame = pd.DataFrame(
        columns, columns=list(frame.columns), index=range(len(frame)), copy=False
    )
    return made


def _shared_texts(frame: ap.Frame, names: Sequence[str]) -> dict[str, Any]:
    try:
        import pyarrow as pa
    except ImportError:
        return {}
    import pandas as pd

    if len(set(frame.columns)) != len(frame.columns):
        return {}
    table = pa.table(frame)
    return {name: pd.array(table[name].cast(pa.large_string()), dtype="string") for name in names}


def _pandas_column(frame: ap.Frame, name: str) -> Any:
    """A column in memory of its own, which may be written to."""
    import numpy as np
    import pandas as pd

    match str(frame.type(name)):
        case "category":
            codes, labels = frame.categories(name)
            positions = np.asarray(codes, dtype=np.int32)
            return pd.Categorical.from_codes(
                positions, categories=pd.Index(list(labels), dtype="object")
            )
        case "date":
            return np.array(frame._seconds(name)).view("datetime64[s]")
        case "real":
            return np.array(frame.doubles(name))
        case "integer":
            numbers, absent = frame._integers(name)
            if absent is None:
                return np.array(numbers)
            return pd.arrays.IntegerArray(np.array(numbers), np.array(absent))
        case "boolean":
            flags, absent = frame._integers(name)
            values = np.asarray(flags).astype(bool)
            return values if absent is None else pd.arrays.BooleanArray(values, np.array(absent))
        case _:
            return pd.array(frame.texts(name), dtype="string")


def to_rows(frame: ap.Frame, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
    """The rows as an array of data classes. `pandas.DataFrame` asks whatever it can iterate over,
    and is no sequence, for `__array__`, and gives each field of a data class a column.

    `to_pandas` is quicker, and keeps categories.

    Raises:
        TypeError: another type of items than objects is asked for.
        ValueError: `copy` is False.
    """
    import numpy as np

    if dtype is not None and np.dtype(dtype) != np.dtype(object):
        raise TypeError(
            f"The rows of a table are objects, not {np.dtype(dtype)}; ask a column of to_pandas()."
        )
    if copy is False:
        raise ValueError("The rows of a table are made when asked for; leave `copy` out.")
    made = _row_type(frame.columns)
    rows = np.empty(len(frame), dtype=object)
    columns = (_cells(frame, name) for name in frame.columns)
    for at, cells in enumerate(zip(*columns, strict=True)):
        rows[at] = row = made.__new__(made)
        row.__dict__.update(zip(frame.columns, cells, strict=True))
    return rows


def _row_type(names: Sequence[str]) -> Any:
    """A data class with a field for each column, whatever the column is called."""
    import dataclasses

    fields = [(f"column_{at}", object) for at in range(len(names))]
    made: Any = dataclasses.make_dataclass("Row", fields, repr=False, eq=False)
    for field, name in zip(dataclasses.fields(made), names, strict=True):
        field.name = name
    made.__repr__ = lambda self: f"Row({self.__dict__})"
    return made


def _cells(frame: ap.Frame, name: str) -> Iterable[Any]:
    import numpy as np

    match str(frame.type(name)):
        case "date":
            return np.array(frame.dates(name), dtype="datetime64[s]")
        case "real":
            return frame.doubles(name)
        case "integer" | "boolean" as kind:
            numbers, absent = frame._integers(name)
            cells = map(bool, numbers) if kind == "boolean" else iter(numbers)
            if absent is None:
                return cells
            return (
                None if is_absent else cell for cell, is_absent in zip(cells, absent, strict=True)
            )
        case _:
            return frame.texts(name)


def each_row(frame: ap.Frame) -> Iterator[Any]:
    """The rows of a table one by one."""
    return iter(to_rows(frame))


_STATES = ("deadline_status", "due", "days_late", "derived")


_DIFFERENCE = ("measure", "number", "indicator", "changes", "field", "before", "after")


def differences(changes: Iterable[ap.MeasureChange]) -> Iterator[tuple[str | None, ...]]:
    """A row for each change of a measure, and one for each indicator that is not the same."""
    for change in changes:
        start = (change.id, change.number)
        words = "; ".join(map(str, change.changes))
        for indicator, field, before, after in _changed_fields(change):
            yield (*start, indicator, words, field, _word(before), _word(after))


def _changed_fields(change: ap.MeasureChange) -> Iterator[tuple[str | None, str, object, object]]:
    before, after = change.before, change.after
    if before is None or after is None:
        was, now = ("absent" if state is None else "present" for state in (before, after))
        yield None, "measure", was, now
        return
    for field in _STATES:
        if getattr(before, field) != getattr(after, field):
            yield None, field, getattr(before, field), getattr(after, field)
    held = {state.id: state for state in before.indicators}
    for state in after.indicators:
        was_one = held.get(state.id)
        for field in ("status", "value", "progress"):
            old, new = getattr(was_one, field, None), getattr(state, field)
            if old != new:
                yield state.id, f"indicator_{field}", old, new
        for term in change.terms:
            if term.indicator == state.id:
                yield state.id, f"indicator_{term.name}", _term(term.before), _term(term.after)
    for term in change.terms:
        if term.name == "text" and term.after is None:
            gone = held[term.indicator]
            for field in ("status", "value", "progress"):
                if getattr(gone, field) is not None:
                    yield gone.id, f"indicator_{field}", getattr(gone, field), None
            yield gone.id, "indicator_text", _term(term.before), None


def _term(term: ap.IndicatorTerm | None) -> str | None:
    if term is None:
        return None
    text = _word(term.number) or term.text
    return text if term.due is None else f"{text} by {term.due}"


def comparison_frame(comparison: ap.Comparison) -> ap.Frame:
    """A row for each change of a measure, and one for each indicator that is not the same."""
    import actionplan as ap

    rows = list(differences(comparison.changes))
    return ap.Frame({name: [row[at] for row in rows] for at, name in enumerate(_DIFFERENCE)})


def _word(value: object) -> str | None:
    if value is None:
        return None
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def counts_frame(counts: ap.StatusCounts) -> ap.Frame:
    """A row for each deadline status."""
    import actionplan as ap

    return ap.Frame(
        {"deadline_status": [str(s) for s in counts], "measures": list(counts.values())}
    )


def amendment_frame(amendment: ap.Amendment) -> ap.Frame:
    """A row for each indicator and each measure, with what became of it."""
    import actionplan as ap

    rows = [
        (name.split("_")[0], kind, one)
        for kind, names in (
            ("indicator", ("kept", "changed", "added", "dropped")),
            ("measure", ("added_measures", "dropped_measures")),
        )
        for name in names
        for one in getattr(amendment, name)
    ]
    names = ("change", "what", "id")
    return ap.Frame({name: [row[at] for row in rows] for at, name in enumerate(names)})


def problems_frame(problems: Iterable[ap.Problem]) -> ap.Frame:
    """A row for each problem."""
    import actionplan as ap

    if isinstance(problems, ap.Plan | ap.EvidenceRows):
        problems = problems.problems
    given: Any = problems
    rows: list[Any] = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(row, ap.Problem) for row in rows):
        wanted = "a list of Problem objects, such as plan.problems"
        raise TypeError(misfit("problems_frame", "problems", problems, wanted))
    return ap.Frame(
        {
            "code": [row.code for row in rows],
            "severity": [str(row.severity) for row in rows],
            "line": [row.place.line or None for row in rows],
            "column": [row.place.column or None for row in rows],
            "subject": [row.subject or None for row in rows],
            "message": [row.message for row in rows],
        }
    )
