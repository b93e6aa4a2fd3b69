# SPDX-License-Identifier: Apache-2.0
"""Plans from data frames with columns of their own."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    with pytest.warns(UserWarning, match='plan_from_frame: The column "Farbe" is not known'):
        plan = ap.plan_from_frame({"Measure": ["Build"], "Deadline": ["2018"], "Farbe": ["red"]})
    ignored = [problem for problem in plan.problems if problem.code == "column_ignored"]
    assert ["Farbe" in problem.message for problem in ignored] == [True]


CALLS: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"Nr": [1.1, 1.2]}, {"Nr": "number"}, "of which 1.1 and 1.10 are one; give them as texts"),
    ({"Nr": [datetime.date(2018, 1, 2)]}, {"Nr": "number"}, "numbers as days; give them as texts"),
    ({"a": ["x"]}, {"b": "title"}, "no column 'b'; its columns are 'a'"),
    ({}, {"N": "number"}, "no column 'N'; it has none"),
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
            with pytest.raises(ap.InvalidArgument, match="give values of one kind"):
                ap.Frame(data)


def test_a_long_call_can_be_stopped() -> None:
    with pytest.raises(ap.Cancelled):
        ap.plan_from_frame(pd.DataFrame(ROWS), columns=COLUMNS, cancel=lambda: True)


def test_adoption_and_period_reach_deadlines() -> None:
    rows = {"Measure": ["Build", "Mend"], "Deadline": ["within 6 months of adoption", "annually"]}
    plan = ap.plan_from_frame(rows, adopted_on="2017-01-10", period="2017-2019")
    assert [str(measure.deadline.due) for measure in plan] == ["2017-07-10", "2019-12-31"]
    assert (str(plan.adopted_on), str(plan.period)) == ("2017-01-10", "2017-2019")
    assert [str(report.period) for report in plan.measures[1].deadline.expected_reports] == [
        "2017",
        "2018",
        "2019",
    ]


OWN = [
    {"Nr": "1", "Was": "Build", "Wer": "Works", "Rat": "Parks", "Frist": "2021", "Von": "10",
     "Ziel": "20", "Einheit": "km", "Mass": "length of roads", "Farbe": "red"},
    {"Nr": "2", "Was": "Mend", "Wer": "Works", "Rat": None, "Frist": "2022", "Mass": None},
]  # fmt: skip
OWN_COLUMNS = {
    "Nr": "number", "Was": "title", "Wer": "agencies", "Rat": "recommended", "Frist": "deadline",
    "Von": "baseline", "Ziel": "target", "Einheit": "unit", "Mass": "indicator", "Farbe": "extra",
}  # fmt: skip


def test_everything_of_a_list_of_dicts_is_read() -> None:
    reading = ap.reading_from_frame(OWN, columns=OWN_COLUMNS)
    said = reading.profile.indicators["1/1"]
    assert (said.baseline, said.targets[0].value, said.unit) == (10, 20, "km")
    assert [str(part.force) for part in reading.plan["1"].assignments] == ["binding", "recommended"]
    assert [extra.text for extra in reading.extra] == ["red"]
    with pytest.warns(UserWarning, match=r"reading_from_frame\(...\).profile has them"):
        plan = ap.plan_from_frame(OWN, columns=OWN_COLUMNS)
    assert plan == reading.plan


def test_csv_is_a_table(tmp_path: Path) -> None:
    content = "Nr;Was;Frist\n1.1;Build;2021\n1.10;Mend;2022\n".encode("utf-16")
    (tmp_path / "own.csv").write_bytes(content)
    columns = {"Nr": "number", "Was": "title", "Frist": "deadline"}
    for data in (content, tmp_path / "own.csv", str(tmp_path / "own.csv")):
        plan = ap.plan_from_frame(data, columns=columns)
        assert [measure.id for measure in plan] == ["1.1", "1.10"]
    with pytest.raises(ap.NotFound, match=r"gone\.csv"):
        ap.plan_from_frame(tmp_path / "gone.csv")
    with pytest.raises(ap.InvalidArgument, match="one name"):
        ap.plan_from_frame(b"a;a\n1;2\n")


def kept(plan: ap.Plan) -> list[Any]:
    """What a table of a plan's measures says of it."""
    return [
        (
            measure.id,
            measure.number,
            measure.title,
            measure.section,
            plan.section(measure.section).title if measure.section else None,
            measure.indicator_text,
            [(part.id, part.kind, part.text) for part in measure.indicators],
            sorted((plan.agency(a.agency).name, str(a.force)) for a in measure.assignments),
            [
                getattr(measure.deadline, name)
                for name in ("text", "kind", "start", "due", "edtf", "cadence", "due_original")
            ],
            measure.deadline.due_latest or measure.deadline.due,
        )
        for measure in plan
    ]


