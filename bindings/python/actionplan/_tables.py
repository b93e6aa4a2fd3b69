# SPDX-License-Identifier: Apache-2.0
"""What the compiled module calls for data frames and notebooks; nothing is heavy until used."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from actionplan import _core
from actionplan._calls import item_at, misfit

if TYPE_CHECKING:
    import datetime

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


_MOST_ROWS = 10
_LONGEST_TEXT = 90


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


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]], total: int | None = None) -> str:
    """The rows, or the first ten where there is a total of them."""
    shown = [
        [None if cell is None else str(cell) for cell in row]
        for row in (rows if total is None else islice(rows, _MOST_ROWS))
    ]
    more = 0 if total is None else total - len(shown)
    lines = ["<table>", "<thead><tr>"]
    lines += [f"<th>{escape(name)}</th>" for name in head]
    lines.append("</tr></thead>\n<tbody>")
    for row in shown:
        cells = "".join(
            f'<td style="text-align: left">{escape(_cut(cell)) if cell is not None else ""}</td>'
            for cell in row
        )
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</tbody></table>")
    if more > 0:
        lines.append(f"<p>… and {more} more</p>")
    return "\n".join(lines)


def _title(plan: ap.Plan) -> str:
    return _core._plan_label(plan)


def frame_html(frame: ap.Frame) -> str:
    readable = [name for name in frame.columns if str(frame.type(name)) != "other"][:20]
    rows = zip(*(frame.texts(name, 0, _MOST_ROWS) for name in readable), strict=True)
    heading = f"<p>{_counted(len(frame), 'row')}, {_counted(len(frame.columns), 'column')}</p>"
    return f"{heading}\n{_table(readable, rows, len(frame))}"


def plan_html(plan: ap.Plan) -> str:
    parts = [_counted(len(plan), "measure"), _counted(len(plan.sections), "section")]
    parts.append(_counted(len(plan.agencies), "agency", "agencies"))
    if problems := len(plan.problems):
        parts.append(f"{problems} problems")
    heading = f"<p><b>{escape(_title(plan))}</b><br>{', '.join(parts)}</p>"
    rows = ((m.number, m.title, m.deadline.text or None, m.deadline.due) for m in plan)
    return f"{heading}\n{_table(['number', 'title', 'deadline', 'due'], rows, len(plan))}"


_ASSESSED = ["number", "title", "deadline_status", "due", "days_late", "derived"]


def assessment_html(assessment: ap.Assessment) -> str:
    known = f", known at {assessment.known_at}" if assessment.known_at else ""
    heading = (
        f"<p><b>{escape(_title(assessment.plan))}</b><br>as of {assessment.as_of}{known}: "
        f"{_counted(len(assessment), 'measure')}</p>"
    )
    counts = ((status, n) for status, n in assessment.summary().items() if n)
    return f"{heading}\n{_table(['deadline_status', 'measures'], counts)}"


def selection_html(selection: ap.Selection) -> str:
    found = _counted(selection.total, "measure that passes", "measures that pass")
    heading = f"<p>{len(selection)} of {found}, as of {selection.assessment.as_of}</p>"
    rows = ([getattr(one, name) for name in _ASSESSED] for one in selection)
    return f"{heading}\n{_table(_ASSESSED, rows, len(selection))}"


_ENTRY = ["kind", "indicator", "measure", "value", "reporter", "recorded_on"]


def evidence_html(evidence: ap.Evidence) -> str:
    rows = (
        [*(getattr(entry, name) for name in _ENTRY), evidence.replaced_on(at)]
        for at, entry in enumerate(evidence)
    )
    table = _table([*_ENTRY, "replaced_on"], rows, len(evidence))
    return f"<p>{_counted(len(evidence), 'entry', 'entries')}</p>\n{table}"


def explanation_html(explanation: ap.Explanation) -> str:
    import actionplan as ap

    verdict = explanation.verdict
    heading = (
        f"<p><b>{escape(str(verdict.number))}</b> {escape(str(verdict.deadline_status))}, because "
        f"{escape(explanation.deadline_rule)}</p>"
    )
    rows = (
        (
            one.verdict.id,
            one.verdict.status,
            _number(one.verdict.value),
            _number(one.verdict.target),
            "; ".join(str(reason) for reason in one.verdict.reasons),
            " ".join(filter(None, (ap.remedy(reason) for reason in one.verdict.reasons))),
        )
        for one in explanation.indicators
    )
    head = ["indicator", "status", "value", "target", "reasons", "what would mend it"]
    made = f"{heading}\n{_table(head, rows, len(explanation.indicators))}"
    for problem in explanation.not_applied:
        words = f"A correction of the profile was not applied: {problem.message}"
        made += f"\n<p>{escape(words)}</p>"
    if not explanation.entries:
        return made
    uses = ((one.id[:12], one.use) for one in explanation.entries)
    of_measure = _table(["entry on the measure itself", "use"], uses, len(explanation.entries))
    return f"{made}\n{of_measure}"


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.6g}"


def assessed_measure_html(row: ap.AssessedMeasure) -> str:
    said = f", due {row.due}" if row.due else ""
    heading = (
        f"<p><b>{escape(row.number)}</b> {escape(row.title)}<br>"
        f"{escape(str(row.deadline_status))}{said}, as of {row.assessment.as_of}</p>"
    )
    rows = (
        (one.id, one.status, _number(one.value), _number(one.target), "; ".join(one.reasons))
        for one in row.indicators
    )
    head = ["indicator", "status", "value", "target", "reasons"]
    measure = row.assessment.measure(row.row)
    return f"{heading}\n{_table(head, rows, len(row.indicators))}{_beside(measure)}"


def measure_html(measure: ap.Measure) -> str:
    rows = ((one.id, one.kind, one.text) for one in measure.indicators)
    heading = (
        f"<p><b>{escape(measure.number)}</b> {escape(measure.title)}<br>"
        f"{escape(measure.deadline.text)}</p>"
    )
    table = _table(["indicator", "kind", "text"], rows, len(measure.indicators))
    return f"{heading}\n{table}{_beside(measure)}"


def _beside(measure: ap.Measure) -> str:
    """Tables of its finance and of its extra cells, where it has them."""
    money = (
        (
            item.header,
            item.text,
            None if item.amount is None else f"{item.amount:,.15g} {item.currency}".strip(),
            item.period.text() if item.period else None,
            item.source or None,
            f"{item.stage}, total" if item.total else str(item.stage),
        )
        for item in measure.finance
    )
    head = ["finance", "text", "amount", "period", "source", "stage"]
    made = "\n" + _table(head, money, len(measure.finance)) if measure.finance else ""
    extra = ((one.header, one.text) for one in measure.extra)
    if measure.extra:
        made += "\n" + _table(["extra", "text"], extra, len(measure.extra))
    return made


_STATES = ("deadline_status", "due", "days_late", "derived")


_DIFFERENCE = ("measure", "number", "indicator", "changes", "field", "before", "after")


def _differences(changes: Iterable[ap.MeasureChange]) -> Iterator[tuple[str | None, ...]]:
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

    rows = list(_differences(comparison.changes))
    return ap.Frame({name: [row[at] for row in rows] for at, name in enumerate(_DIFFERENCE)})


def _word(value: object) -> str | None:
    if value is None:
        return None
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def comparison_html(comparison: ap.Comparison) -> str:
    changed = len(comparison.changes)
    heading = f"<p>{changed} measures changed, {comparison.unchanged} did not</p>"
    rows = ((row[1], row[2], *row[4:]) for row in _differences(comparison.changes[:_MOST_ROWS]))
    head = ["number", "indicator", "field", "before", "after"]
    more = (
        f"<p>… and {_counted(changed - _MOST_ROWS, 'more measure')}</p>"
        if changed > _MOST_ROWS
        else ""
    )
    return f"{heading}\n{_table(head, rows)}{more}"


def counts_frame(counts: ap.StatusCounts) -> ap.Frame:
    """A row for each deadline status."""
    import actionplan as ap

    return ap.Frame(
        {"deadline_status": [str(s) for s in counts], "measures": list(counts.values())}
    )


def counts_html(counts: ap.StatusCounts) -> str:
    rows = [(str(status), str(n)) for status, n in counts.items() if n]
    more = (
        f"<p>and {_counted(counts.orphans, 'entry', 'entries')} on no measure of the plan</p>"
        if counts.orphans
        else ""
    )
    return _table(["deadline_status", "measures"], rows) + more


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


def amendment_html(amendment: ap.Amendment) -> str:
    names = ("kept", "changed", "added", "dropped", "added_measures", "dropped_measures")
    rows = [(name.replace("_", " "), str(len(getattr(amendment, name)))) for name in names]
    return _table(["change", "count"], rows)


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


class AssessedDays:
    """Assessments of one plan on several days, in the order in which they were asked for.

    What `assess_days` gives: a sequence, of which `days[0]` or `days["2018-06-30"]` is an
    Assessment, and one table of all days, in which the column `as_of` tells them apart.
    """

    __slots__ = ("_held",)

    def __init__(self, assessments: Iterable[ap.Assessment] = ()) -> None:
        self._held = tuple(assessments)

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[ap.Assessment]:
        return iter(self._held)

    def __getitem__(self, index: int | str | datetime.date) -> ap.Assessment:
        """By position, or by the day that was asked about."""
        if isinstance(index, int):
            return item_at("AssessedDays has no day", self._held, index)
        import actionplan as ap

        for one in self._held:
            if str(one.as_of) == str(index):
                return one
        raise ap.NotFound(
            f"AssessedDays: {str(index)!r} is none of its days; they are "
            f"{', '.join(map(str, self.days))}."
        )

    def __repr__(self) -> str:
        if not self._held:
            return "<AssessedDays: none>"
        measures = len(self._held[-1])
        return f"<AssessedDays {', '.join(map(str, self.days))}: {measures} measures on the last>"

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """The days that were asked about."""
        return tuple(one.as_of for one in self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        import numpy as np

        days = [to_rows(one.frame(), dtype, copy) for one in self]
        return np.concatenate(days) if days else np.empty(0, dtype=object)

    def to_pandas(self, table: str = "measures") -> pd.DataFrame:
        """One table of all days as a pandas DataFrame, by the tables of an Assessment."""
        import pandas as pd

        frames = [_with_day(one, one.to_pandas(table)) for one in self]
        joined: pd.DataFrame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
        return joined

    def to_polars(self, table: str = "measures") -> pl.DataFrame:
        """One table of all days as a polars DataFrame, by the tables of an Assessment."""
        import polars as pl

        frames = [
            one.to_polars(table).with_columns(pl.lit(one.as_of).alias("as_of")) for one in self
        ]
        return pl.concat(frames, how="vertical_relaxed") if frames else pl.DataFrame()

    def counts(self) -> ap.Frame:
        """A row for each day and deadline status, with how many measures have it."""
        import actionplan as ap

        rows = [
            (one.as_of, str(status), count)
            for one in self
            for status, count in one.summary().items()
        ]
        names = ("as_of", "deadline_status", "measures")
        return ap.Frame({name: [row[at] for row in rows] for at, name in enumerate(names)})

    def _repr_html_(self) -> str:
        import actionplan as ap

        titles = list(dict.fromkeys(_title(one.plan) for one in self))
        heading = f"<p><b>{escape('; '.join(titles))}</b><br>{_counted(len(self), 'day')}</p>\n"
        head = ["deadline_status", *map(str, self.days)]
        counts = [one.summary() for one in self]
        rows = [
            (str(status), *(str(count[status]) for count in counts))
            for status in ap.DeadlineStatus
            if any(count[status] for count in counts)
        ]
        return heading + _table(head, rows)


def _with_day(assessment: ap.Assessment, frame: pd.DataFrame) -> pd.DataFrame:
    if "as_of" not in frame.columns:
        import numpy as np

        frame["as_of"] = np.datetime64(assessment.as_of, "s")
    return frame


def assess_days(
    history: ap.PlanHistory, evidence: ap.Evidence | None, as_of: Iterable[Any], **options: Any
) -> AssessedDays:
    """`actionplan.assess` on each of the days."""
    import actionplan as ap

    days = [as_of] if isinstance(as_of, str) or not isinstance(as_of, Iterable) else list(as_of)
    if not days:
        raise ap.InvalidArgument(
            'assess_days: as_of names no day; give one or more, such as "2017-06-30".'
        )
    return AssessedDays(ap.assess(history, evidence, as_of=day, **options) for day in days)
