# SPDX-License-Identifier: Apache-2.0
"""The columns of one batch of rows, as numbers or as texts, with the codes that mean missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from actionplan._core import InvalidArgument
from actionplan.survey import Categories

Code: TypeAlias = float | str

SEPARATOR = "\x1f"  # between the parts of a crossed level; taken out of data


class Batch:
    """Rows of a file from `first_row` (0 is the first), some of whose columns are held.

    Arrays are Arrow's, null where missing: empty, NaN, or a code of `missing[name]` or of
    `missing["*"]`.
    """

    def __init__(
        self,
        table: pa.Table,
        first_row: int,
        missing: Mapping[str, Sequence[Code]],
    ) -> None:
        self._table = table
        self.first_row = first_row
        self._missing = missing
        self._numbers: dict[str, pa.Array] = {}
        self._texts: dict[str, pa.Array] = {}

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def row(self, place: int) -> int:
        """Number of a row as messages name it: the first row of data is 1."""
        return self.first_row + place + 1

    def numbers(self, name: str) -> pa.Array:
        """As doubles.

        Raises:
            InvalidArgument: a text that is no number, with column and row.
        """
        if name not in self._numbers:
            self._numbers[name] = self._as_numbers(name)
        return self._numbers[name]

    def texts(self, name: str) -> pa.Array:
        """As texts; whole numbers without a fraction."""
        if name not in self._texts:
            self._texts[name] = self._as_texts(name)
        return self._texts[name]

    def floats(self, name: str) -> NDArray[np.float64]:
        """As numpy has them, NaN where missing."""
        return to_floats(self.numbers(name))

    def categories(self, names: Sequence[str]) -> Categories:
        """The combinations of the levels of some columns that occur."""
        parts = [self.texts(name) for name in names]
        if len(parts) > 1:
            parts = [pc.replace_substring(part, SEPARATOR, " ") for part in parts]
        joined = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, SEPARATOR)
        encoded = pc.dictionary_encode(joined)
        codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
        return Categories(codes, encoded.dictionary.to_pylist())

    def _codes(self, name: str) -> list[Code]:
        return [*self._missing.get(name, ()), *self._missing.get("*", ())]

    def _raw(self, name: str) -> pa.Array:
        array = self._table.column(name).combine_chunks()
        if isinstance(array, pa.ChunkedArray):  # no rows
            array = pa.array([], type=array.type)
        if pa.types.is_dictionary(array.type):
            array = pc.cast(array, array.type.value_type)
        return array

    def _as_numbers(self, name: str) -> pa.Array:
        array = self._raw(name)
        if _is_text(array.type):
            array = self._parsed(name, self._without_text_codes(name, array))
        elif pa.types.is_null(array.type) or pa.types.is_decimal(array.type):
            array = pc.cast(array, pa.float64())
        elif pa.types.is_boolean(array.type):
            array = pc.cast(pc.cast(array, pa.uint8()), pa.float64())
        elif pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
            array = pc.cast(array, pa.float64(), safe=False)
        else:
            raise InvalidArgument(f"Column {name!r} holds {array.type}, which is no number.")
        array = _without_nan(array)
        codes = [code for code in self._codes(name) if not isinstance(code, str)]
        return _without(array, codes)

    def _parsed(self, name: str, array: pa.Array) -> pa.Array:
        trimmed = pc.utf8_trim_whitespace(array)
        trimmed = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, trimmed.type), trimmed)
        try:
            return pc.cast(trimmed, pa.float64())
        except pa.ArrowInvalid:
            pass
        for place, text in enumerate(trimmed.to_pylist()):
            try:
                pc.cast(pa.scalar(text, pa.string()), pa.float64())
            except pa.ArrowInvalid:
                raise InvalidArgument(
                    f"Column {name!r} has {_shown(text)} in row {self.row(place)}, which is no "
                    f'number; declare it as missing under "missing", or compare with texts.'
                ) from None
        raise InvalidArgument(f"Column {name!r} cannot be read as numbers.")

    def _as_texts(self, name: str) -> pa.Array:
        array = self._raw(name)
        if not _is_text(array.type):
            if pa.types.is_floating(array.type):
                array = _without_nan(array)
            # Levels are few: only they are written out.
            encoded = pc.dictionary_encode(array)
            levels = encoded.dictionary
            if pa.types.is_boolean(levels.type) or pa.types.is_null(levels.type):
                texts = pa.array(
                    [None if v is None else str(v) for v in levels.to_pylist()], pa.string()
                )
            else:
                texts = pc.replace_substring_regex(pc.cast(levels, pa.string()), r"\.0+$", "")
            array = pc.take(texts, encoded.indices)
        array = pc.cast(array, pa.string())
        array = pc.if_else(pc.equal(array, ""), pa.scalar(None, pa.string()), array)
        return self._without_text_codes(name, array)

    def _without_text_codes(self, name: str, array: pa.Array) -> pa.Array:
        return _without(array, [_code_text(code) for code in self._codes(name)])


def to_floats(array: pa.Array) -> NDArray[np.float64]:
    """As numpy has them, NaN where missing; without a copy where nothing is."""
    if array.null_count:
        array = pc.fill_null(array, float("nan"))
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.float64)


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _without_nan(array: pa.Array) -> pa.Array:
    return pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)


def _without(array: pa.Array, codes: Sequence[Code]) -> pa.Array:
    if not codes:
        return array
    is_code = pc.is_in(array, value_set=pa.array(codes, type=array.type))
    return pc.if_else(is_code, pa.scalar(None, array.type), array)


def _code_text(code: Code) -> str:
    if isinstance(code, str):
        return code
    return str(int(code)) if float(code).is_integer() else repr(float(code))


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
