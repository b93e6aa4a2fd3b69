# SPDX-License-Identifier: Apache-2.0
"""Estimates agree with the reference cases, and the runner of cases can tell when they do not."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from operator import ne
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
    ("mean3_strat_nofpc", "svymean(x=~api00, design=D)"),
    ("mean3_strat_nofpc", "svymean(design=D, ~api00)"),
    ("mean3_strat_nofpc", "svymean(~api00, subset(D, api00 > 0))"),
    ("mean3_strat_nofpc", "svycontrast(svymean(~api00+api99, D), c(api00=1))"),
    ("mean3_strat_nofpc", "svymean(~ifelse(api00 > 0, api00, 0), D)"),
    ("deffratio_strat_fpc", "svyratio(~api00, denominator=~api99, D)"),
    ("deffratio_strat_fpc", "svyratio(numerator=~api00, denominator=~api99, design=D)"),
    ("rmean_brr", "withReplicates(D, function(w, data) { sum(w*data$y)/sum(w) })"),
]

# What the library has not, or the runner does not know: never run as if it were not there.
REFUSED = [
    ("svyranktest(api00 ~ sch.wide, D)", "svyranktest: there are no rank tests"),
    ("svykappa(~stype+awards, D)", "svykappa: there is no kappa of agreement"),
    ("svycoxph(Surv(api00, api99) ~ ell, D)", "there is no regression of survival times"),
    ("svyloglin(~stype+awards, D)", "there are no log-linear models"),
    ("svygini(~api00, D)", "the function svygini is not known"),
    ("svymean(~api00, D, influence=TRUE)", "svymean: the argument influence is not known"),
    ("svymean(~api00, twophase(id=list(~1, ~1)))", "the design twophase"),
    ("svymean(~cut(api00, 3), D)", "the function cut is not known"),
    ("svyciprop(~I(api00 > 600), D, method='l')", "the method 'l' is not known"),
    ("svyquantile(~api00, D, .5, interval.type='Wald')", "the interval 'Wald' is not known"),
    ("svyquantile(~api00, D, .5, qrule='hf10')", "the rule 'hf10' is not known"),
    ("svyby(~api00, ~stype, D, svyglm)", "svyby with svyglm is not known"),
    ("svyglm(api00 ~ ell, D, family=inverse.gaussian())", "no family inverse.gaussian"),
    ("svyglm(api00 ~ ell, D, subset=ell > 3)", "svyglm: the argument subset is not known"),
    ("regTermTest(svyglm(api00 ~ ell, D), ~ell, method='LRT')", "only Wald's test is known"),
    ("svycontrast(svymean(~api00, D), c(1), add=TRUE)", "the argument add is not known"),
    ("withReplicates(D, quote(sum(.weights)))", "of a design that has no replicates"),
    ("svymean(~api00; D)", "cannot read"),
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


@pytest.mark.parametrize(("call", "says"), REFUSED)
def test_the_runner_refuses_in_a_sentence_what_it_does_not_know(
    tmp_path: Path, call: str, says: str
) -> None:
    case = {
        "id": "refused",
        "kind": "refused",
        "dataset": "apistrat",
        "design": {"kind": "taylor", "ids": "each row is its own PSU", "weights": "pw"},
        "options": {},
        "call": call,
        "tol_rel": 1e-9,
        "estimate": [0.0],
    }
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
    first, *_, last = run(path, "--quiet").stdout.splitlines()
    assert first.startswith("refused (refused): not handled: ")
    assert says in first
    assert last == "0 of 1 agree"


def test_a_refusal_is_right_where_r_has_no_value_or_an_error(tmp_path: Path) -> None:
    path = some_cases(tmp_path, {"missing"})
    document = json.loads(path.read_text(encoding="utf-8"))
    case = next(case for case in document["cases"] if case["id"] == "edge_na")
    wanted = {
        "svymean(~miss, D)": ({"estimate": ["NaN"]}, "1 of 1"),  # R: NA
        "svymean(~nothing, D)": ({"expect": "error"}, "1 of 1"),
        "svymean(~y, D)": ({"expect": "error"}, "0 of 1"),
        "svymean(~miss, D) ": ({"estimate": [1.0]}, "0 of 1"),
    }
    for call, (changes, agree) in wanted.items():
        bare = {key: case[key] for key in ("id", "kind", "dataset", "design", "options", "tol_rel")}
        one = {"estimate": [], **bare, "call": call, **changes}
        path.write_text(json.dumps({"cases": [one]}), encoding="utf-8")
        assert run(path).stdout.splitlines()[-1].startswith(agree), call


def test_an_adjustment_with_an_unknown_key_is_not_run_without_it(tmp_path: Path) -> None:
    path = some_cases(tmp_path, {"calibration"})
    document = json.loads(path.read_text(encoding="utf-8"))
    case = next(case for case in document["cases"] if case["id"] == "c_mean_cal_lin3")
    case["design"]["adjust"]["trim"] = [0.3, 3]
    path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
    assert "not handled: adjusting by calibrate with trim" in run(path).stdout


def _strat(name: str) -> list[str]:
    with (DATA / "data" / "apistrat.csv").open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


def _counts(kinds: np.ndarray) -> list[float]:
    return [float((kinds == kind).sum()) for kind in "EHM"]


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
        ("svyby(~api00, by=~stype, design=D, FUN=unwtd.count)", weighted, _counts(kinds)),
        ("svyby(~api00, ~stype, D, unwtd.count)", weighted, _counts(kinds)),
        ("unwtd.count(~api00, D)", weighted, [float(len(y))]),
        ("svytable(~stype, D)", weighted, [float(w[kinds == k].sum()) for k in "EHM"]),
        ("coef(svymean(~api00, D))", weighted, [float((w * y).sum() / w.sum())]),
        ("weights(D)", plain, [1.0] * len(y)),
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


def test_what_is_not_taken_from_r_is_named_with_the_right_value_and_the_reason(
    tmp_path: Path,
) -> None:
    said = run(some_cases(tmp_path)).stdout
    assert said.splitlines()[-1] == "194 of 194 agree"
    named = [line for line in said.splitlines() if ": agrees, but for " in line]
    assert [line.split(" ")[0] for line in named] == [
        "cip_zero", "cip_zero", "cip_zero_as", "cip_zero_as", "q_small_hf4", "edge_empty",
        "edge_empty",
    ]  # fmt: skip
    assert "ci[0, 1]: R has nan, right is 0.5218237501049814: No or every case has it" in named[1]
    assert "estimate[7]: R has nan, right is 42.0: R gives NaN for the quantile at 1" in named[4]
    assert "estimate[0]: R has 0.0, right is nan: R takes the mean" in named[5]


def test_by_hf3_definition_3_is_asserted_and_nothing_else(tmp_path: Path) -> None:
    """Of `syn_quant`, whose weights add up to 45: R's inverse of the distribution is one place
    above the nearest. What is neither ours nor R's is a disagreement."""
    with (DATA / "data" / "syn_quant.csv").open(encoding="utf-8", newline="") as file:
        rows = [(float(row["y"]), float(row["w"])) for row in csv.DictReader(file)]
    rows = sorted(row for row in rows if row[1] > 0)
    reached = np.cumsum([weight for _, weight in rows])
    nearest = [rows[int(np.argmin(abs(reached - p * reached[-1])))][0] for p in (0.12, 0.33, 0.71)]
    inverse = [rows[int(np.argmax(reached >= p * reached[-1]))][0] for p in (0.12, 0.33, 0.71)]
    assert nearest != inverse
    path = some_cases(tmp_path, {"quantile"})
    document = json.loads(path.read_text(encoding="utf-8"))
    case = next(case for case in document["cases"] if case["id"] == "q_small_hf4")
    case["call"] = "svyquantile(~y, D, c(.12,.33,.71), qrule='hf3', ci=FALSE)"
    for estimate, named in ((nearest, 0), (inverse, sum(map(ne, nearest, inverse)))):
        case["estimate"] = estimate
        path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
        said = run(path).stdout
        assert said.splitlines()[-1] == "1 of 1 agree"
        assert said.count("By `hf3` R takes the inverse of the distribution") == named


def test_definition_3_is_found_without_the_library() -> None:
    sys.path.insert(0, str(RUNNER.parent))
    try:
        from survey_runner.quantiles import nearest_value
    finally:
        sys.path.pop(0)
    ten, ones = np.arange(1.0, 11.0), np.ones(10)
    # Hyndman and Fan 1996: np - 1/2 = j + g; the even one of two as near.
    for p, want in ((0.12, 1), (0.15, 2), (0.16, 2), (0.25, 2), (0.35, 4), (0.0, 1), (1.0, 10)):
        assert nearest_value(ten, ones, p) == want, p
