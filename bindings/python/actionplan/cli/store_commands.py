# SPDX-License-Identifier: Apache-2.0
"""The commands that make, write, explain and check a store."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import actionplan as ap
from actionplan import forms
from actionplan.cli.group import cli
from actionplan.cli.guard import DONE, NO
from actionplan.cli.opened import open_for_writing
from actionplan.cli.options import (
    asking,
    output_format,
    read_with_evidence,
    reading,
    say_day,
    today,
)
from actionplan.cli.output import once, plain, print_line, say, say_problems, write_bytes

Function = TypeVar("Function", bound=Callable[..., Any])

_store = click.argument("store", type=click.Path())
_recorded_on = click.option(
    "--recorded-on", help="Day of recording, YYYY-MM-DD, up to today; today unless given."
)


def _mode(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    """Permissions as chmod takes them."""
    if value is None:
        return None
    try:
        return int(value, 8)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no mode; give octal digits, such as 660.") from None


_file_mode = click.option(
    "--mode",
    callback=_mode,
    help="Permissions of the file, such as 660 for a group; 600 unless given.",
)


def _day(recorded_on: str | None) -> str:
    """The day of recording; says so where it is today."""
    if recorded_on is not None:
        return recorded_on
    day = today().isoformat()
    say(f"recorded today, {day}")
    return day


def _sourced(function: Function) -> Function:
    """Adds the options that every entry has: who says so, and how it is known."""
    for option in (
        click.option("--published-on", help="Day on which it was made public."),
        click.option("--observed-on", help="Day on which it became true."),
        click.option("--method", type=click.Choice([str(word) for word in ap.Method])),
        click.option("--reporter-type", type=click.Choice([str(word) for word in ap.ReporterType])),
        click.option("--reporter", required=True, help="Who says so."),
        click.option(
            "--source", "sources", multiple=True, required=True, help="URL or citation; repeatable."
        ),
        _recorded_on,
    ):
        function = option(function)
    return function


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Those options that were given, by the names of an entry's fields."""
    return {name: value for name, value in fields.items() if value not in (None, (), {})}


def _name_measure(store: ap.Store, given: dict[str, Any]) -> None:
    """Puts the id of the measure in place of its number, where what was typed is no id."""
    typed = given.get("measure")
    revisions = store.history().revisions
    if typed is not None and all(r.plan.find_measure(typed) is None for r in revisions):
        plan = revisions[-1].plan
        if typed in plan:
            given["measure"] = plan[typed].id


def _record(store: str, fields: dict[str, Any]) -> int:
    given = _given(fields)
    given["recorded_on"] = _day(given.get("recorded_on"))
    with open_for_writing(store) as opened:
        _name_measure(opened, given)
        write_bytes((opened.record(**given, not_after=today()) + "\n").encode(), None)
    return DONE


_contacts = click.option(
    "--contacts",
    is_flag=True,
    help="Appoint the contacts that FILE names, to be erased by `redact`; else they stay out.",
)


def _appoint(store: ap.Store, found: ap.Reading, plan: ap.Plan, file: str, day: str) -> None:
    """Appoints whom the document names and the store has not appointed for the measure yet."""
    citation = "" if file == "-" else Path(file).name
    made = ap.appointments(found, plan, recorded_on=day, citation=citation)
    told = [one for one in made if one.entry.agency is not None]
    ledger = store.evidence()
    known = [
        (entry.measure, store.person(ledger.id(i)))
        for i, entry in enumerate(ledger)
        if entry.kind == "appointment" and ledger.replaced_on(i) is None
    ]
    new = [one for one in told if (one.entry.measure, one.person) not in known]
    store.appoint_all(new, not_after=today())
    said = f"contacts: {len(new)} appointed"
    if len(told) > len(new):
        said += f", {len(told) - len(new)} before"
    if len(made) > len(told):
        said += (
            f"; {len(made) - len(told)} left out, since no one agency leads or carries out their "
            "measure: say in a mapping who leads it, or `appoint` them"
        )
    say(said)


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


@cli.command()
@_store
@reading
@click.option(
    "--effective-on", help="First day on which it is the plan; its adoption unless given."
)
@_recorded_on
@_file_mode
@_contacts
def init(
    store: str,
    effective_on: str | None,
    recorded_on: str | None,
    mode: int | None,
    contacts: bool,
    **source: Any,
) -> int:
    """Makes a new database STORE that holds the plan FILE.

    What the file itself says of status and progress becomes evidence, entered on --recorded-on.
    """
    day = _day(recorded_on)
    plan, profile, held = read_with_evidence(**source, recorded_on=day)
    evidence = held.evidence
    found = once([*plan.problems, *ap.check_profile(plan, profile)])
    say_problems(problem for problem in found if problem.severity != "info")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of what was said above
        made = ap.Store.create(
            store,
            plan,
            profile,
            recorded_on=day,
            effective_on=effective_on,
            not_after=today(),
            mode=mode,
        )
    with made:
        made.append(evidence, not_after=today())
        say_problems(made.problems())
        said = f" and {_counted(len(evidence), 'statement')} of the file itself" if evidence else ""
        if contacts:
            _appoint(made, held, plan, source["file"], day)
        say(f"{store} holds {_counted(len(plan.measures), 'measure')}{said}; head {made.head()}")
    return DONE


