# SPDX-License-Identifier: Apache-2.0
"""A mark in place of an agency, and an empty section in a data frame, are said."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap


def sectioned(*sections: str | None, **more: list[str]) -> list[dict[str, Any]]:
    rows = [
        {"No": str(at), "Pillar": section, "Measure": f"Measure {at}", "Deadline": "2016"}
        for at, section in enumerate(sections, start=1)
    ]
    for name, cells in more.items():
        for row, cell in zip(rows, cells, strict=True):
            row[name] = cell
    return rows


FILLED = (
    r'row 2: The cell of the section ("Pillar") is empty in 3 rows, which stand under the one '
    'above, here "Justice"; where they do not, name the section in each row.'
)


@pytest.mark.parametrize("door", [ap.plan_from_frame, ap.reading_from_frame])
def test_rows_without_a_section_that_take_the_one_above_are_told_once(door: Any) -> None:
    rows = sectioned("Justice", "", None, "Health", "  ")
    with pytest.warns(UserWarning, match=re.escape(f"{door.__name__}: {FILLED}")) as said:
        made = door(rows, title="A plan")
    assert len(said) == 1
    plan = made if isinstance(made, ap.Plan) else made.plan
    first, second = plan.sections
    assert [one.section for one in plan] == [first.id] * 3 + [second.id] * 2
    with pytest.warns(UserWarning, match=re.escape('section ("Where")')):
        ap.plan_from_frame(
            [{"n": "1", "m": "Build", "Where": "A"}, {"n": "2", "m": "Mend", "Where": None}],
            columns={"n": "number", "m": "title", "Where": "section"},
        )


@pytest.mark.parametrize(
    "rows",
    [
        sectioned("Justice", "Justice", "Health"),
        sectioned("", "", "Health"),
        sectioned("A", "B", Theme=["x", ""]),  # the theme of another pillar is not taken
        [{"No": "1", "Measure": "Build", "Deadline": "2016"}] * 1,
    ],
)
def test_sections_that_stand_in_each_row_are_no_doubt(rows: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ap.plan_from_frame(rows, title="A plan")


def test_merged_cells_of_a_document_are_no_doubt(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["No", "Pillar", "Measure", "Deadline"],
        ["1", "Justice", "Build", "2016"],
        ["2", None, "Mend", "2016"],
    ):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "plan.xlsx")
    plan = ap.read(tmp_path / "plan.xlsx")
    assert plan["1"].section == plan["2"].section is not None
    assert not [one for one in plan.problems if "section" in one.code]


@pytest.mark.parametrize("mark", ["-", "–", "—", "?", "...", "- ?"])
@pytest.mark.parametrize(
    "names",
    [
        ("No", "Measure", "Agency", "Deadline"),
        ("Nr.", "Maßnahme", "Zuständig", "Frist"),
        ("№", "Мероприятие", "Исполнители", "Срок"),
        ("№", "Tədbirin adı", "İcraçılar", "İcra müddəti"),
    ],
)
def test_a_dash_is_no_agency_either_and_said_so(mark: str, names: tuple[str, ...]) -> None:
    row = dict(zip(names, ("1", "Adopt a law", mark, "2016"), strict=True))
    words = f'row 1: Where the agencies of measure 1 stand, "{mark}" names none'
    with pytest.warns(UserWarning, match=re.escape(words)) as said:
        plan = ap.plan_from_frame([row], title="A plan")
    assert len(said) == 1
    assert plan.agencies == ()
    assert "no_agency" in [one.code for one in ap.lint(plan)]


def test_a_dash_beside_an_agency_is_no_doubt() -> None:
    row = {"No": "1", "Measure": "Adopt a law", "Lead agency": "Ministry of Justice",
           "Supporting agencies": "-", "Deadline": "2016"}  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plan = ap.plan_from_frame([row], title="A plan")
    assert [str(one.role) for one in plan["1"].assignments] == ["lead"]
    assert [one.code for one in plan.problems if one.code == "agency_undetermined"] == []
