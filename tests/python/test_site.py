# SPDX-License-Identifier: Apache-2.0
"""A published folder: what is in it, that it is always the same, that nothing leaks."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import made_stores
import published
import pytest

import actionplan as ap
from actionplan import palette
from actionplan.site import publish, verify_folder
from actionplan.site import words as site_words
from actionplan.site.language import LANGUAGES, Language
from actionplan.site.links import FileNames, linked
from actionplan.site.presentation import shown

ROOT = Path(__file__).resolve().parents[2]
AS_OF = {"az": "2018-09-30", "rich": "2019-03-01", "hostile": "2017-06-01"}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stores")
    return {
        "az": made_stores.az_store(folder / "az.db"),
        "rich": made_stores.rich_store(folder / "rich.db"),
        "hostile": made_stores.hostile_store(folder / "hostile.db"),
    }


@pytest.fixture(scope="module")
def sites(stores: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sites")
    return {
        name: publish(store, folder / name, as_of=AS_OF[name]).path
        for name, store in stores.items()
    }


@pytest.fixture
def site(sites: dict[str, Path], tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(sites["az"], tmp_path / "site"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def text_of(page: Path) -> str:
    """What a page says, without its markup."""
    text = re.sub(r"<(svg|script)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    for escaped, plain in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'")):
        text = text.replace(escaped, plain)
    return re.sub(r"\s+", " ", text.replace("&amp;", "&"))


# What is there


def test_there_is_a_page_for_everything(sites: dict[str, Path]) -> None:
    paths = set(contents(sites["az"]))
    plan = ap.read(made_stores.PLAN_FILE)
    assert {f"measures/{measure.number}.html" for measure in plan.measures} <= paths
    assert {f"sections/{section.id}.html" for section in plan.sections} <= paths
    assert {f"agencies/{agency.id}.html" for agency in plan.agencies} <= paths
    assert {f"reports/{year}.html" for year in (2016, 2017, 2018)} <= paths
    single = {"index", "measures", "agencies", "method", "data"}
    assert {f"{name}.html" for name in single} <= paths
    assert {"manifest.json", "data/monitor.db", "data/datapackage.json"} <= paths


def test_a_measure_tells_its_verdict_and_why(sites: dict[str, Path]) -> None:
    text = text_of(sites["az"] / "measures" / "4.1.3.html")
    for part in (
        "Undecided", "The due day has passed, and what was reported does not decide",
        "Due 31 December 2016", "638 days ago", "Measures on establishment of Platform",
        "central and local executive bodies implementer, binding", "No target is stated.",
        "31 NGOs in the platform", "Lowest reading 31", "Highest reading 38",
        "contradicts the one that was used; judged under it too: Value 38 NGOs in the platform",
        "https://antikorrupsiya.gov.az", "The plan promises it. In force from 27 April 2016.",
    ):  # fmt: skip
        assert part in text


def test_corrections_withdrawals_replies_and_ratings_are_shown(sites: dict[str, Path]) -> None:
    corrected = text_of(sites["rich"] / "measures" / "4.2.3.html")
    assert "Corrected on 10 February 2019" in corrected
    contested = text_of(sites["rich"] / "measures" / "6.2.1.html")
    assert "Contested Entries contradict each other, and the verdict hangs on which" in contested
    told = text_of(sites["rich"] / "measures" / "4.1.3.html")
    assert "Withdrawn on 11 February 2019" in told
    assert "We see it otherwise: https://example.org/reply ." in told
    assert "limited : A made-up reporter (independent)" in told
    assert "complete : A made-up reporter (implementer)" in told


def test_revisions_are_shown(sites: dict[str, Path]) -> None:
    moved = text_of(sites["rich"] / "measures" / "1.2.html")
    assert "Due 31 December 2019 first 31 December 2016" in moved
    assert "A revision changed: deadline. In force from 1 June 2018." in moved
    dropped = text_of(sites["rich"] / "measures" / "9.5.html")
    assert "Withdrawn A later version of the plan dropped it, or a rater says" in dropped
    assert "A revision dropped it." in dropped


def test_not_knowing_is_never_shown_as_failure(sites: dict[str, Path]) -> None:
    for status in (
        ap.DeadlineStatus.unreported, ap.DeadlineStatus.undecided, ap.IndicatorStatus.no_evidence,
        ap.IndicatorStatus.no_target, ap.IndicatorStatus.inconclusive,
        ap.IndicatorStatus.incomplete,
    ):  # fmt: skip
        assert palette.tone_of(status) == palette.Tone.unknown
    assert palette.tone_of(ap.IndicatorStatus.contested) == palette.Tone.contested
    late = [s for s in ap.DeadlineStatus if palette.tone_of(s) == palette.Tone.late]
    assert late == [ap.DeadlineStatus.overdue, ap.DeadlineStatus.lapsed]
    for page in sites["az"].rglob("*.html"):
        if page.name != "method.html":
            assert "t-late" not in page.read_text("utf-8"), page


def test_an_agency_takes_part_and_is_charged_with_its_own(sites: dict[str, Path]) -> None:
    text = text_of(sites["az"] / "agencies" / "ministry-of-justice.html")
    plan = ap.read(made_stores.PLAN_FILE)
    its = [
        measure.number
        for measure in plan.measures
        if any(said.agency == "ministry-of-justice" for said in measure.assignments)
    ]
    assert f"Takes part in {len(its)} measures." in text
    page = (sites["az"] / "agencies" / "ministry-of-justice.html").read_text("utf-8")
    assert set(re.findall(r'href="\.\./measures/([\d.]+)\.html"', page)) == set(its)
    assert "it charges none of them alone" in text


def test_a_successor_inherits_and_is_marked(tmp_path: Path) -> None:
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("A plan", "2016-01-04", "", "en", ap.Period.parse("2016"))
    builder.add(ap.Agency("old", "The old one", valid_to="2017-01-01", successors=["new"]))
    builder.add(ap.Agency("new", "The new one", valid_from="2017-01-02"))
    deadline = ap.Deadline("2016", "window", "2016-01-01", "2016-12-31")
    builder.add(
        ap.Measure("1", "1", None, "Do", assignments=[ap.Assignment("old")], deadline=deadline)
    )
    with ap.Store.create(tmp_path / "s.db", builder.build(), recorded_on="2016-02-01") as store:
        publish(store, tmp_path / "site", as_of="2018-01-01")
    heir = text_of(tmp_path / "site" / "agencies" / "new.html")
    assert "Takes part in 0 measures." in heir
    assert "Taken over from agencies that ended" in heir
    assert "1 Do from The old one" in heir
    assert "now answered for by The new one" in text_of(tmp_path / "site" / "measures" / "1.html")


def test_the_method_page_has_the_tables_of_the_guide(sites: dict[str, Path]) -> None:
    text = text_of(sites["az"] / "method.html")
    rows = 0
    for name in ("deadline_status", "indicator_status"):
        guide = (ROOT / "docs" / "guide" / f"{name}.md").read_text("utf-8")
        for line in guide.splitlines():
            if line.startswith("| `"):
                rows += 1
                assert line.split("`")[1] in text
    assert rows > 60
    assert "../" not in re.sub(r"<[^>]*>", "", (sites["az"] / "method.html").read_text("utf-8"))


def test_charts_draw_what_the_tables_say(sites: dict[str, Path]) -> None:
    page = (sites["az"] / "index.html").read_text("utf-8")
    sections, timeline = re.findall(r"<svg .*?</svg>", page, flags=re.DOTALL)
    assert len(re.findall(r'<path [^>]*fill="var\(--tone-running\)"', sections)) == 11
    assert len(re.findall(r'<path [^>]*fill="var\(--tone-unknown\)"', sections)) == 7
    assert len(re.findall(r'<path [^>]*fill="var\(--tone-running\)"', timeline)) == 39
    assert len(re.findall(r'<path [^>]*fill="var\(--tone-unknown\)"', timeline)) == 20
    chart = (sites["az"] / "measures" / "4.1.3.html").read_text("utf-8")
    assert len(re.findall(r'fill="var\(--tone-running\)"', chart)) == 1
    assert len(re.findall(r'stroke="var\(--tone-contested\)"', chart)) == 1
    for text in (page, chart):
        assert re.findall(r"(?:fill|stroke)=\"(?!var\(|none|0)[^\"]*\"", text) == []


def test_the_yearly_report_says_what_changed(sites: dict[str, Path]) -> None:
    text = text_of(sites["az"] / "reports" / "2017.html")
    assert "Report on 2017" in text
    assert "As it stood on 31 December 2017" in text
    before = ap.assess(ap.read(made_stores.PLAN_FILE), as_of="2016-12-31")
    assert len(before) == 59
    assert "Measures that fell due, and what came of them" in text
    assert "Measures whose status is another than on 31 December 2016" in text
    assert "31 December 2016" in text.split("Measures by status")[1].split("</table>")[0]
    assert "A year before" not in text


def test_a_yearly_report_shows_what_was_so_then(tmp_path: Path) -> None:
    store = made_stores.picture_store(tmp_path / "store.db")
    publish(store, tmp_path / "site", as_of="2019-02-01")
    assert "<svg" in (tmp_path / "site" / "reports" / "2017.html").read_text("utf-8")
    # Nothing runs any more on the day of the site; in the year before, much did.
    then = text_of(tmp_path / "site" / "reports" / "2017.html")
    assert "Running" not in text_of(tmp_path / "site" / "agencies.html")
    assert "Running" in then
    for total in re.findall(r"31 December 2017 ((?:[\d·]+ )+)", then):
        *parts, whole = [0 if cell == "·" else int(cell) for cell in total.split()]
        assert sum(parts) == whole == 59


def test_pages_and_charts_share_one_palette(sites: dict[str, Path]) -> None:
    written = (sites["rich"] / "assets" / "site.css").read_text("utf-8")
    package = Path(ap.__file__).parent
    static = (package / "site" / "static" / "site.css").read_text("utf-8")
    for tone, paint in palette.PAINTS.items():
        for color in (paint.light, paint.dark):
            assert f"--tone-{tone.value}: {color};" in written
        for color in (paint.light_text, paint.dark_text):
            assert f"--on-{tone.value}: {color};" in written
        assert re.search(rf"--(tone|on)-{tone.value}:", static) is None
    assert palette.DEADLINE_COLORS["overdue"] == palette.PAINTS[palette.Tone.late].light
    assert palette.INDICATOR_COLORS["met"] == palette.PAINTS[palette.Tone.done].light
    colors = list(palette.DEADLINE_COLORS.values())
    assert len(set(colors)) == len(colors)
    for page in (sites["rich"] / "index.html", sites["rich"] / "measures" / "10.1.html"):
        for chart in re.findall(r"<svg.*?</svg>", page.read_text("utf-8"), flags=re.DOTALL):
            assert set(re.findall(r'(?:fill|stroke)="(#[^"]*|var[^"]*)"', chart)) <= {
                "var(--ink)",
                "var(--faint)",
                "var(--line)",
                *(f"var(--tone-{tone.value})" for tone in palette.Tone),
                "#000",
            }, page


def test_charts_keep_groups_of_one_name_apart() -> None:
    from actionplan.site import drawing

    done = site_words.Tones({palette.Tone.done: 1})
    long = "The same words at the beginning of two sections, "
    drawn = drawing.draw(*drawing.bars([(long + "a", done), (long + "b", done)], "measures"))
    assert len(re.findall(r'fill="var\(--tone-done\)"', drawn)) == 2
    assert drawn.count("The same words at the beginning") == 2


def test_equal_words_of_two_lists_have_their_own_labels() -> None:
    english = Language("en")
    thing, kind = ap.EntryKind.deliverable, ap.IndicatorKind.deliverable
    assert thing == kind.value  # so that a table by value would mix them up
    for _ in range(2):
        assert (english.label(kind), english.label(thing)) == ("thing to exist", "Thing done")


def test_small_cells_are_held_back(sites: dict[str, Path], stores: dict[str, Path]) -> None:
    text = text_of(sites["rich"] / "measures" / "10.1.html")
    assert "not shown: too few cases n = 20" in text
    assert "61.25" not in text
    assert "(47.75)" in text


@pytest.mark.parametrize(
    ("rule", "n", "share", "error", "want"),
    [
        ("dhs", 24, 50, 5, "suppressed"),
        ("dhs", 25, 50, 5, "parentheses"),
        ("dhs", 49, 50, 5, "parentheses"),
        ("dhs", 50, 50, 5, "shown"),
        ("nchs", 29, 50, 1, "suppressed"),
        ("nchs", 400, 50, 2, "shown"),
        ("nchs", 400, 50, 9, "suppressed"),
        ("nchs", 400, 95, 2, "with care"),
        ("nchs", 400, 5, 2, "suppressed"),
        ("none", 3, 50, 9, "shown"),
    ],
)
def test_the_rules_of_small_cells(rule: str, n: int, share: float, error: float, want: str) -> None:
    kind = ap.IndicatorKind.percentage
    cell = shown(share, standard_error=error, n=n, kind=kind, rule=rule)
    flags = {
        "suppressed": cell.is_suppressed,
        "parentheses": cell.in_parentheses,
        "with care": cell.with_care,
    }
    assert [name for name, is_set in flags.items() if is_set] == [want] * (want != "shown")
    assert (cell.value, cell.n) == (share, n)


def test_counts_have_no_rule_of_proportions() -> None:
    for n, is_suppressed in ((29, True), (30, False)):
        cell = shown(1250, standard_error=9, n=n, kind=ap.IndicatorKind.count, rule="nchs")
        assert cell.is_suppressed is is_suppressed


def test_what_is_no_survey_is_shown() -> None:
    cell = shown(3, standard_error=None, n=None, kind=ap.IndicatorKind.count, rule="dhs")
    assert (cell.is_suppressed, cell.in_parentheses, cell.n) == (False, False, None)


# Always the same


def test_the_same_store_gives_the_same_bytes(
    stores: dict[str, Path], sites: dict[str, Path], tmp_path: Path
) -> None:
    program = (
        "import sys; from actionplan.site import publish;"
        "publish(sys.argv[1], sys.argv[2], as_of=sys.argv[3])"
    )
    for seed, name in (("1", "rich"), ("77", "hostile")):
        work = tmp_path / seed
        work.mkdir()
        out = work / "elsewhere" / name
        subprocess.run(
            [sys.executable, "-c", program, stores[name], out, AS_OF[name]],
            cwd=work,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"},
            check=True,
        )
        assert contents(out) == contents(sites[name])


def test_a_draft_differs_on_every_page(stores: dict[str, Path], tmp_path: Path) -> None:
    made = publish(stores["hostile"], tmp_path / "draft", as_of="2017-06-01", draft=True)
    for path in made.path.rglob("*.html"):
        assert "Draft for comment" in path.read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in path.read_text("utf-8")
    assert json.loads((made.path / "manifest.json").read_text("utf-8"))["draft"] is True


def test_what_was_reported_in_another_unit_is_not_called_silence(tmp_path: Path) -> None:
    plan = ap.read(b"No;Measure;Indicator;Deadline\n1;Roads;Length of roads built;2017\n")
    indicator = plan["1"].indicators[0].id
    target = ap.IndicatorProfile(unit="km", direction="up", targets=[ap.Target(100)])
    profile = ap.Profile(indicators={indicator: target})
    for unit, silent in {"miles": False, "": True}.items():
        path = tmp_path / f"{unit}.db"
        with ap.Store.create(path, plan, profile, recorded_on="2016-05-01") as store:
            if unit:
                with pytest.warns(UserWarning, match='measured in "km"'):
                    store.record(
                        indicator=indicator, value=12, unit=unit, period="2017", source="A report",
                        reporter="An agency", recorded_on="2018-01-20",
                    )  # fmt: skip
        made = publish(path, tmp_path / (unit or "silent"), as_of="2018-09-30")
        (page,) = [p for p in (made.path / "measures").glob("*.html") if p.name != "index.html"]
        text = page.read_text("utf-8")
        assert ("Nothing was reported." in text) == silent
        assert ("what was reported does not decide whether it is done" in text) != silent


# Persons


def test_no_person_is_named_unasked(sites: dict[str, Path]) -> None:
    for path, content in contents(sites["rich"]).items():
        for person in (made_stores.SECRET, made_stores.PUBLIC):
            for secret in (person.name, person.position, person.contact):
                assert secret.encode() not in content, path


def test_with_people_only_public_appointments_are_named(
    stores: dict[str, Path], tmp_path: Path
) -> None:
    out = publish(stores["rich"], tmp_path / "s", as_of="2019-03-01", with_people=True).path
    page = text_of(out / "agencies" / "ministry-of-justice.html")
    assert "Aytac Known , head of the open government unit" in page
    for path, content in contents(out).items():
        for secret in ("Unmistakable", "a secret position", "+994", "private contact"):
            assert secret.encode() not in content, path
        if path.startswith("data/"):
            assert b"Aytac" not in content, path


# Open data


@pytest.mark.parametrize("name", ["az", "rich", "hostile"])
def test_the_data_package_is_valid(sites: dict[str, Path], name: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(sites[name] / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note", "message"])
    assert [task.stats["rows"] > 0 for task in report.tasks] == [True] * 4


def test_a_broken_table_is_found_by_the_data_package(site: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    table = site / "data" / "measures.csv"
    table.write_bytes(table.read_bytes().replace(b"2016-12-31", b"2016-13-31"))
    assert not frictionless.validate(str(site / "data" / "datapackage.json")).valid


def test_formulas_stay_texts_in_tables(sites: dict[str, Path]) -> None:
    table = (sites["hostile"] / "data" / "measures.csv").read_text("utf-8")
    assert '"\'=HYPERLINK(""http://evil.example"",""click"")"' in table
    for line in re.split(r"\r\n", table):
        assert not re.match(r'"?[=+@]', line)


def test_the_copy_of_the_store_reads_without_this_library(sites: dict[str, Path]) -> None:
    uri = f"{(sites['rich'] / 'data' / 'monitor.db').as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True)
    try:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
        (entries,) = connection.execute("SELECT count(*) FROM ledger").fetchone()
        assert entries == len(
            json.loads((sites["rich"] / "data" / "evidence.json").read_text("utf-8"))["entries"]
        )
    finally:
        connection.close()


# Hostile texts


def test_names_of_files_are_harmless(sites: dict[str, Path]) -> None:
    paths = set(contents(sites["hostile"]))
    assert len([path for path in paths if path.startswith("measures/")]) == len(
        made_stores.PAYLOADS
    )
    for path in paths:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?", path)


def test_each_id_has_a_name_of_its_own() -> None:
    names = FileNames()
    ids = ["1.1", "a", "A", "a ", "../a", "..", "", "con", "CON.html", "ı", "i", "x" * 300, "index"]
    made = [names[one] for one in ids]
    assert len({name.lower() for name in made}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,90}", name) for name in made)
    assert [names[one] for one in ids] == made
    assert made[0] == "1.1"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("https://a.example/x?y=1&z=2", ["https://a.example/x?y=1&amp;z=2"]),
        ("see http://a.example/x, page 2.", ["http://a.example/x"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
        ("ftp://a.example", []),
        ("https://good.example@evil.example/", []),
        ("https://", []),
        ("https://[", []),
        ('https://a.example/"onmouseover="x', ["https://a.example/"]),
        ("https://a.example/<script>", ["https://a.example/"]),
        ("HTTPS://A.EXAMPLE/", ["HTTPS://A.EXAMPLE/"]),
        ("//a.example", []),
    ],
)
def test_only_addresses_of_the_web_become_links(text: str, want: list[str]) -> None:
    made = str(linked(text))
    assert re.findall(r'href="([^"]*)"', made) == want
    assert made.count('rel="noopener nofollow noreferrer"') == len(want)
    assert "<script" not in made


# Replacing and checking a folder


def test_a_folder_with_something_else_is_left_alone(
    stores: dict[str, Path], tmp_path: Path
) -> None:
    for name in ("notes.txt", "manifest.json"):
        out = tmp_path / name.split(".")[0]
        out.mkdir()
        (out / name).write_text('{"name": "mine"}')
        with pytest.raises(ap.Error, match="something else than an earlier publication"):
            publish(stores["az"], out, as_of="2018-09-30")
        assert [path.name for path in out.iterdir()] == [name]
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(ap.Error, match="is no folder"):
        publish(stores["az"], file, as_of="2018-09-30")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "manifest", "notes"]


def test_a_publication_with_a_file_of_someone_elses_is_left_alone(
    stores: dict[str, Path], site: Path
) -> None:
    (site / "measures" / "mine.txt").write_text("mine")
    before = contents(site)
    with pytest.raises(ap.Error, match=r"measures/mine\.txt"):
        publish(stores["az"], site, as_of="2018-09-30")
    assert contents(site) == before


def test_an_earlier_publication_is_replaced_whole(
    stores: dict[str, Path], sites: dict[str, Path], site: Path
) -> None:
    (site / "index.html").write_text("changed by hand")
    with pytest.raises(ap.Error, match="does not continue the one that was published"):
        publish(stores["hostile"], site, as_of=AS_OF["hostile"])
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    publish(stores["hostile"], site, as_of=AS_OF["hostile"], other_ledger=True)
    assert contents(site) == contents(sites["hostile"])
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    link = site.parent / "link"
    link.symlink_to(site)
    publish(stores["az"], link, as_of=AS_OF["az"], other_ledger=True)
    assert link.is_symlink()
    assert contents(site) == contents(sites["az"])


def test_what_stands_there_stays_when_something_fails(stores: dict[str, Path], site: Path) -> None:
    before = contents(site)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        publish(stores["az"], site, as_of="2019-03-01", on_progress=stop)
    assert contents(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_progress_is_told_to_the_end(stores: dict[str, Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    publish(
        stores["az"], tmp_path / "s", as_of="2018-09-30", on_progress=lambda *at: told.append(at)
    )
    totals = {total for _, total in told}
    assert len(totals) == 1
    assert [done for done, _ in told] == list(range(1, totals.pop() + 1))


def test_a_whole_folder_verifies(sites: dict[str, Path]) -> None:
    for folder in sites.values():
        head = json.loads((folder / "manifest.json").read_text("utf-8"))["head"]
        assert verify_folder(folder) == []
        assert verify_folder(folder, head) == []
        assert [p.code for p in verify_folder(folder, "0" * 64)] == ["unknown_head"]


def _remove(folder: Path) -> None:
    (folder / "measures" / "4.1.3.html").unlink()


def _change(folder: Path) -> None:
    page = folder / "measures" / "4.1.3.html"
    page.write_bytes(page.read_bytes().replace(b"Undecided", b"Done"))


def _add(folder: Path) -> None:
    (folder / "measures" / "new.html").write_text("new")


def _link(folder: Path) -> None:
    page = folder / "measures" / "4.1.3.html"
    page.rename(folder.parent / "moved.html")
    page.symlink_to(folder.parent / "moved.html")


def _change_store(folder: Path) -> None:
    """As by someone who also makes the manifest fit."""
    store = folder / "data" / "monitor.db"
    connection = sqlite3.connect(store)
    connection.executescript(
        "DROP TRIGGER content_is_kept; UPDATE content SET text = 'other' WHERE seq = 3;"
    )
    connection.close()
    published.rewrite(
        folder,
        lambda told: told["files"].update({"data/monitor.db": published.entry_of(store)}),
    )


def _lead_out(folder: Path) -> None:
    entry = {"bytes": 1, "sha256": "0" * 64}
    published.rewrite(folder, lambda told: told["files"].update({"../../secret": entry}))


@pytest.mark.parametrize(
    ("change", "code", "subject"),
    [
        (_remove, "missing_file", "measures/4.1.3.html"),
        (_change, "changed_file", "measures/4.1.3.html"),
        (_add, "extra_file", "measures/new.html"),
        (_link, "changed_file", "measures/4.1.3.html"),
        (_change_store, "changed_schema", "content_is_kept"),
        (_lead_out, "bad_path", "../../secret"),
    ],
)
def test_what_was_changed_is_named(
    site: Path, change: Callable[[Path], None], code: str, subject: str
) -> None:
    change(site)
    (found,) = verify_folder(site)
    assert (found.code, found.subject, found.severity) == (code, subject, "error")
    command = [sys.executable, "-m", "actionplan", "verify", str(site)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert f"[{code}]" in ran.stderr
    assert ran.stdout == ""


def test_a_folder_without_a_manifest_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ap.Error, match="no published folder"):
        verify_folder(tmp_path)
    (tmp_path / "manifest.json").write_text("[" * 100_000)
    with pytest.raises(ap.Error, match="is no JSON"):
        verify_folder(tmp_path)


# The command


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "actionplan", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_publishes_and_verifies(
    stores: dict[str, Path], sites: dict[str, Path], tmp_path: Path
) -> None:
    ran = run("publish", stores["az"], "--out", tmp_path / "s", "--as-of", "2018-09-30")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.match(r"\d+ files in .*; head [0-9a-f]{64}\n$", ran.stdout)
    assert contents(tmp_path / "s") == contents(sites["az"])
    checked = run("verify", tmp_path / "s")
    assert checked.returncode == 0
    said: dict[str, Any] = json.loads(checked.stdout)
    assert said["verdict"] == "as it was published"
    assert said["as_of"] == "2018-09-30"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--language", "xx"], "no language 'xx'"),
        (["--small-cells", "mine"], "no rule of small cells 'mine'"),
        (["--as-of", "2018-02-30"], "2018-02-30"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    stores: dict[str, Path], tmp_path: Path, options: list[str], message: str
) -> None:
    ran = run("publish", stores["az"], "--out", tmp_path / "s", "--as-of", "2018-09-30", *options)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


# Languages


def test_every_word_of_the_library_has_its_label() -> None:
    for name, said in site_words.WORDS.items():
        enumeration: type[Enum] = getattr(ap, name)
        assert [str(word.value) for word in enumeration] == list(said)
        for word in said.values():
            assert word.label
            assert word.meaning or name not in ("DeadlineStatus", "IndicatorStatus")


def test_the_catalogues_are_whole_and_up_to_date() -> None:
    script = ROOT / "script" / "messages"
    ran = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_translations_keep_their_places() -> None:
    from babel.messages.pofile import read_po

    for code in LANGUAGES:
        if code == "en":
            continue
        path = ROOT / "bindings" / "python" / "actionplan" / "site" / "locale" / f"{code}.po"
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=code)
        for message in catalogue:
            if not message.id:
                continue
            one, *many = message.id if message.pluralizable else [message.id]
            for text in message.string if message.pluralizable else [message.string]:
                assert places_of(text) == places_of(many[0] if many else one), one


def places_of(message: str) -> list[str]:
    """What a translation must leave as it is: places for values, and words of the data."""
    return sorted(set(re.findall(r"%\(\w+\)s|\{\w+\}|`[^`]*`", message)))


def rows_of(page: Path) -> list[list[str]]:
    """The words of the data in each row of the tables of a page."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.read_text("utf-8"), flags=re.DOTALL)
    return [re.findall(r"<code>(.*?)</code>", row) for row in rows]


