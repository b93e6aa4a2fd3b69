# SPDX-License-Identifier: Apache-2.0
"""Ids are names, numbers are labels: one that is missing or repeats hides no measure."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import odd_numbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap
from actionplan import forms
from actionplan.site import publish
from actionplan.site.links import FileNames

AS_OF = "2018-01-01"


@pytest.fixture(scope="module")
def plan() -> ap.Plan:
    return odd_numbers.plan_of()


@pytest.fixture(scope="module")
def assessment(plan: ap.Plan) -> ap.Assessment:
    return ap.assess(plan, ap.Evidence(odd_numbers.entries_of(plan)), as_of=AS_OF)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd_numbers.store_of(tmp_path_factory.mktemp("store") / "odd.db")


def status_of(place: int) -> str:
    return "met" if odd_numbers.is_done(place) else "not_met"


def check_explained(assessment: ap.Assessment) -> None:
    """Each measure has its own verdict, by its row, its id and from itself."""
    for place, measure in enumerate(assessment.plan):
        row = assessment.at(place)
        assert assessment.row(measure.id) == row.row == place
        for told in (
            row.explain(),
            assessment.explain(place),
            assessment.explain(id=measure.id),
        ):
            assert told.verdict.id == measure.id
            (indicator,) = told.indicators
            assert indicator.verdict.id == measure.indicators[0].id
            assert indicator.verdict.status == status_of(place)
            assert len(indicator.entries) == 1
        assert measure.title in row.explain_text()
        assert assessment.explain_text(id=measure.id) == row.explain_text()
        told = json.loads(assessment.explain_json(id=measure.id))
        assert told["measure"]["id"] == measure.id
        assert ap.member_reports(assessment, id=measure.id) == []
    assert assessment.orphans() == []


def test_every_measure_is_explained(assessment: ap.Assessment) -> None:
    check_explained(assessment)


def test_a_text_that_stands_for_several_is_refused_with_their_ids() -> None:
    plan = odd_numbers.plan_of(("3", "3", "4", "", ""))
    assessment = ap.assess(plan, as_of=AS_OF)
    calls: list[Callable[[], object]] = [
        lambda: plan["3"],
        lambda: assessment["3"],
        lambda: assessment.explain("3"),
        lambda: assessment.explain_json("3"),
        lambda: ap.member_reports(assessment, "3"),
    ]
    want = re.escape('Number "3" stands for 2 measures; give an id, as in id="3": 3, 3#2.')
    for call in calls:
        with pytest.raises(ap.InvalidArgument, match=want):
            call()
    assert "3" in plan
    assert "" not in plan
    assert plan.find_number("3") is None
    assert plan.positions("3") == (0, 1)
    assert plan["3#2"].title == "Title 1"
    assert plan["4."].id == "4"
    assert assessment["unnumbered#2"].id == "unnumbered#2"
    with pytest.raises(ap.NotFound, match="not in the assessment"):
        assessment.row("5")
    with pytest.raises(ap.NotFound):
        assessment[""]
    with pytest.raises(ap.InvalidArgument, match="Row -1"):
        assessment.explain(-1)
    with pytest.raises(ap.InvalidArgument, match="Row 5"):
        assessment.explain(5)
    for arguments in ({}, {"measure": "4", "id": "4"}):
        with pytest.raises(TypeError, match="Name one measure"):
            assessment.explain(**arguments)  # type: ignore[arg-type]


def test_the_documents_hold_every_measure_once(assessment: ap.Assessment) -> None:
    ids = [measure.id for measure in assessment.plan]
    data = ap.open_data(assessment)
    explained = json.loads(data["explanations.json"])["explanations"]
    assert [told["measure"]["id"] for told in explained] == ids
    assert [told["indicators"][0]["verdict"]["status"] for told in explained] == [
        status_of(place) for place in range(len(ids))
    ]
    assessed = json.loads(data["assessment.json"])["measures"]
    assert [measure["id"] for measure in assessed] == ids
    uids = re.findall(rb"UID:(\S+)", data["deadlines.ics"].replace(b"\r\n ", b""))
    assert len(set(uids)) == len(uids) == len(ids)
    assert ap.plan_from_json(data["plan.json"]) == assessment.plan


def test_tables_tell_measures_apart_by_id(assessment: ap.Assessment) -> None:
    ids = [measure.id for measure in assessment.plan]

    def column(text: str, name: str) -> list[str]:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [re.sub(r"^'(?='*[=+\-@\t\r\n ])", "", row[name]) for row in rows]

    assert column(assessment.to_csv(), "id") == ids
    data = ap.open_data(assessment)
    assert column(data["indicators.csv"].decode(), "measure") == ids
    package = json.loads(data["datapackage.json"])
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert schemas["measures"]["primaryKey"] == "id"
    assert schemas["indicators"]["foreignKeys"][0]["reference"]["fields"] == "id"
    assert assessment.frame().texts("id") == ids
    for table in ("indicators",):
        assert assessment.frame(table).texts("measure") == ids
    assert assessment.plan.frame("assignments").texts("measure") == ids


def test_a_filter_by_id_finds_one(assessment: ap.Assessment, store: Path) -> None:
    query = ap.Query(assessment)
    with ap.Store.open(store) as opened:
        for place, measure in enumerate(assessment.plan):
            asked = ap.field("id") == measure.id
            assert ap.Filter(asked.text) == asked
            assert query.where(asked).rows == (place,)
            assert query.where(asked).ids == (measure.id,)
            if place % 8 == 0:
                page = opened.where(asked, as_of=AS_OF)
                assert [found.id for found in page.measures] == [measure.id]
    assert query.where(ap.field("id") != "3").total == len(assessment) - 1
    assert set(query.where("number = 3").ids) == {"3", "3#2", "3."}
    assert query.where("'3#2'").ids == ("3#2", "3#2#2")
    with pytest.raises(ap.InvalidArgument, match="write it whole"):
        ap.Filter('id = "3*"')
    with pytest.raises(ap.InvalidArgument, match="has no order"):
        _ = ap.field("id") < "3"


def test_pages_and_orders_pass_every_measure_once(assessment: ap.Assessment) -> None:
    for order in (None, "number", "id desc", "title", "due"):
        seen: list[str] = []
        token = ""
        while True:
            page = assessment.where("", order=order, page_size=7, page_token=token)
            seen += page.ids
            token = page.next_page_token
            if not token:
                break
        assert sorted(seen) == sorted(measure.id for measure in assessment.plan)


def test_comparisons_know_measures_by_id(plan: ap.Plan, assessment: ap.Assessment) -> None:
    entries = odd_numbers.entries_of(plan)
    for place in (0, 1, 3, 8):
        fewer = ap.Evidence([entry for at, entry in enumerate(entries) if at != place])
        (change,) = ap.compare(ap.assess(plan, fewer, as_of=AS_OF), assessment).changes
        assert change.id == plan.measures[place].id
        again = ap.reassess(ap.assess(plan, fewer, as_of=AS_OF), ap.Evidence(entries))
        assert again.to_json() == assessment.to_json()


def test_a_form_that_is_filled_in_comes_back_to_its_measures(tmp_path: Path) -> None:
    # Readers of CSV take a carriage return for a line feed.
    plan = odd_numbers.plan_of([n for n in odd_numbers.NUMBERS if "\r" not in n])
    ids = [measure.indicators[0].id for measure in plan]
    form = ap.evidence_template(plan, agency="ministry", period="2016")
    rows = list(csv.DictReader(io.StringIO(form, newline="")))
    assert len({row["measure_title"] for row in rows}) == len(ids)
    for row in rows:
        row.update(done="yes", done_on="2016-06-01", source="https://example.org")
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    read = ap.evidence_from_csv(out.getvalue(), recorded_on="2017-02-01")
    assert not read.problems
    assert [entry.indicator for entry in read.entries] == ids
    assessed = ap.assess(plan, ap.Evidence(read.entries), as_of=AS_OF)
    assert assessed.orphans() == []
    assert {row.indicators[0].status for row in assessed} == {"met"}

    with pytest.raises(ap.Error, match="control character"):
        forms.write_template(tmp_path / "form.xlsx", plan, agency="ministry", period="2016")
    some = odd_numbers.plan_of([n for n in odd_numbers.NUMBERS if n != "\x01"])
    forms.write_template(tmp_path / "form.xlsx", some, agency="ministry", period="2016")


def test_a_measure_and_an_indicator_may_share_an_id() -> None:
    plan = odd_numbers.plan_of(("3", "3/1"))
    rating = ap.Entry(
        "rating", "2017-02-01", measure="3/1", completion="complete", observed_on="2016-12-01",
        reporter="R", reporter_type="independent", source="x",
    )  # fmt: skip
    assessed = ap.assess(plan, ap.Evidence([rating]), as_of=AS_OF)
    assert [len(row.rated) for row in assessed] == [0, 1]
    assert [row.deadline_status for row in assessed] == ["unreported", "done_on_time"]


class Links(HTMLParser):
    """The addresses of a page, and what is marked as a number."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attributes if name == "href" and value]


