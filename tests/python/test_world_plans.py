# SPDX-License-Identifier: Apache-2.0
"""The table of the guide says how published plans are read."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]

needed = {"xlsx", "ods", "markdown", "html"} - set(ap.document_formats())


@pytest.mark.skipif(bool(needed), reason=f"built without {', '.join(sorted(needed))}")
def test_the_table_of_the_guide_is_what_is_read() -> None:
    for package in ("pdfplumber", "docutils", "ruamel.yaml"):
        pytest.importorskip(package)
    script = runpy.run_path(str(ROOT / "script" / "world_plans"))
    lines = list(script["table"]())
    guide = (ROOT / "docs" / "guide" / "world_plans.md").read_text(encoding="utf-8")
    assert "\n".join(lines) in guide, "run script/world_plans --write"
    assert len(lines) == 2 + len(script["EXPECTED"])
    for line in lines[2:]:
        found, _, expected = line.split("|")[2].partition("/")
        assert found.strip() == expected.strip(), line
