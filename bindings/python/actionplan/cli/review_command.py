# SPDX-License-Identifier: Apache-2.0
"""The command that makes the page on which a person checks a reading."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import actionplan as ap
from actionplan._bounded import read_file, read_stream
from actionplan.cli.group import cli
from actionplan.cli.guard import DONE
from actionplan.cli.options import reading
from actionplan.cli.output import say


@cli.command()
@reading
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option(
    "--checks",
    type=click.Path(path_type=Path),
    help="What the page saved before: who checked which measure.",
)
def review(
    file: str,
    out: Path,
    checks: Path | None,
    agencies: str | None,
    profile: str | None,
    mapping: str | None,
    language: str,
    source_format: str | None,
    encoding: str,
    separator: str,
    dates: ap.DateSettings | None,
) -> int:
    """Writes a page with FILE beside its reading, for a person to check and correct.

    The page opens from the disk. Corrections are saved from it as a mapping and a profile, which
    --map and --profile take.
    """
    from actionplan.review import review_page

    overlay = None if profile is None else ap.read_profile(profile)
    settings = dates or ap.DateSettings()
    if overlay is not None and overlay.dates is not None:
        settings = settings.merge(overlay.dates)
    page = review_page(
        read_stream(sys.stdin.buffer, "standard input") if file == "-" else file,
        mapping=mapping,
        profile=overlay,
        review=None if checks is None else _text_of(checks),
        format=source_format,
        agencies=None if agencies is None else ap.read_agencies(agencies),
        language=language,
        dates=settings,
        encoding=encoding,
        separator="\t" if separator == "tab" else separator,
    )
    out.write_text(page, encoding="utf-8")
    say(f"{out}: open it in a browser.")
    return DONE


def _text_of(file: Path) -> str:
    try:
        return read_file(file).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"The checks in {file} cannot be read: {error}.") from error
