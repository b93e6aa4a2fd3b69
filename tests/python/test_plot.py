# SPDX-License-Identifier: Apache-2.0
"""Charts: what they show, that silence is never drawn as failure, and that they render."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap
from actionplan import forms, plot

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "data"
FAILURE = {"overdue", "not_met"}
Draw = Callable[[ap.Assessment], "plot.Chart"]


@pytest.fixture(scope="module")
def assessment(plan: ap.Plan) -> ap.Assessment:
    profile = ap.read_profile(EXAMPLES / "fictitious-profile.json")
    rows = forms.read_evidence(EXAMPLES / "fictitious-evidence.csv", recorded_on="2019-02-01")
    history = ap.PlanHistory(plan, profile)
    return ap.assess(history, ap.Evidence(rows.entries), as_of="2019-03-01")


CHARTS: dict[str, Draw] = {
    "timeline": plot.timeline,
    "status_by_section": plot.status_by_section,
    "agency_matrix": plot.agency_matrix,
    "trajectory": lambda a: plot.trajectory(a, "6.2.1/1"),
}


def values(chart: plot.Chart) -> list[dict[str, Any]]:
    """The rows of the chart's data sets, one after another."""
    spec = chart.to_dict()
    found: list[dict[str, Any]] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if "values" in part.get("data", {}):
                found.extend(part["data"]["values"])
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(spec)
    for rows in spec.get("datasets", {}).values():
        found.extend(rows)
    return found


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_renders_the_same_bytes_each_time(name: str, assessment: ap.Assessment) -> None:
    svg = plot.to_svg(CHARTS[name](assessment))
    assert svg == plot.to_svg(CHARTS[name](assessment))
    root = ElementTree.fromstring(svg)  # well-formed
    assert root.tag.endswith("svg")
    assert "<script" not in svg
    assert "NaN" not in svg
    png = plot.to_png(CHARTS[name](assessment), scale=1)
    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_says_in_words_what_it_shows(name: str, assessment: ap.Assessment) -> None:
    chart = CHARTS[name](assessment)
    description = chart.to_dict()["description"]
    assert "2019-03-01" in description
    assert ElementTree.fromstring(plot.to_svg(chart)).get("aria-label") == description


def test_every_status_has_a_colour_and_only_failure_is_vermilion() -> None:
    assert set(plot.DEADLINE_COLORS) == {str(word) for word in ap.DeadlineStatus}
    assert set(plot.INDICATOR_COLORS) == {str(word) for word in ap.IndicatorStatus}
    for word, color in [*plot.DEADLINE_COLORS.items(), *plot.INDICATOR_COLORS.items()]:
        red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
        is_reddish = red > 1.5 * green and red > 1.5 * blue
        assert is_reddish == (word in FAILURE), word
    for word in ("unreported", "no_date", "awaiting_trigger", "withdrawn", "undecided"):
        assert saturation(plot.DEADLINE_COLORS[word]) < 0.25, word
    for word in ("no_evidence", "no_target", "contested", "inconclusive"):
        assert saturation(plot.INDICATOR_COLORS[word]) < 0.25, word


def saturation(color: str) -> float:
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return (max(parts) - min(parts)) / max(parts)


def test_the_timeline_has_a_bar_for_each_measure(assessment: ap.Assessment) -> None:
    rows = [row for row in values(plot.timeline(assessment)) if "measure" in row]
    assert len(rows) == len(assessment)
    for row, measure in zip(rows, assessment, strict=True):
        assert row["measure"].startswith(measure.number)
        assert row["status"] == str(measure.deadline_status).replace("_", " ")
        assert row["due"] == (measure.due.isoformat() if measure.due else "none")
    assert any(row.get("as_of") == "2019-03-01" for row in values(plot.timeline(assessment)))


