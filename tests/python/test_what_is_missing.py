# SPDX-License-Identifier: Apache-2.0
"""What is met and decides nothing, what was due before it was dropped, messages that help on."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap


def reading_of(*rows: dict[str, object], **options: Any) -> ap.Reading:
    return ap.reading_from_frame(
        list(rows), title="P", adopted_on="2020-02-01", period="2020-2025", language="en", **options
    )


def reports_of(years: tuple[int, ...], **more: Any) -> list[ap.Entry]:
    return [
        ap.Entry("deliverable", "2025-02-01", period=f"{year}Q{quarter}", done=True,
                 done_on=f"{year}-12-31", reporter="R", source="S", **more)
        for year in years
        for quarter in (1, 2, 3, 4)
    ]  # fmt: skip


BULLETIN = {"No": "1", "Measure": "Publish bulletins", "Indicator": "Accident report",
            "Lead": "Road Agency", "Deadline": "quarterly 2023-2024"}  # fmt: skip


def test_a_report_that_is_met_names_the_line_that_decides_its_measure(tmp_path: Path) -> None:
    site = pytest.importorskip("actionplan.site")
    plan = reading_of(BULLETIN).plan
    evidence = ap.Evidence(reports_of((2023, 2024), indicator="1/1"))
    told = ap.assess(plan, evidence, as_of="2025-06-30")
    row = told["1"]
    assert (row.deadline_status, row.indicators[0].status) == ("undecided", "met")
    assert "narrower_than_measure" in row.indicators[0].reasons
    assert "`covers_measure: true`" in ap.remedy("narrower_than_measure")
    text = told.explain_text("1")
    assert "nobody confirmed by `covers_measure` that 1/1 shows the whole to be done" in text
    assert "narrower_than_measure: Declare `covers_measure: true` of the indicator" in text
    assert "declare what its indicators lack" in ap.remedy("not_gradable")
    assert "narrower_than_measure" in told.to_pandas("indicators")["reasons"][0]
    with ap.Store.create(tmp_path / "s.db", plan, recorded_on="2023-01-01") as store:
        store.append(list(evidence))
        site.publish(store, tmp_path / "site", as_of="2025-06-30")
    assert "covers_measure" in (tmp_path / "site" / "measures" / "1.html").read_text()

    said = ap.IndicatorProfile(covers_measure=True, set_by="agency", source="Letter 5")
    history = ap.PlanHistory(plan, ap.Profile(plan="P", indicators={"1/1": said}))
    after = ap.assess(history, evidence, as_of="2025-06-30")["1"]
    assert after.deadline_status == "done_on_time"
    assert "narrower_than_measure" not in after.indicators[0].reasons


def test_a_dropped_measure_shows_the_reports_that_were_due_before(tmp_path: Path) -> None:
    site = pytest.importorskip("actionplan.site")
    law = {"No": "2", "Measure": "Adopt a law", "Indicator": "Law adopted", "Deadline": "2025"}
    first = reading_of({**BULLETIN, "Deadline": "quarterly 2021-2022"}, law).plan
    with ap.Store.create(tmp_path / "s.db", first, recorded_on="2020-03-01") as store:
        store.append(reports_of((2021,), indicator="1/1"))
        store.amend(reading_of(law).plan, effective_on="2022-08-01", recorded_on="2025-02-02")
        told = store.assess(as_of="2025-06-30")
        site.publish(store, tmp_path / "site", as_of="2025-06-30")
    counts = told["1"].report_counts
    assert (counts.expected, counts.received) == (6, 4)
    assert [period.text() for period in counts.missing] == ["2022Q1", "2022Q2"]
    rows = told.to_pandas().set_index("number")
    assert (rows.loc["1", "reports_expected"], rows.loc["1", "reports_received"]) == (6, 4)
    states = told.to_pandas("reports").set_index("period")["status"]
    assert list(states[["2022Q3", "2022Q4"]]) == ["withdrawn"] * 2
    page = (tmp_path / "site" / "measures" / "1.html").read_text()
    assert "Expected reports" in page
    assert (
        '<td class="num">6</td><td class="num">4</td>'
        in (tmp_path / "site" / "index.html").read_text()
    )


def test_a_frame_of_measures_takes_the_mark_before_decimals() -> None:
    row = {"No": "1", "Measure": "a", "Indicator": "Number of lanes", "Deadline": "2025"}
    rows = [{**row, "Target": "1.500", "Cost (USD)": "2.500"}]
    found = {
        mark: reading_of(*rows, decimal=mark).profile.indicators["1/1"].targets[0].value
        for mark in (",", ".")
    }
    assert found == {",": 1500, ".": 1.5}
    plans = [reading_of(*rows, decimal=mark).plan for mark in (",", ".")]
    assert [plan["1"].finance[0].amount for plan in plans] == [2500, 2.5]
    for door in (ap.plan_from_frame, ap.reading_from_frame):
        with pytest.raises(ap.InvalidArgument, match=r'decimal is \';\'; give "." or ","'):
            door(rows, decimal=";")


def test_a_doubt_about_a_unit_goes_when_its_entry_is_replaced() -> None:
    read = reading_of({"No": "1", "Measure": "m", "Indicator": "Percentage of women", "Unit": "%",
                       "Baseline": 12, "Target": 25, "Deadline": "2022"})  # fmt: skip
    said = read.profile.indicators["1/1"].replace(aggregation="last")
    history = ap.PlanHistory(read.plan, read.profile.replace(indicators={"1/1": said}))
    loose = ap.Entry("observation", "2022-02-01", indicator="1/1", period="2021", value=0.21,
                     reporter="R", source="S")  # fmt: skip
    mended = loose.replace(replaces=ap.entry_id(loose), value=21, unit="%")
    assert [one.code for one in ap.unstated_units(history, [loose])] == ["unit_unstated"]
    assert ap.unstated_units(history, [loose, mended]) == []
    later = loose.replace(period="2022", value=26.2, unit="%")
    row = ap.assess(history, ap.Evidence([loose, later]), as_of="2023-06-01")["1"].indicators[0]
    assert (row.status, "unit_unstated" in row.reasons) == ("met", False)


def test_values_for_a_pooled_ratio_are_doubted_however_they_were_made(tmp_path: Path) -> None:
    read = reading_of(
        {"No": "1", "Measure": "m", "Indicator": "Share of staff", "Deadline": "2022"}
    )
    said = ap.IndicatorProfile(direction="up", unit="%", aggregation="pooled_ratio", baseline=0,
                               targets=[ap.Target(70)])  # fmt: skip
    profile = ap.Profile(plan="P", indicators={"1/1": said})
    history = ap.PlanHistory(read.plan, profile)

    def judged(*values: tuple[float, float | None]) -> tuple[str, list[str], list[str]]:
        entries = [
            ap.Entry("observation", "2023-02-01", indicator="1/1", period=str(2021 + at),
                     value=value, denominator=whole, reporter="R", source="S")
            for at, (value, whole) in enumerate(values)
        ]  # fmt: skip
        row = ap.assess(history, ap.Evidence(entries), as_of="2023-06-01")["1"].indicators[0]
        doubts = [*ap.unstated_units(history, entries), *ap.unused_entries(history, entries)]
        return str(row.status), [str(one) for one in row.reasons], [one.code for one in doubts]

    status, reasons, doubts = judged((300, 1000), (900, 3000))  # 30 % of them
    assert (status, "value_maybe_numerator" in reasons) == ("inconclusive", True)
    assert doubts == ["value_maybe_numerator"]
    status, reasons, doubts = judged((80, 1000), (90, None))
    assert (status, reasons, doubts) == (
        "inconclusive", ["denominator_missing"], ["denominator_missing"],
    )  # fmt: skip
    status, reasons, doubts = judged((80, 1000), (90, 3000))
    assert (status, doubts) == ("met", [])
    with (
        ap.Store.create(tmp_path / "s.db", read.plan, profile, recorded_on="2021-01-01") as store,
        pytest.warns(UserWarning, match="has the denominator 1000") as warned,
    ):
        store.record(indicator="1/1", period="2022", value=700, denominator=1000, reporter="R",
                     source="S", recorded_on="2023-02-01")  # fmt: skip
    assert "append one that `replaces` it" in str(warned[0].message)


def test_years_that_add_up_to_their_total_contradict_nothing() -> None:
    read = reading_of({"No": "1", "Measure": "m", "Indicator": "Number of boats",
                       "Deadline": "2022", "Baseline": 0, "Target": 70})  # fmt: skip
    said = read.profile.indicators["1/1"].replace(aggregation="sum")
    history = ap.PlanHistory(read.plan, read.profile.replace(indicators={"1/1": said}))

    def reasons(total: float) -> list[str]:
        values = (("2021", 30), ("2022", 40), ("2021-2022", total))
        entries = [
            ap.Entry("observation", "2023-02-01", indicator="1/1", period=period, value=value,
                     reporter="R", source="S")
            for period, value in values
        ]  # fmt: skip
        row = ap.assess(history, ap.Evidence(entries), as_of="2023-06-30")["1"].indicators[0]
        return [str(one) for one in row.reasons]

    assert "conflicting_entries" not in reasons(70)
    assert "conflicting_entries" in reasons(80)


def test_a_number_with_the_mark_of_a_note_is_told_so() -> None:
    row = {"No": "1", "Measure": "m", "Indicator": "Number of lanes", "Deadline": "2025"}
    with pytest.warns(UserWarning, match=r'"\*" stands beside the number of the target "12\*"'):
        read = reading_of({**row, "Baseline": 0, "Target": "12*"})
    assert read.profile.indicators["1/1"].targets[0].value == 12
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = ap.evidence_from_frame(
            {"indicator": ["1/1"], "period": ["2024"], "value": ["12*"], "reporter": ["R"],
             "source": ["S"]}, recorded_on="2025-01-05")  # fmt: skip
    assert "looks like a number with the mark of a note" in rows.problems[0].message


def test_sections_have_ids_by_their_roman_numbers() -> None:
    plan = reading_of(
        {"No": "1", "Section": "I. Grid", "Measure": "Build", "Deadline": "2025"},
        {"No": "2", "Section": "II. Rules", "Measure": "Adopt", "Deadline": "2025"},
    ).plan
    assert [(one.id, one.title) for one in plan.sections] == [("I", "Grid"), ("II", "Rules")]
    told = ap.assess(plan, as_of="2024-01-01")
    assert [row.id for row in told.where("section = II")] == ["2"]
    again = ap.read(plan.to_pandas().to_csv(index=False).encode(), format="csv")
    assert [(one.id, one.number) for one in again.sections] == [("I", "I"), ("II", "II")]
