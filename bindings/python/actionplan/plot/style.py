# SPDX-License-Identifier: Apache-2.0
"""What the charts share: texts and their widths, styles, and how they become SVG and PNG."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

import actionplan as ap
from actionplan._calls import checked


class _Joins:
    """What goes beside and below others in the style of the first, and shows itself as SVG."""

    def __or__(self, other: Any) -> Any:
        if not isinstance(other, alt.TopLevelMixin):
            return NotImplemented
        return _joined(self, other, alt.HConcatChart)

    def __and__(self, other: Any) -> Any:
        if not isinstance(other, alt.TopLevelMixin):
            return NotImplemented
        return _joined(self, other, alt.VConcatChart)

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
        altairs: Any = super()
        return _bundle(self, altairs._repr_mimebundle_, *args, **kwargs)


class Chart(_Joins, alt.LayerChart):
    """A chart of the library: an Altair chart that goes beside others, and is shown as SVG.

    `a | b` and `a & b` put charts beside and below each other in the style of the first;
    `alt.hconcat` refuses them, since each has a style of its own. A notebook shows it as SVG, which
    needs no network, unless another renderer than Altair's own is enabled.
    `save("chart.html", inline=True)` makes a page that needs none either.
    """


class _Beside(_Joins, alt.HConcatChart):
    pass


class _Below(_Joins, alt.VConcatChart):
    pass


_WHOLE = ("config", "background", "padding", "autosize", "description")


def _part(chart: Any) -> Any:
    """The chart without what belongs to a whole picture alone."""
    part = chart.copy(deep=False)
    for name in _WHOLE[:-1]:
        part[name] = alt.Undefined
    return part


def _lines_of(part: Any, name: str) -> list[str]:
    """The lines of the title of a part, or of its subtitle."""
    title = part["title"]
    if not isinstance(part, alt.LayerChart) or title is alt.Undefined:
        return []
    if isinstance(title, str | list):
        title = {"text": title, "subtitle": alt.Undefined}
    said = title[name]
    if said is alt.Undefined:
        return []
    return [said] if isinstance(said, str) else [*said]


def _under_title(part: Any, most: dict[str, int]) -> Any:
    """The part below its title, which stands at the same height whatever lies between: a legend, an
    axis, words. A title of the part itself would lie above those. `most` lines have its title and
    its subtitle beside it."""
    title = part["title"]
    if not isinstance(part, alt.LayerChart) or title is alt.Undefined:
        return part
    lines = {name: _lines_of(part, name) for name in most}
    title = alt.TitleParams(text="") if isinstance(title, str | list) else title.copy()
    title.text = lines["text"]
    # The room that others need lies below the words: a line of the title is taken for one of those.
    spare = sum(most.values()) - sum(map(len, lines.values()))
    title.subtitle = lines["subtitle"] + [" "] * spare
    title.lineHeight = title.subtitleLineHeight = _LINE_HEIGHT
    title.frame, title.offset = "group", 0
    heading = (
        alt.Chart(alt.InlineData(values=[{}]))
        .mark_point(opacity=0, aria=False)
        .properties(width=1, height=1, title=title)
    )
    part.title = alt.Undefined
    return alt.VConcatChart(vconcat=[heading, part], spacing=4).resolve_scale(
        color="independent", opacity="independent"
    )


def _joined(first: Any, other: Any, kind: Any) -> Any:
    """Both in one picture, in the style of the first."""
    parts = [_part(first), _part(other)]
    if kind is alt.HConcatChart:
        most = {
            name: max(1, *(len(_lines_of(part, name)) for part in parts))
            for name in ("text", "subtitle")
        }
        parts = [_under_title(part, most) for part in parts]
    joined: Any = _Beside(hconcat=parts) if kind is alt.HConcatChart else _Below(vconcat=parts)
    for name in ("config", "background"):
        if first[name] is not alt.Undefined:
            joined[name] = first[name]
    words = [chart["description"] for chart in (first, other)]
    joined["description"] = " ".join(word for word in words if word is not alt.Undefined)
    return joined.resolve_scale(color="independent", opacity="independent")


def _bundle(chart: Any, otherwise: Any, *args: Any, **kwargs: Any) -> Any:
    if alt.renderers.active != "default":
        return otherwise(*args, **kwargs)
    try:
        return {"image/svg+xml": to_svg(chart), "text/plain": repr(type(chart))}
    except ImportError:
        return otherwise(*args, **kwargs)


LABEL_SIZE = 11
LABEL_ROOM = 330
"""Pixels for the label of a row; a longer one is cut."""
TITLE_SIZE = 13
_MOST_TITLE_LINES = 4
_LINE_HEIGHT = 16
_BOLD = 1.06  # as much wider than plain letters
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@checked
@dataclass(frozen=True)
class Style:
    """How charts are drawn. `ink` is the colour of all texts and lines, `width` that of the area
    of the marks in pixels.

    Raises:
        InvalidArgument: the width is not above 0.
    """

    ink: str = "#333333"
    background: str = "#ffffff"
    width: int = 620
    font: str = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"

    def __post_init__(self) -> None:
        if self.width <= 0:
            raise ap.InvalidArgument(
                f"Style: width is {self.width}; give pixels above 0, such as 620."
            )


INLINE = Style(ink="currentColor", background="transparent")
"""For SVG that stands in a page, light or dark: texts take the page's colour."""


