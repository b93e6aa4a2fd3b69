# SPDX-License-Identifier: Apache-2.0
"""Results whose intervals are laid on a scale of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from actionplan._core import (
    EstimationError,
    InvalidArgument,
    ProportionMethod,
    SurveyEstimates,
    survey_proportion_intervals,
)
from actionplan.survey.estimates import Estimates, Floats

if TYPE_CHECKING:
    from actionplan.survey.domains import Domains


class Quantiles(Estimates):
    """Quantiles; their intervals are of the level with which they were computed."""

    def __init__(
        self,
        core: SurveyEstimates,
        statistics: Sequence[str],
        domains: Domains | None,
        intervals: Floats,
        level: float,
    ) -> None:
        super().__init__(core, statistics, domains)
        self._intervals = intervals
        self._level = level

    @property
    def intervals(self) -> Floats:
        """Rows (lower, upper); an end beyond the sample is NaN."""
        return self._intervals

    def _interval_rows(self, level: float) -> Floats:
        if level != self._level:
            raise InvalidArgument(
                f"The intervals were computed at the level {self._level}, not {level}; "
                f"ask for the quantiles with level={level}."
            )
        return self._intervals


class Proportions(Estimates):
    """Proportions; their intervals are laid on the scale of `method`."""

    def __init__(
        self,
        core: SurveyEstimates,
        statistics: Sequence[str],
        domains: Domains | None,
        method: ProportionMethod | str,
        sample_size: int | None = None,
        *,
        declared_deff: float | None = None,
        logit_errors: list[float] | None = None,
    ) -> None:
        super().__init__(core, statistics, domains)
        self._method = ProportionMethod(method)
        self._declared_deff = declared_deff
        self._logit_errors = logit_errors
        self._for_intervals = core
        if sample_size is not None and len(core.covariance) == len(core):
            self._for_intervals = SurveyEstimates(
                labels=[""] * len(core),
                values=core.values.tolist(),
                covariance=core.covariance,
                df=core.df.tolist(),
                n=[sample_size],
            )

    @property
    def method(self) -> ProportionMethod:
        """How the intervals were laid."""
        return self._method

    def _interval_rows(self, level: float) -> Floats:
        if len(self) == 1 and not self.domains and self.core.flags[0] == "no_df":
            raise EstimationError("The proportion has no degrees of freedom, so no interval.")
        found = self._intervals_of(self._for_intervals, level)
        if len(self.core.units) and self._for_intervals is not self.core:
            # Of what has no variance only the estimates themselves know the sampling units.
            is_without = ~np.isnan(self.core.units)
            found = np.where(is_without[:, None], self._intervals_of(self.core, level), found)
        return found

    def _intervals_of(self, core: SurveyEstimates, level: float) -> Floats:
        return survey_proportion_intervals(
            core, self._method, level, self._declared_deff, self._logit_errors
        )
