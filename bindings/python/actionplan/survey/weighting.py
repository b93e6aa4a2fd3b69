# SPDX-License-Identifier: Apache-2.0
"""Weights that meet what is known of the population."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan._core import (
    Bootstrap,
    CalibrationFunction,
    InvalidArgument,
    PpsJoint,
    PpsVariance,
    RakeResiduals,
    ReplicateMethod,
    survey_calibrate,
    survey_pps,
    survey_rake,
    survey_to_replicates,
    survey_trim,
)
from actionplan.survey.formula import Model
from actionplan.survey.frame import Frame, level_text, to_categories

_Names = str | Sequence[str]
_D = TypeVar("_D", bound="Weighting")


class Weighting:
    """What makes a design of another: the methods of `Design` about weights."""

    _frame: Frame
    _core: Any

    def with_core(self: _D, core: Any) -> _D:
        raise NotImplementedError

    def poststratify(self: _D, by: _Names, population: Mapping[Any, float]) -> _D:
        """Weights scaled to the population of each cell; replicates on their own.

        Args:
            by: the column of cells, or several whose combinations are the cells.
            population: people per level, or per tuple of levels.

        Raises:
            InvalidArgument: a cell of the sample without a population, or missing.
            EstimationError: a cell with people and no sampled weight.
        """
        return self.rake({(by if isinstance(by, str) else tuple(by)): population})

    def rake(
        self: _D,
        margins: Mapping[Any, Mapping[Any, float]],
        *,
        max_iterations: int = 1000,
        residuals: RakeResiduals | str = "weighted",
    ) -> _D:
        """Weights that meet several margins at once: `{"sex": {"F": 210, "M": 205}, ...}`.

        A key that is a tuple of columns is a margin of their combinations. See `poststratify`.
        `residuals="unweighted"` gives the variance that R's survey gives after raking.
        """
        given = [_margin(self._frame, by, population) for by, population in margins.items()]
        return self.with_core(survey_rake(self._core, given, max_iterations, residuals))

    def calibrate(
        self: _D,
        formula: str,
        totals: Mapping[str, float],
        *,
        function: CalibrationFunction | str = "linear",
        bounds: tuple[float | None, float | None] = (None, None),
        by_psu: bool = False,
    ) -> _D:
        """Weights with which the columns of a model add up to their totals in the population.

        Args:
            formula: such as `"~ stype + api99"`, read as in `glm`.
            totals: per column of the model: `{"(Intercept)": 6194, "stypeH": 755, ...}`.
            function: `linear` (the regression estimator), `raking` or `logit`.
            bounds: lowest and highest ratio of new to old weights.
            by_psu: the same ratio for all rows of a sampling unit.

        Raises:
            InvalidArgument: a column without a total, or a total without a column.
            EstimationError: no weights within the bounds meet the totals.
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
            )
        )

    def trim(self: _D, lower: float = 0.0, upper: float = math.inf) -> _D:
        """Weights cut at bounds; what is cut is spread over the other rows, so the total stays."""
        return self.with_core(survey_trim(self._core, float(lower), float(upper)))

    def standardize(self: _D, by: str, over: _Names, population: Mapping[Any, float]) -> _D:
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

    def pps(
        self: _D,
        p: str,
        *,
        joint: PpsJoint | str = "brewer",
        variance: PpsVariance | str = "horvitz_thompson",
        sum_p2_over_n: float | None = None,
        joint_probabilities: ArrayLike | None = None,
    ) -> _D:
        """The design of units drawn without replacement with unequal probabilities.

        Args:
            p: the column of probabilities of the row's sampling unit to be drawn.
            joint: `brewer`, `overton`, `hartley_rao`, or `given` with a matrix.
            variance: `horvitz_thompson` or `yates_grundy`; `brewer` has its own.
            sum_p2_over_n: for `hartley_rao`, the sum of squared probabilities over the population
                divided by the sample size; by default estimated.
            joint_probabilities: units x units, in the order in which rows first name them.
        """
        matrix = (
            None
            if joint_probabilities is None
            else np.asfortranarray(joint_probabilities, dtype=np.float64)
        )
        return self.with_core(
            survey_pps(
                self._core,
                self._frame.floats(p),
                joint=joint,
                variance=variance,
                sum_p2_over_n=sum_p2_over_n,
                joint_probabilities=matrix,
            )
        )

    def to_replicates(
        self,
        type: ReplicateMethod | str = "JKn",  # noqa: A002 - the word of the field
        *,
        replicates: int = 0,
        seed: int | None = None,
        bootstrap: Bootstrap | str = "rao_wu",
        rho: float = 0.5,
        mse: bool = False,
        ignore_strata: bool = False,
    ) -> Any:
        """A `ReplicateDesign` of this design, for any statistic.

        Args:
            type: JK1, JKn, JK2, BRR, Fay, bootstrap or successive-difference.
            replicates: how many, of a bootstrap (by default 500) or successive differences (80).
            seed: of a bootstrap, which needs one; the same gives the same replicates anywhere.
            bootstrap: `rao_wu`, `canty_davison` or `preston` (several stages).
            rho: of Fay's method.
            mse: squares about the estimate of the full sample.
            ignore_strata: JK1 of a stratified design; with `mse=True` the jackknife by which DHS
                reports the errors of rates.
        """
        from actionplan.survey.replicates import ReplicateDesign, to_method

        method = to_method(type)
        if method == "bootstrap" and seed is None:
            raise InvalidArgument("A bootstrap draws at random; give a seed, such as seed=1.")
        core = survey_to_replicates(
            self._core,
            method=method,
            bootstrap=bootstrap,
            replicates=replicates,
            seed=seed or 0,
            rho=rho,
            mse=mse,
            ignore_strata=ignore_strata,
        )
        out = object.__new__(ReplicateDesign)
        out._frame = self._frame
        out._core = core
        return out


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


def _margin(frame: Frame, by: Any, population: Mapping[Any, float]) -> _Margin:
    names = (by,) if isinstance(by, str) else tuple(by)
    codes, labels, _ = _cells(frame, names)
    name = " x ".join(names)
    return codes.astype(np.int32), _people(labels, name, population, codes), name, labels
