#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs reference cases of survey inference against `actionplan.survey`.

Usage: survey_cases.py CASES.json DATA_DIR [--only TEXT] [--quiet]

Prints each disagreement, each number of R's that is not taken with the right one and the reason,
how many cases of each kind agree, and ends with "N of M agree". Exits 0 if all do, 1 if not.
`--only` runs the cases whose kind, call or id has the text. The file states R calls and their
results; `survey_runner` holds what turns a call into ours.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from survey_runner import HANDLER_MODULES, load
from survey_runner.calls import run
from survey_runner.compare import disagreements, named_artefacts, numbers
from survey_runner.designs import set_up
from survey_runner.rlang import parse

import actionplan as ap


def has_no_value(case: dict[str, Any]) -> bool:
    """R says NA of everything, as it does where a value is missing; we refuse and say which."""
    values = np.atleast_1d(numbers(case.get("estimate")))
    return bool(values.size and np.isnan(values).all())


def check(case: dict[str, Any], folder: Path) -> tuple[list[str], list[str]]:
    """What disagrees in one case, empty if nothing does; and what of R's is not taken."""
    try:
        answer = run(parse(case["call"]), set_up(case, folder))
    except ap.Error as error:
        is_right = case.get("expect") == "error" or has_no_value(case)
        return [] if is_right else [f"refused: {error}"], []
    except NotImplementedError as error:
        return [f"not handled: {error}"], []
    except Exception as error:
        return [f"{type(error).__name__}: {error}"], []
    if case.get("expect") == "error":
        return ["should have been refused"], []
    faults = disagreements(case, answer)
    return faults, [] if faults else named_artefacts(case, answer)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--quiet", action="store_true", help="no artefacts, no list of kinds")
    arguments = parser.parse_args()
    load(HANDLER_MODULES)
    cases = json.loads(arguments.cases.read_text(encoding="utf-8"))["cases"]
    cases = [c for c in cases if any(arguments.only in c[key] for key in ("kind", "call", "id"))]
    agreeing: Counter[str] = Counter()
    for case in cases:
        faults, artefacts = check(case, arguments.data)
        agreeing[case["kind"]] += not faults
        if faults:
            print(f"{case['id']} ({case['kind']}): {'; '.join(faults)}")
        for artefact in artefacts if not arguments.quiet else ():
            print(f"{case['id']} ({case['kind']}): agrees, but for {artefact}")
    if not arguments.quiet:
        for kind, count in sorted(Counter(case["kind"] for case in cases).items()):
            print(f"{kind:12} {agreeing[kind]:4} of {count:4}")
    print(f"{agreeing.total()} of {len(cases)} agree")
    return 0 if agreeing.total() == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
