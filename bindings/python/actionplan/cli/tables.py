# SPDX-License-Identifier: Apache-2.0
"""Plans, problems and assessments as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

import actionplan as ap
from actionplan.cli.output import cell, place_of, plain

STYLES = {
    "unreported": "yellow",
    "due_soon": "cyan",
    "overdue": "red",
    "lapsed": "red",
    "done_late": "magenta",
    "done_on_time": "green",
}
SEVERITY_STYLES = {"error": "red", "warning": "yellow", "info": "dim"}


def _table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for column in numbers:
        style = STYLES.get(column, "")
        table.add_column(column.replace("_", " "), justify="right", no_wrap=True, style=style)
    return table


def _days(count: int | None) -> str:
    return "" if count is None else f"{count} day" + ("" if count == 1 else "s")


def _section_depth(plan: ap.Plan, section: ap.Section) -> int:
    depth = 0
    while section.parent is not None:
        section = plan.section(section.parent)
        depth += 1
    return depth


def _names(plan: ap.Plan, measure: ap.Measure) -> str:
    names = []
    for assignment in measure.assignments:
        mark = "" if assignment.force == "binding" else " (recommended)"
        names.append(plan.agency(assignment.agency).name + mark)
    return "; ".join(names)


def _is_unread(deadline: ap.Deadline) -> bool:
    return deadline.reason == ap.NoDateReason.unread


def _deadline(deadline: ap.Deadline) -> str:
    """The text and how it was read: what is vague, what is conditional, why there is no date."""
    said = [str(deadline.kind)]
    if deadline.reason is not None:
        said = ["not read" if _is_unread(deadline) else str(deadline.reason)]
        if deadline.candidate is not None:
            said.append(f'"{deadline.candidate.token}" was not understood')
    if deadline.due_latest != deadline.due:
        said.append(f"at the latest {deadline.due_latest}")
    if deadline.conditions:
        said.append("on condition")
    return f"{deadline.text} ({', '.join(said)})"


def beside_lines(measure: ap.Measure, *, published: bool = False) -> list[str]:
    """What else stands with a measure, a line for each cell; `published`: those that may be."""
    lines = [f"{one.header}: {one.text}" for one in measure.extra if one.published or not published]
    for item in measure.finance:
        if published and not item.published:
            continue
        said = [item.text]
        if item.amount is not None:
            said.append(f"= {item.amount:,.15g} {item.currency}".rstrip())
        if item.source and item.source not in (item.text, item.header):
            said.append(f"({item.source})")
        lines.append(f"{item.header}: {' '.join(said)}")
    return lines


def show_plan(console: Console, plan: ap.Plan) -> None:
    """The heading and one row for each measure."""
    console.print(cell(plan.title or "(a plan without title)", "bold"))
    if plan.legal_basis:
        console.print(cell(plan.legal_basis))
    table = _table("no", "measure", "indicators", "agencies", "deadline")
    for measure in plan.measures:
        kinds = ", ".join(str(part.kind) for part in measure.indicators)
        agencies = _names(plan, measure)
        title = cell(measure.title)
        for line in beside_lines(measure):
            title.append("\n" + plain(line), style="dim")
        table.add_row(
            cell(measure.label),
            title,
            cell(kinds),
            cell(agencies),
            cell(_deadline(measure.deadline), "yellow" if _is_unread(measure.deadline) else ""),
        )
    console.print(table)
    unread = sum(_is_unread(measure.deadline) for measure in plan.measures)
    if unread:
        what = "deadline was" if unread == 1 else "deadlines were"
        console.print(cell(f"{unread} {what} not read: correct the reading in a profile."))


def show_tables(console: Console, found: ap.Reading) -> None:
    """One row for each table of the document: how it and its columns were read."""
    if not found.mapping.tables:
        return
    table = _table("table", "begins with", "read as", "columns")
    for said in found.mapping.tables:
        name = f"{said.part} {said.number}" if said.part else str(said.number)
        columns = ", ".join(
            f"{column.header or column.position}: {column.use}" for column in said.columns
        )
        table.add_row(
            *(cell(text) for text in (name, said.begins, _read_as(said), columns)),
            style="" if said.is_read else "yellow",
        )
    console.print(table)


def _read_as(said: ap.TableMapping) -> str:
    if not said.is_read:
        return "left out"
    if said.continues:
        return "going on with the table above"
    if not said.header_rows:
        return str(said.layout)
    last = (said.header_row or 0) + said.header_rows - 1
    rows = f"row {said.header_row}" if last == said.header_row else f"rows {said.header_row}-{last}"
    return f"{said.layout}, header in {rows}"


def show_trace(console: Console, found: ap.Reading) -> None:
    """One row for each stretch of the document, and the totals."""
    table = _table("place", "use", "of", "text")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    parts = found.plan.parts
    for span in found.trace:
        part = f"{parts[span.cell.part]} " if len(parts) > span.cell.part and len(parts) > 1 else ""
        style = "yellow" if span.use == "named" else ""
        table.add_row(
            cell(f"{part}{span.cell.line}:{span.cell.column}"),
            *(cell(text, style) for text in (str(span.use), span.target, span.text)),
        )
    console.print(table)
    totals = found.totals
    share = 100 * totals.used // (totals.all - totals.excluded or 1)
    said = f"{totals.all} code points: {totals.used} used, {totals.named} named by problems, "
    said += f"{totals.excluded} left out by rule: {share} % of the text was used."
    console.print(cell(said))


def show_problems(console: Console, problems: Iterable[ap.Problem]) -> None:
    """One row for each problem."""
    table = _table("place", "severity", "finding")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for problem in problems:
        severity = str(problem.severity)
        table.add_row(
            cell(place_of(problem)),
            cell(severity, SEVERITY_STYLES[severity]),
            cell(f"{problem.message} [{problem.code}]"),
        )
    if table.row_count:
        console.print(table)


def _groups(assessment: ap.Assessment, by: str) -> list[tuple[str, ap.StatusCounts]]:
    plan = assessment.plan
    if by == "section":
        rows = []
        for name, counts in assessment.count_by_section().items():
            section = plan.section(name)
            indent = "  " * _section_depth(plan, section)
            number = section.number + " " if section.number else ""
            rows.append((f"{indent}{number}{section.title}", counts))
        return rows
    if by == "agency":
        rows = []
        for name, parts in assessment.count_by_agency().items():
            for counts, mark in ((parts.binding, ""), (parts.recommended, " (recommended)")):
                if counts.total():
                    rows.append((plan.agency(name).name + mark, counts))
        return rows
    if by == "deadline_kind":
        return [(str(kind), counts) for kind, counts in assessment.count_by_deadline_kind().items()]
    return [(str(kind), counts) for kind, counts in assessment.count_by_indicator_kind().items()]


TITLES = {
    "section": "section",
    "agency": "agency (takes part in)",
    "deadline_kind": "kind of deadline",
    "indicator_kind": "kind of indicator",
}


def _show_counts(console: Console, assessment: ap.Assessment, by: str) -> None:
    summary = assessment.summary()
    words = [status for status in summary if summary[status]] or [ap.DeadlineStatus.open]
    table = _table(TITLES[by], numbers=["measures", *(str(word) for word in words)])
    nothing = "-" if console.options.ascii_only else "·"
    for name, counts in _groups(assessment, by):
        numbers = [counts.total(), *(counts[word] for word in words)]
        table.add_row(cell(name), *(str(number) if number else nothing for number in numbers))
    if by == "section":
        table.add_section()
        numbers = [summary.total(), *(summary[word] for word in words)]
        table.add_row(cell("whole plan", "bold"), *(str(number) for number in numbers))
    console.print(table)
    if by == "agency":
        console.print("Several agencies share most measures: these do not add up to the plan's.")


def _show_measures(console: Console, assessment: ap.Assessment, status: str, title: str) -> None:
    plan = assessment.plan
    table = _table("no", "due", "since" if status == "unreported" else "in", "measure")
    for column in table.columns[:3]:
        column.no_wrap = True
    for index, row in enumerate(assessment):
        if row.deadline_status != status or row.due is None:
            continue
        measure = assessment.measure(index)
        # A vague day that has come is meant at the latest on its last.
        is_past = assessment.as_of > row.due
        day = (row.due_latest if is_past else None) or row.due
        days = abs((assessment.as_of - day).days)
        agencies = _names(plan, measure)
        text = cell(measure.title)
        text.append("\n" + plain(agencies), style="dim")
        table.add_row(cell(measure.label), cell(row.due.isoformat()), cell(_days(days)), text)
    if table.row_count:
        console.print(cell(f"{title} ({table.row_count})", "bold " + STYLES[status]))
        console.print(table)


def show_selection(console: Console, selection: ap.Selection) -> None:
    """The measures that pass a filter: status, due day, agencies."""
    assessment = selection.assessment
    total = assessment.summary().total()
    console.print(cell(assessment.plan.title or "(a plan without title)", "bold"))
    console.print(cell(f"as of {assessment.as_of}: {selection.total} of {total} measures"))
    if not selection.total:
        return
    table = _table("no", "status", "due", "measure")
    for column in table.columns[:3]:
        column.no_wrap = True
    for index, row in zip(selection.rows, selection, strict=True):
        measure = assessment.measure(index)
        text = cell(measure.title)
        text.append("\n" + plain(_names(assessment.plan, measure)), style="dim")
        status = cell(str(row.deadline_status), STYLES.get(row.deadline_status, ""))
        table.add_row(
            cell(measure.label), status, cell(row.due.isoformat() if row.due else ""), text
        )
    console.print(table)


def _show_reports(console: Console, assessment: ap.Assessment) -> None:
    rows = [row for row in assessment if row.reports]
    if not rows:
        return
    console.print("Expected reports", style="bold")
    table = _table("no", "expected by now", "received", "of all", "missing")
    for row in rows:
        counts = row.report_counts
        missing = ", ".join(period.text() for period in counts.missing)
        numbers = (counts.expected, counts.received, len(row.reports))
        label = assessment.measure(row.row).label
        table.add_row(cell(label), *(str(number) for number in numbers), cell(missing))
    console.print(table)


def show_assessment(console: Console, assessment: ap.Assessment, by: str) -> None:
    """Counts by group, what is past due and unreported, what is due soon, expected reports."""
    summary = assessment.summary()
    counts = ", ".join(f"{summary[word]} {word}" for word in summary if summary[word])
    console.print(cell(assessment.plan.title or "(a plan without title)", "bold"))
    console.print(cell(f"as of {assessment.as_of}: {summary.total()} measures: {counts or 'none'}"))
    _show_counts(console, assessment, by)
    _show_measures(
        console,
        assessment,
        "unreported",
        "Past due, and nothing was reported: no proof that nothing was done",
    )
    soon = f"Due within {assessment.due_soon_days} days"
    _show_measures(console, assessment, "due_soon", soon)
    _show_reports(console, assessment)
