# SPDX-License-Identifier: Apache-2.0
"""Whether the values that a specification's conditions name exist: a misspelt level is an error,
a level that is declared or occurs anywhere in the file is not, whatever a domain holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from actionplan._core import InvalidArgument
from actionplan.microdata.columns import Batch
from actionplan.microdata.expression import Expression
from actionplan.microdata.levels import Code, ColumnLevels, Levels, code_text, nearest

_MOST_KEPT = 1000  # levels of a column, for the message
_MOST_LISTED = 8


@dataclass
class _Open:
    """Literals of a column that have not been met so far, with the keys that name them."""

    keys: dict[Code, str] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    is_cut: bool = False


class LiteralCheck:
    """Told every batch of a file, it knows in the end which literals name nothing."""

    def __init__(self, expressions: Iterable[tuple[str, Expression]], levels: Levels) -> None:
        """
        Raises:
            InvalidArgument: a literal that is declared missing, so that nothing equals it.
        """
        self._levels = levels
        self._open: dict[str, _Open] = {}
        for key, expression in expressions:
            for literal in expression.literals:
                column = levels[literal.column]
                matching = _matching(column, literal.value)
                is_missing = any(column.is_missing(code) for code in matching)
                if is_missing and not literal.is_excluded:
                    raise InvalidArgument(
                        f"{key}: {_shown(literal.value)} means missing in column "
                        f"{literal.column!r}, so that no case equals it; leave it out, or ask for "
                        f"missing({literal.column})."
                    )
                if is_missing or any(column.is_declared(code) for code in matching):
                    continue
                known = self._open.setdefault(literal.column, _Open())
                known.keys.setdefault(literal.value, key)

    def add(self, batch: Batch) -> None:
        for name in list(self._open):
            known = self._open[name]
            column = self._levels[name]
            declared = batch.categories_of(name)
            texts = pc.unique(batch.texts(name))
            found = dict.fromkeys([*texts.drop_null().to_pylist(), *(declared or ())])
            for value in list(known.keys):
                if any(code in found for code in _matching(column, value)) or (
                    not isinstance(value, str) and _has_number(batch, name, value)
                ):
                    del known.keys[value]
            if not known.keys:
                del self._open[name]
                continue
            for level in found:
                if len(known.seen) == _MOST_KEPT:
                    known.is_cut = known.is_cut or level not in known.seen
                    break
                known.seen[level] = None

    def finish(self) -> None:
        """
        Raises:
            InvalidArgument: a literal that is neither declared nor in the file; lists the levels.
        """
        for name, known in self._open.items():
            value, key = next(iter(known.keys.items()))
            raise InvalidArgument(
                f"{key}: column {name!r} has {_shown(value)} nowhere, neither as a value nor as a "
                f"label; it has {self._listed(name, known, value)}; correct it, or declare it "
                f"under levels.{name}."
            )

    def _listed(self, name: str, known: _Open, value: Code) -> str:
        column = self._levels[name]
        codes = dict.fromkeys([*known.seen, *column.declared()])
        if not codes:
            return "no value"
        first = islice(nearest(code_text(value), codes, column), _MOST_LISTED)
        texts = [_cut(column.shown(code)) for code in first]
        more = len(codes) - len(texts)
        rest = f" and {more}{' or more' if known.is_cut else ''} others" if more else ""
        return ", ".join(texts) + rest


def _matching(column: ColumnLevels, value: Code) -> list[str]:
    return column.matching(value) if isinstance(value, str) else [code_text(value)]


def _has_number(batch: Batch, name: str, value: float) -> bool:
    """Numbers are compared as numbers: 0.10 and 1e-1 are alike."""
    return bool(pc.any(pc.equal(batch.numbers(name), pa.scalar(value))).as_py())


def _shown(value: Code) -> str:
    return _cut(repr(value) if isinstance(value, str) else code_text(value))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
