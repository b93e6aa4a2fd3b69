# SPDX-License-Identifier: Apache-2.0
"""Nothing is misread, misaddressed or left out without a word (decision 78)."""

from __future__ import annotations

import datetime
import pickle
import pydoc
import warnings
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap

COLUMNS = {"No": "number", "Measure": "title", "Agency": "agencies", "Deadline": "deadline"}


def plan_of(*rows: dict[str, Any], **options: Any) -> ap.Plan:
    """A plan with a row for each, with what a row usually has."""
    usual = {"No": "1", "Measure": "Adopt a law", "Agency": "Ministry of Justice"}
    return ap.plan_from_frame(
        [{**usual, "Deadline": "2016", "Indicator": "Number of laws", **row} for row in rows],
        columns={**COLUMNS, "Indicator": "indicator"},
        **options,
    )


def history_of(aggregation: str = "last", **said: Any) -> ap.PlanHistory:
    target = {"targets": [ap.Target(100)], "direction": "up", "baseline": 0}
    profile = ap.IndicatorProfile(**{**target, "aggregation": aggregation, **said})
    return ap.PlanHistory(plan_of({}), ap.Profile(indicators={"1/1": profile}))


def value(period: str, number: float, **more: Any) -> ap.Entry:
    said = {"indicator": "1/1", "period": period, "value": number, "sources": [ap.Source("a")]}
    return ap.Entry("observation", "2019-06-01", **{"reporter": "Court", **said, **more})


def status(history: ap.PlanHistory, *entries: ap.Entry) -> str:
    return str(ap.assess(history, ap.Evidence(entries), as_of="2020-01-01")["1"].deadline_status)


# Deadlines: the same table as tests/unit/evaluate/reached_when_due_test.cpp


@pytest.mark.parametrize(
    ("aggregation", "values", "want"),
    [
        ("last", {"2016": 100}, "done_on_time"),
        ("last", {"2016": 100, "2017": 120}, "done_on_time"),
        ("sum", {"2016": 100, "2017": 20}, "done_on_time"),
        ("max", {"2016": 100, "2017": 120}, "done_on_time"),
        ("mean", {"2016": 100, "2017": 120}, "done_on_time"),
        ("last", {"2016": 100, "2017": 80}, "done_on_time"),
        ("last", {"2016": 100, "2017": 80, "2018": 100}, "done_on_time"),
        ("last", {"2016-03": 100, "2016-12": 80, "2017": 90}, "overdue"),
        ("last", {"2016-03": 100, "2016-12": 80, "2017-06": 100, "2018": 130}, "done_late"),
        ("last", {"2016": 80, "2017": 100, "2018": 90}, "overdue"),
        ("last", {"2016-06": 50, "2016-12-01/2017-01-31": 100, "2018": 120}, "done_timing_unknown"),
    ],
)
def test_a_deadline_is_judged_as_of_its_day(
    aggregation: str, values: dict[str, float], want: str
) -> None:
    assert status(history_of(aggregation), *(value(*one) for one in values.items())) == want


def test_what_was_kept_in_time_and_lost_is_explained() -> None:
    history = history_of()
    entries = ap.Evidence([value("2016", 100), value("2017", 80)])
    row = ap.assess(history, entries, as_of="2020-01-01")["1"]
    assert (row.deadline_status, row.indicators[0].status) == ("done_on_time", "not_met")
    assert "met_when_due" in row.reasons
    assert "reached_when_due" in row.indicators[0].reasons
    assert "every indicator was met when it was due" in row.explain_text()


@given(
    aggregation=st.sampled_from(["last", "sum", "max", "mean"]),
    values=st.lists(st.integers(0, 130), min_size=1, max_size=8),
    better=st.integers(0, 50),
)
@settings(max_examples=60, deadline=None)
def test_a_later_better_value_never_makes_late_what_was_in_time(
    aggregation: str, values: list[int], better: int
) -> None:
    history = history_of(aggregation)
    quarters = [f"{2016 + at // 4}-Q{1 + at % 4}" for at in range(len(values) + 1)]
    entries = [value(*one) for one in zip(quarters, values, strict=False)]
    more = value(quarters[-1], max(values) + better)
    if status(history, *entries) == "done_on_time":
        assert status(history, *entries, more) == "done_on_time"


