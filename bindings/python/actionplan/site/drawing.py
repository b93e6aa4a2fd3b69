# SPDX-License-Identifier: Apache-2.0
"""Charts as pages need them: of the pages' rows, in frames of their own, cut out as SVG elements.

What marks look like is said in `plot.marks`. A chart's colours are variables of the style sheet, so
that it follows light and dark. Charts of one kind are drawn many at a time, as the facets of one,
since starting costs more than drawing.
"""

from __future__ import annotations

import dataclasses
import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from actionplan.palette import Tone
from actionplan.plot import marks
from actionplan.plot.marks import MONTHS, Row, data_of, day_axis, row_of, rows_axis
from actionplan.plot.style import axis_settings, text_width
from actionplan.site.words import Tones

Spec = dict[str, Any]

_BATCH = 128
_LABEL_SIZE = 12
_LABEL_GAP = 8  # between a label and the axis
_DROPPED = ("class", "pointer-events", "role", "font-family")
_SVG = "{http://www.w3.org/2000/svg}"

# Variables of the style sheet, which the drawing takes for the names of colours.
_INK = "var(--ink)"
_FAINT = "var(--faint)"
_LINE = "var(--line)"
_OUTLINE = {"stroke": _FAINT, "strokeWidth": 1}  # of bars that touch
_COLORS = {tone.value: f"var(--tone-{tone.value})" for tone in Tone}


@dataclass(frozen=True)
class Frame:
    """The size of a chart's plotting area, and the room around it for its labels."""

    width: int
    height: int
    left: int
    right: int = 28
    top: int = 8
    bottom: int = 28


def draw(spec: Spec, frame: Frame) -> str:
    """The chart as an SVG element."""
    whole = {**_whole(), "vconcat": [{**spec, "width": frame.width, "height": frame.height}]}
    (group,) = _groups(whole, "concat_0_group")
    return _element(group, frame)


def _whole() -> Spec:
    config = {
        "aria": False,
        "background": None,
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": axis_settings(_INK, _LINE, _LABEL_SIZE),
    }
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": config}


def _groups(whole: Spec, name: str) -> list[ElementTree.Element]:
    """What stands in the group of a name in the drawing, which is there once."""
    import vl_convert

    text = vl_convert.vegalite_to_svg(whole, vl_version=_version())
    # Made by the library above from texts that were cleaned; no entities, no document type.
    root = ElementTree.fromstring(text)  # noqa: S314
    (found,) = [
        element for element in root.iter(f"{_SVG}g") if name in element.get("class", "").split()
    ]
    return list(found)


def _element(inner: ElementTree.Element, frame: Frame) -> str:
    """One chart, cut out of the drawing."""
    inner.attrib.pop("transform", None)
    for parent in [*inner.iter()]:
        for element in [*parent]:
            if _is_empty(element):
                parent.remove(element)
    for element in inner.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for name in [*element.attrib]:
            if name in _DROPPED or name.startswith("aria"):
                del element.attrib[name]
        if element.get("opacity") == "1":
            del element.attrib["opacity"]
    body = ElementTree.tostring(inner, encoding="unicode")
    width = frame.left + frame.width + frame.right
    height = frame.top + frame.height + frame.bottom
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-frame.left} {-frame.top} {width} '
        f'{height}" width="{width}" height="{height}" fill="none" '
        'stroke-miterlimit="10" aria-hidden="true" focusable="false">'
        f"{body}</svg>"
    )


def _is_empty(element: ElementTree.Element) -> bool:
    """Does it draw nothing: a hidden label, a path without a line?"""
    return (
        element.get("opacity") == "0"
        or element.get("display") == "none"
        or (element.tag == f"{_SVG}path" and element.get("class") == "background")
    )


def _version() -> str:
    import vl_convert

    return str(vl_convert.get_vegalite_versions()[-1])


def _plain(chart: Any) -> Spec:
    """The chart as data, without what the drawing as a whole has."""
    spec: Spec = chart.to_dict()
    for layer in (spec, *spec.get("layer", ())):
        # What Altair has put together under a name goes back to where it is drawn.
        name = layer.get("data", {}).get("name")
        if name in spec.get("datasets", {}):
            layer["data"] = {"values": spec["datasets"][name]}
    return _without(spec, "$schema", "config", "datasets")


def _without(spec: Spec, *names: str) -> Spec:
    return {name: value for name, value in spec.items() if name not in names}


def _toned(rows: Sequence[Row]) -> Any:
    """What marks in the tones of their rows are drawn on."""
    return alt.Chart(data_of(rows)).encode(color=marks.colors_of("tone", _COLORS, legend=None))


def _rows_axis(rows: Sequence[Row]) -> alt.Y:
    """Labels that end at the bars, whatever the browser's font."""
    return rows_axis(rows, labelAlign="right", labelPadding=_LABEL_GAP)


def _row(place: int, label: str, left: int) -> str:
    """A row's name; its label is cut where it would not fit beside the axis."""
    return row_of(place, label, size=_LABEL_SIZE, room=left - _LABEL_GAP)


def _left_of(labels: Sequence[str], least: int, most: int) -> int:
    """Room for the longest of the labels."""
    longest = max((text_width(label, _LABEL_SIZE) for label in labels), default=0)
    return min(most, max(least, _LABEL_GAP + int(longest) + 1))


