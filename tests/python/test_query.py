# SPDX-License-Identifier: Apache-2.0
"""Filters by text, by expressions and by name; selections, counts and comparisons."""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionplan as ap

NOON = datetime.datetime(2018, 1, 1, 12, tzinfo=datetime.timezone.utc)
EXAMPLE = 'deadline_status = unreported AND agency : "Justice" AND due < 2018-01-01'


@pytest.fixture(scope="module")
def assessment(plan: ap.Plan) -> ap.Assessment:
    return ap.assess(plan, as_of="2018-06-30")


def test_a_text_and_an_expression_select_the_same(assessment: ap.Assessment) -> None:
    by_text = assessment.where(EXAMPLE)
    asked = (
        (ap.field("deadline_status") == ap.DeadlineStatus.unreported)
        & ap.field("agency").has("Justice")
        & (ap.field("due") < datetime.date(2018, 1, 1))
    )
    assert asked == ap.Filter(EXAMPLE)
    assert assessment.where(asked).rows == by_text.rows
    assert by_text.numbers == ("2.3", "3.2", "4.1.2", "6.1.1", "9.5")
    assert len(by_text) == by_text.total == 5
    assert [row.number for row in by_text] == list(by_text.numbers)
    assert by_text[-1].number == "9.5"
    with pytest.raises(IndexError):
        by_text[5]


def test_a_selection_is_written_and_asked_again(assessment: ap.Assessment) -> None:
    found = assessment.where("agency : justice", order="due desc, number")
    document = json.loads(found.to_json())
    assert [row["number"] for row in document["measures"]] == list(found.numbers)
    assert document["selected_from"] == 59
    assert sum(document["summary"].values()) == found.total
    lines = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert [line["number"] for line in lines] == list(found.numbers)
    narrower = assessment.where("due < 2018", among=found)
    assert set(narrower.rows) == set(assessment.where("agency : justice AND due < 2018").rows)
    assert assessment.where("", among=[3, 1, 1]).rows == (1, 3)
    with pytest.raises(ap.InvalidArgument, match="Row 59"):
        assessment.where("", among=[59])
    with pytest.raises(ap.InvalidArgument, match="another assessment"):
        ap.assess(assessment.plan, as_of="2018-06-30").where("", among=found)


def test_a_selection_keeps_its_assessment(plan: ap.Plan) -> None:
    found = ap.assess(plan, as_of="2018-06-30").where("number : 4")
    asked = ap.Query(ap.assess(plan, as_of="2018-06-30"))
    assert found[0].number == asked.where("number : 4")[0].number == "4.1.1"
    assert found.assessment.as_of == datetime.date(2018, 6, 30)


def test_pages_put_together_are_the_whole(assessment: ap.Assessment) -> None:
    query = ap.Query(assessment)
    whole = query.where("due : *", order="due desc, title")
    rows: list[int] = []
    token = ""
    while True:
        page = query.where("due : *", order="due desc, title", page_size=7, page_token=token)
        rows += page.rows
        token = page.next_page_token
        if not token:
            break
    assert tuple(rows) == whole.rows
    with pytest.raises(ap.InvalidArgument, match="page size is 0"):
        query.where("", page_size=0)
    with pytest.raises(ap.InvalidArgument, match="page token"):
        query.where("", page_token="1-2")
    with pytest.raises(ap.InvalidArgument, match="cannot be put in order by the field agency"):
        query.where("", order="agency")


def test_counts_by_field(assessment: ap.Assessment) -> None:
    by_status = assessment.count_by("deadline_status")
    assert by_status == {k: v for k, v in assessment.summary().items() if v}
    asked = ap.field("force") == "recommended"
    counts = ap.Query(assessment).count_by("agency", asked)
    assert sum(counts.values()) >= assessment.where(asked).total > 0
    assert assessment.count_by("derived") == {"no_evidence": 59}
    assert assessment.count_by("rated") == {None: 59}
    with pytest.raises(ap.InvalidArgument, match="hardly repeat"):
        assessment.count_by("title")