# Profiles


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ap.DeadlineCorrection("window", "2018-01-01", "2017-01-01"), "after it is due"),
        (ap.DeadlineCorrection("by"), "without a due day"),
        (ap.DeadlineCorrection("recurring"), "without a cadence"),
        (ap.DeadlineCorrection("no_date", due="2018-01-01"), "gives days"),
    ],
)
def test_a_deadline_that_cannot_be_is_found_by_every_check(
    said: ap.DeadlineCorrection, words: str
) -> None:
    plan = plan_of({})
    profile = ap.Profile(measures={"1": ap.MeasureProfile(deadline=said)})
    with pytest.warns(UserWarning, match=words):
        corrected = ap.apply(plan, profile)
    applied = [one for one in corrected.problems if one.code == "profile_deadline"]
    assert len(applied) == 1
    assert words in applied[0].message
    assert ap.check_profile(plan, profile) == applied
    assert applied[0] in ap.lint(plan, profile)
    with pytest.warns(UserWarning, match=words):
        assert applied[0] in ap.PlanHistory(plan, profile).problems


def test_unknown_ids_of_a_profile_are_named_by_a_history_and_by_lint() -> None:
    plan = plan_of({}, {"No": "2", "Measure": "Open data"})
    profile = ap.Profile(
        indicators={"1/7": ap.IndicatorProfile(unit="laws")},
        measures={"3": ap.MeasureProfile(weight=2)},
    )
    with pytest.warns(UserWarning, match=r'measure "3".* 1 more problem was found,'):
        history = ap.PlanHistory(plan, profile)
    codes = ["profile_unknown_measure", "profile_unknown_indicator"]
    assert [one.code for one in history.problems] == codes
    assert [one.code for one in ap.lint(plan, profile)][:2] == codes
    assert "1/1" in history.problems[1].message
    assert ap.PlanHistory(plan).problems == []


# Units


def test_a_target_in_percent_is_not_glued_to_another_unit() -> None:
    row = {"Target": "80 %", "Unit": "km"}
    with pytest.warns(UserWarning, match="in another unit"):
        reading = ap.reading_from_frame(
            [{"No": "1", "Measure": "Build", "Indicator": "Roads", "Deadline": "2020", **row}]
        )
    said = reading.profile.indicators["1/1"]
    assert (said.unit, said.targets) == ("km", ())
    assert "profile_undecided" in [one.code for one in reading.plan.problems]


def test_a_share_without_a_unit_is_not_judged_in_silence(tmp_path: Any) -> None:
    history = history_of(unit="%", targets=[ap.Target(60)])
    unstated = value("2017", 0.72)
    indicator = ap.assess(history, ap.Evidence([unstated]), as_of="2018-01-01")["1"].indicators[0]
    assert (indicator.status, indicator.value) == ("inconclusive", 0.72)
    assert "unit_unstated" in indicator.reasons
    remedy = ap.remedy("unit_unstated")
    assert 'with the unit "% (0-100)"' in remedy
    ours = ("times 100", "(0-100)")
    for words in ours:
        remedy = remedy.replace(words, "")
    assert not any(letter.isdigit() for letter in remedy)  # nobody's value
    assert [
        one.place.line for one in ap.unstated_units(history, [value("2016", 50), unstated])
    ] == [2]
    stated = ap.assess(
        history, ap.Evidence([value("2017", 0.72, unit="% (0-100)")]), as_of="2018-01-01"
    )
    assert stated["1"].indicators[0].status == "not_met"

    table = {
        "indicator": ["1/1", "1/1"],
        "period": ["2016", "2017"],
        "value": [50, 0.72],
        "source": ["a", "b"],
        "reporter": ["Court", "Court"],
    }
    with pytest.warns(UserWarning, match=r"kept with a doubt: row 2: .* no unit") as said:
        rows = ap.evidence_from_frame(table, recorded_on="2018-01-01", plan=history)
    assert len(said) == 1
    assert len(rows.entries) == 2
    assert [(one.code, one.place.line) for one in rows.problems] == [("unit_unstated", 2)]
    ap.evidence_from_frame(table, recorded_on="2018-01-01")  # without a plan nobody knows

    plan = plan_of({})
    profile = ap.Profile(indicators={"1/1": history.revisions[0].profile.indicators["1/1"]})
    store = ap.Store.create(tmp_path / "s.db", plan, profile=profile, recorded_on="2017-01-01")
    with pytest.warns(UserWarning, match="no unit"):
        store.record(unstated)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning):
            store.append([value("2018", 0.5)])
    assert len(store.evidence()) == 1  # where a warning is an error nothing is recorded


