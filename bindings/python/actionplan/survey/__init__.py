# SPDX-License-Identifier: Apache-2.0
"""Design-based estimates from complex samples.

    from actionplan.survey import Design
    d = Design(df, weights="pw", strata="stype", clusters="dnum", fpc="fpc")
    e = d.mean("api00", by="stype")
    e.estimate, e.se, e.confint(0.95)

Needs numpy: `pip install actionplan[survey]`.
"""

# ruff: noqa: E402
from actionplan._parts import require_survey

require_survey()

from actionplan._core import (
    Alternative,
    Bootstrap,
    CalibrationFunction,
    CellFlag,
    Deff,
    DfRule,
    EmptyReplicates,
    Family,
    IndependenceStatistic,
    Link,
    LonelyPsu,
    Missing,
    PpsJoint,
    PpsVariance,
    Presentation,
    PresentationRule,
    Presented,
    ProportionMethod,
    QuantileError,
    QuantileRule,
    RakeResiduals,
    ReplicateMethod,
    TestResult,
    WeightSummary,
)
from actionplan.survey.design import Design
from actionplan.survey.estimates import Estimates, change, pool
from actionplan.survey.frame import Categories
from actionplan.survey.models import Glm, TTest
from actionplan.survey.parts import accumulate_batches
from actionplan.survey.quantiles import Proportions, Quantiles
from actionplan.survey.replicates import ReplicateDesign
from actionplan.survey.sample import Sample
from actionplan.survey.sums import Sums

__all__ = [
    "Alternative",
    "Bootstrap",
    "CalibrationFunction",
    "Categories",
    "CellFlag",
    "Deff",
    "Design",
    "DfRule",
    "EmptyReplicates",
    "Estimates",
    "Family",
    "Glm",
    "IndependenceStatistic",
    "Link",
    "LonelyPsu",
    "Missing",
    "PpsJoint",
    "PpsVariance",
    "Presentation",
    "PresentationRule",
    "Presented",
    "ProportionMethod",
    "Proportions",
    "QuantileError",
    "QuantileRule",
    "Quantiles",
    "RakeResiduals",
    "ReplicateDesign",
    "ReplicateMethod",
    "Sample",
    "Sums",
    "TTest",
    "TestResult",
    "WeightSummary",
    "accumulate_batches",
    "change",
    "pool",
]
