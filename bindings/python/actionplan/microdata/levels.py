# SPDX-License-Identifier: Apache-2.0
"""The levels of categorical columns: codes with their labels, in their order.

A level is known by its code as text: `1` where a file holds 1, 1.0 or `1.0`, or the text that is
label of the code 1 alone. So the same answers are the same levels, whether a file holds codes with
labels (SPSS, Stata) or texts (CSV, Parquet).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

Code = float | str

_WHOLE = re.compile(r"(-?(?:0|[1-9][0-9]*))\.0+")
WHOLE_PATTERN = rf"^{_WHOLE.pattern}$"
_TRUTHS = {"true": ("true", "True", "TRUE"), "false": ("false", "False", "FALSE")}


@dataclass(frozen=True)
class ColumnLevels:
    """What is declared of one column: labels of codes, further levels, codes that are missing.

    `labels` is of the specification where it has some, `further` holds those of the file then.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    further: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()  # codes, where an order is declared
    missing: frozenset[str] = frozenset()  # codes
    ranges: tuple[tuple[float, float], ...] = ()  # of numbers that the file declares missing

    def __post_init__(self) -> None:
        codes: dict[str, list[str]] = {}
        for labels in (self.labels, self.further):
            for code, label in labels.items():
                known = codes.setdefault(label.strip(), [])
                if code not in known:
                    known.append(code)
        object.__setattr__(self, "_codes", codes)

    @property
    def is_labelled(self) -> bool:
        return bool(self.labels or self.further)

    def is_missing(self, code: str) -> bool:
        """No case has it: specification or file declare it missing."""
        if code in self.missing:
            return True
        if not self.ranges or not is_number(code):
            return False
        return any(low <= float(code) <= high for low, high in self.ranges)

    def is_declared(self, code: str) -> bool:
        return code in self.labels or code in self.further or code in self.order

    def declared(self) -> list[str]:
        """Codes of levels that a case may have, in their order."""
        codes = dict.fromkeys([*self.labels, *self.further, *self.order])
        return sorted((code for code in codes if not self.is_missing(code)), key=self.rank)

    def codes_of(self, label: str) -> list[str]:
        """The codes that have a label; none, one or several."""
        codes: dict[str, list[str]] = self._codes  # type: ignore[attr-defined]
        return codes.get(label.strip(), [])

    def canonical(self, text: str) -> str:
        """The code of a text in the data: its own, or that of which alone it is the label."""
        code = to_code(text)
        if code in self.labels or code in self.further or is_number(code):
            return code
        codes = self.codes_of(text)
        return codes[0] if len(codes) == 1 else code

    def matching(self, literal: str) -> list[str]:
        """Every level that a text in a specification may mean: codes, labels, true and false."""
        code = to_code(literal)
        if code in self.labels or code in self.further:
            return [code]
        spelled = _TRUTHS.get(literal.strip().casefold(), ())
        return list(dict.fromkeys([code, *self.codes_of(literal), *spelled]))

    def label(self, code: str) -> str:
        """As people read a level; with its code where another level has the same label."""
        label = self.labels.get(code) or self.further.get(code)
        if not label:
            return code
        return f"{label} ({code})" if len(self.codes_of(label)) > 1 else label

    def shown(self, code: str) -> str:
        """As messages name a level: its label and its code."""
        label = self.labels.get(code) or self.further.get(code)
        return f"{label!r} ({code})" if label else f"{code!r}"

    def rank(self, code: str) -> tuple[int, float, str]:
        """What levels are sorted by: the declared order, then numbers by size, then texts."""
        if code in self.order:
            return 0, float(self.order.index(code)), ""
        return (1, float(code), "") if is_number(code) else (2, 0.0, code)


NONE = ColumnLevels()


