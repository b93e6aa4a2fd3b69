# SPDX-License-Identifier: Apache-2.0
"""Plans, how they are built and revised, and what a profile changes."""

from __future__ import annotations

import copy
import gc
import pickle
from datetime import date

import pytest

import actionplan as ap


def test_the_real_plan(plan: ap.Plan) -> None:
    assert plan.title == ("National Action Plan for 2016-2018 on Promotion of Open Government")
    assert plan.adopted_on == date(2016, 4, 27)
    assert plan.language == "en"
    assert plan.period == ap.Period.parse("2016-2018")
    assert plan.legal_basis
    assert plan.heading.title == plan.title
    assert (len(plan), len(plan.measures), len(plan.sections)) == (59, 59, 15)
    assert sum(len(measure.assignments) for measure in plan) == 138
    assert not ap.has_errors(plan.problems)
    assert any(problem.code == "stray_character" for problem in plan.problems)
    assert repr(plan).endswith("measures=59>")


def test_a_measure_is_found_by_number_and_by_id(plan: ap.Plan) -> None:
    measure = plan["4.2.3"]
    assert measure.number == "4.2.3"
    assert plan["4.2.3."] is measure
    assert plan.find_number("4.2.3") is measure
    assert plan.measure(measure.id) is measure
    position = plan.position(measure.id)
    assert position is not None
    assert plan.measures[position] is measure
    assert "4.2.3" in plan
    assert "4.2" not in plan
    assert None not in plan
    assert plan.find_number("nothing") is plan.find_measure("nothing") is None
    assert plan.position("nothing") is None


def test_parts_are_found_by_id(plan: ap.Plan) -> None:
    measure = plan["4.2.3"]
    part = measure.indicators[1]
    assert plan.indicator(part.id) == plan.find_indicator(part.id) == part
    assert measure.indicator_text[part.span.begin : part.span.end] == part.text
    agency = plan.agency(measure.assignments[0].agency)
    assert agency.name == "Ministry of Economics"
    assert measure.section is not None
    section = plan.section(measure.section)
    assert section.number == "4.2"
    assert plan.find_section(section.parent or "") == plan.section("4")
    for find in (plan.agency, plan.section, plan.measure, plan.indicator):
        with pytest.raises(ap.NotFound):
            find("nothing")
    for find in (plan.find_agency, plan.find_section, plan.find_measure, plan.find_indicator):
        assert find("nothing") is None


def test_iteration_goes_over_the_measures_in_order(plan: ap.Plan) -> None:
    assert list(plan) == list(plan.measures)
    first, *_, last = (measure.number for measure in plan)
    assert (first, last) == ("1.1", "11.6")


def test_parts_outlive_the_plan(plan: ap.Plan) -> None:
    own = ap.plan_from_json(plan.to_json())
    measure = own["4.2.3"]
    part = own["1.1"].indicators[0]
    column = own.deadlines.due
    problem = own.problems[-1]
    iterator = iter(own)
    next(iterator)
    del own
    gc.collect()
    again = [ap.plan_from_json(plan.to_json()) for _ in range(5)]  # takes the memory, if it is free
    assert measure == plan["4.2.3"]
    assert part == plan["1.1"].indicators[0]
    assert bytes(column) == bytes(plan.deadlines.due)
    assert problem == plan.problems[-1]
    assert next(iterator) == plan.measures[1]
    assert len(again) == 5


def test_deadlines_are_columns_without_a_copy(plan: ap.Plan) -> None:
    columns = plan.deadlines
    assert (columns.start.format, columns.due.format, columns.kind.format) == ("i", "i", "B")
    epoch = date(1970, 1, 1).toordinal()
    kinds = list(ap.DeadlineKind)
    for i, measure in enumerate(plan):
        assert measure.deadline.due is not None
        assert columns.due[i] + epoch == measure.deadline.due.toordinal()
        assert kinds[columns.kind[i]] is measure.deadline.kind
        assert columns.force[i] is measure.force()
    assert columns.due.readonly
    assert columns.due.nbytes == 4 * 59
    with pytest.raises(TypeError):
        columns.due[0] = 1
    assert ap.Plan().deadlines.due.tolist() == []


