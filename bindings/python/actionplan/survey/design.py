# SPDX-License-Identifier: Apache-2.0
"""How a sample was drawn, and what is estimated from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan._core import (
    DfRule,
    InvalidArgument,
    LonelyPsu,
    Missing,
    ProportionMethod,
    QuantileRule,
    SurveyDesign,
    SurveyEstimates,
    SurveyOptions,
    survey_accumulate,
    survey_mean,
    survey_quantile,
    survey_ratio,
    survey_total,
    survey_variance,
)
from actionplan.survey.domains import Domains
from actionplan.survey.estimates import Estimates
from actionplan.survey.frame import Categories, Frame, Numbers
from actionplan.survey.models import Models
from actionplan.survey.quantiles import Proportions, Quantiles
from actionplan.survey.sums import Sums, to_deff
from actionplan.survey.weighting import Weighting

_Names: TypeAlias = str | Sequence[str]


def as_list(given: str | Sequence[str] | None) -> list[str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else list(given)


class Design(Weighting, Models):
    """A sample and how it was drawn.

    `data` is a dict of numpy arrays or a data frame; its columns are borrowed, so do not change
    them while the design is in use. The other arguments name columns, stage 1 first.

    Args:
        weights: sampling weights; left out, they follow from an fpc for every stage.
        strata: strata of stage 1 (and of later stages).
        clusters: sampling units; left out, each row is one.
        fpc: population sizes of the strata, or fractions sampled if none is above 1.
        nest: ids of clusters are used again in other strata.
        with_replacement: the fpc gives weights only.
        ultimate_cluster: only stage 1 enters the variance, with its fpc.
        lonely_psu: what a stratum with a single sampled unit adds to the variance.
        adjust_domain_lonely: `adjust` and `average` also for strata of which a domain holds one.
        df: degrees of freedom, in place of units minus strata.
        population: to which the weights are scaled.
    """

    _core: SurveyDesign

    def __init__(
        self,
        data: Any,
        /,
        *,
        weights: str | None = None,
        strata: str | Sequence[str] | None = None,
        clusters: str | Sequence[str] | None = None,
        fpc: str | Sequence[str] | None = None,
        nest: bool = False,
        with_replacement: bool = False,
        ultimate_cluster: bool = False,
        lonely_psu: LonelyPsu | str = "fail",
        adjust_domain_lonely: bool = False,
        df: float | None = None,
        population: float | None = None,
    ) -> None:
        self._frame = data if isinstance(data, Frame) else Frame(data)
        self._core = SurveyDesign(
            weights=None if weights is None else self._frame.floats(weights),
            strata=[self._frame.ids(name) for name in as_list(strata)],
            clusters=[self._frame.ids(name) for name in as_list(clusters)],
            fpc=[self._frame.floats(name) for name in as_list(fpc)],
            nest=nest,
            with_replacement=with_replacement,
            ultimate_cluster=ultimate_cluster,
            lonely_psu=lonely_psu,
            adjust_domain_lonely=adjust_domain_lonely,
            df=df,
            population=population,
        )

    @property
    def frame(self) -> Frame:
        """The columns, by name."""
        return self._frame

    @property
    def core(self) -> SurveyDesign:
        """As the compiled part has it."""
        return self._core

    @property
    def weights(self) -> NDArray[np.float64]:
        return self._core.weights

    @property
    def df(self) -> float:
        """Degrees of freedom: units of stage 1 with a case minus strata with one, or as given."""
        return self._core.df()

    @property
    def domain(self) -> NDArray[np.bool_]:
        """True where a row counts."""
        return self._core.domain

    def __len__(self) -> int:
        """Rows of the data, inside the domain or not."""
        return len(self._core)

    def with_core(self, core: SurveyDesign) -> Design:
        """The same columns under another design."""
        out = object.__new__(type(self))
        out._frame = self._frame
        out._core = core
        return out

    def subset(self, mask: ArrayLike) -> Design:
        """The same sample, of which only the rows where `mask` holds count.

        Units without such a row stay in the sample: never delete rows instead.
        """
        return self.with_core(
            self._core.subset(np.ascontiguousarray(np.asarray(mask), dtype=np.bool_))
        )

    def covariance(self, influence: ArrayLike) -> NDArray[np.float64]:
        """Covariance of statistics given by their weighted influence, rows x statistics."""
        return self._core.covariance(np.asfortranarray(influence, dtype=np.float64))

    def mean(
        self,
        variables: _Names,
        *,
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
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
            threads: by default one per processor; they never change a bit of the result.
        """
        labels, columns = self.expand(variables)
        how = _settings(missing, df, deff, covariance, threads)
        return self._run(survey_mean, labels, columns, by=by, how=how)

    def total(
        self,
        variables: _Names,
        *,
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        threads: int | None = None,
    ) -> Estimates:
        """Totals over the population; of a column of categories, the cases of each. See `mean`."""
        labels, columns = self.expand(variables)
        how = _settings(missing, df, deff, covariance, threads)
        return self._run(survey_total, labels, columns, by=by, how=how)

    def ratio(
        self,
        numerators: _Names,
        denominators: _Names,
        *,
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        threads: int | None = None,
    ) -> Estimates:
        """Ratios of totals, of each numerator to each denominator. See `mean`."""
        above, below = as_list(numerators), as_list(denominators)
        labels = [f"{a}/{b}" for b in below for a in above]
        how = _settings(missing, df, deff, covariance, threads)
        return self._run(
            survey_ratio, labels, self._numbers(above), self._numbers(below), by=by, how=how
        )

    def variance(
        self,
        variables: _Names,
        *,
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        covariance: bool | None = None,
        threads: int | None = None,
    ) -> Estimates:
        """Variances and covariances in the population, column by column. See `mean`."""
        names = as_list(variables)
        labels = [f"{a}:{b}" for b in names for a in names]
        how = _settings(missing, df, False, covariance, threads)
        return self._run(survey_variance, labels, self._numbers(names), by=by, how=how)

    def quantile(
        self,
        variables: _Names,
        probabilities: float | Sequence[float] = 0.5,
        *,
        rule: QuantileRule | str = "math",
        interval: ProportionMethod | str = "mean",
        level: float = 0.95,
        intervals: bool = True,
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        covariance: bool | None = None,
        threads: int | None = None,
    ) -> Quantiles:
        """Quantiles with Woodruff's intervals. See `mean`.

        Args:
            variables: names of columns of numbers.
            probabilities: from 0 to 1.
            rule: how a quantile is read from the sample.
            interval: on which scale the interval of the proportion below is laid.
            level: of the intervals.
            intervals: False leaves out intervals and standard errors.
            by: columns whose combinations are the domains.
            missing: as for `mean`.
            df: as for `mean`.
            covariance: as for `mean`: the correlation of two quantiles is that of the shares of
                the population at or below them. It takes another pass over the rows.
            threads: as for `mean`.
        """
        how = _settings(missing, df, False, covariance, threads)
        domains, options = self._options(by, how)
        names = as_list(variables)
        at = [probabilities] if isinstance(probabilities, (int, float)) else list(probabilities)
        core, ends = survey_quantile(
            self._core,
            self._numbers(names),
            [float(p) for p in at],
            rule=rule,
            interval=interval,
            level=level,
            has_intervals=intervals,
            options=options,
        )
        labels = [f"{name}.{p:g}" for name in names for p in at]
        return Quantiles(core, labels, domains, ends, level)

    def proportion(
        self,
        variables: _Names,
        *,
        method: ProportionMethod | str = "xlogit",
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
        threads: int | None = None,
    ) -> Proportions:
        """Proportions of columns of 0 and 1, and of each category of others. See `mean`.

        `method` is the scale on which `confint` lays the intervals. `beta` is corrected for the
        degrees of freedom that a sample of as many cases would have; under `df="design"` without
        `by` of as many as the design's domain has rows, missing or not, as R takes them.
        """
        e = self.mean(
            variables,
            by=by,
            missing=missing,
            df=df,
            deff=deff,
            covariance=covariance,
            threads=threads,
        )
        size = int(self.domain.sum()) if df == "design" and by is None else None
        return Proportions(e.core, e.statistics, e.by_domains, method, size)

    def accumulate(
        self,
        variables: _Names,
        *,
        by: _Names | None = None,
        missing: Missing | str = "refuse",
        deff: bool = False,
        threads: int | None = None,
    ) -> Sums:
        """Sums by sampling unit and domain, of this sample or of this part of one.

        For one stage of clusters without adjusted weights. With `deff`, design effects can be
        estimated from them. See `Sums`.
        """
        domains, options = self._options(by, _settings(missing, "domain", deff, None, threads))
        labels, columns = self.expand(variables)
        core = survey_accumulate(self._core, columns, options, domains.labels or ["all"])
        return Sums(core, labels, domains.by)

    def expand(self, variables: _Names) -> tuple[list[str], list[Numbers]]:
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

    def _options(self, by: _Names | None, how: dict[str, Any]) -> tuple[Domains, SurveyOptions]:
        domains = Domains(self._frame, as_list(by), how["missing"], self._core)
        return domains, SurveyOptions(codes=domains.codes, domains=len(domains.labels) or 1, **how)

    def _run(
        self,
        estimator: Callable[..., SurveyEstimates],
        labels: list[str],
        *columns: list[Numbers],
        by: _Names | None,
        how: dict[str, Any],
    ) -> Estimates:
        domains, options = self._options(by, how)
        return Estimates(estimator(self._core, *columns, options), labels, domains)


def _settings(
    missing: Missing | str,
    df: DfRule | str | float,
    deff: bool | str,
    covariance: bool | None,
    threads: int | None,
) -> dict[str, Any]:
    return {
        "missing": missing,
        "df_rule": df if isinstance(df, str) else DfRule.domain,
        "df": None if isinstance(df, str) else float(df),
        "deff": to_deff(deff),
        "covariance": covariance,
        "threads": (os.cpu_count() or 1) if threads is None else threads,
    }
