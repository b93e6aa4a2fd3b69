# SPDX-License-Identifier: Apache-2.0
"""Tables from every library that speaks the Arrow PyCapsule protocol, and back."""

from __future__ import annotations

import array
import datetime
import gc
import sys
from typing import Any

import duckdb
import nanoarrow
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import actionplan as ap

COLUMNS: dict[str, list[Any]] = {
    "yes": [True, None, False, True],
    "whole": [1, -2, None, 2**40],
    "number": [0.5, None, 1e-9, 2.0],
    "word": ["Bakı", None, "", "Gəncə, and more than twelve bytes"],
    "day": [
        datetime.date(2017, 6, 30),
        None,
        datetime.date(1969, 12, 31),
        datetime.date(2000, 2, 29),
    ],
}
NOON = datetime.datetime.fromisoformat("2017-01-01T12:00")
TEXTS = {
    "yes": ["true", None, "false", "true"],
    "whole": ["1", "-2", None, str(2**40)],
    "number": ["0.5", None, "1e-09", "2"],
    "word": ["Bakı", None, "", "Gəncə, and more than twelve bytes"],
    "day": ["2017-06-30", None, "1969-12-31", "2000-02-29"],
}


def producers() -> dict[str, Any]:
    table = pa.table(COLUMNS)
    frame = pl.DataFrame(COLUMNS)
    pandas = pd.DataFrame(
        {
            "yes": pd.array(COLUMNS["yes"], dtype="boolean"),
            "whole": pd.array(COLUMNS["whole"], dtype="Int64"),
            "number": COLUMNS["number"],
            "word": COLUMNS["word"],
            "day": pd.to_datetime(pd.Series(COLUMNS["day"])).astype("datetime64[s]"),
        }
    )
    return {
        "pyarrow table": table,
        "pyarrow batch": table.to_batches()[0],
        "pyarrow reader": table.to_reader(max_chunksize=3),
        "pyarrow slices": pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)]),
        "pyarrow dictionaries": pa.table(
            {**{k: table[k] for k in COLUMNS}, "word": table["word"].dictionary_encode()}
        ),
        "pyarrow views": table.set_column(3, "word", table["word"].cast(pa.string_view())),
        "pyarrow large": table.set_column(3, "word", table["word"].cast(pa.large_string())),
        "polars": frame,
        "polars chunks": pl.concat([frame[:2], frame[2:]], rechunk=False),
        "polars categories": frame.with_columns(pl.col("word").cast(pl.Categorical)),
        "pandas": pandas,
        "pandas categories": pandas.assign(word=pandas["word"].astype("category")),
        "duckdb": duckdb.sql("SELECT * FROM frame"),
        "lists": COLUMNS,
        "a Frame": ap.Frame(table),
        "round trip": ap.Frame(ap.Frame(table)),
    }


@pytest.mark.parametrize("name", list(producers()))
def test_every_library_is_read_alike(name: str) -> None:
    frame = ap.Frame(producers()[name])
    assert len(frame) == 4
    assert {column: frame.texts(column) for column in frame.columns} == TEXTS
    assert frame.dates("day") == COLUMNS["day"]
    assert np.array_equal(frame.doubles("number"), [0.5, np.nan, 1e-9, 2.0], equal_nan=True)
    assert list(frame.doubles("whole"))[1] == -2
    codes, labels = frame.categories("word")
    assert [labels[code] if code >= 0 else None for code in codes] == COLUMNS["word"]


@pytest.mark.parametrize("name", ["pandas", "pandas categories"])
def test_pandas_without_pyarrow_reads_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = producers()[name]

    def without_pyarrow(*_: object) -> None:
        raise ImportError("pyarrow")

    monkeypatch.setattr(pd.DataFrame, "__arrow_c_stream__", without_pyarrow)
    frame = ap.Frame(source)
    assert {column: frame.texts(column) for column in frame.columns} == TEXTS


