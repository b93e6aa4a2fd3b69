# SPDX-License-Identifier: Apache-2.0
"""What was due on a day."""

from __future__ import annotations

import csv
import gc
import json
import pickle
from collections.abc import Mapping
from datetime import date

import pytest

import actionplan as ap


@pytest.mark.parametrize(
    ("day", "status", "count"),
    [
        ("2016-06-01", "upcoming", 4),
        ("2016-12-31", "unreported", 0),
        ("2017-01-01", "unreported", 4),
        ("2018-01-01", "unreported", 20),
        ("2020-01-01", "unreported", 59),
    ],
)
def test_the_real_plan_without_evidence(plan: ap.Plan, day: str, status: str, count: int) -> None:
    assessment = ap.assess(plan, as_of=day)
    summary = assessment.summary()
    assert summary[status] == count
    assert summary.total() == len(assessment) == 59
    assert summary["overdue"] == 0
    assert assessment.statuses.count(ap.DeadlineStatus(status)) == count


def test_a_row_says_why(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of=date(2017, 1, 1))
    row = assessment["1.2"]
    assert (row.id, row.number, row.section) == ("1.2", "1.2", "1")
    assert row.deadline_status == "unreported"
    assert row.due == row.due_original == date(2016, 12, 31)
    assert row.days_past_due == 1
    assert row.days_late is None
    assert row.is_extended_after_due is False
    assert "past_due" in row.reasons
    assert ap.Reason.no_evidence in row.reasons
    assert row.reports == ()
    assert assessment.at(1).number == assessment.measure(1).number == "1.2"
    assert (assessment.as_of, assessment.known_at) == (date(2017, 1, 1), None)
    assert assessment.plan == plan
    with pytest.raises(ap.NotFound):
        assessment["9.9"]


def test_expected_reports_have_a_state_of_their_own(plan: ap.Plan) -> None:
    row = ap.assess(plan, as_of="2017-06-30")["5.4"]
    assert len(row.reports) == 12
    assert row.reports[0].before_adoption
    assert row.reports[0].period == ap.Period.parse("2016Q1")
    assert row.report_counts.expected == 4
    assert row.report_counts.received == 0
    assert row.report_counts.on_time is None
    assert [period.text() for period in row.report_counts.missing] == [
        "2016Q2", "2016Q3", "2016Q4", "2017Q1",
    ]  # fmt: skip


def test_due_soon_is_an_argument(plan: ap.Plan) -> None:
    def soon(days: int) -> int:
        return ap.assess(plan, as_of="2016-12-01", due_soon_days=days).summary()["due_soon"]

    assert (soon(29), soon(30), soon(0)) == (0, 4, 0)
    assert ap.assess(plan, as_of="2016-12-01").due_soon_days == 30
    with pytest.raises(ap.InvalidArgument):
        soon(-1)
    with pytest.raises(TypeError):
        soon(2**40)


@pytest.mark.parametrize("index", [-1, 59, 10**15])
def test_a_row_out_of_range_is_refused(plan: ap.Plan, index: int) -> None:
    assessment = ap.assess(plan, as_of="2017-01-01")
    with pytest.raises(ap.InvalidArgument, match="count from 0"):
        assessment.at(index)
    with pytest.raises(ap.InvalidArgument, match="count from 0"):
        assessment.measure(index)


