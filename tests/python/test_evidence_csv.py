# SPDX-License-Identifier: Apache-2.0
"""Evidence from CSV and XLSX, and the forms that agencies fill in."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

import actionplan as ap
from actionplan import forms

# What is left out is a warning as well (test_said_aloud.py).
pytestmark = pytest.mark.filterwarnings("ignore:evidence_from_csv. left out")

DAY = "2019-06-01"
HEAD = "indicator,value,period,reporter,source\n"


def read(text: str) -> ap.EvidenceRows:
    return ap.evidence_from_csv(text, recorded_on=DAY)


def test_a_row_is_an_entry() -> None:
    rows = read(
        "indicator;value;period;dimension:region;reporter;source;accessed_on\n"
        "4.2.3/2;12.5;2017Q1;Bakı;Ministry;https://example.org | Letter;2018-01-02\n"
    )
    assert rows.problems == ()
    assert rows.lines == (2,)
    assert rows.entries == (
        ap.Entry(
            "observation",
            DAY,
            indicator="4.2.3/2",
            value=12.5,
            period="2017Q1",
            dimension={"region": "Bakı"},
            reporter="Ministry",
            sources=[ap.Source("https://example.org", "2018-01-02"), "Letter"],
        ),
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('4.2.3/2,"1,250",2017,M,s', "declare how numbers are written"),
        ('4.2.3/2,"12,5",2017,M,s', "declare how numbers are written"),
        ("4.2.3/2,many,2017,M,s", "is no number"),
        ("4.2.3/2,1,soon,M,s", "Column period"),
        ("4.2.3/2,1,2017,,s", "has no reporter"),
        ("4.2.3/2,1,2017,M,", "has no source"),
        ("4.2.3/2,1,2017,M,s,more", "more cells than there are columns"),
        ("4.2.3/2,1,2020,M,s", ""),
    ],
)
def test_a_row_that_is_not_sound_is_named_and_the_others_are_read(row: str, says: str) -> None:
    rows = read(HEAD + row + "\n4.2.3/2,7,2018,M,s\n")
    if says:
        assert [problem.place.line for problem in rows.problems] == [2]
        assert says in rows.problems[0].message
    assert rows.entries[-1].value == 7


def test_a_result_without_a_number_is_a_problem() -> None:
    rows = read("kind,indicator,value,text,reporter,source\nobservation,1.1/2,,progress,M,s\n")
    assert "has no value" in rows.problems[0].message


def test_a_misspelt_column_is_noticed() -> None:
    rows = read("indicator,value,perriod,reporter,source\n1.1/2,3,2017,M,s\n")
    assert rows.problems[0].code == "unknown_column"
    assert "the nearest is period; correct" in rows.problems[0].message
    with pytest.raises(ap.ParseError, match="names no column"):
        read("a,b\n1,2\n")


def test_the_example_evidence_is_sound() -> None:
    folder = Path(__file__).parents[2] / "examples" / "data"
    for name, count in (("az-evidence.csv", 8), ("fictitious-evidence.csv", 9)):
        rows = forms.read_evidence(folder / name, recorded_on=DAY)
        assert (len(rows.entries), rows.problems) == (count, ())


def test_a_blank_form_says_nothing(plan: ap.Plan) -> None:
    form = ap.evidence_template(plan, agency="ministry-of-justice", period="2017")
    rows = read(form)
    assert (rows.entries, rows.problems) == ((), ())
    assert rows.blank_rows == len(list(csv.reader(io.StringIO(form)))) - 1 > 10
    with pytest.raises(ap.NotFound):
        ap.evidence_template(plan, agency="nobody", period="2017")


def test_a_form_asks_for_each_period_of_a_cadence(plan: ap.Plan) -> None:
    indicator = plan["6.2.1"].indicators[0].id
    agency = plan["6.2.1"].assignments[0].agency

    def periods(profile: ap.Profile, period: str) -> list[str]:
        form = ap.evidence_template(plan, profile=profile, agency=agency, period=period)
        rows = csv.DictReader(io.StringIO(form))
        return [row["period"] for row in rows if row["indicator"] == indicator]

    quarterly = ap.Profile(indicators={indicator: ap.IndicatorProfile(cadence="quarterly")})
    assert periods(ap.Profile(), "2017") == ["2017"]
    assert periods(quarterly, "2017") == ["2017Q1", "2017Q2", "2017Q3", "2017Q4"]
    assert periods(quarterly, "2017-05") == ["2017-05"]


@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_a_filled_in_form_comes_back(plan: ap.Plan, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    count = forms.write_template(file, plan, agency="ministry-of-economics", period="2017")
    table = cells(file)
    header = table[0]
    filled = next(row for row in table[1:] if row[header.index("kind")] == "observation")
    filled[header.index("value")] = "41"
    filled[header.index("source")] = "Letter of 1 March"
    filled[header.index("text")] = "'=1+1" if name == "form.csv" else "=1+1"
    save(file, table)
    rows = forms.read_evidence(file, recorded_on=DAY)
    assert rows.problems == ()
    assert rows.blank_rows == count - 1
    assert rows.entries[0].value == 41
    assert rows.entries[0].text == "=1+1"
    assert rows.entries[0].reporter.startswith("Ministry of Econom")


def cells(file: Path) -> list[list[str]]:
    if file.suffix == ".csv":
        return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(file).active
    return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]


def save(file: Path, table: list[list[str]]) -> None:
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(table)
        return
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    for line in book.active.iter_rows():
        for cell in line:
            if cell.value is not None:
                cell.data_type = "s"
    book.save(file)


def test_a_broken_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ap.ParseError, match="cannot be read as XLSX"):
        forms.read_evidence(file, recorded_on=DAY)


HEAD_CELLS = "".join(
    f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
    for column, name in (("A", "kind"), ("B", "indicator"), ("C", "value"))
)
ONE_EACH = "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(2, 600))
MANY = '<row r="2"><c r="A2"><v>1</v></c></row>' * 800_000


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ('<row r="5"><c r="XFD5"><v>1</v></c></row>', None),
        (ONE_EACH, "expands to more than the limit|more than 1,048,576 rows"),
        (MANY, "200 times its size"),
    ],
    ids=["far away", "wide", "bomb"],
)
def test_a_workbook_is_read_within_limits(tmp_path: Path, rows: str, refused: str | None) -> None:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    file = tmp_path / "sparse.xlsx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                home = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                data = (
                    f'<worksheet xmlns="{home}"><dimension ref="A1:XFD1048576"/>'
                    f'<sheetData><row r="1">{HEAD_CELLS}</row>{rows}</sheetData></worksheet>'
                ).encode()
            new.writestr(name, data)
    if refused is None:
        assert len(forms.read_evidence(file, recorded_on=DAY).entries) == 0
        return
    with pytest.raises(ap.ParseError, match=refused) as raised:
        forms.read_evidence(file, recorded_on=DAY)
    assert raised.value.code == "limit"
