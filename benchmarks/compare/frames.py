#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hands 1,000,000 measures, their assessment and 1,000,000 entries of evidence to data frames,
beside pandas making a frame of the same rows.

Usage: frames.py [ROWS] [--without-pyarrow]. Prints milliseconds, and what they are to the first
line of each table: `pandas.DataFrame.from_records` of the rows as tuples, made before. `first` is
of a plan that was not asked before, the least of three; `again` of one that was, the least of five.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

WITHOUT_PYARROW = "--without-pyarrow" in sys.argv
if WITHOUT_PYARROW:
    sys.modules["pyarrow"] = None  # type: ignore[assignment]

import pandas as pd  # noqa: E402
from filter import AS_OF, make_plan  # noqa: E402

import actionplan as ap  # noqa: E402


def took_ms(make: Callable[[], object]) -> float:
    begin = time.perf_counter()
    made = make()
    took = (time.perf_counter() - begin) * 1000
    del made
    return took


def first_ms(fresh: Callable[[], Any], ask: Callable[[Any], object]) -> float:
    """Of tables that were not made yet, each of an object of its own."""
    times = []
    for _ in range(3):
        of = fresh()
        times.append(took_ms(lambda of=of: ask(of)))
        del of
    return min(times)


def again_ms(of: Any, ask: Callable[[Any], object]) -> float:
    ask(of)
    return min(took_ms(lambda: ask(of)) for _ in range(5))


def rival_ms(whole: pd.DataFrame) -> float:
    columns = list(whole.columns)
    rows = [tuple(row) for row in whole.astype(object).to_numpy()]
    again = pd.DataFrame.from_records(rows, columns=columns)
    if len(again) != len(whole) or list(again.iloc[:, 0]) != list(whole.iloc[:, 0]):
        raise SystemExit("The two frames differ.")
    del again
    return min(took_ms(lambda: pd.DataFrame.from_records(rows, columns=columns)) for _ in range(3))


def make_evidence(plan: ap.Plan) -> ap.Evidence:
    kinds = ("document", "administrative_record", "survey")
    entries = []
    for at, measure in enumerate(plan):
        entries.append(
            ap.Entry(
                "observation",
                "2017-01-20",
                indicator=f"{measure.id}/1",
                value=float(at % 1000),
                period="2016",
                reporter=f"Ministry {at % 50}",
                method=kinds[at % 3],
                sources=["https://example.org/report"],
            )
        )
    return ap.Evidence(entries)


def show(name: str, columns: int, took: dict[str, float]) -> None:
    rival = next(iter(took.values()))
    for what, time_ms in took.items():
        print(f"{name:12} {columns:3} columns {what:34} {time_ms:9.1f} ms {time_ms / rival:7.3f}")


def compare(name: str, fresh: Callable[[], Any], *, is_kept: bool) -> None:
    of = fresh()
    whole = of.to_pandas()
    took = {"DataFrame.from_records": rival_ms(whole)}
    columns = len(whole.columns)
    del whole
    asks: dict[str, Callable[[Any], object]] = {
        "frame()": lambda of: of.frame(),
        "to_pandas()": lambda of: of.to_pandas(),
        "to_polars()": lambda of: of.to_polars(),
        "_repr_html_()": lambda of: of._repr_html_(),
    }
    if WITHOUT_PYARROW:
        asks = {"to_pandas() without pyarrow": asks["to_pandas()"]}
    for what, ask in asks.items():
        took[f"{what}, first"] = first_ms(fresh, ask)
        if is_kept:
            took[f"{what}, again"] = again_ms(of, ask)
    show(name, columns, took)


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    size = numbers[0] if numbers else 1_000_000
    plan = make_plan(size)

    def fresh() -> ap.Plan:
        return ap.PlanBuilder(plan).build()

    compare("plan", fresh, is_kept=True)
    compare("assessment", lambda: ap.assess(fresh(), as_of=AS_OF), is_kept=True)
    evidence = make_evidence(plan)
    compare("evidence", lambda: evidence, is_kept=False)


if __name__ == "__main__":
    main()
