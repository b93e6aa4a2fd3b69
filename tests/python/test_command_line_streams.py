# SPDX-License-Identifier: Apache-2.0
"""The command line and its streams: closed, full, broken, a terminal, stopped in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click.testing
import jsonschema
import pytest

import actionplan as ap
from actionplan.cli.app import cli
from actionplan.cli.output import plain

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-W", "error", "-m", "actionplan"]
HOSTILE = (
    "\tNo\tMeasure\tDeadline\n"
    "\t1.1\t\x1b]0;title\x07\x1b[2J \x9b31m \u202egnirts\u2066 \u200fx [red]y[/red]\t2016\n"
)
STEERING = "\x1b\x07\x08\x9b\u202e\u2066\u200f"

posix = pytest.mark.skipif(os.name != "posix", reason="as POSIX does it")


def invoke(*arguments: str, text: str | bytes | None = None) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, arguments, input=text)


def shell(redirection: str, *arguments: str) -> tuple[int, str]:
    """Exit code and standard error, or standard output where that is redirected."""
    line = 'exec "$@" ' + redirection
    done = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


# In this process


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["read", "-"], 2),
        (["status", "-", "--as-of", "yesterday"], 2),
        (["status", "-", "--by", "section", "--format", "csv"], 2),
        (["status", "-", "--due-soon-days", "99999999999"], 2),
        (["nonsense"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert invoke(*arguments, text="").exit_code == code


def test_an_error_of_the_program_itself_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("made up\nin a test")

    monkeypatch.setattr(ap, "read_all", fail)
    done = invoke("read", "-")
    assert done.exit_code == 2
    assert done.stderr.startswith("actionplan: a fault in actionplan itself, please report it: ")
    assert done.stderr.count("\n") == 1


def test_what_check_writes_is_what_its_schema_says(plan_file: Path) -> None:
    schema = json.loads((ROOT / "docs/schema/problems-1.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for extra in ([], ["--info"]):
        document = json.loads(
            invoke("check", str(plan_file), "--format", "json", *extra).stdout_bytes
        )
        assert list(validator.iter_errors(document)) == []
        assert len(document["problems"]) > 100
    broken = {"schema": "actionplan/problems@1", "problems": [{"code": "x", "severity": "fatal"}]}
    assert list(validator.iter_errors(broken))


def test_check_of_csv_cut_short_finds_an_error() -> None:
    text = "No,Measure,Deadline\n1.1,Act\n1.2,Act,2016\n"
    done = invoke("check", "-", "--from", "csv", "--format", "json", text=text)
    severities = [p["severity"] for p in json.loads(done.stdout_bytes)["problems"]]
    assert done.exit_code == (1 if "error" in severities else 0)


def test_a_preset_does_not_replace_what_a_profile_says(plan: ap.Plan, tmp_path: Path) -> None:
    own = ap.MeasureProfile(report_due=ap.ReportDueRule("own", "Law", "law", 1, 1))
    file = tmp_path / "profile.json"
    file.write_text(ap.Profile(plan.title, measures={"5.4": own}).to_json(), encoding="utf-8")
    source = tmp_path / "plan.json"
    source.write_text(plan.to_json(), encoding="utf-8")
    done = invoke(
        "status", str(source), "--as-of", "2017-06-30", "--format", "json", "--profile", str(file),
        "--report-due", "open_budget_survey",
    )  # fmt: skip
    due = {
        measure["number"]: [report["due"] for report in measure["reports_detail"]]
        for measure in json.loads(done.stdout_bytes)["measures"]
    }
    assert due["5.4"][0] == "2016-04-30"
    assert due["5.3"][0] == "2017-12-31"


@pytest.mark.parametrize("character", [chr(code) for code in range(0x20)] + list(STEERING))
def test_no_steering_character_is_left(character: str) -> None:
    assert character not in plain(f"a{character}b").replace(" ", "" if character != " " else " ")
    assert plain(f"a{character}b")[::2] == "ab"


def test_what_scripts_need_is_left() -> None:
    for text in ("می‌خواهم", "क्‍ष", "Bakı ə", "👩‍👩‍👧", "soft\u00adhyphen", "日本\u3000語"):
        assert plain(text) == text


# As a process


@posix
@pytest.mark.parametrize(
    "arguments",
    [["status", "--as-of", "2017-06-30"], ["status", "--format", "csv"], ["read"], ["calendar"],
     ["check"], ["check", "--format", "json"], ["read", "--format", "json"]],
)  # fmt: skip
@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
def test_output_that_cannot_be_written(
    plan_file: Path, arguments: list[str], redirection: str
) -> None:
    if redirection == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    code, errors = shell(redirection, *arguments, str(plan_file))
    assert code == 2
    assert errors.splitlines()[-1].startswith("actionplan: cannot read or write: ")
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


@posix
def test_errors_that_cannot_be_written(plan_file: Path) -> None:
    assert shell("2>&-", "read", "no-such-file")[0] == 2
    assert shell("2>&- >&-", "read", str(plan_file))[0] == 2
    assert shell("2>/dev/full", "read", str(plan_file), "--format", "json")[0] == 0


@posix
def test_input_that_is_closed() -> None:
    code, errors = shell("<&-", "read", "-")
    assert code == 2
    assert "standard input is closed" in errors


@posix
@pytest.mark.parametrize("arguments", [["read"], ["check"], ["status", "--as-of", "2017-06-30"]])
def test_a_reader_of_tables_that_has_enough_is_no_error(
    plan_file: Path, arguments: list[str]
) -> None:
    process = subprocess.Popen(
        [*COMMAND, *arguments, str(plan_file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read().decode()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


# A shell's background jobs inherit that Ctrl-C is ignored; the tests may run in one.
_HEARING_CTRL_C = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from actionplan.cli import main; main()"
)


@posix
def test_ctrl_c_ends_it_in_one_line() -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _HEARING_CTRL_C, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        # More than a pipe holds: when it is written, the program is reading.
        process.stdin.write(b"x" * 2**20)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        out, errors = process.stdout.read(), process.stderr.read().decode()
    assert process.returncode == 130
    assert out == b""
    assert errors.split("\n") == ["", "actionplan: stopped.", ""]  # the first ends the line of ^C


def in_terminal(*arguments: str, text: str) -> str:
    """What a terminal gets, standard error included."""
    import pty

    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
    ) as process:
        os.close(follower)
        assert process.stdin is not None
        process.stdin.write(text.encode())
        process.stdin.close()
        blocks = []
        while True:
            try:
                block = os.read(leader, 65536)
            except OSError:  # so a terminal ends on Linux
                break
            if not block:
                break
            blocks.append(block)
    os.close(leader)
    return b"".join(blocks).decode()


@posix
@pytest.mark.parametrize(
    "arguments",
    [["read", "-"], ["read", "-", "--format", "json"], ["check", "-"],
     ["check", "-", "--format", "json"], ["status", "-", "--as-of", "2018-01-01"],
     ["status", "-", "--as-of", "2018-01-01", "--format", "csv"],
     ["status", "-", "--as-of", "2018-01-01", "--format", "json"], ["calendar", "-"]],
)  # fmt: skip
def test_no_format_steers_a_terminal(arguments: list[str]) -> None:
    shown = in_terminal(*arguments, text=HOSTILE)
    assert "gnirts" in shown or "check" in arguments
    # What rich itself sends: bold and dim, and the end of them.
    for sequence in ("\x1b[1m", "\x1b[2m", "\x1b[0m", "\x1b[1;2m"):
        shown = shown.replace(sequence, "")
    assert not set(STEERING) & set(shown)


def test_into_a_pipe_goes_every_byte() -> None:
    done = invoke("read", "-", "--format", "json", text=HOSTILE)
    assert done.stdout_bytes.decode() == ap.read(HOSTILE.encode()).to_json()
