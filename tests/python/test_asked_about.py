# SPDX-License-Identifier: Apache-2.0
"""Numbers that can be meant in two ways are asked about wherever they enter: none decides."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap
from actionplan import forms

ROWS = [
    {"No": "1", "Measure": "Cut losses", "Indicator": "share of water lost", "Unit": "%",
     "Baseline": 42, "Target": 25, "Deadline": "2023"},
    {"No": "2", "Measure": "Repair wells", "Indicator": "number of wells repaired",
     "Unit": "wells", "Baseline": 35, "Target": 120, "Deadline": "2023"},
    {"No": "3", "Measure": "Ask users", "Indicator": "share of users satisfied", "Unit": "%",
     "Baseline": 50, "Target": 60, "Deadline": "2023"},
]  # fmt: skip


def history_of(**said: Any) -> ap.PlanHistory:
    reading = ap.reading_from_frame(
        ROWS, title="P", adopted_on="2021-01-15", period="2021-2023", language="en"
    )
    indicators = {
        name: one.replace(**{"aggregation": "last", **said.get(f"of_{name[0]}", {})})
        for name, one in reading.profile.indicators.items()
    }
    return ap.PlanHistory(reading.plan, reading.profile.replace(indicators=indicators))


def value(indicator: str, period: str, number: float, **more: Any) -> ap.Entry:
    return ap.Entry("observation", "2024-03-01", indicator=indicator, period=period, value=number,
                    reporter="R", source="S", **more)  # fmt: skip


def judged(indicator: str, *entries: ap.Entry) -> tuple[str, set[str]]:
    told = ap.assess(history_of(), ap.Evidence(entries), as_of="2024-03-31")
    row = told[indicator[0]].indicators[0]
    return str(row.status), {str(reason) for reason in row.reasons}


def codes(rows: ap.EvidenceRows) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in rows.problems]


def read_csv(*rows: str, **options: Any) -> ap.EvidenceRows:
    text = "\n".join(["indicator,period,value,unit,reporter,source", *rows]).encode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ap.evidence_from_csv(text, recorded_on="2024-03-01", **options)


# A share of one among percents


def test_a_share_among_percents_is_asked_about_and_decides_nothing() -> None:
    entries = [value("1/1", "2022", 31, unit="%"), value("1/1", "2023", 0.29, unit="%")]
    status, reasons = judged("1/1", *entries)
    assert (status, "value_maybe_share" in reasons) == ("inconclusive", True)
    assert "times 100" in ap.remedy("value_maybe_share")
    meant = entries[1].replace(unit="% (0-100)")
    status, reasons = judged("1/1", entries[0], meant)
    assert (status, "value_maybe_share" in reasons) == ("met", False)
    mended = entries[1].replace(value=29, replaces=ap.entry_id(entries[1]))
    assert judged("1/1", *entries, mended)[0] == "not_met"


def test_a_share_among_percents_is_asked_about_in_every_table(tmp_path: Path) -> None:
    history = history_of()
    rows = ["1/1,2022,31,%,R,S", "1/1,2023,{},%,R,S"]
    for plan in (history, None):
        asked = read_csv(rows[0], rows[1].format("0.29"), plan=plan)
        assert codes(asked) == [("value_maybe_share", 3)]
        signed = read_csv(rows[0], rows[1].format("0.29%"), plan=plan)
        assert (codes(signed), signed.entries[1].unit) == ([], "% (0-100)")
    assert judged("1/1", *signed.entries)[0] == "met"

    frame = {"indicator": ["1/1"] * 2, "period": ["2022", "2023"], "value": [31, 0.29],
             "unit": ["%"] * 2, "reporter": ["R"] * 2, "source": ["S"] * 2}  # fmt: skip
    words = r"row 2: The value 0\.29 of indicator 1/1 counts as 0\.29 %, beside a 31; give the"
    with pytest.warns(UserWarning, match=words):
        ap.evidence_from_frame(frame, recorded_on="2024-03-01", plan=history)

    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(list(frame))
    book.active.append(["1/1", "2022", 0.31, None, "R", "S"])
    book.active.append(["1/1", "2023", 0.29, "%", "R", "S"])
    book.active["C2"].number_format = "0%"
    book.save(tmp_path / "e.xlsx")
    read = forms.read_evidence(tmp_path / "e.xlsx", recorded_on="2024-03-01", plan=history)
    assert [one.value for one in read.entries] == [31, 0.29]
    assert codes(read) == [("value_maybe_share", 3)]


def test_a_share_among_percents_is_warned_of_before_it_is_recorded(tmp_path: Path) -> None:
    plan, profile = (history_of().revisions[0].plan, history_of().revisions[0].profile)
    small = value("1/1", "2023", 0.29, unit="%")
    with ap.Store.create(tmp_path / "s.db", plan, profile, recorded_on="2021-02-01") as store:
        with pytest.warns(UserWarning, match=r"0\.29 of indicator 1/1 counts as 0\.29 %, beside"):
            store.record(small)
        with pytest.warns(UserWarning, match=r"The standard error 0\.025 of the value 61 %"):
            store.append([value("3/1", "2023", 61, unit="%", standard_error=0.025, n=400)])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            store.record(small.replace(unit="% (0-100)", replaces=ap.entry_id(small)))


def test_what_is_advised_about_a_value_without_a_unit_ends_the_doubt() -> None:
    loose = value("1/1", "2023", 0.29)
    assert "unit_unstated" in judged("1/1", loose)[1]
    assert '"% (0-100)"' in ap.remedy("unit_unstated")
    status, reasons = judged("1/1", loose.replace(unit="% (0-100)"))
    assert (status, reasons & {"unit_unstated", "value_maybe_share"}) == ("met", set())
    assert ap.differing_units(history_of(), [loose.replace(unit="% (0-100)")]) == []


# A standard error in shares


def test_an_error_in_shares_makes_no_certainty() -> None:
    sampled = value("3/1", "2023", 61, unit="%", standard_error=0.025, n=400, method="survey")
    status, reasons = judged("3/1", sampled)
    assert (status, "error_maybe_share" in reasons) == ("inconclusive", True)
    status, reasons = judged("3/1", sampled.replace(standard_error=2.5))
    assert (status, "error_maybe_share" in reasons) == ("inconclusive", False)
    status, reasons = judged("3/1", sampled.replace(n=None))
    assert (status, "error_maybe_share" in reasons) == ("met", False), "of how many nobody knows"


# Thousands or decimals


def test_thousands_or_decimals_are_asked_about_in_evidence() -> None:
    rows = read_csv("2/1,2021,1.200,,R,S", "2/1,2022,1.450,,R,S")
    assert rows.entries == ()
    assert "it is 1200 or 1.2, and no other number of the table" in rows.problems[0].message
    assert 'decimal="," for 1200' in rows.problems[0].message
    for decimal, wanted in ((",", [1200, 1450]), (".", [1.2, 1.45])):
        rows = read_csv("2/1,2021,1.200,,R,S", "2/1,2022,1.450,,R,S", decimal=decimal)
        assert [one.value for one in rows.entries] == wanted
    settled = read_csv("2/1,2021,1.200,,R,S", "2/1,2022,1.45,,R,S")
    assert [one.value for one in settled.entries] == [1.2, 1.45]


def test_numbers_of_a_table_that_are_no_texts_are_taken_as_they_are(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["indicator", "period", "value", "reporter", "source"])
    for at, cell in enumerate([1.234, "1.200", 0.31234]):
        book.active.append(["2/1", str(2021 + at), cell, "R", "S"])
    book.active["C4"].number_format = "0.000%"
    book.save(tmp_path / "e.xlsx")
    rows = forms.read_evidence(tmp_path / "e.xlsx", recorded_on="2024-03-01")
    assert [one.value for one in rows.entries] == [1.234, 31.234]
    assert codes(rows) == [("unreadable_cell", 3)]
    rows = forms.read_evidence(tmp_path / "e.xlsx", recorded_on="2024-03-01", decimal=",")
    assert [one.value for one in rows.entries] == [1.234, 1200, 31.234]
    frame = {"indicator": ["2/1"], "period": ["2021"], "value": [1.234], "reporter": ["R"],
             "source": ["S"]}  # fmt: skip
    for decimal in (None, ".", ","):
        rows = ap.evidence_from_frame(frame, recorded_on="2024-03-01", decimal=decimal)
        assert rows.entries[0].value == 1.234


def test_a_plan_says_what_is_not_sure_of_its_number() -> None:
    row = {"No": "1", "Measure": "m", "Indicator": "number of households", "Target": "1.200"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reading = ap.reading_from_frame([row])
    told = [one.message for one in reading.plan.problems if one.code == "profile_unread"]
    assert len(told) == 1
    assert "is 1200 with a decimal comma and 1.2 with a decimal point; declare" in told[0]
    assert 'decimal=","' in told[0]
    assert ap.reading_from_frame([row], decimal=",").profile.indicators["1/1"].targets[0].value == (
        1200
    )


# Sums and baselines, parts and levels


def test_a_sum_beside_a_baseline_is_asked_about_and_judged_as_before() -> None:
    history = history_of(of_2={"aggregation": "sum"})
    plan, profile = history.revisions[0].plan, history.revisions[0].profile
    found = [one for one in ap.check_profile(plan, profile) if one.subject == "2/1"]
    assert [(one.code, one.severity) for one in found] == [("profile_sum_with_baseline", "info")]
    assert found[0] in ap.lint(plan, profile)
    assert "without the baseline 35, is held against the target 120" in found[0].message
    assert "while progress counts from the baseline; where" in found[0].message
    assert "declare the baseline 0 and the target 85" in found[0].message
    assert "the aggregation `last` with totals" in found[0].message
    entries = [value("2/1", str(2021 + at), 30) for at in range(3)]
    told = ap.assess(history, ap.Evidence(entries), as_of="2024-03-31")
    assert told["2"].indicators[0].status == "not_met"
    for said in ({"aggregation": "sum", "baseline": 0}, {"aggregation": "last"}):
        one = history_of(of_2=said).revisions[0]
        assert "profile_sum_with_baseline" not in [
            problem.code for problem in ap.check_profile(one.plan, one.profile)
        ]


def test_a_part_of_what_declares_none_is_named_where_it_is_read() -> None:
    table = {"indicator": ["2/1"], "period": ["2021"], "value": [40], "dimension:region": ["Nort"],
             "reporter": ["R"], "source": ["S"]}  # fmt: skip
    words = r'row 1: 1 value of indicator 2/1 is of "Nort" .* the profile declares no parts of it'
    with pytest.warns(UserWarning, match=words):
        ap.evidence_from_frame(table, recorded_on="2024-03-01", plan=history_of())


def test_a_level_that_is_none_is_shown_as_it_was_given() -> None:
    with pytest.warns(UserWarning, match="The level alpha 95 does not lie between 0 and 0.5"):
        history_of(of_1={"alpha": 95})
