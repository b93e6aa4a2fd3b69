# SPDX-License-Identifier: Apache-2.0
"""Writing to the terminal and to files, safe against what documents may hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text

import actionplan as ap

# Characters that could steer a terminal or turn the direction of writing.
_STEERING = {
    **dict.fromkeys(range(0x20), " "),
    **dict.fromkeys(range(0x7F, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}"),
    0x1B: "\N{REPLACEMENT CHARACTER}",
}


def plain(text: str) -> str:
    """The text without control characters, on one line, also where it came from a file name."""
    return text.translate(_STEERING).encode("utf-8", "replace").decode("utf-8")


def cell(text: str, style: str = "") -> Text:
    """A cell of a table: never taken for markup."""
    return Text(plain(text), style=style)


def console() -> Console:
    """A console on standard output as it is now; honours NO_COLOR and COLUMNS."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(plain(message) + "\n")


def write_bytes(data: bytes, output: Path | None) -> None:
    """To the file, or to standard output as they are, whatever the locale."""
    if output is not None:
        output.write_bytes(data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def place_of(problem: ap.Problem) -> str:
    """`line:column`, or nothing where the problem is about the whole."""
    place = problem.place
    return f"{place.line}:{place.column}" if place.line else ""


def say_problems(problems: Iterable[ap.Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in problems:
        place = place_of(problem)
        start = f"{place}: " if place else ""
        say(f"{start}{problem.severity}: {problem.message} [{problem.code}]")
