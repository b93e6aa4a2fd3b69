# SPDX-License-Identifier: Apache-2.0
"""Labels of charts as a browser draws them, in its own fonts: the measure behind
tests/python/test_chart_labels.py."""

from __future__ import annotations

from itertools import combinations

import crowded_plans
import pytest
from playwright.sync_api import Browser
from svg_boxes import Box, text_boxes

import actionplan as ap
from actionplan import plot
from actionplan.site import drawing
from actionplan.site.words import Tone

_BOXES = """() => {
  const of = e => {
    const r = e.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom];
  };
  return {
    frame: of(document.querySelector('svg')),
    texts: [...document.querySelectorAll('svg text')]
      .filter(e => e.textContent.trim() && getComputedStyle(e).opacity !== '0')
      .flatMap(e => e.children.length ? [...e.children] : [e])  // line by line
      .map(e => [e.textContent, ...of(e)]),
  };
}"""


# Of the site's style sheet.
_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'


def drawn() -> dict[str, str]:
    whole = crowded_plans.every_status()
    charts = {
        "timeline": plot.timeline(whole, title=crowded_plans.LONG * 2),
        "status_by_section": plot.status_by_section(whole),
        "lopsided": plot.status_by_section(crowded_plans.lopsided()),
        "agency_matrix": plot.agency_matrix(whole),
    }
    for name, make in crowded_plans.SERIES.items():
        charts[name] = plot.trajectory(make(), "1/1")
    return {name: plot.to_svg(chart) for name, chart in charts.items()}


def drawn_for_the_site() -> dict[str, str]:
    tones = dict.fromkeys(Tone, 1)
    spans = [
        {"label": label, "first": "2016-01-01", "last": "2018-12-31", "tone": Tone.running.value}
        for label in crowded_plans.LABELS
    ]
    values = [
        {"kind": "value", "day": f"2017-{month:02}-01", "value": 1e13 * (1 + month / 100)}
        for month in range(1, 13)
    ]
    bars = drawing.bars([(label, tones) for label in crowded_plans.LABELS], "measures")
    return {
        "bars": drawing.draw(*bars),
        "spans": drawing.draw(*drawing.spans(spans, "2018-12-31")),
        "huge": drawing.trajectories([values])[0],
    }


@pytest.fixture(scope="module")
def charts() -> dict[str, str]:
    return drawn()


@pytest.mark.parametrize(
    "name",
    [
        "timeline", "status_by_section", "lopsided", "agency_matrix", *crowded_plans.SERIES,
    ],
)  # fmt: skip
def test_no_label_is_clipped_or_stands_on_another(
    name: str, charts: dict[str, str], browser: Browser
) -> None:
    check(charts[name], browser)


@pytest.mark.parametrize("name", ["bars", "spans", "huge"])
def test_nor_is_one_of_the_site(name: str, browser: Browser) -> None:
    check(drawn_for_the_site()[name], browser)


def check(svg: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 3000, "height": 2000})
    page.set_content(f"<body style='margin: 0; font-family: {_FONTS}'>{svg}</body>")
    found = page.evaluate(_BOXES)
    page.close()
    frame = Box("", *found["frame"])
    boxes = [Box(*row) for row in found["texts"]]
    assert len(boxes) == len(text_boxes(svg)) > 5
    # A browser's box is a line high, which is more than its letters reach.
    assert [box.text for box in boxes if not box.lies_within(frame, 3)] == []
    assert [
        (one.text, other.text) for one, other in combinations(boxes, 2) if one.overlaps(other, 3)
    ] == []


def test_letters_are_no_wider_than_is_taken_for_granted(browser: Browser) -> None:
    page = browser.new_page()
    labels = [*crowded_plans.LABELS, "0123456789,.-", "done timing unknown", ap.__name__]
    texts = "".join(f"<span style='white-space: pre'>{label}</span><br>" for label in labels)
    style = f"font: 11px {plot.Style().font}; white-space: pre; width: 9000px"
    page.set_content(f'<body style="{style}">{texts}</body>')
    widths = page.evaluate(
        "() => [...document.querySelectorAll('span')].map(e => e.getBoundingClientRect().width)"
    )
    page.close()
    for label, width in zip(labels, widths, strict=True):
        assert width <= plot.style.text_width(label, 11), label
