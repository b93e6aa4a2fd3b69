# SPDX-License-Identifier: Apache-2.0
"""The command that gives a spreadsheet back with the verdict on each measure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import actionplan as ap
from actionplan import forms
from actionplan.cli.group import cli
from actionplan.cli.guard import DONE, NO
from actionplan.cli.options import asking, read_all, reading, report_due_option, say_day, today
from actionplan.cli.output import say, say_problems


@cli.command()
@reading
@asking
@report_due_option
@click.option(
    "--evidence",
    "evidence_files",
    multiple=True,
    type=click.Path(),
    help="CSV or XLSX of evidence; repeatable.",
)
@click.option(
    "--recorded-on",
    help="Day of recording of rows of evidence without one; with it, what FILE says of status and "
    "progress is evidence too.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Workbook to write.")
@click.option("--replace", is_flag=True, help="Write over the file given by --out.")
def annotate(
    file: str,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    report_due: str | None,
    evidence_files: tuple[str, ...],
    recorded_on: str | None,
    out: Path,
    replace: bool,
    profile: str | None,
    dates: ap.DateSettings | None,
    **source: Any,
) -> int:
    """Writes the workbook FILE with verdict, day and reason beside each measure.

    Three columns are added to the right of each table of measures; all else of the workbook stays
    as it is.
    """
    from actionplan.annotate import annotate_workbook

    _check_files(file, out, replace)
    given = ap.Profile() if profile is None else ap.read_profile(profile)
    found = read_all(
        file,
        dates=(dates or ap.DateSettings()).merge(given.dates or ap.DateSettings()),
        recorded_on=recorded_on,
        **source,
    )
    overlay = found.profile
    if profile is not None:
        overlay = given.replace(indicators={**overlay.indicators, **given.indicators})
    if report_due is not None:
        overlay = overlay.replace(report_due=report_due)
    history = ap.PlanHistory(ap.apply(found.plan, overlay), overlay)
    entries = list(found.evidence)
    problems: list[ap.Problem] = []
    for name in evidence_files:
        rows = forms.read_evidence(name, recorded_on=recorded_on, plan=history)
        entries += rows.entries
        problems += rows.problems
    say_problems(problem for problem in found.plan.problems if problem.severity != "info")
    say_problems(problems)
    if ap.has_errors(problems):
        say("actionplan: nothing was written; correct the evidence.")
        return NO
    assessment = ap.assess(
        history,
        ap.Evidence(entries),
        as_of=as_of if as_of is not None else today(),
        known_at=known_at,
        public_at=public_at,
    )
    say_day(as_of, assessment)
    made = annotate_workbook(file, found, assessment)
    say_problems(made.problems)
    out.write_bytes(made.content)
    say(f"{out}: {len(assessment) - len(made.problems)} measures with their verdicts.")
    return DONE


def _check_files(file: str, out: Path, replace: bool) -> None:
    if file == "-":
        raise click.UsageError("annotate reads FILE twice; give its name, not `-`.")
    if out.suffix.lower() != Path(file).suffix.lower():
        raise click.UsageError(
            f'"{out}" holds the same kind of file as "{file}"; end its name with '
            f"{Path(file).suffix or 'nothing'}."
        )
    if out.exists() and not replace:
        raise click.UsageError(f'"{out}" exists; give another name, or --replace.')
