# SPDX-License-Identifier: Apache-2.0
"""Runs an extractor in a process of its own, bounded in memory and time.

The libraries that read PDF and XLS trust the sizes that a file declares. What a hostile file makes
of them ends with the process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionplan._core import Cancelled, ParseError
from actionplan.formats.blocks import refuse

if TYPE_CHECKING:
    from actionplan.formats.blocks import Cancel

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 120
_POLL_SECONDS = 0.05


def limit_self(memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS) -> None:
    """Bounds the process that calls it, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows, where the time alone is bounded
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, hard))


def finish(
    process: subprocess.Popen[bytes], seconds: float, cancel: Cancel | None
) -> tuple[bytes, bytes] | None:
    """What it wrote; None where it took longer. Ends it whatever happens."""
    waited = 0.0
    try:
        while True:
            try:
                return process.communicate(timeout=_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                waited += _POLL_SECONDS
                if waited > seconds:
                    return None
                if cancel is not None and cancel():
                    raise Cancelled("The reading was cancelled.") from None
    finally:
        if process.poll() is None:
            _end(process)
            process.communicate()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process, and where it leads a group of its own those that it started."""
    if hasattr(os, "killpg") and os.getpgid(process.pid) == process.pid:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def extract(
    module: str, content: bytes, options: dict[str, int], what: str, cancel: Cancel | None
) -> Any:
    """What `python -m module SOURCE OUT OPTIONS` makes of the content.

    Args:
        module: Writes one JSON value; `{"refused": [code, sentence]}` becomes a `ParseError`.
        content: The bytes of the file.
        options: Arguments of the module, as JSON.
        what: "The PDF document", for messages.
        cancel: Asked meanwhile.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with tempfile.TemporaryDirectory(prefix="actionplan-", ignore_cleanup_errors=True) as folder:
        source, out = Path(folder, "source"), Path(folder, "out.json")
        source.write_bytes(content)
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(source), str(out), json.dumps(options)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
        done = finish(process, 2.0 * CPU_SECONDS, cancel)
        if done is None or process.returncode != 0 or not out.is_file():
            said = b"" if done is None else done[1]
            _refuse_failed(what, process.returncode, said)
        found = json.loads(out.read_bytes())
    if isinstance(found, dict) and "refused" in found:
        refuse(*found["refused"])
    return found


def _refuse_failed(what: str, status: int, said: bytes) -> None:
    last = said.decode(errors="replace").strip().rpartition("\n")[2][:200]
    if "MemoryError" in last or status in (-9, -24, -6, 152):
        refuse(
            "limit",
            f"{what} takes more than {CPU_SECONDS} seconds or {MEMORY_BYTES >> 20} MiB to read; "
            "save it anew, or split it.",
        )
    refuse("malformed", f"{what} cannot be read ({last or f'status {status}'}); save it anew.")


def run(extractor: Callable[..., object]) -> None:
    """The extractor's side: `extractor(content, **options)` within the limits, or its refusal."""
    limit_self()
    source, out, options = sys.argv[1:]
    try:
        found = extractor(Path(source).read_bytes(), **json.loads(options))
    except ParseError as error:
        found = {"refused": [str(error.code), str(error)]}
    Path(out).write_text(json.dumps(found), encoding="utf-8")
