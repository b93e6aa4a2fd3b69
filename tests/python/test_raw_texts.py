# SPDX-License-Identifier: Apache-2.0
"""Nothing that a person reads in Python speaks of C++, of what binds it, or of a bare position."""

from __future__ import annotations

import pydoc
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import actionplan as ap
from actionplan import _core

ROWS = [{"No": "1", "Measure": "Build", "Indicator": "number of roads", "Deadline": "2016-2018"}]


@pytest.fixture(scope="module")
def small() -> ap.Plan:
    return ap.plan_from_frame(ROWS, title="Roads", period="2016-2018")


def entry(**fields: Any) -> ap.Entry:
    said: dict[str, Any] = {
        "indicator": "1/1", "period": "2016", "value": 3, "reporter": "R", "source": "S", **fields
    }  # fmt: skip
    return ap.Entry("observation", "2017-01-20", **said)


def table(value: Any) -> dict[str, list[Any]]:
    return {"indicator": ["1/1"], "period": ["2016"], "value": [value], "reporter": ["R"],
            "source": ["S"]}  # fmt: skip


def message_of(error: type[Exception], call: Callable[[], object]) -> str:
    with pytest.raises(error) as raised:
        call()
    return str(raised.value)


# Positions


def test_an_index_out_of_range_says_what_has_it_not_and_how_many_there_are(small: ap.Plan) -> None:
    days = ap.assess_days(small, as_of=["2017-01-01", "2018-01-01"])
    ledger = ap.Evidence([entry()])
    selected = ap.assess(small, as_of="2017-01-01").where("deadline_status = open")
    two = "it has 2: count from 0 to 1, or from the end from -1 to -2."
    one = "it has 1: count from 0 to 0, or from the end from -1 to -1."
    assert message_of(IndexError, lambda: days[5]) == f"AssessedDays has no day 5; {two}"
    assert message_of(IndexError, lambda: days[-3]) == f"AssessedDays has no day -3; {two}"
    assert days[-1].as_of == days[1].as_of
    none = type(days)()
    assert message_of(IndexError, lambda: none[0]) == "AssessedDays has no day 0; it is empty."
    for call in (lambda at: ledger[at], ledger.id, ledger.replaced_on):
        for at in (1, -2):
            told = message_of(IndexError, lambda call=call, at=at: call(at))
            assert told == f"The ledger has no entry {at}; {one}"
    told = message_of(IndexError, lambda: ap.Evidence()[0])
    assert told == "The ledger has no entry 0; it is empty."
    assert message_of(IndexError, lambda: selected[1]) == f"The selection has no row 1; {one}"
    assert selected[-1].id == selected[0].id


# What never changes


def test_a_field_that_cannot_be_set_says_what_to_do_instead(small: ap.Plan) -> None:
    made = entry()
    told = message_of(AttributeError, lambda: setattr(made, "value", 4))
    assert told == (
        "Entry: value cannot be set; it never changes: make another by replace(value=...)."
    )
    assert made.replace(value=4).value == 4
    assert made.value == 3
    told = message_of(AttributeError, lambda: delattr(made, "value"))
    assert told.startswith("Entry: value cannot be deleted; ")
    told = message_of(AttributeError, lambda: setattr(small, "sections", ()))
    assert told == (
        "Plan: sections cannot be set; it follows from what the object was made of; make another."
    )
    told = message_of(AttributeError, lambda: setattr(made, "valeu", 4))
    assert told == "Entry has no attribute `valeu` that could be set; did you mean `value`?"
    told = message_of(AttributeError, lambda: setattr(made, "zzzz", 4))
    assert told.startswith("Entry has no attribute `zzzz` that could be set; ")


def test_no_property_of_any_class_speaks_of_setters() -> None:
    classes = [one for one in vars(_core).values() if isinstance(one, type)]
    seen = 0
    for cls in classes:
        for name, member in vars(cls).items():
            if not isinstance(member, property) or member.fset is not None:
                continue
            if issubclass(cls, (str, BaseException)):
                continue
            blank = cls.__new__(cls)
            told = message_of(
                AttributeError, lambda blank=blank, name=name: setattr(blank, name, 1)
            )
            assert told.startswith(f"{cls.__name__}: {name} cannot be set; "), told
            seen += 1
    assert seen > 200


def test_what_can_be_set_still_is() -> None:
    builder = ap.PlanBuilder()
    builder.problems = [ap.Problem("x", "info", message="y")]
    assert [one.code for one in builder.problems] == ["x"]

    class Mine(ap.Entry):
        pass

    mine = Mine("note", "2017-01-20", measure="1", text="t", reporter="R", source="S")
    mine.own = 1  # type: ignore[attr-defined]
    assert mine.own == 1  # type: ignore[attr-defined]


# What help prints


def test_help_names_no_type_of_what_binds_it() -> None:
    words = re.compile("pybind11|instance_base|std::|actionplan::")
    for name, cls in vars(ap).items():
        if isinstance(cls, type):
            assert not words.search(pydoc.plain(pydoc.render_doc(cls))), name
            assert not words.search(repr(type(cls))), name
    first = pydoc.plain(pydoc.render_doc(ap.Entry)).splitlines()[2]
    assert first == "class Entry(_Object)"


def test_a_store_is_shown_by_its_file(tmp_path: Path, small: ap.Plan) -> None:
    file = tmp_path / "plan.sqlite"
    with ap.Store.create(file, small, recorded_on="2017-01-01") as store:
        assert repr(store) == f"<Store {str(file)!r}>"
        assert store.path == file
    assert store.path == file
    assert repr(store) == f"<Store {str(file)!r}>"


# Numbers


def test_a_span_of_time_is_no_number() -> None:
    frame = pd.DataFrame(table(1)).assign(value=pd.to_timedelta([3], unit="D"))
    with pytest.warns(UserWarning, match="left out"):
        rows = ap.evidence_from_frame(frame, recorded_on="2017-01-20")
    assert rows.entries == ()
    assert [one.message for one in rows.problems] == [
        'Column "value": it holds spans of time; turn them into numbers first, such as days by '
        ".dt.days."
    ]
    days = frame.assign(value=frame["value"].dt.days)
    assert ap.evidence_from_frame(days, recorded_on="2017-01-20").entries[0].value == 3


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("31-32", "a range"), ("31 – 32", "a range"), ("1.5-2.5", "a range"), ("<31", "a bound"),
        ("≥ 31", "a bound"), ("31+", "a bound"), ("~31", "a number that is not exact"),
        ("31±2", "a number that is not exact"), ("31*", "a number with the mark of a note"),
    ],
)  # fmt: skip
def test_a_text_that_is_more_than_a_number_is_told_what_it_looks_like(
    text: str, shape: str
) -> None:
    told = message_of(TypeError, lambda: entry(value=text))
    assert told == (
        f"Entry: value is {text!r}, a str that looks like {shape}; give the one number that is "
        "meant."
    )
    with pytest.warns(UserWarning, match=f"looks like {shape}; give the one number"):
        rows = ap.evidence_from_frame(table(text), recorded_on="2017-01-20")
    assert rows.entries == ()


@pytest.mark.parametrize("text", ["31", "2017-06-30", "many", "-", "<", "1-a"])
def test_any_other_text_is_told_to_be_a_number(text: str) -> None:
    told = message_of(TypeError, lambda: entry(value=text))
    assert told == f"Entry: value is {text!r}, a str; give a number, without quotes."
