# SPDX-License-Identifier: Apache-2.0
"""What the site says of a plan that was revised: its years, what it dropped, what was moved."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap
from actionplan.site import publish

Row = dict[str, Any]
LANES: Row = {
    "No": "1",
    "Measure": "Build cycle lanes",
    "Indicator": "Number of km built",
    "Lead": "Roads Department",
    "Deadline": "31 December 2023",
}
TRAINING: Row = {
    "No": "2",
    "Measure": "Train staff",
    "Indicator": "Number of people trained",
    "Lead": "Städtisches Sportamt",
    "Deadline": "31 December 2022",
}


def reading(*rows: Row, adopted_on: str = "2020-02-01") -> ap.Reading:
    return ap.reading_from_frame(
        list(rows), title="P", adopted_on=adopted_on, period="2020-2025", language="en"
    )


def text_of(page: Path) -> str:
    """What a page says, without its markup."""
    text = re.sub(r"<(svg|script)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def published(folder: Path, first: ap.Plan, *later: tuple[str, ap.Plan, ap.Profile | None]) -> Path:
    with ap.Store.create(folder / "s.db", first, recorded_on="2020-03-01") as store:
        for day, plan, profile in later:
            store.amend(plan, profile=profile, effective_on=day, recorded_on=day)
    publish(folder / "s.db", folder / "site", as_of="2024-12-31")
    return folder / "site"


@pytest.fixture(params=["2020-02-01", "2024-03-15"])
def shortened(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A revision that moves a day and drops a measure, adopted then or with the first plan."""
    moved = reading({**LANES, "Deadline": "30 June 2025"}, adopted_on=request.param)
    first = reading(LANES, TRAINING)
    return published(tmp_path, first.plan, ("2024-04-01", moved.plan, None))


def test_a_revision_takes_no_year_from_the_reports(shortened: Path) -> None:
    reports = {page.name for page in (shortened / "reports").iterdir()}
    assert reports == {f"{year}.html" for year in range(2020, 2025)}
    last = text_of(shortened / "reports" / "2024.html")
    assert "What changed" in last
    changed = last.partition("What changed")[2]
    assert "Train staff" in changed
    assert "Build cycle lanes" in changed


def test_a_report_tells_what_fell_due_by_the_plan_of_its_year(shortened: Path) -> None:
    due = [
        text_of(shortened / "reports" / f"{year}.html").partition("Due in this year")[2]
        for year in (2022, 2023, 2024)
    ]
    assert "Train staff" in due[0]
    assert "Build cycle lanes 31 Dec 2023" in due[1]
    assert due[2].lstrip().startswith("No measure fell due")


def test_an_agency_that_only_a_dropped_measure_had_keeps_its_name(shortened: Path) -> None:
    page = (shortened / "measures" / "2.html").read_text("utf-8")
    who = text_of(shortened / "measures" / "2.html").partition("Who takes part")[2]
    assert who.lstrip().startswith("Städtisches Sportamt")
    (link,) = re.findall(r'href="\.\./(agencies/[^"]*)"[^>]*>Städtisches Sportamt', page)
    own = text_of(shortened / link)
    assert "Städtisches Sportamt" in own
    assert "Train staff" in own
    listed = (shortened / "agencies.html").read_text("utf-8")
    assert f'href="{link}"' in listed
    assert listed.index("Roads Department") < listed.index("Städtisches Sportamt")


def test_a_corrected_reading_is_no_change_of_the_plan(tmp_path: Path) -> None:
    plan = reading(LANES, TRAINING).plan
    correction = ap.DeadlineCorrection(kind="by", due="2024-12-31")
    said = ap.MeasureProfile(deadline=correction, set_by="law", source="decision 7")
    profile = ap.Profile(plan="P", measures={"1": said})
    site = published(tmp_path, plan, ("2024-01-10", plan, profile))
    page = text_of(site / "measures" / "1.html")
    assert "moved the due day" not in page
    assert "A revision changed" not in page
    assert "The reading of the same words was corrected: deadline." in page
    with ap.Store.open(tmp_path / "s.db") as store:
        row = store.assess(as_of="2024-06-30")["1"]
    assert not row.is_extended_after_due
    assert "due_changed" not in row.reasons
    assert row.due_original == row.due


def test_a_correction_that_names_the_former_day_is_a_postponement(tmp_path: Path) -> None:
    plan = reading(LANES).plan
    correction = ap.DeadlineCorrection(kind="by", due="2024-12-31", due_original="2023-12-31")
    said = ap.MeasureProfile(deadline=correction, set_by="law", source="decision 7")
    profile = ap.Profile(plan="P", measures={"1": said})
    site = published(tmp_path, plan, ("2024-01-10", plan, profile))
    page = text_of(site / "measures" / "1.html")
    assert "A later version of the plan moved the due day." in page
    assert "A revision changed: deadline." in page
