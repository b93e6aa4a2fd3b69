# SPDX-License-Identifier: Apache-2.0
"""Arrays and buffers of every odd kind: read right, or refused in a sentence; never a crash."""

from __future__ import annotations

import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

import actionplan as ap
from actionplan import _core
from actionplan.survey import Design


class LongerThanItIs(np.ndarray[Any, Any]):
    def __len__(self) -> int:
        return 10**7


class ShorterThanItIs(np.ndarray[Any, Any]):
    def __len__(self) -> int:
        return 1


class LyingSequence(Sequence[float]):
    def __init__(self, says: int, has: int) -> None:
        self.says, self.has = says, has

    def __len__(self) -> int:
        return self.says

    def __getitem__(self, index: Any) -> Any:
        if not 0 <= index < self.has:
            raise IndexError(index)
        return float(index)


class Endless:
    def __len__(self) -> int:
        return 3

    def __iter__(self) -> Iterator[float]:
        while True:
            yield 1.0


def unaligned(values: Any) -> np.ndarray[Any, Any]:
    raw = np.zeros(values.nbytes + 1, np.uint8)
    odd = raw[1:].view(np.dtype((np.void, values.nbytes)))
    out = np.frombuffer(raw, values.dtype, len(values), offset=1)
    out[:] = values
    assert not out.flags.aligned
    assert len(odd) == 1
    return out


NUMBERS = np.arange(3.0)
LIES: list[Any] = [
    NUMBERS.view(LongerThanItIs),
    NUMBERS.view(ShorterThanItIs),
    np.arange(3).view(LongerThanItIs),
    np.array(["2016-01-01"] * 3, "datetime64[D]").view(LongerThanItIs),
    np.array(["a", "b", "c"], object).view(LongerThanItIs),
    LyingSequence(10**7, 3),
    LyingSequence(2, 3),
    Endless(),
]


@pytest.mark.parametrize("values", LIES, ids=lambda values: type(values).__name__)
def test_a_length_that_lies_is_refused(values: Any) -> None:
    with pytest.raises((ap.InvalidArgument, IndexError)):
        ap.Frame({"x": values})


@pytest.mark.parametrize("says", [-1, 2**40, 2**62])
def test_so_is_one_that_cannot_be(says: int) -> None:
    with pytest.raises((ap.InvalidArgument, ValueError, MemoryError, IndexError)):
        ap.Frame({"x": LyingSequence(says, 3)})
    with pytest.raises((TypeError, ValueError, MemoryError, IndexError)):
        ap.Agency("a", "A", LyingSequence(says, 3))  # type: ignore[arg-type]


STRANGE: dict[str, Callable[[], Any]] = {
    "backwards": lambda: np.array([3.0, 2.0, 1.0])[::-1],
    "every second": lambda: np.array([1.0, 9.0, 2.0, 9.0, 3.0, 9.0])[::2],
    "a column": lambda: np.array([[1.0, 9.0], [2.0, 9.0], [3.0, 9.0]])[:, 0],
    "unaligned": lambda: unaligned(np.array([1.0, 2.0, 3.0])),
    "unaligned backwards": lambda: unaligned(np.array([3.0, 2.0, 1.0]))[::-1],
    "another byte order": lambda: np.array([1.0, 2.0, 3.0]).astype(">f8"),
    "halves": lambda: np.array([1.0, 2.0, 3.0], np.float16),
    "long": lambda: np.array([1.0, 2.0, 3.0], np.longdouble),
    "bytes": lambda: np.array([1, 2, 3], np.int8),
    "unsigned": lambda: np.array([1, 2, 3], np.uint64),
    "memoryview": lambda: memoryview(array.array("d", [1.0, 2.0, 3.0])),
    "memoryview backwards": lambda: memoryview(array.array("d", [3.0, 2.0, 1.0]))[::-1],
    "memoryview of bytes": lambda: memoryview(b"\x01\x02\x03"),
    "array": lambda: array.array("i", [1, 2, 3]),
    "bytearray": lambda: bytearray(b"\x01\x02\x03"),
    "masked": lambda: np.ma.MaskedArray([1.0, 2.0, 3.0]),
    "subclass": lambda: np.array([1.0, 2.0, 3.0]).view(np.recarray),
    "repeated": lambda: np.concatenate([[1.0], np.broadcast_to(2.0, 1), [3.0]]),
}


