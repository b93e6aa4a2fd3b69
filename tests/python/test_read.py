# SPDX-License-Identifier: Apache-2.0
"""Reading from files, bytes and open files, and the rules by which texts are read."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap

CSV = (
    "No,Name of measure,Evaluation indicator,Implementing agencies,Deadline\n"
    "1.1,Train judges,Number of trainings,Ministry of Justice,2016\n"
)


def test_every_way_to_give_a_plan_gives_the_same(plan: ap.Plan, plan_file: Path) -> None:
    data = plan_file.read_bytes()
    with plan_file.open("rb") as binary, plan_file.open(encoding="utf-8", newline="") as text:
        sources: list[Any] = [
            plan_file, str(plan_file), data, bytearray(data), memoryview(data),
            io.BytesIO(data), io.StringIO(data.decode(), newline=""), binary, text,
        ]  # fmt: skip
        for source in sources:
            again = ap.read(source)
            assert again == plan, type(source)
            assert again.problems == plan.problems


def test_an_open_file_may_give_little_at_a_time(plan: ap.Plan, plan_file: Path) -> None:
    class Slow(io.RawIOBase):
        def __init__(self) -> None:
            self.rest = plan_file.read_bytes()

        def read(self, size: int = -1) -> bytes:
            block, self.rest = self.rest[:1000], self.rest[1000:]
            return block

    assert ap.read(Slow()) == plan


def test_an_endless_file_is_refused() -> None:
    class Endless:
        def read(self, size: int, /) -> bytes:
            return b"x" * size

    with pytest.raises(ap.ParseError, match=r"limit|large|more than"):
        ap.read(Endless(), limits=ap.ReadLimits(max_bytes=5_000_000))


def test_the_format_is_told_by_name_and_content(plan: ap.Plan, tmp_path: Path) -> None:
    (tmp_path / "plan.JSON").write_text(plan.to_json(), encoding="utf-8")
    (tmp_path / "plan.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "plan").write_text(plan.to_json(), encoding="utf-8")
    assert ap.read(tmp_path / "plan.JSON") == plan
    assert ap.read(tmp_path / "plan") == plan
    assert ap.read(tmp_path / "plan.csv")["1.1"].title == "Train judges"
    assert ap.read(plan.to_json().encode()) == plan
    assert ap.format_of("a.csv", b"{}") == "csv"
    assert ap.format_of("", '{"schema": "actionplan/plan@1"}') == "json"
    assert ap.format_of("", "{}") is None
    assert ap.format_of("a.txt", b"1.\t") == "text"


def test_the_format_may_be_said(plan: ap.Plan, tmp_path: Path) -> None:
    assert ap.read(CSV.encode(), format="csv")["1.1"].deadline.due == date(2016, 12, 31)
    path = tmp_path / "named.txt"
    path.write_text(CSV, encoding="utf-8")
    assert len(ap.read(path, format="csv")) == 1
    with pytest.raises(ap.ParseError):
        ap.read(path, format="json")
    with pytest.raises(ap.InvalidArgument, match=r"json, .*text, csv"):
        ap.read(path, format="xml")


def test_known_agencies_are_recognised() -> None:
    known = ap.Agency("minjust", "Ministry of Justice of the Republic", ["Ministry of Justice"])
    plan = ap.read(CSV.encode(), format="csv", agencies=[known])
    assert plan["1.1"].assignments[0].agency == "minjust"


def test_a_text_is_no_file_name() -> None:
    with pytest.raises(ap.InvalidArgument, match="give its bytes"):
        ap.read("1.\tA plan\n")


@pytest.mark.parametrize("source", [None, 5, object(), ["a"]])
def test_what_cannot_be_read_is_refused(source: Any) -> None:
    with pytest.raises(TypeError):
        ap.read(source)
    with pytest.raises(TypeError):
        ap.read_profile(source)


def test_a_stream_of_something_else_is_refused() -> None:
    class Numbers:
        def read(self, size: int) -> int:
            return size

    with pytest.raises(TypeError, match="read\\(\\) gives bytes or str"):
        ap.read(Numbers())  # type: ignore[arg-type]


def test_an_error_of_the_stream_is_passed_on() -> None:
    class Broken:
        def read(self, size: int, /) -> bytes:
            raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError, match="gone"):
        ap.read(Broken())


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ap.ParseError, match="holds no file that is read"):
        ap.read(tmp_path)
    with pytest.raises(ap.InvalidArgument, match="NUL"):
        ap.read("a\0b")
    empty = tmp_path / "empty"
    empty.touch()
    with pytest.raises(ap.ParseError, match="empty"):
        ap.read(empty)


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX alone")
def test_a_file_name_need_not_be_utf8(plan: ap.Plan, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"plan-\xff.json")
    try:
        path.write_text(plan.to_json(), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    assert ap.read(path) == plan


def test_profiles_and_agencies_are_read_from_files(plan: ap.Plan, tmp_path: Path) -> None:
    profile = ap.Profile(plan.title, "open_budget_survey")
    path = tmp_path / "profile.json"
    path.write_text(profile.to_json(), encoding="utf-8")
    assert ap.read_profile(path) == profile
    path.write_text(ap.to_json(plan.agencies), encoding="utf-8")
    assert ap.read_agencies(str(path)) == list(plan.agencies)
    with pytest.raises(ap.ParseError, match="profile"):
        ap.read_profile(path)


def test_limits_are_kept(plan_file: Path) -> None:
    for limits in (ap.ReadLimits(max_bytes=100), ap.ReadLimits().replace(max_bytes=100)):
        with pytest.raises(ap.ParseError, match="100 bytes"):
            ap.read(plan_file, limits=limits)


# Tables


def test_a_table_becomes_a_plan(plan: ap.Plan, plan_file: Path) -> None:
    table = ap.table_from_text(plan_file.read_bytes())
    assert ap.interpret(table) == plan
    rebuilt = ap.Table(table.preamble, table.rows, table.problems)
    assert ap.interpret(rebuilt).problems == plan.problems
    assert rebuilt.rows == table.rows


def test_a_table_may_be_made_by_hand() -> None:
    header = ["No", "Name of measure", "Evaluation indicator", "Implementing agencies", "Deadline"]
    row = ["1.1", "Train judges", "Number of trainings", "Ministry of Justice", "2016"]
    table = ap.Table(rows=[[ap.Cell(text) for text in line] for line in (header, row)])
    assert ap.interpret(table) == ap.read(CSV.encode(), format="csv")
    assert ap.table_from_csv(CSV).rows[1][0].text == "1.1"
    with pytest.raises(ap.ParseError, match="header"):
        ap.interpret(ap.Table(rows=[[ap.Cell("nothing")]]))


# Rules


def test_every_deadline_rule_reads_its_examples() -> None:
    rules = ap.deadline_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert {rule.id for rule in rules} >= {"title_tells_cadence", "indicator_tells_cadence"}
    for rule in rules:
        for example in rule.examples:
            deadline = ap.read_deadline(
                example.text, title=example.title, indicator_text=example.indicator_text
            )
            assert (deadline.cadence or "") == example.cadence, example.text
            assert deadline.kind == example.kind, example.text
            assert deadline.edtf == example.edtf, example.text
            assert (str(deadline.due) if deadline.due else "") == example.due, example.text
            assert (str(deadline.start) if deadline.start else "") == example.start, example.text
            assert example.from_plan


def test_a_deadline_leans_on_its_context() -> None:
    deadline = ap.read_deadline("2016-2018", adopted_on="2016-04-27", title="quarterly reports")
    assert (deadline.kind, deadline.cadence) == ("recurring", "quarterly")
    assert len(deadline.expected_reports) == 12
    assert ap.read_deadline("quarterly", plan_period="2016").due == date(2016, 12, 31)
    assert ap.read_deadline("x" * 5000).kind == "no_date"


def test_a_deadline_is_read_in_its_language() -> None:
    russian = ap.read_deadline("III декада марта 2018 г.")
    assert (russian.start, russian.due, russian.language) == (
        date(2018, 3, 21),
        date(2018, 3, 31),
        "ru",
    )
    assert ap.read_deadline("listopad 2020", language="pl").due == date(2020, 11, 30)
    assert ap.read_deadline("listopad 2020", language="hr").due == date(2020, 10, 31)
    assert ap.read_deadline("listopad 2020").reason == "unread"
    languages = {language.code: language for language in ap.deadline_languages()}
    assert len(languages) > 239
    assert languages["en"].plan_words > 100
    assert languages["mt"].plan_words == 0


def test_a_deadline_leans_on_its_column_and_row() -> None:
    above = ap.read_deadline("by June 2018")
    assert ap.read_deadline("-//-", row_above=above).due == date(2018, 6, 30)
    assert ap.read_deadline("31 March", year=2019).due == date(2019, 3, 31)
    assert ap.read_deadline("43465", serial_epoch=1900).due == date(2018, 12, 31)
    with pytest.raises(ap.InvalidArgument, match="1900 or 1904"):
        ap.read_deadline("43465", serial_epoch=1903)
    table = b"No,Measure,Deadline\n1.1,Build,43465\n"
    assert ap.read(table)["1.1"].deadline.due == date(2018, 12, 31)
    assert ap.read(table, serial_epoch=1904)["1.1"].deadline.due == date(2023, 1, 1)
    assert ap.read(table, serial_epoch=None)["1.1"].deadline.reason == "unread"
    term = ap.read_deadline("short term", legend="Short term: 2021-2022")
    assert (term.kind, term.due) == ("relative", date(2022, 12, 31))


def test_every_indicator_rule_reads_its_examples() -> None:
    for rule in ap.indicator_rules():
        for example in rule.examples:
            (part,) = ap.read_indicators(example.text)
            assert (part.kind, part.rule) == (rule.kind, rule.id), example.text


def test_an_indicator_text_is_split() -> None:
    text = ap.collapse_spaces(" Number of  trainings;\timproved services ")
    parts = ap.read_indicators(text)
    assert [text[part.span.begin : part.span.end] for part in parts] == [
        "Number of trainings",
        "improved services",
    ]
    assert [part.kind for part in parts] == ["count", "qualitative"]
    assert ap.read_indicators("...") == ()


def test_texts_are_folded_for_comparing() -> None:
    assert ap.fold("İmplementers") == ap.fold("implementers")
    assert ap.fold("Ağdam Şəhəri") == ap.fold("AĞDAM ŞƏHƏRİ")


def test_bytes_are_read_and_never_taken_for_a_name() -> None:
    table = b"No,Measure,Deadline\n1.1,Build,2021\n"
    plan = ap.read_bytes(table)
    assert plan == ap.read(table) == ap.read_bytes(memoryview(table), format="csv")
    with pytest.raises(TypeError, match="read_bytes: data is"):
        ap.read_bytes("plan.txt")  # type: ignore[arg-type]
    for given in (b"plan.txt", b"/somewhere/plan 2016.xlsx"):
        with pytest.raises(ap.ParseError, match="the name of a file") as refused:
            ap.read_bytes(given)
        assert refused.value.code == "no_plan"


def test_clauses_bind_their_bodies() -> None:
    """As compiled for the package, too: an empty part once became "recommended" there."""
    text = (
        "ПЛАН ЗАХОДІВ\n\n1. Розробити проект Закону.\n\nМін’юст, Мінфін.\n\n"
        "IV квартал 2017 року.\n\n2. Утворити центри послуг.\n\nобласні держадміністрації.\n\n"
        "Грудень 2018 року.\n\n3. Провести навчання.\n\nНацдержслужба.\n\n"
        "Протягом 2018 року.\n"
    )
    plan = ap.read(text.encode(), format="markdown")
    assert [[a.force.name for a in m.assignments] for m in plan.measures] == [
        ["binding", "binding"],
        ["binding"],
        ["binding"],
    ]
