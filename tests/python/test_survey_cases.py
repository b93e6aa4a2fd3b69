# SPDX-License-Identifier: Apache-2.0
"""Estimates agree with the reference cases, and the runner of cases can tell when they do not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
