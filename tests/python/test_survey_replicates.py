# SPDX-License-Identifier: Apache-2.0
"""Replicate designs, and weights that meet the population."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import actionplan as ap
from actionplan.survey import Design, ReplicateDesign, Sample


@pytest.fixture
def data() -> dict[str, Any]:
    rng = np.random.default_rng(5)
    stratum = np.repeat(np.arange(6), 8)
    return {
        "stratum": stratum,
        "psu": np.repeat(np.arange(12), 4),
        "w": rng.uniform(50, 150, 48),
        "sex": np.where(np.arange(48) % 3 == 0, "M", "F"),
        "region": np.where(stratum < 3, "north", "south"),
        "y": rng.normal(100, 15, 48) + stratum,
        "x": rng.normal(20, 3, 48),
    }


@pytest.fixture
def design(data: dict[str, Any]) -> Design:
    return Design(data, weights="w", strata="stratum", clusters="psu")


def test_replicates_come_by_pattern_names_or_array(data: dict[str, Any], design: Design) -> None:
    made = design.to_replicates("BRR")
    weights = made.replicate_weights
    names = [f"rep{i}" for i in range(weights.shape[1])]
    columns = {**data, **{name: weights[:, i].copy() for i, name in enumerate(names)}}
    want = made.mean(["y", "x"]).cov
    for given in ("rep[0-9]+", names, weights, weights.astype(np.float32)):
        got = ReplicateDesign(columns, weights="w", repweights=given, type="BRR")
        np.testing.assert_allclose(got.mean(["y", "x"]).cov, want, rtol=1e-5)
    factors = weights / data["w"][:, None]
    as_factors = ReplicateDesign(
        columns, weights="w", repweights=factors, type="BRR", combined=False
    )
    np.testing.assert_allclose(as_factors.mean(["y", "x"]).cov, want, rtol=1e-12)
    with pytest.raises(ap.InvalidArgument, match="No column matches"):
        ReplicateDesign(columns, weights="w", repweights="r[0-9]+")


def test_every_estimator_takes_replicates(data: dict[str, Any], design: Design) -> None:
    jkn = design.to_replicates("JKn")
    for made in (design, jkn):
        by = made.mean("y", by=["sex", "region"])
        assert by.domains == ["F.north", "F.south", "M.north", "M.south"]
    linear, replicated = design.ratio("y", "x", by="sex"), jkn.ratio("y", "x", by="sex")
    np.testing.assert_allclose(replicated.estimate, linear.estimate, rtol=1e-12)
    np.testing.assert_allclose(replicated.se, linear.se, rtol=0.05)
    np.testing.assert_allclose(jkn.total("y").se, design.total("y").se, rtol=1e-12)
    np.testing.assert_allclose(
        jkn.variance("y").estimate, design.variance("y").estimate, rtol=1e-12
    )
    inside = np.asarray(data["sex"]) == "F"
    np.testing.assert_allclose(jkn.subset(inside).mean("y").se, jkn.mean("y", by="sex").se[:1])
    assert jkn.mean("y", deff=True).deff[0] > 0
    assert not isinstance(jkn, Design)
    assert isinstance(jkn, Sample)
    assert isinstance(design, Sample)
    assert not hasattr(jkn, "covariance")  # of influence, of which replicates need none


def test_a_statistic_is_any_function_of_the_weights(data: dict[str, Any], design: Design) -> None:
    jkn = design.to_replicates("JKn")
    got = jkn.replicated(lambda w: np.average(data["y"], weights=w), labels=["mean"])
    want = jkn.mean("y")
    assert got.labels == ["mean"]
    np.testing.assert_allclose(got.se, want.se, rtol=1e-12)
    assert got.df[0] == want.df[0]
    with pytest.raises(ZeroDivisionError):
        jkn.replicated(lambda w: 1 / 0)
    with pytest.raises(ap.EstimationError, match="not finite"):
        jkn.replicated(lambda w: np.nan)


def test_a_bootstrap_needs_a_seed_and_repeats_itself(design: Design) -> None:
    with pytest.raises(ap.InvalidArgument, match="seed"):
        design.to_replicates("bootstrap")
    first, second, other = (
        design.to_replicates("bootstrap", replicates=30, seed=seed).replicate_weights
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, second)
    assert (first != other).any()


def test_replicates_outlive_the_design_that_made_them(data: dict[str, Any]) -> None:
    made = Design(data, weights="w", strata="stratum", clusters="psu").to_replicates("JKn")
    before = made.mean("y").se[0]
    np.testing.assert_allclose(made.mean("y").se[0], before)


def test_margins_hold_and_have_no_error(design: Design) -> None:
    margins = {"sex": {"F": 3000, "M": 1500}, "region": {"north": 2000, "south": 2500}}
    for made in (design, design.to_replicates("JKn")):
        raked = made.rake(margins)
        got = raked.total("sex")
        np.testing.assert_allclose(got.estimate, [3000, 1500], rtol=1e-9)
        np.testing.assert_allclose(got.se, 0, atol=1e-5)
        assert raked.mean("y").se[0] > 0
    crossed = design.rake(
        {
            ("sex", "region"): {
                ("F", "north"): 1,
                ("F", "south"): 2,
                ("M", "north"): 3,
                ("M", "south"): 4,
            }
        }
    )
    assert crossed.total("sex").estimate.tolist() == pytest.approx([3, 7])


def test_cells_without_a_population_are_refused_by_name(design: Design) -> None:
    with pytest.raises(ap.InvalidArgument, match="not given for M"):
        design.poststratify("sex", {"F": 3000})
    with pytest.raises(ap.InvalidArgument, match="has X"):
        design.poststratify("sex", {"F": 3000, "M": 1500, "X": 10})


def test_calibration_by_a_model_is_post_stratification(design: Design) -> None:
    by_cells = design.poststratify("sex", {"F": 3000, "M": 1500})
    for function in ("linear", "raking"):
        by_model = design.calibrate("~ sex", {"(Intercept)": 4500, "sexM": 1500}, function=function)
        np.testing.assert_allclose(by_model.weights, by_cells.weights, rtol=1e-12)
        np.testing.assert_allclose(by_model.mean("y").se, by_cells.mean("y").se, rtol=1e-10)
    with pytest.raises(ap.InvalidArgument, match="give one for each"):
        design.calibrate("~ sex", {"(Intercept)": 4500})
    with pytest.raises(ap.InvalidArgument, match="bounds"):
        design.calibrate("~ sex", {"(Intercept)": 4500, "sexM": 1500}, function="logit")


def test_calibrated_designs_are_not_made_into_replicates(design: Design) -> None:
    with pytest.raises(ap.InvalidArgument, match="make replicates first"):
        design.poststratify("sex", {"F": 3000, "M": 1500}).to_replicates("JKn")


def test_standardizing_gives_every_cell_the_same_shares(design: Design) -> None:
    standard = design.standardize("sex", over="region", population={"F": 60, "M": 40})
    shares = standard.mean("sex", by="region").estimate.reshape(2, 2)
    np.testing.assert_allclose(shares, [[0.6, 0.6], [0.4, 0.4]])
    np.testing.assert_allclose(standard.total("region").estimate, design.total("region").estimate)


def test_trimming_keeps_the_total(design: Design) -> None:
    cut = design.trim(60, 140)
    assert cut.weights.min() >= 60
    assert cut.weights.max() <= 140 + 1e-9
    assert cut.weights.sum() == pytest.approx(design.weights.sum())
