# SPDX-License-Identifier: Apache-2.0
"""Texts of OpenDocument become blocks and tables; encrypted and broken ones are refused."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from made_documents import archive, ods, odt, row, sheet

import actionplan as ap

pytestmark = pytest.mark.skipif(
    "odt" not in ap.document_formats(), reason="built without minizip or expat"
)

STRUCK = (
    '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="T2"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="P9" style:parent-style-name="H9"/>'
)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def found(document: ap.Document) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.text) for b in document.blocks]


def texts(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def test_headings_paragraphs_and_items_are_blocks() -> None:
    body = (
        '<text:h text:outline-level="2">Two</text:h>'
        + p("a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d\n   e")
        + f"<text:list><text:list-item>{p('one')}<text:list><text:list-item>{p('in')}"
        f"</text:list-item></text:list></text:list-item></text:list>{p('three', 'P9')}"
    )
    styles = (
        '<s:styles xmlns:s="s" xmlns:style="x"><style:style style:name="H9" '
        'style:default-outline-level="3"/></s:styles>'
    )
    assert found(ap.read_document(odt(body, STRUCK, styles=styles))) == [
        ("heading", 2, "Two"), ("paragraph", 0, "a  b\tc\nd e"), ("item", 1, "one"),
        ("item", 2, "in"), ("heading", 3, "three"),
    ]  # fmt: skip


def _list(*items: str, style: str = "", more: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{''.join(items)}</text:list>"


def _item(*content: str, start: int | None = None) -> str:
    begins = "" if start is None else f' text:start-value="{start}"'
    return f"<text:list-item{begins}>{''.join(content)}</text:list-item>"


def _level(level: int, form: str, more: str = "", suffix: str = ".") -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


NUMBERS = (
    '<text:list-style style:name="A">'
    + _level(1, "1") + _level(2, "1", 'text:display-levels="2"') + _level(3, "a", suffix=")")
    + '</text:list-style><text:list-style style:name="R">'
    + _level(1, "I", 'style:num-prefix="("', suffix=")")
    + '</text:list-style><text:list-style style:name="L">'
    + _level(1, "a", 'text:start-value="25"')
    + '</text:list-style><text:list-style style:name="S">'
    + _level(1, "A", 'text:start-value="26" style:num-letter-sync="true"')
    + '</text:list-style><text:list-style style:name="P">'
    + _level(1, "1", 'style:num-list-format="[%1%]"')
    + _level(2, "1", 'text:display-levels="2" style:num-list-format="%1%-%2%"')
    + '</text:list-style><text:list-style style:name="B">'
    + '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/>' + _level(2, "i")
    + "</text:list-style>"
    + '<style:style style:name="InList" style:list-style-name="R"/>'
)  # fmt: skip

# As LibreOffice 7.4 shows them in the same files, saved as plain text; but for bullets.
LISTS = {
    "levels": (
        _list(
            _item(p("a"), _list(_item(p("b")), _item(p("c"), _list(_item(p("d")))))),
            _item(p("e"), p("further")), style="A",
        ),
        ["1. a", "1.1. b", "1.2. c", "a) d", "2. e", "further"],
    ),
    "continued": (
        _list(_item(p("a")), style="A", more='xml:id="l1"') + p("between")
        + _list(_item(p("b")), style="A", more='text:continue-numbering="true"')
        + _list(_item(p("c")), _item(p("d"), start=5), _item(p("e")), style="A")
        + _list(_item(_list(_item(p("f")))), style="A", more='text:continue-numbering="true"')
        + _list(_item(p("g")), style="A", more='text:continue-list="l1"'),
        ["1. a", "between", "2. b", "1. c", "5. d", "6. e", "6.1. f", "3. g"],
    ),
    "roman": (
        _list(*(_item(p(letter)) for letter in "abcd"), style="R"),
        ["(I) a", "(II) b", "(III) c", "(IV) d"],
    ),
    "letters": (
        _list(*(_item(p(letter)) for letter in "abcd"), style="L")
        + _list(*(_item(p(letter)) for letter in "abc"), style="S"),
        ["y. a", "z. b", "aa. c", "ab. d", "Z. a", "AA. b", "BB. c"],
    ),
    "patterns": (
        _list(_item(p("a"), _list(_item(p("b")), _item(p("c")))), style="P"),
        ["[1] a", "1-1 b", "1-2 c"],
    ),
    "bullets": (
        _list(_item(p("a"), _list(_item(p("b")), _item(p("c")))),
              _item(p("d"), _list(_item(p("e")))), style="B"),
        ["a", "i. b", "ii. c", "d", "i. e"],
    ),
    "lists_of_their_own": (
        _list(_item(p("a"), _list(_item(p("b"))), _list(_item(p("c")))), style="A"),
        ["1. a", "1.1. b", "1.1. c"],
    ),
    "header": (
        _list(_item(p("a")), f"<text:list-header>{p('h')}</text:list-header>", _item(p("b")),
              style="A"),
        ["1. a", "h", "2. b"],
    ),
    "style_of_paragraphs": (_list(_item(p("a", "InList"))), ["(I) a"]),
    "unknown_style": (_list(_item(p("a")), style="none"), ["a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", list(LISTS))
def test_lists_show_the_numbers_of_the_page(name: str) -> None:
    body, want = LISTS[name]
    assert [block.text for block in ap.read_document(odt(body, NUMBERS)).blocks] == want
    in_cell = f"<table:table>{row(f'<table:table-cell>{body}</table:table-cell>')}</table:table>"
    assert texts(ap.read_document(odt(in_cell, NUMBERS)).blocks[0]) == [["\n".join(want)]]


def test_headings_show_the_numbers_of_the_outline() -> None:
    styles = (
        '<s:styles xmlns:s="s" xmlns:text="t" xmlns:style="x"><text:outline-style>'
        '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style></s:styles>"
    )
    body = "".join(
        f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'
        for level, text, more in (
            (1, "a", ""), (2, "b", ""), (2, "c", ""), (1, "d", ""), (2, "e", ""),
            (1, "f", 'text:is-list-header="true"'), (3, "g", ""),
        )
    )  # fmt: skip
    assert found(ap.read_document(odt(body, styles=styles))) == [
        ("heading", 1, "I. a"), ("heading", 2, "I.1 b"), ("heading", 2, "I.2 c"),
        ("heading", 1, "II. d"), ("heading", 2, "II.1 e"), ("heading", 1, "f"),
        ("heading", 3, "g"),
    ]  # fmt: skip


def test_numbers_of_lists_are_those_of_measures() -> None:
    measures = (("Build the portal", "June 2021"), ("Train staff", "May 2022"))
    body = _list(
        *(
            _item(
                p(title),
                _list(_item(p(f"Deadline: {due}")), _item(p("Responsible: Ministry of Finance")),
                      style="Bullets"),
            )
            for title, due in measures
        ),
        style="A",
    )  # fmt: skip
    bullets = (
        '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="2"/>'
        "</text:list-style>"
    )
    plan = ap.read(odt('<text:h text:outline-level="1">Plan</text:h>' + body, NUMBERS + bullets))
    assert [(m.number, m.title, str(m.deadline.due)) for m in plan.measures] == [
        ("1", "Build the portal", "2021-06-30"), ("2", "Train staff", "2022-05-31"),
    ]  # fmt: skip


def test_lists_without_end_and_hostile_levels_are_read() -> None:
    deep = p("x")
    for _ in range(60):
        deep = _list(_item(deep))
    hostile = _level(99, "1") + _level(1, "i", 'text:start-value="999999999"')
    styles = f'<text:list-style style:name="H">{hostile}</text:list-style>'
    body = f'<text:list text:style-name="H">{_item(p("a"))}{_item(deep)}</text:list>'
    first, last = ap.read_document(odt(body, styles)).blocks
    assert first.text == "m" * 30 + ". a"
    assert last.text.endswith("x")


def test_text_is_that_after_accepted_changes_and_without_struck_words() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/>'
        '</text:changed-region><text:changed-region text:id="c2"><text:deletion>'
        f"{p('deleted')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p("by <text:change text:change-id='c2'/><text:change-start text:change-id='c1'/>2018"
            "<text:change-end text:change-id='c1'/><text:span text:style-name='T1'>old</text:span>"
            "<text:span text:style-name='T2'>secret</text:span>")
        + p("<text:span text:style-name='T1'>gone</text:span>") + p("unseen", "T2")
    )  # fmt: skip
    first, gone, unseen = ap.read_document(odt(body, STRUCK)).blocks
    assert (first.text, first.marks) == ("by 2018", ("inserted",))
    assert (gone.text, gone.marks) == ("gone", ("struck",))
    assert (unseen.text, unseen.marks) == ("unseen", ("hidden",))


def test_tables_have_spans_and_tables_within_cells() -> None:
    def cell(content: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}>{content}</table:table-cell>"

    inner = f"<table:table>{row(cell(p('in')))}</table:table>"
    covered = "<table:covered-table-cell/>"
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('why')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{p('box')}</draw:text-box></draw:frame>"
    body = (
        "<table:table><table:table-column/><table:table-header-rows>"
        + row(cell(p("A"), 'table:number-columns-spanned="2"'), covered, cell(p(f"B{note}")))
        + "</table:table-header-rows>"
        + row(cell(p("x") + p("y")), cell(inner), cell(p(f"z{box}")))
        + f"</table:table>{p('after')}"
    )
    outer, why, within, boxed, after = ap.read_document(odt(body)).blocks
    assert texts(outer) == [["A", "", "B"], ["x\ny", "", "z"]]
    assert outer.rows[0][0].column_span == 2
    assert outer.rows[0][1].marks == ("covered",)
    assert (str(why.kind), why.text, why.parent) == ("note", "why", 0)
    assert (texts(within), within.parent, outer.rows[1][1].blocks) == ([["in"]], 0, (2,))
    assert (str(boxed.kind), boxed.text) == ("text_box", "box")
    assert (after.text, after.place.line) == ("after", 3)
    assert [cell.place.line for cell in outer.rows[1]] == [2, 2, 2]


def refused(source: bytes) -> str:
    with pytest.raises(ap.ParseError) as caught:
        ap.read_document(source)
    return str(caught.value.code)


@pytest.mark.parametrize("make", [lambda: odt(p("x")), lambda: ods(sheet("S", row()))])
def test_encrypted_documents_are_refused(make: object) -> None:
    manifest = (
        '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    with zipfile.ZipFile(io.BytesIO(make())) as parts:  # type: ignore[operator]
        named = {name: parts.read(name) for name in parts.namelist()}
    named |= {"META-INF/manifest.xml": manifest.encode(), "content.xml": b"\x00\x01"}
    assert refused(archive(named, stored=("mimetype",))) == "encrypted"


def test_hostile_texts_are_refused() -> None:
    row_ = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell>'
    many = f"<table:table>{row_}{p('x' * 1000)}</table:table-cell></table:table-row></table:table>"
    assert refused(odt(many)) == "limit"
    assert refused(odt("<a>" * 300 + "</a>" * 300)) == "limit"
    doctype = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": doctype}
    assert refused(archive(parts, stored=("mimetype",))) == "malformed"  # type: ignore[arg-type]


def test_a_thousand_broken_texts_are_read_or_refused() -> None:
    whole = odt(p("One") + "<text:list><text:list-item>" + p("a") + "</text:list-item></text:list>")
    chance = random.Random(2026)
    outcomes = set()
    for _ in range(1000):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            ap.read_document(bytes(broken[: chance.choice([len(broken), 90])]))
            outcomes.add("read")
        except ap.ParseError as error:
            outcomes.add(str(error.code))
    assert "malformed" in outcomes


def test_every_text_stands_in_a_cell_or_block() -> None:
    """Held against the text nodes of the content, without tags."""
    cells = [row(*[f"<table:table-cell>{p(f'c{i}{k}')}</table:table-cell>" for k in range(3)])
             for i in range(20)]  # fmt: skip
    source = odt(p("ä ö") + f"<table:table>{''.join(cells)}</table:table>" + p("end"))
    with zipfile.ZipFile(io.BytesIO(source)) as parts:
        nodes = re.sub("<[^>]*>", "\n", parts.read("content.xml").decode())
    document = ap.read_document(source)
    seen = [b.text for b in document.blocks] + [
        c.text for b in document.blocks for r in b.rows for c in r
    ]
    assert sorted("".join("".join(seen).split())) == sorted("".join(nodes.split()))
