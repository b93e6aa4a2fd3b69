# SPDX-License-Identifier: Apache-2.0
"""What every kind of sample has, however its error is told."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan.survey.frame import Frame

_S = TypeVar("_S", bound="Sample")


def as_list(given: str | Sequence[str] | None) -> list[str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else list(given)


class Sample:
    """Named columns and how they were drawn: the common base of `Design` and `ReplicateDesign`."""

    _frame: Frame
    _core: Any

    @property
    def frame(self) -> Frame:
        """The columns, by name."""
        return self._frame

    @property
    def core(self) -> Any:
        """As the compiled part has it."""
        return self._core

    @property
    def weights(self) -> NDArray[np.float64]:
        """The weight of each row."""
        out: NDArray[np.float64] = self._core.weights
        return out

    @property
    def df(self) -> float:
        """Degrees of freedom, or as given: of a design by stages its units of stage 1 with a case
        minus strata with one, of replicates the rank of their weights minus 1."""
        return float(self._core.df())

    @property
    def domain(self) -> NDArray[np.bool_]:
        """True where a row counts."""
        out: NDArray[np.bool_] = self._core.domain
        return out

    def __len__(self) -> int:
        """Rows of the data, inside the domain or not."""
        return len(self._core)

    def with_core(self: _S, core: Any) -> _S:
        """The same columns under another design."""
        out = copy.copy(self)
        out._core = core
        return out

    def with_frame(self: _S, frame: Frame) -> _S:
        """The same design over columns of as many rows."""
        out = copy.copy(self)
        out._frame = frame
        return out

    def subset(self: _S, mask: ArrayLike) -> _S:
        """The same sample, of which only the rows where `mask` holds count.

        Units without such a row stay in the sample: never delete rows instead.
        """
        return self.with_core(
            self._core.subset(np.ascontiguousarray(np.asarray(mask), dtype=np.bool_))
        )
