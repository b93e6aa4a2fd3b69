# SPDX-License-Identifier: Apache-2.0
"""Plans whose numbers are missing, repeat, differ by case alone, or are hostile."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import actionplan as ap

NUMBERS = (
    *("", "", "3", "3", "3.", "3#2", "3/1", "a.1", "A.1", "a-1"),
    *("<b>1</b>", "../../etc", "..", ".", "CON", "con", "index", "nul.txt", " ", "\t"),
    *("a b", "a-b", "a/b", "a\\b", "=1+1", "'=1+1", "-1", "4\n5", "6\r7", "\x01", "\x7f"),
    *("\N{RIGHT-TO-LEFT OVERRIDE}1.2", "\N{ARABIC-INDIC DIGIT ONE}", "e\u0301", "\u00e9"),
    *("*", "\\", '"quoted"', "a, b", "a; b", "%2e%2e", "unnumbered", "9" * 300, "9" * 299 + "8"),
    "x-" + "0" * 12,
)


def ids_of(numbers: Iterable[str]) -> list[str]:
    """An id for each, as the readers of documents give it."""
    ids: list[str] = []
    for number in numbers:
        label = unicodedata.normalize("NFC", number) or "unnumbered"
        candidates = (label if i == 1 else f"{label}#{i}" for i in range(1, len(ids) + 2))
        ids.append(next(name for name in candidates if name not in ids))
    return ids


def plan_of(numbers: Sequence[str] = NUMBERS) -> ap.Plan:
    """A plan with a measure for each number, each with an indicator of its own."""
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(
        "Numbers", adopted_on="2016-01-01", language="en", period="2016"
    )
    builder.add(ap.Agency("ministry", "Ministry"))
    for place, (name, number) in enumerate(zip(ids_of(numbers), numbers, strict=True)):
        text = f"act {place} adopted"
        builder.add(
            ap.Measure(
                name,
                number,
                title=f"Title {place}",
                indicator_text=text,
                indicators=[ap.Indicator(f"{name}/1", "deliverable", text, ap.Span(0, len(text)))],
                assignments=[ap.Assignment("ministry", text="Ministry")],
                deadline=ap.Deadline("2016", kind="window", start="2016-01-01", due="2016-12-31"),
            )
        )
    return builder.build()


def is_done(place: int) -> bool:
    """Is the indicator of the measure at this position met?"""
    return place % 2 == 0


def entries_of(plan: ap.Plan) -> list[ap.Entry]:
    """Evidence on each measure: every other one is done, the rest is seen not to be."""
    return [
        ap.Entry(
            "deliverable",
            "2017-02-01",
            indicator=measure.indicators[0].id,
            done=is_done(place),
            done_on="2016-06-01" if is_done(place) else None,
            observed_on=None if is_done(place) else "2017-01-15",
            reporter="Ministry",
            source=f"https://example.org/{place}",
        )
        for place, measure in enumerate(plan)
    ]


def store_of(path: Path, numbers: Sequence[str] = NUMBERS) -> Path:
    """The plan and its evidence in a store."""
    plan = plan_of(numbers)
    with ap.Store.create(path, plan, recorded_on="2016-02-01") as store:
        store.append(entries_of(plan))
    return path
