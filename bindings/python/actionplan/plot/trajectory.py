# SPDX-License-Identifier: Apache-2.0
"""One indicator's values beside the path to its target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

import actionplan as ap
from actionplan._calls import checked
from actionplan.palette import INDICATOR_COLORS
from actionplan.plot import marks
from actionplan.plot.marks import axis_of_days, data_of, day_axis
from actionplan.plot.style import (
    LABEL_SIZE,
    Chart,
    Style,
    assessed,
    finish,
    interval_of,
    label,
    nothing,
    titled,
    wrapped,
)


def _values_of(
    assessment: ap.Assessment, found: ap.IndicatorExplanation, level: float
) -> list[dict[str, Any]]:
    rows = []
    evidence = assessment.evidence
    for used in found.entries:
        place = evidence.find(used.id)
        entry = evidence[place] if place is not None else None
        if entry is None or entry.value is None:
            continue
        low, high = interval_of(entry, level) or (None, None)
        part = ", ".join(f"{name} {value}" for name, value in entry.dimension.items())
        rows.append(
            {
                "day": ap.true_from(entry).isoformat(),
                "value": entry.value,
                "low": low,
                "high": high,
                "use": label(used.use),
                "is_used": str(used.use) == "used",
                "period": str(entry.period) if entry.period else "none",
                "part": part or "total",
                "reporter": entry.reporter,
                "described": f"{ap.shown_reported(entry.value)}, period {entry.period or 'none'}, "
                f"{label(used.use)}",
            }
        )
    return rows


_HEIGHT = 260
_NEAR_LEVELS = 0.1  # of the numbers' range: words at two levels stand on each other
_BESIDE_EDGE = 8  # pixels from the edge to words beside it, clear of a diamond on it
_NEAR_ZERO = 0.3  # of the numbers' range: so far below them room and round numbers may reach
_COUNTING = {"used", "agrees", "alternative", "superseded", "total_instead", "parts_incomplete"}


def _series_of(
    assessment: ap.Assessment, found: ap.IndicatorExplanation, measure_id: str
) -> list[dict[str, Any]]:
    """The indicator's value on each day on which it changed, joined over periods and parts as the
    verdict joins it: by the library itself, asked for each of those days about these entries."""
    if found.verdict.value is None:
        return []  # what must not be joined is not
    evidence = assessment.evidence
    places = [evidence.find(used.id) for used in found.entries if str(used.use) in _COUNTING]
    # What they replaced is not among them, and was settled before.
    entries = [evidence[place].replace(replaces=None) for place in places if place is not None]
    ledger = ap.Evidence(entries)
    # The plan of the day on each of those days; the revisions before it say when it was adopted.
    always = ap.PlanHistory(
        [
            revision.replace(effective_on="1400-01-01", recorded_on="1400-01-01")
            for revision in assessment.history.in_force(
                as_of=assessment.as_of, known_at=assessment.known_at
            )
        ]
    )
    rows = []
    for day in sorted({ap.true_from(entry) for entry in entries}):
        joined = ap.assess(
            always,
            ledger,
            as_of=day,
            known_at=assessment.known_at,
            public_at=assessment.public_at,
            pick=assessment.pick,
        )
        measure = joined.at(joined.row(measure_id))
        value = next(one.value for one in measure.indicators if one.id == found.verdict.id)
        if value is not None:
            rows.append(
                {
                    "day": day.isoformat(),
                    "value": value,
                    "described": f"{ap.shown_reported(value)} on {day.isoformat()}",
                }
            )
    return rows


def _path_of(assessment: ap.Assessment, row: int, indicator_id: str) -> list[dict[str, Any]]:
    frame = assessment.where("", among=[row]).frame("targets")
    rows = []
    for indicator, due, value, is_baseline, stepwise in zip(
        frame.texts("indicator"),
        frame.texts("due"),
        frame.doubles("value"),
        frame.texts("is_baseline"),
        frame.texts("is_stepwise"),
        strict=True,
    ):
        if indicator == indicator_id:
            what = "baseline" if is_baseline == "true" else "target"
            rows.append(
                {
                    "day": due,
                    "value": value,
                    "what": what,
                    "stepwise": stepwise == "true",
                    "described": f"{what} {ap.shown_reported(value)}, {due or 'on no day'}",
                }
            )
    return rows


def _window(assessment: ap.Assessment, row: int) -> list[str]:
    """The measure's first and due days: the axis begins and ends there."""
    deadline = assessment.measure(row).deadline
    return [day.isoformat() for day in (deadline.start, deadline.due) if day is not None]


