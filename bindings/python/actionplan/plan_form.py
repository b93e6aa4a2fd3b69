# SPDX-License-Identifier: Apache-2.0
"""Blank tables for whoever drafts the next plan: filled in, they are read without a problem."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import actionplan as ap
from actionplan._archive import workbook_bytes

__all__ = ["COLUMNS", "write_plan_form"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "No": (),
    "Section": (),
    "Measure": (),
    "Indicator": ("no_indicator", "nothing_to_check", "narrower_than_measure", "vague_wording"),
    "Unit": ("no_unit",),
    "Baseline": (),
    "Target": ("no_target",),
    "Lead agency": (
        "no_agency",
        "agency_spelling",
        "only_collective_agencies",
        "self_evaluation",
    ),
    "Supporting agencies": (),
    "Recommended to": ("no_binding_assignment",),
    "Deadline": (
        "no_deadline",
        "deadline_unread",
        "whole_plan_window",
        "no_cadence",
        "due_long_after_plan",
        "due_before_plan",
    ),
}
"""The columns that make every measure evaluable, each with the rules of lint that it answers."""

_HELP = {
    "No": "A number for each measure, such as 4.1.3; no two have the same.",
    "Section": "The heading that the measure stands under, such as: 4. Participation.",
    "Measure": "What is promised, in one sentence.",
    "Baseline": "The value today, as a number.",
    "Supporting agencies": "Who takes part; several divided by ;",
}
_WIDTHS = {"No": 8, "Measure": 50, "Indicator": 50, "Section": 28, "Deadline": 18}
_LONGEST_LIST = 250  # characters that XLSX takes in one list


def write_plan_form(
    file: str | os.PathLike[str], plan: ap.Plan | None = None, *, rows: int = 50
) -> None:
    """Writes a blank table of measures, CSV or, by its name, XLSX.

    In XLSX each column says what it is for and what lint asks of it, and where the sections and
    agencies of `plan` fit into a list, they can be chosen; others can be written.

    Args:
        plan: The plan before, whose sections and agencies are proposed.
        rows: For which lists are laid out.

    Raises:
        Error: XLSX needs the package openpyxl.
        OSError: the file cannot be written.
    """
    path = Path(file)
    if path.suffix.lower() == ".xlsx":
        path.write_bytes(_xlsx(plan, rows))
        return
    out = io.StringIO(newline="")
    csv.writer(out).writerow(COLUMNS)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))  # spreadsheets take the mark for UTF-8


def notes_of(column: str) -> str:
    """What a column is for, and what lint asks of it."""
    rules = {rule.id: rule for rule in ap.lint_rules()}
    asked = [rules[rule].remedy for rule in COLUMNS[column]]
    return "\n".join([*([_HELP[column]] if column in _HELP else []), *map(_sentence, asked)])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _xlsx(plan: ap.Plan | None, rows: int) -> bytes:
    openpyxl, validation = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(list(COLUMNS))
    sheet.freeze_panes = "A2"
    for at, name in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, at)
        cell.font = openpyxl.styles.Font(bold=True)
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 24)
        for line in range(2, rows + 2):
            sheet.cell(line, at).number_format = "@"  # 1.10 and 2016-2018 stay what is written
        hint = validation(showErrorMessage=False, promptTitle=name, prompt=_cut(notes_of(name)))
        chosen = _listed(name, plan)
        if chosen:
            hint.type, hint.formula1 = "list", f'"{chosen}"'
        hint.showInputMessage = True
        hint.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(hint)
    return workbook_bytes(book)


def _openpyxl() -> tuple[Any, Any]:
    """The package and its class of lists and hints."""
    try:
        import openpyxl
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError as error:
        raise ap.Error(
            'XLSX needs the package openpyxl; install "actionplan[xlsx]", or use CSV.'
        ) from error
    return openpyxl, DataValidation


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_LIST else text[: _LONGEST_LIST - 1] + "…"


def _listed(column: str, plan: ap.Plan | None) -> str:
    """Proposals for a column as XLSX has them; empty: there are none, or they do not fit."""
    names: list[Any] = []
    if plan is not None and column == "Section":
        names = [f"{section.number}. {section.title}" if section.number else section.title
                 for section in plan.sections if section.parent is None]  # fmt: skip
    elif plan is not None and column in ("Lead agency", "Supporting agencies", "Recommended to"):
        names = [agency.name for agency in plan.agencies]
    text = ",".join(names)
    fits = len(text) <= _LONGEST_LIST and not any("," in name or '"' in name for name in names)
    return text if fits else ""
