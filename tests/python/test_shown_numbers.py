# SPDX-License-Identifier: Apache-2.0
"""How many digits texts, pages and charts show: none puts a value on another side of its target."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import actionplan as ap
from actionplan import plot
from actionplan.site import publish
from actionplan.site.language import Language

DAY = "2018-03-07"


def assessed(
    values: list[float],
    target: float,
    *,
    baseline: float | None = None,
    error: float | None = None,
    **said: Any,
) -> ap.Assessment:
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("A plan", "2016-01-01", period="2016-2018")
    builder.add(ap.Measure("2", number="2", title="Trees", deadline=ap.read_deadline("2016-2018")))
    builder.add_indicator("Number of trees", "count")
    said.setdefault("aggregation", "last")
    profile = ap.IndicatorProfile(
        direction=said.pop("direction", "up"),
        baseline=baseline,
        targets=[ap.Target(target)],
        unit="trees",
        **said,
    )
    entries = [
        ap.Entry("observation", DAY, indicator="2/1", period=f"2016-{month:02}", value=value,
                 unit="trees", reporter="Court", source="a", standard_error=error,
                 n=400 if error else None)
        for month, value in enumerate(values, 1)
    ]  # fmt: skip
    history = ap.PlanHistory(builder.build(), ap.Profile(indicators={"2/1": profile}))
    return ap.assess(history, ap.Evidence(entries), as_of=DAY)


def numbers_of(assessment: ap.Assessment) -> str:
    text = assessment.explain_text("2")
    return next(line.strip() for line in text.splitlines() if line.startswith("  value "))


def page_of(assessment: ap.Assessment, folder: Path) -> str:
    profile = assessment.history.revisions[0].profile
    with ap.Store.create(
        folder / "s.db", assessment.plan, profile=profile, recorded_on="2016-01-01"
    ) as store:
        store.append(assessment.evidence)
    publish(folder / "s.db", folder / "site", as_of=DAY)
    return (folder / "site" / "measures" / "2.html").read_text("utf-8")


def terms(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", page, re.DOTALL)
    return {
        html.unescape(name): " ".join(html.unescape(re.sub("<[^>]+>", " ", said)).split())
        for name, said in found
    }


PATH = {"baseline": 0, "path": "linear", "baseline_on": "2016-01-01"}

CASES = {
    "whole_numbers": (
        assessed([300], 1000, **PATH),
        "value 300, baseline 0, target 1000, expected 28",
    ),
    "near_its_target": (assessed([526.9999], 527), "value 526.9999, target 527"),
    "beyond_its_target": (assessed([527.0004], 527), "value 527, target 527"),
    "falling_and_not_there": (
        assessed([527.0004], 527, direction="down"),
        "value 527.0004, target 527",
    ),
    "mean_of_whole_numbers": (
        assessed([3, 4, 4], 10, aggregation="mean"),
        "value 3.67, target 10",
    ),
    "long_number_reported": (assessed([527.3972602739726], 600), "value 527.4, target 600"),
    "target_with_a_digit": (assessed([12], 12.5), "value 12, target 12.5"),
    "sampling_error": (
        assessed([61.46553], 70, error=2.4321),
        "value 61.5, standard error 2.4, target 70",
    ),
    "tiny": (assessed([0.0000123], 0.00002), "value 0.0000123, target 0.00002"),
    "large": (assessed([1234567.0], 2500000), "value 1234567, target 2500000"),
}


@pytest.mark.parametrize("name", list(CASES))
def test_an_explanation_shows_digits_that_count(name: str) -> None:
    assessment, want = CASES[name]
    assert numbers_of(assessment).startswith(want)


def test_progress_and_p_stay_on_their_side() -> None:
    assert "progress 0.9999" in numbers_of(assessed([9999.4], 10000, baseline=0))
    assert "progress 0.667" in numbers_of(assessed([2], 3, baseline=0))


def test_what_a_verdict_turns_at_is_what_a_value_has_to_reach() -> None:
    assessment = assessed([300], 1000, baseline=100.0, path="linear", baseline_on="2016-01-01")
    told = assessment.explain("2").indicators[0]
    expected = told.verdict.expected
    assert expected is not None
    assert expected != round(expected)
    shown = float(ap.shown_bound(expected, told.decimals, told.is_falling))
    assert shown == int(expected) + 1
    assert f"expected {shown:.0f}" in numbers_of(assessment)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.booleans())
@example(14.399999999999999, 14.4, False)
@example(527.0000000000001, 527, True)
def test_no_value_is_shown_on_another_side_of_its_target(
    value: float, target: float, is_falling: bool
) -> None:
    assessment = assessed([value], target, direction="down" if is_falling else "up")
    told = assessment.explain("2").indicators[0]
    shown = float(ap.shown_number(value, told.decimals))
    bound = float(ap.shown_bound(target, told.decimals, is_falling))
    short = bound - shown if not is_falling else shown - bound
    is_reached = short <= 1e-12 * max(abs(shown), abs(bound))  # but for rounding, as verdicts do
    if told.decimals < 15:
        assert is_reached == (told.verdict.status == "met")


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (59.99996, "59.99996"), (60.0, "60"), (0.1 + 0.2, "0.3"), (100 / 3, "33.3333"),
        (0.000123456, "0.0001235"), (1e21, "1e+21"), (1.23456e-9, "1.235e-09"),
        (-0.0, "0"), (1234567.5, "1234567.5"),
    ],
)  # fmt: skip
def test_what_was_reported_is_never_shown_as_whole_where_it_is_not(value: float, want: str) -> None:
    assert ap.shown_reported(value) == want


def test_texts_of_python_and_of_the_library_agree() -> None:
    for assessment, _ in CASES.values():
        told = assessment.explain("2").indicators[0]
        text = numbers_of(assessment)
        assert f"value {ap.shown_number(told.verdict.value, told.decimals)}," in text
        if told.verdict.expected is not None:
            bound = ap.shown_bound(told.verdict.expected, told.decimals, told.is_falling)
            assert f"expected {bound}," in text


def test_digits_that_there_cannot_be_are_refused() -> None:
    with pytest.raises(ap.InvalidArgument, match=r"decimals is 16; give 0 to 15\.$"):
        ap.shown_number(1, 16)
    with pytest.raises(ap.InvalidArgument, match=r"decimals is -1; give 0 to 15\.$"):
        ap.shown_bound(1, -1)
    with pytest.raises(ap.InvalidArgument, match=r"digits is 0; give 1 to 15\.$"):
        ap.shown_digits(1, 0)


def test_a_page_shows_digits_that_count_and_keeps_the_number(tmp_path: Path) -> None:
    page = page_of(assessed([527.3972602739726], 1000, **PATH), tmp_path)
    said = terms(page)
    assert said["Value"].startswith("527.4 trees")
    assert said["Target"] == "1,000"
    assert re.fullmatch(r"\d+\.\d", said["Expected by the value's day"])
    assert '<span title="527.3972602739726">527.4</span>' in page


def test_a_page_never_shows_a_target_as_reached_that_is_not(tmp_path: Path) -> None:
    page = page_of(assessed([999.99996], 1000, baseline=0), tmp_path)
    said = terms(page)
    assert said["Value"].startswith("999.99996 trees")
    assert said["Share of the way"] != "100%"


@pytest.mark.parametrize(
    ("share", "want"),
    [(0.5, "50%"), (0.994, "99%"), (0.997, "99.7%"), (0.999999, "99.9999%"), (1.0, "100%"),
     (1.003, "100%"), (0.0, "0%"), (1.4, "140%")],
)  # fmt: skip
def test_a_share_of_the_way_is_whole_only_where_it_is(share: float, want: str) -> None:
    assert Language("en").percent(share) == want


def test_a_chart_says_its_numbers_with_the_digits_of_the_verdict() -> None:
    svg = plot.to_svg(plot.trajectory(assessed([526.9999996], 527), "2/1"))
    assert "526.9999996" in svg
    assert "527, period" not in svg


def test_a_sum_that_rounding_alone_leaves_short_is_shown_as_it_counts() -> None:
    assessment = assessed([1.2] * 12, 14.4, baseline=0, aggregation="sum")
    assert assessment["2"].indicators[0].status == "met"
    assert numbers_of(assessment).startswith("value 14.4, baseline 0, target 14.4")
