# SPDX-License-Identifier: Apache-2.0
"""HTML and Markdown become blocks and tables; hostile pages are bounded."""

from __future__ import annotations

import html.parser
import random
import time

import pytest

import actionplan as ap

pytestmark = pytest.mark.skipif("html" not in ap.document_formats(), reason="built without lexbor")
needs_markdown = pytest.mark.skipif(
    "markdown" not in ap.document_formats(), reason="built without md4c"
)


def page(source: str, name: str = "p.html") -> ap.Document:
    return ap.read_document(source.encode(), name=name)


def found(document: ap.Document) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.text) for b in document.blocks]


def texts(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def test_headings_paragraphs_and_items_are_blocks() -> None:
    source = """<!DOCTYPE html><html><head><title>T</title><style>a{}</style></head><body>
      <h1>Open  <b>Government</b></h1><p>First<br>second &amp; third&nbsp;<!-- no --></p>
      <ul><li>one<ul><li>two</li></ul></li><li><p>three</p><p>more</p></li></ul>loose
      <script>if (a < b) "</p>"</script><pre>a
  b</pre></body></html>"""
    assert found(page(source)) == [
        ("heading", 1, "Open Government"),
        ("paragraph", 0, "First\nsecond & third"),
        ("item", 1, "one"), ("item", 2, "two"), ("item", 1, "three"), ("paragraph", 0, "more"),
        ("paragraph", 0, "loose"), ("paragraph", 0, "a\n  b"),
    ]  # fmt: skip


def test_cells_stand_on_the_grid() -> None:
    source = """<table><caption>Plan</caption><thead><tr><th rowspan=2>No<th colspan="2">When</tr>
      <tr><th>from<th>to</thead><tbody><tr><td>1<td>2016<td>2018<tr><td rowspan=0>2
      <td>a<br>b</td></tr></table>after"""
    caption, table, after = page(source).blocks
    assert (caption.text, after.text) == ("Plan", "after")
    assert texts(table) == [["No", "When", ""], ["", "from", "to"], ["1", "2016", "2018"],
                            ["2", "a\nb"]]  # fmt: skip
    assert (table.rows[0][0].row_span, table.rows[0][1].column_span) == (2, 2)
    assert table.rows[0][2].marks == ("covered",)
    assert table.rows[1][0].marks == ("covered",)
    assert table.rows[3][0].row_span == 1
    assert [cell.place.column for cell in table.rows[1]] == [1, 2, 3]


def test_a_table_stands_in_a_cell_of_another() -> None:
    outer, inner, behind = page(
        "<table><tr><td>a<table><tr><td>b</td></tr></table>c<td>d</table><p>e"
    ).blocks
    assert texts(outer) == [["a\nc", "d"]]
    assert (texts(inner), inner.parent, outer.rows[0][0].blocks) == ([["b"]], 0, (1,))
    assert behind.text == "e"


def test_struck_and_hidden_texts_are_left_out_or_marked() -> None:
    source = (
        "<p>by <del>2017</del> <ins>2018</ins><span hidden>x</span></p><p><s>gone</s></p>"
        "<div style='display: none'><p>unseen</p></div><p hidden>one<p>two"
        "<table><tr hidden><td>a</tr><tr><td>b<td style='DISPLAY:NONE'>c</table>"
    )
    first, gone, unseen, one, two, table = page(source).blocks
    assert (first.text, first.marks) == ("by 2018", ("inserted",))
    assert (gone.text, gone.marks) == ("gone", ("struck",))
    assert (unseen.text, unseen.marks) == ("unseen", ("hidden",))
    assert (one.text, one.marks) == ("one", ("hidden",))
    assert (two.text, two.marks) == ("two", ())
    assert [[c.marks for c in row] for row in table.rows] == [[("hidden",)], [(), ("hidden",)]]


def test_the_encoding_that_a_page_declares_holds() -> None:
    source = '<meta charset="windows-1251"><p>Мера \u2116 1</p>'.encode("cp1251")
    document = ap.read_document(source, name="p.html")
    assert [block.text for block in document.blocks] == ["Мера \u2116 1"]
    assert document.problems == ()


class Texts(html.parser.HTMLParser):
    """The texts of a page, by another parser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def all_text(document: ap.Document) -> str:
    parts = [block.text for block in document.blocks]
    parts += [c.text for block in document.blocks for row in block.rows for c in row]
    return "".join("".join(parts).split())


def test_every_text_of_a_page_stands_in_a_cell_or_block() -> None:
    chance = random.Random(7)
    tags = ["p", "div", "b", "li", "ul", "td", "tr", "table", "h2", "span", "th", "blockquote"]
    for _ in range(300):
        parts = []
        for i in range(40):
            tag = chance.choice(tags)
            parts.append(chance.choice([f"<{tag}>", f"</{tag}>", f"w{i} é&lt; "]))
        source = "".join(parts)
        other = Texts()
        other.feed(source)
        other.close()
        assert sorted(all_text(page(source))) == sorted("".join("".join(other.texts).split()))


def test_hostile_pages_take_bounded_time_and_memory() -> None:
    nested = "".join(f"<b id={i}>" for i in range(20_000)) + "<p>x" * 20_000
    started = time.perf_counter()
    assert len(page(nested).blocks) == 20_000
    page("<table><tr><td>" * 50)
    assert time.perf_counter() - started < 60
    for source in ("<table><tr><td>" * 100, "<table>" + "<tr>" + "<td colspan=1000>" * 100):
        with pytest.raises(ap.ParseError) as caught:
            page(source)
        assert str(caught.value.code) == "limit"
    wide = "<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>" * 16) * 400
    with pytest.raises(ap.ParseError) as caught:
        page(wide)
    assert str(caught.value.code) == "limit"


@needs_markdown
def test_markdown_is_read_as_the_page_that_it_makes() -> None:
    source = """---
title: Plan
---
# One *two*

Text with ~~old~~ new &amp; <b>bold</b>
on two lines

* item
  1. inner

| **No** | What |
|--------|------|
| 1 | a \\| b<br>c |

<table>
<tr><td>x</td>

<td>y</td></tr>
</table>
"""
    document = page(source, "p.md")
    assert found(document)[:6] == [
        ("paragraph", 0, "title: Plan"), ("heading", 1, "One two"),
        ("paragraph", 0, "Text with new & bold on two lines"),
        ("item", 1, "item"), ("item", 2, "1. inner"), ("table", 0, ""),
    ]  # fmt: skip
    assert texts(document.blocks[5]) == [["No", "What"], ["1", "a | b\nc"]]
    assert texts(document.blocks[6]) == [["x", "y"]]


@needs_markdown
def test_wide_markdown_tables_are_bounded() -> None:
    source = "|a" * 16_000 + "|\n" + "|-" * 16_000 + "|\n" + "|b|\n" * 3000
    try:
        assert len(page(source, "p.md").blocks) >= 1
    except ap.ParseError as error:
        assert str(error.code) == "limit"  # noqa: PT017


@pytest.mark.parametrize("name", ["p.html", "p.md"])
def test_a_thousand_broken_pages_are_read(name: str) -> None:
    whole = b"# H\n\n<table><tr><td rowspan=2>a&amp;<td>b</table>\n\n|a|b|\n|-|-|\n|1|~~2~~|\n\n* x"
    chance = random.Random(2026)
    for _ in range(1000):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(1, 256)
        try:
            ap.read_document(bytes(broken), name=name)
        except ap.ParseError as error:
            assert str(error.code) in {"malformed", "unsupported", "limit"}  # noqa: PT017
