# SPDX-License-Identifier: Apache-2.0
"""Names of files and texts on a terminal: they steer nothing, hide nothing and are no markup."""

from __future__ import annotations

import ast
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import made_stores
import pytest

from actionplan import cli

ODD = "\x1b]0;hacked\x07\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}[red]x[bold]\u2066\x9b1m\N{BOM}"
STEERING = re.compile(
    "[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]"
)
SOURCES = sorted(Path(str(cli.__file__)).parent.glob("*.py"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything in it has an odd name."""
    made = tmp_path_factory.mktemp("names") / f"a{ODD}b"
    made.mkdir()
    store = made_stores.rich_store(made / f"store{ODD}.db")
    shutil.copy(made_stores.PLAN_FILE, made / f"plan{ODD}.txt")
    (made / f"evidence{ODD}.csv").write_text(
        "indicator,value,period,reporter,source\n4.2.3/2,1,2017,Agency,doc\n"
    )
    (made / f"wrong{ODD}.csv").write_text("indicator,value\n4.2.3/2,many\n")
    (made / f"broken{ODD}.db").write_bytes(store.read_bytes()[:5000])
    (made / f"map{ODD}.toml").write_text("a.b = ]")
    return made


def commands(folder: Path) -> Iterator[list[object]]:
    def name(start: str, end: str) -> Path:
        return folder / f"{start}{ODD}{end}"

    plan, store = name("plan", ".txt"), name("store", ".db")
    yield ["init", name("new", ".db"), plan, "--recorded-on", "2016-05-01"]
    yield ["read", plan]
    yield ["read", name("none", ".txt")]
    yield ["read", folder / f"a\r\n\t{ODD}"]
    yield ["backup", store, folder / f"a\r\n\t{ODD}"]
    yield ["read", plan, "--map", name("map", ".toml")]
    yield ["read", plan, "--write-map", plan]
    yield ["check", plan, "--profile", name("map", ".toml")]
    yield ["status", store, "--as-of", "2018-01-01"]
    yield ["status", plan, "--as-of", "2018-01-01", "--where", f'title : "{ODD}"']
    yield ["status", plan, "--as-of", "2018-01-01", "--holidays", name("none", "")]
    yield ["status", plan, "--as-of", ODD]
    yield ["form", plan, "--out", plan]
    yield ["review", plan, "--out", name("review", ".html")]
    yield ["review", plan, "--out", name("review", ".html"), "--checks", name("none", ".json")]
    yield ["annotate", plan, "--out", name("new", ".xlsx"), "--as-of", "2018-01-01"]
    yield ["import", store, name("evidence", ".csv"), "--recorded-on", "2019-03-01"]
    yield ["import", store, name("wrong", ".csv"), "--recorded-on", "2019-03-01"]
    yield ["import", name("broken", ".db"), name("evidence", ".csv"), "--recorded-on", "2019-03-01"]
    yield ["record", store, "--indicator", ODD, "--value", "1", "--reporter", "A", "--source", "b"]
    yield ["explain", store, ODD]
    yield ["redact", store, ODD]
    yield ["template", store, "--agency", ODD, "--period", "2017"]
    yield ["publish", store, "--out", name("site", ""), "--as-of", "2019-03-01"]
    yield ["publish", store, "--out", plan, "--as-of", "2019-03-01"]
    yield ["verify", name("site", "")]
    yield ["verify", folder]
    yield ["verify", name("site", ""), "--key", name("none", ".pub")]
    yield ["verify", name("site", ""), "--heads", name("evidence", ".csv")]
    yield ["verify", name("broken", ".db")]
    yield ["backup", store, name("copy", ".db")]
    yield ["backup", store, name("copy", ".db")]
    yield ["survey", name("map", ".toml"), name("evidence", ".csv")]
    yield ["survey", name("none", ".toml"), name("none", ".csv")]
    yield [ODD]
    yield ["read", f"--{ODD}"]


def test_no_name_steers_what_is_printed(folder: Path) -> None:
    codes = []
    for arguments in commands(folder):
        given = [str(argument).replace("\0", "") for argument in arguments]
        command = [sys.executable, "-m", "actionplan", *given]
        ran = subprocess.run(command, capture_output=True, check=False)
        codes.append(ran.returncode)
        for said in (ran.stdout, ran.stderr):
            text = said.decode("utf-8")
            assert STEERING.search(text) is None, (arguments[0], text)
        assert ran.stderr.count(b"\n") <= 60
        assert b"Traceback" not in ran.stderr
        assert b"fault in actionplan" not in ran.stderr, (arguments[0], ran.stderr)
        if ran.returncode == 2:
            assert ran.stderr.count(b"\n") <= 2, (arguments[0], ran.stderr)
    assert codes.count(0) >= 9
    assert codes.count(2) >= 15


def on_a_terminal(command: list[str]) -> str:
    """What the command sends to a terminal."""
    child, ours = pty.fork()
    if child == 0:  # pragma: no cover  (another process)
        os.environ["COLUMNS"] = "4000"
        os.execv(command[0], command)
    out = b""
    while True:
        ready, _, _ = select.select([ours], [], [], 60)
        try:
            data = os.read(ours, 1 << 16) if ready else b""
        except OSError:
            data = b""
        if not data:
            break
        out += data
    os.waitpid(child, 0)
    os.close(ours)
    return out.decode("utf-8", "replace")


def test_no_name_is_markup_on_a_terminal(folder: Path) -> None:
    store, evidence = folder / f"store{ODD}.db", folder / f"evidence{ODD}.csv"
    given = ["import", str(store), str(evidence), "--recorded-on", "2019-03-02"]
    said = on_a_terminal([sys.executable, "-m", "actionplan", *given])
    assert "[red]x[bold]" in said  # the bar that says what is read
    for sign in ("\x1b]0", "\x07", "\x1b[31m", "\u202e", "\u2066", "\x9b", "\ufeff"):
        assert sign not in said


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_what_commands_print_goes_through_one_function(source: Path) -> None:
    """`cell` makes a text harmless; `say`, `print_line` and `write_bytes` take it through it."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name):
            assert called.id != "print", f"{source.name}:{node.lineno}"
            if called.id == "TextColumn":
                is_plain = isinstance(node.args[0], ast.Constant) and (
                    "{" not in node.args[0].value
                    or any(word.arg == "markup" for word in node.keywords)
                )
                assert is_plain, f"{source.name}:{node.lineno}"
            continue
        if not isinstance(called, ast.Attribute):
            continue
        if called.attr == "print" and node.args:
            first = node.args[0]
            is_safe = isinstance(first, (ast.Constant, ast.Name)) or (
                isinstance(first, ast.Call)
                and isinstance(first.func, ast.Name)
                and first.func.id == "cell"
            )
            assert is_safe, f"{source.name}:{node.lineno}"
        if called.attr in ("secho", "write") and source.name not in ("output.py",):
            raise AssertionError(f"{source.name}:{node.lineno}")
