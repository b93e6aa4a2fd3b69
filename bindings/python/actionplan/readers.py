# SPDX-License-Identifier: Apache-2.0
"""Readers of further file formats, written in Python.

A package announces its readers as entry points of the group `actionplan.readers`; they are asked
only where no built-in reader claims a file. `read(readers=[...])` asks those given first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from actionplan._core import Document

if TYPE_CHECKING:
    import os

    from actionplan._core import ReadLimits

GROUP = "actionplan.readers"


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


def installed() -> Iterator[FormatReader]:
    """The readers that installed packages announce, in the order of their names."""
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        yield entry.load()


def document_of(
    source: bytes | str | os.PathLike[str],
    wanted: str,
    readers: Iterable[FormatReader] | None,
    has_installed: bool,
    limits: ReadLimits,
) -> Document | None:
    """The document that the first of the readers makes of the source; None where none claims it.

    Args:
        source: The bytes of a file, or its name.
        wanted: The id of the reader to take; empty: the first that claims the source.
        readers: Asked first.
        has_installed: Are those of installed packages asked as well?
        limits: Bounds for hostile input.
    """
    if isinstance(source, bytes):
        name, content = "", source
    else:
        path = Path(source)
        if not path.is_file() or path.stat().st_size > limits.max_bytes:
            return None  # refused by those built in, with a reason
        name, content = path.name, path.read_bytes()
    for reader in (*(readers or ()), *(installed() if has_installed else ())):
        if reader.id == wanted if wanted else reader.sniff(name, content):
            found = reader.read(name, content, limits)
            if not isinstance(found, Document):
                kind = type(found).__name__
                raise TypeError(f"The reader {reader.id!r} gave {kind}, which is no Document.")
            return found
    return None
