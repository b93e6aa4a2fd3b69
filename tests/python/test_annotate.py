# SPDX-License-Identifier: Apache-2.0
"""A spreadsheet given back with verdicts in their places, and nothing else changed."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import actionplan as ap
from actionplan._workbook import Sheet, column_letters, copy_with, sheets_of
from actionplan.annotate import annotate_workbook, reason_in_words

openpyxl = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.skipif("xlsx" not in ap.document_formats(), reason="built without xlsx")

HEADER = ["No", "Measure", "Indicator", "Lead agency", "Deadline", "Status"]
ROWS = [
    ["1.1", "Publish the budget", "Budget published", "Ministry of Finance", "31.12.2018", "done"],
    ["1.2", "Adopt a law", "Law adopted", "Parliament", "mid-2019", ""],
]
DAY = "2019-02-01"
TITLES = [f"Verdict on {DAY}", f"Day (verdict on {DAY})", f"Why (verdict on {DAY})"]
REAL = Path(__file__).resolve().parents[1] / "data" / "plans" / "fr_fr_health_contract.xlsx"


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """A ministry's workbook: formats, a formula, a merged title, a chart and further sheets."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Font, PatternFill

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet["B2"] = "Tracker of the ministry"
    sheet.merge_cells("B2:M2")
    for line, row in enumerate([HEADER, *ROWS], start=4):
        for column, text in enumerate(row, start=2):
            sheet.cell(line, column).value = text or None
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    sheet["B6"].fill = PatternFill("solid", fgColor="FFEE00")
    sheet["E20"] = "=COUNTA(B5:B6)"
    sheet["Z20"] = "far below"
    sheet.column_dimensions["C"].width = 40
    figures = book.create_sheet("Figures")
    for row in ([1], [2], [3]):
        figures.append(row)
    chart = BarChart()
    chart.add_data(Reference(figures, min_col=1, min_row=1, max_row=3))
    figures.add_chart(chart, "C1")
    second = book.create_sheet("Two & more")
    second.append(HEADER[:5])
    second.append(["2.1", "Train staff", "Number of trainings", "Academy", "2017-2019"])
    file = tmp_path / "tracker.xlsx"
    book.save(file)
    return file


def annotated(file: Path | bytes, **given: object) -> bytes:
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    found = ap.read_all(source, **given)  # type: ignore[arg-type]
    evidence = ap.Evidence(found.evidence)
    made = annotate_workbook(file, found, ap.assess(found.plan, evidence, as_of=DAY))
    assert made.problems == ()
    return made.content


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts(data), **change}.items():
            archive.writestr(name, content)
    return out.getvalue()


def values(sheet: object, line: int, first: str, last: str) -> list[object]:
    return [cell.value for cell in sheet[f"{first}{line}:{last}{line}"][0]]  # type: ignore[index]


def test_verdict_day_and_reason_stand_beside_each_measure(tracker: Path) -> None:
    found = ap.read_all(tracker)
    assessment = ap.assess(found.plan, as_of=DAY)
    book = openpyxl.load_workbook(io.BytesIO(annotated(tracker)))
    sheet = book["Plan"]
    assert values(sheet, 4, "H", "J") == TITLES
    why = reason_in_words(assessment["1.1"])
    assert why.startswith("The due day has passed; nothing was reported. 1.1/1 no evidence: ")
    assert values(sheet, 5, "H", "J") == ["unreported", "2018-12-31", why]
    assert values(sheet, 6, "H", "I") == ["open", "2019-06-30, at the latest 2019-08-31"]
    assert values(book["Two & more"], 1, "F", "H") == TITLES
    assert values(book["Two & more"], 2, "F", "G") == ["open", "2019-12-31"]
    assert sheet["H4"].font.bold  # as the header beside it
    assert sheet["H6"].fill.fgColor.rgb == "00FFEE00"  # as the measure's number
    assert sheet.column_dimensions["C"].width == 40
    assert sheet.column_dimensions["J"].width == 70
    assert sheet.calculate_dimension() == "A2:Z20"


def test_everything_else_is_as_it_was_byte_for_byte(tracker: Path) -> None:
    before, after = parts(tracker.read_bytes()), parts(annotated(tracker))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"}
    assert any(name.startswith("xl/charts/") for name in before)
    for name in changed:  # of the sheets, each cell that was there
        old = [cell.split(b"</row>")[0] for cell in before[name].split(b"<c ")[1:]]
        old = [cell for cell in old if cell.count(b"</") > 1]  # with content
        assert len(old) >= 10
        assert all(b"<c " + cell in after[name] for cell in old)


def test_the_annotated_workbook_reads_as_the_same_plan(tracker: Path) -> None:
    first = ap.read_all(tracker, recorded_on=DAY)
    once = annotated(tracker)
    again = ap.read_all(io.BytesIO(once), recorded_on=DAY)
    assert list(again.plan) == list(first.plan)
    assert len(first.evidence) == 1
    assert [entry.text for entry in again.evidence] == [entry.text for entry in first.evidence]
    twice = openpyxl.load_workbook(io.BytesIO(annotated(once)))["Plan"]
    assert values(twice, 4, "H", "M") == [*TITLES, *TITLES]


