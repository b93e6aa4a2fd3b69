# SPDX-License-Identifier: Apache-2.0
"""A published folder: written beside its place and moved there whole, and checked afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import actionplan as ap

MANIFEST = "manifest.json"
SCHEMA = "actionplan/publication@1"
STORE = "data/monitor.db"
_BLOCK = 1 << 20


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


class Folder:
    """The files of a publication while they are written, with what the manifest says of each."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, dict[str, int | str]] = {}
        self._made: set[Path] = set()

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file, which must be a new one."""
        data = content.encode() if isinstance(content, str) else content
        with self._place(path).open("xb") as stream:
            stream.write(data)
        self.files[path] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def add(self, path: str) -> None:
        """Takes in a file that someone else wrote at `place(path)`."""
        file = self.root / path
        self.files[path] = {"bytes": file.stat().st_size, "sha256": digest_of(file)}

    def place(self, path: str) -> Path:
        """Where a file is to be written; its folder is there."""
        return self._place(path)

    def close(self, about: Mapping[str, Any]) -> None:
        """Writes the manifest; nothing is written afterwards."""
        document = {"schema": SCHEMA, **about, "files": dict(sorted(self.files.items()))}
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        (self.root / MANIFEST).write_bytes(text.encode())

    def _place(self, path: str) -> Path:
        file = self.root / path
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        return file


@contextmanager
def new_folder(out: Path) -> Iterator[Folder]:
    """A folder to fill, which takes the place of `out` when all went well.

    Until then `out` is as it was, and so it stays when something fails. What stands at `out` must
    be an empty folder or an earlier publication with nothing else in it.

    Raises:
        Error: it is anything else.
    """
    out = Path(os.path.realpath(out))
    _check_replaceable(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=out.parent))
    try:
        yield Folder(made)
        made.chmod(0o777 & ~_umask())  # as any folder, not private as a temporary one
        _swap(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _swap(made: Path, out: Path) -> None:
    _check_replaceable(out)  # once more: writing took a while
    if not out.exists():
        made.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".old", dir=out.parent))
    out.rename(old)
    try:
        made.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old)


def _check_replaceable(out: Path) -> None:
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise ap.Error(f'"{out}" is no folder; name a new one for the site.')
    if not any(out.iterdir()):
        return
    try:
        manifest = read_manifest(out)
    except ap.Error as error:
        raise ap.Error(
            f'The folder "{out}" holds something else than an earlier publication, and nothing of '
            "it is overwritten; name another folder, or an empty one."
        ) from error
    extra = sorted(set(_found(out)) - set(manifest["files"]) - {MANIFEST})
    if extra:
        raise ap.Error(
            f'The folder "{out}" holds "{extra[0]}", which is not of the earlier publication and '
            "would be lost; move it elsewhere first."
        )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published folder.

    Raises:
        Error: there is none, or it is none of ours.
    """
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise ap.Error(f'"{folder}" holds no {MANIFEST}, so it is no published folder.') from None
    except (ValueError, RecursionError):
        raise ap.Error(f'The {MANIFEST} in "{folder}" is no JSON; publish again.') from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ap.Error(f'The {MANIFEST} in "{folder}" does not name the schema {SCHEMA}.')
    files = document.get("files")
    if not isinstance(files, dict) or not all(
        isinstance(entry, dict) and isinstance(entry.get("sha256"), str) for entry in files.values()
    ):
        raise ap.Error(f'The {MANIFEST} in "{folder}" lists no files with digests; publish again.')
    return document


def _found(folder: Path) -> Iterator[str]:
    """Every file below the folder, and whatever else is no folder; links are not followed."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in (*files, *links):
            yield (Path(parent) / name).relative_to(folder).as_posix()


def verify_folder(folder: str | os.PathLike[str], head: str | None = None) -> list[ap.Problem]:
    """Checks a published folder against its manifest; empty: it is as it was published.

    Names each file that is missing, was changed or was added, and verifies the chain of the store
    that lies in it up to the manifest's head; with `head`, a head kept elsewhere, that too.

    Raises:
        Error: the folder holds no manifest that can be read.
    """
    root = Path(folder)
    manifest = read_manifest(root)
    problems = [
        problem
        for path, entry in sorted(manifest["files"].items())
        if (problem := _check_file(root, path, entry["sha256"])) is not None
    ]
    for path in sorted(set(_found(root)) - set(manifest["files"]) - {MANIFEST}):
        problems.append(
            _problem("extra_file", path, "is not named by the manifest; it was added afterwards.")
        )
    if STORE in manifest["files"] and not any(p.subject == STORE for p in problems):
        problems += _check_store(root / STORE, manifest, head)
    return problems


def _check_file(root: Path, path: str, digest: str) -> ap.Problem | None:
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or parts[0] == "/":
        return _problem("bad_path", path, "leads out of the folder; the manifest was changed.")
    file = root / path
    try:
        is_file = stat.S_ISREG(file.lstat().st_mode)
    except (OSError, ValueError):
        return _problem("missing_file", path, "is missing.")
    if not is_file or digest_of(file) != digest:
        return _problem("changed_file", path, "is not what was published: it was changed.")
    return None


def _check_store(path: Path, manifest: Mapping[str, Any], head: str | None) -> list[ap.Problem]:
    try:
        with ap.Store.open(path) as store:
            if store.head() != manifest.get("head"):
                return [_problem("other_head", STORE, "does not end at the manifest's head.")]
            return store.verify(head)
    except ap.Error as error:
        return [_problem("broken_store", STORE, f"cannot be verified: {error}")]


def _problem(code: str, path: str, said: str) -> ap.Problem:
    return ap.Problem(code, "error", message=f'"{path}" {said}', subject=path)
