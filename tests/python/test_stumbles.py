# SPDX-License-Identifier: Apache-2.0
"""What a first hour stumbles over is said: names that a plan lacks, days that were turned."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import actionplan as ap

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
FRONT = "---\nlayout: page\nauthor:\n  name: Somebody\ntitle: {}\n---\n\n# A heading\n\n{}"
TABLE = "| No | Measure | Deadline |\n| --- | --- | --- |\n| 1 | Build | 2024 |\n"


# Titles


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("canada_nap5.yaml", "5th National Action Plan on Open Government Tracker"),
        (
            "pt_br_open_data_plan_2018-2019.md",
            "Plano de Dados Abertos do Ministério do Planejamento",
        ),
        ("us_fds_2021_agency_actions.md", "2020 Action Plan, Agency Actions"),
    ],
)
def test_a_plans_title_is_the_documents_own(file: str, title: str) -> None:
    assert ap.read(PLANS / file).title == title


YAML = "- {id: 1, title: Build, deadline: 2024}\n- {id: 2, title: Mend, deadline: 2025}\n"
BELOW = YAML.replace("- ", "  - ")


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("p.md", FRONT.format("A plan", TABLE), "A plan"),
        ("p.md", FRONT.format('"A plan: the second"', TABLE), "A plan: the second"),
        ("p.md", FRONT.format("Resolution of 1 May 2020", TABLE), "Resolution of 1 May 2020"),
        ("p.yaml", f"title: A plan\nmeasures:\n{YAML}", "A plan"),
        ("p.yaml", f"nome: Um plano\nmedidas:\n{YAML}", "Um plano"),
        ("p.yaml", f"title: {{en: A plan, fr: Un plan}}\nmeasures:\n{YAML}", "A plan"),
        ("p.yaml", f"plan:\n  name: A plan\n  measures:\n{BELOW}", "A plan"),
        ("p.csv", "Title,A plan\nCountry,Nowhere\nNo,Measure,Deadline\n1,Build,2024\n", "A plan"),
    ],
)  # fmt: skip
def test_a_title_that_a_document_gives_itself_is_the_plans(
    name: str, text: str, title: str
) -> None:
    reading = ap.interpret_all(ap.read_document(text.encode(), name=name))
    assert reading.plan.title == title
    assert "Build" in [measure.title for measure in reading.plan]
    totals = reading.totals
    assert totals.all == totals.used + totals.named + totals.excluded
    assert not [one for one in reading.plan.problems if one.code == "text_unplaced"]


def test_a_title_above_the_header_of_a_sheet_is_the_plans(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Country", "Nowhere"], ["Name of the plan", "A plan"], [], ["No", "Measure", "Deadline"],
        ["1", "Build", "2024"], ["2", "Mend", "2025"],
    ):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    assert ap.read(tmp_path / "plan.xlsx").title == "A plan"


def test_what_names_no_plan_gives_no_title() -> None:
    text = "author: Somebody\nmeasures:\n" + YAML
    plan = ap.interpret(ap.read_document(text.encode(), name="p.yaml"))
    assert plan.title == "measures"
    md = "---\nauthor:\n  name: Somebody\n---\n\n# A heading\n\n" + TABLE
    plan = ap.interpret(ap.read_document(md.encode(), name="p.md"))
    assert plan.title != "Somebody"


def test_a_plan_without_title_has_a_name_in_frames() -> None:
    rows = [{"No": "1", "Measure": "Build", "Deadline": "2024"}]
    untitled = ap.plan_from_frame(rows)
    titled = ap.plan_from_frame(rows, title="Another")
    both = pd.concat([plan.to_pandas() for plan in (untitled, titled)])
    name = untitled.to_pandas()["plan"][0]
    assert re.fullmatch(r"a plan without title \([0-9a-f]{8}\)", name)
    assert pd.crosstab(both["plan"], both["deadline_kind"])["window"].to_dict() == {
        "Another": 1,
        name: 1,
    }
    assert ap.assess(untitled, as_of="2024-01-01").to_pandas()["plan"].tolist() == [name]
    again = ap.read(untitled.to_pandas().to_csv(index=False).encode(), format="csv")
    assert again.title == ""
    assert "a plan without title" in untitled._repr_html_()


# Entries


def value(**fields: Any) -> ap.Entry:
    return ap.Entry(
        "observation", fields.pop("recorded_on", "2018-01-31"), indicator="1/1",
        reporter="R", source="s", **fields,
    )  # fmt: skip


def counted() -> ap.Plan:
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(title="A plan")
    builder.add(ap.Agency("moj", "Ministry of Justice", aliases=["MoJ", "Justice"]))
    builder.add(ap.Agency("mof", "Ministry of Finance"))
    builder.add(ap.Section("1", number="1", title="Open data"))
    builder.add(
        ap.Measure(
            "1", number="1", section="1", title="Train", indicator_text="Number of laws",
            deadline=ap.read_deadline("2018"),
            assignments=[ap.Assignment("moj", "implementer", "binding")],
        )
    )  # fmt: skip
    builder.add_indicator("Number of laws")
    return builder.build()


def test_what_was_withdrawn_is_said_to_be() -> None:
    wrong, kept = value(period="2018", value=1), value(period="2018", value=2)
    gone = ap.Entry("withdrawal", "2018-03-01", about=ap.entry_id(wrong), reporter="R", source="s")
    mended = value(period="2018", value=3, recorded_on="2018-03-01", replaces=ap.entry_id(kept))
    assessment = ap.assess(counted(), ap.Evidence([wrong, kept, gone, mended]), as_of="2019-01-01")
    explained = assessment.explain("1")
    uses = {one.id: str(one.use) for one in explained.indicators[0].entries}
    assert uses[ap.entry_id(wrong)] == "withdrawn"
    assert uses[ap.entry_id(kept)] == "replaced"
    assert uses[ap.entry_id(mended)] == "used"
    assert "withdrawn: observation" in assessment.explain_text("1")


def test_an_unsound_entry_among_several_is_named_by_its_place() -> None:
    sound = value(period="2018", value=1)
    unsound = ap.Entry("observation", "2018-01-31", value=1)
    with pytest.raises(ap.InvalidArgument, match=r"^Entry 3 of 4: The observation "):
        ap.Evidence([sound, sound, unsound, sound])
    with pytest.raises(ap.InvalidArgument, match=r"^Entry 2 of 2: The observation "):
        ap.Evidence().appended([sound, unsound])
    with pytest.raises(ap.InvalidArgument, match=r"^The observation "):
        ap.Evidence([unsound])


def test_parts_that_contradict_each_other_do_not_contradict_a_total_that_they_allow() -> None:
    terms = ap.IndicatorProfile(
        direction="up", baseline=0, targets=[ap.Target(100)], aggregation="last",
        dimensions={"sex": ["f", "m"]}, dimension_aggregation="sum",
    )  # fmt: skip
    history = ap.PlanHistory(counted(), ap.Profile(plan="A plan", indicators={"1/1": terms}))

    def reasons(total: float) -> set[str]:
        said = [(total, {}), (40, {"sex": "f"}), (60, {"sex": "m"})]
        other = [(50, {"sex": "f"}), (50, {"sex": "m"})]
        entries = [value(period="2018", value=v, dimension=part) for v, part in (*said, *other)]
        row = ap.assess(history, ap.Evidence(entries), as_of="2019-06-30")["1"].indicators[0]
        assert row.value == total
        return {str(reason) for reason in row.reasons}

    assert reasons(100) & {"conflicting_entries", "parts_differ_from_total"} == {
        "conflicting_entries"
    }
    assert reasons(150) & {"conflicting_entries", "parts_differ_from_total"} == {
        "parts_differ_from_total"
    }


def test_a_measure_that_is_not_there_is_told_with_the_nearest(plan: ap.Plan) -> None:
    with pytest.raises(
        ap.NotFound, match=r'"4\.2\.33" is not in the plan; the nearest are 4\.2\.3'
    ):
        plan["4.2.33"]
    assessment = ap.assess(plan, as_of="2018-06-30")
    with pytest.raises(
        ap.NotFound, match=r'"4\.2\.33" is not in the assessment; the nearest are 4\.'
    ):
        assessment["4.2.33"]
    with pytest.raises(ap.NotFound, match=r"is not in the plan; the nearest are 4\.2\.3/1"):
        plan.indicator("4.2.3")
    with pytest.raises(ap.NotFound, match='"zzz" is not in the plan; check it against the ids'):
        plan["zzz"]


# Agencies


def test_an_agency_that_is_named_in_place_of_its_id_is_told_by_it(tmp_path: Path) -> None:
    plan = counted()
    with pytest.raises(ap.NotFound, match='it is the name of the agency "moj", so give that id'):
        plan.agency("ministry of justice")
    with pytest.raises(
        ap.NotFound, match=r"the nearest is mof \(Ministry of Finance\); give an id"
    ):
        ap.evidence_template(plan, agency="Finance Ministry", period="2018")
    with pytest.raises(ap.NotFound, match='has no agency "xyz"; give an id that it has'):
        plan.agency("xyz")
    with (
        ap.Store.create(tmp_path / "s.db", plan, recorded_on="2018-01-01") as store,
        pytest.raises(ap.InvalidArgument, match='it is the name of the agency "moj"'),
    ):
        store.record(
            kind="response", agency="Ministry of Justice", text="No.", measure="1",
            reporter="R", source="s", recorded_on="2018-02-01",
        )  # fmt: skip
    with pytest.warns(UserWarning, match='it is the name of the agency "moj"'):
        rows = ap.evidence_from_frame(
            {"kind": ["note"], "measure": ["1"], "agency": ["Justice"], "text": ["t"],
             "reporter": ["R"], "source": ["s"]},
            recorded_on="2018-02-01", plan=plan,
        )  # fmt: skip
    assert 'it is the name of the agency "moj"' in rows.problems[0].message


def test_a_name_that_several_agencies_have_is_nobodys() -> None:
    builder = ap.PlanBuilder(counted())
    builder.add(ap.Agency("other", "Justice"))
    with pytest.raises(ap.NotFound, match='several have that name, "moj", "other"; give the id'):
        builder.build().agency("justice")


# Filters


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("section : 99", 'The plan has no section "99", which the filter asks for; nothing match'),
        ('section = "Open dat"', "the nearest is 1 (Open data); nothing matches it."),
        ("agency : Justise", 'no agency "Justise"'),
        ('agency = "mol"', "the nearest are "),
        ('NOT id = "7"', 'no measure with the id "7"'),
        ("number : 1.1 OR title : Train", 'no measure with the number "1.1", which the filter'),
        ('id = "Train"', 'it is the title of "1": ask for that.'),
    ],
)
def test_what_a_filter_names_and_no_plan_holds_is_said(asked: str, said: str) -> None:
    plan = counted()
    assessment = ap.assess(plan, as_of="2018-06-30")
    (problem,) = ap.unheld_names(plan, asked)
    assert problem.code == "unheld_name"
    assert said in problem.message
    for ask in (plan.where, assessment.where, ap.Query(assessment).where):
        with pytest.warns(UserWarning, match="which the filter asks for"):
            ask(asked)
    with pytest.warns(UserWarning, match="which the filter asks for"):
        assessment.count_by("force", asked)


def test_a_store_says_what_a_filter_names_and_it_lacks(tmp_path: Path) -> None:
    with (
        ap.Store.create(tmp_path / "s.db", counted(), recorded_on="2018-01-01") as store,
        pytest.warns(UserWarning, match='no section "9"'),
    ):
        store.where("section : 9", as_of="2018-06-30")


def test_filters_on_what_the_plan_holds_say_nothing() -> None:
    plan = counted()
    for asked in (
        "section : 1", 'section = "open data"', "agency : just", 'agency = "MOF"', "agency : *",
        'agency = "Min*"', 'id = "1"', "number = 1", "number > 4", "title : nothing", "wherever",
        "deadline_status = overdue", "",
    ):  # fmt: skip
        assert not ap.unheld_names(plan, asked), asked


def test_a_name_that_an_earlier_revision_held_is_known() -> None:
    earlier = counted()
    builder = ap.PlanBuilder(earlier)
    builder.measures = []
    history = ap.PlanHistory(earlier).revised(builder.build(), "2018-03-01", "2018-03-01")
    assert not ap.unheld_names(history, 'id = "1"')


def test_status_says_what_a_filter_names_and_the_plan_lacks(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from actionplan.cli.app import cli

    file = tmp_path / "plan.json"
    file.write_text(counted().to_json(), encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["status", str(file), "--as-of", "2018-06-30", "--where", "section : 9"]
    )
    assert done.exit_code == 0
    assert done.output.count('The plan has no section "9"') == 1


# Windows


@pytest.mark.parametrize(
    ("start", "end"),
    [("2018-12-31", "2016-01-01"), ("2018", "2016"), ("May 2018", "1 March 2018")],
)
def test_a_window_that_ends_before_it_begins_is_refused_with_both_days(
    start: str, end: str
) -> None:
    row = {"No": "1", "Measure": "Build", "Start": start, "End": end}
    with pytest.warns(UserWarning, match="row 1: .* lies before the first"):
        plan = ap.plan_from_frame([row])
    table = ap.read(f"No,Measure,Start,End\n1,Build,{start},{end}\n".encode(), format="csv")
    for found in (plan, table):
        deadline = found["1"].deadline
        assert (str(deadline.kind), deadline.start, deadline.due) == ("no_date", None, None)
        (problem,) = [one for one in found.problems if one.code == "deadline_unreadable"]
        assert start in problem.message
        assert end in problem.message
        assert "lies before the first; swap them or correct one." in problem.message


# What is shown


def test_a_selection_and_days_say_what_they_hold() -> None:
    plan = counted()
    days = ap.assess_days(plan, as_of=["2018-06-30", "2019-01-01"])
    assert repr(days) == "<AssessedDays 2018-06-30, 2019-01-01: 1 measures on the last>"
    assert [str(day) for day in days.days] == ["2018-06-30", "2019-01-01"]
    assert days["2019-01-01"].as_of == days[1].as_of == days[days.days[1]].as_of
    with pytest.raises(ap.NotFound, match="'2019-01-02' is none of its days; they are 2018-06-30"):
        days["2019-01-02"]
    shown = days._repr_html_()
    assert "A plan" in shown
    assert "2019-01-01" in shown
    chosen = days[0].where("section : 1")
    assert repr(chosen) == "<Selection of 1 of 1 measures that pass, as of 2018-06-30: 1>"


def test_a_door_is_named_by_its_own_name() -> None:
    for door in (ap.plan_from_frame, ap.reading_from_frame):
        with pytest.raises(ap.InvalidArgument, match=f"^{door.__name__}: the table has no column"):
            door([{"No": "1", "Measure": "a"}], columns={"X": "title"})
        with pytest.raises(ap.InvalidArgument, match="give one of number, "):
            door([{"No": "1", "Measure": "a"}], columns={"No": "numer"})


@pytest.mark.parametrize(
    ("call", "remedy"),
    [
        (
            lambda: ap.read("x.csv", adopted_on="2016-01-01"),
            r"give dates=DateSettings\(adopted_on=",
        ),
        (lambda: ap.read("x.csv", period="2016"), r"give dates=DateSettings\(plan_period="),
        (lambda: ap.plan_from_frame([], plan_period="2016"), r"give period=\.\.\."),
        (lambda: ap.read_deadline("2016", period="2016"), r"give plan_period=\.\.\."),
        (lambda: ap.read("x.csv", columns={}), r"give mapping=ReadMapping\(\.\.\.\), or take the"),
    ],
)
def test_an_option_of_another_door_is_told_where_it_goes(
    call: Callable[[], object], remedy: str
) -> None:
    with pytest.raises(TypeError, match=remedy):
        call()


# Words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "within a year"), ("en", "a year after adoption of the plan"),
        ("en", "within a week of adoption"), ("es", "en una semana"), ("fr", "dans une année"),
        ("fr", "dans un délai d'un an"), ("de", "binnen einer Woche"),
        ("it", "entro una settimana"),
        ("pt", "no prazo de uma semana"), ("sr", "u roku od jedne godine"),
        ("ro", "în termen de un an"), ("mk", "во рок од една година"),
        ("ru", "в течение одного года"), ("uk", "протягом одного року"),
    ],
)  # fmt: skip
def test_an_article_counts_one(language: str, text: str) -> None:
    deadline = ap.read_deadline(text, language=language, adopted_on="2016-05-02")
    assert str(deadline.kind) == "relative"
    is_week = any(word in text.casefold() for word in ("week", "woche", "sem", "settim"))
    assert str(deadline.due) == ("2016-05-09" if is_week else "2017-05-02")


@pytest.mark.parametrize("text", ["two meetings a year", "a report a month", "5 laws a year"])
def test_an_article_behind_what_is_counted_counts_nothing(text: str) -> None:
    assert str(ap.read_deadline(text, language="en", adopted_on="2016-05-02").kind) != "relative"


def test_twice_a_year_stays_a_cadence() -> None:
    assert str(ap.read_deadline("twice a year").cadence) == "semiannual"
