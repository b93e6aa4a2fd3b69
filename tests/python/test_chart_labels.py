# SPDX-License-Identifier: Apache-2.0
"""Labels of charts, of notebooks and of the site: none is clipped, and none stands on another."""

from __future__ import annotations

import re
from collections.abc import Callable

import crowded_plans
import pytest
from svg_boxes import Box, crossed, faults, text_boxes

import actionplan as ap
from actionplan import plot
from actionplan.plot.style import cut_to_width, text_width
from actionplan.site import drawing
from actionplan.site.words import Tone

Draw = Callable[[ap.Assessment], plot.Chart]
TITLE = crowded_plans.LONG * 2

WHOLE: dict[str, Draw] = {
    "timeline": lambda a: plot.timeline(a, title=TITLE),
    "status_by_section": plot.status_by_section,
    "status_by_section_titled": lambda a: plot.status_by_section(a, title=TITLE),
    "agency_matrix": lambda a: plot.agency_matrix(a, title=crowded_plans.WIDE),
    "beside": lambda a: plot.status_by_section(a) | plot.agency_matrix(a),
    "below": lambda a: plot.status_by_section(a) & plot.timeline(a),
}


@pytest.fixture(scope="module")
def every_status() -> ap.Assessment:
    return crowded_plans.every_status()


@pytest.mark.parametrize("name", list(WHOLE))
def test_labels_of_a_chart_have_room(name: str, every_status: ap.Assessment) -> None:
    assert faults(plot.to_svg(WHOLE[name](every_status))) == []


def test_numbers_stand_only_in_bars_that_have_room_for_them() -> None:
    svg = plot.to_svg(plot.status_by_section(crowded_plans.lopsided()))
    assert faults(svg) == []
    numbers = {box.text for box in text_boxes(svg)}
    assert "287" in numbers
    assert "1" not in numbers  # a bar of two pixels


@pytest.mark.parametrize("name", list(crowded_plans.SERIES))
def test_labels_of_a_trajectory_have_room(name: str) -> None:
    chart = plot.trajectory(crowded_plans.SERIES[name](), "1/1", title=TITLE)
    assert faults(plot.to_svg(chart)) == []


@pytest.mark.parametrize("name", list(crowded_plans.SERIES))
def test_no_line_runs_through_a_word_of_a_trajectory(name: str) -> None:
    svg = plot.to_svg(plot.trajectory(crowded_plans.SERIES[name](), "1/1"))
    assert {"baseline", "target"} <= {box.text for box in text_boxes(svg)}
    assert crossed(svg) == []


def test_a_target_without_a_day_is_called_so() -> None:
    assessment = crowded_plans.huge_values()
    profile = ap.IndicatorProfile(targets=[ap.Target(5)], aggregation="last", direction="up")
    builder = ap.PlanBuilder(assessment.plan)
    builder.measures = [builder.measures[0].replace(deadline=ap.Deadline("some day"))]
    history = ap.PlanHistory(builder.build(), ap.Profile(indicators={"1/1": profile}))
    found = plot.trajectory(ap.assess(history, as_of="2018-01-01"), "1/1")
    assert "target" in {box.text for box in text_boxes(plot.to_svg(found))}


@pytest.mark.parametrize(
    "title", [crowded_plans.LONG * 2, crowded_plans.CYRILLIC, crowded_plans.ARABIC]
)
def test_a_long_title_stands_whole_in_several_lines(
    title: str, every_status: ap.Assessment
) -> None:
    charts = [
        plot.timeline(every_status, title=title),
        plot.status_by_section(every_status, title=title),
        plot.agency_matrix(every_status, title=title),
        plot.trajectory(crowded_plans.huge_values(), "1/1", title=title),
    ]
    for chart in charts:
        svg = plot.to_svg(chart)
        words = [box.text.strip("\u2066\u2067\u2069") for box in text_boxes(svg)]
        assert " ".join(title.split()) in " ".join(words)
        assert faults(svg) == []


