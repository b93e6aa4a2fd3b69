# SPDX-License-Identifier: Apache-2.0
"""What a later version drops elsewhere, inputs of formulas and reports, is said beside verdicts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema

import actionplan as ap
from actionplan.site import publish

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
AFTER = "2023-03-01"
AS_OF = "2024-12-31"


def plan(inputs: int = 2, deadline: str = "2022") -> ap.Plan:
    """Measure 1, whose indicator is computed of those of measure 2; and some that stay."""
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("P", "2020-02-01", period="2020-2025", language="en")
    for number, count in (("1", 1), ("2", inputs), ("3", 1), ("4", 1), ("5", 1)):
        read = ap.read_deadline(deadline if number == "1" else "2022", adopted_on="2020-02-01")
        builder.add(ap.Measure(number, number=number, title=f"Train {number}", deadline=read))
        for at in range(1, count + 1):
            builder.add_indicator(f"Number of people trained in town {number}.{at}", "count")
    return builder.build()


def profile(formula: str = "[2/1] + [2/2]") -> ap.Profile:
    said = ap.IndicatorProfile(
        targets=[ap.Target(1500)], direction="up", baseline=0, aggregation="last",
        formula=formula, set_by="plan",
    )  # fmt: skip
    return ap.Profile("P", indicators={"1/1": said})


def store_in(folder: Path, n: int | None = None, deadline: str = "2022") -> ap.Store:
    store = ap.Store.create(
        folder / "s.db", plan(deadline=deadline), profile=profile(), recorded_on="2020-03-01"
    )
    store.append(
        [
            ap.Entry("observation", "2023-01-20", indicator=indicator, period="2022", value=value,
                     n=n, reporter="Office", source="report")
            for indicator, value in (("2/1", 700), ("2/2", 500))
        ]
    )  # fmt: skip
    return store


def validated(document: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(document)
    name = read["schema"].removeprefix("actionplan/").replace("@", "-")
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(read)
    return read


def page_of(store: ap.Store, site: Path, **options: Any) -> str:
    publish(store.path, site, as_of=AS_OF, **options)
    page = (site / "measures" / "1.html").read_text("utf-8")
    text = re.sub(r"<(svg|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def drop_input(store: ap.Store) -> None:
    store.amend(plan(1), effective_on=AFTER, recorded_on=AFTER)


def test_a_dropped_input_is_said_of_the_measure_whose_formula_took_it(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        drop_input(store)
        before = store.assess(as_of="2023-02-28")
        after = store.assess(as_of=AS_OF)
        assert before["1"].deadline_status == "overdue"
        assert after["1"].deadline_status != "overdue"
        assert after["1"].is_target_changed_after_due
        told = after.explain("1")
        assert told.former_status == "overdue"
        (change,) = told.indicators[0].changes
        assert (change.indicator, change.name, change.after) == ("1/1", "input", None)
        assert change.before is not None
        assert change.before.text == "2/2"
        document = validated(after.explain_json("1"))
        assert document["indicators"][0]["changes"][0]["term"] == "input"
        compared = {one.number: one for one in ap.compare(before, after).changes}
        assert "indicator_terms" in compared["1"].changes


def test_a_part_of_a_store_is_asked_with_the_inputs_that_it_had(tmp_path: Path) -> None:
    """Also where no version of the day names their measure any more."""
    with ap.Store.create(
        tmp_path / "s.db", plan(), profile=profile("[2/2] * 2"), recorded_on="2020-03-01"
    ) as store:
        drop_input(store)
        (row,) = store.where("number = 1", as_of=AS_OF).measures
        assert row.is_target_changed_after_due
        assert row.reasons == store.assess(as_of=AS_OF)["1"].reasons


def test_the_page_names_the_dropped_input(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        drop_input(store)
        page = page_of(store, tmp_path / "site")
    said = "Indicator 2/2, which its formula takes: dropped by a later version"
    assert f"{said}. In force from 1 March 2023. The day by which it was due had passed." in page
    _, _, history = page.partition("History")
    assert f"A revision changed what indicator 1/1 is measured by: {said}." in history
    assert "it would be: Overdue." in page


def test_a_suppressed_input_is_not_told_by_what_it_would_be(tmp_path: Path) -> None:
    with store_in(tmp_path, n=20) as store:
        drop_input(store)
        shown = page_of(store, tmp_path / "all", small_cells="none")
        hidden = page_of(store, tmp_path / "site", small_cells="dhs")
    assert "it would be: Overdue." in shown
    assert "which its formula takes: dropped" in hidden
    assert "it would be" not in hidden


def test_dropped_reports_are_told(tmp_path: Path) -> None:
    with store_in(tmp_path, deadline="2021-2022, quarterly") as store:
        store.amend(
            plan(deadline="2021-2022"), profile=profile(), effective_on=AFTER, recorded_on=AFTER
        )
        assert store.assess(as_of="2023-02-28").explain("1").dropped_reports == ()
        assessment = store.assess(as_of=AS_OF)
        page = page_of(store, tmp_path / "site")
    (reports,) = assessment.explain("1").dropped_reports
    assert reports.cadence == "quarterly"
    assert [period.text() for period in reports.periods][::7] == ["2021Q1", "2022Q4"]
    assert reports.effective_on.isoformat() == reports.recorded_on.isoformat() == AFTER
    assert reports.is_after_due
    assert "quarterly" in repr(reports)
    document = validated(assessment.explain_json("1"))
    (told,) = document["dropped_reports"]
    assert (told["cadence"], told["periods"][0], told["after_due"]) == ("quarterly", "2021Q1", True)
    (again, *_) = validated(ap.explanations_to_json(assessment))["explanations"]
    assert again["dropped_reports"] == document["dropped_reports"]
    _, _, history = page.partition("History")
    assert (
        "A revision dropped reports from the deadline: quarterly, quarter 1 of 2021 – quarter 4 "
        "of 2022. The day by which it was due had passed." in history
    )
