# SPDX-License-Identifier: Apache-2.0
"""A target that a later version of the profile changed is said wherever its verdict is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import actionplan as ap
from actionplan.site import publish

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
MEASURE: dict[str, Any] = {
    "No": "1",
    "Measure": "Train staff",
    "Indicator": "Number of people trained",
    "Lead": "Sports Office",
    "Deadline": "2022",
}
INDICATOR = "1/1"
AFTER = "2023-03-01"


def plan() -> ap.Plan:
    return ap.reading_from_frame(
        [MEASURE], title="P", adopted_on="2020-02-01", period="2020-2025", language="en"
    ).plan


def profile(target: float | None = 1500, set_by: str = "plan", **said: Any) -> ap.Profile:
    targets = [] if target is None else [ap.Target(target)]
    terms = {"direction": "up", "baseline": 0, "aggregation": "last", **said}
    return ap.Profile(
        "P", indicators={INDICATOR: ap.IndicatorProfile(targets=targets, set_by=set_by, **terms)}
    )


def value(number: float) -> ap.Entry:
    return ap.Entry("observation", "2023-01-20", indicator=INDICATOR, period="2022", value=number,
                    reporter="Sports Office", source="report")  # fmt: skip


def history(second: ap.Profile, day: str = AFTER) -> ap.PlanHistory:
    return ap.PlanHistory(plan(), profile()).revised(
        plan(), effective_on=day, recorded_on=day, profile=second
    )


LOWERED = profile(1100, "analyst")


def assessed(second: ap.Profile = LOWERED, day: str = AFTER, **options: Any) -> ap.Assessment:
    asked: dict[str, Any] = {"as_of": "2024-12-31", **options}
    return ap.assess(history(second, day), ap.Evidence([value(1200)]), **asked)


def test_a_lowered_target_is_a_reason() -> None:
    assert assessed(as_of="2023-02-28")["1"].deadline_status == "overdue"
    row = assessed()["1"]
    assert row.deadline_status == "done_on_time"
    assert row.is_target_changed_after_due
    assert {"target_changed", "target_changed_after_due"} <= set(row.reasons)
    assert assessed().where("reason = target_changed_after_due").numbers == ("1",)
    (column,) = assessed().frame("measures").texts("is_target_changed_after_due")
    assert column == "true"


def test_in_time_it_is_changed_and_no_more() -> None:
    row = assessed(day="2022-06-01")["1"]
    assert "target_changed" in row.reasons
    assert not row.is_target_changed_after_due


@pytest.mark.parametrize(
    "options", [{"as_of": "2023-02-28"}, {"known_at": "2023-02-28"}], ids=["in_force", "known"]
)
def test_a_change_that_does_not_count_yet_is_not_said(options: dict[str, Any]) -> None:
    assessment = assessed(**options)
    assert "target_changed" not in assessment["1"].reasons
    (one,) = assessment.explain("1").indicators
    assert one.changes == ()
    assert one.former is None


def test_one_version_has_nothing_to_compare() -> None:
    row = ap.assess(ap.PlanHistory(plan(), LOWERED), as_of="2024-12-31")["1"]
    assert "target_changed" not in row.reasons


def test_explain_says_what_it_was_and_what_it_would_be() -> None:
    assessment = assessed()
    told = assessment.explain("1")
    assert told.former_status == "overdue"
    (one,) = told.indicators
    (change,) = one.changes
    assert isinstance(change, ap.TermDifference)
    assert (change.indicator, change.name) == (INDICATOR, "target")
    assert change.before is not None
    assert change.after is not None
    assert (change.before.number, change.before.set_by) == (1500, "plan")
    assert (change.after.number, change.after.set_by) == (1100, "analyst")
    assert (change.effective_on.isoformat(), change.recorded_on.isoformat()) == (AFTER, AFTER)
    assert change.is_after_due
    assert one.former is not None
    assert (one.former.status, one.former.target) == ("not_met", 1500)
    text = assessment["1"].explain_text()
    assert "By the target of its due day, 1500, it would be not_met." in text
    assert "from 1500 (set by plan) to 1100 (set by analyst)" in text


def validated(document: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(document)
    name = read["schema"].removeprefix("actionplan/").replace("@", "-")
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(read)
    return read


def test_documents_say_it_by_their_schema() -> None:
    assessment = assessed()
    assert "target_changed" in validated(assessment.to_json())["measures"][0]["reasons"]
    told = validated(assessment.explain_json("1"))
    assert told["former_status"] == "overdue"
    (one,) = told["indicators"]
    assert one["former"]["status"] == "not_met"
    (change,) = one["changes"]
    assert (change["term"], change["after_due"]) == ("target", True)
    assert (change["before"]["number"], change["after"]["number"]) == (1500, 1100)
    (again,) = validated(ap.explanations_to_json(assessment))["explanations"]
    assert again["indicators"] == told["indicators"]
    assert again["former_status"] == "overdue"


def test_compare_says_it_beside_the_status() -> None:
    second = profile(1100, "analyst", baseline=100, aggregation="max")
    compared = ap.compare(assessed(second, as_of="2023-02-28"), assessed(second))
    (change,) = compared.changes
    assert change.changes[-3:] == ("indicator_target", "indicator_baseline", "indicator_terms")
    assert [term.name for term in change.terms] == ["target", "baseline", "aggregation"]
    rows = compared.frame()
    told = dict(
        zip(
            rows.texts("field"),
            zip(rows.texts("before"), rows.texts("after"), strict=True),
            strict=True,
        )
    )
    assert told["indicator_target"] == ("1500", "1100")
    assert told["indicator_baseline"] == ("0", "100")
    assert told["indicator_aggregation"] == ("last", "max")
    (document,) = validated(compared.to_json())["changes"]
    assert [term["term"] for term in document["terms"]] == ["target", "baseline", "aggregation"]


def test_who_set_it_is_no_difference() -> None:
    first = ap.assess(ap.PlanHistory(plan(), profile(set_by="plan")), as_of="2024-12-31")
    second = ap.assess(ap.PlanHistory(plan(), profile(set_by="law")), as_of="2024-12-31")
    assert ap.compare(first, second).changes == ()


def text_of(page: Path) -> str:
    text = re.sub(r"<(svg|script)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ap.Store]:
    with ap.Store.create(
        tmp_path / "s.db", plan(), profile=profile(), recorded_on="2020-03-01"
    ) as made:
        made.append([value(1200)])
        made.amend(plan(), profile=LOWERED, effective_on=AFTER, recorded_on=AFTER)
        yield made


def test_a_store_says_it_of_a_part_as_of_the_whole(store: ap.Store) -> None:
    (row,) = store.where("reason = target_changed_after_due", as_of="2024-12-31").measures
    assert row.reasons == store.assess(as_of="2024-12-31")["1"].reasons
    assert row.is_target_changed_after_due
    assert not store.where("reason = target_changed", as_of="2023-02-28").measures


def test_the_page_says_it_beside_the_verdict_and_in_its_history(
    store: ap.Store, tmp_path: Path
) -> None:
    publish(store.path, tmp_path / "site", as_of="2024-12-31")
    page = text_of(tmp_path / "site" / "measures" / "1.html")
    verdict, _, rest = page.partition("What was promised")
    assert "or changed what one is measured by." in verdict
    assert "was changed, or first said, when the day by which it was due had passed." in verdict
    assert "By what its indicators were measured by on the due day it would be: Overdue." in verdict
    indicator, _, past = rest.partition("History")
    changed = "Target: changed from 1,500 (the plan) to 1,100 (an analyst)"
    assert f"{changed}. In force from 1 March 2023. The day by which it was due" in indicator
    assert "By the target of its due day, 1,500, it would be: Not met." in indicator
    assert f"A revision changed what indicator 1/1 is measured by: {changed}." in past
    assert past.count("A revision changed") == 1


def test_a_page_of_terms_that_stayed_says_nothing(tmp_path: Path) -> None:
    with ap.Store.create(
        tmp_path / "s.db", plan(), profile=profile(), recorded_on="2020-03-01"
    ) as made:
        made.append([value(1200)])
        made.amend(plan(), profile=profile(set_by="law"), effective_on=AFTER, recorded_on=AFTER)
    publish(tmp_path / "s.db", tmp_path / "site", as_of="2024-12-31")
    page = text_of(tmp_path / "site" / "measures" / "1.html")
    assert "measured by" not in page
    assert "What a later version changed" not in page


TERMS: dict[str, dict[str, Any]] = {
    "baseline": {"baseline": 50},
    "direction": {"direction": None},
    "aggregation": {"aggregation": "sum"},
    "path": {"path": None},
    "kind": {"kind": "amount"},
    "alpha": {"alpha": 0.2},
    "cadence": {"cadence": "annual"},
    "unit": {"unit": "person-days"},
    "dimensions": {"dimensions": {"sex": ["f", "m", "x"]}},
    "dimension_aggregation": {"dimension_aggregation": "mean"},
    "weight": {"weight": 0},
    "baseline_standard_error": {"baseline_standard_error": 3},
    "covers_measure": {"covers_measure": False},
    "formula": {"formula": ap.Formula("[1/1] * 2")},
}


@pytest.mark.filterwarnings("ignore:Formulas ask for each other in a circle")
@pytest.mark.parametrize("name", TERMS)
def test_every_term_has_words_on_the_page(name: str, tmp_path: Path) -> None:
    first = profile(path="linear")
    second = profile(path="linear", **TERMS[name]) if name != "path" else profile()
    with ap.Store.create(
        tmp_path / "s.db", plan(), profile=first, recorded_on="2020-03-01"
    ) as made:
        made.amend(plan(), profile=second, effective_on=AFTER, recorded_on=AFTER)
        (one,) = made.assess(as_of="2024-12-31").explain("1").indicators
    assert [change.name for change in one.changes] == [name]
    publish(tmp_path / "s.db", tmp_path / "site", as_of="2024-12-31")
    page = text_of(tmp_path / "site" / "measures" / "1.html")
    assert "The day by which it was due had passed." in page
