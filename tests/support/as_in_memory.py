# SPDX-License-Identifier: Apache-2.0
"""The ids that entries of a store had in memory: those of a store are salted, another each time."""

from __future__ import annotations

import actionplan as ap


def memory_ids(evidence: ap.Evidence) -> dict[str, str]:
    """By the id of each entry, what `entry_id` says of it before it is recorded."""
    found: dict[str, str] = {}

    def of(at: int) -> str:
        given = evidence.id(at)
        if given not in found:
            entry = evidence[at].replace()  # without its salt
            named = {}
            for name in ("about", "replaces"):
                other = getattr(entry, name)
                place = evidence.find(other) if other is not None else None
                if place is not None:
                    named[name] = of(place)
            found[given] = ap.entry_id(entry.replace(**named))
        return found[given]

    for at in range(len(evidence)):
        of(at)
    return found


def as_in_memory(store: ap.Store, text: str) -> str:
    """The text with the ids of memory in place of the store's, and zeros for its head."""
    text = text.replace(store.head(), "0" * 64)
    for given, known in memory_ids(store.evidence()).items():
        text = text.replace(given, known).replace(given[:12], known[:12])
    return text
