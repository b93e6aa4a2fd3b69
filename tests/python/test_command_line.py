# SPDX-License-Identifier: Apache-2.0
"""The command `actionplan`, as a process of its own: what a person or a script meets."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import actionplan as ap

PLAN = Path(__file__).resolve().parents[2] / "examples" / "data" / "az-nap-2016-2018.txt"


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a run."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(os.fspath, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "COLUMNS": "80", **environment},
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_help_names_every_command() -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    for command in ("read", "check", "status", "calendar"):
        assert command in out
        assert run(command, "--help")[0] == 0


def test_version_is_the_librarys() -> None:
    want = f"actionplan, version {ap.__version__} (SQLite {ap.sqlite_version()})"
    assert run("--version")[1].strip() == want


def test_reading_json_again_is_identity(tmp_path: Path) -> None:
    code, first, _ = run("read", PLAN, "--format", "json")
    assert code == 0
    file = tmp_path / "p.json"
    file.write_text(first, encoding="utf-8")
    assert run("read", file, "--format", "json")[1] == first
    assert first == ap.read(PLAN).to_json()


def test_read_shows_a_table_and_tells_problems_with_their_places() -> None:
    code, out, err = run("read", PLAN)
    assert code == 0
    assert out.startswith("National Action Plan for 2016-2018")
    assert all(len(line) <= 80 for line in out.splitlines())
    assert any(line.startswith("138:") and "[stray_character]" in line for line in err.splitlines())


def test_standard_input_is_read_in_every_format() -> None:
    assert run("read", "-", "--format", "json", stdin=PLAN.read_bytes())[1] == (
        ap.read(PLAN).to_json()
    )
    table = b"No,Measure,Implementing agencies,Deadline\n1.1,Act,Implementer: Ministry,2016\n"
    code, out, _ = run("status", "-", "--from", "csv", "--as-of", "2017-01-01", stdin=table)
    assert code == 0
    assert "1 unreported" in out


def test_status_counts_by_section_and_lists_what_is_unreported() -> None:
    code, out, _ = run("status", PLAN, "--as-of", "2017-06-30")
    assert code == 0
    assert "as of 2017-06-30: 59 measures: 55 open, 4 unreported" in out
    for number in ("1.2", "4.1.2", "4.1.3", "8.8"):
        assert f"\n {number} " in out
    assert "2016Q2, 2016Q3, 2016Q4, 2017Q1" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("agency", "Ministry of Justice"),
        ("deadline_kind", "recurring"),
        ("indicator_kind", "deliverable"),
    ],
)
def test_status_counts_by_other_groups(by: str, row: str) -> None:
    code, out, _ = run("status", PLAN, "--as-of", "2017-06-30", "--by", by)
    assert code == 0
    assert row in out


@pytest.mark.parametrize(
    ("day", "unreported"),
    [("2016-12-31", 0), ("2017-01-01", 4), ("2018-01-01", 20), ("2020-01-01", 59)],
)
def test_status_as_json_and_csv_is_the_librarys(day: str, unreported: int) -> None:
    assessment = ap.assess(ap.read(PLAN), as_of=day)
    _, out, _ = run("status", PLAN, "--as-of", day, "--format", "json")
    assert out == assessment.to_json()
    assert json.loads(out)["summary"]["unreported"] == unreported
    _, table, _ = run("status", PLAN, "--as-of", day, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert len(rows) == 59
    assert sum(row["deadline_status"] == "unreported" for row in rows) == unreported


def test_status_without_a_day_says_which_it_used() -> None:
    code, out, err = run("status", PLAN, "--format", "json")
    assert code == 0
    assert f"as of today, {json.loads(out)['as_of']}" in err


def test_report_due_preset_gives_reports_due_days() -> None:
    code, out, _ = run(
        "status", PLAN, "--as-of", "2016-12-15", "--report-due", "open_budget_survey",
        "--format", "json",
    )  # fmt: skip
    assert code == 0
    measure = next(m for m in json.loads(out)["measures"] if m["number"] == "5.4")
    assert [report["status"] for report in measure["reports_detail"]][:4] == [
        "unreported",
        "unreported",
        "due_soon",
        "open",
    ]


def test_check_finds_what_cannot_be_evaluated_and_is_no_error() -> None:
    code, out, _ = run("check", PLAN, "--format", "json")
    document = json.loads(out)
    assert document["schema"] == "actionplan/problems@1"
    findings = document["problems"]
    codes = {finding["code"] for finding in findings}
    assert code == 0
    assert {"stray_character", "vague_wording", "no_target", "narrower_than_measure"} <= codes
    assert all(finding["severity"] != "info" for finding in findings)
    info = json.loads(run("check", PLAN, "--format", "json", "--info")[1])["problems"]
    assert {"agency_merged", "column_read"} <= {finding["code"] for finding in info}


def test_check_exits_with_1_when_a_row_is_cut_short() -> None:
    text = b"\tNo\n\tMeasure\n\tDeadline\n\t1.1\n\tAct\n\t1.2\n\tDo\n\t2016\n"
    code, out, _ = run("check", "-", stdin=text)
    assert code == 1
    assert "row_short" in out


def test_profile_and_agencies_are_applied(tmp_path: Path) -> None:
    profile = ap.Profile(
        measures={
            "1.2": ap.MeasureProfile(deadline=ap.DeadlineCorrection(kind="by", due="2018-06-30"))
        }
    )
    profile_file = tmp_path / "profile.json"
    profile_file.write_text(ap.to_json(profile), encoding="utf-8")
    agencies_file = tmp_path / "agencies.json"
    known = [ap.Agency(id="justice", name="Justice", aliases=["Ministry of Justice"])]
    agencies_file.write_text(ap.to_json(known), encoding="utf-8")
    code, out, _ = run(
        "status", PLAN, "--as-of", "2017-06-30", "--profile", profile_file,
        "--agencies", agencies_file, "--by", "agency",
    )  # fmt: skip
    assert code == 0
    assert "3 unreported" in out
    assert "\n Justice " in out


def test_calendar_goes_to_standard_output_or_to_a_file(tmp_path: Path) -> None:
    code, out, err = run("calendar", PLAN)
    assert (code, err) == (0, "")
    file = tmp_path / "deadlines.ics"
    assert run("calendar", PLAN, "--output", file) == (0, "", "")
    assert file.read_bytes().decode() == ap.calendar(ap.read(PLAN))
    assert out.count("BEGIN:VEVENT") == 59


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("nonsense",),
        ("status", "no-such-file.txt"),
        ("status", str(PLAN), "--as-of", "2017-02-30"),
        ("status", str(PLAN), "--as-of", "yesterday"),
        ("status", str(PLAN), "--as-of", "2017-06-30", "--due-soon-days", "-1"),
        ("status", str(PLAN), "--by", "colour"),
        ("status", str(PLAN.parent)),
        ("status", "/dev/zero"),
        ("read", str(PLAN), "--profile", "no-such-file.json"),
        ("read", str(PLAN), "--profile", str(PLAN)),
        ("read", str(PLAN), "--from", "json"),
        ("calendar", str(PLAN), "--output", "/no/such/folder/deadlines.ics"),
        ("read", "bad\udcffname"),
        ("read", "-"),
    ],
)
def test_an_error_is_one_line_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("actionplan: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_hostile_text_cannot_steer_the_terminal() -> None:
    text = (
        "\tNo\tMeasure\tDeadline\n"
        "\t1.1\t\x1b[2J[bold]red[/bold] \x9b31m \u202egnirts :smile:\t2016\n"
    )
    for command in (("read", "-"), ("check", "-"), ("status", "-", "--as-of", "2018-01-01")):
        _, out, err = run(*command, stdin=text.encode(), FORCE_COLOR="1")
        for steering in ("\x1b[2J", "\x9b", "\u202e"):
            assert steering not in out + err
    _, out, _ = run("status", "-", "--as-of", "2018-01-01", stdin=text.encode())
    assert "[bold]red[/bold]" in out
    assert ":smile:" in out


def test_colours_follow_no_color() -> None:
    arguments = ("status", PLAN, "--as-of", "2017-06-30")
    assert "\x1b[" in run(*arguments, FORCE_COLOR="1", TERM="xterm-256color")[1]
    plain = run(*arguments, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")[1]
    assert "\x1b[3" not in plain


def test_output_is_utf_8_whatever_the_locale() -> None:
    text = "\tNo\tMeasure\tDeadline\n\t1.1\tBakı ə\t2016\n".encode()
    _, out, _ = run("read", "-", "--format", "json", stdin=text, PYTHONIOENCODING="ascii")
    assert "Bakı ə" in out
    assert run("read", "-", stdin=text, PYTHONIOENCODING="ascii")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_has_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "actionplan", "read", str(PLAN), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        errors = process.stderr.read().decode()
        code = process.wait(timeout=60)
    assert code == 0
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


def test_status_of_those_that_pass_a_filter() -> None:
    asked = ["status", PLAN, "--as-of", "2018-06-30", "--where", "agency : justice AND due < 2018"]
    code, out, _ = run(*asked)
    assert code == 0
    assert "5 of 59 measures" in out
    assert "unreported" in out
    document = json.loads(run(*asked, "--format", "json", "--order", "number desc")[1])
    numbers = [row["number"] for row in document["measures"]]
    assert numbers == ["9.5", "6.1.1", "4.1.2", "3.2", "2.3"]
    assert document["selected_from"] == 59
    lines = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv")[1])))
    assert sorted(numbers) == sorted(line["number"] for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--where", "due < tomorrow"], "column 7"),
        (["--order", "due"], "--order goes with --where"),
        (["--where", "due : *", "--by", "agency"], "--by groups the whole plan"),
        (["--where", "due : *", "--order", "agency"], "agency"),
    ],
)
def test_status_refuses_what_it_cannot_ask(arguments: list[str], said: str) -> None:
    code, out, err = run("status", PLAN, "--as-of", "2018-06-30", *arguments)
    assert (code, out) == (2, "")
    assert said in err
