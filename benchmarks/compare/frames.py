#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hands 1,000,000 measures to data frames, beside pandas making a frame of the same rows.

Usage: frames.py [MEASURES]. Prints the least of five runs of each, in milliseconds, and what it is
to the first one: `pandas.DataFrame.from_records` of the rows as tuples, made before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pandas as pd
from filter import AS_OF, make_plan

import actionplan as ap

RUNS = 5


def least_ms(make: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        made = make()
        times.append((time.perf_counter() - begin) * 1000)
        del made
    return min(times)


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    plan = make_plan(size)
    assessment = ap.assess(plan, as_of=AS_OF)
    for name, of in (("plan", plan), ("assessment", assessment)):
        whole = of.to_pandas()
        columns = list(whole.columns)
        rows = [tuple(row) for row in whole.astype(object).to_numpy()]
        again = pd.DataFrame.from_records(rows, columns=columns)
        if list(again["number"]) != list(whole["number"]) or len(again) != size:
            raise SystemExit("The two frames differ.")
        made = {
            "DataFrame.from_records": lambda rows=rows, columns=columns: pd.DataFrame.from_records(
                rows, columns=columns
            ),
            "frame(): Arrow": of.frame,
            "to_pandas()": of.to_pandas,
        }
        try:
            import polars as pl

            made["polars.DataFrame"] = lambda of=of: pl.DataFrame(of)
        except ImportError:
            print("polars is not installed and left out.")
        took = {what: least_ms(make) for what, make in made.items()}
        rival = took["DataFrame.from_records"]
        for what, time_ms in took.items():
            print(
                f"{name:12} {len(columns):3} columns {what:24} {time_ms:8.0f} ms "
                f"{time_ms / rival:6.2f}"
            )


if __name__ == "__main__":
    main()
