# SPDX-License-Identifier: Apache-2.0
"""Every call that takes a question whether to stop, on input that takes it some time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import actionplan as ap

ROWS = 20_000
HEADER = "No,Measure,Indicator,Implementing agencies,Deadline\n"


@cache
def table() -> bytes:
    """A plan as CSV: each measure with two indicators, an agency and quarterly reports."""
    row = "1.{0},Training {0},Number of trainings; report {0},Agency {1},2016-2018 quarterly\n"
    return (HEADER + "".join(row.format(i, i % 500) for i in range(ROWS))).encode()


@cache
def plan() -> ap.Plan:
    return ap.read(table())


@cache
def _entries() -> bytes:
    row = "{0}/1,{1},2016,Agency,doc\n"
    lines = (row.format(measure.id, i) for i, measure in enumerate(plan().measures))
    return ("indicator,value,period,reporter,source\n" + "".join(lines)).encode()


@cache
def ledger() -> ap.Evidence:
    return ap.Evidence(ap.evidence_from_csv(_entries(), recorded_on="2017-01-01").entries)


@cache
def assessed() -> ap.Assessment:
    return ap.assess(plan(), ledger(), as_of="2018-01-01")


def _json() -> str:
    lines = table().splitlines(keepends=True)
    return ap.read(b"".join(lines[: ROWS // 10])).to_json()


Call = Callable[[Any], Any]


def _of_plan(function: Callable[..., Any], *more: Any) -> Call:
    made = plan()
    return lambda cancel: function(made, *more, cancel=cancel)


def _of_assessment(function: Callable[..., Any]) -> Call:
    made = assessed()
    return lambda cancel: function(made, cancel=cancel)


def _of(function: Callable[..., Any], given: Any, **options: Any) -> Call:
    return lambda cancel: function(given, **options, cancel=cancel)


def _assess() -> Call:
    # Ratings keep it from the short way.
    entry = ap.Entry(
        "rating",
        recorded_on="2017-01-01",
        measure=plan().measures[0].id,
        completion="limited",
        reporter="A rater",
        reporter_type="independent",
        sources=[ap.Source("doc")],
    )
    made, known = plan(), ledger().appended([entry])
    return lambda cancel: ap.assess(made, known, as_of="2018-01-01", cancel=cancel)


CALLS: dict[str, Callable[[], Call]] = {
    "read": lambda: _of(ap.read, table()),
    "read_all": lambda: _of(ap.read_all, table(), trace=True),
    "read_document": lambda: _of(ap.read_document, table()),
    "interpret": lambda: _of(ap.interpret, ap.table_from_csv(table())),
    "table_from_csv": lambda: _of(ap.table_from_csv, table()),
    "table_from_text": lambda: _of(ap.table_from_text, table().replace(b",", b"\t")),
    "plan_from_json": lambda: _of(ap.plan_from_json, _json()),
    "evidence_from_csv": lambda: _of(ap.evidence_from_csv, _entries(), recorded_on="2017-01-01"),
    "apply": lambda: _of_plan(ap.apply, ap.Profile()),
    "lint": lambda: _of_plan(ap.lint),
    "calendar": lambda: _of_plan(ap.calendar),
    "to_json": lambda: _of_plan(ap.to_json),
    "assess": _assess,
    "to_csv": lambda: _of_assessment(ap.to_csv),
    "indicators_to_csv": lambda: _of_assessment(ap.indicators_to_csv),
    "explanations_to_json": lambda: _of_assessment(ap.explanations_to_json),
    "open_data": lambda: _of_assessment(ap.open_data),
}
