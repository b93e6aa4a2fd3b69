# SPDX-License-Identifier: Apache-2.0
"""XLS workbooks for tests: BIFF8 records in a compound file."""

from __future__ import annotations

import struct
from collections.abc import Sequence

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DATE = 14  # the built-in format of days
Value = str | float
Range = tuple[int, int, int, int]


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xf(number_format: int) -> bytes:
    return record(0xE0, struct.pack("<HHHBBBBIIH", 0, number_format, 0, 0, 0, 0, 0, 0, 0, 0))


def sheet_stream(rows: Sequence[Sequence[Value]], merged: Sequence[Range], dates: bool) -> bytes:
    out = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    width = max((len(row) for row in rows), default=0)
    out += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                out += record(0x204, struct.pack("<HHH", at, column, 0) + text)
            else:
                style = 1 if dates and value > 30000 else 0
                out += record(0x203, struct.pack("<HHHd", at, column, style, value))
    if merged:
        spans = b"".join(struct.pack("<HHHH", *span) for span in merged)
        out += record(0xE5, struct.pack("<H", len(merged)) + spans)
    return out + record(0x0A)


def xls(
    sheets: dict[str, Sequence[Sequence[Value]]],
    *,
    merged: Sequence[Range] = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook; numbers above 30000 are shown as days. `merged` holds for the first sheet, as
    first row, last row, first column, last column."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0)) + xf(0) + xf(DATE)
    streams = [
        sheet_stream(rows, merged if at == 0 else (), True)
        for at, rows in enumerate(sheets.values())
    ]
    size = len(start) + sum(12 + 2 * len(name) for name in sheets) + 4
    bounds, at = b"", size
    for name, stream in zip(sheets, streams, strict=True):
        text = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
        bounds += record(0x85, struct.pack("<IBB", at, int(name in hidden), 0) + text)
        at += len(stream)
    return compound("Workbook", start + bounds + record(0x0A) + b"".join(streams))


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    return header + struct.pack("<128I", *fat) + folder.ljust(512, b"\0") + stream
