# SPDX-License-Identifier: Apache-2.0
"""What an argument cannot be is refused in one line that names it."""

from __future__ import annotations

import datetime
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest

import actionplan as ap


def history_of() -> ap.PlanHistory:
    row = {"No": "1", "Measure": "Reform", "Deadline": "2024", "Indicator": "Number of laws"}
    return ap.PlanHistory(ap.plan_from_frame([row]))


def entry(**more: Any) -> ap.Entry:
    said: dict[str, Any] = {"indicator": "1/1", "period": "2016", "value": 1, "source": "a"}
    return ap.Entry("observation", "2025-01-01", **{"reporter": "Court", **said, **more})


@pytest.mark.parametrize("truth", [True, np.True_])
@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (lambda truth: entry(value=truth), "Entry: value"),
        (lambda truth: entry(n=truth), "Entry: n"),
        (ap.Target, "Target: value"),
        (lambda truth: ap.IndicatorProfile(baseline=truth), "IndicatorProfile: baseline"),
        (lambda truth: ap.assess(history_of(), as_of="2026-01-01", alpha=truth), "assess: alpha"),
        (
            lambda truth: ap.assess(history_of(), as_of="2026-01-01", due_soon_days=truth),
            "assess: due_soon_days",
        ),
        (
            lambda truth: ap.assess(history_of(), as_of="2026-01-01").explain_text(truth),
            "explain_text: measure",
        ),
    ],
)
def test_true_is_no_number(make: Any, argument: str, truth: Any) -> None:
    with pytest.raises(TypeError, match=f"{argument} is .*True.*, an? .*; give ") as raised:
        make(truth)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("number", [np.float64(2), np.int64(2), np.float32(2), 2, 2.0])
def test_other_numbers_are_numbers(number: Any) -> None:
    assert ap.Target(number).value == 2
    if not isinstance(number, float | np.floating):
        assert entry(n=number).n == 2


def test_an_empty_frame_is_no_list_of_entries() -> None:
    for frame in (pd.DataFrame(), pd.DataFrame({"value": [1]})):
        with pytest.raises(TypeError, match=r"read it first: evidence_from_frame\(data"):
            ap.Evidence(frame)
    assert len(ap.Evidence([])) == 0
    assert len(ap.Evidence(one for one in [entry()])) == 1


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: ap.assess(history_of(), as_of=None), "assess: as_of: A day is"),  # type: ignore[arg-type]
        (
            lambda: entry(observed_on=pd.Timestamp("2024-01-01")),
            "Entry: observed_on: A .*Timestamp",
        ),
        (lambda: ap.assess_days(history_of(), as_of=[2024]), "assess: as_of: A day is"),  # type: ignore[list-item]
        (lambda: ap.IndicatorProfile(set_by="me"), 'IndicatorProfile: set_by: "me" is no SetBy'),
    ],
)
def test_what_is_no_day_or_word_is_named_with_its_argument(call: Any, argument: str) -> None:
    with pytest.raises((TypeError, ap.InvalidArgument), match=argument):
        call()


@pytest.mark.parametrize("door", ["evidence_from_frame", "reading_from_frame", "plan_from_frame"])
def test_two_columns_of_one_name_are_refused_with_a_remedy(door: str) -> None:
    frame = pd.DataFrame([["a", "b"]], columns=["Measure", "Measure"])
    words = f'^{door}: The table has two columns called "Measure"; give one of them another name'
    with pytest.raises(ap.InvalidArgument, match=words):
        getattr(ap, door)(frame)


def test_a_page_of_less_than_nothing_is_named() -> None:
    assessed = ap.assess(history_of(), as_of=datetime.date(2026, 1, 1))
    with pytest.raises(ap.InvalidArgument, match=r"The page size is -1; give"):
        assessed.where("overdue", page_size=-1)


@pytest.mark.parametrize("text", ["n/a", "-"])
def test_a_text_in_place_of_a_number_may_be_declared(text: str) -> None:
    table = {
        "indicator": ["1/1"] * 2,
        "period": ["2015", "2016"],
        "value": ["5", text],
        "source": ["a"] * 2,
        "reporter": ["Court"] * 2,
    }
    with pytest.warns(UserWarning, match=r"absent value, declare it \(missing\)"):
        ap.evidence_from_frame(table, recorded_on="2025-01-01")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = ap.evidence_from_frame(table, recorded_on="2025-01-01", missing=[text])
    assert len(rows.entries) == 1
