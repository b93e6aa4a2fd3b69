# SPDX-License-Identifier: Apache-2.0
"""Indicators of a specification from files of microdata: the same as by hand, in every format."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pyreadstat
import pytest

import actionplan as ap
from actionplan import microdata
from actionplan.survey import Design

DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
FILE = DATA / "eservices-survey.csv"

SPEC = """
[design]
weights = "weight"
strata = "stratum"
clusters = "cluster"

[missing]
q11 = [8]
q12 = [98]

[[indicators]]
id = "satisfied"
numerator = "q12 in (1, 2)"
denominator = "q11 == 1"
missing = "omit"
by = ["region", ["area", "sex"]]

[[indicators]]
id = "minutes"
numerator = "minutes"
denominator = "q11 == 1 and not missing(q11)"
statistic = "mean"
missing = "omit"
by = "area"

[[indicators]]
id = "users"
numerator = "q11 == 1"
statistic = "total"
missing = "omit"
by = "area"

[[indicators]]
id = "ratio"
numerator = "if_else(q11 == 1, minutes, 0)"
denominator = "age"
missing = "omit"
by = "area"
"""
MEDIAN = """
[[indicators]]
id = "median"
numerator = "age"
statistic = "quantile"
probabilities = [0.25, 0.5]
by = "area"
"""
Cells = dict[tuple[str, ...], microdata.Cell]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(text: str, file: Path = FILE, **options: Any) -> microdata.Survey:
    return microdata.estimate(microdata.parse_spec(text), microdata.open_source(file), **options)


def cells(survey: microdata.Survey, name: str) -> Cells:
    return {(c.statistic, *c.dimension.values()): c for c in survey[name].cells}


def numbers(survey: microdata.Survey) -> list[list[tuple[Any, ...]]]:
    return [
        [
            (c.statistic, *c.dimension.values(), c.value, c.standard_error, c.df, c.n)
            for c in estimated.cells
        ]
        for estimated in survey.indicators
    ]


@pytest.fixture(scope="module")
def by_hand() -> tuple[pd.DataFrame, Design]:
    """The same file, with the indicators computed by pandas."""
    data = pd.read_csv(FILE)
    data["satisfied"] = data["q12"].isin([1, 2]).astype(float)
    data.loc[data["q12"] == 98, "satisfied"] = np.nan
    data["used"] = (data["q11"] == 1).astype(float).where(data["q11"] != 8)
    data["minutes0"] = data["minutes"].where(data["q11"] == 1, 0.0).where(data["q11"] != 8)
    data["area.sex"] = data["area"] + "." + data["sex"]
    return data, Design(data, weights="weight", strata="stratum", clusters="cluster")


def test_estimates_are_those_of_the_design(by_hand: tuple[pd.DataFrame, Design]) -> None:
    data, design = by_hand
    users = design.subset((data["q11"] == 1).to_numpy())
    got = run(SPEC)
    assert got.is_streamed
    assert got.rows == 1200
    for name, estimates in {
        "satisfied": [
            users.mean("satisfied", by=by, missing="omit", deff="replace")
            for by in ("region", "area.sex")
        ],
        "minutes": [users.mean("minutes", by="area", missing="omit", deff="replace")],
        "users": [design.total("used", by="area", missing="omit", deff="replace")],
        "ratio": [design.ratio("minutes0", "age", by="area", missing="omit", deff="replace")],
    }.items():
        found = got[name].cells[1:]
        want = [
            row
            for e in estimates
            for row in zip(e.domains, e.estimate, e.se, e.df, e.n, e.weighted_n, e.deff,
                           strict=True)
        ]  # fmt: skip
        assert len(found) == len(want)
        for cell, row in zip(found, want, strict=True):
            assert ".".join(cell.dimension.values()) == row[0]
            assert (cell.df, cell.n) == (row[3], row[4])
            assert [cell.value, cell.standard_error, cell.weighted_n, cell.deff] == pytest.approx(
                [row[1], row[2], row[5], row[6]], rel=1e-11
            )


def test_intervals_of_proportions_are_laid_on_their_scale(
    by_hand: tuple[pd.DataFrame, Design],
) -> None:
    data, design = by_hand
    users = design.subset((data["q11"] == 1).to_numpy())
    want = users.proportion("satisfied", by="region", missing="omit").confint(0.95)
    got = run(SPEC)["satisfied"].cells[1:6]
    np.testing.assert_allclose([[c.lower, c.upper] for c in got], want, rtol=1e-10)


def test_held_rows_give_what_sums_give() -> None:
    streamed, held = run(SPEC), run(SPEC + MEDIAN)
    assert streamed.is_streamed
    assert not held.is_streamed
    for estimated in streamed.indicators:
        for a, b in zip(estimated.cells, held[estimated.spec.id].cells, strict=True):
            assert (a.dimension, a.df, a.n, a.flag) == (b.dimension, b.df, b.n, b.flag)
            assert [a.value, a.standard_error, a.deff, a.lower, a.upper] == pytest.approx(
                [b.value, b.standard_error, b.deff, b.lower, b.upper], rel=1e-10
            )


def test_quantiles_are_those_of_the_design(by_hand: tuple[pd.DataFrame, Design]) -> None:
    want = by_hand[1].quantile("age", [0.25, 0.5], by="area")
    got = run(SPEC + MEDIAN)["median"].cells[2:]
    assert [c.statistic for c in got] == ["quantile 0.25"] * 2 + ["quantile 0.5"] * 2
    assert [c.value for c in got] == want.estimate.tolist()
    assert [[c.lower, c.upper] for c in got] == want.intervals.tolist()


@pytest.mark.parametrize("batch_rows", [1, 7, 100, 1199, 1200, 5000])
def test_batches_change_nothing_but_the_last_digits(batch_rows: int) -> None:
    whole, parts = run(SPEC), run(SPEC, batch_rows=batch_rows)
    for estimated in whole.indicators:
        for a, b in zip(estimated.cells, parts[estimated.spec.id].cells, strict=True):
            assert (a.dimension, a.df, a.n) == (b.dimension, b.df, b.n)
            assert [a.value, a.standard_error, a.deff] == pytest.approx(
                [b.value, b.standard_error, b.deff], rel=1e-9
            )
    assert numbers(run(SPEC + MEDIAN, batch_rows=batch_rows)) == numbers(run(SPEC + MEDIAN))


def test_threads_change_no_bit() -> None:
    assert numbers(run(SPEC, threads=1)) == numbers(run(SPEC, threads=3))


def test_an_offset_costs_design_effects_no_digits(tmp_path: Path) -> None:
    spec = """
    [design]
    weights = "weight"
    strata = "stratum"
    clusters = "cluster"
    [[indicators]]
    id = "age"
    numerator = "age + {}"
    by = "region"
    """
    near, far = run(spec.format(0)), run(spec.format("1000000000"))
    for a, b in zip(near["age"].cells, far["age"].cells, strict=True):
        assert b.standard_error == pytest.approx(a.standard_error, rel=1e-9)
        assert b.deff == pytest.approx(a.deff, rel=1e-9)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    data = pd.read_csv(FILE)
    data["area"] = data["area"].map({"town": 1.0, "village": 2.0})
    return data


LABELS = {"area": {1.0: "town", 2.0: "village"}}


def test_every_format_gives_the_same_bits(tmp_path: Path, frame: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pa_csv.write_csv(table, tmp_path / "a.csv")
    frame.to_csv(tmp_path / "a.tsv", sep="\t", index=False)
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=333)
    pyreadstat.write_sav(frame, tmp_path / "a.sav", variable_value_labels=LABELS)
    pyreadstat.write_sav(frame, tmp_path / "a.zsav", compress=True, variable_value_labels=LABELS)
    pyreadstat.write_dta(
        frame, tmp_path / "a.dta", variable_value_labels={"area": {1: "town", 2: "village"}}
    )
    labels = '[labels.area]\n1 = "town"\n2 = "village"\n'
    spec = SPEC.replace("[missing]", f"{labels}[missing]")
    want = numbers(run(spec, tmp_path / "a.csv"))
    assert want[0][6][1] == "town"
    for name in ("a.tsv", "a.parquet", "a.sav", "a.zsav", "a.dta"):
        text = spec if name in ("a.tsv", "a.parquet") else SPEC  # labels are in the file
        for batch_rows in (1200, 500):
            got = numbers(run(text, tmp_path / name, batch_rows=batch_rows))
            assert got == numbers(run(spec, tmp_path / "a.csv", batch_rows=batch_rows)), name
        assert numbers(run(text, tmp_path / name)) == want


def test_missing_values_that_a_file_declares_are_missing(tmp_path: Path) -> None:
    frame = pd.DataFrame({"w": [1.0] * 6, "c": [1, 1, 2, 2, 3, 3], "y": [1, 2, 3, 9, 5, 6.0]})
    pyreadstat.write_sav(frame, tmp_path / "a.sav", missing_ranges={"y": [{"lo": 9.0, "hi": 9.0}]})
    pyreadstat.write_dta(frame.assign(y=frame["y"].replace(9, np.nan)), tmp_path / "a.dta")
    spec = '[design]\nweights = "w"\nclusters = "c"\n[[indicators]]\nid = "y"\nnumerator = "y"\n'
    for name in ("a.sav", "a.dta"):
        with pytest.raises(ap.InvalidArgument, match="column 'y' is missing in row 4"):
            run(spec, tmp_path / name)
        cell = run(spec + 'missing = "omit"', tmp_path / name)["y"].cells[0]
        assert (cell.n, cell.value) == (5, 3.4)


SMALL = """stratum,psu,w,y,x,g
a,1,1,1,10,u
a,1,1,0,12,v
a,2,2,1,,u
b,3,1,0,8,v
b,4,1.5,1,9,u
b,4,1,,7,v
"""
SMALL_SPEC = """
[design]
weights = "w"
strata = "stratum"
clusters = "psu"
[[indicators]]
id = "y"
numerator = "{numerator}"
{more}
"""


@pytest.mark.parametrize(
    ("spec", "data", "says"),
    {
        "a missing numerator": (
            {"numerator": "y == 1"},
            {},
            "indicators[0].numerator: column 'y' is missing in row 6; "
            'give missing = "omit" to leave such cases out.',
        ),
        "a missing denominator": (
            {"numerator": "w", "more": 'denominator = "x > 9"'},
            {},
            "indicators[0].denominator: column 'x' is missing in row 3; "
            'give missing = "omit" to leave such cases out.',
        ),
        "a missing level": (
            {"numerator": "w", "more": 'by = "g"'},
            {"a,2,2,1,,u": "a,2,2,1,,"},
            "indicators[0].by: column 'g' is missing in row 3; "
            'give missing = "omit" to leave such cases out.',
        ),
        "a missing weight": (
            {"numerator": "1"},
            {"b,3,1,": "b,3,,"},
            "design.weights: column 'w' is missing in row 4; every row needs a value.",
        ),
        "a missing stratum": (
            {"numerator": "1"},
            {"b,3,1,": ",3,1,"},
            "design.strata: column 'stratum' is missing in row 4; every row needs a value.",
        ),
        "a missing cluster": (
            {"numerator": "1"},
            {"b,3,1,": "b,,1,"},
            "design.clusters: column 'psu' is missing in row 4; every row needs a value.",
        ),
        "a text among numbers": (
            {"numerator": "w"},
            {"b,3,1,": "b,3,one,"},
            "design.weights: Column 'w' has 'one' in row 4, which is no number; declare it as "
            'missing under "missing", or compare with texts.',
        ),
        "a division by zero": (
            {"numerator": "1 / (w - 2)"},
            {},
            "indicators[0].numerator: the value in row 3 is not finite; a number is divided by "
            "zero, or too large.",
        ),
        "a cluster in two strata": (
            {"numerator": "w"},
            {"b,4,1.5": "a,4,1.5"},
            "",
        ),
        "a column that is not there": (
            {"numerator": "Y == 1"},
            {},
            "indicators[0].numerator names column 'Y', which ",
        ),
        "a negative weight": ({"numerator": "1"}, {"b,3,1,": "b,3,-1,"}, "weight"),
    }.values(),
)
def test_what_cannot_be_estimated_is_named(
    tmp_path: Path, spec: dict[str, str], data: dict[str, str], says: str
) -> None:
    text = SMALL
    for old, new in data.items():
        assert old in text
        text = text.replace(old, new)
    filled = SMALL_SPEC.format(**{"more": "", **spec})
    for batch_rows in (100, 1):
        with pytest.raises(ap.Error) as refused:
            run(filled, write(tmp_path / "a.csv", text), batch_rows=batch_rows)
        assert says in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_cluster_in_two_strata_is_found_across_batches(tmp_path: Path) -> None:
    text = SMALL.replace("b,4,1.5", "a,4,1.5")
    spec = SMALL_SPEC.format(numerator="w", more="")
    with pytest.raises(ap.InvalidArgument, match="cluster '4' lies in stratum 'a' and, in row 6"):
        run(spec, write(tmp_path / "a.csv", text), batch_rows=1)
    nested = spec.replace("[[ind", "nest = true\n[[ind")
    assert run(nested, tmp_path / "a.csv", batch_rows=1)["y"].cells[0].n == 6


def test_cases_are_left_out_as_a_domain_and_rows_stay_in_the_sample(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", SMALL)
    spec = SMALL_SPEC.format(numerator="y == 1", more='missing = "omit"\nby = "g"')
    cell = run(spec, file)["y"].cells[0]
    assert (cell.n, cell.df) == (5, 2)
    frame = pd.read_csv(file)
    want = Design(frame, weights="w", strata="stratum", clusters="psu").mean("y", missing="omit")
    assert (cell.value, cell.standard_error) == pytest.approx((want.estimate[0], want.se[0]))


def test_a_domain_keeps_units_without_a_case(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", SMALL)
    spec = SMALL_SPEC.format(numerator="w", more="").replace("[[ind", 'domain = "psu != 3"\n[[ind')
    frame = pd.read_csv(file)
    design = Design(frame, weights="w", strata="stratum", clusters="psu")
    want = design.subset((frame["psu"] != 3).to_numpy()).mean("w")
    cell = run(spec, file)["y"].cells[0]
    assert (cell.n, cell.df) == (5, want.df[0])
    assert cell.standard_error == pytest.approx(want.se[0])


def test_cells_that_are_no_full_estimate_are_flagged(tmp_path: Path) -> None:
    text = "s,c,w,y,g\n1,1,1,1,a\n1,2,1,0,a\n2,3,1,1,a\n2,4,1,1,b\n"
    spec = """
    [design]
    weights = "w"
    strata = "s"
    clusters = "c"
    [[indicators]]
    id = "y"
    numerator = "y == 1"
    by = "g"
    """
    found = cells(run(spec, write(tmp_path / "a.csv", text)), "y")
    assert found["proportion", "b"].flag == "one_case"
    assert math.isnan(found["proportion", "b"].standard_error)
    assert found["proportion", "a"].flag == "none"


def test_presentation_follows_the_rule() -> None:
    spec = """
    [design]
    weights = "weight"
    strata = "stratum"
    clusters = "cluster"
    [[indicators]]
    id = "young"
    numerator = "q11 == 1"
    denominator = "age < 20"
    by = ["region"]
    [[indicators]]
    id = "age"
    numerator = "age"
    """
    dhs = run(spec, presentation="dhs")["young"].cells
    assert {c.presentation for c in dhs if c.n < 25} == {"suppress"}
    assert {c.presentation for c in dhs if 25 <= c.n < 50} <= {"parentheses"}
    assert any(c.n < 25 for c in dhs)
    nchs = run(spec, presentation="nchs")
    assert all(c.presentation == "suppress" for c in nchs["young"].cells if c.n < 30)
    assert nchs["age"].cells[0].reasons == ("nchs has no rule for a mean",)


def test_levels_keep_their_text_and_stand_in_order(tmp_path: Path) -> None:
    rows = "".join(f"{g},{c},1,1\n" for g in ("10", "2", "01") for c in range(3))
    spec = """
    [design]
    weights = "w"
    clusters = "c"
    [[indicators]]
    id = "y"
    numerator = "y"
    by = "g"
    """
    survey = run(spec, write(tmp_path / "a.csv", "g,c,w,y\n" + rows))
    assert [c.dimension.get("g") for c in survey["y"].cells] == [None, "01", "2", "10"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "no header line"),
        ("a.csv", b"w,c,y\n", "has no rows"),
        ("a.csv", b"w,w,c,y\n1,1,1,1\n", "two columns 'w'"),
        ("a.csv", b"w,c,y\n1,1,1\n1,1\n", "cannot be read"),
        ("a.csv", b"w,c,y\n1,\xff,1\n", "cannot be read"),
        ("a.csv", b'w,c,y\n1,1,"1\n2,2,2\n3,3,3\n', "never closed"),
        ("a.csv", b"w\xff,c,y\n1,1,1\n", "not UTF-8"),
        ("a.parquet", b"PAR1", "cannot be read"),
        ("a.parquet", b"PAR1" + b"\xff" * 100 + b"PAR1", "cannot be read"),
        ("a.sav", b"$FL2" + b"\xff" * 500, "cannot be read"),
        ("a.dta", b"<stata_dta>" + b"\xff" * 500, "cannot be read"),
        ("a.dta", b"", "cannot be read"),
        ("a.xyz", b"", "not told by its name"),
    ],
)
def test_hostile_files_are_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    spec = '[design]\nweights = "w"\nclusters = "c"\n[[indicators]]\nid = "y"\nnumerator = "w"\n'
    with pytest.raises(ap.Error) as refused:
        run(spec, file)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    for name in ("a.csv", "a.parquet", "a.sav", "a.dta"):
        with pytest.raises(FileNotFoundError):
            microdata.open_source(tmp_path / name)


def test_progress_counts_rows() -> None:
    told: list[tuple[int, float | None]] = []
    run(SPEC, batch_rows=500, on_progress=lambda rows, share: told.append((rows, share)))
    assert [rows for rows, _ in told] == [500, 1000, 1200]
    assert told[-1][1] == 1.0


def test_evidence_has_all_that_an_estimate_says() -> None:
    spec = microdata.read_spec(DATA / "eservices-survey.toml")
    survey = microdata.estimate(spec, microdata.open_source(FILE))
    entries, left_out = microdata.to_entries(survey, recorded_on="2019-03-15")
    assert left_out == []
    assert len(entries) == len(survey["satisfied"].cells) == 8
    first, second = entries[0], entries[1]
    cell = survey["satisfied"].cells[0]
    assert (first.indicator, first.method, first.unit) == ("1.1/1", "survey", "percent of users")
    assert (first.value, first.standard_error) == (cell.value, cell.standard_error)
    assert (first.df, first.n, first.deff) == (cell.df, cell.n, cell.deff)
    assert first.period == ap.Period("2018-12-05", "2019-01-20")
    assert dict(first.dimension) == {}
    assert dict(second.dimension) == {"region": "capital"}


def test_what_may_not_be_shown_is_not_recorded() -> None:
    text = (DATA / "eservices-survey.toml").read_text("utf-8")
    text = text.replace('denominator = "q11 == 1"', 'denominator = "q11 == 1 and age < 30"', 1)
    survey = run(text, presentation="dhs")
    entries, left_out = microdata.to_entries(survey, recorded_on="2019-03-15")
    suppressed = [c for c in survey["satisfied"].cells if c.presentation == "suppress"]
    assert suppressed
    assert len(left_out) == len(suppressed)
    assert len(entries) == len(survey["satisfied"].cells) - len(suppressed)
    assert "fewer than 25 unweighted cases" in left_out[0]
