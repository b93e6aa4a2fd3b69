# SPDX-License-Identifier: Apache-2.0
"""A table of estimates as points with their intervals."""

from __future__ import annotations

from typing import Any

import altair as alt

from actionplan import tables
from actionplan._calls import checked
from actionplan._core import InvalidArgument
from actionplan.plot.marks import data_of, row_of, rows_axis
from actionplan.plot.style import Chart, Style, finish, titled
from actionplan.tables import Column, Row, Table
from actionplan.tables.text import interval_text, notes_of, value_text

_COLORS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c8c8c", "#000000",
)  # fmt: skip


@checked
def estimates(table: tables.Table, *, style: Style | None = None) -> Chart:
    """The estimates of a table (`microdata.tables_of`): a line for each row, a colour for each
    column, and a bar from end to end of each interval. Suppressed values are not drawn.

    Raises:
        InvalidArgument: the table has no estimate that may be drawn.
    """
    style = style or Style()
    series = _series(table)
    rows = [
        _point(table, place, row, column, label, order)
        for place, row in enumerate(table.rows)
        for column, label, order in series
        if table.kind(row, table.columns[column]) == "estimate"
        and row.values[column].number is not None
    ]
    if not rows:
        raise InvalidArgument(f"Table {table.id!r} has no estimate to draw.")
    labels = [label for _, label, _ in series]
    band = 26 if len(labels) == 1 else 14 * len(labels) + 12
    color = alt.Color(
        "series:N",
        title=None,
        scale=alt.Scale(
            domain=labels, range=[_COLORS[i % len(_COLORS)] for i in range(len(labels))]
        ),
        legend=None if len(labels) == 1 else alt.Legend(),
    )
    base = alt.Chart().encode(
        y=rows_axis(rows),
        yOffset=alt.YOffset("series:N", sort=labels),
        color=color,
        tooltip=[alt.Tooltip("described:N", title="estimate")],
        description="described:N",
    )
    scale = alt.Scale(zero=False, nice=True)
    bars = base.mark_rule(strokeWidth=2, aria=False).encode(
        x=alt.X("lower:Q", scale=scale, axis=alt.Axis(title=None)), x2="upper:Q"
    )
    points = base.mark_point(filled=True, size=60, opacity=1).encode(
        x=alt.X("value:Q", scale=scale, axis=alt.Axis(title=None))
    )
    return finish(
        titled(
            alt.layer(bars, points, data=data_of(rows)).properties(
                width=style.width, height=alt.Step(band, **{"for": "position"})
            ),
            style,
            table.title,
        ),
        style,
        " ".join([f"{table.title}: {len(rows)} estimates.", *notes_of(table, "Bars")]),
    )


def _series(table: Table) -> list[tuple[int, str, int]]:
    """Columns of estimates; errors and differences are measured on other scales."""
    kept = [place for place, column in enumerate(table.columns) if column.kind == "estimate"]
    return [(place, _label(table.columns[place]), order) for order, place in enumerate(kept)]


def _label(column: Column) -> str:
    return f"{column.group} {column.label}".strip()


def _point(
    table: Table, place: int, row: Row, column: int, label: str, order: int
) -> dict[str, Any]:
    value = row.values[column]
    shown = value_text(table, row, table.columns[column], value)
    text = f"{row.label}, {label}: {shown} {interval_text(table, value)}".strip()
    return {
        "row": row_of(place, row.label),
        "series": label,
        "order": order,
        "value": value.number,
        "lower": value.number if value.lower is None else value.lower,
        "upper": value.number if value.upper is None else value.upper,
        "described": text,
    }
