# SPDX-License-Identifier: Apache-2.0
"""Words of a page become lines, and lines paragraphs; words divided at line ends are mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

_ITEM = re.compile(
    r"^(?:[•●▪■◦‣\u2043∙·\u2013\u2014*+✓➢]"
    r"|[-](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*"
)
_BULLET = re.compile(r"^[•●▪■◦‣\u2043∙·✓➢]\s*")
_HYPHENS = ("-", "\u00ad", "\u2010")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BAND = 8.0  # points
_MOST_IN_BAND = 64  # lines that cross a band; a page that has more of them is no text
_STOPS = (".", ":", ";", "!", "?")


@dataclass
class Word:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    is_bold: bool
    is_upright: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def is_right_to_left(text: str) -> bool:
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in ("R", "AL") for kind in kinds) > sum(kind == "L" for kind in kinds)


def words_of(raw: Iterable[Sequence[Any]]) -> list[Word]:
    """Words as they are read: those that are written from right to left in their own order."""
    out = []
    for text, *rest in raw:
        if is_right_to_left(text):
            text = unicodedata.normalize("NFKC", text[::-1])
        out.append(Word(text, *rest))
    return out


@dataclass
class Line:
    words: list[Word] = field(default_factory=list)
    text: str = ""

    def finish(self) -> Line:
        """Sets the text, in reading order, with raised figures as such."""
        self.size = max(self.words, key=lambda word: (len(word.text), word.size)).size
        upright = [word for word in self.words if word.size > 0.8 * self.size] or self.words
        self.top = min(word.top for word in upright)
        self.bottom = max(word.bottom for word in upright)
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        self.is_bold = all(word.is_bold for word in upright)
        letters = "".join(word.text for word in self.words)
        is_reversed = is_right_to_left(letters)
        ordered = sorted(self.words, key=lambda word: -word.x1 if is_reversed else word.x0)
        previous: Word | None = None
        for word in ordered:
            text = word.text
            is_raised = word.size < 0.8 * self.size and word.bottom < self.bottom - 0.1 * self.size
            if is_raised and text.isdecimal() and text.isascii():
                text = text.translate(_RAISED)
            gap = 0.0
            if previous is not None:
                gap = previous.x0 - word.x1 if is_reversed else word.x0 - previous.x1
            self.text += " " * (gap > 0.12 * self.size) + text
            previous = word
        self.item = bool(_ITEM.match(self.text))
        return self

    @property
    def first_width(self) -> float:
        return self.words[0].x1 - self.words[0].x0


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words that stand beside each other, from above. Rotated ones are a line each column."""
    lines: list[Line] = []
    bands: dict[int, list[tuple[Line, float, float]]] = {}  # lines by where they may go on
    upright = [word for word in words if word.is_upright]
    for word in sorted(upright, key=lambda word: (-word.size, word.top, word.x0)):
        for line, top, bottom in bands.get(round(word.middle / _BAND), [])[:_MOST_IN_BAND]:
            if top <= word.middle <= bottom:
                line.words.append(word)
                break
        else:
            line = Line([word])
            lines.append(line)
            first, last = round(word.top / _BAND), round(word.bottom / _BAND)
            for band in range(first, min(last, first + _MOST_IN_BAND) + 1):
                bands.setdefault(band, []).append((line, word.top, word.bottom))
    for line in lines:
        line.words.sort(key=lambda word: word.x0)
    columns: dict[int, Line] = {}
    for word in sorted(
        (word for word in words if not word.is_upright), key=lambda word: (word.x0, -word.bottom)
    ):
        columns.setdefault(round(word.x0 / 3), Line()).words.append(word)
    for line in columns.values():
        line.finish()
        line.text = " ".join(word.text for word in line.words)
    return sorted([*(line.finish() for line in lines), *columns.values()], key=_place_of)


def _place_of(line: Line) -> tuple[float, float]:
    return (line.top, line.x0)


def paragraphs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that belong together: of one size, near each other, none an item of its own."""
    groups: list[list[Line]] = []
    right = max((line.x1 for line in lines), default=0.0)
    for line in lines:
        if groups and _goes_on(groups[-1], line, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[Line], line: Line, right: float) -> bool:
    last = group[-1]
    if line.item or abs(line.size - last.size) > 0.6 or line.is_bold != last.is_bold:
        return False
    if line.top - last.bottom > 0.7 * line.size or line.top < last.top:
        return False
    has_room = right - last.x1 > line.first_width + 0.5 * line.size
    return not (has_room and last.text.endswith(_STOPS))


class Mender:
    """Joins lines, and words that were divided at the end of one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = {word.strip(".,;:()[]“”\"'").lower() for word in words}

    def join(self, lines: Sequence[Line], right: float | None = None) -> tuple[str, list[str]]:
        """The text of the lines, and the words that were mended, as they stand.

        Args:
            lines: From above.
            right: Where there would be room in a cell: a line that ends a sentence before it is
                followed by a line break.
        """
        text, mended = "", []
        previous: Line | None = None
        for line in lines:
            piece = line.text
            if previous is None:
                text = _BULLET.sub("", piece) if len(lines) and _is_marked(lines) else piece
            elif line.item or (right is not None and _ends_early(previous, line, right)):
                text += "\n" + piece
            elif text.endswith(_HYPHENS) and piece[:1].islower() and text[-2:-1].isalpha():
                head, tail = text.rpartition(" ")[2].rpartition("\n")[2], piece.split(" ")[0]
                text = self._mended(text, head, tail) + piece
                if not text.endswith(head + piece):
                    mended.append(f"{head} {tail}")
            elif text.endswith(("/", "\u2014")):
                text += piece
            else:
                text += " " + piece
            previous = line
        return text, mended

    def _mended(self, text: str, head: str, tail: str) -> str:
        bare = tail.strip(".,;:()[]“”\"'").lower()
        stem = head[:-1].strip(".,;:()[]“”\"'").lower()
        if (
            head.endswith("-")
            and stem + bare not in self._known
            and f"{stem}-{bare}" in self._known
        ):
            return text  # a hyphen of its own
        return text[:-1]


def _is_marked(lines: Sequence[Line]) -> bool:
    return sum(bool(_BULLET.match(line.text)) for line in lines) == 1


def _ends_early(previous: Line, line: Line, right: float) -> bool:
    if line.top - previous.bottom > 0.9 * line.size:
        return True
    room = right - previous.x1
    return previous.text.endswith(_STOPS) and room > line.first_width + 0.5 * line.size
