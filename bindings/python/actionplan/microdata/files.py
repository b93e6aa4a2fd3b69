# SPDX-License-Identifier: Apache-2.0
"""Files of microdata, read in batches: CSV, Parquet, SPSS and Stata.

Arrow reads CSV and Parquet, pyreadstat (over ReadStat) SPSS and Stata: the extra `survey`.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import pyarrow as pa

from actionplan._core import Error, InvalidArgument
from actionplan.survey.parts import recut

FORMATS = ("csv", "parquet", "spss", "stata")
MOST_COLUMNS = 100_000
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".sav": "spss",
    ".zsav": "spss",
    ".dta": "stata",
}
Part: TypeAlias = tuple[pa.Table, float | None]

_CSV_BLOCK = 8 << 20
_LONGEST_HEADER = 1 << 20
_OPEN = sys.float_info.max


@dataclass(frozen=True)
class Source:
    """An opened file: what it holds, before any row is read."""

    path: Path
    format: str
    columns: tuple[str, ...]
    rows: int | None  # where the file says so
    labels: Mapping[str, Mapping[str, str]]  # of values, by column and code
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes that the file itself declares missing: `9`, `97..99` (SPSS), `.a` (Stata)."""

    def batches(self, columns: Sequence[str], rows: int) -> Iterator[Part]:
        """Tables of at most `rows` rows with the named columns, in order of the file; and which
        share of it has been read by then.

        Raises:
            InvalidArgument: the file is broken, or too wide a row.
        """
        readers = {
            "csv": _csv_batches,
            "parquet": _parquet_batches,
            "spss": _readstat_batches,
            "stata": _readstat_batches,
        }
        try:
            yield from readers[self.format](self, columns, rows)
        except MemoryError:  # of which Arrow's is one
            raise
        except pa.ArrowException as error:
            raise _broken(self.path, error) from None


def open_source(file: str | os.PathLike[str], source_format: str | None = None) -> Source:
    """Opens a file of microdata; its format is told by its name unless given.

    Raises:
        InvalidArgument: a format that is not known, or a file that is not of it.
        OSError: it cannot be read.
    """
    path = Path(file)
    kind = source_format or _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise InvalidArgument(
            f"The format of {path} is not told by its name; say which: {', '.join(FORMATS)}."
        )
    with path.open("rb"):  # whether it is there at all
        pass
    openers = {
        "csv": _open_csv,
        "parquet": _open_parquet,
        "spss": _open_readstat,
        "stata": _open_readstat,
    }
    try:
        source = openers[kind](path, kind)
    except pa.ArrowException as error:
        raise _broken(path, error) from None
    seen: set[str] = set()
    for name in source.columns:
        if name in seen:
            raise InvalidArgument(f"{path} has two columns {name!r}; rename one.")
        seen.add(name)
    return source


def _broken(path: Path, error: Exception) -> InvalidArgument:
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return InvalidArgument(f"{path} cannot be read: {first.rstrip('.')}.")


def _open_csv(path: Path, kind: str) -> Source:
    with path.open("rb") as stream:
        head = stream.read(_LONGEST_HEADER)
    line = head.lstrip(b"\xef\xbb\xbf").splitlines()[:1]
    if len(head) == _LONGEST_HEADER and len(line[0]) >= _LONGEST_HEADER - 3:
        raise InvalidArgument(f"{path} has a header of more than {_LONGEST_HEADER} bytes.")
    try:
        text = line[0].decode("utf-8") if line else ""
    except UnicodeDecodeError as error:
        raise InvalidArgument(f"{path} is not UTF-8 (byte {error.start} of its header).") from None
    if not text.strip():
        raise InvalidArgument(f"{path} has no header line with the names of its columns.")
    try:
        names = next(csv.reader([text], delimiter=_delimiter(text)))
    except csv.Error as error:
        raise _broken(path, error) from None
    if len(names) > MOST_COLUMNS:
        raise InvalidArgument(f"{path} has {len(names)} columns; at most {MOST_COLUMNS} are read.")
    return Source(path, kind, tuple(names), None, {})


def _delimiter(header: str) -> str:
    """The one of comma, semicolon and tab that the header has most of."""
    return max(",;\t", key=header.count)


