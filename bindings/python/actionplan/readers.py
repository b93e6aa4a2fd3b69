# SPDX-License-Identifier: Apache-2.0
"""Readers of further file formats, written in Python.

Where no reader of C++ claims a file, those of `actionplan.formats` are asked, and then those that
other packages announce as entry points of the group `actionplan.readers`. `read(readers=[...])`
asks those given first. A folder is one source: `read("folder")` gives its files to a reader that
takes folders.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, runtime_checkable

from actionplan import formats
from actionplan._core import Document, ParseError, Place, Problem
from actionplan.formats.blocks import refuse

if TYPE_CHECKING:
    from actionplan._core import ReadLimits

GROUP = "actionplan.readers"
MOST_FILES = 10_000  # of a folder
DEEPEST_FOLDER = 8


class FormatReader(Protocol):
    """Reads one file format into a `Document`, and knows nothing of what the document says."""

    id: str
    """Of the format, such as `rst`: what `read(format=...)` names it by."""

    def sniff(self, name: str, content: bytes) -> bool:
        """Is it of this format? `name` is that of the file, without its folder, or empty."""

    def read(self, name: str, content: bytes, limits: ReadLimits) -> Document:
        """The document.

        Raises:
            ParseError: nothing can be read of it.
        """


@runtime_checkable
class FolderReader(Protocol):
    """Reads the files of a folder as one document."""

    id: str

    def sniff_folder(self, name: str, files: Mapping[str, bytes]) -> bool:
        """Is it of this kind? The files by their names below the folder, parts apart by `/`."""

    def read_folder(self, name: str, files: Mapping[str, bytes], limits: ReadLimits) -> Document:
        """The document.

        Raises:
            ParseError: nothing can be read of it.
        """


def installed() -> Iterator[FormatReader]:
    """The readers that installed packages announce, in the order of their names."""
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        yield entry.load()


def files_of(folder: Path, limits: ReadLimits) -> tuple[dict[str, bytes], list[str]]:
    """The files of a folder by their names below it, in the order of names, and what was left out.

    Left out are symbolic links and what is no regular file, and without a word what begins with a
    dot.

    Raises:
        ParseError: they are too many, too deep or too large (`limit`).
    """
    files: dict[str, bytes] = {}
    others: list[str] = []
    left = limits.max_bytes

    def add(path: Path, below: str, depth: int) -> None:
        nonlocal left
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: _natural(entry.name))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                others.append(below + entry.name)
            elif entry.is_dir():
                if depth == DEEPEST_FOLDER:
                    _refuse_folder(folder, f"is more than {DEEPEST_FOLDER} folders deep")
                add(Path(entry.path), f"{below}{entry.name}/", depth + 1)
            else:
                left -= entry.stat().st_size
                if left < 0:
                    _refuse_folder(folder, f"holds more than {limits.max_bytes} bytes")
                if len(files) == MOST_FILES:
                    _refuse_folder(folder, f"holds more than {MOST_FILES} files")
                with Path(entry.path).open("rb") as stream:
                    files[below + entry.name] = stream.read(limits.max_bytes + 1)

    add(folder, "", 0)
    return files, others


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Orders `us2.md` before `us10.md`."""
    out: list[tuple[bool, int, str]] = []
    digits = ""
    for letter in [*name, ""]:
        if letter.isdecimal():
            digits += letter
            continue
        if digits:
            out.append((False, int(digits[:100]), digits))
            digits = ""
        out.append((True, 0, letter))
    return out


def _refuse_folder(folder: Path, what: str) -> NoReturn:
    refuse("limit", f'The folder "{folder}" {what}, which is the limit; name the file to read.')


def document_of(
    source: bytes | str | os.PathLike[str],
    wanted: str,
    readers: Iterable[FormatReader] | None,
    has_installed: bool,
    limits: ReadLimits,
    *,
    name: str = "",
    cancel: Callable[[], bool] | None = None,
) -> Document | None:
    """The document that the first of the readers makes of the source; None where none claims it.

    Args:
        source: The bytes of a file, or the name of a file or folder.
        wanted: The id of the reader to take; empty: the first that claims the source.
        readers: Asked first.
        has_installed: Are those of `actionplan.formats` and of installed packages asked as well?
        limits: Bounds for hostile input.
        name: Of a file whose bytes are given.
        cancel: Asked by the readers of `actionplan.formats` while they read.
    """
    given = [(reader, False) for reader in readers or ()]
    if isinstance(source, bytes):
        return _first_document(given, has_installed, wanted, name, source, limits, cancel)
    path = Path(source)
    others: list[str] = []
    content: bytes | dict[str, bytes]
    if path.is_dir():
        content, others = files_of(path, limits)
    elif not path.is_file() or path.stat().st_size > limits.max_bytes:
        return None  # refused by those built in, with a reason
    else:
        content = path.read_bytes()
    try:
        found = _first_document(
            given, has_installed, wanted, path.resolve().name, content, limits, cancel
        )
    except ParseError as error:
        named = ParseError(f'"{path}": {error}')
        named.code, named.line, named.column = error.code, error.line, error.column
        raise named from error
    if found is None or not others:
        return found
    left_out = Problem(
        "link_left_out",
        "warning",
        Place(),
        f"{len(others)} files of the folder are links or no regular files and were left out: "
        f"{', '.join(others[:10])}.",
    )
    return found.replace(problems=[*found.problems, left_out])


def _first_document(
    given: Iterable[tuple[FormatReader, bool]],
    has_installed: bool,
    wanted: str,
    name: str,
    content: bytes | dict[str, bytes],
    limits: ReadLimits,
    cancel: Callable[[], bool] | None,
) -> Document | None:
    def asked() -> Iterator[tuple[FormatReader, bool]]:
        yield from given
        if has_installed:
            yield from ((reader, True) for reader in formats.readers())
            yield from ((reader, False) for reader in installed())

    for reader, is_own in asked():
        further: dict[str, Any] = {"cancel": cancel} if is_own else {}
        if isinstance(content, bytes):
            if not (reader.id == wanted if wanted else reader.sniff(name, content)):
                continue
            return _checked(reader.id, reader.read(name, content, limits, **further))
        if not isinstance(reader, FolderReader):
            continue
        if reader.id == wanted if wanted else reader.sniff_folder(name, content):
            return _checked(reader.id, reader.read_folder(name, content, limits, **further))
    return None


def _checked(reader: str, found: object) -> Document:
    if not isinstance(found, Document):
        raise TypeError(f"The reader {reader!r} gave {type(found).__name__}, which is no Document.")
    return found
