# SPDX-License-Identifier: Apache-2.0
"""Importing the package is cheap, and offers what its documentation says."""

from __future__ import annotations

import subprocess
import sys

import pytest

import actionplan as ap

HEAVY = ["click", "rich", "numpy", "pandas", "json", "typing", "inspect", "importlib.metadata"]


def modules_after(code: str) -> set[str]:
    # -S: what site customisation of this environment imports is not ours.
    folder = ap.__path__[0].rpartition("/")[0]
    program = (
        f"import sys; sys.path.insert(0, {folder!r}); before = set(sys.modules); {code}; "
        "print(*(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_imports_nothing_heavy() -> None:
    loaded = modules_after("import actionplan")
    assert "actionplan._core" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert len(loaded) < 25, sorted(loaded)


def test_the_check_for_heavy_imports_can_fail() -> None:
    assert "click" not in modules_after("import json")
    assert "json" in modules_after("import json")


def test_the_version_is_that_of_the_library() -> None:
    assert ap.__version__ == ap.version()
    assert [int(part) for part in ap.__version__.split(".")] >= [0, 1, 0]


def of_survey() -> set[str]:
    """Names of the compiled part that `actionplan.survey` offers or builds on."""
    from actionplan import _core, survey

    return {
        name
        for name in vars(_core)
        if name in survey.__all__ or name.startswith(("Survey", "survey_"))
    }


def test_all_names_exist_and_none_is_left_out() -> None:
    from actionplan import _core

    assert sorted(set(ap.__all__)) == sorted(ap.__all__)
    public = {name for name in vars(_core) if not name.startswith("_")}
    assert public - of_survey() | {"__version__"} == set(ap.__all__)
    for name in ap.__all__:
        assert getattr(ap, name) is not None


@pytest.mark.parametrize("name", sorted(set(ap.__all__) - {"__version__"}))
def test_everything_public_is_documented_and_calls_itself_ours(name: str) -> None:
    thing = getattr(ap, name)
    assert thing.__doc__
    assert thing.__module__ == "actionplan"
    if isinstance(thing, type) and not issubclass(thing, (Exception, str)):
        for attribute, value in vars(thing).items():
            if callable(value) and not attribute.startswith("_"):
                assert value.__doc__, attribute
