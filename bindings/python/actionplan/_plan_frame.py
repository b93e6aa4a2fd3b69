# SPDX-License-Identifier: Apache-2.0
"""A plan from a data frame; the compiled module calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import actionplan as ap

# What a column can be declared to hold, with a header that the layouts know it by.
_HEADERS = {
    "number": "Number",
    "title": "Name of measure",
    "section": "Section",
    "indicator": "Indicator",
    "agencies": "Responsible agencies",
    "lead": "Lead agency",
    "supporting": "Supporting agencies",
    "recommended": "Recommended to",
    "deadline": "Deadline",
    "start": "Start date",
    "end": "End date",
}


def plan_from_frame(
    data: object,
    *,
    title: str,
    columns: Mapping[str, str],
    agencies: Iterable[ap.Agency] | None,
    language: str,
    dates: ap.DateSettings | None,
    cancel: Callable[[], bool] | None,
) -> ap.Plan:
    """A measure for each row, read as the same table in a file is."""
    import actionplan as ap

    frame = data if isinstance(data, ap.Frame) else ap.Frame(data)
    header = [_header(name, frame, columns) for name in frame.columns]
    cells = [_cells(frame, name, columns) for name in frame.columns]
    for name in columns:
        if name not in frame.columns:
            raise ap.InvalidArgument(
                f"plan_from_frame: the table has no column {name!r}; its columns are "
                f"{', '.join(frame.columns)}."
            )
    _check_once(columns)
    rows = [header, *(list(row) for row in zip(*cells, strict=True))]
    heading = [ap.Block("paragraph", title)] if title else []

    def read(lines: list[list[str]]) -> ap.Plan:
        document = ap.Document([*heading, _table(lines)], has_text_places=False)
        try:
            return ap.interpret(
                document, agencies=agencies, language=language, dates=dates, cancel=cancel
            )
        except ap.ParseError as error:
            if error.code != "no_plan":
                raise
            error.args = (
                "plan_from_frame: no column is known to name the measures; say what the columns "
                f"{', '.join(map(repr, frame.columns))} hold, as in "
                f"columns={{{str(next(iter(frame.columns), 'Name'))!r}: 'title'}}.",
            )
            raise

    plan = read(rows)
    is_short = len(plan) < sum(any(row) for row in rows[1:])
    if is_short and not any(measure.number for measure in plan):
        # A title alone could be a heading. Here each row is a measure: numbers tell them apart.
        numbers = [_HEADERS["number"], *(str(line) for line in range(1, len(rows)))]
        plan = read([[*row, number] for row, number in zip(rows, numbers, strict=True)])
    return _without(plan, frame, columns)


def _without(plan: ap.Plan, frame: ap.Frame, columns: Mapping[str, str]) -> ap.Plan:
    """The plan without the problems that a declared column answers: what it holds, and that its
    agencies are implementers."""
    import actionplan as ap

    declared = {at for at, name in enumerate(frame.columns, start=1) if name in columns}
    added = len(frame.columns) + 1

    def is_answered(problem: ap.Problem) -> bool:
        column = problem.place.column
        if problem.code == "column_read":
            return column in declared or column == added
        return problem.code == "role_missing" and column in declared

    # A column of a data frame is declared; its name may be another's to change.
    def with_remedy(problem: ap.Problem) -> ap.Problem:
        if problem.code == "column_missing":
            name = "Name"
        elif problem.code == "column_ignored" and "is not known" in problem.message:
            name = frame.columns[problem.place.column - 1]
        else:
            return problem
        said = f"{problem.message} Or say what it holds by columns={{{name!r}: ...}}."
        return problem.replace(message=said)

    builder = ap.PlanBuilder(plan)
    builder.problems = [
        with_remedy(problem) for problem in plan.problems if not is_answered(problem)
    ]
    return builder.build()


def _check_once(columns: Mapping[str, str]) -> None:
    import actionplan as ap

    first: dict[str, str] = {}
    for name, meaning in columns.items():
        if meaning in first:
            raise ap.InvalidArgument(
                f"plan_from_frame: columns gives {meaning!r} to {first[meaning]!r} and {name!r}; "
                "give it to one of them, or join them in the data frame."
            )
        first[meaning] = name


def _table(rows: list[list[str]]) -> ap.Block:
    import actionplan as ap

    return ap.Block(
        "table",
        rows=[
            [ap.Cell(text, ap.Place(line, column)) for column, text in enumerate(row, start=1)]
            for line, row in enumerate(rows)
        ],
    )


def _header(name: str, frame: ap.Frame, columns: Mapping[str, str]) -> str:
    import actionplan as ap

    meaning = columns.get(name)
    if meaning is None:
        return name
    if meaning not in _HEADERS:
        raise ap.InvalidArgument(
            f"plan_from_frame: columns[{name!r}] is {meaning!r}; give one of {', '.join(_HEADERS)}."
        )
    return _HEADERS[meaning]


def _cells(frame: ap.Frame, name: str, columns: Mapping[str, str]) -> list[str]:
    import actionplan as ap

    is_number = columns.get(name, name.lower()) in {"number", "no", "nr", "id"}
    kept = {"real": "decimal numbers, of which 1.1 and 1.10 are one", "date": "days"}
    if is_number and (what := kept.get(str(frame.type(name)))):
        raise ap.InvalidArgument(
            f"plan_from_frame: column {name!r} holds the measures' numbers as {what}; give them as "
            "texts, as by dtype=str where the table is read."
        )
    return ["" if text is None else text.strip() for text in frame.texts(name)]