def test_what_changed_between_two_days(plan: ap.Plan, assessment: ap.Assessment) -> None:
    later = ap.assess(plan, as_of="2019-06-30")
    changed = ap.compare(assessment, later)
    assert len(changed.changes) + changed.unchanged == 59
    first = changed.changes[0]
    assert first.changes == (ap.Change.deadline_status,)
    assert first.before is not None
    assert first.after is not None
    assert later[first.number].deadline_status == first.after.deadline_status == "unreported"
    assert ap.compare(later, later).changes == ()


def test_verification_is_what_was_last_said(plan: ap.Plan) -> None:
    said = ap.Entry("rating", "2019-01-01", measure="1.1", completion="limited", reporter="R",
                    reporter_type="independent", observed_on="2018-12-01", source="s")  # fmt: skip
    check = ap.Entry("verification", "2019-02-01", about=ap.entry_id(said), reporter="V",
                     verification="disputed", source="s")  # fmt: skip
    assessment = ap.assess(plan, ap.Evidence([said, check]), as_of="2019-06-30")
    assert ap.verification(assessment, ap.entry_id(said)) == "disputed"
    assert assessment.where("verification = disputed rated : *").numbers == ("1.1",)


def test_none_asks_for_measures_without_a_value() -> None:
    assert (ap.field("due") == None).text == "NOT due : *"  # noqa: E711
    assert (ap.field("due") != None).text == "due : *"  # noqa: E711
    assert ap.field("due").is_present().text == "due : *"


