#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads documents to cells beside the library that Python programs read the same format with, and
says how much memory it took; then from cells to a plan.

Usage: documents.py FILE... (DOCX, XLSX, ODS, Markdown, HTML, CSV). Without files: the plan of
examples/data, its DOCX as it is, and its table as CSV, HTML and Markdown, 100 times over. In turns,
the median of 7; a rival that finds another number of cells is printed with its own. `memory` is how
much more a process held at most than before it read, beside 3 times what is in the file, inflated,
and 16 MiB.
"""

from __future__ import annotations

import csv
import html
import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import actionplan as ap

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "examples" / "data" / "az-nap-2016-2018"
TURNS = 7


def cells_of(document: ap.Document) -> int:
    """Cells with a text."""
    return sum(
        bool(cell.text.strip()) for block in document.blocks for row in block.rows for cell in row
    )


def by_docx(path: Path) -> int:
    import docx

    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    return sum(
        bool(cell.text.strip())
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    )


def by_openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(
        value is not None and str(value).strip() != ""
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    )


def by_calamine(path: Path) -> int:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return sum(
        str(value).strip() != ""
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=True)
        for value in row
    )


def by_markdown_it(path: Path) -> int:
    import markdown_it

    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8"))
    opened = {"td_open", "th_open"}
    return sum(
        token.type in opened and bool(tokens[at + 1].content.strip())
        for at, token in enumerate(tokens)
    )


def by_lxml(path: Path) -> int:
    import lxml.html

    page = lxml.html.fromstring(path.read_bytes())
    return sum(bool(cell.text_content().strip()) for cell in page.iter("td", "th"))


def by_csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(bool(value.strip()) for row in csv.reader(file) for value in row)


# Of each format the rivals, and how many times as fast this library is to be.
RIVALS: dict[str, list[tuple[str, Callable[[Path], int], float]]] = {
    ".docx": [("python-docx", by_docx, 5)],
    ".xlsx": [("openpyxl, read only", by_openpyxl, 5), ("calamine", by_calamine, 0.7)],
    ".ods": [("calamine", by_calamine, 0.7)],
    ".md": [("markdown-it", by_markdown_it, 3)],
    ".html": [("lxml", by_lxml, 1)],
    ".csv": [("csv", by_csv, 1)],
}


def took_ms(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    made = work()
    took = (time.perf_counter() - begin) * 1000
    del made
    return took


def inflated(path: Path) -> int:
    if not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())


def peak_mib(path: Path) -> float:
    run = [sys.executable, __file__, "--peak", str(path)]
    return float(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def held_kib(what: str) -> int:
    """`VmRSS`: now; `VmHWM`: at most."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1])
    raise OSError("only Linux tells what memory a process held")


def print_peak(path: Path) -> None:
    data = path.read_bytes()
    ap.read_document(b"a,b\n1,2\n", name="warm.csv")
    Path("/proc/self/clear_refs").write_text("5")  # the highest is counted from here
    before = held_kib("VmRSS")
    document = ap.read_document(data, name=path.name)
    print((held_kib("VmHWM") - before) / 1024)
    del document


def measure(path: Path) -> None:
    data = path.read_bytes()
    cells = cells_of(ap.read_document(data, name=path.name))
    size = inflated(path)
    print(f"\n{path.name}: {cells:,} cells, {size / 2**20:.1f} MiB inflated")
    rivals = RIVALS[path.suffix]
    ours: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name, _, _ in rivals}
    for _ in range(TURNS):
        ours.append(took_ms(lambda: ap.read_document(data, name=path.name)))
        for name, count, _ in rivals:
            theirs[name].append(took_ms(lambda count=count: count(path)))  # type: ignore[misc]
    mine = statistics.median(ours)
    print(f"  {'actionplan, to cells':28} {mine:9.1f} ms")
    for name, count, wanted in rivals:
        found = count(path)
        other = "" if found == cells else f"  ({found:,} cells)"
        ratio = statistics.median(theirs[name]) / mine
        verdict = "reached" if ratio >= wanted else "not reached"
        print(f"  {name:28} {ratio * mine:9.1f} ms  {ratio:6.1f} x, {wanted} {verdict}{other}")
    most = 3 * size / 2**20 + 16
    print(f"  {'memory':28} {peak_mib(path):9.1f} MiB, at most {most:.1f}")
    try:
        reading = ap.read_all(path)
    except ap.ParseError as error:
        print(f"  no plan: {error}")
        return
    whole = statistics.median(took_ms(lambda: ap.read_all(path)) for _ in range(TURNS))
    count = len(reading.plan.measures)
    if count:
        each = (whole - mine) * 1000 / count
        print(f"  {'cells to a plan':28} {each:9.1f} us for each of {count:,} measures")


def made_files(folder: Path) -> list[Path]:
    """The table of the plan in other formats, long enough to be measured."""
    document = ap.read_document(PLAN.with_suffix(".docx").read_bytes(), name="plan.docx")
    rows = [[cell.text for cell in row] for block in document.blocks for row in block.rows]
    rows = rows[:1] + rows[1:] * 100
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (folder / "plan.csv").write_text(text.getvalue(), "utf-8")
    lines = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows]
    page = "<table>\n<tr>" + "</tr>\n<tr>".join(lines) + "</tr>\n</table>"
    (folder / "plan.html").write_text(f"<!DOCTYPE html><title>A plan</title>\n{page}\n", "utf-8")
    marked = [
        "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in row) + " |"
        for row in rows
    ]
    rule = "|" + " --- |" * len(rows[0])
    (folder / "plan.md").write_text("\n".join([marked[0], rule, *marked[1:]]) + "\n", "utf-8")
    return [folder / "plan.csv", folder / "plan.html", folder / "plan.md"]


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        print_peak(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        given = [Path(name) for name in sys.argv[1:]]
        for path in given or [PLAN.with_suffix(".docx"), *made_files(Path(folder))]:
            measure(path)


if __name__ == "__main__":
    main()
