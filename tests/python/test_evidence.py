# SPDX-License-Identifier: Apache-2.0
"""Entries and the ledger in memory."""

from __future__ import annotations

import copy
import hashlib
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap

days = st.dates(date(2015, 1, 1), date(2019, 6, 1))
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
some = st.text("abc é", min_size=1, max_size=8).map(lambda text: text.strip() or "x")
numbers = st.floats(-1e6, 1e6)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def periods(draw: st.DrawFn) -> ap.Period:
    first, last = sorted((draw(days), draw(days)))
    return ap.Period(first, last)


sources = st.builds(ap.Source, some, maybe(days), texts)


@st.composite
def observations(draw: st.DrawFn, indicator: str = "1/1") -> ap.Entry:
    has_error = draw(st.booleans())
    return ap.Entry(
        "observation",
        draw(days) + timedelta(days=2000),
        indicator=indicator,
        dimension=draw(st.dictionaries(some, some, max_size=2)),
        period=draw(maybe(periods())),
        observed_on=draw(maybe(days)),
        published_on=draw(maybe(days)),
        value=draw(numbers),
        denominator=draw(maybe(st.floats(1, 1e6))),
        standard_error=draw(st.floats(0, 100)) if has_error else None,
        df=draw(maybe(st.floats(1, 100))) if has_error else None,
        n=draw(maybe(st.integers(1, 10**6))),
        unit=draw(texts),
        reporter=draw(some),
        reporter_type=draw(st.sampled_from(list(ap.ReporterType))),
        method=draw(st.sampled_from(list(ap.Method))),
        text=draw(texts),
        sources=draw(st.lists(sources, min_size=1, max_size=3)),
    )


def encoding(entry: ap.Entry) -> bytes:
    """The canonical encoding by docs/guide/evidence.md, without the library."""
    lines = [b"actionplan/entry@1\n"]

    def add(name: str, value: object) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            value = "true" if value else "false"
        elif isinstance(value, float):
            value = shortest(value)
        elif isinstance(value, ap.Period):
            value = f"{value.first}/{value.last}"
        data = str(value).encode()
        lines.append(f"{name}={len(data)}:".encode() + data + b"\n")

    for name in ("kind", "recorded_on", "measure", "indicator", "agency", "about", "replaces"):
        add(name, getattr(entry, name))
    for name, category in sorted(entry.dimension.items(), key=lambda part: part[0].encode()):
        add("dimension", name)
        add("category", category)
    for name in (
        *("period", "observed_on", "done_on", "published_on", "value", "denominator"),
        *("standard_error", "df", "n", "deff", "done", "completion", "verification", "unit"),
        *("reporter", "reporter_type", "method", "member", "person", "text"),
    ):
        add(name, getattr(entry, name))
    for source in entry.sources:
        add("source", source.text)
        add("accessed_on", source.accessed_on)
        add("content_hash", source.content_hash)
    return b"".join(lines)


def shortest(value: float) -> str:
    """The shortest decimal that reads back, fixed or with an exponent, whichever is shorter."""
    digits = repr(value + 0.0 if value else 0.0)
    mantissa, _, exponent = digits.partition("e")
    fixed = digits if not exponent else f"{value:f}"
    plain = fixed.removesuffix(".0") if not exponent else None
    number = plain if plain is not None else mantissa.removesuffix(".0") + "e" + exponent
    sign, body = ("-", number[1:]) if number.startswith("-") else ("", number)
    if "e" in body:
        head, _, power = body.partition("e")
        return f"{sign}{head}e{power[0]}{power[1:].zfill(2)}"
    integer, _, fraction = body.partition(".")
    significant = (integer + fraction).lstrip("0").rstrip("0")
    if not significant:
        return "0"
    leading = len(fraction) - len(fraction.lstrip("0")) + 1
    power = len(integer) - 1 if integer != "0" else -leading
    head = significant[0] + ("." + significant[1:] if len(significant) > 1 else "")
    scientific = f"{head}e{'-' if power < 0 else '+'}{abs(power):02d}"
    return sign + (scientific if len(scientific) < len(body) else body)


@given(observations())
def test_an_id_is_recomputed_without_the_library(entry: ap.Entry) -> None:
    assert ap.canonical(entry) == encoding(entry)
    assert ap.entry_id(entry) == hashlib.sha256(encoding(entry)).hexdigest()


@given(observations())
def test_a_value_survives_copying_and_pickling(entry: ap.Entry) -> None:
    assert copy.deepcopy(entry) == entry
    assert pickle.loads(pickle.dumps(entry)) == entry
    assert entry.replace(value=1.5).value == 1.5


@given(observations())
def test_the_ledger_gives_back_what_it_was_given(entry: ap.Entry) -> None:
    ledger = ap.Evidence([entry])
    assert ledger[0] == entry
    assert ledger.id(0) == ap.entry_id(entry)
    assert ledger.find(ap.entry_id(entry)) == 0


