# SPDX-License-Identifier: Apache-2.0
"""A plan in JSON lines: an object a measure, read as a row of a table."""

from __future__ import annotations

import actionplan as ap


def test_lines_are_measures_and_a_bad_one_is_named() -> None:
    lines = (
        b'{"No": "1", "Measure": "Build", "Agency": ["Works", "Parks"], "Deadline": 2022}\n'
        b"[]\n"
        b'{"No": "2", "Measure": "Mend", "Deadline": "2023", "Grade": 1.10}\n'
    )
    plan = ap.read(lines, format="jsonl")
    assert plan == ap.read(lines)
    assert [str(m.deadline.due) for m in plan] == ["2022-12-31", "2023-12-31"]
    assert plan["2"].extra == (ap.ExtraCell("Grade", "1.10"),)
    (problem,) = [one for one in plan.problems if one.code == "line_unread"]
    assert problem.place.line == 2
    assert ap.format_of("plan.jsonl", lines) == "jsonl"
    assert "jsonl" in ap.document_formats()
