# SPDX-License-Identifier: Apache-2.0
"""What a file of evidence does not say as it stands: what nobody sees, lost letters, T."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import Font

import actionplan as ap
from actionplan import forms

DAY = "2025-02-01"
needs_reader = pytest.mark.skipif("xlsx" not in ap.document_formats(), reason="built without xlsx")
HEAD = ("indicator", "period", "value", "reporter", "source", "measure_title")


def workbook(folder: Path, *, rows: int = 5) -> tuple[Any, Any, Path]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    for at in range(rows):
        sheet.append(["1/1", f"201{at}", at + 1, "Régie", "Letter", "Lanes"])
    return book, sheet, folder / "evidence.xlsx"


def read(book: Any, path: Path, **options: Any) -> ap.EvidenceRows:
    book.save(path)
    return forms.read_evidence(path, recorded_on=DAY, **options)


def strike(sheet: Any, line: int) -> None:
    for cell in sheet[line]:
        cell.font = Font(strike=True)


def said(rows: ap.EvidenceRows) -> list[tuple[str, str, int]]:
    return [(p.code, str(p.severity), p.place.line) for p in rows.problems]


# What nobody sees.


@needs_reader
def test_rows_that_are_hidden_or_struck_out_are_left_out_and_named(tmp_path: Path) -> None:
    book, sheet, path = workbook(tmp_path, rows=9)
    for line in (3, 4, 8):
        sheet.row_dimensions[line].hidden = True
    strike(sheet, 6)
    rows = read(book, path)
    assert rows.lines == (2, 5, 7, 9, 10)
    assert [entry.value for entry in rows.entries] == [1, 4, 6, 8, 9]
    assert said(rows) == [("hidden_rows", "warning", 3), ("struck_rows", "warning", 6)]
    assert rows.problems[0].message.startswith("3 rows are hidden and left out: 3 to 4 and 8; ")
    assert rows.problems[1].message.startswith("1 row is struck out and left out: 6; ")


@needs_reader
def test_rows_that_are_seen_need_no_word(tmp_path: Path) -> None:
    book, sheet, path = workbook(tmp_path)
    sheet.row_dimensions[1].hidden = True  # names of columns are no evidence
    sheet.column_dimensions["F"].hidden = True  # nor is what is for people
    sheet["F3"].font = Font(strike=True)
    rows = read(book, path)
    assert (rows.lines, rows.problems) == ((2, 3, 4, 5, 6), ())


@needs_reader
@pytest.mark.parametrize("what", ["hidden", "struck out"])
def test_a_row_of_which_a_part_is_not_seen_is_a_problem(tmp_path: Path, what: str) -> None:
    book, sheet, path = workbook(tmp_path)
    if what == "hidden":
        sheet["C3"].number_format = ";;;"
    else:
        sheet["C3"].font = Font(strike=True)
    rows = read(book, path)
    assert rows.lines == (2, 4, 5, 6)
    assert said(rows) == [("unreadable_cell", "error", 3)]
    assert f"Column value: the cell is {what}" in rows.problems[0].message


@needs_reader
def test_a_hidden_column_of_evidence_is_refused(tmp_path: Path) -> None:
    book, sheet, path = workbook(tmp_path)
    sheet["F1"] = "dimension:region"
    sheet.column_dimensions["F"].hidden = True
    with pytest.raises(ap.ParseError, match='The column "dimension:region" is hidden'):
        read(book, path)


@needs_reader
def test_words_that_are_struck_out_within_a_cell_are_no_part_of_it(tmp_path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book, sheet, path = workbook(tmp_path)
    sheet["D3"] = CellRichText(TextBlock(InlineFont(strike=True), "Town "), "Council")
    rows = read(book, path)
    assert rows.entries[1].reporter == "Council"


def test_the_first_sheet_that_a_person_sees_is_read(tmp_path: Path) -> None:
    book, sheet, path = workbook(tmp_path)
    hidden = book.create_sheet("old", 0)
    hidden.append(HEAD)
    hidden.append(["1/1", "2019", 99, "R", "S", ""])
    hidden.sheet_state = "hidden"
    book.active = 1
    rows = read(book, path)
    assert [entry.value for entry in rows.entries] == [1, 2, 3, 4, 5]
    assert sheet.title not in str(rows.problems)


def test_where_nobody_can_tell_what_is_hidden_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ap, "document_formats", lambda: ())
    book, sheet, path = workbook(tmp_path)
    assert read(book, path).problems == ()
    sheet.row_dimensions[3].hidden = True
    rows = read(book, path)
    assert (len(rows.entries), said(rows)) == (5, [("unseen_unknown", "warning", 0)])


# Letters that were lost.


def in_page(folder: Path, name: str, encoding: str) -> Path:
    path = folder / "evidence.csv"
    text = f"indicator;period;value;reporter;source\n1/1;2023;4;R;AR\n1/1;2024;5;{name};AR\n"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "Régie",
        "Université",
        "Ministère de l'Énergie",
        "Régie de l’Électricité",
        "Behörde für Straßen",
        "Ministerio de Economía",
        "Queen’s court",
    ],
)
def test_a_few_western_letters_are_read_and_said(tmp_path: Path, name: str) -> None:
    rows = forms.read_evidence(in_page(tmp_path, name, "cp1252"), recorded_on=DAY)
    assert rows.entries[1].reporter == name
    assert said(rows) == [("encoding_guessed", "warning", 1)]
    word = next(word for word in name.split() if not word.isascii())
    assert f'words such as "{word}"' in rows.problems[0].message


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Urząd Miasta Łodzi", "cp1250"),
        ("Ministerstvo životního prostředí", "cp1250"),
        ("Çalışma Bakanlığı", "cp1254"),
        ("Régie", "mac_roman"),
        ("Régie", "cp850"),
        ("Министерство Финансов", "koi8_r"),
    ],
)
def test_a_row_whose_letters_nothing_settles_is_refused(
    tmp_path: Path, name: str, encoding: str
) -> None:
    rows = forms.read_evidence(in_page(tmp_path, name, encoding), recorded_on=DAY)
    assert rows.lines == (2,)
    assert said(rows) == [("lost_character", "error", 3)]
    assert "save it as UTF-8 or give its encoding" in rows.problems[0].message


def test_an_encoding_settles_it(tmp_path: Path) -> None:
    path = in_page(tmp_path, "Финансы", "cp1251")
    rows = forms.read_evidence(path, recorded_on=DAY, encoding="cp1251")
    assert (rows.entries[1].reporter, rows.problems) == ("Финансы", ())
    rows = ap.evidence_from_csv(path.read_bytes(), recorded_on=DAY, encoding="windows-1251")
    assert rows.entries[1].reporter == "Финансы"
    with pytest.raises(ap.InvalidArgument, match="encoding"):
        forms.read_evidence(path, recorded_on=DAY, encoding="ebcdic")


def test_utf_8_that_is_said_to_be_a_page_is_refused(tmp_path: Path) -> None:
    path = in_page(tmp_path, "Régie", "utf-8")
    with pytest.raises(ap.ParseError, match="are those of UTF-8"):
        forms.read_evidence(path, recorded_on=DAY, encoding="cp1252")


def test_a_name_of_a_column_with_lost_letters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evidence.csv"
    text = "indicator;période;dimension:bureau;value;reporter;source\n1/1;2024;x;5;R;S\n"
    path.write_bytes(text.encode("mac_roman"))
    with pytest.raises(ap.ParseError, match="no text in the encoding"):
        forms.read_evidence(path, recorded_on=DAY, columns={"période": "period"})


@pytest.mark.filterwarnings("ignore:evidence_from_frame. left out")
def test_a_letter_lost_before_enters_from_no_door() -> None:
    row = {"indicator": "1/1", "period": "2024", "value": 5, "source": "S"}
    rows = ap.evidence_from_frame(
        pd.DataFrame([{**row, "reporter": "R\ufffdgie"}]), recorded_on=DAY
    )
    assert (rows.entries, said(rows)) == ((), [("lost_character", "error", 1)])


def test_a_workbook_has_no_use_for_an_encoding(tmp_path: Path) -> None:
    book, _, path = workbook(tmp_path)
    assert said(read(book, path, encoding="cp1252")) == [("option_unused", "warning", 0)]


# A quarter, or four months.


def of_periods(*periods: str, **options: Any) -> ap.EvidenceRows:
    text = "indicator,period,value,reporter,source\n"
    text += "".join(f"1/1,{period},5,R,S\n" for period in periods)
    return ap.evidence_from_csv(text, recorded_on=DAY, **options)


@pytest.mark.filterwarnings("ignore:evidence_from_csv. left out")
@pytest.mark.parametrize("period", ["2024-T1", "2024-T3", "2024T2", "2024-T4"])
def test_a_part_of_a_year_by_the_letter_t_is_refused_in_a_sentence(period: str) -> None:
    with pytest.raises(ap.ParseError, match="four months in SDMX; write 2024Q"):
        ap.Period.parse(period)
    rows = of_periods(period)
    assert rows.entries == ()
    assert "declare it (letter_t)" in rows.problems[0].message


def test_a_table_may_say_what_its_t_is() -> None:
    quarters = of_periods("2024-T1", "2024T4", "2024Q2", letter_t="quarter").entries
    assert [str(entry.period) for entry in quarters] == ["2024Q1", "2024Q4", "2024Q2"]
    thirds = of_periods("2024-T3", letter_t="four_months").entries
    assert str(thirds[0].period) == "2024-09-01/2024-12-31"
    frame = {"indicator": ["1/1"], "period": ["2024-T3"], "value": [5], "reporter": ["R"]}
    rows = ap.evidence_from_frame({**frame, "source": ["S"]}, recorded_on=DAY, letter_t="quarter")
    assert str(rows.entries[0].period) == "2024Q3"
    with pytest.raises(ap.InvalidArgument, match="letter_t is"):
        of_periods("2024-T3", letter_t="trimestre")


@pytest.mark.filterwarnings("ignore:evidence_from_csv. left out")
def test_there_is_no_fourth_part_of_four_months() -> None:
    rows = of_periods("2024-T4", letter_t="four_months")
    assert (rows.entries, said(rows)) == ((), [("unreadable_cell", "error", 2)])


@pytest.mark.parametrize(
    ("language", "start"),
    [("fr", "2024-07-01"), ("es", "2024-07-01"), ("de", None), ("", "2024-07-01"), ("en", None)],
)
def test_the_t_of_a_deadline_is_that_of_its_language(language: str, start: str | None) -> None:
    read = ap.read_deadline("T3 2024", language=language)
    assert (None if read.start is None else str(read.start)) == start


# How it is called.


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"missing": "-99"}, TypeError, "read_evidence: missing is '-99', a str; give a list"),
        ({"missing": 5}, TypeError, "read_evidence: missing is 5, an int; give a list of texts."),
        (
            {"columns": ["indicator"]},
            TypeError,
            r"read_evidence: columns is \['indicator'\], a list; give a dict",
        ),
        ({"plan": "P"}, TypeError, "read_evidence: plan is 'P', a str; give a Plan"),
        ({"sheet": 2}, TypeError, "read_evidence takes no argument `sheet`; it takes `file`"),
        ({"recorded_on": "1.2.2026"}, ap.ParseError, 'read_evidence: recorded_on: Date "1.2.2026"'),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_wrong_call_is_told_by_the_name_that_was_called(
    tmp_path: Path, form: str, options: dict[str, Any], error: type[Exception], says: str
) -> None:
    if form == "csv":
        path = in_page(tmp_path, "R", "utf-8")
    else:
        book, _, path = workbook(tmp_path)
        book.save(path)
    given = {"recorded_on": DAY, **options}
    with pytest.raises(error, match=says) as raised:
        forms.read_evidence(path, **given)
    assert "_evidence_rows" not in str(raised.value)


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(ap.NotFound, match=r'File ".*none.csv" does not exist'):
        forms.read_evidence(tmp_path / "none.csv", recorded_on=DAY)


def test_a_form_is_written_by_calls_that_fit(tmp_path: Path) -> None:
    plan = ap.plan_from_frame(
        [{"No": "1", "Measure": "Build", "Lead": "Roads", "Deadline": "2024"}]
    )
    with pytest.raises(TypeError, match="write_template: period is 2024, an int; give"):
        forms.write_template(tmp_path / "f.csv", plan, agency="roads", period=2024)  # type: ignore[arg-type]


def test_a_folder_is_no_file_of_evidence(tmp_path: Path) -> None:
    with pytest.raises(ap.ParseError, match="is no regular file; give the name of one"):
        forms.read_evidence(tmp_path, recorded_on=DAY)