def test_a_real_workbook_comes_back_with_a_verdict_on_each_measure() -> None:
    found = ap.read_all(REAL)
    content = annotated(REAL)
    before, after = parts(REAL.read_bytes()), parts(content)
    assert sum(before[name] != after[name] for name in before) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Fichier dimport"]
    for measure in found.plan:
        said = [cell.value for cell in sheet[measure.place.line][-3:]]
        assert said[0] in {"upcoming", "open", "no date", "unread", "unreported"}
    assert list(ap.read(io.BytesIO(content))) == list(found.plan)


ROWS_AS_XML = {
    "a row that is closed at once": ('<row r="2" spans="1:2"/>', {(2, 3): "a"}, ["C2"]),
    "a row that is not there": ('<row r="3"><c r="A3"/></row>', {(2, 1): "a"}, ["A2", "A3"]),
    "an empty cell": ('<row r="2"><c r="A2" s="7"/></row>', {(2, 1): "a"}, ["A2"]),
    "before a cell": ('<row r="2"><c r="D2"><v>1</v></c></row>', {(2, 3): "a"}, ["C2", "D2"]),
    "rows without a number": (
        "<row><c><v>1</v></c></row><row><c><v>1</v></c><c/></row>",
        {(2, 2): "a", (2, 3): "b"},
        [None, None, "B2", "C2"],
    ),
    "a tag with > in a value": ('<row r="2" x="/>"><c r="A2"/></row>', {(2, 2): "a"}, ["A2", "B2"]),
}


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("name", ROWS_AS_XML)
def test_texts_are_put_where_they_belong(name: str, prefix: str) -> None:
    from xml.etree import ElementTree

    rows, texts, want = ROWS_AS_XML[name]
    space = f"xmlns{':x' if prefix else ''}"
    xml = f'<worksheet {space}="urn:s"><sheetData>{rows}</sheetData></worksheet>'
    if prefix:
        for tag in ("worksheet", "sheetData", "row", "c", "v"):
            xml = xml.replace(f"</{tag}>", f"</x:{tag}>")
            for end in " />":
                xml = xml.replace(f"<{tag}{end}", f"<x:{tag}{end}")
    sheet = Sheet(xml.encode(), "S", {2})
    for (row, column), text in texts.items():
        sheet.put(row, column, text)
    root = ElementTree.fromstring(sheet.written())
    cells = list(root.iter("{urn:s}c"))
    assert [cell.get("r") for cell in cells] == want
    assert {cell.get("r"): "".join(cell.itertext()) for cell in cells if cell.get("t")} == {
        f"{column_letters(column)}{row}": text for (row, column), text in texts.items()
    }
    if name == "an empty cell":
        assert cells[0].get("s") == "7"
    assert "spans" not in [key for row in root.iter("{urn:s}row") for key in row.attrib]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "<&>\"'\x00 ə", "x" * 40_000])
