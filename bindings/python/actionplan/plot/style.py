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


def _under_title(part: Any) -> Any:
    """The part below its title, which stands at the same height whatever lies between: a legend, an
    axis, words. A title of the part itself would lie above those."""
    title = part["title"]
    if not isinstance(part, alt.LayerChart) or title is alt.Undefined:
        return part
    title = alt.TitleParams(text=title) if isinstance(title, str | list) else title.copy()
    if title["subtitle"] is alt.Undefined:
        title.subtitle = " "  # the room that others need
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
        parts = [_under_title(part) for part in parts]
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


LONGEST_LABEL = 52
LABEL_SIZE = 11
LABEL_ROOM = 330
"""Pixels for the label of a row; a longer one is cut."""
LONGEST_TITLE = 90
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
    """A line of text in place of an empty box."""
    text = (
        alt.Chart(alt.InlineData(values=[{"text": clean(f"nothing to draw: {why}")}]))
        .mark_text(color=style.ink, align="left", fontSize=LABEL_SIZE, aria=False)
        .encode(x=alt.value(0), text="text:N")
    )
    made: alt.LayerChart = alt.layer(text).properties(width=style.width, height=24)
    return made


def titled(chart: Any, title: str | None, subtitle: str | None = None) -> Any:
    """The chart with a title; None: as it is. An empty one: without any."""
    if title is None:
        return chart
    if not title:
        return chart.properties(title=alt.Undefined)
    parts: dict[str, Any] = {"text": cut(title, LONGEST_TITLE)}
    if subtitle:
        parts["subtitle"] = cut(subtitle, LONGEST_TITLE)
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
        .configure_title(color=style.ink, subtitleColor=style.ink, anchor="start", fontSize=13)
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


def cut(text: str, most: int = LONGEST_LABEL) -> str:
    text = clean(text).replace("\t", " ")
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


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
    if unicodedata.combining(letter):
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
    return text[:end].rstrip() + "…"


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
