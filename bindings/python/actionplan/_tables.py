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
