# SPDX-License-Identifier: Apache-2.0
"""The commands that read a plan and say what was due."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import click

import actionplan as ap
from actionplan.cli.group import cli
from actionplan.cli.guard import DONE, NO
from actionplan.cli.options import (
    asking,
    is_store,
    output_format,
    read_all,
    read_history,
    read_with_profile,
    reading,
    report_due_option,
    say_day,
    today,
)
from actionplan.cli.output import cell, console, once, say_problems, write_bytes
from actionplan.mapping import of_reading

_MOST_DAYS = 4_000_000  # more than lie between the first and the last day there is


@cli.command()
@reading
@click.option(
    "--explain",
    is_flag=True,
    help="Say how each table and column was read, and what each stretch of the document was used "
    "for, instead.",
)
@click.option(
    "--write-map",
    type=click.Path(path_type=Path),
    help="Write how the document was read to this file, as a mapping to edit and give to --map.",
)
@output_format("table", "json")
def read(output_format: str, explain: bool, write_map: Path | None, **source: Any) -> int:
    """Reads a plan; problems go to standard error."""
    if write_map is not None:
        _write_map(write_map, **source)
    if explain:
        return _explain_reading(output_format, **source)
    plan, _ = read_with_profile(**source)
    say_problems(plan.problems)
    if output_format == "json":
        write_bytes(plan.to_json().encode(), None)
    else:
        from actionplan.cli.tables import show_plan

        show_plan(console(), plan)
    return DONE


def _read_alone(*, profile: str | None, trace: bool, **source: Any) -> ap.Reading:
    """What the document holds, its dates read by the profile as well."""
    if profile is not None:
        given = ap.read_profile(profile).dates
        if given is not None:
            source["dates"] = (source.get("dates") or ap.DateSettings()).merge(given)
    return read_all(**source, trace=trace)


def _write_map(target: Path, **source: Any) -> None:
    if source["file"] == "-":
        raise click.UsageError("--write-map reads FILE by itself; give its name, not `-`.")
    if target.exists():
        raise click.UsageError(f'"{target}" exists; give another name, or remove it.')
    target.write_text(of_reading(_read_alone(trace=False, **source)), encoding="utf-8")


def _explain_reading(output_format: str, **source: Any) -> int:
    found = _read_alone(trace=True, **source)
    say_problems(found.plan.problems)
    if output_format == "json":
        write_bytes(_trace_json(found).encode(), None)
    else:
        from actionplan.cli.tables import show_tables, show_trace

        show_tables(console(), found)
        show_trace(console(), found)
    return DONE


def _trace_json(found: ap.Reading) -> str:

    totals = {name: getattr(found.totals, name) for name in ("all", "used", "named", "excluded")}
    spans = [
        {
            "part": span.cell.part,
            "line": span.cell.line or None,
            "column": span.cell.column or None,
            "begin": span.begin,
            "end": span.end,
            "use": str(span.use),
            "target": span.target or None,
            "text": span.text,
        }
        for span in found.trace
    ]
    document: dict[str, object] = {
        "schema": "actionplan/trace@1",
        "parts": list(found.plan.parts),
        "totals": totals,
    }
    document["tables"] = [_table_json(table) for table in found.mapping.tables]
    return json.dumps(document | {"spans": spans}, ensure_ascii=False) + "\n"


def _table_json(table: ap.TableMapping) -> dict[str, object]:
    return {
        "number": table.number,
        "part": table.part or None,
        "begins": table.begins or None,
        "read": table.is_read,
        "continues": table.continues,
        "layout": table.layout,
        "header_row": table.header_row,
        "header_rows": table.header_rows,
        "columns": [
            {
                "header": column.header or None,
                "position": column.position or None,
                "use": column.use,
            }
            for column in table.columns
        ],
    }


@cli.command()
@reading
@click.option("--info", is_flag=True, help="Also say how the document was understood.")
@output_format("table", "json")
def check(output_format: str, info: bool, **source: Any) -> int:
    """Says what is odd in a plan, and what keeps it from being evaluated.

    Exit code 1 if any finding is an error.
    """
    plan, profile = read_with_profile(**source)
    found = once([*plan.problems, *ap.lint(plan, profile)])  # which checks the profile first
    shown = [problem for problem in found if info or problem.severity != "info"]
    if output_format == "json":
        write_bytes(_problems_json(shown), None)
    else:
        from actionplan.cli.tables import show_problems

        out = console()
        show_problems(out, shown)
        counts = {word: sum(p.severity == word for p in found) for word in ap.Severity}
        out.print(cell(", ".join(f"{count} {word}" for word, count in counts.items())))
        if not info and counts[ap.Severity.info]:
            out.print("--info also shows how the document was understood.")
    return NO if ap.has_errors(found) else DONE


def _problems_json(problems: list[ap.Problem]) -> bytes:
    return ap.problems_to_json(problems).encode()


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
@click.option("--head", help="Of a STORE: refuse it unless its chain holds this link.")
@report_due_option
@output_format("table", "json", "csv")
def status(
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    due_soon_days: int,
    by: str | None,
    where: str | None,
    order: str | None,
    head: str | None,
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
    if head is not None and not _holds(source["file"], head):
        return NO
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of what is said below
        history, evidence = read_history(**source)
        assessment = ap.assess(
            history,
            evidence,
            as_of=as_of if as_of is not None else today(),
            known_at=known_at,
            public_at=public_at,
            due_soon_days=due_soon_days,
        )
    say_day(as_of, assessment)
    found = once([*assessment.plan.problems, *history.problems])
    say_problems(problem for problem in found if problem.severity != "info")
    say_problems(ap.unknown_ids(history, evidence))
    shown: ap.Assessment | ap.Selection = assessment
    if asked is not None:
        say_problems(ap.unheld_names(history, asked))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of what was said above
            shown = assessment.where(asked, order=order)
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


def _holds(file: str, head: str) -> bool:
    """Has nothing of the store changed up to this head? Says what has."""
    if not is_store(file):
        raise click.UsageError("--head goes with a STORE, which has a chain; a plan has none.")
    with ap.Store.open(file) as store:
        found = [problem for problem in store.verify(head) if problem.severity == "error"]
    say_problems(found)
    return not found


@cli.command()
@reading
@report_due_option
@click.option("--output", type=click.Path(path_type=Path), help="File to write; else stdout.")
def calendar(output: Path | None, **source: Any) -> int:
    """Writes the deadlines as iCalendar.

    FILE may be a STORE: its latest plan.
    """
    history, _ = read_history(**source)
    write_bytes(ap.calendar(history.revisions[-1].plan).encode(), output)
    return DONE


@cli.command()
@reading
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="File to write: CSV, or .xlsx."
)
def form(out: Path, **source: Any) -> int:
    """Writes a blank table for the plan after FILE.

    Its columns make every measure evaluable; filled in, it is read without a problem.
    """
    from actionplan.plan_form import write_plan_form

    if out.exists():
        raise click.UsageError(f'"{out}" exists; give another name, or remove it.')
    plan, _ = read_with_profile(**source)
    write_plan_form(out, plan)
    return DONE
