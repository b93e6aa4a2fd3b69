# SPDX-License-Identifier: Apache-2.0
"""YAML, and Markdown or HTML below front matter, as trees of keys and texts.

The events of ruamel.yaml are read, not its objects: nothing is constructed, and a value stays the
text that the file shows. References are copied, and charged as often as they stand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from actionplan._core import ParseError, Place
from actionplan.formats.blocks import BLOCK_BYTES, Builder, need, refuse
from actionplan.formats.tree import Node, Scalar, TreeBlocks, TreeList, TreeMapping

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

MOST_BYTES = 4 << 20
DEEPEST = 64
MOST_COPIES = 200_000  # of values, for references to them
_FRONT = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_LINK = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'>\s]*)["']?[^>]*>(.*?)</a>""", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class TreeReader:
    """Reads trees from the events of a YAML stream."""

    def __init__(self, builder: Builder, part: int, first_line: int = 1) -> None:
        self.builder = builder
        self.part = part
        self.first_line = first_line
        self.anchors: dict[str, Node | None] = {}
        self.copies = 0

    def trees(self, content: bytes, what: str) -> list[Node]:
        """One tree for each document of the stream.

        Raises:
            ParseError: it is no YAML (`malformed`), or beyond a limit (`limit`).
        """
        ruamel = need("ruamel.yaml", "ruamel.yaml", "YAML")
        if len(content) > MOST_BYTES:
            refuse(
                "limit",
                f"{what} has {len(content)} bytes, more than the limit of {MOST_BYTES}; split it.",
            )
        yaml = ruamel.YAML(typ="safe", pure=True)
        try:
            return list(self._documents(iter(yaml.parse(content))))
        except ruamel.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f" in line {mark.line + self.first_line}" if mark is not None else ""
            reason = getattr(error, "problem", None) or "it is no YAML"
            refuse("malformed", f"{what} cannot be read{line}: {reason}; mend it there.")
        except ParseError:
            raise
        except (RecursionError, ValueError) as error:
            refuse("malformed", f"{what} cannot be read: {error}; mend it there.")

    def place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(mark.line + self.first_line, mark.column + 1, self.part)

    def _documents(self, events: Iterator[Any]) -> Iterator[Node]:
        stack: list[TreeList | TreeMapping] = []
        anchors: list[str | None] = []
        keys: list[Scalar | None] = []
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                self.anchors.clear()
            elif kind in ("SequenceStartEvent", "MappingStartEvent"):
                if len(stack) == DEEPEST:
                    refuse("limit", f"The YAML is more than {DEEPEST} levels deep; flatten it.")
                place = self.place(event)
                self.builder.charge(BLOCK_BYTES)
                is_list = kind == "SequenceStartEvent"
                stack.append(TreeList([], place) if is_list else TreeMapping(place=place))
                anchors.append(event.anchor)
                keys.append(None)
                if event.anchor:
                    self.anchors[event.anchor] = None  # a reference to what is not closed yet
            elif kind in ("SequenceEndEvent", "MappingEndEvent"):
                node: Node = stack.pop()
                keys.pop()
                anchor = anchors.pop()
                if anchor:
                    self.anchors[anchor] = node
                if not stack:
                    yield node
                else:
                    self._put(stack[-1], keys, node)
            elif kind in ("ScalarEvent", "AliasEvent"):
                node = self._scalar(event) if kind == "ScalarEvent" else self._referred(event)
                if not stack:
                    yield node
                else:
                    self._put(stack[-1], keys, node)

    def _scalar(self, event: Any) -> Scalar:
        self.builder.charge(BLOCK_BYTES + len(event.value))
        is_null = event.style is None and event.value in ("~", "null", "Null", "NULL")
        scalar = Scalar("" if is_null else event.value, self.place(event))
        if event.anchor:
            self.anchors[event.anchor] = scalar
        return scalar

    def _referred(self, event: Any) -> Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            refuse(
                "malformed",
                f"The YAML refers to {event.anchor!r} in line "
                f"{event.start_mark.line + self.first_line}, which does not stand before it; "
                "write it out.",
            )
        return self._copied(found, 0)

    def _copied(self, node: Node, depth: int) -> Node:
        if depth > DEEPEST:
            refuse("limit", f"The YAML is more than {DEEPEST} levels deep; flatten it.")
        self.copies += 1
        if self.copies > MOST_COPIES:
            refuse(
                "limit",
                f"References in the YAML make more than {MOST_COPIES} values; write them out.",
            )
        if isinstance(node, Scalar):
            self.builder.charge(BLOCK_BYTES + len(node.text))
            return node
        self.builder.charge(BLOCK_BYTES)
        if isinstance(node, TreeList):
            return TreeList([self._copied(item, depth + 1) for item in node.items], node.place)
        copy = TreeMapping(place=node.place)
        for key, value in node.entries:
            copy.add(key, self._copied(value, depth + 1))
        return copy

    def _put(self, into: Node, keys: list[Scalar | None], node: Node) -> None:
        if isinstance(into, TreeList):
            into.items.append(node)
            return
        if not isinstance(into, TreeMapping):
            return
        key = keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self.builder.report(
                    "key_left_out",
                    "A list or mapping stands as a key; it is named by its place.",
                    node.place,
                    "warning",
                )
                node = Scalar(f"line {node.place.line}", node.place)
            keys[-1] = node
            return
        keys[-1] = None
        self._enter(into, key, node)

    def _enter(self, into: TreeMapping, key: Scalar, node: Node) -> None:
        if key.text == "<<":
            for one in node.items if isinstance(node, TreeList) else [node]:
                if isinstance(one, TreeMapping):
                    for name, value in one.entries:
                        if name.text not in into.names:
                            into.add(name, value)
            return
        if key.text in into.names:
            self.builder.report(
                "key_repeated",
                f'The key "{key.text[:80]}" stands twice in one mapping; both are kept.',
                key.place,
                "warning",
            )
        into.add(key, node)