def test_a_target_that_may_be_a_share_is_not_judged_by_in_silence() -> None:
    plan = plan_of({"Indicator": "Share of courts that publish"})
    said: dict[str, Any] = {"direction": "up", "aggregation": "last"}
    profile = ap.Profile(indicators={"1/1": ap.IndicatorProfile(targets=[ap.Target(0.9)], **said)})
    codes = [one.code for one in ap.check_profile(plan, profile)]
    assert codes == ["profile_unit_unstated"]
    with pytest.warns(UserWarning, match=r"its target 0\.9 has no unit"):
        corrected = ap.apply(plan, profile)
    assert "profile_unit_unstated" in [one.code for one in corrected.problems]
    assert "profile_unit_unstated" in [one.code for one in ap.lint(plan, profile)]
    with pytest.warns(UserWarning, match=r"its target 0\.9 has no unit"):
        history = ap.PlanHistory(plan, profile)
    row = ap.assess(history, ap.Evidence([value("2016", 72)]), as_of="2018-01-01")["1"]
    assert row.indicators[0].status == "inconclusive"
    assert "target_unit_unstated" in row.indicators[0].reasons
    assert "Declare `unit`" in row.explain_text()
    stated = ap.Profile(
        indicators={"1/1": ap.IndicatorProfile(targets=[ap.Target(0.9)], unit="%", **said)}
    )
    assert ap.check_profile(plan, stated) == []
    sure = ap.PlanHistory(plan, stated)
    entries = ap.Evidence([value("2016", 72, unit="%")])
    assert ap.assess(sure, entries, as_of="2018-01-01")["1"].indicators[0].status == "met"


def test_a_table_with_a_target_that_may_be_a_share_warns() -> None:
    row = {"No": "1", "Measure": "Publish", "Indicator": "Share of courts", "Deadline": "2020"}
    with pytest.warns(UserWarning, match=r"target 0\.9 has no unit"):
        ap.reading_from_frame([{**row, "Target": "0.9"}])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ap.reading_from_frame([{**row, "Target": "0.9 %"}])


# What is left out


def test_rows_that_are_left_out_are_one_warning() -> None:
    table = {
        "indicator": ["1/1", "1/1", "1/9", "1/1"],
        "period": ["2016", "2O17", "2016", "2018"],
        "value": [1, 2, 3, 4],
        "source": ["a"] * 4,
        "reporter": ["Court"] * 4,
    }
    with pytest.warns(UserWarning, match="left out") as said:
        rows = ap.evidence_from_frame(table, recorded_on="2019-01-01", plan=history_of())
    assert len(said) == 1
    message = str(said[0].message)
    assert message.startswith("evidence_from_frame: left out: row 2: ")
    assert message.endswith(" 1 more problem was found, named by `problems`.")
    assert "2O17" in message
    assert said[0].filename == __file__
    assert [one.place.line for one in rows.problems] == [2, 3]
    assert len(rows.entries) == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"Start": "2019-05-01", "End": "2018-01-01"}, "row 2: .*swap them or correct one"),
        ({"Start": "2018-13-01", "End": "2018-12-31"}, "row 2: .*There is no month 13"),
        ({"Start": "2018-01-01", "End": "2018-13-31"}, "row 2: .*There is no month 13"),
    ],
)
def test_days_of_a_frame_that_cannot_be_are_named_with_their_row(
    row: dict[str, str], words: str
) -> None:
    rows = [
        {"No": "1", "Measure": "Build", "Start": "2018-01-01", "End": "2018-12-31"},
        {"No": "2", "Measure": "Mend", **row},
    ]
    with pytest.warns(UserWarning, match=words) as said:
        plan = ap.plan_from_frame(
            rows,
            columns={"No": "number", "Measure": "title", "Start": "start", "End": "end"},
        )
    assert len(said) == 1
    assert any(problem.place.line == 2 for problem in plan.problems)


