#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Assesses the same synthetic ledger with actionplan and with DuckDB, on one thread each.

Twenty observations for each indicator, both clocks; 10% of the indicators in four parts, 5% pooled,
1% contradicted, 1% of the observations replaced. Both count the indicators by status; the counts
must be the same, or the run fails.

Usage: assess_against_duckdb.py [INDICATORS]      (50000 unless given)
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import duckdb

import actionplan as ap

PERIODS = 20
AS_OF, KNOWN_AT = date(2018, 9, 30), date(2018, 11, 30)
START, DUE = date(2014, 1, 1), date(2018, 12, 31)
EPOCH = date(1970, 1, 1)
BASELINE, TARGET = 0.0, 100.0

QUESTION = f"""
WITH live AS (
  SELECT * FROM observation
  WHERE recorded_on <= {(KNOWN_AT - EPOCH).days} AND true_from <= {(AS_OF - EPOCH).days}
    AND (replaced_on IS NULL OR replaced_on > {(KNOWN_AT - EPOCH).days})
), cell AS (
  SELECT indicator, last_day, part, min(value) AS lowest, max(value) AS highest,
         arg_max(value, recorded_on) AS picked, arg_max(denominator, recorded_on) AS denominator
  FROM live GROUP BY indicator, last_day, part
), period AS (
  SELECT indicator, last_day, count(*) AS parts, sum(lowest) AS lowest, sum(highest) AS highest,
         sum(picked) AS picked, sum(denominator) AS denominator
  FROM cell GROUP BY indicator, last_day
), joined AS (
  SELECT indicator, max(last_day) AS day, any_value(aggregation) AS aggregation,
         any_value(baseline) AS baseline, any_value(target) AS target,
         any_value(start) AS start, any_value(due) AS due,
         CASE any_value(aggregation)
           WHEN 'last' THEN arg_max(picked, last_day) WHEN 'sum' THEN sum(picked)
           WHEN 'mean' THEN avg(picked) ELSE sum(picked * denominator) / sum(denominator)
         END AS picked,
         CASE any_value(aggregation)
           WHEN 'last' THEN arg_max(lowest, last_day) WHEN 'sum' THEN sum(lowest)
           WHEN 'mean' THEN avg(lowest) ELSE sum(lowest * denominator) / sum(denominator)
         END AS lowest,
         CASE any_value(aggregation)
           WHEN 'last' THEN arg_max(highest, last_day) WHEN 'sum' THEN sum(highest)
           WHEN 'mean' THEN avg(highest) ELSE sum(highest * denominator) / sum(denominator)
         END AS highest
  FROM period JOIN terms USING (indicator) WHERE period.parts = terms.parts GROUP BY indicator
), expected AS (
  SELECT *, baseline + (target - baseline) * (day - start) / (due - start) AS expected FROM joined
), judged AS (
  SELECT CASE WHEN picked >= target THEN 'met' WHEN picked >= expected THEN 'on_track'
              ELSE 'behind' END AS picked,
         CASE WHEN lowest >= target THEN 'met' WHEN lowest >= expected THEN 'on_track'
              ELSE 'behind' END AS lowest,
         CASE WHEN highest >= target THEN 'met' WHEN highest >= expected THEN 'on_track'
              ELSE 'behind' END AS highest
  FROM expected
)
SELECT CASE WHEN lowest = highest THEN picked ELSE 'contested' END AS status, count(*)
FROM judged GROUP BY status
"""


def shape_of(indicator: int) -> str:
    share = indicator % 100
    if share < 10:
        return "parts"
    if share < 15:
        return "pooled_ratio"
    if share < 16:
        return "contradicted"
    return "last" if share < 50 else "sum" if share < 80 else "mean"


def aggregation_of(shape: str) -> str:
    return "last" if shape in ("parts", "contradicted") else shape


def make_history(indicators: int) -> ap.PlanHistory:
    measures, profile = [], {}
    for i in range(indicators):
        number = str(100_000 + i)
        indicator = {"id": f"{number}/1", "kind": "count", "text": "it", "span": [0, 2]}
        deadline = {"text": "", "kind": "window", "start": str(START), "due": str(DUE)}
        measures.append(
            {
                "number": number,
                "title": "It",
                "indicator_text": "it",
                "indicators": [indicator],
                "assignments": [],
                "deadline": deadline,
            }
        )
        shape = shape_of(i)
        profile[f"{number}/1"] = said = {
            "direction": "up",
            "baseline": BASELINE,
            "targets": [{"value": TARGET}],
            "path": "linear",  # so that what falls short of it is behind
            "aggregation": aggregation_of(shape),
        }
        if shape == "parts":
            said |= {"dimensions": {"region": list("abcd")}, "dimension_aggregation": "sum"}
    limits = ap.JsonLimits(max_bytes=2**31, max_values=10**9)
    plan = {"schema": "actionplan/plan@1", "title": "A plan", "measures": measures}
    said_of_all = {"schema": "actionplan/profile@1", "plan": "A plan", "indicators": profile}
    return ap.PlanHistory(
        ap.plan_from_json(json.dumps(plan), limits),
        ap.profile_from_json(json.dumps(said_of_all), limits),
    )


