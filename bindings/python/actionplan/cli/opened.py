# SPDX-License-Identifier: Apache-2.0
"""Stores as the commands open them."""

from __future__ import annotations

import actionplan as ap
from actionplan.cli.output import say_problems


def open_for_writing(store: str) -> ap.Store:
    """Says on standard error what speaks against writing it."""
    opened = ap.Store.open(store, writable=True)
    say_problems(opened.problems())
    return opened
