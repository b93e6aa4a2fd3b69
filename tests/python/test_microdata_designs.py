# SPDX-License-Identifier: Apache-2.0
"""Specifications with replicate weights and with what is known of the population: the reference
cases from files, and refusals that name the key."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import actionplan as ap
from actionplan import microdata
from actionplan.survey import Design, ReplicateDesign

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "survey" / "data"
CASES = {
    case["id"]: case
    for case in json.loads((DATA.parent / "cases.json").read_text(encoding="utf-8"))["cases"]
}

MEAN = '[[indicators]]\nid = "it"\nnumerator = "{y}"\nstatistic = "{statistic}"\n{more}'


def run(design: str, file: Path, y: str, statistic: str = "mean", more: str = "") -> Any:
    text = f"[design]\n{design}\n" + MEAN.format(y=y, statistic=statistic, more=more)
    return microdata.estimate(microdata.parse_spec(text), microdata.open_source(file), threads=1)


def joined(tmp_path: Path, dataset: str, replicates: str) -> Path:
    """A data set with its replicate weights beside it, as such files come."""
    left = pd.read_csv(DATA / f"{dataset}.csv")
    file = tmp_path / "joined.csv"
    pd.concat([left, pd.read_csv(DATA / f"{replicates}.csv")], axis=1).to_csv(file, index=False)
    return file


ACS = 'weights = "PWGTP"\n[design.replicates]\npattern = "PWGTP[0-9]*"\ntype = "ACS"'


def test_replicates_by_pattern_are_those_of_the_design() -> None:
    file = DATA / "syn_acs.csv"
    survey = run(ACS, file, "WAGP", more='by = "SEX"\nmissing = "omit"')
    replicates = survey.spec.design.replicates
    assert replicates is not None
    assert replicates.columns == tuple(f"PWGTP{k}" for k in range(1, 81))
    assert not survey.is_streamed
    d = ReplicateDesign(pd.read_csv(file), weights="PWGTP", repweights="PWGTP[0-9]+", type="ACS")
    whole, first, second = survey["it"].cells
    e = d.mean("WAGP", missing="omit")
    assert (whole.value, whole.df, whole.n) == (e.estimate[0], e.df[0], e.n[0])
    assert whole.standard_error == pytest.approx(e.se[0], rel=1e-13)
    by = d.mean("WAGP", by="SEX", missing="omit")
    assert [first.value, second.value] == pytest.approx(by.estimate.tolist(), rel=1e-13)
    assert [first.standard_error, second.standard_error] == pytest.approx(by.se.tolist(), rel=1e-12)


FAY = """weights = "w0"
[design.replicates]
columns = ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12"]
"""
JKN = 'weights = "w0"\n[design.replicates]\npattern = "r[0-9]*"\ntype = "JKn"\nrscales = '


@pytest.mark.parametrize(
    ("case", "files", "y", "statistic", "design"),
    {
        "fay": (
            "rmean_fay03", ("syn_brr", "rep_fay03"), "y", "mean", FAY + 'type = "Fay"\nrho = 0.3',
        ),
        "fay about the full sample": (
            "rtot_fay05mse", ("syn_brr", "rep_fay05mse"), "y", "total",
            FAY + 'type = "fay"\nrho = 0.5\nmse = true',
        ),
        "a scale": (
            "rmean_fay03", ("syn_brr", "rep_fay03"), "y", "mean",
            FAY + "scale = 0.17006802721088438",
        ),
        "a scale in parts": (
            "rmean_fay03", ("syn_brr", "rep_fay03"), "y", "mean",
            FAY + "rscales = 0.17006802721088438",
        ),
        "rscales for each": (
            "rmean_jkn_strat", ("apistrat", "rep_jkn_strat"), "api00", "mean",
            JKN + str(CASES["rmean_jkn_strat"]["design"]["rscales"]),
        ),
    }.values(),
)  # fmt: skip
def test_replicates_agree_with_the_reference(
    tmp_path: Path, case: str, files: tuple[str, str], y: str, statistic: str, design: str
) -> None:
    want = CASES[case]
    cell = run(design, joined(tmp_path, *files), y, statistic)["it"].cells[0]
    assert cell.value == pytest.approx(want["estimate"][0], rel=want["tol_rel"])
    assert cell.standard_error == pytest.approx(want["se"][0], rel=want["tol_rel"])
    assert cell.df == want["design"]["degf"]


def test_factors_become_weights(tmp_path: Path) -> None:
    data = pd.read_csv(joined(tmp_path, "syn_brr", "rep_brr"))
    names = [f"r{k}" for k in range(1, 13)]
    data[names] = data[names].div(data["w0"], axis=0)
    file = tmp_path / "factors.csv"
    data.to_csv(file, index=False)
    design = 'weights = "w0"\n[design.replicates]\npattern = "r*"\ntype = "BRR"\ncombined = false'
    got = run(design, file, "y")["it"].cells[0]
    design = design.replace("combined = false", "")
    want = run(design, joined(tmp_path, "syn_brr", "rep_brr"), "y")["it"].cells[0]
    assert got.standard_error == pytest.approx(want.standard_error, rel=1e-12)


CLUSTERS = 'weights = "pw"\nclusters = "dnum"\nfpc = "fpc"\n'
BY_TYPE = '[[design.raking.margins]]\ncolumns = "stype"\npopulation = {E = 4421, H = 755, M = 1018}'
BY_SCHOOL = """
[[design.raking.margins]]
columns = "sch.wide"
population = {No = 1072, Yes = 5122}
"""
CALIBRATED = """
[[design.calibration.totals]]
of = "1"
total = 6194
[[design.calibration.totals]]
of = "stype == 'H'"
total = 755
[[design.calibration.totals]]
of = "stype == 'M'"
total = 1018
"""
API99 = '[[design.calibration.totals]]\nof = "api99"\ntotal = 3914069\n'


@pytest.mark.parametrize(
    ("case", "y", "statistic", "design"),
    [
        ("c_tot_ps_clus1", "enroll", "total", BY_TYPE),
        (
            "c_tot_rake_clus1", "enroll", "total",
            f'[design.raking]\nresiduals = "unweighted"\n{BY_TYPE}{BY_SCHOOL}',
        ),
        ("c_mean_cal_lin3", "api00", "mean", CALIBRATED),
        (
            "c_mean_cal_rak4", "api00", "mean",
            f'[design.calibration]\nfunction = "raking"\n{CALIBRATED}{API99}',
        ),
        (
            "c_mean_cal_log4", "api00", "mean",
            '[design.calibration]\nfunction = "logit"\nlower = 0.5\nupper = 2.2\n'
            f"{CALIBRATED}{API99}",
        ),
    ],
)  # fmt: skip
def test_known_populations_agree_with_the_reference(
    case: str, y: str, statistic: str, design: str
) -> None:
    want = CASES[case]
    got = run(CLUSTERS + design, DATA / "apiclus1.csv", y, statistic, 'missing = "omit"')
    cell = got["it"].cells[0]
    assert cell.value == pytest.approx(want["estimate"][0], rel=want["tol_rel"])
    assert cell.standard_error == pytest.approx(want["se"][0], rel=want["tol_rel"])
    assert not got.is_streamed


def test_replicates_are_raked_on_their_own(tmp_path: Path) -> None:
    want = CASES["c_tot_brr_rep_ps"]
    design = 'weights = "w0"\n[design.replicates]\npattern = "r*"\ntype = "BRR"\n'
    margin = '[[design.raking.margins]]\ncolumns = ["sex"]\npopulation = {F = 3000, M = 2900}'
    file = joined(tmp_path, "syn_brr", "rep_brr")
    cell = run(design + margin, file, "b", "total")["it"].cells[0]
    assert cell.value == pytest.approx(want["estimate"][0], rel=want["tol_rel"])
    assert cell.standard_error == pytest.approx(want["se"][0], rel=want["tol_rel"])


def test_cells_of_several_columns_are_tables_in_tables() -> None:
    design = """weights = "w"
