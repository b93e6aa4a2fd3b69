# SPDX-License-Identifier: Apache-2.0
"""Extracts the words and ruled cells of a PDF document, in a process of its own.

It gives: for each page its size, its
number of pictures, its words and its tables, each a list of cells.
"""

from __future__ import annotations

import io
import zlib
from types import SimpleNamespace
from typing import Any

from actionplan._core import ParseError
from actionplan.formats.blocks import need, refuse
from actionplan.formats.process import run

WORDS = {
    "x_tolerance_ratio": 0.2,
    "keep_blank_chars": False,
    "extra_attrs": ["fontname", "size"],
    "line_dir_rotated": "ltr",
    "char_dir_rotated": "btt",
    "expand_ligatures": True,
}
LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
MOST_EDGES = 20_000  # of a page: crossing rules cost their product

MOST_STREAM = 32 << 20  # bytes of one stream as it is inflated


def inflated(data: bytes) -> bytes:
    """As `zlib.decompress`, which trusts what it is given."""
    stream = zlib.decompressobj()
    out = stream.decompress(data, MOST_STREAM)
    if stream.unconsumed_tail:
        refuse(
            "limit",
            f"A stream of the PDF document inflates to more than the limit of {MOST_STREAM} bytes; "
            "save it anew.",
        )
    if not stream.eof:
        raise zlib.error("incomplete or truncated stream")
    return out


def words_of(page: Any) -> list[list[Any]]:
    """Upright words, and rotated ones, whose letters have no size of their own."""
    is_upright = [bool(char["upright"]) for char in page.chars]
    if all(is_upright):
        return [word_of(word) for word in page.extract_words(**WORDS)]
    upright = page.filter(lambda one: one.get("upright", True))
    rotated = page.filter(lambda one: not one.get("upright", True))
    found = rotated.extract_words(**{**WORDS, "extra_attrs": ["fontname", "upright"]})
    for word in found:
        word["size"] = word["x1"] - word["x0"]
    return [word_of(word) for word in (*upright.extract_words(**WORDS), *found)]


def word_of(word: dict[str, Any]) -> list[Any]:
    name = str(word["fontname"]).lower()
    is_bold = any(mark in name for mark in ("bold", "black", "heavy"))
    box = [round(float(word[side]), 2) for side in ("x0", "top", "x1", "bottom")]
    return [word["text"], *box, round(float(word["size"]), 1), is_bold, bool(word["upright"])]


def page_of(page: Any, most_characters: int) -> dict[str, Any]:
    """What stands on one page."""
    if len(page.chars) > most_characters:
        refuse("limit", f"Page {page.page_number} has more characters than the limit allows.")
    is_drawing = len(page.edges) > MOST_EDGES
    tables = [] if is_drawing else page.find_tables(LINES)
    found = {
        "width": float(page.width),
        "height": float(page.height),
        "characters": len(page.chars),
        "pictures": len(page.images),
        "curves": len(page.curves),
        "is_drawing": is_drawing,
        "words": words_of(page),
        "tables": [[[round(float(side), 2) for side in cell] for cell in t.cells] for t in tables],
    }
    page.close()
    return found


def extract(content: bytes, max_pages: int, max_characters: int) -> dict[str, Any]:
    plumber = need("pdfplumber", "pdfplumber", "A PDF document")
    errors = need("pdfminer.pdfdocument", "pdfminer.six", "A PDF document")
    bounded = SimpleNamespace(
        decompress=inflated, decompressobj=zlib.decompressobj, error=zlib.error
    )
    types: Any = need("pdfminer.pdftypes", "pdfminer.six", "A PDF document")
    types.zlib = bounded  # this process reads this document alone
    locked = (errors.PDFPasswordIncorrect, errors.PDFEncryptionError)
    try:
        document = plumber.open(io.BytesIO(content))
        if len(document.pages) > max_pages:
            refuse(
                "limit",
                f"The PDF document has {len(document.pages)} pages, more than the limit of "
                f"{max_pages}; split it.",
            )
        pages, left = [], max_characters
        for page in document.pages:
            pages.append(page_of(page, left))
            left -= pages[-1]["characters"]
    except (ParseError, MemoryError):
        raise
    except Exception as error:
        for cause in error.args:  # pdfplumber wraps what is raised below it
            if isinstance(cause, (ParseError, MemoryError)):
                raise cause from error
        if isinstance(error, locked) or any(isinstance(one, locked) for one in error.args):
            refuse(
                "encrypted",
                "The PDF document is protected by a password; save it without one.",
            )
        kind = type(error).__name__
        refuse("malformed", f"The PDF document cannot be read ({kind}); save it anew.")
    if not pages:
        refuse("malformed", "The PDF document has no page that can be read; save it anew.")
    return {"pages": pages}


if __name__ == "__main__":
    run(extract)
