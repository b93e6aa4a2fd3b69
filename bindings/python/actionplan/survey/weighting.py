# SPDX-License-Identifier: Apache-2.0
"""Weights that meet what is known of the population."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from actionplan._core import (
    CalibrationFunction,
    InvalidArgument,
    RakeResiduals,
    WeightSummary,
    survey_calibrate,
    survey_rake,
    survey_trim,
    survey_weight_summary,
)
from actionplan.survey.formula import Model
from actionplan.survey.frame import Frame, level_text, to_categories
from actionplan.survey.sample import Sample

_Names = str | Sequence[str]
_W = TypeVar("_W", bound="Weighting")


class Weighting(Sample):
    """What makes a design of another: the methods about weights."""

    def weight_summary(self) -> WeightSummary:
        """The spread of the weights of the domain, and what it costs: Kish's design effect."""
        return survey_weight_summary(self._core)

    def poststratify(self: _W, by: _Names, population: Mapping[Any, float]) -> _W:
        """Weights scaled to the population of each cell; replicates on their own.

        Rows outside the domain keep their weights: what is missing or has no population there does
        not matter.

        Args:
            by: the column of cells, or several whose combinations are the cells.
            population: people per level, or per tuple of levels.

        Raises:
            InvalidArgument: a cell of the sample without a population, or missing.
            EstimationError: a cell with people and no sampled weight.
        """
        return self.rake({(by if isinstance(by, str) else tuple(by)): population})

    def rake(
        self: _W,
        margins: Mapping[Any, Mapping[Any, float]],
        *,
        max_iterations: int = 1000,
        residuals: RakeResiduals | str = "weighted",
    ) -> _W:
        """Weights that meet several margins at once: `{"sex": {"F": 210, "M": 205}, ...}`.

        A key that is a tuple of columns is a margin of their combinations. See `poststratify`.
        `residuals="unweighted"` gives the variance that R's survey gives after raking.
        """
        inside = np.asarray(self._core.domain)
        given = [_margin(self._frame, by, people, inside) for by, people in margins.items()]
        return self.with_core(survey_rake(self._core, given, max_iterations, residuals))

    def calibrate(
        self: _W,
        formula: str,
        totals: Mapping[str, float],
        *,
        function: CalibrationFunction | str = "linear",
        bounds: tuple[float | None, float | None] = (None, None),
        by_psu: bool = False,
        variance: str | Mapping[str, float] | None = None,
        allow_negative: bool = False,
    ) -> _W:
        """Weights with which the columns of a model add up to their totals in the population.

        Args:
            formula: such as `"~ stype + api99"`, read as in `glm`.
            totals: per column of the model: `{"(Intercept)": 6194, "stypeH": 755, ...}`.
            function: `linear` (the regression estimator), `raking` or `logit`.
            bounds: lowest and highest ratio of new to old weights.
            by_psu: the same ratio for all rows of a sampling unit.
            variance: of each row's outcome under the model, a column above 0, or coefficients of
                the model's columns: `calibrate("~ x - 1", ..., variance={"x": 1})` is the ratio
                estimator.
            allow_negative: weights below 0, which `linear` without bounds may give; they are
                refused otherwise.

        Raises:
            InvalidArgument: a column without a total, or a total without a column.
            EstimationError: no weights within the bounds meet the totals, or some are negative.
        """
        model = Model(formula, self._frame)
        if set(totals) != set(model.names):
            raise InvalidArgument(
                f"The model has the columns {', '.join(model.names)} and there are totals of "
                f"{', '.join(totals)}; give one for each."
            )
        lower, upper = bounds
        return self.with_core(
            survey_calibrate(
                self._core,
                model.matrix,
                [float(totals[name]) for name in model.names],
                function=function,
                lower=-math.inf if lower is None else float(lower),
                upper=math.inf if upper is None else float(upper),
                by_psu=by_psu,
                labels=model.names,
                variance=self._model_variance(model, variance),
                allows_negative=allow_negative,
            )
        )

    def _model_variance(
        self, model: Model, given: str | Mapping[str, float] | None
    ) -> NDArray[np.float64] | None:
        if given is None:
            return None
        if isinstance(given, str):
            return self._frame.floats(given)
        unknown = [name for name in given if name not in model.names]
        if unknown:
            raise InvalidArgument(
                f"The variance names {', '.join(unknown)}; the model has {', '.join(model.names)}."
            )
        coefficients = [float(given.get(name, 0.0)) for name in model.names]
        return np.ascontiguousarray(model.matrix @ np.array(coefficients))

    def trim(self: _W, lower: float = 0.0, upper: float = math.inf) -> _W:
        """Weights cut at bounds; what is cut is spread over the other rows, so the total stays."""
        return self.with_core(survey_trim(self._core, float(lower), float(upper)))

    def standardize(self: _W, by: str, over: _Names, population: Mapping[Any, float]) -> _W:
        """Weights under which the shares of `by` are those of a standard population in every cell
        of `over`, whose totals stay: direct standardisation.

        Restrict the design first to the cases that an estimate will use.
        """
        outer = (over,) if isinstance(over, str) else tuple(over)
        cells, names, shape = _cells(self._frame, outer)
        codes = to_categories(self._frame[by])
        inside = np.asarray(self._core.domain)
        is_used = inside & (cells >= 0)
        sums = np.bincount(
            cells[is_used], weights=np.asarray(self._core.weights)[is_used], minlength=shape
        )
        shares = np.array(_people(codes.levels, by, population, codes.codes, inside))
        shares = shares / shares.sum()
        joint = np.where((cells < 0) | (codes.codes < 0), -1, cells * len(shares) + codes.codes)
        people = (sums[:, None] * shares[None, :]).ravel().tolist()
        labels = [f"{name}.{level}" for name in names for level in codes.levels]
        name = " x ".join((*outer, by))
        margin = (joint.astype(np.int32), people, name, labels)
        return self.with_core(survey_rake(self._core, [margin], 1))


