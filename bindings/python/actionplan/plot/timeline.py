# SPDX-License-Identifier: Apache-2.0
"""Each measure's window on a line of time."""

from __future__ import annotations

import datetime
from typing import Any

import altair as alt

import actionplan as ap
from actionplan._calls import checked
from actionplan.palette import DEADLINE_COLORS
from actionplan.plot.marks import (
    as_of_rule,
    axis_of_days,
    colors_of,
    data_of,
    day_axis,
    row_of,
    rows_axis,
    spans,
    with_room_to_see,
)
from actionplan.plot.style import (
    LABEL_SIZE,
    Chart,
    Style,
    assessed,
    counted,
    finish,
    label,
    nothing,
    shown_colors,
    titled,
)

_MOST_MEASURES = 400


def _timeline_rows(of: ap.Assessment | ap.Selection) -> list[dict[str, Any]]:
    frame = of.frame()
    names = (
        *("id", "number", "title", "deadline_status", "deadline_kind"),
        *("start", "due", "days_late", "due_latest", "deadline_reason"),
    )
    columns = [frame.texts(name) for name in names]
    days = [day for column in columns[5:7] for day in column if day]
    horizon = _horizon([*days, assessed(of).as_of.isoformat()])
    rows: list[dict[str, Any]] = []
    for place, cells in enumerate(zip(*columns, strict=True)):
        name, number, title, status, kind, start, due, late, latest, reason = cells
        measure = f"{number or name} {title}"
        no_day = "on a day that could not be read" if reason == "unread" else "on no day"
        row = {
            "row": row_of(place, measure),
            "measure": measure,
            "status": label(status),
            "deadline": label(kind),
            "from": start,
            "to": due or (horizon if start else None),
            "due": due or "none",
            "is_open": due is None,
            "without": "day not read" if reason == "unread" else "no day",
            "described": f"{measure}: {label(status)}, due {due or no_day}",
        }
        if late is not None and latest is not None:
            end = datetime.date.fromisoformat(latest) + datetime.timedelta(days=int(late))
            row["late_to"] = end.isoformat()
            row["days late"] = int(late)
        rows.append(row)
    return rows


def _horizon(days: list[str]) -> str:
    """Where windows without an end are drawn to: so far behind all days that each can be seen."""
    first = datetime.date.fromisoformat(min(days))
    last = datetime.date.fromisoformat(max(days))
    beyond = max(datetime.timedelta(days=30), (last - first) / 10)
    return (last + min(beyond, datetime.date.max - last)).isoformat()


def _late_words(rows: list[dict[str, Any]]) -> str:
    return "; thin lines: how late" if any("late_to" in row for row in rows) else ""


@checked
def timeline(
    assessment: ap.Assessment | ap.Selection,
    *,
    title: str | None = None,
    style: Style | None = None,
) -> Chart:
    """A bar for each measure, from the first day of its window to its due day.

    Coloured by the deadline status, with a thin line on to the day when it was done late, or seen
    not to be done, and a line at the day asked about.

    A diamond is a due day without a window; a measure without any day has a point at the left, and
    the words "no day".

    `title` stands above, in as many lines as it needs; an empty one is none.

    Raises:
        InvalidArgument: more than 400 measures; choose some with `assessment.where(...)`.
    """
    style = style or Style()
    day = assessed(assessment).as_of
    rows = _timeline_rows(assessment)
    if len(rows) > _MOST_MEASURES:
        raise ap.InvalidArgument(
            f"A timeline of {len(rows)} measures cannot be read; choose at most {_MOST_MEASURES} "
            "with assessment.where(...)."
        )
    words = f"Timeline of {len(rows)} measures as of {day.isoformat()}: {counted(rows)}."
    heading = (
        "Measures from first to due day" if title is None else title,
        f"{len(rows)} as of {day.isoformat()}{_late_words(rows)}",
    )
    if not rows:
        return finish(titled(nothing(style, "no measure is chosen"), style, *heading), style, words)
    tooltip = [
        f"{name}:N" for name in ("measure", "status", "deadline", "from", "due", "days late")
    ]
    days = [row[end] for row in rows for end in ("from", "to") if row[end] is not None]
    axis = axis_of_days([*days, day.isoformat()])
    rows = with_room_to_see(rows, "from", "to", [day.isoformat()], style.width)
    base = alt.Chart().encode(
        y=rows_axis(rows),
        color=colors_of("status", shown_colors(rows, DEADLINE_COLORS), title=None),
        tooltip=tooltip,
        description="described:N",
    )
    windows = base.transform_filter("datum.from != null && datum.to != null")
    bars = spans(windows, "from", "drawn_to", axis, height={"band": 0.62}).encode(
        opacity=alt.condition("datum.is_open", alt.value(0.45), alt.value(1))
    )
    dues = (
        base.transform_filter("datum.from == null && datum.to != null")
        .mark_point(shape="diamond", filled=True, size=70, opacity=1)
        .encode(x=day_axis("to", axis))
    )
    late = (
        base.transform_filter("isValid(datum.late_to)")
        .mark_rule(strokeWidth=2, aria=False)
        .encode(x=day_axis("to", axis), x2="late_to:T")
    )
    rule = as_of_rule(style.ink, day, days, axis)
    chart = alt.layer(bars, dues, late, *_without_days(base, style.ink), rule, data=data_of(rows))
    return finish(
        titled(chart.properties(width=style.width, height=alt.Step(17)), style, *heading),
        style,
        words,
    )


def _without_days(base: alt.Chart, ink: str) -> list[Any]:
    """Of a measure without any day a point in the colour of its status, and words beside it."""
    rows = base.transform_filter("datum.from == null && datum.to == null")
    point = rows.mark_point(shape="circle", filled=True, size=60, opacity=1)
    text = rows.mark_text(align="left", fontSize=LABEL_SIZE, color=ink, opacity=0.7, aria=False)
    return [
        point.encode(x=alt.value(7)),
        text.encode(x=alt.value(16), text=alt.Text("without:N"), color=alt.value(ink)),
    ]