def _numbers(rows: list[dict[str, Any]], path: list[dict[str, Any]]) -> list[float]:
    return [
        number
        for point in (*rows, *path)
        for number in (point["value"], point.get("low"), point.get("high"))
        if number is not None
    ]


def _room(numbers: list[float]) -> alt.Scale:
    """Around all numbers, but not below 0 where none of them is."""
    lowest, highest = min(numbers, default=0), max(numbers, default=0)
    is_near = 0 <= lowest < highest and lowest < _NEAR_ZERO * (highest - lowest)
    return alt.Scale(zero=False, padding=14, domainMin=0 if is_near else alt.Undefined)


def _path_layers(
    path: list[dict[str, Any]], style: Style, axis: alt.Axis, room: alt.Scale, spread: float
) -> list[Any]:
    dated = [point for point in path if point["day"] is not None]
    layers: list[Any] = []
    y = alt.Y("value:Q", scale=room)
    base = alt.Chart(data_of(dated)).encode(x=day_axis("day", axis), y=y)
    if len(dated) > 1:
        shape = "step-after" if dated[-1]["stepwise"] else "linear"
        layers.append(marks.path(base, style.ink, opacity=0.55, interpolate=shape))
    for point in path:
        if point["day"] is None:  # without a day it is a level alone
            layers.append(
                alt.Chart(data_of([point]))
                .mark_rule(color=style.ink, opacity=0.55, strokeDash=[2, 3], aria=False)
                .encode(y=y)
            )
    if dated:
        points = base.encode(tooltip=["what:N", "day:N", "value:Q"], description="described:N")
        layers.append(marks.targets(points, style.ink, 70, 0.9))
    return layers + _path_words(path, style, y, spread)


def _path_words(path: list[dict[str, Any]], style: Style, y: alt.Y, spread: float) -> list[Any]:
    """`baseline` and `target` beside the right edge at their levels, where no line runs."""
    target = max(
        (point for point in path if point["what"] == "target"),
        key=lambda point: point["day"] or "9",
        default=None,
    )
    baseline = next((point for point in path if point["what"] == "baseline"), None)
    named = [point for point in (target, baseline) if point is not None]
    named.sort(key=lambda point: -float(point["value"]))
    # Of two at nearly one level the one stands above it and the other below.
    is_near = len(named) > 1 and named[0]["value"] - named[1]["value"] < _NEAR_LEVELS * spread
    places: tuple[Any, Any] = ("bottom", "top") if is_near else ("middle", "middle")
    return [
        alt.Chart(data_of([point]))
        .mark_text(color=style.ink, align="left", baseline=place, fontSize=10, aria=False)
        .encode(x=alt.value(style.width + _BESIDE_EDGE), y=y, text=alt.Text("what:N"))
        for point, place in zip(named, places, strict=False)
    ]


def _indicator(plan: ap.Plan, indicator_id: str) -> ap.Indicator:
    measure = plan.find_measure(indicator_id)
    if measure is not None and plan.find_indicator(indicator_id) is None:
        ids = [one.id for one in measure.indicators]
        raise ap.NotFound(
            f'"{indicator_id}" is a measure; give an indicator of it: {", ".join(ids) or "none"}.'
        )
    return plan.indicator(indicator_id)