def _pairs(values: tuple[str, ...], option: str) -> dict[str, str]:
    pairs = {}
    for value in values:
        before, mark, after = value.partition("=")
        if not mark or not before or not after:
            raise click.UsageError(f"{option} takes NAME=VALUE, not {value!r}.")
        pairs[before] = after
    return pairs


def _over_kept(kept: ap.Profile, own: ap.Profile) -> ap.Profile | None:
    """What the file says itself, over what the last version's profile has from its own file; None:
    it says nothing, and the store keeps the last one."""
    if own.replace(plan="") == ap.Profile():
        return None
    said = {
        key: one
        for key, one in kept.indicators.items()
        if one.set_by != "plan" or key not in own.indicators
    }
    return kept.replace(
        plan=own.plan,
        report_due=own.report_due or kept.report_due,
        indicators={**own.indicators, **said},
    )


def _of_same_texts(kept: ap.Profile, before: ap.Plan, now: ap.Plan) -> ap.Profile:
    """Without the corrected deadlines whose text is another now, each of which is said."""
    measures = dict(kept.measures)
    for key, said in measures.items():
        was, later = before.find_measure(key), now.find_measure(key)
        if said.deadline is None or was is None or later is None:
            continue
        if was.deadline.text == later.deadline.text:
            continue
        measures[key] = said.replace(deadline=None)
        say(
            f'warning: The deadline that the profile gives measure {key} was of the text "'
            f'{plain(was.deadline.text)}", which is now "{plain(later.deadline.text)}", so it is '
            "not kept; give the deadline anew if it still holds."
        )
    return kept.replace(measures=measures)


@cli.command()
@_store
@reading
@click.option("--effective-on", required=True, help="First day on which it is the plan.")
@click.option("--measure", "measures", multiple=True, metavar="OLD=NEW", help="The same measure.")
@click.option("--indicator", "indicators", multiple=True, metavar="OLD=NEW", help="The same part.")
@click.option(
    "--profile-ids",
    type=click.Choice([str(word) for word in ap.ProfileIds]),
    help="Whose ids --profile has: those of FILE, unless given, or those of STORE.",
)
@_recorded_on
@_contacts
def amend(
    store: str,
    effective_on: str,
    measures: tuple[str, ...],
    indicators: tuple[str, ...],
    profile_ids: str | None,
    recorded_on: str | None,
    contacts: bool,
    **source: Any,
) -> int:
    """Adds a later version FILE of the plan to STORE.

    Measures and indicators are the same by exact text, or as --measure and --indicator say. Without
    --profile that of the last version is kept.
    """
    with open_for_writing(store) as opened:
        revisions = opened.history().revisions
        last = max(reversed(revisions), key=lambda revision: revision.recorded_on)
        kept = last.profile if source["profile"] is None else None
        if kept is not None and kept.dates is not None:
            source["dates"] = (source.get("dates") or ap.DateSettings()).merge(kept.dates)
        plan, own, held = read_with_evidence(**source)
        same: dict[str, Any] = {
            "measures": _pairs(measures, "--measure"),
            "indicators": _pairs(indicators, "--indicator"),
        }
        profile: ap.Profile | None = own
        if kept is not None:
            # What the file says has its own ids, what is kept those of the store.
            amended = ap.amend(last.plan, plan, **same, revisions=revisions)
            profile = _over_kept(
                _of_same_texts(kept, last.plan, amended.plan), amended.carried(own)
            )
            profile_ids = "store"
        day = _day(recorded_on)
        amendment = opened.amend(
            plan,
            profile,
            effective_on=effective_on,
            recorded_on=day,
            **same,
            profile_ids=profile_ids,
            not_after=today(),
        )
        if contacts:
            _appoint(opened, held, amendment.plan, source["file"], day)
    for name in ("kept", "changed", "added", "dropped"):
        ids = getattr(amendment, name)
        listed = "" if name == "kept" or not ids else ": " + ", ".join(ids)
        print_line(f"{len(ids)} indicators {name}{listed}")
    return DONE


