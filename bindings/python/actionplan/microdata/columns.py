# SPDX-License-Identifier: Apache-2.0
"""The columns of one batch of rows, as numbers or as texts, with the codes that mean missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from actionplan._core import InvalidArgument
from actionplan.microdata.levels import WHOLE_PATTERN, Code, ColumnLevels, Levels, is_number
from actionplan.survey import Categories

SEPARATOR = "\x1f"  # between the parts of a crossed level; taken out of data


class Batch:
    """Rows of a file from `first_row` (0 is the first), some of whose columns are held.

    Arrays are Arrow's, null where missing: empty, NaN, or a code of `missing[name]` or of
    `missing["*"]`. Texts that are labels of codes are those codes: `levels`.
    """

    def __init__(
        self,
        table: pa.Table,
        first_row: int,
        missing: Mapping[str, Sequence[Code]],
        levels: Levels | None = None,
    ) -> None:
        self._table = table
        self.first_row = first_row
        self._levels = Levels(missing=missing) if levels is None else levels
        self._numbers: dict[str, pa.Array] = {}
        self._texts: dict[str, pa.Array] = {}
        self._encoded_texts: dict[str, tuple[pa.Array, pa.Array]] = {}

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
        """As texts; whole numbers without a fraction, labels as their codes."""
        if name not in self._texts:
            self._texts[name] = self._as_texts(name)
        return self._texts[name]

    def floats(self, name: str) -> NDArray[np.float64]:
        """As numpy has them, NaN where missing."""
        return to_floats(self.numbers(name))

    def matches(self, name: str, literals: Sequence[str]) -> pa.Array:
        """Where a column is one of some levels, by their code or label; null where missing."""
        column = self._levels[name]
        wanted = {code for literal in literals for code in column.matching(literal)}
        texts, places = self._encoded(name)
        found = pc.is_in(texts, value_set=pa.array(sorted(wanted), type=texts.type))
        found = pc.if_else(pc.is_null(texts), pa.scalar(None, pa.bool_()), found)
        return pc.take(found, places)

    def categories_of(self, name: str) -> list[str] | None:
        """The levels that the file declares of a column of categories, in its order."""
        array = self._table.column(name)
        if not pa.types.is_dictionary(array.type):
            return None
        declared = pa.chunked_array(
            [chunk.dictionary for chunk in array.chunks], array.type.value_type
        )
        texts = self._canonical(_level_texts(pc.unique(declared)), self._levels[name])
        found = dict.fromkeys(texts.drop_null().to_pylist())
        return [level for level in found if level not in self._levels[name].missing]

    def is_ordered(self, name: str) -> bool:
        """The file says that the categories of a column have an order."""
        kind = self._table.column(name).type
        return bool(pa.types.is_dictionary(kind) and kind.ordered)

    def categories(self, names: Sequence[str]) -> Categories:
        """The combinations of the levels of some columns that occur."""
        if len(names) == 1:
            texts, places = self._encoded(names[0])
            encoded = pc.dictionary_encode(texts)
            codes = pc.take(encoded.indices, places)
        else:
            parts = [pc.replace_substring(self.texts(name), SEPARATOR, " ") for name in names]
            encoded = pc.dictionary_encode(pc.binary_join_element_wise(*parts, SEPARATOR))
            codes = encoded.indices
        codes = pc.fill_null(codes, -1).to_numpy(zero_copy_only=False)
        return Categories(codes, encoded.dictionary.to_pylist())

    def _raw(self, name: str) -> pa.Array:
        array = self._table.column(name).combine_chunks()
        if isinstance(array, pa.ChunkedArray):  # no rows
            array = pa.array([], type=array.type)
        if pa.types.is_dictionary(array.type):
            array = pc.cast(array, array.type.value_type)
        return array

    def _as_numbers(self, name: str) -> pa.Array:
        array = self._raw(name)
        levels = self._levels[name]
        if _is_text(array.type):
            if levels.is_labelled:
                array = self.texts(name)
            array = self._parsed(name, _without(array, [*levels.missing]))
        elif pa.types.is_null(array.type) or pa.types.is_decimal(array.type):
            array = pc.cast(array, pa.float64())
        elif pa.types.is_boolean(array.type):
            array = pc.cast(pc.cast(array, pa.uint8()), pa.float64())
        elif pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
            array = pc.cast(array, pa.float64(), safe=False)
        else:
            raise InvalidArgument(f"Column {name!r} holds {array.type}, which is no number.")
        array = _without_nan(array)
        array = _without(array, [float(code) for code in levels.missing if is_number(code)])
        for low, high in levels.ranges:
            is_inside = pc.and_(pc.greater_equal(array, low), pc.less_equal(array, high))
            array = pc.if_else(is_inside, pa.scalar(None, array.type), array)
        return array

    def _parsed(self, name: str, array: pa.Array) -> pa.Array:
        trimmed = pc.utf8_trim_whitespace(array)
        trimmed = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, trimmed.type), trimmed)
        try:
            return pc.cast(trimmed, pa.float64())
        except pa.ArrowInvalid:
            pass
        trimmed = _truths_as_numbers(trimmed)
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

    def missing_codes(self, name: str) -> dict[str, int]:
        """How many cases have each code that means missing; `""`: no value at all."""
        array, levels = self._raw(name), self._levels[name]
        is_number = pa.types.is_integer(array.type) or pa.types.is_floating(array.type)
        if is_number or not (levels.missing or levels.ranges):
            if pa.types.is_floating(array.type):
                array = _without_nan(array)
            elif _is_text(array.type):
                array = pc.if_else(pc.equal(array, ""), pa.scalar(None, array.type), array)
            blank = array.null_count
            if not is_number:
                return {"": blank} if blank else {}
            found = array.filter(self._is_numeric_code(array, levels))
            counted = pc.value_counts(self._canonical(_level_texts(found), levels))
        else:
            texts, places = self._all_encoded(name)
            rows = pc.take(texts, places)
            blank = rows.null_count
            counted = pc.value_counts(rows.filter(pc.take(self._is_code(name, texts), places)))
        counts = {str(one["values"]): int(one["counts"]) for one in counted.to_pylist()}
        return {**counts, "": blank} if blank else counts

    @staticmethod
    def _is_numeric_code(array: pa.Array, levels: ColumnLevels) -> pa.Array:
        numbers = pc.cast(array, pa.float64(), safe=False)
        codes = [float(code) for code in levels.missing if is_number(code)]
        found = pc.is_in(numbers, value_set=pa.array(codes, type=pa.float64()))
        for low, high in levels.ranges:
            is_inside = pc.and_(pc.greater_equal(numbers, low), pc.less_equal(numbers, high))
            found = pc.or_(found, pc.fill_null(is_inside, False))
        return found

    def _as_texts(self, name: str) -> pa.Array:
        return pc.take(*self._encoded(name))

    def _encoded(self, name: str) -> tuple[pa.Array, pa.Array]:
        """The levels, of which some may be alike or missing, and the place of each row's."""
        texts, places = self._all_encoded(name)
        is_code = self._is_code(name, texts)
        return pc.if_else(is_code, pa.scalar(None, texts.type), texts), places

    def _all_encoded(self, name: str) -> tuple[pa.Array, pa.Array]:
        """As `_encoded`, with the codes that mean missing."""
        if name not in self._encoded_texts:
            array = self._raw(name)
            if pa.types.is_floating(array.type):
                array = _without_nan(array)
            # Levels are few: only they are written out.
            encoded = pc.dictionary_encode(array)
            texts = self._canonical(_level_texts(encoded.dictionary), self._levels[name])
            self._encoded_texts[name] = texts, encoded.indices
        return self._encoded_texts[name]

    def _is_code(self, name: str, texts: pa.Array) -> pa.Array:
        levels = self._levels[name]
        codes = set(levels.missing)
        if levels.ranges:
            codes.update(
                code for code in pc.unique(texts).drop_null().to_pylist() if levels.is_missing(code)
            )
        return pc.is_in(texts, value_set=pa.array(sorted(codes), type=texts.type))

    @staticmethod
    def _canonical(texts: pa.Array, levels: ColumnLevels) -> pa.Array:
        if levels.is_labelled:
            codes = [None if text is None else levels.canonical(text) for text in texts.to_pylist()]
            return pa.array(codes, pa.string())
        return pc.replace_substring_regex(texts, WHOLE_PATTERN, r"\1")


def to_floats(array: pa.Array) -> NDArray[np.float64]:
    """As numpy has them, NaN where missing; without a copy where nothing is."""
    if array.null_count:
        array = pc.fill_null(array, float("nan"))
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.float64)


def _level_texts(levels: pa.Array) -> pa.Array:
    if pa.types.is_boolean(levels.type) or pa.types.is_null(levels.type):
        return pa.array([None if v is None else str(v) for v in levels.to_pylist()], pa.string())
    texts = pc.cast(levels, pa.string())
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _truths_as_numbers(array: pa.Array) -> pa.Array:
    """`true` and `false`, however they are spelled, as 1 and 0."""
    lower = pc.utf8_lower(array)
    array = pc.if_else(pc.equal(lower, "true"), pa.scalar("1", array.type), array)
    return pc.if_else(pc.equal(lower, "false"), pa.scalar("0", array.type), array)


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


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
