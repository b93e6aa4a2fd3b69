# SPDX-License-Identifier: Apache-2.0
"""Mappings, a person's word on how a document is to be read, from TOML and back.

`read(file, mapping="mapping.toml")` takes what `load` takes. `of_reading(read_all(file))` is the
mapping by which the document was read, to be edited. The keys are in docs/guide/mapping.md; each is
checked, and a misspelt one is named with the nearest.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from actionplan._core import (
    AgencyMapping,
    CellCorrection,
    ColumnMapping,
    ColumnUse,
    DateEvent,
    DateOrder,
    DateSettings,
    Force,
    Hemisphere,
    InvalidArgument,
    Layout,
    NotFound,
    ParseError,
    Reading,
    ReadMapping,
    Role,
    SetBy,
    TableMapping,
    Weekday,
)

MOST_BYTES = 1 << 22

_TOP = (
    "layout", "parts", "language", "decimal", "serial_epoch", "dates", "columns", "tables", "cells",
    "agencies",
)  # fmt: skip
_TABLE = (
    "number", "part", "begins", "read", "continues", "layout", "header_row", "header_rows",
    "columns",
)  # fmt: skip
_CELL = ("measure", "field", "part", "line", "column", "was", "text")
_AGENCY = ("name", "names", "role", "force", "measure")
_DATES = (
    "order", "fiscal_month", "hemisphere", "weekend", "holidays", "rolls_to_working_day",
    "plan_period", "adopted_on", "events", "set_by", "source",
)  # fmt: skip
_EVENT = ("name", "day", "set_by", "source")


def mapping_of(given: object) -> ReadMapping:
    """A mapping from a ReadMapping, a dict, or the name of a TOML file.

    Raises:
        InvalidArgument: it is none of these, has a key that is not known or a value that does not
            fit; the message names it.
        NotFound: there is no such file.
        ParseError: the file is no TOML.
    """
    if isinstance(given, ReadMapping):
        return given
    if isinstance(given, Mapping):
        return from_dict(given)
    if isinstance(given, (str, os.PathLike)):
        return load(given)
    raise InvalidArgument(
        f"mapping is of type {type(given).__name__}; give a ReadMapping, a dict, or the name of a "
        "TOML file."
    )


def load(path: str | os.PathLike[str]) -> ReadMapping:
    """The mapping in a TOML file; raises as `mapping_of`, and names the file."""
    file = Path(path)
    if not file.is_file():
        raise NotFound(f'There is no file "{file}" with a mapping; check its name and folder.')
    if file.stat().st_size > MOST_BYTES:
        raise ParseError(f'The mapping "{file}" has more than {MOST_BYTES} bytes; split it.')
    try:
        return loads(file.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ParseError(f'The mapping "{file}" is not in UTF-8: {error}; convert it.') from error
    except (ParseError, InvalidArgument) as error:
        raise type(error)(f'"{file}": {error}') from error


def loads(text: str) -> ReadMapping:
    """The mapping in a text of TOML; raises as `mapping_of`."""
    from actionplan._toml import parse_toml

    return from_dict(parse_toml(text, "The mapping"))


def from_dict(given: Mapping[str, Any]) -> ReadMapping:
    """The mapping that a dict says, with the keys of the file; raises as `mapping_of`."""
    top = _Keys(given, "", _TOP)
    return ReadMapping(
        layout=top.word("layout", Layout),
        parts=top.texts("parts"),
        columns=_columns(top.table("columns"), has_positions=False),
        tables=[_table(keys) for keys in top.tables("tables", _TABLE)],
        cells=[_cell(keys) for keys in top.tables("cells", _CELL)],
        agencies=[_agency(keys) for keys in top.tables("agencies", _AGENCY)],
        language=top.text("language") or "",
        dates=_dates(top),
        serial_epoch=top.number("serial_epoch"),
        decimal=top.text("decimal") or "",
    )


def _table(keys: _Keys) -> TableMapping:
    return TableMapping(
        number=keys.number("number") or 0,
        part=keys.text("part") or "",
        begins=keys.text("begins") or "",
        is_read=keys.flag("read", True),
        continues=keys.flag("continues", False),
        layout=keys.word("layout", Layout),
        header_row=keys.number("header_row"),
        header_rows=keys.number("header_rows") or 0,
        columns=_columns(keys.table("columns"), has_positions=True),
    )


def _columns(keys: _Keys, *, has_positions: bool) -> list[ColumnMapping]:
    """`"Frist" = "deadline"`, and in one table `"#3" = "deadline"`, by position."""
    made = []
    for header in keys.given:
        use = keys.word(header, ColumnUse)
        is_position = has_positions and header[:1] == "#" and header[1:].isdecimal()
        if is_position:
            made.append(ColumnMapping(use=use or "", position=int(header[1:])))
        else:
            made.append(ColumnMapping(header, use or ""))
    return made


def _cell(keys: _Keys) -> CellCorrection:
    if "text" not in keys.given:
        raise InvalidArgument(f"The mapping has no {keys.name('text')}; give the text to be read.")
    return CellCorrection(
        keys.text("text") or "",
        measure=keys.text("measure") or "",
        field=keys.word("field", ColumnUse),
        was=keys.text("was"),
        part=keys.text("part") or "",
        line=keys.number("line") or 0,
        column=keys.number("column") or 0,
    )


def _agency(keys: _Keys) -> AgencyMapping:
    return AgencyMapping(
        keys.text("name") or "",
        keys.texts("names"),
        keys.word("role", Role),
        keys.word("force", Force),
        keys.text("measure") or "",
    )


def _dates(top: _Keys) -> DateSettings | None:
    if "dates" not in top.given:
        return None
    keys = _Keys(top.table("dates").given, "dates", _DATES)
    holidays = keys.texts("holidays") if "holidays" in keys.given else None
    try:
        return DateSettings(
            order=keys.word("order", DateOrder),
            fiscal_month=keys.number("fiscal_month"),
            hemisphere=keys.word("hemisphere", Hemisphere),
            weekend=[_word(day, keys.name("weekend"), Weekday) for day in keys.texts("weekend")],
            holidays=holidays,
            rolls_to_working_day=keys.flag("rolls_to_working_day", False),
            plan_period=keys.text("plan_period"),
            adopted_on=keys.text("adopted_on"),
            events=[
                DateEvent(
                    event.text("name") or "",
                    event.text("day") or "",
                    event.word("set_by", SetBy) or "analyst",
                    event.text("source") or "",
                )
                for event in keys.tables("events", _EVENT)
            ],
            set_by=keys.word("set_by", SetBy) or "analyst",
            source=keys.text("source") or "",
        )
    except InvalidArgument as error:
        raise InvalidArgument(f"The mapping's dates do not hold together: {error}") from error


@dataclasses.dataclass(frozen=True)
class _Keys:
    """The keys of one table of TOML, each of which has to be known."""

    given: Mapping[str, Any]
    path: str
    known: tuple[str, ...] | None = None  # None: any

    def __post_init__(self) -> None:
        for key in self.given:
            if not isinstance(key, str):
                raise InvalidArgument(f"The mapping has the key {key!r}; give a text.")
            if self.known is None or key in self.known:
                continue
            near = get_close_matches(key, self.known, n=1)
            remedy = f'did you mean "{near[0]}"?' if near else f"it knows {', '.join(self.known)}."
            raise InvalidArgument(f'The mapping has no key "{self.name(key)}"; {remedy}')

    def name(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _misfit(self, key: str, wanted: str) -> InvalidArgument:
        value = self.given[key]
        return InvalidArgument(f"The mapping's {self.name(key)} is {value!r}; give {wanted}.")

    def text(self, key: str) -> str | None:
        value = self.given.get(key)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        if value is not None and not isinstance(value, str):
            raise self._misfit(key, "a text, in quotes")
        return value

    def texts(self, key: str) -> list[str]:
        value = self.given.get(key, [])
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise self._misfit(key, "a list of texts")
        items = [item.isoformat() if isinstance(item, datetime.date) else item for item in value]
        if not all(isinstance(item, str) for item in items):
            raise self._misfit(key, "a list of texts")
        return items

    def number(self, key: str) -> int | None:
        value = self.given.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 32:
            raise self._misfit(key, "a whole number that is not negative")
        return value

    def flag(self, key: str, unless: bool) -> bool:
        value = self.given.get(key, unless)
        if not isinstance(value, bool):
            raise self._misfit(key, "true or false")
        return value

    def word(self, key: str, words: Iterable[Any]) -> str | None:
        value = self.text(key)
        return None if value is None else _word(value, self.name(key), words)

    def table(self, key: str) -> _Keys:
        value = self.given.get(key, {})
        if not isinstance(value, Mapping):
            raise self._misfit(key, "a table of keys and values")
        return _Keys(value, self.name(key))

    def tables(self, key: str, known: tuple[str, ...]) -> Iterator[_Keys]:
        value = self.given.get(key, [])
        if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
            raise self._misfit(key, f"a list of tables, each below [[{self.name(key)}]]")
        for at, item in enumerate(value, start=1):
            if not isinstance(item, Mapping):
                raise self._misfit(key, f"a list of tables, each below [[{self.name(key)}]]")
            yield _Keys(item, f"{self.name(key)}[{at}]", known)


def _word(value: str, name: str, words: Iterable[Any]) -> str:
    known = [str(word) for word in words]
    if value in known:
        return value
    near = get_close_matches(value, known, n=1)
    remedy = f'did you mean "{near[0]}"?' if near else f"give one of {', '.join(known)}."
    raise InvalidArgument(f'The mapping\'s {name} is "{value}"; {remedy}')


def of_reading(found: Reading) -> str:
    """How a document was read, as a TOML file to be edited: read with it, it is read the same."""
    import tomli_w

    lines = [
        "# How this document was read. Change what is not so; what is dropped is told by the",
        "# document again. docs/guide/mapping.md says what each line means.",
    ]
    if not found.mapping.language and found.plan.language:
        language = tomli_w.dumps({"language": found.plan.language}).strip()
        lines.append(f"# {language}  # told by the document")
    return "\n".join([*lines, "", to_toml(found.mapping)])


def to_toml(mapping: ReadMapping) -> str:
    """The mapping as a TOML file, which `loads` reads back to the same."""
    import tomli_w

    return tomli_w.dumps(to_dict(mapping))


def to_dict(mapping: ReadMapping) -> dict[str, Any]:
    """The mapping as a dict with the keys of the file, which `from_dict` reads back to the same."""
    made = _said(
        layout=_str(mapping.layout),
        parts=list(mapping.parts),
        language=mapping.language,
        decimal=mapping.decimal,
        dates=_dates_dict(mapping.dates),
        columns=_columns_dict(mapping.columns),
        tables=[_table_dict(table) for table in mapping.tables],
        cells=[_cell_dict(cell) for cell in mapping.cells],
        agencies=[_agency_dict(agency) for agency in mapping.agencies],
    )
    if mapping.serial_epoch is not None:
        made["serial_epoch"] = mapping.serial_epoch
    return made


def _dates_dict(dates: DateSettings) -> dict[str, Any]:
    is_said = bool(dates.source) or dates.set_by != SetBy.analyst
    made = _said(
        order=_str(dates.order),
        fiscal_month=dates.fiscal_month,
        hemisphere=_str(dates.hemisphere),
        weekend=[str(day) for day in dates.weekend],
        rolls_to_working_day=dates.rolls_to_working_day,
        plan_period=_str(dates.plan_period),
        adopted_on=_str(dates.adopted_on),
        events=[
            _said(
                name=event.name, day=str(event.day), set_by=str(event.set_by), source=event.source
            )
            for event in dates.events
        ],
        set_by=str(dates.set_by) if is_said else None,
        source=dates.source,
    )
    if dates.holidays is not None:
        made["holidays"] = [str(day) for day in dates.holidays]
    return made


def _table_dict(table: TableMapping) -> dict[str, Any]:
    made = _said(
        number=table.number,
        part=table.part,
        begins=table.begins,
        continues=table.continues,
        layout=_str(table.layout),
    )
    if not table.is_read:
        made["read"] = False
    if table.header_row is not None:
        made["header_row"] = table.header_row
    return made | _said(header_rows=table.header_rows, columns=_columns_dict(table.columns))


def _columns_dict(columns: Iterable[ColumnMapping]) -> dict[str, str]:
    return {
        f"#{column.position}" if column.position else column.header: str(column.use)
        for column in columns
    }


def _cell_dict(cell: CellCorrection) -> dict[str, Any]:
    made = _said(
        measure=cell.measure,
        field=_str(cell.field),
        part=cell.part,
        line=cell.line,
        column=cell.column,
    )
    if cell.was is not None:
        made["was"] = cell.was
    return made | {"text": cell.text}


def _agency_dict(agency: AgencyMapping) -> dict[str, Any]:
    return _said(
        name=agency.name,
        names=list(agency.names),
        role=_str(agency.role),
        force=_str(agency.force),
        measure=agency.measure,
    )


def _said(**items: Any) -> dict[str, Any]:
    """Those that say something."""
    return {key: value for key, value in items.items() if value}


def _str(value: object) -> str | None:
    return None if value is None else str(value)
