# SPDX-License-Identifier: Apache-2.0
"""The JSON documents are what docs/schema/ says, and the schemas refuse what is broken."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
PLAN_FILE = DATA / "az-nap-2016-2018.txt"
GOLDEN = ROOT / "tests" / "data" / "golden"
SEEDS = ROOT / "tests" / "fuzz" / "corpus" / "json"
KINDS = [
    "plan",
    "profile",
    "agencies",
    "assessment",
    "comparison",
    "counts",
    "explanation",
    "explanations",
    "evidence",
    "problems",
]

Document = dict[str, Any]


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "schema" / f"{kind}-1.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def findings(document: Document) -> list[str]:
    """What the schema that the document names finds wrong, as `path: message`."""
    kind = document["schema"].removeprefix("actionplan/").removesuffix("@1")
    return [f"{e.json_path}: {e.message}" for e in validator(kind).iter_errors(document)]


@pytest.fixture(scope="module")
def plan() -> ap.Plan:
    return ap.read(PLAN_FILE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    schema = validator(kind).schema
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:actionplan:schema:{kind}:1"


def test_the_assessment_and_its_explanation_share_their_parts() -> None:
    parts = [
        validator(kind).schema["$defs"] for kind in ["assessment", "explanation", "explanations"]
    ]
    shared = parts[0].keys() & parts[1].keys()
    assert shared >= {"measure", "indicator", "reports"}
    assert {name: parts[0][name] for name in shared} == {name: parts[1][name] for name in shared}
    assert parts[1].items() <= parts[2].items()


def test_the_plan_is_valid(plan: ap.Plan) -> None:
    document = json.loads(plan.to_json())
    assert document["schema"] == "actionplan/plan@1"
    assert len(document["measures"]) == 59
    assert findings(document) == []


@pytest.mark.parametrize(
    "day", ["2016-01-01", "2016-06-01", "2017-01-01", "2017-06-30", "2020-01-01"]
)
def test_an_assessment_is_valid(plan: ap.Plan, day: str) -> None:
    document = json.loads(ap.assess(plan, as_of=day).to_json())
    assert document["schema"] == "actionplan/assessment@1"
    assert document["as_of"] == day
    assert sum(document["summary"].values()) == len(document["measures"]) == 59
    assert findings(document) == []


@pytest.fixture(scope="module")
def judged(plan: ap.Plan) -> ap.Assessment:
    profile = ap.profile_from_json((DATA / "fictitious-profile.json").read_bytes())
    table = (DATA / "fictitious-evidence.csv").read_bytes()
    rows = ap.evidence_from_csv(table, recorded_on="2019-06-01")
    return ap.assess(ap.PlanHistory(plan, profile), ap.Evidence(rows.entries), as_of="2018-06-30")


def test_an_explanation_of_each_measure_is_valid(judged: ap.Assessment) -> None:
    uses = set()
    for row in judged:
        document = json.loads(judged.explain_json(row.number))
        assert document["schema"] == "actionplan/explanation@1"
        assert document["measure"]["number"] == row.number
        assert findings(document) == []
        uses |= {entry["use"] for told in document["indicators"] for entry in told["entries"]}
    assert len(uses) > 1


def test_a_page_says_which_it_is(judged: ap.Assessment) -> None:
    page = judged.where("number : 1", page_size=2)
    document = json.loads(page.to_json())
    assert findings(document) == []
    assert document["page"] == {"total": page.total, "next_page_token": page.next_page_token}
    assert len(document["measures"]) == 2 < page.total
    whole = json.loads(judged.where("number : 1").to_json())
    assert "page" not in whole
    last = judged.where("number : 1", page_size=page.total - 2, page_token=page.next_page_token)
    assert json.loads(last.to_json())["page"]["next_page_token"] is None


def test_counts_and_comparisons_are_valid(plan: ap.Plan, judged: ap.Assessment) -> None:
    counts = json.loads(judged.summary().to_json())
    assert findings(counts) == []
    assert counts["measures"] == sum(counts["deadline_status"].values()) == len(judged)
    before = ap.assess(judged.history, as_of="2016-06-01")
    comparison = ap.compare(before, judged)
    document = json.loads(comparison.to_json())
    assert findings(document) == []
    assert document["unchanged"] == comparison.unchanged
    assert [c["id"] for c in document["changes"]] == [c.id for c in comparison]
    assert {word for c in document["changes"] for word in c["changes"]} >= {"deadline_status"}
    assert any(c["after"]["indicators"] for c in document["changes"])


def test_problems_and_one_entry_are_valid(plan: ap.Plan, judged: ap.Assessment) -> None:
    problems = json.loads(ap.problems_to_json(plan.problems))
    assert findings(problems) == []
    assert problems["problems"] == json.loads(plan.to_json())["problems"] != []
    at = judged.evidence.in_order()[0]
    one = json.loads(ap.entry_to_json(judged.evidence, judged.evidence.id(at)))
    assert findings(one) == []
    assert one["entries"] == json.loads(ap.to_json(judged.evidence))["entries"][:1]
    with pytest.raises(ap.NotFound):
        ap.entry_to_json(judged.evidence, "0" * 64)


def test_the_open_data_is_valid(judged: ap.Assessment) -> None:
    files = ap.open_data(judged)
    for name in ["plan", "profile", "assessment", "evidence", "explanations"]:
        document = json.loads(files[f"{name}.json"])
        assert document["schema"] == f"actionplan/{name}@1"
        assert findings(document) == []
    explanations = json.loads(files["explanations.json"])["explanations"]
    assert [told["measure"]["number"] for told in explanations] == [row.number for row in judged]
    alone = json.loads(judged.explain_json("6.2.1"))
    assert {**alone, "schema": 0} in [
        {"schema": 0, "as_of": "2018-06-30", "known_at": None, **told} for told in explanations
    ]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.name)
def test_a_golden_document_is_valid(path: Path) -> None:
    assert findings(json.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("kind", ["plan", "profile", "agencies"])
def test_a_document_that_says_everything_is_valid(kind: str) -> None:
    assert findings(json.loads((SEEDS / f"{kind}.json").read_text("utf-8"))) == []


def test_further_keys_are_welcome() -> None:
    document = json.loads((SEEDS / "plan.json").read_text("utf-8"))
    document["new"] = {"x": 1}
    document["measures"][0]["deadline"]["new"] = [2]
    assert findings(document) == []


def set_value(*path: str | int, value: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        at: Any = document
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        at: Any = document
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return change


def rename(place: str, old: str, new: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document[place][0][new] = document[place][0].pop(old)

    return change


BROKEN: dict[str, dict[str, Callable[[Document], None]]] = {
    "plan": {
        "another version": set_value("schema", value="actionplan/plan@2"),
        "title missing": drop("title"),
        "title a number": set_value("title", value=4),
        "measures an object": set_value("measures", value={}),
        "no such month": set_value("adopted_on", value="2016-13-01"),
        "no such day": set_value("adopted_on", value="2017-02-29"),
        "year 1399": set_value("adopted_on", value="1399-12-31"),
        "day and time": set_value("adopted_on", value="2016-04-27T00:00:00Z"),
        "period as text": set_value("period", value="2016-2018"),
        "period without end": drop("period", "end"),
        "language a word": set_value("language", value="English language"),
        "misspelt key": rename("measures", "deadline", "dead_line"),
        "unknown kind of deadline": set_value("measures", 0, "deadline", "kind", value="soon"),
        "deadline null": set_value("measures", 0, "deadline", value=None),
        "unknown cadence": set_value("measures", 1, "deadline", "cadence", value="weekly"),
        "report period": set_value(
            "measures", 1, "deadline", "expected_reports", 0, "period", value="2016Q5"
        ),
        "due day without source": set_value(
            "measures", 1, "deadline", "expected_reports", 0, "due_source", value=None
        ),
        "span of one": set_value("measures", 0, "indicators", 0, "span", value=[0]),
        "span negative": set_value("measures", 0, "indicators", 0, "span", value=[-1, 3]),
        "empty indicator": set_value("measures", 0, "indicators", 0, "text", value=""),
        "unknown role": set_value("measures", 0, "assignments", 0, "role", value="boss"),
        "collective a word": set_value("agencies", 0, "collective", value="yes"),
        "alias null": set_value("agencies", 0, "aliases", value=[None]),
        "empty id": set_value("agencies", 0, "id", value=""),
        "severity": set_value("problems", 0, "severity", value="fatal"),
        "line zero": set_value("problems", 0, "line", value=0),
        "column a fraction": set_value("measures", 0, "column", value=1.5),
        "parent a number": set_value("sections", 1, "parent", value=4),
    },
    "profile": {
        "plan missing": drop("plan"),
        "no such preset": set_value("report_due", value="sometime"),
        "months negative": set_value("report_due", "months_in_year", value=-1),
        "rule without source": drop("report_due", "source"),
        "baseline a word": set_value("indicators", "4.1.1/2", "baseline", value="low"),
        "no such direction": set_value("indicators", "4.1.1/2", "direction", value="sideways"),
        "target without value": drop("indicators", "4.1.1/2", "targets", 0, "value"),
        "target's period": set_value("indicators", "4.1.1/2", "targets", 0, "period", value="Q1"),
        "set by nobody": set_value("measures", "4.1.1", "set_by", value="nobody"),
        "split without kind": drop("measures", "4.1.1", "indicators", 0, "kind"),
        "deadline without kind": drop("measures", "4.1.1", "deadline", "kind"),
        "covers maybe": set_value("indicators", "4.1.1/2", "covers_measure", value="maybe"),
    },
    "agencies": {
        "name missing": drop("agencies", 0, "name"),
        "valid from a year": set_value("agencies", 0, "valid_from", value="2004"),
        "successor empty": set_value("agencies", 0, "successors", value=[""]),
        "list missing": drop("agencies"),
    },
    "assessment": {
        "as_of missing": drop("as_of"),
        "as_of null": set_value("as_of", value=None),
        "status unknown": set_value("measures", 0, "deadline_status", value="late"),
        "silence is lateness": set_value("measures", 0, "days_late", value=3),
        "summary incomplete": drop("summary", "unreported"),
        "summary negative": set_value("summary", "unreported", value=-1),
        "reason unknown": set_value("measures", 0, "reasons", value=["because"]),
        "reason twice": set_value("measures", 0, "reasons", value=["past_due", "past_due"]),
        "status of an indicator": set_value(
            "measures", 0, "indicators", 0, "status", value="failed"
        ),
        "value not a number": set_value("measures", 0, "indicators", 0, "value", value="NaN"),
        "reports missing": drop("measures", 0, "reports"),
        "missing not a list": set_value("measures", 0, "reports", "missing", value=2),
    },
    "evidence": {
        "entries missing": drop("entries"),
        "id no digest": set_value("entries", 0, "id", value="7"),
        "kind unknown": set_value("entries", 0, "kind", value="rumour"),
        "no source": set_value("entries", 0, "sources", value=[]),
        "value a word": set_value("entries", 0, "value", value="many"),
        "no cases": set_value("entries", 0, "n", value=0),
        "method unknown": set_value("entries", 0, "method", value="guess"),
    },
    "explanations": {
        "day missing": drop("as_of"),
        "rule missing": drop("explanations", 0, "deadline_rule"),
        "measure a number": set_value("explanations", 0, "measure", value="6.2.1"),
    },
    "explanation": {
        "rule missing": drop("deadline_rule"),
        "measure a number": set_value("measure", value="6.2.1"),
        "entry by position": set_value("indicators", 0, "entries", 0, "entry", value=7),
        "unknown use": set_value("indicators", 0, "entries", 0, "use", value="ignored"),
        "entry without source": set_value("indicators", 0, "entries", 0, "sources", value=[]),
        "recorded never": set_value("indicators", 0, "entries", 0, "recorded_on", value=None),
        "turned to a word": set_value("indicators", 0, "turned_status", value="better"),
        "p beyond 1": set_value("indicators", 0, "p_value", value=1.5),
        "verdict missing": drop("indicators", 0, "verdict"),
    },
}


@pytest.fixture(scope="module")
def good(plan: ap.Plan, judged: ap.Assessment) -> dict[str, Document]:
    documents = {
        kind: json.loads((SEEDS / f"{kind}.json").read_text("utf-8"))
        for kind in ["plan", "profile", "agencies"]
    }
    # On this day the whole plan is past due and nothing was reported.
    documents["assessment"] = json.loads(ap.assess(plan, as_of="2020-01-01").to_json())
    documents["explanation"] = json.loads(judged.explain_json("6.2.1"))
    files = ap.open_data(judged)
    documents["explanations"] = json.loads(files["explanations.json"])
    documents["evidence"] = json.loads(files["evidence.json"])
    return documents


@pytest.mark.parametrize(
    ("kind", "case"), [(kind, case) for kind, cases in BROKEN.items() for case in cases]
)
def test_a_broken_document_is_refused(good: dict[str, Document], kind: str, case: str) -> None:
    document = copy.deepcopy(good[kind])
    assert list(validator(kind).iter_errors(document)) == []
    BROKEN[kind][case](document)
    assert list(validator(kind).iter_errors(document)) != []
