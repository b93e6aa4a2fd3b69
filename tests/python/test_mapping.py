# SPDX-License-Identifier: Apache-2.0
"""Mappings: a person's word on how a document is to be read, in Python, TOML and on the command
line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionplan as ap
from actionplan.mapping import from_dict, load, loads, of_reading, to_toml

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
FOREIGN = "Num;Vad;Vem;När\n1;Bygg;Verket;2021\n2;Laga;Verket;snart\n".encode()
COLUMNS = {"Num": "number", "Vad": "title", "Vem": "lead", "När": "deadline"}


def codes(plan: ap.Plan) -> set[str]:
    return {problem.code for problem in plan.problems}


def content(found: ap.Reading) -> tuple[Any, ...]:
    """What was read, without what the readers say of it."""
    plan = json.loads(found.plan.to_json())
    del plan["problems"]
    return plan, found.profile.to_json(), found.extra, found.totals


def test_a_dict_a_file_and_a_value_are_the_same_mapping(tmp_path: Path) -> None:
    as_dict = {"columns": COLUMNS, "cells": [{"measure": "2", "field": "deadline", "text": "2022"}]}
    mapping = from_dict(as_dict)
    file = tmp_path / "mapping.toml"
    file.write_text(to_toml(mapping), encoding="utf-8")
    plans = [ap.read(FOREIGN, mapping=given) for given in (mapping, as_dict, file, str(file))]
    assert plans[0]["2"].deadline.due is not None
    assert str(plans[0]["1"].assignments[0].role) == "lead"
    assert all(plan == plans[0] for plan in plans)
    assert load(file) == mapping


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colums": {}}, 'no key "colums"; did you mean "columns"?'),
        ({"tables": [{"number": 1, "header_raw": 2}]}, '"tables[1].header_raw"; did you mean'),
        ({"columns": {"Wer": "leed"}}, 'columns.Wer is "leed"; did you mean "lead"?'),
        ({"columns": {"Wer": 3}}, "columns.Wer is 3; give a text"),
        ({"cells": [{"line": 1, "column": 2}]}, "no cells[1].text"),
        ({"cells": {"line": 1}}, "[[cells]]"),
        ({"dates": {"fiscal_mont": 4}}, '"dates.fiscal_mont"; did you mean "fiscal_month"?'),
        ({"dates": {"fiscal_month": 14}}, "fiscal"),
        ({"tables": [{"header_row": 1}]}, "which it is"),
        ({"layout": "tabel"}, 'did you mean "table"?'),
        ({"parts": "Plan"}, "a list of texts"),
        ({"serial_epoch": 1901}, "1904"),
    ],
)
def test_what_is_misspelt_is_named_with_the_nearest(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ap.InvalidArgument) as error:
        ap.read(FOREIGN, mapping=given)
    assert said in str(error.value)


def test_files_that_are_no_mapping_are_named(tmp_path: Path) -> None:
    with pytest.raises(ap.NotFound, match=r"gone\.toml"):
        ap.read(FOREIGN, mapping=tmp_path / "gone.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("columns = [", encoding="utf-8")
    with pytest.raises(ap.ParseError, match=r"broken\.toml.*no TOML"):
        ap.read(FOREIGN, mapping=broken)
    with pytest.raises(ap.InvalidArgument, match="type int"):
        ap.read(FOREIGN, mapping=3)  # type: ignore[call-overload]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = TEXTS.map(lambda text: "x" + ap.collapse_spaces(text))
USES = st.sampled_from(list(ap.ColumnUse))


def columns_of(position: st.SearchStrategy[int]) -> Any:
    by_header = st.builds(ap.ColumnMapping, NAMES, USES)
    by_position = st.builds(lambda use, at: ap.ColumnMapping(use=use, position=at), USES, position)
    return st.lists(
        by_header | by_position, max_size=4, unique_by=lambda c: (ap.fold(c.header), c.position)
    )


TABLES = st.builds(
    ap.TableMapping,
    number=st.integers(1, 9),
    part=st.just("") | NAMES,
    begins=st.just("") | NAMES,
    is_read=st.booleans(),
    continues=st.booleans(),
    layout=st.sampled_from([None, "table", "card", "marks"]),
    header_row=st.none() | st.integers(1, 9),
    header_rows=st.integers(0, 3),
    columns=columns_of(st.integers(1, 99)),
)
CELLS = st.builds(
    lambda text, measure, field, was: ap.CellCorrection(
        text, measure=measure, field=field, was=was
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    NAMES,
    st.sampled_from(["title", "deadline", "agencies", "indicator"]),
    st.none() | TEXTS,
) | st.builds(
    lambda text, at: ap.CellCorrection(text, line=at, column=at), TEXTS, st.integers(1, 9)
)
AGENCIES = st.builds(
    ap.AgencyMapping,
    NAMES,
    st.lists(NAMES, min_size=1, max_size=3),
    st.sampled_from([None, *ap.Role]),
    st.sampled_from([None, *ap.Force]),
    st.just("") | NAMES,
)
MAPPINGS = st.builds(
    ap.ReadMapping,
    layout=st.sampled_from([None, *ap.Layout]),
    parts=st.lists(NAMES, max_size=2),
    columns=columns_of(st.just(0)).map(lambda all_: [c for c in all_ if c.header]),
    tables=st.lists(TABLES, max_size=3),
    cells=st.lists(CELLS, max_size=3),
    agencies=st.lists(AGENCIES, max_size=3),
    language=st.sampled_from(["", "fr"]),
    dates=st.sampled_from(
        [
            ap.DateSettings(),
            ap.DateSettings(
                order="day_first",
                fiscal_month=4,
                weekend=["friday"],
                holidays=[],
                plan_period="2016-2018",
                adopted_on="2016-04-27",
                events=[ap.DateEvent('COP "26"', "2021-11-01", "law", "x")],
                set_by="law",
                source="Act 1",
            ),
        ]
    ),
    serial_epoch=st.sampled_from([None, 0, 1900, 1904]),
    decimal=st.sampled_from(["", ".", ","]),
)


@given(MAPPINGS)
def test_a_mapping_written_as_toml_is_read_back(mapping: ap.ReadMapping) -> None:
    assert loads(to_toml(mapping)) == mapping


FILES = sorted(path.name for path in PLANS.iterdir() if path.suffix not in {".md", ""}) + [
    path.name for path in sorted(PLANS.glob("*_*.md"))
]


@pytest.mark.parametrize("name", [*FILES, "us_nap5"])
def test_how_a_published_plan_was_read_reads_it_the_same(name: str) -> None:
    if {"xlsx", "ods", "markdown", "html"} - set(ap.document_formats()):
        pytest.skip("built without a format")
    for package in ("pdfplumber", "docutils", "ruamel.yaml"):
        pytest.importorskip(package)
    found = ap.read_all(PLANS / name)
    text = of_reading(found)
    again = ap.read_all(PLANS / name, mapping=loads(text))
    assert content(again) == content(found)
    assert of_reading(again) == text
    assert not codes(again.plan) & {"mapping_unmatched", "mapping_outdated"}


def test_a_mapping_for_an_older_version_says_which_lines_no_longer_apply() -> None:
    mapping = from_dict(
        {
            "columns": COLUMNS | {"Kostnad": "extra"},
            "cells": [
                {"line": 3, "column": 15, "was": "snart", "text": "2022"},
                {"measure": "7", "field": "deadline", "text": "2022"},
            ],
            "agencies": [{"name": "Byrån", "names": ["Verket"]}],
        }
    )
    said = [p.message for p in ap.read(FOREIGN, mapping=mapping).problems if "mapping" in p.code]
    assert any('"Kostnad"' in message for message in said)
    assert any('measure "7"' in message for message in said)
    assert any('agency "Byrån"' in message for message in said)


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_line_writes_takes_and_explains_a_mapping(tmp_path: Path) -> None:
    plan, mapping = tmp_path / "plan.csv", tmp_path / "mapping.toml"
    plan.write_bytes(b"No;Measure;Deadline;Vem\n1;Build;2021;Verket\n")
    assert run("read", plan, "--write-map", mapping)[0] == 0
    text = mapping.read_text("utf-8")
    assert 'Vem = "extra"' in text
    assert run("read", plan, "--write-map", mapping)[0] == 2  # it exists
    mapping.write_text(text.replace('Vem = "extra"', '"Vem" = "lead"'), encoding="utf-8")
    (measure,) = json.loads(run("read", plan, "--map", mapping, "--format", "json")[1])["measures"]
    assert measure["assignments"][0]["role"] == "lead"
    code, out, _ = run("read", plan, "--map", mapping, "--explain")
    assert code == 0
    assert "Vem: lead" in " ".join(out.split())
    assert "100 % of the text was used" in " ".join(out.split())
    told = json.loads(run("read", plan, "--map", mapping, "--explain", "--format", "json")[1])
    assert {"header": "Vem", "position": None, "use": "lead"} in told["tables"][0]["columns"]
    for command in ("check", "status", "calendar"):
        assert run(command, plan, "--map", mapping)[0] in (0, 1)
    mapping.write_text("colums = 1", encoding="utf-8")
    code, _, error = run("read", plan, "--map", mapping)
    assert code == 2
    assert 'did you mean "columns"?' in error


def test_keys_of_a_tree_are_named() -> None:
    pytest.importorskip("ruamel.yaml")
    tree = (
        b"deeds:\n"
        b"  - {kode: '1', hva: Build, hvem: Works, tid: '2021', prove: [{tekst: Law adopted}]}\n"
        b"  - {kode: '2', hva: Mend, hvem: Works, tid: '2022', prove: [{tekst: Plan made}]}\n"
    )
    with pytest.raises(ap.ParseError):
        ap.read(tree, format="yaml")
    keys = {"kode": "number", "hva": "title", "hvem": "lead", "tid": "deadline", "omsk": "extra"}
    plan = ap.read(tree, format="yaml", mapping={"columns": keys})
    assert [(m.id, m.title, str(m.deadline.due)) for m in plan] == [
        ("1", "Build", "2021-12-31"),
        ("2", "Mend", "2022-12-31"),
    ]
    assert [p.message for p in plan.problems if p.code == "mapping_unmatched"] == [
        'The mapping speaks of the column or label "omsk", which this document does not have; drop '
        "that line, or say what it is called now."
    ]


def test_our_own_json_takes_no_mapping(plan: ap.Plan) -> None:
    with pytest.raises(ap.InvalidArgument, match="own JSON"):
        ap.read(plan.to_json().encode(), mapping={"language": "en"})


MAPPINGS_OF_PLANS = PLANS.parent / "mappings"
ACTIONS = [f"MP_I_{at:02}" for at in range(1, 18)] + [f"MP_M_{at:02}" for at in range(1, 6)]
LINES = [f"CAP1.{at:02}" for at in (2, 3, 4, 5, 7, 8, 9, 10, 11)]


@pytest.mark.parametrize(
    ("name", "ids", "dated"),
    [
        # 22 actions and 5 events, each by its own number.
        ("pt_br_open_data_plan_2018-2019.md", [*"12345", *ACTIONS], 27),
        # 34 actions, of which 8 go on.
        ("fr_fr_free_software_commitments.md", None, 34),
        # 9 lines of action of the agency and 6 of the administrations.
        (
            "it_pianotriennale_cap1_rtd.rst",
            [*LINES, *(f"CAP1.PA.{at:02}" for at in range(1, 7))],
            15,
        ),
    ],
)
def test_published_plans_are_corrected_to_what_people_counted(
    name: str, ids: list[str] | None, dated: int
) -> None:
    if "markdown" not in ap.document_formats():
        pytest.skip("built without markdown")
    pytest.importorskip("docutils")
    mapping = (MAPPINGS_OF_PLANS / name).with_suffix(".toml")
    before, after = ap.read(PLANS / name), ap.read(PLANS / name, mapping=mapping)
    assert not codes(after) & {"mapping_unmatched", "mapping_outdated"}

    def as_counted(plan: ap.Plan) -> bool:
        found = [measure.id for measure in plan.measures]
        with_date = sum(measure.deadline.kind != "no_date" for measure in plan.measures)
        return (ids is None or found == ids) and (len(found), with_date) == (dated, dated)

    assert as_counted(after)
    assert not as_counted(before)


def document_of(rows: list[list[str]], texts: list[tuple[str, str]]) -> ap.Document:
    levels = {"heading": 1, "item": 1}
    blocks = [ap.Block(kind, text, level=levels.get(kind, 0), place=ap.Place(9, 1))
              for kind, text in texts]  # fmt: skip
    cells = [
        [ap.Cell(text, ap.Place(line, at)) for at, text in enumerate(row, start=1)]
        for line, row in enumerate(rows, start=1)
    ]
    return ap.Document([*blocks, ap.Block("table", rows=cells, place=ap.Place(1, 1))])


SAID = st.sampled_from(
    ["", "No", "Measure", "Deadline", "Lead agency", "x", "1.1", "2021", "X", "Works", "Total",
     "By March 2024 - do this", "Deadline: 2021", "Title: Build"]
)  # fmt: skip
SKETCHES = st.builds(
    document_of,
    st.lists(st.lists(SAID, max_size=5), max_size=6),
    st.lists(st.tuples(st.sampled_from(["heading", "paragraph", "item"]), SAID), max_size=4),
)
BOLD = st.builds(
    ap.ReadMapping,
    layout=st.sampled_from([None, *ap.Layout]),
    parts=st.sampled_from([[], ["1"], ["2"]]),
    columns=st.lists(
        st.builds(ap.ColumnMapping, SAID.filter(bool), USES),
        max_size=3,
        unique_by=lambda column: ap.fold(column.header),
    ),
    tables=st.lists(
        st.builds(
            ap.TableMapping,
            number=st.just(1),
            is_read=st.sampled_from([True, True, True, False]),
            continues=st.booleans(),
            layout=st.sampled_from([None, "table", "card", "marks"]),
            header_row=st.none() | st.integers(0, 3),
            columns=st.lists(
                st.builds(lambda use, at: ap.ColumnMapping(use=use, position=at), USES,
                          st.integers(1, 6)),
                max_size=4, unique_by=lambda c: c.position,
            ),
        ),
        max_size=1,
    ),
    cells=st.lists(
        st.builds(lambda text, line, at: ap.CellCorrection(text, line=line, column=at), SAID,
                  st.integers(1, 6), st.integers(1, 5)),
        max_size=2,
    ),
)  # fmt: skip


@given(SKETCHES, BOLD)
def test_any_mapping_of_any_document_is_read_or_refused(
    document: ap.Document, mapping: ap.ReadMapping
) -> None:
    try:
        found = ap.interpret_all(document, mapping=mapping, trace=True)
    except ap.ParseError:
        return
    totals = found.totals
    assert totals.all == totals.used + totals.named + totals.excluded
    texts = [block.text for block in document.blocks]
    texts += [cell.text for block in document.blocks for row in block.rows for cell in row]
    # Spans of contacts have no text; the characters of all add up.
    assert sum(span.end - span.begin for span in found.trace) == len("".join(texts))
    said = "".join(span.text for span in found.trace)
    assert said == "".join(texts) or any(
        span.target == "contact_left_out" and not span.text for span in found.trace
    )
