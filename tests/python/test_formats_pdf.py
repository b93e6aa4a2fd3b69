# SPDX-License-Identifier: Apache-2.0
"""PDF documents: ruled tables over pages, text around them, what is refused."""

from __future__ import annotations

import random
import re
import unicodedata
import zlib
from collections import Counter
from pathlib import Path

import pytest
from made_pdf import PICTURE, pdf, ruled, text

import actionplan as ap
from actionplan.formats import pdf_lines, pdf_tables

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
X = [50, 100, 350, 500]
HEADER = ["No", "Measure", "Deadline"]


def document(content: bytes) -> ap.Document:
    return ap.read_document(content, name="plan.pdf")


def rows(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def codes(found: ap.Document | ap.Plan) -> list[str]:
    return [problem.code for problem in found.problems]


def shown(found: ap.Document) -> list[tuple[str, int, str]]:
    return [(str(block.kind), block.level, block.text) for block in found.blocks]


def test_headings_paragraphs_and_tables_stand_in_reading_order() -> None:
    page = [
        text(50, 780, "Plan of the town", 24),
        text(50, 740, "Section one", 16),
        text(50, 715, "This is what the town will do, as was decided by the council in the"),
        text(50, 702, "spring of the year."),
        *ruled(X, [680, 660, 640], [HEADER, ["1", "Build a school", "2021"]]),
        text(50, 610, "• an item of a list"),
        text(50, 580, "Afterwards there is more."),
    ]
    found = document(pdf(page))
    assert shown(found) == [
        ("heading", 1, "Plan of the town"),
        ("heading", 2, "Section one"),
        ("paragraph", 0, "This is what the town will do, as was decided by the council in the "
         "spring of the year."),
        ("table", 0, ""),
        ("item", 1, "an item of a list"),
        ("paragraph", 0, "Afterwards there is more."),
    ]  # fmt: skip
    assert rows(found.blocks[3]) == [HEADER, ["1", "Build a school", "2021"]]
    assert found.blocks[3].rows[1][1].place == ap.Place(2, 2, 0)
    assert found.parts == ("page 1",)


def test_a_table_goes_on_over_pages_and_its_header_stands_once() -> None:
    first = [text(50, 820, "Town of A, page 1", 8)]
    first += ruled(X, [200, 180, 160], [HEADER, ["1", "Build", "2021"]])
    second = [text(50, 820, "Town of A, page 2", 8)]
    second += ruled(X, [780, 760, 740], [HEADER, ["2", "Mend", "2022"]])
    third = [text(50, 820, "Town of A, page 3", 8)]
    third += ruled(X, [780, 760], [["3", "Paint", "2023"]])
    found = document(pdf(first, second, third))
    (table,) = [block for block in found.blocks if block.rows]
    assert [row[0] for row in rows(table)] == ["No", "1", "2", "3"]
    assert [cell.place.part for cell in (row[0] for row in table.rows)] == [0, 0, 1, 2]
    assert sorted(set(codes(found))) == ["header_repeated", "page_header_repeated", "table_joined"]
    assert ("header", 0, "Town of A, page 1") in shown(found)
    plan = ap.read(pdf(first, second, third))
    assert [measure.title for measure in plan.measures] == ["Build", "Mend", "Paint"]


def test_tables_of_other_columns_are_not_joined() -> None:
    first = ruled(X, [200, 180, 160], [HEADER, ["1", "Build", "2021"]])
    second = ruled([50, 120, 350, 500], [780, 760, 740], [HEADER, ["2", "Mend", "2022"]])
    tables = [block for block in document(pdf(first, second)).blocks if block.rows]
    assert len(tables) == 2


def test_merged_cells_stand_on_the_grid() -> None:
    page = ruled([50, 100, 500], [700, 680], [["1", "2021"]])
    page += ruled([50, 500], [720, 700], [["Section"]])
    (table,) = document(pdf(page)).blocks
    assert rows(table) == [["Section", ""], ["1", "2021"]]
    assert table.rows[0][0].column_span == 2
    assert table.rows[0][1].marks == ("covered",)


def test_words_divided_at_line_ends_are_mended_and_the_original_is_kept() -> None:
    cell = "Improve the trans-\nparency of evidence-\nbased policy"
    page = [text(50, 760, "Policy that is evidence-based, and transparency.")]
    page += ruled(X, [700, 680, 620], [HEADER, ["1", cell, "2021"]])
    found = document(pdf(page))
    table = found.blocks[1]
    assert table.rows[1][1].text == "Improve the transparency of evidence-based policy"
    (mended,) = [problem for problem in found.problems if problem.code == "hyphenation_mended"]
    assert '"trans- parency"' in mended.message
    assert mended.place == table.rows[1][1].place


def test_lines_of_a_list_within_a_cell_stay_apart() -> None:
    page = ruled(X, [700, 680, 620], [HEADER, ["1", "• one\n• two of\nthem", "2021"]])
    (table,) = document(pdf(page)).blocks
    assert table.rows[1][1].text == "• one\n• two of them"


def test_a_raised_figure_is_no_part_of_the_number_before_it() -> None:
    page = [text(50, 700, "Number of schools in 2021"), text(178, 705, "1", 6)]
    (paragraph,) = document(pdf(page)).blocks
    assert paragraph.text == "Number of schools in 2021¹"


def test_a_page_with_a_picture_and_no_text_is_a_problem() -> None:
    page = ruled(X, [700, 680, 660], [HEADER, ["1", "Build", "2021"]])
    found = document(pdf(page, [PICTURE]))
    (problem,) = [one for one in found.problems if one.code == "page_without_text"]
    assert problem.place.part == 1
    assert str(problem.severity) == "warning"


def test_text_from_right_to_left_stands_in_the_order_in_which_it_is_read() -> None:
    drawn = [["םולש", 140, 10, 170, 20], ["2021", 100, 10, 130, 20], ["ריעה", 60, 10, 90, 20]]
    words = pdf_lines.words_of([[*one, 10.0, False, True] for one in drawn])
    assert [line.text for line in pdf_lines.lines_of(words)] == ["שלום 2021 העיר"]


def test_rotated_text_is_read_from_below_and_told() -> None:
    page = [f"BT /F1 10 Tf 0 1 -1 0 100 {y} Tm ({words}) Tj ET" for y, words in
            ((400, "first"), (440, "second"))]  # fmt: skip
    found = document(pdf([*page, text(200, 700, "upright")]))
    assert [block.text for block in found.blocks] == ["upright", "first second"]
    assert codes(found) == ["rotated_text"]


def test_rules_without_number_are_no_table() -> None:
    boxes = [[x, y, x + 4, y + 4] for x in range(0, 1200, 4) for y in range(0, 1200, 4)]
    words = pdf_lines.words_of([["a", 1, 1, 3, 3, 2.0, False, True]])
    mender = pdf_lines.Mender([])
    assert pdf_tables.grid_of(boxes, words, mender) == (None, words)


def refused(content: bytes, **limits: int) -> str:
    with pytest.raises(ap.ParseError) as caught:
        ap.read_document(content, name="plan.pdf", limits=ap.ReadLimits(**limits))
    assert str(caught.value).endswith(".")
    return str(caught.value.code)


def test_what_cannot_be_read_is_refused_with_a_code() -> None:
    page = [text(50, 700, "words " * 10)]
    assert refused(pdf([PICTURE])) == "no_plan"
    assert refused(pdf(page, encrypted=True)) == "encrypted"
    assert refused(b"%PDF-1.7\n") == "malformed"
    assert refused(pdf(page)[:300]) == "malformed"
    assert refused(pdf(page), max_document_bytes=64) == "limit"


def test_a_stream_that_inflates_without_end_is_refused() -> None:
    huge = zlib.compressobj(9)
    blocks = b"".join(huge.compress(b" " * (1 << 20)) for _ in range(500)) + huge.flush()
    assert refused(pdf([], compress=blocks)) == "limit"


def test_broken_copies_are_read_or_refused() -> None:
    whole = pdf(ruled(X, [700, 680, 660], [HEADER, ["1", "Build", "2021"]]))
    chance = random.Random(2026)
    outcomes = set()
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            document(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
            outcomes.add("read")
        except ap.ParseError as error:
            outcomes.add(str(error.code))
    assert outcomes <= {"read", "malformed", "encrypted", "no_plan", "unsupported", "limit"}
    assert "malformed" in outcomes


def test_reading_is_cancelled() -> None:
    with pytest.raises(ap.Cancelled):
        ap.read_document(pdf([text(50, 700, "x")]), name="x.pdf", cancel=lambda: True)


# The published plan


def markdown_tables(name: str) -> list[list[list[str]]]:
    """The cells of the tables of a Markdown file, without marks of emphasis."""
    tables: list[list[list[str]]] = []
    previous = ""
    for line in (PLANS / name).read_text("utf-8").splitlines():
        if line.startswith("|") and not previous.startswith("|"):
            tables.append([])
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
            line = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", line)  # a link is its text
            cells = re.sub(r"\*\*|\[\^\d+\]", "", line.strip().strip("|")).split("|")
            tables[-1].append([" ".join(cell.split()) for cell in cells])
        previous = line
    return tables


@pytest.fixture(scope="module")
def published() -> ap.Document:
    return document((PLANS / "us_fds_2021_actions.pdf").read_bytes())


def words(cell: str) -> str:
    return re.sub(r"[^a-z0-9]", "", cell.lower().replace("dec.", "december"))


def test_the_tables_of_the_published_plan_are_those_of_its_markdown(
    published: ap.Document,
) -> None:
    found = [rows(block) for block in published.blocks if block.rows]
    wanted = markdown_tables("us_fds_2021_agency_actions.md")
    wanted += markdown_tables("us_fds_2021_shared_actions.md")
    assert [len(table) for table in found] == [len(table) for table in wanted]
    assert sum(len(table) - 1 for table in found) == 21
    others = []
    for table, other in zip(found, wanted, strict=True):
        assert [words(cell) for cell in table[0]] == [words(cell) for cell in other[0]]
        for row, like in zip(table, other, strict=True):
            pairs = zip(row, like, strict=True)
            others += [(a, b) for a, b in pairs if words(a) != words(b)]
    assert others == [("Measure Annually", "Measured Annually")] * 2  # the editions differ


def test_the_published_plan_reads_to_its_milestones() -> None:
    plan = ap.read(PLANS / "us_fds_2021_actions.pdf")
    assert len(plan.measures) == 21
    assert plan["2.1"].deadline.due is not None
    assert plan["1.1"].deadline.text == "Measure Annually"
    assert plan["5.1"].deadline.text == "Annually in accordance with OMB Guidance"


def letters(text: str) -> Counter[str]:
    """What is no white space; raised figures as figures."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def test_every_character_that_another_extractor_finds_is_placed_or_named(
    published: ap.Document,
) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    content = pdfium.PdfDocument(str(PLANS / "us_fds_2021_actions.pdf"))
    pages = [content[at].get_textpage().get_text_bounded() for at in range(len(content))]
    found: Counter[str] = Counter()
    for block in published.blocks:
        found += letters(block.text)
        for row in block.rows:
            found += sum((letters(cell.text) for cell in row), Counter())
    running = [block.text for block in published.blocks if str(block.kind) in ("header", "footer")]
    repeated: Counter[str] = Counter()
    for problem in published.problems:
        if problem.code.endswith("_repeated"):
            (count,) = re.findall(r"on (\d+) pages", problem.message)
            (line,) = [line for line in running if line[:40] in problem.message]
            repeated += Counter({k: n * (int(count) - 1) for k, n in letters(line).items()})
    left = letters("".join(pages)) - found - repeated
    # Bullets open items; hyphens at line ends are named; page numbers stand once.
    assert set(left) <= set("\u2022-\u2010\u00ad\ufffe\x020123456789"), left
    assert sum(left.values()) < 60
