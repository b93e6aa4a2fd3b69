# SPDX-License-Identifier: Apache-2.0
"""An indicator that a later version drops, adds or rewords is said wherever its verdict is."""

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
TRAINED, REGISTER = "Number of people trained", "a register is created"
BOTH = f"{TRAINED}; {REGISTER}"
AFTER = "2023-03-01"


def plan(indicators: str = BOTH) -> ap.Plan:
    row = {
        "No": "1",
        "Measure": "Train staff",
        "Indicator": indicators,
        "Lead": "Sports Office",
        "Deadline": "2022",
    }
    return ap.reading_from_frame(
        [row], title="P", adopted_on="2020-02-01", period="2020-2025", language="en"
    ).plan


def profile(*indicators: str) -> ap.Profile:
    said = ap.IndicatorProfile(
        targets=[ap.Target(1500)], direction="up", baseline=0, aggregation="last", set_by="plan"
    )
    return ap.Profile("P", indicators=dict.fromkeys(indicators, said))


def entries(n: int | None = None) -> list[ap.Entry]:
    return [
        ap.Entry("observation", "2023-01-20", indicator="1/1", period="2022", value=1200, n=n,
                 reporter="Sports Office", source="report"),
        ap.Entry("deliverable", "2023-01-20", indicator="1/2", done=True, done_on="2022-06-01",
                 reporter="Sports Office", source="report"),
    ]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ap.Store]:
    with ap.Store.create(
        tmp_path / "s.db", plan(), profile=profile("1/1"), recorded_on="2020-03-01"
    ) as made:
        made.append(entries())
        yield made


def amended(store: ap.Store, words: str = REGISTER, day: str = AFTER, **options: Any) -> None:
    options = {"profile": ap.Profile("P"), **options}
    store.amend(plan(words), effective_on=day, recorded_on=AFTER, **options)


def test_the_plan_is_read_as_meant() -> None:
    (measure,) = plan().measures
    assert [(one.id, one.text) for one in measure.indicators] == [
        ("1/1", TRAINED),
        ("1/2", REGISTER),
    ]


def test_a_dropped_indicator_is_a_reason(store: ap.Store) -> None:
    amended(store)
    assert store.assess(as_of="2023-02-28")["1"].deadline_status == "overdue"
    assert "target_changed" not in store.assess(as_of="2023-02-28")["1"].reasons
    assessment = store.assess(as_of="2024-12-31")
    row = assessment["1"]
    assert row.deadline_status == "done_on_time"
    assert row.is_target_changed_after_due
    assert {"target_changed", "target_changed_after_due"} <= set(row.reasons)
    told = assessment.explain("1")
    assert told.former_status == "overdue"
    (gone,) = told.dropped
    assert (gone.id, gone.kind, gone.text) == ("1/1", "count", TRAINED)
    (change,) = gone.changes
    assert (change.name, change.after) == ("text", None)
    assert change.before is not None
    assert change.before.text == TRAINED
    assert change.effective_on.isoformat() == AFTER
    assert gone.former is not None
    assert (gone.former.status, gone.former.target) == ("not_met", 1500)
    assert "'1/1'" in repr(gone)
    text = row.explain_text()
    assert "By the indicators of its due day it would be overdue." in text
    assert f'"{TRAINED}", which the plan of the day does not have:' in text


def test_in_time_it_is_changed_and_no_more(store: ap.Store) -> None:
    amended(store, day="2022-06-01")
    assessment = store.assess(as_of="2024-12-31")
    assert "target_changed" in assessment["1"].reasons
    assert not assessment["1"].is_target_changed_after_due
    told = assessment.explain("1")
    assert [gone.id for gone in told.dropped] == ["1/1"]
    assert told.former_status is None


def test_a_carried_profile_changes_nothing_else(store: ap.Store) -> None:
    amended(store, f"{BOTH}; a law is adopted", profile=None)
    told = store.assess(as_of="2024-12-31").explain("1")
    assert told.dropped == ()
    assert [[change.name for change in one.changes] for one in told.indicators] == [
        [],
        [],
        ["text"],
    ]
    assert told.indicators[-1].changes[0].before is None
    assert told.indicators[-1].former is None


def test_a_store_says_it_of_a_part_as_of_the_whole(store: ap.Store) -> None:
    amended(store)
    (row,) = store.where("reason = target_changed_after_due", as_of="2024-12-31").measures
    assert row.reasons == store.assess(as_of="2024-12-31")["1"].reasons


