# SPDX-License-Identifier: Apache-2.0
"""Texts of plans and evidence in pages: addresses of the web become links, all else stays text."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}|^]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)(\.|$)", re.IGNORECASE)


def linked(text: str) -> Markup:
    """The text with its http and https addresses as links; nothing else in it is markup."""
    out = Markup()
    at = 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_TRAILING)
        if not _is_plain_address(address):
            continue
        out += escape(text[at : match.start()])
        out += Markup('<a href="{0}" rel="noopener nofollow noreferrer">{0}</a>').format(address)
        at = match.start() + len(address)
    return out + escape(text[at:])


def _is_plain_address(address: str) -> bool:
    """Has it a host, and no user name that would pass for one?"""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port is not False
    except ValueError:
        return False


class FileNames:
    """Names of files for ids, whatever these hold: safe in every file system and address, one for
    each id, also where case does not count, and the same for the same ids in the same order."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, text: str) -> str:
        name = self._names.get(text)
        if name is None:
            name = self._names[text] = self._make(text)
        return name

    def _make(self, text: str) -> str:
        is_plain = (
            _PLAIN.fullmatch(text) is not None
            and not _RESERVED.match(text)
            and not text.endswith(".")
        )
        short = text if is_plain else re.sub(r"[^A-Za-z0-9]+", "-", text)[:40].strip("-") or "x"
        name = short
        length = 12  # of the digest; an id may look like a name that was made so
        while name.lower() in self._taken or (name == short and not is_plain):
            name = short + "-" + hashlib.sha256(text.encode()).hexdigest()[:length]
            length += 12
            if length > 64 + 12:
                name = f"{short}-{len(self._taken)}"
        self._taken.add(name.lower())
        return name
