# SPDX-License-Identifier: Apache-2.0
"""How deep a text would nest as an expression of Python, told before Python's parser sees it."""

from __future__ import annotations

import re

MOST_COMPARISONS = 64

# Texts first, since anything may stand in them. `\w` takes numbers, names and words.
_PIECE = re.compile(
    r"""(?P<text>"{3}.*?(?:"{3}|$)|'{3}.*?(?:'{3}|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)
    |(?P<word>\d[\w.]*|\w+)
    |(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)
    |(?P<compare>[<>=!]=|[<>](?![<>]))
    |(?P<operator>\*\*|//|<<|>>|[^\s])""",
    re.VERBOSE | re.DOTALL,
)
_PARTING = {"and", "or"}
_OPERATORS = {"not", "if", "else", "lambda", "await", "for"}


def nesting_of(text: str) -> tuple[int, int]:
    """At most how many levels of operators and parentheses lie in each other in a text, and how
    many comparisons stand in one chain. Too many rather than too few, in one pass."""
    levels = [0]  # operators so far, of each open parenthesis
    chains = [0]
    total = deepest = longest = 0
    for piece in _PIECE.finditer(text):
        kind, said = piece.lastgroup, piece.group()
        if kind == "operator" or (kind == "word" and said in _OPERATORS):
            levels[-1] += 1
            total += 1
        elif kind == "open":
            levels[-1] += 1
            total += 1
            levels.append(0)
            chains.append(0)
        elif kind == "close" and len(levels) > 1:
            total -= levels.pop()
            chains.pop()
        elif kind in ("compare", "comma") or said in _PARTING:
            total -= levels[-1]
            levels[-1] = 0
        if kind == "compare" or (kind == "word" and said in ("in", "is")):
            chains[-1] += 1
            longest = max(longest, chains[-1])
        elif kind == "comma" or (kind == "word" and said in _PARTING):
            chains[-1] = 0
        deepest = max(deepest, total)
    return deepest, longest


def has_prefixed_text(text: str) -> bool:
    """Is there a text in quotes with letters before it, in which more code may stand (f"{x}")?"""
    end = -1
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "text" and piece.start() == end:
            return True
        is_prefix = piece.lastgroup == "word" and re.fullmatch(r"[rbfutRBFUT]{1,2}", piece.group())
        end = piece.end() if is_prefix else -1
    return False