@cli.command()
@_store
@click.option("--indicator", help="Id of an indicator, such as 4.2.3/2.")
@click.option("--measure", help="Id or number of a measure, where no indicator is meant.")
@click.option("--kind", type=click.Choice([str(word) for word in ap.EntryKind]))
@click.option("--value", type=float, help="An observation's value.")
@click.option("--done/--not-done", default=None, help="A thing exists, or was seen not to.")
@click.option("--done-on", help="Day or period in which it was done.")
@click.option("--completion", type=click.Choice([str(word) for word in ap.Completion]))
@click.option("--verification", type=click.Choice([str(word) for word in ap.Verification]))
@click.option("--period", help="What it speaks about: 2016, 2016Q1, 2016-03, ...")
@click.option("--unit")
@click.option("--denominator", type=float)
@click.option("--standard-error", type=float)
@click.option("--df", type=float)
@click.option("--n", type=int)
@click.option("--deff", type=float)
@click.option("--dimension", "dimensions", multiple=True, metavar="NAME=PART")
@click.option("--agency")
@click.option("--member")
@click.option("--about", help="Id of the entry that is verified, withdrawn or answered.")
@click.option("--replaces", help="Id of the entry in whose place it stands.")
@click.option("--text")
@_sourced
def record(store: str, dimensions: tuple[str, ...], **fields: Any) -> int:
    """Appends one entry to STORE and prints its id."""
    fields["dimension"] = _pairs(dimensions, "--dimension")
    return _record(store, fields)


@cli.command()
@_store
@click.option("--agency", required=True)
@click.option("--measure", help="Id or number of a measure.")
@click.option("--indicator")
@click.option("--about", help="Id of the entry that is answered.")
@click.option("--text", required=True)
@_sourced
def respond(store: str, **fields: Any) -> int:
    """Appends an agency's reply, which stands beside the verdict."""
    return _record(store, {**fields, "kind": "response"})


@cli.command()
@_store
@click.option("--agency", required=True)
@click.option("--measure", help="Id or number of a measure.")
@click.option("--period", help="For how long; open unless given.")
@click.option("--name", required=True, help="The person's name.")
@click.option("--position", default="")
@click.option("--contact", default="")
@_sourced
def appoint(store: str, name: str, position: str, contact: str, **fields: Any) -> int:
    """Appends the appointment of a responsible person; prints its id.

    The person's data is kept apart and can be erased (`redact`).
    """
    given = _given(fields)
    given["recorded_on"] = _day(given.get("recorded_on"))
    with open_for_writing(store) as opened:
        _name_measure(opened, given)
        person = ap.Person(name, position, contact)
        entry = opened.appoint(person, **given, not_after=today())
        write_bytes((entry + "\n").encode(), None)
    return DONE


@cli.command()
@_store
@click.argument("appointment")
def redact(store: str, appointment: str) -> int:
    """Erases the person's data of an APPOINTMENT for good; the chain stays whole."""
    with open_for_writing(store) as opened:
        done = opened.redact(appointment)
    said = "erased" if done.erased else "it was erased before"
    if done.bytes_remain:
        said += f"; a reader still needs the old pages in {store}-wal: redact again when it ends"
    print_line(said)
    return DONE


@cli.command()
@_store
@click.argument("entry")
@click.option("--reason", required=True, help="Why: published with the entry, and never removed.")
@_recorded_on
def withhold(store: str, entry: str, reason: str, recorded_on: str | None) -> int:
    """Removes reporter, text and sources of an ENTRY for good; the chain stays whole.

    What decides a verdict stays. Pages, files and copies say when and why words were withheld.
    """
    with open_for_writing(store) as opened:
        done = opened.withhold(entry, reason, recorded_on=_day(recorded_on), not_after=today())
    said = "withheld" if done.withheld else "it was withheld before"
    if done.bytes_remain:
        said += f"; a reader still needs the old pages in {store}-wal: withhold again when it ends"
    print_line(said)
    if done.is_guessable:
        say(
            "warning: the entry was recorded by an earlier version: its id, which stays in the "
            "chain, is an unsalted digest of the words too, so that whoever guesses short words "
            "can tell that they were these."
        )
    return DONE


