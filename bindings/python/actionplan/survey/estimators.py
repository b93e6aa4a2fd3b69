# SPDX-License-Identifier: Apache-2.0
"""What is estimated from a sample of any kind."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from actionplan._core import (
    DfRule,
    EmptyReplicates,
    InvalidArgument,
    Missing,
    ProportionMethod,
    QuantileRule,
    SurveyEstimates,
    SurveyOptions,
    SurveyReplicateDesign,
    survey_delta,
    survey_logit_errors,
    survey_mean,
    survey_quantile,
    survey_ratio,
    survey_total,
    survey_variance,
)
from actionplan.survey.domains import Domains
from actionplan.survey.estimates import Estimates
from actionplan.survey.frame import Categories, Numbers
from actionplan.survey.quantiles import Proportions, Quantiles
from actionplan.survey.sample import Sample, as_list
from actionplan.survey.sums import to_deff

Names: TypeAlias = str | Sequence[str]


class Estimators(Sample):
    """The estimators of `Design` and `ReplicateDesign`."""

    def mean(
        self,
        variables: Names,
        *,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Estimates:
        """Means; of a column of categories, the proportion of each.

        Args:
            variables: names of columns.
            by: columns whose combinations are the domains, estimated in one pass.
            missing: `refuse`, or `omit` cases of which a variable is missing, as a domain.
            df: `domain`: sampled units with a case in the domain minus strata with one;
                `design`: those of the design, as R's `svyby` takes them; or a number.
            deff: design effects against sampling without replacement (True) or with ("replace").
            covariance: between all results; by default for at most 1000.
            empty_replicates: what becomes of a replicate under which a result has no value, such as
                one without a case of a domain: `refuse` gives no standard error, `omit` leaves it
                out of a bootstrap and counts it in `left_out`.
            threads: by default one per processor; they never change a bit of the result.
        """
        labels, columns = self.expand(variables)
        how = settings(missing, df, deff, covariance, threads, empty_replicates)
        return self._run(survey_mean, labels, columns, by=by, how=how)

    def total(
        self,
        variables: Names,
        *,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Estimates:
        """Totals over the population; of a column of categories, the cases of each. See `mean`."""
        labels, columns = self.expand(variables)
        how = settings(missing, df, deff, covariance, threads, empty_replicates)
        return self._run(survey_total, labels, columns, by=by, how=how)

    def ratio(
        self,
        numerators: Names,
        denominators: Names,
        *,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Estimates:
        """Ratios of totals, of each numerator to each denominator. See `mean`."""
        above, below = as_list(numerators), as_list(denominators)
        labels = [f"{a}/{b}" for b in below for a in above]
        how = settings(missing, df, deff, covariance, threads, empty_replicates)
        return self._run(
            survey_ratio,
            labels,
            self._numbers(above),
            self._numbers(below),
            by=by,
            how=how,
            names=[*above, *below],
        )

    def variance(
        self,
        variables: Names,
        *,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        covariance: bool | None = None,
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Estimates:
        """Variances and covariances in the population, column by column. See `mean`."""
        names = as_list(variables)
        labels = [f"{a}:{b}" for b in names for a in names]
        how = settings(missing, df, False, covariance, threads, empty_replicates)
        columns = self._numbers(names)
        return self._run(survey_variance, labels, columns, by=by, how=how, names=names)

    def quantile(
        self,
        variables: Names,
        probabilities: float | Sequence[float] = 0.5,
        *,
        rule: QuantileRule | str = "math",
        interval: ProportionMethod | str = "mean",
        level: float = 0.95,
        intervals: bool = True,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        covariance: bool | None = None,
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Quantiles:
        """Quantiles with their intervals. See `mean`.

        Args:
            variables: names of columns of numbers.
            probabilities: from 0 to 1.
            rule: how a quantile is read from the sample.
            interval: on which scale the interval of the proportion below is laid (Woodruff);
                `score`, where a test of that proportion does not reject; `replicates`, symmetric,
                with the quantile computed anew under each replicate of a replicate design.
            level: of the intervals.
            intervals: False leaves out intervals and standard errors.
            by: columns whose combinations are the domains.
            missing: as for `mean`.
            df: as for `mean`.
            covariance: as for `mean`: the correlation of two quantiles is that of the shares of
                the population at or below them. It takes another pass over the rows.
            threads: as for `mean`.
        """
        how = settings(missing, df, False, covariance, threads, empty_replicates)
        names = as_list(variables)
        domains, options = self._options(by, how, names)
        at = [probabilities] if isinstance(probabilities, (int, float)) else list(probabilities)
        is_error = str(interval) in {"score", "replicates"}
        core, ends = survey_quantile(
            self._core,
            self._numbers(names),
            [float(p) for p in at],
            rule=rule,
            error=interval if is_error else "woodruff",
            interval="mean" if is_error else interval,
            level=level,
            has_intervals=intervals,
            options=options,
        )
        labels = [f"{name}.{p:g}" for name in names for p in at]
        return Quantiles(core, labels, domains, ends, level)

    def proportion(
        self,
        variables: Names,
        *,
        method: ProportionMethod | str = "xlogit",
        declared_deff: float | None = None,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Proportions:
        """Proportions of columns of 0 and 1, and of each category of others. See `mean`.

        `method` is the scale on which `confint` lays the intervals. `beta` is corrected for the
        degrees of freedom that a sample of as many cases would have; under `df="design"` without
        `by` of as many as the design's domain has rows, missing or not, as R takes them. `logit` of
        replicates takes the error of the logits under each of them.

        Where no case or every case has it the standard error is 0, which is no certainty: the
        interval is Clopper and Pearson's with n over `declared_deff` cases, or without one with as
        many as there are sampling units.
        """
        labels, columns = self.expand(variables)
        how = settings(missing, df, deff, covariance, threads, empty_replicates)
        domains, options = self._options(by, how, labels)
        core = survey_mean(self._core, columns, options)
        size = int(self.domain.sum()) if df == "design" and by is None else None
        errors = None
        if str(method) == "logit" and isinstance(self._core, SurveyReplicateDesign):
            errors = survey_logit_errors(self._core, columns, options)
        return Proportions(
            core,
            labels,
            domains,
            method,
            size,
            declared_deff=declared_deff,
            logit_errors=errors,
        )

    def correlation(
        self,
        variables: Sequence[str],
        *,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        empty_replicates: EmptyReplicates | str = "refuse",
        threads: int | None = None,
    ) -> Estimates:
        """Pearson's correlations in the population of each pair of columns, by the delta method
        from their variances and covariances. See `mean`.

        Raises:
            InvalidArgument: fewer than two columns.
            EstimationError: a domain with fewer than two cases.
        """
        names = as_list(variables)
        if len(names) < 2:
            raise InvalidArgument("A correlation is of two columns; name two or more.")
        moments = self.variance(
            names,
            by=by,
            missing=missing,
            df=df,
            covariance=True,
            empty_replicates=empty_replicates,
            threads=threads,
        )
        size, count = len(names), max(1, len(moments.domains))
        labels: list[str] = []
        values: list[float] = []
        slopes: list[NDArray[np.float64]] = []
        for second in range(1, size):
            for first in range(second):
                labels.append(f"{names[first]}:{names[second]}")
                for domain in range(count):
                    places = [
                        (b * size + a) * count + domain
                        for a, b in ((first, second), (first, first), (second, second))
                    ]
                    joint, one, other = moments.estimate[places]
                    value = joint / np.sqrt(one * other)
                    slope = np.zeros(len(moments))
                    slope[places] = [
                        1 / np.sqrt(one * other),
                        -value / (2 * one),
                        -value / (2 * other),
                    ]
                    values.append(float(value))
                    slopes.append(slope)
        core = survey_delta(moments.core, values, np.asfortranarray(slopes), [""] * len(values))
        return Estimates(core, labels, moments.by_domains)

    def expand(self, variables: Names) -> tuple[list[str], list[Numbers]]:
        """Labels and columns of numbers; categories become one column each of 0 and 1."""
        labels: list[str] = []
        columns: list[Numbers] = []
        for name in as_list(variables):
            variable = self._frame[name]
            if isinstance(variable, Categories):
                labels += [f"{name}={level}" for level in variable.levels]
                columns += variable.indicators()
            else:
                labels.append(name)
                columns.append(variable)
        if not columns:
            raise InvalidArgument("There is no variable; name at least one column.")
        return labels, columns

    def _numbers(self, names: list[str]) -> list[Numbers]:
        return [self._frame.numbers(name) for name in names]

    def _options(
        self, by: Names | None, how: dict[str, Any], names: list[str]
    ) -> tuple[Domains, SurveyOptions]:
        domains = Domains(self._frame, as_list(by), how["missing"], self._core)
        count = len(domains.labels) or 1
        options = SurveyOptions(codes=domains.codes, domains=count, names=names, **how)
        return domains, options

    def _run(
        self,
        estimator: Callable[..., SurveyEstimates],
        labels: list[str],
        *columns: list[Numbers],
        by: Names | None,
        how: dict[str, Any],
        names: list[str] | None = None,
    ) -> Estimates:
        domains, options = self._options(by, how, labels if names is None else names)
        return Estimates(estimator(self._core, *columns, options), labels, domains)


def settings(
    missing: Missing | str,
    df: DfRule | str | float,
    deff: bool | str,
    covariance: bool | None,
    threads: int | None,
    empty_replicates: EmptyReplicates | str = "refuse",
) -> dict[str, Any]:
    return {
        "missing": missing,
        "df_rule": df if isinstance(df, str) else DfRule.domain,
        "df": None if isinstance(df, str) else float(df),
        "deff": to_deff(deff),
        "covariance": covariance,
        "empty_replicates": empty_replicates,
        "threads": (os.cpu_count() or 1) if threads is None else threads,
    }
