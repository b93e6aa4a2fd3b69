# SPDX-License-Identifier: Apache-2.0
"""Excel workbooks become tables of what a person sees; hostile ones are refused or bounded."""

from __future__ import annotations

import datetime
import io
import random
import re
import zipfile

import pytest
from made_documents import archive, links, number_formats, xlsx

import actionplan as ap

pytestmark = pytest.mark.skipif(
    "xlsx" not in ap.document_formats(), reason="built without minizip or expat"
)


def texts(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


SHOWN = [
    ("0.00", 1.1, "1.10"),
    ("0%", 0.796, "80%"),
    ('0\\ "%"', 80, "80 %"),
    ("#,##0", 1234567.5, "1,234,568"),
    ("#,##0.00;[Red](#,##0.00)", -1234.5, "(1,234.50)"),
    ("0.0", -0.01, "0.0"),
    ("0.00", 1.005, "1.01"),
    ('0.0," thousand"', 12345, "12.3 thousand"),
    ("[$€-407] 0.00", 2.5, "€ 2.50"),
    ("000", 7, "007"),
    ("0#\\ ##\\ ##\\ ##\\ ##", 123456789, "01 23 45 67 89"),
    ("0.0#", 1.5, "1.5"),
    ("# ?/?", 2.5, "2 1/2"),
    ("0.00E+00", 12345, "1.23E+04"),
    ("[&lt;1]0.00;0", 0.25, "0.25"),
    ("[&lt;1]0.00;0", 25, "25"),
    ("General", 47727, "47727"),
    ("General", 0.1 + 0.2, "0.3"),
    ("General", 1234567890123, "1.23457E+12"),
    ('General" days"', 3, "3 days"),
    ("dd/mm/yyyy", 47727, "01/09/2030"),
    ("yyyy\\-mm\\-dd", 1, "1900-01-01"),
    ("d.m.yy", 45351, "29.2.24"),
    ("mmmm yyyy", 45351, "2024-02"),
    ("[$-409]d mmm yyyy;@", 45351, "29 Feb 2024"),
    ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45351, "2024-02-29"),
    ("dd/mm/yyyy hh:mm", 45351.75, "29/02/2024 18:00"),
    ("h:mm AM/PM", 0.75, "6:00 PM"),
    ("[h]:mm", 1.5, "36:00"),
    ("yyyy-mm-dd", 60, "1900-02-29"),
    ("yyyy-mm-dd", 99999999, "99999999"),
    ('0;0;;@"x"', 5, "5"),
    ("@", 1.5, "1.5"),
]


@pytest.mark.parametrize(("code", "value", "seen"), SHOWN)
def test_a_number_stands_as_its_format_shows_it(code: str, value: float, seen: str) -> None:
    book = xlsx(data(row(1, f'<c r="A1" s="1"><v>{value!r}</v></c>')), styles=number_formats(code))
    (table,) = ap.read_document(book).blocks
    assert texts(table) == [[seen]]


def test_the_number_behind_a_rounded_text_or_a_date_is_kept() -> None:
    cells = [
        '<c r="A1" s="1"><v>0.796</v></c>',
        '<c r="B1" s="2"><v>45351</v></c>',
        '<c r="C1" s="3"><v>1.1</v></c>',
        '<c r="D1"><v>47727</v></c>',
    ]
    book = xlsx(data(row(1, *cells)), styles=number_formats("0%", "dd/mm/yy", "0.00"))
    document = ap.read_document(book)
    percent, day = document.stored
    assert (percent.place.column, percent.is_date) == (1, False)
    assert percent.value == pytest.approx(79.6)
    assert (day.place.column, day.is_date) == (2, True)
    assert datetime.date(1970, 1, 1) + datetime.timedelta(day.value) == datetime.date(2024, 2, 29)


def test_days_may_count_from_1904() -> None:
    styles = number_formats("yyyy-mm-dd")
    sheet = data(row(1, '<c r="A1" s="1"><v>43889</v></c>'))
    document = ap.read_document(xlsx(sheet, styles=styles, workbook='<workbookPr date1904="1"/>'))
    assert texts(document.blocks[0]) == [["2024-02-29"]]