def bars(groups: Sequence[tuple[str, Tones]], title: str) -> tuple[Spec, Frame]:
    """How many measures of each group have each tone; a group is its label and its counts."""
    left = 344
    rows: list[Row] = [
        {
            "row": _row(place, label, left),
            "tone": tone.value,
            "order": order,
            "count": tones[tone],
        }
        for place, (label, tones) in enumerate(groups)
        for order, tone in enumerate(Tone)
        if tones[tone]
    ]
    base = _toned(rows).encode(y=_rows_axis(rows))
    chart = marks.counts(base, "count", marks.count_axis(title, rows, "row"), **_OUTLINE)
    return _plain(chart), Frame(520, 28 * max(1, len(groups)), left, bottom=44)


def columns(rows: Sequence[Row], as_of: str, title: str) -> tuple[Spec, Frame]:
    """How many measures are due in each quarter: `first`, `last`, `tone`, `order`, `count`."""
    count = alt.Y("sum(count):Q", axis=marks.count_axis(title, rows, "first"))
    base = _toned(rows).encode(y=count, order="order:Q")
    bar = marks.spans(base, "first", "last", MONTHS, **_OUTLINE)
    return _plain(bar + _day_rule(as_of)), Frame(800, 220, 64, right=32)


def spans(rows: Sequence[Row], as_of: str) -> tuple[Spec, Frame]:
    """When each measure runs: `label`, `first`, `last`, `tone`, in the order to show."""
    left = _left_of([row["label"] for row in rows], 88, 344)
    rows = [{**row, "row": _row(place, row["label"], left)} for place, row in enumerate(rows)]
    rows = marks.with_room_to_see(rows, "first", "last", [as_of], 864 - left)
    base = _toned(rows).encode(y=_rows_axis(rows))
    bar = marks.spans(base, "first", "drawn_to", MONTHS, height=9, cornerRadius=2)
    return _plain(bar + _day_rule(as_of)), Frame(864 - left, 15 * max(1, len(rows)), left)


def _day_rule(as_of: str) -> Any:
    day = alt.Chart(data_of([{"day": as_of}])).encode(x=day_axis("day", MONTHS))
    return marks.day_rule(day, _INK, strokeWidth=1.5)


TRAJECTORY = Frame(640, 180, 72)
_TICK = 10  # the tick and its distance from the number


def _trajectory_frame(rows: Sequence[Row]) -> Frame:
    """With room for the numbers beside the axis, which may be long."""
    values = [abs(row[end]) for row in rows for end in ("value", "low", "high") if row.get(end)]
    most, least = max(values, default=0), min(values, default=0)
    # Between two of them, the axis may need two more digits than either.
    digits = max(0, 2 - math.floor(math.log10(most - least))) if 0 < most - least < 100 else 0
    written = f"-{1.25 * most:,.{min(digits, 12)}f}"
    left = _TICK + int(text_width(written, _LABEL_SIZE)) + 1
    return dataclasses.replace(TRAJECTORY, left=max(TRAJECTORY.left, left))


def _trajectory() -> Spec:
    """The chart of an indicator, without its data."""
    scale = alt.Scale(zero=False, nice=True, padding=8)
    days = alt.Chart().encode(x=day_axis("day", MONTHS))
    numbers = days.encode(y=alt.Y("value:Q", scale=scale, axis=alt.Axis(title=None)))

    def only(kind: str, base: alt.Chart = numbers) -> Any:
        return base.transform_filter(alt.datum.kind == kind)

    spec = _plain(
        alt.layer(
            marks.unseen(only("window", days)),
            marks.path(only("path"), _FAINT),
            marks.day_rule(only("day", days), _INK, strokeWidth=1.5),
            marks.intervals(only("value"), _INK, scale, strokeWidth=1.5),
            *marks.values(only("value"), _COLORS["running"], width=2, size=60),
            marks.asides(only("other"), _COLORS["contested"], 60, opacity=1, strokeWidth=2),
            marks.targets(only("target"), _INK, 110, 1),
        )
    )
    # What it is drawn of is given to all layers at once, later.
    return {"layer": [_without(layer, "data") for layer in spec["layer"]]}


def trajectories(series: Sequence[Sequence[Row]]) -> list[str]:
    """An indicator's values beside what was expected, for each series of rows: `kind` (`value`,
    `other` for one that contradicts, `path`, `target`, `day`, `window` for a day to have on the
    axis), `day`, `value`, `low`, `high`."""
    out: list[str] = []
    spec = _trajectory() if series else {}
    bare = _whole()
    bare["config"]["axis"]["labelLimit"] = 0  # days and numbers are short: none need be measured
    for start in range(0, len(series), _BATCH):
        some = series[start : start + _BATCH]
        size = {"width": TRAJECTORY.width, "height": TRAJECTORY.height}
        whole = {
            **bare,
            "data": {
                "values": [{**row, "chart": at} for at, rows in enumerate(some) for row in rows]
            },
            "facet": {"row": {"field": "chart", "type": "ordinal", "header": None}},
            "spec": {**spec, **size},
            "resolve": {"scale": {"x": "independent", "y": "independent"}},
        }
        groups = _groups(whole, "cell")
        if len(groups) != len(some):
            raise RuntimeError(f"{len(some)} charts were asked for and {len(groups)} drawn")
        frames = [_trajectory_frame(rows) for rows in some]
        out += [_element(group, frame) for group, frame in zip(groups, frames, strict=True)]
    return out
