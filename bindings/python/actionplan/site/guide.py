# SPDX-License-Identifier: Apache-2.0
"""The decision tables of the guide, as the method page shows them."""

from __future__ import annotations

import re
from importlib import resources

from markupsafe import Markup

_GUIDES = ("deadline_status", "indicator_status")


def guides() -> tuple[Markup, ...]:
    """Each page of the guide that the package holds, as HTML below a page's own heading."""
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    # No HTML of its own; what the guide says is text.
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")

    def flatten(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
            if token.type == "inline":
                # Its links lead into the repository: only their words are of use here.
                token.children = [
                    child
                    for child in token.children or []
                    if child.type not in ("link_open", "link_close")
                ]

    out = []
    for name in _GUIDES:
        tokens = parser.parse(_text(name))
        flatten(tokens)
        html = parser.renderer.render(tokens, parser.options, {})
        html = html.replace("<table>", '<div class="scroll" tabindex="0"><table class="guide">')
        html = html.replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
        out.append(Markup(html))  # noqa: S704  (made from the package's own file, escaped)
    return tuple(out)


def _text(name: str) -> str:
    text = (
        resources.files("actionplan.site")
        .joinpath("guide")
        .joinpath(f"{name}.md")
        .read_text("utf-8")
    )
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
