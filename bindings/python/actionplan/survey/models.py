# SPDX-License-Identifier: Apache-2.0
"""Regression and tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np

from actionplan._core import (
    DfRule,
    Family,
    IndependenceStatistic,
    InvalidArgument,
    Missing,
    SurveyGlm,
    TestResult,
    survey_glm,
    survey_independence_test,
    survey_t_test,
    survey_wald_test,
)
from actionplan.survey.estimates import Estimates
from actionplan.survey.formula import Model
from actionplan.survey.frame import Categories, Frame, to_categories

_D = TypeVar("_D", bound="Models")


class Glm(Estimates):
    """A fitted model: its coefficients as `Estimates`, and how it was found."""

    def __init__(self, core: SurveyGlm, names: Sequence[str]) -> None:
        super().__init__(core.coefficients, names)
        self._fit = core

    @property
    def iterations(self) -> int:
        """Until the coefficients stood still; a model that does not get there is refused."""
        return self._fit.iterations

    @property
    def deviance(self) -> float:
        """With weights of mean 1 over the cases."""
        return self._fit.deviance

    @property
    def dispersion(self) -> float:
        """Weighted mean square of Pearson residuals."""
        return self._fit.dispersion

    def wald_test(self, names: str | Sequence[str]) -> TestResult:
        """Are the coefficients with these names all zero? F with their number and the df."""
        wanted = [names] if isinstance(names, str) else list(names)
        lacking = [name for name in wanted if name not in self.labels]
        if lacking:
            raise InvalidArgument(
                f"There is no coefficient {', '.join(lacking)}; there are {', '.join(self.labels)}."
            )
        return survey_wald_test(self.core, [self.labels.index(name) for name in wanted])

    def t_test(self, name: str) -> TestResult:
        """Is the coefficient zero? Student's t, two-sided."""
        return survey_t_test(self[name])


@dataclass(frozen=True)
class TTest:
    """The estimated effect with its error, and the test of it."""

    effect: Estimates
    test: TestResult


class Models:
    """The methods of `Design` about models and tests."""

    _frame: Frame
    _core: Any

    def glm(
        self,
        formula: str,
        *,
        family: Family | str = "gaussian",
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        max_iterations: int = 50,
    ) -> Glm:
        """Regression by weighted likelihood with the design's covariance.

        Args:
            formula: such as `"api00 ~ ell + meals"`; see `actionplan.survey.formula`.
            family: `gaussian`, `binomial` (logistic) or `poisson`.
            missing: `refuse`, or `omit` cases of which a variable is missing, as a domain.
            df: of the design, `domain` or `design` as in `mean`, to which 1 is added and the number
                of coefficients taken off; or the coefficients' own as a number.

        Raises:
            EstimationError: columns that depend on each other; outcomes that are separated; no
                degrees of freedom left.
        """
        model = Model(formula, self._frame, self._core.domain)
        if model.outcome is None:
            raise InvalidArgument(f"Formula {formula!r} names no outcome before ~.")
        core = survey_glm(
            self._core,
            model.outcome,
            model.matrix,
            family=family,
            missing=missing,
            df_rule=df if isinstance(df, str) else DfRule.domain,
            df=None if isinstance(df, str) else float(df),
            max_iterations=max_iterations,
            labels=model.names,
        )
        return Glm(core, model.names)

    def t_test(
        self,
        variable: str,
        by: str | None = None,
        *,
        mu: float = 0.0,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
    ) -> TTest:
        """Is the mean `mu`, or with `by` the difference of the means of two groups?

        The difference is second minus first level, with the degrees of freedom of the design
        minus 1.
        """
        if by is not None:
            groups = to_categories(self._frame[by])
            inside = np.asarray(self._core.domain)
            present = np.unique(groups.codes[inside & (groups.codes >= 0)])
            if len(present) != 2:
                raise InvalidArgument(
                    f"Column {by!r} has {len(present)} groups with a case; a difference needs two."
                )
            fit = self.glm(f"`{variable}` ~ C(`{by}`)", missing=missing, df=df)
            effect = fit.contrast({f"{variable}: difference by {by}": [0.0, 1.0]})
        else:
            effect = cast(Any, self).mean(variable, missing=missing, df=df)
            if len(effect) != 1:
                raise InvalidArgument(f"Column {variable!r} holds categories; give numbers.")
            if mu != 0:
                effect = Estimates.of(
                    effect.labels, effect.estimate - mu, effect.cov, effect.df, effect.n
                )
        return TTest(effect, survey_t_test(effect[0]))

    def independence_test(
        self,
        rows: str,
        columns: str,
        *,
        statistic: IndependenceStatistic | str = "f",
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
    ) -> TestResult:
        """Are two columns of categories independent?

        Args:
            statistic: `f`, Pearson's with Rao and Scott's second-order correction; `chisq`, with
                the mean design effect; `wald`, `adjusted_wald`; `combination` and `saddlepoint`,
                with the distribution of a sum of chi-squares.
            missing: `refuse`, or `omit` cases of which one is missing, as a domain.
        """
        first, second = (to_categories(self._frame[name]) for name in (rows, columns))
        height = len(first.levels)
        is_missing = (first.codes < 0) | (second.codes < 0)
        codes = np.where(is_missing, -1, second.codes.astype(np.int64) * height + first.codes)
        count = height * len(second.levels)
        name = f"{rows} x {columns}"
        is_wald = str(statistic) in {"wald", "adjusted_wald"}
        cells = self._cells(codes, count, name, is_wald, missing, df)
        return survey_independence_test(cells.core, height, len(second.levels), statistic)

    def _cells(
        self,
        codes: Any,
        count: int,
        name: str,
        totals: bool,
        missing: Missing | str,
        df: DfRule | str | float,
    ) -> Estimates:
        table = Categories(codes, [str(code) for code in range(count)])
        design: Any = self._with_frame(self._frame.with_column(name, table))
        estimate = design.total if totals else design.mean
        found: Estimates = estimate(name, missing=missing, df=df, covariance=True)
        return found

    def _with_frame(self: _D, frame: Frame) -> _D:
        out = object.__new__(type(self))
        out.__dict__.update(self.__dict__)
        out._frame = frame
        return out
