# SPDX-License-Identifier: Apache-2.0
"""One letter changed: a deadline is read the same, or not, or its new word is a known one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted((ROOT / "tests" / "data").glob("deadline_wordings*.tsv"))
ROMAN = re.compile(r"[ivx\u0456\u0443\u0445\u043f\u0448]+")


def wordings() -> list[tuple[str, str]]:
    found = []
    for table in TABLES:
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, language = line.split("\t")[:2]
                found.append((text.replace("\\n", "\n"), language))
    return found


WORDINGS = wordings()
ALPHABETS = {
    language: "".join(
        sorted({c for text, of in WORDINGS if of == language for c in text if c.isalpha()})
    )
    for language in {of for _, of in WORDINGS}
}


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("\u0131", "i")
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache
def lexicon(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a language, and the endings that some of them take."""
    words: set[str] = set()
    endings: set[str] = set()
    for name in ("deadline.tsv", "calendar.tsv"):
        file = ROOT / "src" / "read" / "words" / language / name
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            if line.startswith("#"):
                continue
            meaning, *columns = line.split("\t")
            forms = columns if name == "calendar.tsv" else columns[0].split(" | ")
            found = {word for form in forms for word in re.findall(r"\w+", fold(form))}
            (endings if meaning.startswith("suffix:") else words).update(found)
    return frozenset(words), frozenset(endings)


def is_known(word: str, language: str) -> bool:
    words, endings = lexicon(language)
    word = re.sub(r"\d+", "", fold(word))
    return (
        len(word) <= 1
        or word in words
        or word in endings
        or ROMAN.fullmatch(word) is not None
        or (word[:1] in words and ROMAN.fullmatch(word[1:]) is not None)
        or any(word.endswith(e) and word[: -len(e)] in words for e in endings)
    )


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str, str]:
    text, language = draw(st.sampled_from(WORDINGS))
    letters = [i for i, c in enumerate(text) if c.isalpha()]
    if not letters:
        return text, text, language
    at = draw(st.sampled_from(letters))
    kind = draw(st.sampled_from(["other", "left out", "twice", "swapped"]))
    if kind == "other":
        letter = draw(st.sampled_from(ALPHABETS[language]))
    else:
        letter = {"left out": "", "twice": 2 * text[at]}.get(kind, text[at])
    changed = text[:at] + letter + text[at + 1 :]
    if kind == "swapped" and text[at + 1 : at + 2].isalpha():
        changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text, changed, language


def reading(text: str, language: str) -> tuple[object, ...]:
    deadline = ap.read_deadline(text, language=language)
    return deadline.kind, deadline.start, deadline.due, deadline.due_latest, deadline.cadence


@settings(max_examples=2000, deadline=None, derandomize=True)
@given(slips())
def test_a_changed_letter_is_read_the_same_or_not_at_all(slip: tuple[str, str, str]) -> None:
    text, changed, language = slip
    got = reading(changed, language)
    if got[0] == "no_date" or got == reading(text, language):
        return
    said = map(ap.find_assumption, ap.read_deadline(changed, language=language).assumptions)
    if any(found and found.pattern.id == "month_slip" for found in said):
        return  # a month is read by a slip, which an assumption says
    before = {fold(word) for word in re.findall(r"\w+", text)}
    new = [word for word in re.findall(r"\w+", changed) if fold(word) not in before]
    assert all(is_known(word, language) for word in new), (text, changed, got)
