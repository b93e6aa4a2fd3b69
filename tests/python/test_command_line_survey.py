# SPDX-License-Identifier: Apache-2.0
"""The command `survey` as a process of its own: table, JSON, evidence in a store, errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
SPEC = DATA / "eservices-survey.toml"
FILE = DATA / "eservices-survey.csv"
SCHEMA = json.loads((ROOT / "docs" / "schema" / "survey-1.schema.json").read_text("utf-8"))


def run(*arguments: str | Path, columns: int = 100) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a run."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(os.fspath, arguments)],
        capture_output=True,
        env={**os.environ, "COLUMNS": str(columns)},
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def changed(folder: Path, old: str, new: str) -> Path:
    text = SPEC.read_text("utf-8")
    assert old in text
    file = folder / "spec.toml"
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_the_table_shows_estimates_with_their_uncertainty() -> None:
    code, out, err = run("survey", SPEC, FILE)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Survey on electronic services 2018 (synthetic)"
    assert lines[1] == "eservices-survey.csv: 1200 rows, fieldwork 2018-12-05/2019-01-20"
    row = next(line.split() for line in lines if line.split()[:2] == ["region", "capital"])
    assert row == ["region", "capital", "70.5", "6.33", "54.8", "82.5", "2.24", "10", "117"]


LONG = """
[survey]
missing = "omit"
by = [["region", "area", "sex"]]
[design]
weights = "weight * 1000000"
strata = "stratum"
clusters = "cluster"
[labels.area]
town = "a town of any size, the capital among them, and its suburbs"
[[indicators]]
id = "pay"
title = "Pay"
numerator = "age * 1000000"
statistic = "total"
[[tables]]
id = "t"
title = "Answers"
rows = "q12"
columns = "region"
[labels.q12]
1 = "satisfied in every way with the service that was last used"
"""


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_labels_of_rows_are_never_cut_away(tmp_path: Path, columns: int) -> None:
    spec = tmp_path / "spec.toml"
    spec.write_text(LONG, "utf-8")
    code, out, err = run("survey", spec, FILE, columns=columns)
    assert (code, err) == (0, "")
    assert all(len(line) <= columns for line in out.splitlines())
    text = " ".join(out.split())
    # Folded labels are whole when their lines are put together; numbers stand in further tables.
    for label in ("region capital, area village, sex female", "satisfied in every way with the"):
        words = label.split()
        assert all(word in text for word in words)
    for heading in ("estimate", "95% from", "deff", "region capital", "region west", "all"):
        assert heading in out
    first = [line for line in out.splitlines() if line.strip().startswith("of ")]
    assert len(first) == (1 if columns >= 200 else len(first))
    assert len(first) >= (2 if columns <= 80 else 1)
    assert "\u2026" not in out


def test_tables_are_written_by_the_name_of_the_file(tmp_path: Path) -> None:
    names = ["a.csv", "a.html", "a.tex", "a.xlsx", "a.docx"]
    outs = [part for name in names for part in ("--out", tmp_path / name)]
    assert run("survey", SPEC, FILE, *outs) == (0, "", "")
    first = {name: (tmp_path / name).read_bytes() for name in names}
    assert run("survey", SPEC, FILE, *outs) == (0, "", "")
    assert first == {name: (tmp_path / name).read_bytes() for name in names}
    for name in ("csv", "html", "tex"):
        code, out, err = run("survey", SPEC, FILE, "--format", name)
        assert (code, err) == (0, "")
        assert out.encode() == first[f"a.{name}"]
    assert first["a.docx"][:4] == first["a.xlsx"][:4] == b"PK\x03\x04"


def test_one_table_can_be_asked_for_and_printed_beside(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    code, out, err = run(
        "survey", SPEC, FILE, "--out", file, "--table", "minutes", "--format", "json",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert json.loads(out)["schema"] == "actionplan/survey@1"
    rows = file.read_text("utf-8").splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == {"minutes"}


def test_nothing_is_written_where_the_answer_is_an_error(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    misspelt = changed(tmp_path, '"q12 in (1, 2)"', "\"q12 == 'satisfied'\"")
    code, out, err = run("survey", misspelt, FILE, "--out", file, "--record", store)
    assert (code, out) == (2, "")
    assert "column 'q12' has 'satisfied' nowhere, neither as a value nor as a label" in err
    assert not file.exists()
    with ap.Store.open(store) as opened:
        assert len(list(opened.evidence())) == 0


def test_json_is_what_the_schema_says() -> None:
    code, out, err = run("survey", SPEC, FILE, "--format", "json", "--presentation", "dhs")
    assert (code, err) == (0, "")
    document = json.loads(out)
    jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(document)
    assert document["data"] == {"file": "eservices-survey.csv", "format": "csv", "rows": 1200}
    assert [one["id"] for one in document["indicators"]] == ["satisfied", "users", "minutes"]
    assert document["indicators"][0]["estimates"][1]["dimension"] == {"region": "capital"}


def test_small_cells_are_shown_by_the_rule_and_kept_in_json(tmp_path: Path) -> None:
    spec = changed(tmp_path, 'denominator = "q11 == 1"', 'denominator = "q11 == 1 and age < 30"')
    _, plain, _ = run("survey", spec, FILE)
    _, dhs, _ = run("survey", spec, FILE, "--presentation", "dhs")
    assert " * " not in plain
    suppressed = [line.split() for line in dhs.splitlines() if " * " in line]
    assert suppressed
    assert all(int(row[-1]) < 25 for row in suppressed if row[0] == "region")
    assert "suppressed" in dhs.splitlines()[-1]
    _, out, _ = run("survey", spec, FILE, "--presentation", "dhs", "--format", "json")
    hidden = [
        cell
        for one in json.loads(out)["indicators"]
        for cell in one["estimates"]
        if cell["presentation"] == "suppress"
    ]
    assert hidden
    assert all(cell["value"] is not None and cell["n"] < 25 for cell in hidden)


def test_threads_change_no_byte() -> None:
    one = run("survey", SPEC, FILE, "--format", "json", "--threads", "1")
    assert one == run("survey", SPEC, FILE, "--format", "json", "--threads", "2")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "monitor.db"
    plan = DATA / "az-nap-2016-2018.txt"
    assert run("init", path, plan, "--recorded-on", "2016-05-01")[0] == 0
    return path


def test_estimates_become_evidence(store: Path) -> None:
    code, _, err = run(
        "survey", SPEC, FILE, "--record", store, "--recorded-on", "2019-03-15",
    )  # fmt: skip
    assert (code, err) == (0, f"8 estimates recorded in {store}\n")
    _, out, _ = run("survey", SPEC, FILE, "--format", "json")
    want = json.loads(out)["indicators"][0]["estimates"]
    with ap.Store.open(store) as opened:
        got = list(opened.evidence())
        assert opened.verify() == []
    assert len(got) == len(want) == 8
    for entry in got:
        cell = next(c for c in want if c["dimension"] == dict(entry.dimension))
        assert (entry.value, entry.standard_error) == (cell["value"], cell["standard_error"])
        assert (entry.df, entry.n, entry.deff) == (cell["df"], cell["n"], cell["deff"])
        assert (entry.indicator, str(entry.method)) == ("1.1/1", "survey")


def test_nothing_is_recorded_of_an_indicator_that_the_plan_has_not(
    store: Path, tmp_path: Path
) -> None:
    spec = changed(tmp_path, 'evidence = "1.1/1"', 'evidence = "99.9/9"')
    code, out, err = run("survey", spec, FILE, "--record", store, "--recorded-on", "2019-03-15")
    assert (code, out) == (2, "")
    assert err == (
        f"actionplan: indicators[0].evidence: the plan in {store} has no indicator '99.9/9'.\n"
    )
    with ap.Store.open(store) as opened:
        assert len(list(opened.evidence())) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((SPEC, "missing.csv"), "cannot read or write 'missing.csv'"),
        (("missing.toml", FILE), "cannot read or write 'missing.toml'"),
        ((SPEC, FILE, "--from", "parquet"), "cannot be read"),
        ((SPEC, FILE, "--recorded-on", "2019-01-01"), "--recorded-on goes with --record."),
        ((SPEC, FILE, "--record", "missing.db"), "missing.db"),
        ((FILE, FILE), "This is no TOML"),
        ((SPEC, FILE, "--out", "a.pdf"), "The format of a.pdf is not told by its name; end it by"),
        (
            (SPEC, FILE, "--out", "no/such/folder/a.csv"),
            "cannot read or write 'no/such/folder/a.csv'",
        ),
        (
            (SPEC, FILE, "--table", "users"),
            "--table goes with --out, or --format csv, html or tex.",
        ),
        ((SPEC, FILE, "--format", "csv", "--table", "nothing"), "no table or indicator 'nothing'"),
        ((SPEC, SPEC), "is not told by its name"),
    ],
)
def test_errors_are_one_line(arguments: tuple[str | Path, ...], says: str) -> None:
    code, out, err = run("survey", *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("actionplan: ")
    assert says in err


def test_a_missing_answer_is_refused_unless_it_is_to_be_left_out(tmp_path: Path) -> None:
    spec = changed(tmp_path, 'missing = "omit"\nunit = "percent of users"', 'unit = "percent"')
    code, out, err = run("survey", spec, FILE)
    assert (code, out) == (2, "")
    assert err.startswith("actionplan: indicators[0].denominator: column 'q11' is missing in row ")


def test_the_synthetic_data_are_those_of_their_script(tmp_path: Path) -> None:
    script = DATA / "make_survey_data.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, timeout=60)
    made = sorted(tmp_path.glob("*.csv"))
    assert len(made) == 4
    for file in made:
        assert file.read_bytes() == (DATA / file.name).read_bytes(), file.name