class Levels:
    """What is declared of the levels of columns, by column."""

    def __init__(
        self,
        *,
        labels: Mapping[str, Mapping[str, str]] | None = None,
        file_labels: Mapping[str, Mapping[str, str]] | None = None,
        declared: Mapping[str, Sequence[Code]] | None = None,
        missing: Mapping[str, Sequence[Code]] | None = None,
        file_missing: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`labels`, `declared` and `missing` are the specification's; `missing["*"]` is of every
        column; `file_missing` as `Source.missing`."""
        labels, file_labels = _coded(labels or {}), _coded(file_labels or {})
        declared, missing, file_missing = declared or {}, missing or {}, file_missing or {}
        everywhere = missing.get("*", ())
        self._columns: dict[str, ColumnLevels] = {}
        for name in dict.fromkeys([*labels, *file_labels, *declared, *missing, *file_missing]):
            further = file_labels.get(name, {})
            own = labels.get(name)
            plain = ColumnLevels(*((further, {}) if own is None else (own, further)))
            self._columns[name] = ColumnLevels(
                plain.labels,
                plain.further,
                tuple(plain.canonical(code_text(level)) for level in declared.get(name, ())),
                _codes_of(plain, [*missing.get(name, ()), *everywhere])
                | {_letter(code) for code in file_missing.get(name, ()) if not _is_range(code)},
                tuple(_range(code) for code in file_missing.get(name, ()) if _is_range(code)),
            )
        self._other = ColumnLevels(missing=_codes_of(NONE, everywhere))

    def __getitem__(self, name: str) -> ColumnLevels:
        return self._columns.get(name, self._other)

    def with_order(self, orders: Mapping[str, Sequence[str]]) -> Levels:
        """With the categories that a file declares, of columns without an order of their own."""
        out = Levels()
        out._columns, out._other = dict(self._columns), self._other
        for name, order in orders.items():
            known = self[name]
            if not known.order:
                out._columns[name] = replace(known, order=tuple(order))
        return out


def _is_range(code: str) -> bool:
    low, _, high = code.partition("..")
    return all(end in ("LO", "HI") or is_number(end) for end in (low, high or low))


def _letter(code: str) -> str:
    """`.a` of Stata is held as `a`; a text of SPSS is itself."""
    return code[1:] if len(code) == 2 and code.startswith(".") else code


def _range(code: str) -> tuple[float, float]:
    low, _, high = code.partition("..")
    ends = {"LO": -math.inf, "HI": math.inf}
    first = ends[low] if low in ends else float(low)
    return first, (ends[high] if high in ends else float(high or low))


def _codes_of(levels: ColumnLevels, missing: Iterable[Code]) -> frozenset[str]:
    """Codes that mean missing, which may be given by their labels."""
    found: set[str] = set()
    for code in missing:
        text = code_text(code)
        found.update([to_code(text), *levels.codes_of(text)])
    return frozenset(found)


def _coded(labels: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        name: {to_code(code): label for code, label in values.items()}
        for name, values in labels.items()
    }


def code_text(code: Code) -> str:
    """A number or text as the text of a level."""
    if isinstance(code, str):
        return to_code(code)
    return str(int(code)) if float(code).is_integer() else repr(float(code))


def to_code(text: str) -> str:
    """Whole numbers without a fraction."""
    match = _WHOLE.fullmatch(text)
    return text if match is None else match.group(1)


def is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and "_" not in text
    except ValueError:
        return False


def nearest(wanted: str, levels: Iterable[str], column: ColumnLevels) -> Iterator[str]:
    """Levels, those that look most like `wanted` first."""
    import difflib

    if is_number(wanted):
        number = float(wanted)
        yield from sorted(
            levels,
            key=lambda code: (
                (0, abs(float(code) - number), code) if is_number(code) else (1, 0.0, code)
            ),
        )
        return

    def likeness(code: str) -> float:
        return max(
            difflib.SequenceMatcher(None, wanted.casefold(), text.casefold()).ratio()
            for text in (code, column.label(code))
        )

    yield from sorted(levels, key=lambda code: (-likeness(code), column.rank(code)))
