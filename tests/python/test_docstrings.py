# SPDX-License-Identifier: Apache-2.0
"""Every public class, function, method and property says what it is."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
from collections.abc import Iterator

import pytest

MODULES = [
    "actionplan", "actionplan.forms", "actionplan.microdata", "actionplan.plot",
    "actionplan.readers", "actionplan.survey", "actionplan.tables",
]  # fmt: skip

_SIGNATURE = re.compile(r"^(\d+\. )?\w+\(.*\)( -> .*)?$")


def says_something(thing: object) -> bool:
    """Is there a docstring, beside the signatures that pybind11 writes?"""
    lines = (line.strip() for line in (getattr(thing, "__doc__", None) or "").splitlines())
    return any(
        line and line != "Overloaded function." and not _SIGNATURE.match(line) for line in lines
    )


def members(module_name: str) -> Iterator[tuple[str, object]]:
    module = importlib.import_module(module_name)
    names = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
    for name in names:
        thing = getattr(module, name)
        if not (inspect.isclass(thing) or inspect.isroutine(thing)):
            continue
        if not (getattr(thing, "__module__", None) or "").startswith("actionplan"):
            continue
        yield name, thing
        if not inspect.isclass(thing):
            continue
        # The fields of a data class are described where the class is.
        told = set(getattr(thing, "__annotations__", {})) if dataclasses.is_dataclass(thing) else ()
        for key, value in vars(thing).items():
            is_value = not (inspect.isroutine(value) or inspect.isdatadescriptor(value))
            is_value = is_value and not isinstance(value, classmethod | staticmethod)
            if key.startswith("_") or key in told or is_value:
                continue
            yield f"{name}.{key}", getattr(value, "__func__", value)


@pytest.mark.parametrize("module", MODULES)
def test_none_is_without_a_docstring(module: str) -> None:
    found = dict(members(module))
    assert found
    assert [name for name, thing in found.items() if not says_something(thing)] == []


def test_a_signature_alone_says_nothing() -> None:
    def made() -> None: ...

    made.__doc__ = "made(a: int, *, b: str = 'x') -> None\n"
    assert not says_something(made)
    made.__doc__ += "\nMakes it."
    assert says_something(made)
