# SPDX-License-Identifier: Apache-2.0
"""The first half of estimation: sums by sampling unit and domain, to keep, send and merge."""

from __future__ import annotations

from collections.abc import Sequence

from actionplan._core import (
    Deff,
    DfRule,
    InvalidArgument,
    SurveyEstimates,
    SurveyOptions,
    SurveySums,
)
from actionplan.survey.estimates import Estimates


def to_deff(given: bool | str) -> Deff | str:
    """What a design effect compares with: True, sampling without replacement; "replace", with."""
    kinds: dict[bool | str, Deff] = {
        False: Deff.none,
        True: Deff.without_replacement,
        "replace": Deff.with_replacement,
    }
    return kinds.get(given, str(given))


class Sums:
    """Sums of a sample, or of a part of one, by sampling unit and domain.

    Parts merge by the names of strata, units and domains. What is estimated from merged parts is
    what would be from all rows, and the same to the last bit for the same order of parts.
    """

    def __init__(self, core: SurveySums, variables: Sequence[str], by: Sequence[str]) -> None:
        self._core = core
        self._variables = list(variables)
        self._by = list(by)

    @property
    def core(self) -> SurveySums:
        """As the compiled part has it."""
        return self._core

    @property
    def variables(self) -> list[str]:
        """The names of the variables."""
        return list(self._variables)

    @property
    def domains(self) -> list[str]:
        """Names of the domains; empty where there is only the whole."""
        return list(self._core.domains) if self._by else []

    @property
    def units(self) -> int:
        """Sampling units so far."""
        return self._core.units

    @property
    def rows(self) -> int:
        """Rows of the data, used or not."""
        return int(self._core.rows)

    def merge(self, part: Sums) -> Sums:
        """Adds another part of the sample to this one; returns it."""
        if part._variables != self._variables or part._by != self._by:
            raise InvalidArgument(
                f"One part holds {', '.join(self._variables)} by {', '.join(self._by) or 'nothing'}"
                f", another {', '.join(part._variables)} by {', '.join(part._by) or 'nothing'}; "
                "accumulate the same in every part."
            )
        self._core.merge(part._core)
        return self

    def mean(
        self,
        *,
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
    ) -> Estimates:
        """As `Design.mean`; design effects of what was accumulated with `deff`."""
        core = self._core.mean(self._options(df, deff, covariance))
        return self._label(core, self._variables)

    def total(
        self,
        *,
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
    ) -> Estimates:
        """As `Design.total`."""
        core = self._core.total(self._options(df, deff, covariance))
        return self._label(core, self._variables)

    def ratio(
        self,
        numerators: str | Sequence[str],
        denominators: str | Sequence[str],
        *,
        df: DfRule | str | float = "domain",
        deff: bool | str = False,
        covariance: bool | None = None,
    ) -> Estimates:
        """As `Design.ratio`, of variables that were accumulated."""
        above = [numerators] if isinstance(numerators, str) else list(numerators)
        below = [denominators] if isinstance(denominators, str) else list(denominators)
        core = self._core.ratio(
            [self._place(name) for name in above],
            [self._place(name) for name in below],
            self._options(df, deff, covariance),
        )
        return self._label(core, [f"{a}/{b}" for b in below for a in above])

    def to_bytes(self) -> bytes:
        """To keep or send; `from_bytes` with the same names gives it back."""
        return self._core.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes, variables: Sequence[str], by: Sequence[str] = ()) -> Sums:
        """Sums from what `to_bytes` gave, elsewhere or earlier.

        Raises:
            InvalidArgument: other bytes, or of other variables.
        """
        core = SurveySums.from_bytes(data)
        if core.variables != len(variables):
            raise InvalidArgument(
                f"The bytes hold {core.variables} variables, not {len(variables)}; "
                "name those that were accumulated."
            )
        return cls(core, variables, by)

    def _place(self, name: str) -> int:
        if name not in self._variables:
            raise InvalidArgument(
                f"{name!r} was not accumulated; {', '.join(self._variables)} were."
            )
        return self._variables.index(name)

    def _options(
        self, df: DfRule | str | float, deff: bool | str, covariance: bool | None
    ) -> SurveyOptions:
        return SurveyOptions(
            # A table, though without codes: its cells are flagged, not refused.
            domains=max(1, len(self._core.domains)),
            df_rule=df if isinstance(df, str) else DfRule.domain,
            df=None if isinstance(df, str) else float(df),
            deff=to_deff(deff),
            covariance=covariance,
        )

    def _label(self, core: SurveyEstimates, statistics: Sequence[str]) -> Estimates:
        return Estimates(core, statistics, domain_labels=self.domains)
