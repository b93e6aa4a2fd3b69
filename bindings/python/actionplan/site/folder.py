# SPDX-License-Identifier: Apache-2.0
"""A published folder while it is written: beside its place, and put there whole in one step."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import actionplan as ap
from actionplan.site import files as file_layer
from actionplan.site.files import Claim, Files
from actionplan.site.manifest import (
    HEADS,
    MANIFEST,
    SCHEMA,
    SIGNATURE,
    Head,
    digest_of,
    publication_digest,
    read_heads,
    read_manifest,
    write_heads,
    write_manifest,
)

_TRIES = 8


class Folder:
    """The files of a publication while they are written, with what the manifest says of each.

    Args:
        root: where they are written.
        heads: the publications that this one takes the place of, the first one first.
    """

    def __init__(self, root: Path, heads: list[Head], layer: Files) -> None:
        self.root = root
        self.heads = heads
        self.files: dict[str, dict[str, int | str]] = {}
        self._layer = layer
        self._made: set[Path] = set()

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file, which must be a new one."""
        data = content.encode() if isinstance(content, str) else content
        self._layer.write(self.place(path), data)
        self.files[path] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def add(self, path: str) -> None:
        """Takes in a file that someone else wrote at `place(path)`."""
        file = self.root / path
        self.files[path] = {"bytes": file.stat().st_size, "sha256": digest_of(file)}

    def place(self, path: str) -> Path:
        """Where a file is to be written; its folder is there."""
        file = self.root / path
        if file.parent not in self._made:
            self._layer.make_folder(file.parent)
            self._made.add(file.parent)
        return file

    def close(self, about: Mapping[str, Any]) -> None:
        """Writes the heads and the manifest; nothing is written afterwards."""
        document = {"schema": SCHEMA, **about, "files": dict(sorted(self.files.items()))}
        head = Head(str(about["as_of"]), str(about["head"]), publication_digest(document))
        known = self.heads if self.heads[-1:] == [head] else [*self.heads, head]
        self.write(HEADS, write_heads(known))
        document["files"] = dict(sorted(self.files.items()))
        self._layer.write(self.root / MANIFEST, write_manifest(document))


@contextmanager
def new_folder(out: Path) -> Iterator[Folder]:
    """A folder to fill, which takes the place of `out` in one step when all went well.

    Until then `out` is as it was, and so it stays when something fails. What stands at `out` must
    be an empty folder or an earlier publication with nothing else in it. What publications that
    were killed have left beside it is removed.

    Raises:
        Error: it is anything else, or another publication took the place meanwhile.
    """
    layer = file_layer.FILES
    place = _Place.of(out, layer)
    _check_replaceable(place.link)
    heads = _earlier_heads(place.link)
    layer.make_folder(place.link.parent)
    place.remove_leftovers()
    made, claim = place.begin()
    try:
        yield Folder(made, list(heads), layer)
        layer.open_up(made)  # as any folder, not private as a temporary one
        layer.sync(made)
        if _earlier_heads(place.link) != heads:
            raise ap.Error(
                f'Another publication took its place in "{out}" meanwhile, which this one would '
                "not tell; publish again."
            )
        place.switch(made)
    finally:
        claim.release()
        place.remove_leftovers()


