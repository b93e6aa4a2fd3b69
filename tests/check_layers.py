#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the floors of the sources (docs/decisions): who includes whom, and who may read a clock.

Python has floors too: a module imports lower ones or its own, and never in a circle.

Usage: check_layers.py [ROOT]. Prints each violation as `file:line: sentence`; exits 1 if any.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FLOORS = {
    "core": 0,
    "plan": 1,
    "evidence": 1,
    "survey": 1,
    "evaluate": 2,
    "query": 3,
    "codec": 3,
    "read": 4,
    "store": 4,
    "write": 4,
}
# Parts of the Python package; the package itself, which holds `_core`, lies below them.
PYTHON_FLOORS = {
    "palette": 1,
    "survey": 1,
    "forms": 1,
    "tables": 1,
    "_tables": 1,
    "_notebook": 2,
    "_assessed_days": 3,
    "_plan_frame": 1,
    "formats": 1,
    "mapping": 1,
    "plan_form": 1,
    "_workbook": 1,
    "annotate": 2,
    "readers": 2,
    "plot": 2,
    "microdata": 3,
    "review": 3,
    "site": 3,
    "cli": 4,
    "__main__": 5,
}
ABOVE_ALL = 5  # the header that includes everything, bindings, examples, benchmarks
# Folders within a floor, each with the rooms whose headers it may include beside its own. Headers
# that lie in the floor's folder itself are for all of its rooms; its sources may use every room.
ROOMS = {
    "read": {
        "words": set(),
        "format": set(),
        "deadline": {"words"},
        "indicator": {"words"},
        "agency": {"words"},
        "finance": {"words", "deadline", "evidence"},
        "layout": {"words", "deadline", "indicator", "agency", "finance"},
        "evidence": {"format"},
        "statement": {"words", "deadline", "layout", "evidence", "finance", "format"},
    },
}
INTERNAL = "internal"  # of any floor: for it and the floors above, not installed
PRIVATE_LIBRARIES = re.compile(
    r"(boost|nlohmann|SQLiteCpp|Eigen|minizip|lexbor)/|utf8proc|sqlite3|sodium|expat|md4c"
)
CLOCK = re.compile(
    r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock|day_clock|microsec_clock"
    r"|second_clock|local_day|universal_day|localtime\w*|gmtime\w*|gettimeofday|clock_gettime"
    r"|timespec_get|ftime|mktime|strftime|std::time|std::clock|::time|ctime)\b"
    r"|(?<![\w.>:])time\s*\("
)
# The one place that measures how long something takes, so that a call can be cancelled.
STOPWATCH = {"include/actionplan/core/cancel.hpp", "src/core/cancel.cpp"}
CARRIED = {"src/store/sqlite"}  # a library's own source, as it was released
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
RAW_TEXT = re.compile(r'R"([^(\s"]*)\(.*?\)\1"', re.DOTALL)
SPDX = "// SPDX-License-Identifier: Apache-2.0"


def code_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line with its number: as written, and without comments and the insides of texts."""
    text = RAW_TEXT.sub(lambda match: '""' + "\n" * match.group().count("\n"), text)
    in_comment = False
    for number, line in enumerate(text.splitlines(), start=1):
        kept, rest = "", line
        while rest:
            if in_comment:
                end = rest.find("*/")
                in_comment = end < 0
                rest = "" if in_comment else rest[end + 2 :]
                continue
            match = re.search(r"//|/\*|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])'", rest)
            if match is None:
                kept, rest = kept + rest, ""
                continue
            kept += rest[: match.start()]
            token, rest = match.group(), rest[match.end() :]
            if token == "//":
                rest = ""
            elif token == "/*":
                in_comment = True
            else:
                kept += token[0] * 2
        yield number, line, kept


def floor_of(folder: str) -> int:
    return FLOORS.get(folder, ABOVE_ALL)


def room_of(parts: tuple[str, ...]) -> str:
    """The room of a file, by its path below the floor's folder; empty: that folder itself."""
    return parts[0] if len(parts) > 1 else ""


