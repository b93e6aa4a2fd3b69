# SPDX-License-Identifier: Apache-2.0
"""reStructuredText, XLS, and what LibreOffice converts."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from made_documents import docx, p, tbl, tc, tr
from made_xls import compound, xls

import actionplan as ap
from actionplan import formats, readers
from actionplan.formats import blocks, office

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"


def rows(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def shown(found: ap.Document) -> list[tuple[str, int, str]]:
    return [(str(block.kind), block.level, block.text) for block in found.blocks]


def rst(text: str) -> ap.Document:
    return ap.read_document(text.encode(), name="plan.rst")


def refused(content: bytes, name: str, **limits: int) -> str:
    with pytest.raises(ap.ParseError) as caught:
        ap.read_document(content, name=name, limits=ap.ReadLimits(**limits))
    assert str(caught.value).endswith(".")
    return str(caught.value.code)


# reStructuredText


def test_sections_lists_and_notes_of_rst() -> None:
    found = rst(
        "Plan\n====\n\nText over\ntwo lines [1]_.\n\nPart\n----\n\n**All bold**\n\n"
        "- **By 2024** - do *it*\n  well - **A1**\n\n  - inner\n\n"
        ":Deadline: 2024\n:Lead: Ministry\n\n.. a comment\n\n.. [1] A note.\n"
    )
    assert shown(found) == [
        ("heading", 1, "Plan"),
        ("paragraph", 0, "Text over two lines [1]."),
        ("heading", 2, "Part"),
        ("heading", 3, "All bold"),
        ("item", 1, "By 2024 - do it well - A1"),
        ("item", 2, "inner"),
        ("table", 0, ""),
        ("note", 0, "[1] A note."),
    ]
    assert rows(found.blocks[6]) == [["Deadline", "2024"], ["Lead", "Ministry"]]
    assert found.blocks[4].place == ap.Place(12, 1)


def test_tables_of_rst_have_spans() -> None:
    found = rst(
        "+----+---------+----------+\n| No | Measure | Deadline |\n+====+=========+==========+\n"
        "| 1  | Build   | 2021     |\n+----+---------+          |\n| 2  | Mend    |          |\n"
        "+----+---------+----------+\n| Both               | 2022     |\n".replace(
            "| Both               |", "| Both         |"
        )
        + "+--------------+----------+\n"
    )
    (table,) = found.blocks
    assert rows(table) == [
        ["No", "Measure", "Deadline"], ["1", "Build", "2021"], ["2", "Mend", ""],
        ["Both", "", "2022"],
    ]  # fmt: skip
    assert table.rows[1][2].row_span == 2
    assert table.rows[2][2].marks == ("covered",)
    assert table.rows[3][0].column_span == 2
    assert len(ap.interpret(found).measures) >= 2


def test_struck_words_of_rst_are_left_out_and_unknown_markup_is_told() -> None:
    found = rst(".. role:: strike\n\nKeep :strike:`old` new :ref:`x`.\n\n.. toctree::\n\n   a\n")
    assert found.blocks[0].text.startswith("Keep  new") or found.blocks[0].text.startswith(
        "Keep new"
    )
    assert "old" not in found.blocks[0].text
    codes = [problem.code for problem in found.problems]
    assert "struck_text" in codes
    assert codes.count("markup_unknown") >= 2


def test_no_file_is_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words", encoding="utf-8")
    found = rst(
        f"Text\n\n.. include:: {secret}\n\n.. csv-table::\n   :file: {secret}\n\n"
        f".. raw:: html\n   :file: {secret}\n"
    )
    assert "secret words" not in "".join(block.text for block in found.blocks)


def test_hostile_rst_is_refused_or_read() -> None:
    assert refused("".join(" " * i + "x\n\n" for i in range(200)).encode(), "a.rst") == "limit"
    assert refused(b"x\n" * (2 << 20), "a.rst") == "limit"
    bomb = ".. |a0| replace:: " + "x" * 100 + "\n"
    bomb += "".join(f".. |a{i}| replace:: {f'|a{i - 1}| ' * 10}\n" for i in range(1, 12))
    assert rst(bomb + "\n|a11|\n").blocks is not None
    assert rst(".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a|\n").problems
    assert len(ap.read_document(b"ab\xff\n==\n", name="a.rst").blocks) == 1


@pytest.mark.parametrize(
    ("name", "items", "first"),
    [
        ("it_pianotriennale_2020_cap2_pa.rst", 13, "Da gennaio 2021 - Le PA individuano"),
        ("it_pianotriennale_cap1_rtd.rst", 32, None),
    ],
)
def test_the_bullets_of_the_italian_plans(name: str, items: int, first: str | None) -> None:
    found = ap.read_document((PLANS / name).read_bytes(), name=name)
    bullets = [block.text for block in found.blocks if str(block.kind) == "item"]
    assert len(bullets) == items
    assert first is None or (bullets[0].startswith(first) and bullets[0].endswith("CAP2.PA.LA01"))


@pytest.mark.parametrize(
    "name", ["it_pianotriennale_2020_cap2_pa.rst", "it_pianotriennale_cap1_rtd.rst"]
)
def test_every_letter_of_an_rst_source_is_placed(name: str) -> None:
    source = (PLANS / name).read_text("utf-8")
    source = re.sub(r"^\.\. _.*$", "", source, flags=re.MULTILINE)  # addresses of links and names
    source = re.sub(r"\s*<[^<>]*>`_", "`_", source)
    found = ap.read_document((PLANS / name).read_bytes(), name=name)
    texts = [block.text for block in found.blocks]
    texts += [cell.text for block in found.blocks for row in block.rows for cell in row]
    wanted = Counter(letter for letter in source if letter.isalpha())
    assert wanted - Counter("".join(texts)) == Counter()


# XLS

SHEET = [
    ["No", "Measure", "Deadline", "Share"],
    [1.0, "Çıxış", 44196.0, 0.8],
    [2.0, "Mend", "2022"],
]


def test_the_cells_of_xls_are_read_as_stored_and_said_so() -> None:
    found = ap.read_document(
        xls({"Plan": SHEET, "Liste": [["x"]]}, hidden=["Liste"]), name="plan.xls"
    )
    first, second = found.blocks
    assert rows(first)[1] == ["1", "Çıxış", "2020-12-31", "0.8"]
    assert found.parts == ("Plan", "Liste")
    assert second.rows[0][0].marks == ("hidden",)
    assert [problem.code for problem in found.problems] == ["stored_value", "stored_value"]
    assert found.problems[0].place == ap.Place(2, 4, 0)
    plan = ap.interpret(found)
    assert str(plan["1"].deadline.due) == "2020-12-31"


def test_merged_cells_of_xls_cover_others() -> None:
    content = xls(
        {"Plan": [["Section", "", ""], *[row[:3] for row in SHEET]]}, merged=[(0, 0, 0, 2)]
    )
    (table,) = ap.read_document(content, name="plan.xls").blocks
    assert table.rows[0][0].column_span == 3
    assert table.rows[0][1].marks == ("covered",)


def test_hostile_xls_is_refused_with_a_code() -> None:
    whole = xls({"Plan": SHEET})
    assert refused(whole, "a.xls", max_document_bytes=100) == "limit"
    assert refused(compound("EncryptedPackage", b"x"), "a.xlsx") == "encrypted"
    assert refused(compound("Workbook", b"x"), "a.xls") == "malformed"
    chance = random.Random(2026)
    outcomes = set()
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 10)):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        try:
            ap.read_document(bytes(data[: chance.choice([len(data), 2000])]), name="a.xls")
            outcomes.add("read")
        except ap.ParseError as error:
            outcomes.add(str(error.code))
    assert "malformed" in outcomes
    assert outcomes <= {"read", "malformed", "limit", "unsupported", "encrypted"}


# DOC and RTF

RTF = (
    rb"{\rtf1\ansi{\b Plan}\par\trowd\cellx2000\cellx5000\cellx8000\intbl No\cell Measure\cell "
    rb"Deadline\cell\row\trowd\cellx2000\cellx5000\cellx8000\intbl 1\cell Build\cell 2021\cell\row"
    rb"\pard after\par}"
)
needs_docx = pytest.mark.skipif(
    "docx" not in ap.document_formats(), reason="built without minizip or expat"
)
FAKE = """#!{python}
import pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
assert "--headless" in sys.argv and sys.argv[-1].endswith({suffix!r})
profile = [one for one in sys.argv if one.startswith("-env:UserInstallation=file://")]
assert pathlib.Path(profile[0].split("file://")[1], "user", "registrymodifications.xcu").is_file()
{body}
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for programs, without LibreOffice."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(office, "_MAC", str(tmp_path / "none"))
    return folder


