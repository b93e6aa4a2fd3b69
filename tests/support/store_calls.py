# SPDX-License-Identifier: Apache-2.0
"""A call of every public method of Store, and a program that makes them beside another one.

Run as a program, it takes its job (JOBS), who it is (1 or 2) and stores: of each it says that it is
ready, waits for a line, does its job, and says how that ended.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from pathlib import Path

import actionplan as ap

DAY = "2019-06-01"
AS_OF = "2020-01-01"
BATCH = 50
SAID = {"reporter": "Ministry of Justice", "source": "https://example.org/report"}
OPENING = {"create", "open", "open_or_create"}  # they make a Store


class Called:
    """A store and what calls on it need; the numbers of two programs (`who`) differ."""

    def __init__(self, store: ap.Store, folder: Path, who: int = 1) -> None:
        self.store, self.folder, self.who = store, folder, who
        self.numbers = itertools.count(who * 1_000_000)
        self.plan = store.history().revisions[-1].plan
        self.appointment = self.appoint()

    def entry(self) -> ap.Entry:
        return ap.Entry(
            "observation",
            DAY,
            indicator=self.plan.measures[0].indicators[0].id,
            period="2018",
            value=next(self.numbers),
            **SAID,
        )

    def appoint(self) -> str:
        return self.store.appoint(
            ap.Person(f"B. Bay {self.who}"),
            agency=self.plan.agencies[0].id,
            recorded_on=DAY,
            text=str(next(self.numbers)),
            **SAID,
        )

    def appoint_all(self) -> list[str]:
        entry = ap.Entry(
            "appointment",
            DAY,
            agency=self.plan.agencies[0].id,
            text=str(next(self.numbers)),
            **SAID,
        )
        return self.store.appoint_all([ap.Appointment(entry, ap.Person(f"C. Day {self.who}"))])

    def file(self) -> Path:
        return self.folder / f"file.{next(self.numbers)}.db"


CALLS: dict[str, Callable[[Called], object]] = {
    "amend": lambda on: on.store.amend(on.plan, effective_on=DAY, recorded_on=DAY),
    "append": lambda on: on.store.append([on.entry(), on.entry()]),
    "appoint": lambda on: on.appoint(),
    "appoint_all": lambda on: on.appoint_all(),
    "assess": lambda on: on.store.assess(as_of=AS_OF),
    "backup": lambda on: on.store.backup(on.file()),
    "close": lambda on: on.store.close(),
    "contains": lambda on: on.store.contains(on.appointment),
    "entries_after": lambda on: on.store.entries_after(1),
    "evidence": lambda on: on.store.evidence(),
    "head": lambda on: on.store.head(),
    "history": lambda on: on.store.history(),
    "last_recorded_on": lambda on: on.store.last_recorded_on(),
    "person": lambda on: on.store.person(on.appointment),
    "problems": lambda on: on.store.problems(),
    "publish_copy": lambda on: on.store.publish_copy(on.file()),
    "record": lambda on: on.store.record(on.entry()),
    "redact": lambda on: on.store.redact(on.appointment),
    "snapshot": lambda on: on.store.snapshot(),
    "verify": lambda on: on.store.verify(),
    "where": lambda on: on.store.where("number : 1", as_of=AS_OF),
    "withhold": lambda on: on.store.withhold(on.appointment, "By order.", recorded_on=DAY),
}


def amend_by_one_measure(on: Called) -> None:
    """Adds a promise of its own under a number that the other one takes too."""
    base = on.plan
    builder = ap.PlanBuilder(base)
    added = base.measures[0].replace(
        id="99.1", number="99.1", title=f"Promise {on.who}", indicator_text="", indicators=[]
    )
    builder.add(added)
    on.store.amend(builder.build(), effective_on=DAY, recorded_on=DAY)


def mixed(on: Called) -> None:
    for name, call in CALLS.items():
        if name != "close":
            call(on)


def shared_entries(on: Called) -> None:
    on.numbers = itertools.count(7)  # what the other one appends too
    on.store.append([on.entry() for _ in range(BATCH)])


def shared_file(method: str) -> Callable[[Called], None]:
    return lambda on: getattr(on.store, method)(on.folder / "shared.db")


def first_appointment(on: Called) -> object:
    entries = on.store.evidence()
    ids = [entries.id(i) for i in range(len(entries)) if entries[i].kind == "appointment"]
    return on.store.redact(min(ids))


JOBS: dict[str, Callable[[Called], object]] = {
    "amend": amend_by_one_measure,
    "append": lambda on: on.store.append([on.entry() for _ in range(BATCH)]),
    "append_the_same": shared_entries,
    "backup": shared_file("backup"),
    "mixed": mixed,
    "publish_copy": shared_file("publish_copy"),
    "record": lambda on: on.store.record(on.entry()),
    "redact": first_appointment,
}


def main(job: str, who: str, *paths: str) -> None:
    for path in paths:
        with ap.Store.open(path, writable=True, busy_timeout_ms=60_000) as store:
            on = Called(store, Path(path).parent, int(who))
            print("ready", flush=True)
            sys.stdin.readline()
            try:
                said = JOBS[job](on)
            except ap.Error as error:
                said = f"{type(error).__name__}: {error}"
            print(str(said).replace("\n", " "), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
