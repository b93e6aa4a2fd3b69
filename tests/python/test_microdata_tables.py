# SPDX-License-Identifier: Apache-2.0
"""Distributions, cross-tables and differences that a specification asks for: as by the design."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pandas as pd
import pytest

import actionplan as ap
from actionplan import microdata, tables
from actionplan.survey import Design

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "examples" / "data" / "eservices-survey.csv"
SCHEMA = json.loads((ROOT / "docs" / "schema" / "survey-1.schema.json").read_text("utf-8"))
HEAD = """
[survey]
missing = "omit"
[design]
weights = "weight"
strata = "stratum"
clusters = "cluster"
[missing]
q11 = [8]
q12 = [98]
"""
INDICATOR = """
[[indicators]]
id = "satisfied"
title = "Satisfied"
numerator = "q12 in (1, 2)"
denominator = "q11 == 1"
unit = "percent"
"""
GROUPS = '[[tables]]\nid = "t"\nindicator = "satisfied"\ngroups = "region"\n'


def run(text: str, **options: Any) -> microdata.Survey:
    return microdata.estimate(microdata.parse_spec(text), microdata.open_source(FILE), **options)


def one(text: str, **options: Any) -> microdata.Tabulated:
    return run(HEAD + text, **options).tables[0]


@pytest.fixture(scope="module")
def users() -> Design:
    data = pd.read_csv(FILE)
    data["q12"] = data["q12"].map({1: "1", 2: "2", 3: "3", 4: "4"})
    data["satisfied"] = data["q12"].isin(["1", "2"]).astype(float).where(data["q12"].notna())
    design = Design(data, weights="weight", strata="stratum", clusters="cluster")
    return design.subset(((data["q11"] == 1) & data["q12"].notna()).to_numpy())


def matrix(found: microdata.Tabulated, rows: int, columns: int) -> np.ndarray[Any, Any]:
    cells = found.cells[: rows * columns]
    return np.array([[c.value, c.standard_error, c.lower, c.upper, c.df, c.n] for c in cells])


def wanted(estimates: Any) -> np.ndarray[Any, Any]:
    ends = estimates.confint(0.95)
    return np.column_stack(
        [estimates.estimate * 100, estimates.se * 100, ends * 100, estimates.df, estimates.n]
    )


def test_a_distribution_is_that_of_the_design(users: Design) -> None:
    found = one('[[tables]]\nid = "t"\nrows = "q12"\nwhere = "q11 == 1"')
    np.testing.assert_allclose(matrix(found, 4, 1), wanted(users.proportion("q12")), rtol=1e-10)
    assert found.rows == ("1", "2", "3", "4")
    assert math.fsum(cell.value for cell in found.cells) == pytest.approx(100)


@pytest.mark.parametrize("percent", ["column", "row", "cell"])
def test_a_cross_table_is_that_of_the_design(users: Design, percent: str) -> None:
    found = one(
        f'[[tables]]\nid = "t"\nrows = "q12"\ncolumns = "area"\npercent = "{percent}"\n'
        'where = "q11 == 1"'
    )
    got = matrix(found, 4, 2)
    whole = np.array([[c.value, c.standard_error] for c in found.cells[8:]])
    if percent == "column":
        np.testing.assert_allclose(got, wanted(users.proportion("q12", by="area")), rtol=1e-10)
        want = users.proportion("q12")
        np.testing.assert_allclose(whole, wanted(want)[:, :2], rtol=1e-10)
    elif percent == "row":
        want = wanted(users.proportion("area", by="q12"))
        np.testing.assert_allclose(
            got.reshape(4, 2, 6).transpose(1, 0, 2).reshape(8, 6), want, rtol=1e-10
        )
        np.testing.assert_allclose(whole, wanted(users.proportion("area"))[:, :2], rtol=1e-10)
    else:
        assert got[:, 0].sum() == pytest.approx(100)
        assert len(whole) == 0
    test = users.independence_test("q12", "area")
    assert found.test is not None
    assert (found.test.statistic, found.test.p_value) == pytest.approx(
        (test.statistic, test.p_value), rel=1e-9
    )


def test_differences_between_groups_are_those_of_the_design(users: Design) -> None:
    found = one(INDICATOR + GROUPS + 'reference = "north"')
    e = users.mean("satisfied", by="region", covariance=True)
    assert [d.group for d in found.differences] == ["capital", "east", "south", "west"]
    for difference in found.differences:
        row = np.zeros(5)
        row[e.domains.index(difference.group)] = 1
        row[e.domains.index("north")] = -1
        want = e.contrast(row)
        assert [difference.value, difference.standard_error, difference.df] == pytest.approx(
            [want.estimate[0] * 100, want.se[0] * 100, want.df[0]], rel=1e-9
        )
        low, high = want.confint(0.95)[0] * 100
        assert (difference.lower, difference.upper) == pytest.approx((low, high), rel=1e-9)
        assert difference.reference == "north"
        assert (difference.p_value < 0.05) == (low > 0 or high < 0)
    assert found.test is not None
    assert 0 < found.test.p_value < 1
    assert found.test.df1 == 4
    assert [c.dimension.get("region") for c in found.cells] == [*found.rows, None]


def test_a_total_and_a_ratio_have_groups_too() -> None:
    text = """
    [[indicators]]
    id = "users"
    numerator = "q11 == 1"
    statistic = "total"
    [[indicators]]
    id = "minutes"
    numerator = "if_else(q11 == 1, minutes, 0)"
    denominator = "age"
    [[tables]]
    id = "a"
    indicator = "users"
    groups = "area"
    [[tables]]
    id = "b"
    indicator = "minutes"
    groups = "area"
    """
    survey = run(HEAD + text)
    for table, indicator in zip(survey.tables, survey.indicators, strict=True):
        assert len(table.differences) == 1
        town, village, whole = table.cells
        assert table.differences[0].value == pytest.approx(village.value - town.value)
        assert whole.value == indicator.cells[0].value
        assert table.test is None


@pytest.mark.parametrize(
    "statistic", ["none", "f", "chisq", "wald", "adjusted_wald", "saddlepoint"]
)
def test_the_test_is_the_one_that_was_asked_for(users: Design, statistic: str) -> None:
    found = one(
        '[[tables]]\nid = "t"\nrows = "q12"\ncolumns = "area"\nwhere = "q11 == 1"\n'
        f'test = "{statistic}"'
    )
    if statistic == "none":
        assert (found.test, found.no_test) == (None, "")
        return
    want = users.independence_test("q12", "area", statistic=statistic)
    assert found.test is not None
    assert found.test.p_value == pytest.approx(want.p_value, rel=1e-8)


def test_one_level_has_no_test_and_the_table_says_so() -> None:
    survey = run(
        HEAD + '[[tables]]\nid = "t"\nrows = "q12"\ncolumns = "area"\nwhere = "area == \'town\'"'
    )
    assert survey.tables[0].test is None
    assert "there is one level of columns with a case" in " ".join(
        microdata.tables_of(survey)[0].notes
    )


def test_a_table_is_of_the_domain_and_its_rows_stay_in_the_sample(users: Design) -> None:
    in_domain = HEAD.replace("q11 = [8]\n", "").replace(
        "[missing]", 'domain = "q11 == 1"\n[missing]'
    )
    found = run(in_domain + '[[tables]]\nid = "t"\nrows = "q12"').tables[0]
    np.testing.assert_allclose(matrix(found, 4, 1), wanted(users.proportion("q12")), rtol=1e-10)


def test_tables_alone_are_a_specification_and_their_document_is_what_the_schema_says() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    alone = run(HEAD + '[[tables]]\nid = "t"\nrows = "q12"\ncolumns = "area"\nwhere = "q11 == 1"')
    document = json.loads(microdata.to_json(alone))
    validator.validate(document)
    assert document["indicators"] == []
    assert document["tables"][0]["kind"] == "cross"
    both = json.loads(microdata.to_json(run(HEAD + INDICATOR + GROUPS, presentation="dhs")))
    validator.validate(both)
    assert both["tables"][0]["indicator"] == "satisfied"
    assert both["tables"][0]["test"]["name"] == "wald"


def test_suppressed_cells_and_their_differences_are_in_no_published_file() -> None:
    young = INDICATOR.replace("q11 == 1", "q11 == 1 and age < 30")
    cross = '[[tables]]\nid = "x"\nrows = "q12"\ncolumns = "stratum"\nwhere = "age < 30"\n'
    groups = GROUPS.replace("region", "stratum") + 'reference = "capital-town"\n'
    text = HEAD + young + groups + cross
    survey = run(text, presentation="dhs")
    found = survey.tables[0]
    hidden = [c for c in found.cells if c.presentation == "suppress"]
    assert len(hidden) > 3
    assert all(c.n < 25 for c in hidden)
    against_hidden = [d for d in found.differences if d.presentation == "suppress"]
    assert against_hidden
    made = microdata.tables_of(survey)
    written = tables.to_bytes(made, "csv").decode()
    for cell in (*hidden, *survey.tables[1].cells):
        if cell.presentation == "suppress" and cell.value > 0:
            assert repr(cell.value) not in written
    for difference in against_hidden:
        assert repr(difference.value) not in written
    assert "* on fewer than 25, suppressed" in written
    # JSON keeps every value, and says how it may be shown.
    assert repr(hidden[0].value) in microdata.to_json(survey)


@pytest.mark.parametrize("rule", [None, "dhs", "nchs"])
def test_every_table_can_be_written_under_every_rule(rule: str | None) -> None:
    text = HEAD + INDICATOR + GROUPS + "".join(
        f'[[tables]]\nid = "{p}"\nrows = "region"\ncolumns = "q12"\npercent = "{p}"\n'
        for p in ("row", "column", "cell")
    )  # fmt: skip
    made = microdata.tables_of(run(text, presentation=rule))
    assert [table.id for table in made] == ["satisfied", "t", "row", "column", "cell"]
    for name in tables.FORMATS:
        assert tables.to_bytes(made, name)


def test_tables_are_chosen_by_id() -> None:
    survey = run(HEAD + INDICATOR + GROUPS)
    assert [table.id for table in microdata.tables_of(survey, ["t"])] == ["t"]
    with pytest.raises(
        ap.InvalidArgument, match="no table or indicator 'u'; there are satisfied, t"
    ):
        microdata.tables_of(survey, ["u"])
    with pytest.raises(ap.InvalidArgument, match="both called 'satisfied'"):
        microdata.tables_of(run(HEAD + INDICATOR + GROUPS.replace('"t"', '"satisfied"')))


@pytest.mark.parametrize(
    ("text", "says"),
    {
        "unknown column": ('rows = "nothing"', "tables[0].rows names column 'nothing', which"),
        "missing value": (
            'rows = "q12"\nmissing = "refuse"',
            "tables[0].rows: column 'q12' is missing in row 1; give missing = \"omit\"",
        ),
        "missing condition": (
            'rows = "area"\nmissing = "refuse"\nwhere = "q12 > 1"',
            "tables[0].where: column 'q12' is missing in row 1; give missing",
        ),
        "too many levels": ('rows = "weight"', "levels; tabulate at most 250"),
        "nobody": (
            'rows = "q12"\ncolumns = "area"\nwhere = "age > 200"',
            "has no case with a value",
        ),
        "no such group": (
            'indicator = "satisfied"\ngroups = "area"\nreference = "city"',
            "reference 'city' is no group with a case; there are 'town', 'village'.",
        ),
    }.values(),
)
def test_what_cannot_be_tabulated_is_named(text: str, says: str) -> None:
    with pytest.raises(ap.Error) as refused:
        run(HEAD + INDICATOR + '[[tables]]\nid = "t"\n' + text)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    {
        "no id": ('rows = "a"', "tables[0].id is not given; name the table."),
        "nothing": ('id = "t"', "tables[0].rows is for a distribution or cross-table, and indic"),
        "both": ('id = "t"\nrows = "a"\nindicator = "satisfied"', "give one of them"),
        "no groups": ('id = "t"\nindicator = "satisfied"', "tables[0].groups is not given"),
        "no indicator": (
            'id = "t"\nindicator = "x"\ngroups = "a"',
            "tables[0].indicator is 'x', which is no indicator's id; there are satisfied.",
        ),
        "where beside indicator": (
            'id = "t"\nindicator = "satisfied"\ngroups = "a"\nwhere = "b == 1"',
            "tables[0].where has no meaning beside indicator",
        ),
        "reference beside rows": (
            'id = "t"\nrows = "a"\nreference = "b"',
            "has no meaning beside rows",
        ),
        "test of one": ('id = "t"\nrows = "a"\ntest = "f"', "tables[0].test is for a cross-table"),
        "crossed with itself": ('id = "t"\nrows = "a"\ncolumns = "a"', "cross two columns"),
        "a number": ('id = "t"\nrows = "a"\nwhere = "b"', "tables[0].where is a number"),
        "a word": (
            'id = "t"\nrows = "a"\ncolumns = "b"\npercent = "all"',
            "one of column, row, cell",
        ),
        "unknown key": ('id = "t"\nrows = "a"\ncolour = 1', "tables[0].colour is no key"),
        "twice": ('id = "t"\nrows = "a"\n[[tables]]\nid = "t"\nrows = "b"', "'t' is there twice"),
        "notes": ('id = "t"\nrows = "a"\nnotes = [1]', "tables[0].notes holds 1 where a text"),
    }.values(),
)
def test_what_is_wrong_in_a_table_is_named_by_its_key(text: str, says: str) -> None:
    with pytest.raises(ap.InvalidArgument) as refused:
        microdata.parse_spec(HEAD + INDICATOR + "[[tables]]\n" + text)
    assert says in str(refused.value)


def test_quantiles_are_not_compared() -> None:
    text = INDICATOR.replace('"q12 in (1, 2)"', '"age"').replace(
        'unit = "percent"', 'statistic = "quantile"'
    )
    with pytest.raises(ap.InvalidArgument, match="is a quantile, whose groups are not compared"):
        microdata.parse_spec(HEAD + text + GROUPS)
