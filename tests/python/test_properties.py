# SPDX-License-Identifier: Apache-2.0
"""Laws that hold for every plan, day and text."""

from __future__ import annotations

import copy
import csv
import io
import json
import pickle
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap

days = st.dates(date(1400, 1, 1), date(9999, 12, 31))
near_days = st.dates(date(2010, 1, 1), date(2025, 12, 31))
texts = st.text(max_size=30)
words = st.text("abc XYZ-é1", min_size=1, max_size=12).map(lambda text: text.strip() or "x")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def member(words: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(words))


@st.composite
def periods(draw: st.DrawFn, days: st.SearchStrategy[date] = days) -> ap.Period:
    first, last = sorted((draw(days), draw(days)))
    return ap.Period(first, last)


@st.composite
def windows(draw: st.DrawFn) -> tuple[date | None, date | None]:
    start, due = draw(maybe(near_days)), draw(maybe(near_days))
    return (due, start) if start and due and due < start else (start, due)


@st.composite
def expected_reports(draw: st.DrawFn) -> ap.ExpectedReport:
    due = draw(maybe(near_days))
    source = draw(member(ap.DueSource)) if due else None
    return ap.ExpectedReport(draw(periods(near_days)), due, source, draw(st.booleans()))


@st.composite
def deadlines(draw: st.DrawFn) -> ap.Deadline:
    kind = draw(member(ap.DeadlineKind))
    start, due = draw(windows())
    parts = [
        ap.DeadlinePart(draw(texts), None, draw(near_days))
        for _ in range(draw(st.integers(0, 2)) if kind == "several" else 0)
    ]
    reports = draw(st.lists(expected_reports(), max_size=3)) if kind == "recurring" else []
    return ap.Deadline(
        text=draw(texts),
        kind=kind,
        start=start,
        due=due,
        edtf=draw(texts),
        cadence=draw(maybe(member(ap.Cadence))),
        assumptions=draw(st.lists(texts, max_size=2)),
        parts=sorted(parts, key=lambda part: part.due),
        expected_reports=reports,
    )


def indicators(draw: st.DrawFn, measure: str, text: str) -> list[ap.Indicator]:
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    return [
        ap.Indicator(f"{measure}/{i}", draw(member(ap.IndicatorKind)), text[a:b], ap.Span(a, b))
        for i, (a, b) in enumerate(spans, start=1)
    ]


@st.composite
def plans(draw: st.DrawFn) -> ap.Plan:
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(
        draw(texts),
        draw(maybe(near_days)),
        draw(texts),
        draw(texts),
        draw(maybe(periods(near_days))),
    )
    agencies = draw(st.lists(words, max_size=3, unique=True))
    for agency in agencies:
        builder.add(ap.Agency(agency, draw(texts), draw(st.lists(texts, max_size=2)),
                              draw(st.booleans())))  # fmt: skip
    sections: list[str] = draw(st.lists(words, max_size=3, unique=True))
    for i, section in enumerate(sections):
        parent = draw(maybe(st.sampled_from(sections[:i]))) if i else None
        builder.add(ap.Section(section, draw(texts), draw(texts), parent))
    for name in draw(st.lists(words, max_size=5, unique=True)):
        text = draw(texts)
        builder.add(
            ap.Measure(
                name,
                number=draw(texts),
                section=draw(maybe(st.sampled_from(sections))) if sections else None,
                title=draw(texts),
                indicator_text=text,
                indicators=indicators(draw, name, text),
                assignment_text=draw(texts),
                assignments=[
                    ap.Assignment(
                        agency,
                        draw(member(ap.Role)),
                        draw(member(ap.Force)),
                        draw(member(ap.Discharge)),
                        draw(texts),
                    )
                    for agency in agencies
                    if draw(st.booleans())
                ],
                deadline=draw(deadlines()),
            )
        )
    for code in draw(st.lists(words, max_size=2)):
        place = ap.Place(draw(st.integers(1, 99)), draw(st.integers(1, 99)))
        builder.add(ap.Problem(code, draw(member(ap.Severity)), place, draw(texts), draw(texts)))
    return builder.build()


