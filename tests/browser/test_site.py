# SPDX-License-Identifier: Apache-2.0
"""What a visitor does on a published site, in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from visiting import SITES, Visit, visit

KINDS = (
    "index.html", "measures.html", "measures/4.1.3.html", "measures/4.2.3.html", "agencies.html",
    "agencies/ministry-of-justice.html", "sections/4.html", "reports/2018.html", "method.html",
    "data.html",
)  # fmt: skip


def numbers(page: Page) -> list[str]:
    return page.locator("table.measures tbody tr:visible td.c-number").all_inner_texts()


def natural(text: str) -> list[int]:
    return [int(part) for part in text.split(".")]


def test_every_link_leads_to_a_page_and_a_place(folder: Path) -> None:
    links = places = 0
    for name in SITES:
        root = folder / name
        texts = {page: page.read_text("utf-8") for page in root.rglob("*.html")}
        ids = {page: set(re.findall(r' id="([^"]+)"', text)) for page, text in texts.items()}
        for page, text in texts.items():
            for address in re.findall(r'<(?:a|link|script)[^>]* (?:href|src)="([^"]*)"', text):
                links += 1
                path, _, fragment = address.partition("#")
                if path.startswith(("http://", "https://")):
                    continue
                target = (page.parent / path).resolve() if path else page
                assert target.is_relative_to(root), f"{page}: {address}"
                assert target.is_file(), f"{page}: {address}"
                if fragment and not fragment.startswith("status="):
                    places += 1
                    assert fragment in ids[target], f"{page}: {address}"
    assert links > 5000
    assert places > 300


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_loads_what_it_needs_and_nothing_else(site: Visit, kind: str) -> None:
    page = site.open(f"rich/{kind}")
    assert page.locator("h1").count() == 1
    # The style sheet was applied: the policy lets it through.
    assert page.locator("header.site").evaluate("e => getComputedStyle(e).color") == (
        "rgb(255, 255, 255)"
    )
    assert len(site.requests) == 4  # page, icon, style, script


def test_sorting_by_a_click(site: Visit) -> None:
    page = site.open("az/measures.html")
    order = numbers(page)
    assert len(order) == 59
    assert order == sorted(order, key=natural)
    head = page.get_by_role("columnheader", name="Due")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    days = page.locator("td.c-due").evaluate_all("cells => cells.map(c => c.dataset.v)")
    assert days == sorted(days)
    assert len(set(days)) > 1
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    page.get_by_role("columnheader", name="Number").get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert numbers(page) == order


def test_filtering_by_status_and_section(site: Visit) -> None:
    page = site.open("az/measures.html")
    page.get_by_label("Status").select_option("Unreported")
    assert len(numbers(page)) == 19
    assert page.locator("output").inner_text() == "19 of 59 shown"
    page.get_by_label("Section").select_option("1 Improvement of electronic services")
    assert set(numbers(page)) == {"1.2", "1.4", "1.6", "1.7", "1.8"}
    page.get_by_label("Section").select_option("")
    page.get_by_label("Status").select_option("")
    assert len(numbers(page)) == 59


def test_a_headline_number_leads_to_its_measures(site: Visit) -> None:
    page = site.open("az/index.html")
    page.get_by_role("link", name="19 Unreported").click()
    page.wait_for_url("**/measures.html#status=Unreported")
    assert len(numbers(page)) == 19


def test_searching_folds_case_and_diacritics(site: Visit) -> None:
    page = site.open("az/measures.html")
    search = page.get_by_label("Search")
    search.fill("EITI")
    assert numbers(page) == ["7.1"]
    search.fill("éítı azerbaijan")
    assert numbers(page) == ["7.1"]
    search.fill("no such words")
    assert numbers(page) == []
    assert page.locator("output").inner_text() == "0 of 59 shown"


def test_by_keyboard_alone(site: Visit) -> None:
    page = site.open("az/measures.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("e => e.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.tagName + ':' +"
                "document.activeElement.textContent.trim().slice(0, 6)"
            )
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen[-1]
        if seen[-1] == "INPUT:":
            page.keyboard.type("trainings")
        if seen[-1] == "BUTTON:Due":
            page.keyboard.press("Enter")
            break
    assert "INPUT:" in seen
    assert seen[-1] == "BUTTON:Due"
    assert 0 < len(numbers(page)) < 59
    days = page.locator("tr:visible td.c-due").evaluate_all("cells => cells.map(c => c.dataset.v)")
    assert days == sorted(days)


@pytest.mark.parametrize("name", ["rich", "az-draft", "hostile"])
def test_a_phone_scrolls_in_one_direction(browser: Browser, folder: Path, name: str) -> None:
    phone = visit(browser, folder.as_uri(), viewport={"width": 360, "height": 740})
    paths = [
        path.relative_to(folder).as_posix()
        for path in sorted((folder / name).rglob("*.html"))
        if path.parent.name in (name, "reports", "sections", "agencies") or "4." in path.name
        or name == "hostile"
    ]  # fmt: skip
    assert len(paths) > 15
    for path in paths:
        page = phone.open(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{path} is {width} wide"
    assert phone.complaints == []
    phone.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["rich", "az-draft", "hostile"])
def test_axe_finds_no_violation(browser: Browser, folder: Path, name: str, scheme: str) -> None:
    made = visit(browser, folder.as_uri(), color_scheme=scheme, bypass_csp=True)
    kinds = [kind for kind in KINDS if (folder / name / kind).exists()]
    kinds += ["reports/2017.html"] * (name == "hostile")
    if name == "hostile":
        pages = sorted((folder / name / "measures").glob("*.html"))[:3]
        kinds += [path.relative_to(folder / name).as_posix() for path in pages]
    assert len(kinds) >= 7
    for kind in kinds:
        page = made.open(f"{name}/{kind}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{kind}: {found.generate_report()}"
    made.context.close()


def test_dark_is_dark(browser: Browser, folder: Path) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        made = visit(browser, folder.as_uri(), color_scheme=scheme)
        page = made.open("rich/index.html")
        colours[scheme] = page.evaluate(
            """() => {
              const bar = document.querySelector('.chart svg path[fill^="var(--tone-running"]');
              return [getComputedStyle(document.body).backgroundColor, getComputedStyle(bar).fill];
            }"""
        )
        made.context.close()
    assert colours["light"] == ["rgb(251, 250, 247)", "rgb(63, 116, 171)"]
    assert colours["dark"] == ["rgb(20, 24, 31)", "rgb(91, 147, 204)"]


def test_nothing_is_hidden_without_javascript(browser: Browser, folder: Path) -> None:
    texts = {}
    for has_script in (True, False):
        made = visit(browser, folder.as_uri(), java_script_enabled=has_script)
        page = made.open("az/measures.html")
        texts[has_script] = page.locator("table.measures tbody").inner_text()
        assert page.locator(".tools").count() == int(has_script)
        made.context.close()
    assert texts[True] == texts[False]
    assert len(texts[True]) > 5000


def test_hostile_texts_stay_texts(site: Visit, folder: Path) -> None:
    for path in sorted((folder / "hostile").rglob("*.html")):
        page = site.open(path.relative_to(folder).as_posix())
        assert page.evaluate("window.hacked") is None
        assert page.locator("script").count() == 1
        assert (
            page.locator("main img, main iframe, main object, main form, main style").count() == 0
        )
        handlers = "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some("
        assert page.evaluate(handlers + "a => a.name.startsWith('on'))).length") == 0
        for link in page.locator("main a").all():
            address = link.get_attribute("href") or ""
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            if scheme is not None:
                assert scheme.group() in ("http:", "https:")
                assert set((link.get_attribute("rel") or "").split()) >= {"noopener", "nofollow"}
                assert "@" not in address.split("/")[2]


def test_the_policy_stops_what_slips_through(browser: Browser, base: str) -> None:
    made = visit(browser, base)
    page = made.open("az/index.html")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.hacked = 1';
          document.body.append(script);
          const image = document.createElement('img');
          image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
          document.body.append(image);
          document.body.setAttribute('onclick', 'window.hacked = 2');
          document.body.click();
        }"""
    )
    assert page.evaluate("window.hacked") is None
    assert len([text for text in made.complaints if "Content Security Policy" in text]) >= 3
    made.context.close()


def test_every_page_of_a_draft_says_so(site: Visit, folder: Path) -> None:
    paths = sorted((folder / "az-draft").rglob("*.html"))
    assert len(paths) > 80
    for path in paths:
        assert 'class="draft-banner"' in path.read_text("utf-8"), path
    page = site.open("az-draft/index.html")
    assert page.locator(".draft-banner").is_visible()
    assert page.title().startswith("[Layihə]")
    page.emulate_media(media="print")
    assert page.locator(".draft-banner").is_visible()


def test_the_report_prints_on_paper(browser: Browser, folder: Path) -> None:
    made = visit(browser, folder.as_uri())
    page = made.open("rich/reports/2018.html")
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").is_visible()
    assert not page.locator(".years").is_visible()
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 12
    made.context.close()


def test_azerbaijani_is_spoken(site: Visit) -> None:
    page = site.open("az-draft/measures/4.1.3.html")
    assert page.locator("html").get_attribute("lang") == "az"
    assert page.locator("h1").get_attribute("lang") == "en"  # the plan's own words
    text = page.locator("main").inner_text()
    assert "31 dekabr 2016" in text
    assert "Həll olunmayıb" in text
    assert page.get_by_role("link", name="Tədbirlər", exact=True).count() >= 1