def put(folder: Path, suffix: str, body: str) -> None:
    path = folder / "soffice"
    path.write_text(FAKE.format(python=sys.executable, suffix=suffix, body=body), encoding="utf-8")
    path.chmod(0o755)


@needs_docx
def test_a_document_is_converted_by_what_is_installed(program: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(
        docx(tbl(tr(tc(p("Measure")), tc(p("Deadline"))), tr(tc(p("x")), tc(p("2021")))))
    )
    put(program, ".rtf", f"(folder / 'source.docx').write_bytes(open({str(made)!r}, 'rb').read())")
    plan = ap.read(RTF)
    assert plan.measures[0].title == "x"
    assert "converted" in [problem.code for problem in plan.problems]
    put(program, ".doc", f"(folder / 'source.docx').write_bytes(open({str(made)!r}, 'rb').read())")
    assert ap.read(compound("WordDocument", b"x")).measures[0].title == "x"


@needs_docx
@pytest.mark.usefixtures("program")
def test_where_there_is_no_libreoffice_a_sentence_says_so() -> None:
    with pytest.raises(ap.ParseError, match="LibreOffice, which is not installed") as caught:
        ap.read(RTF)
    assert caught.value.code == "unsupported"


def is_gone(process: int) -> bool:
    """Has it ended, waited for or not?"""
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "ZX"


@needs_docx
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_what_libreoffice_cannot_convert_is_refused(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(program, ".rtf", "sys.exit(1)")
    assert refused(RTF, "a.rtf") == "malformed"
    started = tmp_path / "started"
    put(
        program,
        ".rtf",
        "import subprocess\n"
        f"inner = subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(started)!r}).write_text(str(inner.pid))\n"
        "inner.wait()",
    )
    monkeypatch.setattr(office, "SECONDS", 5.0)
    assert refused(RTF, "a.rtf") == "limit"
    assert is_gone(int(started.read_text())), "what it started goes on"
    with pytest.raises(ap.Cancelled):
        ap.read_document(RTF, name="a.rtf", cancel=lambda: True)


@needs_docx
@pytest.mark.skipif(
    office.find_program() is None or shutil.which("lowriter") is None,
    reason="LibreOffice Writer is not installed",
)
def test_libreoffice_reads_rtf() -> None:
    plan = ap.read(RTF)
    assert plan["1"].title == "Build"
    assert plan["1"].deadline.text == "2021"


# Readers on demand


def test_a_package_that_is_missing_is_named_with_its_extra() -> None:
    with pytest.raises(ap.ParseError, match=r"pip install 'actionplan\[formats\]'") as caught:
        blocks.need("no_such_module", "no-such-package", "A document")
    assert caught.value.code == "unsupported"


def test_nothing_is_imported_until_a_file_needs_it() -> None:
    import subprocess

    code = (
        "import sys, actionplan as ap, actionplan.readers\n"
        "from actionplan import formats\n"
        "[reader.sniff('x', b'x') for reader in formats.readers()]\n"
        "heavy = {'pdfplumber', 'pdfminer', 'docutils', 'ruamel', 'python_calamine'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_readers_of_the_package_are_asked_before_those_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Other:
        id = "other"

        def sniff(self, name: str, content: bytes) -> bool:
            return True

        def read(self, name: str, content: bytes, limits: ap.ReadLimits) -> ap.Document:
            return ap.Document([ap.Block("paragraph", "other")])

    monkeypatch.setattr(readers, "installed", lambda: iter([Other()]))
    found = ap.read_document(b"a: b\nc: d\n", name="a.yaml")
    assert found.blocks[0].rows
    assert (
        ap.read_document(b"\x89PNG\r\n\x1a\n" + b"\0" * 9, name="a.png").blocks[0].text == "other"
    )


def test_each_reader_has_an_id_and_a_name() -> None:
    for key, reader in zip(formats.READERS, formats.readers(), strict=True):
        assert reader.id == key
        assert reader.name  # type: ignore[attr-defined]


def test_what_docutils_says_of_markup_is_no_text_of_a_cell() -> None:
    row = "+-----------+-----------+"
    cells = ["Subject   | Census   ", "Time      | 2017     ", "Players   | Office   "]
    lines = [f"| {cell} |\n{row}" for cell in [*cells, "Result    | ---      "]]
    text = "\n".join(["Plan", "====", "", row, *lines, ""])
    document = ap.read_document(text.encode(), name="a.rst")
    texts = [cell.text for block in document.blocks for line in block.rows for cell in line]
    assert texts[-1] == "---"


def test_lines_with_labels_are_cards_in_text_and_markdown(tmp_path: Path) -> None:
    text = (
        "National Action Plan 2024-2026\n\nAction 1: Publish data\nResponsible: Office\n"
        "Deadline: 31 December 2024\n\nAction 2: Train staff\nResponsible: Office, Fund\n"
        "Deadline: June 2025\n"
    )
    for name in ("plan.txt", "plan.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        plan = ap.read(tmp_path / name)
        assert [(measure.number, measure.title) for measure in plan.measures] == [
            ("1", "Publish data"),
            ("2", "Train staff"),
        ], name
        assert str(plan.measures[1].deadline.due) == "2025-06-30", name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.html",
            "<h1>Plan</h1><ol start='4'><li>Build - by June 2024</li>"
            "<li>March 2024 - train</li><li>By 2025, buy</li></ol>",
        ),
        ("a.md", "# Plan\n\n4. Build - by June 2024\n5. March 2024 - train\n6. By 2025, buy\n"),
    ],
)
def test_numbers_of_lists_are_those_of_measures(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    plan = ap.read(tmp_path / name)
    assert [(measure.number, measure.title) for measure in plan.measures] == [
        ("4", "Build"),
        ("5", "train"),
        ("6", "buy"),
    ]
    assert str(plan.measures[1].deadline.due) == "2024-03-31"


def test_numbers_that_a_list_does_not_show_are_none() -> None:
    text = (
        "<h1>Plan</h1><ol style='list-style: none'><li>Build - by 2024</li><li>Train - by 2025</li>"
        "</ol><ol><li>7. Buy - by 2026</li></ol>"
    )
    document = ap.read_document(text.encode(), name="a.html")
    items = [block.text for block in document.blocks if str(block.kind) == "item"]
    assert items == ["Build - by 2024", "Train - by 2025", "7. Buy - by 2026"]
