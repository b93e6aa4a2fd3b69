# SPDX-License-Identifier: Apache-2.0
"""Every code point of a document is used, named by a Problem, or left out by a published rule.

What a document's text is, an extractor of its own says: the text nodes of the XML.
"""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from made_documents import cell, docx, ods, p, row, sheet, story, tbl, tc, tr
from made_plans import as_docx, as_ods

import actionplan as ap

pytestmark = pytest.mark.skipif(
    "docx" not in ap.document_formats(), reason="built without minizip or expat"
)

# The rules of docs/guide/documents.md: deleted, moved away, struck out, what was before a change,
# and what older programs show instead.
LEFT_OUT = {"del", "moveFrom", "Fallback", "delText", "instrText", "tracked-changes"}
STORIES = re.compile(
    r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|content.xml"
)


def local(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def is_struck(run: ElementTree.Element) -> bool:
    return any(local(item) in {"strike", "dstrike"} for rpr in run for item in rpr)


def texts(element: ElementTree.Element, in_paragraph: bool = False) -> Iterator[str]:
    """The text nodes below an element, of Word and of OpenDocument."""
    name = local(element)
    if name in LEFT_OUT or (name == "r" and is_struck(element)):
        return
    in_paragraph = (
        in_paragraph or name == "t" or (name in {"p", "h"} and "opendocument" in element.tag)
    )
    if in_paragraph and element.text:
        yield element.text
    for child in element:
        yield from texts(child, in_paragraph)
        if in_paragraph and child.tail:
            yield child.tail


def characters(parts: Iterator[str]) -> Counter[str]:
    """How often each character stands there, white space left out."""
    return Counter(char for part in parts for char in part if not char.isspace())


def source_characters(content: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if STORIES.fullmatch(name):
                found += characters(texts(ElementTree.fromstring(archive.read(name))))
    return found


def traced_characters(reading: ap.Reading) -> Counter[str]:
    return characters(span.text for span in reading.trace if span.use != "struck")


@pytest.mark.parametrize("make", [as_docx, as_ods])
def test_the_plan_of_a_document_is_used_character_by_character(
    make: object, plan_file: Path
) -> None:
    content = make(ap.table_from_text(plan_file.read_bytes()))  # type: ignore[operator]
    reading = ap.read_all(content, trace=True)
    assert traced_characters(reading) == source_characters(content)
    named = [(span.target, span.text) for span in reading.trace if span.use == "named"]
    assert named == [("stray_character", '"')]
    totals = reading.totals
    assert totals.all == totals.used + totals.named + totals.excluded
    assert totals.all == sum(span.end - span.begin for span in reading.trace)
    assert totals == ap.read_all(content).totals


HEADER = tr(*[tc(p(name)) for name in ("No", "Measure", "Agency", "Deadline", "Risk")])
RUN = "<w:r><w:t>{}</w:t></w:r>"


def many_things() -> bytes:
    """A document with whatever holds text in Word."""
    inner = tbl(tr(tc(p("Milestone")), tc(p("When"))), tr(tc(p("Survey the site")), tc(p("2020"))))
    changed = (
        f"<w:p>{RUN.format('by ')}<w:del><w:r><w:delText>2017</w:delText></w:r></w:del>"
        f"<w:ins>{RUN.format('2021')}</w:ins>"
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>2016</w:t></w:r></w:p>"
    )
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('In a box')}</w:txbxContent></w:pict></w:r></w:p>"
    merge, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        HEADER,
        tr(tc(p("1. Roads"), properties='<w:gridSpan w:val="5"/>')),
        tr(tc(p("1.1")), tc(p("Build"), inner), tc(p("Alpha"), properties=merge), tc(changed),
           tc(p("5"))),
        tr(tc(p("1.2")), tc(p("Mend")), tc(p(""), properties=below), tc(p("2022")), tc(p("7"))),
        tr(tc(p("")), tc(p("")), tc(p("Beta")), tc(p("")), tc(p(""))),
        tr(tc(p("* as far as funds allow"), properties='<w:gridSpan w:val="5"/>')),
    )  # fmt: skip
    heading = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
    body = p("Plan of Utopia", heading.format(0)) + p("Adopted on 3 May 2020")
    body += p("Foreword", heading.format(1)) + p("Long ago.") + box
    body += (
        p("Measures", heading.format(1)) + f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>"
    )
    body += p("Signed by the chair") + tbl(tr(tc(p("Word")), tc(p("Meaning"))))
    return docx(
        body,
        footnotes=story("footnotes", f"<w:footnote>{p('A footnote')}</w:footnote>"),
        comments=story("comments", f"<w:comment>{p('Why so late?')}</w:comment>"),
        header=story("hdr", p("Page of the plan")),
        footer=story("ftr", p("- 1 -")),
    )