_Margin = tuple[NDArray[np.int32], list[float], str, list[str]]


def _cells(frame: Frame, names: tuple[str, ...]) -> tuple[NDArray[np.int64], list[str], int]:
    """A code per row over all combinations of levels, their names, and how many there are."""
    factors = [to_categories(frame[name]) for name in names]
    codes = np.zeros(len(factors[0]), dtype=np.int64)
    labels = [""]
    for factor in factors:
        is_missing = (factor.codes < 0) | (codes < 0)
        codes = np.where(is_missing, -1, codes * len(factor.levels) + factor.codes)
        labels = [
            f"{first}.{level}" if first else level for first in labels for level in factor.levels
        ]
    return codes, labels, len(labels)


def _people(
    levels: Sequence[str],
    name: str,
    population: Mapping[Any, float],
    codes: NDArray[Any],
    inside: NDArray[np.bool_] | None = None,
) -> list[float]:
    given: dict[str, float] = {}
    for key, people in population.items():
        parts = key if isinstance(key, tuple) else (key,)
        given[".".join(level_text(part) for part in parts)] = float(people)
    unknown = sorted(set(given) - set(levels))
    if unknown and any(given[key] != 0 for key in unknown):
        raise InvalidArgument(
            f"The population of {name!r} has {', '.join(unknown)}, of which there is no case; "
            f"the levels are {', '.join(levels)}."
        )
    used = codes if inside is None else codes[inside]
    lacking = [
        levels[code] for code in np.unique(used[used >= 0]).tolist() if levels[code] not in given
    ]
    if lacking:
        raise InvalidArgument(
            f"The population of {name!r} is not given for {', '.join(lacking)}; "
            "give one for each level in the sample."
        )
    return [given.get(level, 0.0) for level in levels]


def _margin(
    frame: Frame, by: Any, population: Mapping[Any, float], inside: NDArray[np.bool_]
) -> _Margin:
    names = (by,) if isinstance(by, str) else tuple(by)
    codes, labels, _ = _cells(frame, names)
    name = " x ".join(names)
    return codes.astype(np.int32), _people(labels, name, population, codes, inside), name, labels
