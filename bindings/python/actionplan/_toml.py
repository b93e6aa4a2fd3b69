# SPDX-License-Identifier: Apache-2.0
"""TOML from anyone: bounded before it is parsed, since the parser's time grows with the square of
the parts of a key and its stack with the levels of arrays and inline tables."""

from __future__ import annotations

import re
import sys
from typing import Any

from actionplan._core import ParseError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MOST_CHARACTERS = 1 << 22
MOST_KEY_PARTS = 16
MOST_KEY_CHARACTERS = 1024
MOST_LEVELS = 32

# What a text of TOML is made of, each read in one step; what fits none is left to the parser.
_PIECE = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)
    |(?P<text>\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|'{3}(?:[^']|'{1,2}(?!'))*'{3,5}
    |"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?)
    |(?P<bare>[^\s.=\[\]{},"'\#]+)
    |(?P<mark>[.=\[\]{},\n])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def parse_toml(text: str, what: str) -> dict[str, Any]:
    """The tables of a text of TOML, in time that grows with its length alone.

    Args:
        text: The TOML.
        what: What it is, as messages begin: "The mapping".

    Raises:
        ParseError: it is none, or has more characters, levels or parts of a key than is allowed.
    """
    refused = _excess(text)
    if refused:
        raise ParseError(f"{what} is no TOML that is taken: it has {refused}; write it in fewer.")
    try:
        tables: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ParseError(f"{what} is no TOML: {error}.") from None
    except (RecursionError, ValueError):  # of a number with too many digits
        raise ParseError(f"{what} is no TOML: a value is too deep or too long.") from None
    return tables


def _excess(text: str) -> str:
    """What the text has too much of, and where; empty: nothing."""
    if len(text) > MOST_CHARACTERS:
        return f"more than {MOST_CHARACTERS} characters"
    levels = parts = 0
    for piece in _PIECE.finditer(text):
        kind, said = piece.lastgroup, piece.group()
        found = ""
        if kind == "bare" and len(said) > MOST_KEY_CHARACTERS:
            found = f"a word of {len(said)} characters"
        elif kind == "mark":
            parts = parts + 1 if said == "." else 0
            levels = max(0, levels + (said in "[{") - (said in "]}"))
            if parts >= MOST_KEY_PARTS:
                found = f"a key of more than {MOST_KEY_PARTS} parts"
            elif levels > MOST_LEVELS:
                found = f"more than {MOST_LEVELS} levels in each other"
        if found:
            line = text.count("\n", 0, piece.start()) + 1
            return f"{found} in line {line}"
    return ""
