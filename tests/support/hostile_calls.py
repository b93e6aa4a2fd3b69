# SPDX-License-Identifier: Apache-2.0
"""Calls everything public with odd arguments: each call returns, or raises what is documented.

Usage: hostile_calls.py [--calls N] [--seed N]

The calls run in a process of their own, so that a crash or a call without end is told with its
arguments. Functions, constructors and methods come from the stub, `_core.pyi`; of each argument
about half are such as the call takes, so that the odd one among them gets far.
"""

from __future__ import annotations

import argparse
import ast
import collections
import datetime
import faulthandler
import itertools
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import actionplan as ap
from actionplan import _core

DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
LONGEST_S = 20.0  # a single call
# MemoryError: a length that lies is believed, as by list().
ALLOWED = (ap.Error, MemoryError, TypeError, ValueError, LookupError, OverflowError, OSError)
DAY = "2019-06-01"
SAID = {"reporter": "Ministry of Justice", "source": "https://example.org/report"}


class OurOwnError(Exception):
    """What the odd arguments themselves raise; it has to come through."""


class Raising:
    """Raises whatever is asked of it."""

    def _raise(self, *_: Any) -> Any:
        raise OurOwnError

    __str__ = __len__ = __iter__ = __float__ = __index__ = __bool__ = __hash__ = __eq__ = _raise
    __fspath__ = __call__ = __getitem__ = __enter__ = __contains__ = _raise


class LyingLength(list[Any]):
    def __len__(self) -> int:
        return 1 << 40


def raising(*_: Any) -> Any:
    raise OurOwnError


def cyclic() -> list[Any]:
    made: list[Any] = []
    made.append(made)
    return made


ODD: tuple[Callable[[], Any], ...] = (
    *(
        lambda value=value: value
        for value in (
            None,
            True,
            False,
            0,
            -1,
            1 << 31,
            -(1 << 63),
            1 << 64,
            1 << 4000,
            1.5,
            -0.0,
            math.nan,
            math.inf,
            -math.inf,
            1e308,
            5e-324,
            1j,
            "",
            " ",
            "\0",
            "a\0b",
            "\ud800",
            "\N{COMBINING ACUTE ACCENT}",
            "\N{RIGHT-TO-LEFT OVERRIDE}",
            "x" * 100_000,
            "(" * 20_000,
            "NOT " * 5_000,
            "9" * 5_000,
            "1/" * 10_000,
            "{" * 5_000,
            "[" * 50_000,
            '{"a":' * 5_000,
            "2016-02-30",
            "0000-00-00",
            "99999-01-01",
            "2016",
            "2016-01-01/9999-12-31",
            "../../etc/passwd",
            "/",
            ".",
            "no/such/folder/f",
            "<script>",
            "' OR 1=1 --",
            "%n%s",
            b"",
            b"\xff" * 1_000,
            b"\0" * 10_000,
            bytearray(b"x"),
            memoryview(b"x"),
            (),
            (1, 2),
            frozenset(),
            {},
            {1: 2},
            {"a": {"b": []}},
            [],
            [None],
            [[]],
            [1, "a"],
            ["x"] * 10_000,
            range(10),
            slice(None),
            Ellipsis,
            NotImplemented,
            int,
            object(),
            datetime.date.min,
            datetime.date.max,
            datetime.datetime(2016, 1, 1, tzinfo=datetime.timezone.utc),
            datetime.timedelta(1),
            np.float64("nan"),
            np.int64(-1),
            np.zeros(0),
            np.zeros((2, 2)),
            np.array(["a", None], object),
            np.array([1, 2], ">i4"),
            np.datetime64("NaT"),
            Path(),
            Path("x" * 300),
        )
    ),
    Raising,
    LyingLength,
    cyclic,
    lambda: raising,
    lambda: iter(()),
    lambda: (i for i in (1, None)),
    lambda: np.frombuffer(b"\0" * 9, np.uint8)[1:],
)


