# SPDX-License-Identifier: Apache-2.0
"""From a specification's design to `survey.Design`, over columns named by their place."""

from __future__ import annotations

from typing import Any

from actionplan.microdata.spec import Spec
from actionplan.survey import Design


def design_of(spec: Spec, columns: dict[str, Any]) -> Design:
    """A design over `weights`, `strata0`, `clusters0`, `fpc0`, `strata1`, ..."""
    given = spec.design
    # Without a population of its units a later stage adds nothing to the variance.
    stages = 1 if given.is_mergeable else max(len(given.clusters), 1)

    def names(key: str, count: int) -> list[str]:
        return [f"{key}{place}" for place in range(min(count, stages))]

    return Design(
        columns,
        weights=None if given.weights is None else "weights",
        strata=names("strata", len(given.strata)),
        clusters=names("clusters", len(given.clusters)),
        fpc=names("fpc", len(given.fpc)),
        **given.settings(),
    )