class Checker:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.violations: list[str] = []

    def report(self, path: Path, line: int, sentence: str) -> None:
        self.violations.append(f"{path.relative_to(self.root)}:{line}: {sentence}")

    def check_tree(self) -> list[str]:
        for base in ("include/actionplan", "src", "bindings"):
            folder = self.root / base
            for path in sorted(folder.rglob("*")):
                is_carried = path.parent.relative_to(self.root).as_posix() in CARRIED
                if path.suffix in {".hpp", ".cpp", ".h", ".cc"} and not is_carried:
                    self.check_file(path, base)
        return self.violations

    def check_file(self, path: Path, base: str) -> None:
        parts = path.relative_to(self.root / base).parts
        own = parts[0] if len(parts) > 1 and base != "bindings" else ""
        if own and own not in FLOORS:
            self.report(path, 1, f"Folder {own} is no floor; add it to FLOORS and to the design.")
            return
        if not own and base == "src":
            self.report(path, 1, "The source lies on no floor; move it into a floor's folder.")
            return
        room = room_of(parts[1:]) if base == "src" else ""
        if room and room != INTERNAL and room not in ROOMS.get(own, {}):
            self.report(path, 1, f"Folder {own}/{room} is no room; add it to ROOMS and to the map.")
            return
        text = path.read_text(encoding="utf-8")
        if not text.startswith(SPDX):
            self.report(path, 1, f"The first line is not `{SPDX}`; add it.")
        if path.suffix == ".hpp" and "\n#pragma once\n" not in text:
            self.report(path, 1, "The header has no `#pragma once`; add it.")
        for number, line, code in code_lines(text):
            match = INCLUDE.match(line)
            if match and code.strip():
                self.check_include(path, base, own, number, *match.groups())
            elif base != "bindings" and (clock := CLOCK.search(code)):
                what = clock.group().strip()
                name = path.relative_to(self.root).as_posix()
                if what == "steady_clock" and name in STOPWATCH:
                    continue
                self.report(path, number, f"`{what}` reads a clock or a zone; pass the day in.")

    def check_include(
        self, path: Path, base: str, own: str, line: int, mark: str, name: str
    ) -> None:
        is_public = base == "include/actionplan"
        library = PRIVATE_LIBRARIES.search(name) if is_public else None
        if library and path.stem != f"interop_{library.group(1) or library.group()}":
            self.report(path, line, f"A public header includes {name}; keep it in the sources.")
        if "/interop_" in name:
            self.report(path, line, f"{name} is for users who ask for it; nothing includes it.")
        if is_public and mark == '"':
            self.report(path, line, f'"{name}" is included by quotes; write <actionplan/...>.')
        if base != "bindings" and name in {"ctime", "time.h", "sys/time.h"}:
            self.report(path, line, f"<{name}> is for clocks; pass the day in.")
        if mark == '"' and "/" in name and not is_public:
            self.check_private(path, base, own, line, name)
        if name.startswith("actionplan/"):
            self.check_floor(path, own, line, name)

    def check_private(self, path: Path, base: str, own: str, line: int, name: str) -> None:
        """A private header of another folder: of a room of this floor, or internal to one below."""
        floor, *folders = name.split("/")[:-1]
        if not (self.root / "src" / name).is_file() or floor not in FLOORS or base != "src":
            self.report(path, line, f'"{name}" lies in another folder; make it public or move it.')
        elif folders == [INTERNAL]:
            if own != floor and floor_of(floor) >= floor_of(own):
                self.report(
                    path, line, f'"{name}" is internal to {floor}, which is not below {own}.'
                )
        elif own != floor:
            self.report(path, line, f'"{name}" lies in another folder; make it public or move it.')
        else:
            rooms = ROOMS.get(floor, {})
            room = room_of(path.relative_to(self.root / "src").parts[1:])
            target = folders[0] if folders else ""
            uses = rooms.get(room, set()) | {room, ""}
            is_top = not room and path.suffix == ".cpp"
            if target not in uses and not is_top:
                self.report(path, line, f'"{name}": the room {room or floor} may not use {target}.')

    def check_floor(self, path: Path, own: str, line: int, name: str) -> None:
        target = name.split("/")[1]
        if target.endswith(".hpp"):
            if own:
                self.report(path, line, f"{name} includes every floor; include what is used.")
            return
        if target not in FLOORS:
            self.report(path, line, f"{name} lies on no known floor.")
        elif own != target and floor_of(target) >= floor_of(own):
            upward = f"{own} (floor {floor_of(own)}) includes {target} (floor {floor_of(target)})"
            self.report(path, line, f"{upward}; only strictly lower floors and its own may be.")


class PythonChecker:
    """The floors and circles of the Python package, by all imports but those for types alone."""

    def __init__(self, root: Path) -> None:
        self.package = root / "bindings" / "python" / "actionplan"
        self.root = root
        self.violations: list[str] = []
        self.modules = {self.name_of(path): path for path in sorted(self.package.rglob("*.py"))}
        self.imports: dict[str, set[str]] = {}

    def name_of(self, path: Path) -> str:
        parts = path.relative_to(self.package).with_suffix("").parts
        return ".".join(part for part in ("actionplan", *parts) if part != "__init__")

    def check(self) -> list[str]:
        for name, path in self.modules.items():
            self.imports[name] = set()
            self.visit(name, path, ast.parse(path.read_text(encoding="utf-8")))
        for name in self.modules:
            if circle := self.circle_from(name):
                where = self.modules[name].relative_to(self.root)
                self.violations.append(f"{where}:1: imported in a circle: {' > '.join(circle)}")
                break
        return self.violations

    def visit(self, name: str, path: Path, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.Import):
                for alias in child.names:
                    self.add(name, path, child.lineno, alias.name)
            elif isinstance(child, ast.ImportFrom) and child.level == 0 and child.module:
                for alias in child.names:
                    whole = f"{child.module}.{alias.name}"
                    found = whole if whole in self.modules else child.module
                    self.add(name, path, child.lineno, found)
            else:
                self.visit(name, path, child)

    def add(self, name: str, path: Path, line: int, target: str) -> None:
        if target not in self.modules or target in {"actionplan", name}:
            return
        self.imports[name].add(target)
        own, other = name.split(".")[1:2], target.split(".")[1:2]
        floor = PYTHON_FLOORS.get(own[0] if own else "", 0)
        below = PYTHON_FLOORS.get(other[0], 0)
        # The package's own parts are loaded when they are first asked for, from below.
        if own and own != other and below >= floor:
            sentence = f"{own[0]} (floor {floor}) imports {other[0]} (floor {below})"
            where = path.relative_to(self.root)
            violation = f"{where}:{line}: {sentence}; only lower ones may be."
            if violation not in self.violations:
                self.violations.append(violation)

    def circle_from(self, start: str) -> list[str]:
        seen: set[str] = set()
        stack = [[start]]
        while stack:
            way = stack.pop()
            for target in sorted(self.imports[way[-1]]):
                if target == start:
                    return [*way, start]
                if target not in seen and target != "actionplan":
                    seen.add(target)
                    stack.append([*way, target])
        return []


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    violations = Checker(root).check_tree() + PythonChecker(root).check()
    print("\n".join(violations) or "The floors hold.")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
