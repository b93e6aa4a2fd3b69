# SPDX-License-Identifier: Apache-2.0
"""Files from anyone, read up to a limit and no further."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from actionplan._core import NotFound, ParseError, ReadLimits

MOST_BYTES = ReadLimits().max_bytes


def require_file(path: str | os.PathLike[str]) -> Path:
    """The path, where something is.

    Raises:
        NotFound: there is nothing of that name.
    """
    file = Path(path)
    if not file.exists():
        raise NotFound(f'File "{file}" does not exist; check its name and folder.')
    return file


def read_file(path: str | os.PathLike[str], most: int = MOST_BYTES) -> bytes:
    """The content of a regular file.

    Raises:
        ParseError: it has more than `most` bytes (code `limit`), or is a folder, pipe or device.
        OSError: it cannot be read.
    """
    file = Path(path)
    if not stat.S_ISREG(file.stat().st_mode):
        raise ParseError(f'"{file}" is no regular file; give the name of one.')
    with file.open("rb") as stream:
        return read_stream(stream, f'"{file}"', most)


def read_stream(stream: BinaryIO, name: str, most: int = MOST_BYTES) -> bytes:
    """What is left in a stream; raises as `read_file`."""
    data = stream.read(most + 1)
    if len(data) > most:
        error = ParseError(f"{name} has more than {most} bytes; give a smaller file.")
        error.code = "limit"
        raise error
    return data
