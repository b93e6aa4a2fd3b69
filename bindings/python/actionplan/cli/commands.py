# SPDX-License-Identifier: Apache-2.0
"""The commands. Only here does anything read the clock, and each says which day it used."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

import actionplan as ap
from actionplan.cli.guard import DONE, NO, exit_code
from actionplan.cli.output import console, say, say_problems, write_bytes

_MOST_DAYS = 4_000_000  # more than lie between the first and the last day there is

Function = TypeVar("Function", bound=Callable[..., Any])


class _Commands(click.Group):
    """Commands whose errors are one line on standard error and exit code 2."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        def run() -> Any:
            return super(_Commands, self).main(
                args, prog_name, complete_var, standalone_mode=False, **extra
            )

        if not standalone_mode:
            return run()
        sys.exit(exit_code(run))


def _reading(function: Function) -> Function:
    """Adds the argument FILE and the options that tell how it is read."""
    for option in (
        click.option("--agencies", type=click.Path(), help="JSON file of known agencies."),
        click.option("--profile", type=click.Path(), help="JSON file of corrections and targets."),
        click.option("--language", default="", help="The plan's language, such as `en`."),
        click.option(
            "--from",
            "source_format",
            type=click.Choice([str(word) for word in ap.Format]),
            help="Format of FILE; told by its name and content unless given.",
        ),
        click.argument("file", type=click.Path()),
    ):
        function = option(function)
    return function


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise click.UsageError("FILE is `-`, and standard input is closed.")
    return sys.stdin.buffer


def _read(
    file: str,
    agencies: str | None,
    profile: str | None,
    language: str,
    source_format: str | None,
    report_due: str | None = None,
) -> tuple[ap.Plan, ap.Profile]:
    """The plan with the profile's corrections in place, and the profile."""
    plan = ap.read(
        _standard_input() if file == "-" else file,
        format=source_format,
        agencies=None if agencies is None else ap.read_agencies(agencies),
        language=language,
    )
    overlay = ap.Profile(plan=plan.title) if profile is None else ap.read_profile(profile)
    if report_due is not None:
        overlay = overlay.replace(report_due=report_due)
    elif profile is None:
        return plan, overlay
    return ap.apply(plan, overlay), overlay


_report_due = click.option(
    "--report-due",
    type=click.Choice([rule.name for rule in ap.report_due_presets()]),
    help="When expected reports fall due: a named preset.",
)


def _output_format(*words: str) -> Callable[[Function], Function]:
    return click.option(
        "--format", "output_format", type=click.Choice(words), default=words[0], show_default=True
    )


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(ap.__version__, prog_name="actionplan")
@click.pass_context
def cli(context: click.Context) -> None:
    """Reads a government action plan and says, for any day, what was due and what is known of it.

    FILE is a plan as text with tabs, CSV or JSON; `-` reads standard input.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command()
@_reading
@_output_format("table", "json")
def read(output_format: str, **source: Any) -> int:
    """Reads a plan; problems go to standard error."""
    plan, _ = _read(**source)
    say_problems(plan.problems)
    if output_format == "json":
        write_bytes(plan.to_json().encode(), None)
    else:
        from actionplan.cli.tables import show_plan

        show_plan(console(), plan)
    return DONE


@cli.command()
@_reading
@click.option("--info", is_flag=True, help="Also say how the document was understood.")
@_output_format("table", "json")
def check(output_format: str, info: bool, **source: Any) -> int:
    """Says what is odd in a plan, and what keeps it from being evaluated.

    Exit code 1 if any finding is an error.
    """
    plan, profile = _read(**source)
    found = [*plan.problems, *ap.lint(plan, profile)]
    shown = [problem for problem in found if info or problem.severity != "info"]
    if output_format == "json":
        write_bytes(_problems_json(shown), None)
    else:
        from actionplan.cli.tables import show_problems

        out = console()
        show_problems(out, shown)
        counts = {word: sum(p.severity == word for p in found) for word in ap.Severity}
        out.print(", ".join(f"{count} {word}" for word, count in counts.items()))
        if not info and counts[ap.Severity.info]:
            out.print("--info also shows how the document was understood.")
    return NO if ap.has_errors(found) else DONE


def _problems_json(problems: list[ap.Problem]) -> bytes:
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "line": problem.place.line or None,
            "column": problem.place.column or None,
            "message": problem.message,
            "subject": problem.subject or None,
        }
        for problem in problems
    ]
    document = {"schema": "actionplan/problems@1", "problems": rows}
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _today() -> date:
    return datetime.now(timezone.utc).astimezone().date()


@cli.command()
@_reading
@click.option("--as-of", help="The day asked about, YYYY-MM-DD; today unless given.")
@click.option(
    "--due-soon-days",
    type=click.IntRange(0, _MOST_DAYS),
    default=30,
    show_default=True,
    metavar="N",
    help="Due at most so many days ahead is `due_soon`.",
)
@click.option(
    "--by",
    type=click.Choice(["section", "agency", "deadline_kind", "indicator_kind"]),
    help="How the table groups its counts: by section unless given.",
)
@_report_due
@_output_format("table", "json", "csv")
def status(
    as_of: str | None,
    due_soon_days: int,
    by: str | None,
    output_format: str,
    **source: Any,
) -> int:
    """Says what was due on a day, and what is known of it."""
    if by is not None and output_format != "table":
        raise click.UsageError(f"--by groups the counts of a table; {output_format} has no groups.")
    plan, _ = _read(**source)
    day = as_of if as_of is not None else _today()
    assessment = ap.assess(plan, as_of=day, due_soon_days=due_soon_days)
    if as_of is None:
        say(f"as of today, {assessment.as_of}")
    say_problems(problem for problem in plan.problems if problem.severity != "info")
    if output_format == "json":
        write_bytes(assessment.to_json().encode(), None)
    elif output_format == "csv":
        write_bytes(assessment.to_csv().encode(), None)
    else:
        from actionplan.cli.tables import show_assessment

        show_assessment(console(), assessment, by or "section")
    return DONE


@cli.command()
@_reading
@_report_due
@click.option("--output", type=click.Path(path_type=Path), help="File to write; else stdout.")
def calendar(output: Path | None, **source: Any) -> int:
    """Writes the deadlines as iCalendar."""
    plan, _ = _read(**source)
    write_bytes(ap.calendar(plan).encode(), output)
    return DONE


def run() -> int:
    """Runs the command line of this process; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return exit_code(lambda: cli.main(prog_name="actionplan", standalone_mode=False))
