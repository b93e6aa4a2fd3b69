# SPDX-License-Identifier: Apache-2.0
"""An indicator on its page: numbers, test, entries used and set aside, rows of its chart."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import actionplan as ap
from actionplan.plot.style import interval_of
from actionplan.site.facts import EntryFacts, Facts, MeasureFacts
from actionplan.site.presentation import Shown, shown
from actionplan.site.words import N_

_CHARTED = {
    ap.EntryUse.used: "value",
    ap.EntryUse.agrees: "value",
    ap.EntryUse.superseded: "value",
    ap.EntryUse.alternative: "other",
}


@dataclass(slots=True)
class IndicatorFacts:
    """An indicator with its verdict, explained."""

    indicator: ap.Indicator | None
    told: ap.IndicatorExplanation
    verdict: ap.IndicatorAssessment
    profile: ap.IndicatorProfile | None
    unit: str
    value: Shown | None
    numbers: list[tuple[str, str, float]]  # label, digits to show, the number itself
    turning: str | None  # the digits of what the verdict turns at
    entries: list[tuple[EntryFacts, ap.EntryUse]]
    chart: list[dict[str, Any]]
    has_suppressed_input: bool  # that its formula took, and a later version dropped

    @property
    def is_suppressed(self) -> bool:
        """Is its value not to be told, nor anything that would tell it?"""
        return self.has_suppressed_input or (self.value is not None and self.value.is_suppressed)


@dataclass(slots=True)
class DroppedFacts:
    """An indicator that a later version dropped."""

    told: ap.DroppedIndicator
    is_suppressed: bool  # an entry on it, and so anything that would tell it


def dropped_of(facts: Facts, measure: MeasureFacts) -> list[DroppedFacts]:
    """The indicators that a later version of the measure dropped, explained."""
    return [
        DroppedFacts(told, _is_any_suppressed(facts, measure, told.id))
        for told in facts.explanations[measure.index].dropped
    ]


def tells_suppressed(facts: Facts, measure: MeasureFacts) -> bool:
    """Has the measure an entry whose value is suppressed, which its status would tell?"""
    return any(_is_any_suppressed(facts, measure, one.id) for one in measure.measure.indicators)


def _is_any_suppressed(facts: Facts, measure: MeasureFacts, indicator: str) -> bool:
    return any(
        facts.is_suppressed(told.entry)
        for told in measure.entries
        if told.entry.indicator == indicator
    )


def indicators_of(facts: Facts, measure: MeasureFacts) -> list[IndicatorFacts]:
    """The measure's indicators, explained. Empty for a dropped measure."""
    explanation = facts.explanations[measure.index]
    by_id = {indicator.id: indicator for indicator in measure.measure.indicators}
    return [
        _read(facts, measure, by_id.get(told.verdict.id), told) for told in explanation.indicators
    ]


def _read(
    facts: Facts,
    measure: MeasureFacts,
    indicator: ap.Indicator | None,
    told: ap.IndicatorExplanation,
) -> IndicatorFacts:
    verdict = told.verdict
    profile = facts.profiles.get(verdict.id)
    entries = [(facts.entries[used.id], used.use) for used in told.entries]
    estimate = told.estimate
    value = None
    if verdict.value is not None:
        # The fewest cases of an entry used stand for what was joined of them.
        cases = [e.entry.n for e, use in entries if use == ap.EntryUse.used and e.entry.n]
        error = estimate.standard_error if estimate is not None else None
        value = shown(
            verdict.value,
            standard_error=error or None,
            df=estimate.df if estimate is not None else None,
            n=min(cases) if cases else None,
            kind=verdict.kind,
            rule=facts.options.small_cells,
        )
        value = dataclasses.replace(value, decimals=told.decimals)
    return IndicatorFacts(
        indicator=indicator,
        told=told,
        verdict=verdict,
        profile=profile,
        unit=(profile.unit or "") if profile is not None else "",
        value=value,
        numbers=_numbers(told, value),
        turning=_bound(told, told.turning_value),
        entries=entries,
        chart=_chart(facts, measure, verdict, told, profile, entries),
        has_suppressed_input=_has_suppressed_input(facts, told),
    )


