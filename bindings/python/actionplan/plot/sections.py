# SPDX-License-Identifier: Apache-2.0
"""Measures by section and status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

import actionplan as ap
from actionplan._calls import checked
from actionplan.palette import DEADLINE_COLORS
from actionplan.plot.marks import colors_of, counts, data_of, row_of, rows_axis
from actionplan.plot.style import (
    LABEL_SIZE,
    Chart,
    Style,
    assessed,
    counted,
    finish,
    ink_on,
    label,
    nothing,
    shown_colors,
    text_width,
    titled,
)


def _section_groups(
    of: ap.Assessment | ap.Selection,
) -> list[tuple[str, Mapping[ap.DeadlineStatus, int]]]:
    """Each section without another above it, with the measures in and below it, by status."""
    assessment = assessed(of)
    statuses = list(ap.DeadlineStatus)
    plan = assessment.plan
    above = {section.id: section.parent for section in plan.sections}
    rows = range(len(assessment)) if isinstance(of, ap.Assessment) else of.rows
    found: dict[str | None, dict[ap.DeadlineStatus, int]] = {}
    for row in rows:
        top = assessment.measure(row).section
        while top is not None and above.get(top) is not None:
            top = above[top]
        status = statuses[assessment.status_codes[row]]
        group = found.setdefault(top if top in above else None, {})
        group[status] = group.get(status, 0) + 1
    groups: list[tuple[str, Mapping[ap.DeadlineStatus, int]]] = []
    for section in assessment.plan.sections:
        if section.parent is None and (isinstance(of, ap.Assessment) or section.id in found):
            groups.append((f"{section.number} {section.title}".strip(), found.get(section.id, {})))
    if None in found:
        groups.append(("without a section", found[None]))
    return groups


def _section_rows(of: ap.Assessment | ap.Selection, width: int) -> list[dict[str, Any]]:
    rows = []
    groups = _section_groups(of)
    most = max((sum(group.values()) for _, group in groups), default=1)
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
                        "text": _number_within(count, width * count / _end_of_axis(most)),
                        "order": order,
                        "middle": left + count / 2,
                        "ink": ink_on(DEADLINE_COLORS[word]),
                        "described": f"{name}: {count} {label(word)}",
                    }
                )
                left += count
    return rows


def _end_of_axis(most: int) -> float:
    """At most where the axis of counts ends: it goes on to a round number."""
    return 1.25 * most


def _number_within(count: int, room: float) -> str:
    """The number where its bar has room for it, else nothing: the tooltip has it."""
    return str(count) if text_width(str(count), LABEL_SIZE) + 2 <= room else ""


@checked
def status_by_section(
    assessment: ap.Assessment | ap.Selection,
    *,
    title: str | None = None,
    style: Style | None = None,
) -> Chart:
    """How many measures of each section, those below it included, have each deadline status.

    A Selection counts the measures that it holds. `title` stands above; the day is named below it.
    """
    style = style or Style()
    day = assessed(assessment).as_of.isoformat()
    rows = _section_rows(assessment, style.width)
    words = f"Measures by section and deadline status as of {day}: {counted(rows)}."
    heading = ("Measures by section" if title is None else title, f"as of {day}")
    if not rows:
        return finish(titled(nothing(style, "no measure is chosen"), style, *heading), style, words)
    base = alt.Chart().encode(
        y=rows_axis(rows),
        tooltip=["section:N", "status:N", "measures:Q"],
        description="described:N",
    )
    axis = alt.Axis(title="measures", tickMinStep=1)
    bars = counts(base, "measures", axis, height={"band": 0.72}).encode(
        color=colors_of("status", shown_colors(rows, DEADLINE_COLORS), title=None)
    )
    numbers = base.mark_text(fontSize=LABEL_SIZE, aria=False).encode(
        x="middle:Q",
        text="text:N",
        color=alt.Color("ink:N", scale=None),
    )
    return finish(
        titled(
            alt.layer(bars, numbers, data=data_of(rows)).properties(
                width=style.width, height=alt.Step(26)
            ),
            style,
            *heading,
        ),
        style,
        words,
    )
