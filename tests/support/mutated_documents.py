# SPDX-License-Identifier: Apache-2.0
"""Reads changed copies of documents, as a process of its own whose memory is bounded.

    python mutated_documents.py FORMAT COUNT SEED FILE...

Prints what came of them as JSON: how many were read, how many were refused with which code, the
slowest in seconds of processor time, and what went wrong. The same arguments make the same copies.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

MEMORY = 1 << 30  # beyond what the process has when it begins
ODD = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"PK\x03\x04", b"PK\x01\x02", b"]]>",
    b"<", b"</", b"&#0;", b"&lt;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!--", b"<table>", b"</td>",
    b'"', b"\xff\xff\xff\xff", b"|", b"\t", b"\n\n", b",,,,", b"```", b"rowspan=99999999", b"1e999",
)  # fmt: skip


def changed(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """Cut, flipped, spliced with itself or another, or with something odd in it."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randrange(len(out) + 1)
        size = rng.choice((1, 4, 64, 1000, 20_000))
        kind = rng.randrange(7)
        if kind == 0 and at > 0:
            del out[at:]
        elif kind == 1:
            for _ in range(rng.choice((1, 1, 8))):
                if out:
                    out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
        elif kind == 2:
            del out[at : at + size]
        elif kind == 3:
            out[at:at] = out[at : at + size] * rng.choice((1, 2, 20))
        elif kind == 4:
            begin = rng.randrange(len(other) + 1)
            out[at : at + rng.choice((0, size))] = other[begin : begin + size]
        elif kind == 5:
            out[at:at] = rng.choice(ODD) * rng.choice((1, 1, 3, 500))
        else:
            out[at : at + 4] = rng.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"))
    return bytes(out)


def packed_again(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """An archive of which one part was changed, so that its checksums hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    large = sorted(parts, key=lambda name: -len(parts[name]))
    name = rng.choice((large[0], large[0], rng.choice(large)))
    parts[name] = changed(parts[name], other, rng)
    if rng.randrange(20) == 0:
        parts.pop(rng.choice(large))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def bound_memory() -> None:
    """Where the system can."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc").is_dir() else 0
    bound = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (bound, resource.RLIM_INFINITY))


def main(wanted: str, count: int, seed: int, files: list[Path]) -> dict[str, Any]:
    import actionplan as ap

    sound = [file.read_bytes() for file in files]
    for data in sound:
        assert len(ap.read(data, format=wanted)) > 0
    bound_memory()
    codes: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    read = 0
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        data = rng.choice(sound)
        make = packed_again if data[:2] == b"PK" and number % 2 else changed
        data = make(data, rng.choice(sound), rng)
        begin = time.process_time()
        try:
            found = ap.read_all(data, format=wanted if number % 4 else None)
            totals = found.totals
            if totals.all != totals.used + totals.named + totals.excluded:
                wrong.append(f"{number}: {totals}")
            if number % 8 == 0 and ap.plan_from_json(found.plan.to_json()) != found.plan:
                wrong.append(f"{number}: another plan by JSON")
            read += 1
        except ap.ParseError as error:
            codes[str(error.code)] += 1
            if not str(error).endswith("."):
                wrong.append(f"{number}: {error}")
        except Exception as error:
            wrong.append(f"{number}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.process_time() - begin)
    return {"read": read, "codes": dict(codes), "slowest": slowest, "wrong": wrong}


if __name__ == "__main__":
    kind, rounds, start, *names = sys.argv[1:]
    print(json.dumps(main(kind, int(rounds), int(start), [Path(name) for name in names])))
