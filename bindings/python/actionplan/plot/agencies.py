# SPDX-License-Identifier: Apache-2.0
"""Agencies by the status of the measures in which they take part."""

from __future__ import annotations

from typing import Any

import altair as alt

import actionplan as ap
from actionplan.plot.style import (
    DEADLINE_COLORS,
    Chart,
    Style,
    data_of,
    finish,
    label,
    row_of,
    rows_axis,
)


def _agency_rows(assessment: ap.Assessment) -> list[dict[str, Any]]:
    counts = assessment.count_by_agency()
    rows = []
    for place, agency in enumerate(assessment.plan.agencies):
        mine = counts[agency.id]
        for word in DEADLINE_COLORS:
            status = ap.DeadlineStatus(word)
            binding, recommended = mine.binding[status], mine.recommended[status]
            if binding + recommended:
                rows.append(
                    {
                        "row": row_of(place, agency.name),
                        "agency": agency.name,
                        "status": label(word),
                        "binding": binding,
                        "recommended": recommended,
                        "measures": binding + recommended,
                        "text": f"{binding or ''}{f' ({recommended})' if recommended else ''}",
                        "described": f"{agency.name}: {binding} {label(word)}, and {recommended} "
                        "only recommended",
                    }
                )
    return rows


def agency_matrix(assessment: ap.Assessment, *, style: Style | None = None) -> Chart:
    """In how many measures of each deadline status each agency takes part.

    In parentheses those that are only recommended to it. Agencies share measures: rows do not add
    up to the plan, and no number is an agency's own fault.
    """
    style = style or Style()
    rows = _agency_rows(assessment)
    present = {row["status"] for row in rows}
    columns = [label(word) for word in DEADLINE_COLORS if label(word) in present]
    most = max((row["measures"] for row in rows), default=1)
    base = alt.Chart().encode(
        y=rows_axis(rows),
        x=alt.X(
            "status:N",
            sort=columns,
            axis=alt.Axis(title=None, orient="top", labelAngle=0, ticks=False, domain=False),
        ),
        tooltip=["agency:N", "status:N", "binding:Q", "recommended:Q"],
        description="described:N",
    )
    cells = base.mark_rect(cornerRadius=3, stroke=None).encode(
        color=alt.Color(
            "status:N",
            scale=alt.Scale(
                domain=columns,
                range=[color for word, color in DEADLINE_COLORS.items() if label(word) in present],
            ),
            legend=None,
        ),
        opacity=alt.Opacity(
            "measures:Q", scale=alt.Scale(domain=[0, most], range=[0.15, 0.6]), legend=None
        ),
    )
    numbers = base.mark_text(fontSize=11, color=style.ink, aria=False).encode(text="text:N")
    return finish(
        alt.layer(cells, numbers, data=data_of(rows)).properties(
            width=max(110 * len(columns), 200), height=alt.Step(20)
        ),
        style,
        f"Agencies by the deadline status of the measures in which they take part, as of "
        f"{assessment.as_of.isoformat()}; numbers in parentheses are only recommended.",
    )