def without_markup(text: str) -> tuple[str, bool]:
    """HTML within a value as its text: breaks are lines, links their text and address."""
    if "<" not in text:
        return text, False
    shown = _BREAK.sub("\n", text)

    def link(match: re.Match[str]) -> str:
        address, label = match[1], _TAG.sub("", match[2]).strip()
        return address if label in ("", address) else f"{label} ({address})"

    shown = _TAG.sub("", _LINK.sub(link, shown))
    return (html.unescape(shown), True) if shown != text else (text, False)


def clean(node: Node) -> int:
    """Takes the markup out of all values; how many had any."""
    if isinstance(node, Scalar):
        node.text, has_markup = without_markup(node.text)
        return int(has_markup)
    inner = node.items if isinstance(node, TreeList) else [value for _, value in node.entries]
    return sum(clean(one) for one in inner)


def report_markup(builder: Builder, count: int, place: Place) -> None:
    if count:
        builder.report(
            "markup_read",
            f"{count} values hold HTML, which was read as text: breaks as lines, links as their "
            "text and address.",
            place,
        )


class Yaml:
    """YAML."""

    id = "yaml"
    name = "YAML"
    extensions = (".yaml", ".yml")

    def sniff(self, name: str, content: bytes) -> bool:
        return name.lower().endswith(self.extensions) or content.startswith(b"%YAML ")

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        builder = Builder(limits, [name or "yaml"], cancel)
        blocks = TreeBlocks(builder)
        for tree in TreeReader(builder, 0).trees(content, "The YAML"):
            blocks.add(tree)
        return builder.document(has_text_places=True)


def split_front_matter(content: bytes) -> tuple[bytes, str, int] | None:
    """The front matter, the text below it and the line on which that begins; None without one."""
    found = _FRONT.match(content)
    if found is None or b":" not in found[1]:
        return None
    body = content[found.end() :].decode("utf-8", errors="replace")
    return found[1], body, content.count(b"\n", 0, found.end()) + 1


class FrontMatter:
    """Text below front matter in YAML, as generators of sites keep it."""

    id = "front_matter"
    name = "Front matter"
    extensions = (".md", ".markdown", ".html")

    def sniff(self, name: str, content: bytes) -> bool:
        has_name = not name or name.lower().endswith((*self.extensions, ".txt"))
        return (
            has_name
            and content[:8].lstrip(b"\xef\xbb\xbf").startswith(b"---")
            and (split_front_matter(content[:MOST_BYTES]) is not None)
        )

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        builder = Builder(limits, [name or "front matter"], cancel)
        tree, body = front_matter_of(builder, content, 0)
        TreeBlocks(builder).add(tree)
        if body.text:
            line = body.place.line
            for piece in re.split(r"(\n[ \t]*\n)", body.text):
                builder.text("paragraph", piece, body.place.replace(line=line))
                line += piece.count("\n")
        return builder.document(has_text_places=True)


def front_matter_of(builder: Builder, content: bytes, part: int) -> tuple[TreeMapping, Scalar]:
    """The tree of the front matter, and the text below it, without markup."""
    split = split_front_matter(content)
    if split is None:
        refuse(
            "malformed", "The file has no front matter between two lines of ---; add the second."
        )
    front, text, line = split
    place = Place(line, 1, part)
    trees = TreeReader(builder, part, first_line=2).trees(front, "The front matter")
    tree = (
        trees[0]
        if trees and isinstance(trees[0], TreeMapping)
        else TreeMapping(place=Place(1, 1, part))
    )
    body = Scalar(text.strip(), place)
    report_markup(builder, clean(tree) + clean(body), Place(1, 1, part))
    return tree, body
