# SPDX-License-Identifier: Apache-2.0
"""The page on which a person checks a reading: what it holds. tests/browser says what it does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap
from actionplan import review
from actionplan.review import review_page
from actionplan.review.messages import messages, messages_in

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "tests" / "data" / "plans"
PLAN = (
    b"No;Measure;Agencies;Deadline;Contact person;Remark\n"
    b"1.1;Build, ask ann@example.org;State Committee on Sports;by snow 2021;Ann Person;bob@x.org\n"
    b"1.2;Mend;State Comittee on Sports;2022;Bob Person;\n"
)


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_whole_text_of_a_document_stands_on_the_page() -> None:
    files = [ROOT / "examples" / "data" / "az-nap-2016-2018.txt"]
    if "xlsx" in ap.document_formats():
        files.append(PLANS / "fr_fr_health_contract.xlsx")
    if "markdown" in ap.document_formats():
        files.append(PLANS / "us_fds_2021_shared_actions.md")
    for file in files:
        found = ap.read_all(file, keep_document=True)
        assert found.document is not None
        shown = data_of(review_page(file))
        texts = []
        for block in shown["blocks"]:
            texts.append(block["text"])
            texts += [cell["text"] for row in block.get("rows", ()) for cell in row]
        of_persons = "contact_left_out"
        length = sum(len(text) for spans in texts for text, _, to in spans if to != of_persons)
        hidden = sum(to == of_persons for spans in texts for _, _, to in spans)
        assert length == found.totals.all if not hidden else 0 < length < found.totals.all
        assert len(shown["measures"]) == len(found.plan)


def test_persons_stay_out() -> None:
    page = review_page(PLAN)
    for secret in ("Ann Person", "Bob Person", "ann@example.org", "bob@x.org"):
        assert secret not in page
    assert "ask …" in json.dumps(data_of(page), ensure_ascii=False)


def test_work_is_listed_by_its_consequence() -> None:
    work = {group["heading"]: group["items"] for group in data_of(review_page(PLAN))["work"]}
    assert next(iter(work)) == "Deadlines that were not read"
    assert work["Deadlines that were not read"][0]["measure"] == "1.1"
    assert work["Agencies that may be one"][0]["agencies"] == [
        "State Committee on Sports",
        "State Comittee on Sports",
    ]
    mapping = {"columns": {"Gone": "title"}}
    work = data_of(review_page(PLAN, mapping=mapping))["work"]
    assert work[0]["heading"] == "Lines of the mapping that no longer apply"


def test_each_agency_is_asked_of_its_own_measures() -> None:
    asked = {one["agency"]: one["questions"] for one in data_of(review_page(PLAN))["questions"]}
    assert list(asked) == ["State Committee on Sports", "State Comittee on Sports"]
    assert asked["State Committee on Sports"][0] == (
        'Measure 1.1: which day does "by snow 2021" mean?'
    )
    assert all("1.2" in question for question in asked["State Comittee on Sports"])
    shown = data_of(review_page(ROOT / "examples" / "data" / "az-nap-2016-2018.txt"))
    asked = {one["agency"]: one["questions"] for one in shown["questions"]}
    assert any("no value is given" in one for one in asked["Cabinet of Ministers"])


def test_sections_say_up_to_which_number_they_go() -> None:
    sections = data_of(review_page(ROOT / "examples" / "data" / "az-nap-2016-2018.txt"))["sections"]
    assert sum(section["read"] for section in sections) == 59
    assert all(section["says"] == section["read"] for section in sections)
    table = b"No;Measure;Deadline\n1. First;;\n1.1;Build;2021\n1.4;Mend;2022\n"
    (section,) = data_of(review_page(table))["sections"]
    assert (section["read"], section["says"]) == (2, 4)


def test_checks_hold_for_what_reads_the_same_and_name_what_has_changed() -> None:
    first = data_of(review_page(PLAN))
    checks = {m["id"]: {"by": "Ann", "digest": m["digest"]} for m in first["measures"]}
    review = json.dumps({"schema": "actionplan/review@1", "checks": checks | {"9": checks["1.1"]}})
    again = data_of(review_page(PLAN.replace(b"2022", b"2023"), review=review))
    by_id = {measure["id"]: measure for measure in again["measures"]}
    assert (by_id["1.1"]["by"], by_id["1.1"]["changed_since"]) == ("Ann", "")
    assert (by_id["1.2"]["by"], by_id["1.2"]["changed_since"]) == ("", "Ann")
    assert again["gone"] == ["9"]


@pytest.mark.parametrize(
    "review", ["", "[]", '{"checks": {}}', '{"schema": "actionplan/review@1", "checks": {"1": 2}}']
)
def test_a_review_that_is_none_is_refused(review: str) -> None:
    with pytest.raises(ap.ParseError):
        review_page(PLAN, review=review)


def test_our_own_json_has_no_document(plan: ap.Plan) -> None:
    with pytest.raises(ap.InvalidArgument, match="own JSON"):
        review_page(plan.to_json().encode())


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_bytes(PLAN)
    command = [sys.executable, "-W", "error", "-m", "actionplan", "review", "plan.csv"]
    done = subprocess.run(
        [*command, "--out", "review.html"], cwd=tmp_path, capture_output=True, check=True
    )
    assert b"open it in a browser" in done.stderr
    data = data_of((tmp_path / "review.html").read_text("utf-8"))
    assert data["file"] == "plan.csv"
    (tmp_path / "checks.json").write_text("{}")
    done = subprocess.run(
        [*command, "--out", "r.html", "--checks", "checks.json"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_each_word_of_the_page_is_in_each_of_its_languages() -> None:
    folder = Path(review.__file__).parent / "locale"
    wanted = messages()
    assert len(wanted) > 100
    for file in folder.glob("*.json"):
        said = json.loads(file.read_text("utf-8"))
        assert list(said) == wanted, f"{file.name}: {set(wanted) ^ set(said)}"
        for message, text in said.items():
            places = sorted(re.findall(r"\{\w+\}", message))
            assert text.strip(), message
            assert sorted(re.findall(r"\{\w+\}", text)) == places, message


@pytest.mark.parametrize(
    ("language", "want"),
    [("az", "az"), ("az-Latn", "az"), ("en", "en"), ("de", "en"), ("", "en"), ("../az", "en")],
)
def test_the_page_speaks_the_plans_language(language: str, want: str) -> None:
    assert messages_in(language)[0] == want
    if language in ("az", "de"):
        page = review_page(b"No;Measure;Deadline\n1;Build;2021\n", language=language)
        assert f'<html lang="{want}">' in page
        assert ("<h2>Tədbirlər</h2>" in page) == (want == "az")
        assert "{{" not in page.split("<script")[0]
