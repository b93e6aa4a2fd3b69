# SPDX-License-Identifier: Apache-2.0
"""The page on the architecture names what exists, and every folder of the sources is on its map."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "concepts" / "architecture.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_exists(name: str) -> None:
    assert (ROOT / name).exists()


def test_the_page_names_files_at_all() -> None:
    assert len(NAMED) > 40


@pytest.mark.parametrize("folder", sorted(p.name for p in (ROOT / "src").iterdir() if p.is_dir()))
def test_each_floor_is_on_the_map(folder: str) -> None:
    assert f"`src/{folder}`" in PAGE


def test_each_room_of_the_reader_is_on_the_map() -> None:
    rooms = {path.name for path in (ROOT / "src" / "read").iterdir() if path.is_dir()}
    assert rooms <= set(re.findall(r"`src/read/(\w+)`", PAGE))


def test_each_folder_of_tests_is_on_the_map() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("[!_]*"))}
    assert {f"tests/{folder}" for folder in folders} <= set(NAMED)


def test_each_decision_has_a_date_and_a_status_and_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for record in sorted(folder.glob("0*.md")):
        third = record.read_text(encoding="utf-8").splitlines()[2]
        assert re.match(r"Date: \d{4}-\d\d-\d\d\. Status: (accepted|overruled)", third), record.name
        assert f"({record.name})" in listed, record.name
