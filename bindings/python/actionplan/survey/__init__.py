# SPDX-License-Identifier: Apache-2.0
"""Design-based estimates from complex samples.

    from actionplan.survey import Design
    d = Design(df, weights="pw", strata="stype", clusters="dnum", fpc="fpc")
    e = d.mean("api00", by="stype")
    e.estimate, e.se, e.confint(0.95)

Needs numpy: `pip install actionplan[survey]`.
"""

from actionplan._core import (
    CellFlag,
    Deff,
    DfRule,
    LonelyPsu,
    Missing,
    ProportionMethod,
    QuantileRule,
)
from actionplan.survey.design import Design
from actionplan.survey.estimates import Estimates
from actionplan.survey.frame import Categories

__all__ = [
    "Categories",
    "CellFlag",
    "Deff",
    "Design",
    "DfRule",
    "Estimates",
    "LonelyPsu",
    "Missing",
    "ProportionMethod",
    "QuantileRule",
]
