# SPDX-License-Identifier: Apache-2.0
"""What the page shows, as data: the document with the use of its text, measures, problems, work."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import actionplan as ap
from actionplan.review.previous import Checks, digest_of
from actionplan.review.work import questions_of, work_of

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")

Facts = dict[str, Any]


def facts_of(found: ap.Reading, document: ap.Document, plan: ap.Plan, checks: Checks) -> Facts:
    """The data of the page.

    Args:
        found: With its trace.
        document: Of which it was read.
        plan: That of the reading, with a profile's corrections in place.
        checks: Of an earlier review.
    """
    measures = [measure_facts(plan, measure) for measure in plan.measures]
    for one, measure in zip(measures, plan.measures, strict=True):
        one["place"] = _place(measure.place)
        one["extra"] = [
            {"header": cell.header, "text": cell.text, "published": cell.published}
            for cell in measure.extra
        ]
        one["finance"] = [
            {
                "header": item.header,
                "text": item.text,
                "amount": item.amount,
                "currency": item.currency,
                "published": item.published,
            }
            for item in measure.finance
        ]
        check = checks.get(measure.id)
        one["by"] = check["by"] if check and check["digest"] == one["digest"] else ""
        one["changed_since"] = check["by"] if check and not one["by"] else ""
    problems = [_problem(problem) for problem in plan.problems]
    facts: Facts = {
        "title": plan.title,
        "language": plan.language,
        "parts": list(plan.parts),
        "blocks": list(_blocks(found, document)),
        "tables": {
            str(at): facts
            for at, facts in enumerate(_tables(found, document), start=1)
            if facts is not None
        },
        "measures": measures,
        "gone": [measure for measure in checks if measure not in {m["id"] for m in measures}],
        "sections": list(_sections(plan)),
        "problems": problems,
        "work": work_of(plan),
        "questions": questions_of(plan),
        "totals": {
            name: getattr(found.totals, name) for name in ("all", "used", "named", "excluded")
        },
        "uses": [str(use) for use in ap.ColumnUse],
        "roles": [str(role) for role in ap.Role],
        "forces": [str(force) for force in ap.Force],
        "kinds": [str(kind) for kind in ap.IndicatorKind],
    }
    _settle_places(facts)
    return {key: _without_addresses(value) for key, value in facts.items()}


def measure_facts(plan: ap.Plan, measure: ap.Measure) -> Facts:
    """What was read of a measure, with the digest of it."""
    deadline = measure.deadline
    facts: Facts = {
        "id": measure.id,
        "number": measure.number,
        "title": measure.title,
        "section": measure.section,
        "indicators": [{"text": part.text, "kind": str(part.kind)} for part in measure.indicators],
        "agencies": [
            {
                "name": assignment.text,
                "meant": plan.agency(assignment.agency).name,
                "role": str(assignment.role),
                "force": str(assignment.force),
            }
            for assignment in measure.assignments
        ],
        "deadline": {
            "text": deadline.text,
            "kind": str(deadline.kind),
            "reason": _text(deadline.reason),
            "start": _text(deadline.start),
            "due": _text(deadline.due),
            "due_latest": _text(deadline.due_latest),
            "cadence": _text(deadline.cadence),
            "assumptions": list(deadline.assumptions),
            "candidate": _candidate(deadline.candidate),
        },
    }
    digest = digest_of(facts)
    for part, said in zip(measure.indicators, facts["indicators"], strict=True):
        said["id"] = part.id
    return facts | {"digest": digest}


def _candidate(candidate: ap.DeadlineCandidate | None) -> Facts | None:
    if candidate is None or candidate.kind == ap.DeadlineKind.no_date:
        return None
    return {
        "token": candidate.token,
        "kind": str(candidate.kind),
        "start": _text(candidate.start),
        "due": _text(candidate.due),
        "due_latest": _text(candidate.due_latest),
        "cadence": _text(candidate.cadence),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _place(place: ap.Place) -> str | None:
    return f"{place.part}-{place.line}-{place.column}" if place.line else None


def _problem(problem: ap.Problem) -> Facts:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "subject": problem.subject,
        "place": _place(problem.place),
    }


def _blocks(found: ap.Reading, document: ap.Document) -> Iterator[Facts]:
    """The blocks of the document, each stretch of text with its use."""
    spans = iter(found.trace)

    def stretches(text: str) -> list[list[str]]:
        """The spans of the text, which stand in the trace in the order of the document."""
        out: list[list[str]] = []
        length = 0
        while length < len(text):
            span = next(spans)
            out.append([span.text, str(span.use), span.target])
            length += span.end - span.begin
        return out

    for block in document.blocks:
        facts: Facts = {
            "kind": str(block.kind),
            "level": block.level,
            "parent": block.parent,
            "place": _place(block.place),
            "text": stretches(block.text),
        }
        if block.kind == ap.BlockKind.table:
            rows = [[_cell(cell, stretches(cell.text)) for cell in row] for row in block.rows]
            facts["rows"] = rows if block.has_row_breaks else list(_broken(rows))
        yield facts


def _broken(rows: list[list[Facts]]) -> Iterator[list[Facts]]:
    """Rows where the source does not tell where they end: a number or a heading begins one."""
    row: list[Facts] = []
    last = ""
    for cell in (cell for row in rows for cell in row):
        use = next((use for _, use, _ in cell["text"] if use != "white_space"), "")
        if row and (use == "number" or (use == "section" and last != "section")):
            yield row
            row = []
        row.append(cell)
        last = use or last
    yield row


def _cell(cell: ap.Cell, stretches: list[list[str]]) -> Facts:
    facts: Facts = {"text": stretches, "place": _place(cell.place)}
    if cell.row_span > 1 or cell.column_span > 1:
        facts["spans"] = [cell.row_span, cell.column_span]
    if cell.blocks:
        facts["blocks"] = list(cell.blocks)
    if "covered" in cell.marks and not cell.text:
        facts["covered"] = True
    return facts


def _tables(found: ap.Reading, document: ap.Document) -> Iterator[Facts | None]:
    """How each table of the document was read; None: it was not come to."""
    said = {table.number: table for table in found.mapping.tables}
    tables = [b for b in document.blocks if b.kind == ap.BlockKind.table]
    for number, block in enumerate(tables, start=1):
        table = said.get(number)
        if table is None:
            yield None
            continue
        first = (table.header_row or 1) - 1
        header = block.rows[first : first + table.header_rows]
        yield {
            "number": number,
            "part": table.part,
            "begins": table.begins,
            "read": table.is_read,
            "continues": table.continues,
            "layout": _text(table.layout),
            "header_row": table.header_row,
            "header_rows": table.header_rows,
            "columns": [
                {
                    "header": column.header,
                    "position": column.position,
                    "use": str(column.use),
                    "name": column.header or _name_at(header, column.position),
                }
                for column in table.columns
            ],
        }


def _name_at(header: Sequence[Sequence[ap.Cell]], position: int) -> str:
    for row in reversed(header):
        if position <= len(row) and row[position - 1].text:
            return ap.collapse_spaces(row[position - 1].text)
    return ""


def _sections(plan: ap.Plan) -> Iterator[Facts]:
    """Each section with measures of its own: how many were read, and up to which its numbers go."""
    for section in plan.sections:
        own = [measure for measure in plan.measures if measure.section == section.id]
        if not own:
            continue
        last = [_last(measure.number, section.number) for measure in own]
        numbers = [number for number in last if number is not None]
        yield {
            "id": section.id,
            "number": section.number,
            "title": section.title,
            "read": len(own),
            "says": max(numbers) if len(numbers) == len(own) else None,
        }


def _last(number: str, section: str) -> int | None:
    """3 of "4.1.3" in section 4.1."""
    before, _, last = number.rstrip(".").rpartition(".")
    return int(last) if section and before == section.rstrip(".") and last.isdecimal() else None


def _settle_places(facts: Facts) -> None:
    """Problems and measures that stand within a cell lead to the cell."""
    known = sorted(_numbers(place) for place in _shown_places(facts["blocks"]))
    for item in [*facts["problems"], *facts["measures"]]:
        if item["place"] is None or not known:
            continue
        wanted = _numbers(item["place"])
        at = max(bisect.bisect_right(known, wanted) - 1, 0)
        item["place"] = "-".join(map(str, known[at]))


def _numbers(place: str) -> tuple[int, ...]:
    return tuple(int(part) for part in place.split("-"))


def _shown_places(blocks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if block["place"] is not None and "rows" not in block:
            yield block["place"]
        for row in block.get("rows", ()):
            yield from (cell["place"] for cell in row if cell["place"] is not None)


def _without_addresses(value: Any) -> Any:
    """The same without addresses of e-mail, which are of persons."""
    if isinstance(value, str):
        return _ADDRESS.sub("…", value) if "@" in value else value
    if isinstance(value, dict):
        return {key: _without_addresses(item) for key, item in value.items()}
    return [_without_addresses(item) for item in value] if isinstance(value, list) else value
