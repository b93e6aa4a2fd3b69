# SPDX-License-Identifier: Apache-2.0
"""How the process ends: with an exit code, and one line where something went wrong."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable
from typing import Any

import click

import actionplan as ap
from actionplan.cli.output import abandon, say

DONE, NO, FAULT, STOPPED = 0, 1, 2, 130
# A day that cannot be read: the argument in Python is an option here.
_DAY = re.compile(r'^\w+: (\w+): (?=(?:Date|Period) ")')


def exit_code(run: Callable[[], Any]) -> int:
    """Runs, and tells in one line what went wrong, and what it warned of."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("default", UserWarning)
            warnings.showwarning = _say_warning
            code = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        return _usage_fault(error)
    except ap.Error as error:
        return _fault(_DAY.sub(lambda found: f"--{found[1].replace('_', '-')}: ", str(error)))
    except (BrokenPipeError, SystemExit):
        # Whoever reads has enough: click and rich end the process then.
        abandon(sys.stdout)
        return DONE
    except OSError as error:
        abandon(sys.stdout)
        name = f" {os.fsdecode(error.filename)!r}" if error.filename else ""
        return _fault(f"cannot read or write{name}: {error.strerror or error}.")
    except MemoryError:
        return _fault("there is not enough memory for this; give a smaller file.")
    except (KeyboardInterrupt, click.Abort):
        say("actionplan: stopped.")
        return STOPPED
    except Exception as error:  # a fault of this program, which the line says
        return _fault(f"a fault in actionplan itself, please report it: {error!r}")
    return code if isinstance(code, int) else DONE


def _say_warning(message: Warning | str, *_: object, **__: object) -> None:
    say(f"warning: {message}")


def _usage_fault(error: click.ClickException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":  # from click 8.2 on
        error.show()
        return FAULT
    help_hint = " See --help." if isinstance(error, click.UsageError) else ""
    return _fault(error.format_message() + help_hint)


def _fault(message: str) -> int:
    say(f"actionplan: {message}")
    return FAULT
