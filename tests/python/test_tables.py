# SPDX-License-Identifier: Apache-2.0
"""Plan, Evidence, Assessment and Selection as tables of pyarrow, pandas, polars and DuckDB."""

from __future__ import annotations

import builtins
import datetime
import json
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import nanoarrow
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import actionplan as ap
from actionplan import forms


@pytest.fixture(scope="module")
def example() -> Path:
    return Path(__file__).resolve().parents[2] / "examples" / "data"


@pytest.fixture(scope="module")
def evidence(example: Path) -> ap.Evidence:
    rows = forms.read_evidence(example / "fictitious-evidence.csv", recorded_on="2019-02-01")
    return ap.Evidence(rows.entries)


@pytest.fixture(scope="module")
def assessment(plan: ap.Plan, evidence: ap.Evidence, example: Path) -> ap.Assessment:
    profile = ap.read_profile(example / "fictitious-profile.json")
    return ap.assess(ap.PlanHistory(plan, profile), evidence, as_of="2019-03-01")


def sound(table: Any) -> pa.Table:
    """The table by pyarrow, checked in full, and read alike by the others."""
    made = pa.table(table)
    made.validate(full=True)
    assert sum(len(batch) for batch in nanoarrow.ArrayStream(table)) == made.num_rows
    assert pl.DataFrame(table).columns == made.column_names
    assert pl.DataFrame(table).height == made.num_rows
    found = duckdb.sql("SELECT count(*) FROM made").fetchall()
    assert found == [(made.num_rows,)]
    return made


@pytest.mark.parametrize("table", list(ap.PlanTable))
def test_every_table_of_a_plan_is_sound(plan: ap.Plan, table: ap.PlanTable) -> None:
    builder = ap.PlanBuilder(plan)
    item = ap.FinanceItem("Cost", "1 500", 1500.0, "EUR", period="2016", source="State budget")
    builder.measures = [measure.replace(finance=[item]) for measure in plan]
    plan = builder.build()
    made = sound(plan.frame(table))
    frame = plan.to_pandas(table)
    assert list(frame.columns) == made.column_names == plan.to_polars(table).columns
    assert len(frame) == made.num_rows > 0


@pytest.mark.parametrize("table", list(ap.AssessmentTable))
def test_every_table_of_an_assessment_is_sound(
    assessment: ap.Assessment, table: ap.AssessmentTable
) -> None:
    made = sound(assessment.frame(table))
    chosen = assessment.where("section : 6", order="number desc")
    part = sound(chosen.frame(table))
    assert part.schema.equals(made.schema)
    assert len(chosen.to_pandas(table)) == part.num_rows < max(made.num_rows, 1)
    assert list(chosen.to_polars(table).columns) == made.column_names


@pytest.mark.parametrize("table", [*ap.PlanTable])
def test_tables_without_rows_are_sound(table: ap.PlanTable) -> None:
    made = sound(ap.PlanBuilder().build().frame(table))
    assert made.num_rows == 0
    assert ap.PlanBuilder().build().to_pandas(table).shape == (0, made.num_columns)


def test_the_schema_does_not_depend_on_the_rows(plan: ap.Plan, assessment: ap.Assessment) -> None:
    empty = ap.assess(ap.PlanBuilder().build(), as_of="2017-01-01")
    for table in ap.AssessmentTable:
        assert pa.table(empty.frame(table)).schema.equals(pa.table(assessment.frame(table)).schema)
    assert pa.table(ap.Evidence()).schema.equals(pa.table(assessment.evidence).schema)
    days = [pa.table(ap.assess(plan, as_of=day)) for day in ("2016-06-01", "2018-01-01")]
    assert pa.concat_tables(days).num_rows == 2 * len(plan)


def test_each_speaks_the_protocol_itself(
    plan: ap.Plan, assessment: ap.Assessment, evidence: ap.Evidence
) -> None:
    chosen = assessment.where("deadline_status = unreported")
    for source in (plan, assessment, evidence, chosen):
        assert sound(source).num_rows == len(source)


def test_words_are_dictionaries_and_days_are_days(assessment: ap.Assessment) -> None:
    schema = pa.table(assessment).schema
    status = schema.field("deadline_status").type
    assert pa.types.is_dictionary(status)
    assert status.index_type == pa.int8()
    assert schema.field("due").type == pa.date32()
    words = pa.table(assessment)["deadline_status"].chunk(0).dictionary.to_pylist()
    assert words == [str(word) for word in ap.DeadlineStatus]


