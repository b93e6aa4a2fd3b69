# SPDX-License-Identifier: Apache-2.0
"""Money that a document gives its measures: read exactly, written everywhere, judged nowhere."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import actionplan as ap
from actionplan.review import review_page

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
TABLE = (
    "No;Measure;Agency;Deadline;Cost (thousand EUR);Source of funding;Total (thousand EUR)\n"
    "1;Build;Works;2022;1 500,5;State budget;1 500,5\n"
    "2;Mend;Works;2022;within budget;;\n"
)
PUBLISHED = {"columns": {"Cost (thousand EUR)": "published_finance"}}


def said(measure: ap.Measure) -> list[tuple[object, ...]]:
    return [(item.text, item.amount, item.currency, item.source) for item in measure.finance]


def test_the_fields_of_an_item() -> None:
    plan = ap.read(TABLE.encode())
    item, total = plan["1"].finance
    assert item == ap.FinanceItem(
        "Cost (thousand EUR)", "1 500,5", 1500500.0, "EUR", 1000, source="State budget"
    )
    assert item.stage is ap.FinanceStage.planned
    assert item.period is None
    assert total.total
    assert said(plan["2"]) == [("within budget", None, "", "")]
    assert plan["1"].extra == ()
    assert plan["1"].replace(finance=[]) == plan["1"]  # no part of equality, as its place


def test_json_pickle_and_builder() -> None:
    plan = ap.read(TABLE.encode())
    first = json.loads(plan.to_json())["measures"][0]["finance"][0]
    assert first == {
        "header": "Cost (thousand EUR)", "text": "1 500,5", "amount": 1500500.0,
        "currency": "EUR", "scale": 1000, "period": None, "source": "State budget",
        "stage": "planned",
    }  # fmt: skip
    for again in (ap.plan_from_json(plan.to_json()), pickle.loads(pickle.dumps(plan))):
        assert [m.finance for m in again] == [m.finance for m in plan]
    plain = ap.plan_from_json(plan.to_json().replace('"finance"', '"finances"'))
    assert '"finance"' not in plain.to_json()
    builder = ap.PlanBuilder(plan)
    for item, why in (
        (ap.FinanceItem("", "5"), "has no header"),
        (ap.FinanceItem("Cost", "5", float("nan")), "is no number"),
        (ap.FinanceItem("Cost", "5", scale=0), "the scale"),
    ):
        builder.measures = [plan["1"].replace(finance=[item])]
        with pytest.raises(ap.InvalidArgument, match=why):
            builder.build()


def test_frames_and_csv() -> None:
    plan = ap.read(TABLE.encode())
    frame = plan.frame("finance")
    assert frame.columns == (
        "measure", "number", "header", "text", "amount", "currency", "scale", "period",
        "period_first", "period_last", "source", "stage", "total", "published",
    )  # fmt: skip
    assert list(frame.texts("amount")) == ["1500500", "1500500", None]
    assessment = ap.assess(plan, as_of="2021-01-01")
    rows = list(csv.DictReader(io.StringIO(ap.finance_to_csv(assessment), newline="")))
    assert [row["total"] for row in rows] == ["no", "yes", "no"]
    assert rows[0]["source"] == "State budget"
    assert "finance.Cost (thousand EUR)" in assessment.to_csv().splitlines()[0]
    assert "finance.Cost (thousand EUR)" in assessment.frame().columns
    assert "finance.csv" not in ap.open_data(assessment)


def test_a_table_of_measures_reads_back_to_the_same_money() -> None:
    pytest.importorskip("pandas")
    note = ap.Document(
        [
            ap.Block("paragraph", "Plan"),
            ap.Block("paragraph", "(mii lei)"),
            ap.Block(
                "table",
                rows=[
                    [ap.Cell(text) for text in row]
                    for row in (
                        (
                            "Nr.",
                            "Acțiuni",
                            "Responsabil",
                            "Termen",
                            "Costuri",
                            "Surse de finanțare",
                        ),
                        ("1", "A construi", "Primăria", "2022", "15,5", "Bugetul local"),
                        ("2", "A repara", "Primăria", "2022", "Donatori: 3\nBuget local: 4", ""),
                    )
                ],
            ),
        ]
    )
    plan = ap.interpret(note)
    assert [item.amount for measure in plan for item in measure.finance] == [15500, 3000, 4000]
    again = ap.read(plan.to_pandas().to_csv(index=False).encode(), format="csv")

    def numbers(one: ap.Plan) -> list[tuple[object, ...]]:
        return [(m.id, item.amount, item.currency, item.scale) for m in one for item in m.finance]

    assert numbers(again) == numbers(plan)


def test_stores_and_publications_have_what_a_mapping_publishes(tmp_path: Path) -> None:
    plan = ap.read(TABLE.encode(), mapping=PUBLISHED)
    with ap.Store.create(tmp_path / "a.db", plan, recorded_on="2021-01-01") as store:
        held = store.history().revisions[0].plan
        assert said(held["1"]) == [("1 500,5", 1500500.0, "EUR", "State budget")]
        assert store.verify() == []
    files = ap.open_data(ap.assess(plan, as_of="2021-01-01"))
    assert b"State budget" in files["finance.csv"]
    assert b"total" not in files["finance.csv"].splitlines()[1]
    resources = json.loads(files["datapackage.json"])["resources"]
    assert [one["name"] for one in resources][-1] == "finance"
    assert "primaryKey" not in resources[-1]["schema"]
    unpublished = ap.read(TABLE.encode()).published_part()
    assert all(measure.finance == () for measure in unpublished)


def test_pages_notebooks_and_review_show_it(tmp_path: Path) -> None:
    pytest.importorskip("altair")
    from actionplan.site import publish

    mapping = {"columns": {**PUBLISHED["columns"], "Grade": "published"}}
    table = TABLE.replace("Total (thousand EUR)", "Grade").replace(";1 500,5\n", ";high\n")
    plan = ap.read(table.encode(), mapping=mapping)
    html = plan["1"]._repr_html_()
    assert "1,500,500 EUR" in html
    assert "high" in html
    with ap.Store.create(tmp_path / "a.db", plan, recorded_on="2021-01-01") as store:
        folder = publish(store, tmp_path / "site", as_of="2021-01-01").path
    page = (folder / "measures" / "1.html").read_text(encoding="utf-8")
    for shown in ("Cost (thousand EUR)", "1 500,5", "EUR", "State budget", "Grade", "high"):
        assert shown in page
    other = (folder / "measures" / "2.html").read_text(encoding="utf-8")
    assert "within budget" in other
    facts = review_page(table.encode())
    assert '"finance"' in facts
    assert "State budget" in facts


def test_no_verdict_looks_at_it() -> None:
    plan = ap.read(TABLE.encode())
    builder = ap.PlanBuilder(plan)
    builder.measures = [measure.replace(finance=[]) for measure in plan]
    verdicts = [ap.assess(one, as_of="2023-01-01").to_json() for one in (plan, builder.build())]
    assert verdicts[0] == verdicts[1]


def test_the_terminal_shows_it(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(TABLE, encoding="utf-8")
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\n"Cost (thousand EUR)" = "published_finance"\n', encoding="utf-8")

    def run(*arguments: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "actionplan", *map(os.fspath, arguments)],
            capture_output=True,
            env={**os.environ, "COLUMNS": "200"},
            check=True,
            timeout=60,
        )
        return done.stdout.decode()

    shown = "Cost (thousand EUR): 1 500,5 = 1,500,500 EUR (State budget)"
    assert shown in run("read", file)
    store = tmp_path / "a.db"
    run("init", store, file, "--map", mapping, "--recorded-on", "2021-01-01")
    explained = run("explain", store, "1", "--as-of", "2021-06-30")
    assert f"The plan also says:\n  {shown}\n" in explained
    assert "The plan also says" in run("explain", store, "2", "--as-of", "2021-06-30")
    bare = tmp_path / "b.db"
    run("init", bare, file, "--recorded-on", "2021-01-01")
    assert "The plan also says" not in run("explain", bare, "1", "--as-of", "2021-06-30")


#: What the published plans say of money, read by hand: text, amount, payer. Others say nothing.
WORLD = {
    "fr_fr_health_contract.xlsx": [
        ("BPI", None, ""),
        ("1000", 1000.0, "Financeur D"),
        ("25000", 25000.0, "Bernard"),
        ("666", 666.0, "François"),
        ("5000000", 5000000.0, ""),
    ],
    "canada_nap5.yaml": [],
    "fr_fr_free_software_commitments.md": [],
    "fr_fr_import_template.ods": [],
    "it_pianotriennale_2020_cap2_pa.rst": [],
    "it_pianotriennale_cap1_rtd.rst": [],
    "pt_br_open_data_plan_2018-2019.md": [],
    "us_fds_2021_actions.pdf": [],
    "us_fds_2021_agency_actions.md": [],
    "us_fds_2021_shared_actions.md": [],
    "us_nap5": [],
}


@pytest.mark.parametrize("name", WORLD)
def test_published_plans(name: str) -> None:
    needed = {".xlsx": {"xlsx"}, ".ods": {"ods"}, ".md": {"markdown", "html"}}
    if needed.get(Path(name).suffix, set()) - set(ap.document_formats()):
        pytest.skip("built without the format")
    for package in ("pdfplumber", "docutils", "ruamel.yaml"):
        pytest.importorskip(package)
    plan = ap.read(PLANS / name)
    items = [item for measure in plan for item in measure.finance]
    assert [(item.text, item.amount, item.source) for item in items] == WORLD[name]
    differing = [problem for problem in plan.problems if problem.code == "total_differs"]
    assert len(differing) == (1 if "health" in name else 0)


def test_every_published_plan_is_looked_at() -> None:
    assert {path.name for path in PLANS.iterdir()} - {"README.md"} == set(WORLD)
