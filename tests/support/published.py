# SPDX-License-Identifier: Apache-2.0
"""A published folder as someone leaves it who changes it and makes its manifest fit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from actionplan.site.manifest import (
    HEADS,
    MANIFEST,
    Head,
    parse_heads,
    publication_digest,
    write_heads,
    write_manifest,
)


def manifest_of(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    return document


def rewrite(
    folder: Path, change: Callable[[dict[str, Any]], object], *, with_heads: bool = True
) -> None:
    """Changes the manifest and, unless told otherwise, the line of heads.txt that stands for it."""
    document = manifest_of(folder)
    change(document)
    if with_heads:
        heads = parse_heads((folder / HEADS).read_bytes(), HEADS)
        heads[-1] = Head(document["as_of"], document["head"], publication_digest(document))
        (folder / HEADS).write_bytes(write_heads(heads))
        document["files"][HEADS] = entry_of(folder / HEADS)
    (folder / MANIFEST).write_bytes(write_manifest(document))


def entry_of(file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
