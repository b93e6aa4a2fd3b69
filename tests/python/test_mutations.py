# SPDX-License-Identifier: Apache-2.0
"""What is written in Python and takes anything from anyone, by seeded mutations of what is sound.

Each case takes a few hundred of them, the same on every run; where ACTIONPLAN_MUTATION_SECONDS is
set (script/fuzz), as many as that time allows, each run others.
"""

from __future__ import annotations

import json
import os
import random
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import made_documents as made
import made_stores
import pytest

import actionplan as ap
from actionplan import forms, mapping, microdata
from actionplan.microdata.expression import compile_expression
from actionplan.site import publish, verify_folder
from actionplan.site.check import check_folder
from actionplan.site.links import FileNames
from actionplan.site.manifest import HEADS, MANIFEST, SIGNATURE, parse_heads, parse_manifest
from actionplan.survey.expression import Expression
from actionplan.survey.formula import _Parser

ROUNDS = 300
SECONDS = float(os.environ.get("ACTIONPLAN_MUTATION_SECONDS", "0"))
ODD = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"..", b"../", b"\r\n", b'"', b"'", b'"""',
    b"[", b"]", b"{", b"}", b"[[", b"=", b".", b",", b":", b"1e999", b"-0", b"NaN", b"null",
    b"true", b"\\u0000", b"\\ud800", b"(", b")", b"*", b"<", b" and ", b" not ", b" in ",
    b"if_else(", b"\\",
)  # fmt: skip


def mutations(sound: bytes, seed: int, rounds: int = ROUNDS) -> Iterator[bytes]:
    """Changed copies: bytes flipped, cut, doubled, moved, and odd ones put in."""
    rng = random.Random(seed if not SECONDS else secrets.randbits(64))
    end = time.monotonic() + SECONDS
    number = 0
    while number < rounds or time.monotonic() < end:
        number += 1
        data = bytearray(sound)
        for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
            at = rng.randrange(len(data) + 1)
            size = min(len(data) - at, rng.choice((1, 2, 8, 64, 1000)))
            kind = rng.randrange(6)
            if kind == 0 and at < len(data):
                data[at] ^= 1 << rng.randrange(8)
            elif kind == 1:
                del data[at : at + size]
            elif kind == 2:
                data[at:at] = data[at : at + size] * rng.choice((1, 2, 50))
            elif kind == 3:
                piece = bytes(data[at : at + size])
                del data[at : at + size]
                to = rng.randrange(len(data) + 1)
                data[to:to] = piece
            elif kind == 4:
                del data[at:]
            else:
                data[at:at] = rng.choice(ODD) * rng.choice((1, 1, 1, 3, 300))
        yield bytes(data)


def refused_in_a_sentence(call: Callable[[], object]) -> bool:
    """Did it give a value? What it raises is of the family, one sentence, without control
    characters that no caller asked for."""
    said = ""
    try:
        call()
    except ap.Error as error:
        said = str(error)
        assert said.endswith((".", "…", "?")), said
    return not said


MAPPING = b"""# How it is read.
layout = "table"
language = "en"
decimal = ","
columns = {"Nr" = "number", 'What' = "title"}
[dates]
order = "day_first"
weekend = ["friday"]
events = [{name = "start", day = 2017-01-01, source = "x"}]
[[tables]]
number = 1
header_row = 2
columns = {"Wer" = "agencies", 3 = "deadline"}
[[cells]]
measure = "1.1"
field = "deadline"
was = '''soon'''
text = "2017"
[[agencies]]
name = "MoJ"
names = ["Ministry of Justice"]
"""
SPEC = b"""[survey]
title = "Trust"
level = 0.9
by = ["region"]
[design]
weights = "w"
strata = "s"
clusters = ["c"]
domain = "age >= 18 and not missing(q1)"
[missing]
q1 = [8, 9]
[[indicators]]
id = "trust"
numerator = "q1 in (1, 2) or (q2 < 3 and q3 != 'no')"
unit = "%"
scale = 100
[[tables]]
id = "t"
rows = ["q1"]
"""
EXPRESSION = (
    b"if_else(col('q 1') in (1, 2.5), min(a, -b) * 3, abs(c) / 2) >= 1 "
    b"and not (d == 'x' or missing(e))"
)
ARITHMETIC = b"log(`odd name` + 1) / (a.b - 2) ** 2 * I_x ^ 3 >= -sqrt(x)"
FORMULA = b"y ~ 0 + a * b:c + C(d) + log(e) + I(f ** 2) + `odd name`"


def _toml(data: bytes) -> bool:
    return refused_in_a_sentence(lambda: mapping.loads(data.decode("utf-8", "replace")))


def _spec(data: bytes) -> bool:
    return refused_in_a_sentence(lambda: microdata.parse_spec(data.decode("utf-8", "replace")))


def _expression(data: bytes) -> bool:
    return refused_in_a_sentence(lambda: compile_expression(data.decode("utf-8", "replace")))


def _arithmetic(data: bytes) -> bool:
    return refused_in_a_sentence(lambda: Expression(data.decode("utf-8", "replace")))


def _formula(data: bytes) -> bool:
    return refused_in_a_sentence(lambda: _Parser(data.decode("utf-8", "replace")).parse())


