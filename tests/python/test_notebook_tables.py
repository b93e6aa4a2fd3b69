# SPDX-License-Identifier: Apache-2.0
"""What is a table goes into pandas by its constructor, and shows a few rows without making more."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import actionplan as ap
from actionplan import _notebook


@pytest.fixture(scope="module")
def assessment(plan: ap.Plan) -> ap.Assessment:
    rating = ap.Entry(
        "rating",
        "2017-03-01",
        measure="4.1.2",
        completion="withdrawn",
        reporter="A rater",
        reporter_type="independent",
        source="A report",
    )
    value = ap.Entry(
        "observation",
        "2017-03-01",
        indicator="6.2.1/1",
        value=12.5,
        n=8,
        period="2016",
        reporter="Ministry",
        source="Report",
        dimension={"sex": "f"},
    )
    return ap.assess(plan, ap.Evidence([rating, value]), as_of="2017-06-30")


TABLES: dict[str, Callable[[ap.Assessment], Any]] = {
    "plan": lambda a: a.plan,
    "assessment": lambda a: a,
    "selection": lambda a: a.where("section : 4", order="number desc"),
    "evidence": lambda a: a.evidence,
    "comparison": lambda a: ap.compare(ap.assess(a.plan, as_of="2016-06-30"), a),
    "counts": lambda a: a.summary(),
    "amendment": lambda a: ap.amend(a.plan, a.plan),
    "frame": lambda a: a.frame("indicators"),
    "page_of_columns": lambda _: ap.Frame({"dimension:sex": ["f", None], "class": [1, 2]}),
}


@pytest.mark.parametrize("name", list(TABLES))
def test_pandas_takes_it_by_its_constructor(name: str, assessment: ap.Assessment) -> None:
    table = TABLES[name](assessment)
    made = pd.DataFrame(table)
    want = table.to_pandas()
    assert list(made.columns) == list(want.columns)
    assert len(made) == len(want) > 0
    for column in want.columns:
        assert list(made[column].isna()) == list(want[column].isna()), column
        is_there = ~want[column].isna()
        if pd.api.types.is_numeric_dtype(want[column]):
            assert list(made[column][is_there]) == list(want[column][is_there]), column
        else:
            same = made[column][is_there].astype(str) == want[column][is_there].astype(str)
            assert same.all(), column
        if pd.api.types.is_datetime64_dtype(want[column]) and is_there.any():
            assert pd.api.types.is_datetime64_dtype(made[column]), column


@pytest.mark.parametrize("name", sorted(TABLES.keys() - {"counts"}))  # a mapping, to both
def test_polars_and_pyarrow_take_it_by_theirs(name: str, assessment: ap.Assessment) -> None:
    table = TABLES[name](assessment)
    columns = list(table.to_pandas().columns)
    assert pl.DataFrame(table).columns == columns
    assert pa.table(table).column_names == columns


def test_several_days_are_one_table(plan: ap.Plan) -> None:
    days = ap.assess_days(plan, as_of=["2016-12-31", "2018-12-31"])
    made = pd.DataFrame(days)
    assert len(made) == 2 * len(plan) == len(days.to_pandas())
    assert list(made["as_of"].astype(str).unique()) == ["2016-12-31", "2018-12-31"]
    assert len(days) == 2
    assert days[-1].as_of > days[0].as_of
    assert [one.as_of for one in days] == [days[0].as_of, days[1].as_of]
    assert "2018-12-31" in repr(days)
    with pytest.raises(ap.InvalidArgument, match="as_of names no day; give one or more"):
        ap.assess_days(plan, as_of=[])


def test_rows_are_objects_and_nothing_else(plan: ap.Plan) -> None:
    rows = np.asarray(plan)
    assert rows.dtype == object
    assert rows[0].number == plan.measures[0].number
    assert "number" in repr(rows[0])
    with pytest.raises(TypeError, match="ask a column of to_pandas"):
        np.asarray(plan, dtype=float)
    with pytest.raises(ValueError, match="leave `copy` out"):
        np.asarray(plan, copy=False)


def test_what_has_rows_can_be_iterated_over(assessment: ap.Assessment) -> None:
    assert list(assessment.evidence) == [assessment.evidence[0], assessment.evidence[1]]
    compared = TABLES["comparison"](assessment)
    assert tuple(change.id for change in compared) == tuple(c.id for c in compared.changes)
    first = next(iter(assessment.frame()))
    assert first.number == assessment.at(0).number
    assert {row.change for row in TABLES["amendment"](assessment)} == {"kept"}


def test_an_assessed_measure_knows_its_title_and_shows_itself(assessment: ap.Assessment) -> None:
    row = assessment["6.2.1"]
    assert row.title == row.measure.title == assessment.plan["6.2.1"].title
    shown = row._repr_html_()
    assert "6.2.1/1" in shown
    assert str(row.deadline_status) in shown


class Counted:
    """Stands for a table, counts the items that are made of it, and has no frame."""

    def __init__(self, of: Any) -> None:
        self._of = of
        self.made = 0

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> Iterator[Any]:
        for item in self._of:
            self.made += 1
            yield item

    def __getattr__(self, name: str) -> Any:
        assert name not in ("frame", "to_pandas", "measures"), f"{name} makes every row"
        return getattr(self._of, name)


@pytest.fixture(scope="module")
def large() -> ap.Assessment:
    builder = ap.PlanBuilder()
    for place in range(500):
        builder.add(ap.Measure(f"m{place}", number=str(place), title="Do"))
    entries = [
        ap.Entry("note", "2017-01-01", measure=f"m{at}", text="x", reporter="R", source="s")
        for at in range(500)
    ]
    return ap.assess(builder.build(), ap.Evidence(entries), as_of="2017-06-30")


@pytest.mark.parametrize(
    ("html", "of"),
    [
        (_notebook.plan_html, lambda a: a.plan),
        (_notebook.selection_html, lambda a: a.where("")),
        (_notebook.evidence_html, lambda a: a.evidence),
    ],
    ids=["plan", "selection", "evidence"],
)
def test_ten_rows_are_shown_and_no_others_made(
    html: Callable[[Any], str], of: Callable[[ap.Assessment], Any], large: ap.Assessment
) -> None:
    counted = Counted(of(large))
    shown = html(counted)
    assert shown == of(large)._repr_html_()
    assert shown.count("<tr>") == 1 + 10
    assert "… and 490 more" in shown
    assert counted.made == 10


def test_an_assessment_is_shown_by_its_counts_alone(large: ap.Assessment) -> None:
    counted = Counted(large)
    assert _notebook.assessment_html(counted) == large._repr_html_()
    assert counted.made == 0


def test_a_frame_is_asked_for_the_rows_that_it_shows() -> None:
    frame = ap.Frame({"a": list(range(500)), "b": ["x"] * 500})
    asked: list[tuple[Any, ...]] = []

    class Watched(Counted):
        def texts(self, *arguments: Any) -> Any:
            asked.append(arguments)
            return frame.texts(*arguments)

    assert _notebook.frame_html(Watched(frame)) == frame._repr_html_()
    assert asked == [("a", 0, 10), ("b", 0, 10)]


def test_a_comparison_shows_the_first_measures(large: ap.Assessment) -> None:
    builder = ap.PlanBuilder(large.plan)
    builder.measures = [
        measure.replace(deadline=ap.Deadline("2018", "window", "2018-01-01", "2018-12-31", "2018"))
        for measure in builder.measures
    ]
    compared = ap.compare(large, ap.assess(builder.build(), as_of="2017-06-30"))
    shown = compared._repr_html_()
    assert "500 measures changed, 0 did not" in shown
    assert "… and 490 more measures" in shown
    assert shown.count("deadline_status") == 10


def test_nothing_heavy_is_imported_to_be_taken_by_pandas() -> None:
    script = (
        "import sys, actionplan as ap; plan = ap.Plan(); hasattr(plan, '__array__');"
        "plan._repr_html_(); print('numpy' in sys.modules or 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert done.stdout.strip() == b"False"