@checked
def trajectory(
    assessment: ap.Assessment | ap.Selection,
    indicator_id: str,
    *,
    level: float = 0.95,
    title: str | None = None,
    style: Style | None = None,
) -> Chart:
    """The value of one indicator over time, and the path from its baseline to its targets.

    The line is the value as the verdict joins it over periods and parts; small points are the
    single entries, with confidence intervals of this level where they are estimates. Entries that
    were set aside are hollow; the tooltip says why.

    Raises:
        NotFound: the plan of the day has no such indicator, or the selection no measure of it.
        InvalidArgument: the level is not between 0 and 1.
    """
    style = style or Style()
    if not 0 < level < 1:
        raise ap.InvalidArgument(
            f"trajectory: level is {level}; give a share between 0 and 1, such as 0.95."
        )
    chosen, assessment = assessment, assessed(assessment)
    indicator = _indicator(assessment.plan, indicator_id)
    measure_id = next(m.id for m in assessment.plan if indicator in m.indicators)
    row = assessment.row(measure_id)
    if isinstance(chosen, ap.Selection) and row not in chosen.rows:
        raise ap.NotFound(
            f'trajectory: the selection has no measure "{measure_id}"; give an indicator of one '
            "that it has, or the assessment."
        )
    explained = assessment.explain(row)
    found = next(one for one in explained.indicators if one.verdict.id == indicator_id)
    rows = _values_of(assessment, found, level)
    path = _path_of(assessment, row, indicator_id)
    status = str(found.verdict.status)
    color = INDICATOR_COLORS[status]
    unit = _unit(assessment, row, indicator_id)
    numbers = _numbers(rows, path)
    room = _room(numbers)
    y = alt.Y("value:Q", scale=room, axis=alt.Axis(title=unit))
    tooltip = [f"{name}:N" for name in ("value", "period", "part", "use", "reporter")]
    window = _window(assessment, row)
    axis = axis_of_days([*_days(rows, path), *window, assessment.as_of.isoformat()])
    x = day_axis("day", axis)
    base = alt.Chart(data_of(rows)).encode(x=x, y=y, tooltip=tooltip, description="described:N")
    used = base.transform_filter("datum.is_used")
    joined = alt.Chart(data_of(_series_of(assessment, found, measure_id))).encode(
        x=x, y=y, tooltip=["value:Q", "day:N"], description="described:N"
    )
    layers: list[Any] = [
        marks.unseen(alt.Chart(data_of([{"day": day} for day in window])).encode(x=x)),
        *_path_layers(path, style, axis, room, max(numbers, default=0) - min(numbers, default=0)),
        marks.intervals(base, color, room, strokeWidth=2, opacity=0.7),
        used.mark_point(color=color, filled=True, size=28, opacity=0.55),
        marks.asides(base.transform_filter("!datum.is_used"), "#8c8c8c", 55),
        *marks.values(joined, color, width=1.8, size=80),
        marks.as_of_rule(style.ink, assessment.as_of, _days(rows, path), axis),
    ]
    words = f"{indicator_id} {indicator.text}" if title is None else title
    below = f"{label(status)} as of {assessment.as_of.isoformat()}{_intervals(rows, level)}"
    chart = alt.layer(*layers).properties(width=style.width, height=_HEIGHT)
    if not rows and not path:
        reasons = "; ".join(ap.meaning(reason) for reason in found.verdict.reasons)
        chart = nothing(style, reasons or "no value and no target")
    return finish(
        titled(chart, style, words, below),
        style,
        f"Indicator {indicator_id}, {indicator.text}: {label(status)} as of "
        f"{assessment.as_of.isoformat()}, {len(rows)} values.",
    )


def _days(rows: Iterable[Mapping[str, Any]], path: Iterable[Mapping[str, Any]]) -> list[str]:
    return [point["day"] for points in (rows, path) for point in points if point["day"] is not None]


def _intervals(rows: Iterable[Mapping[str, Any]], level: float) -> str:
    has_interval = any(row["low"] is not None for row in rows)
    return f"; bars are {level:.0%} confidence intervals" if has_interval else ""


def _unit(assessment: ap.Assessment, row: int, indicator_id: str) -> list[str] | None:
    frame = assessment.where("", among=[row]).frame("indicators")
    units = dict(zip(frame.texts("id"), frame.texts("unit"), strict=True))
    unit = units[indicator_id]
    return wrapped(unit, LABEL_SIZE, _HEIGHT - 10, 3) if unit else None
