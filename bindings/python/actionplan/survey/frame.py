# SPDX-License-Identifier: Apache-2.0
"""Columns by name, from a dict of numpy arrays or a data frame; borrowed wherever they can be."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from actionplan._core import Frame as Table
from actionplan._core import InvalidArgument

Numbers: TypeAlias = NDArray[Any]

MOST_LEVELS = 1_000_000
_AT_ONCE = 1 << 18
_BORROWED = {np.dtype(name) for name in ("float64", "float32", "int64", "int32", "uint8", "bool")}


def to_borrow(values: ArrayLike, dtype: DTypeLike | None = None) -> Numbers:
    """The values as the compiled part borrows them: the array itself wherever it can be."""
    # In one piece, each number where the processor wants it.
    return np.require(np.asarray(values, dtype), requirements=["C", "A"])


class Categories:
    """A column of categories: int32 positions in `levels`, below 0 where missing."""

    def __init__(self, codes: Numbers, levels: Sequence[str]) -> None:
        self.codes = to_borrow(codes, np.int32)
        self.levels = tuple(levels)

    def __len__(self) -> int:
        return len(self.codes)

    def indicators(self) -> list[Numbers]:
        """A column for each level: 1 where it holds, 0 where not, NaN where missing."""
        is_missing = self.codes < 0
        columns: list[Numbers] = [self.codes == code for code in range(len(self.levels))]
        if not is_missing.any():
            return columns
        return [np.where(is_missing, np.nan, column) for column in columns]


Variable: TypeAlias = Numbers | Categories


def level_text(value: object) -> str:
    """A level as labels show it: whole numbers without a fraction."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    return str(value)


def to_variable(values: object, name: str) -> Variable:
    if isinstance(values, Categories):
        return values
    array = np.asarray(values)
    if array.ndim != 1:
        raise InvalidArgument(f"Column {name!r} has {array.ndim} dimensions; give one.")
    if array.dtype in _BORROWED:
        return to_borrow(array)
    if np.issubdtype(array.dtype, np.integer):
        return array.astype(np.int64)
    if np.issubdtype(array.dtype, np.floating):
        return array.astype(np.float64)
    return _categories_of_texts(array, name)


def _categories_of_texts(array: Numbers, name: str) -> Categories:
    is_missing = np.fromiter((v is None or v != v for v in array), dtype=bool, count=len(array))
    texts = array[~is_missing]
    if not all(isinstance(text, str) for text in texts):
        raise InvalidArgument(
            f"Column {name!r} holds neither numbers nor texts; give one or the other."
        )
    levels, places = np.unique(texts.astype(str), return_inverse=True)
    codes = np.full(len(array), -1, dtype=np.int32)
    codes[~is_missing] = places
    return Categories(codes, [str(level) for level in levels])


def to_categories(variable: Variable) -> Categories:
    """The levels of a column of any kind, in order; what is missing belongs to none."""
    if isinstance(variable, Categories):
        return variable
    is_missing = np.isnan(variable) if variable.dtype.kind == "f" else None
    if is_missing is None or not is_missing.any():
        return Categories(*_levels(variable))
    codes = np.full(len(variable), -1, dtype=np.int32)
    codes[~is_missing], levels = _levels(variable[~is_missing])
    return Categories(codes, levels)


