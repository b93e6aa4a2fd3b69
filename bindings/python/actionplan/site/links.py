# SPDX-License-Identifier: Apache-2.0
"""Texts of plans and evidence in pages: addresses of the web become links, all else stays text."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
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
        if is_plain and text.lower() not in self._taken:
            name = text
        else:
            short = re.sub(r"[^A-Za-z0-9]+", "-", text)[:40].strip("-") or "x"
            name = next(one for one in _told_apart(short, text) if one.lower() not in self._taken)
        self._taken.add(name.lower())
        return name


def _told_apart(short: str, text: str) -> Iterator[str]:
    """Names for a text that is none itself, without end: an id may look like one made so."""
    data = text.encode("utf-8", "surrogatepass")
    for length in range(12, 64 + 12, 12):
        yield f"{short}-{hashlib.sha256(data).hexdigest()[:length]}"
    for number in itertools.count(1):
        yield f"{short}-{hashlib.sha256(data + b'/%d' % number).hexdigest()}"
