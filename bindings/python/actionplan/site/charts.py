# SPDX-License-Identifier: Apache-2.0
"""The site's charts: Altair describes them, vl-convert draws them as SVG.

A chart's colours are variables of the style sheet, so that it follows light and dark. Charts of one
kind are drawn many at a time, as the facets of one, since starting costs more than drawing.
"""

from __future__ import annotations

import dataclasses
import math
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from actionplan.palette import Tone
from actionplan.plot.style import (
    MONTHS,
    clean,
    data_of,
    day_axis,
    row_of,
    rows_axis,
    text_width,
)
from actionplan.site.words import Tones

Row = dict[str, Any]
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


@dataclass(frozen=True)
class Frame:
    """The size of a chart's plotting area, and the room around it for its labels."""

    width: int
    height: int
    left: int
    right: int = 16
    top: int = 8
    bottom: int = 28


def colour(tone: Tone) -> str:
    """The variable of a tone."""
    return f"var(--tone-{tone.value})"


def draw(spec: Spec, frame: Frame) -> str:
    """The chart as an SVG element."""
    whole = {**_whole(), "vconcat": [{**spec, "width": frame.width, "height": frame.height}]}
    (group,) = _groups(whole, "concat_0_group")
    return _element(group, frame)


def _whole() -> Spec:
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": _config()}


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


def _config() -> Spec:
    label = {"labelColor": _INK, "labelFontSize": _LABEL_SIZE, "titleColor": _INK}
    return {
        "aria": False,
        "background": None,
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": {
            **label,
            "domainColor": _LINE,
            "gridColor": _LINE,
            "tickColor": _LINE,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
    }


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


def _tones() -> alt.Color:
    names = [tone.value for tone in Tone]
    colours = [colour(tone) for tone in Tone]
    return alt.Color("tone:N", scale=alt.Scale(domain=names, range=colours), legend=None)


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
    chart = (
        alt.Chart(data_of(rows))
        .mark_bar(stroke=_FAINT, strokeWidth=1)
        .encode(
            y=_rows_axis(rows),
            x=alt.X("count:Q", stack="zero", axis=_count_axis(title, rows, "row")),
            order=alt.Order("order:Q"),
            color=_tones(),
        )
    )
    return _plain(chart), Frame(520, 28 * max(1, len(groups)), left, bottom=44)


def columns(rows: Sequence[Row], as_of: str, title: str) -> tuple[Spec, Frame]:
    """How many measures are due in each quarter: `first`, `last`, `tone`, `order`, `count`."""
    base = alt.Chart(data_of(rows))
    bar = base.mark_bar(stroke=_FAINT, strokeWidth=1).encode(
        x=day_axis("first", MONTHS),
        x2="last:T",
        y=alt.Y(
            "sum(count):Q",
            axis=_count_axis(title, rows, "first"),
        ),
        order=alt.Order("order:Q"),
        color=_tones(),
    )
    return _plain(bar + _day_rule(as_of)), Frame(800, 220, 64, right=32)


def spans(rows: Sequence[Row], as_of: str) -> tuple[Spec, Frame]:
    """When each measure runs: `label`, `first`, `last`, `tone`, in the order to show."""
    left = _left_of([row["label"] for row in rows], 88, 344)
    rows = [{**row, "row": _row(place, row["label"], left)} for place, row in enumerate(rows)]
    bar = (
        alt.Chart(data_of(rows))
        .mark_bar(height=9, cornerRadius=2)
        .encode(y=_rows_axis(rows), x=day_axis("first", MONTHS), x2="last:T", color=_tones())
    )
    return _plain(bar + _day_rule(as_of)), Frame(864 - left, 15 * max(1, len(rows)), left)


def _count_axis(title: str, rows: Sequence[Row], by: str) -> alt.Axis:
    """Whole numbers only, at most seven of them."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row[by]] += row["count"]
    most = max(totals.values(), default=1)
    step = next(
        factor * power
        for power in (10**exponent for exponent in range(12))
        for factor in (1, 2, 5)
        if most <= 7 * factor * power
    )
    return alt.Axis(
        title=clean(title), values=list(range(0, most + step, step)), format="d", domain=False
    )


def _day_rule(as_of: str) -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(data_of([{"day": as_of}]))
        .mark_rule(color=_INK, strokeWidth=1.5, strokeDash=[4, 3])
        .encode(x=day_axis("day", MONTHS))
    )
    return rule


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
    base = alt.Chart()
    x = day_axis("day", MONTHS)
    y = alt.Y(
        "value:Q", scale=alt.Scale(zero=False, nice=True, padding=8), axis=alt.Axis(title=None)
    )

    def only(kind: str) -> Any:
        return base.transform_filter(alt.datum.kind == kind)

    path = only("path").mark_line(color=_FAINT, strokeWidth=2, strokeDash=[6, 4]).encode(x=x, y=y)
    interval = (
        only("value")
        .transform_filter("isValid(datum.low)")
        .mark_rule(color=_INK, strokeWidth=1.5)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    )
    line = only("value").mark_line(color=colour(Tone.running), strokeWidth=2).encode(x=x, y=y)
    point = (
        only("value")
        .mark_point(filled=True, size=60, opacity=1, color=colour(Tone.running))
        .encode(x=x, y=y)
    )
    other = (
        only("other")
        .mark_point(filled=False, size=60, opacity=1, color=colour(Tone.contested), strokeWidth=2)
        .encode(x=x, y=y)
    )
    target = (
        only("target")
        .mark_point(filled=False, shape="diamond", size=110, opacity=1, color=_INK)
        .encode(x=x, y=y)
    )
    day = only("day").mark_rule(color=_INK, strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x)
    window = only("window").mark_point(opacity=0).encode(x=x)  # the axis begins and ends there
    spec = _plain(alt.layer(window, path, day, interval, line, point, other, target))
    # What it is drawn of is given to all layers at once, later.
    return {"layer": [_without(layer, "data") for layer in spec["layer"]]}


def trajectories(series: Sequence[Sequence[Row]]) -> list[str]:
    """An indicator's values beside what was expected, for each series of rows: `kind` (`value`,
    `other` for one that contradicts, `path`, `target`, `day`, `window` for a day to have on the
    axis), `day`, `value`, `low`, `high`."""
    out: list[str] = []
    spec = _trajectory() if series else {}
    for start in range(0, len(series), _BATCH):
        some = series[start : start + _BATCH]
        size = {"width": TRAJECTORY.width, "height": TRAJECTORY.height}
        whole = {
            **_whole(),
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
