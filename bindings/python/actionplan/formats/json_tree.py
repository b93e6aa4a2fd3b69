# SPDX-License-Identifier: Apache-2.0
"""JSON of others, as trees of keys and texts: open data, what an interface answers.

A plan as the library itself writes it names its schema, and is read before this is asked. Nothing
is made of the values: a number stays as it is written, and each has its line and column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from actionplan._core import Place
from actionplan.formats.blocks import BLOCK_BYTES, Builder, refuse
from actionplan.formats.tree import Node, Scalar, TreeBlocks, TreeList, TreeMapping

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

MOST_BYTES = 16 << 20
DEEPEST = 64
_TOKEN = re.compile(
    r"([{}\[\],:])"
    r'|("[^"\\]*(?:\\.[^"\\]*)*")'
    r"|(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n]*")
_OWN_NAMES = (b'"actionplan/', b'"actionplan\\/')
_OWN_KEYS = (b'"measures"', b'"agencies"', b'"sections"')
"""All of them stand in a plan of the library, whose reader says what is missing in it."""


class _Token(NamedTuple):
    mark: str
    value: str
    place: Place


class JsonTree:
    """JSON of others."""

    id = "json_tree"
    name = "JSON of others"
    extensions = (".json", ".geojson")

    def sniff(self, name: str, content: bytes) -> bool:
        if not name.lower().endswith(self.extensions):
            return False
        start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
        is_own = any(name in content for name in _OWN_NAMES)
        is_own = is_own or all(key in content for key in _OWN_KEYS)
        return start[:1] in (b"{", b"[") and not is_own

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        if len(content) > MOST_BYTES:
            refuse(
                "limit",
                f"The JSON has {len(content)} bytes, more than the limit of {MOST_BYTES}; "
                "split it.",
            )
        builder = Builder(limits, [name or "json"], cancel)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            refuse("malformed", f"The JSON is not UTF-8 at byte {error.start}; save it as UTF-8.")
        tree = _Parser(builder, text).tree()
        _check(text)
        TreeBlocks(builder).add(tree)
        return builder.document(has_text_places=True)


def _check(text: str) -> None:
    """Refuses what is no JSON though its tokens make a tree: a comma, colon or value too few."""
    try:
        json.loads(text, strict=False, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        refuse(
            "malformed",
            f"The JSON cannot be read in line {error.lineno}: {error.msg}; mend it there.",
        )


class _Parser:
    """Makes a tree of the tokens, with a stack of its own."""

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder = builder
        self.text = text

    def tree(self) -> Node:
        tokens = self._tokens()
        stack: list[TreeList | TreeMapping] = []
        keys: list[Scalar | None] = []
        for token in tokens:
            node: Node | None = None
            into = stack[-1] if stack else None
            if token.mark in ("}", "]"):
                if not stack or isinstance(into, TreeMapping) != (token.mark == "}"):
                    self._refuse(token.place, f'a "{token.mark}" closes nothing')
                node = stack.pop()
                keys.pop()
                into = stack[-1] if stack else None
            elif token.mark in ("{", "["):
                if len(stack) == DEEPEST:
                    refuse("limit", f"The JSON is more than {DEEPEST} levels deep; flatten it.")
                self.builder.charge(BLOCK_BYTES)
                opened: TreeList | TreeMapping = (
                    TreeMapping(place=token.place)
                    if token.mark == "{"
                    else TreeList([], token.place)
                )
                stack.append(opened)
                keys.append(None)
                continue
            elif token.mark in (",", ":"):
                continue
            else:
                self.builder.charge(BLOCK_BYTES + len(token.value))
                node = Scalar(token.value, token.place)
            if into is None:
                self._end(tokens)
                return node
            if isinstance(into, TreeList):
                into.items.append(node)
            elif keys[-1] is None:
                keys[-1] = self._key(node, token.place)
            else:
                self._enter(into, keys[-1], node)
                keys[-1] = None
        return refuse("malformed", "The JSON ends before it is complete; get the whole file.")

    def _key(self, node: Node, place: Place) -> Scalar:
        if isinstance(node, Scalar):
            return node
        return self._refuse(place, "a list or an object stands as a key")

    def _enter(self, into: TreeMapping, key: Scalar, node: Node) -> None:
        if key.text in into.names:
            self.builder.report(
                "key_repeated",
                f'The key "{key.text[:80]}" stands twice in one object; both are kept.',
                key.place,
                "warning",
            )
        into.add(key, node)

    def _tokens(self) -> Iterator[_Token]:
        at = line_start = 0
        line = 1
        while True:
            begin = self._after_space(at)
            breaks = self.text.count("\n", at, begin)
            if breaks:
                line += breaks
                line_start = self.text.rfind("\n", at, begin) + 1
            if begin == len(self.text):
                return
            place = Place(line, begin - line_start + 1)
            found = _TOKEN.match(self.text, begin)
            if found is None:
                self._refuse(place, f"{self.text[begin : begin + 20]!r} is no JSON")
            mark, string, word = found.groups()
            if mark:
                yield _Token(mark, "", place)
            elif string:
                yield _Token("", self._unquoted(string, place), place)
                line += string.count("\n")
            else:
                yield _Token("", "" if word == "null" else word, place)
            at = found.end()

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _unquoted(self, string: str, place: Place) -> str:
        try:
            value = str(json.loads(string, strict=False))
        except ValueError:
            self._refuse(place, "a text holds an escape that is none")
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _end(self, tokens: Iterator[_Token]) -> None:
        further = next(tokens, None)
        if further is not None:
            self._refuse(further.place, "something follows on its end")

    def _refuse(self, place: Place, why: str) -> NoReturn:
        refuse("malformed", f"The JSON cannot be read in line {place.line}: {why}; mend it there.")
