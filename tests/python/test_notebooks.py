# SPDX-License-Identifier: Apache-2.0
"""The notebooks run from top to bottom, without a network, and each shows what it ends with."""

from __future__ import annotations

import importlib.util
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "examples" / "notebooks"
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module")
def pages() -> Any:
    """What makes pages of the documentation of notebooks."""
    spec = importlib.util.spec_from_file_location("notebook_pages", ROOT / "docs/notebook_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["notebook_pages"] = module
    spec.loader.exec_module(module)
    return module


# What is left out is said below the cell, where a notebook shows warnings.
@pytest.mark.filterwarnings("ignore:evidence_from_frame. left out")
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_is_a_page_with_its_pictures(name: str, pages: Any) -> None:
    page = pages.page_of(NOTEBOOKS / name)
    assert page.text.startswith("# ")
    assert page.pictures
    named = re.findall(r"!\[[^\]]{10,}\]\(([^)]+)\)", page.text)
    assert named == list(page.pictures)
    assert "axis" not in "".join(re.findall(r"!\[([^\]]*)\]", page.text))  # what it shows, whole
    for picture in page.pictures.values():
        assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert "```{raw} html" in page.text


def test_the_documentation_lists_every_notebook() -> None:
    assert len(NAMES) == 4
    listed = (ROOT / "docs" / "tutorials" / "notebooks.md").read_text(encoding="utf-8")
    assert {f"made/{Path(name).stem}" for name in NAMES} == set(re.findall(r"made/\w+", listed))
