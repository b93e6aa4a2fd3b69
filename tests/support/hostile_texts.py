# SPDX-License-Identifier: Apache-2.0
"""Publishes a plan whose every text is an attack, and looks for one that is more than a text.

Usage: hostile_texts.py

Counts the places in which an attack arrives: a text or an attribute of a page or a picture, a cell
of a table, a text of a JSON document, a property of a calendar.
"""

from __future__ import annotations

import csv
import html.parser
import io
import itertools
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import made_stores

from actionplan.site import publish

MORE = (
    "<ScRiPt >window.hacked = 1</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<img src=x onerror=window.hacked=1>",
    "<body onload=window.hacked=1>",
    "<iframe src=javascript:hacked>",
    "<a href=javascript:window.hacked=1>click</a>",
    "<a href='java\tscript:window.hacked=1'>x</a>",
    "<math><mi xlink:href='javascript:hacked'>x</mi></math>",
    "<object data=javascript:hacked>",
    "<embed src=//evil.example>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;//evil>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>",
    "<svg><script>window.hacked=1</script></svg>",
    "<details open ontoggle=window.hacked=1>",
    "<input autofocus onfocus=window.hacked=1>",
    "<form action=//evil.example><button>x</button></form>",
    "<template><script>window.hacked=1</script></template>",
    '<noscript><p title="</noscript><img src=x>">',
    "--><script>window.hacked=1</script><!--",
    "]]><script>window.hacked=1</script>",
    "&lt;script&gt;hacked",
    "&#60;script&#62;hacked",
    "\\x3cscript\\x3ehacked",
    "%3Cscript%3Ehacked",
    '" autofocus onfocus="hacked',
    "' style='background:url(//evil)' x='",
    "`onmouseover=hacked",
    "</svg><script>hacked</script>",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "a\n=1+1",
    "a;=1+1",
    "BEGIN:VEVENT\r\nSUMMARY:hacked\r\nEND:VEVENT",
    "a\r\nATTACH:file:///etc/passwd",
    "\x1b]0;hacked\x07\x1b[31m",
    "{{ config }} {% include 'x' %} #{7*7} <%= 7*7 %>",
)
# Each ends in a word of its own, by which it is told again wherever lines are broken.
PAYLOADS = tuple(f"{text} q{n}z" for n, text in enumerate((*made_stores.PAYLOADS, *MORE)))
WEB = re.compile(r"(https?://|[./#A-Za-z0-9_-]*[./#]|[A-Za-z0-9][A-Za-z0-9._-]*$|#)")
# What the pages are made of; an element or attribute beside these came from a text.
ELEMENTS_BARRED = {
    "iframe",
    "object",
    "embed",
    "base",
    "template",
    "math",
    "input",
    "form",
    "noscript",
    "style",
    "audio",
    "video",
    "details",
    "marquee",
    "img",
}


class Page(html.parser.HTMLParser):
    """The texts and attributes of a page, and what in it is more than a text."""

    def __init__(self, allowed: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed = allowed
        self.texts: list[str] = []
        self.escapes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.allowed:
            self.escapes.append(f"an element <{tag}>")
        for name, value in attrs:
            self.texts.append(value or "")
            if name.startswith("on") or name in ("style", "srcdoc", "xlink:href", "formaction"):
                self.escapes.append(f"an attribute {name} of <{tag}>")
            if name in ("href", "src") and not WEB.match(value or "#"):
                self.escapes.append(f"an address {value!r} of <{tag}>")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def elements_of(page: str) -> set[str]:
    """Of a page whose texts are harmless."""

    class Names(html.parser.HTMLParser):
        found: set[str]

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            self.found.add(tag)

    names = Names()
    names.found = set()
    names.feed(page)
    return names.found


def page_texts(path: Path, allowed: set[str]) -> tuple[list[str], list[str]]:
    page = Page(allowed)
    page.feed(path.read_text("utf-8"))
    page.close()
    return page.texts, page.escapes


def table_texts(path: Path) -> tuple[list[str], list[str]]:
    cells = list(itertools.chain(*csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))))
    escapes = []
    for cell in cells:
        begins = re.match(r"\s*[=+@-]", cell)
        if begins and not re.fullmatch(r"-?[0-9.eE+-]+", cell):
            escapes.append(f"a formula {cell[:40]!r}")
    return cells, escapes