def _levels(values: Numbers) -> tuple[Numbers, list[str]]:
    """Codes and levels; by a table where whole numbers lie close together, which is fast."""
    lowest, highest = (values.min(), values.max()) if len(values) else (0, 0)
    is_close = lowest > -(2**53) and highest < 2**53 and highest - lowest < 4 * MOST_LEVELS
    if values.dtype.kind == "f" and is_close and (values == np.floor(values)).all():
        values = values.astype(np.int64)
    if values.dtype.kind == "f" or not is_close or values.dtype.kind == "b":
        levels, places = np.unique(values, return_inverse=True)
        return places, [level_text(level) for level in levels]
    is_level = np.zeros(int(highest) - int(lowest) + 1, dtype=np.bool_)
    for part in _parts(len(values)):  # so that what is needed on the way stays small
        is_level[np.subtract(values[part], int(lowest), dtype=np.int64)] = True
    place = np.cumsum(is_level, dtype=np.int32) - 1
    codes = np.empty(len(values), dtype=np.int32)
    for part in _parts(len(values)):
        codes[part] = place[np.subtract(values[part], int(lowest), dtype=np.int64)]
    return codes, [str(int(level) + int(lowest)) for level in np.flatnonzero(is_level)]


def _parts(rows: int) -> Iterator[slice]:
    return (slice(first, first + _AT_ONCE) for first in range(0, rows, _AT_ONCE))


class Frame:
    """Named columns. Each is turned into a variable when first asked for, and kept.

    `data` is a dict of numpy arrays, or a table that speaks the Arrow PyCapsule protocol: of
    pandas, polars, pyarrow, DuckDB.
    """

    def __init__(self, data: Any) -> None:
        self._data = data if isinstance(data, Mapping) else Table(data)
        names = self._data.columns if isinstance(self._data, Table) else self._data
        self._names = [str(name) for name in names]
        self._variables: dict[str, Variable] = {}
        self._factors: dict[str, Categories] = {}

    @property
    def names(self) -> list[str]:
        return list(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __len__(self) -> int:
        """How many rows it has."""
        return len(self[self._names[0]]) if self._names else 0

    def __getitem__(self, name: str) -> Variable:
        if name not in self._variables:
            if name not in self._names:
                raise InvalidArgument(
                    f"The data has no column {name!r}; it has {', '.join(self._names)}."
                )
            self._variables[name] = to_variable(self._column(name), name)
        return self._variables[name]

    def _column(self, name: str) -> object:
        if not isinstance(self._data, Table):
            return self._data[name]
        if self._data.type(name) in {"boolean", "integer", "real"}:
            return np.asarray(self._data.doubles(name))
        codes, levels = self._data.categories(name)
        return Categories(np.asarray(codes), levels)

    def factor(self, name: str) -> Categories:
        """The levels of a column of any kind, found once and kept."""
        if name not in self._factors:
            self._factors[name] = to_categories(self[name])
        return self._factors[name]

    def numbers(self, name: str) -> Numbers:
        variable = self[name]
        if isinstance(variable, Categories):
            raise InvalidArgument(f"Column {name!r} holds categories; give a column of numbers.")
        return variable

    def floats(self, name: str) -> NDArray[np.float64]:
        return to_borrow(self.numbers(name), np.float64)

    def ids(self, name: str) -> Numbers | tuple[Numbers, list[str]]:
        """As `SurveyDesign` takes identifiers."""
        variable = self[name]
        if isinstance(variable, Categories):
            return variable.codes, list(variable.levels)
        if variable.dtype == np.float32:
            return variable.astype(np.float64)
        return variable.view(np.uint8) if variable.dtype == np.bool_ else variable

    def add(self, name: str, values: object) -> None:
        """A further column, computed from others; one of the same name is taken over."""
        variable = to_variable(values, name)
        if self._names and len(variable) != len(self[self._names[0]]):
            raise InvalidArgument(
                f"Column {name!r} has {len(variable)} rows and the data "
                f"{len(self[self._names[0]])}; give one for each."
            )
        if name not in self._names:
            self._names.append(name)
        self._variables[name] = variable
        self._factors.pop(name, None)

    def with_column(self, name: str, variable: Variable) -> Frame:
        """The same columns and one more, or another in its place."""
        out = copy.copy(self)
        out._names = self._names if name in self._names else [*self._names, name]
        out._variables = {**self._variables, name: variable}
        out._factors = {known: f for known, f in self._factors.items() if known != name}
        return out
