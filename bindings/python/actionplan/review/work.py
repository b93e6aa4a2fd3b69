# SPDX-License-Identifier: Apache-2.0
"""What a person should look at, by its consequence."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import actionplan as ap

MOST_AGENCIES = 400  # that are compared with each other
HEADINGS = (
    "Lines of the mapping that no longer apply",
    "Could not be read, or contradicts itself",
    "Deadlines that were not read",
    "Measures for which nobody is named",
    "Binding or recommended, and in which role?",
    "Agencies that may be one",
    "Left out of the plan",
    "Odd",
)
_ALIKE = 0.86
_PARTS = {"role_missing", "role_unknown"}
_LEFT_OUT = {
    "table_left_out", "column_ignored", "column_unnamed", "label_ignored", "row_left_out",
    "extra_cell", "hidden_cells", "hidden_text", "text_unplaced", "periods_undecided",
    "colours_not_read", "profile_unread", "profile_undecided", "column_missing",
}  # fmt: skip


def work_of(plan: ap.Plan) -> list[dict[str, Any]]:
    """Groups with a heading and items, the gravest first; without those that have none.

    An item has a text, and the position of its problem or the id of its measure; of two names that
    may be of one agency it has both.
    """
    problems = list(enumerate(plan.problems))
    told: set[int] = set()

    def those(wanted: Any) -> list[dict[str, Any]]:
        out = []
        for at, problem in problems:
            if at in told or not wanted(problem):
                continue
            told.add(at)
            out.append({"text": problem.message, "problem": at})
        return out

    unread = [
        {"text": f"{measure.label}: {measure.deadline.text}", "measure": measure.id}
        for measure in plan.measures
        if measure.deadline.reason == ap.NoDateReason.unread
    ]
    those(lambda p: p.code == "deadline_unreadable")  # the measures say it
    nobody = [
        {"text": f"{measure.label}: {measure.title}", "measure": measure.id}
        for measure in plan.measures
        if not measure.assignments
    ]
    items = [
        those(lambda p: p.code.startswith("mapping")),
        those(lambda p: p.severity == "error"),
        unread,
        nobody,
        those(lambda p: p.code in _PARTS),
        list(_alike(plan)),
        those(lambda p: p.code in _LEFT_OUT and p.severity == "warning"),
        those(lambda p: p.severity == "warning"),
    ]
    groups = zip(HEADINGS, items, strict=True)
    return [{"heading": heading, "items": found} for heading, found in groups if found]


def questions_of(plan: ap.Plan) -> list[dict[str, Any]]:
    """What to ask each agency of its own measures: days that were not read, and what lint finds."""
    asked: dict[str, list[str]] = {
        measure.id: [f'Measure {measure.label}: which day does "{measure.deadline.text}" mean?']
        if measure.deadline.reason == ap.NoDateReason.unread
        else []
        for measure in plan.measures
    }
    measure_of = {part.id: measure.id for measure in plan.measures for part in measure.indicators}
    for finding in ap.lint(plan):
        measure_id = measure_of.get(finding.subject, finding.subject)
        if measure_id in asked and finding.code != "deadline_unread":
            asked[measure_id].append(finding.message)
    out = []
    for agency in plan.agencies:
        questions = [
            question
            for measure in plan.measures
            if any(part.agency == agency.id for part in measure.assignments)
            for question in asked[measure.id]
        ]
        if questions:
            out.append({"agency": agency.name, "questions": questions})
    return out


def _alike(plan: ap.Plan) -> Iterator[dict[str, Any]]:
    """Pairs of agencies whose names differ by little."""
    names = [agency.name for agency in plan.agencies][:MOST_AGENCIES]
    folded = [ap.fold(name) for name in names]
    for i, one in enumerate(folded):
        matcher = SequenceMatcher(b=one, autojunk=False)
        for k in range(i):
            matcher.set_seq1(folded[k])
            if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
                continue
            if matcher.ratio() >= _ALIKE:
                yield {"text": f"{names[k]} / {names[i]}", "agencies": [names[k], names[i]]}