@st.composite
def ledgers(draw: st.DrawFn) -> list[ap.Entry]:
    entries = [
        draw(observations(draw(st.sampled_from(["1/1", "1/2"])))).replace(dimension={})
        for _ in range(draw(st.integers(0, 6)))
    ]
    for entry in list(entries):
        if draw(st.integers(0, 3)) == 0:
            later = entry.recorded_on + timedelta(days=draw(st.integers(0, 30)))
            entries.append(
                entry.replace(recorded_on=later, value=draw(numbers), replaces=ap.entry_id(entry))
            )
    return entries


def measured(aggregation: str, direction: str = "up") -> ap.PlanHistory:
    text = "trainings, laws"
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(title="A plan")
    builder.measures = [
        ap.Measure(
            id="1",
            number="1",
            title="Measure",
            indicator_text=text,
            indicators=[
                ap.Indicator("1/1", "count", "trainings", ap.Span(0, 9)),
                ap.Indicator("1/2", "count", "laws", ap.Span(11, 15)),
            ],
            deadline=ap.Deadline(kind="window", start="2016-01-01", due="2018-12-31"),
        )
    ]
    said = ap.IndicatorProfile(
        direction=direction, baseline=0, targets=[ap.Target(100)], aggregation=aggregation
    )
    return ap.PlanHistory(builder.build(), ap.Profile(indicators={"1/1": said, "1/2": said}))


def verdicts(assessment: ap.Assessment) -> list[tuple[Any, ...]]:
    return [
        (row.deadline_status, row.derived, *((i.status, i.value) for i in row.indicators))
        for row in assessment
    ]


aggregations = st.sampled_from(["last", "sum", "mean", "max", "min"])


@settings(max_examples=50)
@given(ledgers(), aggregations, st.randoms())
def test_the_order_of_appends_changes_nothing(
    entries: list[ap.Entry], aggregation: str, random: Any
) -> None:
    history = measured(aggregation)
    want = verdicts(ap.assess(history, ap.Evidence(entries), as_of="2019-12-31"))
    random.shuffle(entries)
    ledger = ap.Evidence()
    for entry in entries:
        ledger = ledger.appended([entry])
    assert verdicts(ap.assess(history, ledger, as_of="2019-12-31")) == want


@settings(max_examples=50)
@given(ledgers(), aggregations, st.dates(date(2020, 1, 1), date(2025, 1, 1)))
def test_what_is_recorded_after_known_at_changes_nothing(
    entries: list[ap.Entry], aggregation: str, known_at: date
) -> None:
    history = measured(aggregation)
    known = [entry for entry in entries if entry.recorded_on <= known_at]
    one, other = (
        ap.assess(history, ap.Evidence(some), as_of="2019-12-31", known_at=known_at)
        for some in (entries, known)
    )
    assert verdicts(one) == verdicts(other)


@settings(max_examples=50)
@given(ledgers(), ledgers(), aggregations, days)
def test_what_is_observed_later_and_replaces_nothing_changes_nothing(
    entries: list[ap.Entry], more: list[ap.Entry], aggregation: str, as_of: date
) -> None:
    history = measured(aggregation)
    later = [entry for entry in more if ap.true_from(entry) > as_of and entry.replaces is None]
    one, other = (
        ap.assess(history, ap.Evidence(some), as_of=as_of) for some in (entries, entries + later)
    )
    assert verdicts(one) == verdicts(other)


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 150), min_size=2, max_size=3),
    st.integers(0, 2),
    st.integers(1, 50),
    st.sampled_from(["last", "max"]),
)
def test_a_better_value_never_lowers_a_rising_indicator(
    values: list[int], which: int, better: int, aggregation: str
) -> None:
    history = measured(aggregation)
    order = ["behind", "not_met", "incomplete", "on_track", "met"]

    def status(numbers: list[int]) -> str:
        ledger = ap.Evidence(
            ap.Entry(
                "observation",
                "2019-06-01",
                indicator="1/1",
                period=str(2016 + year),
                value=number,
                reporter="One",
                source="Report",
            )
            for year, number in enumerate(numbers)
        )
        row = ap.assess(history, ledger, as_of="2019-12-31")["1"]
        return str(row.indicators[0].status)

    raised = list(values)
    raised[which % len(values)] += better
    assert order.index(status(raised)) >= order.index(status(values))


def test_an_entry_says_what_it_lacks() -> None:
    with pytest.raises(ap.InvalidArgument, match="has no value; give one"):
        ap.Evidence(
            [ap.Entry("observation", "2018-01-01", indicator="1/1", reporter="x", source="y")]
        )


def test_a_moment_is_no_day() -> None:
    from datetime import datetime

    with pytest.raises(TypeError, match="moment"):
        ap.Entry("note", datetime(2018, 1, 1), text="x")  # noqa: DTZ001


def test_an_estimate_has_an_interval_and_tests() -> None:
    estimate = ap.Estimate(1.812, 1, df=10)
    low, high = estimate.confint()
    assert low < 1.812 < high
    assert ap.p_value_above(estimate, 0) == pytest.approx(0.05, abs=1e-4)
    assert ap.p_value_below(estimate, 0) == pytest.approx(0.95, abs=1e-4)
