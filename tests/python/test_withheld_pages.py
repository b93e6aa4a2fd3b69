# SPDX-License-Identifier: Apache-2.0
"""A site of a store in which every entry was withheld: no word is left, and the pages say so."""

from __future__ import annotations

from pathlib import Path

from made_stores import rich_store

import actionplan as ap
from actionplan.site import publish

WORDS = (b"A made-up reporter", b"We see it otherwise", b"https://example.org/report")


def test_pages_and_files_say_that_words_were_withheld(tmp_path: Path) -> None:
    path = rich_store(tmp_path / "rich.db")
    before, after = tmp_path / "before", tmp_path / "after"
    publish(path, before, as_of="2019-03-01")
    with ap.Store.open(path, writable=True) as store:
        statuses = [row.deadline_status for row in store.assess(as_of="2019-03-01")]
        day = store.last_recorded_on()
        evidence = store.evidence()
        for at in range(len(evidence)):
            store.withhold(evidence.id(at), "By order of <b>court</b> 12.", recorded_on=day)
        assert [row.deadline_status for row in store.assess(as_of="2019-03-01")] == statuses
        texts = "\n".join(
            store.assess(as_of="2019-03-01").explain_text(number) for number in ("4.1.3", "4.2.3")
        )
    assert "Response of anti-corruption-commission on 2019-02-12: Withheld on " in texts
    assert "by (withheld), recorded " in texts
    publish(path, after, as_of="2019-03-01")
    pages = "".join(file.read_text(encoding="utf-8") for file in after.rglob("*.html"))
    assert "Reporter, text and sources were withheld on " in pages
    assert "By order of &lt;b&gt;court&lt;/b&gt; 12." in pages
    for word in WORDS:
        assert any(word in file.read_bytes() for file in before.rglob("*") if file.is_file())
        for file in after.rglob("*"):
            assert not file.is_file() or word not in file.read_bytes(), file
