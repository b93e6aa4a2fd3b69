#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Publishes a made-up portfolio of many measures and says how long that took.

Usage: publish_portfolio.py [MEASURES [OUT]]   (10000, a temporary folder)
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

import actionplan as ap
from actionplan.site import publish

SECTIONS, AGENCIES = 40, 150
VERBS = ("Publishing", "Improving", "Establishing", "Conducting", "Preparing", "Monitoring")
THINGS = (
    "the budget",
    "electronic services",
    "public councils",
    "trainings",
    "proposals",
    "a register",
)


def make_plan(count: int, rng: random.Random) -> ap.Plan:
    builder = ap.PlanBuilder()
    period = ap.Period.parse("2016-2020")
    builder.heading = ap.PlanHeading("A made-up portfolio", "2016-01-04", "", "en", period)
    for at in range(SECTIONS):
        builder.add(ap.Section(str(at + 1), str(at + 1), f"Field {at + 1} of the portfolio"))
    for at in range(AGENCIES):
        builder.add(ap.Agency(f"agency-{at + 1}", f"Agency {at + 1}"))
    for at in range(count):
        section = at * SECTIONS // count + 1
        number = f"{section}.{at + 1}"
        title = (
            f"{rng.choice(VERBS)} {rng.choice(THINGS)} and {rng.choice(THINGS)} in field {section}"
        )
        text = "Number of events; document published"
        year = rng.randint(2016, 2020)
        deadline = ap.Deadline(
            str(year), "window", f"{year}-01-01", f"{year}-12-31", edtf=str(year)
        )
        said = [ap.Assignment(f"agency-{a + 1}") for a in rng.sample(range(AGENCIES), 2)]
        parts = [
            ap.Indicator(f"{number}/1", "count", "Number of events", ap.Span(0, 16)),
            ap.Indicator(f"{number}/2", "publication", "document published", ap.Span(18, 36)),
        ]
        builder.add(
            ap.Measure(number, number, str(section), title, text, parts, "", said, deadline)
        )
    return builder.build()


def make_evidence(plan: ap.Plan, rng: random.Random) -> list[ap.Entry]:
    entries = []
    for measure in plan.measures:
        known = {"reporter": "A made-up reporter", "source": "https://example.org/report"}
        if rng.random() < 0.2:
            for year in range(2016, 2019):
                entries.append(
                    ap.Entry(
                        "observation", "2019-02-01", indicator=f"{measure.number}/1",
                        period=str(year), value=float(rng.randint(1, 90)), **known,
                    )
                )  # fmt: skip
        if rng.random() < 0.4:
            entries.append(
                ap.Entry("deliverable", "2019-02-01", indicator=f"{measure.number}/2", done=True,
                         done_on=f"2018-0{rng.randint(1, 9)}-15", text="Published.", **known)
            )  # fmt: skip
    return entries


def make_profile(plan: ap.Plan) -> ap.Profile:
    said = ap.IndicatorProfile(
        unit="events", direction="up", baseline=0.0, targets=[ap.Target(60.0)], aggregation="last",
        set_by="analyst",
    )  # fmt: skip
    return ap.Profile(plan.title, indicators={f"{m.number}/1": said for m in plan.measures})


def main(count: int, out: Path) -> None:
    rng = random.Random(20160427)
    plan = make_plan(count, rng)
    entries = make_evidence(plan, rng)
    with ap.Store.create(
        out / "monitor.db", plan, make_profile(plan), recorded_on="2016-05-01"
    ) as store:
        store.append(entries)
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("pages", total=None)
            start, cpu = time.perf_counter(), time.process_time()
            made = publish(
                store, out / "site", as_of="2019-03-01",
                on_progress=lambda done, total: progress.update(task, completed=done, total=total),
            )  # fmt: skip
            wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    megabytes = sum(f.stat().st_size for f in (out / "site").rglob("*") if f.is_file()) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} measures, {len(entries)} entries: {made.files} files, {megabytes:.0f} MB")
    print(f"{wall:.1f} s ({cpu:.1f} s of processor time), at most {peak:.0f} MiB of memory")


if __name__ == "__main__":
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        main(measures, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(measures, Path(folder))
