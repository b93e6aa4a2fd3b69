# SPDX-License-Identifier: Apache-2.0
"""Who checked what before, and whether it has changed since then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import actionplan as ap

SCHEMA = "actionplan/review@1"

Checks = Mapping[str, Mapping[str, str]]
"""By measure id: `by`, who checked it, and `digest` of what was read then."""


def checks_of(text: str) -> Checks:
    """The checks in a review that the page saved.

    Raises:
        ParseError: it is none.
    """
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ap.ParseError(f"The review is no JSON: {error}.") from error
    checks = given.get("checks") if isinstance(given, dict) else None
    if not isinstance(checks, dict) or given.get("schema") != SCHEMA:
        raise ap.ParseError(f'The review is none that the page saved; its schema is "{SCHEMA}".')
    for measure, check in checks.items():
        is_check = isinstance(check, dict) and check.keys() == {"by", "digest"}
        if not is_check or not all(isinstance(word, str) for word in check.values()):
            raise ap.ParseError(
                f'The review\'s check of measure "{measure}" has not by and digest.'
            )
    return checks


def digest_of(facts: Mapping[str, Any]) -> str:
    """Of what was read of a measure; places and problems aside."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]
