# SPDX-License-Identifier: Apache-2.0
"""Edges of inference, and what goes beyond means: contrasts, quantiles, models, imputations.

Numbers that are no closed forms are computed by numpy from the definition that the test names.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import actionplan as ap
from actionplan.survey import Design, Estimates, ReplicateDesign, pool


@pytest.fixture
def data() -> dict[str, Any]:
    rng = np.random.default_rng(7)
    rows = 240
    x = rng.normal(10, 2, rows)
    return {
        "stratum": np.repeat([0, 1, 2], 80),
        "psu": np.arange(rows) // 8,
        "w": rng.uniform(5, 15, rows),
        "x": x,
        "y": 3 + 0.5 * x + rng.normal(0, 1, rows),
        "amount": np.exp(0.1 * x + rng.normal(0, 0.3, rows)),
        "b": (rng.random(rows) < 1 / (1 + np.exp(8 - 0.8 * x))) * 1.0,
        "g": rng.choice(["a", "b"], rows),
        "h": rng.choice(["u", "v", "w"], rows),
        "one": np.ones(rows),
        "same": np.full(rows, 37.0),
    }


@pytest.fixture
def design(data: dict[str, Any]) -> Design:
    return Design(data, weights="w", strata="stratum", clusters="psu")


def half_samples(data: dict[str, Any]) -> ReplicateDesign:
    pairs = {**data, "pair": np.asarray(data["psu"]) // 2}
    return Design(pairs, weights="w", strata="pair", clusters="psu").to_replicates("BRR")


# Zero variance


def test_every_case_is_no_certainty(design: Design) -> None:
    e = design.proportion("one")
    assert e.se[0] == 0
    lower, upper = e.confint()[0]
    assert upper == 1
    assert lower == pytest.approx(0.025 ** (1 / 30))  # of 30 sampling units
    declared = design.proportion("one", declared_deff=2.0).confint()[0]
    assert declared[0] == pytest.approx(0.025 ** (1 / 120))


def test_eight_of_eight_has_the_exact_bound() -> None:
    eight = Design({"y": np.ones(8)})
    assert eight.proportion("y").confint(0.9)[0, 0] == pytest.approx(0.6877, abs=5e-5)
    assert eight.mean("y").confint(0.9)[0, 0] == pytest.approx(0.6877, abs=5e-5)


def test_a_constant_that_is_no_share_is_flagged(design: Design) -> None:
    e = design.mean("same")
    assert e.flags == ["constant"]
    assert np.isnan(e.confint()).all()


def test_a_level_without_a_case_has_an_upper_end(data: dict[str, Any]) -> None:
    design = Design({**data, "yes": np.zeros(240)}, weights="w", clusters="psu")
    assert design.proportion("yes", by="g").confint()[:, 1].min() > 0.05


# Replicates


def test_fay_needs_its_rho(data: dict[str, Any]) -> None:
    made = half_samples(data)
    given: dict[str, Any] = {"weights": "w", "repweights": made.replicate_weights}
    with pytest.raises(ap.InvalidArgument, match="rho"):
        ReplicateDesign(data, type="Fay", **given)
    with pytest.raises(ap.InvalidArgument, match="Fay's method"):
        ReplicateDesign(data, type="BRR", rho=0.5, **given)
    assert ReplicateDesign(data, type="Fay", rho=0.5, **given).scale == pytest.approx(
        4 / made.replicates
    )


def test_factors_are_not_taken_for_weights(data: dict[str, Any]) -> None:
    made = half_samples(data)
    factors = made.replicate_weights / data["w"][:, None]
    with pytest.raises(ap.InvalidArgument, match="combined=false"):
        ReplicateDesign(data, weights="w", repweights=factors, type="BRR")
    right = ReplicateDesign(data, weights="w", repweights=factors, type="BRR", combined=False)
    np.testing.assert_allclose(right.mean("y").se, made.mean("y").se, rtol=1e-12)


def test_replicates_without_a_domain_are_left_out_and_counted() -> None:
    data = {"y": np.arange(12.0), "d": np.array(["rare"] + ["rest"] * 11), "w": np.full(12, 3.0)}
    data["d"][5] = "rare"
    made = Design(data, weights="w").to_replicates("bootstrap", replicates=60, seed=3)
    assert made.mean("y", by="d").flags[0] == "undefined"
    e = made.mean("y", by="d", empty_replicates="omit")
    assert e.flags[0] == "none"
    weights = made.replicate_weights
    rare = np.asarray(data["d"]) == "rare"
    kept = weights[rare].sum(axis=0) > 0
    assert e.left_out.tolist() == [int((~kept).sum()), 0]
    values = (weights[rare] * data["y"][rare][:, None]).sum(axis=0)[kept] / weights[rare].sum(
        axis=0
    )[kept]
    want = np.sqrt(made.scale * 60 / kept.sum() * ((values - values.mean()) ** 2).sum())
    assert e.se[0] == pytest.approx(want)
    with pytest.raises(ap.InvalidArgument, match="stand for each other"):
        Design(data, weights="w").to_replicates("JK1").mean("y", empty_replicates="omit")


def test_quantiles_and_logits_by_replicates(data: dict[str, Any]) -> None:
    made = half_samples(data)
    q = made.quantile("y", 0.5, interval="replicates")

    def median(weights: Any) -> float:
        order = np.argsort(data["y"])
        reached = np.cumsum(weights[order]) >= 0.5 * weights.sum() - 1e-9
        return float(data["y"][order][np.argmax(reached)])

    want = made.replicated(median)
    assert q.se[0] == pytest.approx(want.se[0])
    np.testing.assert_allclose(q.intervals[0], want.confint()[0], rtol=1e-10)
    with pytest.raises(ap.InvalidArgument, match="no replicates"):
        Design(data, weights="w").quantile("y", 0.5, interval="replicates")
    p = made.proportion("b", method="logit")

    def logit(weights: Any) -> float:
        share = weights @ data["b"] / weights.sum()
        return math.log(share / (1 - share))

    ends = made.replicated(logit).confint()[0]
    np.testing.assert_allclose(p.confint()[0], 1 / (1 + np.exp(-ends)), rtol=1e-10)


def test_score_intervals_invert_the_test(data: dict[str, Any], design: Design) -> None:
    q = design.quantile("y", 0.3, interval="score")
    t = ap.Estimate(0.0, 1.0, df=design.df).confint()[1]
    kept = []
    for value in np.sort(data["y"]):
        below = Design(
            {**data, "below": data["y"] <= value}, weights="w", strata="stratum", clusters="psu"
        ).mean("below")
        if below.estimate[0] - 0.3 > t * below.se[0]:
            kept.append(value)  # the first that is rejected above
            break
        if below.estimate[0] - 0.3 >= -t * below.se[0]:
            kept.append(value)
    np.testing.assert_allclose(q.intervals[0], [kept[0], kept[-1]])


# Weights


def test_a_design_without_weights_counts_every_row_alike() -> None:
    plain = Design({"y": [1.0, 2.0, 6.0]})
    assert float(plain.mean("y")) == 3
    assert float(plain.total("y")) == 9
    assert plain.mean("y").se[0] == pytest.approx(np.std([1, 2, 6], ddof=1) / math.sqrt(3))


def test_rounded_normalised_weights_give_no_total(data: dict[str, Any]) -> None:
    w = data["w"] / data["w"].mean()
    rounded = Design({**data, "w": np.round(w, 3)}, weights="w")
    with pytest.raises(ap.EstimationError, match="normalised"):
        rounded.total("y")


def test_margins_missing_outside_the_domain_do_not_matter(data: dict[str, Any]) -> None:
    levels = np.array([*["a", "b"] * 100, *[None] * 39, "other"], dtype=object)
    design = Design({**data, "m": levels}, weights="w").subset(np.arange(240) < 200)
    raked = design.rake({"m": {"a": 300, "b": 500}})
    assert raked.weights[:200].sum() == pytest.approx(800)
    np.testing.assert_array_equal(raked.weights[200:], design.weights[200:])
    with pytest.raises(ap.InvalidArgument, match="other"):
        Design({**data, "m": levels}, weights="w").rake({"m": {"a": 300, "b": 500}})


def test_missing_names_its_column(data: dict[str, Any]) -> None:
    spoilt = Design({**data, "x": np.where(np.arange(240) == 9, np.nan, data["x"])}, weights="w")
    for call in (
        lambda: spoilt.mean(["y", "x"]),
        lambda: spoilt.ratio("y", "x"),
        lambda: spoilt.quantile("x", 0.5),
        lambda: spoilt.variance(["y", "x"]),
        lambda: spoilt.glm("y ~ x"),
    ):
        with pytest.raises(ap.InvalidArgument, match=r'Column "x" is missing in row 9'):
            call()


def test_calibration_refuses_negative_weights_and_takes_a_variance(data: dict[str, Any]) -> None:
    design = Design(data, weights="w")
    sums = {"(Intercept)": float(design.weights.sum()), "x": float(2 * design.weights @ data["x"])}
    with pytest.raises(ap.EstimationError, match="negative"):
        design.calibrate("~ x", sums)
    assert design.calibrate("~ x", sums, allow_negative=True).weights.min() < 0
    ratio = design.calibrate("~ x - 1", {"x": 30000.0}, variance={"x": 1})
    assert float(ratio.total("y")) == pytest.approx(30000 * float(design.ratio("y", "x")))
    assert ratio.weights / design.weights == pytest.approx(ratio.weights[0] / design.weights[0])


def test_weight_summary_is_kishs(data: dict[str, Any], design: Design) -> None:
    summary, w = design.weight_summary(), data["w"]
    assert summary.kish_deff == pytest.approx(240 * (w**2).sum() / w.sum() ** 2)
    assert summary.effective_n == pytest.approx(w.sum() ** 2 / (w**2).sum())
    assert half_samples(data).weight_summary().n == 240


def test_strata_of_one_unit_have_rules_of_their_own() -> None:
    data = {"y": [1.0, 4, 6, 9], "s": ["a", "a", "b", "c"], "w": [2.0] * 4}
    design = Design(data, weights="w", strata="s", lonely_psu={"b": "certainty", "c": "adjust"})
    assert design.total("y").se[0] == pytest.approx(10)
    with pytest.raises(ap.EstimationError):
        Design(data, weights="w", strata="s", lonely_psu={"b": "certainty"}).total("y")


# Functions of results


def test_contrasts_by_name(design: Design) -> None:
    totals = design.total(["y", "x"])
    ratio = design.ratio("y", "x")
    found = totals.contrast("y / x")
    assert found.labels == ["y / x"]
    assert found.estimate[0] == pytest.approx(ratio.estimate[0])
    assert found.se[0] == pytest.approx(ratio.se[0])
    by = design.mean("y", by="g")
    several = by.contrast({"log ratio": "log(`b:y`) - log(`a:y`)", "difference": [-1, 1]})
    one, other = by.estimate
    assert several.estimate[0] == pytest.approx(math.log(other / one))
    assert several.se[1] == pytest.approx(by.contrast([-1, 1]).se[0])
    slope = np.array([-1 / one, 1 / other])
    assert several.se[0] == pytest.approx(math.sqrt(slope @ by.cov @ slope))


@pytest.mark.parametrize(
    "text",
    [
        "z / x",
        "y /",
        "__import__('os')",
        "y if x else y",
        "1 / (x - x)",
        "3",
        "(" * 500,
        "-" * 600 + "x",
    ],
)
def test_contrasts_that_say_nothing_are_refused(design: Design, text: str) -> None:
    with pytest.raises(ap.InvalidArgument):
        design.mean(["y", "x"]).contrast(text)


def test_correlation_is_the_weighted_one(data: dict[str, Any], design: Design) -> None:
    e = design.correlation(["x", "y"])
    w, x, y = data["w"], data["x"], data["y"]
    cov = np.cov(np.stack([x, y]), aweights=w)
    assert e.labels == ["x:y"]
    assert e.estimate[0] == pytest.approx(cov[0, 1] / math.sqrt(cov[0, 0] * cov[1, 1]))
    # The influence of a case on a correlation: Devlin, Gnanadesikan and Kettenring 1975, (2.3).
    a = (x - np.average(x, weights=w)) / math.sqrt(np.cov(x, aweights=w, ddof=0))
    b = (y - np.average(y, weights=w)) / math.sqrt(np.cov(y, aweights=w, ddof=0))
    influence = w * (a * b - e.estimate[0] * (a * a + b * b) / 2) / w.sum()
    assert e.se[0] == pytest.approx(math.sqrt(design.covariance(influence[:, None])[0, 0]))
    assert len(design.correlation(["x", "y"], by="g")) == 2


def test_pool_is_rubins() -> None:
    sets = [Estimates.of(["m"], [v], [[2.0]], math.inf, 100) for v in (10.0, 12.0, 11.0)]
    pooled = pool(sets)
    assert pooled.se[0] == pytest.approx(math.sqrt(2 + 4 / 3))
    assert pooled.df[0] == pytest.approx(12.5)


# Models


def fit_by_newton(data: dict[str, Any], mean: Any, slope: Any, variance: Any, y: str) -> Any:
    """Quasi-likelihood by Fisher scoring from 0.1, of x."""
    model = np.column_stack([np.ones(240), data["x"]])
    b = np.array([0.1, 0.05])
    for _ in range(200):
        eta = model @ b
        weight = data["w"] * slope(eta) ** 2 / variance(mean(eta))
        score = model.T @ (data["w"] * (data[y] - mean(eta)) * slope(eta) / variance(mean(eta)))
        b = b + np.linalg.solve(model.T @ (weight[:, None] * model), score)
    eta = model @ b
    weight = data["w"] * slope(eta) ** 2 / variance(mean(eta))
    bread = np.linalg.inv(model.T @ (weight[:, None] * model))
    rows = data["w"] * (data[y] - mean(eta)) * slope(eta) / variance(mean(eta))
    return b, (rows[:, None] * model) @ bread


def test_links_and_gamma_solve_their_equations(data: dict[str, Any], design: Design) -> None:
    root = math.sqrt(2 * math.pi)
    phi = np.vectorize(lambda z: math.erfc(-z / math.sqrt(2)) / 2)
    cases = [
        (
            "b",
            "binomial",
            "probit",
            phi,
            lambda z: np.exp(-z * z / 2) / root,
            lambda m: m * (1 - m),
        ),
        ("amount", "gamma", "log", np.exp, np.exp, lambda m: m * m),
        ("amount", "gaussian", "log", np.exp, np.exp, np.ones_like),
    ]
    for y, family, link, mean, slope, variance in cases:
        fit = design.glm(f"{y} ~ x", family=family, link=link)
        b, influence = fit_by_newton(data, mean, slope, variance, y)
        np.testing.assert_allclose(fit.estimate, b, rtol=1e-7)
        np.testing.assert_allclose(fit.cov, design.covariance(influence), rtol=1e-6)
    inverse = design.glm("amount ~ x", family="gamma")
    np.testing.assert_allclose(
        inverse.fitted_values, 1 / (inverse.estimate[0] + inverse.estimate[1] * data["x"])
    )


def test_predictions_and_margins(data: dict[str, Any], design: Design) -> None:
    fit = design.glm("b ~ x + g", family="binomial")
    p = fit.predict({"x": [8.0, 12.0], "g": ["b", "a"]})
    eta = fit.estimate @ np.array([1, 8.0, 1])
    share = 1 / (1 + math.exp(-eta))
    assert p.estimate[0] == pytest.approx(share)
    row = np.array([1, 8.0, 1])
    assert p.se[0] == pytest.approx(share * (1 - share) * math.sqrt(row @ fit.cov @ row))
    assert fit.predict({"x": [8.0], "g": ["b"]}, type="link").estimate[0] == pytest.approx(eta)
    with pytest.raises(ap.InvalidArgument, match="no case"):
        fit.predict({"x": [8.0], "g": ["z"]})
    m = fit.margins("g")
    assert m.labels == ["g=a", "g=b"]
    at_b = 1 / (1 + np.exp(-(fit.estimate[0] + fit.estimate[1] * data["x"] + fit.estimate[2])))
    assert m.estimate[1] == pytest.approx(np.average(at_b, weights=data["w"]))
    # A linear model of the groups alone: margins are their means.
    plain = design.glm("y ~ g").margins("g")
    means = design.mean("y", by="g")
    np.testing.assert_allclose(plain.estimate, means.estimate)
    np.testing.assert_allclose(plain.se, means.se, rtol=1e-10)
    replicated = half_samples(data).glm("b ~ x + g", family="binomial").margins("g")
    np.testing.assert_allclose(replicated.estimate, m.estimate)
    np.testing.assert_allclose(replicated.se, m.se, rtol=0.4)


def test_terms_are_tested_as_a_whole(design: Design) -> None:
    fit = design.glm("y ~ x + h + x:h")
    assert fit.terms["h"] == ["hv", "hw"]
    assert fit.term_test("h").p_value == fit.wald_test(["hv", "hw"]).p_value
    assert fit.term_test("h:x").df1 == 2
    with pytest.raises(ap.InvalidArgument, match="no term"):
        fit.term_test("g")


def test_arithmetic_and_factors_in_formulas(data: dict[str, Any], design: Design) -> None:
    fit = design.glm("y ~ x + I(x^2) + I(x > 10)")
    assert fit.labels == ["(Intercept)", "x", "I(x^2)", "I(x > 10)"]
    model = np.column_stack([np.ones(240), data["x"], data["x"] ** 2, data["x"] > 10])
    want = np.linalg.solve(
        model.T @ (data["w"][:, None] * model), model.T @ (data["w"] * data["y"])
    )
    np.testing.assert_allclose(fit.estimate, want, rtol=1e-7)
    assert design.glm("y ~ factor(stratum)").labels[1:] == ["factor(stratum)1", "factor(stratum)2"]
    assert design.glm("y ~ I(g == 'b')").estimate[1] == pytest.approx(
        design.glm("y ~ g").estimate[1]
    )
    with pytest.raises(ap.InvalidArgument, match="levels are a, b"):
        design.glm("y ~ I(g == 'c')")


def test_one_sided_tests_halve_the_p_value(design: Design) -> None:
    two = design.t_test("y", mu=8.0).test
    above = design.t_test("y", mu=8.0, alternative="greater").test
    below = design.t_test("y", mu=8.0, alternative="less").test
    assert above.p_value + below.p_value == pytest.approx(1)
    assert min(above.p_value, below.p_value) == pytest.approx(two.p_value / 2)


def test_the_likelihood_ratio_of_a_table(data: dict[str, Any], design: Design) -> None:
    lr = design.independence_test("g", "h", statistic="likelihood_ratio")
    f = design.independence_test("g", "h")
    shares = np.array(
        [
            [data["w"][(data["g"] == a) & (data["h"] == b)].sum() for b in ("u", "v", "w")]
            for a in ("a", "b")
        ]
    )
    shares /= shares.sum()
    under = shares.sum(axis=1)[:, None] * shares.sum(axis=0)
    g2 = 2 * 240 * (shares * np.log(shares / under)).sum()
    assert lr.statistic / f.statistic == pytest.approx(g2 / f.pearson)
    assert (lr.df1, lr.df2) == (f.df1, f.df2)