def test_a_text_is_never_a_formula(tracker: Path, text: str) -> None:
    data = tracker.read_bytes()
    with zipfile.ZipFile(tracker) as archive:
        name = sheets_of(archive)["Figures"]
    sheet = Sheet(parts(data)[name], "Figures", {1})
    sheet.put(1, 2, text)
    book = openpyxl.load_workbook(io.BytesIO(repacked(data, {name: sheet.written()})))
    cell = book["Figures"]["B1"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", " ") or cell.value == text[: 32_767 - 1] + "…"


def test_what_cannot_be_given_back_is_refused(tracker: Path, plan_file: Path) -> None:
    data = tracker.read_bytes()
    found = ap.read_all(tracker)
    assessment = ap.assess(found.plan, as_of=DAY)
    sheet = "xl/worksheets/sheet1.xml"
    xml = parts(data)[sheet]
    wide = xml.replace(b'<c r="B5"', b'<c r="XFC5"><v>1</v></c><c r="B5"')
    cases: list[tuple[bytes, str, str]] = [
        (plan_file.read_bytes(), "is no XLSX", ""),
        (REAL.read_bytes(), "give the file that was read", ""),
        (repacked(data, {"_xmlsignatures/o.sigs": b""}), "is signed", ""),
        (repacked(data, {sheet: wide}), "used up to its last column", ""),
        (repacked(data, {sheet: b"<!DOCTYPE worksheet []>" + xml}), "document type", "malformed"),
        (repacked(data, {"_rels/.rels": b"<a>" + bytes(1 << 25)}), "", "limit"),
        (data[: len(data) // 2], "", "malformed"),
    ]
    for content, words, code in cases:
        with pytest.raises((ap.ParseError, ap.InvalidArgument)) as caught:
            annotate_workbook(content, found, assessment)
        assert words in str(caught.value)
        assert not code or getattr(caught.value, "code", "") == code, str(caught.value)
    with zipfile.ZipFile(tracker) as archive, pytest.raises(ap.ParseError) as caught:
        copy_with(archive, {}, 10_000)
    assert caught.value.code == "limit"
    twice = io.BytesIO(data)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("docProps/app.xml", b"")
    with pytest.raises(ap.ParseError, match="twice"):
        annotate_workbook(twice.getvalue(), found, assessment)


def test_a_workbook_that_is_not_there_is_not_found(tracker: Path) -> None:
    reading = ap.read_all(tracker)
    assessment = ap.assess(reading.plan, as_of=DAY)
    with pytest.raises(ap.NotFound, match="does not exist; check its name"):
        annotate_workbook(tracker.with_name("none.xlsx"), reading, assessment)
    with pytest.raises(TypeError, match=r"annotate_workbook: reading is .*; give a Reading"):
        annotate_workbook(tracker, reading.plan, assessment)  # type: ignore[arg-type]


def test_a_broken_workbook_is_refused_or_given_back(tracker: Path) -> None:
    data = tracker.read_bytes()
    found = ap.read_all(tracker)
    assessment = ap.assess(found.plan, as_of=DAY)
    made = random.Random(5)
    outcomes = set()
    for turn in range(120):
        broken = bytearray(data)
        if turn % 2:
            for _ in range(3):
                broken[made.randrange(len(broken))] = made.randrange(256)
        else:  # within the XML
            name = made.choice(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"])
            part = bytearray(parts(data)[name])
            for _ in range(3):
                part[made.randrange(len(part))] = made.randrange(32, 127)
            broken = bytearray(repacked(data, {name: bytes(part)}))
        try:
            content = annotate_workbook(bytes(broken), found, assessment).content
        except (ap.ParseError, ap.InvalidArgument):
            outcomes.add("refused")
        else:
            assert zipfile.is_zipfile(io.BytesIO(content))
            outcomes.add("given back")
    assert outcomes == {"refused", "given back"}


def test_a_measure_without_a_row_is_a_problem(tracker: Path) -> None:
    found = ap.read_all(tracker)
    builder = ap.PlanBuilder(found.plan)
    builder.add(ap.Measure("9", number="9", title="Added by a person"))
    made = annotate_workbook(tracker, found, ap.assess(builder.build(), as_of=DAY))
    assert [(problem.code, problem.subject) for problem in made.problems] == [("row_unknown", "9")]


def test_a_measure_that_a_revision_dropped_is_a_problem(tracker: Path) -> None:
    found = ap.read_all(tracker)
    builder = ap.PlanBuilder(found.plan)
    builder.add(ap.Measure("9", number="9", title="Dropped by the revision"))
    history = ap.PlanHistory(builder.build()).revised(found.plan, "2018-01-01", "2018-01-01")
    made = annotate_workbook(tracker, found, ap.assess(history, as_of=DAY))
    assert [(problem.code, problem.subject) for problem in made.problems] == [("row_unknown", "9")]


def run(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", "annotate", *map(os.fspath, arguments)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == b""
    return done.returncode, done.stderr.decode()


def test_the_command_takes_evidence_and_writes_a_new_file(tracker: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    evidence = tmp_path / "evidence.csv"
    evidence.write_text(
        "indicator,done,done_on,reporter,source\n1.2/1,yes,2019-01-15,Parliament,Gazette\n"
    )
    asked = (tracker, "--as-of", DAY, "--out", out)
    code, said = run(*asked, "--evidence", evidence, "--recorded-on", "2019-01-20")
    assert code == 0, said
    assert "3 measures with their verdicts" in said
    sheet = openpyxl.load_workbook(out)["Plan"]
    assert values(sheet, 6, "H", "H") == ["done on time"]
    assert "rated" not in values(sheet, 5, "J", "J")[0]  # type: ignore[operator]
    before = out.read_bytes()
    code, said = run(*asked)
    assert (code, out.read_bytes()) == (2, before)
    assert "exists; give another name, or --replace" in said
    assert run(*asked, "--replace")[0] == 0
    assert out.read_bytes() != before
    assert run(tracker, "--as-of", DAY, "--out", tmp_path / "out.csv")[0] == 2
    evidence.write_text("indicator,done,reporter,source\n7/1,yes,Parliament,Gazette\n")
    fresh = tmp_path / "fresh.xlsx"
    code, said = run(
        tracker, "--as-of", DAY, "--out", fresh,
        "--evidence", evidence, "--recorded-on", "2019-01-20",
    )  # fmt: skip
    assert (code, fresh.exists()) == (1, False)
    assert "nothing was written" in said


def has_calc() -> bool:
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_what_was_annotated(tracker: Path, tmp_path: Path) -> None:
    """Another program's word that the workbook is whole; its formulas are computed anew."""
    file = tmp_path / "annotated.xlsx"
    file.write_bytes(annotated(tracker))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", tmp_path, file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    document = ap.read_document((tmp_path / "annotated.ods").read_bytes())
    tables = [block for block in document.blocks if block.kind == ap.BlockKind.table]
    texts = [[cell.text for cell in row] for table in tables for row in table.rows]
    assert any(row[7:10] == TITLES for row in texts)
    assert any("unreported" in row and "2018-12-31" in row for row in texts)
    assert any(row[:1] == ["2.1"] and "open" in row for row in texts)