# Agencies


@pytest.mark.parametrize(
    "words",
    ["TBD", "tbc", "n/a", "N / A", "none", "To be determined", "k.A.", "noch offen", "à définir",
     "уточняется", "müəyyən ediləcək", "to be assigned"],
)  # fmt: skip
def test_words_for_nobody_are_no_agency(words: str) -> None:
    with pytest.warns(UserWarning, match="row 1: Where the agencies of measure 1 stand"):
        plan = plan_of({"Agency": words})
    assert plan.agencies == ()
    problem = next(one for one in plan.problems if one.code == "agency_undetermined")
    assert words.rstrip(".") in problem.message
    assert "no_agency" in [one.code for one in ap.lint(plan)]


def test_an_agency_that_is_known_by_such_a_name_is_one() -> None:
    agency = ap.Agency("tba", "TBA")
    assert plan_of({"Agency": "TBA"}, agencies=[agency]).agencies == (agency,)


def test_spellings_that_differ_by_a_letter_are_remarked_upon_and_not_merged() -> None:
    plan = plan_of({}, {"No": "2", "Measure": "Mend", "Agency": "Ministry of Justise"})
    assert len(plan.agencies) == 2
    found = [one for one in ap.lint(plan) if one.code == "agency_spelling"]
    assert len(found) == 1
    assert '"Ministry of Justise" of measure 2, one letter from "Ministry of Justice"' in (
        found[0].message
    )


# Questions


def test_a_number_is_not_asked_for_in_a_plan() -> None:
    plan = plan_of({"No": "1.1"})
    assert "1.1" in plan
    a = ap.assess(plan, as_of="2017-01-01")
    assert "1.1" in a
    assert "1.2" not in a
    assert a["1.1"] in a
    for whole in (plan, a):
        with pytest.raises(TypeError, match=r'1.1 is a number.*"1.1" in '):
            1.1 in whole  # noqa: B015
        with pytest.raises(TypeError, match=r'1 is a number; .*"1" in '):
            1 in whole  # noqa: B015


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("number < abc", r'those of the plan are such as "1"'),
        ("progress > 50", "write 0.5 for 50 %"),
        ("reporter = Cort", 'no entry is by a reporter "Cort".*Court'),
    ],
)
def test_what_is_compared_in_vain_is_warned_of(asked: str, words: str) -> None:
    entry = value("2016", 1, reporter="Court")
    a = ap.assess(history_of(), ap.Evidence([entry]), as_of="2017-01-01")
    with pytest.warns(UserWarning, match=f"(?i){words}"):
        a.where(asked)
    assert ap.unheld_names(a.history, asked, a.evidence)
    for sound in ("number < 2", "progress > 0.5", "progress > 1", "reporter = Court"):
        assert ap.unheld_names(a.history, sound, a.evidence) == []
    lettered = plan_of({"No": "A"}, {"No": "B", "Measure": "Mend"})
    assert ap.unheld_names(lettered, "number < B") == []


def test_the_same_question_warns_once_as_python_decides() -> None:
    plan = plan_of({})
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("default")
        for _ in range(3):
            plan.where("agency : Nobody")
    assert len(said) == 1


