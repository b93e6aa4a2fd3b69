# SPDX-License-Identifier: Apache-2.0
"""The page's own words in the languages that it speaks; in English they stand in the sources."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

import actionplan as ap
from actionplan.review.work import HEADINGS

__all__ = ["messages", "messages_in"]

_CALL = re.compile(r"""(?<![\w.])t\((?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_MARK = re.compile(r"\{\{_ ([^}]+)\}\}")
_WORDS: tuple[Any, ...] = (
    ap.ColumnUse, ap.Role, ap.Force, ap.DeadlineKind, ap.NoDateReason, ap.IndicatorKind,
    ap.TextUse, ap.Severity,
)  # fmt: skip


def messages_in(language: str) -> tuple[str, dict[str, str]]:
    """The language of the page for a document's, and its words by those in English."""
    code = re.split(r"[-_]", language)[0].lower()
    file = resources.files("actionplan.review") / "locale" / f"{code}.json"
    if not re.fullmatch(r"[a-z]{2,3}", code) or not file.is_file():
        return "en", {}
    return code, json.loads(file.read_text("utf-8"))


def messages() -> list[str]:
    """All that a catalogue translates, in the order of the sources."""
    folder = resources.files("actionplan.review") / "static"
    said = [
        *_MARK.findall((folder / "review.html").read_text("utf-8")),
        *(one or other for one, other in _CALL.findall((folder / "review.js").read_text("utf-8"))),
        *HEADINGS,
        *(str(word) for words in _WORDS for word in words),
    ]
    return list(dict.fromkeys(said))
