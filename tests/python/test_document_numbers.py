# SPDX-License-Identifier: Apache-2.0
"""The numbers that Word sets before paragraphs are read, though they stand in no text."""

from __future__ import annotations

import pytest
from made_documents import WORD, docx, p, story, tbl, tc, tr

import actionplan as ap

pytestmark = pytest.mark.skipif(
    "docx" not in ap.document_formats(), reason="built without minizip or expat"
)


def level(at: int, text: str, kind: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(name: str, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def numbers(name: str, of: str, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, number: str, at: int | None = 0, style: str = "") -> str:
    ilvl = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    return p(text, f'<w:pPr>{kind}<w:numPr>{ilvl}<w:numId w:val="{number}"/></w:numPr></w:pPr>')


def shown(body: str, *lists: str, styles: str = "") -> list[str]:
    parts = {"numbering": story("numbering", "".join(lists))}
    if styles:
        parts["styles"] = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
    return [block.text for block in ap.read_document(docx(body, **parts)).blocks]


def test_levels_count_below_each_other_and_begin_anew() -> None:
    body = item("a", "1") + item("b", "1", 1) + item("c", "1", 1) + item("d", "1")
    body += item("e", "1", 1) + p("between") + item("f", "1")
    lists = definition("0", level(0, "%1."), level(1, "%1.%2")), numbers("1", "0")
    assert shown(body, *lists) == [
        "1. a", "1.1 b", "1.2 c", "2. d", "2.1 e", "between", "3. f",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "want"),
    [
        ("decimalZero", ["01", "02", "03"]),
        ("lowerLetter", ["a", "b", "c"]),
        ("upperRoman", ["I", "II", "III"]),
        ("russianLower", ["а", "б", "в"]),
        ("bullet", ["", "", ""]),
        ("none", ["", "", ""]),
    ],
)
def test_numbers_have_their_format(kind: str, want: list[str]) -> None:
    body = "".join(item("x", "1") for _ in want)
    lists = definition("0", level(0, "%1)", kind)), numbers("1", "0")
    ends = {"bullet": "", "none": ")"}.get(kind, ")")
    assert shown(body, *lists) == [f"{number}{ends} x".strip() for number in want]


def test_a_list_may_go_on_or_begin_where_it_says() -> None:
    lists = (
        definition("0", level(0, "%1.")),
        numbers("1", "0"),
        numbers("2", "0"),
        numbers("3", "0", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
    )
    body = item("a", "1") + item("b", "2") + item("c", "3") + item("d", "3") + item("e", "1")
    assert shown(body, *lists) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_styles_number_their_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Top"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Top"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("A", '<w:pPr><w:pStyle w:val="Top"/></w:pPr>')
    body += p("B", '<w:pPr><w:pStyle w:val="Sub"/></w:pPr>')
    body += item("C", "0", None, "Top")  # says that it has none
    lists = definition("0", level(0, "Goal %1."), level(1, "%1.%2.")), numbers("1", "0")
    assert shown(body, *lists, styles=styles) == ["Goal 1. A", "1.1. B", "C"]


def test_a_column_of_automatic_numbers_numbers_the_measures() -> None:
    def numbered(title: str, day: str) -> str:
        return tr(tc(item("", "1")), tc(p(title)), tc(p(day)))

    table = tbl(
        tr(tc(p("No")), tc(p("Measure")), tc(p("Deadline"))),
        numbered("Build", "2021"),
        numbered("Mend", "2022"),
        tr(tc(p("")), tc(item("Plan", "2"), item("Plant", "2")), tc(p("2023"), p("2024"))),
    )
    lists = definition("0", level(0, "%1.")), definition("9", level(0, "%1)")), numbers("1", "0")
    content = docx(table, numbering=story("numbering", "".join((*lists, numbers("2", "9")))))
    found = [(m.number, m.title, str(m.deadline.due)) for m in ap.read(content).measures]
    assert found == [
        ("1", "Build", "2021-12-31"),
        ("2", "Mend", "2022-12-31"),
        ("", "Plan", "2023-12-31"),
        ("", "Plant", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    "lists",
    [
        "",
        '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>',
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Own"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="99"/><w:lvl w:ilvl="x"/>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ],
)
def test_lists_that_are_not_defined_number_nothing(lists: str) -> None:
    assert shown(item("a", "1"), lists) == ["a"]