def test_two_plans_without_title_stay_two() -> None:
    one, other = plan_of({}), plan_of({"Measure": "Another"})
    both = pd.concat([one.to_pandas(), other.to_pandas()])
    assert both["plan"].nunique() == 2
    assert all(str(name).startswith("a plan without title (") for name in both["plan"])
    assert ap.assess(one, as_of="2017-01-01").to_pandas()["plan"][0] == one.to_pandas()["plan"][0]
    again = ap.read(one.to_pandas().to_csv(index=False).encode(), format="csv")
    assert again.title == ""


@pytest.mark.parametrize(
    ("year", "want"),
    [
        (2016, "due = 2016"),
        (pd.Period("2016", "Y"), "due = 2016"),
        (pd.Period("2016Q4", "Q"), "due = 2016Q4"),
        (datetime.date(2016, 12, 31), "due = 2016-12-31"),
    ],
)
def test_a_day_is_compared_with_periods(year: Any, want: str) -> None:
    asked = ap.field("due") == year
    assert asked.text == want
    assert len(plan_of({}).where(asked)) == 1


def test_keys_that_are_numbers_are_named() -> None:
    with pytest.raises(TypeError, match=r"indicators has the key 1.1, a float; give ids as texts"):
        ap.Profile(indicators={1.1: ap.IndicatorProfile()})  # type: ignore[dict-item]


def test_a_column_of_ids_of_several_types_is_named() -> None:
    frame = pd.DataFrame({"indicator": ["1/1", 1.1], "period": ["2016", "2017"], "value": [1, 2]})
    words = r"Column \"indicator\": row 2 holds .*1\.1.*, a float, and row 1 .*a str; .*dtype=str"
    with pytest.raises(ap.InvalidArgument, match=words):
        ap.evidence_from_frame(frame, recorded_on="2019-01-01")


# What stands in another unit, replaces something else or speaks of another day


def in_unit(unit: str, number: float = 72, **more: Any) -> ap.Entry:
    return value("2017", number, unit=unit, **more)


@pytest.mark.parametrize(
    ("known", "given"),
    [("%", "percent"), ("%", "per cent"), ("%", "pct"), ("%", "Prozent"), ("percent", "faiz"),
     ("km", "Km"), ("EUR", "eur"), ("kWh", "KWH"), ("Trees planted", "trees  planted")],
)  # fmt: skip
def test_one_unit_in_other_words_is_one(known: str, given: str) -> None:
    history = history_of(unit=known, targets=[ap.Target(60)])
    assert ap.differing_units(history, [in_unit(given)]) == []
    row = ap.assess(history, ap.Evidence([in_unit(given)]), as_of="2018-06-01")["1"]
    assert row.indicators[0].status == "met"


@pytest.mark.parametrize(
    ("known", "given"), [("MW", "mW"), ("mg", "Mg"), ("tree", "trees"), ("%", "percentage points")]
)
def test_another_unit_is_warned_of_before_it_is_recorded(
    tmp_path: Any, known: str, given: str
) -> None:
    history = history_of(unit=known, targets=[ap.Target(60)])
    table = {
        "indicator": ["1/1", "1/1", "1/1"],
        "period": ["2015", "2016", "2017"],
        "value": [50, 60, 72],
        "unit": [known, given, given],
        "source": ["a", "b", "c"],
        "reporter": ["Court"] * 3,
    }
    words = rf'row 2: Indicator 1/1 is measured in "{known}", .* in "{given}".* 1 more problem'
    with pytest.warns(UserWarning, match=words) as said:
        rows = ap.evidence_from_frame(table, recorded_on="2018-01-01", plan=history)
    assert len(said) == 1
    assert len(rows.entries) == 3
    assert [(one.code, one.place.line) for one in rows.problems] == [
        ("unit_differs", 2), ("unit_differs", 3),
    ]  # fmt: skip
    with pytest.warns(UserWarning, match="row 3: Indicator 1/1 is measured in"):
        ap.evidence_from_csv(pd.DataFrame(table).to_csv(index=False).encode(),
                             recorded_on="2018-01-01", plan=history)  # fmt: skip
    profile = history.revisions[0].profile
    store = ap.Store.create(
        tmp_path / "s.db", plan_of({}), profile=profile, recorded_on="2017-01-01"
    )
    with pytest.warns(UserWarning, match=f'in "{known}"'):
        store.record(in_unit(given))
    more = [in_unit(known, 1), in_unit(given, 2), in_unit(given, 3)]
    with pytest.warns(UserWarning, match=r"Entry 2 of 3: .* 1 more problem was found,") as said:
        store.append(more)
    assert len(said) == 1
    message = str(said[0].message)
    assert "All 3 entries are appended, or none where an error says so" in message
    assert "append another that `replaces` it" in message
    assert len(store.evidence()) == 4


