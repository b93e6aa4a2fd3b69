# SPDX-License-Identifier: Apache-2.0
"""Results of a survey with their joint uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan._core import CellFlag, Estimate, EstimationError, InvalidArgument, SurveyEstimates

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
    ) -> None:
        self._core = core
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

    def contrast(self, weights: Mapping[str, ArrayLike] | ArrayLike) -> Estimates:
        """Linear combinations with their covariance, such as differences.

        `weights` has a number for each result, or is a mapping from labels to such rows. The
        degrees of freedom are the lowest of the results that enter, and so is n.

        Raises:
            EstimationError: a result that enters has no value or no standard error.
        """
        named = weights if isinstance(weights, Mapping) else {"contrast": weights}
        rows = np.array([np.asarray(row, dtype=np.float64) for row in named.values()])
        if rows.ndim != 2 or rows.shape[1] != len(self):
            raise InvalidArgument(
                f"A contrast of {len(self)} results has {len(self)} weights; give one for each."
            )
        enters = rows != 0
        used = enters.any(axis=0)
        if not (np.isfinite(self.estimate[used]).all() and np.isfinite(self.se[used]).all()):
            raise EstimationError(
                "A result that enters the contrast has no value or no standard error; "
                "give it the weight 0."
            )
        values = np.where(used, self.estimate, 0.0)
        covariance = np.where(np.outer(used, used), self.cov, 0.0)
        return Estimates.of(
            list(named),
            rows @ values,
            rows @ covariance @ rows.T,
            [self.df[row].min() if row.any() else np.inf for row in enters],
            [int(self.n[row].min()) if row.any() else 0 for row in enters],
            [float(self.weighted_n[row].sum()) for row in enters],
        )

    @property
    def statistics(self) -> list[str]:
        """What is estimated, in each domain."""
        return list(self._statistics)

    @property
    def domains(self) -> list[str]:
        """The domains in which; empty without `by`."""
        return [] if self._domains is None else list(self._domains.labels)

    @property
    def labels(self) -> list[str]:
        """One per result: the statistic, or `domain:statistic`."""
        if not self.domains:
            return self.statistics
        return [f"{domain}:{name}" for name in self._statistics for domain in self.domains]

    def _columns(self) -> dict[str, list[str]]:
        repeats = max(1, len(self.domains))
        out = {"statistic": [name for name in self._statistics for _ in range(repeats)]}
        if self._domains is not None:
            for by, levels in self._domains.columns().items():
                out[by] = levels * len(self._statistics)
        return out

    @property
    def estimate(self) -> Floats:
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
        return self._core.df

    @property
    def n(self) -> NDArray[np.int64]:
        """Unweighted cases."""
        return self._core.n

    @property
    def weighted_n(self) -> Floats:
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
    def flags(self) -> list[CellFlag]:
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
        if len(self) == 1:
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
        interval = self._core.confint(level)
        table |= {"lower": interval[:, 0], "upper": interval[:, 1]}
        table |= {"n": self.n, "weighted_n": self.weighted_n}
        if len(self._core.deff) == len(self):
            table["deff"] = self.deff
        table["flag"] = [None if flag == "none" else str(flag) for flag in self.flags]
        return pd.DataFrame(table)

    def __repr__(self) -> str:
        rows = [
            f"  {label}: {value:.6g} (se {se:.4g})"
            for label, value, se in zip(self.labels, self.estimate, self.se, strict=True)
        ]
        shown = rows if len(rows) <= 20 else [*rows[:19], f"  ... {len(rows) - 19} more"]
        return "\n".join([f"<Estimates {len(self)}", *shown]) + ">"
