# SPDX-License-Identifier: Apache-2.0
"""A tree of keys and values becomes blocks that every layout understands.

- Mappings of like keys, in a list or under keys of their own, are a table with a header: a row
  each. The keys that name them are its first column, `id`. Where such mappings stand within one of
  them (the milestones of a commitment), they are a table in its cell.
- The values of any other mapping are a table of two columns, key and value; a mapping or list
  within it follows below a heading, its key.
- A value in several languages (`deadline: {en: ..., fr: ...}`) is `deadline (en)` and
  `deadline (fr)`; a record's own text in them is `title (en)` and `title (fr)`.
- Values of a list are lines of one cell. Text is what the file shows: `1.10`, `2023-12`, `yes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from actionplan._core import Place
from actionplan.formats.blocks import Builder

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_NAMES = ("title", "name", "text", "description")


@dataclass
class Scalar:
    text: str
    place: Place


@dataclass
class TreeList:
    items: list[Node]
    place: Place


@dataclass
class TreeMapping:
    place: Place
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, key: Scalar, value: Node) -> None:
        self.entries.append((key, value))
        self.names.add(key.text)


Node: TypeAlias = Scalar | TreeList | TreeMapping


@dataclass
class Records:
    """Like mappings, and the keys that name them unless there are none."""

    rows: list[Row]
    keys: list[Scalar]
    place: Place


Row: TypeAlias = dict[str, Scalar | Records]


def _languages(node: Node) -> bool:
    """Is it one text in two languages or more?"""
    return (
        isinstance(node, TreeMapping)
        and len(node.entries) > 1
        and all(
            isinstance(value, Scalar) and _LANGUAGE.fullmatch(key.text) and len(key.text) < 6
            for key, value in node.entries
        )
        and len({len(key.text) for key, _ in node.entries}) == 1
    )


def _joined(node: TreeList) -> Scalar | None:
    """A list of values as one, a line each."""
    if not all(isinstance(item, Scalar) for item in node.items):
        return None
    lines = [item.text for item in node.items if isinstance(item, Scalar)]
    return Scalar("\n".join(lines), node.place)


def _nested(node: Node) -> Records | None:
    """Two records or more, or one in a list."""
    if isinstance(node, TreeList) and node.items:
        rows = records_of(node.items)
        return None if rows is None else Records(rows, [], node.place)
    if isinstance(node, TreeMapping) and len(node.entries) > 1 and not _languages(node):
        values = [value for _, value in node.entries]
        if all(isinstance(value, TreeMapping) and not _languages(value) for value in values):
            rows = records_of(values)
            keys = [key for key, _ in node.entries]
            return None if rows is None else Records(rows, keys, node.place)
    return None


def _fields(node: Node, path: str, depth: int = 0) -> Iterator[tuple[str, Scalar | Records] | None]:
    """The values of a record by column; None where it holds more than values and records."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, TreeList) and (joined := _joined(node)) is not None:
        yield path, joined
    elif depth > 0 and (records := _nested(node)) is not None:
        yield path, records
    elif isinstance(node, TreeList) or depth > 3:
        yield None
    else:
        for key, value in node.entries:
            yield from _fields(value, _column(path, key.text), depth + 1)


def _column(path: str, key: str) -> str:
    if not path:
        return key
    return f"{path} ({key})" if len(key) == 2 and _LANGUAGE.fullmatch(key) else f"{path} {key}"


def _row(node: Node) -> Row | None:
    if not isinstance(node, TreeMapping):
        return None
    own = {key.text for key, value in node.entries if isinstance(value, Scalar)}
    languages = {key for key in own if len(key) == 2 and _LANGUAGE.fullmatch(key)}
    title = next(name for name in (*_NAMES, "") if name not in own)
    row: Row = {}
    for found in _fields(node, ""):
        if found is None:
            return None
        column, value = found
        if len(languages - {"id", "no", "nr"}) > 1 and column in languages - {"id", "no", "nr"}:
            column = f"{title} ({column})" if title else column
        row[column] = value
    return row


def records_of(nodes: Sequence[Node]) -> list[Row] | None:
    """The rows that the nodes make, where all are mappings of values with like keys."""
    rows: list[Row] = []
    for node in nodes:
        row = _row(node)
        if row is None:
            return None
        rows.append(row)
    columns = {column for row in rows for column in row}
    filled = sum(len(row) for row in rows)
    is_alike = len(columns) > 1 and 2 * filled >= len(columns) * len(rows)
    return rows if is_alike else None


def add_records(
    builder: Builder,
    rows: Sequence[Row],
    keys: Sequence[Scalar],
    part: int,
    parent: int | None = None,
) -> int:
    """A table with a header; `keys` name the rows, unless there are none. Returns its position.

    Tables in its cells follow it; `parent` is the one in whose cell it stands.
    """
    columns = list(dict.fromkeys(column for row in rows for column in row))
    first = ["id" if "id" not in columns else "key"] if keys else []
    names = [*first, *columns]
    start = keys[0].place if keys else next(iter(rows[0].values())).place
    position = builder.reserve()
    table = [[builder.cell(name, start) for name in names]]
    for at, row in enumerate(rows):
        here = keys[at].place if keys else next(iter(row.values()), Scalar("", start)).place
        cells = [builder.cell(keys[at].text, here)] if keys else []
        for column in columns:
            value = row.get(column)
            if isinstance(value, Records):
                inner = add_records(builder, value.rows, value.keys, part, position)
                cells.append(builder.cell("", value.place).replace(blocks=[inner]))
            else:
                cells.append(
                    builder.cell("", here)
                    if value is None
                    else builder.cell(value.text, value.place)
                )
        table.append(cells)
    builder.fill(position, table, start, parent)
    return position


class TreeBlocks:
    """Adds the blocks of trees to a document."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def add(self, node: Node, level: int = 1) -> None:
        """Depth is that of the tree, which who makes it has bounded."""
        if isinstance(node, Scalar):
            self.builder.text("paragraph", node.text, node.place)
        elif isinstance(node, TreeList):
            self._add_sequence(node, level)
        else:
            self._add_mapping(node, level)

    def _add_sequence(self, node: TreeList, level: int) -> None:
        if node.items and (rows := records_of(node.items)) is not None:
            add_records(self.builder, rows, [], node.place.part)
            return
        for item in node.items:
            if isinstance(item, Scalar):
                self.builder.text("item", item.text, item.place, level=1)
            else:
                self.add(item, level)

    def _add_mapping(self, node: TreeMapping, level: int) -> None:
        values = [value for _, value in node.entries]
        is_named = len(values) > 1 and all(isinstance(value, TreeMapping) for value in values)
        if is_named and (rows := records_of(values)) is not None:
            add_records(self.builder, rows, [key for key, _ in node.entries], node.place.part)
            return
        card: list[tuple[Scalar, Scalar]] = []
        nested: list[tuple[Scalar, Node]] = []
        for key, value in node.entries:
            if isinstance(value, Scalar):
                card.append((key, value))
            elif isinstance(value, TreeList) and (joined := _joined(value)) is not None:
                card.append((key, joined))
            elif isinstance(value, TreeMapping) and _languages(value):
                for inner, text in value.entries:
                    if isinstance(text, Scalar):
                        card.append((Scalar(f"{key.text} ({inner.text})", key.place), text))
            else:
                nested.append((key, value))
        card_rows = [
            [self.builder.cell(key.text, key.place), self.builder.cell(value.text, value.place)]
            for key, value in card
        ]
        self.builder.table(card_rows, node.place)
        for key, value in nested:
            self.builder.text("heading", key.text, key.place, level=level)
            self.add(value, level + 1)
