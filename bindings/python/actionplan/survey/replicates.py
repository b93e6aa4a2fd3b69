# SPDX-License-Identifier: Apache-2.0
"""Samples whose error is told by replicate weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan._core import (
    InvalidArgument,
    ReplicateMethod,
    SurveyReplicateDesign,
    survey_replicated,
)
from actionplan.survey.estimates import Estimates
from actionplan.survey.frame import Frame, Numbers, to_variable
from actionplan.survey.models import Models
from actionplan.survey.weighting import Weighting


class ReplicateDesign(Weighting, Models):
    """A sample with replicate weights, with the estimators, weighting and models of `Design`.

    `data` is as for `Design`, and its columns are borrowed.

    Args:
        weights: weights of the full sample.
        repweights: names of the columns of replicate weights, a pattern that their names match in
            full (`"PWGTP[0-9]+"`), or an array of rows x replicates.
        type: how they were made: JK1, JKn, JK2, BRR, Fay, bootstrap, ACS, successive-difference or
            other; it sets the scale.
        combined: they are weights; False: factors of the weights.
        rho: of Fay's method, which needs it (or a scale); it is refused of any other.
        scale, rscales: in place of the type's, over all replicates and for each.
        mse: squares about the estimate of the full sample, not about the replicates' mean.
        df: degrees of freedom, in place of the rank of the weights minus 1.
        population: to which the weights are scaled.
    """

    _core: SurveyReplicateDesign

    def __init__(
        self,
        data: Any,
        /,
        *,
        weights: str,
        repweights: str | Sequence[str] | ArrayLike,
        type: ReplicateMethod | str = "other",  # noqa: A002 - the word of the field
        combined: bool = True,
        rho: float | None = None,
        scale: float | None = None,
        rscales: ArrayLike | None = None,
        mse: bool = False,
        df: float | None = None,
        population: float | None = None,
    ) -> None:
        self._frame = data if isinstance(data, Frame) else Frame(data)
        self._core = SurveyReplicateDesign(
            weights=self._frame.floats(weights),
            replicates=_replicates(self._frame, repweights),
            method=to_method(type),
            combined=combined,
            rho=rho,
            scale=scale,
            rscales=[] if rscales is None else np.atleast_1d(rscales).astype(float).tolist(),
            mse=mse,
            df=df,
            population=population,
        )

    @classmethod
    def of(cls, frame: Frame, core: SurveyReplicateDesign) -> ReplicateDesign:
        """From columns and what the compiled part made of them."""
        out = object.__new__(cls)
        out._frame = frame
        out._core = core
        return out

    @property
    def replicate_weights(self) -> NDArray[np.float64]:
        """Rows x replicates: a new array."""
        return self._core.replicate_weights

    @property
    def replicates(self) -> int:
        """How many there are."""
        return self._core.replicates

    @property
    def type(self) -> ReplicateMethod:
        """How the replicates were made."""
        return self._core.method

    @property
    def scale(self) -> float:
        """The factor of the sum of squares."""
        return self._core.scale

    @property
    def rscales(self) -> list[float]:
        """The factor of each replicate."""
        return self._core.rscales

    @property
    def mse(self) -> bool:
        """Whether squares are taken about the full estimate, not about the replicates' mean."""
        return self._core.mse

    def replicated(
        self,
        statistic: Callable[[NDArray[np.float64]], ArrayLike],
        labels: Sequence[str] | None = None,
    ) -> Estimates:
        """Any statistics of the weights, with their error.

        `statistic` takes the weights of all rows, 0 outside the domain, and returns one number or
        several, as many each time; it is called once and then for each replicate.

        Raises:
            EstimationError: a value that is not finite, or another number of values.
        """
        core = survey_replicated(
            self._core,
            lambda weights: np.atleast_1d(np.asarray(statistic(weights), dtype=np.float64)),
            list(labels or []),
        )
        names = core.labels if labels else [f"statistic{i}" for i in range(len(core))]
        return Estimates(core, names)


def to_method(type: ReplicateMethod | str) -> ReplicateMethod | str:  # noqa: A002
    """`JK1`, `successive-difference` and the like, as they are written elsewhere."""
    return type.lower().replace("-", "_")


def _replicates(frame: Frame, given: str | Sequence[str] | ArrayLike) -> list[Numbers]:
    if isinstance(given, str):
        pattern = re.compile(given)
        names = [name for name in frame.names if pattern.fullmatch(name)]
        if not names:
            raise InvalidArgument(
                f"No column matches {given!r}; give a pattern of their names, or a list of them."
            )
        return [frame.numbers(name) for name in names]
    if isinstance(given, Sequence) and all(isinstance(name, str) for name in given):
        return [frame.numbers(str(name)) for name in given]
    array = np.asarray(given)
    if array.ndim != 2:
        raise InvalidArgument(
            f"The replicate weights have {array.ndim} dimensions; give rows x replicates."
        )
    return [
        to_variable(array[:, place], f"replicate {place}")  # type: ignore[misc]
        for place in range(array.shape[1])
    ]
