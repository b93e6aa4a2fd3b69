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
    Presentation,
    PresentationRule,
    Presented,
    ProportionMethod,
    QuantileRule,
)
from actionplan.survey.design import Design
from actionplan.survey.estimates import Estimates, change
from actionplan.survey.frame import Categories
from actionplan.survey.quantiles import Proportions, Quantiles
from actionplan.survey.sums import Sums

__all__ = [
    "Categories",
    "CellFlag",
    "Deff",
    "Design",
    "DfRule",
    "Estimates",
    "LonelyPsu",
    "Missing",
    "Presentation",
    "PresentationRule",
    "Presented",
    "ProportionMethod",
    "Proportions",
    "QuantileRule",
    "Quantiles",
    "Sums",
    "change",
]