def test_numbers_are_borrowed_where_they_lie() -> None:
    values = np.arange(1000.0)
    frame = ap.Frame({"x": values})
    assert np.shares_memory(np.asarray(frame.doubles("x")), values)
    references = sys.getrefcount(values)
    del frame
    gc.collect()
    assert sys.getrefcount(values) < references
    table = pa.table({"x": values})
    borrowed = np.asarray(ap.Frame(table).doubles("x"))
    assert borrowed.ctypes.data == table["x"].chunk(0).buffers()[1].address
    del table
    gc.collect()
    assert borrowed.sum() == 499500.0


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (np.array([1, 2, 3], dtype="i2")[::2], [1, 3]),
        (np.array([1, 2], dtype=">i4"), [1, 2]),
        (np.array([True, False]), [1, 0]),
        (np.array([1, 2], dtype="f4"), [1, 2]),
        (np.ma.array([1.0, 2.0], mask=[False, True]), [1, np.nan]),
        (array.array("d", [1.5, 2.5]), [1.5, 2.5]),
        (memoryview(b"\x01\x02"), [1, 2]),
        ([1, 2.5], [1, 2.5]),
        ([np.int64(1), None], [1, np.nan]),
        (pd.Series([1, 2]), [1, 2]),
        (pl.Series([1, None]), [1, np.nan]),
        ([None, None], [np.nan, np.nan]),
    ],
)
def test_numbers_of_many_kinds(values: Any, wanted: list[float]) -> None:
    assert np.array_equal(ap.Frame({"x": values}).doubles("x"), wanted, equal_nan=True)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"x": [1], "y": [1, 2]}, 'Column "y": it has 2 values'),
        ({"x": [1.5, "a"]}, "row 2 holds .*a.*, a str, and row 1 holds .*1.5.*, a float"),
        ({"x": [{}]}, "a dict in row 1"),
        ({"x": "text"}, "a str is no column"),
        ({"x": 5}, "an? int is no column"),
        ({"x": np.zeros((2, 2))}, "more than one dimension"),
        ({"x": [2**64]}, "64 bits"),
        ({1: [1]}, "is called 1"),
        (5, "int is no table"),
        (pa.array([1, 2]), "single column"),
        (pl.Series([1]), "single column"),
        ({"x": [NOON]}, "within a day"),
        ({"x": np.array(["2017-01-01T12:00"], dtype="M8[s]")}, "within a day"),
    ],
)
def test_what_is_no_table_is_refused(data: Any, says: str) -> None:
    with pytest.raises(ap.InvalidArgument, match=says):
        ap.Frame(data)


@pytest.mark.parametrize(
    ("values", "read", "says"),
    [
        (pa.array([[1]]), "doubles", r'format "\+l"'),
        (pa.array([b"x"]), "texts", 'format "z"'),
        (pa.array([NOON]), "dates", "within a day"),
        (pa.array([0], pa.timestamp("s", "Asia/Baku")), "dates", "zone"),
        (pa.array(["a"]), "doubles", "no numbers"),
        (pa.array([1.5]), "dates", "no days"),
        (pa.array(["soon"]), "dates", 'Column "odd": Date "soon" cannot be read; write'),
        (pa.array([1.5]), "categories", "not whole"),
        (pa.array([2**63], pa.uint64()), "categories", "too large"),
    ],
)
def test_what_cannot_be_read_is_refused_when_it_is_read(values: Any, read: str, says: str) -> None:
    frame = ap.Frame(pa.table({"odd": values, "sound": [1.0]}))
    assert list(frame.doubles("sound")) == [1.0]
    with pytest.raises(ap.InvalidArgument, match=says):
        getattr(frame, read)("odd")
    with pytest.raises(ap.NotFound, match="its columns are odd, sound"):
        frame.doubles("missing")


def test_an_error_of_the_producer_is_said() -> None:
    def batches() -> Any:
        yield pa.record_batch({"x": [1]})
        raise RuntimeError("the well is dry")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"x": pa.int64()}), batches())
    with pytest.raises(ap.InvalidArgument, match="the well is dry"):
        ap.Frame(reader)


def test_a_stream_is_taken_once() -> None:
    class Once:
        def __init__(self) -> None:
            self.capsule = pa.table({"x": [1]}).__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.capsule

    once = Once()
    assert len(ap.Frame(once)) == 1
    with pytest.raises(ap.InvalidArgument, match="taken before"):
        ap.Frame(once)


def test_a_wrong_capsule_is_refused() -> None:
    class Wrong:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return pa.schema({"x": pa.int64()}).__arrow_c_schema__()

    with pytest.raises(ap.InvalidArgument, match="arrow_array_stream"):
        ap.Frame(Wrong())


@pytest.mark.parametrize("name", list(producers()))
def test_what_goes_out_is_sound(name: str) -> None:
    frame = ap.Frame(producers()[name])
    table = pa.table(frame)
    table.validate(full=True)
    assert table["word"].to_pylist() == COLUMNS["word"]
    back = pl.DataFrame(frame)
    assert back["word"].cast(pl.String).to_list() == COLUMNS["word"]
    assert duckdb.sql("SELECT count(*), count(word), max(number) FROM frame").fetchall() == [
        (4, 3, 2.0)
    ]
    assert sum(len(batch) for batch in nanoarrow.ArrayStream(frame)) == 4
    assert table.to_pandas()["word"].iloc[0] == "Bakı"


def test_a_stream_that_nobody_takes_is_freed() -> None:
    values = np.arange(10.0)
    before = sys.getrefcount(values)
    capsule = ap.Frame({"x": values}).__arrow_c_stream__()
    del capsule
    gc.collect()
    assert sys.getrefcount(values) == before


def test_a_table_without_rows_keeps_its_columns() -> None:
    empty = pa.table({"x": pa.array([], pa.float64()), "w": pa.array([], pa.string())})
    frame = ap.Frame(empty)
    assert (len(frame), frame.columns) == (0, ("x", "w"))
    assert list(frame.doubles("x")) == []
    assert frame.categories("w")[1] == ()
    assert pa.table(frame).schema.equals(empty.schema)
