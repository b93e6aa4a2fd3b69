# SPDX-License-Identifier: Apache-2.0
"""Where the texts of a drawing stand, as boxes, by an upper bound for the width of its letters."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from actionplan.plot.style import text_width

Matrix = tuple[float, float, float, float, float, float]
_CALL = re.compile(r"(\w+)\(([^)]*)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 1) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack

    def lies_within(self, other: Box, slack: float = 1) -> bool:
        return (
            self.left >= other.left - slack
            and self.right <= other.right + slack
            and self.top >= other.top - slack
            and self.bottom <= other.bottom + slack
        )


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


def _matrix(transform: str) -> Matrix:
    made: Matrix = (1, 0, 0, 1, 0, 0)
    for name, given in _CALL.findall(transform):
        numbers = [float(number) for number in _NUMBER.findall(given)]
        if name == "translate":
            step: Matrix = (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0)
        elif name == "rotate":
            turn = math.radians(numbers[0])
            step = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
        elif name == "scale":
            step = (numbers[0], 0, 0, numbers[-1], 0, 0)
        else:
            raise ValueError(f"{name} in {transform!r} is not measured here")
        made = _times(made, step)
    return made


def _box_of(element: ElementTree.Element, at: Matrix, text: str, down: float = 0) -> Box:
    size = float((element.get("font-size") or "11px").removesuffix("px"))
    width = text_width(text, size) * (1.06 if element.get("font-weight") == "bold" else 1)
    anchor = element.get("text-anchor", "start")
    left = {"start": 0.0, "middle": -width / 2, "end": -width}[anchor]
    # Letters reach from the baseline up to about their size, and a fifth of it below.
    corners = [
        (x, y) for x in (left, left + width) for y in (down - 0.76 * size, down + 0.22 * size)
    ]
    placed = [(at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]) for x, y in corners]
    across, upright = zip(*placed, strict=True)
    return Box(text, min(across), min(upright), max(across), max(upright))


def _walk(element: ElementTree.Element, above: Matrix) -> Iterator[Box]:
    at = _times(above, _matrix(element.get("transform", "")))
    is_hidden = element.get("opacity") == "0" or element.get("display") == "none"
    if element.tag.endswith("text") and not is_hidden:
        if element.text:
            yield _box_of(element, at, element.text)
        down = 0.0
        for line in element:
            down += float(line.get("dy") or 0)
            yield _box_of(element, at, line.text or "", down)
        return
    for inner in element:
        yield from _walk(inner, at)


def text_boxes(svg: str) -> list[Box]:
    root = ElementTree.fromstring(svg)
    return [box for box in _walk(root, (1, 0, 0, 1, 0, 0)) if box.text.strip()]


def frame_of(svg: str) -> Box:
    root = ElementTree.fromstring(svg)
    left, top, width, height = (float(number) for number in str(root.get("viewBox")).split())
    return Box("", left, top, left + width, top + height)


Point = tuple[float, float]


def _lines_in(element: ElementTree.Element, above: Matrix, is_mark: bool) -> Iterator[list[Point]]:
    at = _times(above, _matrix(element.get("transform", "")))
    names = element.get("class", "").split()
    if "role-mark" in names:
        is_mark = "mark-line" in names or "mark-rule" in names
    tag = element.tag.rpartition("}")[2]
    points: list[Point] = []
    if is_mark and tag == "line":
        points = [(0, 0), (float(element.get("x2") or 0), float(element.get("y2") or 0))]
    elif is_mark and tag == "path":
        found = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", element.get("d", ""))
        points = [(float(x), float(y)) for x, y in found]
    if points:
        yield [(at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]) for x, y in points]
    for inner in element:
        yield from _lines_in(inner, at, is_mark)


def crossed(svg: str) -> list[str]:
    """Texts through which a line of the marks runs."""
    lines = list(_lines_in(ElementTree.fromstring(svg), (1, 0, 0, 1, 0, 0), False))
    assert lines
    return [box.text for box in text_boxes(svg) if any(_runs_through(line, box) for line in lines)]


def _runs_through(line: list[Point], box: Box) -> bool:
    steps = 200
    return any(
        box.left < x0 + (x1 - x0) * step / steps < box.right
        and box.top < y0 + (y1 - y0) * step / steps < box.bottom
        for (x0, y0), (x1, y1) in pairwise(line)
        for step in range(steps + 1)
    )


def faults(svg: str) -> list[str]:
    """Texts that reach beyond the drawing, and pairs of texts that stand on each other."""
    boxes = text_boxes(svg)
    frame = frame_of(svg)
    found = [f"{box.text!r} is clipped" for box in boxes if not box.lies_within(frame)]
    found += [
        f"{one.text!r} stands on {other.text!r}"
        for one, other in combinations(boxes, 2)
        if one.overlaps(other)
    ]
    return found
