# SPDX-License-Identifier: Apache-2.0
"""A plan from a table of one's own; the compiled module calls it."""

from __future__ import annotations

import datetime
import math
import os
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import actionplan as ap

# What of a table is in no part of the plan.
_UNUSED = {
    "column_ignored", "column_unnamed", "contact_left_out", "row_left_out", "row_total",
    "column_numbers", "column_help", "header_repeated", "extra_cell", "stray_character",
    "text_unplaced", "profile_unread", "profile_undecided", "amount_unread",
    "evidence_not_recorded", "table_left_out", "periods_undecided", "agency_undetermined",
    "profile_unit_unstated", "profile_maybe_shares", "deadline_far", "column_guessed",
    "who_and_when",
}  # fmt: skip


def plan_from_frame(data: object, **options: Any) -> ap.Plan:
    """The plan of `reading_from_frame`; what stands in the profile alone is a warning as well."""
    import actionplan as ap

    reading, unused = _read("plan_from_frame", data, **options)
    if reading.profile.indicators:
        of_profile = ("profile_unit_unstated", "profile_maybe_shares")
        unused = [problem for problem in unused if problem.code not in of_profile]
        message = (
            "Baselines, targets and units are no part of a plan; reading_from_frame(...).profile "
            "has them."
        )
        unused.append(ap.Problem("profile_left_out", "info", message=message))
    _warn(unused, "plan_from_frame")
    return _without_declared(reading.plan, options["columns"])


def reading_from_frame(data: object, **options: Any) -> ap.Reading:
    """A measure for each row, read as the same table in a file is."""
    reading, unused = _read("reading_from_frame", data, **options)
    _warn(unused, "reading_from_frame")
    return reading


def _without_declared(plan: ap.Plan, columns: Mapping[str, str]) -> ap.Plan:
    """The plan without notes on how columns were read that were declared."""
    import actionplan as ap

    told = {f'The column "{ap.collapse_spaces(name)}" was ' for name in columns}
    kept = [
        problem
        for problem in plan.problems
        if problem.severity != "info"
        or problem.code not in {"column_read", "column_ignored", "contact_left_out"}
        or not any(problem.message.startswith(start) for start in told)
    ]
    if len(kept) == len(plan.problems):
        return plan
    builder = ap.PlanBuilder(plan)
    builder.problems = kept
    return builder.build()


def _warn(unused: list[ap.Problem], name: str) -> None:
    """One warning for all that is of one kind, with how many and the first with its row."""
    by_code: dict[str, list[ap.Problem]] = {}
    for problem in unused:
        by_code.setdefault(problem.code, []).append(problem)
    for first, *more in by_code.values():
        place = f"row {first.place.line}: " if first.place.line else ""
        others = f" Others like it: {len(more)}, which the plan's problems name." if more else ""
        warnings.warn(f"{name}: {place}{first.message}{others}", UserWarning, stacklevel=3)