def test_the_timeline_of_a_selection_keeps_its_order(assessment: ap.Assessment) -> None:
    chosen = assessment.where("section : 4", order="number desc")
    rows = [row for row in values(plot.timeline(chosen)) if "measure" in row]
    assert [row["measure"].split(" ")[0] for row in rows] == list(chosen.numbers)


def test_a_timeline_that_nobody_can_read_is_refused() -> None:
    builder = ap.PlanBuilder()
    for place in range(401):
        builder.add(ap.Measure(f"m{place}", number=str(place), title="Do"))
    with pytest.raises(ap.InvalidArgument, match="at most 400"):
        plot.timeline(ap.assess(builder.build(), as_of="2017-01-01"))


def test_measures_without_days_or_names_are_drawn(builder: ap.PlanBuilder) -> None:
    builder.add(ap.Measure("2", number="2", title="No day"))
    builder.add(
        ap.Measure("3", number="3", title="By", deadline=ap.Deadline("", "by", due="2016-12-31"))
    )
    builder.add(
        ap.Measure(
            "4",
            number="4",
            title="<b>On & on</b>",
            deadline=ap.Deadline("", "continuous", start="2016-05-01"),
        )
    )
    assessed = ap.assess(builder.build(), as_of="2017-06-30")
    for draw in (plot.timeline, plot.status_by_section, plot.agency_matrix):
        svg = plot.to_svg(draw(assessed))
        ElementTree.fromstring(svg)
        assert "<b>" not in svg


def test_texts_that_cannot_stand_in_xml_are_drawn_without_what_cannot() -> None:
    """The renderer would end the whole process over a NUL."""
    builder = ap.PlanBuilder()
    hostile = "a\x00b\x01\x0b\ufffe]]>&<\"' \t tab"
    builder.heading = ap.PlanHeading(hostile)
    builder.add(ap.Agency("a", hostile))
    builder.add(ap.Section("1", "1", hostile))
    text = ap.Indicator("1.1/1", "count", hostile, ap.Span(0, len(hostile)))
    builder.add(
        ap.Measure(
            "1.1",
            number="1.1",
            section="1",
            title=hostile,
            indicator_text=hostile,
            indicators=[text],
            assignments=[ap.Assignment("a")],
            deadline=ap.Deadline("", "by", due="2016-12-31"),
        )
    )
    assessed = ap.assess(builder.build(), as_of="2017-01-01")
    for draw in (plot.timeline, plot.status_by_section, plot.agency_matrix):
        assert "]]&gt;&amp;&lt;" in plot.to_svg(draw(assessed))
        ElementTree.fromstring(plot.to_svg(draw(assessed)))
    ElementTree.fromstring(plot.to_svg(plot.trajectory(assessed, "1.1/1")))


def test_an_empty_plan_has_empty_charts() -> None:
    empty = ap.assess(ap.PlanBuilder().build(), as_of="2017-01-01")
    for draw in (plot.timeline, plot.status_by_section, plot.agency_matrix):
        ElementTree.fromstring(plot.to_svg(draw(empty)))


def test_what_is_chosen_of_nothing_is_one_line(assessment: ap.Assessment) -> None:
    none = assessment.where("title : nowhere")
    for draw in (plot.timeline, plot.status_by_section, plot.agency_matrix):
        svg = plot.to_svg(draw(none, title="Nothing"))
        assert "nothing to draw: no " in svg
        width, height = (float(ElementTree.fromstring(svg).attrib[name]) for name in SIZES)
        assert 500 < width < 900
        assert height < 100


SIZES = ("width", "height")