def test_a_title_longer_than_any_is_cut_at_its_end(every_status: ap.Assessment) -> None:
    svg = plot.to_svg(plot.timeline(every_status, title="word " * 200))
    lines = [box.text for box in text_boxes(svg) if box.text.startswith("word word")]
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    unbroken = plot.to_svg(plot.timeline(every_status, title="W" * 500))
    assert faults(unbroken) == []


def test_lines_that_run_from_the_right_are_kept_apart(every_status: ap.Assessment) -> None:
    svg = plot.to_svg(plot.timeline(every_status, title=crowded_plans.ARABIC))
    lines = [box.text for box in text_boxes(svg) if box.text.startswith("\u2067")]
    assert len(lines) > 1
    assert all(line.endswith("\u2069") for line in lines)
    cut = cut_to_width(crowded_plans.ARABIC, 11, 200)
    assert cut.endswith("…\u200f")


def test_a_timeline_has_a_title_of_its_own(every_status: ap.Assessment) -> None:
    words = {box.text for box in text_boxes(plot.to_svg(plot.timeline(every_status)))}
    assert "Measures from first to due day" in words
    assert "14 as of 2019-03-01; thin lines: how late" in words
    bare = {box.text for box in text_boxes(plot.to_svg(plot.timeline(every_status, title="")))}
    assert not any(word.startswith(("Measures", "14")) for word in bare)


def test_a_long_unit_stands_whole_beside_its_axis() -> None:
    svg = plot.to_svg(plot.trajectory(crowded_plans.huge_values(), "1/1"))
    words = " ".join(box.text for box in text_boxes(svg))
    assert "millions of national currency units per inhabitant and year of the plan" in words


def test_titles_of_several_lines_beside_each_other_begin_at_one_height(
    every_status: ap.Assessment,
) -> None:
    chart = plot.timeline(every_status, title=crowded_plans.LONG * 2) | plot.agency_matrix(
        every_status, title="Short"
    )
    svg = plot.to_svg(chart)
    assert faults(svg) == []
    tops = {box.text: box.top for box in text_boxes(svg)}
    assert tops["Short"] == next(tops[text] for text in tops if text.startswith("Strengthening "))


def test_years_give_way_to_months_where_there_are_few() -> None:
    builder = ap.PlanBuilder()
    due = ap.Deadline("by 1 June", "window", "2018-02-01", "2018-06-01")
    builder.add(ap.Measure("1", number="1", title="Do", deadline=due))
    svg = plot.to_svg(plot.timeline(ap.assess(builder.build(), as_of="2018-03-01")))
    texts = [box.text for box in text_boxes(svg)]
    assert "2018-05" in texts
    assert faults(svg) == []


@pytest.mark.parametrize("labels", [["1.2.3"], list(crowded_plans.LABELS), ["Commitment 12.34-a"]])
def test_labels_of_the_sites_charts_have_room(labels: list[str]) -> None:
    tones = dict.fromkeys(Tone, 1)
    groups = [(label, tones) for label in labels]
    assert faults(drawing.draw(*drawing.bars(groups, "measures of all sections"))) == []
    rows = [
        {"label": label, "first": "2016-01-01", "last": "2018-12-31", "tone": Tone.running.value}
        for label in labels
    ]
    assert faults(drawing.draw(*drawing.spans(rows, "2018-12-31"))) == []


@pytest.mark.parametrize(
    "last", ["2021-06-30", "2021-12-31", "2022-12-31", "2024-12-31", "2031-03-01"]
)
def test_days_of_the_sites_axes_have_room(last: str) -> None:
    tone = Tone.running.value
    rows = [{"label": "1.2", "first": "2020-01-01", "last": last, "tone": tone}]
    assert faults(drawing.draw(*drawing.spans(rows, "2020-06-30"))) == []
    quarter = {"first": "2020-01-01", "last": "2020-03-31", "tone": tone, "order": 0, "count": 3}
    quarters = [quarter, {**quarter, "first": last, "last": last}]
    assert faults(drawing.draw(*drawing.columns(quarters, "2020-06-30", "measures"))) == []


