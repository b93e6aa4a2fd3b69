# SPDX-License-Identifier: Apache-2.0
"""What is misaddressed or misread is said: unknown ids, labels and numbers in tables, periods."""

from __future__ import annotations

import datetime
import io
import pickle
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

import actionplan as ap
from actionplan import forms

NOW = "2019-06-01"


@pytest.fixture(scope="module")
def assessment(plan: ap.Plan) -> ap.Assessment:
    return ap.assess(plan, as_of="2017-06-30")


def row_of(**fields: Any) -> dict[str, Any]:
    return {"period": "2017", "value": 5, "reporter": "M", "source": "s", **fields}


@pytest.fixture(scope="module")
def numbered() -> ap.Plan:
    """A plan in which 1.1 and 1.10 are two measures."""
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(title="A plan", adopted_on="2016-04-27")
    for number in ("1.1", "1.10", "2.3"):
        text = "Number of laws"
        indicator = ap.Indicator(f"{number}/1", "count", text, ap.Span(0, len(text)))
        builder.add(
            ap.Measure(
                id=number,
                number=number,
                title=f"Measure {number}",
                indicator_text=text,
                indicators=[indicator],
                deadline=ap.read_deadline("2016-2018"),
            )
        )
    return builder.build()


def sheet(tmp_path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in (formats or {}).items():
        book.active[cell].number_format = form
    path = tmp_path / "evidence.xlsx"
    book.save(path)
    return path


HEAD = ["kind", "measure", "completion", "reporter", "reporter_type", "source", "observed_on"]
RATING = ["complete", "R", "independent", "s", "2018-02-01"]


def test_an_id_in_a_spreadsheet_is_what_a_person_sees(tmp_path: Path, numbered: ap.Plan) -> None:
    path = sheet(
        tmp_path,
        [HEAD, ["rating", 1.1, *RATING], ["rating", 1.1, *RATING]],
        {"B2": "0.00"},
    )
    rows = forms.read_evidence(path, recorded_on=NOW, plan=numbered)
    assert [entry.measure for entry in rows.entries] == ["1.10", "1.1"]


def test_an_id_that_a_spreadsheet_made_a_day_is_refused(tmp_path: Path, numbered: ap.Plan) -> None:
    day = datetime.datetime(2017, 3, 2)  # noqa: DTZ001
    path = sheet(tmp_path, [HEAD, ["rating", day, *RATING], ["rating", "1.1", *RATING]])
    rows = forms.read_evidence(path, recorded_on=NOW, plan=numbered)
    assert [entry.measure for entry in rows.entries] == ["1.1"]
    (problem,) = rows.problems
    assert (problem.place.line, problem.place.column) == (2, 2)
    assert "Format the column as text" in problem.message
    assert rows.blank_rows == 0


def test_a_cell_that_shows_percent_is_in_percent(tmp_path: Path, numbered: ap.Plan) -> None:
    head = ["indicator", "period", "value", "reporter", "source"]
    path = sheet(tmp_path, [head, ["1.1/1", 2017, 0.8, "M", "s"]], {"C2": "0%"})
    (entry,) = forms.read_evidence(path, recorded_on=NOW, plan=numbered).entries
    assert (entry.value, entry.unit) == (80, "%")


def test_a_period_in_a_spreadsheet_is_as_it_is_shown(tmp_path: Path) -> None:
    head = ["indicator", "period", "value", "reporter", "source"]
    day = datetime.datetime(2017, 3, 1)  # noqa: DTZ001
    path = sheet(
        tmp_path,
        [head, *(["1.1/1", day, 5, "M", "s"] for _ in range(3))],
        {"B2": "yyyy", "B3": "mmm yyyy", "B4": "yyyy-mm-dd"},
    )
    entries = forms.read_evidence(path, recorded_on=NOW).entries
    assert [str(entry.period) for entry in entries] == ["2017", "2017-03", "2017-03-01"]


def with_value(path: Path, cell: str, value: str, kind: str = "") -> None:
    """Gives the formula in a cell of a workbook the value that it comes to."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = re.subn(
        rf'<c r="{cell}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?/?>(?:</v>)?',
        rf'<c r="{cell}"\1{kind}><f>\2</f><v>{value}</v>',
        parts[sheet],
    )
    assert count == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


FORMULAS = [
    ["indicator", "period", "value", "reporter", "source", "text"],
    ["1.1/1", 2017, "=2+3", "M", "s", ""],
    ["1.1/1", 2018, "=SUM(C2,4)", "M", "s", '=IF(C2>9,"many","")'],
]


def test_a_formula_whose_value_was_not_saved_is_a_problem(tmp_path: Path) -> None:
    path = sheet(tmp_path, FORMULAS)
    with_value(path, "C2", "5")
    with_value(path, "F3", "", ' t="str"')  # an empty text is a value
    rows = forms.read_evidence(path, recorded_on=NOW)
    assert [entry.value for entry in rows.entries] == [5]
    (problem,) = rows.problems
    assert problem.code == "unreadable_cell"
    assert (problem.place.line, problem.place.column) == (3, 3)
    assert "=SUM(C2,4) without the value that it comes to" in problem.message
    assert rows.blank_rows == 0


def test_formulas_with_their_values_are_values(tmp_path: Path) -> None:
    path = sheet(tmp_path, FORMULAS)
    with_value(path, "C2", "5")
    with_value(path, "C3", "9")
    with_value(path, "F3", "", ' t="str"')
    rows = forms.read_evidence(path, recorded_on=NOW)
    assert [entry.value for entry in rows.entries] == [5, 9]
    assert not rows.problems


def test_a_column_named_by_an_unsaved_formula_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["indicator", '="value"', "source"], ["1.1/1", 5, "s"]])
    with pytest.raises(ap.ParseError, match="name of column 2: The cell holds the formula"):
        forms.read_evidence(path, recorded_on=NOW)


def test_float_ids_of_a_data_frame_are_refused(numbered: ap.Plan) -> None:
    frame = pd.DataFrame([row_of(indicator=None, measure=1.1, kind="note", text="x")])
    with pytest.warns(UserWarning, match="1.1 and 1.10 are one"):
        rows = ap.evidence_from_frame(frame, recorded_on=NOW, plan=numbered)
    assert rows.entries == ()
    assert "1.1 and 1.10 are one" in rows.problems[0].message


@pytest.mark.parametrize(
    ("index", "want"),
    [
        (pd.PeriodIndex(["2017-03-06/2017-03-12"], freq="W"), "2017-03-06/2017-03-12"),
        (pd.PeriodIndex(["2017"], freq="Y"), "2017"),
        (pd.PeriodIndex(["2017Q3"], freq="Q"), "2017Q3"),
        (pd.PeriodIndex(["2017-03"], freq="M"), "2017-03"),
        (["201703"], "2017-03"),
        ([201703], "2017-03"),
        (["2017W05"], "2017-01-30/2017-02-05"),
        (["2017S1"], "2017H1"),
        (["2017April"], "2017-04-01/2018-03-31"),
        (["2017-Q1"], "2017Q1"),
    ],
    ids=str,
)
def test_periods_of_other_systems_are_read(index: Any, want: str) -> None:
    columns = {"indicator": ["1.1/1"], "value": [5], "reporter": ["M"], "source": ["s"]}
    for data in (
        {**columns, "period": index},
        pd.DataFrame({**columns, "period": index}),
    ):
        rows = ap.evidence_from_frame(data, recorded_on=NOW)
        assert [str(entry.period) for entry in rows.entries] == [want]


WEEKS = pd.period_range("2017-01-30", periods=2, freq="W")
YEARS = pd.PeriodIndex(["2017", "2018"], freq="Y")


@pytest.mark.parametrize(
    ("periods", "want"),
    [(WEEKS, ["2017-01-30/2017-02-05", "2017-02-06/2017-02-12"]), (YEARS, ["2017", "2018"])],
    ids=["weeks", "years"],
)
@pytest.mark.parametrize("place", ["index", "level", "category", "index of categories"])
def test_a_period_is_a_period_wherever_a_frame_holds_it(
    place: str, periods: pd.PeriodIndex, want: list[str]
) -> None:
    rows = pd.DataFrame([row_of(indicator="1.1/1"), row_of(indicator="1.1/1")])
    frame = {
        "index": lambda: rows.drop(columns="period").set_index(pd.Index(periods, name="period")),
        "level": lambda: rows.assign(period=periods).set_index(["indicator", "period"]),
        "category": lambda: rows.assign(period=pd.Categorical(periods)),
        "index of categories": lambda: rows.drop(columns="period").set_index(
            pd.CategoricalIndex(periods, name="period")
        ),
    }[place]()
    before = frame.copy()
    read = ap.evidence_from_frame(frame, recorded_on=NOW)
    assert [(one.indicator, str(one.period)) for one in read.entries] == [
        ("1.1/1", text) for text in want
    ]
    assert not read.problems
    pd.testing.assert_frame_equal(frame, before)


def test_an_index_without_a_name_is_no_column() -> None:
    rows = pd.DataFrame([row_of(indicator="1.1/1")])
    twice = pd.concat([rows, rows])  # whose index is 0, 0
    assert ap.Frame(twice).columns == ap.Frame(rows).columns
    read = ap.evidence_from_frame(twice, recorded_on=NOW)
    assert (len(read.entries), read.problems) == (2, ())
    kept = ap.Frame(rows.set_index("indicator", drop=False))
    assert kept.columns == ap.Frame(rows).columns
    # Values of two kinds, which Arrow refuses, do not lose the index.
    mixed = twice.assign(text=["a", 1]).set_index("indicator")
    assert "indicator" in ap.Frame(mixed).columns


def test_a_table_in_which_nothing_is_found_is_a_problem() -> None:
    rows = pd.DataFrame([row_of(indicator="1.1/1")] * 3).drop(columns="value")
    with pytest.warns(UserWarning, match="left out: .* every row is blank"):
        read = ap.evidence_from_frame(rows, recorded_on=NOW)
    assert (read.entries, read.blank_rows) == ((), 3)
    (problem,) = read.problems
    assert problem.code == "no_answers"
    assert re.search("name one of about, completion, .*value, .* stands for it", problem.message)
    form = ap.evidence_from_frame(rows.assign(value=None), recorded_on=NOW)
    assert (form.blank_rows, form.problems) == (3, ())


def test_a_problem_prints_its_whole_sentence() -> None:
    message = "A long sentence, " * 20 + "with the remedy."
    problem = ap.Problem("odd", "error", ap.Place(3, 2), message)
    assert str(problem) == f"error odd, line 3, column 2: {message}"
    assert str(ap.Problem("odd", message="What.")) == "warning odd: What."


def test_a_pandas_period_is_a_period_wherever_one_is_asked_for() -> None:
    entry = ap.Entry(
        "observation", NOW, indicator="1/1", value=1, period=pd.Period("2017Q1", freq="Q")
    )
    assert entry.period == ap.Period.quarter(2017, 1)
    with pytest.raises(ap.InvalidArgument, match="part of a day"):
        ap.Entry("observation", NOW, indicator="1/1", value=1, period=pd.Period("2017-03-01 10:00"))


def test_absent_values_of_a_data_frame_are_absent() -> None:
    frame = pd.DataFrame(
        {
            "indicator": ["1.1/1"] * 3,
            "period": ["2017"] * 3,
            "value": [5.0, 6.0, 7.0],
            "denominator": [float("nan"), 10.0, float("nan")],
            "n": pd.array([1, None, pd.NA], dtype="Int64"),
            "published_on": pd.to_datetime(["2018-01-01", None, pd.NaT]),
            "reporter": ["M"] * 3,
            "source": ["s"] * 3,
        }
    )
    rows = ap.evidence_from_frame(frame, recorded_on=NOW)
    assert not rows.problems
    assert [entry.n for entry in rows.entries] == [1, None, None]
    assert [entry.denominator for entry in rows.entries] == [None, 10, None]
    assert [entry.published_on is None for entry in rows.entries] == [False, True, True]


def test_a_frame_of_ones_own_is_read_with_its_columns_named() -> None:
    frame = pd.DataFrame(
        {
            "Indikator": ["1.1/1"],
            "Jahr": [2017],
            "Wert": ["1.234,5"],
            "Anzahl": ["-"],
            "Stand": [datetime.date(2018, 2, 1)],
            "Quelle": ["s"],
            "Melder": ["M"],
        }
    )
    rows = ap.evidence_from_frame(
        frame,
        columns={
            "Indikator": "indicator",
            "Jahr": "period",
            "Wert": "value",
            "Anzahl": "n",
            "Stand": "recorded_on",
            "Quelle": "source",
            "Melder": "reporter",
        },
        missing=["-", ".."],
        decimal=",",
    )
    assert not rows.problems
    (entry,) = rows.entries
    assert (entry.value, entry.n, entry.recorded_on) == (1234.5, None, datetime.date(2018, 2, 1))


def test_unknown_ids_are_refused_with_the_nearest(numbered: ap.Plan, tmp_path: Path) -> None:
    with ap.Store.create(tmp_path / "m.db", numbered, recorded_on="2016-05-01") as store:
        fields = {"value": 5, "period": "2017", "source": "s", "reporter": "M"}
        with pytest.raises(ap.InvalidArgument, match=r"the nearest is 1\.1/1; give an id"):
            store.record(indicator="1.1", recorded_on=NOW, **fields)
        store.record(indicator="9.9/1", recorded_on=NOW, orphans="keep", **fields)
        assessment = store.assess(as_of="2020-01-01")
        assert assessment.summary().orphans == 1
        assert "orphans=1" in repr(assessment)
        assert [p.subject for p in ap.unknown_ids(store.history(), store.evidence())] == ["9.9/1"]
        profile = ap.Profile(indicators={"1.1/9": ap.IndicatorProfile(unit="laws")})
        with pytest.raises(ap.InvalidArgument, match=r"the nearest are 1\.1/1 and 1\.10/1"):
            store.amend(numbered, profile, effective_on="2019-07-01", recorded_on="2019-07-01")
    assert [p.code for p in ap.check_profile(numbered, profile)] == ["profile_unknown_indicator"]


def test_an_assessment_pickles(assessment: ap.Assessment) -> None:
    again = pickle.loads(pickle.dumps(assessment))
    assert again.to_json() == assessment.to_json()


def test_comparisons_counts_and_problems_are_tables(plan: ap.Plan) -> None:
    before, after = (ap.assess(plan, as_of=day) for day in ("2016-06-30", "2018-06-30"))
    changed = ap.compare(before, after)
    frame = changed.to_pandas()
    assert set(frame["field"]) >= {"deadline_status"}
    assert len(changed.frame()) == len(frame)
    assert changed._repr_html_().startswith("<p>")
    counts = after.summary().to_pandas()
    assert counts["measures"].sum() == len(after)
    assert "<table>" in after.summary()._repr_html_()
    problems = ap.problems_frame(plan.problems).to_pandas()
    assert list(problems["code"]) == [problem.code for problem in plan.problems]
    amended = ap.amend(plan, plan)
    assert set(amended.to_pandas()["change"]) == {"kept"}
    assert "<table>" in amended._repr_html_()
    assert "<table>" in after["4.2.3"].explain()._repr_html_()
    assert "<table>" in plan["4.2.3"]._repr_html_()


def test_a_plan_answers_what_needs_no_day(plan: ap.Plan) -> None:
    some = plan.where('agency : "Justice"')
    assert 0 < len(some.measures) < len(plan.measures)
    assert {m.id for m in some.measures} <= {m.id for m in plan.measures}
    assert sum(plan.count_by("deadline_kind").values()) == len(plan.measures)
    with pytest.raises(ap.InvalidArgument, match="assess it first"):
        plan.where("deadline_status = unreported")
    with pytest.raises(ap.InvalidArgument, match="assess it first"):
        plan.count_by("derived")


def test_frames_name_the_plan_and_the_section(plan: ap.Plan, assessment: ap.Assessment) -> None:
    for frame in (plan.to_pandas(), assessment.to_pandas()):
        assert set(frame["plan"]) == {plan.title}
        first = plan.section(plan.measures[0].section)
        assert frame["section_title"].iloc[0] == first.title


def test_every_reason_has_a_meaning_and_what_would_mend_it_where_anything_would() -> None:
    for reason in [*ap.IndicatorReason, *ap.Reason]:
        assert ap.meaning(reason)
    assert "path: linear" in ap.remedy("below_assumed_path")
    assert ap.remedy(ap.IndicatorReason.target_reached) == ""


def test_a_rater_can_say_withdrawn(plan: ap.Plan, tmp_path: Path) -> None:
    csv = (
        "kind,measure,completion,reporter,reporter_type,source,observed_on\n"
        "rating,4.1.2,withdrawn,IRM,independent,Results report,2017-03-01\n"
    )
    rows = ap.evidence_from_csv(csv.encode(), recorded_on="2017-03-02", plan=plan)
    with ap.Store.create(tmp_path / "m.db", plan, recorded_on="2016-05-01") as store:
        store.append(rows.entries)
        a = store.assess(as_of="2019-06-01")
        found = store.where("rated = withdrawn", as_of="2019-06-01")
    assert [measure.number for measure in found.measures] == ["4.1.2"]
    row = a["4.1.2"]
    assert (row.deadline_status, row.days_late, row.days_past_due) == ("withdrawn", None, None)
    assert list(a.where("deadline_status = withdrawn").numbers) == ["4.1.2"]
    assert a.where("days_past_due > 0 AND number = 4.1.2").numbers == ()
    assert ap.score_bounds(a).withdrawn == ("4.1.2",)
    assert ap.count_completion(a).counts["withdrawn"] == 1
    assert a.to_pandas("ratings")["completion"].tolist() == ["withdrawn"]
    assert "neither late nor done" in a.explain_text("4.1.2")
    assert '"completion": "withdrawn"' in a.to_json()
    assert "withdrawn" in ap.to_csv(a.evidence)
    with pytest.raises(ap.InvalidArgument, match="write one of no_evidence"):
        a.where("derived = withdrawn")


def test_a_measure_without_indicators_counts_none() -> None:
    builder = ap.PlanBuilder()
    due = ap.Deadline("2016", "window", "2016-01-01", "2016-12-31", "2016")
    builder.add(ap.Measure("1", number="1", title="Do", deadline=due))
    text = ap.assess(builder.build(), as_of="2017-06-30").explain_text("1")
    assert "0 of 0" not in text
    assert "It has no indicator: a rating alone can tell how far it came." in text


def test_days_can_be_several(plan: ap.Plan) -> None:
    days = ["2016-12-31", "2017-12-31", "2018-12-31"]
    frame = ap.assess_days(plan, as_of=days).to_pandas()
    assert list(dict.fromkeys(str(day.date()) for day in frame["as_of"])) == days
    assert len(frame) == 3 * len(plan.measures)


CALLS = [
    ("assess(plan)", r"^assess needs `as_of`, such as as_of=\"2017-06-30\"\.$"),
    (
        "compare(plan, plan)",
        r"^compare: before is <.*, a Plan; assess it first: assess\(plan, as_of=\.\.\.\)\.$",
    ),
    (
        "Entry('observation', NOW, indicator='1/1', value='41')",
        r"^Entry: value is '41', a str; give a number, without quotes\.$",
    ),
    (
        "Entry('observation', NOW, indicator='1/1', value=1, period=2018)",
        r'^Entry: period is 2018, an int; give a text such as "2018", a day or a Period\.$',
    ),
    (
        "assess(plan, [], as_of=NOW)",
        r"^assess: evidence is \[\], a list; give Evidence\(entries\)\.$",
    ),
    ("assess(plan, as_off=NOW)", r"^assess takes no argument `as_off`; did you mean `as_of`\?$"),
    (
        "assess(plan, None, NOW)",
        r"^assess takes 2 arguments by position, and '2019-06-01' is one more; give it by name, ",
    ),
    (
        "PlanHistory(plan, {'indicators': {}})",
        r"^PlanHistory: profile is \{'indicators': \{\}\}, a dict; give a Profile\.$",
    ),
    (
        "Profile(indicators={'1/1': {'direction': 'up'}})",
        r"^Profile: indicators\['1/1'\] is \{'direction': 'up'\}, a dict; "
        r"give an IndicatorProfile\.$",
    ),
    (
        "Evidence(frame)",
        r"^Evidence: entries is a DataFrame; read it first: evidence_from_frame\(data, ",
    ),
    (
        "assess(plan, frame, as_of=NOW)",
        r"^assess: evidence is a DataFrame; read it first: evidence_from_frame\(data, ",
    ),
    ("Store('m.db')", r"^Store: make one with Store\.create\(.*, or open one with Store\.open\("),
    (
        "read(3)",
        r"^read: source is 3, an int; "
        r"give the name of a file, its bytes, or a file that is open\.$",
    ),
    ("Store.open(None)", r"^open: path is None, a NoneType; give a text or a path\.$"),
    (
        "Evidence(rows)",
        r"^Evidence: entries is .* an EvidenceRows; give its entries: rows\.entries",
    ),
    ("assess(plan, rows, as_of=NOW)", r"an EvidenceRows; give Evidence\(rows\.entries\)\.$"),
    (
        "assess(plan, profile=Profile(), as_of=NOW)",
        r"takes no argument `profile`; give PlanHistory\(plan, profile\) in place of the plan\.$",
    ),
    (
        "assess(plan, Profile(), as_of=NOW)",
        r"evidence is .*, a Profile; give PlanHistory\(plan, profile\) in place of the plan\.$",
    ),
    ("assess(store, as_of=NOW)", r"a Store; the store holds .*: store\.assess\(as_of=\.\.\.\)\.$"),
    ("store.append(rows)", r"^append: entries is .*; give its entries: rows\.entries\.$"),
    (
        "compare(assess_days(plan, as_of=NOW), assess(plan, as_of=NOW))",
        r"an AssessedDays; give one of its days: days\[0\]\.$",
    ),
    ("problems_frame([1])", r"problems is \[1\], a list; give a list of Problem objects"),
    (
        "Entry('note', NOW, value=numpy.array([1, 2]))",
        r"^Entry: value is array\(\[1, 2\]\), a ndarray; give a number or None\.$",
    ),
    (
        "Entry('note', NOW, value=10**400)",
        r"^Entry: value is 1000.* give a number that fits 64 bits",
    ),
    (
        "store.record({'value': 5})",
        r"^record: entry is {'value': 5}, a dict; give an Entry, or its fields by name\.$",
    ),
    ("store.record('1.1/1')", r"^record: entry is '1.1/1', a str; give an Entry, or its fields"),
    ("store.record(frame)", r"^record: entry is a DataFrame; give an Entry, or its fields by"),
    ("Evidence(5)", r"^Evidence: entries is 5, an int; give a list of Entry objects\.$"),
]


@pytest.mark.parametrize(("call", "want"), CALLS, ids=[call for call, _ in CALLS])
def test_an_error_names_the_argument_the_value_and_the_remedy(
    call: str, want: str, plan: ap.Plan, tmp_path: Path
) -> None:
    frame = pd.DataFrame({"value": [1, 2]})
    rows = ap.evidence_from_frame(pd.DataFrame([row_of(indicator="1.1/1")]), recorded_on=NOW)
    with ap.Store.create(tmp_path / "m.db", plan, recorded_on=NOW) as store:
        names = {"plan": plan, "NOW": NOW, "frame": frame, "rows": rows, "store": store}
        with pytest.raises(TypeError, match=want) as raised:
            eval(call, {**vars(ap), **names, "numpy": np})
    assert "\n" not in str(raised.value)


def test_what_is_not_fetched_and_no_day_are_said(plan: ap.Plan) -> None:
    with pytest.raises(ap.InvalidArgument, match="nothing is fetched from a network; download"):
        ap.read("https://example.org/plan.txt")
    with pytest.raises(ap.InvalidArgument, match="as_of names no day"):
        ap.assess_days(plan, as_of=[])
    assert len(ap.problems_frame(plan)) == len(plan.problems)


def test_signatures_can_be_asked_for() -> None:
    import inspect

    assert list(inspect.signature(ap.assess).parameters)[:3] == ["history", "evidence", "as_of"]
    assert inspect.signature(ap.assess).parameters["as_of"].kind.name == "KEYWORD_ONLY"
    assert list(inspect.signature(ap.Entry).parameters)[:2] == ["kind", "recorded_on"]
    assert list(inspect.signature(ap.Store.append).parameters)[:2] == ["self", "entries"]
    assert inspect.signature(ap.Store.create).parameters["recorded_on"].kind.name == "KEYWORD_ONLY"
    fields = set(inspect.signature(ap.Entry).parameters)
    assert fields < set(inspect.signature(ap.Store.record).parameters)
    assert fields - {"kind"} < set(inspect.signature(ap.Store.appoint).parameters)
    options = {"as_of", "known_at", "pick", "cancel"}
    assert options < set(inspect.signature(ap.Store.assess).parameters)
    assert options < set(inspect.signature(ap.assess_days).parameters)
    silent = [
        name
        for name in ap.__all__
        if type(getattr(ap, name)).__name__ == "builtin_function_or_method"
        and not hasattr(getattr(ap, name), "__text_signature__")
    ]
    assert not silent
    # Of several ways to call a function the one that has the others in it, else all of them.
    assert str(inspect.signature(ap.PlanBuilder)).startswith("(plan=")
    assert set(inspect.signature(ap.PlanHistory).parameters) == {"plan", "profile", "revisions"}
    assert next(iter(inspect.signature(ap.PlanHistory.__init__).parameters)) == "self"
    for name, value in vars(ap).items():
        held = vars(value).values() if isinstance(value, type) else []
        for one in (value, *held):
            assert "actionplan::" not in (getattr(one, "__doc__", None) or ""), (name, one)
            if type(one).__name__ in ("builtin_function_or_method", "instancemethod"):
                assert inspect.signature(one), (name, one)


def test_importing_says_where_an_unknown_id_stands(numbered: ap.Plan) -> None:
    csv = "indicator,period,value,reporter,source\n1.1/1,2017,5,M,s\n1.1,2017,5,M,s\n"
    content = io.BytesIO(csv.encode()).getvalue()
    with pytest.warns(UserWarning, match='left out: row 3: The plan has no indicator "1.1"'):
        rows = ap.evidence_from_csv(content, recorded_on=NOW, plan=numbered)
    (problem,) = rows.problems
    assert (problem.code, problem.place) == ("unknown_id", ap.Place(3, 1))


def test_the_guide_lists_every_reason_as_the_library_says_it() -> None:
    guide = Path(__file__).resolve().parents[2] / "docs" / "guide" / "reason_codes.md"
    lines = guide.read_text(encoding="utf-8").splitlines()
    for reason in [*ap.IndicatorReason, *ap.Reason]:
        row = f"| `{reason}` | {ap.meaning(reason)} | {ap.remedy(reason)} |".replace("  |", " |")
        assert row in lines


def named(*rows: tuple[str, str], title: str = "") -> ap.Plan:
    """A plan of numbers and titles."""
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(title=title, adopted_on="2016-04-27")
    for number, text in rows:
        builder.add(ap.Measure(number, title=text))
    return builder.build()


def test_two_plans_without_title_are_not_taken_for_one() -> None:
    roads, fish = named(("1", "Roads"), ("2", "Schools")), named(("1", "Fish"), ("2", "Tax"))
    days = [ap.assess(plan, as_of="2018-01-01") for plan in (roads, fish, roads)]
    with pytest.raises(ap.InvalidArgument, match=r"^A plan without title .* are two plans"):
        ap.compare(days[0], days[1])
    assert ap.compare(days[0], days[2]).unchanged == 2
    with pytest.raises(ap.InvalidArgument, match='gives measure "1" two origins'):
        ap.compare(days[0], days[1], measures={"1": "1", "2": "1"})


def test_a_plan_is_not_amended_by_another() -> None:
    first, other = named(("1", "Roads"), title="One"), named(("1", "Fish"), title="Two")
    with pytest.raises(ap.InvalidArgument, match=r"these are two plans"):
        ap.amend(first, other)
    assert ap.amend(first, other, measures={"1": "1"}).dropped_measures == ()
    assert ap.amend(first, named(("1", "Fish"), title="One")).dropped_measures == ("1",)


def test_a_measure_among_the_indicators_of_a_profile_is_unknown(numbered: ap.Plan) -> None:
    profile = ap.Profile(indicators={"1.1": ap.IndicatorProfile(baseline=0)})
    assert [one.code for one in ap.check_profile(numbered, profile)] == [
        "profile_unknown_indicator"
    ]


def test_a_replacement_of_an_entry_about_something_else_is_named() -> None:
    def value(indicator: str, number: float, **fields: Any) -> ap.Entry:
        return ap.Entry("observation", indicator=indicator, value=number, period="2017",
                        reporter="M", source="s", **fields)  # fmt: skip

    first = value("1.1/1", 5, recorded_on="2018-01-01")
    of_it = ap.entry_id(first)
    other = value("1.10/1", 6, recorded_on="2018-02-01", replaces=of_it)
    found = ap.Evidence([first, other]).problems()
    assert [(one.code, one.severity, one.subject) for one in found] == [
        ("replaces_other", "warning", of_it)
    ]
    same = value("1.1/1", 6, recorded_on="2018-02-01", replaces=of_it)
    assert ap.Evidence([first, same]).problems() == []


def test_a_value_in_another_unit_is_not_nothing(numbered: ap.Plan) -> None:
    profile = ap.Profile(indicators={"1.1/1": ap.IndicatorProfile(unit="laws")})
    entry = ap.Entry("observation", "2018-01-01", indicator="1.1/1", value=5, unit="km",
                     period="2017", reporter="M", source="s")  # fmt: skip
    day = ap.assess(ap.PlanHistory(numbered, profile), ap.Evidence([entry]), as_of="2019-06-01")
    text = day["1.1"].explain_text()
    assert "undecided, because there is evidence, and its indicators cannot be judged" in text
    nothing = ap.assess(ap.PlanHistory(numbered, profile), as_of="2019-06-01")
    assert "unreported, because nothing was reported" in nothing["1.1"].explain_text()


def test_numbers_keep_their_zeros_and_headings_of_a_frame_are_named() -> None:
    columns = {"Nr": "number", "Was": "title", "Wer": "agencies", "Frist": "deadline"}
    rows = [["01.1", "Build a", "A", "2022"], ["1.1", "Build b", "B", "2023"]]
    plan = ap.plan_from_frame([dict(zip(columns, row, strict=True)) for row in rows],
                              columns=columns)  # fmt: skip
    assert [(one.id, one.number) for one in plan.measures] == [("01.1", "01.1"), ("1.1", "1.1")]
    rows = [["1.1", "Roads", "A", "2022"], ["", "Schools", "", ""], ["1.2", "Bridges", "B", "2023"]]
    with pytest.warns(UserWarning, match='The row "Schools" has no number'):
        ap.plan_from_frame([dict(zip(columns, row, strict=True)) for row in rows], columns=columns)


def test_status_of_a_frame_is_evidence_where_a_day_is_given() -> None:
    data = {"No": ["1"], "Measure": ["Build"], "Deadline": ["2022"], "Status": ["Completed"]}
    found = ap.reading_from_frame(data, recorded_on="2023-01-01")
    assert [str(entry.kind) for entry in found.evidence] == ["rating"]


@pytest.mark.parametrize(
    ("call", "want"),
    [
        (lambda: ap.plan_from_frame([]), "the list holds no row"),
        (lambda: ap.plan_from_frame({"a": ["x"]}, agencies={"x": "y"}), "agencies is of type dict"),  # type: ignore[arg-type]
        (lambda: ap.plan_from_frame({"a": ["x"]}, columns={"a": ["title"]}), "give one text"),  # type: ignore[dict-item]
    ],
    ids=["no row", "agencies", "columns"],
)  # fmt: skip
def test_what_a_frame_cannot_mean_is_said(call: Any, want: str) -> None:
    with pytest.raises(ap.InvalidArgument, match=want):
        call()
