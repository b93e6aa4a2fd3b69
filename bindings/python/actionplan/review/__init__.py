# SPDX-License-Identifier: Apache-2.0
"""A page on which a person checks how a document was read, and puts it right.

    from actionplan.review import review_page

    Path("review.html").write_text(review_page("plan.docx"), encoding="utf-8")

One file that opens from the disk, without network: the source beside the reading, each cell in the
colour of what it became, work to do, and forms that make a mapping and a profile of corrections.
Contact data stays out. The page speaks the plan's language where it has it, else English.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
from importlib import resources
from pathlib import Path
from typing import Any

import actionplan as ap
from actionplan.mapping import mapping_of, to_dict
from actionplan.review.facts import facts_of
from actionplan.review.messages import messages_in
from actionplan.review.previous import Checks, checks_of

__all__ = ["review_page"]


def review_page(
    source: str | bytes | os.PathLike[str],
    *,
    mapping: ap.ReadMapping | dict[str, Any] | str | os.PathLike[str] | None = None,
    profile: ap.Profile | None = None,
    review: str | None = None,
    name: str = "",
    **options: Any,
) -> str:
    """The page, as HTML.

    Args:
        source: As of `read`.
        mapping: By which the document is read; corrections are added to it.
        profile: Of corrected deadlines; corrections are added to it.
        review: The JSON that the page saved before: who checked which measure. What is read
            otherwise since then is shown as changed.
        name: Of the document, for people; empty: that of the file.
        options: Further ones of `read_all`, such as `language` or `agencies`.

    Raises:
        NotFound, ParseError, InvalidArgument: as `read`, or the review is none of this page.
    """
    given = ap.ReadMapping() if mapping is None else mapping_of(mapping)
    found = ap.read_all(source, mapping=given, trace=True, keep_document=True, **options)
    if found.document is None:
        raise ap.InvalidArgument(
            "The file is this library's own JSON, which was read already; review the document of "
            "which it was made."
        )
    if not name and not isinstance(source, bytes):
        name = Path(os.fspath(source)).resolve().name
    checks: Checks = {} if review is None else checks_of(review)
    overlay = ap.Profile() if profile is None else profile
    facts = facts_of(found, found.document, ap.apply(found.plan, overlay), checks)
    facts |= {
        "file": name,
        "mapping": to_dict(given),
        "profile": json.loads(overlay.replace(plan=overlay.plan or found.plan.title).to_json()),
    }
    language, messages = messages_in(found.plan.language)
    facts |= {"messages": messages, "messages_language": language}
    return _page(facts)


def _page(facts: dict[str, Any]) -> str:
    folder = resources.files("actionplan.review") / "static"
    style = (folder / "review.css").read_text("utf-8")
    script = (folder / "review.js").read_text("utf-8")
    frame = (folder / "review.html").read_text("utf-8")
    # No text of the document is markup: it stands in the data, and the script writes it as text.
    data = json.dumps(facts, ensure_ascii=True).replace("<", "\\u003c").replace("&", "\\u0026")
    parts = {
        "title": html.escape(facts["title"] or facts["file"] or "Review"),
        "script_hash": _hash(script),
        "style_hash": _hash(style),
        "style": style,
        "data": data,
        "language": facts["messages_language"],
        "script": script,
    }
    messages = facts["messages"]

    def filled(match: re.Match[str]) -> str:
        word = match[1]
        return html.escape(messages.get(word[2:], word[2:])) if word[1] == " " else parts[word]

    return re.sub(r"\{\{(\w+|_ [^}]+)\}\}", filled, frame)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