class _Place:
    """Where a publication stands, and how another takes its place.

    A plain folder is exchanged with the new one. Where the file system cannot do that, the place is
    a symbolic link to a folder beside it, and a new link is renamed over the old one.
    """

    def __init__(self, link: Path, layer: Files) -> None:
        self.link = link
        self._layer = layer
        self._own = re.compile(re.escape(f".{link.name}.") + r"[a-z0-9_]{8}\.(new|old|site)")

    @classmethod
    def of(cls, out: Path, layer: Files) -> _Place:
        """The place that a path names; links that someone else made are followed."""
        place = cls(Path(os.path.realpath(out.parent)) / out.name, layer)
        return place if place._target() else cls(Path(os.path.realpath(out)), layer)

    def _target(self) -> Path | None:
        """The folder that the place is a link to, where this class made the link."""
        try:
            target = self.link.readlink()
        except OSError:
            return None
        return self.link.parent / target if self._own.fullmatch(str(target)) else None

    def begin(self) -> tuple[Path, Claim]:
        """A new folder to write into, and the claim that keeps others from removing it."""
        for _ in range(_TRIES):
            made = self._layer.make_temporary(self.link.parent, f".{self.link.name}.", ".new")
            claim = Claim.take(made)
            if claim is not None:
                return made, claim
            # Another publication took it for a leftover just now, or nothing can be locked here.
            self._remove(made)
        return self._layer.make_temporary(self.link.parent, f".{self.link.name}.", ".new"), Claim()

    def remove_leftovers(self) -> None:
        """Removes what earlier publications left: what nobody writes and nobody is shown."""
        with suppress(OSError):
            for path in sorted(self.link.parent.iterdir()):
                if not self._own.fullmatch(path.name):
                    continue
                if path.is_symlink():
                    self._remove(path)
                elif (claim := Claim.take(path)) is not None:
                    # Asked only now: who wrote it gives up the claim after it is shown.
                    if path != self._target():
                        self._remove(path)
                    claim.release()

    def _remove(self, path: Path) -> None:
        with suppress(OSError):  # the next publication tries again
            self._layer.remove(path)

    def switch(self, made: Path) -> None:
        """Puts the new folder in its place."""
        _check_replaceable(self.link)  # once more: writing took a while
        is_link = self.link.is_symlink()
        is_there = self.link.exists()
        if is_there and not is_link and self._layer.exchange(made, self.link):
            return
        if not is_there and not is_link and self._can_exchange():
            self._layer.rename(made, self.link)
            return
        self._switch_link(made, is_there and not is_link)

    def _can_exchange(self) -> bool:
        """Can what is put there now be exchanged once another takes its place?"""
        parent, prefix = self.link.parent, f".{self.link.name}."
        for _ in range(_TRIES):
            pair = [self._layer.make_temporary(parent, prefix, ".old") for _ in range(2)]
            try:
                return self._layer.exchange(*pair)
            except FileNotFoundError:  # another publication took it for a leftover
                continue
            finally:
                for path in pair:
                    self._remove(path)
        return False

    def _switch_link(self, made: Path, is_folder: bool) -> None:
        kept = made.with_suffix(".site")
        link = made.with_suffix(".old")
        self._layer.rename(made, kept)
        if not is_folder:
            self._place_link(kept, link)
            return
        # A folder from before, on a file system that can do neither: for a moment nothing is there.
        old = self._layer.make_temporary(self.link.parent, f".{self.link.name}.", ".old")
        self._layer.rename(self.link, old)
        try:
            self._place_link(kept, link)
        except OSError:
            self._layer.rename(old, self.link)
            raise

    def _place_link(self, kept: Path, link: Path) -> None:
        for left in reversed(range(_TRIES)):
            self._layer.link(kept.name, link)
            try:
                self._layer.rename(link, self.link)
                return
            except FileNotFoundError:  # another publication took it for a leftover
                if left == 0:
                    raise


def _earlier_heads(out: Path) -> list[Head]:
    """The publications that the folder tells, where it holds one."""
    file = out / HEADS
    return read_heads(file) if file.is_file() else []


def _check_replaceable(out: Path) -> None:
    if not out.exists():
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
    extra = sorted(set(found_in(out)) - set(manifest.files) - {MANIFEST, SIGNATURE})
    if extra:
        raise ap.Error(
            f'The folder "{out}" holds "{extra[0]}", which is not of the earlier publication and '
            "would be lost; move it elsewhere first."
        )


def found_in(folder: Path) -> Iterator[str]:
    """Every file below the folder, and whatever else is no folder; links are not followed."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in (*files, *links):
            yield (Path(parent) / name).relative_to(folder).as_posix()