def test_a_table_says_what_the_assessment_says(assessment: ap.Assessment) -> None:
    rows = pa.table(assessment).to_pylist()
    for row, measure in zip(rows, assessment, strict=True):
        assert row["number"] == measure.number
        assert row["deadline_status"] == measure.deadline_status
        assert row["due"] == measure.due
        assert row["days_late"] == measure.days_late
        assert row["derived"] == measure.derived
        assert (row["reasons"] or "").split("; ") == [str(r) for r in measure.reasons]
        assert row["reports_expected"] == measure.report_counts.expected
        assert row["as_of"] == assessment.as_of
    indicators = pa.table(assessment.frame("indicators")).to_pylist()
    wanted = [one for measure in assessment for one in measure.indicators]
    for row, one in zip(indicators, wanted, strict=True):
        assert (row["id"], row["status"]) == (one.id, one.status)
        assert (row["value"], row["target"]) == (one.value, one.target)
        assert (row["progress"], row["expected"]) == (one.progress, one.expected)
        assert row["target_set_by"] == one.target_set_by


def test_the_columns_of_indicators_are_those_of_the_assessment(assessment: ap.Assessment) -> None:
    table = pa.table(assessment.frame("indicators"))
    address = table["value"].chunk(0).buffers()[1].address
    assert address == np.asarray(assessment.values).ctypes.data
    codes = table["status"].chunk(0).indices.buffers()[1].address
    assert codes == np.asarray(assessment.indicator_status_codes).ctypes.data


def test_a_table_outlives_its_assessment(plan: ap.Plan) -> None:
    table = pa.table(ap.assess(plan, as_of="2017-06-30").frame("indicators"))
    assert set(table["status"].to_pylist()) == {"no_evidence"}


def test_evidence_has_the_columns_of_the_ledger(
    tmp_path: Path, plan: ap.Plan, evidence: ap.Evidence
) -> None:
    """The same names and values that any SQLite reader finds in a store."""
    entries = [
        *[evidence[at] for at in range(len(evidence))],
        ap.Entry("note", "2019-02-01", measure="1.1", text="A word", reporter="M", source="s"),
        ap.Entry(
            "deliverable",
            "2019-02-01",
            indicator="1.1/1",
            done=True,
            done_on="2016-03",
            reporter="M",
            source=ap.Source("https://example.org", "2018-01-02", "sha256:00"),
        ),
    ]
    entries.append(entries[0].replace(dimension={"region": "Bakı"}, observed_on="2018-12-31"))
    more = ap.Entry(
        "withdrawal",
        "2019-03-01",
        about=ap.entry_id(entries[0]),
        reporter="M",
        source="s",
        text="Taken back",
    )
    with ap.Store.create(tmp_path / "s.db", plan, recorded_on="2016-05-01") as store:
        with pytest.warns(UserWarning, match="the profile declares no parts of it"):
            store.append(entries)
        store.append([more])
        table = pa.table(store.evidence())
    with sqlite3.connect(tmp_path / "s.db") as reader:
        reader.row_factory = sqlite3.Row
        ledger = {row["id"]: dict(row) for row in reader.execute("SELECT * FROM ledger")}
    reader.close()
    names = [name for name in next(iter(ledger.values())) if name != "seq"]
    assert sorted(table.column_names) == sorted(names)
    assert len(ledger) == table.num_rows == len(entries) + 1
    for row in table.to_pylist():
        stored = ledger[row["id"]]
        for name, value in row.items():
            wanted = stored[name]
            if isinstance(value, datetime.date):
                wanted = (
                    datetime.date.fromisoformat(wanted)
                    if isinstance(wanted, str)
                    else (datetime.date(1970, 1, 1) + datetime.timedelta(days=wanted))
                )
            if name in {"dimension", "sources"} and value is not None:
                value, wanted = json.loads(value), json.loads(wanted)
            if name == "done" and value is not None:
                wanted = bool(wanted)
            assert value == (wanted if wanted != "" else None), name


