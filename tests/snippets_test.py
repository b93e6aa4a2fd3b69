# SPDX-License-Identifier: Apache-2.0
"""Shows that snippets.py runs what it finds and notices what fails."""

from __future__ import annotations

import unittest
from pathlib import Path

from snippets import (
    SnippetError,
    as_program,
    commands,
    find_snippets,
    prints_as_written,
    run_file,
)

FILE = Path("page.md")


def run_text(text: str) -> None:
    run_file(find_snippets(FILE, text), {})


class SnippetsTest(unittest.TestCase):
    def test_blocks_are_found_with_line_language_and_marker(self) -> None:
        text = (
            "text\n```python\na = 1\n```\n~~~sh\nno\n~~~\n"
            "<!-- snippet: skip needs a network -->\n\n```cpp\nint a;\n```\n"
            "```{toctree}\n:glob:\n\n0*\n```\n"
            "  ```console\n  $ true\n  ```\n"
        )
        found = [(s.line, s.language, s.code, s.marker) for s in find_snippets(FILE, text)]
        self.assertEqual(
            found,
            [
                (3, "python", "a = 1\n", ""),
                (11, "cpp", "int a;\n", "skip needs a network"),
                (19, "console", "$ true\n", ""),
            ],
        )

    def test_an_open_block_and_an_unknown_marker_are_errors(self) -> None:
        for text in ("```python\na = 1\n", "<!-- snippet: skip -->\n"):
            with self.subTest(text), self.assertRaises(SnippetError):
                find_snippets(FILE, text)

    def test_python_blocks_share_their_names(self) -> None:
        run_text("```python\na = 1\n```\n```python\nassert a == 1\n```\n```python\n>>> a\n1\n```\n")

    def test_failing_blocks_are_noticed(self) -> None:
        for text in (
            "```python\nassert False\n```\n",
            "```python\nimport warnings\nwarnings.warn('old')\n```\n",
            "```python\n>>> 1 + 1\n3\n```\n",
            "```console\n$ false\n```\n",
            "```console\n$ false | true\n```\n",
            "```console\n$ echo a\nb\n```\n",
            "```console\necho a\n```\n",
            "<!-- snippet: exit 3 -->\n```console\n$ exit 4\n```\n",
        ):
            with self.subTest(text), self.assertRaises(SnippetError):
                run_text(text)

    def test_sound_console_blocks_pass(self) -> None:
        for text in (
            "```console\n$ echo a > file\n$ cat file\na\n```\n",
            "```console\n$ echo a \\\n>   b\na b\n```\n",
            "```console\n$ seq 9\n1\n...\n9\n```\n",
            "```console\n$ ls examples\n...\ndata\n...\n```\n",
            "<!-- snippet: exit 3 -->\n```console\n$ true\n$ exit 3\n```\n",
        ):
            with self.subTest(text):
                run_text(text)

    def test_dots_stand_for_any_lines_and_nothing_else_does(self) -> None:
        self.assertTrue(prints_as_written("a\nb\nc\n", "a\n...\nc\n"))
        self.assertTrue(prints_as_written("a\nc\n", "a\n...\nc\n"))
        self.assertFalse(prints_as_written("a\nb\nd\n", "a\n...\nc\n"))
        self.assertFalse(prints_as_written("axc\n", "a.c\n"))

    def test_commands_keep_what_they_print(self) -> None:
        snippet = find_snippets(FILE, "```console\n$ a\nx\n\ny\n$ b\n```\n")[0]
        self.assertEqual(commands(snippet), [("a", "x\n\ny\n"), ("b", "")])

    def test_a_block_without_main_is_wrapped(self) -> None:
        whole, part = find_snippets(
            FILE, "```cpp\nint main() {}\n```\n```cpp\n#include <array>\nDate day;\n```\n"
        )
        self.assertEqual(as_program(whole), '#line 2 "page.md"\nint main() {}\n')
        self.assertIn("#include <array>\nint main() {", as_program(part))
        self.assertIn("Date day;", as_program(part))


if __name__ == "__main__":
    unittest.main()
