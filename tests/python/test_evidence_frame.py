# SPDX-License-Identifier: Apache-2.0
"""Evidence from data frames: the same columns, checks and verdicts as from CSV."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pytest
from as_in_memory import memory_ids

import actionplan as ap

# What is left out is a warning as well (test_said_aloud.py).
pytestmark = pytest.mark.filterwarnings("ignore:evidence_from_[a-z]+. left out")
DAY = "2019-06-01"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "data"
READERS = {
    "pandas": lambda data: pd.read_csv(io.BytesIO(data)),
    "polars": lambda data: pl.read_csv(io.BytesIO(data)),
    "pyarrow": lambda data: pa.csv.read_csv(io.BytesIO(data)),
    "duckdb": lambda data: _duckdb(data),
}


def _duckdb(data: bytes) -> Any:
    text = pa.csv.read_csv(io.BytesIO(data))
    connection = duckdb.connect()
    connection.register("given", text)
    return connection.sql("SELECT * FROM given")


@pytest.mark.parametrize("reader", list(READERS))
@pytest.mark.parametrize("file", ["az-evidence.csv", "fictitious-evidence.csv"])
def test_a_frame_gives_the_entries_of_its_csv(reader: str, file: str) -> None:
    """However a library types the columns: years as numbers, days as dates, words as texts."""
    data = (EXAMPLES / file).read_bytes()
    wanted = ap.evidence_from_csv(data, recorded_on=DAY)
    rows = ap.evidence_from_frame(READERS[reader](data), recorded_on=DAY)
    assert rows.problems == ()
    assert rows.entries == wanted.entries
    assert rows.lines == tuple(range(1, len(wanted.entries) + 1))


def made() -> dict[str, Any]:
    return {
        "indicator": ["1.1/1", "1.1/1", "1.1/2"],
        "value": [12.5, 7, None],
        "n": [400, None, None],
        "standard_error": [0.5, None, None],
        "period": [2016, 2017, None],
        "done": [None, None, True],
        "done_on": [None, None, datetime.date(2017, 3, 1)],
        "dimension:region": ["Bakı", None, None],
        "reporter": ["Ministry"] * 3,
        "reporter_type": ["independent"] * 3,
        "source": ["https://example.org"] * 3,
        "accessed_on": [datetime.date(2018, 1, 2)] * 3,
    }


@pytest.mark.parametrize(
    "make",
    [
        lambda: made(),
        lambda: pd.DataFrame(made()),
        lambda: pd.DataFrame(made()).astype({"reporter_type": "category"}),
        lambda: pl.DataFrame(made()),
        lambda: pl.DataFrame(made()).with_columns(pl.col("reporter_type").cast(pl.Categorical)),
        lambda: pa.table(made()),
        lambda: ap.Frame(made()),
        lambda: {**made(), "value": np.array([12.5, 7, np.nan])},
    ],
    ids=[
        "dict",
        "pandas",
        "pandas category",
        "polars",
        "polars category",
        "pyarrow",
        "Frame",
        "numpy",
    ],
)
def test_columns_may_be_of_any_type_that_holds_them(make: Any) -> None:
    rows = ap.evidence_from_frame(make(), recorded_on=DAY)
    assert rows.problems == ()
    shared: dict[str, Any] = {
        "reporter": "Ministry",
        "reporter_type": "independent",
        "source": ap.Source("https://example.org", "2018-01-02"),
    }
    assert rows.entries == (
        ap.Entry(
            "observation",
            DAY,
            indicator="1.1/1",
            value=12.5,
            n=400,
            standard_error=0.5,
            period="2016",
            dimension={"region": "Bakı"},
            **shared,
        ),
        ap.Entry("observation", DAY, indicator="1.1/1", value=7, period="2017", **shared),
        ap.Entry("deliverable", DAY, indicator="1.1/2", done=True, done_on="2017-03-01", **shared),
    )


@pytest.mark.parametrize(
    ("changed", "line", "column", "says"),
    [
        ({"value": ["12,5", "7", None]}, 1, 2, "declare how numbers are written"),
        ({"period": ["2016", "then", None]}, 2, 5, "Column period"),
        ({"reporter_type": ["independent", "me", "independent"]}, 2, 10, "is none of"),
        ({"done": ["maybe", None, None]}, 1, 6, "neither yes nor no"),
        ({"source": ["s", "", "s"]}, 2, 1, "source"),
        ({"n": [1.5, None, None]}, 1, 3, "no whole number"),
        ({"accessed_on": np.array(["2018-01-02T12:00"] * 3, dtype="M8[s]")}, 1, 1, "within a day"),
    ],
)
def test_a_row_that_is_not_sound_is_named_and_the_others_read(
    changed: dict[str, Any], line: int, column: int, says: str
) -> None:
    data = (
        pa.table({**pa.table(made()).to_pydict(), **changed})
        if "accessed_on" not in changed
        else (pa.table(made()).set_column(11, "accessed_on", pa.array(changed["accessed_on"])))
    )
    rows = ap.evidence_from_frame(data, recorded_on=DAY)
    first = rows.problems[0]
    assert says in first.message
    assert first.place.line == line
    assert first.severity == "error"
    assert {problem.place.line for problem in rows.problems}.isdisjoint(rows.lines)
    assert len(rows.entries) + len({p.place.line for p in rows.problems}) == 3


def test_the_same_problems_as_from_csv() -> None:
    csv = "indicator,value,perriod,reporter,source\n1.1/1,x,2016,M,s\n1.1/1,3,2016,M,\n"
    table = pl.read_csv(io.StringIO(csv), infer_schema=False)
    from_csv = ap.evidence_from_csv(csv, recorded_on=DAY)
    from_frame = ap.evidence_from_frame(table, recorded_on=DAY)
    assert [(p.code, p.message) for p in from_frame.problems] == [
        (p.code, p.message) for p in from_csv.problems
    ]


def test_blank_rows_of_a_form_are_counted() -> None:
    data = {
        "indicator": ["1.1/1", "1.1/2"],
        "value": [None, 1],
        "reporter": ["M"] * 2,
        "period": [2016] * 2,
        "source": ["s"] * 2,
    }
    rows = ap.evidence_from_frame(data, recorded_on=DAY)
    assert (len(rows.entries), rows.blank_rows) == (1, 1)


def test_what_is_no_evidence_is_refused() -> None:
    with pytest.raises(ap.ParseError, match="names no column of evidence"):
        ap.evidence_from_frame({"x": [1]}, recorded_on=DAY)
    with pytest.raises(ap.InvalidArgument, match="is no table"):
        ap.evidence_from_frame(5, recorded_on=DAY)  # type: ignore[arg-type, unused-ignore]


def test_a_store_takes_them_as_it_takes_rows_of_csv(tmp_path: Path, plan: ap.Plan) -> None:
    data = (EXAMPLES / "az-evidence.csv").read_bytes()
    rows = ap.evidence_from_frame(pl.read_csv(io.BytesIO(data)), recorded_on=DAY)
    with ap.Store.create(tmp_path / "s.db", plan, recorded_on="2016-05-01") as store:
        ids = store.append(rows.entries, lines=rows.lines)
        known = memory_ids(store.evidence())
        assert [known[one] for one in ids] == [ap.entry_id(entry) for entry in rows.entries]
        assert len(store.evidence()) == len(rows.entries)
