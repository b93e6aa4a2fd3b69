# SPDX-License-Identifier: Apache-2.0
"""The commands. Only here does anything read the clock, and each says which day it used."""

from __future__ import annotations

import functools
import inspect
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

_Ledger = tuple[ap.PlanHistory, ap.Evidence]
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


def _days_of(file: str) -> list[str]:
    """The days of a file with one on each line; what stands behind `#` is left out."""
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"The holidays in {file} cannot be read: {error}.") from error
    days = (line.partition("#")[0].strip() for line in lines)
    return [day for day in days if day]


def _event(text: str) -> ap.DateEvent:
    name, _, day = text.rpartition("=")
    if not name.strip():
        raise click.UsageError(f'The event "{text}" has no day; write NAME=YYYY-MM-DD.')
    return ap.DateEvent(name.strip(), day.strip(), source="command line")


def _settings(
    date_order: str | None,
    fiscal_month: int | None,
    hemisphere: str | None,
    weekend: str,
    holidays: str | None,
    roll_to_working_day: bool,
    plan_period: str | None,
    adopted_on: str | None,
    events: tuple[str, ...],
) -> ap.DateSettings | None:
    """What the options say of dates; None where they say nothing."""
    made = ap.DateSettings(
        order=date_order,
        fiscal_month=fiscal_month,
        hemisphere=hemisphere,
        weekend=[day.strip().lower() for day in weekend.split(",") if day.strip()],
        holidays=None if holidays is None else _days_of(holidays),
        rolls_to_working_day=roll_to_working_day,
        plan_period=plan_period,
        adopted_on=adopted_on,
        events=[_event(text) for text in events],
    )
    return None if made == ap.DateSettings() else made.replace(source="command line")


def _date_options(function: Function) -> Function:
    """Adds the options that deadline texts lean on; the command gets them as `dates`."""

    @functools.wraps(function)
    def call(*args: Any, **given: Any) -> Any:
        names = inspect.signature(_settings).parameters
        settings = _settings(**{name: given.pop(name) for name in names})
        return function(*args, dates=settings, **given)

    for option in (
        click.option(
            "--dates",
            "date_order",
            type=click.Choice([str(word) for word in ap.DateOrder]),
            help="Which number of 03/04/2018 is the day; told by the document unless given.",
        ),
        click.option(
            "--fiscal-month",
            type=click.IntRange(1, 12),
            metavar="N",
            help="First month of the fiscal year.",
        ),
        click.option(
            "--hemisphere",
            type=click.Choice([str(word) for word in ap.Hemisphere]),
            help="Where seasons are.",
        ),
        click.option(
            "--weekend", default="", metavar="DAYS", help="Days of rest, such as friday,saturday."
        ),
        click.option(
            "--holidays", type=click.Path(), help="File of other days of rest, one on each line."
        ),
        click.option(
            "--roll-to-working-day",
            is_flag=True,
            help="A due day on a day of rest moves to the next working day.",
        ),
        click.option("--plan-period", metavar="YEARS", help="Such as 2016-2018."),
        click.option("--adopted-on", metavar="DAY", help="Day on which the plan was adopted."),
        click.option(
            "--event",
            "events",
            multiple=True,
            metavar="NAME=DAY",
            help="Day of an event that deadlines name; repeatable.",
        ),
    ):
        call = option(call)
    return call  # type: ignore[return-value]


def reading(function: Function) -> Function:
    """Adds the argument FILE and the options that tell how it is read."""
    function = _date_options(function)
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


def read_with_profile(
    file: str,
    agencies: str | None,
    profile: str | None,
    language: str,
    source_format: str | None,
    report_due: str | None = None,
    dates: ap.DateSettings | None = None,
) -> tuple[ap.Plan, ap.Profile]:
    """The plan with the profile's corrections in place, and the profile.

    Dates are read by `dates`, and where it leaves a setting unsaid, by the profile's.
    """
    given = ap.Profile() if profile is None else ap.read_profile(profile)
    settings = (dates or ap.DateSettings()).merge(given.dates or ap.DateSettings())
    plan = ap.read(
        _standard_input() if file == "-" else file,
        format=source_format,
        agencies=None if agencies is None else ap.read_agencies(agencies),
        language=language,
        dates=settings,
    )
    overlay = ap.Profile(plan=plan.title) if profile is None else given
    if report_due is not None:
        overlay = overlay.replace(report_due=report_due)
    elif profile is None:
        return plan, overlay
    return ap.apply(plan, overlay), overlay


def is_store(file: str) -> bool:
    """Is the file a database, rather than a plan?"""
    if file == "-":
        return False
    try:
        with Path(file).open("rb") as stream:
            return stream.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _read_history(file: str, report_due: str | None, **source: Any) -> _Ledger:
    """The history and evidence of a store, or a plan alone."""
    if not is_store(file):
        plan, overlay = read_with_profile(file, report_due=report_due, **source)
        return ap.PlanHistory(plan, overlay), ap.Evidence()
    given = [name for name, value in source.items() if value] + ([report_due] if report_due else [])
    if given:
        raise click.UsageError("A store holds its plan and profile; give it without such options.")
    with ap.Store.open(file) as store:
        read = store.snapshot()
        return read.history, read.evidence