@pytest.mark.parametrize("name", STRANGE)
def test_odd_memory_is_read_right(name: str) -> None:
    frame = ap.Frame({"x": STRANGE[name]()})
    assert frame.to_polars()["x"].cast(float).to_list() == [1.0, 2.0, 3.0]
    design = Design({"x": STRANGE[name](), "w": np.ones(3)}, weights="w")
    assert design.mean("x").estimate.tolist() == [2.0]


@pytest.mark.parametrize(
    "values",
    [
        np.zeros((3, 2)),
        np.array(1.0),
        np.zeros((0, 3)),
        np.array([1j, 2j, 3j]),
        np.array([b"a", b"b", b"c"]),
        np.zeros(3, [("a", "f8"), ("b", "i4")]),
        memoryview(bytes(12)).cast("B", (3, 4)),
    ],
    ids=lambda values: f"{getattr(values, 'dtype', 'memory')} {values.ndim}",
)
def test_what_is_no_column_of_numbers_is_refused(values: Any) -> None:
    with pytest.raises((ap.InvalidArgument, TypeError)):
        ap.Frame({"x": values})
    with pytest.raises((ap.InvalidArgument, TypeError)):
        Design({"x": values, "w": np.ones(3)}, weights="w").mean("x")


def test_nothing_at_all() -> None:
    frame = ap.Frame({"x": np.zeros(0), "y": memoryview(b"")})
    assert len(frame) == 0
    with pytest.raises((ap.InvalidArgument, ap.EstimationError)):
        Design({"x": np.zeros(0), "w": np.zeros(0)}, weights="w").mean("x")


def test_a_buffer_in_use_cannot_change_its_size() -> None:
    numbers = array.array("d", [1.0, 2.0, 3.0])
    frame = ap.Frame({"x": numbers})
    with pytest.raises(BufferError):
        numbers.append(4.0)
    assert len(frame) == 3


def test_a_column_that_shrinks_while_it_is_looked_at_is_refused() -> None:
    class Shrinking(list[float]):
        def __iter__(self) -> Iterator[float]:
            while self:
                yield self.pop()
                if self:
                    self.pop()

    with pytest.raises(ap.InvalidArgument, match="its length is not what it says"):
        ap.Frame({"x": Shrinking([1.0, 2.0, 3.0, 4.0])})


def test_categories_without_their_words_are_refused() -> None:
    import pandas as pd

    frame = pd.DataFrame({"x": pd.Categorical(["a", "b"])})
    codes = frame["x"].cat.codes.to_numpy()
    assert codes.tolist() == [0, 1]
    with pytest.raises((ap.InvalidArgument, TypeError, ValueError)):
        ap.Frame({"x": pd.Categorical.from_codes([0, 7], ["a"])})


# The compiled functions take arrays of exactly one form each.
FORMS: list[Any] = [
    *(make() for make in STRANGE.values()),
    np.zeros((2, 2)),
    np.array(1.0),
    np.zeros(0),
    np.array(["a", "b", "c"]),
    NUMBERS.view(LongerThanItIs),
    NUMBERS.view(ShorterThanItIs),
    memoryview(b""),
    None,
    object(),
]
TAKERS = [name for name in vars(_core) if name.startswith("survey_")] + ["SurveyDesign"]


@pytest.mark.parametrize("name", TAKERS)
def test_compiled_functions_refuse_what_they_cannot_borrow(name: str) -> None:
    function = getattr(_core, name)
    for form in FORMS:
        for count in range(1, 7):
            try:
                function(*[form] * count)
            except (TypeError, ValueError, ap.Error):
                continue


@pytest.mark.parametrize("mask", FORMS, ids=lambda form: type(form).__name__)
def test_a_mask_is_a_mask(mask: Any) -> None:
    design = Design({"x": NUMBERS, "w": np.ones(3)}, weights="w")._core
    if isinstance(mask, np.ndarray) and mask.shape == (3,) and mask.dtype in (bool, np.uint8):
        return
    with pytest.raises((TypeError, ap.InvalidArgument)):
        design.subset(mask)
