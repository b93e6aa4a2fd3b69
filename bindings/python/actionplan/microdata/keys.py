# SPDX-License-Identifier: Apache-2.0
"""A table of a specification, read key by key; what is wrong is named by its path."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Any, overload

from actionplan._core import InvalidArgument
from actionplan.microdata.expression import Expression, compile_expression

MOST_TEXT = 4096
MOST_ITEMS = 256


class Keys:
    """Reads each key once; `finish` refuses those that nothing read."""

    def __init__(self, table: dict[str, Any], path: str) -> None:
        self._table = table
        self.path = path
        self._read: set[str] = set()

    def names(self) -> list[str]:
        return list(self._table)

    def has(self, name: str) -> bool:
        return name in self._table

    def is_number(self, name: str) -> bool:
        return isinstance(self._table.get(name), (int, float))

    def is_table(self, name: str) -> bool:
        return isinstance(self._table.get(name), dict)

    def full(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def refusal(self, name: str, why: str) -> InvalidArgument:
        return InvalidArgument(f"{self.full(name)} {why}.")

    def finish(self) -> None:
        """Refuses the first key that nothing read."""
        for name in self._table:
            if name not in self._read:
                known = ", ".join(sorted(self._read)) or "none"
                raise self.refusal(name, f"is no key that is known here; known are {known}")

    def _take(self, name: str) -> Any:
        self._read.add(name)
        return self._table.get(name)

    def table(self, name: str) -> Keys:
        """A table; an empty one where there is none."""
        value = self._take(name)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.refusal(name, f"is no table; write [{self.full(name)}]")
        return Keys(value, self.full(name))

    def tables(self, name: str, most: int) -> list[Keys]:
        """A list of tables, at least one."""
        value = self._take(name)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise self.refusal(name, f"is no list of tables; write [[{self.full(name)}]] for each")
        if len(value) > most:
            raise self.refusal(name, f"has {len(value)} tables; give at most {most}")
        return [Keys(v, f"{self.full(name)}[{place}]") for place, v in enumerate(value)]

    def text(self, name: str, default: str) -> str:
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.refusal(name, f"is {_shown(value)} and no text")
        if len(value) > MOST_TEXT:
            raise self.refusal(name, f"is longer than {MOST_TEXT} characters")
        return value

    def word(self, name: str, words: Sequence[str], default: str) -> str:
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, str) or value not in words:
            raise self.refusal(name, f"is {_shown(value)}; it is one of {', '.join(words)}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.refusal(name, f"is {_shown(value)}; it is true or false")
        return value

    def day(self, name: str) -> str | None:
        """A day as text, from TOML's own dates or from text."""
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except (TypeError, ValueError):
            raise self.refusal(name, f"is {_shown(value)}; give a day, YYYY-MM-DD") from None

    @overload
    def number(self, name: str, default: float) -> float: ...
    @overload
    def number(self, name: str, default: None) -> float | None: ...
    def number(self, name: str, default: float | None) -> float | None:
        value = self._take(name)
        return default if value is None else self._finite(name, value)

    def numbers(
        self, name: str, default: Sequence[float], most: int = MOST_ITEMS
    ) -> tuple[float, ...]:
        value = self._take(name)
        if value is None:
            return tuple(default)
        return tuple(self._finite(name, item) for item in self._items(name, value, most))

    def codes(self, name: str) -> tuple[float | str, ...]:
        """Numbers and texts that mean missing."""
        return tuple(
            item if isinstance(item, str) else self._finite(name, item)
            for item in self._items(name, self._take(name))
        )

    def columns(
        self, name: str, default: tuple[tuple[str, ...], ...] = ()
    ) -> tuple[tuple[str, ...], ...]:
        """A list of columns, or of lists of columns that belong together; may be empty."""
        value = self._take(name)
        if value is None:
            return default
        if value == []:
            return ()
        return tuple(
            tuple(self._name(name, part) for part in self._items(name, item))
            for item in self._items(name, value)
        )

    def names_of(self, name: str, most: int) -> tuple[str, ...]:
        """A list of columns, none where there is none."""
        value = self._take(name)
        if value is None:
            return ()
        return tuple(self._name(name, item) for item in self._items(name, value, most))

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        """A list of texts, none where there is none."""
        value = self._take(name)
        if value is None:
            return ()
        out = self._items(name, value, most)
        for item in out:
            if not isinstance(item, str) or len(item) > MOST_TEXT:
                raise self.refusal(name, f"holds {_shown(item)} where a text is meant")
        return tuple(out)

    def expression(self, name: str) -> Expression | None:
        value = self._take(name)
        return None if value is None else self._compiled(name, value)

    def expressions(self, name: str) -> tuple[Expression, ...]:
        value = self._take(name)
        if value is None:
            return ()
        return tuple(self._compiled(name, item) for item in self._items(name, value))

    def _compiled(self, name: str, value: object) -> Expression:
        if not isinstance(value, str):
            raise self.refusal(name, f"is {_shown(value)}; write the expression as a text")
        try:
            return compile_expression(value)
        except InvalidArgument as error:
            raise InvalidArgument(f"{self.full(name)}: {error}") from None

    def _items(self, name: str, value: object, most: int = MOST_ITEMS) -> list[Any]:
        items = value if isinstance(value, list) else [value]
        if not items:
            raise self.refusal(name, "is an empty list; leave it out")
        if len(items) > most:
            raise self.refusal(name, f"has {len(items)} items; give at most {most}")
        return items

    def _name(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise self.refusal(name, f"holds {_shown(value)} where a column is named")
        return value

    def _finite(self, name: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.refusal(name, f"holds {_shown(value)} where a number is meant")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.refusal(name, "holds a number that is not finite")
        return number


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