def test_texts_are_shared_inline_or_of_formulas() -> None:
    strings = (
        "<si><t>one</t></si>"
        "<si><r><rPr><strike/></rPr><t>old</t></r><r><t xml:space='preserve'> new</t></r></si>"
        "<si><r><rPr><strike/></rPr><t>gone</t></r></si>"
        "<si><t>line_x000D_\nline</t><rPh><t>said</t></rPh></si>"
    )
    cells = [f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABCD")]
    cells += [
        '<c r="E1" t="inlineStr"><is><t>in</t><r><t>line</t></r></is></c>',
        '<c r="F1" t="str"><f>A1</f><v>said</v></c>',
        '<c r="G1"><f>NOW()</f></c>',
        '<c r="H1" t="b"><v>1</v></c>',
        '<c r="I1" t="e"><v>#REF!</v></c>',
        '<c r="J1" t="s"><v>99</v></c>',
    ]
    document = ap.read_document(xlsx(data(row(1, *cells)), strings=strings))
    (table,) = document.blocks
    assert texts(table) == [
        ["one", "new", "gone", "line\nline", "inline", "said", "", "TRUE", "#REF!"]
    ]
    marks = [cell.marks for cell in table.rows[0]]
    assert marks[2] == ("struck",)
    assert marks[6] == ("no_value",)
    assert [problem.code for problem in document.problems] == ["error_value", "text_missing"]
    assert document.problems[0].place.column == 9


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    first = '<cols><col min="2" max="2" hidden="1"/></cols>' + data(
        row(1, '<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>'),
        row(2, '<c r="A2"><v>3</v></c>', attributes='hidden="1"'),
        row(3, '<c r="A3" s="1"><v>4</v></c>'),
    )
    second = data(row(1, '<c r="A1"><v>5</v></c>'))
    book = xlsx(first, second, states=("visible", "hidden"), styles=number_formats(";;;"))
    one, two = ap.read_document(book).blocks
    marks = [[cell.marks for cell in row] for row in one.rows]
    assert marks == [[(), ("hidden",)], [("hidden",)], [("hidden",)]]
    assert texts(one)[2] == ["4"]
    assert two.marks == ("hidden",)
    assert two.rows[0][0].marks == ("hidden",)


def test_merged_cells_have_spans_within_what_is_used() -> None:
    sheet = data(
        row(1, '<c r="A1"><v>1</v></c>', '<c r="C1"><v>2</v></c>'),
        row(2, '<c r="A2"><v>3</v></c>', '<c r="B2"><v>4</v></c>'),
    ) + (
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:XFD1048576"/>'
        '<mergeCell ref="B1:C2"/></mergeCells>'
    )
    (table,) = ap.read_document(xlsx(sheet)).blocks
    assert texts(table) == [["1", "", "2"], ["3", "4", ""]]
    first, covered, last = table.rows[0]
    assert (first.column_span, first.row_span) == (2, 1)
    assert covered.marks == ("covered",)
    assert (last.column_span, last.row_span) == (1, 2)
    assert table.rows[1][2].marks == ("covered",)
    assert table.rows[1][1].marks == ()


def test_cells_stand_where_they_are_said_to() -> None:
    sheet = '<dimension ref="A1:XFD1048576"/>' + data(
        row(3, '<c r="B3"><v>1</v></c>', '<c r="XFD3" s="5"/>'), "<row><c><v>2</v></c></row>"
    )
    (table,) = ap.read_document(xlsx(sheet)).blocks
    assert texts(table) == [[], [], ["", "1"], ["2"]]
    assert (table.rows[2][1].place.line, table.rows[2][1].place.column) == (3, 2)
    assert table.rows[3][0].place.line == 4


def test_comments_are_notes_and_shapes_are_text_boxes() -> None:
    sheet = data(row(1, '<c r="A1"><v>1</v></c>'))
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    further = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(
            comments="../comments1.xml", drawing="/xl/drawings/drawing1.xml"
        ),
        "xl/comments1.xml": f"<comments {space}><authors><author>A. B.</author></authors>"
        '<commentList><comment ref="A1"><text><t>why</t></text></comment>'
        '<comment ref="Z9"><text><t>far</t></text></comment></commentList></comments>',
        "xl/drawings/drawing1.xml": '<d:wsDr xmlns:d="d" xmlns:a="a"><d:sp><d:txBody>'
        "<a:p><a:r><a:t>two</a:t></a:r></a:p><a:p><a:r><a:t>lines</a:t></a:r></a:p>"
        "</d:txBody></d:sp></d:wsDr>",
    }
    table, why, far, box = ap.read_document(xlsx(sheet, further=further)).blocks
    assert (str(why.kind), why.text, why.parent) == ("note", "why", 0)
    assert table.rows[0][0].blocks == (1,)
    assert (far.text, far.parent, far.place.line) == ("far", None, 9)
    assert (str(box.kind), box.text) == ("text_box", "two\nlines")


