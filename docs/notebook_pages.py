# SPDX-License-Identifier: Apache-2.0
"""Notebooks as pages of the documentation: each is run from top to bottom, and shown with what its
cells print and end with, so that no picture is older than the library."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Shown:
    """What a cell ends with, by the richest of its forms: `svg`, `html` or `text`."""

    form: str
    content: str


@dataclass(frozen=True)
class Cell:
    kind: str  # "markdown" or "code"
    source: str
    printed: str = ""
    shown: Shown | None = None


@dataclass
class Page:
    """Markdown for Sphinx, and the pictures that it names, by their file names."""

    text: str = ""
    pictures: dict[str, str] = field(default_factory=dict)


def show(value: Any) -> Shown | None:
    if value is None:
        return None
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_(None, None)
        return Shown("svg", str(bundle["image/svg+xml"]))
    if hasattr(value, "_repr_html_"):
        return Shown("html", str(value._repr_html_()))
    return Shown("text", repr(value))


@contextlib.contextmanager
def _within(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(notebook: Path) -> Iterator[Cell]:
    """The cells, each run in turn in the notebook's own folder; an error ends it.

    Raises:
        ValueError: the notebook is kept with outputs.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell.get("outputs"):
            raise ValueError(f"{notebook.name} is kept with outputs; clear them.")
        if cell["cell_type"] != "code":
            yield Cell("markdown", source)
            continue
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        out = io.StringIO()
        value = None
        with _within(notebook.parent), contextlib.redirect_stdout(out):
            exec(compile(tree, notebook.name, "exec"), names)  # noqa: S102
            if isinstance(last, ast.Expr):
                expression = compile(ast.Expression(last.value), notebook.name, "eval")
                value = eval(expression, names)  # noqa: S307
            shown = show(value)
        yield Cell("code", source, out.getvalue(), shown)


def page_of(notebook: Path) -> Page:
    page = Page()
    parts: list[str] = []
    for cell in run(notebook):
        if cell.kind == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f"```{{code-block}} python\n{cell.source}\n```")
        if cell.printed:
            parts.append(_literal(cell.printed))
        if cell.shown is not None:
            parts.append(_result(cell.shown, notebook.stem, page.pictures))
    parts.append(f"The notebook is `examples/notebooks/{notebook.name}`.")
    page.text = "\n\n".join(parts) + "\n"
    return page


def _literal(text: str) -> str:
    return f"```{{code-block}} text\n{text.rstrip()}\n```"


def _result(shown: Shown, name: str, pictures: dict[str, str]) -> str:
    if shown.form == "text":
        return _literal(shown.content)
    if shown.form == "html":
        return f'```{{raw}} html\n<div class="output">{shown.content}</div>\n```'
    file = f"{name}-{len(pictures) + 1}.svg"
    pictures[file] = shown.content
    described = re.search(r'aria-label="([^"]*)"', shown.content)
    words = described.group(1) if described else "A chart"
    return f"![{words.translate(str.maketrans('', '', '[]'))}]({file})"
