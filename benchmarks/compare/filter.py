# SPDX-License-Identifier: Apache-2.0
"""Filters 1,000,000 measures beside DuckDB and polars, all on one thread, in one run.

Usage: filter.py [MEASURES]. Each rival is asked where it is installed; it holds the same columns,
made once, and only counts, while actionplan gives the rows. Prints the median of nine runs.
"""

from __future__ import annotations

import csv
import datetime
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import actionplan as ap

AS_OF = datetime.date(2017, 6, 30)
BEFORE = datetime.date(2018, 1, 1)
AGENCIES = {
    f"agency-{i}": f"{'Ministry of Justice' if i % 20 == 0 else 'State Committee'} {i}"
    for i in range(200)
}
WORDS = ["information", "of", "the", "public", "training", "state", "bodies", "budget", "data"]


def make_plan(size: int) -> ap.Plan:
    chance = random.Random(20160427)
    ids = list(AGENCIES)
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("A made-up plan", "2016-01-01")
    for agency, name in AGENCIES.items():
        builder.add(ap.Agency(agency, name))
    for i in range(size):
        start = datetime.date(2016, 1, 1) + datetime.timedelta(chance.randrange(1000))
        due = start + datetime.timedelta(chance.randrange(400))
        builder.add(
            ap.Measure(
                str(i),
                str(i),
                title=" ".join(chance.choices(WORDS, k=8)),
                deadline=ap.Deadline(kind="window", start=start, due=due),
                assignments=[
                    ap.Assignment(agency) for agency in chance.sample(ids, chance.randint(1, 3))
                ],
            )
        )
    return builder.build()


def median_ms(ask: Callable[[], int]) -> tuple[float, int]:
    times, found = [], ask()
    for _ in range(9):
        begin = time.perf_counter()
        found = ask()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times), found


def ask_actionplan(assessment: ap.Assessment) -> dict[str, Callable[[], int]]:
    query = ap.Query(assessment)
    joined = ap.Filter(f'deadline_status = unreported AND agency : "Justice" AND due < {BEFORE}')
    word = ap.Filter("title : transparency OR title : budget")
    return {
        "status, agency, due": lambda: query.where(joined).total,
        "words of titles": lambda: query.where(word).total,
    }


def write_tables(assessment: ap.Assessment, folder: Path) -> None:
    statuses = assessment.statuses
    with (
        (folder / "measures.csv").open("w", newline="") as measures,
        (folder / "assignments.csv").open("w", newline="") as assignments,
    ):
        measure_rows, assignment_rows = csv.writer(measures), csv.writer(assignments)
        measure_rows.writerow(["row", "status", "due", "title"])
        assignment_rows.writerow(["row", "name"])
        for row, measure in enumerate(assessment.plan.measures):
            measure_rows.writerow([row, statuses[row].value, measure.deadline.due, measure.title])
            for assignment in measure.assignments:
                assignment_rows.writerow([row, AGENCIES[assignment.agency]])


def ask_duckdb(folder: Path) -> dict[str, Callable[[], int]]:
    import duckdb

    database = duckdb.connect()
    database.execute("SET threads = 1")
    for name in ("measures", "assignments"):
        database.execute(f"CREATE TABLE {name} AS FROM read_csv('{folder / name}.csv')")
    database.execute(
        "CREATE TYPE status AS ENUM (SELECT DISTINCT status FROM measures);"
        "ALTER TABLE measures ALTER status TYPE status;"
        "CREATE TYPE name AS ENUM (SELECT DISTINCT name FROM assignments);"
        "ALTER TABLE assignments ALTER name TYPE name"
    )

    def count(where: str) -> int:
        row = database.execute(f"SELECT count(*) FROM measures WHERE {where}").fetchone()
        assert row is not None
        return int(row[0])

    return {
        "status, agency, due": lambda: count(
            "status = 'unreported' AND due < DATE '2018-01-01' AND row IN "
            "(SELECT row FROM assignments WHERE contains(lower(name::VARCHAR), 'justice'))"
        ),
        "words of titles": lambda: count(
            "contains(lower(title), 'transparency') OR contains(lower(title), 'budget')"
        ),
    }


def ask_polars(folder: Path) -> dict[str, Callable[[], int]]:
    import polars as pl

    measures = pl.read_csv(folder / "measures.csv", try_parse_dates=True)
    measures = measures.with_columns(pl.col("status").cast(pl.Categorical))
    assignments = pl.read_csv(folder / "assignments.csv")
    assignments = assignments.with_columns(pl.col("name").cast(pl.Categorical))
    names = [name for name in AGENCIES.values() if "justice" in name.lower()]

    def joined() -> int:
        passing = measures.lazy().filter(
            (pl.col("status") == "unreported") & (pl.col("due") < BEFORE)
        )
        of_justice = assignments.lazy().filter(pl.col("name").is_in(names))
        return passing.join(of_justice, on="row", how="semi").select(pl.len()).collect().item()

    def words() -> int:
        title = pl.col("title").str.to_lowercase()
        has = title.str.contains("transparency", literal=True)
        has |= title.str.contains("budget", literal=True)
        return measures.lazy().filter(has).select(pl.len()).collect().item()

    return {"status, agency, due": joined, "words of titles": words}


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    assessment = ap.assess(make_plan(size), as_of=AS_OF)
    asked = {"actionplan": ask_actionplan(assessment)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(assessment, folder)
        for rival, make in (("duckdb", ask_duckdb), ("polars", ask_polars)):
            try:
                asked[rival] = make(folder)
            except ImportError:
                print(f"{rival} is not installed and left out.")
        for question in asked["actionplan"]:
            found = set()
            for who, questions in asked.items():
                took, count = median_ms(questions[question])
                found.add(count)
                print(f"{question:20} {who:10} {took:8.2f} ms {count:8} rows")
            if len(found) != 1:
                raise SystemExit(f"{question}: the answers differ: {found}.")


if __name__ == "__main__":
    main()
