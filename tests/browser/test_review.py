# SPDX-License-Identifier: Apache-2.0
"""What a person does on the page on which a reading is checked, in a browser, from the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from visiting import Visit, visit

import actionplan as ap
from actionplan.mapping import loads
from actionplan.review import review_page
from actionplan.review.messages import messages

ROOT = Path(__file__).resolve().parents[2]
AZ = ROOT / "examples" / "data" / "az-nap-2016-2018.txt"
PLAN = (
    b"No;Measure;Agencies;Deadline;Vem;Contact person\n"
    b"1.1;Build;State Committee on Sports;by snow 2021;x;Ann\n"
    b"1.2;Mend;State Comittee on Sports;2022;y;Bob\n"
)
ATTACK = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=2">{{data}}'
HOSTILE = (
    f"No;Measure;Agencies;Deadline;{ATTACK}\n1;{ATTACK};{ATTACK};{ATTACK} 2021;{ATTACK}\n"
    "2;\u202eMend\u2028;Body \\ \"'`;javascript:alert(1);&lt;b&gt;\n"
).replace('"', "''")

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a document. At the end nothing may have been asked for or complained of."""
    made: list[Visit] = []

    def open_page(source: bytes | Path, **options: object) -> Page:
        file = tmp_path / f"review{len(made)}.html"
        file.write_text(review_page(source, **options), encoding="utf-8")
        made.append(visit(browser, tmp_path.as_uri(), viewport={"width": 1300, "height": 900}))
        made[-1].page.set_default_timeout(5000)
        return made[-1].open(file.name)

    yield open_page
    for one in made:
        one.context.close()
        assert [url for url in one.requests if not url.startswith(tmp_path.as_uri())] == []
        assert len(one.requests) == 1
        assert one.complaints == []


def saved(page: Page, name: str, label: str = "") -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=label or f"Save {name}").click()
    path = download.value.path()
    return Path(path).read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("source", [AZ, PLAN, HOSTILE.encode()], ids=["az", "small", "hostile"])
def test_axe_finds_no_violation(
    browser: Browser, tmp_path: Path, source: Path | bytes, scheme: str
) -> None:
    (tmp_path / "review.html").write_text(review_page(source), encoding="utf-8")
    made = visit(browser, tmp_path.as_uri(), color_scheme=scheme, bypass_csp=True)
    page = made.open("review.html")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("article").first.get_by_role("button", name="Correct").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    made.context.close()