def test_pandas_needs_no_pyarrow(
    assessment: ap.Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_import = builtins.__import__

    def without_pyarrow(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return real_import(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_pyarrow)
    frame = assessment.to_pandas()
    assert frame["due"].dtype == np.dtype("datetime64[s]")
    assert isinstance(frame["deadline_status"].dtype, pd.CategoricalDtype)
    counts = frame["deadline_status"].value_counts()
    assert {k: v for k, v in counts.items() if v} == {
        str(k): v for k, v in assessment.summary().items() if v
    }
    assert assessment.frame("indicators").to_pandas()["value"].dtype == np.dtype("float64")
    assert str(frame["days_late"].dtype) == "Int64"
    assert str(assessment.to_pandas("reports")["received"].dtype) == "bool"


def test_duckdb_asks_an_assessment(assessment: ap.Assessment) -> None:
    found = duckdb.sql(
        "SELECT deadline_status, count(*) FROM assessment GROUP BY ALL ORDER BY 2 DESC"
    ).fetchall()
    assert dict(found) == {str(k): v for k, v in assessment.summary().items() if v}


def test_targets_are_the_path_of_an_indicator(assessment: ap.Assessment) -> None:
    rows = pa.table(assessment.frame("targets")).to_pylist()
    path = [row for row in rows if row["indicator"] == "6.2.1/1"]
    assert (path[0]["value"], path[0]["is_baseline"]) == (10.0, True)
    assert path[-1]["value"] == 40.0
    assert all(row["target_set_by"] == "analyst" for row in path)


def test_targets_have_a_baseline_on_its_own_day_and_where_the_path_begins() -> None:
    read = ap.reading_from_frame(
        [{"No": "1", "Measure": "Reduce losses", "Indicator": "Losses in percent", "Unit": "%"}
         | {"Baseline 2021": 17.5, "Target": 12, "Lead": "U", "Deadline": "Q4 2025"}],
        title="P", adopted_on="2020-02-01", period="2020-2025", language="en",
    )  # fmt: skip
    history = ap.PlanHistory(read.plan, read.profile)
    frame = ap.assess(history, ap.Evidence([]), as_of="2025-06-01").frame("targets")
    rows = pa.table(frame).to_pylist()
    assert [(str(row["due"]), row["value"], row["is_baseline"]) for row in rows] == [
        ("2021-12-31", 17.5, True),
        ("2025-10-01", 17.5, True),
        ("2025-12-31", 12.0, False),
    ]


def test_a_measure_is_not_done_beside_an_indicator_that_is_not_met() -> None:
    plan = ap.plan_from_frame(
        [{"No": "1", "Measure": "Cut outages", "Indicator": "Number of outage hours"}
         | {"Lead": "U", "Deadline": "2023-2024"}],
        title="P", adopted_on="2022-12-01", period="2023-2024",
    )  # fmt: skip
    said = ap.IndicatorProfile(direction="down", targets=[ap.Target(200)], aggregation="sum")
    history = ap.PlanHistory(plan, ap.Profile(plan="P", indicators={"1/1": said}))
    entries = [
        ap.Entry(
            "observation",
            "2025-02-01",
            indicator="1/1",
            period=year,
            value=300.0,
            source="S",
            reporter="R",
        )
        for year in ("2023", "2024")
    ]
    found = ap.assess(history, ap.Evidence(entries), as_of="2025-06-30")["1"]
    assert str(found.indicators[0].status) == "not_met"
    assert str(found.deadline_status) == "overdue"
    assert found.indicators[0].progress is None
    assert str(found.derived) == "not_started"


class Text(HTMLParser):
    """The tags and texts of HTML; refuses what is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


HOSTILE = "<script>alert(1)</script>&<img src=x>"


def test_notebooks_show_small_escaped_tables(builder: ap.PlanBuilder) -> None:
    builder.heading = ap.PlanHeading(HOSTILE, "2016-04-27", "", "en", "2016")
    for place in range(30):
        builder.add(ap.Measure(f"9.{place}", number=f"9.{place}", title=HOSTILE + "x" * 200))
    made = builder.build()
    assessed = ap.assess(made, as_of="2017-01-01")
    evidence = ap.Evidence(
        [
            ap.Entry(
                "observation",
                "2017-01-01",
                indicator="1.1/1",
                value=1,
                period="2016",
                reporter=HOSTILE,
                source="s",
            )
        ]
    )
    for shown in (made, assessed, assessed.where(""), evidence, made.frame(), evidence.frame()):
        html = shown._repr_html_()
        found = Text(html)
        assert set(found.tags) <= {"p", "b", "br", "table", "thead", "tbody", "tr", "th", "td"}
        assert len(html) < 20_000
        assert repr(shown).startswith("<")
    assert "… and 22 more" in Text(made._repr_html_()).texts
    assert HOSTILE in "".join(Text(made._repr_html_()).texts)
    assert "unreported" in Text(assessed._repr_html_()).texts


def test_an_unknown_table_is_named(plan: ap.Plan) -> None:
    with pytest.raises(ap.InvalidArgument, match="use one of measures, indicators"):
        plan.frame("rows")
