#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the code in Markdown files, so that documentation cannot go stale.

Usage: snippets.py --build BUILD_DIRECTORY FILE_OR_FOLDER...

Fenced blocks are run by their language:
  python    all blocks of one file in order, sharing their names; `>>>` sessions are doctests
  cpp       compiled against the installed library with warnings as errors, and run; a block without
            `main` is wrapped in one
  console   each line after `$ ` in a shell; what follows it, if anything, must be what it prints,
            `...` on a line standing for any lines

The blocks of a file run in a scratch folder that holds `examples`. A comment before a block changes
that: `<!-- snippet: skip REASON -->`, or for console `<!-- snippet: exit N -->`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("python", "cpp", "console")
FENCE = re.compile(r"^( *)(`{3,}|~{3,})\s*([\w+-]*|\{[^`]*)\s*$")
MARKER = re.compile(r"^\s*<!--\s*snippet:\s*(skip\s+\S.*?|exit\s+\d+)\s*-->\s*$")


@dataclass(frozen=True)
class Snippet:
    file: Path
    line: int  # of the first line of code
    language: str
    code: str
    marker: str  # "", "skip REASON" or "exit N"

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


class SnippetError(Exception):
    pass


def find_snippets(file: Path, text: str) -> list[Snippet]:
    snippets: list[Snippet] = []
    marker = ""
    lines = text.splitlines()
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if match := MARKER.match(line):
            marker = match.group(1)
        elif match := FENCE.match(line):
            indent, fence, language = match.groups()
            first = index
            while index < len(lines) and lines[index].strip() != fence:
                index += 1
            if index == len(lines):
                raise SnippetError(f"{file}:{first}: the block is never closed.")
            code = "\n".join(part.removeprefix(indent) for part in lines[first:index]) + "\n"
            index += 1
            if language in LANGUAGES:
                snippets.append(Snippet(file, first + 1, language, code, marker))
            marker = ""
        elif "<!-- snippet" in line:
            raise SnippetError(f"{file}:{index}: {line.strip()} is no marker that is known here.")
        elif line.strip():
            marker = ""
    return snippets


def environment() -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONWARNINGS": "error",
        "TZ": "UTC",
    }


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


PYTHON_RUNNER = """
import doctest, json, sys
names = {"__name__": "__main__"}
for place, line, code in json.load(open(sys.argv[1], encoding="utf-8")):
    if code.lstrip().startswith(">>>"):
        test = doctest.DocTestParser().get_doctest(code, names, place, place, line - 1)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        if runner.run(test, clear_globs=False).failed:
            sys.exit(1)
        names.update(test.globs)
    else:
        exec(compile("\\n" * (line - 1) + code, place, "exec"), names)
"""


def run_python(snippets: list[Snippet], folder: Path) -> None:
    blocks = [(str(ROOT / s.file), s.line, s.code) for s in snippets]
    source = folder / ".snippets.json"
    source.write_text(json.dumps(blocks), encoding="utf-8")
    result = run([sys.executable, "-c", PYTHON_RUNNER, str(source)], folder)
    if result.returncode != 0:
        raise SnippetError(f"{snippets[0].file}: the Python blocks fail:\n{result.stdout}")


def commands(snippet: Snippet) -> list[tuple[str, str]]:
    """Each command with what the document says it prints."""
    parts: list[tuple[str, str]] = []
    continued = False
    for line in snippet.code.splitlines():
        if continued:
            command, printed = parts[-1]
            parts[-1] = (f"{command}\n{line.removeprefix('> ')}", printed)
        elif line.startswith("$ "):
            parts.append((line[2:], ""))
        elif parts:
            command, printed = parts[-1]
            parts[-1] = (command, f"{printed}{line}\n")
        elif line.strip():
            raise SnippetError(f"{snippet.place}: a console block begins with `$ `.")
        continued = bool(parts) and not parts[-1][1] and parts[-1][0].endswith("\\")
    return parts


def prints_as_written(printed: str, written: str) -> bool:
    lines = [line.rstrip() for line in written.strip().splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines)
    actual = "".join(line.rstrip() + "\n" for line in printed.strip().splitlines())
    return re.fullmatch(pattern, actual) is not None


def run_console(snippet: Snippet, folder: Path) -> None:
    parts = commands(snippet)
    want = int(snippet.marker.split()[1]) if snippet.marker else 0
    for number, (command, written) in enumerate(parts, start=1):
        result = run(["bash", "-eo", "pipefail", "-c", command], folder)
        wanted = want if number == len(parts) else 0
        if result.returncode != wanted:
            raise SnippetError(
                f"{snippet.place}: `{command}` exits {result.returncode}, not {wanted}:\n"
                f"{result.stdout}"
            )
        if written.strip() and not prints_as_written(result.stdout, written):
            raise SnippetError(f"{snippet.place}: `{command}` prints:\n{result.stdout}")


