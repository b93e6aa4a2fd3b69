# SPDX-License-Identifier: Apache-2.0
"""What a reading of a deadline can say, and what becomes of it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionplan as ap

CANDIDATE = ap.DeadlineCandidate(
    "Mrach", ap.Span(3, 8), "window", "2018-01-01", "2018-12-31", edtf="2018"
)
UNREAD = ap.Deadline("by Mrach 2018", reason="unread", candidate=CANDIDATE)
VAGUE = ap.Deadline("mid-2017", "by", due="2017-06-30", due_latest="2017-08-31", edtf="2017~")
days = st.dates(date(2016, 1, 1), date(2019, 12, 31))


def plan_of(*deadlines: ap.Deadline) -> ap.Plan:
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("A plan", "2016-04-27", "", "en", "2016-2018")
    for number, deadline in enumerate(deadlines, 1):
        builder.add(ap.Measure(str(number), str(number), title="Do it", deadline=deadline))
    return builder.build()


def test_an_exact_deadline_is_due_at_the_latest_when_it_is_due() -> None:
    exact = ap.Deadline("2016", "window", "2016-01-01", "2016-12-31")
    assert exact.due_latest == exact.due == date(2016, 12, 31)
    assert exact.replace(due="2017-12-31").due_latest == date(2017, 12, 31)
    assert exact == exact.replace(due_latest="2016-12-31")
    assert VAGUE.replace(text="middle of 2017").due_latest == date(2017, 8, 31)
    assert ap.DeadlinePart("a", None, "2017-05-31").due_latest == date(2017, 5, 31)
    assert CANDIDATE.due_latest == CANDIDATE.due


@pytest.mark.parametrize(
    ("deadline", "reason"),
    [
        (ap.Deadline(), "empty"),
        (ap.Deadline("soonish"), "unread"),
        (ap.Deadline("TBD", reason="undetermined"), "undetermined"),
        (VAGUE, None),
        (UNREAD.replace(kind="by", due="2018-03-31"), None),
    ],
)
def test_a_deadline_without_a_date_says_why(deadline: ap.Deadline, reason: str | None) -> None:
    assert deadline.reason == reason
    assert plan_of(deadline)["1"].deadline == deadline


def test_a_reason_beside_a_date_is_refused() -> None:
    with pytest.raises(ap.InvalidArgument, match="gives a reason why it has no date"):
        plan_of(VAGUE.replace(reason="unread"))


def test_what_was_not_read_is_never_counted_as_undated() -> None:
    a = ap.assess(plan_of(UNREAD, ap.Deadline(), VAGUE), as_of="2020-01-01")
    summary = a.summary()
    assert (summary["unread"], summary["no_date"], summary["unreported"]) == (1, 1, 1)
    assert a["1"].deadline_status == "unread"
    assert "deadline_unread" in a["1"].reasons
    assert a["1"].deadline_reason == "unread"
    assert a["1"].due is None
    assert a.where("deadline_status = no_date").numbers == ("2",)
    assert a.where("deadline_reason = unread").numbers == ("1",)
    assert json.loads(a.to_json())["summary"]["unread"] == 1
    assert "We could not read the deadline" in a["1"].explain_text()
    assert a.count_by("deadline_reason") is not None
    codes = {problem.code for problem in ap.lint(a.plan) if problem.subject == "1"}
    assert "deadline_unread" in codes
    assert "no_deadline" not in codes


@given(days, st.integers(0, 200), days)
def test_vague_words_make_nobody_late(due: date, more: int, as_of: date) -> None:
    latest = due + timedelta(days=more)
    late = {"unreported", "undecided", "overdue", "lapsed", "done_late"}
    a = ap.assess(
        plan_of(
            ap.Deadline("vague", "by", due=due, due_latest=latest),
            ap.Deadline("exact", "by", due=due),
            ap.Deadline("latest", "by", due=latest),
        ),
        as_of=as_of,
    )
    vague, exact, end = a["1"], a["2"], a["3"]
    assert (vague.deadline_status in late) == (end.deadline_status in late) == (as_of > latest)
    assert vague.days_past_due == end.days_past_due
    assert ("vague_deadline" in vague.reasons) == (due < as_of <= latest)
    assert exact.due_latest == exact.due
    if more == 0:
        assert (vague.deadline_status, vague.reasons) == (exact.deadline_status, exact.reasons)


@given(days)
def test_a_candidate_changes_nothing(as_of: date) -> None:
    of = [ap.assess(plan_of(d), as_of=as_of) for d in (UNREAD, UNREAD.replace(candidate=None))]
    assert of[0].to_json() == of[1].to_json()
    assert of[0].to_csv() == of[1].to_csv()
    assert ap.calendar(of[0].plan) == ap.calendar(of[1].plan)
    assert "VEVENT" not in ap.calendar(of[0].plan)


def test_a_person_accepts_a_candidate_into_the_profile() -> None:
    said = ap.MeasureProfile(deadline=CANDIDATE.correction(), set_by="agency", source="letter 5")
    profile = ap.profile_from_json(ap.Profile("A plan", measures={"1": said}).to_json())
    accepted = ap.apply(plan_of(UNREAD), profile)["1"].deadline
    assert (accepted.kind, accepted.due, accepted.edtf) == ("window", date(2018, 12, 31), "2018")
    assert accepted.reason is None
    assert accepted.candidate is None
    assert accepted.assumptions == ("Corrected by a profile, set by agency: letter 5.",)
    with pytest.raises(ap.InvalidArgument, match="has no date"):
        ap.DeadlineCandidate("soonish", ap.Span(0, 7)).correction()


def test_conditions_mark_the_verdict() -> None:
    stated = VAGUE.replace(conditions=["subject to funding"])
    a = ap.assess(plan_of(stated, VAGUE), as_of="2018-01-01")
    assert "conditional" in a["1"].reasons
    assert a["1"].deadline_status == a["2"].deadline_status == "unreported"
    assert a.where("conditional = yes").numbers == ("1",)
    assert json.loads(a.to_json())["measures"][0]["conditions"] == ["subject to funding"]
    assert "On condition" in a["1"].explain_text()
    changed = ap.compare(ap.assess(plan_of(VAGUE), as_of="2018-01-01"), a).changes
    assert changed[0].changes == ("conditional",)


def test_a_text_that_was_postponed_keeps_its_first_day() -> None:
    moved = ap.Deadline("", "by", due="2018-12-31", due_original="2016-12-31")
    row = ap.assess(plan_of(moved), as_of="2017-06-30")["1"]
    assert (row.due_original, row.due) == (date(2016, 12, 31), date(2018, 12, 31))
    assert "due_changed" in row.reasons
    assert not row.is_extended_after_due


def test_the_table_of_readings() -> None:
    a = ap.assess(plan_of(VAGUE, UNREAD), as_of="2018-01-01")
    rows = list(csv.DictReader(io.StringIO(ap.deadlines_to_csv(a), newline="")))
    assert rows[0]["due_latest"] == "2017-08-31"
    assert (rows[1]["reason"], rows[1]["token"], rows[1]["due"]) == ("unread", "Mrach", "")
    assert ap.open_data(a)["deadlines.csv"].decode() == ap.deadlines_to_csv(a)
    assert a.to_pandas()["deadline_reason"].tolist()[1] == "unread"


def test_settings_hold_together_and_are_merged() -> None:
    event = ap.DateEvent("COP26", "2021-10-31", source="UNFCCC")
    first = ap.DateSettings(fiscal_month=4, weekend=["friday", "saturday"], events=[event])
    second = ap.DateSettings("month_first", 7, "south", holidays=[], plan_period="2016-2018")
    both = first.merge(second)
    assert (both.order, both.fiscal_month, both.hemisphere) == ("month_first", 4, "south")
    assert (both.holidays, first.holidays) == ((), None)
    assert both.weekend == ("friday", "saturday")
    assert both.events == (event,)
    profile = ap.Profile("A plan", dates=both)
    assert ap.profile_from_json(profile.to_json()) == profile
    with pytest.raises(ap.InvalidArgument, match="month 13"):
        ap.DateSettings(fiscal_month=13)
    with pytest.raises(ap.InvalidArgument, match="two days"):
        ap.DateSettings(events=[event, ap.DateEvent("cop26", "2022-11-06")])


TABLE = b"No,Measure,Implementing agencies,Deadline\n1.1,Act,Implementer: Ministry,%s\n"


def test_settings_reach_the_reader() -> None:
    dates = ap.DateSettings(plan_period="2020-2022", adopted_on="2020-02-01")
    plan = ap.read(TABLE % b"within 3 months of adoption", format="csv", dates=dates)
    assert plan.period == ap.Period.parse("2020-2022")
    assert plan.adopted_on == date(2020, 2, 1)
    assert plan["1.1"].deadline.due == date(2020, 5, 1)


def run(*arguments: str | Path, stdin: bytes) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(os.fspath, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "COLUMNS": "120"},
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_line_hands_the_settings_down(tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    dates = ap.DateSettings(adopted_on="2019-02-01", plan_period="2016-2018")
    profile.write_text(ap.Profile("", dates=dates).to_json(), encoding="utf-8")
    holidays = tmp_path / "holidays.txt"
    holidays.write_text("2020-01-01  # New Year\n\n2020-03-20\n", encoding="utf-8")
    text = TABLE % b"within 3 months of adoption"
    options: list[str | Path] = ["--profile", profile, "--from", "csv"]
    code, out, _ = run("read", "-", *options, "--format", "json", stdin=text)
    assert (code, json.loads(out)["adopted_on"]) == (0, "2019-02-01")
    more: list[str | Path] = [
        "--adopted-on",
        "2020-02-01",
        "--holidays",
        holidays,
        "--event",
        "COP26=2021-10-31",
    ]
    code, out, _ = run("read", "-", *options, *more, "--format", "json", stdin=text)
    read = json.loads(out)
    assert (code, read["adopted_on"], read["period"]["end"]) == (0, "2020-02-01", "2018-12-31")
    assert read["measures"][0]["deadline"]["due"] == "2020-05-01"
    for command in ("check", "calendar"):
        assert run(command, "-", *options, *more, stdin=text)[0] == 0
    status = run("status", "-", *options, *more, "--as-of", "2020-05-02", stdin=text)
    assert "1 unreported" in status[1]


RESTING = [
    (
        "Q3 FY2017/18",
        {"fiscal_month": 10},
        ["--fiscal-month", "10"],
        "2018-06-30",
        "`fiscal_month`",
    ),
    (
        "spring 2022",
        {"hemisphere": "south"},
        ["--hemisphere", "south"],
        "2022-11-30",
        "`hemisphere`",
    ),
    (
        "by 3 January 2020",
        {"weekend": ["friday", "saturday"], "rolls_to_working_day": True},
        ["--weekend", "friday,saturday", "--roll-to-working-day"],
        "2020-01-05",
        "`rolls_to_working_day`",
    ),
    (
        "within 2 working days",
        {"holidays": ["2020-01-01"], "adopted_on": "2019-12-31"},
        ["--adopted-on", "2019-12-31", "--holidays", "HOLIDAYS"],
        "2020-01-03",
        "`holidays`",
    ),
    (
        "by 03/04/2018",
        {"order": "month_first"},
        ["--dates", "month_first"],
        "2018-03-04",
        "`order`",
    ),
    (
        "by COP26",
        {"events": [ap.DateEvent("COP26", "2021-10-31")]},
        ["--event", "COP26=2021-10-31"],
        "2021-10-31",
        "`events`",
    ),
    (
        "by the end of the plan",
        {"plan_period": "2016-2018"},
        ["--plan-period", "2016-2018"],
        "2018-12-31",
        "The plan ends on",
    ),
    (
        "within 3 months of adoption",
        {"adopted_on": "2019-12-31"},
        ["--adopted-on", "2019-12-31"],
        "2020-03-31",
        "the plan's adoption on 2019-12-31",
    ),
]


@pytest.mark.parametrize(("text", "given", "options", "due", "says"), RESTING)
def test_each_setting_is_told_in_three_ways_and_named(
    text: str, given: dict[str, object], options: list[str], due: str, says: str, tmp_path: Path
) -> None:
    table = TABLE % text.encode()
    dates = ap.DateSettings(**given)  # type: ignore[arg-type]
    read = ap.read(table, format="csv", dates=dates)["1.1"].deadline
    assert read.due == date.fromisoformat(due)
    assert any(says in sentence for sentence in read.assumptions)
    holidays = tmp_path / "holidays.txt"
    holidays.write_text("2020-01-01\n", encoding="utf-8")
    profile = tmp_path / "profile.json"
    profile.write_text(ap.Profile("", dates=dates).to_json(), encoding="utf-8")
    told = [str(holidays) if option == "HOLIDAYS" else option for option in options]
    for more in (["--profile", profile], told):
        code, out, _ = run("read", "-", "--from", "csv", "--format", "json", *more, stdin=table)
        deadline = json.loads(out)["measures"][0]["deadline"]
        assert (code, deadline["due"]) == (0, due)
        assert any(says in sentence for sentence in deadline["assumptions"])


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--event", "COP26", "NAME=YYYY-MM-DD"),
        ("--event", "COP26=soon", "soon"),
        ("--weekend", "caturday", "caturday"),
        ("--holidays", "/no/such/file", "/no/such/file"),
        ("--fiscal-month", "13", "13"),
        ("--plan-period", "sometime", "sometime"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(option: str, value: str, says: str) -> None:
    code, out, err = run("read", "-", option, value, stdin=TABLE % b"2016")
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_read_shows_what_was_not_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    plan = plan_of(UNREAD, VAGUE.replace(conditions=["if funded"]))
    file.write_text(plan.to_json(), encoding="utf-8")
    code, out, _ = run("read", file, stdin=b"")
    assert code == 0
    said = " ".join(out.split())
    assert 'not read, "Mrach" was not understood' in said.replace(" │ ", " ")
    assert "1 deadline was not read" in said
    assert "at the latest 2017-08-31" in said
    status = run("status", file, "--as-of", "2017-07-15", stdin=b"")[1]
    assert "1 unread" in status
    assert "1 due_soon" in status