# Days and periods


@given(days)
def test_a_day_comes_back(day: date) -> None:
    assert ap.DeadlineCorrection("by", due=day).due == day
    assert ap.DeadlineCorrection("by", due=day.isoformat()).due == day


@given(periods())
def test_a_period_comes_back_from_its_text(period: ap.Period) -> None:
    assert ap.Period.parse(period.text()) == period
    assert pickle.loads(pickle.dumps(period)) == period
    assert period.days() == (period.last - period.first).days + 1


@given(periods(), periods())
def test_overlap_is_mutual_and_contains_implies_it(a: ap.Period, b: ap.Period) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert not a.contains(b) or a.overlaps(b)
    assert a.contains(b) == (b.first in a and b.last in a)
    assert (a < b) == ((a.first, a.last) < (b.first, b.last))
    assert (a == b) == (hash(a) == hash(b) and a.text() == b.text())


@given(st.text(max_size=20) | st.from_regex(r"\A[0-9]{4}[-QH/0-9]{0,12}\Z"))
def test_a_text_is_a_period_or_a_parse_error(text: str) -> None:
    try:
        period = ap.Period.parse(text)
    except ap.ParseError:
        return
    assert period.text() == text or ap.Period.parse(period.text()) == period


# Documents


@given(plans())
def test_a_plan_comes_back_from_its_json(plan: ap.Plan) -> None:
    text = plan.to_json()
    again = ap.plan_from_json(text)
    assert again == plan
    assert again.problems == plan.problems
    assert again.to_json() == text
    assert ap.read(text.encode()) == plan
    assert copy.deepcopy(plan) == plan
    assert ap.PlanBuilder(plan).build() == plan
    json.loads(text)


@given(plans(), near_days, st.integers(0, 400))
def test_an_assessment_is_written_as_json_and_csv(plan: ap.Plan, day: date, soon: int) -> None:
    assessment = ap.assess(plan, as_of=day, due_soon_days=soon)
    document = json.loads(assessment.to_json())
    assert [m["deadline_status"] for m in document["measures"]] == list(assessment.statuses)
    rows = list(csv.reader(io.StringIO(assessment.to_csv(), newline=""), strict=True))
    assert len(rows) == len(plan) + 1
    assert len({len(row) for row in rows}) == 1
    assert ap.assess(plan, as_of=day, due_soon_days=soon).to_json() == assessment.to_json()


@given(plans())
def test_a_calendar_is_made_of_short_lines(plan: ap.Plan) -> None:
    data = ap.calendar(plan).encode()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(plans())
def test_lint_and_reprs_take_any_plan(plan: ap.Plan) -> None:
    known = {rule.id for rule in ap.lint_rules()}
    assert {problem.code for problem in ap.lint(plan)} <= known
    for thing in (plan, *plan, *plan.problems, *plan.sections, *plan.agencies):
        assert repr(thing).isprintable()


# What was due

SILENT = {"upcoming", "open", "due_soon", "unreported", "no_date", "unread", "awaiting_trigger"}


@given(plans(), near_days, st.integers(0, 3000), st.integers(0, 400))
def test_laws_of_silence(plan: ap.Plan, day: date, later: int, soon: int) -> None:
    now = ap.assess(plan, as_of=day, due_soon_days=soon)
    then = ap.assess(plan, as_of=day + timedelta(later), due_soon_days=soon)
    assert set(now.statuses) <= SILENT
    for before, after in zip(now, then, strict=True):
        assert before.days_late is None
        if before.deadline_status == "unreported":
            assert after.deadline_status == "unreported"
            assert after.days_past_due == (before.days_past_due or 0) + later
        if after.deadline_status == "upcoming":
            assert before.deadline_status == "upcoming"
        if before.deadline_status == "unreported":
            assert before.due is not None
            assert before.due < day
        for earlier, report in zip(before.reports, after.reports, strict=True):
            assert {earlier.status, report.status} <= SILENT
            assert earlier.status != "unreported" or report.status == "unreported"
        assert before.report_counts.expected <= after.report_counts.expected
        assert before.report_counts.received == 0


