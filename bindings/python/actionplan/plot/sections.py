# SPDX-License-Identifier: Apache-2.0
"""Measures by section and status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

import actionplan as ap
from actionplan.plot.style import (
    DEADLINE_COLORS,
    Chart,
    Style,
    colors_of,
    counted,
    data_of,
    finish,
    ink_on,
    label,
    row_of,
    rows_axis,
)


def _section_rows(assessment: ap.Assessment) -> list[dict[str, Any]]:
    groups: list[tuple[str, Mapping[ap.DeadlineStatus, int]]] = []
    counts = assessment.count_by_section()
    for section in assessment.plan.sections:
        if section.parent is None:
            groups.append((f"{section.number} {section.title}".strip(), counts[section.id]))
    loose: dict[ap.DeadlineStatus, int] = {}
    for place, measure in enumerate(assessment.plan.measures):
        if measure.section is None:
            status = list(ap.DeadlineStatus)[assessment.status_codes[place]]
            loose[status] = loose.get(status, 0) + 1
    if loose:
        groups.append(("without a section", loose))
    rows = []
    for place, (name, group) in enumerate(groups):
        left = 0
        for order, word in enumerate(DEADLINE_COLORS):
            count = group.get(ap.DeadlineStatus(word), 0)
            if count:
                rows.append(
                    {
                        "row": row_of(place, name),
                        "section": name,
                        "status": label(word),
                        "measures": count,
                        "order": order,
                        "middle": left + count / 2,
                        "ink": ink_on(DEADLINE_COLORS[word]),
                        "described": f"{name}: {count} {label(word)}",
                    }
                )
                left += count
    return rows


def status_by_section(assessment: ap.Assessment, *, style: Style | None = None) -> Chart:
    """How many measures of each section, those below it included, have each deadline status."""
    style = style or Style()
    rows = _section_rows(assessment)
    status = {row["status"].replace(" ", "_") for row in rows}
    base = alt.Chart().encode(
        y=rows_axis(rows),
        tooltip=["section:N", "status:N", "measures:Q"],
        description="described:N",
    )
    bars = base.mark_bar(height={"band": 0.72}).encode(
        x=alt.X("measures:Q", stack="zero", axis=alt.Axis(title="measures", tickMinStep=1)),
        color=colors_of(status, DEADLINE_COLORS),
        order="order:Q",
    )
    numbers = base.mark_text(fontSize=11, aria=False).encode(
        x="middle:Q",
        text="measures:Q",
        color=alt.Color("ink:N", scale=None),
    )
    return finish(
        alt.layer(bars, numbers, data=data_of(rows)).properties(
            width=style.width, height=alt.Step(26)
        ),
        style,
        f"Measures by section and deadline status as of {assessment.as_of.isoformat()}: "
        f"{counted(rows)}.",
    )
