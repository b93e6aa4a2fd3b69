# SPDX-License-Identifier: Apache-2.0
"""Estimates agree with the reference cases, and the runner of cases can tell when they do not."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNNER = ROOT / "tests" / "reference" / "survey_cases.py"
DATA = ROOT / "tests" / "data" / "survey"


def run(cases: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, RUNNER, cases, DATA / "data", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def some_cases(tmp_path: Path, kinds: set[str] | None = None) -> Path:
    document = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))
    document["cases"] = [
        case for case in document["cases"] if kinds is None or case["kind"] in kinds
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "kind",
    [
        "calibration",
        "chisq",
        "ciprop",
        "contrast",
        "deff",
        "degf",
        "domain",
        "edge",
        "glm",
        "lonely_psu",
        "mean",
        "missing",
        "multistage",
        "numeric",
        "pps",
        "proportion",
        "quantile",
        "ratio",
        "refusal",
        "replicate",
        "standardize",
        "total",
        "ttest",
        "variance",
    ],
)
def test_every_case_agrees(tmp_path: Path, kind: str) -> None:
    done = run(some_cases(tmp_path, {kind}))
    assert done.returncode == 0, done.stdout
    last = done.stdout.splitlines()[-1]
    agreeing, of, count, verb = last.split()
    assert (of, verb) == ("of", "agree")
    assert agreeing == count != "0"


def test_a_wrong_result_is_a_disagreement(tmp_path: Path) -> None:
    path = some_cases(tmp_path, {"mean"})
    document = json.loads(path.read_text(encoding="utf-8"))
    for place, field in enumerate(("estimate", "se", "ci", "df", "vcov")):
        case = document["cases"][place % len(document["cases"])]
        text = json.dumps(case[field])
        spoiled = json.loads(text)
        row = spoiled if isinstance(spoiled, list) else [spoiled]
        while isinstance(row[0], list):
            row = row[0]
        row[0] *= 1 + 1e-6
        case[field] = spoiled if isinstance(spoiled, list) else row[0]
        case["id"] = f"spoiled_{field}"
        path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
        done = run(path)
        assert done.returncode == 1
        assert f"spoiled_{field} (mean): {field}" in done.stdout
        assert done.stdout.splitlines()[-1] == "0 of 1 agree"
        document = json.loads(some_cases(tmp_path, {"mean"}).read_text(encoding="utf-8"))


# What R gives for one call is right for another that means the same.
SAME = [
    ("deffratio_strat_fpc", "svycontrast(svytotal(~api00+api99, D), quote(api00/api99))"),
    ("rmean_brr", "withReplicates(D, quote(sum(.weights*y)/sum(.weights)))"),
    ("rmean_brr", "withReplicates(D, function(w, data) sum(w*data$y)/sum(w))"),
    ("mean3_strat_nofpc", "svyglm(api00 ~ 1, D)"),
]


@pytest.mark.parametrize(("base", "call"), SAME)
def test_the_runner_reads_what_means_the_same(tmp_path: Path, base: str, call: str) -> None:
    document = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))
    case = next(case for case in document["cases"] if case["id"] == base)
    case = {key: case[key] for key in ("dataset", "design", "options")} | {
        "id": "same",
        "kind": "same",
        "call": call,
        "tol_rel": 1e-9,
        "estimate": case["estimate"][:1],
        "se": case["se"][:1],
    }
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
    assert run(path).stdout.splitlines()[-1] == "1 of 1 agree"


def _strat(name: str) -> list[str]:
    with (DATA / "data" / "apistrat.csv").open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


def _closed_forms() -> list[tuple[str, dict[str, object], list[float]]]:
    """Calls with their design and what follows by hand from the data of `apistrat`."""
    x, y, w = (np.array([float(v) for v in _strat(n)]) for n in ("api99", "api00", "pw"))
    kinds = np.array(_strat("stype"))
    medians = []
    for kind in ("E", "H", "M"):
        order = np.argsort(y[kinds == kind], kind="stable")
        reached = np.cumsum(w[kinds == kind][order])
        medians.append(
            float(y[kinds == kind][order][np.argmax(reached >= 0.5 * reached[-1] * (1 - 1e-12))])
        )
    weighted = {"ids": "each row is its own PSU", "strata": ["stype"], "weights": "pw"}
    plain = {"ids": "each row is its own PSU"}
    return [
        (
            "svyby(~api00, ~stype, D, svyquantile, quantiles=0.5)",
            weighted,
            medians,
        ),
        ("svyglm(api00 ~ api99 - 1, D)", weighted, [float((w * x * y).sum() / (w * x * x).sum())]),
        ("svymean(~api00, D)", plain, [float(y.mean())]),
        ("svytotal(~api00, D)", plain, [float(y.sum())]),
    ]


@pytest.mark.parametrize(("call", "design", "estimate"), _closed_forms())
def test_the_runner_reads_calls_with_closed_forms(
    tmp_path: Path, call: str, design: dict[str, object], estimate: list[float]
) -> None:
    case = {
        "id": "closed",
        "kind": "closed",
        "dataset": "apistrat",
        "design": {"kind": "taylor", **design},
        "options": {},
        "call": call,
        "tol_rel": 1e-9,
        "estimate": estimate,
    }
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
    done = run(path)
    assert done.stdout.splitlines()[-1] == "1 of 1 agree", done.stdout


def test_an_artefact_is_right_only_as_it_comes_about(tmp_path: Path) -> None:
    """Of no case R has no interval, or one of no width; any other is a disagreement."""
    path = some_cases(tmp_path, {"ciprop"})
    document = json.loads(path.read_text(encoding="utf-8"))
    case = next(case for case in document["cases"] if case["id"] == "cip_zero")
    assert case["ci"] == [["NaN", "NaN"]]  # where Clopper and Pearson's is right
    for ends, agree in ((["NaN", "NaN"], "1 of 1"), ([0, 0], "1 of 1"), ([0, 0.5], "0 of 1")):
        case["ci"] = [ends]
        path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
        assert run(path).stdout.splitlines()[-1].startswith(agree)