def _has_suppressed_input(facts: Facts, told: ap.IndicatorExplanation) -> bool:
    inputs = {
        change.before.text
        for change in told.changes
        if change.name == "input" and change.before is not None
    }
    return any(
        facts.is_suppressed(one.entry)
        for one in (facts.entries.values() if inputs else ())
        if one.entry.indicator in inputs
    )


def _bound(told: ap.IndicatorExplanation, number: float | None) -> str | None:
    return None if number is None else ap.shown_bound(number, told.decimals, told.is_falling)


def _numbers(told: ap.IndicatorExplanation, value: Shown | None) -> list[tuple[str, str, float]]:
    """What was compared, by its label; nothing that would tell a suppressed value."""
    verdict = told.verdict

    def plain(number: float) -> str:
        return ap.shown_number(number, told.decimals)

    rows: list[tuple[str, float | None, Callable[[float], str]]] = [
        (N_("Baseline"), told.baseline, plain),
        (N_("Target"), verdict.target, plain),
        (
            N_("Expected by the value's day"),
            verdict.expected,
            lambda number: ap.shown_bound(number, told.decimals, told.is_falling),
        ),
    ]
    if value is None or not value.is_suppressed:
        error = told.estimate.standard_error if told.estimate is not None else None
        alpha = told.alpha or 0.0
        rows += [
            (N_("Standard error"), error or None, lambda number: ap.shown_digits(number, 2)),
            (N_("Lowest reading"), told.lowest, plain),
            (N_("Highest reading"), told.highest, plain),
            (
                N_("p of the one-sided test"),
                told.p_value,
                lambda number: ap.shown_beside(number, alpha),
            ),
            (N_("Level of the test"), told.alpha, ap.shown_reported),
        ]
    return [(label, write(number), number) for label, number, write in rows if number is not None]


def _chart(
    facts: Facts,
    measure: MeasureFacts,
    verdict: ap.IndicatorAssessment,
    told: ap.IndicatorExplanation,
    profile: ap.IndicatorProfile | None,
    entries: list[tuple[EntryFacts, ap.EntryUse]],
) -> list[dict[str, Any]]:
    """Rows for `drawing.trajectories`; empty where a chart would show no more than the numbers."""
    rows = []
    for told_entry, use in entries:
        row = _chart_value(facts, told_entry.entry, use)
        if row is not None:
            rows.append(row)
    if not rows or (len(rows) == 1 and verdict.target is None):
        return []
    rows.sort(key=lambda row: (row["day"], row["kind"], row["value"]))
    due = measure.due
    start = measure.measure.deadline.start
    begin = facts.path_starts.get(verdict.id)
    targets = profile.targets if profile is not None else ()
    if verdict.target is not None and due is not None:
        if told.baseline is not None and begin is not None and len(targets) < 2:
            rows.append(_row("path", begin, told.baseline))
            rows.append(_row("path", due, verdict.target))
        rows.append(_row("target", due, verdict.target))
    rows += [{"kind": "window", "day": day.isoformat()} for day in (start, due) if day is not None]
    rows.append({"kind": "day", "day": facts.assessment.as_of.isoformat()})
    return rows


def _chart_value(facts: Facts, entry: ap.Entry, use: ap.EntryUse) -> dict[str, Any] | None:
    """The row of one entry's value; None where it has none, is a part, or may not be shown."""
    drawn = _CHARTED.get(use)
    if drawn is None or entry.value is None or entry.dimension:
        return None
    if facts.is_suppressed(entry):
        return None
    row = _row(drawn, ap.true_from(entry), entry.value)
    interval = interval_of(entry)
    if interval is not None:
        row.update(low=interval[0], high=interval[1])
    return row


def _row(kind: str, day: datetime.date, value: float) -> dict[str, Any]:
    return {"kind": kind, "day": day.isoformat(), "value": value}
