# SPDX-License-Identifier: Apache-2.0
"""Changed copies of documents are refused with a code or read, in bounded memory and time.

A few hundred of each format, the same on every run; ACTIONPLAN_DOCUMENT_MUTATIONS says how many.
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from pathlib import Path

import made_documents as made
import pytest
from made_plans import as_docx, as_ods

import actionplan as ap

COUNT = int(os.environ.get("ACTIONPLAN_DOCUMENT_MUTATIONS", "300"))
SLOWEST = 10.0  # seconds of processor time for one copy, of which sound ones take some hundredths
PLANS = Path(__file__).parents[1] / "data" / "plans"
WORKER = Path(__file__).parents[1] / "support" / "mutated_documents.py"
CODES = {"malformed", "unsupported", "encrypted", "limit", "no_plan"}

Rows = list[list[str]]


def rows_of(file: Path) -> Rows:
    table = ap.table_from_text(file.read_bytes())
    return [[cell.text for cell in row] for row in table.rows[:40]]


def as_odt(rows: Rows) -> bytes:
    lines = "".join(
        made.row(*(made.cell(*html.escape(text).split("\n")) for text in row)) for row in rows
    )
    return made.odt(f"<text:p>Plan</text:p><table:table>{lines}</table:table>")


def as_xlsx(rows: Rows) -> bytes:
    lines = "".join(
        f'<row r="{at}">'
        + "".join(f'<c t="inlineStr"><is><t>{html.escape(text)}</t></is></c>' for text in row)
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    return made.xlsx(f"<sheetData>{lines}</sheetData>")


def as_html(rows: Rows) -> bytes:
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<!DOCTYPE html><h1>Plan</h1><table>{lines}</table>".encode()


def as_markdown(rows: Rows) -> bytes:
    def line(row: list[str]) -> str:
        return "| " + " | ".join(text.replace("\n", "<br>").replace("|", "/") for text in row)

    width = max(map(len, rows))
    return "\n".join([line(rows[0]), "|---" * width, *map(line, rows[1:])]).encode()


def as_csv(rows: Rows) -> bytes:
    quoted = [['"' + text.replace('"', '""') + '"' for text in row] for row in rows]
    return "\n".join(",".join(row) for row in quoted).encode()


def as_jsonl(rows: Rows) -> bytes:
    return "\n".join(
        json.dumps(dict(zip(rows[0], row, strict=False))) for row in rows[1:] if len(row) > 1
    ).encode()


@pytest.mark.parametrize(
    "format_", ["docx", "xlsx", "ods", "odt", "html", "markdown", "csv", "jsonl"]
)
def test_changed_copies(format_: str, plan_file: Path, tmp_path: Path) -> None:
    if format_ not in ap.document_formats():
        pytest.skip(f"built without {format_}")
    table = ap.table_from_text(plan_file.read_bytes())
    rows = rows_of(plan_file)
    sound = {
        "docx": lambda: [as_docx(table)],
        "xlsx": lambda: [as_xlsx(rows), (PLANS / "fr_fr_health_contract.xlsx").read_bytes()],
        "ods": lambda: [as_ods(table)],
        "odt": lambda: [as_odt(rows)],
        "html": lambda: [as_html(rows)],
        "markdown": lambda: [
            as_markdown(rows),
            (PLANS / "us_fds_2021_agency_actions.md").read_bytes(),
        ],
        "csv": lambda: [as_csv(rows)],
        "jsonl": lambda: [as_jsonl(rows)],
    }[format_]()
    files = []
    for number, content in enumerate(sound):
        file = tmp_path / f"{number}.{format_}"
        file.write_bytes(content)
        files.append(str(file))
    done = subprocess.run(
        [sys.executable, str(WORKER), format_, str(COUNT), "19", *files],
        capture_output=True,
        text=True,
        timeout=60 + COUNT * SLOWEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert set(said["codes"]) <= CODES
    assert said["read"] + sum(said["codes"].values()) == COUNT
    assert said["read"] > 0
    assert sum(said["codes"].values()) > 0
    assert said["slowest"] < SLOWEST
