# SPDX-License-Identifier: Apache-2.0
"""What the tests share: the real plan, and a small one that says everything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import actionplan as ap

# No test depends on how fast the machine is; where CI is set, hypothesis takes the same examples
# each time.
settings.register_profile("actionplan", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("actionplan")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def plan_file() -> Path:
    return ROOT / "examples" / "data" / "az-nap-2016-2018.txt"


@pytest.fixture(scope="session")
def golden() -> Path:
    return ROOT / "tests" / "data" / "golden"


@pytest.fixture(scope="session")
def plan(plan_file: Path) -> ap.Plan:
    return ap.read(plan_file)


@pytest.fixture
def builder() -> ap.PlanBuilder:
    """A plan of two measures: one due in 2016, one that reports quarterly to an agency."""
    indicator = ap.Indicator("1.1/1", "count", "number of trainings", ap.Span(0, 19))
    reports = ap.Deadline(
        text="quarterly",
        kind="recurring",
        start="2016-01-01",
        due="2016-12-31",
        cadence="quarterly",
        expected_reports=ap.expected_reports("2016", "quarterly", "2016-04-27"),
    )
    made = ap.PlanBuilder()
    made.heading = ap.PlanHeading("A plan", "2016-04-27", "Decree 1", "en", "2016")
    made.add(ap.Agency("justice", "Ministry of Justice", ["Min. of Justice"]))
    made.add(ap.Agency("towns", "municipalities", collective=True))
    made.add(ap.Section("1", "1", "First"))
    made.add(ap.Section("1.a", "", "Below", parent="1"))
    made.add(
        ap.Measure(
            "1.1",
            number="1.1",
            section="1.a",
            title="Train",
            indicator_text="number of trainings",
            indicators=[indicator],
            assignments=[ap.Assignment("justice")],
            deadline=ap.Deadline("2016", "window", "2016-01-01", "2016-12-31", "2016"),
        )
    )
    made.add(
        ap.Measure(
            "1.2",
            number="1.2",
            section="1",
            title="Report",
            assignments=[ap.Assignment("towns", force="recommended")],
            deadline=reports,
        )
    )
    made.add(ap.Problem("made_up", "info", ap.Place(3, 1), "It was made up."))
    return made
