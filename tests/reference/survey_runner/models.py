# SPDX-License-Identifier: Apache-2.0
"""Regression and tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from actionplan import Estimate
from actionplan._core import survey_t_test
from actionplan.survey.formula import Model

from .calls import r_function
from .compare import Answer, Artefact
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
    "Gamma": "gamma",
}
STATISTICS = {
    "F": "f",
    "Chisq": "chisq",
    "Wald": "wald",
    "adjWald": "adjusted_wald",
    "lincom": "combination",
    "saddlepoint": "saddlepoint",
}


def _family(call: Call) -> tuple[str, str]:
    """The family and the link."""
    stated = call.named.get("family", "gaussian")
    name = stated.name if isinstance(stated, (Call, Name)) else str(stated)
    link = stated.args[0] if isinstance(stated, Call) and stated.args else None
    if isinstance(stated, Call):
        link = stated.named.get("link", link)
    return FAMILIES[name], "canonical" if link is None else getattr(link, "name", str(link))


# R's scoring stops where the deviance moves by less than 1e-8 of itself, which leaves coefficients
# off by some 1e-6 of their errors; ours have scores of zero, which is asserted.
NOT_CONVERGED = 1e-5


@r_function("svyglm")
def _glm(call: Call, setting: Setting) -> Answer:
    formula = to_formula(call.args[0], setting.design, setting.columns)
    family, link = _family(call)
    fit = setting.design.glm(formula, family=family, link=link, missing="omit")
    level = setting.case.get("ci_level") or 0.95
    out = Answer(fit.estimate, fit.se, fit.cov, fit.core.confint(level), df=[fit.df[0]])
    if family != "gaussian" and _has_scores_of_zero(fit, formula, setting):
        out.loose = NOT_CONVERGED
    return out


def _has_scores_of_zero(fit: Any, formula: str, setting: Setting) -> bool:
    """Is the fit exact: are the sums of weighted residuals along each column zero, as canonical
    links have them? Others are compared as they are."""
    if str(fit.link) != "canonical" or str(fit.family) == "gamma":
        return False
    model = Model(formula, setting.design.frame, setting.design.domain)
    means = fit.fitted_values[model.complete]
    weights = np.asarray(setting.design.weights)[model.complete]
    outcome = model.outcome[model.complete]
    score = model.matrix[model.complete].T @ (weights * (outcome - means))
    size = np.abs(model.matrix[model.complete]).T @ (weights * np.abs(outcome - means))
    return bool((np.abs(score) <= 1e-9 * size).all())


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
    artefacts: list[Artefact] = []
    outcome, by = call.args[0].args
    (name,) = add_columns(Call("~", [outcome]), setting)
    if by == 0.0:
        found = setting.design.t_test(name, missing="omit")
        artefacts = _one_df_less(found, setting)
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
        artefacts=artefacts,
    )


def _one_df_less(found: Any, setting: Setting) -> list[Artefact]:
    """The test of one mean: R takes the design's degrees of freedom less 1, as if a difference had
    been estimated beside it; a mean has those of the design, as its own interval in R has."""
    effect = found.effect[0]
    fewer = Estimate(effect.value, effect.standard_error, df=effect.df - 1)
    statistic = abs(effect.value / effect.standard_error)
    p_value = survey_t_test(Estimate(statistic, 1.0, df=effect.df - 1)).p_value
    level = setting.case.get("ci_level") or 0.95
    theirs, ours = fewer.confint(level), effect.confint(level)
    why = _one_df_less.__doc__ or ""
    return [
        Artefact("parameter", (0,), effect.df - 1, effect.df, why),
        Artefact("p_value", (0,), p_value, found.test.p_value, why),
        Artefact("ci", (0, 0), theirs[0], ours[0], why),
        Artefact("ci", (0, 1), theirs[1], ours[1], why),
    ]