def test_a_filter_is_a_value() -> None:
    asked = ap.Filter(EXAMPLE)
    assert copy.copy(asked) == pickle.loads(pickle.dumps(asked)) == asked
    assert len({asked, ap.Filter(EXAMPLE)}) == 1
    assert str(asked) == asked.text == EXAMPLE
    assert repr(ap.Filter("role=lead")) == "Filter('role = lead')"
    assert (ap.Filter() & "role = lead").text == "role = lead"
    assert (~ap.Filter("role = lead")).text == "NOT role = lead"


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: ap.Filter("due <"), ap.InvalidArgument, "column 6 its end"),
        (
            lambda: ap.Filter("dew = 1"),
            ap.InvalidArgument,
            'no field "dew"; write one of id, number',
        ),
        (lambda: ap.field("dew"), ap.InvalidArgument, "no field"),
        (lambda: ap.field("force") == "must", ap.InvalidArgument, "binding, recommended"),
        (lambda: ap.field("due") < 3, ap.InvalidArgument, "give a day or a period"),
        (lambda: ap.field("due") < "soon", ap.InvalidArgument, "field due cannot be held"),
        (lambda: ap.field("days_late") > True, TypeError, "of type bool"),
        (lambda: ap.field("title") < None, TypeError, "no order with None"),
        (lambda: ap.field("due") < NOON, TypeError, "is a moment"),
        (lambda: ap.field("title") == "\ud800", ap.InvalidArgument, "surrogate"),
        (lambda: bool(ap.field("due") < "2018"), TypeError, "join filters by & | ~"),
        (lambda: ap.Filter("a") & 3, TypeError, "A filter is a Filter or a text"),
    ],
)
def test_errors_name_what_was_given(
    make: Callable[[], object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        make()


def test_fields_are_listed() -> None:
    listed = {field.name: field for field in ap.filter_fields()}
    assert listed["role"].words == tuple(ap.Role)
    assert (listed["due"].type, listed["due"].is_many) == ("day", False)
    assert repr(listed["due"]) == "field('due')"


# The three faces of one condition: its text form, and the same in Python.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
SIGNS = ["=", "!=", "<", "<=", ">", ">="]
METHODS = {
    "=": "__eq__",
    "!=": "__ne__",
    "<": "__lt__",
    "<=": "__le__",
    ">": "__gt__",
    ">=": "__ge__",
}
Faces = tuple[str, ap.Filter]


def quoted(text: str) -> str:
    for special in '\\"*':
        text = text.replace(special, "\\" + special)
    return f'"{text}"'


@st.composite
def conditions(draw: st.DrawFn) -> Faces:
    field = draw(st.sampled_from(ap.filter_fields()))
    if draw(st.integers(0, 9)) == 0:
        return f"{field.name}:*", field.is_present()
    if field.type == "word":
        word, sign = draw(st.sampled_from(field.words)), draw(st.sampled_from(SIGNS[:2]))
        return f"{field.name} {sign} {word}", getattr(field, METHODS[sign])(word)
    if field.type == "day":
        day, sign = draw(st.dates(datetime.date(1400, 1, 1))), draw(st.sampled_from(SIGNS))
        return f"{field.name}{sign}{day}", getattr(field, METHODS[sign])(day)
    if field.type == "number":
        number = draw(st.floats(-1e6, 1e6))
        sign = draw(st.sampled_from(SIGNS))
        return f"{field.name} {sign} {number!r}", getattr(field, METHODS[sign])(number)
    text = draw(TEXTS.filter(ap.fold))
    way = draw(st.sampled_from(["=", ":", "!=", "open", "end"]))
    if way == ":" or (field.type in ("id", "label") and way in ("open", "end")):
        return f"{field.name} : {quoted(text)}", field.has(text)
    if way == "open":
        return f'{field.name} = {quoted(text)[:-1]}*"', field.starts_with(text)
    if way == "end":
        return f'{field.name} = "*{quoted(text)[1:]}', field.ends_with(text)
    return f"{field.name} {way} {quoted(text)}", getattr(field, METHODS[way])(text)


def joined(inner: st.SearchStrategy[Faces]) -> st.SearchStrategy[Faces]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        inner.map(lambda a: (f"NOT ({a[0]})", ~a[1])),
        inner.map(lambda a: (f"-({a[0]})", ~a[1])),
        pairs.map(lambda p: (f"({p[0][0]}) AND ({p[1][0]})", p[0][1] & p[1][1])),
        pairs.map(lambda p: (f"({p[0][0]}) ({p[1][0]})", p[0][1] & p[1][1])),
        pairs.map(lambda p: (f"({p[0][0]}) OR ({p[1][0]})", p[0][1] | p[1][1])),
    )


FILTERS = st.recursive(conditions(), joined, max_leaves=6)


@given(FILTERS)
def test_the_text_form_and_the_expression_are_one(faces: Faces) -> None:
    text, asked = faces
    assert ap.Filter(text) == asked
    assert ap.Filter(asked.text) == asked


UNHELD = pytest.mark.filterwarnings(
    "ignore:The plan has no .*, which the filter asks for",
    "ignore:The filter (compares|asks for the order)",
)


@UNHELD
@given(faces=conditions())
def test_what_no_plan_holds_matches_nothing(plan: ap.Plan, faces: Faces) -> None:
    assessment = ap.assess(plan, as_of="2018-06-30")
    if ap.unheld_names(plan, faces[1]):
        assert assessment.where(faces[1]).total in (0, len(assessment))  # all of `!=`
        assert assessment.where(~faces[1]).total in (0, len(assessment))


@UNHELD
@given(faces=FILTERS)
def test_a_filter_and_its_opposite_share_the_measures(plan: ap.Plan, faces: Faces) -> None:
    assessment = ap.assess(plan, as_of="2018-06-30")
    passing = set(assessment.where(faces[0]).rows)
    assert passing == set(assessment.where(faces[1]).rows)
    assert passing.isdisjoint(assessment.where(~faces[1]).rows)
    assert len(passing) + assessment.where(~faces[1]).total == len(assessment)


@given(st.text(max_size=40))
def test_any_text_is_a_filter_or_an_invalid_argument(text: str) -> None:
    try:
        asked = ap.Filter(text)
    except ap.InvalidArgument as error:
        said = str(error)
    else:
        said = "."
        assert ap.Filter(asked.text) == asked
    assert said.endswith(".")
