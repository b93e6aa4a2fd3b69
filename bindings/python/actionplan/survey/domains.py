# SPDX-License-Identifier: Apache-2.0
"""Domains: the combinations of the levels of some columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from actionplan._core import InvalidArgument, SurveyDesign
from actionplan.survey.frame import Categories, Frame

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
        factors = [frame.factor(name) for name in by]
        self._levels = [factor.levels for factor in factors]
        count = 1
        for name, factor in zip(by, factors, strict=True):
            if missing == "refuse":
                _require_no_missing(name, factor, design)
            count *= len(factor.levels)
            if count > MOST_DOMAINS:
                raise InvalidArgument(
                    f"There are {count} combinations of {', '.join(by)}; "
                    f"estimate in at most {MOST_DOMAINS} domains."
                )
        self.codes = factors[0].codes  # below 0 where missing
        for factor in factors[1:]:
            is_missing = (factor.codes < 0) | (self.codes < 0)
            self.codes = np.where(is_missing, -1, self.codes * len(factor.levels) + factor.codes)
        self.codes = np.ascontiguousarray(self.codes, dtype=np.int32)
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


def _require_no_missing(name: str, factor: Categories, design: SurveyDesign) -> None:
    if not len(factor) or factor.codes.min() >= 0:
        return
    is_missing = (factor.codes < 0) & design.domain
    if is_missing.any():
        raise InvalidArgument(
            f"Column {name!r}, by which to estimate, is missing in row "
            f"{int(np.argmax(is_missing))}; "
            'give missing="omit" to leave such cases out.'
        )
