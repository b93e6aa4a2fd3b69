# SPDX-License-Identifier: Apache-2.0
"""What survey teams do with actionplan.survey."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import actionplan as ap
from actionplan.survey import Categories, Design, Estimates, Sums, change

ROWS = 600


def survey(rows: int = ROWS) -> dict[str, Any]:
    rng = np.random.default_rng(5)
    stratum = np.repeat([1, 2, 3], rows // 3)
    return {
        "stratum": stratum,
        "psu": np.arange(rows) // (rows // 30) % 10,
        "weight": rng.uniform(20, 60, rows),
        "y": rng.normal(10, 2, rows) + stratum,
        "x": rng.uniform(1, 2, rows),
        "has": rng.integers(0, 2, rows),
        "region": rng.choice(["north", "south"], rows),
        "sex": rng.choice(["f", "m"], rows),
    }


def design(data: Any, **more: Any) -> Design:
    return Design(data, weights="weight", strata="stratum", clusters="psu", nest=True, **more)


def same(a: Estimates, b: Estimates) -> None:
    assert a.labels == b.labels
    for name in ("estimate", "se", "df", "n", "weighted_n", "cov"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "pyarrow"]
)
def test_any_data_frame_gives_what_a_dict_of_arrays_gives(make: Any) -> None:
    data = survey()
    want = design(data).mean(["y", "region"], by="sex")
    same(design(make(data)).mean(["y", "region"], by="sex"), want)


def test_numeric_columns_are_borrowed() -> None:
    data = survey()
    d = design(data)
    assert np.shares_memory(d.weights, data["weight"])
    assert np.shares_memory(d.frame.numbers("y"), data["y"])


def test_by_and_subset_agree_in_everything() -> None:
    data = survey()
    data["region"][: ROWS // 3 + 100] = "south"  # north has no case in a stratum and some units
    d = design(data)
    table = d.mean(["y", "x"], by="region")
    part = d.subset(data["region"] == "north").mean(["y", "x"])
    for place, name in enumerate(("y", "x")):
        cell = table[f"north:{name}"]
        assert cell.value == pytest.approx(part.estimate[place], rel=1e-13)
        assert cell.standard_error == pytest.approx(part.se[place], rel=1e-12)
        assert cell.df == part.df[place] < d.df
        assert cell.n == part.n[place]
    assert (d.mean("y", by="region", df="design").df == d.df).all()
    assert (d.mean("y", by="region", df=7).df == 7).all()


def test_combinations_without_a_case_are_flagged() -> None:
    data = survey()
    data["sex"][data["region"] == "north"] = "f"
    e = design(data).mean("y", by=["region", "sex"])
    assert e.domains == ["north.f", "north.m", "south.f", "south.m"]
    assert [str(flag) for flag in e.flags] == ["none", "empty", "none", "none"]
    assert np.isnan(e.estimate[1])
    assert np.isnan(e.confint()[1]).all()
    table = e.to_pandas()
    assert list(table["region"]) == ["north", "north", "south", "south"]
    assert list(table["flag"].fillna("")) == ["", "empty", "", ""]


def test_missing_values_are_refused_by_name_of_row_or_omitted_as_a_domain() -> None:
    data = survey()
    data["y"][[3, 50]] = np.nan
    d = design(data)
    with pytest.raises(ap.InvalidArgument, match="missing in row 3"):
        d.mean("y")
    omitted = d.mean("y", missing="omit")
    part = d.subset(~np.isnan(data["y"])).mean("y")
    assert omitted.estimate[0] == pytest.approx(part.estimate[0], rel=1e-14)
    assert omitted.se[0] == pytest.approx(part.se[0], rel=1e-13)
    assert omitted.df[0] == part.df[0]
    assert omitted.n[0] == ROWS - 2


def test_a_column_of_categories_becomes_proportions() -> None:
    data = survey()
    data["answer"] = Categories(np.arange(ROWS) % 3, ["no", "yes", "never asked", "nobody"])
    e = design(data).mean("answer")
    assert e.labels == ["answer=no", "answer=yes", "answer=never asked", "answer=nobody"]
    assert e.estimate.sum() == pytest.approx(1, rel=1e-14)
    assert e.estimate[3] == e.se[3] == 0
    assert np.abs(e.cov.sum(axis=0)).max() < 1e-15


def test_threads_never_change_a_bit() -> None:
    data = survey(300_000)
    d = design(data)
    alone = d.mean(["y", "x", "has"], by=["region", "sex"], threads=1)
    for threads in (2, 5):
        same(d.mean(["y", "x", "has"], by=["region", "sex"], threads=threads), alone)


def test_the_gil_is_released() -> None:
    d = design(survey(900_000))
    ticks = 0
    done = threading.Event()

    def work() -> None:
        for _ in range(5):
            d.quantile("y", [0.1, 0.5, 0.9], threads=1)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.is_set():
        ticks += 1
    thread.join()
    assert ticks > 1000  # were the GIL held, only the ends of calls would let this thread run


def test_proportion_intervals_stay_within_bounds_and_differ_by_method() -> None:
    d = design(survey())
    ends = {
        m: d.proportion("has", method=m).confint()
        for m in ("xlogit", "beta", "wilson", "asin", "mean", "likelihood")
    }
    assert len({tuple(interval[0]) for interval in ends.values()}) == len(ends)
    for interval in ends.values():
        assert 0 < interval[0, 0] < d.mean("has").estimate[0] < interval[0, 1] < 1


def test_contrasts_use_the_covariance_between_domains() -> None:
    e = design(survey()).mean("y", by="region")
    c = e.contrast({"difference": [1, -1]})
    variance = e.cov[0, 0] + e.cov[1, 1] - 2 * e.cov[0, 1]
    assert c.estimate[0] == e.estimate[0] - e.estimate[1]
    assert c.se[0] == pytest.approx(np.sqrt(variance), rel=1e-12)
    assert c.df[0] == e.df.min()


def test_change_between_independent_and_overlapping_rounds() -> None:
    first = Estimates.of(["y"], [10.0], [[4.0]], 10, 500, 1e4)
    second = Estimates.of(["y"], [13.0], [[9.0]], 20, 600, 1e4)
    alone = change(first, second)
    assert alone.estimate[0] == 3
    assert alone.se[0] == pytest.approx(np.sqrt(13))
    assert alone.df[0] == pytest.approx(13**2 / (16 / 10 + 81 / 20))
    overlap = change(first, second, [[5.0]])
    assert overlap.se[0] == pytest.approx(np.sqrt(13 - 10))
    assert overlap.df[0] == 10
    with pytest.raises(ap.InvalidArgument, match="larger than their standard errors"):
        change(first, second, [[7.0]])


@pytest.mark.parametrize(
    ("n", "want"), [(24, "suppress"), (25, "parentheses"), (49, "parentheses"), (50, "show")]
)
def test_dhs_rule_for_small_cells(n: int, want: str) -> None:
    e = Estimates.of(["y"], [10.0], [[4.0]], 10, n)
    assert e.present("dhs")[0].presentation == want
    assert e.n[0] == n


@pytest.mark.parametrize(
    ("p", "se", "df", "n", "want"),
    [
        (0.5, 0.02, 40, 900, "show"),
        (0.5, 0.02, 7, 900, "review"),
        (0.5, 0.02, 40, 29, "suppress"),
        (0.5, 0.10, 40, 900, "suppress"),  # interval over 0.30 wide
        (0.04, 0.014, 40, 900, "suppress"),  # wider than 130% of the proportion
        (0.96, 0.014, 40, 900, "footnote"),  # the same of the complement
        (0.0, 0.0, 40, 900, "review"),
    ],
)
def test_nchs_rule_for_proportions(p: float, se: float, df: float, n: int, want: str) -> None:
    presented = Estimates.of(["p"], [p], [[se * se]], df, n).present("nchs")[0]
    assert presented.presentation == want
    assert bool(presented.reasons) == (want != "show")


def test_sums_of_parts_give_what_all_rows_give() -> None:
    data = survey()
    whole = design(data)
    merged: Sums | None = None
    for part in np.array_split(np.random.default_rng(1).permutation(ROWS), 4):
        rows = {name: column[part] for name, column in data.items()}
        sums = design(rows).accumulate(["y", "x"], by="region")
        sums = Sums.from_bytes(sums.to_bytes(), ["y", "x"], ["region"])
        merged = sums if merged is None else merged.merge(sums)
    assert merged is not None
    assert merged.rows == ROWS
    for got, want in (
        (merged.mean(), whole.mean(["y", "x"], by="region")),
        (merged.total(), whole.total(["y", "x"], by="region")),
        (merged.ratio("y", "x"), whole.ratio("y", "x", by="region")),
    ):
        assert got.labels == want.labels
        np.testing.assert_allclose(got.estimate, want.estimate, rtol=1e-12)
        np.testing.assert_allclose(
            got.cov, want.cov, rtol=1e-9, atol=1e-12 * np.abs(want.cov).max()
        )
        np.testing.assert_array_equal(got.df, want.df)


def test_lonely_units_are_refused_by_the_name_of_their_stratum() -> None:
    data = survey()
    data["stratum"] = np.where(np.arange(ROWS) < 20, 9, data["stratum"])
    with pytest.raises(ap.EstimationError, match="Stratum 9 has a single sampled unit"):
        design(data).mean("y")
    assert design(data, lonely_psu="remove").mean("y").se[0] > 0


def test_unknown_columns_and_words_are_named() -> None:
    d = design(survey())
    with pytest.raises(ap.InvalidArgument, match="no column 'income'"):
        d.mean("income")
    with pytest.raises(ap.InvalidArgument, match="certain"):
        design(survey(), lonely_psu="certain")
    with pytest.raises(ap.InvalidArgument, match="holds categories"):
        d.ratio("region", "y")


def test_quantiles_have_a_covariance_of_which_contrasts_are_made() -> None:
    d = design(survey())
    e = d.quantile("y", [0.25, 0.5, 0.75], by="region", threads=1)
    assert e.cov.shape == (len(e), len(e))
    np.testing.assert_allclose(np.diag(e.cov), e.se**2, rtol=1e-12)
    np.testing.assert_array_equal(e.cov, e.cov.T)
    domains = len(e.domains)
    row = np.zeros(len(e))
    row[0], row[2 * domains] = -1, 1  # the interquartile range of the first domain
    spread = e.contrast({"spread": row})
    variance = e.cov[0, 0] + e.cov[2 * domains, 2 * domains] - 2 * e.cov[0, 2 * domains]
    assert float(spread.se[0]) == pytest.approx(variance**0.5)
    assert 0 < e.cov[0, 2 * domains] < e.se[0] * e.se[2 * domains]

    one = d.quantile("y", 0.5, threads=1)
    np.testing.assert_array_equal(one.cov, one.se[:, None] ** 2)
    twice = d.quantile("y", [0.5, 0.5], threads=1)
    np.testing.assert_allclose(twice.cov, one.se[0] ** 2, rtol=1e-12)
    without = d.quantile("y", [0.25, 0.5], covariance=False, threads=1)
    with pytest.raises(ap.InvalidArgument, match="covariance=True"):
        _ = without.cov
    late = change(one, one)
    assert float(late.se[0]) == pytest.approx(2**0.5 * one.se[0])


def test_design_effects_of_sums_are_those_of_the_design() -> None:
    data = survey()
    merged: Sums | None = None
    for part in range(3):
        rows = {name: column[part::3] for name, column in data.items()}
        sums = design(rows).accumulate(["y", "x"], by="region", deff=True)
        sums = Sums.from_bytes(sums.to_bytes(), ["y", "x"], ["region"])
        merged = sums if merged is None else merged.merge(sums)
    assert merged is not None
    d = design(data)
    for deff in (True, "replace"):
        for got, want in (
            (merged.mean(deff=deff), d.mean(["y", "x"], by="region", deff=deff)),
            (merged.total(deff=deff), d.total(["y", "x"], by="region", deff=deff)),
            (merged.ratio("y", "x", deff=deff), d.ratio("y", "x", by="region", deff=deff)),
        ):
            np.testing.assert_allclose(got.deff, want.deff, rtol=1e-9)
    with pytest.raises(ap.InvalidArgument, match="accumulate them with deff"):
        design(data).accumulate("y").mean(deff=True)