MISTAKES = [
    ("timeline()", TypeError, r"^timeline needs `assessment`\.$"),
    ("timeline(a, titel='x')", TypeError, "takes no argument `titel`; did you mean `title`"),
    ("timeline(a, title=5)", TypeError, r"^timeline: title is 5, an int; give a text or None\.$"),
    ("timeline(a, 'T')", TypeError, r"'T' is one more; give it by name, such as title=\.\.\."),
    ("timeline(days)", TypeError, r"an AssessedDays; give one of its days: days\[0\]\.$"),
    ("agency_matrix(a, style={'width': 300})", TypeError, "a dict; give a Style or None"),
    ("status_by_section(a.to_pandas())", TypeError, "is a DataFrame; give an Assessment or a Sel"),
    ("trajectory(a)", TypeError, r"^trajectory needs `indicator_id`\.$"),
    ("trajectory(a, 1.3)", TypeError, "indicator_id is 1.3, a float; give a text"),
    ("trajectory(a, '6.2.1/1', level=95)", ap.InvalidArgument, "level is 95; give a share"),
    ("trajectory(a, '6.2.1/1', level=-1)", ap.InvalidArgument, "level is -1; give a share"),
    ("trajectory(none, '6.2.1/1')", ap.NotFound, 'the selection has no measure "6.2.1"; give'),
    ("estimates(a)", TypeError, "an Assessment; give a table of estimates, such as microdata"),
    ("to_svg(None)", TypeError, r"chart is None, .* give a chart, such as timeline\(assessment\)"),
    ("to_png(a)", TypeError, "^to_png: chart is <Assessment.*; give a chart"),
    ("to_png(timeline(a), scale='2')", TypeError, "scale is '2', a str; give a number"),
    ("to_png(timeline(a), scale=0)", ap.InvalidArgument, "scale is 0; give pixels"),
    ("Style(width='300')", TypeError, "^Style: width is '300', a str; give a number"),
    ("Style(width=-3)", ap.InvalidArgument, "^Style: width is -3; give pixels above 0"),
    ("Style(widht=3)", TypeError, "Style takes no argument `widht`; did you mean `width`"),
    ("timeline(a) | 5", TypeError, "'Chart' and 'int'"),
]