def make_entries(indicators: int) -> list[tuple[int, ap.Entry]]:
    """The entries, each with the position of its indicator."""
    chance = random.Random(20160427)
    source = ap.Source("https://example.org")
    entries = []

    def add(i: int, period: ap.Period, value: float, **fields: object) -> None:
        def entry(days: int, **more: object) -> ap.Entry:
            return ap.Entry(
                "observation",
                period.last + timedelta(days=days),
                indicator=f"{100_000 + i}/1",
                period=period,
                value=value,
                sources=[source],
                **{"reporter": "Ministry", **fields},
                **more,
            )

        first = entry(20)
        entries.append((i, first))
        if chance.random() < 0.01:
            entries.append((i, entry(60, replaces=ap.entry_id(first))))

    for i in range(indicators):
        shape = shape_of(i)
        for at in range(PERIODS):
            value = float(chance.randrange(120))
            if shape == "parts":
                year = ap.Period.parse(str(2014 + at // 4))
                add(i, year, value, dimension={"region": "abcd"[at % 4]})
            else:
                denominator = 50.0 if shape == "pooled_ratio" else None
                quarter = ap.Period.parse(f"{2014 + at // 4}Q{1 + at % 4}")
                add(i, quarter, value, denominator=denominator)
        if shape == "contradicted":
            add(i, ap.Period.parse("2018Q3"), 50.0, reporter="Another")
    return entries


def fill(database: duckdb.DuckDBPyConnection, entries: list[tuple[int, ap.Entry]]) -> None:
    indicators = 1 + max(i for i, _ in entries)
    replaced = {str(e.replaces): (e.recorded_on - EPOCH).days for _, e in entries if e.replaces}
    columns: dict[str, list[object]] = {
        "indicator": [i for i, _ in entries],
        "part": [ord(e.dimension.get("region", "\0")) for _, e in entries],
        "last_day": [(e.period.last - EPOCH).days for _, e in entries],
        "true_from": [(e.period.last - EPOCH).days for _, e in entries],
        "recorded_on": [(e.recorded_on - EPOCH).days for _, e in entries],
        "replaced_on": [replaced.get(str(ap.entry_id(e))) for _, e in entries],
        "value": [e.value for _, e in entries],
        "denominator": [e.denominator for _, e in entries],
    }
    types = ["INTEGER"] * 6 + ["DOUBLE"] * 2
    fields = ", ".join(
        f"unnest(?::{kind}[]) AS {name}" for name, kind in zip(columns, types, strict=True)
    )
    database.execute(f"CREATE TABLE observation AS SELECT {fields}", list(columns.values()))
    shapes = [shape_of(i) for i in range(indicators)]
    database.execute(
        f"""CREATE TABLE terms AS SELECT unnest(?::INTEGER[]) AS indicator,
        unnest(?::VARCHAR[]) AS aggregation, unnest(?::INTEGER[]) AS parts,
        {BASELINE}::DOUBLE AS baseline, {TARGET}::DOUBLE AS target,
        {(START - EPOCH).days} AS start, {(DUE - EPOCH).days} AS due""",
        [
            list(range(indicators)),
            [aggregation_of(shape) for shape in shapes],
            [4 if shape == "parts" else 1 for shape in shapes],
        ],
    )


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main() -> int:
    indicators = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    history, entries = make_history(indicators), make_entries(indicators)
    evidence = ap.Evidence([entry for _, entry in entries])
    database = duckdb.connect()
    database.execute("SET threads = 1")
    fill(database, entries)

    assessment = ap.assess(history, evidence, as_of=AS_OF, known_at=KNOWN_AT)
    ours = Counter(str(one.status) for row in assessment for one in row.indicators)
    theirs = dict(database.execute(QUESTION).fetchall())
    print("counts, actionplan:", dict(sorted(ours.items())))
    print("counts, DuckDB:    ", dict(sorted(theirs.items())))
    if ours != theirs:
        print("The counts differ.", file=sys.stderr)
        return 1
    fast = median_seconds(lambda: ap.assess(history, evidence, as_of=AS_OF, known_at=KNOWN_AT))
    slow = median_seconds(lambda: database.execute(QUESTION).fetchall())
    rows = len(entries)
    print(
        f"{rows} observations; actionplan {fast / rows * 1e9:.1f} ns each, DuckDB "
        f"{duckdb.__version__} {slow / rows * 1e9:.1f} ns each: {slow / fast:.1f} times as long"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
