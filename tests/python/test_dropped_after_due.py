# SPDX-License-Identifier: Apache-2.0
"""What a later version drops, or makes only recommended, when its due day had passed, is said."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import actionplan as ap
from actionplan.site import publish

AS_OF = "2024-12-31"


def plan(*numbers: str, recommended: bool = False) -> ap.Plan:
    """Measures of like kind, due by the end of 2022, behind one that stays."""
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("P", "2020-02-01", period="2020-2025", language="en")
    builder.add(ap.Agency("office", "Sports Office"))
    force = "recommended" if recommended else "binding"
    for number in ("0", *numbers):
        builder.add(
            ap.Measure(
                number, number=number, title=f"Train staff {number}",
                deadline=ap.read_deadline("2022"),
                assignments=[ap.Assignment("office", force=force)],
            )
        )  # fmt: skip
        builder.add_indicator(f"Number of people trained {number}", "count")
    return builder.build()


def profile(*numbers: str) -> ap.Profile:
    said = ap.IndicatorProfile(
        targets=[ap.Target(1500)], direction="up", baseline=0, aggregation="last"
    )
    return ap.Profile("P", indicators={f"{number}/1": said for number in numbers})


def entry(n: int | None = None) -> ap.Entry:
    return ap.Entry("observation", "2023-01-20", indicator="1/1", period="2022", value=1200, n=n,
                    reporter="Sports Office", source="report")  # fmt: skip


def kept(folder: Path, *, n: int | None = None) -> ap.Store:
    store = ap.Store.create(
        folder / "s.db", plan("1"), profile=profile("1"), recorded_on="2020-03-01"
    )
    store.append([entry(n)])
    return store


def amended(store: ap.Store, after: ap.Plan, day: str, **options: Any) -> ap.Assessment:
    store.amend(after, effective_on=day, recorded_on=max(day, "2023-02-01"), **options)
    return store.assess(as_of=AS_OF)


@pytest.mark.parametrize(
    ("day", "is_late"),
    [("2022-12-31", False), ("2023-01-01", True), ("2023-06-01", True), ("2021-01-01", False)],
)
def test_a_measure_dropped_after_its_due_day_says_so(
    tmp_path: Path, day: str, is_late: bool
) -> None:
    with kept(tmp_path) as store:
        row = amended(store, plan(), day, profile=ap.Profile("P"))["1"]
        assert row.deadline_status == "withdrawn"
        assert ("dropped_after_due" in row.reasons) == is_late
        assert "dropped_by_revision" in row.reasons
        assert (row.explain().former_status is not None) == is_late


def test_its_former_status_is_that_of_the_day_before(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        assessment = amended(store, plan(), "2023-06-01", profile=ap.Profile("P"))
        assert assessment["1"].explain().former_status == "overdue"
        assert (
            "On the day before it was dropped, when its due day had passed, it was overdue."
            in assessment.explain_text("1")
        )
        told = assessment.explain_json("1")
        assert json.loads(told)["former_status"] == "overdue"
        (_, of_all) = assessment.explain_all()
        assert of_all.former_status == "overdue"


def test_it_is_known_when_it_was_recorded(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        store.amend(plan(), profile=ap.Profile("P"), effective_on="2023-06-01",
                    recorded_on="2023-07-01")  # fmt: skip
        before = store.assess(as_of=AS_OF, known_at="2023-06-30")
        assert before["1"].deadline_status == "overdue"
        assert before["1"].explain().former_status is None


def test_the_page_of_a_dropped_measure_says_what_it_was(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        amended(store, plan(), "2023-06-01", profile=ap.Profile("P"))
        publish(store, tmp_path / "site", as_of=AS_OF)
    page = re.sub(r"\s+", " ", (tmp_path / "site" / "measures" / "1.html").read_text("utf-8"))
    text = re.sub("<[^>]+>", "", page)
    assert "A revision dropped it when its due day had already passed." in text
    assert "when its due day had passed, it was: Overdue" in text


def test_a_page_keeps_what_would_tell_a_suppressed_value(tmp_path: Path) -> None:
    with kept(tmp_path, n=3) as store:
        amended(store, plan(), "2023-06-01", profile=ap.Profile("P"))
        publish(store, tmp_path / "site", as_of=AS_OF)
    page = (tmp_path / "site" / "measures" / "1.html").read_text("utf-8")
    assert "had already passed" in page
    assert "it was:" not in page


@pytest.mark.parametrize(("day", "is_late"), [("2022-12-31", False), ("2023-01-01", True)])
def test_a_duty_that_is_only_recommended_after_its_due_day_says_so(
    tmp_path: Path, day: str, is_late: bool
) -> None:
    with kept(tmp_path) as store:
        assert store.assess(as_of=AS_OF)["1"].deadline_status == "overdue"
        row = amended(store, plan("1", recommended=True), day, profile=profile("1"))["1"]
        assert row.deadline_status == "lapsed"
        assert ("recommended_after_due" in row.reasons) == is_late
        again = store.assess(as_of=AS_OF)
        kept_on = ap.reassess(again, ap.Evidence([entry()]))["1"]
        assert ("recommended_after_due" in kept_on.reasons) == is_late
        assert ("1" in [m.id for m in again.where("reason = recommended_after_due")]) == is_late


def test_the_schemas_know_the_reasons(tmp_path: Path) -> None:
    schema = Path(__file__).resolve().parents[2] / "docs" / "schema" / "assessment-1.schema.json"
    with kept(tmp_path) as store:
        assessment = amended(store, plan(), "2023-06-01", profile=ap.Profile("P"))
        jsonschema.validate(json.loads(assessment.to_json()), json.loads(schema.read_text()))
