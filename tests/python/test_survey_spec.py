# SPDX-License-Identifier: Apache-2.0
"""Specifications of surveys: what is taken, and what is refused by its key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionplan as ap
from actionplan import microdata

GOOD = """
[design]
weights = "w"
clusters = "c"
[[indicators]]
id = "y"
numerator = "y == 1"
"""


REPLICATES = """
[design]
weights = "w"
[design.replicates]
pattern = "r*"
{}
[[indicators]]
id = "y"
numerator = "y == 1"
"""


def with_lines(design: str = "", indicator: str = "", before: str = "") -> str:
    return (
        GOOD.replace('clusters = "c"', f'clusters = "c"\n{design}').replace(
            "[design]", f"{before}\n[design]"
        )
        + indicator
    )


def test_defaults_are_those_of_the_guide() -> None:
    spec = microdata.parse_spec(GOOD)
    one = spec.indicators[0]
    assert (one.statistic, one.interval, one.missing, one.deff) == (
        "proportion", "xlogit", "refuse", "with_replacement",
    )  # fmt: skip
    assert (one.scale, one.df, one.by, one.title) == (1.0, "domain", (), "y")
    assert (spec.level, spec.design.lonely_psu, spec.reporter_type) == (
        0.95, "fail", "independent",
    )  # fmt: skip
    assert spec.columns == {"w", "c", "y"}


@pytest.mark.parametrize(
    ("numerator", "denominator", "statistic"),
    [
        ("a == 1", None, "proportion"),
        ("a == 1", "b == 1", "proportion"),
        ("a", None, "mean"),
        ("a", "b == 1", "mean"),
        ("a", "b", "ratio"),
        ("a == 1", "b", "ratio"),
    ],
)
def test_the_statistic_follows_from_numerator_and_denominator(
    numerator: str, denominator: str | None, statistic: str
) -> None:
    more = "" if denominator is None else f'denominator = "{denominator}"'
    text = GOOD.replace('"y == 1"', f'"{numerator}"') + more
    assert microdata.parse_spec(text).indicators[0].statistic == statistic


def test_indicators_take_what_the_survey_says_for_all() -> None:
    text = with_lines(
        before='[survey]\nby = ["r", ["r", "s"]]\nmissing = "omit"\ndeff = "none"\ndf = 7',
        indicator='[[indicators]]\nid = "z"\nnumerator = "z"\nby = []\nmissing = "refuse"',
    )
    first, second = microdata.parse_spec(text).indicators
    assert first.by == (("r",), ("r", "s"))
    assert (first.missing, first.deff, first.df) == ("omit", "none", 7)
    assert (second.by, second.missing, second.df) == ((), "refuse", 7)


@pytest.mark.parametrize(
    ("design", "is_mergeable"),
    [
        ("", True),
        ('fpc = "n"', True),
        ('strata = [["a", "b"]]', True),
        ("population = 1000", False),
    ],
)
def test_one_stage_is_added_up(design: str, is_mergeable: bool) -> None:
    assert microdata.parse_spec(with_lines(design)).design.is_mergeable == is_mergeable


@pytest.mark.parametrize(
    ("clusters", "more", "is_mergeable"),
    [
        ('["c", "d"]', "", True),
        ('["c", "d"]', 'fpc = ["n", "m"]', False),
        ('["c", "d"]', 'fpc = ["n", "m"]\nultimate_cluster = true', True),
    ],
)
def test_later_stages_count_where_their_population_is_known(
    clusters: str, more: str, is_mergeable: bool
) -> None:
    text = with_lines(more).replace('clusters = "c"', f"clusters = {clusters}")
    assert microdata.parse_spec(text).design.is_mergeable == is_mergeable


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "design.weights is not given, nor an fpc"),
        (
            GOOD[: GOOD.index("[[")],
            "indicators is no list of tables; write [[indicators]] for each.",
        ),
        ("x = ", "This is no TOML: "),
        ("[" * 5000, "no TOML"),
        (GOOD + "colour = 'red'", "indicators[0].colour is no key that is known here"),
        (with_lines("colour = 1"), "design.colour is no key"),
        (with_lines(before="colour = 1"), "colour is no key"),
        (with_lines(before="[survey]\ncolour = 1"), "survey.colour is no key"),
        (GOOD.replace('weights = "w"', ""), "design.weights is not given, nor an fpc"),
        (GOOD.replace('"w"', "1"), "design.weights is 1; write the expression as a text."),
        (GOOD.replace('"w"', '"w =="'), "design.weights: The expression `w ==` cannot be read"),
        (GOOD.replace('"w"', '"w > 1"'), "design.weights is a condition"),
        (GOOD.replace('"c"', "1"), "design.clusters holds 1 where a column is named."),
        (GOOD.replace('"c"', '[["a", ["b"]]]'), "design.clusters holds ['b'] where"),
        (GOOD.replace('"c"', str(["c"] * 300)), "design.clusters has 300 items"),
        (with_lines("nest = 1"), "design.nest is 1; it is true or false."),
        (with_lines('lonely_psu = "ignore"'), "design.lonely_psu is 'ignore'; it is one of fail"),
        (with_lines("df = inf"), "design.df holds a number that is not finite."),
        (with_lines("df = true"), "design.df holds True where a number is meant."),
        (with_lines('domain = "a + 1"'), "design.domain is a number; write a condition"),
        (GOOD.replace('id = "y"', ""), "indicators[0].id is not given"),
        (GOOD.replace('numerator = "y == 1"', ""), "indicators[0].numerator is not given"),
        (GOOD + GOOD[GOOD.index("[[") :], "indicators[1].id 'y' is there twice"),
        (GOOD + "denominator = 5", "indicators[0].denominator is 5"),
        (GOOD + 'statistic = "ratio"', "indicators[0].denominator is not given, and"),
        (GOOD + 'statistic = "mode"', "indicators[0].statistic is 'mode'; it is one of mean"),
        (GOOD + 'statistic = "quantile"', "indicators[0].numerator is a condition"),
        (GOOD + 'statistic = "mean"\ndenominator = "b"', "indicators[0].denominator is a number"),
        (GOOD + "scale = 0", "indicators[0].scale is not above 0."),
        (GOOD + "probabilities = [1.5]", "indicators[0].probabilities holds what is not"),
        (GOOD + 'statistic = "total"\ninterval = "beta"', "indicators[0].interval is for"),
        (GOOD + "missing = false", "indicators[0].missing is False; it is one of refuse, omit."),
        (GOOD + 'evidence = "1.1/1"', "survey.source is not given, and evidence has one"),
        (with_lines(before="[survey]\nlevel = 1"), "survey.level is not between 0 and 1."),
        (with_lines(before='[survey]\nfieldwork = "soon"'), "survey.fieldwork is no period"),
        (with_lines(before='[survey]\npublished_on = "May"'), "survey.published_on is 'May'"),
        (with_lines(before="[survey]\ntitle = 5"), "survey.title is 5 and no text."),
        (with_lines(before=f'[survey]\ntitle = "{"x" * 5000}"'), "survey.title is longer than"),
        (with_lines(before="[missing]\nq = [true]"), "missing.q holds True where a number"),
        (with_lines(before="[labels.q]\n1 = 2"), "labels.q.1 is 2 and no text."),
        (with_lines(before="[labels]\nq = 2"), "labels.q is no table; write [labels.q]."),
        ("survey = 5\n" + GOOD, "survey is no table; write [survey]."),
        (with_lines(before="[levels]\nq = [true]"), "levels.q holds True where a number is meant."),
        (
            REPLICATES.format('type = "Fay"'),
            "design.replicates.rho is not given, and the errors of Fay's method depend on it; give "
            "the number by which the weights were perturbed",
        ),
        (
            REPLICATES.format('type = "BRR"\nrho = 0.3'),
            "design.replicates.rho is of Fay's method and the type is brr; leave it out.",
        ),
        (REPLICATES.format('type = "BRR"\nrho = 0'), "design.replicates.rho is of Fay's method"),
        (REPLICATES.format('type = "Fay"\nrho = 1'), "design.replicates.rho is 1; give a number"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(text: str, says: str) -> None:
    with pytest.raises(ap.InvalidArgument) as refused:
        microdata.parse_spec(text)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_specification_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    for data, says in [
        (b"x = \xff", "is not UTF-8 (byte 4)"),
        (b"#" * (2 << 20), "is longer than 1048576 bytes"),
        (b"", "design.weights is not given"),
    ]:
        file.write_bytes(data)
        with pytest.raises(ap.InvalidArgument) as refused:
            microdata.read_spec(file)
        assert str(file) in str(refused.value)
        assert says in str(refused.value)


@given(st.text(max_size=200))
def test_any_text_is_a_specification_or_is_refused(text: str) -> None:
    with pytest.raises(ap.InvalidArgument):
        microdata.parse_spec(text)
