# SPDX-License-Identifier: Apache-2.0
"""Plans from data frames with columns of their own."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import polars as pl
import pytest

import actionplan as ap

COLUMNS = {
    "Nr": "number",
    "Massnahme": "title",
    "Saeule": "section",
    "Messgroesse": "indicator",
    "Wer": "lead",
    "Mit": "supporting",
    "Frist": "deadline",
}
ROWS: dict[str, list[Any]] = {
    "Nr": ["1.1", "1.10", "2.1"],
    "Massnahme": ["Publish the budget", "Adopt a law", "Train civil servants"],
    "Saeule": ["1. Openness", "1. Openness", "2. Services"],
    "Messgroesse": ["Budget published", "Law adopted", "Number of trainings held"],
    "Wer": ["Ministry of Finance", "Parliament", "Civil Service Agency"],
    "Mit": [None, None, "Digital Agency; Ministry of Finance"],
    "Frist": ["2017-2019", "by 31 December 2018", None],
}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, dict, ap.Frame], ids=str)
def test_a_frame_is_a_plan(make: Any) -> None:
    plan = ap.plan_from_frame(
        make(ROWS),
        title="A plan of our own",
        columns=COLUMNS,
        dates=ap.DateSettings(adopted_on="2017-01-10", plan_period="2017-2019"),
    )
    assert plan.title == "A plan of our own"
    assert str(plan.adopted_on) == "2017-01-10"
    assert [measure.number for measure in plan] == ["1.1", "1.10", "2.1"]
    assert plan["1.10"].deadline.due == datetime.date(2018, 12, 31)
    assert str(plan["2.1"].deadline.kind) == "no_date"
    assert [str(part.kind) for part in plan["2.1"].indicators] == ["count"]
    assert [section.title for section in plan.sections] == ["Openness", "Services"]
    roles = {plan.agency(one.agency).name: str(one.role) for one in plan["2.1"].assignments}
    assert roles == {
        "Civil Service Agency": "lead",
        "Digital Agency": "supporting",
        "Ministry of Finance": "supporting",
    }
    assert [problem.code for problem in plan.problems] == []  # each column is declared


def test_a_column_of_days_is_a_deadline() -> None:
    frame = pd.DataFrame(
        {
            "Measure": ["Build", "Mend", "Sell"],
            "Deadline": pd.to_datetime(["2018-06-30", "2019-12-31", None]),
        }
    )
    plan = ap.plan_from_frame(frame)
    assert [measure.deadline.due for measure in plan] == [
        datetime.date(2018, 6, 30),
        datetime.date(2019, 12, 31),
        None,
    ]
    assert [measure.number for measure in plan] == ["1", "2", "3"]  # a title alone is no heading


def test_first_and_last_days_are_a_window() -> None:
    frame = pd.DataFrame(
        {"Measure": ["Build"], "von": ["2018-01-01"], "bis": [datetime.date(2018, 6, 30)]}
    )
    (measure,) = ap.plan_from_frame(frame, columns={"von": "start", "bis": "end"})
    assert (measure.deadline.start, measure.deadline.due) == (
        datetime.date(2018, 1, 1),
        datetime.date(2018, 6, 30),
    )


def test_a_column_that_nobody_knows_is_named_with_its_place() -> None:
    plan = ap.plan_from_frame({"Measure": ["Build"], "Deadline": ["2018"], "Farbe": ["red"]})
    ignored = [problem for problem in plan.problems if problem.code == "column_ignored"]
    assert ["Farbe" in problem.message for problem in ignored] == [True]


CALLS: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"Nr": [1.1, 1.2]}, {"Nr": "number"}, "of which 1.1 and 1.10 are one; give them as texts"),
    ({"Nr": [datetime.date(2018, 1, 2)]}, {"Nr": "number"}, "numbers as days; give them as texts"),
    ({"a": ["x"]}, {"b": "title"}, "no column 'b'; its columns are a"),
    ({"a": ["x"], "b": ["y"]}, {"a": "title", "b": "title"}, "'title' to 'a' and 'b'"),
    ({"a": ["x"]}, {"a": "headline"}, "'headline'; give one of number, title"),
]


@pytest.mark.parametrize(("data", "columns", "want"), CALLS, ids=[want for *_, want in CALLS])
def test_what_cannot_be_meant_is_refused(
    data: dict[str, Any], columns: dict[str, str], want: str
) -> None:
    with pytest.raises(ap.InvalidArgument, match=want) as raised:
        ap.plan_from_frame(data, columns=columns)
    assert "\n" not in str(raised.value)


def test_a_table_without_a_column_that_is_known_holds_no_plan() -> None:
    with pytest.raises(ap.ParseError, match=r"columns=\{'x': 'title'\}") as raised:
        ap.plan_from_frame({"x": ["1"], "y": ["2"]})
    assert raised.value.code == "no_plan"


def test_a_column_that_is_not_known_can_be_declared() -> None:
    plan = ap.plan_from_frame({"Measure": ["Build"], "Deadline": ["2018"], "Farbe": ["red"]})
    (said,) = [one.message for one in plan.problems if one.code == "column_ignored"]
    assert "columns={'Farbe': ...}" in said


def test_reading_a_frame_says_what_to_call() -> None:
    for table in (pd.DataFrame(ROWS), pl.DataFrame(ROWS), ROWS):
        with pytest.raises(TypeError, match=r"source is a \w+; .* plan_from_frame\(data\)"):
            ap.read(table)  # type: ignore[arg-type]


def test_whole_numbers_among_texts_are_texts() -> None:
    mixed = {"Nr": [1, "1a", None], "Measure": ["Build", "Mend", "Sell"], "Deadline": [2018] * 3}
    for data in (mixed, pd.DataFrame(mixed)):
        frame = ap.Frame(data)
        assert frame.texts("Nr") == ["1", "1a", None]
        plan = ap.plan_from_frame(data, columns={"Nr": "number"})
        assert [str(measure.deadline.due) for measure in plan] == ["2018-12-31"] * 3
    for bad in ([1.1, "1.10"], [True, "x"]):
        for data in ({"a": bad}, pd.DataFrame({"a": bad})):
            with pytest.raises(ap.InvalidArgument, match="among values of another kind"):
                ap.Frame(data)


def test_a_long_call_can_be_stopped() -> None:
    with pytest.raises(ap.Cancelled):
        ap.plan_from_frame(pd.DataFrame(ROWS), columns=COLUMNS, cancel=lambda: True)
