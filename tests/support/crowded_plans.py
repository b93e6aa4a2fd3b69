# SPDX-License-Identifier: Apache-2.0
"""Assessments that are hard to draw: long and wide labels, every status, many measures."""

from __future__ import annotations

from collections.abc import Callable

import actionplan as ap

AS_OF = "2019-03-01"
WIDE = "MWMW WWWW MMMM Wide letters all the way " * 3
LONG = "Strengthening the transparency and accountability of public procurement at every level "
IDEOGRAPHS = "公開政府行動計画における情報公開制度の強化と市民参加の促進に関する施策の実施状況" * 2
CYRILLIC = "Обеспечение прозрачности деятельности государственных органов и подотчётности " * 2
ARABIC = "تعزيز الشفافية والمساءلة في القطاع العام وتوسيع نطاق المشاركة المجتمعية " * 2
LABELS = (WIDE, LONG * 3, IDEOGRAPHS, CYRILLIC, ARABIC, "x")

WINDOW = ap.Deadline("2017-2018", "window", "2017-01-01", "2018-12-31", "2017/2018")


def _measure(number: str, title: str, deadline: ap.Deadline, **fields: object) -> ap.Measure:
    text = "number of trainings"
    indicator = ap.Indicator(f"{number}/1", "count", text, ap.Span(0, len(text)))
    return ap.Measure(
        number,
        number=number,
        title=title,
        indicator_text=text,
        indicators=[indicator],
        deadline=deadline,
        **fields,  # type: ignore[arg-type]
    )


def _rating(measure: str, completion: str, day: str, **fields: object) -> ap.Entry:
    return ap.Entry(
        "rating",
        "2019-03-01",
        measure=measure,
        completion=completion,
        observed_on=day,
        reporter="A rater",
        reporter_type="independent",
        source="A report",
        **fields,  # type: ignore[arg-type]
    )


def every_status() -> ap.Assessment:
    """A measure for each deadline status, in sections and of agencies with long names."""
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(LONG, "2017-01-01", language="en", period="2017-2019")
    for place, label in enumerate(LABELS):
        builder.add(ap.Agency(f"agency-{place}", label))
        builder.add(ap.Section(f"s{place}", f"{place + 1}.2.3.4", label))
    deadlines = {
        "upcoming": ap.Deadline("2020", "window", "2020-01-01", "2020-12-31", "2020"),
        "open": ap.Deadline("2019", "window", "2019-01-01", "2019-12-31", "2019"),
        "due_soon": ap.Deadline("by 20 March", "by", due="2019-03-20"),
        "awaiting_trigger": ap.Deadline("30 days after", "relative"),
        "no_date": ap.Deadline("to be determined", reason="undetermined"),
        "unread": ap.Deadline("by Mrach 2018", reason="unread"),
    }
    entries = []
    for place, status in enumerate(ap.DeadlineStatus):
        number = f"Commitment 12.34.{place}-a"
        force = "recommended" if status == "lapsed" else "binding"
        builder.add(
            _measure(
                number,
                LABELS[place % len(LABELS)],
                deadlines.get(str(status), WINDOW),
                section=f"s{place % len(LABELS)}",
                assignments=[ap.Assignment(f"agency-{place % len(LABELS)}", force=force)],
            )
        )
        if status == "done_on_time":
            entries.append(_rating(number, "complete", "2018-12-31"))
        elif status == "done_late":
            entries.append(_rating(number, "complete", "2019-02-01", done_on="2019-01-31"))
        elif status == "done_timing_unknown":
            entries.append(_rating(number, "complete", "2019-02-01"))
        elif status in ("overdue", "lapsed"):
            entries.append(_rating(number, "limited", "2019-02-01"))
        elif status == "undecided":
            entries.append(_rating(number, "limited", "2018-02-01"))
        elif status == "withdrawn":
            entries.append(_rating(number, "withdrawn", "2018-02-01"))
    assessment = ap.assess(builder.build(), ap.Evidence(entries), as_of=AS_OF)
    assert {str(status) for status, count in assessment.summary().items() if count} == {
        str(status) for status in ap.DeadlineStatus
    }
    return assessment