class _Counted:
    """A file of text as Arrow's reader takes one, whose bytes and quotes are counted."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes = 0
        self.quotes = 0

    @property
    def closed(self) -> bool:
        return self._stream.closed

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.bytes += len(data)
        self.quotes += data.count(b'"')
        return data

    def close(self) -> None:
        self._stream.close()


def _csv_batches(source: Source, columns: Sequence[str], rows: int) -> Iterator[Part]:
    import pyarrow.csv as pa_csv

    size = max(1, source.path.stat().st_size)
    with source.path.open("rb") as stream:
        line = stream.readline(_LONGEST_HEADER).decode("utf-8-sig")
        stream.seek(0)
        counted = _Counted(stream)
        reader = pa_csv.open_csv(
            counted,
            read_options=pa_csv.ReadOptions(use_threads=False, block_size=_CSV_BLOCK),
            parse_options=pa_csv.ParseOptions(delimiter=_delimiter(line), newlines_in_values=True),
            # Texts, whatever a first block looks like: what is a number is said by its use.
            convert_options=pa_csv.ConvertOptions(
                column_types={name: pa.string() for name in columns},
                include_columns=list(columns),
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
        with reader:
            for table in recut(reader, rows):
                yield table, min(1.0, counted.bytes / size)
        if counted.quotes % 2:
            # Arrow takes what follows for one long value: rows would be lost without a word.
            raise InvalidArgument(f"{source.path} cannot be read: a quote is never closed.")


def _open_parquet(path: Path, kind: str) -> Source:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        return Source(path, kind, tuple(file.schema_arrow.names), file.metadata.num_rows, {})


def _parquet_batches(source: Source, columns: Sequence[str], rows: int) -> Iterator[Part]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(source.path, pre_buffer=False) as file:
        batches = file.iter_batches(
            batch_size=min(rows, 1 << 16), columns=list(columns), use_threads=False
        )
        read = 0
        for table in recut(batches, rows):
            read += table.num_rows
            yield table, read / file.metadata.num_rows


def _pyreadstat() -> Any:
    try:
        import pyreadstat
    except ImportError as error:
        raise Error(
            'SPSS and Stata files need the package pyreadstat; install "actionplan[survey]".'
        ) from error
    return pyreadstat


def _reader(kind: str) -> Any:
    module = _pyreadstat()
    return module.read_sav if kind == "spss" else module.read_dta


def _open_readstat(path: Path, kind: str) -> Source:
    reader = _reader(kind)
    try:
        _, metadata = reader(str(path), metadataonly=True, output_format="dict", user_missing=True)
    except Exception as error:  # whatever ReadStat says of a broken file
        raise _broken(path, error) from None
    labels = {
        str(name): {_code(code): str(label) for code, label in values.items()}
        for name, values in metadata.variable_value_labels.items()
    }
    missing = _declared_missing(metadata, kind)
    rows = metadata.number_rows
    return Source(
        path,
        kind,
        tuple(metadata.column_names),
        int(rows) if rows is not None and rows >= 0 else None,
        labels,
        missing,
    )


def _declared_missing(metadata: Any, kind: str) -> dict[str, tuple[str, ...]]:
    """SPSS declares values and ranges; Stata's `.a` to `.z` are letters among numbers."""
    out: dict[str, tuple[str, ...]] = {}
    if kind == "stata":
        types = metadata.readstat_variable_types
        for name, values in metadata.variable_value_labels.items():
            if types.get(name) != "string":
                codes = tuple(f".{code}" for code in values if isinstance(code, str))
                out.update({str(name): codes} if codes else {})
        return out
    for name, ranges in metadata.missing_ranges.items():
        out[str(name)] = tuple(_range(one["lo"], one["hi"]) for one in ranges)
    return out


def _range(low: object, high: object) -> str:
    """`LO` and `HI` are SPSS's words for an open end."""
    ends = ("LO" if low == -_OPEN else _code(low), "HI" if high == _OPEN else _code(high))
    return ends[0] if low == high else "..".join(ends)


def _code(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _readstat_batches(source: Source, columns: Sequence[str], rows: int) -> Iterator[Part]:
    reader = _reader(source.format)
    has_codes = any(source.missing.get(name) for name in columns)
    first = 0
    while True:
        try:
            data, _ = reader(
                str(source.path),
                usecols=list(columns),
                row_offset=first,
                row_limit=rows,
                output_format="dict",
                disable_datetime_conversion=True,
                user_missing=has_codes,
            )
        except Exception as error:
            raise _broken(source.path, error) from None
        table = pa.table({name: _array(data[name], source.missing.get(name)) for name in columns})
        first += table.num_rows
        if table.num_rows:
            yield table, first / source.rows if source.rows else None
        if table.num_rows < rows or (source.rows is not None and first >= source.rows):
            return


def _array(values: Any, missing: tuple[str, ...] | None) -> pa.Array:
    """Numbers, or texts where Stata's letters for missing values stand among the numbers."""
    if missing and any(isinstance(value, str) for value in values):
        values = [value if value is None or isinstance(value, str) else _code(value)
                  for value in values]  # fmt: skip
    return pa.array(values, from_pandas=True)
