# SPDX-License-Identifier: Apache-2.0
"""The family of errors is that of C++, and fits into Python's own."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import actionplan as ap


@pytest.mark.parametrize(
    ("error", "bases"),
    [
        (ap.Error, [Exception]),
        (ap.InvalidArgument, [ap.Error, ValueError]),
        (ap.ParseError, [ap.Error, ValueError]),
        (ap.NotFound, [ap.Error, LookupError]),
        (ap.EstimationError, [ap.Error]),
        (ap.StoreError, [ap.Error]),
        (ap.Cancelled, [ap.Error]),
    ],
)
def test_the_family(error: type[Exception], bases: list[type[Exception]]) -> None:
    assert list(error.__bases__) == bases
    assert error.__module__ == "actionplan"


def test_a_parse_error_knows_its_place() -> None:
    with pytest.raises(ap.ParseError) as caught:
        ap.plan_from_json('{\n  "schema": 5}')
    assert (caught.value.line, caught.value.column) == (2, 13)
    for again in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert (type(again), str(again), again.line) == (ap.ParseError, str(caught.value), 2)


def test_a_parse_error_about_the_whole_has_no_place() -> None:
    with pytest.raises(ap.ParseError) as caught:
        ap.read(b"")
    assert caught.value.line is None
    assert caught.value.column is None
    assert ap.ParseError("made by hand").line is None


def test_what_is_not_found_is_named(plan: ap.Plan, tmp_path: Path) -> None:
    with pytest.raises(ap.NotFound, match=r'Measure number "9\.9\.9" is not in the plan'):
        plan["9.9.9"]
    with pytest.raises(ap.NotFound, match="no-such"):
        ap.read(tmp_path / "no-such")
    with pytest.raises(LookupError, match="open_budget_survey"):
        ap.report_due_preset("nonsense")


def test_a_file_name_of_another_encoding_is_named_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(ap.NotFound, match=r"na.*me"):
        ap.read(tmp_path / "na\udcffme")


@pytest.mark.parametrize("text", ["a\ud800b", "\udcff"])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    with pytest.raises(ap.InvalidArgument, match="surrogate pair"):
        ap.Section(text)
    with pytest.raises(ap.InvalidArgument, match="surrogate pair"):
        ap.read_deadline(text)
    with pytest.raises(ap.InvalidArgument, match="surrogate pair"):
        ap.plan_from_json(text)


def test_bytes_are_no_text() -> None:
    with pytest.raises(TypeError, match="give a text"):
        ap.Section("1", title=b"\xff")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="give a text"):
        ap.read_deadline(b"2016")  # type: ignore[arg-type]


def test_a_day_that_cannot_be_read_names_its_argument(plan: ap.Plan, tmp_path: Path) -> None:
    calls: list[tuple[str, str, Callable[[], object]]] = [
        ("assess: as_of", "tomorrow", lambda: ap.assess(plan, as_of="tomorrow")),
        ("assess: known_at", "x", lambda: ap.assess(plan, as_of="2017-01-01", known_at="x")),
        ("Entry: recorded_on", "1 May", lambda: ap.Entry("note", "1 May")),
        ("Entry: period", "2017Q9", lambda: ap.Entry("note", "2017-05-01", period="2017Q9")),
        (
            "create: recorded_on",
            "01/02/2016",
            lambda: ap.Store.create(tmp_path / "s.db", plan, recorded_on="01/02/2016"),
        ),
    ]
    for argument, text, call in calls:
        with pytest.raises(ap.ParseError) as caught:
            call()
        kind = "Period" if argument.endswith("period") else "Date"
        assert str(caught.value).startswith(f'{argument}: {kind} "{text}" cannot be read; write ')
        assert caught.value.code == "malformed"


def test_what_the_library_alone_makes_says_so() -> None:
    unmade = []
    for name in ap.__all__:
        member = getattr(ap, name)
        if not isinstance(member, type) or issubclass(member, Exception):
            continue
        try:
            inspect.signature(member)
        except ValueError:
            unmade.append(name)
            with pytest.raises(TypeError, match=rf"\.{name} has no constructor: the library"):
                member()
    assert "Assessment" in unmade


def test_the_builder_names_what_does_not_fit(builder: ap.PlanBuilder) -> None:
    builder.add(ap.Measure("1.3", section="nowhere"))
    with pytest.raises(ap.InvalidArgument, match=r'"1\.3" does not fit the plan: .*"nowhere"'):
        builder.build()
    builder.measures = builder.measures[:-1]
    assert len(builder.build()) == 2
