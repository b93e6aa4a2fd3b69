# SPDX-License-Identifier: Apache-2.0
"""Tables as files: what they hold, what they never hold, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import time
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap
from actionplan import plot, tables
from actionplan.tables import Column, Row, Table, Value

HOSTILE = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1+1", "＝1",
    "<script>alert(1)</script>", "a & b \"c\" 'd'", "\\input{/etc/passwd} $x_1^2$ #1 % ~ {y}",
    "[b]", "line\nbreak\r\n", "\x00\x07\x1b[31m", "\u202egnp.exe", "\ud800", "]]>", "",
)  # fmt: skip


def table(name: str = "use", title: str = "Use by area", label: str = "yes") -> Table:
    town, village = Column("town", "area"), Column("village", "area")
    return Table(
        name,
        title,
        "q11",
        (town, village, Column("all")),
        (
            Row(
                label,
                (Value(45.25, 41, 49.5), Value(mark="suppress"), Value(44, 40, 48, "parentheses")),
            ),
            Row("no", (Value(-0.01, -1, 2), Value(words="no case"), Value(7, mark="review"))),
            Row("n", (Value(1200), Value(20), Value(1220)), "count"),
        ),
        notes=("Made up.",),
        sources=("A survey",),
    )


def small(label: str) -> Table:
    return Table(
        "p", label, label, (Column(label, label, "p_value"),), (Row(label, (Value(0.0004),)),)
    )


class Html(HTMLParser):
    """The tags with their attributes, and the texts."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def sheet(data: bytes, name: str) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def test_csv_has_a_row_for_each_number_with_all_its_digits() -> None:
    rows = list(csv.DictReader(io.StringIO(tables.to_bytes([table()], "csv").decode())))
    first, suppressed = rows[0], rows[1]
    assert (first["row"], first["group"], first["column"]) == ("yes", "area", "town")
    assert (first["value"], first["lower"], first["upper"]) == ("45.25", "41", "49.5")
    assert (suppressed["value"], suppressed["lower"], suppressed["mark"]) == ("", "", "suppress")
    assert [row["kind"] for row in rows].count("count") == 3
    assert [row["text"] for row in rows if row["kind"] == "note"] == [
        "lower, upper: intervals of 95 % confidence.", "Made up.", "Source: A survey",
    ]  # fmt: skip


def test_html_has_headings_with_their_scope() -> None:
    page = Html(tables.to_bytes([table()], "html", title="Report"))
    scopes = [at.get("scope") for tag, at in page.tags if tag == "th"]
    assert scopes.count("row") == 3
    assert scopes.count("col") == 4
    assert scopes.count("colgroup") == 1
    assert "Use by area" in page.texts
    assert {"45.2", "[41.0, 49.5]", "*", "(44.0)", "0.0", "no case", "7.0 R", "1200"} <= {
        text.strip() for text in page.texts
    }
    assert not any(tag in ("script", "link", "img") for tag, _ in page.tags)


