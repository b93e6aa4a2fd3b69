# SPDX-License-Identifier: Apache-2.0
"""Each row of the table of docs/guide/limits.md, by the text of its first cell."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_documents as made
import numpy as np
import pytest

import actionplan as ap
from actionplan import _bounded, _toml, forms, mapping, microdata, plan_from_frame, readers
from actionplan.annotate import copy_with
from actionplan.cli import options
from actionplan.formats import office, process
from actionplan.microdata import (
    expression,
    files,
    keys,
    population_spec,
    replicate_spec,
    spec,
    table_spec,
    tabulate,
)
from actionplan.site import manifest
from actionplan.survey import expression as arithmetic
from actionplan.survey import formula, models

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide" / "limits.md"
HEADER = "No,Measure,Indicator,Implementing agencies,Deadline\n"
DAY = "2016-05-01"
Case = Callable[[Path], None]
CASES: dict[str, Case] = {}


def row(key: str) -> Callable[[Case], Case]:
    def add(case: Case) -> Case:
        assert key not in CASES
        CASES[key] = case
        return case

    return add


def rows() -> dict[str, list[str]]:
    """The cells of the first table."""
    text = GUIDE.read_text("utf-8")
    lines = text[text.index("| input | limit |") :].split("\n\n")[0].splitlines()[2:]
    found = [[part.strip() for part in line.strip("|").split(" | ")] for line in lines]
    assert all(len(cells) == 3 for cells in found), [c for c in found if len(c) != 3]
    return {cells[0].strip("| "): cells[1:] for cells in found}


def refused(call: Callable[[], Any], kind: type[Exception] = ap.ParseError, code: str = "") -> str:
    with pytest.raises(kind) as caught:
        call()
    if code:
        assert getattr(caught.value, "code", None) == code, caught.value
    return str(caught.value)


def refused_document(data: bytes, name: str = "", **limits: int) -> None:
    refused(lambda: ap.read_document(data, name=name, limits=ap.ReadLimits(**limits)), code="limit")


def codes_of(data: str, **limits: int) -> list[str]:
    plan = ap.read(data.encode(), limits=ap.ReadLimits(**limits))
    return [problem.code for problem in plan.problems]


def in_source(path: str, *texts: str) -> None:
    """What only C++ can try has its test there; its name and number stand in the source."""
    source = (ROOT / path).read_text("utf-8")
    for text in texts:
        assert text in source, (path, text)


def measures(count: int) -> str:
    return HEADER + "".join(f"1.{i},Build {i},x,A,2017\n" for i in range(count))


@row("a file, `ReadLimits::max_bytes`")
def _(folder: Path) -> None:
    assert ap.ReadLimits().max_bytes == 16 << 20
    (folder / "a.csv").write_text(measures(1))
    refused(lambda: ap.read(folder / "a.csv", limits=ap.ReadLimits(max_bytes=16)), code="limit")


@row("one cell, `max_cell_bytes`")
def _(folder: Path) -> None:
    assert ap.ReadLimits().max_cell_bytes == 64 << 10
    assert "cell_too_long" in codes_of(HEADER + f"1,{'long ' * 20_000},x,A,2017\n")


@row("rows of CSV, cells of text, `max_rows`")
def _(folder: Path) -> None:
    assert ap.ReadLimits().max_rows == 1_048_576
    assert "too_many_rows" in codes_of(measures(9), max_rows=5)
    assert "too_many_rows" not in codes_of(measures(4), max_rows=9)


@row("problems of one code, `max_problems`")
def _(folder: Path) -> None:
    assert ap.ReadLimits().max_problems == 1000
    text = HEADER + "".join(f"1.{i},Build,x,A,soonish {i}\n" for i in range(50))
    found = codes_of(text, max_problems=7)
    assert 7 <= found.count("deadline_unreadable") <= 8


@row("expected reports of a plan, `max_expected_reports`")
def _(folder: Path) -> None:
    assert ap.ReadLimits().max_expected_reports == 1_048_576
    text = HEADER + "1,Report,x,A,2016-2018 quarterly\n2,Report,x,A,2016-2018 quarterly\n"
    assert "too_many_reports" in codes_of(text, max_expected_reports=14)
    plan = ap.read((HEADER + "1,Report,x,A,1900-2199 daily\n").encode())
    assert len(plan.measures[0].deadline.expected_reports) <= 600
    in_source("include/actionplan/plan/deadline.hpp", "max_expected_reports = 600")


@row(
    "text and cells of a document (DOCX, XLSX, ODS, ODT, HTML, Markdown), as they are expanded, "
    "and as much of an archive as it is inflated, `max_document_bytes`"
)
def _(folder: Path) -> None:
    assert ap.ReadLimits().max_document_bytes == 256 << 20
    refused_document(made.docx(made.p("x" * 2000)), max_document_bytes=1000)


@row("a part of a zip archive")
def _(folder: Path) -> None:
    refused_document(made.docx("<w:p/>" + " " * 20_000_000))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
        for number in range(65_536):
            archive.writestr(str(number), b"")
    refused_document(many.getvalue())


@row("XML of a document")
def _(folder: Path) -> None:
    refused_document(made.docx("<w:x>" * 257 + "</w:x>" * 257))
    refused_document(made.docx("<w:p " + " ".join(f'w:a{i}=""' for i in range(257)) + "/>"))
    refused_document(made.docx(f'<w:p w:a="{"x" * (1 << 20)}"/>'))
    refused_document(made.docx(f"<!-- {'x' * (1 << 20)} -->"))


@row("a PDF document, an XLS workbook: in a process of its own")
def _(folder: Path) -> None:
    assert (process.MEMORY_BYTES, process.CPU_SECONDS) == (2 << 30, 120)


@row("a PDF document")
def _(folder: Path) -> None:
    made_pdf = pytest.importorskip("made_pdf")
    from actionplan.formats import pdf, pdf_pages

    assert pdf_pages.MOST_STREAM == 32 << 20
    assert pdf_pages.MOST_EDGES == 20_000
    assert "5000" in (
        Path(str(pdf.__file__)).read_text() + Path(str(pdf_pages.__file__)).read_text()
    )
    page = [made_pdf.text(50, 700, "words " * 10)]
    refused_document(made_pdf.pdf(page), name="plan.pdf", max_document_bytes=64)


@row("cells of an XLS workbook")
def _(folder: Path) -> None:
    made_xls = pytest.importorskip("made_xls")
    refused_document(made_xls.xls({"Plan": [["a"] * 9] * 9}), "a.xls", max_document_bytes=100)


@row("JSON of others")
def _(folder: Path) -> None:
    refused_document(b"[" + b" " * (16 << 20) + b"]", name="a.json")
    refused_document(b"[" * 65 + b"]" * 65, name="a.json")


@row("YAML, front matter")
def _(folder: Path) -> None:
    pytest.importorskip("ruamel.yaml")
    refused_document(b"a: x\n" * 900_000, name="a.yaml")
    refused_document(b"- " * 65 + b"x", name="a.yaml")
    copies = "a0: &a0 [x, x]\n"
    copies += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    refused_document(copies.encode(), name="a.yaml")


@row("reStructuredText")
def _(folder: Path) -> None:
    pytest.importorskip("docutils")
    refused_document(b"x\n" * (2 << 20), name="a.rst")
    refused_document("".join(" " * i + "x\n\n" for i in range(60)).encode(), name="a.rst")


@row("a conversion by LibreOffice (DOC, RTF)")
def _(folder: Path) -> None:
    assert office.SECONDS == 180  # test_formats_text.py: what is not done by then is refused


@row("JSON lines")
def _(folder: Path) -> None:
    refused_document(b"".join(b'{"k%d": 1}\n' % i for i in range(20_000)), name="a.jsonl")
    for odd in ('{"a": ' + "[" * 64, '{"' + "k" * 257 + '": 1}'):
        document = ap.read_document(f'{{"a": 1}}\n{odd}\n'.encode(), name="a.jsonl")
        assert [one.code for one in document.problems] == ["line_unread"]


@row("columns that extra cells make in a table")
def _(folder: Path) -> None:
    cells = [ap.ExtraCell(f"h{i}", "x") for i in range(300)]
    builder = ap.PlanBuilder()
    builder.add(ap.Measure("1", title="Build", extra=cells))
    columns = builder.build().frame("measures").columns
    assert sum(name.startswith("extra.") for name in columns) == 256
    assert columns[-1] == "extra"


@row("contact persons")
def _(folder: Path) -> None:
    head = "No,Measure,Agency,Deadline,Contact\n1,Build,Works,2022,"
    name = "A" * 988
    for letters, told in ((name, True), (name + "B", False)):
        (one,) = ap.read_all(f"{head}{letters} a@x.example\n".encode()).contacts
        assert one.person.name == (letters if told else "")
    cell = f"<td rowspan=1000>{'a' * 60_000}</td>"
    body = "".join(
        f"<tr><td>{i}<td>Build<td>Works<td>2022{cell if i == 1 else ''}</tr>"
        for i in range(1, 1001)
    )
    cells = "".join(f"<th>{name}" for name in head.splitlines()[0].split(","))
    page = f"<table><tr>{cells}</tr>{body}</table>".encode()
    assert len(ap.read_all(page, format="html").contacts) == 1000
    with pytest.raises(ap.ParseError) as raised:
        ap.read_all(page, format="html", limits=ap.ReadLimits(max_document_bytes=1 << 24))
    assert raised.value.code == "limit"


@row("a folder")
def _(folder: Path) -> None:
    assert readers.MOST_FILES == 10_000
    (folder / "a.csv").write_text(measures(9))
    refused(lambda: ap.read(folder, limits=ap.ReadLimits(max_bytes=100)), code="limit")
    (folder / "/".join("abcdefghi")).mkdir(parents=True)
    assert "8 folders deep" in refused(lambda: ap.read(folder), code="limit")


@row("a sheet, or a table of a page")
def _(folder: Path) -> None:
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    refused_document(made.xlsx(f"<sheetData>{last}<row><c><v>1</v></c></row></sheetData>"))
    in_source("src/read/format/grid.hpp", "most_columns = 16384")
    if "html" in ap.document_formats():
        refused_document(b"<table><tr><td>" * 65, name="a.html")


@row("the first sheet of evidence in XLSX")
def _(folder: Path) -> None:
    assert (forms._MOST_ROWS, forms._MOST_CELLS) == (1_048_576, 4_194_304)
    pytest.importorskip("openpyxl")
    far = "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(1, 301))
    (folder / "a.xlsx").write_bytes(made.xlsx(f"<sheetData>{far}</sheetData>"))
    refused(lambda: forms.read_evidence(folder / "a.xlsx", recorded_on=DAY), code="limit")


@row("a workbook given back with verdicts (`annotate`)")
def _(folder: Path) -> None:
    parts = {"[Content_Types].xml": "x" * 1000, "b": "x" * 1000}
    with zipfile.ZipFile(io.BytesIO(made.archive(parts))) as archive:
        refused(lambda: copy_with(archive, {}, 1500), code="limit")


@row("a number format")
def _(folder: Path) -> None:
    in_source("tests/unit/read/number_format_test.cpp", "TEST")
    in_source("src/read/format/xlsx/number_format.cpp", "most_sections = 4", "512")


@row("a deadline text")
def _(folder: Path) -> None:
    reading = ap.read_deadline("2017 " * 1000)
    assert reading.kind == "no_date"
    assert "4096" in " ".join(reading.assumptions) or reading.reason == "unread"


@row("JSON, `JsonLimits::max_bytes`")
def _(folder: Path) -> None:
    assert ap.JsonLimits().max_bytes == 256 << 20
    text = ap.read(measures(1).encode()).to_json()
    refused(lambda: ap.plan_from_json(text, ap.JsonLimits(max_bytes=100)))
    (folder / "a.json").write_text(text + " " * (16 << 20))
    refused(lambda: ap.read(folder / "a.json"), code="limit")


@row("JSON nesting, `max_depth`")
def _(folder: Path) -> None:
    assert ap.JsonLimits().max_depth == 32
    refused(lambda: ap.plan_from_json("[" * 33))


@row("JSON values and keys, `max_values`")
def _(folder: Path) -> None:
    assert ap.JsonLimits().max_values == 16_777_216
    text = ap.read(measures(3).encode()).to_json()
    refused(lambda: ap.plan_from_json(text, ap.JsonLimits(max_values=10)))


@row(
    "a table of evidence, a workbook for `annotate`, CSV of `plan_from_frame`, the checks and "
    "standard input of `review`"
)
def _(folder: Path) -> None:
    assert _bounded.MOST_BYTES == 16 << 20
    large = folder / "large.csv"
    with large.open("wb") as stream:
        stream.truncate((16 << 20) + 1)
    refused(lambda: forms.read_evidence(large, recorded_on=DAY), code="limit")
    refused(lambda: plan_from_frame(large), code="limit")
    os.mkfifo(folder / "pipe")
    refused(lambda: forms.read_evidence(folder / "pipe", recorded_on=DAY))


@row("a file of holidays (`--holidays`)")
def _(folder: Path) -> None:
    import click

    assert options._MOST_HOLIDAYS == 1 << 20
    (folder / "days").write_text("2017-01-01\n" * 100_000)
    refused(lambda: options._days_of(str(folder / "days")), click.UsageError)


@row("TOML: a mapping, the specification of a survey")
def _(folder: Path) -> None:
    assert (mapping.MOST_BYTES, spec.MOST_BYTES) == (4 << 20, 1 << 20)
    assert (_toml.MOST_KEY_PARTS, _toml.MOST_KEY_CHARACTERS, _toml.MOST_LEVELS) == (16, 1024, 32)
    assert "line 2" in refused(lambda: mapping.loads("\n" + "a." * 16 + "a = 1"))
    refused(lambda: microdata.parse_spec("a = " + "[" * 33), ap.InvalidArgument)
    file = folder / "a.toml"
    file.write_text("#" * ((1 << 20) + 1))
    refused(lambda: microdata.read_spec(file), ap.InvalidArgument)
    file.write_text("#" * ((4 << 20) + 1))
    refused(lambda: mapping.load(file))


SPEC = '[design]\nweights = "w"\nclusters = "c"\n'
INDICATOR = '[[indicators]]\nid = "y{}"\nnumerator = "{}"\n'


@row("a specification of a survey")
def _(folder: Path) -> None:
    assert (spec.MOST_INDICATORS, table_spec.MOST_TABLES) == (1000, 200)
    assert (keys.MOST_ITEMS, keys.MOST_TEXT) == (256, 4096)
    assert replicate_spec.MOST_REPLICATES == 10_000
    assert (population_spec.MOST_MARGINS, population_spec.MOST_TOTALS) == (64, 256)
    many = SPEC + "".join(INDICATOR.format(i, "y == 1") for i in range(1001))
    refused(lambda: microdata.parse_spec(many), ap.InvalidArgument)
    columns = ", ".join(f'"c{i}"' for i in range(257))
    refused(
        lambda: microdata.parse_spec(
            SPEC.replace('"c"', f"[{columns}]") + INDICATOR.format(1, "y")
        ),
        ap.InvalidArgument,
    )


@row("an expression in a specification of a survey")
def _(folder: Path) -> None:
    assert (expression.MOST_CHARACTERS, expression.MOST_DEPTH) == (4096, 64)
    assert expression.MOST_COMPARISONS == 64
    for text in ("a" * 4097, "a+" * 65 + "a", "a" + "<a" * 65, "-" * 4000 + "a"):
        refused(lambda text=text: expression.compile_expression(text), ap.InvalidArgument)


@row("microdata as CSV")
def _(folder: Path) -> None:
    assert files.MOST_COLUMNS == 100_000
    (folder / "a.csv").write_text(",".join("x" for _ in range(100_001)) + "\n")
    refused(lambda: files.open_source(folder / "a.csv"), ap.InvalidArgument)
    (folder / "b.csv").write_text("x" * ((1 << 20) + 1) + "\n1\n")
    refused(lambda: files.open_source(folder / "b.csv"), ap.InvalidArgument)


@row("parts into which a profile splits one indicator")
def _(folder: Path) -> None:
    in_source("src/plan/profile_apply.cpp", "max_parts = 1000")
    in_source("tests/unit/plan/profile_test.cpp", "WithAHostileNumberOfPartsIsRefused")


@row("years of a deadline text")
def _(folder: Path) -> None:
    assert [ap.read_deadline(str(year)).kind == "no_date" for year in (1899, 1900, 2199, 2200)] == [
        True, False, False, True,
    ]  # fmt: skip
    for day in ("1399-12-31", "10000-01-01"):
        refused(lambda day=day: ap.Period.parse(day))
    ap.Period.parse("1400-01-01")


@row("a text of an entry of evidence")
def _(folder: Path) -> None:
    table = "indicator,value,reporter,source,text\n1/1,1,A,b,{}\n1/1,2,A,b,c\n"
    most = ap.ReadLimits(max_cell_bytes=4 << 20)
    assert most.max_cell_bytes > 1 << 20
    note = ap.Entry(
        kind="note", reporter="A", sources=["b"], recorded_on=DAY, measure="1",
        text="x" * (1 << 20),
    )  # fmt: skip
    assert len(ap.Evidence([note])) == 1
    refused(lambda: note.replace(text=note.text + "x"), ap.InvalidArgument)
    assert len(ap.evidence_from_csv(table.format("x").encode(), recorded_on=DAY).entries) == 2


@row("a formula")
def _(folder: Path) -> None:
    assert "4096" in refused(lambda: ap.Formula("1+" * 2048 + "1"))
    assert "64" in refused(lambda: ap.Formula("(" * 65 + "1" + ")" * 65))


@row("an expression in a contrast of a survey's results, or in `I()` of a model")
def _(folder: Path) -> None:
    assert (arithmetic.MOST_CHARACTERS, arithmetic.MOST_LEVELS) == (10_000, 200)
    for text in ("a" * 10_001, "a+" * 201 + "a", "a" + "<a" * 65, "-" * 9000 + "a", "log(" * 900):
        refused(lambda text=text: arithmetic.Expression(text), ap.InvalidArgument)
    arithmetic.Expression("+".join(["a"] * 200))


@row("domains of an estimate; levels of a column that is tabulated")
def _(folder: Path) -> None:
    from actionplan.survey import Design, domains

    assert (domains.MOST_DOMAINS, tabulate.MOST_LEVELS) == (1_000_000, 250)
    number = np.arange(1001)
    crossed = {"y": number * 1.0, "a": number, "b": number}
    refused(lambda: Design(crossed).mean("y", by=["a", "b"]), ap.InvalidArgument)


@row("units with joint probabilities; replicates times units")
def _(folder: Path) -> None:
    in_source("src/survey/pps.cpp", "most_units = 20000")
    in_source("src/survey/to_replicates.cpp", "most_factors = std::size_t{1} << 28U")
    from actionplan.survey import Design

    number = np.arange(300_000)
    design = Design({"y": number * 1.0, "id": number}, clusters="id")
    refused(lambda: design.to_replicates("bootstrap", replicates=10_000), ap.InvalidArgument)


@row("a formula of a model")
def _(folder: Path) -> None:
    assert (formula.MOST_CHARACTERS, formula.MOST_LEVELS, formula.MOST_TERMS) == (10_000, 64, 500)
    for text in (
        "y ~ " + "a" * 10_000, "y ~ " + "log(" * 65 + "a" + ")" * 65,
        "y ~ " + "*".join(f"a{i}" for i in range(40)),
        "y ~ " + "+".join(f"a{i}" for i in range(502)),
    ):  # fmt: skip
        refused(lambda text=text: formula._Parser(text).parse(), ap.InvalidArgument)
    _, terms = formula._Parser("y ~ a * b * c").parse()
    assert len(terms) == 8  # the intercept, and seven


@row("rows predicted at once, levels of predictive margins")
def _(folder: Path) -> None:
    assert (models.MOST_PREDICTED, models.MOST_MARGINS) == (5000, 50)
    from actionplan.survey import Design

    rng = np.random.default_rng(1)
    data = {"x": rng.normal(size=6000), "w": np.ones(6000), "id": np.arange(6000)}
    data["y"] = data["x"] + rng.normal(size=6000)
    fitted = Design(data, weights="w", clusters="id").glm("y ~ x")
    refused(lambda: fitted.predict(data), ap.InvalidArgument)


@row("a filter")
def _(folder: Path) -> None:
    assert "16384" in refused(lambda: ap.Filter(" " * 16_385), ap.InvalidArgument)
    deep = "(" * 65 + "title = a" + ")" * 65
    refused(lambda: ap.Filter(deep), ap.InvalidArgument)
    refused(lambda: ap.Filter(" OR ".join(["id = a"] * 1001)), ap.InvalidArgument)
    ap.Filter(" OR ".join(["id = a"] * 1000))


@row("an order of measures")
def _(folder: Path) -> None:
    assessment = ap.assess(ap.read(measures(3).encode()), as_of=DAY)
    refused(lambda: assessment.where("", order="due, " * 300 + "due"), ap.InvalidArgument)


@row("a page token")
def _(folder: Path) -> None:
    assessment = ap.assess(ap.read(measures(9).encode()), as_of=DAY)
    page = assessment.where("", page_size=2)
    token = page.next_page_token
    assert assessment.where("", page_size=2, page_token=token).total == 9
    for other in ("x", token[:-1], token + "0", token + "zz", "1-" + "0" * 1_000_000, token + "00"):
        refused(
            lambda other=other: assessment.where("", page_size=2, page_token=other),
            (ap.InvalidArgument, ap.NotFound),
        )


def observed(values: dict[str, list[float]]) -> ap.Evidence:
    return ap.Evidence(
        [
            ap.Entry(
                kind="observation", indicator=one, value=value, period="2016", reporter="A",
                sources=[f"{one} {number}"], recorded_on="2017-01-01",
            )
            for one, several in values.items()
            for number, value in enumerate(several)
        ]
    )  # fmt: skip


def status_of(profile: dict[str, ap.IndicatorProfile], values: dict[str, list[float]]) -> str:
    plan = ap.read((HEADER + "1,Train,Number of trainings,A,2016\n").encode())
    builder = ap.PlanBuilder()
    builder.heading = plan.heading
    one = plan.measures[0]
    kinds = [
        ap.Indicator(name, "count", "n", ap.Span(at, at + 1))
        for at, name in enumerate(sorted({*values, *profile}))
    ]
    builder.add(
        ap.Measure(
            "1", number="1", title="Train", indicator_text="n" * len(kinds), indicators=kinds,
            deadline=one.deadline,
        )
    )  # fmt: skip
    said = ap.Profile(plan=plan.title, indicators=profile)
    history = ap.PlanHistory(builder.build(), said)
    assessment = ap.assess(history, observed(values), as_of="2017-06-30")
    found = {part.id: part for part in assessment["1"].indicators}
    return str(found["1/x"].status)


@row("entries that contradict each other in one stretch of time")
def _(folder: Path) -> None:
    """The lowest and the highest are among those that are judged, however many there are."""
    target = ap.IndicatorProfile(
        targets=[ap.Target(100.0, "2016")], direction="up", baseline=0.0, set_by="analyst"
    )
    many = [float(value) for value in range(1, 101)]
    assert status_of({"1/x": target}, {"1/x": many}) == "contested"
    assert status_of({"1/x": target}, {"1/x": [value - 1 for value in many]}) == "not_met"
    in_source("src/evaluate/series.cpp", "max_readings = 64")


@row("inputs of a formula contradicted in one period")
def _(folder: Path) -> None:
    """2^40 readings are not tried."""
    inputs = [f"1/{number}" for number in range(40)]
    said = ap.IndicatorProfile(
        formula=" + ".join(f"[{one}]" for one in inputs), targets=[ap.Target(30.0, "2016")],
        direction="up", baseline=0.0, set_by="analyst",
    )  # fmt: skip
    assert status_of({"1/x": said}, {one: [0.0, 1.0] for one in inputs}) == "contested"
    in_source("src/evaluate/computed_series.cpp", "max_contradicted = 10")


@row("a table from elsewhere, `FrameLimits`")
def _(folder: Path) -> None:
    in_source("include/actionplan/codec/frame.hpp", "max_columns", "max_rows", "max_chunks")
    in_source("tests/unit/codec/frame_test.cpp", "KeepsToItsLimits", "EndsAStreamThatDoesNot")
    pa = pytest.importorskip("pyarrow")
    table = pa.table({f"c{i}": pa.array([1]) for i in range(65_537)})
    refused(lambda: ap.Frame(table), ap.InvalidArgument)


@row("`manifest.json`, `heads.txt` of a published folder")
def _(folder: Path) -> None:
    assert (manifest.MOST_MANIFEST_BYTES, manifest.MOST_HEADS_BYTES) == (64 << 20, 16 << 20)
    for name, most, read in (
        ("manifest.json", 64 << 20, lambda: manifest.read_manifest(folder)),
        ("heads.txt", 16 << 20, lambda: manifest.read_heads(folder / "heads.txt")),
    ):
        with (folder / name).open("wb") as stream:
            stream.truncate(most + 1)
        assert str(most) in refused(read, ap.Error)


@row("a signature, a public key")
def _(folder: Path) -> None:
    assert manifest.MOST_SIGNATURE_BYTES == 16 << 10
    key = "RWSIK1EsDOIl3PIti9r3O3qX8SZfFKKD2z0NKI0lsdy+u5ngZkHx+0CK"
    refused(lambda: ap.check_signature(b"", "x" * ((16 << 10) + 1), key), code="limit")
    refused(lambda: ap.check_signature(b"", "", "x" * 4097), code="limit")


@row("the reason of a withholding")
def _(folder: Path) -> None:
    plan = ap.read(HEADER.encode() + b"1,A,B,C,2018\n")
    with ap.Store.create(folder / "s.db", plan, recorded_on=DAY) as store:
        given = store.record(kind="note", text="A", reporter="R", source="S", recorded_on=DAY)
        refused(lambda: store.withhold(given, "x" * 4097, recorded_on=DAY), ap.InvalidArgument)
        store.withhold(given, "x" * 4096, recorded_on=DAY)


def test_the_table_and_the_cases_are_of_the_same_rows() -> None:
    assert sorted(rows()) == sorted(CASES)


@pytest.mark.parametrize("key", sorted(rows()))
def test_a_row_of_the_table_holds(key: str, tmp_path: Path) -> None:
    CASES[key](tmp_path)


def test_a_row_without_a_case_fails() -> None:
    assert "a row that nobody tries" not in CASES
    with pytest.raises(KeyError):
        test_a_row_of_the_table_holds("a row that nobody tries", Path())


def test_every_bound_named_in_the_table_is_one_of_the_options() -> None:
    named = re.findall(r"`(max_\w+)`", "".join(map(str, rows().items())))
    limits = (ap.ReadLimits(), ap.JsonLimits())
    assert named
    assert all(any(hasattr(one, name) for one in limits) for name in named)