def validated(document: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(document)
    name = read["schema"].removeprefix("actionplan/").replace("@", "-")
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(read)
    return read


def test_documents_say_it_by_their_schema(store: ap.Store) -> None:
    amended(store)
    assessment = store.assess(as_of="2024-12-31")
    told = validated(assessment.explain_json("1"))
    (gone,) = told["dropped"]
    assert (gone["id"], gone["kind"], gone["text"]) == ("1/1", "count", TRAINED)
    assert gone["former"]["status"] == "not_met"
    (change,) = gone["changes"]
    assert (change["term"], change["after"], change["after_due"]) == ("text", None, True)
    (again,) = validated(ap.explanations_to_json(assessment))["explanations"]
    assert again["dropped"] == told["dropped"]
    assert again["former_status"] == told["former_status"] == "overdue"


def test_compare_names_what_is_more_and_what_is_less(store: ap.Store) -> None:
    amended(store, f"{REGISTER}; a law is adopted")
    compared = ap.compare(store.assess(as_of="2023-02-28"), store.assess(as_of="2024-12-31"))
    (change,) = compared.changes
    assert change.changes[-1] == "indicators"
    assert [(term.indicator, term.name) for term in change.terms] == [
        ("1/1", "text"),
        (change.terms[1].indicator, "text"),
    ]
    rows = compared.frame()
    told = {
        (indicator, field): (before, after)
        for indicator, field, before, after in zip(
            *(rows.texts(name) for name in ("indicator", "field", "before", "after")), strict=True
        )
    }
    assert told["1/1", "indicator_text"] == (TRAINED, None)
    assert told["1/1", "indicator_status"] == ("not_met", None)
    assert told["1/1", "indicator_value"] == ("1200", None)
    assert told[change.terms[1].indicator, "indicator_text"] == (None, "a law is adopted")
    (document,) = validated(compared.to_json())["changes"]
    assert [term["term"] for term in document["terms"]] == ["text", "text"]


def text_of(page: Path) -> str:
    text = re.sub(r"<(svg|script)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def page_of(store: ap.Store, site: Path, **options: Any) -> str:
    publish(store.path, site, as_of="2024-12-31", **options)
    return text_of(site / "measures" / "1.html")


def test_the_page_names_what_was_dropped_and_added(store: ap.Store, tmp_path: Path) -> None:
    amended(store, f"{REGISTER}; a law is adopted")
    page = page_of(store, tmp_path / "site")
    verdict, _, rest = page.partition("What was promised")
    assert "A later version of the plan dropped, added or reworded an indicator" in verdict
    assert "By the indicators of its due day it would be: Overdue." in verdict
    indicators, _, past = rest.partition("History")
    _, _, gone = indicators.partition("Indicators that a later version dropped")
    assert TRAINED in gone
    assert "Dropped by a later version. In force from 1 March 2023." in gone
    assert "The day by which it was due had passed." in gone
    assert "By what it was measured by on its due day it would be: Not met." in gone
    assert "Added by a later version. In force from 1 March 2023." in indicators
    assert f"A revision dropped indicator 1/1, {TRAINED} ." in past
    assert re.search(r"A revision added indicator 1/\S+, a law is adopted \.", past)


def test_the_page_names_other_words_of_the_same_indicator(store: ap.Store, tmp_path: Path) -> None:
    reworded = "Number of people reached"
    amended(
        store,
        f"{reworded}; {REGISTER}",
        profile=None,
        indicators={"1/1": "1/1"},
    )
    page = page_of(store, tmp_path / "site")
    assert "Indicators that a later version dropped" not in page
    words = rf"Words: changed from {TRAINED} to {reworded}"
    assert words in page
    assert f"A revision reworded indicator 1/1: {words} ." in page


def test_a_suppressed_value_is_not_told_by_what_it_would_be(tmp_path: Path) -> None:
    with ap.Store.create(
        tmp_path / "few.db", plan(), profile=profile("1/1"), recorded_on="2020-03-01"
    ) as few:
        few.append(entries(n=20))
        amended(few)
        shown = page_of(few, tmp_path / "all", small_cells="none")
        hidden = page_of(few, tmp_path / "site", small_cells="dhs")
    assert "By the indicators of its due day it would be: Overdue." in shown
    assert "By what it was measured by on its due day it would be: Not met." in shown
    assert "Dropped by a later version." in hidden
    assert "day it would be" not in hidden


def test_a_page_of_indicators_that_stayed_says_nothing(store: ap.Store, tmp_path: Path) -> None:
    amended(store, f"{REGISTER}; {TRAINED}", profile=None)
    page = page_of(store, tmp_path / "site")
    assert "later version" not in page


def test_a_share_of_a_dropped_indicator_is_judged_as_a_share(tmp_path: Path) -> None:
    """By the rule for proportions, and not by the number of cases alone, wherever it stands."""

    def plan_of(*kinds: str) -> ap.Plan:
        builder = ap.PlanBuilder()
        builder.heading = ap.PlanHeading("P", "2020-02-01", period="2020-2025", language="en")
        read = ap.read_deadline("2022")
        builder.add(ap.Measure("1", number="1", title="Train", deadline=read))
        for kind in kinds:
            builder.add_indicator(f"Staff by {kind}", kind)
        return builder.build()

    entry = ap.Entry(
        "observation", "2023-01-20", indicator="1/2", period="2022", value=47.3, n=40,
        standard_error=20, method="survey", reporter="Office", source="report",
    )  # fmt: skip
    with ap.Store.create(
        tmp_path / "s.db", plan_of("count", "percentage"), recorded_on="2020-03-01"
    ) as store:
        store.append([entry])
        store.amend(plan_of("count"), effective_on=AFTER, recorded_on=AFTER)
        shown = page_of(store, tmp_path / "all", small_cells="none")
        hidden = page_of(store, tmp_path / "site", small_cells="nchs")
    assert "47.3" in shown
    assert "47.3" not in hidden
