# SPDX-License-Identifier: Apache-2.0
"""Every change that publishing makes to the file system, in one place that tests can let fail."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_ABSENT = {
    errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM, errno.EACCES,
}  # fmt: skip


class Files:
    """Writes, renames and removes. Each call either did all of what it says, or raised OSError."""

    def write(self, path: Path, data: bytes) -> None:
        """Makes a new file; it is on its way to the disk as a whole."""
        with path.open("xb") as stream:
            self.put(stream.fileno(), data)

    def put(self, descriptor: int, data: bytes) -> None:
        """All of the bytes, however many the system takes at a time."""
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def make_folder(self, path: Path) -> None:
        """Makes a folder and those above it; one that is there is left."""
        path.mkdir(parents=True, exist_ok=True)

    def make_temporary(self, parent: Path, prefix: str, suffix: str) -> Path:
        """Makes a new folder that only this user can enter."""
        return Path(tempfile.mkdtemp(prefix=prefix, suffix=suffix, dir=parent))

    def open_up(self, path: Path) -> None:
        """Gives the folder the mode of any other one."""
        mask = os.umask(0o022)
        os.umask(mask)
        path.chmod(0o777 & ~mask)

    def sync(self, path: Path) -> None:
        """Returns when what was written to this file system has reached the disk."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            call = _library_call("syncfs")
            if call is None or call(descriptor) != 0:
                os.sync()
        finally:
            os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Moves a folder or a link to where nothing, an empty folder or a link is."""
        old.rename(new)

    def link(self, target: str, path: Path) -> None:
        """Makes a symbolic link."""
        path.symlink_to(target, target_is_directory=True)

    def exchange(self, one: Path, other: Path) -> bool:
        """Swaps two folders in one step; false where the file system or the system cannot."""
        call = _library_call("renameat2")
        if call is None:
            return False
        names = (ctypes.c_char_p(os.fsencode(one)), ctypes.c_char_p(os.fsencode(other)))
        if call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
            return True
        number = ctypes.get_errno()
        if number in _ABSENT:
            return False
        raise OSError(number, os.strerror(number), str(other))

    def remove(self, path: Path) -> None:
        """Removes a link, or a folder with all that it holds."""
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)


FILES = Files()


def _library_call(name: str) -> Callable[..., int] | None:
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), name)  # type: ignore[no-any-return]
    except (AttributeError, OSError):
        return None


def _system_locks() -> Any:
    try:
        import fcntl
    except ModuleNotFoundError:  # not on this system
        return None
    return fcntl


class Claim:
    """Says to other processes that a folder is being written, for as long as the process lives."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> Claim | None:
        """The claim on a folder; None where another process holds it, or nobody can."""
        locks = _system_locks()
        if locks is None:
            return None
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except OSError:
            return None
        try:
            locks.flock(descriptor, locks.LOCK_EX | locks.LOCK_NB)
            held, found = os.fstat(descriptor), folder.stat()
            if (held.st_dev, held.st_ino) == (found.st_dev, found.st_ino):
                return cls(descriptor)
        except OSError:
            pass
        os.close(descriptor)
        return None

    def release(self) -> None:
        """Gives it up."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
