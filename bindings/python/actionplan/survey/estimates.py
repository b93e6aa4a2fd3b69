# SPDX-License-Identifier: Apache-2.0
"""Results of a survey with their joint uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan._core import (
    CellFlag,
    Estimate,
    InvalidArgument,
    PresentationRule,
    Presented,
    SurveyEstimates,
    survey_change,
    survey_contrast,
    survey_delta,
    survey_pool,
    survey_present,
)
from actionplan.survey.expression import Expression

if TYPE_CHECKING:
    import pandas as pd

    from actionplan.survey.domains import Domains

Floats = NDArray[np.float64]


class Estimates:
    """Results of one survey: read-only numpy arrays with one element per result.

    Order: variable by variable, and within one variable domain by domain.
    """

    def __init__(
        self,
        core: SurveyEstimates,
        statistics: Sequence[str] | None = None,
        domains: Domains | None = None,
        *,
        domain_labels: Sequence[str] | None = None,
    ) -> None:
        self._core = core
        self._domain_labels = list(domain_labels or (domains.labels if domains else []))
        self._statistics = list(core.labels if statistics is None else statistics)
        self._domains = domains

    @classmethod
    def of(
        cls,
        labels: Sequence[str],
        values: ArrayLike,
        covariance: ArrayLike,
        df: float | ArrayLike,
        n: ArrayLike = 0,
        weighted_n: ArrayLike = 0.0,
    ) -> Estimates:
        """From values and their covariance, such as those of another program."""
        core = SurveyEstimates(
            labels=list(labels),
            values=np.atleast_1d(np.asarray(values, dtype=np.float64)).tolist(),
            covariance=np.asfortranarray(np.atleast_2d(covariance), dtype=np.float64),
            df=np.atleast_1d(np.asarray(df, dtype=np.float64)).tolist(),
            n=np.atleast_1d(np.asarray(n, dtype=np.int64)).tolist(),
            weighted_n=np.atleast_1d(np.asarray(weighted_n, dtype=np.float64)).tolist(),
        )
        return cls(core)

    def contrast(self, weights: Mapping[str, str | ArrayLike] | str | ArrayLike) -> Estimates:
        """Combinations of results with their covariance, such as differences and ratios.

        A combination is a row with a number for each result, or an expression in their labels
        (`b / a`; labels that are no names stand in backquotes), whose error the delta method
        gives. A mapping from labels gives several. The degrees of freedom are the lowest of the
        results that enter, and so is n.

        Raises:
            InvalidArgument: a row that has not one number for each result; an expression that
                cannot be read, names no result, or has no finite value and slope.
            EstimationError: a result that enters has no value or no standard error.
        """
        if isinstance(weights, Mapping):
            named = dict(weights)
        else:
            named = {weights if isinstance(weights, str) else "contrast": weights}
        if not any(isinstance(row, str) for row in named.values()):
            rows = np.asfortranarray([np.asarray(row, dtype=np.float64) for row in named.values()])
            return Estimates(survey_contrast(self._core, np.atleast_2d(rows), list(named)))
        values: list[float] = []
        slopes: list[Floats] = []
        for row in named.values():
            value, slope = self._function(row) if isinstance(row, str) else self._combination(row)
            values.append(value)
            slopes.append(slope)
        core = survey_delta(self._core, values, np.asfortranarray(slopes), list(named))
        return Estimates(core)

    def _combination(self, row: ArrayLike) -> tuple[float, Floats]:
        weights = np.asarray(row, dtype=np.float64)
        if weights.shape != (len(self),):
            raise InvalidArgument(
                f"A contrast has {weights.size} weights of {len(self)} results; give one for each."
            )
        used = weights != 0
        return float(weights[used] @ self.estimate[used]), weights

    def _function(self, text: str) -> tuple[float, Floats]:
        expression = Expression(text)
        labels = self.labels
        values: dict[str, tuple[float, Floats]] = {}
        for name in expression.names:
            if name not in labels:
                raise InvalidArgument(
                    f"Contrast {text!r} names {name!r}, which is no result; there are "
                    f"{', '.join(labels[:20])}."
                )
            if labels.count(name) > 1:
                raise InvalidArgument(f"Contrast {text!r} names {name!r}, of which there are two.")
            place = labels.index(name)
            slopes = np.zeros(len(self))
            slopes[place] = 1.0
            values[name] = (float(self.estimate[place]), slopes)
        if not values:
            raise InvalidArgument(f"Contrast {text!r} names no result; give their labels.")
        return expression.slopes(values)

    def present(self, rule: PresentationRule | str) -> list[Presented]:
        """What a rule for small cells lets be shown of each result: `dhs` or `nchs`."""
        return survey_present(self._core, rule)

    @property
    def statistics(self) -> list[str]:
        """What is estimated, in each domain."""
        return list(self._statistics)

    @property
    def domains(self) -> list[str]:
        """The domains in which; empty without `by`."""
        return list(self._domain_labels)

    @property
    def by_domains(self) -> Domains | None:
        """The domains with their columns; None without `by`."""
        return self._domains

    @property
    def labels(self) -> list[str]:
        """One per result: the statistic, or `domain` and `statistic` joined by a colon."""
        if not self.domains:
            return self.statistics
        return [f"{domain}:{name}" for name in self._statistics for domain in self.domains]

    def _columns(self) -> dict[str, list[str]]:
        repeats = max(1, len(self.domains))
        out = {"statistic": [name for name in self._statistics for _ in range(repeats)]}
        if self._domains is not None:
            for by, levels in self._domains.columns().items():
                out[by] = levels * len(self._statistics)
        elif self.domains:
            out["domain"] = self.domains * len(self._statistics)
        return out

    @property
    def estimate(self) -> Floats:
        """The results, in the order of the labels."""
        return self._core.values

    @property
    def se(self) -> Floats:
        """Standard errors; NaN where there is none."""
        return self._core.standard_errors

    @property
    def cov(self) -> Floats:
        """Covariance matrix of all results."""
        if len(self._core.covariance) != len(self):
            raise InvalidArgument(
                f"Of {len(self)} results only standard errors were computed; "
                "ask for the covariance by covariance=True."
            )
        return self._core.covariance

    @property
    def cv(self) -> Floats:
        """Standard errors as shares of the estimates."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.se / np.abs(self.estimate), dtype=np.float64)

    @property
    def df(self) -> Floats:
        """Degrees of freedom of each error."""
        return self._core.df

    @property
    def n(self) -> NDArray[np.int64]:
        """Unweighted cases."""
        return self._core.n

    @property
    def weighted_n(self) -> Floats:
        """Sum of the weights behind each result."""
        return self._core.weighted_n

    @property
    def deff(self) -> Floats:
        """Design effects, where they were asked for."""
        if len(self._core.deff) != len(self):
            raise InvalidArgument("Design effects were not asked for; give deff=True.")
        return self._core.deff

    @property
    def deft(self) -> Floats:
        """Square roots of the design effects: ratios of standard errors."""
        return np.sqrt(self.deff)

    @property
    def left_out(self) -> NDArray[np.int64]:
        """How many replicates were left out, having no case; zeros where that was not asked for."""
        given = self._core.left_out
        return given if len(given) == len(self) else np.zeros(len(self), dtype=np.int64)

    @property
    def flags(self) -> list[CellFlag]:
        """What keeps a result from being a full estimate; empty for most."""
        return list(self._core.flags)

    @property
    def core(self) -> SurveyEstimates:
        """As the compiled part has it."""
        return self._core

    def confint(self, level: float = 0.95) -> Floats:
        """Rows (lower, upper) by Student's t; NaN for a flagged cell of a table.

        Raises:
            EstimationError: a single result without a standard error or degrees of freedom.
        """
        return self._interval_rows(level)

    def _interval_rows(self, level: float) -> Floats:
        is_alone = len(self) == 1 and not self.domains and self._core.flags[0] == "none"
        if is_alone and not len(self._core.units):
            return np.array([self._core.at(0).confint(level)])
        return self._core.confint(level)

    def __len__(self) -> int:
        return len(self._core)

    def __getitem__(self, key: int | str) -> Estimate:
        """One result, by position or label."""
        if isinstance(key, str):
            if key not in self.labels:
                raise InvalidArgument(
                    f"There is no result {key!r}; there are {', '.join(self.labels)}."
                )
            key = self.labels.index(key)
        return self._core.at(key + len(self) if key < 0 else key)

    def __float__(self) -> float:
        if len(self) != 1:
            raise InvalidArgument(f"There are {len(self)} results; take one of them.")
        return float(self.estimate[0])

    def to_pandas(self, level: float = 0.95) -> pd.DataFrame:
        """A table with a row per result."""
        import pandas as pd

        table: dict[str, Any] = dict(self._columns())
        table |= {"estimate": self.estimate, "se": self.se, "df": self.df}
        interval = self._interval_rows(level)
        table |= {"lower": interval[:, 0], "upper": interval[:, 1]}
        table |= {"n": self.n, "weighted_n": self.weighted_n}
        if len(self._core.deff) == len(self):
            table["deff"] = self.deff
        if self.left_out.any():
            table["left_out"] = self.left_out
        table["flag"] = [None if flag == "none" else str(flag) for flag in self.flags]
        frame: pd.DataFrame = pd.DataFrame(table)
        return frame

    def __repr__(self) -> str:
        rows = [
            f"  {label}: {value:.6g} (se {se:.4g})"
            for label, value, se in zip(self.labels, self.estimate, self.se, strict=True)
        ]
        shown = rows if len(rows) <= 20 else [*rows[:19], f"  ... {len(rows) - 19} more"]
        return "\n".join([f"<Estimates {len(self)}", *shown]) + ">"


