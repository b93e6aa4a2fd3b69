# SPDX-License-Identifier: Apache-2.0
"""A day is a datetime.date or its ISO text, and never a datetime."""

from __future__ import annotations

import datetime
import pickle
from datetime import date
from typing import Any

import pytest

import actionplan as ap


def due(day: Any) -> date | None:
    return ap.DeadlineCorrection("by", due=day).due


@pytest.mark.parametrize(
    "day", [date(1400, 1, 1), date(1969, 12, 31), date(2016, 2, 29), date(9999, 12, 31)]
)
def test_a_date_and_its_text_come_back_as_the_date(day: date) -> None:
    assert due(day) == day
    assert due(day.isoformat()) == day
    assert type(due(day)) is date


def test_a_subclass_of_date_is_a_date() -> None:
    class Day(date):
        pass

    assert due(Day(2016, 1, 2)) == date(2016, 1, 2)


@pytest.mark.parametrize(
    "moment",
    [
        datetime.datetime(2017, 6, 30),  # noqa: DTZ001
        datetime.datetime(2017, 6, 30, tzinfo=datetime.timezone.utc),
    ],
)
def test_a_datetime_is_refused_and_told_what_to_give(plan: ap.Plan, moment: Any) -> None:
    with pytest.raises(
        TypeError, match=r"is a moment, and a day is asked for; give its \.date\(\)"
    ):
        ap.assess(plan, as_of=moment)
    with pytest.raises(TypeError, match="moment"):
        ap.Period(moment, moment)
    with pytest.raises(TypeError, match="moment"):
        _ = moment in ap.Period.year(2017)


@pytest.mark.parametrize("day", [date(1399, 12, 31), date(1, 1, 1)])
def test_a_date_out_of_range_is_refused(day: date) -> None:
    with pytest.raises(ap.InvalidArgument, match="between 1400-01-01 and 9999-12-31"):
        due(day)


@pytest.mark.parametrize(
    "text",
    ["", "2017", "2017-6-30", "2017-02-29", "30.06.2017", "2017-06-30T00:00", " 2017-06-30",
     "99999-01-01", "２０１７-06-30", "2017-06-30\0"],
)  # fmt: skip
def test_a_text_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ap.ParseError, match=r'(^|^DeadlineCorrection: due: )Date "'):
        due(text)


@pytest.mark.parametrize("thing", [0, 20170630, 1.5, b"2017-06-30", datetime.time(1), ()])
def test_anything_else_is_refused(thing: Any) -> None:
    with pytest.raises(TypeError, match=r"A day is a datetime\.date or a text"):
        due(thing)


def test_as_of_must_be_given_by_name(plan: ap.Plan) -> None:
    with pytest.raises(TypeError):
        ap.assess(plan)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        ap.assess(plan, "2017-06-30")  # type: ignore[misc]
    with pytest.raises(TypeError, match="A day is"):
        ap.assess(plan, as_of=None)  # type: ignore[arg-type]


# Period


@pytest.mark.parametrize(
    ("period", "text", "edtf", "first", "last"),
    [
        (ap.Period.year(2016), "2016", "2016", "2016-01-01", "2016-12-31"),
        (ap.Period.half(2016, 2), "2016H2", "2016-41", "2016-07-01", "2016-12-31"),
        (ap.Period.quarter(2016, 1), "2016Q1", "2016-33", "2016-01-01", "2016-03-31"),
        (ap.Period.month(2016, 2), "2016-02", "2016-02", "2016-02-01", "2016-02-29"),
        (
            ap.Period("2016-01-01", date(2018, 12, 31)),
            "2016-2018",
            "2016/2018",
            "2016-01-01",
            "2018-12-31",
        ),
    ],
)
def test_a_period_knows_its_days_and_names(
    period: ap.Period, text: str, edtf: str, first: str, last: str
) -> None:
    assert period.text() == str(period) == text
    assert period.edtf() == edtf
    assert period.first.isoformat() == first
    assert period.last.isoformat() == last
    assert period.days() == (period.last - period.first).days + 1
    assert ap.Period.parse(text) == period
    assert repr(period) == f"Period.parse('{text}')"
    assert pickle.loads(pickle.dumps(period)) == period


def test_a_period_contains_days_and_periods() -> None:
    year = ap.Period.year(2016)
    assert "2016-12-31" in year
    assert date(2017, 1, 1) not in year
    assert ap.Period.parse("2016Q4") in year
    assert year.contains(ap.Period.parse("2016Q4"))
    assert not year.contains("2017-01-01")
    assert year.overlaps(ap.Period("2016-12-31", "2017-01-01"))
    assert not year.overlaps(ap.Period.year(2017))


def test_periods_are_ordered_by_first_day() -> None:
    texts = ["2016Q2", "2016", "2015", "2016Q1"]
    assert [p.text() for p in sorted(map(ap.Period.parse, texts))] == [
        "2015", "2016Q1", "2016", "2016Q2",
    ]  # fmt: skip


def test_a_period_may_be_given_as_its_text() -> None:
    assert ap.ExpectedReport("2016Q1").period == ap.Period.quarter(2016, 1)
    with pytest.raises(ap.ParseError):
        ap.ExpectedReport("2016Q5")
    with pytest.raises(TypeError):
        ap.ExpectedReport(b"2016Q1")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "make",
    [
        lambda: ap.Period("2016-01-02", "2016-01-01"),
        lambda: ap.Period.year(1399),
        lambda: ap.Period.half(2016, 3),
        lambda: ap.Period.quarter(2016, 0),
        lambda: ap.Period.month(2016, 13),
    ],
)
def test_a_period_that_cannot_be_is_refused(make: Any) -> None:
    with pytest.raises(ap.InvalidArgument):
        make()
