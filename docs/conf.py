# SPDX-License-Identifier: Apache-2.0
"""The documentation site: Sphinx over the Markdown of this folder and the comments of the sources.

Built by script/docs, warnings as errors. The reference pages of C++ and Python are made here, one
for each floor, from what the headers and the package hold, so that nothing can be left out.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import actionplan

sys.path.insert(0, str(Path(__file__).parent))
import notebook_pages

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MADE = DOCS / "reference" / "made"
NOTEBOOKS = DOCS / "tutorials" / "made"
DOXYGEN = ROOT / "build" / "docs" / "doxygen"
FLOORS = {
    "core": "Days, periods, ids, errors, problems, estimates",
    "plan": "The plan, its profile, formulas, lint",
    "evidence": "The ledger",
    "survey": "Survey inference",
    "evaluate": "Assessments",
    "query": "Filters",
    "codec": "JSON and Arrow",
    "read": "Readers",
    "store": "The store",
    "write": "Files to publish",
}

MODULES = {
    "actionplan.survey": "survey inference in Python",
    "actionplan.microdata": "from files of microdata to estimates and evidence",
    "actionplan.tables": "tables to publish",
}
MEMBERS = {"autoclass": ["   :members:", "   :undoc-members:"]}

project = "actionplan"
author = "the authors of actionplan"
copyright = "the authors of actionplan, Apache-2.0"  # noqa: A001
version = release = actionplan.__version__
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "breathe"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["images/README.md"]
html_theme = "furo"
html_title = "actionplan"
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_copy_source = False
nitpicky = False
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
myst_enable_checkboxes = False
# Breathe declares the namespace anew for each header; our EBNF uses digits in comments of it; a
# Table is what a reader makes of a file, and in actionplan.tables what is published.
suppress_warnings = ["duplicate_declaration.cpp", "misc.highlighting_failure", "ref.python"]
autodoc_docstring_signature = False
autodoc_class_signature = "mixed"
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_google_docstring = True
napoleon_use_ivar = True  # attributes of a class are told where autodoc finds them
breathe_projects = {"actionplan": str(DOXYGEN / "xml")}
breathe_default_project = "actionplan"
breathe_show_include = True
cpp_id_attributes = ["ACTIONPLAN_EXPORT"]


def run_doxygen() -> None:
    """Reads the headers' comments into XML."""
    DOXYGEN.mkdir(parents=True, exist_ok=True)
    settings = f"""
        PROJECT_NAME = actionplan
        INPUT = {ROOT / "include"}
        FILE_PATTERNS = *.hpp
        RECURSIVE = YES
        STRIP_FROM_PATH = {ROOT / "include"}
        STRIP_FROM_INC_PATH = {ROOT / "include"}
        OUTPUT_DIRECTORY = {DOXYGEN}
        GENERATE_XML = YES
        GENERATE_HTML = NO
        GENERATE_LATEX = NO
        XML_PROGRAMLISTING = NO
        QUIET = YES
        WARN_IF_UNDOCUMENTED = NO
        WARN_IF_INCOMPLETE_DOC = NO
        WARN_IF_DOC_ERROR = YES
        WARN_NO_PARAMDOC = NO
        WARN_AS_ERROR = FAIL_ON_WARNINGS
        JAVADOC_AUTOBRIEF = YES
        EXTRACT_ALL = YES
        EXCLUDE_SYMBOLS = actionplan::detail*
        MAX_INITIALIZER_LINES = 1
        BUILTIN_STL_SUPPORT = YES
        HAVE_DOT = NO
        INCLUDE_GRAPH = NO
        INCLUDED_BY_GRAPH = NO
        AUTOLINK_SUPPORT = NO
        MACRO_EXPANSION = YES
        EXPAND_ONLY_PREDEF = YES
        ENABLE_PREPROCESSING = YES
        PREDEFINED = ACTIONPLAN_EXPORT=
        ALIASES += "source=\\par Source:^^"
        INPUT_FILTER = "sed -E 's/@throws ([A-Za-z]+),/@throws \\1/'"
    """
    subprocess.run(["doxygen", "-"], input=settings, text=True, check=True)
    # Doxygen's index names files without their folders, and two floors may have a file of one name.
    index = DOXYGEN / "xml" / "index.xml"

    def with_folder(found: re.Match[str]) -> str:
        made = (DOXYGEN / "xml" / f"{found.group(2)}.xml").read_text(encoding="utf-8")
        location = re.findall(r'<location file="([^"]+)"', made)[-1]
        return f"{found.group(1)}<name>{location}</name>"

    text = index.read_text(encoding="utf-8")
    compound = r'(<compound refid="([^"]+)" kind="file">)<name>[^<]+</name>'
    index.write_text(re.sub(compound, with_folder, text), encoding="utf-8")


def write_if_changed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def heading(text: str, mark: str) -> list[str]:
    return [text, mark * len(text), ""]


