#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds what other libraries' own tests expect against `actionplan.survey`.

Usage: survey_peers.py [--markdown] [--figures FILE]

Prints each figure that is not ours and has no reason, then for each file of a peer how many of its
figures agree, or with `--markdown` the table of docs/guide/survey_peers.md. Exits 1 if a figure
differs without a reason, or if a reason is given and nothing differs. The figures, and where each
stands at its peer, are in tests/data/survey/peers.json.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from survey_runner.data import dataset
from survey_runner.designs import to_frame

import actionplan as ap
from actionplan._core import survey_t_test
from actionplan.survey import Categories, Design

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "tests" / "data" / "survey" / "peers.json"
DATA = ROOT / "tests" / "data" / "survey" / "data"

Columns = dict[str, Any]


@dataclass
class Tally:
    """Of one file of a peer: figures that agree, that differ for a reason, and without one."""

    agree: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def figures(self) -> int:
        return self.agree + self.reasons.total() + len(self.faults)


def document() -> dict[str, Any]:
    return _read(FIGURES)


@cache
def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def crossed(first: Categories, second: Categories) -> Categories:
    """Cells of two columns, the second varying fastest."""
    width = len(second.levels)
    codes = np.where((first.codes < 0) | (second.codes < 0), -1, first.codes * width + second.codes)
    levels = [f"{a}:{b}" for a in first.levels for b in second.levels]
    return Categories(codes.astype(np.int32), levels)


def categories(values: Any, levels: list[Any]) -> Categories:
    codes = np.full(len(values), -1, np.int32)
    for place, level in enumerate(levels):
        codes[np.asarray(values) == level] = place
    return Categories(codes, [str(level) for level in levels])


def _yrbs() -> Columns:
    """As samplics' tests make it: domains are drawn with the seed 12345, and rows without an answer
    are deleted, which leaves another sample than ours with such cases outside a domain."""
    columns = dict(dataset(DATA, "yrbs"))
    y = np.where(columns["qn8"] == 2, 0.0, columns["qn8"])
    draw = np.random.RandomState(12345)
    columns["domain"] = draw.choice(["d1", "d2", "d3"], size=len(y), p=[0.1, 0.3, 0.6])
    made = {**columns, "y": y, "no": 1 - y, "x": 0.8 * y + 0.5}
    return {name: np.asarray(value)[~np.isnan(y)] for name, value in made.items()}


# A column that the stored file of samplics lacks. Its tests give the shares of its 0 in both
# domains, which 150 columns have, and standard errors, which leave one (but for two like rows).
Z_IS_ZERO = [2, 3, 7, 9, 14, 15, 16]


def _one_stage_fpc() -> Columns:
    stated = document()["data"]["one_stage_fpc"]
    rows = np.array(stated["rows"], dtype=float)
    columns = {name: rows[:, place].copy() for place, name in enumerate(stated["columns"])}
    z = np.ones(len(rows))
    z[Z_IS_ZERO] = 0
    n_of_stratum = np.choose(columns["stratid"].astype(int) - 1, [5 / 15, 6 / 9, 10 / 20])
    return {
        **columns,
        "z": z,
        "no": 1 - z,
        "f": np.full(len(rows), 21 / 44),
        "f_p": np.full(len(rows), 5 / 44),
        "f_s": n_of_stratum,
        "f_sp": columns["nh"] / columns["Nh"],
    }


