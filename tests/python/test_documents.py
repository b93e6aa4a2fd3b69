# SPDX-License-Identifier: Apache-2.0
"""Word documents and spreadsheets become blocks and cells; hostile ones are refused with a code."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
from made_documents import archive, cell, docx, ods, p, row, sheet, tbl, tc, tr

import actionplan as ap

pytestmark = pytest.mark.skipif(
    "docx" not in ap.document_formats(), reason="built without minizip or expat"
)


def texts(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def test_the_formats_are_named() -> None:
    assert ap.document_formats()["docx"] == ("Word document", (".docx", ".docm", ".dotx"))


def test_headings_have_the_level_of_their_style_or_of_the_one_it_is_based_on() -> None:
    body = p("One", '<w:pPr><w:pStyle w:val="H2"/></w:pPr>')
    body += p("Two", '<w:pPr><w:pStyle w:val="Own"/></w:pPr>')
    body += p("Three", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    body += p("Four", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>') + p("Five")
    found = [(str(b.kind), b.level, b.text) for b in ap.read_document(docx(body)).blocks]
    assert found == [
        ("heading", 2, "One"), ("heading", 2, "Two"), ("heading", 1, "Three"),
        ("item", 1, "Four"), ("paragraph", 0, "Five"),
    ]  # fmt: skip


def test_a_table_stands_in_a_cell_of_another() -> None:
    inner = tbl(tr(tc(p("milestone")), tc(p("2019"))))
    body = p("Before") + tbl(tr(tc(p("Title")), tc(p("Plan"), inner, p("after")))) + p("Behind")
    document = ap.read_document(docx(body))
    kinds = [str(block.kind) for block in document.blocks]
    assert kinds == ["paragraph", "table", "table", "paragraph"]
    outer, within = document.blocks[1], document.blocks[2]
    assert texts(outer) == [["Title", "Plan\nafter"]]
    assert texts(within) == [["milestone", "2019"]]
    assert within.parent == 1
    assert outer.parent is None
    assert outer.rows[0][1].blocks == (2,)


def test_merged_cells_stand_on_the_grid_and_their_text_stands_once() -> None:
    merge = '<w:vMerge w:val="restart"/>'
    body = tbl(
        tr(tc(p("A"), properties='<w:gridSpan w:val="2"/>'), tc(p("B"), properties=merge)),
        tr(tc(p("C")), tc(p("D")), tc(p(""), properties="<w:vMerge/>")),
        tr(tc(p("E")), properties='<w:trPr><w:gridBefore w:val="2"/></w:trPr>'),
    )
    (table,) = ap.read_document(docx(body)).blocks
    assert texts(table) == [["A", "", "B"], ["C", "D", ""], ["", "", "E"]]
    assert table.rows[0][0].column_span == 2
    assert table.rows[0][2].row_span == 2
    assert table.rows[0][1].marks == ("covered",)
    assert table.rows[1][2].marks == ("covered",)
    assert table.rows[2][0].marks == ()
    assert [cell.place.column for cell in table.rows[2]] == [1, 2, 3]


def test_text_is_that_after_accepted_changes_and_without_struck_words() -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>old </w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    body = (
        "<w:p><w:r><w:t>by </w:t></w:r><w:del><w:r><w:delText>2017</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t>2018</w:t></w:r></w:ins>{struck}{hidden}</w:p>"
        f"<w:p>{struck}</w:p>"
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    )
    first, second, third = ap.read_document(docx(body)).blocks
    assert (first.text, first.marks) == ("by 2018", ("inserted",))
    assert (second.text, second.marks) == ("old", ("struck",))
    assert third.text == "a\tb\nc"


def test_content_controls_text_boxes_and_footnotes_are_read() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('in a box')}</w:txbxContent></w:pict></w:r></w:p>"
    body = f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>{box}"
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:type="separator">{p("line")}</w:footnote>'
        f"<w:footnote>{p('a note')}</w:footnote></w:footnotes>"
    )
    document = ap.read_document(docx(body, footnotes=notes))
    found = [(str(block.kind), block.text) for block in document.blocks]
    assert found == [
        ("paragraph", "in a control"), ("text_box", "in a box"), ("note", "a note"),
    ]  # fmt: skip
    assert document.parts[document.blocks[2].place.part] == "footnotes"


def test_repeated_cells_and_rows_of_a_sheet_stand_as_often_as_they_are_said_to() -> None:
    book = ods(
        sheet(
            "Plan",
            row(cell("No"), cell("Measure", "of the plan"), cell()),
            row(cell(attributes='table:number-columns-repeated="3"'),
                attributes='table:number-rows-repeated="2"'),
            row(cell("x", attributes='table:number-columns-repeated="2"'),
                attributes='table:number-rows-repeated="3"'),
            row(cell(attributes='table:number-columns-repeated="1024"'),
                attributes='table:number-rows-repeated="1048000"'),
        ) + sheet("Other", row(cell("1,5"))),
    )  # fmt: skip
    document = ap.read_document(book)
    assert document.parts == ("Plan", "Other")
    first, second = document.blocks
    twice = ["x", "x"]
    assert texts(first) == [["No", "Measure\nof the plan"], [], [], twice, twice, twice]
    assert [row[1].place.line for row in first.rows[3:]] == [4, 5, 6]
    assert texts(second) == [["1,5"]]
    assert second.rows[0][0].place.part == 1


def test_what_stands_beside_the_cells_of_a_sheet_is_read_too() -> None:
    note = (
        "<office:annotation><dc:creator>A. B.</dc:creator><text:p>why</text:p></office:annotation>"
    )
    box = "<draw:text-box><text:p>two</text:p><text:p>lines</text:p></draw:text-box>"
    frame = f"<draw:frame>{box}</draw:frame>"
    noted = f"<table:table-cell>{note}<text:p>x</text:p></table:table-cell>"
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    book = ods(
        sheet("S", f"<table:shapes>{frame}</table:shapes>", columns,
              row(noted, cell("unseen"), cell(attributes='table:formula="of:=1+1"'),
                  cell(attributes='table:formula="of:=A1" office:value-type="string"')))
    )  # fmt: skip
    table, shape, remark = ap.read_document(book).blocks
    assert (str(shape.kind), shape.text, shape.parent) == ("text_box", "two\nlines", None)
    assert (str(remark.kind), remark.text, remark.parent) == ("note", "why", 0)
    first, second, third = table.rows[0]
    assert (first.text, first.blocks) == ("x", (2,))
    assert (second.text, second.marks) == ("unseen", ("hidden",))
    assert third.marks == ("no_value",)


def test_a_cell_with_a_colour_is_marked() -> None:
    fill, none = '<w:shd w:val="clear" w:fill="FFE699"/>', '<w:shd w:val="clear" w:fill="auto"/>'
    (table,) = ap.read_document(
        docx(tbl(tr(tc(properties=fill), tc(p("a"), properties=none))))
    ).blocks
    assert [cell.marks for cell in table.rows[0]] == [("filled",), ()]


def refused(bytes_: bytes, **limits: int) -> str:
    with pytest.raises(ap.ParseError) as caught:
        ap.read_document(bytes_, limits=ap.ReadLimits(**limits))
    assert str(caught.value).endswith(".")
    return str(caught.value.code)


def test_what_cannot_be_read_is_refused_with_a_code() -> None:
    bomb = docx("<w:p/>" + " " * 20_000_000)
    entity = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x"><w:body/></w:document>'
    deep = "<w:x>" * 300 + "</w:x>" * 300
    many = ods(sheet("S", row(cell("x" * 1000, attributes='table:number-columns-repeated="16000"'),
                              attributes='table:number-rows-repeated="1000000"')))  # fmt: skip
    wide = tbl(*[tr(*[tc(properties='<w:gridSpan w:val="999999999"/>')] * 50)] * 50)
    assert refused(b"\x89PNG\r\n") == "unsupported"
    assert refused(docx(p("x"))[:-30]) == "malformed"
    assert refused(archive({"any.txt": "text"})) == "unsupported"
    assert refused(bomb) == "limit"
    assert refused(archive({"word/document.xml": entity})) == "malformed"
    assert refused(archive({"word/document.xml": "<a><b></a>"})) == "malformed"
    assert refused(docx(deep)) == "limit"
    assert refused(many) == "limit"
    assert refused(docx(wide)) == "limit"
    assert refused(docx(p("x" * 2000)), max_document_bytes=1000) == "limit"
    assert refused(docx(p("x")), max_bytes=10) == "limit"
    assert refused(docx(f"<!-- {'x' * 2_000_000} -->")) == "limit"
    assert refused(docx(f'<w:p w:a="{"x" * 2_000_000}"/>')) == "limit"
    assert refused(docx(tbl("<w:tr/>" * 100_000)), max_document_bytes=2_000_000) == "limit"


def test_a_part_that_takes_a_password_is_said_to_be_encrypted() -> None:
    data = bytearray(docx(p("x")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            data[start + at] |= 1
    assert refused(bytes(data)) == "encrypted"


def test_documents_with_a_password_are_said_to_be_encrypted() -> None:
    container = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refused(container) == "encrypted"
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts: dict[str, str | bytes] = {"mimetype": kind, "content.xml": b"\x8f\x01"}
    parts["META-INF/manifest.xml"] = manifest
    assert refused(archive(parts, stored=("mimetype",))) == "encrypted"


def test_a_checksum_that_differs_is_noticed() -> None:
    content = docx(p("x"))
    wanted = zlib.crc32(b"")
    assert wanted == 0
    data = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            data[start + at] ^= 0xFF
    assert refused(bytes(data)) == "malformed"


@pytest.mark.parametrize("make", [lambda: docx(p("One") + tbl(tr(tc(p("a")), tc(p("b"))))),
                                  lambda: ods(sheet("S", row(cell("a"), cell("b"))))])  # fmt: skip
def test_a_thousand_broken_copies_are_read_or_refused(make: object) -> None:
    whole = make()  # type: ignore[operator]
    chance = random.Random(2026)
    outcomes = set()
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.choice([len(data), chance.randrange(len(data))])
        try:
            ap.read_document(bytes(data[:cut]))
            outcomes.add("read")
        except ap.ParseError as error:
            outcomes.add(str(error.code))
    assert "malformed" in outcomes


def test_reading_is_cancelled() -> None:
    with pytest.raises(ap.Cancelled):
        ap.read_document(docx(p("x")), cancel=lambda: True)


def test_the_name_of_a_file_is_not_taken_for_its_text(tmp_path: Path) -> None:
    file = tmp_path / "plan without extension"
    file.write_text("No\tMeasure\n")
    for name in ("plan.docx", str(file)):
        with pytest.raises(ap.InvalidArgument, match="the name of a file; give its bytes"):
            ap.read_document(name)
    with pytest.raises(TypeError, match=r"give the bytes of the file: its read_bytes\(\)\.$"):
        ap.read_document(file)  # type: ignore[arg-type]
    assert ap.read_document("See example.org").blocks


def test_menus_of_pages_are_no_titles():
    page = (
        b"<html><body><header><nav><ul><li>Home</li><li>Contact</li></ul></nav></header><main>"
        b"<p>Ministry of Works</p><h1>Action Plan 2024-2026</h1><table><tr><th>No</th>"
        b"<th>Action</th><th>Lead</th><th>Deadline</th></tr><tr><td>1</td><td>Build</td>"
        b"<td>MoF</td><td>2025</td></tr></table></main></body></html>"
    )
    document = ap.read_document(page, name="page.html")
    assert [block.kind for block in document.blocks[:3]] == ["header", "header", "paragraph"]
    plan = ap.read(page, format="html")
    assert plan.title == "Action Plan 2024-2026"
    assert plan["1"].deadline.due.year == 2025


def test_a_menu_that_is_not_closed_ends_where_the_page_begins():
    page = (
        b"<html><body><nav><a>Home</a><main><h1>Plan 2024-2026</h1><table><tr><th>No</th>"
        b"<th>Action</th><th>Lead</th><th>Deadline</th></tr><tr><td>1</td><td>Build</td>"
        b"<td>MoF</td><td>2025</td></tr></table></main></body></html>"
    )
    plan = ap.read(page, format="html")
    assert plan.title == "Plan 2024-2026"
