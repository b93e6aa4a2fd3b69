# SPDX-License-Identifier: Apache-2.0
"""PDF documents: ruled tables, and the headings and paragraphs around them, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from actionplan._core import Place
from actionplan.formats import process
from actionplan.formats.blocks import BLOCK_BYTES, Builder, need, refuse
from actionplan.formats.pdf_lines import Line, Mender, lines_of, paragraphs_of, words_of
from actionplan.formats.pdf_tables import MOST_CELLS, Grid, grid_of, same_columns

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

MAX_PAGES = 5000
MOST_CURVES = 100  # drawn letters, or a chart
_NUMERAL = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


class Page:
    """One page: its lines outside of tables, and its tables, from above."""

    def __init__(self, number: int, raw: dict[str, Any], mender: Mender) -> None:
        self.number = number
        self.height: float = raw["height"]
        self.has_pictures = raw["pictures"] > 0 or raw["curves"] > MOST_CURVES
        self.is_drawing: bool = raw["is_drawing"]
        words = words_of(raw["words"])
        self.has_text = bool(words)
        self.has_rotated = any(not word.is_upright for word in words)
        self.tables: list[Grid] = []
        for cells in raw["tables"]:
            grid, words = grid_of(cells, words, mender)
            if grid is not None:
                self.tables.append(grid)
            self.is_drawing = self.is_drawing or (grid is None and len(cells) > MOST_CELLS // 2)
        self.lines = lines_of(words)
        self.running: list[Line] = []  # page headers and footers


class Pdf:
    """PDF documents, by pdfplumber, in a process of its own."""

    id = "pdf"
    name = "PDF document"
    extensions = (".pdf",)

    def sniff(self, name: str, content: bytes) -> bool:
        return content[:1024].find(b"%PDF-") >= 0

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        need("pdfplumber", "pdfplumber", "A PDF document")
        options = {"max_pages": MAX_PAGES, "max_characters": limits.max_document_bytes // 32}
        raw = process.extract(
            "actionplan.formats.pdf_pages", content, options, "The PDF document", cancel
        )["pages"]
        mender = Mender(word[0] for page in raw for word in page["words"])
        builder = Builder(limits, [f"page {at}" for at in range(1, len(raw) + 1)], cancel)
        pages = []
        for at, page in enumerate(raw):
            builder.charge(BLOCK_BYTES * len(page["words"]))
            pages.append(Page(at, page, mender))
        if not any(page.has_text for page in pages):
            refuse(
                "no_plan",
                f"The PDF document holds no text, but {len(pages)} pages of pictures or drawings; "
                "give one with text, or let a program recognise it.",
            )
        _Reading(builder, pages, mender).run()
        return builder.document()


def _top_of(one: Line | Grid) -> float:
    return one.top


class _Reading:
    def __init__(self, builder: Builder, pages: list[Page], mender: Mender) -> None:
        self.builder = builder
        self.pages = pages
        self.mender = mender
        self.set_running_lines()
        sizes: Counter[float] = Counter()
        for page in pages:
            for line in page.lines:
                sizes[line.size] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 0.0
        large = sorted({size for size in sizes if size > 1.15 * self.body}, reverse=True)
        self.levels = {size: at for at, size in enumerate(large, 1)}
        self.below = len(large) + 1
        # With the page that it reaches and its position among the blocks: notes at the foot of a
        # page stand behind the table that goes on above them.
        self.open_table: tuple[Grid, int, int] | None = None

    def run(self) -> None:
        running: dict[str, tuple[Line, Page, str, int]] = {}
        for page in self.pages:
            self.report_page(page)
            for line in page.running:
                key = _NUMERAL.sub("0", line.text)
                kind = "header" if line.top < page.height / 2 else "footer"
                first = running.get(key, (line, page, kind, 0))
                running[key] = (*first[:3], first[3] + 1)
            self.read_page(page)
        self.close_table()
        for line, page, kind, count in running.values():
            place = Place(1 if kind == "header" else 9999, 1, page.number)
            self.builder.text(kind, line.text, place)
            if count > 1:
                self.builder.report(
                    f"page_{kind}_repeated",
                    f'The page {kind} "{line.text[:80]}" stands on {count} pages, but for '
                    "numerals, and was read once.",
                    place,
                )

    def set_running_lines(self) -> None:
        """Lines that stand on several pages at the same height, near the edge."""
        seen: dict[tuple[str, int], list[tuple[Page, Line]]] = {}
        for page in self.pages:
            for line in page.lines:
                if not 0.12 * page.height < line.top < 0.88 * page.height:
                    key = (_NUMERAL.sub("0", line.text), round(line.top / 4))
                    seen.setdefault(key, []).append((page, line))
        least = 3 if len(self.pages) > 4 else 2
        for found in seen.values():
            if len(found) >= least:
                for page, line in found:
                    page.lines.remove(line)
                    page.running.append(line)

    def report_page(self, page: Page) -> None:
        place = Place(1, 1, page.number)
        which = f"Page {page.number + 1}"
        if not page.has_text and page.has_pictures:
            self.builder.report(
                "page_without_text",
                f"{which} has a picture and no text, so nothing of it was read; let a program "
                "recognise its text.",
                place,
                "warning",
            )
        if page.has_rotated:
            self.builder.report(
                "rotated_text", f"{which} has rotated text, read from below upwards.", place
            )
        if page.is_drawing:
            self.builder.report(
                "rules_left_out",
                f"{which} has too many rules to look for tables; its text was read as paragraphs.",
                place,
                "warning",
            )

    def read_page(self, page: Page) -> None:
        line = 0
        pending: list[Line] = []
        rest: list[Line | Grid] = sorted([*page.lines, *page.tables], key=_top_of)
        for one in rest:
            if isinstance(one, Line):
                pending.append(one)
                continue
            line = self.add_paragraphs(page, pending, line)
            pending = []
            line += 1
            self.add_table(page, one, line)
        self.add_paragraphs(page, pending, line)

    def add_paragraphs(self, page: Page, lines: list[Line], number: int) -> int:
        for group in paragraphs_of(lines):
            number += 1
            place = Place(number, 1, page.number)
            text, mended = self.mender.join(group)
            kind, level = self.kind_of(group, page)
            if kind != "note":
                self.close_table()
            self.builder.text(kind, text, place, level=level)
            self.report_mended(mended, place)
        return number

    def kind_of(self, group: list[Line], page: Page) -> tuple[str, int]:
        first = group[0]
        text = " ".join(line.text for line in group)
        if first.size in self.levels and len(text) < 300:
            return "heading", self.levels[first.size]
        is_small = first.size < 0.87 * self.body
        if is_small and first.top > page.height / 2 and re.match(r"[\d*†¹²³⁰-⁹]", text):
            return "note", 0
        if first.item:
            return "item", 1
        is_title = all(line.is_bold for line in group) and len(text) < 200
        if is_title and not text.endswith((".", ";", ",", ":")) and first.size >= self.body:
            return "heading", self.below
        return "paragraph", 0

    def add_table(self, page: Page, grid: Grid, number: int) -> None:
        if grid.is_box:
            self.close_table()
            self.builder.text("text_box", grid.text(), Place(number, 1, page.number))
            return
        if self.open_table is not None:
            before, reached, position = self.open_table
            if reached == page.number - 1 and same_columns(before, grid):
                self.join(before, grid, page)
                self.open_table = (before, page.number, position)
                return
        self.close_table()
        grid.place = Place(number, 1, page.number)
        grid.stamp(page.number, 1)
        self.open_table = (grid, page.number, len(self.builder.blocks))

    def join(self, before: Grid, grid: Grid, page: Page) -> None:
        place = Place(1, 1, page.number)
        grid.stamp(page.number, 1)
        same = grid.repeated_header(before)
        if same:
            self.builder.report(
                "header_repeated",
                f"The table goes on on page {page.number + 1}, where its header row stands again "
                "and was left out.",
                place,
            )
        else:
            self.builder.report(
                "table_joined",
                f"The table at the top of page {page.number + 1} has the columns of the one before "
                "it and was read as going on with that one.",
                place,
            )
        before.rows.extend(grid.rows[same:])
        before.mended.extend(grid.mended)

    def close_table(self) -> None:
        if self.open_table is None:
            return
        grid, _, position = self.open_table
        self.open_table = None
        rows = [
            [
                self.builder.cell(
                    cell.text,
                    cell.place,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    marks=["covered"] if cell.is_covered else [],
                )
                for cell in row
            ]
            for row in grid.rows
        ]
        self.builder.table(rows, grid.place, position)
        for text, cell in grid.mended:
            self.report_mended([text], cell.place)

    def report_mended(self, mended: list[str], place: Place) -> None:
        for original in mended:
            self.builder.report(
                "hyphenation_mended",
                f'The word "{original}" is divided at the end of a line and was joined.',
                place,
            )
