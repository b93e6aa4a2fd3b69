# SPDX-License-Identifier: Apache-2.0
"""What a published folder says of itself: its manifest, and its publications so far."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import actionplan as ap
from actionplan._bounded import read_file

MANIFEST = "manifest.json"
HEADS = "heads.txt"
SIGNATURE = "manifest.json.minisig"
SCHEMA = "actionplan/publication@1"
HEADS_SCHEMA = "actionplan/heads@1"
STORE = "data/monitor.db"
MOST_MANIFEST_BYTES = 64 << 20
MOST_HEADS_BYTES = 16 << 20
MOST_SIGNATURE_BYTES = 16 << 10
_BLOCK = 1 << 20
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([0-9a-f]{64}) ([0-9a-f]{64})")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def read_bounded(path: Path, most: int) -> bytes:
    """The content of a file of at most `most` bytes.

    Raises:
        Error: it is longer, or cannot be read.
    """
    try:
        return read_file(path, most)
    except OSError as error:
        raise ap.Error(f'"{path}" cannot be read: {error.strerror}.') from None


def write_manifest(document: Mapping[str, Any]) -> bytes:
    """The one way in which a manifest is written."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode(
        "utf-8", "surrogatepass"
    )


def publication_digest(document: Mapping[str, Any]) -> str:
    """Stands for all that a manifest says, but for `heads.txt`, which names this digest."""
    files = {path: entry for path, entry in document["files"].items() if path != HEADS}
    return hashlib.sha256(write_manifest({**document, "files": files})).hexdigest()


@dataclass(frozen=True)
class Manifest:
    """A manifest, and which keys of it stand there twice."""

    document: dict[str, Any]
    twice: tuple[str, ...]
    is_canonical: bool  # byte for byte as it would be written

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        return self.document["files"]  # type: ignore[no-any-return]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a published folder.

    Raises:
        Error: there is none, or it is none of ours.
    """
    file = folder / MANIFEST
    if not file.is_file():
        raise ap.Error(f'"{folder}" holds no {MANIFEST}, so it is no published folder.')
    return parse_manifest(read_bounded(file, MOST_MANIFEST_BYTES), str(folder))


def parse_manifest(data: bytes, folder: str) -> Manifest:
    """As `read_manifest`, of its bytes."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice.extend(key for key, count in counts.items() if count > 1)
        return made

    try:
        document = json.loads(data, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise ap.Error(f'The {MANIFEST} in "{folder}" is no JSON; publish again.') from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ap.Error(f'The {MANIFEST} in "{folder}" does not name the schema {SCHEMA}.')
    files = document.get("files")
    if not isinstance(files, dict) or not all(map(_is_entry, files.values())):
        raise ap.Error(f'The {MANIFEST} in "{folder}" lists no files with digests; publish again.')
    return Manifest(document, tuple(twice), write_manifest(document) == data)


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("sha256"), str)


@dataclass(frozen=True)
class Head:
    """One publication, as a line of `heads.txt` tells it."""

    as_of: str
    head: str  # of the ledger
    publication: str  # `publication_digest` of its manifest

    def __str__(self) -> str:
        return f"{self.as_of} {self.head} {self.publication}"


def write_heads(heads: Iterable[Head]) -> bytes:
    return "".join(f"{line}\n" for line in (HEADS_SCHEMA, *map(str, heads))).encode()


def parse_heads(data: bytes, name: str) -> list[Head]:
    """The publications that a `heads.txt` tells, the first one first.

    Raises:
        Error: it is none.
    """
    lines = data.decode("ascii", "replace").split("\n")
    if lines[0] != HEADS_SCHEMA or lines[-1] != "":
        raise ap.Error(
            f'"{name}" is no list of heads; it begins with the line {HEADS_SCHEMA}, and its last '
            "line is ended."
        )
    heads = []
    for number, line in enumerate(lines[1:-1], 2):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ap.Error(
                f'"{name}", line {number}, is not a day and two digests; restore the file.'
            )
        heads.append(Head(*match.groups()))
    return heads


def read_heads(path: Path) -> list[Head]:
    """As `parse_heads`, of a file."""
    return parse_heads(read_bounded(path, MOST_HEADS_BYTES), str(path))