def test_a_day_that_is_absent_is_beyond_all_days() -> None:
    plan = ap.PlanBuilder().add(ap.Measure("1")).build()
    assert plan.deadlines.start[0] == -(2**31)
    assert plan.deadlines.due[0] == 2**31 - 1
    assert plan.deadlines.force == (None,)


@pytest.mark.parametrize(
    ("forces", "strongest"),
    [([], None), (["recommended"], "recommended"), (["recommended", "binding"], "binding")],
)
def test_the_strongest_force(forces: list[str], strongest: str | None) -> None:
    parts = [ap.Assignment("a", force=force) for force in forces]
    assert ap.Measure("1", assignments=parts).force() == strongest


def test_a_plan_pickles_and_copies(plan: ap.Plan) -> None:
    for again in (pickle.loads(pickle.dumps(plan)), copy.copy(plan), copy.deepcopy(plan)):
        assert again == plan
        assert again.problems == plan.problems


# Building


def test_an_indicator_text_is_read_and_gets_ids() -> None:
    builder = ap.PlanBuilder().add(ap.Measure("1.1"))
    assert builder.add_indicator("Law adopted; number  of trainings held") is builder
    builder.add_indicator("guidance", kind="publication")
    (measure,) = builder.build()
    assert measure.indicator_text == "Law adopted; number of trainings held; guidance"
    made = [(part.id, str(part.kind), part.text) for part in measure.indicators]
    assert made == [
        ("1.1/1", "deliverable", "Law adopted"),
        ("1.1/2", "count", "number of trainings held"),
        ("1.1/3", "publication", "guidance"),
    ]
    with pytest.raises(ap.InvalidArgument, match="add its measure first"):
        ap.PlanBuilder().add_indicator("Law adopted")
    with pytest.raises(ap.InvalidArgument, match="has no text"):
        ap.PlanBuilder().add(ap.Measure("1")).add_indicator(" ", kind="count")


def test_a_plan_is_built_from_parts(builder: ap.PlanBuilder) -> None:
    plan = builder.build()
    assert plan.title == "A plan"
    assert [measure.number for measure in plan] == ["1.1", "1.2"]
    assert plan.agency("justice").aliases == ("Min. of Justice",)
    assert [report.before_adoption for report in plan["1.2"].deadline.expected_reports] == [
        True, False, False, False,
    ]  # fmt: skip
    assert len(builder.measures) == 0


def test_a_builder_may_start_from_a_plan(plan: ap.Plan) -> None:
    changed = ap.PlanBuilder(plan)
    changed.heading = changed.heading.replace(title="Another")
    changed.measures = changed.measures[:3]
    other = changed.build()
    assert (other.title, len(other), len(plan)) == ("Another", 3, 59)
    assert other != plan


def test_what_the_builder_gives_out_is_a_copy(builder: ap.PlanBuilder) -> None:
    builder.measures.clear()
    assert len(builder.measures) == 2
    assert builder.agencies[0].id == "justice"
    assert builder.sections[1].parent == "1"
    assert builder.problems[0].code == "made_up"


def test_the_builder_takes_parts_only() -> None:
    with pytest.raises(TypeError):
        ap.PlanBuilder().add("1.1")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ap.PlanBuilder().measures = [1]  # type: ignore[list-item]


# Revisions