@cli.command(name="import")
@_store
@click.argument("file", type=click.Path())
@click.option("--partial", is_flag=True, help="Import the sound rows where others are not.")
@click.option(
    "--orphans",
    type=click.Choice([str(word) for word in ap.Orphans]),
    default="refuse",
    help="What becomes of rows on ids that the plan does not hold; refuse unless given.",
)
@click.option("--column", "columns", multiple=True, metavar="NAME=FIELD", help="A column's field.")
@click.option("--missing", multiple=True, help='What stands for an absent value, such as "-".')
@click.option("--decimal", type=click.Choice([",", "."]), help="The mark before decimals.")
@click.option(
    "--letter-t",
    type=click.Choice(["quarter", "four_months"]),
    help="What T means in periods such as 2024-T3; they are refused unless given.",
)
@click.option(
    "--encoding",
    default="",
    help="Of CSV: `utf-8`, `utf-16`, `cp1251`, `cp1252`; else told by its bytes.",
)
@_recorded_on
def import_(
    store: str,
    file: str,
    partial: bool,
    orphans: str,
    columns: tuple[str, ...],
    missing: tuple[str, ...],
    decimal: str | None,
    letter_t: str | None,
    encoding: str,
    recorded_on: str | None,
) -> int:
    """Appends the evidence in FILE, CSV or XLSX, to STORE: all of it or nothing."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    text = TextColumn("{task.description}", markup=False)
    # On a terminal alone, and on standard error: what is printed stays clean.
    errors = _error_console()
    off = not errors.is_terminal
    with Progress(text, BarColumn(), console=errors, transient=True, disable=off) as progress:
        progress.add_task(plain(f"reading {file}"), total=None)
        rows = forms.read_evidence(
            file,
            recorded_on=_day(recorded_on),
            plan=_history(store) if orphans == "refuse" else None,
            columns=_pairs(columns, "--column"),
            missing=missing,
            decimal=decimal,
            letter_t=letter_t,
            encoding=encoding,
        )
    say_problems(rows.problems)
    if ap.has_errors(list(rows.problems)) and not partial:
        say(f"actionplan: nothing was imported; correct {file}, or give --partial.")
        return NO
    with (
        open_for_writing(store) as opened,
        Progress(
            text,
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=errors,
            transient=True,
            disable=off,
        ) as progress,
    ):
        task = progress.add_task("appending entries", total=len(rows.entries))

        def show(done: int) -> None:
            progress.update(task, completed=done)

        # The ledger only grows: what was recorded first comes first.
        order = sorted(range(len(rows.lines)), key=lambda at: rows.entries[at].recorded_on)
        with warnings.catch_warnings():
            if orphans == "refuse":  # said with the problems of the file
                warnings.simplefilter("ignore", UserWarning)
            opened.append(
                [rows.entries[at] for at in order],
                lines=[rows.lines[at] for at in order],
                on_progress=show,
                orphans=orphans,
                not_after=today(),
            )
    blank = f", {_counted(rows.blank_rows, 'blank row')} skipped" if rows.blank_rows else ""
    print_line(f"{_counted(len(rows.entries), 'entry', 'entries')} imported{blank}")
    return DONE


def _history(store: str) -> ap.PlanHistory:
    with ap.Store.open(store) as opened:
        return opened.history()


def _error_console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


@cli.command()
@_store
@click.option("--agency", required=True, help="Id of an agency of the plan.")
@click.option("--period", required=True, help="What is to be reported on: 2016, 2016Q1, ...")
@click.option("--output", type=click.Path(path_type=Path), help="CSV or XLSX file; else stdout.")
def template(store: str, agency: str, period: str, output: Path | None) -> int:
    """Writes the blank form for an agency and a period, which `import` takes back filled in."""
    with ap.Store.open(store) as opened:
        history = opened.history()
    if output is None:
        form = ap.evidence_template(history, agency=agency, period=period)
        write_bytes(form.encode(), None)
        return DONE
    rows = forms.write_template(output, history, agency=agency, period=period)
    print_line(f"{rows} rows to fill in")
    return DONE


@cli.command()
@_store
@click.argument("number", required=False)
@click.option("--id", "measure_id", help="Id of the measure, where NUMBER stands for several.")
@asking
@output_format("text", "json")
def explain(
    store: str,
    number: str | None,
    measure_id: str | None,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    output_format: str,
) -> int:
    """Derives the verdict on the measure NUMBER: rule, entries used and set aside, numbers.

    NUMBER is the measure's number or its id. Where a number is missing or repeats, give --id.
    """
    if (number is None) == (measure_id is None):
        raise click.UsageError("Name one measure: NUMBER, or --id ID.")
    with ap.Store.open(store) as opened:
        assessment = opened.assess(
            as_of=as_of if as_of is not None else today(), known_at=known_at, public_at=public_at
        )
    say_day(as_of, assessment)
    if output_format == "json":
        write_bytes(assessment.explain_json(number, id=measure_id).encode(), None)
    else:
        from actionplan.cli.tables import beside_lines

        row = assessment.row(assessment.explain(number, id=measure_id).verdict.id)
        text = assessment.explain_text(number, id=measure_id)
        lines = [
            f"  {plain(line)}" for line in beside_lines(assessment.measure(row), published=True)
        ]
        if lines:
            text += "\n".join(["", "The plan also says:", *lines, ""])
        write_bytes(text.encode(), None)
    return DONE


@cli.command()
@_store
@click.argument("file", type=click.Path())
@_file_mode
def backup(store: str, file: str, mode: int | None) -> int:
    """Copies STORE as it is now to FILE, while it is in use."""
    with ap.Store.open(store) as opened:
        opened.backup(file, mode=mode)
    return DONE
