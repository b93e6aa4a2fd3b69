# SPDX-License-Identifier: Apache-2.0
"""What the compiled module calls for notebooks: what is held, as HTML of a few rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from actionplan import _core
from actionplan._tables import differences

if TYPE_CHECKING:
    import actionplan as ap


_MOST_ROWS = 10
_LONGEST_TEXT = 90


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def html_table(
    head: Sequence[str], rows: Iterable[Sequence[object]], total: int | None = None
) -> str:
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


def title_of(plan: ap.Plan) -> str:
    return _core._plan_label(plan)


def frame_html(frame: ap.Frame) -> str:
    readable = [name for name in frame.columns if str(frame.type(name)) != "other"][:20]
    rows = zip(*(frame.texts(name, 0, _MOST_ROWS) for name in readable), strict=True)
    heading = f"<p>{counted(len(frame), 'row')}, {counted(len(frame.columns), 'column')}</p>"
    return f"{heading}\n{html_table(readable, rows, len(frame))}"


def plan_html(plan: ap.Plan) -> str:
    parts = [counted(len(plan), "measure"), counted(len(plan.sections), "section")]
    parts.append(counted(len(plan.agencies), "agency", "agencies"))
    if problems := len(plan.problems):
        parts.append(f"{problems} problems")
    heading = f"<p><b>{escape(title_of(plan))}</b><br>{', '.join(parts)}</p>"
    rows = ((m.number, m.title, m.deadline.text or None, m.deadline.due) for m in plan)
    return f"{heading}\n{html_table(['number', 'title', 'deadline', 'due'], rows, len(plan))}"


_ASSESSED = ["number", "title", "deadline_status", "due", "days_late", "derived"]


def assessment_html(assessment: ap.Assessment) -> str:
    known = f", known at {assessment.known_at}" if assessment.known_at else ""
    heading = (
        f"<p><b>{escape(title_of(assessment.plan))}</b><br>as of {assessment.as_of}{known}: "
        f"{counted(len(assessment), 'measure')}</p>"
    )
    counts = ((status, n) for status, n in assessment.summary().items() if n)
    return f"{heading}\n{html_table(['deadline_status', 'measures'], counts)}"


def selection_html(selection: ap.Selection) -> str:
    found = counted(selection.total, "measure that passes", "measures that pass")
    heading = f"<p>{len(selection)} of {found}, as of {selection.assessment.as_of}</p>"
    rows = ([getattr(one, name) for name in _ASSESSED] for one in selection)
    return f"{heading}\n{html_table(_ASSESSED, rows, len(selection))}"


_ENTRY = ["kind", "indicator", "measure", "value", "reporter", "recorded_on"]


def evidence_html(evidence: ap.Evidence) -> str:
    rows = (
        [*(getattr(entry, name) for name in _ENTRY), evidence.replaced_on(at)]
        for at, entry in enumerate(evidence)
    )
    table = html_table([*_ENTRY, "replaced_on"], rows, len(evidence))
    return f"<p>{counted(len(evidence), 'entry', 'entries')}</p>\n{table}"


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
    made = f"{heading}\n{html_table(head, rows, len(explanation.indicators))}"
    for problem in explanation.not_applied:
        words = f"A correction of the profile was not applied: {problem.message}"
        made += f"\n<p>{escape(words)}</p>"
    if not explanation.entries:
        return made
    uses = ((one.id[:12], one.use) for one in explanation.entries)
    of_measure = html_table(["entry on the measure itself", "use"], uses, len(explanation.entries))
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
    return f"{heading}\n{html_table(head, rows, len(row.indicators))}{_beside(measure)}"


def measure_html(measure: ap.Measure) -> str:
    rows = ((one.id, one.kind, one.text) for one in measure.indicators)
    heading = (
        f"<p><b>{escape(measure.number)}</b> {escape(measure.title)}<br>"
        f"{escape(measure.deadline.text)}</p>"
    )
    table = html_table(["indicator", "kind", "text"], rows, len(measure.indicators))
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
    made = "\n" + html_table(head, money, len(measure.finance)) if measure.finance else ""
    extra = ((one.header, one.text) for one in measure.extra)
    if measure.extra:
        made += "\n" + html_table(["extra", "text"], extra, len(measure.extra))
    return made


def comparison_html(comparison: ap.Comparison) -> str:
    changed = len(comparison.changes)
    heading = f"<p>{changed} measures changed, {comparison.unchanged} did not</p>"
    rows = ((row[1], row[2], *row[4:]) for row in differences(comparison.changes[:_MOST_ROWS]))
    head = ["number", "indicator", "field", "before", "after"]
    more = (
        f"<p>… and {counted(changed - _MOST_ROWS, 'more measure')}</p>"
        if changed > _MOST_ROWS
        else ""
    )
    return f"{heading}\n{html_table(head, rows)}{more}"


def counts_html(counts: ap.StatusCounts) -> str:
    rows = [(str(status), str(n)) for status, n in counts.items() if n]
    more = (
        f"<p>and {counted(counts.orphans, 'entry', 'entries')} on no measure of the plan</p>"
        if counts.orphans
        else ""
    )
    return html_table(["deadline_status", "measures"], rows) + more


def amendment_html(amendment: ap.Amendment) -> str:
    names = ("kept", "changed", "added", "dropped", "added_measures", "dropped_measures")
    rows = [(name.replace("_", " "), str(len(getattr(amendment, name)))) for name in names]
    return html_table(["change", "count"], rows)