def widths_of_bars(svg: str) -> list[float]:
    """Of each closed path, rounded corners and all."""
    found = []
    for path in re.findall(r' d="(M[^"]*Z)"', svg):
        if (bar := re.search(r"h(-?[\d.]+)", path)) is not None:
            found.append(abs(float(bar.group(1))))
        else:
            across = [float(x) for x in re.findall(r"[ML](-?[\d.]+),", path)]
            found.append(max(across) - min(across))
    return [width for width in found if width > 0]


def test_a_window_of_one_day_can_be_seen() -> None:
    rows = [
        {"label": label, "first": first, "last": last, "tone": Tone.running.value}
        for label, first, last in (
            ("1", "2010-01-01", "2020-12-31"),
            ("2", "2015-01-01", "2015-01-02"),
            ("3", "2020-12-31", "2020-12-31"),
        )
    ]
    whole, *days = sorted(
        widths_of_bars(drawing.draw(*drawing.spans(rows, "2018-01-01"))), reverse=True
    )
    assert whole > 700
    assert len(days) == 2
    assert min(days) >= 4
    builder = ap.PlanBuilder()
    for number, text in (("1", "2010-2020"), ("2", "2018-05-05/2018-05-05")):
        due = ap.read_deadline(text)
        builder.add(ap.Measure(number, number=number, title=number, deadline=due))
    spec = plot.timeline(ap.assess(builder.build(), as_of="2018-01-01")).to_dict()
    drawn = {row["to"]: row["drawn_to"] for row in spec["datasets"][spec["data"]["name"]]}
    assert drawn["2020-12-31"] == "2020-12-31"
    assert drawn["2018-05-05"] > "2018-05-20"


def test_labels_of_the_sites_columns_have_room() -> None:
    rows = [
        {
            "first": f"{year}-01-01",
            "last": f"{year}-03-31",
            "tone": Tone.running.value,
            "order": 0,
            "count": 12345,
        }
        for year in range(2000, 2040)
    ]
    drawn = drawing.draw(*drawing.columns(rows, "2039-12-31", "measures"))
    assert faults(drawn) == []


@pytest.mark.parametrize("scale", [1e-6, 1, 1e4, 1e9, 1e13])
def test_numbers_of_the_sites_trajectories_have_room(scale: float) -> None:
    values = [
        {"kind": "value", "day": f"2017-{month:02}-01", "value": scale * (1 + month / 100)}
        for month in range(1, 13)
    ]
    path = [
        {"kind": kind, "day": day, "value": -scale}
        for day in ("2016-01-01", "2018-12-31")
        for kind in ("path", "target", "window")
    ]
    narrow, wide = drawing.trajectories([values, [*values, *path]])
    assert faults(narrow) == []
    assert faults(wide) == []


def test_a_label_is_cut_to_the_room_there_is() -> None:
    for label in crowded_plans.LABELS:
        cut = cut_to_width(label, 11, 200)
        assert text_width(cut, 11) <= 200 + text_width("…", 11)
        assert cut == label or ("…" in cut and label.startswith(cut.rstrip("\u200f")[:-1]))


def test_boxes_are_measured() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">'
        '<g transform="translate(10,20)"><text font-size="10px">some words</text>'
        '<text font-size="10px" transform="translate(20,0)">on them</text>'
        '<text font-size="10px" transform="translate(75,0)">clipped words</text></g></svg>'
    )
    assert len(text_boxes(svg)) == 3
    assert faults(svg) == [
        "'clipped words' is clipped",
        "'some words' stands on 'on them'",
    ]
    assert Box("", 0, 0, 5, 5).overlaps(Box("", 3, 3, 9, 9))
