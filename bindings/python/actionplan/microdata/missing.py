# SPDX-License-Identifier: Apache-2.0
"""How many cases of a file have no value, and by which code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan.microdata.columns import Batch
from actionplan.microdata.files import Source
from actionplan.microdata.levels import Levels


@dataclass(frozen=True)
class MissingCode:
    """Cases of a column with a code that means missing; without a code, and without any value.

    `declared_by` is `specification`, `file`, or `none` where there is no value.
    """

    column: str
    code: str | None
    label: str | None
    declared_by: str
    cases: int


class MissingCount:
    """Told every batch of a file, it knows what was missing in some columns."""

    def __init__(self, columns: Iterable[str]) -> None:
        self._counts: dict[str, dict[str, int]] = {name: {} for name in sorted(columns)}

    def add(self, batch: Batch) -> None:
        for name, counts in self._counts.items():
            for code, cases in batch.missing_codes(name).items():
                counts[code] = counts.get(code, 0) + cases

    def finish(
        self, levels: Levels, source: Source, declared: Mapping[str, object]
    ) -> tuple[MissingCode, ...]:
        """By column, then by code; `declared` are the specification's missing codes."""
        out = []
        for name, counts in self._counts.items():
            column = levels[name]
            for code in sorted(counts, key=lambda code: (code == "", column.rank(code))):
                if not code:
                    out.append(MissingCode(name, None, None, "none", counts[code]))
                    continue
                is_ours = (name in declared or "*" in declared) and code in column.missing
                by_file = source.missing.get(name, ())
                is_file = f".{code}" in by_file or not is_ours
                label = column.label(code)
                out.append(
                    MissingCode(
                        name,
                        f".{code}" if f".{code}" in by_file else code,
                        None if label == code else label,
                        "file" if is_file else "specification",
                        counts[code],
                    )
                )
        return tuple(out)
