# SPDX-License-Identifier: Apache-2.0
"""The compiled module shows Python its entry point and nothing else."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from actionplan import _core

MODULE = Path(_core.__file__)


def exported(data: bytes) -> list[str]:
    """The symbols that a little-endian ELF64 file defines for others.

    Source: System V ABI, chapter 4 (sections, symbol table).
    """
    sections_at, entry_size, count = (
        struct.unpack_from("<Q", data, 0x28)[0],
        *struct.unpack_from("<HH", data, 0x3A),
    )
    headers = [
        struct.unpack_from("<IIQQQQIIQQ", data, sections_at + i * entry_size) for i in range(count)
    ]
    dynamic_symbols = 11
    names = []
    for _, kind, _, _, offset, size, link, _, _, width in headers:
        if kind != dynamic_symbols:
            continue
        texts = headers[link][4]
        for at in range(offset, offset + size, width):
            name, info, other, section = struct.unpack_from("<IBBH", data, at)
            is_visible = info >> 4 != 0 and other & 3 in (0, 3) and section != 0
            if is_visible:
                begin = texts + name
                names.append(data[begin : data.index(b"\0", begin)].decode())
    return names


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF")
def test_only_the_entry_point_is_exported() -> None:
    assert exported(MODULE.read_bytes()) == ["PyInit__core"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF")
def test_the_check_of_exports_can_fail() -> None:
    import numpy._core._multiarray_umath as other

    assert len(exported(Path(other.__file__).read_bytes())) >= 1
    assert "PyInit__core" not in exported(Path(other.__file__).read_bytes())


SUB_INTERPRETER = """
try:
    import _xxsubinterpreters as interpreters
except ImportError:
    import _interpreters as interpreters

import actionplan  # here it may be imported

made = interpreters.create()
code = '''
try:
    import actionplan
except ImportError as error:
    import os
    os.write(1, str(error).encode())
'''
getattr(interpreters, "run_string", None)(made, code)
interpreters.destroy(made)
actionplan.Plan()
"""


@pytest.mark.parametrize("first", [True, False], ids=["after the main one", "alone"])
def test_a_sub_interpreter_is_refused(first: bool) -> None:
    code = SUB_INTERPRETER
    if not first:
        code = code.replace("import actionplan  # here it may be imported\n", "").replace(
            "actionplan.Plan()\n", ""
        )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,  # a guard: it once hung
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("actionplan cannot be imported into a sub-interpreter; ")
