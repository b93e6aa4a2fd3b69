# SPDX-License-Identifier: Apache-2.0
"""What the compiled module calls for data frames and notebooks; nothing is heavy until used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    import actionplan as ap


def assess_again(
    history: ap.PlanHistory, evidence: ap.Evidence, options: dict[str, Any]
) -> ap.Assessment:
    """What a pickled assessment is made of again."""
    import actionplan as ap

    return ap.assess(history, evidence, **options)


_MOST_ROWS = 10
_LONGEST_TEXT = 90


def to_polars(frame: ap.Frame) -> pl.DataFrame:
    """The frame as polars has it, by the Arrow PyCapsule protocol."""
    import polars as pl

    return pl.DataFrame(frame)


def to_pandas(frame: ap.Frame) -> pd.DataFrame:
    """The frame as pandas has it, without pyarrow."""
    import pandas as pd

    columns = {name: _pandas_column(frame, name) for name in frame.columns}
    made: pd.DataFrame = pd.DataFrame(columns, columns=list(frame.columns), index=range(len(frame)))
    return made


def _pandas_column(frame: ap.Frame, name: str) -> Any:
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
            return np.array(frame.dates(name), dtype="datetime64[s]")
        case "real":
            return np.array(frame.doubles(name))
        case "integer":
            numbers = [None if text is None else int(text) for text in frame.texts(name)]
            if None in numbers:
                return pd.array(numbers, dtype="Int64")
            return np.array(numbers, "int64")
        case "boolean":
            flags = [None if text is None else text == "true" for text in frame.texts(name)]
            return pd.array(flags, dtype="boolean") if None in flags else np.array(flags, "bool")
        case _:
            return pd.array(frame.texts(name), dtype="string")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _table(head: Sequence[str], rows: Iterable[Sequence[str | None]], more: int = 0) -> str:
    lines = ["<table>", "<thead><tr>"]
    lines += [f"<th>{escape(name)}</th>" for name in head]
    lines.append("</tr></thead>\n<tbody>")
    for row in rows:
        cells = "".join(
            f'<td style="text-align: left">{escape(_cut(cell)) if cell is not None else ""}</td>'
            for cell in row
        )
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</tbody></table>")
    if more > 0:
        lines.append(f"<p>… and {more} more</p>")
    return "\n".join(lines)


def _rows(frame: ap.Frame, columns: Sequence[str]) -> list[tuple[str | None, ...]]:
    return list(zip(*(frame.texts(name, 0, _MOST_ROWS) for name in columns), strict=True))


def _of(frame: ap.Frame, columns: Sequence[str]) -> str:
    return _table(columns, _rows(frame, columns), len(frame) - _MOST_ROWS)


def frame_html(frame: ap.Frame) -> str:
    readable = [name for name in frame.columns if str(frame.type(name)) != "other"]
    return f"<p>{len(frame)} rows, {len(frame.columns)} columns</p>\n{_of(frame, readable[:20])}"


def plan_html(plan: ap.Plan) -> str:
    parts = [f"{len(plan.measures)} measures", f"{len(plan.sections)} sections"]
    parts.append(f"{len(plan.agencies)} agencies")
    if plan.problems:
        parts.append(f"{len(plan.problems)} problems")
    heading = f"<p><b>{escape(plan.heading.title)}</b><br>{', '.join(parts)}</p>"
    return f"{heading}\n{_of(plan.frame(), ['number', 'title', 'deadline', 'due'])}"


_ASSESSED = ["number", "title", "deadline_status", "due", "days_late", "derived"]


def assessment_html(assessment: ap.Assessment) -> str:
    known = f", known at {assessment.known_at}" if assessment.known_at else ""
    heading = (
        f"<p><b>{escape(assessment.plan.heading.title)}</b><br>as of {assessment.as_of}{known}: "
        f"{len(assessment)} measures</p>"
    )
    counts = [(str(status), str(n)) for status, n in assessment.summary().items() if n]
    return f"{heading}\n{_table(['deadline_status', 'measures'], counts)}"


def selection_html(selection: ap.Selection) -> str:
    heading = f"<p>{len(selection)} of {selection.total} measures that pass, as of " + (
        f"{selection.assessment.as_of}</p>"
    )
    return f"{heading}\n{_of(selection.frame(), _ASSESSED)}"


def evidence_html(evidence: ap.Evidence) -> str:
    columns = ["kind", "indicator", "measure", "value", "reporter", "recorded_on", "replaced_on"]
    return f"<p>{len(evidence)} entries</p>\n{_of(evidence.frame(), columns)}"


def explanation_html(explanation: ap.Explanation) -> str:
    verdict = explanation.verdict
    heading = (
        f"<p><b>{escape(str(verdict.number))}</b> {escape(str(verdict.deadline_status))}, because "
        f"{escape(explanation.deadline_rule)}</p>"
    )
    rows = [
        (
            one.verdict.id,
            str(one.verdict.status),
            _number(one.verdict.value),
            _number(one.verdict.target),
            "; ".join(str(reason) for reason in one.verdict.reasons),
            " ".join(filter(None, (_remedy(reason) for reason in one.verdict.reasons))),
        )
        for one in explanation.indicators
    ]
    head = ["indicator", "status", "value", "target", "reasons", "what would mend it"]
    return f"{heading}\n{_table(head, rows[:_MOST_ROWS], len(rows) - _MOST_ROWS)}"


def _remedy(reason: ap.IndicatorReason) -> str:
    import actionplan as ap

    return ap.remedy(reason)


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.6g}"


def measure_html(measure: ap.Measure) -> str:
    rows = [(one.id, str(one.kind), one.text) for one in measure.indicators]
    heading = (
        f"<p><b>{escape(measure.number)}</b> {escape(measure.title)}<br>"
        f"{escape(measure.deadline.text)}</p>"
    )
    table = _table(["indicator", "kind", "text"], rows[:_MOST_ROWS], len(rows) - _MOST_ROWS)
    return f"{heading}\n{table}"


_STATES = ("deadline_status", "due", "days_late", "derived")


def comparison_frame(comparison: ap.Comparison) -> ap.Frame:
    """A row for each change of a measure, and one for each indicator that is not the same."""
    import actionplan as ap

    names = ("measure", "number", "indicator", "changes", "field", "before", "after")
    columns: dict[str, list[str | None]] = {name: [] for name in names}

    def add(change: ap.MeasureChange, indicator: str | None, field: str, *pair: object) -> None:
        row = (change.id, change.number, indicator, "; ".join(map(str, change.changes)), field)
        for name, value in zip(names, (*row, *map(_word, pair)), strict=True):
            columns[name].append(value)

    for change in comparison.changes:
        before, after = change.before, change.after
        if before is None or after is None:
            pair = ("absent" if state is None else "present" for state in (before, after))
            add(change, None, "measure", *pair)
            continue
        for field in _STATES:
            if getattr(before, field) != getattr(after, field):
                add(change, None, field, getattr(before, field), getattr(after, field))
        held = {state.id: state for state in before.indicators}
        for state in after.indicators:
            was = held.get(state.id)
            for field in ("status", "value", "progress"):
                old, new = getattr(was, field, None), getattr(state, field)
                if old != new:
                    add(change, state.id, f"indicator_{field}", old, new)
    return ap.Frame(columns)


def _word(value: object) -> str | None:
    if value is None:
        return None
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def comparison_html(comparison: ap.Comparison) -> str:
    heading = f"<p>{len(comparison.changes)} measures changed, {comparison.unchanged} did not</p>"
    frame = comparison_frame(comparison)
    return f"{heading}\n{_of(frame, ['number', 'indicator', 'field', 'before', 'after'])}"


def counts_frame(counts: ap.StatusCounts) -> ap.Frame:
    """A row for each deadline status."""
    import actionplan as ap

    return ap.Frame(
        {"deadline_status": [str(s) for s in counts], "measures": list(counts.values())}
    )


def counts_html(counts: ap.StatusCounts) -> str:
    rows = [(str(status), str(n)) for status, n in counts.items() if n]
    more = (
        f"<p>and {counts.orphans} entries on no measure of the plan</p>" if counts.orphans else ""
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

    rows = list(problems)
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


class AssessedDays(tuple[Any, ...]):
    """Assessments of one plan on several days, in the order in which they were asked for."""

    __slots__ = ()

    def to_pandas(self, table: str = "measures") -> pd.DataFrame:
        """One table of all days as a pandas DataFrame."""
        import pandas as pd

        frames = [_with_day(one, one.to_pandas(table)) for one in self]
        joined: pd.DataFrame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
        return joined

    def to_polars(self, table: str = "measures") -> pl.DataFrame:
        """One table of all days as a polars DataFrame."""
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

        head = ["deadline_status", *(str(one.as_of) for one in self)]
        counts = [one.summary() for one in self]
        rows = [
            (str(status), *(str(count[status]) for count in counts))
            for status in ap.DeadlineStatus
            if any(count[status] for count in counts)
        ]
        return _table(head, rows)


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
    return AssessedDays(ap.assess(history, evidence, as_of=day, **options) for day in days)
