# SPDX-License-Identifier: Apache-2.0
"""Regression and tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from actionplan import Estimate
from actionplan._core import survey_t_test
from actionplan.survey.formula import Model

from .calls import chosen, match, r_function, with_design
from .compare import Answer, Artefact
from .designs import Setting
from .formulas import to_formula
from .linear import add_columns
from .rlang import Call, Name, deparse, terms

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


def _family(stated: Any) -> tuple[str, str]:
    """The family and the link."""
    name = stated.name if isinstance(stated, (Call, Name)) else str(stated)
    if name not in FAMILIES:
        raise NotImplementedError(f"svyglm: there is no family {name}")
    given = match(stated, ("link", "variance")) if isinstance(stated, Call) else {}
    link = given.get("link", "identity" if name == "quasi" else "canonical")
    if name == "quasi":
        variance = str(given.get("variance", "constant"))
        if variance not in VARIANCES:
            raise NotImplementedError(f"svyglm: there is no family of the variance {variance}")
        return VARIANCES[variance], getattr(link, "name", str(link))
    return FAMILIES[name], getattr(link, "name", str(link))


# Quasi families by what the variance is of the mean.
VARIANCES = {
    "constant": "gaussian",
    "mu(1-mu)": "binomial",
    "mu": "poisson",
    "mu^2": "gamma",
}

# R's scoring stops where the deviance moves by less than 1e-8 of itself, which leaves coefficients
# off by some 1e-6 of their errors; ours have scores of zero, which is asserted.
NOT_CONVERGED = 1e-5


def fit_of(call: Call, setting: Setting) -> tuple[Any, str, str]:
    """The model with its formula and its family; the design is that of the setting."""
    given = match(call)
    if given.get("..."):
        raise NotImplementedError("svyglm has more arguments than are known")
    formula = to_formula(given["formula"], setting.design, setting.columns)
    family, link = _family(given.get("family", "gaussian"))
    return setting.design.glm(formula, family=family, link=link, missing="omit"), formula, family


@r_function("svyglm")
def _glm(call: Call, setting: Setting) -> Answer:
    setting = with_design(match(call).get("design"), setting)
    fit, formula, family = fit_of(call, setting)
    level = setting.case.get("ci_level") or 0.95
    out = Answer(fit.estimate, fit.se, fit.cov, fit.core.confint(level), df=[fit.df[0]])
    out.labels = list(fit.labels)
    if family != "gaussian" and _has_scores_of_zero(fit, formula, setting):
        out.loose = NOT_CONVERGED
        out.loose_reason = "R's scoring stops at 1e-8 of the deviance; the scores are zero here"
    return out


@r_function("regTermTest")
def _term_test(call: Call, setting: Setting) -> Answer:
    """Wald's test that the coefficients of terms are all 0."""
    given = match(call)
    if str(given.get("method", "Wald")) != "Wald":
        raise NotImplementedError(f"regTermTest by {given['method']}: only Wald's test is known")
    inner = given["model"]
    setting = with_design(match(inner).get("design"), setting)
    fit, _, _ = fit_of(inner, setting)
    names = [name for term in terms(given["test.terms"]) for name in _coefficients(fit, term)]
    test = fit.wald_test(names)
    return Answer([test.statistic], parameter=[test.df1, test.df2], p_value=test.p_value)


def _coefficients(fit: Any, term: Any) -> list[str]:
    name = deparse(term)
    found = {key.replace("`", "").replace(" ", ""): value for key, value in fit.terms.items()}
    if name.replace(" ", "") not in found:
        raise NotImplementedError(f"regTermTest: the model has no term {name}")
    return list(found[name.replace(" ", "")])


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
    given = match(call)
    setting = with_design(given.get("design"), setting)
    rows, columns = add_columns(given["formula"], setting)
    wanted = chosen(given.get("statistic", "F"), tuple(STATISTICS), "svychisq: the statistic")
    statistic = STATISTICS[wanted]
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
    given = match(call)
    setting = with_design(given.get("design"), setting)
    outcome, by = given["formula"].args
    if isinstance(outcome, Call) and outcome.name in {"+", "-"}:
        outcome = Call("I", [outcome])  # what is on the left is arithmetic
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
