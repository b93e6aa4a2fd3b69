# SPDX-License-Identifier: Apache-2.0
"""PDF documents for tests, drawn by hand: texts, ruled tables, pictures."""

from __future__ import annotations

from collections.abc import Sequence

Page = list[str]

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold"}
PICTURE = "q 200 0 0 200 100 400 cm /Im1 Do Q"


def text(x: float, y: float, words: str, size: float = 11, font: str = "F1") -> str:
    shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({shown}) Tj ET"


def ruled(x: Sequence[float], y: Sequence[float], cells: Sequence[Sequence[str]]) -> Page:
    """A table with all its rules; lines of a cell are apart by line breaks, 12 points high."""
    drawn = [f"{x[0]} {at} m {x[-1]} {at} l S" for at in y]
    drawn += [f"{at} {y[0]} m {at} {y[-1]} l S" for at in x]
    for row, top in zip(cells, y, strict=False):
        for cell, left in zip(row, x, strict=False):
            for line, words in enumerate(cell.split("\n")):
                drawn.append(text(left + 4, top - 12 - 12 * line, words, 10))
    return drawn


def pdf(*pages: Page, encrypted: bool = False, compress: bytes | None = None) -> bytes:
    """A document of A4 pages, each a list of drawing operators."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    )
    fonts = []
    for name, base in FONTS.items():
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} "
            "/Encoding /WinAnsiEncoding >>".encode()
        )
        fonts.append(f"/{name} {len(objects)} 0 R")
    kids = []
    for page in pages:
        drawn = "\n".join(page).encode("cp1252")
        extra = b""
        if compress is not None:
            drawn, extra = compress, b" /Filter /FlateDecode"
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(drawn), extra, drawn))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {' '.join(fonts)} >> /XObject << /Im1 3 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    lock = b""
    if encrypted:
        secret = b"<" + b"5a" * 32 + b">"
        lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> /ID [<00> <00>]" % (
            secret,
            secret,
        )
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        lock,
        start,
    )
    return bytes(out)