def _read(
    door: str,
    data: object,
    *,
    title: str,
    columns: Mapping[str, str],
    agencies: Iterable[ap.Agency] | None,
    language: str,
    dates: ap.DateSettings,
    recorded_on: datetime.date | None,
    decimal: str | None,
    cancel: Callable[[], bool] | None,
) -> tuple[ap.Reading, list[ap.Problem]]:
    import actionplan as ap

    if decimal not in (None, ".", ","):
        raise ap.InvalidArgument(f'{door}: decimal is {decimal!r}; give "." or ",".')
    agencies = _agencies(door, agencies)
    frame = _frame_of(door, data)
    names = list(frame.columns)
    for name in columns:
        if name not in names:
            held = f"its columns are {', '.join(map(repr, names))}" if names else "it has none"
            raise ap.InvalidArgument(f"{door}: the table has no column {name!r}; {held}.")
    _check_once(door, columns)
    uses = [_use(door, name, columns) for name in names]
    cells = [["" if text is None else text.strip() for text in frame.texts(name)] for name in names]
    rows = [names, *(list(row) for row in zip(*cells, strict=True))]
    heading = [ap.Block("paragraph", title)] if title else []

    def read(lines: list[list[str]], said: list[ap.ColumnMapping]) -> ap.Reading:
        table = ap.TableMapping(1, columns=said, header_row=1 if columns else None)
        try:
            return ap.interpret_all(
                ap.Document([*heading, _table(lines)], has_text_places=False),
                agencies=agencies,
                language=language,
                dates=dates,
                recorded_on=recorded_on,
                cancel=cancel,
                mapping=ap.ReadMapping(tables=[table] if said else [], decimal=decimal or "")
                if said or decimal
                else None,
            )
        except ap.ParseError as error:
            if error.code != "no_plan" or not names:
                raise
            error.args = (
                f"{door}: no column is known to name the measures; say what the columns "
                f"{', '.join(map(repr, names))} hold, as in columns={{{names[0]!r}: 'title'}}.",
            )
            raise

    said = [
        ap.ColumnMapping(use=use, position=at)
        for at, use in enumerate(uses, start=1)
        if use is not None
    ]
    reading = read(rows, said)
    for at in _columns_read_as("number", reading, names):
        _check_numbers(door, frame, names[at])
    is_short = len(reading.plan) < sum(any(row) for row in rows[1:])
    if is_short and not any(measure.number for measure in reading.plan):
        # A title alone could be a heading. Here each row is a measure: numbers tell them apart.
        numbers = ["No", *(str(line) for line in range(1, len(rows)))]
        number = ap.ColumnMapping(use="number", position=len(names) + 1)
        reading = read(
            [[*row, number] for row, number in zip(rows, numbers, strict=True)], [*said, number]
        )
    # Others say themselves that there is no day.
    unread = {one.place.line for one in reading.plan if one.deadline.reason == "unread"}
    unused = [
        *_headings(reading, rows[1:]),
        *_taken_sections(reading, rows),
    ] + [
        problem
        for problem in reading.plan.problems
        if (problem.code in _UNUSED and not (problem.severity == "info" and _is_column(problem)))
        or (problem.code == "deadline_unreadable" and problem.place.line in unread)
    ]
    return reading, unused


def _columns_read_as(use: str, reading: ap.Reading, names: list[str]) -> list[int]:
    """The places of the columns that were read as holding this, from 0."""
    import actionplan as ap

    headers = [ap.collapse_spaces(name) for name in names]
    return [
        column.position - 1 if column.position else headers.index(column.header)
        for table in reading.mapping.tables
        for column in table.columns
        if column.use == use and (column.position or column.header in headers)
    ]


def _headings(reading: ap.Reading, rows: list[list[str]]) -> list[ap.Problem]:
    """Rows that nothing tells from the headings of a document, as a table of measures has none."""
    import actionplan as ap

    alone = {texts[0] for row in rows if len(texts := [text for text in row if text]) == 1}
    return [
        ap.Problem(
            "row_as_heading",
            "warning",
            section.place,
            f'The row "{section.title}" has no number, agency or deadline, and was read as a '
            "heading of the rows below it; give it one of these, or say which column holds the "
            "sections.",
        )
        for section in reading.plan.sections
        if section.title in alone
    ]


def _taken_sections(reading: ap.Reading, rows: list[list[str]]) -> list[ap.Problem]:
    """That rows without a section stand under the one above, as below merged cells: a data frame
    has none, and an empty cell of it may as well mean no section."""
    import actionplan as ap

    at = _columns_read_as("section", reading, rows[0])
    above = [""] * len(at)
    lines: list[int] = []
    shown = ("", "")
    measures = {measure.place.line for measure in reading.plan}
    for line, row in enumerate(rows):
        if line not in measures:
            continue
        is_other = False
        for level, position in enumerate(at):
            text = row[position]
            is_empty = not any(letter.isalnum() for letter in text)
            if is_empty and above[level] and not is_other:
                shown = shown if lines else (rows[0][position], above[level])
                lines += [line] if lines[-1:] != [line] else []
            elif is_empty:
                above[level] = ""
            else:
                is_other = is_other or text != above[level]
                above[level] = text
    if not lines:
        return []
    name, section = shown
    many = (
        f"is empty in {len(lines)} rows, which stand"
        if len(lines) > 1
        else ("is empty in one row, which stands")
    )
    where = "where they do not" if len(lines) > 1 else "where it does not"
    return [
        ap.Problem(
            "section_taken",
            "warning",
            ap.Place(lines[0]),
            f'The cell of the section ("{name}") {many} under the one above, here "{section}"; '
            f"{where}, name the section in each row.",
        )
    ]


def _is_column(problem: ap.Problem) -> bool:
    """Is it on a column, which whoever declared it as `extra` or `contact` knows?"""
    return problem.code in {"column_ignored", "contact_left_out"}