def test_a_replacement_of_something_else_is_refused(tmp_path: Any) -> None:
    plan = plan_of({}, {"No": "2", "Measure": "Open data"})
    with ap.Store.create(tmp_path / "s.db", plan, recorded_on="2017-01-01") as store:
        first = store.record(value("2016", 1))
        other = value("2017", 2, indicator="2/1", replaces=first)
        words = r'replaces entry \w+, which is about indicator "1/1" and not about indicator "2/1"'
        with pytest.raises(ap.InvalidArgument, match=words):
            store.record(other)
        with pytest.raises(ap.InvalidArgument, match="Line 7: It replaces entry"):
            store.append([other], lines=[7])
        assert len(store.evidence()) == 1
        store.record(value("2017", 2, replaces=first))


def test_a_table_that_replaces_something_else_is_warned_of() -> None:
    first = value("2016", 1).replace(recorded_on="2018-01-01")
    table = {
        "indicator": ["1/1", "2/1"],
        "period": ["2016", "2016"],
        "value": [1, 2],
        "source": ["a", "a"],
        "reporter": ["Court", "Court"],
        "replaces": [None, ap.entry_id(first)],
    }
    with pytest.warns(UserWarning, match="row 2: It replaces entry .* not about indicator"):
        rows = ap.evidence_from_frame(table, recorded_on="2018-01-01")
    assert [one.code for one in rows.problems] == ["replaces_other"]


def test_what_a_profile_says_in_vain_is_warned_of_and_explained(tmp_path: Any) -> None:
    plan = plan_of({})
    said = ap.IndicatorProfile(direction="down", baseline=10, targets=[ap.Target(20)])
    late = ap.MeasureProfile(deadline=ap.DeadlineCorrection("by"))
    profile = ap.Profile(indicators={"1/1": said}, measures={"1": late})
    codes = ["profile_deadline", "profile_direction"]
    with pytest.warns(
        UserWarning, match=r"without a due day.* 1 more problem was found,"
    ) as warned:
        history = ap.PlanHistory(plan, profile)
    assert len(warned) == 1
    assert warned[0].filename == __file__
    assert [one.code for one in history.problems] == codes
    assert [one.code for one in ap.lint(plan, profile)][:2] == codes
    told = ap.assess(history, as_of="2017-01-01").explain("1")
    assert [one.code for one in told.not_applied] == codes
    text = ap.assess(history, as_of="2017-01-01").explain_text("1")
    assert "A correction of the profile was not applied: The deadline that" in text
    assert "correct the direction, the baseline or the target" in text
    with pytest.warns(UserWarning, match="without a due day"):
        ap.apply(plan, profile)
    with pytest.warns(UserWarning, match="without a due day"):
        ap.Store.create(tmp_path / "s.db", plan, profile, recorded_on="2017-01-01").close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning):
            ap.Store.create(tmp_path / "t.db", plan, profile, recorded_on="2017-01-01")
    assert not (tmp_path / "t.db").exists()
    row = ap.assess(history, ap.Evidence([value("2016", 15)]), as_of="2018-01-01")["1"]
    assert "direction_contradicts" in row.indicators[0].reasons
    assert "Correct `direction`" in row.explain_text()