def change(before: Estimates, after: Estimates, covariance: ArrayLike | None = None) -> Estimates:
    """Change from one round of a survey to another: `after` minus `before`, result by result.

    Without `covariance` the samples are independent, and degrees of freedom are Satterthwaite's;
    with it (of results of `before`, rows, with those of `after`) they overlap, and are the lower.

    Raises:
        InvalidArgument: other results in the two rounds; a covariance of another size, or larger
            than the standard errors allow.
    """
    if before.labels != after.labels:
        raise InvalidArgument("The rounds have different results; estimate the same in both.")
    matrix = None if covariance is None else np.asfortranarray(np.atleast_2d(covariance), float)
    return Estimates(
        survey_change(before.core, after.core, matrix), before.statistics, before._domains
    )


def pool(sets: Sequence[Estimates]) -> Estimates:
    """One set of results from those of several completed data sets, by Rubin's rules: of multiple
    imputations, or of plausible values.

    The value is the mean; the covariance is the mean of the sets' plus (1 + 1 / m) times that
    between the m sets; degrees of freedom are Barnard and Rubin's (1999).

    Raises:
        InvalidArgument: fewer than two sets, or sets of other results.
    """
    if len({tuple(each.labels) for each in sets}) > 1:
        raise InvalidArgument("The sets have other results; estimate the same in every imputation.")
    core = survey_pool([each.core for each in sets])
    return Estimates(core, sets[0].statistics, sets[0].by_domains)
