# SPDX-License-Identifier: Apache-2.0
"""Statistical tables as values, and as CSV, HTML, LaTeX, XLSX and DOCX.

    from actionplan import microdata, tables
    made = microdata.tables_of(survey)
    tables.write("table.docx", made)

What is suppressed is not in a `Table` at all, so no file holds it. The same tables give the same
bytes. XLSX and DOCX need openpyxl and python-docx: `pip install actionplan[tables]`.
"""

from actionplan.tables.model import MARKS, Column, Row, Table, Value
from actionplan.tables.write import FORMATS, TEXT_FORMATS, format_of, to_bytes, write

__all__ = [
    "FORMATS",
    "MARKS",
    "TEXT_FORMATS",
    "Column",
    "Row",
    "Table",
    "Value",
    "format_of",
    "to_bytes",
    "write",
]
