# SPDX-License-Identifier: Apache-2.0
"""Design-based estimates from complex samples.

    from actionplan.survey import Design
    d = Design(df, weights="pw", strata="stype", clusters="dnum", fpc="fpc")
    e = d.mean("api00", by="stype")
    e.estimate, e.se, e.confint(0.95)

Needs numpy: `pip install actionplan[survey]`.
"""

from actionplan._core import (
    Bootstrap,
    CalibrationFunction,
    CellFlag,
    Deff,
    DfRule,
    Family,
    IndependenceStatistic,
    LonelyPsu,
    Missing,
    PpsJoint,
    PpsVariance,
    Presentation,
    PresentationRule,
    Presented,
    ProportionMethod,
    QuantileRule,
    RakeResiduals,
    ReplicateMethod,
    TestResult,
)
from actionplan.survey.design import Design
from actionplan.survey.estimates import Estimates, change
from actionplan.survey.frame import Categories
from actionplan.survey.models import Glm, TTest
from actionplan.survey.parts import accumulate_batches
from actionplan.survey.quantiles import Proportions, Quantiles
from actionplan.survey.replicates import ReplicateDesign
from actionplan.survey.sums import Sums

__all__ = [
    "Bootstrap",
    "CalibrationFunction",
    "Categories",
    "CellFlag",
    "Deff",
    "Design",
    "DfRule",
    "Estimates",
    "Family",
    "Glm",
    "IndependenceStatistic",
    "LonelyPsu",
    "Missing",
    "PpsJoint",
    "PpsVariance",
    "Presentation",
    "PresentationRule",
    "Presented",
    "ProportionMethod",
    "Proportions",
    "QuantileRule",
    "Quantiles",
    "RakeResiduals",
    "ReplicateDesign",
    "ReplicateMethod",
    "Sums",
    "TTest",
    "TestResult",
    "accumulate_batches",
    "change",
]
