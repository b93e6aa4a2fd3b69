# SPDX-License-Identifier: Apache-2.0
"""Regression and tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actionplan._core import (
    Alternative,
    DfRule,
    Family,
    IndependenceStatistic,
    InvalidArgument,
    Link,
    Missing,
    SurveyGlm,
    SurveyReplicateDesign,
    TestResult,
    survey_delta,
    survey_glm,
    survey_independence_test,
    survey_mean_at,
    survey_t_test,
    survey_wald_test,
)
from actionplan.survey.estimates import Estimates, Floats
from actionplan.survey.estimators import Estimators
from actionplan.survey.formula import Model
from actionplan.survey.frame import Categories, Frame, to_categories

MOST_PREDICTED = 5000
MOST_MARGINS = 50


class Glm(Estimates):
    """A fitted model: its coefficients as `Estimates`, and how it was found."""

    def __init__(
        self,
        core: SurveyGlm,
        model: Model,
        design: Models,
        family: Family | str = "gaussian",
        link: Link | str = "canonical",
        *,
        with_influence: Callable[[], SurveyGlm],
    ) -> None:
        super().__init__(core.coefficients, model.names)
        self._fit = core
        self._with_influence = with_influence  # which is as large as the model matrix
        self._model = model
        self._design = design
        self._family = family
        self._link = link

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

    @property
    def family(self) -> Family:
        """The distribution that was fitted."""
        return Family(self._family)

    @property
    def link(self) -> Link:
        """As it was asked for: `canonical` is the family's own."""
        return Link(self._link)

    @property
    def fitted_values(self) -> Floats:
        """Means of the outcome at the rows of the data; NaN where a column is missing."""
        return self._mean_at(self._model.matrix @ self.estimate)[0]

    @property
    def terms(self) -> dict[str, list[str]]:
        """The coefficients of each term of the formula; the intercept's term is empty."""
        return {term: list(names) for term, names in self._model.names_of_term.items()}

    def wald_test(self, names: str | Sequence[str]) -> TestResult:
        """Are the coefficients with these names all zero? F with their number and the df."""
        wanted = [names] if isinstance(names, str) else list(names)
        lacking = [name for name in wanted if name not in self.labels]
        if lacking:
            raise InvalidArgument(
                f"There is no coefficient {', '.join(lacking)}; there are {', '.join(self.labels)}."
            )
        return survey_wald_test(self.core, [self.labels.index(name) for name in wanted])

    def term_test(self, term: str) -> TestResult:
        """Has a whole term of the formula, such as `"stype"` or `"a:b"`, no effect? Wald's F of
        all its coefficients (Korn and Graubard 1990)."""
        parts = set(term.split(":"))
        for known, names in self._model.names_of_term.items():
            if known and set(known.split(":")) == parts:
                return self.wald_test(names)
        known_terms = ", ".join(known for known in self._model.names_of_term if known)
        raise InvalidArgument(f"The formula has no term {term!r}; it has {known_terms}.")

    def t_test(self, name: str, alternative: Alternative | str = "two_sided") -> TestResult:
        """Is the coefficient zero? Student's t; `greater` or `less` against one side."""
        return survey_t_test(self[name], alternative)

    def predict(self, data: Any, *, type: str = "response") -> Estimates:  # noqa: A002
        """Means of the outcome at the rows of `data`, with their covariance by the delta method.

        Args:
            data: as for `Design`; the columns of the formula, without the outcome.
            type: `response`, or `link` for the linear predictor.

        Raises:
            InvalidArgument: a missing value, a level that the model has no case of, more than 5000
                rows.
        """
        if type not in {"response", "link"}:
            raise InvalidArgument(f"The type is {type!r}; it is response or link.")
        frame = data if isinstance(data, Frame) else Frame(data)
        if len(frame) > MOST_PREDICTED:
            raise InvalidArgument(
                f"There are {len(frame)} rows to predict; give at most {MOST_PREDICTED} at once, "
                "since each has a covariance with every other."
            )
        matrix = self._model.matrix_of(frame)
        if np.isnan(matrix).any():
            row = int(np.argmax(np.isnan(matrix).any(axis=1)))
            raise InvalidArgument(f"A column of the model is missing in row {row}; leave it out.")
        means, slopes = matrix @ self.estimate, np.ones(len(matrix))
        if type == "response":
            means, slopes = self._mean_at(means)
        core = survey_delta(
            self.core,
            means.tolist(),
            np.asfortranarray(slopes[:, None] * matrix),
            [str(row) for row in range(len(matrix))],
        )
        return Estimates(core)

    def margins(self, column: str) -> Estimates:
        """Predictive margins: for each level of a column, the mean outcome that the model gives if
        all of the domain's population had it and kept its other columns.

        The error is that of the coefficients and of who is in the sample (Graubard and Korn 1999,
        Biometrics 55, 652), by linearisation or replicates. A column of numbers takes each of the
        values that occur, of which there may be 50.
        """
        design = self._design
        frame, used = design.frame, self._model.complete & np.asarray(design.domain)
        levels = frame.factor(column).levels
        if len(levels) > MOST_MARGINS:
            raise InvalidArgument(
                f"Column {column!r} has {len(levels)} values; margins are of at most "
                f"{MOST_MARGINS}."
            )
        weights = np.where(used, np.asarray(design.weights), 0.0)
        codes = frame.factor(column).codes
        met = [code for code in range(len(levels)) if (codes[used] == code).any()]
        matrices = [self._model.matrix_of(_all_at(frame, column, code)) for code in met]
        for matrix in matrices:
            matrix[~used] = 0.0
        labels = [f"{column}={levels[code]}" for code in met]
        values, covariance = self._margins(matrices, weights, used)
        return Estimates.of(
            labels, values, covariance, float(self.df[0]), int(self.n[0]), float(weights.sum())
        )

    def _margins(
        self, matrices: Sequence[Floats], weights: Floats, used: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        core = self._design.core
        coefficients_by = self._with_influence().influence
        if isinstance(core, SurveyReplicateDesign):
            columns = core.replicate_weights
            replicates = np.array(
                [
                    self._means(matrices, np.where(used, columns[:, r], 0.0), coefficients)
                    for r, coefficients in enumerate(coefficients_by)
                ]
            )
            values = self._means(matrices, weights, self.estimate)
            return values, core.covariance(np.asfortranarray(replicates), values.tolist())
        found = []
        influence = np.empty((len(weights), len(matrices)), order="F")
        for place, matrix in enumerate(matrices):
            means, slopes = self._mean_at(matrix @ self.estimate)
            mean = weights @ np.where(used, means, 0.0) / weights.sum()
            slope = (weights * slopes) @ matrix / weights.sum()
            own = np.where(used, weights * (means - mean), 0.0) / weights.sum()
            influence[:, place] = own + coefficients_by @ slope
            found.append(mean)
        return np.array(found), core.covariance(influence)

    def _means(self, matrices: Sequence[Floats], weights: Floats, coefficients: Floats) -> Floats:
        is_used = weights != 0
        return np.array(
            [
                weights[is_used]
                @ self._mean_at(matrix[is_used] @ coefficients)[0]
                / weights[is_used].sum()
                for matrix in matrices
            ]
        )

    def _mean_at(self, predictors: Floats) -> tuple[Floats, Floats]:
        both = survey_mean_at(self._family, self._link, predictors.tolist())
        return both[:, 0], both[:, 1]


def _all_at(frame: Frame, column: str, code: int) -> Frame:
    """The same rows, each with one level of a column."""
    variable = frame[column]
    if isinstance(variable, Categories):
        every = np.full(len(frame), code, dtype=np.int32)
        return frame.with_column(column, Categories(every, variable.levels))
    place = int(np.argmax(frame.factor(column).codes == code))
    return frame.with_column(column, np.full(len(frame), variable[place]))


@dataclass(frozen=True)
class TTest:
    """The estimated effect with its error, and the test of it."""

    effect: Estimates
    test: TestResult


class Models(Estimators):
    """The methods about models and tests."""

    def glm(
        self,
        formula: str,
        *,
        family: Family | str = "gaussian",
        link: Link | str = "canonical",
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        max_iterations: int = 50,
    ) -> Glm:
        """Regression by weighted likelihood with the design's covariance.

        Args:
            formula: such as `"api00 ~ ell + meals"`; see `actionplan.survey.formula`.
            family: `gaussian`, `binomial` (logistic), `poisson` or `gamma` (amounts above 0).
            link: in place of the family's own: `identity`, `log`, `logit`, `probit`, `cloglog`,
                `inverse`.
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
        outcome = model.outcome

        def fit(keeps_influence: bool = False) -> SurveyGlm:
            return survey_glm(
                self._core,
                outcome,
                model.matrix,
                family=family,
                link=link,
                missing=missing,
                df_rule=df if isinstance(df, str) else DfRule.domain,
                df=None if isinstance(df, str) else float(df),
                max_iterations=max_iterations,
                labels=model.names,
                keeps_influence=keeps_influence,
            )

        return Glm(fit(), model, self, family, link, with_influence=lambda: fit(True))

    def t_test(
        self,
        variable: str,
        by: str | None = None,
        *,
        mu: float = 0.0,
        alternative: Alternative | str = "two_sided",
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
    ) -> TTest:
        """Is the mean `mu`, or with `by` the difference of the means of two groups?

        The difference is second minus first level, with the degrees of freedom of the design
        minus 1. `alternative` is `two_sided`, or `greater` or `less` than `mu` (of a
        difference, than 0).
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
            effect = self.mean(variable, missing=missing, df=df)
            if len(effect) != 1:
                raise InvalidArgument(f"Column {variable!r} holds categories; give numbers.")
            if mu != 0:
                effect = Estimates.of(
                    effect.labels, effect.estimate - mu, effect.cov, effect.df, effect.n
                )
        return TTest(effect, survey_t_test(effect[0], alternative))

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
            statistic: `f`, Pearson's with Rao and Scott's second-order correction;
                `likelihood_ratio`, G^2 with the same; `chisq`, with the mean design effect; `wald`,
                `adjusted_wald`; `combination` and `saddlepoint`, with the distribution of a sum of
                chi-squares.
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
        design: Any = self.with_frame(self._frame.with_column(name, table))
        estimate = design.total if totals else design.mean
        found: Estimates = estimate(name, missing=missing, df=df, covariance=True)
        return found
