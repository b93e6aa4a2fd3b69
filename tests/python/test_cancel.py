# SPDX-License-Identifier: Apache-2.0
"""Long calls ask whether to stop: a function of the caller's, and Python's signals."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import long_calls
import pytest

import actionplan as ap

Cancel: TypeAlias = Callable[[], bool]
SUPPORT = Path(long_calls.__file__).parent
ALL = sorted(long_calls.CALLS)


@cache
def call(name: str) -> Callable[[Cancel | None], Any]:
    return long_calls.CALLS[name]()


@pytest.mark.parametrize("name", ALL)
def test_yes_ends_it(name: str) -> None:
    with pytest.raises(ap.Cancelled, match="cancelled"):
        call(name)(lambda: True)


@pytest.mark.parametrize("name", ALL)
def test_it_is_asked_again_within_it(name: str) -> None:
    asked = []

    def third() -> bool:
        asked.append(None)
        answered = time.monotonic() + 0.01  # so that the next look asks, however fast the machine
        while time.monotonic() < answered:
            pass
        return len(asked) == 3

    with pytest.raises(ap.Cancelled):
        call(name)(third)
    assert len(asked) == 3


@pytest.mark.parametrize("name", ALL)
def test_what_the_question_raises_ends_it(name: str) -> None:
    def ask() -> bool:
        raise KeyError("asked")

    with pytest.raises(KeyError, match="asked"):
        call(name)(ask)


def test_no_changes_nothing(plan_file: Path) -> None:
    plan = ap.read(plan_file, cancel=lambda: False)
    assert plan == ap.read(plan_file)
    assessed = ap.assess(plan, as_of="2017-01-01", cancel=lambda: False)
    for write in (ap.to_json, ap.to_csv, ap.explanations_to_json, ap.open_data):
        assert write(assessed, cancel=lambda: False) == write(assessed)  # type: ignore[operator]


def test_a_question_has_to_be_one(plan_file: Path) -> None:
    with pytest.raises(TypeError, match="cancel is called without arguments"):
        ap.read(plan_file, cancel=True)  # type: ignore[arg-type]

    class Neither:
        def __bool__(self) -> bool:
            raise ValueError("neither yes nor no")

    with pytest.raises(ValueError, match="neither yes nor no"):
        ap.read(plan_file, cancel=Neither)  # type: ignore[arg-type]


def test_a_call_in_another_thread_asks_too() -> None:
    caught: list[BaseException] = []

    def work() -> None:
        try:
            call("read")(lambda: True)
        except ap.Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(caught) == 1


# Signals: in a process of their own, which is stopped as Ctrl-C stops it.

RAISE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
sys.path.insert(0, sys.argv[1])
import long_calls
call = long_calls.CALLS[sys.argv[2]]()
try:
    call(lambda: signal.raise_signal(signal.SIGINT))
except KeyboardInterrupt:
    print("stopped")
"""

# Without a question of ours: the signal comes from outside, as soon as the profiler has seen that
# the compiled function was called. It tells apart what ended the function from what came after it.
SEND = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
sys.path.insert(0, sys.argv[1])
import long_calls
call = long_calls.CALLS[sys.argv[2]]()
seen = []

def watch(frame, event, function):
    if event.startswith("c_") and getattr(function, "__name__", "") == sys.argv[2]:
        seen.append(event)
        if len(seen) == 1:
            print("called", flush=True)

try:
    sys.setprofile(watch)
    while True:
        call(None)
except KeyboardInterrupt:
    sys.setprofile(None)
    print(seen[-1])
"""


def child(code: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(SUPPORT), name], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("name", ALL)
def test_a_signal_that_the_question_meets_ends_it(name: str) -> None:
    process = child(RAISE, name)
    assert process.communicate()[0] == "stopped\n"
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("name", ["read", "interpret", "assess", "to_json", "apply", "lint"])
def test_ctrl_c_ends_it_without_a_question(name: str) -> None:
    def ended_by() -> str:
        process = child(SEND, name)
        assert process.stdout is not None
        assert process.stdout.readline() == "called\n"
        process.send_signal(signal.SIGINT)
        return process.communicate()[0].strip()

    # One success is proof. On a busy machine it may come before the call or between two, so try
    # again.
    assert any(ended_by() == "c_exception" for _ in range(50))


def test_publishing_that_is_cancelled_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    import made_stores

    from actionplan.site import publish

    store = made_stores.az_store(tmp_path / "az.db")
    out = tmp_path / "public" / "site"
    asked = []

    def late() -> bool:
        asked.append(None)
        return len(asked) == 20

    with pytest.raises(ap.Cancelled, match="as it was"):
        publish(store, out, as_of="2018-09-30", cancel=late)
    assert list(out.parent.iterdir()) == []

    def press() -> bool:
        signal.raise_signal(signal.SIGINT)
        return False

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            publish(store, out, as_of="2018-09-30", cancel=press)
    finally:
        signal.signal(signal.SIGINT, before)
    assert list(out.parent.iterdir()) == []


PRESS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
import actionplan as ap
sys.path.insert(0, sys.argv[1])
import long_calls
real = ap.read_all
ap.read_all = lambda source, **options: real(
    long_calls.table(), **options, cancel=lambda: signal.raise_signal(signal.SIGINT))
sys.argv = ["actionplan", *sys.argv[3:]]
from actionplan.cli import main
main()
"""


@pytest.mark.parametrize("command", [["read"], ["status", "--as-of", "2017-01-01"], ["check"]])
def test_the_command_line_is_stopped_in_one_line(command: list[str], plan_file: Path) -> None:
    arguments = [command[0], str(plan_file), *command[1:]]
    done = subprocess.run(
        [sys.executable, "-c", PRESS, str(SUPPORT), "read", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "actionplan: stopped."  # after the line in which ^C stands
