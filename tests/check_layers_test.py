# SPDX-License-Identifier: Apache-2.0
"""Shows that check_layers.py finds each kind of violation, and is silent about a sound tree."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from check_layers import Checker, PythonChecker

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = SPDX + "#pragma once\n"

SOUND = {
    "include/actionplan/actionplan.hpp": HEADER + "#include <actionplan/read/read.hpp>\n",
    "include/actionplan/core/date.hpp": HEADER + "#include <string>\n",
    "include/actionplan/core/interop_boost.hpp": HEADER + "#include <boost/version.hpp>\n",
    "include/actionplan/plan/plan.hpp": HEADER + "#include <actionplan/core/date.hpp>\n",
    "include/actionplan/read/read.hpp": HEADER + "#include <actionplan/plan/plan.hpp>\n",
    "src/core/date.cpp": SPDX
    + "#include <boost/date_time/gregorian/gregorian_types.hpp>\n"
    + '#include "helper.hpp"\n'
    + "// never std::chrono::system_clock, says this comment\n"
    + "/* nor\n   std::time(nullptr) */\n"
    + 'const char* text = "localtime is a word, // not a call";\n'
    + 'const char* raw = R"(a "quote" and /* no comment\n time(0) )";\n'
    + "int a = plan.time(3);\nint b = lifetime(3);\n",
    "src/core/helper.hpp": HEADER,
    "src/core/cancel.cpp": SPDX + "auto now = std::chrono::steady_clock::now();\n",
    "src/evidence/internal/block.hpp": HEADER,
    "src/read/read.cpp": SPDX + '#include "read/layout/columns.hpp"\n',
    "src/read/problem_list.hpp": HEADER,
    "src/read/words/lexicon.hpp": HEADER,
    "src/read/format/csv/csv.cpp": SPDX + '#include "read/problem_list.hpp"\n',
    "src/read/deadline/scan.cpp": SPDX + '#include "read/words/lexicon.hpp"\n',
    "src/read/layout/columns.hpp": HEADER,
    "src/evaluate/assess.cpp": SPDX + '#include "evidence/internal/block.hpp"\n',
    "bindings/python/src/module.cpp": SPDX + "#include <actionplan/actionplan.hpp>\n",
}

# name, file, its text, what the report must say
VIOLATIONS = [
    (
        "interop header of another library",
        "include/actionplan/core/interop_chrono.hpp",
        HEADER + "#include <boost/version.hpp>\n",
        "public header includes boost/version.hpp",
    ),
    (
        "interop header taken along",
        "include/actionplan/plan/i.hpp",
        HEADER + "#include <actionplan/core/interop_boost.hpp>\n",
        "nothing includes it",
    ),
    (
        "upward",
        "src/core/up.cpp",
        SPDX + "#include <actionplan/plan/plan.hpp>\n",
        "up.cpp:2: core (floor 0) includes plan (floor 1)",
    ),
    (
        "upward in a header",
        "include/actionplan/plan/up.hpp",
        HEADER + "#include <actionplan/read/read.hpp>\n",
        "up.hpp:3: plan (floor 1) includes read",
    ),
    (
        "sibling",
        "src/read/side.cpp",
        SPDX + "#include <actionplan/write/csv.hpp>\n",
        "read (floor 4) includes write (floor 4)",
    ),
    (
        "everything",
        "src/read/all.cpp",
        SPDX + "#include <actionplan/actionplan.hpp>\n",
        "includes every floor",
    ),
    (
        "boost in public",
        "include/actionplan/core/b.hpp",
        HEADER + "#include <boost/version.hpp>\n",
        "public header includes boost/version.hpp",
    ),
    (
        "nlohmann in public",
        "include/actionplan/core/n.hpp",
        HEADER + "#include <nlohmann/json.hpp>\n",
        "public header includes nlohmann/json.hpp",
    ),
    (
        "utf8proc in public",
        "include/actionplan/core/u.hpp",
        HEADER + "# include <utf8proc.h>\n",
        "public header includes utf8proc.h",
    ),
    (
        "sqlite in public",
        "include/actionplan/core/s.hpp",
        HEADER + "#include <sqlite3.h>\n",
        "public header includes sqlite3.h",
    ),
    (
        "quotes in public",
        "include/actionplan/core/q.hpp",
        HEADER + '#include "date.hpp"\n',
        "included by quotes",
    ),
    (
        "private of another floor",
        "src/read/p.cpp",
        SPDX + '#include "../core/helper.hpp"\n',
        "lies in another folder",
    ),
    (
        "private of another floor by its path",
        "src/read/p2.cpp",
        SPDX + '#include "core/helper.hpp"\n',
        "lies in another folder",
    ),
    (
        "internal to a floor that is not below",
        "src/plan/i.cpp",
        SPDX + '#include "evidence/internal/block.hpp"\n',
        "internal to evidence, which is not below plan",
    ),
    (
        "internal in a public header",
        "include/actionplan/evaluate/i.hpp",
        HEADER + '#include "evidence/internal/block.hpp"\n',
        "included by quotes",
    ),
    (
        "a format that knows a layout",
        "src/read/format/f.cpp",
        SPDX + '#include "read/layout/columns.hpp"\n',
        "the room format may not use layout",
    ),
    (
        "a header of the floor that knows a room",
        "src/read/h.hpp",
        HEADER + '#include "read/layout/columns.hpp"\n',
        "the room read may not use layout",
    ),
    ("unknown room", "src/read/attic/x.cpp", SPDX, "Folder read/attic is no room"),
    ("unknown floor", "src/cellar/x.cpp", SPDX, "Folder cellar is no floor"),
    (
        "include of an unknown floor",
        "src/read/x.cpp",
        SPDX + "#include <actionplan/cellar/x.hpp>\n",
        "lies on no known floor",
    ),
    ("no floor", "src/x.cpp", SPDX, "lies on no floor"),
    ("no licence line", "src/core/l.cpp", "int x;\n", "first line is not"),
    ("no pragma once", "include/actionplan/core/o.hpp", SPDX, "no `#pragma once`"),
    ("bindings without licence line", "bindings/python/src/x.cpp", "int x;\n", "first line is not"),
    (
        "system_clock",
        "src/core/c1.cpp",
        SPDX + "auto n = std::chrono::system_clock::now();\n",
        "c1.cpp:2: `system_clock` reads a clock",
    ),
    ("std::time", "src/core/c2.cpp", SPDX + "auto n = std::time(nullptr);\n", "`std::time`"),
    ("time", "src/core/c3.cpp", SPDX + "auto n = time(nullptr);\n", "`time(`"),
    (
        "boost day_clock",
        "src/core/c4.cpp",
        SPDX + "auto d = day_clock::local_day();\n",
        "`day_clock`",
    ),
    ("localtime_r", "src/core/c5.cpp", SPDX + "localtime_r(&t, &m);\n", "`localtime_r`"),
    (
        "after a comment",
        "src/core/c6.cpp",
        SPDX + "/* a */ auto n = std::time(nullptr);\n",
        "`std::time`",
    ),
    (
        "clock in a header",
        "include/actionplan/core/c7.hpp",
        HEADER + "inline auto now() { return steady_clock::now(); }\n",
        "c7.hpp:3: `steady_clock`",
    ),
    ("ctime", "src/core/c8.cpp", SPDX + "#include <ctime>\n", "<ctime> is for clocks"),
]


PYTHON = "bindings/python/actionplan/"
PYTHON_SOUND = {
    PYTHON + "__init__.py": "def lint():\n    import actionplan.forms\n",
    PYTHON + "forms.py": "import actionplan as ap\n",
    PYTHON + "survey/__init__.py": "from actionplan.survey.design import Design\n",
    PYTHON + "survey/design.py": "if TYPE_CHECKING:\n    from actionplan import site\n",
    PYTHON + "site/__init__.py": "from actionplan import forms\n",
    PYTHON + "cli/__init__.py": "",
}
PYTHON_VIOLATIONS = [
    ("upward", "forms.py", "from actionplan import cli\n", "forms (floor 1) imports cli (floor 4)"),
    ("sibling", "forms.py", "import actionplan.survey\n", "forms (floor 1) imports survey"),
    (
        "late",
        "survey/design.py",
        "def f():\n    from actionplan.site import publish\n",
        "survey (floor 1) imports site (floor 3)",
    ),
    (
        "circle",
        "survey/design.py",
        "def f():\n    import actionplan.survey\n",
        "imported in a circle: actionplan.survey",
    ),
]


class PythonFloorsTest(unittest.TestCase):
    def violations_of(self, extra: dict[str, str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (PYTHON_SOUND | extra).items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return PythonChecker(Path(folder)).check()

    def test_a_sound_package_has_no_violation(self) -> None:
        self.assertEqual(self.violations_of({}), [])

    def test_each_violation_is_found_once(self) -> None:
        for name, file, text, want in PYTHON_VIOLATIONS:
            with self.subTest(name):
                found = self.violations_of({PYTHON + file: text})
                self.assertEqual(len(found), 1, found)
                self.assertIn(want, found[0])


class CheckLayersTest(unittest.TestCase):
    def violations_of(self, extra: dict[str, str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (SOUND | extra).items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return Checker(Path(folder)).check_tree()

    def test_a_sound_tree_has_no_violation(self) -> None:
        self.assertEqual(self.violations_of({}), [])

    def test_each_violation_is_found_once(self) -> None:
        for name, file, text, want in VIOLATIONS:
            with self.subTest(name):
                found = self.violations_of({file: text})
                self.assertEqual(len(found), 1, found)
                self.assertIn(want, found[0])


if __name__ == "__main__":
    unittest.main()
