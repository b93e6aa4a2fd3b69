# SPDX-License-Identifier: Apache-2.0
"""Completion, bounds, views, member reports and planning."""

from __future__ import annotations

import pytest

import actionplan as ap

SAID = {"reporter": "Rater", "source": "https://example.org", "recorded_on": "2019-06-01"}


def test_completion_bounds_and_views(plan: ap.Plan) -> None:
    def rated(completion: str, reporter_type: str) -> ap.Entry:
        return ap.Entry(
            "rating",
            measure="1.1",
            completion=completion,
            reporter_type=reporter_type,
            observed_on="2019-01-01",
            **SAID,
        )

    evidence = ap.Evidence([rated("complete", "implementer"), rated("limited", "independent")])
    assessment = ap.assess(plan, evidence, as_of="2019-06-01")
    assert ap.count_completion(assessment).counts["no_evidence"] == 59
    bounds = ap.score_bounds(assessment)
    assert bounds.worst == 0
    assert bounds.best == pytest.approx(58.5 / 59)
    assert len(bounds.unknown) == 58
    views = ap.compare_views(assessment)
    assert (views.n, views.shift) == (1, 2.0)
    assert views.counts["complete"]["limited"] == 1


def test_roles_and_force(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2019-06-01")
    by_force = assessment.count_by_force()
    assert sum(counts.total() for counts in by_force.values()) == 59
    assert set(assessment.count_by_role()) == {ap.Role.implementer}


def test_responsible_persons_are_asked_for(plan: ap.Plan) -> None:
    problems = ap.check_appointments(ap.assess(plan, as_of="2019-06-01"))
    assert {problem.code for problem in problems} == {"no_responsible_person"}
    assert "ministry-of-justice" in {problem.subject for problem in problems}


def test_member_reports_need_a_declared_duty(plan: ap.Plan) -> None:
    assert ap.member_reports(ap.assess(plan, as_of="2019-06-01"), "11.1") == []
    agency = next(agency for agency in plan.agencies if agency.collective)
    assessment = ap.assess(plan, as_of="2019-06-01")
    assert ap.answering_for(assessment, agency.id) == [(agency.id, False)]


def test_a_sample_size_is_planned() -> None:
    assert ap.sample_size(target=0.5, true_value=0.6) == 153
    assert ap.sample_size(target=100, true_value=105, standard_deviation=20) == 99
    with pytest.raises(ap.InvalidArgument, match="the target itself"):
        ap.sample_size(target=0.5, true_value=0.5)


def test_each_number_lists_its_parts(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2017-06-30")

    def parts(field: str, value: str) -> dict[str, int]:
        """The statuses of the measures that a filter by this field lists."""
        rows = assessment.where(f'{field} "{value}"')
        assert len(set(rows.numbers)) == len(rows.numbers)
        statuses = [str(assessment[number].deadline_status) for number in rows.numbers]
        return {status: statuses.count(status) for status in statuses}

    def occurring(counts: ap.StatusCounts) -> dict[str, int]:
        return {str(status): count for status, count in counts.items() if count}

    assert (
        sum(len(assessment.where(f"deadline_status = {s}").numbers) for s in ap.DeadlineStatus)
        == 59
    )
    for field, groups in {
        "role =": assessment.count_by_role(),
        "force =": assessment.count_by_force(),
        "deadline_kind =": assessment.count_by_deadline_kind(),
        "indicator_kind =": assessment.count_by_indicator_kind(),
    }.items():
        for value, counts in groups.items():
            if value is not None:
                assert parts(field, str(value)) == occurring(counts), (field, value)
    for agency, of_agency in assessment.count_by_agency().items():
        both = occurring(of_agency.binding + of_agency.recommended)
        assert parts("agency =", agency) == both, agency
    leaves = {section.number for section in plan.sections}
    leaves -= {plan.section(section.parent).number for section in plan.sections if section.parent}
    for section in plan.sections:
        if section.number in leaves:
            counts = assessment.count_by_section()[section.id]
            assert parts("section =", section.number) == occurring(counts), section.number


def test_a_share_is_of_its_group(plan: ap.Plan) -> None:
    summary = ap.assess(plan, as_of="2020-01-01").summary()
    assert summary.share("unreported") == 1.0
    assert summary.share(ap.DeadlineStatus.open) == 0.0
    assert ap.StatusCounts().share("open") is None
