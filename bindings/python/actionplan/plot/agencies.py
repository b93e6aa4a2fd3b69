# SPDX-License-Identifier: Apache-2.0
"""Agencies by the status of the measures in which they take part."""

from __future__ import annotations

from typing import Any

import altair as alt

import actionplan as ap
from actionplan._calls import checked
from actionplan.palette import DEADLINE_COLORS
from actionplan.plot.marks import colors_of, data_of, row_of, rows_axis
from actionplan.plot.style import (
    LABEL_SIZE,
    Chart,
    Style,
    assessed,
    finish,
    label,
    nothing,
    shown_colors,
    text_width,
    titled,
)


def _agency_counts(of: ap.Assessment | ap.Selection) -> dict[tuple[str, str, bool], int]:
    """Measures by agency, status and whether all its parts in them are only recommended."""
    assessment = assessed(of)
    statuses = [str(status) for status in ap.DeadlineStatus]
    rows = range(len(assessment)) if isinstance(of, ap.Assessment) else of.rows
    counts: dict[tuple[str, str, bool], int] = {}
    for row in rows:
        forces: dict[str, set[str]] = {}
        for assignment in assessment.measure(row).assignments:
            forces.setdefault(assignment.agency, set()).add(str(assignment.force))
        for agency, held in forces.items():
            key = (agency, statuses[assessment.status_codes[row]], held == {"recommended"})
            counts[key] = counts.get(key, 0) + 1
    return counts


def agencies_of(of: ap.Assessment) -> list[ap.Agency]:
    """Those of the plan of the day, then those that only dropped measures have, as the last version
    that knew them names them."""
    found = {agency.id: agency for agency in of.plan.agencies}
    versions = of.history.in_force(as_of=of.as_of, known_at=of.known_at)
    named = {agency.id: agency for one in versions for agency in one.plan.agencies}
    for row in range(len(of.plan.measures), len(of)):
        for assignment in of.measure(row).assignments:
            if assignment.agency in named:
                found.setdefault(assignment.agency, named[assignment.agency])
    return list(found.values())


def _agency_rows(of: ap.Assessment | ap.Selection) -> list[dict[str, Any]]:
    counts = _agency_counts(of)
    rows = []
    for place, agency in enumerate(agencies_of(assessed(of))):
        for word in DEADLINE_COLORS:
            binding = counts.get((agency.id, word, False), 0)
            recommended = counts.get((agency.id, word, True), 0)
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


def _step(columns: list[str]) -> int:
    """Pixels for a column: its words stand beside those of the next."""
    return int(max((text_width(word, LABEL_SIZE) for word in columns), default=0)) + 16


@checked
def agency_matrix(
    assessment: ap.Assessment | ap.Selection,
    *,
    title: str | None = None,
    style: Style | None = None,
) -> Chart:
    """In how many measures of each deadline status each agency takes part.

    In parentheses those that are only recommended to it. Agencies share measures: rows do not add
    up to the plan, and no number is an agency's own fault.
    """
    style = style or Style()
    day = assessed(assessment).as_of.isoformat()
    rows = _agency_rows(assessment)
    words = (
        f"Agencies by the deadline status of the measures in which they take part, as of {day}; "
        "numbers in parentheses are only recommended."
    )
    heading = (
        "Agencies by status of their measures" if title is None else title,
        f"as of {day}; in parentheses: only recommended",
    )
    if not rows:
        why = "no agency takes part in a measure that is chosen"
        return finish(titled(nothing(style, why), style, *heading), style, words)
    colors = shown_colors(rows, DEADLINE_COLORS)
    columns = list(colors)
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
        color=colors_of("status", colors, legend=None),
        opacity=alt.Opacity(
            "measures:Q", scale=alt.Scale(domain=[0, most], range=[0.15, 0.6]), legend=None
        ),
    )
    numbers = base.mark_text(fontSize=11, color=style.ink, aria=False).encode(text="text:N")
    return finish(
        titled(
            alt.layer(cells, numbers, data=data_of(rows)).properties(
                width=max(_step(columns) * len(columns), 200), height=alt.Step(20)
            ),
            style,
            *heading,
        ),
        style,
        words,
    )
