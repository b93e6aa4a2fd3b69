# SPDX-License-Identifier: Apache-2.0
"""A profile made beside a later version has its ids carried over as the version's are."""

from __future__ import annotations

import datetime
import random
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap

Row = dict[str, Any]
LANES: Row = {
    "Measure": "Build lanes",
    "Indicator": "Number of km built",
    "Lead": "Roads",
    "Deadline": "31 December 2025",
    "Baseline": 0,
}
TRAINING: Row = {
    "Measure": "Train cyclists",
    "Indicator": "Number of cyclists trained",
    "Lead": "Sports",
    "Deadline": "31 December 2025",
    "Baseline": 0,
}
LATER: Row = {"effective_on": "2024-01-01", "recorded_on": "2026-01-06"}


def reading(*rows: Row) -> ap.Reading:
    return ap.reading_from_frame(
        list(rows), title="P", adopted_on="2020-02-01", period="2020-2025", language="en"
    )


@pytest.fixture
def old() -> ap.Reading:
    return reading(
        {"No": "1", **LANES, "Target": 140},
        {"No": "2", **TRAINING, "Target": 5000},
    )


@pytest.fixture
def renumbered() -> ap.Reading:
    return reading(
        {"No": "1", **TRAINING, "Target": 6000},
        {"No": "2", **LANES, "Target": 150},
    )


@pytest.fixture
def store(old: ap.Reading, tmp_path: Path) -> Any:
    with ap.Store.create(tmp_path / "s.db", old.plan, old.profile, recorded_on="2020-03-01") as s:
        s.record(
            indicator="1/1",
            value=155,
            period="2025",
            source="S",
            reporter="R",
            recorded_on="2026-01-05",
        )
        yield s


def verdict(store: ap.Store, measure: str) -> ap.IndicatorAssessment:
    """Of a measure's only indicator; by id, since a number may be another's id."""
    explained = store.assess(as_of="2026-02-01").explain(id=measure)
    return explained.verdict.indicators[0]


def targets(profile: ap.Profile) -> dict[str, float]:
    return {key: said.targets[0].value for key, said in profile.indicators.items() if said.targets}


def test_targets_follow_the_measures_of_a_renumbered_version(
    store: ap.Store, renumbered: ap.Reading
) -> None:
    amendment = store.amend(renumbered.plan, profile=renumbered.profile, **LATER)
    assert [measure.id for measure in amendment.plan] == ["2", "1"]
    assert [measure.id for measure in amendment.read] == ["1", "2"]
    assert targets(store.history().revisions[-1].profile) == {"1/1": 150, "2/1": 6000}
    found = verdict(store, "1")
    assert (found.target, found.value, str(found.status)) == (150, 155, "met")
    assert amendment.problems == ()
    assert amendment.carried(renumbered.profile) == store.history().revisions[-1].profile


def test_a_prepared_amendment_carries_a_profile_in_memory(
    old: ap.Reading, renumbered: ap.Reading, store: ap.Store
) -> None:
    prepared = ap.amend(old.plan, renumbered.plan)
    carried = prepared.carried(renumbered.profile)
    assert targets(carried) == {"1/1": 150, "2/1": 6000}
    store.amend(prepared.plan, profile=carried, **LATER)  # by ids that stay
    assert store.history().revisions[-1].profile == carried


def test_formulas_splits_and_measures_of_a_profile_are_carried(
    store: ap.Store, renumbered: ap.Reading
) -> None:
    profile = ap.Profile(
        measures={
            "1": ap.MeasureProfile(
                indicators=[
                    ap.IndicatorSplit("Number", "count"),
                    ap.IndicatorSplit("cyclists trained", "count"),
                ],
                weight=3,
            ),
        },
        indicators={
            "1/3": ap.IndicatorProfile(unit="cyclists"),  # a part that the split makes
            "2/1": ap.IndicatorProfile(formula="[1/2] + sum([ 1/3 ]) * 2"),
        },
    )
    store.amend(renumbered.plan, profile=profile, **LATER)
    last = store.history().revisions[-1]
    texts = {indicator.text: indicator.id for indicator in last.plan.measure("2").indicators}
    assert set(texts) == {"Number", "cyclists trained"}
    assert last.profile.measures["2"].weight == 3
    assert set(last.profile.measures) == {"2"}
    trained = texts["cyclists trained"]
    assert trained.startswith("2/")
    assert last.profile.indicators[trained].unit == "cyclists"
    formula = last.profile.indicators["1/1"].formula
    assert formula is not None
    assert [name for name, _ in formula.inputs] == [texts["Number"], trained]


def test_the_profile_of_the_store_is_not_taken_for_one_of_the_plan(
    store: ap.Store, renumbered: ap.Reading
) -> None:
    kept = store.history().revisions[-1].profile
    edited = kept.replace(
        indicators={**kept.indicators, "1/1": kept.indicators["1/1"].replace(unit="km")}
    )
    head = store.head()
    with pytest.raises(ap.InvalidArgument, match=r'"2/1".*"1/1".*`profile_ids`'):
        store.amend(renumbered.plan, profile=edited, **LATER)
    assert store.head() == head
    store.amend(renumbered.plan, profile=edited, profile_ids="store", **LATER)
    assert store.history().revisions[-1].profile == edited
    assert verdict(store, "1").target == 140


