# SPDX-License-Identifier: Apache-2.0
"""Writing to the terminal and to files, safe against what documents may hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.text import Text

import actionplan as ap

# Characters that could steer a terminal, turn the direction of writing or hide text; joiners and
# soft hyphens, which scripts need, are left alone.
_MARK = "\N{REPLACEMENT CHARACTER}"
_HIDDEN = (
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070)),
    *(0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000), *range(0xE0000, 0xE0080)),
)
_STEERING = {
    **dict.fromkeys(range(0x20), " "),
    **dict.fromkeys(_HIDDEN, _MARK),
    0x1B: _MARK,
}
_STEERING_IN_LINES = {**_STEERING, ord("\t"): "\t", ord("\n"): "\n", ord("\r"): ""}


def plain(text: str) -> str:
    """The text without control characters, on one line, also where it came from a file name."""
    return text.translate(_STEERING)


def cell(text: str, style: str = "") -> Text:
    """A cell of a table: never taken for markup."""
    return Text(plain(text), style=style)


def console() -> Console:
    """A console on standard output as it is now; honours NO_COLOR and COLUMNS."""
    return Console(file=_open_stdout(), highlight=False, markup=False, emoji=False)


def print_line(text: str) -> None:
    """One line on standard output, unbroken, whatever names and texts it holds."""
    console().print(cell(text), soft_wrap=True)


def say(message: str) -> None:
    """One line on standard error; where that is closed or full, nobody listens."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(plain(message) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Keeps the interpreter from flushing what is left once more as it ends, and failing again."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_bytes(data: bytes, output: Path | None) -> None:
    """To the file, or to standard output as they are, whatever the locale.

    On a terminal, though, what could steer it is shown and not sent.
    """
    if output is not None:
        output.write_bytes(data)
        return
    stdout = _open_stdout()
    if stdout.isatty():
        stdout.write(data.decode().translate(_STEERING_IN_LINES))
        return
    stdout.flush()
    stdout.buffer.write(data)
    stdout.buffer.flush()


def _open_stdout() -> TextIO:
    if sys.stdout is None:
        raise OSError("standard output is closed")
    return sys.stdout


def place_of(problem: ap.Problem) -> str:
    """`line:column`, or nothing where the problem is about the whole."""
    place = problem.place
    return f"{place.line}:{place.column}" if place.line else ""


def once(problems: Iterable[ap.Problem]) -> list[ap.Problem]:
    """The same without those that another check named before."""
    out: list[ap.Problem] = []
    seen = set()
    for problem in problems:
        key = (problem.code, problem.subject, problem.message)
        if key not in seen:
            seen.add(key)
            out.append(problem)
    return out


def say_problems(problems: Iterable[ap.Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in problems:
        place = place_of(problem)
        start = f"{place}: " if place else ""
        say(f"{start}{problem.severity}: {problem.message} [{problem.code}]")