def test_rows_columns_and_codes_agree(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2016-12-20")
    words, reasons = list(ap.DeadlineStatus), list(ap.Reason)
    assert assessment.status_codes.format == "B"
    assert assessment.reason_bits.format == "I"
    for i, row in enumerate(assessment):
        assert row.deadline_status is assessment.statuses[i]
        assert row.deadline_status is words[assessment.status_codes[i]]
        assert row.reasons == assessment.reasons[i]
        bits = assessment.reason_bits[i]
        assert row.reasons == tuple(word for k, word in enumerate(reasons) if bits >> k & 1)
    assert assessment.status_codes.readonly


def test_parts_outlive_the_assessment(plan: ap.Plan) -> None:
    codes = ap.assess(plan, as_of="2020-01-01").status_codes
    rows = iter(ap.assess(plan, as_of="2020-01-01"))
    measure = ap.assess(plan, as_of="2020-01-01").measure(3)
    report = ap.assess(plan, as_of="2020-01-01")["5.4"].reports[0]
    gc.collect()
    taken = [ap.assess(plan, as_of="2016-01-01") for _ in range(20)]
    assert set(codes) == {list(ap.DeadlineStatus).index(ap.DeadlineStatus.unreported)}
    assert next(rows).deadline_status == "unreported"
    assert measure.number == "1.4"
    assert report.status == "no_date"
    assert len(taken) == 20


# Counts


def test_each_row_explains_itself_and_keeps_its_assessment(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2017-06-30")
    selected = assessment.where("number = 4.2.3")
    rows = [assessment["4.2.3"], assessment.at(assessment.where("").numbers.index("4.2.3"))]
    rows += [*selected, next(row for row in assessment if row.number == "4.2.3")]
    text, rule = assessment.explain_text("4.2.3"), assessment.explain("4.2.3").deadline_rule
    assert all(row.assessment is assessment for row in rows)
    del assessment, selected
    for row in rows:
        assert row.explain_text() == text
        explained = row.explain()
        assert explained.deadline_rule == rule
        assert explained.verdict.number == "4.2.3"
        # A verdict alone has no assessment to ask.
        assert not isinstance(explained.verdict, ap.AssessedMeasure)


def test_counts_are_a_mapping(plan: ap.Plan) -> None:
    counts = ap.assess(plan, as_of="2017-06-30").summary()
    assert isinstance(counts, Mapping)
    assert list(counts) == list(counts.keys()) == list(ap.DeadlineStatus)
    assert sum(counts.values()) == 59
    assert dict(counts) == dict(counts.items()) == counts
    assert counts.get("open") == 55
    assert counts.get("nonsense") is None
    assert counts.get("nonsense", 3) == 3
    assert "open" in counts
    assert "nonsense" not in counts
    assert len(counts) == 14
    assert json.loads(json.dumps(dict(counts)))["open"] == 55
    assert repr(counts) == "StatusCounts({'open': 55, 'unreported': 4})"
    assert pickle.loads(pickle.dumps(counts)) == counts
    with pytest.raises(ap.NotFound, match="no deadline status"):
        counts["nonsense"]
    with pytest.raises(TypeError):
        counts["open"] = 1  # type: ignore[index]


def test_counts_add_up() -> None:
    some = ap.StatusCounts({"open": 2})
    assert some + ap.StatusCounts({"open": 1, "overdue": 5}) == ap.StatusCounts(
        {ap.DeadlineStatus.open: 3, ap.DeadlineStatus.overdue: 5}
    )
    assert some["open"] == 2
    assert ap.StatusCounts().total() == 0
    assert ap.StatusCounts({"open": 10**15})["open"] == 10**15
    with pytest.raises(ap.InvalidArgument):
        ap.StatusCounts({"late": 1})


def test_roll_ups(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2017-06-30")
    sections = assessment.count_by_section()
    assert list(sections) == [section.id for section in plan.sections]
    assert sections["4"] == sections["4.1"] + sections["4.2"]
    top = [sections[section.id] for section in plan.sections if section.parent is None]
    assert sum(counts.total() for counts in top) == 59

    agencies = assessment.count_by_agency()
    assert list(agencies) == [agency.id for agency in plan.agencies]
    justice = agencies["ministry-of-justice"]
    assert justice.agency == "ministry-of-justice"
    assert justice.binding.total() == 14
    assert justice.recommended.total() == 0

    by_deadline = assessment.count_by_deadline_kind()
    assert by_deadline["recurring"].total() == 3  # type: ignore[index]
    assert sum(counts.total() for counts in by_deadline.values()) == 59
    assert assessment.count_by_indicator_kind()[ap.IndicatorKind.count].total() == 15


# Output


def test_json_and_csv_say_the_same(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2017-06-30")
    assert ap.to_json(assessment) == assessment.to_json()
    assert ap.to_csv(assessment) == assessment.to_csv()
    rows = list(csv.DictReader(assessment.to_csv().splitlines()))
    document = json.loads(assessment.to_json())
    assert [row["number"] for row in rows] == [row["number"] for row in document["measures"]]
    assert [row["deadline_status"] for row in rows] == [str(s) for s in assessment.statuses]
    counts = {str(k): v for k, v in assessment.summary().items() if v or k != "unread"}
    assert document["summary"] == counts


def test_json_of_each_kind(plan: ap.Plan) -> None:
    assert ap.to_json(plan) == plan.to_json()
    assert ap.plan_from_json(plan.to_json()).to_json() == plan.to_json()
    assert ap.plan_from_json(plan.to_json().encode()) == plan
    assert ap.plan_from_json(bytearray(plan.to_json().encode())) == plan
    profile = ap.Profile(plan="x")
    assert ap.to_json(profile) == profile.to_json()
    text = ap.to_json(list(plan.agencies))
    assert ap.agencies_from_json(text) == list(plan.agencies)
    with pytest.raises(ap.InvalidArgument):
        ap.Profile(indicators={"1/1": ap.IndicatorProfile(baseline=float("nan"))}).to_json()
    with pytest.raises(TypeError):
        ap.to_json(5)  # type: ignore[call-overload]


def test_json_limits_are_kept(plan: ap.Plan) -> None:
    with pytest.raises(ap.ParseError):
        ap.plan_from_json(plan.to_json(), limits=ap.JsonLimits(max_bytes=10))
    with pytest.raises(ap.ParseError):
        ap.plan_from_json("[" * 1_000_000)


def test_a_cadence_names_the_periods_without_a_value(plan: ap.Plan) -> None:
    said = ap.IndicatorProfile(
        cadence="annual", aggregation="mean", direction="up", baseline=0, targets=[ap.Target(60)]
    )
    history = ap.PlanHistory(plan, ap.Profile(indicators={"4.2.3/2": said}))
    entry = ap.Entry(
        "observation",
        "2019-01-20",
        indicator="4.2.3/2",
        period="2017",
        value=70,
        reporter="Ministry of Economy",
        source="Annual report",
    )
    assessment = ap.assess(history, ap.Evidence([entry]), as_of="2019-06-30")
    indicator = assessment["4.2.3"].indicators[1]
    assert indicator.status == "incomplete"
    assert {str(reason) for reason in indicator.reasons} == {"analyst_target", "periods_missing"}
    assert indicator.periods is not None
    assert (indicator.periods.expected, indicator.periods.received) == (3, 1)
    assert [period.text() for period in indicator.periods.missing] == ["2016", "2018"]
    explained = assessment.explain_text("4.2.3")
    assert "By its cadence 3 expected, 1 received; missing 2016, 2018." in explained
    assert assessment["4.2.3"].indicators[0].periods is None


def test_threads_change_nothing(plan: ap.Plan) -> None:
    alone = ap.assess(plan, as_of="2018-06-30")
    many = ap.assess(plan, as_of="2018-06-30", threads=4)
    assert many.to_json() == alone.to_json()
    assert list(many.statuses) == list(alone.statuses)
    with pytest.raises(TypeError, match="threads"):
        ap.assess(plan, as_of="2018-06-30", threads="two")  # type: ignore[call-overload]