def test_whatever_holds_text_in_word_is_used_or_named() -> None:
    content = many_things()
    reading = ap.read_all(content, trace=True)
    assert traced_characters(reading) == source_characters(content)
    named = Counter(span.target for span in reading.trace if span.use == "named")
    assert named == {
        "text_left_out": 8,
        "table_left_out": 2,
        "column_ignored": 1,
        "row_left_out": 1,
    }
    assert sum(span.use == "extra" for span in reading.trace) == len(reading.extra) == 2
    assert [measure.title for measure in reading.plan.measures] == [
        "Build", "Survey the site", "Mend",
    ]  # fmt: skip
    assert reading.plan["1.1"].deadline.text == "by 2021"
    assert reading.plan["1.2"].assignment_text == "Alpha; Beta"
    codes = {problem.code for problem in reading.plan.problems}
    assert codes >= {*named, "row_continued"}


def test_hidden_text_is_named() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    table = tbl(HEADER, tr(*[tc(p(text)) for text in ("1", "Build", "Alpha", "2021", "")]))
    plan = ap.read(docx(f"<w:p>{RUN.format('Plan')}{hidden}</w:p>" + table))
    (found,) = [problem for problem in plan.problems if problem.code == "hidden_text"]
    assert '"secret"' in found.message
    assert plan.title == "Plan"


def test_whatever_holds_text_in_a_sheet_is_used_or_named() -> None:
    note = "<office:annotation><dc:creator>A</dc:creator><text:p>why</text:p></office:annotation>"
    header = row(cell("No"), cell("Measure"), cell(), cell("Deadline"))
    measure = row(
        cell("1"), f"<table:table-cell>{note}<text:p>Build</text:p></table:table-cell>",
        cell("a remark"), cell("2021"),
    )  # fmt: skip
    content = ods(
        sheet("Plan", row(cell("Plan of Utopia")), header, measure) + sheet("List", row(cell("x")))
    )
    reading = ap.read_all(content, trace=True)
    found = traced_characters(reading)
    assert found == source_characters(content) - Counter("A")  # the author of a remark is no text
    named = [(span.target, span.text) for span in reading.trace if span.use == "named"]
    assert named == [
        ("column_unnamed", "a remark"), ("text_left_out", "why"), ("table_left_out", "x"),
    ]  # fmt: skip


def explained(path: Path, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "actionplan", "read", str(path), "--explain", *options],
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_the_command_line_explains_a_reading(plan_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(many_things())
    shown = explained(path, "--format", "table")
    assert re.search(r"named\s+text_left_out\s+.*Long ago\.", shown)
    assert re.search(r"\d+ code points: \d+ used, \d+ named by problems, \d+ left out", shown)
    reading = ap.read_all(plan_file, trace=True)
    found = json.loads(explained(plan_file, "--format", "json"))
    assert found["schema"] == "actionplan/trace@1"
    assert found["totals"]["all"] == reading.totals.all
    assert len(found["spans"]) == len(reading.trace)
    assert html.unescape(found["spans"][0]["text"]) == reading.trace[0].text
