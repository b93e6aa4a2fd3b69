# SPDX-License-Identifier: Apache-2.0
"""Regression and tests."""

from __future__ import annotations

from typing import Any

from .calls import r_function
from .compare import Answer
from .designs import Setting
from .formulas import to_formula
from .linear import add_columns
from .rlang import Call, Name

FAMILIES = {
    "gaussian": "gaussian",
    "quasi": "gaussian",
    "binomial": "binomial",
    "quasibinomial": "binomial",
    "poisson": "poisson",
    "quasipoisson": "poisson",
}
STATISTICS = {
    "F": "f",
    "Chisq": "chisq",
    "Wald": "wald",
    "adjWald": "adjusted_wald",
    "lincom": "combination",
    "saddlepoint": "saddlepoint",
}


def _family(call: Call) -> str:
    stated = call.named.get("family", "gaussian")
    name = stated.name if isinstance(stated, (Call, Name)) else str(stated)
    return FAMILIES[name]


@r_function("svyglm")
def _glm(call: Call, setting: Setting) -> Answer:
    formula = to_formula(call.args[0], setting.design, setting.columns)
    fit = setting.design.glm(formula, family=_family(call), missing="omit")
    level = setting.case.get("ci_level") or 0.95
    return Answer(fit.estimate, fit.se, fit.cov, fit.core.confint(level), df=[fit.df[0]])


@r_function("svychisq")
def _chisq(call: Call, setting: Setting) -> Answer:
    rows, columns = add_columns(call.args[0], setting)
    statistic = STATISTICS[call.named.get("statistic", "F")]
    # Without a package that integrates, R takes the saddlepoint and says so.
    if any("using saddlepoint" in text for text in setting.case.get("warnings") or []):
        statistic = "saddlepoint"
    test = setting.design.independence_test(rows, columns, statistic=statistic, missing="omit")
    is_pearson = statistic in {"chisq", "combination", "saddlepoint"}
    parameter: list[float] = [test.df1, test.df2]
    if statistic == "chisq":
        parameter = [test.df1]
    return Answer(
        [test.pearson if is_pearson else test.statistic], parameter=parameter, p_value=test.p_value
    )


@r_function("svyttest")
def _t_test(call: Call, setting: Setting) -> Answer:
    outcome: Any
    outcome, by = call.args[0].args
    (name,) = add_columns(Call("~", [outcome]), setting)
    if by == 0.0:
        found = setting.design.t_test(name, missing="omit")
    else:
        (group,) = add_columns(Call("~", [by]), setting)
        found = setting.design.t_test(name, group, missing="omit")
    level = setting.case.get("ci_level") or 0.95
    return Answer(
        [found.test.statistic],
        ci=found.effect.confint(level),
        parameter=[found.test.df1],
        p_value=found.test.p_value,
        effect=found.effect.estimate,
    )
