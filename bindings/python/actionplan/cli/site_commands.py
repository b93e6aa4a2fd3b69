# SPDX-License-Identifier: Apache-2.0
"""The command that publishes a store as a site."""

from __future__ import annotations

from pathlib import Path

import click

from actionplan.cli.group import cli
from actionplan.cli.guard import DONE
from actionplan.cli.options import asking, today
from actionplan.cli.output import print_line, say


@cli.command()
@click.argument("store", type=click.Path())
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder: new, or published before.",
)
@asking
@click.option("--draft", is_flag=True, help="Mark every page as a draft for comment.")
@click.option(
    "--with-people", is_flag=True, help="Name the responsible persons whose appointment is public."
)
@click.option(
    "--language", default="en", show_default=True, help="Of the site's own words: `en` or `az`."
)
@click.option(
    "--small-cells",
    default="dhs",
    show_default=True,
    help="Rule for values of surveys on few cases: `dhs`, `nchs` or `none`.",
)
@click.option(
    "--other-ledger",
    is_flag=True,
    help="Publish though the ledger does not continue the one published there.",
)
def publish(
    store: str,
    out: Path,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    draft: bool,
    with_people: bool,
    language: str,
    small_cells: str,
    other_ledger: bool,
) -> int:
    """Writes STORE as a static site with its open data into the folder --out.

    The folder is new, empty, or an earlier publication, which is replaced as a whole. The site
    opens from the disk and from any web server, and loads nothing from elsewhere.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from actionplan import site

    day = as_of if as_of is not None else today().isoformat()
    if as_of is None:
        say(f"as of today, {day}")
    # On a terminal alone, and on standard error: what is printed stays clean.
    errors = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    ) as progress:
        task = progress.add_task("writing pages", total=None)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        made = site.publish(
            store,
            out,
            as_of=day,
            known_at=known_at,
            public_at=public_at,
            draft=draft,
            with_people=with_people,
            language=language,
            small_cells=small_cells,
            other_ledger=other_ledger,
            on_progress=show,
        )
    print_line(f"{made.files} files in {out}; head {made.head}")
    return DONE
