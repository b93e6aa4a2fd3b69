# SPDX-License-Identifier: Apache-2.0
"""The decision tables of the guide, as the method page shows them, in the site's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_GUIDES = ("deadline_status", "indicator_status")
_ASIDE = re.compile(r" \(\[[^\]]*\]\([^)]*\)\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CODE = re.compile(r"`[^`]*`")


def guides(translate: Callable[[str], str]) -> tuple[Markup, ...]:
    """Each page of the guide that the package holds, as HTML below a page's own heading."""
    parser = _parser()
    out = []
    for tokens in _pages(parser):
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
            if token.type == "inline" and _says_something(token.content):
                (said,) = parser.parseInline(translate(token.content))
                token.children = said.children
        html = parser.renderer.render(tokens, parser.options, {})
        html = html.replace("<table>", '<div class="scroll" tabindex="0"><table class="guide">')
        html = html.replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
        out.append(Markup(html))  # noqa: S704  (made from the package's own texts, escaped)
    return tuple(out)


def messages() -> Iterator[str]:
    """What the pages of the guide say: each heading, paragraph and cell of a table."""
    for tokens in _pages(_parser()):
        for token in tokens:
            if token.type == "inline" and _says_something(token.content):
                yield token.content


def _says_something(text: str) -> bool:
    """Are there words in it, beside those of the data?"""
    return any(letter.isalpha() for letter in _CODE.sub("", text))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # No HTML of its own; what the guide says is text.
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _pages(parser: MarkdownIt) -> Iterator[list[Token]]:
    for name in _GUIDES:
        page = resources.files("actionplan.site").joinpath("guide").joinpath(f"{name}.md")
        text = re.sub(r"<!--.*?-->", "", page.read_text("utf-8"), flags=re.DOTALL)
        # Its links lead into the repository: only their words are of use here.
        tokens = parser.parse(_LINK.sub(r"\1", _ASIDE.sub("", text)))
        for token in tokens:
            token.content = " ".join(token.content.split())
        yield tokens