def _frame_of(door: str, data: object) -> ap.Frame:
    """A frame of a table of any kind."""
    import actionplan as ap

    if isinstance(data, ap.Frame):
        return data
    if isinstance(data, (bytes, str, os.PathLike)):
        return ap.Frame(_columns_of_csv(door, data))
    is_list = isinstance(data, Sequence) and all(isinstance(row, Mapping) for row in data)
    if is_list and len(data) == 0:  # type: ignore[arg-type]
        raise ap.InvalidArgument(f"{door}: the list holds no row; give one for a measure.")
    if is_list:
        names = dict.fromkeys(name for row in data for name in row)  # type: ignore[attr-defined]
        return ap.Frame({name: [row.get(name) for row in data] for name in names})  # type: ignore[attr-defined]
    try:
        return ap.Frame(data)
    except ap.InvalidArgument as error:
        error.args = (f"{door}: {error}",)
        raise


def _columns_of_csv(door: str, source: bytes | str | os.PathLike[str]) -> dict[str, list[str]]:
    import actionplan as ap
    from actionplan._bounded import read_file

    if not isinstance(source, bytes):
        file = Path(source)
        if not file.is_file():
            raise ap.NotFound(f'{door}: there is no file "{file}"; give its name, or a table.')
        source = read_file(file)
    document = ap.read_document(source, name="table.csv")
    rows = next((block.rows for block in document.blocks if block.rows), ())
    if not rows:
        raise ap.ParseError(f"{door}: the CSV holds no row; give one with a header.")
    header = [cell.text for cell in rows[0]]
    if len(set(header)) < len(header):
        raise ap.InvalidArgument(
            f"{door}: two columns of the CSV have one name; give each its own."
        )
    return {
        name: [row[at].text if at < len(row) else "" for row in rows[1:]]
        for at, name in enumerate(header)
    }


def _table(rows: list[list[str]]) -> ap.Block:
    import actionplan as ap

    return ap.Block(
        "table",
        rows=[
            [ap.Cell(text, ap.Place(line, column)) for column, text in enumerate(row, start=1)]
            for line, row in enumerate(rows)
        ],
    )


# What a measure has one of, so that two columns cannot both hold it.
_ONCE = ("number", "title", "deadline", "start", "end")


def _check_once(door: str, columns: Mapping[str, str]) -> None:
    import actionplan as ap

    first: dict[str, str] = {}
    for name, meaning in columns.items():
        if not isinstance(meaning, str):
            raise ap.InvalidArgument(
                f"{door}: columns[{name!r}] is {meaning!r}; give one text, such as 'title'."
            )
        if meaning in first and meaning in _ONCE:
            raise ap.InvalidArgument(
                f"{door}: columns gives {meaning!r} to {first[meaning]!r} and {name!r}; "
                "give it to one of them, or join them in the data frame."
            )
        first[meaning] = name


def _agencies(door: str, given: object) -> list[ap.Agency] | None:
    import actionplan as ap

    if given is None:
        return None
    if isinstance(given, Iterable) and not isinstance(given, (str, bytes, Mapping)):
        agencies = list(given)
        if all(isinstance(one, ap.Agency) for one in agencies):
            return agencies
    raise ap.InvalidArgument(
        f"{door}: agencies is of type {type(given).__name__}; give a list of Agency "
        "objects, or a Plan's `agencies`."
    )


def _use(door: str, name: str, columns: Mapping[str, str]) -> str | None:
    """What a column was declared to hold. `agencies` are implementers, which the caller knows."""
    import actionplan as ap

    use = columns.get(name)
    if use is None:
        return None
    words = [str(word) for word in ap.ColumnUse]
    if use not in words:
        raise ap.InvalidArgument(
            f"{door}: columns[{name!r}] is {use!r}; give one of {', '.join(words)}."
        )
    return "implementer" if use == "agencies" else use


def _check_numbers(door: str, frame: ap.Frame, name: str) -> None:
    """Refuses a column of the measures' numbers that is no text."""
    import actionplan as ap

    kept = {"real": "decimal numbers, of which 1.1 and 1.10 are one", "date": "days"}
    if what := kept.get(str(frame.type(name))):
        if what != "days" and all(
            math.isnan(number) or float(number).is_integer() for number in frame.doubles(name)
        ):
            what = "decimal numbers, as tables hold whole ones where some are absent"
        raise ap.InvalidArgument(
            f"{door}: column {name!r} holds the measures' numbers as {what}; give them as "
            "texts, as by dtype=str where the table is read."
        )
