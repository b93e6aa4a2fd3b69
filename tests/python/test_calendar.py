# SPDX-License-Identifier: Apache-2.0
"""The calendar is what another program reads from it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import icalendar
import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]
PLAN_FILE = ROOT / "examples" / "data" / "az-nap-2016-2018.txt"
DUE_REPORTS = ROOT / "tests" / "data" / "golden" / "az-nap-2016-2018.due-reports.ics"


@pytest.fixture(scope="module")
def plan() -> ap.Plan:
    return ap.read(PLAN_FILE)


@pytest.fixture(scope="module")
def text(plan: ap.Plan) -> str:
    return ap.calendar(plan)


def read(text: str) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(text.encode())


def events(text: str) -> list[icalendar.Event]:
    return read(text).walk("VEVENT")


def test_the_calendar_says_what_it_is(text: str, plan: ap.Plan) -> None:
    calendar = read(text)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar["CALSCALE"] == "GREGORIAN"
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == json.loads(plan.to_json())["title"]
    assert calendar.errors == []


def test_each_measure_is_one_event_on_its_due_day(text: str, plan: ap.Plan) -> None:
    measures = json.loads(plan.to_json())["measures"]
    assert len(events(text)) == len(measures) == 59
    for event, measure in zip(events(text), measures, strict=True):
        due = datetime.date.fromisoformat(measure["deadline"]["due"])
        assert type(event["DTSTART"].dt) is datetime.date
        assert event["DTSTART"].dt == due
        assert event["DTEND"].dt == due + datetime.timedelta(days=1)
        assert event["SUMMARY"] == f"{measure['number']} {measure['title']}"
        assert event["TRANSP"] == "TRANSPARENT"


def test_the_stamp_is_the_day_of_adoption(text: str) -> None:
    stamps = {event["DTSTAMP"].dt for event in events(text)}
    assert stamps == {datetime.datetime(2016, 4, 27, tzinfo=datetime.timezone.utc)}


def test_the_description_tells_indicator_agencies_and_deadline(text: str, plan: ap.Plan) -> None:
    document = json.loads(plan.to_json())
    names = {agency["id"]: agency["name"] for agency in document["agencies"]}
    for event, measure in zip(events(text), document["measures"], strict=True):
        description = str(event["DESCRIPTION"])
        assert measure["indicator_text"] in description
        assert f"Deadline: {measure['deadline']['text']}" in description
        for assignment in measure["assignments"]:
            assert names[assignment["agency"]] in description
        for assumption in measure["deadline"]["assumptions"]:
            assert assumption in description


def test_uids_are_unique_and_stable(text: str, plan: ap.Plan) -> None:
    uids = [str(event["UID"]) for event in events(text)]
    assert len(set(uids)) == len(uids)
    assert uids == [str(event["UID"]) for event in events(ap.calendar(ap.read(PLAN_FILE)))]


def test_lines_are_folded_at_75_octets_and_end_in_crlf(text: str) -> None:
    data = text.encode()
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    for line in lines:
        assert len(line) <= 75
        line.decode()  # no character is cut


def test_it_survives_being_written_again(text: str) -> None:
    again = read(text).to_ical().decode()
    assert [event["SUMMARY"] for event in events(again)] == [e["SUMMARY"] for e in events(text)]


def test_expected_reports_with_a_due_day_are_events_of_their_own() -> None:
    found = events(DUE_REPORTS.read_bytes().decode())
    reports = [event for event in found if "expected report" in event["CATEGORIES"].cats]
    assert len(found) - len(reports) == 59
    # 5.4 expects twelve quarterly reports, 5.3 and 11.3 three annual ones each.
    assert len(reports) == 12 + 3 + 3
    assert len({str(event["UID"]) for event in found}) == len(found)
    first = min(reports, key=lambda event: event["DTSTART"].dt)
    assert str(first["SUMMARY"]).startswith("5.4 report on 2016Q1: ")
    assert first["DTSTART"].dt == datetime.date(2016, 6, 30)
