# SPDX-License-Identifier: Apache-2.0
"""What script/stress does at length, for a short time; and that it would find what it looks for."""

from __future__ import annotations

from pathlib import Path

import hostile_calls
import hostile_texts
import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_odd_arguments_end_as_documented() -> None:
    count, wrong = hostile_calls.run(2_000, seed=20160427)
    assert count == 2_000
    assert wrong == []


def test_a_call_that_crashes_is_told_with_its_arguments(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crashing = tmp_path / "crashing.py"
    text = Path(hostile_calls.__file__).read_text("utf-8")
    # A process that ends in the middle of a call.
    crashing.write_text(
        text.replace(
            "                if world.random",
            "                os.abort()\n                if world.random",
        ).replace("Path(__file__).resolve().parents[2]", f"Path({str(ROOT)!r})")
    )
    monkeypatch.setattr(hostile_calls, "__file__", str(crashing))
    _, wrong = hostile_calls.run(5, seed=1)
    assert len(wrong) == 1
    assert "the process ended with -6" in wrong[0]


def test_attacks_stay_texts_in_what_is_published() -> None:
    arrived, places, escapes = hostile_texts.run()
    assert arrived == len(hostile_texts.PAYLOADS) == 50
    assert places > 1_000
    assert escapes == []


@pytest.mark.parametrize(
    "markup",
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror=window.hacked=1>",
        "<a href=javascript:window.hacked=1>click</a>",
        "<p style='background:url(//evil)'>x</p>",
        "<iframe src=javascript:hacked>",
    ],
)
def test_an_attack_in_a_page_would_be_found(tmp_path: Path, markup: str) -> None:
    (tmp_path / "page.html").write_text(f"<html><body><p>a</p>{markup}</body></html>")
    _, _, escapes = hostile_texts.look(tmp_path, allowed={"html", "body", "p", "a"})
    assert escapes != []


def test_a_formula_in_a_table_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("id,text\r\n1,=1+1\r\n2,-1.5\r\n3,'=1+1\r\n")
    _, _, escapes = hostile_texts.look(tmp_path, allowed=set())
    assert len(escapes) == 1