def make_cpp_pages() -> None:
    """A page for each floor, with every public header of it."""
    for floor, title in FLOORS.items():
        lines = heading(f"{floor}: {title}", "=")
        for header in sorted((ROOT / "include" / "actionplan" / floor).glob("*.hpp")):
            name = f"actionplan/{floor}/{header.name}"
            lines += [*heading(f"<{name}>", "-"), f".. doxygenfile:: {name}", ""]
        write_if_changed(MADE / "cpp" / f"{floor}.rst", "\n".join(lines))


class Stub:
    """The signatures that the package's stubs give its names: those that type checkers see."""

    def __init__(self, path: Path) -> None:
        self.floor_of: dict[str, str] = {}
        self.signatures: dict[str, tuple[str, str]] = {}
        text = path.read_text(encoding="utf-8")
        starts = [
            (text.count("\n", 0, found.start()) + 1, found.group(1))
            for found in re.finditer(r"^# (\w+)$", text, re.MULTILINE)
            if found.group(1) in FLOORS
        ]
        for node in ast.parse(text).body:
            name = getattr(node, "name", None)
            if name is None:
                continue
            floors = [floor for line, floor in starts if line <= node.lineno]
            self.floor_of[name] = floors[-1] if floors else "core"
            self._add(node, "actionplan")

    def _add(self, node: ast.stmt, owner: str) -> None:
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                self._add(part, f"{owner}.{node.name}")
        elif isinstance(node, ast.FunctionDef):
            given = ast.unparse(node.args)
            is_static = any(ast.unparse(mark) == "staticmethod" for mark in node.decorator_list)
            if owner != "actionplan" and not is_static:
                given = re.sub(r"^(self|cls)(, /)?(, )?", "", given)
            made = ast.unparse(node.returns) if node.returns is not None else ""
            self.signatures.setdefault(f"{owner}.{node.name}", (f"({given})", made))


STUB = Stub(ROOT / "bindings" / "python" / "actionplan" / "_core.pyi")


def make_python_pages() -> None:
    """A page for each floor, with every name that the package exports."""
    pages: dict[str, list[str]] = {floor: [] for floor in FLOORS}
    for name in actionplan.__all__:
        if name.startswith("__"):
            continue
        kind = "autoclass" if isinstance(getattr(actionplan, name), type) else "autofunction"
        lines = [f".. {kind}:: actionplan.{name}"]
        if kind == "autoclass":
            lines += ["   :members:", "   :undoc-members:"]
        pages[STUB.floor_of.get(name, "core")] += [*lines, ""]
    for floor, lines in pages.items():
        head = heading(f"{floor}: {FLOORS[floor]}", "=")
        more = [f":doc:`{name}`" for name in MODULES if name.startswith(f"actionplan.{floor}")]
        lines = lines or [*more, ""]
        write_if_changed(MADE / "python" / f"{floor}.rst", "\n".join([*head, *lines]))
    for module, title in MODULES.items():
        head = [*heading(f"{module}: {title}", "="), f".. automodule:: {module}", ""]
        lines = []
        for name in importlib.import_module(module).__all__:
            named = getattr(importlib.import_module(module), name)
            kind = object_kind(named)
            lines += [f".. {kind}:: {module}.{name}", *MEMBERS.get(kind, [])]
            lines += [f"   :value: {tuple(named)!r}", ""] if kind == "py:data" else [""]
        write_if_changed(MADE / "python" / f"{module}.rst", "\n".join([*head, *lines]))


def make_notebook_pages() -> None:
    """A page for each notebook, with its pictures."""
    for notebook in sorted((ROOT / "examples" / "notebooks").glob("*.ipynb")):
        page = notebook_pages.page_of(notebook)
        for name, picture in page.pictures.items():
            write_if_changed(NOTEBOOKS / name, picture)
        write_if_changed(NOTEBOOKS / f"{notebook.stem}.md", page.text)


def object_kind(named: object) -> str:
    if isinstance(named, type):
        return "autoclass"
    return "autofunction" if callable(named) else "py:data"


def stub_signature(
    app: Any, what: str, name: str, obj: Any, options: Any, signature: str | None, made: str | None
) -> tuple[str, str] | None:
    """The stub's signature in place of what introspection finds."""
    if what == "class" and obj.__module__ == "actionplan._core":
        return STUB.signatures.get(f"{name}.__init__", ("()", ""))
    return STUB.signatures.get(name)


def without_signature(
    app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Drops the first line of a function's docstring: its signature, told by the stub already."""
    if lines and re.match(r"\w+\(.*\)( -> .*)?$", lines[0]):
        del lines[0]
    # Of a function with overloads, each signature stands in its text: a star there is no emphasis.
    for at, line in enumerate(lines):
        if re.match(r"\d+\. \w+\(", line):
            lines[at] = line.replace("*", "\\*")


def setup(app: Any) -> None:
    run_doxygen()
    make_cpp_pages()
    make_python_pages()
    make_notebook_pages()
    app.connect("autodoc-process-signature", stub_signature)
    # Before napoleon reads the sections.
    app.connect("autodoc-process-docstring", without_signature, priority=1)