@given(plans(), near_days)
def test_counts_are_consistent(plan: ap.Plan, day: date) -> None:
    assessment = ap.assess(plan, as_of=day)
    summary = assessment.summary()
    assert summary.total() == len(assessment) == len(plan)
    kinds = assessment.count_by_deadline_kind().values()
    assert sum(kinds, start=ap.StatusCounts()) == summary
    sections = assessment.count_by_section()
    without = sum(measure.section is None for measure in plan)
    top = sum(sections[s.id].total() for s in plan.sections if s.parent is None)
    assert top + without == len(plan)


@given(plans(), near_days, st.integers(0, 100), st.integers(0, 100))
def test_a_wider_due_soon_only_adds(plan: ap.Plan, day: date, a: int, b: int) -> None:
    narrow = ap.assess(plan, as_of=day, due_soon_days=min(a, b))
    wide = ap.assess(plan, as_of=day, due_soon_days=max(a, b))
    for x, y in zip(narrow.statuses, wide.statuses, strict=True):
        assert x == y or (x, y) == ("open", "due_soon")


@given(plans(), plans(), near_days, near_days)
def test_revisions_obey_the_day_they_were_recorded(
    first: ap.Plan, second: ap.Plan, effective: date, day: date
) -> None:
    recorded = effective + timedelta(30)
    history = ap.PlanHistory(first).revised(second, effective, recorded)
    before = ap.assess(history, as_of=day, known_at=recorded - timedelta(1))
    assert before.statuses == ap.assess(first, as_of=day).statuses
    after = ap.assess(history, as_of=day, known_at=recorded)
    assert after.plan == (second if day >= effective else first)
    dropped = {m.id for m in first} - {m.id for m in second} if day >= effective else set()
    assert after.summary()["withdrawn"] == len(dropped)


# Hostile input

table_text = st.text(
    "\t\n\r 0123456789.:,;\"'-—AaİиNno№Measurdlinxpc\x00\x1b\u202e\ufeff", max_size=300
)
json_text = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
).map(json.dumps)


@settings(max_examples=300)
@given(st.binary(max_size=400) | table_text.map(str.encode) | json_text.map(str.encode))
def test_reading_anything_gives_a_plan_or_a_parse_error(data: bytes) -> None:
    for kind in (None, "text", "csv", "json"):
        try:
            plan = ap.read(data, format=kind)
        except ap.ParseError:
            continue
        assert ap.plan_from_json(plan.to_json()) == plan
        for problem in plan.problems:
            assert problem.code
            assert problem.message


HEADER = ["No", "Name of measure", "Evaluation indicator", "Implementing agencies", "Deadline"]
cells = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=7)


@given(st.lists(cells, max_size=6))
def test_a_table_with_any_cells_gives_a_plan(rows: list[list[str]]) -> None:
    table = ap.Table(rows=[[ap.Cell(text) for text in row] for row in [HEADER, *rows]])
    plan = ap.interpret(table)
    assert ap.plan_from_json(plan.to_json()) == plan
    ap.assess(plan, as_of="2017-06-30")


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_deadline_text_is_read(text: str, title: str) -> None:
    deadline = ap.read_deadline(text, adopted_on="2016-04-27", plan_period="2016", title=title)
    assert deadline.start is None or deadline.due is None or deadline.start <= deadline.due


@given(st.text(max_size=200).map(ap.collapse_spaces))
def test_any_indicator_text_is_split_into_rising_parts(text: str) -> None:
    parts = ap.read_indicators(text)
    ends = [0, *(part.span.end for part in parts)]
    for end, part in zip(ends, parts, strict=False):
        assert end <= part.span.begin < part.span.end <= len(text)
    rules = {rule.id for rule in ap.indicator_rules()}
    assert {part.rule for part in parts} <= rules


@given(st.text(max_size=50))
def test_folding_is_idempotent(text: str) -> None:
    assert ap.fold(ap.fold(text)) == ap.fold(text)
    assert ap.collapse_spaces(ap.collapse_spaces(text)) == ap.collapse_spaces(text)
