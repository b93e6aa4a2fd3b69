# SPDX-License-Identifier: Apache-2.0
"""Domains: the combinations of the levels of some columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from actionplan._core import InvalidArgument, SurveyDesign
from actionplan.survey.frame import Frame, to_categories

MOST_DOMAINS = 1_000_000


class Domains:
    """A code per row and a label per domain; the last column varies fastest.

    Every combination of levels is a domain, also one without a case. No columns: no codes.
    """

    def __init__(self, frame: Frame, by: list[str], missing: str, design: SurveyDesign) -> None:
        self.by = by
        self.labels: list[str] = []
        self.codes: NDArray[np.int32] | None = None
        if not by:
            return
        factors = [to_categories(frame[name]) for name in by]
        self._levels = [factor.levels for factor in factors]
        count = 1
        codes = np.zeros(len(factors[0]), dtype=np.int64)
        for name, factor in zip(by, factors, strict=True):
            is_missing = factor.codes < 0
            if missing == "refuse" and (is_missing & design.domain).any():
                raise InvalidArgument(
                    f"Column {name!r}, by which to estimate, is missing in row "
                    f"{int(np.argmax(is_missing & design.domain))}; "
                    'give missing="omit" to leave such cases out.'
                )
            count *= len(factor.levels)
            if count > MOST_DOMAINS:
                raise InvalidArgument(
                    f"There are {count} combinations of {', '.join(by)}; "
                    f"estimate in at most {MOST_DOMAINS} domains."
                )
            codes = np.where(
                is_missing | (codes < 0), -1, codes * len(factor.levels) + factor.codes
            )
        self.codes = codes.astype(np.int32)
        self.labels = [".".join(levels) for levels in self._combinations()]

    def _combinations(self) -> list[tuple[str, ...]]:
        out: list[tuple[str, ...]] = [()]
        for levels in self._levels:
            out = [(*first, level) for first in out for level in levels]
        return out

    def columns(self) -> dict[str, list[str]]:
        """Per column of `by`, its level in each domain."""
        if not self.by:
            return {}
        return {
            name: [levels[place] for levels in self._combinations()]
            for place, name in enumerate(self.by)
        }