def lopsided() -> ap.Assessment:
    """Of 300 measures in one section nearly all have one status, and each other status has one."""
    builder = ap.PlanBuilder(every_status().plan)
    builder.measures = [measure.replace(section="s0") for measure in builder.measures]
    for place in range(300 - len(builder.measures)):
        builder.add(_measure(f"9.{place}", LONG, WINDOW, section="s0"))
    return ap.assess(builder.build(), every_status().evidence, as_of=AS_OF)


def _values(numbers: list[tuple[str, float]], **said: object) -> ap.Assessment:
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("A plan", "2017-01-01", period="2017-2018")
    builder.add(_measure("1", LONG, WINDOW))
    profile = ap.Profile(
        indicators={
            "1/1": ap.IndicatorProfile(
                unit="millions of national currency units per inhabitant and year of the plan",
                aggregation="last",
                **said,  # type: ignore[arg-type]
            )
        }
    )
    entries = [
        ap.Entry(
            "observation",
            "2019-02-01",
            indicator="1/1",
            period=period,
            value=value,
            unit=str(profile.indicators["1/1"].unit),
            reporter="Ministry",
            source="Report",
        )
        for period, value in numbers
    ]
    history = ap.PlanHistory(builder.build(), profile)
    return ap.assess(history, ap.Evidence(entries), as_of="2018-11-30")


def huge_values() -> ap.Assessment:
    return _values(
        [("2017Q1", 1.2e12), ("2017Q4", 3.5e12), ("2018Q3", -2.5e12)],
        direction="up",
        baseline=1e12,
        targets=[ap.Target(9.87654321e12)],
    )


def tiny_values() -> ap.Assessment:
    return _values(
        [("2017Q1", 0.000012), ("2017Q4", 0.000013), ("2018Q3", 0.0000131)],
        direction="up",
        baseline=0.00001,
        targets=[ap.Target(0.00002)],
    )


def falling_values() -> ap.Assessment:
    return _values(
        [("2017Q1", 95), ("2017Q4", 70), ("2018Q3", 45)],
        direction="down",
        baseline=100,
        targets=[ap.Target(40)],
    )


def many_targets() -> ap.Assessment:
    months = [f"{year}-{month:02}" for year in (2017, 2018) for month in range(1, 13)]
    targets = [ap.Target(10 + place, period=month) for place, month in enumerate(months)]
    return _values([("2017-06", 15), ("2018-06", 28)], direction="up", baseline=0, targets=targets)


def one_value_on_the_day() -> ap.Assessment:
    return _values(
        [("2018-11-30", 99)], direction="up", baseline=98, targets=[ap.Target(100)],
        baseline_on="2018-11-01",
    )  # fmt: skip


def crossing_values() -> ap.Assessment:
    """Up, over the target, back to it, and level with it."""
    return _values(
        [("2017Q1", 20), ("2017Q4", 60), ("2018Q1", 110), ("2018Q2", 150), ("2018Q3", 98)],
        direction="up",
        baseline=10,
        targets=[ap.Target(100)],
    )


def level_values() -> ap.Assessment:
    """A baseline and a target that hardly differ, and values about them."""
    return _values(
        [("2017Q1", 100.1), ("2017Q4", 90), ("2018Q3", 100.2)],
        direction="up",
        baseline=100,
        targets=[ap.Target(100.5)],
    )


SERIES: dict[str, Callable[[], ap.Assessment]] = {
    "huge_values": huge_values,
    "tiny_values": tiny_values,
    "falling_values": falling_values,
    "many_targets": many_targets,
    "one_value_on_the_day": one_value_on_the_day,
    "crossing_values": crossing_values,
    "level_values": level_values,
}
