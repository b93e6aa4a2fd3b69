#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Estimates from the same synthetic sample with actionplan, svy, pandas and R's survey.

50 strata of 20 sampling units, 16 domains, weights; whoever gives the same estimates and standard
errors (to 1e-8) is timed, whoever does not ends the run. pandas gives weighted means alone, without
standard errors. R makes its own sample of the same shape; it is left out where `Rscript` or its
package survey is missing. svy is from PyPI: pip install svy (MIT), for this script alone.

Usage: survey.py [ROWS] [--r-rows ROWS] [--repeat N] [--variables N] [--task NAME]...
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from actionplan.survey import Design

STRATA, UNITS, DOMAINS, REPLICATES = 50, 20, 16, 80
Result = tuple[np.ndarray, np.ndarray | None]  # estimates, standard errors

R_PROGRAM = """
suppressMessages(library(survey))
set.seed(20)
n <- {rows}
unit <- ((0:(n - 1)) * {units}) %/% n
d <- data.frame(psu = unit, s = unit %/% {per}, g = sample(0:15, n, TRUE), w = runif(n, 1, 3))
for (j in 1:{variables}) d[[paste0("y", j)]] <- rnorm(n) + d$s
design <- svydesign(~psu, strata = ~s, weights = ~w, data = d)
all <- as.formula(paste("~", paste0("y", 1:{variables}, collapse = "+")))
took <- function(name, expression) {{
  gc(FALSE)
  t <- system.time(force(expression))
  cat(name, t[["elapsed"]], t[["user.self"]] + t[["sys.self"]], "\\n")
}}
took("mean_by_domain", svyby(all, ~g, design, svymean))
took("mean", svymean(~y1, design))
took("median", svyquantile(~y1, design, 0.5))
if (n <= 1e6) {{
  m <- min(n, {replicate_rows})
  few <- d[seq_len(m), ]
  factors <- matrix(runif(m * {replicates}, 0.5, 1.5), m)
  r <- svrepdesign(weights = few$w, repweights = factors * few$w, data = few, type = "other",
                   scale = 1, rscales = rep(1 / {replicates}, {replicates}),
                   combined.weights = TRUE)
  took("replicates", svymean(~y1, r))
}}
"""