def test_the_method_speaks_the_language_of_the_site(
    stores: dict[str, Path], sites: dict[str, Path], tmp_path: Path
) -> None:
    from actionplan.site import guide

    azerbaijani = Language("az")
    same = [said for said in guide.messages() if azerbaijani.gettext(said) == said]
    assert same == []
    publish(stores["az"], tmp_path / "site", as_of=AS_OF["az"], language="az")
    rows = rows_of(tmp_path / "site" / "method.html")
    assert rows == rows_of(sites["az"] / "method.html")
    assert len(rows) > 120
    text = text_of(tmp_path / "site" / "method.html")
    assert "müstəqil qiymətləndirən son tarixdə" in text
    assert "nothing was reported" not in text


def test_assumptions_are_said_in_the_language_of_the_site() -> None:
    english, azerbaijani = Language("en"), Language("az")
    sentence = "Due on the last day of the window: 2016-12-31."
    assert english.assumption(sentence) == "Due on the last day of the window: 31 December 2016."
    assert azerbaijani.assumption(sentence) == ("Son tarix müddətin son günüdür: 31 dekabr 2016.")
    reports = "The measure's title speaks of semiannual reports."
    told = english.assumption(reports)
    assert told is not None
    assert told.unescape() == "The measure's title speaks of half-yearly reports."
    hostile = "Corrected by a profile, set by law: <script>{0}{day}%s</script>."
    said = azerbaijani.assumption(hostile)
    assert said is not None
    assert "&lt;script&gt;{0}{day}%s&lt;/script&gt;" in said
    assert english.assumption("We take it to be the end of the year.") is None
    for pattern in ap.assumption_patterns():
        assert azerbaijani.gettext(pattern.text) != pattern.text


