# SPDX-License-Identifier: Apache-2.0
"""Python gives the bytes that C++ gives: the golden files are what the C++ tests wrote."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import actionplan as ap

STEM = "az-nap-2016-2018."


@pytest.fixture(scope="module")
def due_reports(plan: ap.Plan) -> ap.Plan:
    """The plan with due days for its reports, which it does not give itself."""
    return ap.apply(plan, ap.Profile(plan.title, "open_budget_survey"))


def assessed(day: str) -> Callable[[ap.Plan], ap.Assessment]:
    return lambda plan: ap.assess(plan, as_of=day)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("plan.json", ap.Plan.to_json),
        ("ics", ap.calendar),
        *(
            (f"assessment-{day}.json", lambda plan, day=day: assessed(day)(plan).to_json())
            for day in ("2016-06-01", "2017-06-30", "2020-01-01")
        ),
        *(
            (f"assessment-{day}.csv", lambda plan, day=day: assessed(day)(plan).to_csv())
            for day in ("2016-12-31", "2017-01-01", "2018-01-01", "2020-01-01")
        ),
    ],
)
def test_of_the_plan_as_published(
    plan: ap.Plan, golden: Path, name: str, write: Callable[[ap.Plan], str]
) -> None:
    assert write(plan).encode() == (golden / f"{STEM}{name}").read_bytes()


def test_of_the_plan_with_due_reports(due_reports: ap.Plan, golden: Path) -> None:
    assert ap.calendar(due_reports).encode() == (golden / f"{STEM}due-reports.ics").read_bytes()
    assert (
        assessed("2017-06-30")(due_reports).to_json().encode()
        == (golden / f"{STEM}due-reports.assessment-2017-06-30.json").read_bytes()
    )


def test_of_readings_of_deadlines(golden: Path) -> None:
    plan = ap.read(golden.parent / "deadline_readings.json")
    want = (golden / "deadline_readings.parity.txt").read_text("utf-8").splitlines()
    assert len(want) == 45
    assert [answer(plan, line) for line in want] == want


def checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def answer(plan: ap.Plan, line: str) -> str:
    """The line again, as Python answers it."""
    first, second, *_ = line.split()
    if second.startswith("plan="):
        return f"{first} plan={checksum(plan.to_json())} calendar={checksum(ap.calendar(plan))}"
    assessment = ap.assess(plan, as_of=first, due_soon_days=int(second))
    counts = [f"{word}={count}" for word, count in assessment.summary().items() if count]
    sums = [f"json={checksum(assessment.to_json())}", f"csv={checksum(assessment.to_csv())}"]
    return " ".join([first, second, *counts, *sums])


def test_on_many_days(plan: ap.Plan, due_reports: ap.Plan, golden: Path) -> None:
    want = (golden / f"{STEM}parity.txt").read_text("utf-8").splitlines()
    half = len(want) // 2
    assert [line.split()[0] for line in (want[0], want[half])] == ["as_published", "due_reports"]
    assert half == 45
    assert [answer(plan, line) for line in want[:half]] == want[:half]
    assert [answer(due_reports, line) for line in want[half:]] == want[half:]