def test_unknown_ids_are_warned_of_where_evidence_meets_a_plan() -> None:
    history = history_of()
    table = {
        "indicator": ["1/1", "1/9", "1/9", "4/1"],
        "period": ["2016", "2016", "2017", "2016"],
        "value": [1, 2, 3, 4],
        "source": ["a"] * 4,
        "reporter": ["Court"] * 4,
    }
    rows = ap.evidence_from_frame(table, recorded_on="2018-01-01")  # no plan to know them by
    words = r'2 entries name an id .* no indicator "1/9".*1/1.*, named by `unknown_ids`'
    with pytest.warns(UserWarning, match=words) as said:
        ap.assess(history, ap.Evidence(rows.entries), as_of="2018-01-01")
    assert len(said) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ap.assess(history, ap.Evidence(rows.entries[:1]), as_of="2018-01-01")
    with pytest.warns(UserWarning, match='indicator "1/9"'):
        ap.apply(plan_of({}), ap.Profile(indicators={"1/9": ap.IndicatorProfile(unit="km")}))


@pytest.mark.parametrize(
    ("row", "heading", "codes"),
    [
        ({"Deadline": "2108"}, {}, {"due_long_after_plan"}),
        ({"Deadline": "2100"}, {}, set()),
        ({"Deadline": "2108"}, {"period": "2016-2018"}, {"due_long_after_plan"}),
        ({"Deadline": "2061"}, {"period": "2016-2018"}, set()),
        ({"Deadline": "2007"}, {"period": "2016-2018"}, {"due_before_plan"}),
        ({"Deadline": "June 2016"}, {"adopted_on": "2016-09-01"}, {"due_before_plan"}),
        ({"Deadline": "June 2016"}, {"adopted_on": "2016-09-01", "period": "2016-2018"}, set()),
        ({"Deadline": "2016"}, {"adopted_on": "2016-09-01"}, set()),
        ({"Deadline": "2108"}, {"adopted_on": "2016-09-01"}, set()),
        ({"Deadline": "2190"}, {"adopted_on": "2016-09-01"}, {"due_long_after_plan"}),
    ],
)
def test_days_that_nobody_means_are_remarked_upon(
    row: dict[str, str], heading: dict[str, str], codes: set[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        builder = ap.PlanBuilder(plan_of(row))
    builder.heading = ap.PlanHeading("A plan", **heading)
    plan = builder.build()
    found = {one.code for one in ap.lint(plan) if one.code.startswith("due_")}
    assert found == codes


def test_a_day_of_a_profile_that_nobody_means_is_remarked_upon() -> None:
    far = ap.MeasureProfile(deadline=ap.DeadlineCorrection("by", due="2999-12-31"))
    found = ap.lint(plan_of({}), ap.Profile(measures={"1": far}))
    assert "due_long_after_plan" in [one.code for one in found]


def test_a_deadline_that_nobody_means_is_named_where_it_is_read() -> None:
    with pytest.warns(
        UserWarning, match=r"row 1: The deadline \"2108\" .* correct the year"
    ) as said:
        plan = plan_of({"Deadline": "2108"})
    assert len(said) == 1
    assert "deadline_far" in [one.code for one in plan.problems]


# What Python shows of a function


def test_functions_are_shown_as_python_shows_its_own() -> None:
    plan = plan_of({})
    assert repr(plan.where).startswith("<bound method actionplan.where of <Plan ")
    for shown in (plan.where, ap.Plan.where, ap.assess, ap.Store.create, ap.Plan.to_json):
        assert "pybind11" not in repr(shown)
        assert "pybind11" not in getattr(shown, "__qualname__", "")
        assert "pybind11" not in pydoc.render_doc(shown)
    assert pickle.loads(pickle.dumps(ap.assess)) is ap.assess


def test_a_number_as_a_key_is_refused_in_its_own_words() -> None:
    with pytest.raises(TypeError, match=r'^\[1\.1\]: 1\.1 is a number, of which 1\.1 and 1\.10 are '
                       r'one; ask by a text: \["1\.1"\]\.$'):  # fmt: skip
        plan_of({"No": "1.1"})[1.1]  # type: ignore[index]
