# SPDX-License-Identifier: Apache-2.0
"""Estimation on Spark: each partition is accumulated where it lies, the parts are merged and
finished here, and every bit is that of one machine. Run by `script/test --spark`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

from actionplan.survey import Design, Sums, accumulate_batches

# What PySpark warns of as it starts, and sockets that it leaves to the collector, are not ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

ROWS = 40_000  # of each part
PARTS = 5
VARIABLES = ["income", "members"]
DESIGN = {"weights": "weight", "strata": "stratum", "clusters": "cluster"}
GIVEN: dict[str, Any] = {"by": "region", "missing": "omit", **DESIGN}


def make_part(folder: Path, part: int) -> Path:
    """Strata, clusters and regions that also occur in other parts; an offset that costs digits."""
    draw = np.random.default_rng(part)
    stratum = draw.integers(0, 8, ROWS)
    income = draw.normal(1e6, 1, ROWS) + stratum
    table = pa.table(
        {
            "part": pa.array(np.full(ROWS, part, np.int32)),
            "weight": draw.uniform(1, 3, ROWS),
            "stratum": stratum,
            "cluster": stratum * 100 + draw.integers(0, 12, ROWS),
            "region": np.array(["north", "south", f"only-{part % 2}"])[draw.integers(0, 3, ROWS)],
            "income": pa.array(income, mask=draw.random(ROWS) < 0.01),
            "members": draw.integers(1, 9, ROWS),
        }
    )
    file = folder / f"part-{part}.parquet"
    pq.write_table(table, file, row_group_size=7_000)
    return file


def accumulate_partition(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What a worker does: one pass over its rows, then a few kilobytes to send."""
    seen: set[int] = set()

    def watched() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            seen.update(batch.column("part").unique().to_pylist())
            yield batch

    sums = accumulate_batches(watched(), VARIABLES, **GIVEN)
    if sums is not None:
        (part,) = seen
        yield pa.RecordBatch.from_pydict({"part": [part], "sums": [sums.to_bytes()]})


def merged(parts: Iterable[bytes]) -> Sums:
    first, *others = [Sums.from_bytes(data, VARIABLES, ["region"]) for data in parts]
    for other in others:
        first.merge(other)
    return first


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("microdata")
    return [make_part(folder, part) for part in range(PARTS)]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("actionplan")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        # Not a whole number of our parts, and one partition for each file.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "3333")
        .config("spark.sql.files.maxPartitionBytes", str(1 << 30))
        .config("spark.sql.files.openCostInBytes", str(1 << 30))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def from_spark(spark: SparkSession, files: list[Path]) -> list[bytes]:
    """The parts' sums in order of the partitions."""
    rows = (
        spark.read.parquet(*map(str, files))
        .mapInArrow(accumulate_partition, "part long, sums binary")
        .collect()
    )
    assert sorted(row.part for row in rows) == list(range(PARTS))
    return [bytes(row.sums) for row in sorted(rows, key=lambda row: row.part)]


def test_spark_gives_the_bits_of_one_machine(files: list[Path], from_spark: list[bytes]) -> None:
    here = [
        accumulate_batches(pq.ParquetFile(file).iter_batches(11_111), VARIABLES, **GIVEN)
        for file in files
    ]
    for there, sums in zip(from_spark, here, strict=True):
        assert sums is not None
        assert there == sums.to_bytes()
    one = merged([sums.to_bytes() for sums in here if sums is not None])
    other = merged(from_spark)
    assert other.to_bytes() == one.to_bytes()
    a, b = other.mean(), one.mean()
    assert a.labels == b.labels
    for name in ("estimate", "se", "cov", "df", "n", "weighted_n"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def test_merged_parts_are_the_whole_sample(files: list[Path], from_spark: list[bytes]) -> None:
    table = pa.concat_tables([pq.read_table(file) for file in files])
    whole = Design(table, **DESIGN).mean(VARIABLES, by="region", missing="omit")
    got = merged(from_spark).mean()
    places = [got.labels.index(label) for label in whole.labels]
    np.testing.assert_allclose(got.estimate[places], whole.estimate, rtol=1e-14)
    np.testing.assert_allclose(got.se[places], whole.se, rtol=1e-9)
    assert got.n[places].tolist() == whole.n.tolist()
    assert got.df[places].tolist() == whole.df.tolist()


def test_another_order_of_parts_changes_only_last_digits(from_spark: list[bytes]) -> None:
    forward, backward = merged(from_spark).mean(), merged(from_spark[::-1]).mean()
    places = [backward.labels.index(label) for label in forward.labels]
    np.testing.assert_allclose(backward.estimate[places], forward.estimate, rtol=1e-14)
    np.testing.assert_allclose(backward.se[places], forward.se, rtol=1e-9)


def test_what_travels_is_small(files: list[Path], from_spark: list[bytes]) -> None:
    assert sum(map(len, from_spark)) * 20 < sum(file.stat().st_size for file in files)
