# SPDX-License-Identifier: Apache-2.0
"""What must not change a verdict: the order of entries, the scale of numbers, the side of zero."""

from __future__ import annotations

import dataclasses
import warnings
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap

PERIODS = [f"{year}{part}" for year in (2023, 2024) for part in ("", "H1", "H2", "Q1", "Q2", "Q3")]
MIRRORED = {"last": "last", "mean": "mean", "max": "min", "min": "max"}


@dataclasses.dataclass(frozen=True)
class Case:
    """An indicator with its profile and values, as numbers alone."""

    is_up: bool
    baseline: int | None
    targets: tuple[tuple[str | None, int], ...]
    aggregation: str
    values: tuple[tuple[str, int, int, str, str], ...]  # period, value, error, reporter, its type
    cadence: str | None
    path: str | None
    deadline: str
    as_of: str

    def scaled(self, by: int) -> Case:
        """All numbers times `by`, which is exact in binary; a negative one turns up and down."""
        return dataclasses.replace(
            self,
            is_up=self.is_up == (by > 0),
            baseline=None if self.baseline is None else self.baseline * by,
            targets=tuple((period, value * by) for period, value in self.targets),
            aggregation=self.aggregation if by > 0 else MIRRORED[self.aggregation],
            values=tuple(
                (period, value * by, error * abs(by), reporter, kind)
                for period, value, error, reporter, kind in self.values
            ),
        )


@st.composite
def cases(draw: Any, aggregations: tuple[str, ...] = tuple(MIRRORED)) -> Case:
    is_up = draw(st.booleans())
    baseline = draw(st.none() | st.integers(0, 50))
    whole = (baseline or 0) + (1 if is_up else -1) * draw(st.integers(0, 60))
    half = ((baseline or 0) + whole) // 2
    periods = draw(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=5, unique=True))
    return Case(
        is_up=is_up,
        baseline=baseline,
        targets=draw(st.sampled_from([((None, whole),), (("2023", half), ("2024", whole))])),
        aggregation=draw(st.sampled_from(aggregations)),
        values=tuple(
            (
                period,
                draw(st.integers(0, 90)),
                draw(st.sampled_from([0, 0, 2, 5])),
                draw(st.sampled_from("RT")),
                draw(st.sampled_from(["implementer", "independent"])),
            )
            for period in periods
        ),
        cadence=draw(st.sampled_from([None, "quarterly", "annual"])),
        path=draw(st.sampled_from([None, "linear"])),
        deadline=draw(st.sampled_from(["2023-2024", "31 December 2024"])),
        as_of=draw(st.sampled_from(["2023-06-30", "2024-06-30", "2024-12-31", "2025-06-01"])),
    )


def entries_of(case: Case) -> list[ap.Entry]:
    """Each recorded on a day of its own, so that no two are trusted alike."""
    return [
        ap.Entry(
            "observation",
            f"2025-02-{at:02}",
            indicator="1/1",
            period=period,
            value=float(value),
            reporter=reporter,
            reporter_type=kind,
            source="S",
            **({"method": "survey", "standard_error": float(error), "n": 300} if error else {}),
        )
        for at, (period, value, error, reporter, kind) in enumerate(case.values, 1)
    ]


def assessed(case: Case, entries: list[ap.Entry]) -> ap.AssessedMeasure:
    row = {"No": "1", "Measure": "Mend roads", "Indicator": "Number of km", "Lead": "R"}
    plan = ap.plan_from_frame(
        [{**row, "Deadline": case.deadline}],
        title="P",
        adopted_on="2022-12-01",
        period="2023-2024",
    )
    said = ap.IndicatorProfile(
        direction="up" if case.is_up else "down",
        baseline=case.baseline,
        targets=[ap.Target(value, period=period) for period, value in case.targets],
        aggregation=case.aggregation,
        cadence=case.cadence,
        path=case.path,
        unit="km",
    )
    profile = ap.Profile(plan="P", indicators={"1/1": said})
    with warnings.catch_warnings():  # of what a case says in vain
        warnings.simplefilter("ignore")
        history = ap.PlanHistory(plan, profile)
    return ap.assess(history, ap.Evidence(entries), as_of=case.as_of)["1"]


def verdict(found: ap.AssessedMeasure) -> tuple[Any, ...]:
    indicator = found.indicators[0]
    return (
        found.deadline_status,
        found.derived,
        found.reasons,
        found.days_late,
        indicator.status,
        indicator.reasons,
    )


def numbers(found: ap.AssessedMeasure, scale: int) -> tuple[float | None, ...]:
    indicator = found.indicators[0]
    value, expected = indicator.value, indicator.expected
    return (
        None if value is None else value * scale,
        None if expected is None else expected * scale,
        indicator.progress,
    )


@settings(deadline=None, max_examples=150)
@given(cases((*MIRRORED, "sum")), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(case: Case, random: Any) -> None:
    entries = entries_of(case)
    before = assessed(case, entries)
    random.shuffle(entries)
    after = assessed(case, entries)
    assert verdict(after) == verdict(before)
    assert numbers(after, 1) == numbers(before, 1)


@settings(deadline=None, max_examples=150)
@given(cases((*MIRRORED, "sum")))
def test_the_scale_of_numbers_changes_nothing(case: Case) -> None:
    before = assessed(case, entries_of(case))
    larger = case.scaled(8)
    after = assessed(larger, entries_of(larger))
    assert verdict(after) == verdict(before)
    assert numbers(after, 1) == numbers(before, 8)[:2] + numbers(before, 1)[2:]


# Counts do not shrink a sum, so that a sum has no mirror.
@settings(deadline=None, max_examples=150)
@given(cases())
def test_less_of_what_falls_is_as_good_as_more_of_what_rises(case: Case) -> None:
    before = assessed(case, entries_of(case))
    mirrored = case.scaled(-1)
    after = assessed(mirrored, entries_of(mirrored))
    assert verdict(after) == verdict(before)
    assert numbers(after, 1) == numbers(before, -1)[:2] + numbers(before, 1)[2:]
