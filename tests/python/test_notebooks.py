# SPDX-License-Identifier: Apache-2.0
"""The notebooks run from top to bottom, without a network, and each shows what it ends with."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[2] / "examples" / "notebooks"


def show(value: Any) -> str:
    """What a notebook would show, by the richest of its forms."""
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_(None, None)
        assert "image/svg+xml" in bundle
        return str(bundle["image/svg+xml"])
    return str(value._repr_html_()) if hasattr(value, "_repr_html_") else repr(value)


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_a_notebook_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(NOTEBOOKS)
    document = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in document["cells"])
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = 0
    for cell in document["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), name, "eval"), names)
            shown += value is not None and bool(show(value))
    assert shown > 0


def test_there_are_notebooks() -> None:
    assert len(list(NOTEBOOKS.glob("*.ipynb"))) == 4