def test_the_page_speaks_azerbaijani_for_a_plan_in_it(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "review.html"
    file.write_text(
        review_page(PLAN.replace(b"by snow 2021", b"qar 2021-ci il"), language="az"),
        encoding="utf-8",
    )
    made = visit(browser, tmp_path.as_uri(), bypass_csp=True)
    page = made.open("review.html")
    assert page.locator("html").get_attribute("lang") == "az"
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Götür: 2021").first.click(timeout=5000)
    page.locator("article").first.get_by_role("button", name="Düzəlt").click()
    # What the library says is in English, and marked so.
    page.evaluate("document.querySelectorAll('[lang=en]').forEach(one => one.remove())")
    shown = page.locator("body").inner_text() + " ".join(
        page.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
    )
    assert "2 tədbirdən 1 yoxlanılıb; yoxlayanlar: kimsə" in shown
    assert "Oxunmayan müddətlər (1)" in shown
    begins = {re.split(r"[{(]", message)[0].strip() for message in messages()}
    left = [text for text in begins if " " in text and text in shown]
    assert left == []  # of the page's own words, none in English
    page.get_by_role("button", name="İmtina").click()
    due = json.loads(saved(page, "profile", "Profili saxla"))["measures"]["1.1"]["deadline"]["due"]
    assert due == "2021-12-31"
    made.context.close()


def test_the_source_stands_beside_its_reading(opened: Open) -> None:
    page = opened(AZ)
    assert page.locator("article").count() == 59
    assert "0 of 59 checked" in page.locator("#progress").inner_text()
    assert "its numbers go up to 8, read 8" in page.locator("#sections").inner_text()
    cell = page.locator("td", has_text="2016-2018").first
    assert cell.locator("span.u-deadline").count() == 1
    cell.click()
    assert "deadline of 1.1" in page.locator("#cell").inner_text()
    page.get_by_role("link", name="stands after the number 4.1.3").first.click()
    assert page.evaluate("document.activeElement.innerText").startswith("4.1.3")


def test_hostile_texts_stay_texts(opened: Open) -> None:
    page = opened(HOSTILE.encode())
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 2
    assert page.locator("main img, main iframe, main object, main style, main b").count() == 0
    assert "<img src=x" in page.locator("#source").inner_text()
    handlers = "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some("
    assert page.evaluate(handlers + "a => a.name.startsWith('on'))).length") == 0
    page.locator("article").first.get_by_role("button", name="Correct").click()
    page.get_by_label("Deadline, in words").fill(f"2024 {ATTACK}")
    page.get_by_role("button", name="Keep").click()
    (correction,) = loads(saved(page, "mapping")).cells
    assert correction.text == f"2024 {ATTACK}"
    assert page.evaluate("window.hacked") is None


def test_the_policy_stops_what_slips_through(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "review.html").write_text(review_page(PLAN), encoding="utf-8")
    made = visit(browser, tmp_path.as_uri())
    page = made.open("review.html")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.hacked = 1';
          document.body.append(script);
          document.body.setAttribute('onclick', 'window.hacked = 2');
          document.body.click();
        }"""
    )
    assert page.evaluate("window.hacked") is None
    assert len([text for text in made.complaints if "Content Security Policy" in text]) >= 2
    made.context.close()


def test_one_click_takes_a_candidate(opened: Open) -> None:
    page = opened(PLAN)
    page.get_by_role("button", name="Take 2021").click()
    profile = ap.profile_from_json(saved(page, "profile"))
    plan = ap.apply(ap.read(PLAN), profile)
    assert str(plan["1.1"].deadline.due) == "2021-12-31"
    assert not ap.check_profile(plan, profile)
    again = opened(PLAN, profile=profile)
    assert again.get_by_role("button", name="Take 2021").count() == 0


def test_agencies_and_columns_are_corrected(opened: Open) -> None:
    page = opened(PLAN)
    page.get_by_role("button", name="Correct 1.2").click()
    page.get_by_label("Who is meant").fill("Ministry of Works; Parks Office")
    page.get_by_label("Force").select_option("recommended")
    page.get_by_role("button", name="Keep").click()
    page.locator("summary", has_text="Columns of table 1").click()
    page.get_by_label("Vem").select_option("lead")
    mapping = loads(saved(page, "mapping"))
    plan = ap.read(PLAN, mapping=mapping)
    parts = [(part.text, str(part.force)) for part in plan["1.2"].assignments[:2]]
    assert parts == [("Ministry of Works", "recommended"), ("Parks Office", "recommended")]
    assert str(plan["1.2"].assignments[2].role) == "lead"


def test_indicators_are_split_and_their_kind_corrected(opened: Open) -> None:
    source = (
        b"No;Measure;Indicator;Agencies;Deadline\n"
        b"1.1;Build;Number of schools and act adopted;Works;2021\n"
        b"1.2;Mend;Level of trust;Works;2022\n"
    )
    page = opened(source)
    page.get_by_role("button", name="Correct 1.1").click()
    page.get_by_label("The plan's words").first.fill("Number of schools\nact adopted")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Correct 1.2").click()
    page.get_by_label("Kind").select_option("percentage")
    page.get_by_role("button", name="Keep").click()
    assert page.locator("#changes li").count() == 2
    profile = ap.profile_from_json(saved(page, "profile"))
    plan = ap.apply(ap.read(source), profile)
    assert not ap.check_profile(plan, profile)
    assert [part.text for part in plan["1.1"].indicators] == ["Number of schools", "act adopted"]
    assert [str(part.kind) for part in plan["1.2"].indicators] == ["percentage"]

    page = opened(source, profile=profile)
    assert "act adopted" in page.locator("article").first.inner_text()
    page.get_by_role("button", name="Correct 1.1").click()
    page.get_by_label("Kind").last.select_option("deliverable")
    page.get_by_role("button", name="Keep").click()
    again = ap.apply(ap.read(source), ap.profile_from_json(saved(page, "profile")))
    kinds = [str(part.kind) for part in again["1.1"].indicators]
    assert kinds == ["count", "deliverable"]
    assert [part.text for part in again["1.1"].indicators] == ["Number of schools", "act adopted"]


def test_corrections_are_added_to_those_there_are(opened: Open) -> None:
    page = opened(PLAN, mapping={"columns": {"Vem": "lead"}, "decimal": ","})
    page.get_by_role(
        "button", name='"State Comittee on Sports" is State Committee on Sports'
    ).click()
    mapping = loads(saved(page, "mapping"))
    assert (len(mapping.columns), mapping.decimal) == (1, ",")
    agencies = {agency.name for agency in ap.read(PLAN, mapping=mapping).agencies}
    assert agencies == {"State Committee on Sports", "x", "y"}


def test_questions_are_saved_for_each_agency(opened: Open) -> None:
    page = opened(PLAN)
    text = saved(page, "questions")
    assert text.startswith("State Committee on Sports\n- Measure 1.1: which day does")


def test_by_keyboard_alone(opened: Open) -> None:
    page = opened(PLAN)
    press = page.keyboard.press

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent.trim()"))

    press("Tab")
    press("Tab")
    assert focused() == "To the source"
    press("Enter")
    press("Tab")  # the columns of the table
    press("Tab")
    assert focused() == "No"
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        press(key)
    assert focused() == "by snow 2021"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert "deadline of 1.1" in page.locator("#cell").inner_text()
    press("Enter")
    press("Control+A")
    page.keyboard.type("2021")
    press("Tab")
    assert focused() == "Keep"
    press("Enter")
    assert focused() == "by snow 2021"  # back where it was
    assert "2021" in page.locator("#changes li").inner_text()
    plan = ap.read(PLAN, mapping=loads(saved(page, "mapping")))
    assert str(plan["1.1"].deadline.due) == "2021-12-31"
    press("Enter")
    press("Escape")
    assert not page.locator("dialog").is_visible()


def test_who_checked_what_is_kept(opened: Open) -> None:
    page = opened(PLAN)
    page.get_by_label("Checked by").fill("Ann")
    page.get_by_label("Checked: 1.1 Build").check()
    page.get_by_label("Checked: 1.2 Mend").check()
    assert page.locator("#progress").inner_text() == "2 of 2 checked by Ann"
    review = saved(page, "checks")
    assert json.loads(review)["checks"]["1.1"]["by"] == "Ann"
    again = opened(PLAN.replace(b"2022", b"2023"), review=review)
    assert again.locator("#progress").inner_text() == "1 of 2 checked by Ann"
    assert "changed since Ann checked it" in again.locator("article").last.inner_text()


def test_a_phone_scrolls_in_one_direction(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "review.html").write_text(review_page(AZ), encoding="utf-8")
    phone = visit(browser, tmp_path.as_uri(), viewport={"width": 360, "height": 740})
    page = phone.open("review.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    phone.context.close()
