# SPDX-License-Identifier: Apache-2.0
"""What commands have in common: the file that is read, the day that is asked about.

Only the command line reads the clock, here, and each command says which day it used.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

import actionplan as ap
from actionplan import formats
from actionplan._bounded import read_file
from actionplan.cli.output import say

_MOST_HOLIDAYS = 1 << 20  # bytes
_Ledger = tuple[ap.PlanHistory, ap.Evidence]

Function = TypeVar("Function", bound=Callable[..., Any])


def _days_of(file: str) -> list[str]:
    """The days of a file with one on each line; what stands behind `#` is left out."""
    try:
        lines = read_file(file, _MOST_HOLIDAYS).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ap.ParseError) as error:
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
        click.option(
            "--map",
            "mapping",
            type=click.Path(),
            help="TOML file that says how FILE is to be read, where it is not told rightly.",
        ),
        click.option("--profile", type=click.Path(), help="JSON file of corrections and targets."),
        click.option("--language", default="", help="The plan's language, such as `en`."),
        click.option(
            "--from",
            "source_format",
            type=click.Choice([*ap.document_formats(), *formats.READERS, "json"]),
            help="Format of FILE; told by its name and content unless given.",
        ),
        click.option(
            "--encoding",
            default="",
            help="Of a text: `utf-8`, `utf-16`, `cp1251`, `cp1252`; else told by its bytes.",
        ),
        click.option(
            "--separator",
            default="",
            help="Between the values of CSV: `tab`, `;`, `,` or `|`; else told by its lines.",
        ),
        click.argument("file", type=click.Path()),
    ):
        function = option(function)
    return function


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise click.UsageError("FILE is `-`, and standard input is closed.")
    return sys.stdin.buffer


def read_all(
    file: str,
    agencies: str | None,
    language: str,
    source_format: str | None,
    dates: ap.DateSettings | None = None,
    *,
    encoding: str = "",
    separator: str = "",
    trace: bool = False,
    recorded_on: str | None = None,
    mapping: str | None = None,
) -> ap.Reading:
    """Everything that the file holds, as the options of `reading` say that it is read."""
    return ap.read_all(
        _standard_input() if file == "-" else file,
        format=source_format,
        agencies=None if agencies is None else ap.read_agencies(agencies),
        language=language,
        dates=dates or ap.DateSettings(),
        encoding=encoding,
        separator="\t" if separator == "tab" else separator,
        trace=trace,
        recorded_on=recorded_on,
        mapping=mapping,
    )


def read_with_profile(*args: Any, **source: Any) -> tuple[ap.Plan, ap.Profile]:
    """The plan with the profile's corrections in place, and the profile."""
    plan, profile, _ = read_with_evidence(*args, **source)
    return plan, profile


def read_with_evidence(
    file: str,
    agencies: str | None,
    profile: str | None,
    language: str,
    source_format: str | None,
    encoding: str = "",
    separator: str = "",
    report_due: str | None = None,
    dates: ap.DateSettings | None = None,
    recorded_on: str | None = None,
    mapping: str | None = None,
) -> tuple[ap.Plan, ap.Profile, ap.Reading]:
    """The plan with the profile's corrections in place, the profile, and all that the file holds.

    Dates are read by `dates`, and where it leaves a setting unsaid, by the profile's. What the file
    itself says of an indicator's baseline, targets and unit holds where the profile is silent on
    that indicator; there is evidence where `recorded_on` says when it is entered.
    """
    given = ap.Profile() if profile is None else ap.read_profile(profile)
    settings = (dates or ap.DateSettings()).merge(given.dates or ap.DateSettings())
    found = read_all(
        file,
        agencies,
        language,
        source_format,
        settings,
        encoding=encoding,
        separator=separator,
        recorded_on=recorded_on,
        mapping=mapping,
    )
    overlay = found.profile
    if profile is not None:
        overlay = given.replace(indicators={**overlay.indicators, **given.indicators})
    if report_due is not None:
        overlay = overlay.replace(report_due=report_due)
    elif profile is None:
        return found.plan, overlay, found
    return ap.apply(found.plan, overlay), overlay, found


def is_store(file: str) -> bool:
    """Is the file a database, rather than a plan?"""
    if file == "-":
        return False
    try:
        with Path(file).open("rb") as stream:
            return stream.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def read_history(file: str, report_due: str | None, **source: Any) -> _Ledger:
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


report_due_option = click.option(
    "--report-due",
    type=click.Choice([rule.name for rule in ap.report_due_presets()]),
    help="When expected reports fall due: a named preset.",
)


def output_format(*words: str) -> Callable[[Function], Function]:
    return click.option(
        "--format", "output_format", type=click.Choice(words), default=words[0], show_default=True
    )


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