def check_site(store: Path, out: Path, count: int) -> None:
    publish(store, out, as_of=AS_OF)
    pages = sorted((out / "measures").glob("*.html"))
    assert len(pages) == len({page.name.lower() for page in pages}) == count
    titles: dict[str, Path] = {}
    for page in pages:
        text = page.read_text()
        (place,) = set(re.findall(r"act (\d+) adopted", text))  # its own indicator alone
        assert f"Title {place}" in text
        assert titles.setdefault(place, page) == page
        assert f"https://example.org/{place}&#34;" in text or f"https://example.org/{place}" in text
    listed = {
        address
        for address in Links((out / "measures.html").read_text()).addresses
        if address.startswith("measures/")
    }
    assert len(listed) == count
    for page in out.rglob("*.html"):
        for address in Links(page.read_text()).addresses:
            if re.match(r"[a-z]+:|#", address):
                continue
            assert (page.parent / unquote(address.split("#")[0])).is_file(), (page, address)


def test_the_site_has_a_page_for_each_measure(store: Path, tmp_path: Path) -> None:
    check_site(store, tmp_path / "site", len(odd_numbers.NUMBERS))


def test_file_names_are_told_apart() -> None:
    names = FileNames()
    ids = [*odd_numbers.ids_of(odd_numbers.NUMBERS), *("A", "a", "..", "x", "é")]
    made = {name: names[name] for name in ids}
    made |= {made_name: names[made_name] for made_name in list(made.values())}  # ids like our names
    assert len({name.lower() for name in made.values()}) == len(made)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) for name in made.values())
    # An id that looks like the name which another would be given comes first.
    crafted = FileNames()
    taken = FileNames()[".."]
    assert crafted[taken] == taken
    assert crafted[".."] != taken


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(os.fspath, arguments)],
        capture_output=True,
        env={**os.environ, "COLUMNS": "80"},
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_line_asks_for_an_id_where_a_number_repeats(tmp_path: Path) -> None:
    store = odd_numbers.store_of(tmp_path / "odd.db", ("3", "3", "4", "", ""))
    day = ("--as-of", AS_OF)
    code, out, err = run("explain", store, "3", *day)
    assert (code, out) == (2, "")
    assert 'Number "3" stands for 2 measures; give an id, as in id="3": 3, 3#2.' in err
    for name, title in (("3", "Title 0"), ("3#2", "Title 1"), ("unnumbered#2", "Title 4")):
        code, out, _ = run("explain", store, "--id", name, *day)
        assert code == 0
        assert title in out
    assert "Title 1" in run("explain", store, "3#2", *day)[1]
    assert run("explain", store, *day)[0] == 2
    code, out, _ = run("status", store, "--where", 'id = "3#2"', "--format", "json", *day)
    assert code == 0
    assert [measure["id"] for measure in json.loads(out)["measures"]] == ["3#2"]

    said = ("--reporter", "R", "--source", "s", "--recorded-on", "2017-03-01")
    note = ("record", store, "--kind", "note", "--text", "words", *said)
    assert run(*note, "--measure", "4.")[0] == 0
    assert run(*note, "--measure", "3#2")[0] == 0
    code, _, err = run(*note, "--measure", "3.")
    assert code == 2
    assert 'give an id, as in id="3": 3, 3#2' in err
    with ap.Store.open(store) as opened:
        noted = [entry.measure for entry in opened.evidence() if entry.kind == "note"]
    assert sorted(map(str, noted)) == ["3#2", "4"]


