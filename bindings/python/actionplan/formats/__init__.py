# SPDX-License-Identifier: Apache-2.0
"""Readers of further formats: PDF, YAML, front matter, reStructuredText, XLS, DOC, RTF, folders.

Each turns a file into a `Document` and knows nothing of what the document says. `actionplan.read`
asks them where no reader of C++ claims a file, before the readers that other packages announce.
The packages that they stand on come with the extra `formats`
(`pip install 'actionplan[formats]'`), and are imported when a file needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actionplan.readers import FormatReader

READERS = {
    "pdf": "pdf.Pdf",
    "rtf": "office.Rtf",
    "doc": "office.Doc",
    "xls": "xls.Xls",
    "front_matter": "yaml.FrontMatter",
    "yaml": "yaml.Yaml",
    "json_tree": "json_tree.JsonTree",
    "rst": "rst.Rst",
    "folder": "folder.Folder",
}
"""The readers in the order in which they are asked: by id, the module and class of each."""


def readers() -> Iterator[FormatReader]:
    """The package's own readers, in the order in which they are asked."""
    for where in READERS.values():
        module, name = where.split(".")
        yield getattr(import_module(f"{__name__}.{module}"), name)()


__all__ = ["READERS", "readers"]
