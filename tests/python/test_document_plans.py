# SPDX-License-Identifier: Apache-2.0
"""Plans in Word documents and spreadsheets read to the plan that their text gives."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_documents import docx, p, tbl, tc, tr
from made_plans import as_docx, as_ods

import actionplan as ap
from actionplan import readers

needs_office = pytest.mark.skipif(
    "docx" not in ap.document_formats(), reason="built without minizip or expat"
)


def without_places(plan: ap.Plan) -> Any:
    """The plan as JSON without places and without what the readers say of them."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: strip(item)
                for key, item in value.items()
                if key not in {"line", "column", "part", "offset", "parts"}
            }
        return [strip(item) for item in value] if isinstance(value, list) else value

    return strip(json.loads(plan.to_json()))


@needs_office
@pytest.mark.parametrize(("make", "name"), [(as_docx, "plan.docx"), (as_ods, "plan.ods")])
def test_the_plan_of_a_document_is_that_of_its_text(
    make: Any, name: str, plan: ap.Plan, plan_file: Path, tmp_path: Path
) -> None:
    content = make(ap.table_from_text(plan_file.read_bytes()))
    (tmp_path / name).write_bytes(content)
    found = ap.read(tmp_path / name)
    assert found == plan
    assert without_places(found) == without_places(plan)
    assert ap.read(content) == plan
    assert ap.format_of(name, content) == name.split(".")[-1]


@needs_office
def test_the_plan_as_a_word_document_of_libreoffice(plan: ap.Plan, plan_file: Path) -> None:
    found = ap.read_all(plan_file.with_suffix(".docx"))
    assert found.plan == plan
    assert without_places(found.plan) == without_places(plan)
    text = ap.read_all(plan_file)
    assert found.totals.named == text.totals.named


@needs_office
def test_problems_of_a_document_have_rows_and_columns(plan_file: Path) -> None:
    plan = ap.read(as_docx(ap.table_from_text(plan_file.read_bytes())))
    (stray,) = [found for found in plan.problems if found.code == "stray_character"]
    measure = plan["4.1.3"]
    assert (stray.place.line, stray.place.column) == (measure.place.line, measure.place.column)
    assert stray.place.offset == len("4.1.3.  ")
    assert '"offset"' in plan.to_json()
    assert ap.plan_from_json(plan.to_json()).problems == plan.problems
    assert ap.plan_from_json(plan.to_json()).parts == plan.parts == ("body",)


@needs_office
def test_the_command_line_reads_documents(plan: ap.Plan, plan_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.ods"
    path.write_bytes(as_ods(ap.table_from_text(plan_file.read_bytes())))
    done = subprocess.run(
        [sys.executable, "-m", "actionplan", "read", str(path), "--format", "json"],
        capture_output=True,
        check=True,
    )
    assert ap.plan_from_json(done.stdout) == plan


@needs_office
def test_a_document_without_a_plan_is_refused_with_what_was_found() -> None:
    contract = docx(p("Contract") + p("between us") + tbl(tr(tc(p("Item")), tc(p("Price")))))
    with pytest.raises(ap.ParseError, match=r"1 table of 1 row in all, 2 paragraphs") as caught:
        ap.read(contract)
    assert caught.value.code == "no_plan"


# Readers of Python


class Lines:
    """A format of the tests: a first line "#lines", then cells apart by slashes."""

    id = "lines"

    def sniff(self, name: str, content: bytes) -> bool:
        return name.endswith(".lines") or content.startswith(b"\x00lines")

    def read(self, name: str, content: bytes, limits: ap.ReadLimits) -> ap.Document:
        lines = content.decode().splitlines()[1:]
        rows = [
            [ap.Cell(text, ap.Place(i, k)) for k, text in enumerate(line.split("/"), 1)]
            for i, line in enumerate(lines, 1)
        ]
        return ap.Document([ap.Block("table", rows=rows, place=ap.Place(1, 1))], parts=[name])


LINES = b"\x00lines\nNo/Measure/Deadline\n1/Build/2021\n"


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "installed", lambda: iter([Lines()]))


def test_a_reader_that_is_given_is_asked_first() -> None:
    plan = ap.read(LINES, readers=[Lines()])
    assert plan["1"].title == "Build"
    assert ap.read(b"\n" + LINES[7:], format="lines", readers=[Lines()]) == plan


@pytest.mark.usefixtures("announced")
def test_a_reader_that_a_package_announces_is_asked_last(tmp_path: Path) -> None:
    path = tmp_path / "plan.lines"
    path.write_bytes(b"\x00\x01" * 50 + b"\nNo/Measure/Deadline\n1/Build/2021\n")
    plan = ap.read(path)
    assert plan["1"].title == "Build"
    assert plan.parts == ("plan.lines",)
    csv = tmp_path / "plan.csv"
    csv.write_text("No,Measure,Deadline\n1,Mend,2022\n", encoding="utf-8")
    assert ap.read(csv)["1"].title == "Mend"
    assert ap.read(csv.read_bytes()[:0] + b"\n/" + LINES[7:], format="lines").measures


def test_what_nobody_reads_is_refused_with_a_code(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    with pytest.raises(ap.ParseError, match="not read") as caught:
        ap.read(path)
    assert caught.value.code == "unsupported"
    with pytest.raises(ap.InvalidArgument, match="id of no reader"):
        ap.read(path, format="tar")


def test_a_reader_has_to_give_a_document() -> None:
    class Wrong(Lines):
        def read(self, name: str, content: bytes, limits: ap.ReadLimits) -> Any:
            return None

    with pytest.raises(TypeError, match="no Document"):
        ap.read(LINES, readers=[Wrong()])


def test_a_document_made_in_python_is_interpreted() -> None:
    rows = [[ap.Cell(text) for text in line] for line in (["Measure", "Deadline"], ["x", "2021"])]
    document = ap.Document([ap.Block("heading", "Plan", level=1), ap.Block("table", rows=rows)])
    assert ap.interpret(document).title == "Plan"
    assert document.replace(parts=["a"]).parts == ("a",)
    with pytest.raises(ap.InvalidArgument, match="mark"):
        ap.Cell("x", marks=["bold"])