def _birthcat() -> Columns:
    """Rows that have the counts of samplics' table, which is all that its figures depend on."""
    counts = document()["data"]["birthcat"]["counts"]
    cell = np.repeat(np.arange(9), counts)
    age, birth = categories(cell // 3, [0, 1, 2]), categories(cell % 3, [0, 1, 2])
    return {"age": age, "birth": birth, "cell": crossed(age, birth)}


def _nhanes() -> Columns:
    columns = to_frame(dataset(DATA, "nhanes"))
    race = np.asarray(dataset(DATA, "nhanes")["race"])
    levels = categories(race, [1, 2, 3, 4])
    high = categories(columns["HI_CHOL"], [0, 1])
    return {
        **columns,
        "race_number": race,
        "race": levels,
        "HI_CHOL": high,
        "cell": crossed(levels, high),
    }


def _stored(name: str) -> Columns:
    """A small sample of a peer's own: texts are categories, null is missing."""
    stated = document()["data"][name]
    columns = dict(zip(stated["columns"], zip(*stated["rows"], strict=True), strict=True))
    return {
        key: np.array(values)
        if isinstance(values[0], str)
        else np.array([math.nan if value is None else value for value in values], dtype=float)
        for key, values in columns.items()
    }


def with_a_case(column: Any) -> Any:
    """A column without levels that no row has, which R leaves out of tables."""
    if not isinstance(column, Categories):
        return column
    kept = [int(code) for code in np.unique(column.codes[column.codes >= 0])]
    places = np.full(len(column.levels) + 1, -1, np.int32)
    places[kept] = np.arange(len(kept))
    return Categories(places[column.codes], [column.levels[code] for code in kept])


def _api(name: str) -> Columns:
    columns = {key: with_a_case(v) for key, v in to_frame(dataset(DATA, name)).items()}
    api00 = np.asarray(columns["api00"])
    return {
        **columns,
        "y_bin": (api00 > 743).astype(float),
        "stype:awards": crossed(columns["stype"], columns["awards"]),
    }


def _scd() -> Columns:
    columns = dict(to_frame(dataset(DATA, "scd")))
    return {**columns, "one": np.ones(len(columns["alive"]))}


SPECIAL: dict[str, Callable[[], Columns]] = {
    "yrbs_samplics": _yrbs,
    "one_stage_fpc": _one_stage_fpc,
    "birthcat": _birthcat,
    "nhanes": _nhanes,
    "scd": _scd,
    "apistrat_svy": lambda: _api("apistrat"),
}


@cache
def columns_of(name: str) -> Columns:
    if name in SPECIAL:
        return SPECIAL[name]()
    return _stored(name) if "rows" in document()["data"].get(name, {}) else _api(name)


def design_of(case: dict[str, Any]) -> Any:
    columns, stated = dict(columns_of(case["data"])), dict(case["design"])
    if case["what"] == "total" and "weights" in stated:
        # Weights that are normalised to the sample give totals once the population is told.
        stated["population"] = float(np.sum(columns[stated["weights"]]))
    design: Any = Design(columns, **stated)
    if "replicates" in case:
        options = dict(case["replicates"])
        design = design.to_replicates(options.pop("type"), **options)
    if "rake" in case:
        margins = case["rake"]
        if len(margins) == 1:
            ((column, people),) = margins.items()
            design = design.poststratify(column, people)
        else:
            design = design.rake(margins)
    if "trim" in case:
        design = design.trim(*case["trim"])
    for name, level in case.get("where", {}).items():
        design = design.subset(np.asarray(columns[name]) == level)
    return design


def found(case: dict[str, Any]) -> dict[str, Any]:
    """What we compute for a case, by the fields of its `want`."""
    design, what, args = design_of(case), case["what"], case["args"]
    options = dict(case.get("kwargs", {}))
    if what == "df":
        return {"df": design.df}
    if what == "independence_test":
        test = design.independence_test(*args, missing="omit", **options)
        return {name: getattr(test, name) for name in ("pearson", "statistic", "p_value")} | {
            "df1": test.df1,
            "df2": test.df2,
        }
    if what == "t_test":
        both = design.t_test(*args)
        ends = both.effect.confint(0.95)[0]
        return {
            "effect": both.effect.estimate[0],
            "statistic": both.test.statistic,
            "df1": both.test.df1,
            "p_value": both.test.p_value,
            "lower": [ends[0]],
            "upper": [ends[1]],
        }
    if what == "term_test":
        test = design.glm(args[0]).term_test(args[1])
        return {"statistic": test.statistic, "df1": test.df1, "df2": test.df2,
                "p_value": test.p_value}  # fmt: skip
    if what == "glm":
        fit = design.glm(args[0], **options)
        if "contrast" not in case:
            tests = [fit.t_test(name) for name in fit.labels]
            return fields(fit, fit.confint(0.95)) | {
                "t": [test.statistic for test in tests],
                "coefficient_p": [test.p_value for test in tests],
                "wald": fit.wald_test(list(fit.labels[1:])).statistic,
            }
        return contrasted(fit, case["contrast"])
    return estimated(design, what, args, options, case)


def estimated(
    design: Any, what: str, args: list[str], options: dict[str, Any], case: dict[str, Any]
) -> dict[str, Any]:
    by = case.get("by")
    options["df"] = math.inf if options.get("df") == "inf" else "design"
    if what == "proportion_of_levels":
        column = columns_of(case["data"])[args[0]]
        names = [f"is {level}" for level in column.levels]
        for place, name in enumerate(names):
            inside = np.where(column.codes < 0, np.nan, (column.codes == place).astype(float))
            design.frame.add(name, inside)
        what, args = "proportion", [names]  # type: ignore[list-item]
    if what == "proportion" and isinstance(args[0], str):
        args = [args]  # type: ignore[list-item]
    if what == "quantile":
        args = [args[0], options.pop("probabilities")]
    e = getattr(design, what)(*args, by=by, missing="omit", **options)
    if "contrast" in case:
        return contrasted(e, case["contrast"])
    ends = e.intervals if what == "quantile" else e.confint(0.95)
    covariance = {
        (a, b): e.cov[i, j] for i, a in enumerate(e.labels) for j, b in enumerate(e.labels)
    } if e.cov.size else {}  # fmt: skip
    short = {label: label.rsplit(":", 1)[0] if by else label for label in e.labels}
    return fields(e, ends) | {
        "cov": {(short[a], short[b]): value for (a, b), value in covariance.items()}
    }


def contrasted(results: Any, weights: dict[str, float]) -> dict[str, Any]:
    names = [label.rsplit(":", 1)[0] for label in results.labels]
    row = [weights.get(name, weights.get(label, 0)) for name, label in
           zip(names, results.labels, strict=True)]  # fmt: skip
    one = results.contrast({"contrast": row})
    test = survey_t_test(one[0])
    return fields(one, one.confint(0.95)) | {
        "t": [test.statistic],
        "coefficient_p": [test.p_value],
    }


def fields(e: Any, ends: Any) -> dict[str, Any]:
    return {
        "estimate": e.estimate,
        "se": e.se,
        "lower": np.asarray(ends)[:, 0],
        "upper": np.asarray(ends)[:, 1],
        "df": e.df[0],
    }


def figures(case: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Each figure with its field: theirs, ours (NaN where we refuse)."""
    try:
        ours = found(case)
    except (ap.Error, KeyError, ValueError):
        ours = {}
    for name, want in case["want"].items():
        got = ours.get(name)
        if name == "cov":
            for a, b, value in want:
                yield name, value, math.nan if got is None else got.get((a, b), math.nan)
            continue
        wanted = np.atleast_1d(np.array(want, dtype=float))
        has_all = got is not None and np.size(got) == wanted.size
        values = np.atleast_1d(got) if has_all else np.full(wanted.size, math.nan)
        for theirs, mine in zip(wanted, values, strict=True):
            yield name, float(theirs), float(mine)


def agrees(case: dict[str, Any], theirs: float, ours: float) -> bool:
    """Within the tolerance of the peer's own test."""
    if math.isnan(theirs):
        return math.isnan(ours)
    return abs(ours - theirs) <= case.get("atol", 0.0) + case["rtol"] * abs(theirs)


def compare(path: Path = FIGURES) -> dict[tuple[str, str], Tally]:
    tallies: dict[tuple[str, str], Tally] = {}
    stated: set[tuple[str, str, str]] = set()  # reasons, of which each must be needed
    needed: set[tuple[str, str, str]] = set()
    for case in _read(path)["cases"]:
        tally = tallies.setdefault((case["peer"], case["file"]), Tally())
        reasons = case.get("differs", {})
        stated |= {(case["peer"], case["file"], reason) for reason in reasons.values()}
        for place, (name, theirs, ours) in enumerate(figures(case)):
            at = f"{case['id']} {name} ({place}): theirs {theirs!r}, ours {ours!r}"
            if agrees(case, theirs, ours):
                tally.agree += 1
            elif name in reasons:
                tally.reasons[reasons[name]] += 1
                needed.add((case["peer"], case["file"], reasons[name]))
            else:
                tally.faults.append(at)
    for peer, file, reason in sorted(stated - needed):
        tallies[peer, file].faults.append(f"{file}: nothing differs, in spite of: {reason}")
    return tallies


def markdown(tallies: dict[tuple[str, str], Tally]) -> str:
    lines = [
        "| peer | file | figures | ours | why others differ |",
        "| --- | --- | --: | --: | --- |",
    ]
    for (peer, file), tally in tallies.items():
        why = "; ".join(f"{count}: {reason}" for reason, count in tally.reasons.most_common())
        lines.append(f"| {peer} | `{file}` | {tally.figures} | {tally.agree} | {why} |")
    for peer in dict.fromkeys(peer for peer, _ in tallies):
        own = [tally for (name, _), tally in tallies.items() if name == peer]
        total, agree = sum(t.figures for t in own), sum(t.agree for t in own)
        lines.append(f"| **{peer}** | | **{total}** | **{agree}** | |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print the table of the guide")
    parser.add_argument("--figures", type=Path, default=FIGURES)
    arguments = parser.parse_args()
    tallies = compare(arguments.figures)
    faults = [fault for tally in tallies.values() for fault in tally.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    if arguments.markdown:
        print(markdown(tallies), end="")
    else:
        for (peer, file), tally in tallies.items():
            print(f"{peer} {file}: {tally.agree} of {tally.figures}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
