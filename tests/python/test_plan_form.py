# SPDX-License-Identifier: Apache-2.0
"""The blank table for drafters: filled in, it reads without a problem and can be evaluated."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import actionplan as ap
from actionplan.plan_form import COLUMNS, notes_of, write_plan_form

ROWS = [
    ["1.10", "1. Roads", "Build roads", "Length of roads built", "km", "10", "20",
     "Ministry of Works", "Parks Office; Bank", "", "2025-2026"],
    ["2.1", "2. Law", "Adopt a law on access", "Law adopted", "", "", "", "Ministry of Justice", "",
     "municipalities", "by 31 December 2025"],
]  # fmt: skip


def check(plan: ap.Plan, profile: ap.Profile) -> None:
    assert [p.message for p in plan.problems if p.severity != "info"] == []
    assert [(m.id, m.deadline.kind != "no_date", bool(m.section)) for m in plan] == [
        ("1.10", True, True),
        ("2.1", True, True),
    ]
    assert [str(part.role) for part in plan["1.10"].assignments] == [
        "lead",
        "supporting",
        "supporting",
    ]
    assert [str(part.force) for part in plan["2.1"].assignments] == ["binding", "recommended"]
    said = profile.indicators["1.10/1"]
    assert (said.unit, said.baseline, said.targets[0].value) == ("km", 10, 20)
    assert [finding.message for finding in ap.lint(plan, profile)] == []


def test_a_form_in_csv_that_is_filled_in_reads_without_a_problem(tmp_path: Path) -> None:
    form = tmp_path / "next.csv"
    write_plan_form(form)
    out = io.StringIO(form.read_text("utf-8-sig"), newline="")
    assert next(csv.reader(out)) == list(COLUMNS)
    with form.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    found = ap.read_all(form)
    check(found.plan, found.profile)


def test_a_form_in_xlsx_has_lists_and_notes_and_reads_without_a_problem(
    tmp_path: Path, plan: ap.Plan
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    if "xlsx" not in ap.document_formats():
        pytest.skip("built without xlsx")
    form = tmp_path / "next.xlsx"
    first = ap.read(b"No;Section;Measure;Lead agency;Deadline\n1;A;Build;Works;2021\n")
    write_plan_form(form, first)
    with zipfile.ZipFile(form) as archive:  # the same bytes whenever it is made
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert set(re.findall(rb">(\d{4})-", archive.read("docProps/core.xml"))) == {b"2000"}
    book = openpyxl.load_workbook(form)
    sheet = book["Plan"]
    hints = {hint.promptTitle: hint for hint in sheet.data_validations.dataValidation}
    assert hints["Lead agency"].formula1 == '"Works"'
    assert hints["Section"].formula1 == '"A"'
    assert "target" in hints["Target"].prompt
    for line, row in enumerate(ROWS, start=2):
        for column, text in enumerate(row, start=1):
            if text:
                sheet.cell(line, column).value = text
    book.save(form)
    found = ap.read_all(form)
    check(found.plan, found.profile)
    write_plan_form(form, plan)  # names of its agencies hold commas, and are many: no list
    hints = {
        hint.promptTitle: hint
        for hint in openpyxl.load_workbook(form)["Plan"].data_validations.dataValidation
    }
    assert hints["Lead agency"].formula1 is None


def test_the_notes_are_what_lint_asks() -> None:
    rules = {rule.id for rule in ap.lint_rules()}
    asked = {rule for of_column in COLUMNS.values() for rule in of_column}
    assert asked == rules - {"indicator_unread"}  # of a document that was read, not of a form
    assert "give a target" in notes_of("Target").lower()


def test_the_command_writes_a_form(tmp_path: Path, plan_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", "form", plan_file, "--out", "next.csv"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b""
    assert (tmp_path / "next.csv").read_text("utf-8-sig").startswith("No,Section,Measure")
    done = subprocess.run(
        [sys.executable, "-m", "actionplan", "form", plan_file, "--out", "next.csv"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2  # it may be filled in already
