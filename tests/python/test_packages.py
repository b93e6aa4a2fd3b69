# SPDX-License-Identifier: Apache-2.0
"""What the recipes for package managers say of the project is what the project says of itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [ROOT / "CMakeLists.txt", *sorted((ROOT / "cmake").glob("*.cmake"))]
)
RECIPES = ["cmake/conan/conanfile.py", "cmake/vcpkg/portfile.cmake", "script/packages"]


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"(?:\b|-D)(ACTIONPLAN_[A-Z_]*[A-Z])\b", text))


def test_the_port_has_the_version_of_the_library() -> None:
    port = json.loads((ROOT / "cmake/vcpkg/vcpkg.json").read_text(encoding="utf-8"))
    assert port["version"] == ap.__version__


@pytest.mark.parametrize("recipe", RECIPES)
def test_recipes_set_what_the_build_knows(recipe: str) -> None:
    known = set(re.findall(r"(?:option|set)\((ACTIONPLAN_[A-Z_]+)", LISTS))
    named = settings_in((ROOT / recipe).read_text(encoding="utf-8")) - {"ACTIONPLAN_STATIC_DEFINE"}
    parts = {name for name in named if name.endswith("_WITH")}  # with the part's name put behind it
    assert named - parts <= known
    assert named - parts


def test_every_part_that_can_be_left_out_is_a_feature_of_each_recipe() -> None:
    parts = set(re.findall(r"option\(ACTIONPLAN_WITH_([A-Z]+)", LISTS))
    port = (ROOT / "cmake/vcpkg/portfile.cmake").read_text(encoding="utf-8")
    assert set(re.findall(r"ACTIONPLAN_WITH_([A-Z]+)", port)) == parts
    recipe = (ROOT / "cmake/conan/conanfile.py").read_text(encoding="utf-8")
    assert parts <= set(re.findall(r'"([A-Z]+)"', recipe))