strata = "stratum"
clusters = "psu"
nest = true
[[design.raking.margins]]
columns = ["sex", "urban"]
[design.raking.margins.population]
F = {0 = 120000, 1 = 90000}
M = {0 = 105000, 1 = 100000}
"""
    cell = run(design, DATA / "syn_hh.csv", "age")["it"].cells[0]
    data = pd.read_csv(DATA / "syn_hh.csv")
    d = Design(data, weights="w", strata="stratum", clusters="psu", nest=True).poststratify(
        ["sex", "urban"],
        {("F", 0): 120000, ("F", 1): 90000, ("M", 0): 105000, ("M", 1): 100000},
    )
    e = d.mean("age")
    assert cell.value == pytest.approx(e.estimate[0], rel=1e-13)
    assert cell.standard_error == pytest.approx(e.se[0], rel=1e-12)
    assert cell.weighted_n == pytest.approx(415000, rel=1e-12)


def refusal(design: str, file: Path = DATA / "syn_acs.csv", y: str = "WAGP") -> str:
    with pytest.raises(ap.Error) as refused:
        run(design, file, y, more='missing = "omit"')
    assert "\n" not in str(refused.value)
    return str(refused.value)


REPLICATES = 'weights = "PWGTP"\n[design.replicates]\n'


@pytest.mark.parametrize(
    ("design", "says"),
    [
        (
            '[design.replicates]\npattern = "PWGTP[0-9]*"\ntype = "ACS"',
            "design.weights is not given; replicates need those of the full sample.",
        ),
        (
            'clusters = "PUMA"\n' + ACS,
            "design.clusters has no meaning beside design.replicates; leave out one of the two.",
        ),
        (REPLICATES, "design.replicates.columns is one way to name the weights"),
        (REPLICATES + 'pattern = "P*"\ncolumns = ["PWGTP1"]', "give one of them."),
        (REPLICATES + 'columns = ["PWGTP1"]', "names one replicate, and a variance needs two."),
        (
            REPLICATES + 'columns = ["PWGTP1", "PWGTP1"]\ntype = "ACS"',
            "design.replicates.columns names 'PWGTP1' twice; name each once.",
        ),
        (
            REPLICATES + 'columns = ["PWGTP1", "pwgtp2"]\ntype = "ACS"',
            "design.replicates.columns names column 'pwgtp2', which ",
        ),
        (
            REPLICATES + 'pattern = "REPWT*"\ntype = "ACS"',
            "design.replicates.pattern 'REPWT*' means no column of ",
        ),
        (
            REPLICATES + 'pattern = "PWGTP8?"\ntype = "ACS"',
            "design.replicates.pattern 'PWGTP8?' means only 'PWGTP80' of ",
        ),
        (
            REPLICATES + 'pattern = "PWGTP[0-9]*"\ntype = "SDR"',
            "design.replicates.type is 'SDR'; it is one of jk1, jkn, jk2, ",
        ),
        (
            REPLICATES + 'pattern = "PWGTP[0-9]*"',
            "design.replicates.scale is not given, and replicates of type other have none; "
            "give scale, rscales or both.",
        ),
        (
            REPLICATES + 'pattern = "PWGTP[0-9]*"\ntype = "JKn"\nrscales = [0.5, 0.6]',
            "design.replicates.rscales has 2 numbers and there are 80 replicates; ",
        ),
        (
            REPLICATES + 'pattern = "PWGTP[0-9]*"\ntype = "Fay"',
            "design.replicates.rho is not given, and the errors of Fay's method depend on it; ",
        ),
        (
            REPLICATES + 'pattern = "PWGTP[0-9]*"\ntype = "BRR"\nrho = 0.5',
            "design.replicates.rho is of Fay's method and the type is brr; leave it out.",
        ),
        (ACS + "\nrho = 0.5", "design.replicates.rho is of Fay's method and the type is acs"),
        (ACS + "\nscale = -1", "design.replicates.scale is -1; give a number of 0 or more."),
        (
            ACS + "\ncombined = false",
            "design.replicates.combined is false, and the weights times the replicates add up to ",
        ),
        (ACS + "\nrows = 3", "design.replicates.rows is no key that is known here"),
        (
            ACS + '\n[[design.raking.margins]]\ncolumns = "SEX"',
            "design.raking.margins[0].population is not given; give the people of each cell.",
        ),
        (
            ACS + '\n[[design.raking.margins]]\ncolumns = "SEX"\npopulation = {1 = 900}',
            "design.raking.margins[0].population has no number for SEX '2', which is in the data; "
            "add it.",
        ),
        (
            ACS + '\n[[design.raking.margins]]\ncolumns = "SEX"\n'
            "population = {1 = 900, 2 = 950, 9 = 4}",
            "design.raking.margins[0].population has 4 in SEX '9', of which the data have no row; ",
        ),
        (
            ACS + '\n[[design.raking.margins]]\ncolumns = ["SEX", "EMP"]\npopulation = {1 = 900}',
            "design.raking.margins[0].population.1 is no table; give one of the people per level "
            "of 'EMP'.",
        ),
        (
            ACS + '\n[[design.raking.margins]]\ncolumns = "SEX"\npopulation = {1 = -9, 2 = 9}',
            "design.raking.margins[0].population.1 is -9; give a number of 0 or more.",
        ),
        (
            ACS + '\n[[design.calibration.totals]]\nof = "AGEP"',
            "design.calibration.totals[0].total is not given; say what it is in the population.",
        ),
        (
            ACS + '\n[design.calibration]\nfunction = "logit"\n'
            '[[design.calibration.totals]]\nof = "1"\ntotal = 9',
            "design.calibration.function is logit, which needs both bounds; give lower and upper.",
        ),
        (
            ACS + '\n[[design.calibration.totals]]\nof = "1"\ntotal = 9\n'
            '[[design.raking.margins]]\ncolumns = "SEX"\npopulation = {1 = 900, 2 = 950}',
            "design.raking and design.calibration are both there; give one of them.",
        ),
        (
            ACS + '\n[design.calibration]\nlower = 0.99\nupper = 1.01\n'
            '[[design.calibration.totals]]\nof = "AGEP"\ntotal = 9',
            "design.calibration: ",
        ),
        (
            ACS + '\n[[design.calibration.totals]]\nof = "AGE"\ntotal = 9',
            "design.calibration.totals[0].of names column 'AGE', which ",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_key(design: str, says: str) -> None:
    assert says in refusal(design)


def test_missing_weights_and_cells_are_named_by_row(tmp_path: Path) -> None:
    data = pd.read_csv(DATA / "syn_acs.csv").head(40)
    data.loc[6, "PWGTP3"] = float("nan")
    data.to_csv(tmp_path / "a.csv", index=False)
    assert refusal(ACS, tmp_path / "a.csv") == (
        "design.replicates: column 'PWGTP3' is missing in row 7; every row needs a value."
    )
    data = pd.read_csv(DATA / "syn_acs.csv", dtype=str).head(40)
    data.loc[2, "SEX"] = None
    data.to_csv(tmp_path / "b.csv", index=False)
    margin = '\n[[design.raking.margins]]\ncolumns = "SEX"\npopulation = {1 = 900, 2 = 950}'
    assert refusal(ACS + margin, tmp_path / "b.csv") == (
        "design.raking.margins[0].columns: column 'SEX' is missing in row 3; "
        "every row needs a value."
    )


def test_the_command_writes_what_the_weights_are(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    spec = tmp_path / "spec.toml"
    margin = '\n[[design.raking.margins]]\ncolumns = "SEX"\npopulation = {1 = 40000, 2 = 45000}\n'
    indicator = MEAN.format(y="WAGP", statistic="mean", more='missing = "omit"')
    spec.write_text(f"[design]\n{ACS}{margin}{indicator}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "actionplan", "survey", spec, DATA / "syn_acs.csv", "--format",
         "json", "--threads", "1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    jsonschema.validate(
        document, json.loads((ROOT / "docs" / "schema" / "survey-1.schema.json").read_text())
    )
    assert document["design"]["replicates"]["columns"][79] == "PWGTP80"
    assert document["design"]["replicates"]["type"] == "acs"
    assert document["design"]["raking"]["margins"][0]["population"] == [
        {"cell": ["1"], "people": 40000}, {"cell": ["2"], "people": 45000},
    ]  # fmt: skip
    assert document["design"]["calibration"] is None
    d = ReplicateDesign(
        pd.read_csv(DATA / "syn_acs.csv"), weights="PWGTP", repweights="PWGTP[0-9]+", type="ACS"
    ).rake({"SEX": {1: 40000, 2: 45000}})
    cell = document["indicators"][0]["estimates"][0]
    assert cell["standard_error"] == pytest.approx(d.mean("WAGP", missing="omit").se[0], rel=1e-12)


def test_the_guide_shows_specifications_that_are_taken() -> None:
    guide = (ROOT / "docs" / "guide" / "survey_command.md").read_text(encoding="utf-8")
    blocks = [part.split("```", 1)[0] for part in guide.split("```toml\n")[1:]]
    assert len(blocks) == 6
    for block in blocks:
        given = block if "[design]\n" in block else f'[design]\nweights = "w"\n{block}'
        if "[[tables]]" in given:
            given += '[[indicators]]\nid = "satisfied"\nnumerator = "q12 == 1"\n'
            assert len(microdata.parse_spec(given).tables) == 2
        if "[[indicators]]" not in given:
            given += MEAN.format(y="y", statistic="mean", more="")
        assert microdata.parse_spec(given).indicators


def test_factors_given_as_weights_are_refused(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    factors = rng.choice([0.5, 1.5], (40, 8))
    lines = ["w,y," + ",".join(f"r{place}" for place in range(8))]
    lines += [f"{50 + row},{row}," + ",".join(map(str, factors[row])) for row in range(40)]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(lines) + "\n")
    spec = """
    [design]
    weights = "w"
    [design.replicates]
    pattern = "r*"
    type = "Fay"
    rho = 0.5
    combined = {}
    [[indicators]]
    id = "y"
    numerator = "y"
    """
    source = microdata.open_source(file)
    with pytest.raises(
        ap.InvalidArgument, match=r"^design\.replicates\.combined is true, and the re"
    ):
        microdata.estimate(microdata.parse_spec(spec.format("true")), source)
    found = microdata.estimate(microdata.parse_spec(spec.format("false")), source)
    assert found["y"].cells[0].standard_error > 0
