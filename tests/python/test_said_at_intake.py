# SPDX-License-Identifier: Apache-2.0
"""What a table of targets or evidence holds and cannot mean is said where it enters."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import actionplan as ap
from actionplan import forms

openpyxl = pytest.importorskip("openpyxl")

ROW = {"No": "1", "Measure": "Manage forests", "Indicator": "share of forest under management"}


def table_of(*rows: dict[str, Any]) -> pd.DataFrame:
    made: pd.DataFrame = pd.DataFrame(
        [{**ROW, "Deadline": "2024", "Unit": "%", **row} for row in rows]
    )
    return made


def silent(call: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return call()


def history_of(*indicators: str, **said: Any) -> ap.PlanHistory:
    rows = [
        {"No": str(at), "Measure": f"Measure {at}", "Deadline": "2024", "Indicator": text}
        for at, text in enumerate(indicators or ["Number of laws"], start=1)
    ]
    plan = ap.plan_from_frame(rows)
    profile = ap.IndicatorProfile(**{"targets": [ap.Target(100)], "direction": "up", **said})
    return ap.PlanHistory(plan, ap.Profile(indicators={"1/1": profile}))


def evidence(**columns: Any) -> dict[str, list[Any]]:
    size = max(len(column) for column in columns.values())
    usual = {
        "indicator": ["1/1"] * size,
        "period": [str(2015 + at) for at in range(size)],
        "source": ["a"] * size,
        "reporter": ["Court"] * size,
    }
    made = {**usual, **columns}
    return {name: column for name, column in made.items() if column}


def entries_of(**columns: Any) -> tuple[ap.Entry, ...]:
    return ap.evidence_from_frame(evidence(**columns), recorded_on="2025-01-01").entries


# Shares of one that a unit calls percent


def test_shares_in_a_column_of_percent_are_asked_about() -> None:
    frame = table_of({"Baseline": 0.12, "Target": 0.5}, {"No": "2", "Baseline": 0, "Target": 1})
    words = (
        r"row 1: The baseline 0\.12 of indicator 1/1 counts as 0\.12 %; all 4 numbers of 2 "
        r'indicators in "%" lie between 0 and 1, .*Write 12 where a share is meant, or 0\.12% with'
    )
    with pytest.warns(UserWarning, match=words) as said:
        reading = ap.reading_from_frame(frame)
    assert len(said) == 1
    assert reading.profile.indicators["1/1"].baseline == 0.12, "nothing is guessed"
    assert "profile_maybe_shares" in [one.code for one in reading.plan.problems]


@pytest.mark.parametrize(
    "rows",
    [
        [{"Baseline": 0.5, "Target": 3}],
        [{"Baseline": 0.12, "Target": 0.5}, {"No": "2", "Baseline": 3, "Target": 4}],
        [{"Baseline": 0, "Target": 1}],
        [{"Baseline": -0.5, "Target": 0.5}],
        [{"Baseline": "0.12%", "Target": "0.5%"}],
        [{"Baseline": 0.12, "Target": 0.5, "Unit": "share"}],
    ],
)
def test_numbers_that_are_no_shares_are_not(rows: list[dict[str, Any]]) -> None:
    reading = silent(lambda: ap.reading_from_frame(table_of(*rows)))
    assert "profile_maybe_shares" not in [one.code for one in reading.plan.problems]


def test_a_workbook_with_cells_in_percent_is_read_as_it_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    header = [*ROW, "Unit", "Baseline", "Target", "Deadline"]
    book.active.append(header)
    book.active.append([*ROW.values(), "%", 0.12, 0.5, "2024"])
    for cell in ("E2", "F2"):
        book.active[cell].number_format = "0%"
    file = tmp_path / "p.xlsx"
    book.save(file)
    reading = ap.read_all(str(file))
    assert reading.profile.indicators["1/1"].baseline == 12
    assert "profile_maybe_shares" not in [one.code for one in reading.plan.problems]
    frame = pd.read_excel(file, dtype={"No": str}, engine="openpyxl")
    with pytest.warns(UserWarning, match=r"Write 12 where a share is meant"):
        ap.reading_from_frame(frame)


def test_values_that_may_be_shares_are_asked_about_once() -> None:
    table = evidence(
        indicator=["2/1", "1/1", "1/1", "3/1"], value=[40, 0.3, 0.4, 0.5], unit=["%"] * 4
    )
    words = (
        r"row 2: The value 0\.3 of indicator 1/1 counts as 0\.3 %; all 3 values of 2 indicators "
        r'in "%" lie .* Write 30 where'
    )
    with pytest.warns(UserWarning, match=words) as said:
        rows = ap.evidence_from_frame(table, recorded_on="2025-01-01")
    assert len(said) == 1
    assert [one.code for one in rows.problems] == ["values_maybe_shares"]
    assert [one.value for one in rows.entries] == [40, 0.3, 0.4, 0.5]


@pytest.mark.parametrize(
    "columns",
    [
        {"value": [0.3, 1], "unit": ["%"] * 2},
        {"value": ["0.3%", "0.4%"]},
        {"value": [0.3, 0.4], "unit": ["share"] * 2},
        {"value": [0.3, 0.4]},
    ],
)
def test_values_that_are_no_shares_are_not(columns: dict[str, Any]) -> None:
    silent(lambda: entries_of(**columns))


# Sheets and columns


def workbook(file: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


TABLE: list[list[Any]] = [
    ["indicator", "period", "value", "source", "reporter"],
    ["1/1", "2016", 5, "a", "Court"],
]


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    file = workbook(tmp_path / "e.xlsx", Q1=TABLE, Q2=TABLE, Empty=[], Notes=[[], ["x"]])
    rows = forms.read_evidence(file, recorded_on="2025-01-01")
    assert len(rows.entries) == 1
    assert [(one.code, one.severity) for one in rows.problems] == [("sheets_left_out", "warning")]
    assert 'first sheet, "Q1", alone; not read: "Q2", "Notes".' in rows.problems[0].message
    file = workbook(tmp_path / "many.xlsx", Q1=TABLE, A=TABLE, B=TABLE, C=TABLE, D=TABLE)
    message = forms.read_evidence(file, recorded_on="2025-01-01").problems[0].message
    assert 'not read: "A", "B", "C" and 1 more.' in message


def test_sheets_that_nobody_sees_are_not(tmp_path: Path) -> None:
    file = workbook(tmp_path / "e.xlsx", Q1=TABLE, Lists=TABLE)
    book = openpyxl.load_workbook(file)
    book["Lists"].sheet_state = "hidden"
    book.save(file)
    assert forms.read_evidence(file, recorded_on="2025-01-01").problems == ()


def test_a_column_that_is_there_twice_is_read_by_nobody(tmp_path: Path) -> None:
    header = ["indicator", "period", "value", "value", "source", "reporter"]
    cells = ["1/1", "2016", "5", "6", "a", "Court"]
    words = 'The column "value" is there twice, so that nothing is read'
    csv = "\n".join([",".join(header), ",".join(cells)]).encode()
    with pytest.raises(ap.ParseError, match=words) as raised:
        ap.evidence_from_csv(csv, recorded_on="2025-01-01")
    assert (raised.value.line, raised.value.column) == (1, 24)
    with pytest.raises(ap.ParseError, match=words) as raised:
        forms.read_evidence(workbook(tmp_path / "e.xlsx", A=[header, cells]))
    assert (raised.value.line, raised.value.column) == (1, 4)
    frame = evidence(value=[5], Value=[6])
    with pytest.raises(ap.ParseError, match='The column "Value" is there twice'):
        ap.evidence_from_frame(frame, recorded_on="2025-01-01")
    frame = evidence(value=[5], Wert=[6])
    with pytest.raises(ap.ParseError, match='"Wert" stands for value, as another column does'):
        ap.evidence_from_frame(frame, recorded_on="2025-01-01", columns={"Wert": "value"})


# Entries that no verdict can use


PARTS = {
    "dimensions": {"region": ["North", "South"]},
    "dimension_aggregation": "sum",
    "aggregation": "last",
}


def test_a_part_that_the_profile_does_not_declare_is_warned_of(tmp_path: Path) -> None:
    history = history_of(**PARTS)
    table = evidence(
        value=[1, 2, 3, 4],
        **{"dimension:region": ["North", "Suoth", "Suoth", "Suoth"]},
    )
    words = (
        r'row 2: 3 values of indicator 1/1 are of "Suoth" of the dimension "region", which the '
        r"profile does not declare; the nearest is South\. No verdict"
    )
    with pytest.warns(UserWarning, match=words) as said:
        rows = ap.evidence_from_frame(table, recorded_on="2025-01-01", plan=history)
    assert len(said) == 1
    assert [(one.code, one.place.line) for one in rows.problems] == [("unknown_part", 2)]
    assert len(rows.entries) == 4
    path = tmp_path / "s.db"
    plan, profile = history.revisions[0].plan, history.revisions[0].profile
    store = ap.Store.create(path, plan, profile=profile, recorded_on="2024-01-01")
    with store, pytest.warns(UserWarning, match='Entry 2 of 4: 3 values of .* of "Suoth"'):
        store.append(rows.entries)


def test_a_dimension_in_other_capitals_is_warned_of() -> None:
    table = evidence(value=[1], **{"dimension:Region": ["North"]})
    words = 'of the dimension "Region", and the profile declares "region"'
    with pytest.warns(UserWarning, match=words):
        ap.evidence_from_frame(table, recorded_on="2025-01-01", plan=history_of(**PARTS))


@pytest.mark.parametrize("part", [{"dimension:region": ["South"]}, {"dimension:sex": ["women"]}])
def test_a_part_that_may_be_meant_is_not(part: dict[str, list[str]]) -> None:
    table = evidence(value=[1], **part)
    silent(
        lambda: ap.evidence_from_frame(table, recorded_on="2025-01-01", plan=history_of(**PARTS))
    )
    table = evidence(value=[1, 2], period=["2015"] * 2, **{"dimension:region": ["Suoth", None]})
    silent(lambda: ap.evidence_from_frame(table, recorded_on="2025-01-01", plan=history_of()))


@pytest.mark.parametrize(
    ("indicator", "remedy"),
    [
        ("Law adopted", "Give its indicator, 1/1"),
        ("Law adopted; Number of trainings held", "Give the one that it is about: 1/1 or 1/2"),
    ],
)
def test_a_deliverable_on_a_measure_is_told_its_indicator(indicator: str, remedy: str) -> None:
    plan = ap.plan_from_frame(
        [{"No": "1", "Measure": "Reform", "Deadline": "2024", "Indicator": indicator}]
    )
    table = {
        "measure": ["1", "1"], "done": ["yes", "yes"], "done_on": ["2016", "2017"],
        "source": ["a"] * 2, "reporter": ["Court"] * 2,
    }  # fmt: skip
    words = f"2 deliverables name measure 1 and no indicator, .* use[s]? them. {remedy}"
    with pytest.warns(UserWarning, match=words) as said:
        rows = ap.evidence_from_frame(table, recorded_on="2025-01-01", plan=plan)
    assert len(said) == 1
    assert [one.code for one in rows.problems] == ["deliverable_on_measure"]
    assert [one.code for one in ap.unused_entries(plan, rows.entries)] == ["deliverable_on_measure"]
    on_indicator = [one.replace(measure=None, indicator="1/1") for one in rows.entries]
    assert ap.unused_entries(plan, on_indicator) == []


def test_a_form_that_is_filled_in_is_not_scolded(tmp_path: Path) -> None:
    plan = ap.plan_from_frame(
        [
            {
                "No": "1", "Measure": "Inform", "Indicator": "Accident bulletin published",
                "Lead": "Road Agency", "Deadline": "quarterly 2023-2024",
            }
        ],
        adopted_on="2022-12-01", period="2023-2024",
    )  # fmt: skip
    form = tmp_path / "form.csv"
    assert forms.write_template(form, plan, agency="road-agency", period="2023-2024") == 8
    table = pd.read_csv(form, dtype=str).assign(done="yes", source="web")
    rows = ap.evidence_from_frame(table, recorded_on="2025-02-01", plan=plan)
    assert (len(rows.entries), rows.problems) == (8, ())
    found = ap.assess(plan, ap.Evidence(rows.entries), as_of="2025-06-30")["1"]
    assert found.report_counts.received == 8


@pytest.mark.parametrize(
    ("values", "denominators", "doubted"),
    [
        ([700, 2700], [1000, 3000], True),
        ([70, 90], [1000, 3000], False),
        ([104], [200_000], False),
        ([700], [600], False),
    ],
)
def test_a_numerator_that_counts_as_percent_is_doubted(
    values: list[float], denominators: list[float], doubted: bool
) -> None:
    plan = ap.plan_from_frame(
        [{"No": "1", "Measure": "Care", "Indicator": "Share of births attended"}]
    )
    history = ap.PlanHistory(
        plan, ap.Profile(indicators={"1/1": ap.IndicatorProfile(unit="%", targets=[ap.Target(80)])})
    )
    entries = [
        ap.Entry(
            "observation", "2025-02-01", indicator="1/1", period=f"202{at}", value=value,
            denominator=whole, unit="%", reporter="R", sources=["S"],
        )
        for at, (value, whole) in enumerate(zip(values, denominators, strict=True))
    ]  # fmt: skip
    found = [one.code for one in ap.unstated_units(history, entries)]
    assert found == (["value_maybe_numerator"] if doubted else [])


@pytest.mark.filterwarnings("ignore:evidence_from_frame. kept")
@pytest.mark.parametrize(
    ("value", "unit", "is_used"), [("12", "%", True), ("0.12%", "", True), ("0.12", "share", False)]
)
def test_what_is_advised_about_shares_holds(value: str, unit: str, is_used: bool) -> None:
    plan = ap.plan_from_frame([{"No": "1", "Measure": "Build", "Indicator": "Share of roads"}])
    profile = ap.Profile(
        indicators={"1/1": ap.IndicatorProfile(unit="%", targets=[ap.Target(0.1)])}
    )
    history = ap.PlanHistory(plan, profile)
    table = {"indicator": ["1/1"], "period": ["2024"], "value": [value], "unit": [unit or None]}
    rows = ap.evidence_from_frame(
        {**table, "reporter": ["R"], "source": ["S"]}, recorded_on="2025-01-01", plan=history
    )
    found = ap.assess(history, ap.Evidence(rows.entries), as_of="2025-02-01")["1"].indicators[0]
    assert (found.value is not None) == is_used


def test_a_replacement_of_what_is_not_there_is_warned_of_by_assess() -> None:
    history = history_of("Number of laws", "Number of courts")
    first, second = entries_of(value=[1, 2], indicator=["1/1", "2/1"])
    unknown = first.replace(replaces="0" * 64, value=5)
    other = second.replace(replaces=ap.entry_id(first), value=6)
    with pytest.warns(UserWarning, match=r"names entry 0{64}, which is not in the ledger") as said:
        ap.assess(history, ap.Evidence([first, second, unknown]), as_of="2026-01-01")
    assert len(said) == 1
    words = r"which is of another kind or about something else"
    with pytest.warns(UserWarning, match=words):
        ap.assess(history, ap.Evidence([first, second, other]), as_of="2026-01-01")
    with pytest.warns(
        UserWarning, match=r"1 more problem was found, named by `Evidence.problems\(\)`"
    ):
        ap.assess(history, ap.Evidence([first, second, unknown, other]), as_of="2026-01-01")
    silent(lambda: ap.assess(history, ap.Evidence([first, second]), as_of="2026-01-01"))


# Periods that nobody can know of


def value_for(period: str, recorded_on: str = "2024-01-20", **fields: Any) -> ap.Entry:
    said = {"value": 5, "reporter": "Court", "source": "Report", "indicator": "1/1", **fields}
    return ap.Entry("observation", recorded_on, period=period, **said)


AHEAD = "1 value of indicator 1/1 is for 2032, which begins more than a year after it was recorded"


def test_a_value_for_a_period_far_ahead_is_warned_of_at_each_door(tmp_path: Path) -> None:
    history = history_of()
    table = {"indicator": ["1/1"] * 2, "period": ["2023", "2032"], "value": [1, 2],
             "reporter": ["Court"] * 2, "source": ["Report"] * 2}  # fmt: skip
    with pytest.warns(UserWarning, match="row 2: " + AHEAD):
        rows = ap.evidence_from_frame(table, recorded_on="2024-01-20")
    assert len(rows.entries) == 2  # it stands
    assert [(one.code, one.place.line) for one in rows.problems] == [("period_ahead", 2)]
    assert [one.place.line for one in ap.periods_ahead(rows.entries)] == [2]
    ledger = ap.Evidence(rows.entries)
    assert [one.code for one in ledger.problems()] == ["period_ahead"]
    with pytest.warns(UserWarning, match=AHEAD):
        ap.assess(history, ledger, as_of="2024-06-30")
    with ap.Store.create(
        tmp_path / "store.sqlite", history.revisions[0].plan, recorded_on="2024-01-01"
    ) as store:
        with pytest.warns(UserWarning, match=AHEAD):
            store.record(value_for("2032"))
        with pytest.warns(UserWarning, match="Entry 2 of 2: " + AHEAD):
            store.append([value_for("2023"), value_for("2032", value=6)])
        assert len(store.evidence()) == 3


@pytest.mark.parametrize("period", ["2023", "2024", "2024Q1", "2025", "2022-2037"])
def test_a_period_that_runs_or_is_next_is_not_warned_of(period: str) -> None:
    entries = [value_for(period)]
    assert ap.periods_ahead(entries) == []
    silent(lambda: ap.assess(history_of(), ap.Evidence(entries), as_of="2024-06-30"))


def test_a_corrected_period_is_not_warned_of_any_more() -> None:
    wrong = value_for("2032")
    right = value_for("2023", "2024-01-21", replaces=ap.entry_id(wrong))
    ledger = ap.Evidence([wrong, right])
    silent(lambda: ap.assess(history_of(), ledger, as_of="2024-06-30"))


# Numbers of more digits than are kept


def test_a_whole_number_of_too_many_digits_is_said_to_be_rounded() -> None:
    words = "9007199254740993 counts as 9007199254740992, as a number of so many digits"
    with pytest.warns(UserWarning, match=words):
        entry = value_for("2023", value=9007199254740993)
    assert entry.value == 9007199254740992
    with pytest.warns(UserWarning, match=words):
        ap.Target(9007199254740993)
    with pytest.warns(UserWarning, match=words):
        ap.IndicatorProfile(baseline=9007199254740993)
    for value in (2**53, 2**53 + 2, 10**20, 9007199254740993.0, 0.1, 5, True + 1):
        silent(lambda value=value: value_for("2023", value=value))


@pytest.mark.parametrize("value", ["9007199254740993", 9007199254740993])
def test_in_a_table_too(value: Any) -> None:
    table = {"indicator": ["1/1"], "period": ["2023"], "value": [value], "reporter": ["Court"],
             "source": ["Report"]}  # fmt: skip
    with pytest.warns(UserWarning, match="row 1: Column value: 9007199254740993 counts as"):
        rows = ap.evidence_from_frame(table, recorded_on="2024-01-20")
    assert [one.code for one in rows.problems] == ["number_rounded"]
    assert rows.entries[0].value == 9007199254740992