def test_every_assumption_of_the_plan_is_known_to_the_site() -> None:
    language = Language("az")
    profile = ap.read_profile(made_stores.DATA / "az-profile.json")
    plan = ap.apply(ap.read(made_stores.PLAN_FILE), profile)
    said = [text for measure in plan.measures for text in measure.deadline.assumptions]
    assert len(said) > 50
    assert [text for text in said if language.assumption(text) is None] == []


def test_days_numbers_and_periods_follow_the_language() -> None:
    import datetime

    day = datetime.date(2018, 9, 30)
    english, azerbaijani = Language("en"), Language("az")
    assert (english.day(day), azerbaijani.day(day)) == ("30 September 2018", "30 sentyabr 2018")
    assert (english.number(1234.5), azerbaijani.number(1234.5)) == ("1,234.5", "1.234,5")
    assert (english.percent(1.033), azerbaijani.percent(1.033)) == ("103%", "103%")
    for text, want in (
        ("2016", "2016"), ("2016-2018", "2016–2018"), ("2016Q1", "quarter 1 of 2016"),
        ("2016H2", "half 2 of 2016"), ("2016-03", "March 2016"), ("2016-03-15", "15 March 2016"),
        ("2016-01-05/2016-02-03", "5 January 2016 – 3 February 2016"),
    ):  # fmt: skip
        assert english.period(ap.Period.parse(text)) == want
    assert english.number(0) == "0"
    assert english.number(1e-9) == "1e-09"
    assert english.number(123456.789) == "123,456.79"


def test_the_library_without_a_site_imports_nothing_of_it() -> None:
    program = (
        "import sys, actionplan, actionplan.site;"
        "print(sorted({'jinja2', 'altair', 'babel', 'vl_convert'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