def json_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from json_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from json_texts(item)
    elif isinstance(value, str):
        yield value


def calendar_texts(path: Path) -> tuple[list[str], list[str]]:
    known = {
        "PRODID",
        "VERSION",
        "CALSCALE",
        "METHOD",
        "NAME",
        "X-WR-CALNAME",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "CATEGORIES",
        "URL",
        "TRANSP",
        "SEQUENCE",
        "STATUS",
        "LAST-MODIFIED",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "COMMENT",
        "CLASS",
    }
    texts, escapes = [], []
    for component in icalendar.Calendar.from_ical(path.read_bytes()).walk():
        for name, value in component.property_items(recursive=False):
            if name in ("BEGIN", "END"):
                continue
            texts.append(str(value))
            if name not in known:
                escapes.append(f"a property {name}")
            if name == "SUMMARY" and str(value).startswith("hacked"):
                escapes.append("an event of its own")
    return texts, escapes


def picture_texts(path: Path) -> tuple[list[str], list[str]]:
    texts: list[str] = []
    escapes: list[str] = []
    for element in ElementTree.fromstring(path.read_bytes()).iter():
        texts += [element.text or "", element.tail or "", *element.attrib.values()]
        name = element.tag.rpartition("}")[2]
        if name in ("script", "foreignObject", "a", "image", "use"):
            escapes.append(f"an element <{name}>")
        escapes += [f"an attribute {key}" for key in element.attrib if key.startswith("on")]
    return texts, escapes


def look(folder: Path, allowed: set[str]) -> tuple[int, set[str], list[str]]:
    """The places in which an attack arrives, the attacks that do, and the escapes."""
    places, arrived, escapes = 0, set(), []
    for path in sorted(folder.rglob("*")):
        kind = path.suffix
        if kind == ".html":
            texts, found = page_texts(path, allowed)
        elif kind == ".csv":
            texts, found = table_texts(path)
        elif kind == ".json":
            texts, found = list(json_texts(json.loads(path.read_text("utf-8")))), []
        elif kind == ".ics":
            texts, found = calendar_texts(path)
        elif kind == ".svg":
            texts, found = picture_texts(path)
        else:
            continue
        escapes += [f"{path.relative_to(folder)}: {one}" for one in found]
        for text in texts:
            inside = re.findall(r"q[0-9]+z", text)
            places += bool(inside)
            arrived.update(inside)
    return places, arrived, escapes


def run() -> tuple[int, int, list[str]]:
    """The attacks that arrived somewhere, in how many places, and what escaped."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        harmless = made_stores.hostile_store(
            folder / "harmless.db", [f"text number {n}" for n in range(len(PAYLOADS))]
        )
        made = publish(harmless, folder / "harmless", as_of="2017-06-01").path
        allowed = set().union(
            *(elements_of(page.read_text("utf-8")) for page in made.rglob("*.html"))
        )
        allowed -= ELEMENTS_BARRED
        store = made_stores.hostile_store(folder / "hostile.db", PAYLOADS)
        site = publish(store, folder / "site", as_of="2017-06-01").path
        places, arrived, escapes = look(site, allowed)
        return len(arrived), places, escapes


def main() -> int:
    arrived, places, escapes = run()
    for escape in escapes[:50]:
        print(escape.encode("unicode_escape").decode())
    print(f"{arrived} attacks in {places} places, {len(escapes)} escapes")
    return 1 if escapes or arrived < len(PAYLOADS) else 0


if __name__ == "__main__":
    sys.exit(main())
