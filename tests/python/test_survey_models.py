# SPDX-License-Identifier: Apache-2.0
"""Model formulas, regression and tests."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import actionplan as ap
from actionplan.survey import Categories, Design
from actionplan.survey.formula import Model
from actionplan.survey.frame import Frame


@pytest.fixture
def data() -> dict[str, Any]:
    rng = np.random.default_rng(3)
    return {
        "w": rng.uniform(1, 3, 60),
        "psu": np.repeat(np.arange(15), 4),
        "y": rng.normal(10, 2, 60),
        "b": (rng.random(60) < 0.4) * 1.0,
        "x.1": rng.uniform(1, 5, 60),
        "g": Categories(np.arange(60) % 3, ["low", "mid", "high"]),
        "s": np.where(np.arange(60) % 2 == 0, "F", "M"),
        "k": np.arange(60) % 4,
    }


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("y ~ x.1", ["(Intercept)", "x.1"]),
        ("y ~ g", ["(Intercept)", "gmid", "ghigh"]),
        ("y ~ 0 + g", ["glow", "gmid", "ghigh"]),
        ("y ~ g - 1", ["glow", "gmid", "ghigh"]),
        ("y ~ C(k)", ["(Intercept)", "C(k)1", "C(k)2", "C(k)3"]),
        ("y ~ `x.1` + log(x.1)", ["(Intercept)", "x.1", "log(x.1)"]),
        ("y ~ s * x.1", ["(Intercept)", "sM", "x.1", "sM:x.1"]),
        ("y ~ s:x.1", ["(Intercept)", "sF:x.1", "sM:x.1"]),
        ("y ~ s + s:g", ["(Intercept)", "sM", "sF:gmid", "sM:gmid", "sF:ghigh", "sM:ghigh"]),
        ("~ 1", ["(Intercept)"]),
    ],
)
def test_formulas_name_their_columns_as_r_documents(
    data: dict[str, Any], formula: str, names: list[str]
) -> None:
    model = Model(formula, Frame(data))
    assert model.names == names
    assert model.matrix.shape == (60, len(names))


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("y ~ q", "no column 'q'"),
        ("y ~ x.1 ^ 2", "cannot be read"),
        ("y ~ tan(x.1)", "no function tan"),
        ("y ~ x.1 +", "a column was expected"),
        ("y ~ x.1 - s", "only the intercept"),
        ("y ~ 0", "no term"),
        ("y ~ log(s)", "holds categories"),
    ],
)
def test_formulas_that_cannot_be_read_say_why(
    data: dict[str, Any], formula: str, message: str
) -> None:
    with pytest.raises(ap.InvalidArgument, match=message):
        Model(formula, Frame(data))


def test_levels_without_a_case_are_no_levels(data: dict[str, Any]) -> None:
    design = Design(data, weights="w", clusters="psu")
    fit = design.subset(data["g"].codes > 0).glm("y ~ g")
    assert fit.labels == ["(Intercept)", "ghigh"]


def test_a_regression_is_weighted_least_squares(data: dict[str, Any]) -> None:
    design = Design(data, weights="w", clusters="psu")
    fit = design.glm("y ~ x.1 + s")
    x = np.column_stack([np.ones(60), data["x.1"], data["s"] == "M"])
    root = np.sqrt(data["w"])
    want, *_ = np.linalg.lstsq(x * root[:, None], data["y"] * root, rcond=None)
    np.testing.assert_allclose(fit.estimate, want, rtol=1e-10)
    bread = np.linalg.inv((x * data["w"][:, None]).T @ x)
    influence = (data["w"] * (data["y"] - x @ want))[:, None] * x @ bread
    np.testing.assert_allclose(fit.cov, design.covariance(influence), rtol=1e-8)
    assert (fit.df == 15 - 1 + 1 - 3).all()
    assert fit.iterations <= 3
    assert fit.wald_test("x.1").p_value == pytest.approx(fit.t_test("x.1").p_value)
    with pytest.raises(ap.InvalidArgument, match="no coefficient q"):
        fit.wald_test("q")


def test_two_categories_are_an_outcome(data: dict[str, Any]) -> None:
    design = Design(data, weights="w", clusters="psu")
    fit = design.glm("s ~ x.1", family="binomial")
    np.testing.assert_allclose(
        fit.estimate,
        Design({**data, "m": (data["s"] == "M") * 1.0}, weights="w")
        .glm("m ~ x.1", family="binomial")
        .estimate,
    )
    with pytest.raises(ap.InvalidArgument, match="3 categories"):
        design.glm("g ~ x.1", family="binomial")


def test_what_separates_or_depends_is_refused_by_name(data: dict[str, Any]) -> None:
    data["twice"] = 2 * data["x.1"]
    data["apart"] = data["b"] * 2 - 1
    design = Design(data, weights="w", clusters="psu")
    with pytest.raises(ap.EstimationError, match="follows from the others"):
        design.glm("y ~ x.1 + twice")
    with pytest.raises(ap.EstimationError, match="separate"):
        design.glm("b ~ apart", family="binomial")


def test_a_difference_of_means_is_that_of_the_domains(data: dict[str, Any]) -> None:
    design = Design(data, weights="w", clusters="psu")
    found = design.t_test("y", by="s")
    means = design.mean("y", by="s")
    difference = means.contrast([-1, 1])
    assert found.effect.estimate[0] == pytest.approx(difference.estimate[0])
    assert found.effect.se[0] == pytest.approx(difference.se[0])
    assert found.test.df1 == 13
    assert design.t_test("y", mu=10).effect.estimate[0] == pytest.approx(
        design.mean("y").estimate[0] - 10
    )
    with pytest.raises(ap.InvalidArgument, match="3 groups"):
        design.t_test("y", by="g")


def test_independence_takes_designs_of_both_kinds(data: dict[str, Any]) -> None:
    design = Design(data, weights="w", clusters="psu")
    for made in (design, design.to_replicates("JK1")):
        for statistic in ("f", "chisq", "wald", "adjusted_wald", "combination", "saddlepoint"):
            p = made.independence_test("g", "s", statistic=statistic).p_value
            assert 0 < p < 1
    assert "(" not in str(design.frame.names)  # the table leaves no column behind
