# SPDX-License-Identifier: Apache-2.0
"""A folder whose files are one plan: files of one kind with like keys are the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from actionplan._core import ParseError, Place, read_document
from actionplan.formats.blocks import Builder, refuse
from actionplan.formats.tree import Scalar, TreeBlocks, TreeMapping, add_records, records_of
from actionplan.formats.yaml import FrontMatter, TreeReader, Yaml, front_matter_of

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

_ASIDE = ("readme", "license", "licence", "copying", "changelog", "index")
_PICTURES = ("png", "jpg", "jpeg", "gif", "svg", "webp", "ico")
BODY = "content"  # the column of the text below front matter, as generators of sites call it


class Folder:
    """The files of a folder, in the order of their names."""

    id = "folder"
    name = "Folder"
    extensions = ()

    def sniff(self, name: str, content: bytes) -> bool:
        return False

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        return self.read_folder(name, {name: content}, limits, cancel)

    def sniff_folder(self, name: str, files: Mapping[str, bytes]) -> bool:
        return bool(files)

    def read_folder(
        self,
        name: str,
        files: Mapping[str, bytes],
        limits: ReadLimits,
        cancel: Cancel | None = None,
    ) -> Document:
        """One document; what cannot be read is named by a problem, and the rest is read.

        Raises:
            ParseError: files of several kinds, of which one has to be named.
        """
        _refuse_mixed(files)
        builder = Builder(limits, [], cancel)
        trees: list[TreeMapping] = []
        has_text_places = True
        for path, content in files.items():
            try:
                tree = _tree_of(builder, path, content)
                if tree is not None:
                    trees.append(tree)
                    continue
                _add_records(builder, trees)
                trees = []
                document = read_document(content, name=path, limits=limits, cancel=cancel)
            except ParseError as error:
                if str(error.code) == "limit":
                    raise
                builder.parts.append(path)
                builder.report(
                    "file_left_out",
                    f'The file "{path}" was left out: {error}',
                    Place(1, 1, len(builder.parts) - 1),
                    "warning",
                )
                continue
            has_text_places = has_text_places and document.has_text_places
            parts = [f"{path}: {part}" if part != path else path for part in document.parts]
            builder.add(document.replace(parts=parts or [path]), Place(1, 1, len(builder.parts)))
        _add_records(builder, trees)
        return builder.document(has_text_places=has_text_places)


def _refuse_mixed(files: Mapping[str, bytes]) -> None:
    """A plan beside its profile and evidence is no plan in parts: reading all would mix them."""
    kinds: dict[str, str] = {}
    for path in files:
        stem, dot, suffix = path.rpartition("/")[2].lower().rpartition(".")
        is_aside = stem.startswith(_ASIDE) or suffix in _PICTURES or (dot and not stem)
        if not is_aside:
            kinds.setdefault(suffix if dot else "", path)
    if len(kinds) > 1:
        named = ", ".join(f'"{path}"' for path in list(kinds.values())[:5])
        refuse(
            "unsupported",
            f"The folder holds files of {len(kinds)} kinds, such as {named}, which can hardly be "
            "parts of one plan; name the file to read.",
        )


def _tree_of(builder: Builder, path: str, content: bytes) -> TreeMapping | None:
    """The tree of a file in YAML or with front matter; None for others."""
    name = path.rpartition("/")[2]
    part = len(builder.parts)
    if FrontMatter().sniff(name, content):
        tree, body = front_matter_of(builder, content, part)
        if body.text:
            tree.add(Scalar(BODY, body.place), body)
    elif Yaml().sniff(name, content):
        trees = TreeReader(builder, part).trees(content, "The YAML")
        if len(trees) != 1 or not isinstance(trees[0], TreeMapping):
            return None
        tree = trees[0]
    else:
        return None
    builder.parts.append(path)
    return tree


def _add_records(builder: Builder, trees: list[TreeMapping]) -> None:
    """Like trees as one table, others one after the other."""
    if len(trees) > 1 and (rows := records_of(trees)) is not None:
        add_records(builder, rows, [], 0)
        return
    blocks = TreeBlocks(builder)
    for tree in trees:
        blocks.add(tree)