@checked
def to_svg(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG, the same text wherever it is made; without a browser or network.

    It carries the chart's description for those who do not see it (`aria-label`).

    Raises:
        ImportError: vl-convert-python is not installed (the extra `plot`).
    """
    import vl_convert

    spec = chart.to_dict()
    svg: str = vl_convert.vegalite_to_svg(spec)
    words = html.escape(str(spec.get("description", "")))
    if not words:
        return svg
    return svg.replace("<svg ", f'<svg role="graphics-document" aria-label="{words}" ', 1)


@checked
def to_png(chart: alt.TopLevelMixin, *, scale: float = 2) -> bytes:
    """The chart as PNG, `scale` pixels to a point.

    Raises:
        InvalidArgument: the scale is not above 0 and at most 100.
        ImportError: vl-convert-python is not installed (the extra `plot`).
    """
    import vl_convert

    if not 0 < scale <= 100:
        raise ap.InvalidArgument(
            f"to_png: scale is {scale}; give pixels to a point above 0 and at most 100, such as 2."
        )
    png: bytes = vl_convert.vegalite_to_png(chart.to_dict(), scale=scale)
    return png


def assessed(of: ap.Assessment | ap.Selection) -> ap.Assessment:
    """The assessment that is drawn, whole or in part."""
    return of.assessment if isinstance(of, ap.Selection) else of


def nothing(style: Style, why: str) -> alt.LayerChart:
    """Lines of text in place of an empty box."""
    lines = wrapped(f"nothing to draw: {why}", LABEL_SIZE, style.width, _MOST_TITLE_LINES)
    several: dict[str, Any] = {"lineBreak": "\n"} if len(lines) > 1 else {}
    text = (
        alt.Chart(alt.InlineData(values=[{"text": "\n".join(lines)}]))
        .mark_text(color=style.ink, align="left", fontSize=LABEL_SIZE, aria=False, **several)
        .encode(x=alt.value(0), text="text:N")
    )
    height = 24 + round((len(lines) - 1) * 1.3 * LABEL_SIZE)
    made: alt.LayerChart = alt.layer(text).properties(width=style.width, height=height)
    return made


def titled(chart: Any, style: Style, title: str, subtitle: str | None = None) -> Any:
    """The chart with a title, in as many lines as it needs at its width; empty: without any."""
    if not title:
        return chart
    lines = wrapped(title, TITLE_SIZE * _BOLD, style.width, _MOST_TITLE_LINES)
    parts: dict[str, Any] = {"text": lines if len(lines) > 1 else lines[0]}
    if subtitle:
        parts["subtitle"] = wrapped(subtitle, LABEL_SIZE, style.width, 2)
    return chart.properties(title=alt.TitleParams(**parts))


def finish(chart: alt.LayerChart, style: Style, description: str) -> Chart:
    """Texts, lines and fonts alike in every chart, and a description for those who do not see."""
    faint = style.ink if style.ink == "currentColor" else "#888888"
    done = (
        chart.properties(description=clean(description), background=style.background)
        .configure(font=style.font, padding=6)
        .configure_view(stroke=None)
        .configure_axis(
            **axis_settings(style.ink, faint, LABEL_SIZE),
            gridOpacity=0.18,
            domainOpacity=0.5,
            tickOpacity=0.5,
        )
        .configure_legend(
            labelColor=style.ink,
            titleColor=style.ink,
            labelFontSize=11,
            orient="top",
            title=None,
            columns=5,
            symbolType="square",
        )
        .configure_header(labelColor=style.ink, titleColor=style.ink)
        .configure_title(
            color=style.ink, subtitleColor=style.ink, anchor="start", fontSize=TITLE_SIZE
        )
    )
    parts: dict[str, Any] = dict(done._kwds)
    return Chart(**parts)


def axis_settings(ink: str, line: str, size: int) -> dict[str, Any]:
    """How every axis is drawn, as a part of Vega-Lite's configuration."""
    return {
        **dict.fromkeys(("labelColor", "titleColor"), ink),
        **dict.fromkeys(("domainColor", "gridColor", "tickColor"), line),
        **dict.fromkeys(("labelFontSize", "titleFontSize"), size),
        "titleFontWeight": "normal",
    }


def label(word: object) -> str:
    return str(word).replace("_", " ")


def clean(text: str) -> str:
    """The text without what cannot stand in SVG: the renderer ends the process over it."""
    return _NO_XML.sub(" ", text)


def _way(text: str) -> str:
    """Which way a text begins to run: "L", "R" or "AL"; "" where no letter says so."""
    ways = map(unicodedata.bidirectional, text)
    return next((way for way in ways if way in ("L", "R", "AL")), "")


def _ended(text: str) -> str:
    """A text that was cut, with its mark: on the left where its last words run from the right."""
    text = text.rstrip()
    return text + ("…\u200f" if _way(text[::-1]) in ("R", "AL") else "…")


def _apart(line: str) -> str:
    """A line that has its own direction: the renderer runs lines from the right into each other."""
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        return line
    return ("\u2067" if _way(line) in ("R", "AL") else "\u2066") + line + "\u2069"


# Widths in shares of the size, of a wide sans serif such as DejaVu Sans: in another font there is
# more room.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.28),
    **dict.fromkeys("I.,:;!/\\ ", 0.34),
    **dict.fromkeys('frt()[]"-', 0.42),
    **dict.fromkeys("ckszvxyJ_?*", 0.6),
    **dict.fromkeys("wCO@%&QGDNHU", 0.84),
    **dict.fromkeys("mMW", 1.0),
}