def test_ids_of_two_versions_in_one_profile_are_refused(
    store: ap.Store, renumbered: ap.Reading
) -> None:
    store.amend(reading({"No": "3", **LANES}).plan, effective_on="2021-01-01",
                recorded_on="2026-01-06")  # fmt: skip
    said = ap.IndicatorProfile(targets=[ap.Target(7)])
    later = reading({"No": "1", "Measure": "Plant trees", "Indicator": "Number of trees"},
                    {"No": "3", **LANES})  # fmt: skip
    mixed = ap.Profile(indicators={"1/1": said, "2/1": said})
    with pytest.raises(ap.InvalidArgument, match=r'it names "2/1", which only earlier versions'):
        store.amend(later.plan, profile=mixed, **LATER)
    amendment = store.amend(later.plan, profile=mixed, profile_ids="plan", **LATER)
    assert amendment.problems == ()  # of 2/1 it was said when it was dropped
    assert targets(store.history().revisions[-1].profile) == {"1~2/1": 7, "2/1": 7}


@pytest.mark.parametrize("is_given", [True, False])
def test_a_reworded_measure_has_its_target_or_the_loss_is_said(
    store: ap.Store, *, is_given: bool
) -> None:
    later = reading(
        {"No": "1", **LANES, "Measure": "Build cycle lanes", "Target": 140},
        {"No": "2", **TRAINING, "Target": 5000},
    )
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        amendment = store.amend(later.plan, profile=later.profile if is_given else None, **LATER)
    assert amendment.added == ("1~2/1",)
    history = store.history()
    told = [problem for problem in history.problems if problem.code.startswith("profile_dropped")]
    assert told == list(amendment.problems)
    if is_given:
        assert targets(history.revisions[-1].profile) == {"1~2/1": 140, "2/1": 5000}
        assert not said
        assert not told
        return
    (problem,) = told
    assert (problem.code, problem.subject) == ("profile_dropped_indicator", "1/1")
    assert problem.severity == "warning"
    assert '"1~2/1", which is new' in problem.message
    assert [str(one.message) for one in said] == [problem.message]
    # The entry that the message asks for makes it whole.
    store.amend(later.plan, profile=later.profile, effective_on="2024-01-01",
                recorded_on="2026-01-07")  # fmt: skip
    assert verdict(store, "1~2").target == 140


def test_what_a_version_drops_without_anything_new_is_a_remark(store: ap.Store) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        amendment = store.amend(reading({"No": "1", **LANES}).plan, **LATER)
    (problem,) = amendment.problems
    assert (problem.severity, problem.subject) == ("info", "2/1")
    again = store.amend(reading({"No": "1", **LANES}).plan, effective_on="2025-01-01",
                        recorded_on="2026-01-07")  # fmt: skip
    assert again.problems == ()
    assert list(store.history().problems) == [problem]


def test_the_command_carries_what_the_file_says_and_keeps_the_rest(
    store: ap.Store, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from actionplan.cli.app import cli

    kept = store.history().revisions[-1].profile
    store.amend(
        reading({"No": "1", **LANES}, {"No": "2", **TRAINING}).plan,
        profile=kept.replace(
            measures={
                "1": ap.MeasureProfile(
                    weight=2, deadline=ap.DeadlineCorrection(kind="by", due="2024-12-31")
                )
            }
        ),
        effective_on="2023-01-01",
        recorded_on="2026-01-06",
    )
    store.close()
    table = tmp_path / "new.csv"
    names = ("No", *LANES, "Target")
    rows = [{"No": "1", **TRAINING, "Target": 6000}, {"No": "2", **LANES, "Target": 150}]
    rows[1]["Deadline"] = "30 June 2026"
    lines = [",".join(names)] + [",".join(str(row[name]) for name in names) for row in rows]
    table.write_text("\n".join(lines), encoding="utf-8")
    days = ("--effective-on", "2024-01-01", "--recorded-on", "2026-01-06")
    done = CliRunner().invoke(cli, ["amend", str(tmp_path / "s.db"), str(table), *days])
    assert done.exit_code == 0, done.output
    with ap.Store.open(tmp_path / "s.db") as opened:
        last = opened.history().revisions[-1]
    assert [measure.id for measure in last.plan] == ["2", "1"]
    assert targets(last.profile) == {"1/1": 150, "2/1": 6000}
    assert last.profile.measures["1"].weight == 2
    # The correction was of other words.
    assert last.plan.measure("1").deadline.due == datetime.date(2026, 6, 30)
    assert 'which is now "30 June 2026"' in done.output


def test_targets_follow_titles_through_any_renumbering(tmp_path: Path) -> None:
    numbers = random.Random(5)

    def version() -> list[Row]:
        kept = numbers.sample("ABCDEFGH", numbers.randint(2, 6))
        return [
            {
                "No": str(at + 1),
                "Measure": f"Do {name}",
                "Indicator": f"Number of {name}s",
                "Deadline": "2025",
                "Target": numbers.choice([10, 20, 30, 40]),
            }
            for at, name in enumerate(kept)
        ]

    for turn in range(20):
        first = reading(*version())
        path = tmp_path / f"{turn}.db"
        with ap.Store.create(path, first.plan, first.profile, recorded_on="2020-03-01") as store:
            for year in ("2021", "2022", "2023"):
                rows = version()
                later = reading(*rows)
                amendment = store.amend(
                    later.plan,
                    profile=later.profile,
                    profile_ids="plan",
                    effective_on=f"{year}-01-01",
                    recorded_on=f"{year}-01-01",
                )
                last = store.history().revisions[-1]
                assert amendment.carried(later.profile) == last.profile
                found = targets(last.profile)
                assert {row["Measure"]: row["Target"] for row in rows} == {
                    measure.title: found[measure.indicators[0].id] for measure in last.plan
                }


def test_messages_name_ids_once(store: ap.Store, renumbered: ap.Reading) -> None:
    kept = store.history().revisions[-1].profile
    with pytest.raises(ap.InvalidArgument) as refused:
        store.amend(renumbered.plan, profile=kept, **LATER)
    assert re.search(r'speaks of "1/1", which is "2/1"', str(refused.value))