_report_due = click.option(
    "--report-due",
    type=click.Choice([rule.name for rule in ap.report_due_presets()]),
    help="When expected reports fall due: a named preset.",
)


def output_format(*words: str) -> Callable[[Function], Function]:
    return click.option(
        "--format", "output_format", type=click.Choice(words), default=words[0], show_default=True
    )


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(
    ap.__version__,
    prog_name="actionplan",
    message=f"%(prog)s, version %(version)s (SQLite {ap.sqlite_version()})",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Reads a government action plan, keeps the evidence of what was done, and says for any day
    what was due and how that is known.

    FILE is a plan as text with tabs, CSV or JSON; `-` reads standard input. STORE is a database
    made by `init`.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command()
@reading
@output_format("table", "json")
def read(output_format: str, **source: Any) -> int:
    """Reads a plan; problems go to standard error."""
    plan, _ = read_with_profile(**source)
    say_problems(plan.problems)
    if output_format == "json":
        write_bytes(plan.to_json().encode(), None)
    else:
        from actionplan.cli.tables import show_plan

        show_plan(console(), plan)
    return DONE


@cli.command()
@reading
@click.option("--info", is_flag=True, help="Also say how the document was understood.")
@output_format("table", "json")
def check(output_format: str, info: bool, **source: Any) -> int:
    """Says what is odd in a plan, and what keeps it from being evaluated.

    Exit code 1 if any finding is an error.
    """
    plan, profile = read_with_profile(**source)
    found = [*plan.problems, *ap.check_profile(plan, profile), *ap.lint(plan, profile)]
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


def today() -> date:
    """The day on which the command is run."""
    return datetime.now(timezone.utc).astimezone().date()


def asking(function: Function) -> Function:
    """Adds the options that say which day is asked about, and what was known."""
    for option in (
        click.option("--as-of", help="The day asked about, YYYY-MM-DD; today unless given."),
        click.option("--known-at", help="Ignore what was recorded after this day."),
        click.option("--public-at", help="Ignore what was published after this day, or never."),
    ):
        function = option(function)
    return function


def say_day(as_of: str | None, assessment: ap.Assessment) -> None:
    """Says which day was used where none was given."""
    if as_of is None:
        say(f"as of today, {assessment.as_of}")


@cli.command()
@reading
@asking
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
@click.option("--where", metavar="FILTER", help="Only the measures that pass this filter.")
@click.option("--order", metavar="FIELDS", help="Such as 'due desc, title'; with --where.")
@_report_due
@output_format("table", "json", "csv")
def status(
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    due_soon_days: int,
    by: str | None,
    where: str | None,
    order: str | None,
    output_format: str,
    **source: Any,
) -> int:
    """Says what was due on a day, what was done, and what is known of it.

    FILE may be a STORE. FILTER is such as 'deadline_status = unreported AND agency : Justice':
    docs/guide/filters.md.
    """
    if order is not None and where is None:
        raise click.UsageError("--order goes with --where.")
    if by is not None and where is not None:
        raise click.UsageError("--by groups the whole plan; leave it out with --where.")
    asked = ap.Filter(where) if where is not None else None
    if by is not None and output_format != "table":
        raise click.UsageError(f"--by groups the counts of a table; {output_format} has no groups.")
    history, evidence = _read_history(**source)
    assessment = ap.assess(
        history,
        evidence,
        as_of=as_of if as_of is not None else today(),
        known_at=known_at,
        public_at=public_at,
        due_soon_days=due_soon_days,
    )
    say_day(as_of, assessment)
    say_problems(problem for problem in assessment.plan.problems if problem.severity != "info")
    shown = assessment if asked is None else assessment.where(asked, order=order)
    if output_format == "json":
        write_bytes(shown.to_json().encode(), None)
    elif output_format == "csv":
        write_bytes(shown.to_csv().encode(), None)
    else:
        from actionplan.cli.tables import show_assessment, show_selection

        if isinstance(shown, ap.Selection):
            show_selection(console(), shown)
        else:
            show_assessment(console(), assessment, by or "section")
    return DONE


@cli.command()
@reading
@_report_due
@click.option("--output", type=click.Path(path_type=Path), help="File to write; else stdout.")
def calendar(output: Path | None, **source: Any) -> int:
    """Writes the deadlines as iCalendar.

    FILE may be a STORE: its latest plan.
    """
    history, _ = _read_history(**source)
    write_bytes(ap.calendar(history.revisions[-1].plan).encode(), output)
    return DONE


def run() -> int:
    """Runs the command line of this process; its exit code."""
    from actionplan.cli import (  # noqa: F401  (add their commands)
        site_commands,
        store_commands,
        survey_command,
    )

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return exit_code(lambda: cli.main(prog_name="actionplan", standalone_mode=False))
