# SPDX-License-Identifier: Apache-2.0
"""What a revision carries over was adopted with the first plan that has it; what is refused."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

import actionplan as ap
from actionplan import forms, plot, site

COUNTED = {
    "No": "1",
    "Measure": "Train lifeguards",
    "Indicator": "number of lifeguards trained",
    "Unit": "lifeguards",
    "Baseline": "0",
    "Target": "120",
    "Agency": "Coast Guard",
    "Deadline": "2023-2025",
}


def reading(adopted_on: str, *measures: dict[str, str]) -> ap.Reading:
    return ap.reading_from_frame(
        list(measures or (COUNTED,)), title="Water Plan", adopted_on=adopted_on, period="2023-2025"
    )


def summed(profile: ap.Profile) -> ap.Profile:
    said = {name: one.replace(aggregation="sum") for name, one in profile.indicators.items()}
    return profile.replace(indicators=said)


def trained(period: str, value: float, recorded_on: str, indicator: str = "1/1") -> ap.Entry:
    return ap.Entry(
        "observation",
        recorded_on,
        indicator=indicator,
        period=period,
        value=value,
        reporter="Coast Guard",
        source="Annual report",
    )


def test_reports_before_an_amendment_count_in_a_store_as_in_memory(tmp_path: Path) -> None:
    first = reading("2023-01-10")
    profile = summed(first.profile)
    added = {**COUNTED, "No": "2", "Measure": "Train divers", "Indicator": "number of divers"}
    later = reading("2025-01-10", COUNTED, added)
    entries = [
        trained("2023", 50, "2024-02-01"),
        trained("2024", 50, "2025-02-01"),
        trained("2025", 30, "2026-02-01"),
    ]
    both = ap.Profile(
        indicators={**profile.indicators, "2/1": summed(later.profile).indicators["2/1"]}
    )
    history = ap.PlanHistory(first.plan, profile).revised(
        later.plan, effective_on="2025-02-10", recorded_on="2025-02-10", profile=both
    )
    new = [
        trained("2024", 9, "2026-02-01", "2/1"),
        trained("2025", 7, "2026-02-01", "2/1"),
    ]
    with ap.Store.create(
        tmp_path / "plan.db", first.plan, profile, recorded_on="2023-01-15"
    ) as store:
        store.append(entries[:2])
        store.amend(later.plan, effective_on="2025-02-10", recorded_on="2025-02-10", profile=both)
        store.append([entries[2], *new])
        stored = store.assess(as_of="2026-06-30")

        in_memory = ap.assess(history, ap.Evidence([*entries, *new]), as_of="2026-06-30")
        for assessment in (stored, in_memory):
            carried = assessment["1"].indicators[0]
            assert carried.value == 130
            assert ap.IndicatorReason.before_adoption not in carried.reasons
            assert str(assessment["1"].deadline_status) != "overdue"
            assert "before_adoption" not in assessment.explain_text("1")
            assert assessment["2"].indicators[0].value == 7
            assert ap.IndicatorReason.before_adoption in assessment["2"].indicators[0].reasons
        for table in ("measures", "indicators"):
            assert stored.to_pandas(table).equals(in_memory.to_pandas(table))
        drawn = plot.trajectory(stored, "1/1").to_dict()
        assert 130 in [row.get("value") for rows in drawn["datasets"].values() for row in rows]


def test_a_running_total_that_is_refused_has_no_value_anywhere() -> None:
    first = reading("2023-01-10")
    entries = [
        trained("2023", 40, "2024-02-01"),
        trained("2023-2024", 60, "2025-02-01"),
        trained("2023-2025", 90, "2026-02-01"),
    ]
    assessment = ap.assess(
        ap.PlanHistory(first.plan, summed(first.profile)),
        ap.Evidence(entries),
        as_of="2026-06-30",
    )
    found = assessment["1"].indicators[0]
    assert str(found.status) == "inconclusive"
    assert (found.value, found.progress, found.expected) == (None, None, None)
    assert [str(reason) for reason in found.reasons] == ["running_total_summed"]
    assert assessment.where("progress >= 0").numbers == ()
    frame = assessment.to_pandas("indicators")
    assert frame["value"].isna().all()
    assert frame["progress"].isna().all()
    assert "190" not in assessment.to_json()
    text = assessment.explain_text("1")
    assert "190" not in text
    assert all(f" {number}, " in text for number in (40, 60, 90))
    drawn = plot.trajectory(assessment, "1/1").to_dict()
    values = [row.get("value") for rows in drawn["datasets"].values() for row in rows]
    assert {40, 60, 90} <= set(values)
    assert values.count(40) == 1
    assert 190 not in values


def test_what_was_reported_on_an_earlier_wording_is_told(tmp_path: Path) -> None:
    law = {
        "No": "1",
        "Measure": "Adopt a flood law",
        "Indicator": "Law adopted",
        "Agency": "Parliament",
        "Deadline": "30 June 2024",
    }
    later = reading("2023-01-10", {**law, "Indicator": "Law adopted and published"})
    with ap.Store.create(
        tmp_path / "plan.db", reading("2023-01-10", law).plan, recorded_on="2023-01-15"
    ) as store:
        entry = store.record(
            kind="deliverable",
            indicator="1/1",
            done=True,
            done_on="2024-05-01",
            reporter="Parliament",
            source="Gazette",
            recorded_on="2024-05-02",
        )
        assert not store.assess(as_of="2024-12-31").explain("1").entries
        store.amend(later.plan, recorded_on="2025-02-10", effective_on="2025-02-10")
        assessment = store.assess(as_of="2025-06-30")
        told = [(used.id, used.use) for used in assessment.explain("1").entries]
        assert told == [(entry, ap.EntryUse.earlier_wording)]
        text = assessment.explain_text("1")
        assert "nothing was reported" not in text
        assert "Reported on an earlier wording of this measure" in text
        assert "source Gazette" in text
        site.publish(store, tmp_path / "site", as_of="2025-06-30")
    page = (tmp_path / "site" / "measures" / "1.html").read_text("utf-8")
    assert "Nothing was reported on this measure." not in page
    assert "nothing was reported. Silence" not in page
    assert "Reported on an earlier wording of this measure:" in page
    assert "Gazette" in page


def test_a_form_asks_for_what_ended_since_the_first_plan(tmp_path: Path) -> None:
    yearly = {**COUNTED, "Agency": "Coast Guard"}
    first, later = reading("2023-01-10", yearly), reading("2025-01-10", yearly)
    said = {"1/1": next(iter(first.profile.indicators.values())).replace(cadence="annual")}
    profile = ap.Profile(indicators=said)
    history = ap.PlanHistory(
        [
            ap.Revision(one.plan, day, day, profile)
            for one, day in ((first, "2023-01-10"), (later, "2025-01-10"))
        ]
    )

    def periods(form: str) -> list[str]:
        return [row["period"] for row in csv.DictReader(io.StringIO(form))]

    asked = {"agency": "coast-guard", "period": "2023-2025"}
    assert periods(ap.evidence_template(history, **asked)) == ["2023", "2024", "2025"]
    assert periods(ap.evidence_template(later.plan, profile=profile, **asked)) == ["2025"]
    file = tmp_path / "form.csv"
    assert forms.write_template(file, history, **asked) == 3
    with pytest.raises(ap.InvalidArgument, match="a PlanHistory has profiles of its own"):
        ap.evidence_template(history, profile=profile, **asked)

    path = tmp_path / "store.sqlite"
    with ap.Store.create(path, first.plan, profile, recorded_on="2023-01-10") as store:
        store.amend(later.plan, effective_on="2025-01-10", recorded_on="2025-01-10")
    out = subprocess.run(
        [sys.executable, "-m", "actionplan", "template", str(path), "--agency", "coast-guard",
         "--period", "2023-2025"],
        capture_output=True, check=True, text=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert periods(out) == ["2023", "2024", "2025"]
