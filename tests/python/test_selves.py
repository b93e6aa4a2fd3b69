# SPDX-License-Identifier: Apache-2.0
"""Every member of every class, found by introspection, refuses a `self` that is none."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys

import pytest

import actionplan as ap
from actionplan import _core

# Each class in a process of its own would take minutes, so one process calls all, and says what it
# calls before it does: a crash is seen, and where.
WALK = r"""
import inspect
import sys

import actionplan as ap
from actionplan import _core

base = next(c for c in ap.Plan.__mro__ if c.__name__ == "_Object")
classes = [c for c in vars(_core).values() if isinstance(c, type) and issubclass(c, base)]


class Other:
    pass


def blank(cls):
    return cls.__new__(cls)


def never_initialised(cls):
    return type("Derived", (cls,), {"__init__": lambda self: None}).__new__(cls)


SELVES = {"None": lambda cls: None, "other": lambda cls: Other(), "blank": blank, "derived": blank}


def functions(cls, name, member):
    if isinstance(member, property):
        return [(f"{name}.{way}", getattr(member, way), (0 if way == "fget" else 1,))
                for way in ("fget", "fset") if getattr(member, way) is not None]
    called = getattr(cls, name)
    return [(name, called, (0, 1, 2))] if callable(called) else []


def is_bound(cls, member):
    # A static method has no self, and a constructor is meant to get a blank one.
    return not isinstance(member, (staticmethod, classmethod, type))


calls = 0
for cls in classes:
    for name, member in list(vars(cls).items()):
        for label, function, counts in functions(cls, name, member):
            for kind, make in SELVES.items():
                for count in counts:
                    for argument in (None, blank(cls)):
                        print(cls.__name__, label, kind, count, file=sys.stderr, flush=True)
                        calls += 1
                        try:
                            result = function(make(cls), *[argument] * count)
                        except (TypeError, ap.Error):
                            continue
                        except BaseException as error:
                            sys.exit(f"raises {error!r}")
                        free = name in ("__init__", "__new__") or not is_bound(cls, member)
                        if not free and result is not NotImplemented:
                            sys.exit(f"returns {result!r}")
print(len(classes), calls)
"""


def test_no_member_takes_a_self_that_is_none() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WALK], capture_output=True, text=True, check=False
    )
    last = done.stderr.splitlines()[-2:]
    assert done.returncode == 0, f"{last} ended by {done.returncode}"
    classes, calls = map(int, done.stdout.split())
    assert classes > 70
    assert calls > 10_000


CLASSES = [
    cls for cls in vars(_core).values() if isinstance(cls, type) and type(cls).__name__ == "_Type"
]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_what_was_never_initialised_is_refused(cls: type) -> None:
    def blank() -> object:
        return cls.__new__(cls)

    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises((TypeError, pickle.PicklingError)):
            pickle.dumps(blank(), protocol)
    for copied in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copied(blank())
    for use in (len, list, memoryview, hash):
        if use is hash and cls.__hash__ is object.__hash__:
            continue
        with pytest.raises((TypeError, BufferError)):
            use(blank())  # type: ignore[operator]


@pytest.mark.parametrize(
    "use",
    [
        lambda blank: ap.assess(blank(ap.Plan), as_of="2016-01-01"),
        lambda blank: ap.assess(ap.Plan(), blank(ap.Evidence), as_of="2016-01-01"),
        lambda blank: ap.to_json(blank(ap.Plan)),
        lambda blank: ap.apply(ap.Plan(), blank(ap.Profile)),
        lambda blank: ap.PlanBuilder(blank(ap.Plan)),
        lambda blank: ap.PlanBuilder().add(blank(ap.Measure)),
        lambda blank: ap.interpret(blank(ap.Table)),
        lambda blank: ap.Plan() == blank(ap.Plan),
        lambda blank: ap.Evidence([blank(ap.Entry)]),
    ],
)
def test_nor_is_it_taken_as_an_argument(use: object) -> None:
    with pytest.raises(TypeError):
        use(lambda cls: cls.__new__(cls))  # type: ignore[operator]


def test_a_derived_class_has_to_initialise_its_base() -> None:
    class Forgetful(ap.PlanBuilder):
        def __init__(self) -> None:
            pass

    with pytest.raises(TypeError, match=r"__init__\(\) must be called"):
        Forgetful()

    class Careful(ap.PlanBuilder):
        def __init__(self) -> None:
            super().__init__()

    assert len(Careful().build()) == 0


def test_what_cannot_be_pickled_says_so(plan: ap.Plan) -> None:
    asked = ap.Query(ap.assess(plan, as_of="2017-01-01"))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="Query cannot be pickled or copied"):
            pickle.dumps(asked, protocol)
    with pytest.raises(TypeError, match="cannot be pickled or copied"):
        copy.copy(asked)


def test_iteration_goes_by_what_is_there_not_by_what_len_says(plan: ap.Plan) -> None:
    class Liar(ap.PlanBuilder):
        def __len__(self) -> int:
            return 10**9

    class LyingPlan(ap.Plan):
        def __len__(self) -> int:
            return 10**9

    assert len(Liar()) == 10**9
    assert list(LyingPlan()) == []
    assert "measures=0" in repr(LyingPlan())
    assert [measure.number for measure in plan] == [m.number for m in plan.measures]
    rows = iter(ap.assess(plan, as_of="2017-01-01"))
    assert next(rows).number == plan.measures[0].number
    assert len(list(rows)) == len(plan) - 1