def test_xlsx_holds_numbers_with_formats_and_intervals_in_their_own_columns() -> None:
    data = tables.to_bytes([table()], "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))["use"]
    assert sheet(data, "use")[3][:8] == ["q11", None, "from", "to", None, None, "from", "to"]
    assert [book.cell(5, place).value for place in range(1, 9)] == [
        "yes", 45.25, 41, 49.5, "*", 44, 40, 48,
    ]  # fmt: skip
    assert (book["B5"].data_type, book["B5"].number_format) == ("n", "0.0")
    assert book["F5"].number_format == '"("0.0")"'
    assert (book["B7"].value, book["B7"].number_format) == (1200, "#,##0")
    assert "B2:D2" not in {str(area) for area in book.merged_cells.ranges}
    assert {str(area) for area in book.merged_cells.ranges} == {"B2:E2", "B3:D3", "F3:H3"}


def test_docx_repeats_its_headings_and_says_what_they_are() -> None:
    document = docx.Document(io.BytesIO(tables.to_bytes([table(), small("x")], "docx", title="R")))
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == ["q11", "area", "area", ""]
    assert [cell.text for cell in first.rows[2].cells] == [
        "yes", "45.2 [41.0, 49.5]", "*", "(44.0) [40.0, 48.0]",
    ]  # fmt: skip
    xml = first._tbl.xml
    assert xml.count("<w:tblHeader ") == 2
    assert 'w:firstColumn="1"' in xml
    assert 'w:tblCaption w:val="Use by area"' in xml
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["R", "Use by area"]
    assert "Source: A survey" in texts
    assert document.tables[1].rows[2].cells[1].text == "<0.001"


def test_latex_is_escaped_and_balanced() -> None:
    text = tables.to_bytes([table(title="50 % of $x_1$ & [more]")], "tex").decode()
    assert r"\caption{50 \% of \$x\_1\$ \& {[}more{]}}" in text
    assert r" & \multicolumn{2}{c}{area} & \multicolumn{1}{c}{} \\" in text
    assert r"yes & 45.2 {[}41.0, 49.5{]} & {*} & (44.0) {[}40.0, 48.0{]} \\" in text
    assert text.count(r"\begin{") == text.count(r"\end{") == 2


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("name", tables.FORMATS)
def test_hostile_texts_stay_texts(name: str, text: str) -> None:
    data = tables.to_bytes([table(label=text, title=text), small(text)], name, title=text)
    if name in tables.TEXT_FORMATS:
        shown = data.decode()
        assert not set(shown) & set("\x00\x07\x1b\u202e\ud800")
    if name == "csv":
        for row in csv.reader(io.StringIO(data.decode())):
            assert not any(cell.lstrip().startswith(("=", "+", "@", "＝")) for cell in row), row
            assert not any(cell.startswith("-") and not _is_number(cell) for cell in row), row
    elif name == "html":
        assert "script" not in {tag for tag, _ in Html(data).tags}
    elif name == "tex":
        line = next(part for part in data.decode().splitlines() if part.startswith(r"\caption"))
        assert "\\input" not in line
        depth = line.replace("\\{", "").replace("\\}", "")
        assert depth.count("{") == depth.count("}")
        assert "%" not in line.replace("\\%", "")
    elif name == "xlsx":
        for page in openpyxl.load_workbook(io.BytesIO(data)):
            assert all(cell.data_type in "sn" for row in page.iter_rows() for cell in row)
    else:
        docx.Document(io.BytesIO(data))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_written(first: str, second: str) -> None:
    made = [table(label=first, title=second), small(second)]
    for name in tables.FORMATS:
        data = tables.to_bytes(made, name, title=first)
        if name == "csv":
            rows = list(csv.reader(io.StringIO(data.decode())))
            assert {len(row) for row in rows} == {11}
        if name == "xlsx":
            openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("name", tables.FORMATS)
def test_the_same_tables_give_the_same_bytes(name: str) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]; import test_published_tables as t;"
        "from actionplan import tables;"
        "sys.stdout.buffer.write(tables.to_bytes([t.table()], sys.argv[1], title='R'))"
    )
    here = str(Path(__file__).parent)
    other = subprocess.run(
        [sys.executable, "-c", program, name, here],
        capture_output=True,
        check=True,
        env={**os.environ, "TZ": "Asia/Baku", "PYTHONHASHSEED": "7"},
    ).stdout
    assert other == tables.to_bytes([table()], name, title="R")


def test_no_time_of_making_is_in_an_office_file() -> None:
    year = str(time.gmtime().tm_year)
    for name in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(tables.to_bytes([table()], name))) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert "2000-01-01" in core
        assert year not in core


def test_sheets_have_names_that_excel_takes() -> None:
    names = ["a/b[c]:*?", "x" * 40, "x" * 41, "X" * 31, "history", "'"]
    made = [table(name) for name in names]
    found = openpyxl.load_workbook(io.BytesIO(tables.to_bytes(made, "xlsx"))).sheetnames
    assert len({name.casefold() for name in found}) == 6
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in found)
    assert "history" not in found


def test_what_is_suppressed_is_in_no_value() -> None:
    with pytest.raises(ap.InvalidArgument, match="suppressed; leave it out"):
        Value(5.0, mark="suppress")
    with pytest.raises(ap.InvalidArgument, match=r"is nan; give None"):
        Value(float("nan"))
    with pytest.raises(ap.InvalidArgument, match="is none of"):
        Value(1, mark="secret")


def test_a_table_is_complete() -> None:
    with pytest.raises(ap.InvalidArgument, match="has 1 values and there are 2 columns"):
        Table("t", "t", "", (Column("a"), Column("b")), (Row("r", (Value(1),)),))
    with pytest.raises(ap.InvalidArgument, match="no rows or no columns"):
        Table("t", "t", "", (), ())
    with pytest.raises(ap.InvalidArgument, match="called 'use'"):
        tables.to_bytes([table(), table()], "csv")
    with pytest.raises(ap.InvalidArgument, match="no table to write"):
        tables.to_bytes([], "csv")
    with pytest.raises(ap.InvalidArgument, match="not told by its name"):
        tables.format_of("a.pdf")
    with pytest.raises(ap.InvalidArgument, match="not written as 'pdf'"):
        tables.to_bytes([table()], "pdf")


def test_without_the_packages_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, package in (("xlsx", "openpyxl"), ("docx", "docx")):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(ap.Error, match=r'install "actionplan\[tables\]"'):
            tables.to_bytes([table()], name)


def test_a_chart_shows_estimates_with_their_intervals_and_nothing_suppressed() -> None:
    chart = plot.estimates(table())
    (found,) = chart.to_dict()["datasets"].values()
    assert [(row["row"].split("\t")[1], row["series"], row["value"]) for row in found] == [
        ("yes", "area town", 45.25),
        ("yes", "all", 44),
        ("no", "area town", -0.01),
        ("no", "all", 7),
    ]
    assert (found[0]["lower"], found[0]["upper"]) == (41, 49.5)
    assert "yes, area town: 45.2 [41.0, 49.5]" in plot.to_svg(chart)
    with pytest.raises(ap.InvalidArgument, match="no estimate to draw"):
        plot.estimates(small("p"))