def as_csv(plan: ap.Plan) -> bytes:
    return bytes(plan.to_pandas().to_csv(index=False).encode())


def test_roles_of_names_that_the_plan_parts_come_back_from_its_table() -> None:
    lines = [
        "No,Measure,Agencies,Deadline",
        '1,A,"Lead: Parliament and Police",2017',
        "2,B,Implementers: Parliament; Police,2017",
        '3,C,"Lead: Ministry of Health, Labour and Welfare",2017',
    ]
    plan = ap.read_bytes("\n".join(lines).encode(), format="csv")
    roles = [[(one.text, str(one.role)) for one in measure.assignments] for measure in plan]
    assert roles[0] == [("Parliament", "lead"), ("Police", "lead")]
    assert roles[2] == [("Ministry of Health, Labour and Welfare", "lead")]
    again = ap.read(as_csv(plan), format="csv")
    assert [problem.code for problem in again.problems] == ["own_table"]
    assert [[(a.text, str(a.role)) for a in measure.assignments] for measure in again] == roles


def test_a_plan_comes_back_from_its_table(plan: ap.Plan, builder: ap.PlanBuilder) -> None:
    for one in (plan, builder.build()):
        again = ap.read(as_csv(one), format="csv")
        assert kept(again) == kept(one)
        assert again.title == one.title
        assert as_csv(again) == as_csv(one)
        assert [problem.code for problem in again.problems] == ["own_table"]


WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12)
MEASURES = st.lists(
    st.fixed_dictionaries(
        {
            "No": st.sampled_from(["", "1", "1.1", "1.10", "2.a", "x-3"]),
            "Measure": WORDS.map(lambda text: "Do " + text),
            "Section": st.sampled_from(["1. Openness", "Services", "3. \"Quoted\", and so on"]),
            "Indicator": st.sampled_from(["", "number of roads; law adopted", "Report published"]),
            "Agencies": st.sampled_from(["", "Works", "Lead: Works, Parks; Recommended to: Towns"]),
            "Recommended to": st.sampled_from(["", "Schools", "Works"]),
            "Deadline": st.sampled_from(
                ["", "2016-2018", "by 31 December 2018", "mid-2018", "quarterly", "snow 2019",
                 "June 2017, June 2018", "as needed", "postponed from 2017 to 2018"]
            ),
        }
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


@pytest.mark.filterwarnings("ignore:plan_from_frame. row")  # deadlines that nobody can read
@given(MEASURES)
def test_any_plan_comes_back_from_its_table(rows: list[dict[str, str]]) -> None:
    one = ap.plan_from_frame(rows, title="A plan", period="2016-2018")
    again = ap.read(as_csv(one), format="csv")
    assert kept(again) == kept(one)


@pytest.mark.parametrize(
    "change",
    [
        ("1.1,", ",", "no id"),
        ("2016-01-01", "2016-13-01", "no day"),
        ("window", "windows", "no kind"),
        (",force,", ",farce,", "another column"),
        ("\n1.2,", "\n1.1,", "an id that stands twice"),
    ],
    ids=lambda change: str(change[2]),
)
def test_a_table_that_was_changed_is_read_as_any_other(
    builder: ap.PlanBuilder, change: tuple[str, str, str]
) -> None:
    text = as_csv(builder.build()).decode()
    before, after, _ = change
    assert before in text
    plan = ap.read(text.replace(before, after, 1).encode(), format="csv")
    assert "own_table" not in {problem.code for problem in plan.problems}
    assert len(plan) == 2


@pytest.mark.parametrize(
    "header", ["No", "Nr.", "N°", "№", "#", "Ref", "Code", "Número", "S/N", "Номер"]
)
def test_decimal_numbers_of_measures_are_refused_below_any_header(header: str) -> None:
    table = pd.DataFrame({header: [1.1, 2.10], "Measure": ["a", "b"]})
    with pytest.raises(ap.InvalidArgument, match="are one; give them as texts"):
        ap.plan_from_frame(table, title="P")
    table[header] = ["1.1", "2.10"]
    assert [one.number for one in ap.plan_from_frame(table, title="P")] == ["1.1", "2.10"]