def sample(rows: int, variables: int) -> dict[str, np.ndarray]:
    """Rows lie by sampling unit, as files of surveys do."""
    draw = np.random.default_rng(20)
    unit = np.arange(rows, dtype=np.int64) * (STRATA * UNITS) // rows
    data = {
        "w": draw.uniform(1, 3, rows),
        "s": (unit // UNITS).astype(np.int32),
        "c": unit.astype(np.int32),
        "g": draw.integers(0, DOMAINS, rows, dtype=np.int32),
    }
    for j in range(variables):
        data[f"y{j}"] = draw.standard_normal(rows) + data["s"]
    return data


def resident(key: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) * 1024
    return 0


@dataclass(frozen=True)
class Measured:
    """Medians: seconds by the clock, seconds of all processors; bytes beyond those before."""

    seconds: float
    processor: float
    peak: int
    out: Result


def measure(work: Callable[[], Result], repeat: int) -> Measured:
    """On a busy machine the processors' time says more than the clock's."""
    gc.collect()
    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    before = resident("VmRSS:")
    out = work()
    peak = max(0, resident("VmHWM:") - before)
    clock, processor = [], []
    for _ in range(repeat):
        gc.collect()
        start = time.perf_counter(), time.process_time()
        out = work()
        clock.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    return Measured(statistics.median(clock), statistics.median(processor), peak, out)


def of_actionplan(data: dict[str, np.ndarray], names: list[str], threads: int) -> Any:
    design = Design(data, weights="w", strata="s", clusters="c")

    def result(e: Any) -> Result:
        return np.asarray(e.estimate), np.asarray(e.se)

    return {
        "mean_by_domain": lambda: result(design.mean(names, by="g", threads=threads)),
        "mean": lambda: result(design.mean("y0", threads=threads)),
        "median": lambda: result(design.quantile("y0", 0.5, threads=threads)),
        "replicates": replicated(data, threads),
    }


def replicate_weights(data: dict[str, np.ndarray]) -> list[np.ndarray]:
    draw = np.random.default_rng(80)
    return [data["w"] * draw.uniform(0.5, 1.5, len(data["w"])) for _ in range(REPLICATES)]


def replicated(data: dict[str, np.ndarray], threads: int) -> Callable[[], Result] | None:
    try:
        from actionplan.survey import ReplicateDesign
    except ImportError:
        return None
    names = [name for name in data if name.startswith("r")]
    if not names:
        return None
    design = ReplicateDesign(
        data, weights="w", repweights=names, type="other", scale=1 / REPLICATES
    )

    def run() -> Result:
        e = design.mean("y0", threads=threads)
        return np.asarray(e.estimate), np.asarray(e.se)

    return run


def of_svy(data: dict[str, np.ndarray], names: list[str]) -> Any:
    try:
        import polars as pl
        import svy
    except ImportError:
        print("svy is not installed and left out: pip install svy", file=sys.stderr)
        return {}
    frame = pl.DataFrame(data)
    taylor = svy.Sample(frame, svy.Design(stratum="s", psu="c", wgt="w")).estimation

    def result(estimates: Any) -> Result:
        rows = estimates if isinstance(estimates, list) else [estimates]
        frames = [one.to_polars() for one in rows]
        frames = [f.sort("g") if "g" in f.columns else f for f in frames]
        return (
            np.concatenate([f["est"].to_numpy() for f in frames]),
            np.concatenate([f["se"].to_numpy() for f in frames]),
        )

    out: dict[str, Any] = {
        "mean_by_domain": lambda: result(taylor.mean(names, by="g")),
        "mean": lambda: result(taylor.mean("y0")),
        "median": lambda: result(taylor.median("y0")),
    }
    if "r1" in data:
        design = svy.Design(wgt="w", rep_wgts=svy.BootstrapWgts(prefix="r", n_reps=REPLICATES))
        replicates = svy.Sample(frame, design).estimation
        out["replicates"] = lambda: result(replicates.mean("y0", method="replication"))
    return out


def of_pandas(data: dict[str, np.ndarray], names: list[str]) -> Any:
    frame = pd.DataFrame({name: data[name] for name in ("w", "g", *names)}, copy=False)

    def mean_by_domain() -> Result:
        weighted = frame[names].mul(frame["w"], axis=0)
        sums = weighted.groupby(frame["g"]).sum()
        weights = frame["w"].groupby(frame["g"]).sum()
        return sums.div(weights, axis=0).to_numpy().T.ravel(), None

    return {"mean_by_domain": mean_by_domain}


def of_r(rows: int, variables: int, replicate_rows: int) -> dict[str, tuple[float, float]]:
    """Seconds per task, by the clock and of the processor; nothing without R or its package."""
    if shutil.which("Rscript") is None:
        print("R is not installed and left out (Debian: r-base-core r-cran-survey).")
        return {}
    program = R_PROGRAM.format(
        rows=rows, units=STRATA * UNITS, per=UNITS, variables=variables,
        replicates=REPLICATES, replicate_rows=replicate_rows,
    )  # fmt: skip
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", program], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        print(f"R is left out: {done.stderr.strip().splitlines()[-1]}")
        return {}
    rows_out = map(str.split, done.stdout.splitlines())
    return {name: (float(clock), float(processor)) for name, clock, processor in rows_out}


def same(task: str, who: str, got: Result, want: Result) -> None:
    np.testing.assert_allclose(got[0], want[0], rtol=1e-8, err_msg=f"{who}: {task}")
    # Woodruff intervals are read from the sample by different rules; the median itself agrees.
    if got[1] is not None and task != "median":
        np.testing.assert_allclose(got[1], want[1], rtol=1e-6, err_msg=f"{who}: {task}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares survey estimation.")
    parser.add_argument("rows", type=float, nargs="?", default=1e6)
    parser.add_argument("--r-rows", type=float, default=1e6)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--variables", type=int, default=10)
    parser.add_argument("--replicate-rows", type=float, default=1e6)
    parser.add_argument("--task", action="append")
    options = parser.parse_args()
    rows, replicate_rows = int(options.rows), int(options.replicate_rows)
    tasks = options.task or ["mean_by_domain", "mean", "median", "replicates"]

    r = of_r(int(options.r_rows), options.variables, replicate_rows) if options.r_rows else {}
    r_rows = dict.fromkeys(r, options.r_rows) | {"replicates": min(options.r_rows, replicate_rows)}
    print(f"{rows} rows, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for task in tasks:
        count = min(rows, replicate_rows) if task == "replicates" else rows
        data = sample(count, options.variables if task == "mean_by_domain" else 1)
        names = [name for name in data if name.startswith("y")]
        if task == "replicates":
            data |= {f"r{k + 1}": w for k, w in enumerate(replicate_weights(data))}
        size = sum(column.nbytes for column in data.values())
        print(f"\n{task}: {count} rows, {size / 1e6:.0f} MB")
        works = {
            "actionplan, 1 thread": of_actionplan(data, names, 1).get(task),
            "actionplan, 2 threads": of_actionplan(data, names, 2).get(task),
            "pandas, no errors": of_pandas(data, names).get(task),
            "svy": of_svy(data, names).get(task),
        }
        first: Measured | None = None
        for who, work in works.items():
            if work is None:
                continue
            got = measure(work, options.repeat)
            if first is None:
                first = got
            else:
                same(task, who, got.out, first.out)
            ratio = got.processor / first.processor
            show(who, got.seconds / count, got.processor / count, ratio, got.peak / size)
        if task in r and first is not None:
            clock, processor = (each / r_rows[task] for each in r[task])
            show("R survey", clock, processor, processor / (first.processor / count), None)


def show(who: str, clock: float, processor: float, ratio: float, memory: float | None) -> None:
    kept = "" if memory is None else f"   memory {memory:6.1%} of the input"
    print(
        f"  {who:22} {clock * 1e9:9.2f} ns/row by the clock {processor * 1e9:9.2f} of processors"
        f"  x {ratio:8.2f}{kept}",
        flush=True,
    )


if __name__ == "__main__":
    main()