def as_program(snippet: Snippet) -> str:
    line = f'#line {snippet.line} "{snippet.file}"\n'
    if re.search(r"\bint main\s*\(", snippet.code):
        return line + snippet.code
    code = snippet.code.splitlines(keepends=True)
    includes = "".join(part for part in code if part.startswith("#"))
    body = "".join("\n" if part.startswith("#") else part for part in code)
    return (
        f"#include <actionplan/actionplan.hpp>\n#include <iostream>\n{includes}"
        f"int main() {{\nusing namespace actionplan;\n{line}{body}\n}}\n"
    )


def compile_programs(snippets: list[Snippet], build: Path, folder: Path) -> dict[Snippet, Path]:
    def must(*command: str) -> None:
        result = run(list(command), folder)
        if result.returncode != 0:
            raise SnippetError(f"{' '.join(command)}\n{result.stdout}")

    prefix, source, out = folder / "prefix", folder / "source", folder / "out"
    must("cmake", "--install", str(build), "--prefix", str(prefix))
    source.mkdir()
    lists = [
        "cmake_minimum_required(VERSION 3.25)",
        "project(snippets LANGUAGES CXX)",
        "find_package(actionplan REQUIRED)",
        "add_compile_options(-Wall -Wextra -Werror -Wno-unused)",
        "link_libraries(actionplan::actionplan)",
    ]
    programs = {}
    for number, snippet in enumerate(snippets):
        name = f"snippet_{number}"
        (source / f"{name}.cpp").write_text(as_program(snippet), encoding="utf-8")
        lists.append(f"add_executable({name} {name}.cpp)")
        programs[snippet] = out / name
    (source / "CMakeLists.txt").write_text("\n".join(lists) + "\n", encoding="utf-8")
    must("cmake", "-S", str(source), "-B", str(out), "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}")
    must("cmake", "--build", str(out))
    return programs


def run_file(snippets: list[Snippet], programs: dict[Snippet, Path]) -> None:
    with tempfile.TemporaryDirectory(prefix="snippets-") as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        if python := [s for s in snippets if s.language == "python"]:
            run_python(python, folder)
        for snippet in snippets:
            if snippet.language == "cpp":
                result = run([str(programs[snippet])], folder)
                if result.returncode != 0:
                    raise SnippetError(
                        f"{snippet.place}: exits {result.returncode}:\n{result.stdout}"
                    )
            elif snippet.language == "console":
                run_console(snippet, folder)


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs the code in Markdown files.")
    parser.add_argument("--build", type=Path, required=True, help="a build of the library")
    parser.add_argument("paths", type=Path, nargs="+")
    options = parser.parse_args()

    files = [
        file
        for path in options.paths
        for file in (sorted(path.rglob("*.md")) if path.is_dir() else [path])
    ]
    failures = 0
    ran: list[Snippet] = []
    by_file: dict[Path, list[Snippet]] = {}
    try:
        for file in files:
            found = find_snippets(file, file.read_text(encoding="utf-8"))
            by_file[file] = [s for s in found if not s.marker.startswith("skip")]
            for skipped in (s for s in found if s.marker.startswith("skip")):
                print(f"{skipped.place}: skipped: {skipped.marker.removeprefix('skip ')}")
            ran += by_file[file]
        with tempfile.TemporaryDirectory(prefix="snippets-") as name:
            cpp = [s for s in ran if s.language == "cpp"]
            build = options.build.resolve()
            programs = compile_programs(cpp, build, Path(name)) if cpp else {}
            with ThreadPoolExecutor(os.cpu_count()) as pool:  # each file in a folder of its own
                running = [pool.submit(run_file, found, programs) for found in by_file.values()]
            for done in running:
                try:
                    done.result()
                except (SnippetError, subprocess.TimeoutExpired) as error:
                    failures += 1
                    print(error, file=sys.stderr)
    except SnippetError as error:
        failures += 1
        print(error, file=sys.stderr)
    counts = ", ".join(f"{sum(s.language == name for s in ran)} {name}" for name in LANGUAGES)
    if failures:
        print(f"{failures} of {len(files)} files have snippets that fail.", file=sys.stderr)
        return 1
    print(f"{len(ran)} snippets ran ({counts}) from {len(files)} files.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
