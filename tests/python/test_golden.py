# SPDX-License-Identifier: Apache-2.0
"""Golden files of what Python and C++ make together: explanations, ids, digests, the site.

They hold what was written when a person last looked at it. After a change that is meant, run with
ACTIONPLAN_UPDATE_GOLDEN=1, read the difference and say why in a decision record.
"""

from __future__ import annotations

import difflib
import io
import os
import re
from pathlib import Path

import numpy as np
import pytest
import vl_convert
from as_in_memory import as_in_memory
from made_stores import PLAN_FILE, az_store, rich_store
from PIL import Image

import actionplan as ap
from actionplan.site import publish

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "data" / "golden"
STORE = ROOT / "tests" / "data" / "store" / "v1.db"
IS_UPDATING = os.environ.get("ACTIONPLAN_UPDATE_GOLDEN") == "1"
# Of the files beside the pages, which have golden files of their own or are a release of SQLite's.
FILE_FACTS = re.compile(r'<td class="num">[\d,]+</td><td><code class="hash">[0-9a-f]{64}</code>')
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Part of the pixels that may differ, and by how much a channel may before a pixel does: what
# another release of the renderer or of its fonts moves about.
MOST_DIFFERENT = 0.02
SAME_SHADE = 48


def check(name: str, got: str) -> None:
    """Compares with the golden file, or writes it."""
    path = GOLDEN / name
    if IS_UPDATING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(got, encoding="utf-8", newline="")
        return
    want = path.read_text(encoding="utf-8")
    if want != got:
        lines = difflib.unified_diff(
            want.splitlines(), got.splitlines(), "golden", "now", n=1, lineterm=""
        )
        pytest.fail(f"{name} is no longer what is written:\n" + "\n".join(list(lines)[:60]))


def pixels(svg: str) -> np.ndarray:
    """A drawing as an array of colours on white."""
    image = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=1))).convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    return np.asarray(Image.alpha_composite(paper, image).convert("RGB")).astype(int)


def difference(want: str, got: str) -> float:
    """The part of the pixels by which two drawings differ; 1 where their sizes do."""
    if want == got:
        return 0
    a, b = pixels(want), pixels(got)
    if a.shape != b.shape:
        return 1
    return float((np.abs(a - b).max(axis=2) > SAME_SHADE).mean())


def test_the_comparison_of_drawings_sees_a_change_and_overlooks_a_nudge() -> None:
    def bar(x: float, colour: str) -> str:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">'
            f'<rect x="{x}" y="10" width="30" height="20" fill="{colour}"/></svg>'
        )

    assert difference(bar(10, "#336699"), bar(10.3, "#336699")) <= MOST_DIFFERENT
    assert difference(bar(10, "#336699"), bar(40, "#336699")) > MOST_DIFFERENT
    assert difference(bar(10, "#336699"), bar(10, "#cc3311")) > MOST_DIFFERENT


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("golden")
    return {
        "real": az_store(folder / "real.db"),
        "rich": rich_store(folder / "rich.db", with_people=False),  # their digests are salted
    }


def ids_of(store: ap.Store) -> list[str]:
    evidence = store.evidence()
    return [evidence.id(at) for at in evidence.in_order()]


@pytest.mark.parametrize(("name", "day"), [("real", "2018-09-30"), ("rich", "2019-03-01")])
def test_explanations(stores: dict[str, Path], name: str, day: str) -> None:
    with ap.Store.open(stores[name]) as store:
        assessment = store.assess(as_of=day)
        texts = "\n".join(assessment.explain_text(row.number) for row in assessment)
        json = ap.explanations_to_json(assessment)
        check(f"az-nap-2016-2018.{name}.explanations.txt", as_in_memory(store, texts))
        check(f"az-nap-2016-2018.{name}.explanations.json", as_in_memory(store, json))


def test_every_generated_id() -> None:
    plan = ap.read(PLAN_FILE)
    lines = [f"agency {agency.id}" for agency in plan.agencies]
    lines += [f"section {section.id}" for section in plan.sections]
    for measure in plan:
        lines.append(f"measure {measure.id}")
        lines += [f"indicator {part.id}" for part in measure.indicators]
    check("az-nap-2016-2018.ids.txt", "\n".join(lines) + "\n")


def test_every_entry_id(stores: dict[str, Path]) -> None:
    lines = []
    for name, path in stores.items():
        with ap.Store.open(path) as store:
            lines.append(name)
            lines += as_in_memory(store, "\n".join(ids_of(store))).splitlines()
    check("az-nap-2016-2018.entries.txt", "\n".join(lines) + "\n")


def test_the_head_of_a_store_of_the_first_schema() -> None:
    with ap.Store.open(STORE) as store:
        assert store.verify() == []
        lines = [f"head {store.head()}", *ids_of(store)]
    check("store-v1.txt", "\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def pages(
    stores: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str, list[str]]]:
    """Each page of both sites without its drawings, and these."""
    found = {}
    for name, day in (("real", "2018-09-30"), ("rich", "2019-03-01")):
        out = tmp_path_factory.mktemp("sites") / name
        publish(stores[name], out, as_of=day)
        with ap.Store.open(stores[name]) as store:
            texts = {
                path: as_in_memory(store, path.read_text(encoding="utf-8"))
                for path in sorted(out.rglob("*.html"))
            }
        for path, text in texts.items():
            bare = FILE_FACTS.sub("<td>(size and digest)", DRAWING.sub("<svg/>", text))
            found[f"{name}/{path.relative_to(out).as_posix()}"] = (bare, DRAWING.findall(text))
    return found


def test_the_pages_of_the_site(pages: dict[str, tuple[str, list[str]]]) -> None:
    for name in ("real", "rich"):
        parts = [f"=== {path}\n{text}" for path, (text, _) in pages.items()
                 if path.startswith(f"{name}/")]  # fmt: skip
        check(f"az-nap-2016-2018.{name}.site.txt", "\n".join(parts))


def test_the_drawings_of_the_site(pages: dict[str, tuple[str, list[str]]]) -> None:
    drawn = {
        f"{path}#{i}": svg for path, (_, found) in pages.items() for i, svg in enumerate(found)
    }
    path = GOLDEN / "az-nap-2016-2018.drawings.svg.txt"
    if IS_UPDATING:
        path.write_text("".join(f"=== {at}\n{svg}\n" for at, svg in drawn.items()), "utf-8")
    parts = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    want = {at: svg.removesuffix("\n") for at, svg in zip(parts[1::2], parts[2::2], strict=True)}
    assert list(drawn) == list(want)
    differ = {at: part for at, svg in drawn.items()
              if (part := difference(want[at], svg)) > MOST_DIFFERENT}  # fmt: skip
    assert not differ
