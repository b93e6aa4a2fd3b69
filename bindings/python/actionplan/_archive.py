# SPDX-License-Identifier: Apache-2.0
"""Office files are archives, whose entries carry the time of writing: it is taken out."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can say


def without_times(data: bytes) -> bytes:
    """The same entries in the same order, all of one day."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(entry))
    return out.getvalue()


def workbook_bytes(book: Any) -> bytes:
    """A workbook of openpyxl as a file, with the same bytes whenever it is made."""
    import openpyxl.writer.excel

    book.properties.created = book.properties.modified = datetime.datetime(2000, 1, 1)  # noqa: DTZ001
    out = io.BytesIO()
    # Workbook.save would set the time of making.
    openpyxl.writer.excel.ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    return without_times(out.getvalue())
