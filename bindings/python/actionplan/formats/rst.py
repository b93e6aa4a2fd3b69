# SPDX-License-Identifier: Apache-2.0
"""reStructuredText, by docutils: headings, lists, tables, fields and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from actionplan._core import Cell, Place
from actionplan.formats.blocks import Builder, need, refuse, seen

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

MOST_BYTES = 2 << 20
DEEPEST = 40  # levels of indentation, which docutils follows by recursion
_STRUCK = {"strike", "strikethrough", "line-through", "del", "deleted", "struck"}
_UNDERLINED = re.compile(r"^\S[^\n]*\n([=\-~^\"'`#*+:.])\1{2,}[ \t]*$", re.MULTILINE)
_MARKUP = re.compile(r"^\.\. |^[-*] +\*\*|`[^`\n]+ <[^>\n]+>`_", re.MULTILINE)
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "_disable_config": True,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "smart_quotes": False,
}


class Rst:
    """reStructuredText."""

    id = "rst"
    name = "reStructuredText"
    extensions = (".rst", ".rest")

    def sniff(self, name: str, content: bytes) -> bool:
        lower = name.lower()
        if lower.endswith(self.extensions):
            return True
        if lower and not lower.endswith(".txt"):
            return False
        start = content[:65536].decode("utf-8", errors="replace").replace("\r\n", "\n")
        return bool(_UNDERLINED.search(start)) and bool(_MARKUP.search(start))

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        core = need("docutils.core", "docutils", "reStructuredText")
        if len(content) > MOST_BYTES:
            refuse(
                "limit",
                f"The reStructuredText has {len(content)} bytes, more than the limit of "
                f"{MOST_BYTES}; split it.",
            )
        text = content.decode("utf-8-sig", errors="replace")
        _check_depth(text)
        builder = Builder(limits, [name or "rst"], cancel)
        try:
            tree = core.publish_doctree(text, settings_overrides=_SETTINGS)
            _Blocks(builder).add_all(tree, 0)
        except RecursionError:
            refuse("limit", "The reStructuredText is nested too deeply; flatten it.")
        for message in [*tree.parse_messages, *tree.transform_messages]:
            _report(builder, message)
        return builder.document(has_text_places=True)


def _check_depth(text: str) -> None:
    depth: list[int] = []
    for line in text.split("\n"):
        bare = line.lstrip(" \t>*-+|")
        if not bare:
            continue
        indent = len(line) - len(bare)
        while depth and depth[-1] >= indent:
            depth.pop()
        depth.append(indent)
        if len(depth) > DEEPEST:
            refuse("limit", f"The reStructuredText is more than {DEEPEST} levels deep; flatten it.")


def _report(builder: Builder, message: Any) -> None:
    if message.get("level", 0) >= 2:
        line = message.get("line") or 1
        said = message.astext().rpartition(") ")[2].split("\n")[0][:160]
        builder.report(
            "markup_unknown",
            f"The markup in line {line} was not understood, and read as text: {said}",
            Place(line, 1),
        )


class _Blocks:
    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.line = 1
        self.struck = False

    def add_all(self, node: Any, level: int, depth: int = 0) -> None:
        for child in node.children:
            self.add(child, level, depth)

    def add(self, node: Any, level: int, depth: int) -> None:
        """The blocks of a node.

        Args:
            node: Of docutils.
            level: Of the section that it stands in; 0 outside of any.
            depth: Lists that it stands in.
        """
        kind = type(node).__name__
        if getattr(node, "line", None):
            self.line = node.line
        handler = getattr(self, f"_add_{kind}", None)
        if kind in ("comment", "target", "substitution_definition", "system_message", "meta"):
            return
        if handler is not None:
            handler(node, level, depth)
        elif kind in ("paragraph", "rubric", "line", "literal_block", "attribution", "caption"):
            self._add_text(node, level, depth)
        elif kind == "Text":
            self.builder.text("paragraph", str(node), self.place)
        else:
            self.add_all(node, level, depth)

    @property
    def place(self) -> Place:
        return Place(self.line, 1)

    def text_of(self, node: Any) -> str:
        """What a person sees: without struck words."""
        if type(node).__name__ == "Text":
            return str(node)
        kind = type(node).__name__
        if kind == "system_message":
            return ""
        if kind == "image":
            return str(node.get("alt", ""))
        if kind == "footnote_reference":
            return f"[{node.astext()}]"
        if _STRUCK & set(node.get("classes", ())):
            self.struck = True
            return ""
        return "".join(self.text_of(child) for child in node.children)

    def flat(self, node: Any) -> str:
        """The text on one line, but for those of literal blocks."""
        self.struck = False
        text = self.text_of(node)
        if self.struck:
            self.builder.report(
                "struck_text", "Struck words were left out, as a person reads it.", self.place
            )
        if type(node).__name__ == "literal_block":
            return text
        return re.sub(r"\s*\n\s*", " ", text)

    def _add_text(self, node: Any, level: int, depth: int) -> None:
        is_title = (
            depth == 0
            and len(node.children) == 1
            and type(node.children[0]).__name__ == "strong"
            and type(node.parent).__name__ in ("section", "document")
        )
        if type(node).__name__ == "rubric" or is_title:
            self.builder.text("heading", self.flat(node), self.place, level=level + 1)
        else:
            self.builder.text("paragraph", self.flat(node), self.place)

    def _add_section(self, node: Any, level: int, depth: int) -> None:
        self.add_all(node, level + 1, depth)

    def _add_title(self, node: Any, level: int, depth: int) -> None:
        kind = "heading" if type(node.parent).__name__ == "section" else "paragraph"
        self.builder.text(kind, self.flat(node), self.place, level=level)

    def _add_list_item(self, node: Any, level: int, depth: int) -> None:
        """Its paragraphs are one item; lists and tables within it follow."""
        place = Place(node.line or self.line, 1)
        is_text = [type(child).__name__ in ("paragraph", "line_block") for child in node.children]
        texts = [self.flat(c) for c, plain in zip(node.children, is_text, strict=True) if plain]
        self.builder.text("item", "\n".join(texts), place, level=depth + 1)
        for child, plain in zip(node.children, is_text, strict=True):
            if not plain:
                self.add(child, level, depth + 1)

    def _add_definition_list_item(self, node: Any, level: int, depth: int) -> None:
        parts = [re.sub(r"\s*\n\s*", " ", child.astext()) for child in node.children]
        self.builder.text("paragraph", ": ".join(parts), self.place)

    def _add_footnote(self, node: Any, level: int, depth: int) -> None:
        label, *texts = [self.flat(child) for child in node.children]
        self.builder.text("note", " ".join([f"[{label}]", *texts]), self.place)

    _add_citation = _add_footnote

    def _add_field_list(self, node: Any, level: int, depth: int) -> None:
        """Names and texts are a table of two columns."""
        rows = []
        for field in node.children:
            line = field.line or self.line
            cells = [self.flat(child) for child in field.children]
            rows.append([self.builder.cell(text, Place(line, 1)) for text in cells])
        self.builder.table(rows, rows[0][0].place if rows else self.place)

    _add_docinfo = _add_field_list

    def _add_image(self, node: Any, level: int, depth: int) -> None:
        self.builder.report(
            "picture_left_out",
            f'The picture "{str(node.get("uri", ""))[:80]}" was not read.',
            self.place,
        )
        self.builder.text("paragraph", str(node.get("alt", "")), self.place)

    def _add_table(self, node: Any, level: int, depth: int) -> None:
        rows: list[list[Cell]] = []
        start = self.place
        open_: dict[int, int] = {}  # rows that a cell above still covers, by column
        for row in node.findall(lambda one: type(one).__name__ == "row"):
            line: list[Cell] = []
            entries = list(row.children)
            while entries or any(open_.get(at, 0) for at in range(len(line), 64)):
                column = len(line)
                if open_.get(column, 0):
                    open_[column] -= 1
                    line.append(self.builder.cell("", self.place, marks=["covered"]))
                    continue
                if not entries:
                    break
                line.extend(self._cells(entries.pop(0), column, open_))
            rows.append(line)
        for child in node.children:
            if type(child).__name__ == "title":
                self.builder.text("paragraph", self.flat(child), start)
        self.builder.table(rows, start)

    def _cells(self, entry: Any, column: int, open_: dict[int, int]) -> list[Cell]:
        """The cell and those that it covers in its row."""
        lines = [child.line for child in entry.findall() if getattr(child, "line", None)]
        self.line = lines[0] if lines else self.line
        texts = [
            self.flat(one)
            for one in entry.findall(
                lambda one: (
                    type(one).__name__ in ("paragraph", "literal_block")
                    and type(one.parent).__name__ != "system_message"
                )
            )
        ]
        down, across = entry.get("morerows", 0), entry.get("morecols", 0)
        cells = [
            self.builder.cell(
                seen("\n".join(texts)), self.place, row_span=down + 1, column_span=across + 1
            )
        ]
        cells += [self.builder.cell("", self.place, marks=["covered"]) for _ in range(across)]
        for at in range(column, column + across + 1):
            if down:
                open_[at] = down
        return cells
