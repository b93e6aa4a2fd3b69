# SPDX-License-Identifier: Apache-2.0
"""Sums of streams of batches: other engines, and files larger than the memory they are given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import actionplan as ap
from actionplan.survey import Design, accumulate_batches

DESIGN: dict[str, Any] = {"weights": "w", "strata": "s", "clusters": "c"}


def table(rows: int) -> pa.Table:
    draw = np.random.default_rng(7)
    stratum = draw.integers(0, 4, rows)
    return pa.table(
        {
            "w": draw.uniform(1, 2, rows),
            "s": stratum,
            "c": stratum * 10 + draw.integers(0, 5, rows),
            "g": np.array(["a", "b", "c"])[draw.integers(0, 3, rows)],
            "y": draw.normal(1e9, 1, rows),
        }
    )


@pytest.mark.parametrize("cut", [1, 10, 333, 1000, 5000])
def test_how_rows_come_in_batches_changes_no_bit(cut: int) -> None:
    data = table(1000)
    want = accumulate_batches([data], "y", by="g", rows=300, **DESIGN)
    got = accumulate_batches(data.to_batches(cut), "y", by="g", rows=300, **DESIGN)
    assert want is not None
    assert got is not None
    assert got.to_bytes() == want.to_bytes()


def test_parts_of_rows_are_the_whole_but_for_last_digits() -> None:
    data = table(1000)
    whole = Design(data, **DESIGN).mean("y", by="g")
    parts = accumulate_batches(data.to_batches(90), "y", by="g", rows=100, **DESIGN)
    assert parts is not None
    assert parts.rows == 1000
    got = parts.mean()
    places = [got.labels.index(label) for label in whole.labels]
    np.testing.assert_allclose(got.estimate[places], whole.estimate, rtol=1e-15)
    np.testing.assert_allclose(got.se[places], whole.se, rtol=1e-9)
    assert got.df[places].tolist() == whole.df.tolist()


def test_no_rows_give_no_sums() -> None:
    assert accumulate_batches([], "y", **DESIGN) is None
    assert accumulate_batches(table(10).slice(0, 0).to_batches(), "y", **DESIGN) is None


def test_parts_have_a_row_at_least() -> None:
    with pytest.raises(ap.InvalidArgument, match="rows=1 or more"):
        accumulate_batches([table(10)], "y", rows=0, **DESIGN)


def test_a_column_that_is_taken_over_gives_new_domains() -> None:
    design = Design(table(100), **DESIGN)
    assert design.mean("y", by="g").domains == ["a", "b", "c"]
    design.frame.add("g", np.arange(100) % 2)
    assert design.mean("y", by="g").domains == ["0", "1"]
    other = design.frame.with_column("g", np.arange(100) % 3)
    assert other.factor("g").levels == ("0", "1", "2")
    assert design.frame.factor("g").levels == ("0", "1")


SPEC = """
[design]
weights = "w"
strata = "s"
clusters = "c"
[[indicators]]
id = "y"
numerator = "y0 + y1 + y2 + y3 + y4"
by = "g"
{more}
"""
MEDIAN = '[[indicators]]\nid = "m"\nnumerator = "y0 + y1"\nstatistic = "quantile"'

# Estimates under a limit on the memory that the process may ask for, which counts what it has.
LIMITED = """
import json, resource, sys
from actionplan import microdata

spec, file, mib = sys.argv[1], sys.argv[2], int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_DATA, (mib << 20, mib << 20))
try:
    found = microdata.estimate(
        microdata.read_spec(spec), microdata.open_source(file), batch_rows=1 << 16, threads=1
    )
except MemoryError:
    print(json.dumps("no memory"))
else:
    print(json.dumps([[c.value, c.standard_error, c.n] for c in found["y"].cells]))
"""
MIB = 250


def write_big(file: Path) -> None:
    """A file of some 330 MiB that cannot be compressed, 100,000 rows at a time."""
    draw = np.random.default_rng(1)
    rows = 100_000
    with pq.ParquetWriter(
        file,
        pa.schema(
            [(name, pa.float64()) for name in ("w", "s", "c", "y0", "y1", "y2", "y3", "y4")]
            + [("g", pa.int8())]
        ),
        compression="none",
        use_dictionary=False,
    ) as writer:
        for _ in range(54):
            stratum = draw.integers(0, 10, rows).astype(float)
            columns = {
                "w": draw.uniform(1, 2, rows),
                "s": stratum,
                "c": stratum * 10 + draw.integers(0, 8, rows),
                **{f"y{j}": draw.normal(j, 1, rows) for j in range(5)},
                "g": draw.integers(0, 4, rows).astype(np.int8),
            }
            writer.write_table(pa.table(columns, schema=writer.schema))


def limited(spec: Path, file: Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, spec, file, str(MIB)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        env={"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1",
             "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit counts mapped memory only on Linux")
def test_a_file_larger_than_the_memory_allowed(tmp_path: Path) -> None:
    file, spec = tmp_path / "big.parquet", tmp_path / "spec.toml"
    write_big(file)
    assert file.stat().st_size > MIB << 20
    spec.write_text(SPEC.format(more=""))
    got = limited(spec, file)
    # Without sums the same limit is too low, so that the test would notice rows that are held.
    spec.write_text(SPEC.format(more=MEDIAN))
    assert limited(spec, file) == "no memory"
    spec.write_text(SPEC.format(more=""))

    table = pq.read_table(file)
    frame = {name: table.column(name).to_numpy() for name in table.column_names}
    frame["y"] = sum(frame[f"y{j}"] for j in range(5))
    want = Design(frame, **DESIGN).mean("y", by="g")
    assert [row[2] for row in got[1:]] == want.n.tolist()
    np.testing.assert_allclose([row[0] for row in got[1:]], want.estimate, rtol=1e-12)
    np.testing.assert_allclose([row[1] for row in got[1:]], want.se, rtol=1e-9)
