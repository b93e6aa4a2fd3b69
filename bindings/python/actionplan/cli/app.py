# SPDX-License-Identifier: Apache-2.0
"""The command line as a whole: the group with all of its commands."""

from __future__ import annotations

import sys

from actionplan.cli import (  # noqa: F401  (add their commands)
    annotate_command,
    plan_commands,
    review_command,
    site_commands,
    store_commands,
    survey_command,
    verify_command,
)
from actionplan.cli.group import cli
from actionplan.cli.guard import exit_code


def run() -> int:
    """Runs the command line of this process; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return exit_code(lambda: cli.main(prog_name="actionplan", standalone_mode=False))
