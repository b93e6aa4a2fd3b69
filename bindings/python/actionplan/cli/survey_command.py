# SPDX-License-Identifier: Apache-2.0
"""The command `survey`: indicators from microdata, and from there into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import actionplan as ap
from actionplan.cli.group import cli
from actionplan.cli.guard import DONE
from actionplan.cli.opened import open_for_writing
from actionplan.cli.options import output_format, today
from actionplan.cli.output import console, say, write_bytes

if TYPE_CHECKING:
    from actionplan.microdata import Spec, Survey


@cli.command()
@click.argument("spec", type=click.Path())
@click.argument("data", type=click.Path())
@click.option(
    "--from",
    "source_format",
    type=click.Choice(["csv", "parquet", "spss", "stata"]),
    help="Format of DATA; told by its name unless given.",
)
@click.option(
    "--presentation",
    type=click.Choice(["dhs", "nchs"]),
    help="Whose rule for small cells the table follows.",
)
@click.option("--record", metavar="STORE", help="Append the estimates as evidence to STORE.")
@click.option(
    "--recorded-on", help="Day of recording, YYYY-MM-DD, up to today; today unless given."
)
@click.option(
    "--threads", type=click.IntRange(1, 1024), help="One per processor unless given; same results."
)
@click.option(
    "--out",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="Write the tables to FILE, .csv, .html, .tex, .xlsx or .docx; may be repeated.",
)
@click.option(
    "--table",
    "only",
    multiple=True,
    metavar="ID",
    help="With --out or --format csv, html, tex: only this table or indicator; may be repeated.",
)
@output_format("table", "json", "csv", "html", "tex")
def survey(
    spec: str,
    data: str,
    source_format: str | None,
    presentation: str | None,
    record: str | None,
    recorded_on: str | None,
    threads: int | None,
    out: tuple[str, ...],
    only: tuple[str, ...],
    output_format: str,
) -> int:
    """Estimates the indicators that SPEC defines from the microdata in DATA.

    SPEC is TOML: docs/guide/survey_command.md. DATA is CSV, Parquet, SPSS or Stata, and may be
    larger than memory where the design has one stage that counts. With --out nothing is printed
    unless a format is asked for.
    """
    is_quiet = bool(out) and _is_default("output_format")
    if recorded_on is not None and record is None:
        raise click.UsageError("--recorded-on goes with --record.")
    if only and not out and output_format not in ("csv", "html", "tex"):
        raise click.UsageError("--table goes with --out, or --format csv, html or tex.")
    from actionplan import microdata, tables

    for file in out:
        tables.format_of(file)
    checked = microdata.read_spec(spec)
    if record is not None and not any(one.evidence for one in checked.indicators):
        raise click.UsageError(f"No indicator of {spec} says by `evidence` what it is evidence of.")
    if record is not None:
        _require_indicators(checked, record)
    source = microdata.open_source(data, source_format)
    with _progress() as on_progress:
        found = microdata.estimate(
            checked, source, presentation=presentation, threads=threads, on_progress=on_progress
        )
    made = microdata.tables_of(found, only) if out or output_format in tables.TEXT_FORMATS else []
    written = [
        (Path(file), tables.to_bytes(made, tables.format_of(file), title=checked.title))
        for file in out
    ]
    for path, content in written:
        write_bytes(content, path)
    if record is not None:
        _record(found, record, recorded_on)
    if is_quiet:
        return DONE
    if output_format == "json":
        write_bytes(microdata.to_json(found).encode(), None)
    elif output_format in tables.TEXT_FORMATS:
        write_bytes(tables.to_bytes(made, output_format, title=checked.title), None)
    else:
        from actionplan.cli.survey_table import show_survey

        show_survey(console(), found)
    return DONE


def _is_default(name: str) -> bool:
    source = click.get_current_context().get_parameter_source(name)
    return source is click.core.ParameterSource.DEFAULT


def _require_indicators(spec: Spec, store: str) -> None:
    """Before hours of reading, rather than after."""
    with ap.Store.open(store) as opened:
        plan = opened.history().revisions[-1].plan
    known = {part.id for measure in plan.measures for part in measure.indicators}
    for one in spec.indicators:
        if one.evidence is not None and one.evidence not in known:
            raise ap.NotFound(
                f"{one.key}.evidence: the plan in {store} has no indicator {one.evidence!r}."
            )


def _record(found: Survey, store: str, recorded_on: str | None) -> None:
    """All of the estimates or none are appended."""
    from actionplan import microdata

    day = recorded_on
    if day is None:
        day = today().isoformat()
        say(f"recorded today, {day}")
    entries, left_out = microdata.to_entries(found, recorded_on=day)
    with open_for_writing(store) as opened:
        opened.append(entries, not_after=today())
    for sentence in left_out:
        say(sentence)
    say(f"{len(entries)} estimates recorded in {store}")


@contextmanager
def _progress() -> Iterator[Callable[[int, float | None], None]]:
    """A bar on a terminal alone, and on standard error: what is printed stays clean."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("reading"),
        BarColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task("", total=None)

        def show(rows: int, share: float | None) -> None:
            total = None if share is None else 1.0
            progress.update(task, description=f"{rows} rows", total=total, completed=share or 0.0)

        yield show
