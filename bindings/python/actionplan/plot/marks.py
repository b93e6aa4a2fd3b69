# SPDX-License-Identifier: Apache-2.0
"""The rows, axes and marks that every chart is made of; colours, sizes and axes are arguments.

A mark takes the chart that it is drawn on, which has its rows and the axes that it shares with
other marks.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from actionplan.plot.style import LABEL_ROOM, LABEL_SIZE, clean, cut_to_width, text_width

Row = dict[str, Any]


def data_of(values: Sequence[Mapping[str, object]]) -> alt.InlineData:
    """The rows of a chart, of texts that may stand in SVG."""
    return alt.InlineData(
        values=[
            {name: clean(item) if isinstance(item, str) else item for name, item in value.items()}
            for value in values
        ]
    )


# Axes

# Between two labels, whose letters may be wider in the reader's font than where they are drawn.
_APART: dict[str, Any] = {"labelOverlap": True, "labelSeparation": 16}
YEARS = alt.Axis(title=None, format="%Y", tickCount="year", labelFlush=False, **_APART)
MONTHS = alt.Axis(title=None, format="%Y-%m", tickCount=8, **_APART)
"""In digits alone, which need no language."""


def axis_of_days(days: Iterable[str]) -> alt.Axis:
    """Years, or months where there are too few years between the first day and the last."""
    known = sorted(days)
    if not known:
        return YEARS
    first, last = (datetime.date.fromisoformat(end) for end in (known[0], known[-1]))
    return YEARS if (last - first).days > 700 else MONTHS


def day_axis(field: str, axis: alt.Axis) -> alt.X:
    # Days are days everywhere: without UTC the machine's zone would shift them.
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc"), axis=axis)


def row_of(place: int, text: str, *, size: float = LABEL_SIZE, room: float = LABEL_ROOM) -> str:
    """What a row is called: its position and its label, since two labels may be alike."""
    return f"{place}\t{cut_to_width(text, size, room)}"


def rows_axis(rows: Sequence[Mapping[str, Any]], **axis: Any) -> alt.Y:
    """An axis of the rows' labels, in their order, beginning at one place on the left."""
    names = list(dict.fromkeys(row["row"] for row in rows))
    labels = [name.partition("\t")[2] for name in names]
    longest = max((text_width(label, LABEL_SIZE) for label in labels), default=0)
    settings: dict[str, Any] = {
        "title": None,
        "labelExpr": "split(datum.value, '\\t')[1]",
        "labelAlign": "left",
        "labelPadding": 12 + int(longest),
        "labelLimit": 0,
        "labelOverlap": False,
        "ticks": False,
        "domain": False,
        **axis,
    }
    return alt.Y("row:N", sort=names, axis=alt.Axis(**settings))


def count_axis(title: str, rows: Sequence[Row], by: str) -> alt.Axis:
    """Whole numbers only, at most seven of them, up to the sum of `count` in each of `by`."""
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


def colors_of(field: str, colors: Mapping[str, str], **settings: Any) -> alt.Color:
    """A colour for each word of a field; a legend has them in the order of the mapping."""
    scale = alt.Scale(domain=list(colors), range=list(colors.values()))
    return alt.Color(f"{field}:N", scale=scale, **settings)


# Marks of counts and of time


def counts(base: alt.Chart, field: str, axis: alt.Axis, **mark: Any) -> Any:
    """Bars of counts, stacked in each row in the order that its parts say."""
    return base.mark_bar(**mark).encode(
        x=alt.X(f"{field}:Q", stack="zero", axis=axis), order="order:Q"
    )


LEAST_BAR = 4
"""Pixels of the shortest bar: a window of one day in a plan of years would be a hairline."""


def with_room_to_see(
    rows: Sequence[Row], first: str, last: str, days: Iterable[str], width: int
) -> list[Row]:
    """The rows, each with `drawn_to`: its last day, or as much later as a bar needs to be seen.

    `days` are all that the axis is to reach, of which `width` is in pixels. Rows without both days
    stay as they are.
    """
    ends = [row[end] for row in rows for end in (first, last) if row.get(end)]
    known = sorted([*days, *ends])
    if not known:
        return [*rows]
    date = datetime.date.fromisoformat
    whole = (date(known[-1]) - date(known[0])).days
    least = datetime.timedelta(days=-(-whole * LEAST_BAR // width))
    return [
        {**row, "drawn_to": max(date(row[last]), _later(date(row[first]), least)).isoformat()}
        if row.get(first) and row.get(last)
        else row
        for row in rows
    ]


def _later(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    return min(datetime.date.max - by, day) + by


def spans(base: alt.Chart, first: str, last: str, axis: alt.Axis, **mark: Any) -> Any:
    """Bars from one day to another."""
    return base.mark_bar(**mark).encode(x=day_axis(first, axis), x2=f"{last}:T")


def day_rule(base: alt.Chart, ink: str, **mark: Any) -> Any:
    """A line at the day asked about."""
    return base.mark_rule(color=ink, strokeDash=[4, 3], aria=False, **mark)


def as_of_rule(ink: str, day: datetime.date, days: Iterable[str], axis: alt.Axis) -> alt.LayerChart:
    """The same with its words, on that side where `days` leave more room."""
    known = sorted([*days, day.isoformat()])
    first, last = (datetime.date.fromisoformat(end) for end in (known[0], known[-1]))
    is_late = (day - first) > (last - day)
    data = data_of([{"as_of": day.isoformat(), "text": f"as of {day.isoformat()}"}])
    chart = alt.Chart().encode(x=day_axis("as_of", axis))
    text = chart.mark_text(
        color=ink,
        align="right" if is_late else "left",
        baseline="bottom",
        dx=-4 if is_late else 4,
        dy=-3,
        fontSize=LABEL_SIZE,
        aria=False,
    ).encode(y=alt.value(0), text="text:N")
    return alt.LayerChart(layer=[day_rule(chart, ink), text], data=data)


# Marks of an indicator's trajectory; their charts have the axes `x`, and `y` where there is a value


def unseen(base: alt.Chart) -> Any:
    """Nothing to see, so that the axes reach there."""
    return base.mark_point(opacity=0, aria=False)


def path(base: alt.Chart, ink: str, **mark: Any) -> Any:
    """The line that was declared, from the baseline to the targets."""
    return base.mark_line(color=ink, strokeDash=[6, 4], aria=False, **mark)


def intervals(base: alt.Chart, color: str, scale: alt.Scale, **mark: Any) -> Any:
    """A bar from `low` to `high` of each row that has them."""
    return (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(color=color, aria=False, **mark)
        .encode(y=alt.Y("low:Q", scale=scale), y2="high:Q")
    )


def values(base: alt.Chart, color: str, *, width: float, size: int) -> list[Any]:
    """Points joined by a line."""
    return [
        base.mark_line(color=color, strokeWidth=width, aria=False),
        base.mark_point(color=color, filled=True, size=size, opacity=1),
    ]


def asides(base: alt.Chart, color: str, size: int, **mark: Any) -> Any:
    """Hollow points of what does not count."""
    return base.mark_point(color=color, filled=False, size=size, **mark)


def targets(base: alt.Chart, ink: str, size: int, opacity: float) -> Any:
    """Diamonds where a value was to be."""
    return base.mark_point(shape="diamond", filled=False, color=ink, size=size, opacity=opacity)