def test_measures_without_ids_in_json_are_told_apart() -> None:
    document = {
        "schema": "actionplan/plan@1",
        "title": "T",
        "measures": [
            {"number": number, "title": "A"} for number in ("3", "", "3", "3", "") if number
        ]
        + [
            {"title": "B"},
            {"number": "", "title": "C"},
            {"id": "3#2", "number": "9", "title": "D"},
        ],
    }
    plan = ap.plan_from_json(json.dumps(document))
    assert [measure.id for measure in plan] == [
        *("3", "3#3", "3#4"), *("unnumbered", "unnumbered#2", "3#2")
    ]  # fmt: skip
    assert ap.plan_from_json(plan.to_json()) == plan


def test_a_document_with_repeated_and_missing_numbers_is_read_and_walked(tmp_path: Path) -> None:
    lines = ["No,Name of measure,Evaluation indicator,Implementing agencies,Deadline"]
    for place, number in enumerate(("3", "3", "", "3", "")):
        lines.append(f"{number},Title {place},act {place} adopted,Ministry,2016")
    plan = ap.read("\n".join(lines).encode(), format="csv")
    assert [measure.id for measure in plan] == [
        *("3", "3#2", "unnumbered", "3#3", "unnumbered#2")
    ]  # fmt: skip
    check_explained(ap.assess(plan, ap.Evidence(odd_numbers.entries_of(plan)), as_of=AS_OF))
    subjects = {problem.subject for problem in ap.lint(plan)}
    assert subjects <= {
        *(measure.id for measure in plan),
        *(indicator.id for measure in plan for indicator in measure.indicators),
    }
    with ap.Store.create(tmp_path / "read.db", plan, recorded_on="2016-02-01") as store:
        store.append(odd_numbers.entries_of(plan))
    check_site(tmp_path / "read.db", tmp_path / "site", 5)


NUMBER = st.one_of(
    st.sampled_from(odd_numbers.NUMBERS),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
)


@settings(max_examples=60)
@given(st.lists(NUMBER, min_size=1, max_size=12))
def test_whatever_the_numbers_every_measure_is_itself(numbers: list[str]) -> None:
    plan = odd_numbers.plan_of(numbers)
    entries = odd_numbers.entries_of(plan)
    assessment = ap.assess(plan, ap.Evidence(entries), as_of=AS_OF)
    check_explained(assessment)
    test_the_documents_hold_every_measure_once(assessment)
    for place, measure in enumerate(plan):
        assert assessment.where(ap.field("id") == measure.id).rows == (place,)
        found = plan.positions(measure.id)
        assert place in found
        if len(found) == 1:
            assert plan[measure.id] == measure
        else:
            with pytest.raises(ap.InvalidArgument, match="give an id"):
                plan[measure.id]
    assert len({measure.label for measure in plan}) == len(numbers)
    names = FileNames()
    assert len({names[measure.id].lower() for measure in plan}) == len(numbers)
