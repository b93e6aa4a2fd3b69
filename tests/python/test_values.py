# SPDX-License-Identifier: Apache-2.0
"""Values cannot be changed; they compare, copy, pickle and show themselves."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

import actionplan as ap

DEADLINE = ap.Deadline("2016", "window", "2016-01-01", "2016-12-31", "2016", assumptions=["so"])
RULE = ap.ReportDueRule("mine", "Law 5", "law", 1, 6)
VALUES: list[Any] = [
    ap.Place(3, 7),
    ap.Problem("code", "error", ap.Place(1, 2), "message", "4.1"),
    ap.Period("2016-01-01", "2016-06-30"),
    ap.Agency("a", "Agency", ["Ag."], True, "2000-01-01", "2010-01-01", ["b"]),
    ap.Assignment("a", "lead", "recommended", "joint", "the agency"),
    ap.Span(2, 5),
    ap.Indicator("4/1", "count", "number", ap.Span(0, 6)),
    ap.ExpectedReport("2016Q1", "2016-06-30", "law", True),
    ap.DeadlinePart("first", None, "2017-05-31"),
    DEADLINE,
    RULE,
    ap.Section("4.1", "4.1", "Title", "4", ap.Place(9, 1)),
    ap.Measure("4.1.1", "4.1.1", "4.1", "Title", "number", [], "A", [], DEADLINE),
    ap.PlanHeading("Title", "2016-04-27", "Decree", "en", "2016-2018"),
    ap.Target(5.5, "2016", "incremental", "law", "Law 5"),
    ap.IndicatorProfile("count", "people", "up", 3, [ap.Target(4)], weight=0.5, set_by="plan"),
    ap.IndicatorSplit("number", "count"),
    ap.DeadlineCorrection("by", None, "2016-12-31"),
    ap.MeasureProfile([ap.IndicatorSplit("n", "count")], discharge="any", report_due=RULE),
    ap.DeadlineCandidate("Mrach", ap.Span(0, 5), "by", due="2018-12-31"),
    ap.DateEvent("COP26", "2021-10-31", "law", "UNFCCC"),
    ap.DateSettings("day_first", 4, "south", ["friday"], ["2018-01-01"], events=[]),
    ap.Profile("Title", RULE, {"4/1": ap.IndicatorProfile()}, {"4": ap.MeasureProfile()}),
    ap.Cell("text", ap.Place(1, 1)),
]
IDS = [type(value).__name__ for value in VALUES]
each_value = pytest.mark.parametrize("value", VALUES, ids=IDS)


@each_value
def test_a_value_cannot_be_changed(value: Any) -> None:
    for field in value.__match_args__:
        with pytest.raises(AttributeError):
            setattr(value, field, getattr(value, field))
        with pytest.raises(AttributeError):
            delattr(value, field)
    with pytest.raises(AttributeError):
        value.something_new = 1


@each_value
def test_a_value_equals_its_copies_and_nothing_else(value: Any) -> None:
    again = type(value)(*(getattr(value, field) for field in value.__match_args__))
    assert again == value
    assert not again != value  # noqa: SIM202
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value
    assert value != type(value).__name__
    assert value != None  # noqa: E711


@each_value
def test_a_value_shows_itself_briefly(value: Any) -> None:
    assert type(value).__name__ in repr(value)
    assert len(repr(value)) < 500


@each_value
def test_replace_changes_one_field(value: Any) -> None:
    assert value.replace() == value
    with pytest.raises(TypeError, match="no field 'nonsense'; its fields are"):
        value.replace(nonsense=1)
    if value.__match_args__[0] in ("id", "code", "text"):
        field = value.__match_args__[0]
        changed = value.replace(**{field: "other"})
        assert getattr(changed, field) == "other"
        assert changed != value


def test_replace_is_what_copy_replace_calls() -> None:
    assert ap.Span(1, 2).__replace__(end=4) == ap.Span(1, 4)


@pytest.mark.parametrize("value", [ap.Place(3, 7), ap.Span(2, 5), ap.Period.parse("2016H1")])
def test_small_values_are_hashed_by_content(value: Any) -> None:
    assert hash(value) == hash(copy.copy(value))
    assert {value: 1}[copy.copy(value)] == 1


@pytest.mark.parametrize("value", [DEADLINE, RULE, ap.Plan(), ap.Profile()])
def test_large_values_are_not_hashed(value: Any) -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)


def test_equality_ignores_places(builder: ap.PlanBuilder) -> None:
    section = ap.Section("1", "1", "T")
    assert section == section.replace(place=ap.Place(5, 5))
    a = builder.build()
    assert a != ap.Plan()
    assert ap.PlanBuilder(a).add(ap.Problem("more")).build() == a


def test_values_can_be_matched() -> None:
    match ap.Span(2, 5):
        case ap.Span(begin, end):
            assert (begin, end) == (2, 5)
        case _:
            raise AssertionError


def test_lists_are_tuples_and_mappings_are_read_only() -> None:
    profile = ap.Profile(measures={"4": ap.MeasureProfile(weight=2)})
    assert profile.measures["4"].weight == 2
    with pytest.raises(TypeError):
        profile.measures["5"] = ap.MeasureProfile()  # type: ignore[index]
    assert DEADLINE.assumptions == ("so",)


def test_long_texts_are_cut_in_repr_and_control_characters_escaped() -> None:
    shown = repr(ap.Agency("a", "x" * 1000 + "\x1b[31m"))
    assert len(shown) < 120
    assert "\x1b" not in repr(ap.Cell("\x1b[31m"))


# Words


WORDS = [
    thing
    for thing in (getattr(ap, name) for name in ap.__all__)
    if isinstance(thing, type) and issubclass(thing, str)
]


def test_there_are_as_many_words_as_enumerations() -> None:
    assert len(WORDS) == 43


@pytest.mark.parametrize("words", WORDS)
def test_a_word_is_its_text(words: Any) -> None:
    for word in words:
        assert word == word.value == word.name == str(word) == f"{word}"
        assert isinstance(word, str)
        assert word in {word.value: 1}
        assert json.dumps(word) == f'"{word.value}"'
        assert f"{word:>30}" == f"{word.value:>30}"
        assert words(word.value) is word
        assert words[word.name] is word
        assert pickle.loads(pickle.dumps(word)) is word
        assert copy.deepcopy(word) is word
    assert len(set(words)) == len(words)


def test_a_word_may_be_given_as_text_or_member() -> None:
    assert ap.Assignment("a", role="lead") == ap.Assignment("a", role=ap.Role.lead)
    assert ap.Assignment("a", role="lead").role is ap.Role.lead


def test_an_unknown_word_is_refused_with_those_there_are() -> None:
    with pytest.raises(ap.InvalidArgument) as caught:
        ap.Assignment("a", role="boss")
    assert str(caught.value) == (
        'Assignment: role: "boss" is no Role; use one of implementer, lead, supporting.'
    )
    with pytest.raises(ap.InvalidArgument):
        ap.Assignment("a", role=ap.Force.binding)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ap.Assignment("a", role=1)  # type: ignore[arg-type]
    with pytest.raises(ap.InvalidArgument, match="is no Role") as long:
        ap.Assignment("a", role="ü" * 100_000)
    assert len(str(long.value)) < 200
