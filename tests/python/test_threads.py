# SPDX-License-Identifier: Apache-2.0
"""Long calls let other threads run, and what they share is safe."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import actionplan as ap


@pytest.fixture
def no_forced_switch() -> Iterator[None]:
    """A thread that holds the GIL keeps it until it lets go by itself."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    yield
    sys.setswitchinterval(before)


def runs_beside(call: Callable[[], object]) -> bool:
    """Did this thread get to run before the call in another one ended?"""
    ready, ended = threading.Event(), []

    def work() -> None:
        ready.set()
        call()
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    ready.wait()
    beside = not ended
    thread.join()
    return beside


def often_enough(call: Callable[[], object]) -> bool:
    # One success is proof. A busy machine may wake this thread too late to see it, so try again.
    return any(runs_beside(call) for _ in range(50))


def test_the_check_for_running_beside_can_fail(no_forced_switch: None) -> None:
    assert not any(runs_beside(lambda: sum(range(1_000_000))) for _ in range(5))


@pytest.fixture(scope="module")
def large() -> bytes:
    row = "\t{0}.{1}.\n\tPreparing proposals on number {1}\n\tNumber of trainings\n\tImplementers: "
    row += "Ministry of Justice\n\t2016-2018\n"
    header = "\t№\n\tName of measure\n\tEvaluation indicator\n\tImplementing agencies\n\tDeadline\n"
    rows = [row.format(section, number) for section in range(1, 30) for number in range(1, 100)]
    return (header + "".join(rows)).encode()


@pytest.mark.parametrize(
    "name",
    ["read", "assess", "lint", "plan_to_json", "plan_from_json", "assessment_to_json", "to_csv",
     "calendar", "apply", "table_from_text", "interpret", "where", "compare"],
)  # fmt: skip
def test_the_gil_is_released(no_forced_switch: None, large: bytes, name: str) -> None:
    plan = ap.read(large)
    assert len(plan) == 29 * 99
    history = ap.PlanHistory([ap.Revision(plan, f"{1500 + i}-01-01", "2000-01-01")
                              for i in range(400)])  # fmt: skip
    assessment = ap.assess(plan, as_of="2017-06-30")
    table, text = ap.table_from_text(large), plan.to_json()
    profile = ap.Profile(report_due="open_budget_survey")
    calls: dict[str, Callable[[], object]] = {
        "read": lambda: ap.read(large),
        "assess": lambda: ap.assess(history, as_of="2017-06-30"),
        "lint": lambda: ap.lint(plan),
        "plan_to_json": plan.to_json,
        "plan_from_json": lambda: ap.plan_from_json(text),
        "assessment_to_json": assessment.to_json,
        "to_csv": assessment.to_csv,
        "calendar": lambda: ap.calendar(plan),
        "apply": lambda: ap.apply(plan, profile),
        "table_from_text": lambda: ap.table_from_text(large),
        "interpret": lambda: ap.interpret(table),
        "where": lambda: assessment.where("title : proposals OR agency : justice"),
        "compare": lambda: ap.compare(assessment, assessment),
    }
    assert often_enough(calls[name])


def test_threads_share_a_plan_and_agree(plan: ap.Plan, plan_file: Path) -> None:
    days = [f"{year}-{month:02}-01" for year in range(2016, 2020) for month in range(1, 13)]

    def answer(day: str) -> str:
        own = ap.read(plan_file)
        a = ap.assess(plan, as_of=day)
        rows = [(row.number, str(row.deadline_status)) for row in a]
        assert own == plan
        return a.to_json() + str(rows) + a.to_csv() + plan.to_json()

    alone = [answer(day) for day in days]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(answer, days)) == alone


def test_threads_share_a_query_and_agree(plan: ap.Plan) -> None:
    assessment = ap.assess(plan, as_of="2018-06-30")
    asked = "(agency : justice OR title : portal OR derived = no_evidence) AND number < 6"
    want = ap.Query(assessment).where(asked).rows
    query = ap.Query(assessment)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: query.where(asked).rows, range(40))) == {want}


def test_parts_are_taken_and_dropped_by_many_threads(plan: ap.Plan) -> None:
    def walk(_: int) -> int:
        own = ap.plan_from_json(plan.to_json())
        parts = [part for measure in own for part in measure.indicators]
        del own
        return sum(len(part.text) for part in parts)

    want = sum(len(part.text) for measure in plan for part in measure.indicators)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(walk, range(40))) == {want}


def test_many_threads_assess_one_ledger_and_are_warned_alike(plan: ap.Plan) -> None:
    known = plan["6.2.1"].indicators[0].id
    said = {"value": 5, "reporter": "R", "source": "S", "period": "2016"}
    lost = "0" * 64
    entries = [
        ap.Entry("observation", "2017-01-20", indicator=known, **said),
        ap.Entry("observation", "2017-01-20", indicator="9.9/1", **said),
        ap.Entry("observation", "2017-01-21", indicator=known, replaces=lost, **said),
    ]
    ledger, histories = ap.Evidence(entries), [ap.PlanHistory(plan) for _ in range(3)]
    barrier = threading.Barrier(8)

    def work(at: int) -> list[ap.StatusCounts]:
        barrier.wait()
        return [
            ap.assess(histories[(at + i) % 3], ledger, as_of="2017-06-30").summary()
            for i in range(30)
        ]

    with warnings.catch_warnings(record=True) as said_aloud, ThreadPoolExecutor(8) as pool:
        warnings.simplefilter("always")
        found = [one for each in pool.map(work, range(8)) for one in each]
    assert len(found) == 240
    assert all(one == found[0] for one in found)
    texts = {str(one.message) for one in said_aloud}
    assert len(texts) == 2
    assert any("9.9/1" in text for text in texts)
    assert any(lost in text for text in texts)
    assert len(said_aloud) == 480  # at each call, as Python's own filter was told
