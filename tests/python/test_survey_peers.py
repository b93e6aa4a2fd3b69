# SPDX-License-Identifier: Apache-2.0
"""What other libraries' tests expect is ours, or differs for a reason that the guide tells."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests" / "reference" / "survey_peers.py"
FIGURES = ROOT / "tests" / "data" / "survey" / "peers.json"
GUIDE = ROOT / "docs" / "guide" / "survey_peers.md"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_every_figure_is_ours_or_differs_for_a_reason_and_the_guide_tells_how_many() -> None:
    done = run("--markdown")
    assert done.returncode == 0, done.stderr
    begin = "<!-- table: tests/reference/survey_peers.py --markdown -->\n"
    text = GUIDE.read_text(encoding="utf-8")
    assert text.split(begin)[1].split("<!-- end of table -->")[0] == done.stdout


def spoiled(tmp_path: Path, identifier: str, **changes: object) -> Path:
    document = json.loads(FIGURES.read_text(encoding="utf-8"))
    (case,) = (case for case in document["cases"] if case["id"] == identifier)
    case.update(changes)
    document["cases"] = [case]
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_wrong_figure_and_a_needless_reason_are_faults(tmp_path: Path) -> None:
    right = run("--figures", spoiled(tmp_path, "srs_w_api00_mean"))
    assert right.returncode == 0, right.stderr
    want = {"estimate": [656.585], "se": [9.4027]}
    wrong = run("--figures", spoiled(tmp_path, "srs_w_api00_mean", want=want))
    assert wrong.returncode == 1
    assert "srs_w_api00_mean se (1)" in wrong.stderr
    reason = {"se": "no reason"}
    needless = run("--figures", spoiled(tmp_path, "srs_w_api00_mean", differs=reason))
    assert needless.returncode == 1
    assert "nothing differs, in spite of" in needless.stderr