@pytest.mark.parametrize(("call", "kind", "want"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_a_wrong_argument_is_named_with_its_value_and_the_remedy(
    call: str, kind: type[Exception], want: str, assessment: ap.Assessment, plan: ap.Plan
) -> None:
    days = ap.assess_days(plan, as_of=["2017-01-01"])
    none = assessment.where("title : nowhere")
    with pytest.raises(kind, match=want) as raised:
        eval(call, {**vars(plot), "a": assessment, "days": days, "none": none})
    assert "\n" not in str(raised.value)


def test_charts_keep_their_signatures() -> None:
    parameters = inspect.signature(plot.trajectory).parameters
    assert list(parameters) == ["assessment", "indicator_id", "level", "title", "style"]


def test_titles_of_charts_beside_each_other_are_at_one_height(assessment: ap.Assessment) -> None:
    chart = (
        plot.status_by_section(assessment, title="First")
        | plot.timeline(assessment, title="Second")
        | plot.agency_matrix(assessment, title="Third")
    )
    heights: dict[str, float] = {}

    def walk(part: ElementTree.Element, above: float) -> None:
        moved = re.match(r"translate\([-\d.]+,([-\d.]+)\)", part.get("transform", ""))
        here = above + (float(moved[1]) if moved else 0)
        if part.text in ("First", "Second", "Third"):
            heights[part.text] = here
        for inner in part:
            walk(inner, here)

    walk(ElementTree.fromstring(plot.to_svg(chart)), 0)
    assert len(heights) == 3
    assert len(set(heights.values())) == 1


def test_a_trajectory_takes_a_selection(assessment: ap.Assessment) -> None:
    chosen = assessment.where("number : 6.2.1")
    whole = plot.to_svg(plot.trajectory(assessment, "6.2.1/1"))
    assert plot.to_svg(plot.trajectory(chosen, "6.2.1/1")) == whole


def test_a_measure_without_a_day_has_a_mark(builder: ap.PlanBuilder) -> None:
    builder.add(ap.Measure("2", number="2", title="No day"))
    svg = plot.to_svg(plot.timeline(ap.assess(builder.build(), as_of="2017-01-01")))
    assert ">no day<" in svg


def test_what_was_withdrawn_is_seen_on_white() -> None:
    color = plot.DEADLINE_COLORS["withdrawn"]
    parts = [(int(color[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    assert 1.05 / (light + 0.05) > 2


def test_sections_add_up_to_the_plan(assessment: ap.Assessment) -> None:
    rows = values(plot.status_by_section(assessment))
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["status"]] = totals.get(row["status"], 0) + row["measures"]
    summary = {str(k).replace("_", " "): n for k, n in assessment.summary().items() if n}
    assert totals == summary


def test_agencies_are_counted_apart_by_force(assessment: ap.Assessment) -> None:
    rows = values(plot.agency_matrix(assessment))
    counts = assessment.count_by_agency()
    for agency in assessment.plan.agencies:
        mine = [row for row in rows if row["agency"] == agency.name]
        assert sum(row["binding"] for row in mine) == counts[agency.id].binding.total()
        assert sum(row["recommended"] for row in mine) == counts[agency.id].recommended.total()


def test_a_trajectory_has_values_intervals_and_the_path(assessment: ap.Assessment) -> None:
    rows = values(plot.trajectory(assessment, "6.2.1/1"))
    path = [row for row in rows if "what" in row]
    assert {row["what"] for row in path} == {"baseline", "target"}
    assert 40.0 in {row["value"] for row in path}
    assert 41.0 in {row["value"] for row in rows if "reporter" in row}
    estimated = [
        entry.indicator
        for entry in (assessment.evidence[at] for at in range(len(assessment.evidence)))
        if entry.standard_error
    ]
    assert estimated
    with_interval = values(plot.trajectory(assessment, estimated[0]))
    bars = [row for row in with_interval if row.get("low") is not None]
    assert bars
    assert all(row["low"] < row["value"] < row["high"] for row in bars)


def test_a_trajectory_of_nothing_is_empty_and_of_the_unknown_refused(
    assessment: ap.Assessment,
) -> None:
    chart = plot.trajectory(assessment, "1.1/1")
    assert "no evidence" in plot.to_svg(chart)
    with pytest.raises(ap.NotFound):
        plot.trajectory(assessment, "99.9/1")


def test_what_cannot_be_drawn_is_said(assessment: ap.Assessment, plan: ap.Plan) -> None:
    for draw in (plot.timeline, plot.status_by_section, plot.agency_matrix):
        with pytest.raises(TypeError, match=r"a Plan; assess it first: assess\(plan, as_of"):
            draw(plan)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"'plan\.txt', a str; give an Assessment or a Sel"):
        plot.timeline("plan.txt")  # type: ignore[arg-type]
    with pytest.raises(ap.NotFound, match="is a measure; give an indicator of it: 6"):
        plot.trajectory(assessment, "6.2.1")


def test_inline_svg_takes_the_colour_of_the_page(assessment: ap.Assessment) -> None:
    svg = plot.to_svg(plot.status_by_section(assessment, style=plot.INLINE))
    assert "currentColor" in svg
    assert "#333333" not in svg


def test_days_do_not_depend_on_the_zone(tmp_path: Path, plan_file: Path) -> None:
    script = (
        "import sys, actionplan as ap; from actionplan import plot;"
        f"a = ap.assess(ap.read({str(plan_file)!r}), as_of='2017-06-30');"
        "sys.stdout.write(plot.to_svg(plot.timeline(a)))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"TZ": zone, "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        ).stdout
        for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles")
    }
    assert len(drawn) == 1


def test_importing_the_package_imports_no_chart_or_frame_library() -> None:
    script = (
        "import sys, actionplan;"
        "print([m for m in ('altair', 'pandas', 'polars', 'numpy', 'pyarrow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize(
    ("values", "target", "bound"),
    [
        ({"2016": 0, "2017": 300}, 400, 0),
        ({"2016": 5, "2017": 40}, 300, 0),
        ({"2016": 280, "2017": 300}, 310, None),
        ({"2016": -200, "2017": 300}, 400, None),
    ],
)
def test_the_axis_of_a_trajectory_begins_at_0_where_no_number_lies_below(
    builder: ap.PlanBuilder, values: dict[str, float], target: float, bound: float | None
) -> None:
    measure = ap.Measure("2", number="2", title="Trees", deadline=ap.read_deadline("2016-2018"))
    builder.add(measure)
    builder.add_indicator("Number of trees", "count")
    said = ap.IndicatorProfile(direction="up", targets=[ap.Target(target)], aggregation="last")
    history = ap.PlanHistory(builder.build(), ap.Profile(indicators={"2/1": said}))
    entries = [
        ap.Entry("observation", "2019-01-01", indicator="2/1", period=period, value=value,
                 reporter="Court", source="a")
        for period, value in values.items()
    ]  # fmt: skip
    assessment = ap.assess(history, ap.Evidence(entries), as_of="2019-06-01")
    drawn = plot.trajectory(assessment, "2/1").to_dict()
    scales = [
        layer["encoding"]["y"]["scale"]
        for layer in drawn["layer"]
        if "scale" in layer.get("encoding", {}).get("y", {})
    ]
    assert scales
    assert {scale.get("domainMin") for scale in scales} == {bound}
    words = re.sub("<[^>]+>", " ", plot.to_svg(plot.trajectory(assessment, "2/1")))
    assert ("−" in words) == (min(values.values()) < 0)


def test_a_trajectory_of_a_corrected_value_warns_of_nothing(plan: ap.Plan) -> None:
    said = {"indicator": "4.2.3/2", "period": "2016", "reporter": "R", "source": "S"}
    first = ap.Entry("observation", "2017-01-20", value=10, **said)
    corrected = ap.Entry(
        "observation", "2017-02-20", value=12, replaces=ap.Evidence([first]).id(0), **said
    )
    profile = ap.Profile(indicators={"4.2.3/2": ap.IndicatorProfile(targets=[ap.Target(20)])})
    history = ap.PlanHistory(plan, profile)
    assessment = ap.assess(history, ap.Evidence([first, corrected]), as_of="2018-06-30")
    assert plot.trajectory(assessment, "4.2.3/2").to_dict()["datasets"]  # warnings are errors


def test_measures_that_a_revision_dropped_are_counted(tmp_path: Path) -> None:
    def plan(*rows: tuple[str, str]) -> ap.Plan:
        return ap.plan_from_frame(
            [
                {"No": no, "Measure": f"Adopt law {no}", "Lead": lead, "Deadline": "2022"}
                for no, lead in rows
            ],
            title="P",
            adopted_on="2020-02-01",
            period="2020-2025",
        )

    whole = plan(("1", "Ministry F"), ("2", "Ministry G"))
    with ap.Store.create(tmp_path / "s.db", whole, recorded_on="2020-03-01") as store:
        store.amend(plan(("1", "Ministry F")), effective_on="2021-01-01", recorded_on="2021-01-02")
        assessment = store.assess(as_of="2023-01-31")
    sections = str(plot.status_by_section(assessment).to_dict())
    assert "1 withdrawn" in sections
    matrix = str(plot.agency_matrix(assessment).to_dict())
    assert "Ministry G: 1 withdrawn" in matrix


def test_a_window_without_an_end_goes_on_behind_all_days() -> None:
    plan = ap.plan_from_frame(
        [
            {"No": "1", "Measure": "Begin early", "Lead": "F", "Deadline": "from January 2021"},
            {"No": "2", "Measure": "Begin late", "Lead": "F", "Deadline": "from 1 June 2022"},
        ],
        title="P",
    )
    assert [one.deadline.due for one in plan] == [None, None]
    drawn = plot.timeline(ap.assess(plan, as_of="2022-01-01")).to_dict()
    rows = next(iter(drawn["datasets"].values()))
    assert {row["to"] for row in rows} == {"2022-07-22"}