@pytest.mark.parametrize(
    ("sound", "take"),
    [(MAPPING, _toml), (SPEC, _spec), (EXPRESSION, _expression), (ARITHMETIC, _arithmetic),
     (FORMULA, _formula)],
    ids=["mapping", "specification", "expression", "arithmetic", "formula"],
)  # fmt: skip
def test_texts(sound: bytes, take: Callable[[bytes], bool]) -> None:
    taken = [take(data) for data in mutations(sound, 22, 1500)]
    assert 0 < sum(taken) < len(taken)


def test_what_is_taken_as_an_expression_is_computed() -> None:
    np = pytest.importorskip("numpy")
    columns = {name: np.array([1.0, np.nan, -2.0, 0.0]) for name in ("a.b", "x", "odd name", "I_x")}
    for data in mutations(ARITHMETIC, 23, 800):
        try:
            found = Expression(data.decode("utf-8", "replace"))
            if set(found.names) <= set(columns):
                found.value(lambda name: columns[name])
        except ap.InvalidArgument:
            continue


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutations")
    store = made_stores.az_store(folder / "az.db")
    return publish(store, folder / "site", as_of="2018-09-30").path


def test_a_published_folder(site: Path, tmp_path: Path) -> None:
    """A manifest or list of heads that was changed is refused, or a problem is found."""
    folder = Path(shutil.copytree(site, tmp_path / "site"))
    key = "RWSIK1EsDOIl3PIti9r3O3qX8SZfFKKD2z0NKI0lsdy+u5ngZkHx+0CK"
    for name in (MANIFEST, HEADS):
        sound = (site / name).read_bytes()
        for data in mutations(sound, 24, 40):
            (folder / name).write_bytes(data)
            found: list[ap.Problem] = []
            is_read = refused_in_a_sentence(lambda: found.extend(verify_folder(folder)))  # noqa: B023
            assert data == sound or found or not is_read, data
            assert all(one.message.endswith((".", ".)")) for one in found), found
            (folder / SIGNATURE).write_bytes(data[:3000])
            refused_in_a_sentence(lambda: check_folder(folder, key=key))
            (folder / SIGNATURE).unlink()
        (folder / name).write_bytes(sound)
    assert verify_folder(folder) == []


def test_parsers_of_a_published_folder(site: Path) -> None:
    manifest = (site / MANIFEST).read_bytes()
    head = (
        manifest[: manifest.index(b'"index.html"')] + b'"a": {"sha256": "b", "bytes": 1}\n  }\n}\n'
    )
    json.loads(head)
    taken = []
    for data in mutations(head, 25, 2000):
        taken.append(refused_in_a_sentence(lambda data=data: parse_manifest(data, "x")))
    assert any(taken)
    for data in mutations((site / HEADS).read_bytes() * 2, 26, 2000):
        refused_in_a_sentence(lambda data=data: parse_heads(data, "x"))


def test_names_of_files() -> None:
    """Each id has a name of its own, which is safe in every file system and address."""
    safe = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
    names = FileNames()
    made_so: dict[str, str] = {}
    for data in mutations(b"4.1.3 ../con.A b", 27, 3000):
        text = data.decode("utf-8", "surrogateescape")
        name = names[text]
        assert safe.fullmatch(name), (text, name)
        assert len(name) <= 120
        assert not name.endswith(".")
        made_so[text] = name
        # Ids that look like names that were made.
        made_so[name] = names[name]
    assert len({name.lower() for name in made_so.values()}) == len(made_so)


EVIDENCE = (
    '<sheetData><row r="1"><c r="A1" t="str"><v>indicator</v></c>'
    '<c r="B1" t="inlineStr"><is><t>value</t></is></c><c r="C1" t="str"><v>period</v></c>'
    '<c r="D1" t="str"><v>reporter</v></c><c r="E1" t="str"><v>source</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>1.1/1</v></c><c r="B2"><v>0.8</v></c>'
    '<c r="C2" t="n"><f>1+1</f><v>2017</v></c><c r="D2" t="str"><v>A</v></c>'
    '<c r="E2" t="str"><v>doc</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A3:B4"/></mergeCells>'
)


def test_evidence_in_a_workbook(tmp_path: Path) -> None:
    """By its sheet, since a changed archive is mostly refused by its checksums; and by these."""
    openpyxl = pytest.importorskip("openpyxl")
    openpyxl.Workbook().save(tmp_path / "made.xlsx")
    with zipfile.ZipFile(tmp_path / "made.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = tmp_path / "a.xlsx"
    taken = 0
    for number, data in enumerate(mutations(EVIDENCE.encode(), 28)):
        parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{made.SHEET}">'.encode() + data
        parts["xl/worksheets/sheet1.xml"] += b"</worksheet>"
        book = bytearray(made.archive(dict(parts)))
        if number % 5 == 0:
            rng = random.Random(number)
            book[rng.randrange(len(book))] ^= 1 << rng.randrange(8)
        file.write_bytes(book)

        def read() -> None:
            rows = forms.read_evidence(file, recorded_on="2018-01-01")
            assert len(rows.entries) == len(rows.lines)
            assert all(problem.message for problem in rows.problems)

        taken += refused_in_a_sentence(read)
    assert taken > 10


@pytest.mark.parametrize("text", ["''", "quoted__7", "`a`5", "`a``b`", "a + 'x'"])
def test_what_once_failed_as_arithmetic(text: str) -> None:
    """A text alone, and names like those that stand for names in backticks."""
    with pytest.raises((ap.InvalidArgument, KeyError)):
        Expression(text).value({"a": 1.0}.__getitem__)
    assert Expression("`a` + quoted__7").names == ["a", "quoted__7"]
