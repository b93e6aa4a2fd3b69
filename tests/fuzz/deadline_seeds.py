#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes seeds of the deadline target: an example of each word of each lexicon, and each wording.

Usage: deadline_seeds.py FOLDER   (script/fuzz_one calls it, so that the corpus need not hold them)
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def texts() -> set[str]:
    """Examples of plan words, names of months with a year, and the wordings of the tests."""
    found = set()
    for table in (ROOT / "src" / "read" / "words").glob("*/*.tsv"):
        for line in table.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if line.startswith("#") or len(columns) < 2:
                continue
            if table.name == "deadline.tsv":
                found.update(columns[2:3])
            elif line.startswith(("month:", "quarter:")):
                found.add(f"{columns[1]} 2021")
    for table in (ROOT / "tests" / "data").glob("deadline_wordings*.tsv"):
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                found.add(line.split("\t")[0].replace("\\n", "\n"))
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(sorted(texts())):
        (folder / f"text_{number:05}").write_text(text, encoding="utf-8")
    # A first byte of 0xFF asks the target for words of a lexicon: one seed for each language.
    for number in range(300):
        drawn = bytes((number * 7 + step * 37) % 256 for step in range(24))
        (folder / f"words_{number:05}").write_bytes(b"\xff" + number.to_bytes(2, "big") + drawn)


main()
