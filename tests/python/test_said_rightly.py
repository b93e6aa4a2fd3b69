# SPDX-License-Identifier: Apache-2.0
"""What is said is so: of evidence that does not decide, of files, of calls."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap
from actionplan import forms

ROWS = [
    {"No": "1", "Measure": "Adopt the act", "Indicator": "law adopted", "Deadline": "2022"},
    {
        "No": "2", "Measure": "Report", "Indicator": "quarterly report published",
        "Deadline": "2021-2022",
    },
    {"No": "3", "Measure": "Train", "Indicator": "number of judges trained", "Deadline": "2022"},
]  # fmt: skip
CSV = "indicator,done,done_on,reporter,source\n1/1,yes,2022-05-01,M,s\n"


def history_of() -> ap.PlanHistory:
    plan = ap.plan_from_frame(ROWS, title="Plan")
    quarterly = ap.IndicatorProfile(cadence="quarterly")
    return ap.PlanHistory(plan, ap.Profile(plan="Plan", indicators={"2/1": quarterly}))


def entry(kind: str, indicator: str, **given: Any) -> ap.Entry:
    return ap.Entry(kind, "2023-02-01", indicator=indicator, reporter="M", source="s", **given)


IN_VAIN = {
    "value_of_thing": (entry("observation", "1/1", value=1, period="2022"), "kind deliverable"),
    "report_unexpected": (
        entry("deliverable", "2/1", done=True, period="2021"),
        "2021Q1, 2021Q2, 2021Q3 and others",
    ),
    "deliverable_of_number": (entry("deliverable", "3/1", done=True), "record a value"),
}


@pytest.mark.parametrize("code", IN_VAIN)
def test_what_no_verdict_can_use_is_said_wherever_it_enters(code: str, tmp_path: Path) -> None:
    history = history_of()
    one, remedy = IN_VAIN[code]
    found = ap.unused_entries(history, [one])
    assert [problem.code for problem in found] == [code]
    assert remedy in found[0].message
    frame = {
        "indicator": [one.indicator], "period": [one.period and str(one.period)],
        "value": [one.value], "done": [one.done and "yes"], "reporter": ["M"], "source": ["s"],
    }  # fmt: skip
    frame = {name: values for name, values in frame.items() if values != [None]}
    with pytest.warns(UserWarning, match=remedy):
        rows = ap.evidence_from_frame(frame, recorded_on="2023-02-01", plan=history)
    assert [problem.code for problem in rows.problems] == [code]
    version = history.revisions[0]
    path = tmp_path / "s.db"
    with ap.Store.create(path, version.plan, version.profile, recorded_on="2021-01-01") as store:
        with pytest.warns(UserWarning, match=remedy):
            store.append([one])
        measure = str(one.indicator).partition("/")[0]
        text = store.assess(as_of="2024-01-01")[measure].explain_text()
    assert "nothing was reported" not in text
    assert "undecided, because there is evidence, and its indicators cannot" in text


def test_pages_do_not_call_it_silence(tmp_path: Path) -> None:
    from actionplan.site import publish

    history = history_of()
    version = history.revisions[0]
    path = tmp_path / "s.db"
    with ap.Store.create(path, version.plan, version.profile, recorded_on="2021-01-01") as store:
        with pytest.warns(UserWarning, match="Entry 1 of 3"):
            store.append([one for one, _ in IN_VAIN.values()])
        publish(store, tmp_path / "site", as_of="2024-01-01")
    for page in (tmp_path / "site" / "measures").glob("[1-3].html"):
        text = page.read_text("utf-8")
        assert "othing was reported" not in text, page.name
        assert "Undecided" in text or "undecided" in text, page.name


def test_entries_of_one_day_are_listed_by_their_periods() -> None:
    def value(period: int, number: float) -> ap.Entry:
        return entry("observation", "3/1", value=number, period=str(period))

    for given in ([2020, 2021, 2022, 2023], [2023, 2021, 2020, 2022]):
        for numbers in ([7, 1, 40, 3], [2, 41, 38, 44]):
            ledger = ap.Evidence([value(y, n) for y, n in zip(given, numbers, strict=True)])
            listed = [str(ledger[at].period) for at in ledger.in_order()]
            assert listed == ["2020", "2021", "2022", "2023"]
            lines = ap.to_csv(ledger).splitlines()[1:]
            assert [y in line for y, line in zip(listed, lines, strict=True)] == [True] * 4


NAMES = {
    "evidence_from_csv": (ap.evidence_from_csv, "actionplan.forms.read_evidence"),
    "plan_from_json": (ap.plan_from_json, "read_text"),
    "profile_from_json": (ap.profile_from_json, "read_text"),
    "agencies_from_json": (ap.agencies_from_json, "read_text"),
    "table_from_csv": (ap.table_from_csv, "read_bytes"),
    "table_from_text": (ap.table_from_text, "read_bytes"),
    "read_document": (ap.read_document, "read_bytes"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", ["plan.csv", "plan.json", "there"])
def test_the_name_of_a_file_is_no_content(
    name: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").write_text("x", "utf-8")
    call, remedy = NAMES[name]
    words = rf'^{name}: \w+ is "{file}", the name of a file; .*{remedy}'
    with pytest.raises(ap.InvalidArgument, match=words):
        call(file)


def test_a_name_is_no_table_either() -> None:
    for name in ("ev.csv", Path("ev.csv")):
        with pytest.raises(ap.InvalidArgument, match=r'"ev.csv" is no table; .*read_evidence'):
            ap.evidence_from_frame(name, recorded_on="2023-02-01")


def test_a_table_of_evidence_is_read_by_name_as_bytes_and_open(tmp_path: Path) -> None:
    path = tmp_path / "ev.csv"
    path.write_text(CSV, "utf-8")
    wanted = forms.read_evidence(path, recorded_on="2023-02-01").entries
    assert len(wanted) == 1
    given: list[Callable[[], Any]] = [
        lambda: path.read_bytes(),
        lambda: io.BytesIO(CSV.encode()),
        lambda: io.StringIO(CSV),
        lambda: path.open("rb"),
    ]
    for make in given:
        file = make()
        assert forms.read_evidence(file, recorded_on="2023-02-01").entries == wanted
        if hasattr(file, "close"):
            file.close()
    with pytest.raises(TypeError, match="give a text, a path, bytes or an open file"):
        forms.read_evidence(5, recorded_on="2023-02-01")  # type: ignore[arg-type]


def test_a_workbook_is_told_by_its_beginning(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in CSV.splitlines():
        book.active.append(line.split(","))
    path = tmp_path / "ev.xlsx"
    book.save(path)
    wanted = forms.read_evidence(path, recorded_on="2023-02-01").entries
    assert len(wanted) == 1
    data = path.read_bytes()
    assert forms.read_evidence(data, recorded_on="2023-02-01").entries == wanted
    assert forms.read_evidence(io.BytesIO(data), recorded_on="2023-02-01").entries == wanted


def test_two_plans_are_told_how_to_be_matched() -> None:
    other = ap.plan_from_frame([{"No": "9", "Measure": "Other", "Deadline": "2022"}], title="Else")
    one = ap.assess(history_of(), as_of="2022-06-01")
    with pytest.raises(ap.InvalidArgument, match=r"\(`by_id`\).*\(`measures`\)"):
        ap.compare(one, ap.assess(other, as_of="2022-06-01"))
    taken = inspect.signature(ap.compare).parameters
    assert {"by_id", "measures"} <= set(taken)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.1, r'number cannot be held against "the number 1\.1"; give a text, "1\.1"'),
        (2, r'number cannot be held against "the number 2"; give a text, "2"'),
        (ap.Period.parse("2018"), r'against "the period 2018"; give a text, "2018"'),
    ],
)
def test_a_filter_names_what_it_was_given(value: Any, words: str) -> None:
    with pytest.raises(ap.InvalidArgument, match=words):
        ap.field("number") == value  # noqa: B015


def test_numbers_for_targets_are_told_what_to_write() -> None:
    for given, written in (([40], r"\[Target\(40\)\]"), (40.5, r"\[Target\(40\.5\)\]")):
        with pytest.raises(TypeError, match=f"give Target objects: {written}"):
            ap.IndicatorProfile(targets=given)  # type: ignore[arg-type]


def test_whole_numbers_with_gaps_are_called_what_they_are() -> None:
    pd = pytest.importorskip("pandas")
    whole = "decimal numbers, as tables hold whole ones where some are absent; give"
    for numbers, words in (([1, 2, None], whole), ([1.1, 2, None], "of which 1.1 and 1.10 are")):
        table = pd.DataFrame({"No": numbers, "Measure": ["a", "b", "c"], "Deadline": ["2022"] * 3})
        with pytest.raises(ap.InvalidArgument, match=words):
            ap.plan_from_frame(table)
        table = pd.DataFrame({"indicator": numbers, "value": 1, "reporter": "M", "source": "s"})
        with pytest.warns(UserWarning, match=words):
            ap.evidence_from_frame(table, recorded_on="2023-02-01")


def test_signatures_are_real() -> None:
    made = inspect.signature(ap.PlanHistory).parameters
    assert set(made) == {"plan", "profile", "revisions"}
    assert str(inspect.signature(ap.Period.__contains__)) == "(self, *args, **kwargs)"
    for function in (ap.to_json, ap.to_csv):
        names = list(inspect.signature(function).parameters)
        assert names[0] in ("plan", "assessment", "evidence")
        assert "args" not in names
        assert "cancel" in names
    assert len(ap.PlanHistory(revisions=history_of().revisions).revisions) == 1
    for kind in vars(ap).values():
        if not isinstance(kind, type) or kind is ap.Store:  # that one says what to call instead
            continue
        try:
            names = list(inspect.signature(kind).parameters)
        except (TypeError, ValueError):
            continue
        if kind.__module__ == "actionplan" and not issubclass(kind, (str, BaseException)):
            assert names != ["args", "kwargs"], kind


def test_one_is_one() -> None:
    one = ap.Evidence([entry("observation", "3/1", value=1, period="2022")])
    assert "<p>1 entry</p>" in one._repr_html_()
    plan = ap.plan_from_frame([{"No": "9", "Measure": "Other", "Deadline": "2022"}], title="Else")
    assert "1 measure," in plan._repr_html_()
    assert "1 measures" not in plan._repr_html_()
    assert "Its table" in (ap.Evidence.__arrow_c_stream__.__doc__ or "")


def test_a_chart_of_nothing_says_why_in_words() -> None:
    pytest.importorskip("altair")
    from actionplan import plot

    done = entry("deliverable", "3/1", done=True)
    day = ap.assess(history_of(), ap.Evidence([done]), as_of="2024-01-01")
    drawn = plot.trajectory(day, "3/1").to_json().replace("\\n", " ")
    assert "nothing to draw: no target to hold the value against; evidence says" in drawn