def test_fills_and_struck_fonts_are_marked() -> None:
    styles = (
        "<fonts><font/><font><strike/></font></fonts>"
        '<fills><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill>'
        '</fills><cellXfs><xf/><xf fontId="1"/><xf fillId="1"/></cellXfs>'
    )
    cells = ['<c r="A1" s="1"><v>1</v></c>', '<c r="B1" s="2"/>', '<c r="C1" s="1"/>']
    (table,) = ap.read_document(xlsx(data(row(1, *cells)), styles=styles)).blocks
    assert [cell.marks for cell in table.rows[0]] == [("struck",), ("filled",)]


def refused(source: bytes, **limits: int) -> str:
    with pytest.raises(ap.ParseError) as caught:
        ap.read_document(source, limits=ap.ReadLimits(**limits))
    assert str(caught.value).endswith(".")
    return str(caught.value.code)


def test_one_string_used_often_is_charged_as_often() -> None:
    cells = "".join(f'<row><c t="s"><v>0</v></c></row>' for _ in range(100_000))  # noqa: F541
    book = xlsx(data(cells), strings=f"<si><t>{'x' * 32_000}</t></si>")
    assert refused(book) == "limit"


def test_cells_far_apart_are_bounded() -> None:
    far = data(*[row(i * 1000, f'<c r="XFD{i * 1000}"><v>1</v></c>') for i in range(1, 1000)])
    assert refused(xlsx(far)) == "limit"
    one = data(row(1048576, '<c r="XFD1048576"><v>1</v></c>'))
    (table,) = ap.read_document(xlsx(one)).blocks
    assert len(table.rows) == 1048576
    merged = "".join('<mergeCell ref="A1:XFD1048576"/>' for _ in range(10_000))
    many = data(*[row(i, f'<c r="Z{i}"><v>1</v></c>') for i in range(1, 2000)])
    ap.read_document(xlsx(many + f"<mergeCells>{merged}</mergeCells>"))


def test_document_types_and_passwords_are_refused() -> None:
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'
    assert refused(archive({"xl/workbook.xml": entity})) == "malformed"
    package = "EncryptedPackage".encode("utf-16-le")
    assert refused(b"\xd0\xcf\x11\xe0" + b"\0" * 2048 + package) == "encrypted"


def test_a_thousand_broken_workbooks_are_read_or_refused() -> None:
    book = xlsx(
        data(row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" s="1"><v>2</v></c>')),
        strings="<si><t>one</t></si>",
        styles=number_formats("dd/mm/yyyy"),
    )
    chance = random.Random(2026)
    outcomes = set()
    for _ in range(1000):
        broken = bytearray(book)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = chance.choice([len(broken), chance.randrange(len(broken))])
        try:
            ap.read_document(bytes(broken[:cut]))
            outcomes.add("read")
        except ap.ParseError as error:
            outcomes.add(str(error.code))
    assert "malformed" in outcomes


def test_every_text_of_a_workbook_stands_in_a_cell_or_block() -> None:
    """Held against the text nodes of its parts."""
    strings = "".join(f"<si><t>text {i} ü</t></si>" for i in range(50))
    rows = [
        row(i, *[f'<c r="{c}{i}" t="s"><v>{(i * 7 + k) % 50}</v></c>' for k, c in enumerate("ACF")])
        for i in range(1, 40, 3)
    ]
    book = xlsx(data(*rows), strings=strings)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        shared = re.findall("<t>(.*?)</t>", parts.read("xl/sharedStrings.xml").decode())
    wanted = [shared[int(number)] for number in re.findall("<v>(.*?)</v>", sheet)]
    found = [text for line in texts(ap.read_document(book).blocks[0]) for text in line if text]
    assert found == wanted