def text_width(text: str, size: float) -> float:
    """At least as wide as the text is drawn, in pixels; unknown letters are taken to be wide."""
    return size * sum(_width_of(letter) for letter in text)


def _width_of(letter: str) -> float:
    if (known := _WIDTHS.get(letter)) is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter.isascii():
        return 0.78 if letter.isupper() else 0.64
    return 0.9 if letter.isupper() else 0.75


def cut_to_width(text: str, size: float, room: float) -> str:
    """The text, or as much of it as there is room for."""
    text = clean(text).replace("\t", " ")
    if text_width(text, size) <= room:
        return text
    left = room - text_width("…", size)
    end = 0
    while end < len(text) and (left := left - _width_of(text[end]) * size) >= 0:
        end += 1
    return _ended(text[:end])


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """The text in lines of this width, at most so many; what there is no room for is cut.

    Lines end between words, and within one that is as long as a line.
    """
    lines: list[str] = []
    words = clean(text).split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= room:
            line += f" {words.pop(0)}"
        end = len(line)
        while end > 1 and text_width(line[:end], size) > room:
            end -= 1
        if end < len(line):
            words.insert(0, line[end:])
        lines.append(line[:end])
    if words:
        lines.append(cut_to_width(" ".join(words), size, room))
    return [_apart(line) for line in lines] if len(lines) > 1 else lines or [""]


def interval_of(entry: ap.Entry, level: float = 0.95) -> tuple[float, float] | None:
    """The confidence interval of an entry that is an estimate."""
    if entry.value is None or not entry.standard_error:
        return None
    df = entry.df if entry.df is not None else float("inf")
    estimate = ap.Estimate(entry.value, entry.standard_error, df, entry.n or 0, entry.deff)
    low, high = estimate.confint(level)
    return low, high


def ink_on(color: str) -> str:
    """Black or white, whichever is read better on a colour (WCAG's contrast)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#111111" if (light + 0.05) / 0.0556 > 1.05 / (light + 0.05) else "#ffffff"


def shown_colors(rows: Iterable[Mapping[str, Any]], colors: Mapping[str, str]) -> dict[str, str]:
    """The labels of the statuses that occur, with their colours, in the order of the mapping."""
    present = {row["status"] for row in rows}
    return {label(word): color for word, color in colors.items() if label(word) in present}


def counted(rows: Iterable[Mapping[str, Any]]) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["status"]] = counts.get(row["status"], 0) + int(row.get("measures", 1))
    return ", ".join(f"{count} {status}" for status, count in counts.items()) or "none"