@dataclass
class Callee:
    """What is called: a function or constructor, or a method of the object of a class."""

    name: str
    owner: str  # a class, or empty
    arguments: list[str]


# Not called: they wait for somebody, or are the family of errors.
LEFT_OUT = {"version", "sqlite_version", "close", "__exit__", "__enter__"}


def callees() -> list[Callee]:
    stub = Path(_core.__file__).parent / "_core.pyi"
    if not stub.exists():
        stub = Path(ap.__file__).parent / "_core.pyi"
    found = []
    for node in ast.parse(stub.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name not in LEFT_OUT:
            found.append(Callee(node.name, "", names_of(node)))
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        for member in node.body:
            if not isinstance(member, ast.FunctionDef) or member.name in LEFT_OUT:
                continue
            if any(isinstance(d, ast.Name) and d.id == "property" for d in member.decorator_list):
                continue
            if member.name == "__init__":
                found.append(Callee(node.name, "", names_of(member)))
            elif not member.name.startswith("__") or member.name in ("__getitem__", "__contains__"):
                found.append(Callee(member.name, node.name, names_of(member)))
    return found


def names_of(node: ast.FunctionDef) -> list[str]:
    named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [one.arg for one in named if one.arg not in ("self", "cls")]


class World:
    """Objects of every kind, and for the name of an argument what it may be."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.numbers = itertools.count()
        self.plan = ap.read(DATA / "az-nap-2016-2018.txt")
        self.small = self._small_plan()
        self.profile = ap.read_profile(DATA / "fictitious-profile.json")
        self.text = (DATA / "az-nap-2016-2018.txt").read_text("utf-8")[:4_000]
        self.evidence = ap.Evidence([self.entry() for _ in range(3)])
        self.assessment = ap.assess(self.small, self.evidence, as_of="2020-01-01")
        self.store = ap.Store.create(folder / "store.db", self.small, recorded_on="2016-05-01")
        self.appointment = self.store.appoint(
            ap.Person("B. Bay"), agency=self.small.agencies[0].id, recorded_on="2016-05-01", **SAID
        )
        self.objects = self._objects()

    @staticmethod
    def _small_plan() -> ap.Plan:
        table = (
            "No,Measure,Indicators,Deadline,Implementers\n"
            "1,First,Number of trainings,2016-2018,Justice\n"
        )
        return ap.read(table.encode(), format="csv")

    def entry(self) -> ap.Entry:
        return ap.Entry(
            "observation",
            DAY,
            indicator=self.small.measures[0].indicators[0].id,
            period="2018",
            value=float(next(self.numbers)),
            **SAID,
        )

    def _objects(self) -> dict[str, list[Any]]:
        measure, history = self.plan.measures[3], self.store.history()
        made = [
            self.plan,
            self.small,
            self.profile,
            self.evidence,
            self.assessment,
            self.store,
            measure,
            measure.deadline,
            self.plan.agencies[0],
            self.plan.sections[0],
            history,
            history.revisions[0],
            self.store.snapshot(),
            ap.Query(self.assessment),
            ap.Filter("number : 1"),
            self.assessment.frame(),
            self.entry(),
            ap.Period.parse("2017Q1"),
            ap.PlanBuilder(self.small),
            self.small.measures[0].indicators[0],
        ]
        by_class = collections.defaultdict(list)
        for one in made:
            by_class[type(one).__name__].append(one)
        return by_class

    def usual(self, name: str) -> Any:
        """What an argument of this name most often is."""
        one_of = self.random.choice
        measure = one_of(self.small.measures)
        known: dict[str, Callable[[], Any]] = {
            "plan": lambda: self.small,
            "history": self.store.history,
            "profile": lambda: self.profile,
            "evidence": lambda: self.evidence,
            "assessment": lambda: self.assessment,
            "entry": self.entry,
            "entries": lambda: [self.entry()],
            "measure": lambda: measure.id,
            "indicator": lambda: measure.indicators[0].id,
            "agency": lambda: self.small.agencies[0].id,
            "id": lambda: measure.id,
            "appointment": lambda: self.appointment,
            "path": lambda: self.folder / f"file.{next(self.numbers)}.db",
            "person": lambda: ap.Person("A"),
            "source": lambda: self.text,
            "text": lambda: self.text,
            "bytes": lambda: self.text.encode(),
            "filter": lambda: "number : 1",
            "period": lambda: "2017",
            "format": lambda: "csv",
            "value": lambda: 1.0,
            "threads": lambda: 2,
            "limit": lambda: 5,
            "page_size": lambda: 5,
            "cancel": lambda: lambda: False,
            "schema": lambda: 1,
        }
        if name in known:
            return known[name]()
        if name.endswith(("_on", "as_of", "known_at", "public_at", "day")):
            return one_of(("2016-05-01", "2018-01-01", DAY, datetime.date(2019, 6, 1)))
        if name.endswith(("weights", "values", "y", "x")):
            return np.arange(1.0, 9.0)
        return one_of((None, "a", 1, [], 0.5, "2017"))

    def argument(self, name: str) -> Any:
        if self.random.random() < 0.55:
            return self.usual(name)
        if self.random.random() < 0.15:
            return self.random.choice(self.random.choice(list(self.objects.values())))
        return self.random.choice(ODD)()


def target_of(world: World, callee: Callee) -> Any:
    if not callee.owner:
        return getattr(_core, callee.name, None)
    known = world.objects.get(callee.owner)
    holder = world.random.choice(known) if known else getattr(_core, callee.owner, None)
    return getattr(holder, callee.name, None)


def told(callee: Callee, arguments: dict[str, Any]) -> str:
    def short(value: Any) -> str:
        try:
            return repr(value)[:80]
        except BaseException:
            return f"<{type(value).__name__}>"

    listed = ", ".join(f"{name}={short(value)}" for name, value in arguments.items())
    return f"{callee.owner}.{callee.name}({listed})"


def call_all(count: int, seed: int, last: Path) -> Iterator[str]:
    """Makes the calls; gives a line for each that ended otherwise than it may."""
    with tempfile.TemporaryDirectory() as folder, last.open("w") as log:
        os.chdir(folder)  # for names of files that are made up
        world = World(Path(folder), seed)
        everything = callees()
        for _ in range(count):
            callee = world.random.choice(everything)
            target = target_of(world, callee)
            if target is None:
                continue
            some = [n for n in callee.arguments if world.random.random() < 0.8]
            arguments = {name: world.argument(name) for name in some}
            log.seek(0)
            log.truncate()
            log.write(told(callee, arguments))
            log.flush()
            faulthandler.dump_traceback_later(LONGEST_S, exit=True)
            try:
                if world.random.random() < 0.5:
                    target(**arguments)
                else:
                    target(*arguments.values())
            except (*ALLOWED, OurOwnError):
                pass
            except BaseException as error:
                yield f"{type(error).__name__}: {str(error)[:120]}: {told(callee, arguments)}"
            faulthandler.cancel_dump_traceback_later()
        problems = world.store.verify()
        if problems:
            yield f"the store was harmed: {problems[0].message}"


def run(count: int, seed: int) -> tuple[int, list[str]]:
    """In a process of its own: the calls made, and what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        last = Path(folder) / "last"
        command = [sys.executable, "-W", "ignore", __file__, "--here", str(last)]
        command += ["--calls", str(count), "--seed", str(seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wrong = [line for line in done.stdout.splitlines() if line]
        if done.returncode != 0:
            said = (done.stderr.strip().splitlines() or [""])[-1]
            wrong.append(f"the process ended with {done.returncode} ({said}) in {last.read_text()}")
        return count, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        for line in call_all(asked.calls, asked.seed, asked.here):
            print(line.encode("unicode_escape").decode(), flush=True)
        os._exit(0)  # what the calls left open stays so
    count, wrong = run(asked.calls, asked.seed)
    for line in wrong:
        print(line)
    print(f"{count} hostile calls, {len(wrong)} of them ended otherwise than documented")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