def test_a_history_holds_revisions(builder: ap.PlanBuilder) -> None:
    first = builder.build()
    second = ap.PlanBuilder(first)
    second.measures = second.measures[:1]
    reduced = second.build()
    history = ap.PlanHistory(first).revised(reduced, "2017-01-01", recorded_on=date(2017, 2, 1))
    assert len(history) == 2
    assert history.revisions[1].effective_on == date(2017, 1, 1)
    assert history.plan_on(as_of="2016-12-31") == first
    assert history.plan_on(as_of="2017-01-01") == reduced
    assert history.plan_on(as_of="2017-01-01", known_at="2017-01-31") == first
    assert [len(r.plan) for r in history.in_force(as_of="2017-01-01")] == [2, 1]
    assert pickle.loads(pickle.dumps(history)) == history
    assert history != ap.PlanHistory(first)
    with pytest.raises(ap.InvalidArgument):
        ap.PlanHistory([])

    outcome = ap.assess(history, as_of="2017-06-30")
    assert len(outcome) == 2
    assert outcome["1.2"].deadline_status == "withdrawn"
    assert outcome.measure(1).title == "Report"
    before = ap.assess(history, as_of="2017-06-30", known_at="2017-01-31")
    assert before.known_at == date(2017, 1, 31)
    assert before["1.2"].deadline_status == "unreported"


# Profiles


def test_a_profile_is_applied_and_checked_in_one(plan: ap.Plan) -> None:
    corrected = ap.DeadlineCorrection("window", start="2016-01-01", due="2017-12-31")
    profile = ap.Profile(
        measures={
            plan["4.2.3"].id: ap.MeasureProfile(deadline=corrected),
            "9.9.9": ap.MeasureProfile(weight=1),
        }
    )
    after, found = ap.apply_and_check(plan, profile)
    with pytest.warns(UserWarning, match="9.9.9"):
        assert after == ap.apply(plan, profile)
    assert found == ap.check_profile(plan, profile)
    assert [one.code for one in found] == ["profile_unknown_measure"]
    assert ap.lint(plan, profile)[0] == found[0]
    with pytest.warns(UserWarning, match="9.9.9"):
        assert ap.PlanHistory(plan, profile).revisions[0].plan == after
    with pytest.raises(ap.Cancelled):
        ap.apply_and_check(plan, profile, cancel=lambda: True)


def test_a_profile_corrects_how_a_plan_was_read(plan: ap.Plan) -> None:
    profile = ap.Profile(
        plan=plan.title,
        indicators={"4.2.3/2": ap.IndicatorProfile(kind="amount", unit="requests")},
        measures={
            "1.1": ap.MeasureProfile(
                deadline=ap.DeadlineCorrection("by", due="2017-03-31"), set_by="agency"
            ),
            "9.9": ap.MeasureProfile(weight=1),
        },
    )
    with pytest.warns(UserWarning, match=r'measure "9\.9"'):
        corrected = ap.apply(plan, profile)
    assert corrected["4.2.3"].indicators[1].kind == "amount"
    assert corrected["1.1"].deadline.due == date(2017, 3, 31)
    assert plan["1.1"].deadline.due == date(2018, 12, 31)
    assert {problem.code for problem in corrected.problems[len(plan.problems) :]} == {
        "profile_unknown_measure"
    }
    assert ap.profile_from_json(profile.to_json()) == profile


def test_report_due_rules_come_by_name_or_value(plan: ap.Plan) -> None:
    rule = ap.report_due_preset("open_budget_survey")
    assert rule in ap.report_due_presets()
    assert ap.Profile(report_due="open_budget_survey") == ap.Profile(report_due=rule)
    applied = ap.apply(plan, ap.Profile(report_due=rule))
    reports = applied["5.4"].deadline.expected_reports
    assert reports[0].due == date(2016, 6, 30)
    assert reports[0].due_source == "standard"
    assert ap.with_report_due(plan["5.4"].deadline, "open_budget_survey") == applied["5.4"].deadline
    assert ap.months("quarterly") == 3


def test_lint_says_what_keeps_a_plan_from_being_evaluated(plan: ap.Plan) -> None:
    found = ap.lint(plan)
    rules = {rule.id: rule for rule in ap.lint_rules()}
    assert found
    for problem in found:
        assert rules[problem.code].severity == problem.severity
    told = ap.IndicatorProfile(unit="trainings", targets=[ap.Target(10)], covers_measure=True)
    less = ap.lint(plan, ap.Profile(indicators={"4.2.3/2": told}))
    assert len(less) < len(found)
    for rule in rules.values():
        assert rule.summary
        assert rule.remedy
        assert rule.good != rule.bad
