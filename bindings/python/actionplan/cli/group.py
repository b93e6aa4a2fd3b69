# SPDX-License-Identifier: Apache-2.0
"""The group that every command is added to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

import actionplan as ap
from actionplan.cli.guard import exit_code


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
