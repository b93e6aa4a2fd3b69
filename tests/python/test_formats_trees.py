# SPDX-License-Identifier: Apache-2.0
"""YAML, front matter and folders: trees of keys become tables that every layout understands."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import actionplan as ap

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"


def yaml(text: str, **limits: int) -> ap.Document:
    return ap.read_document(text.encode(), name="plan.yaml", limits=ap.ReadLimits(**limits))


def rows(block: ap.Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


MADE_MEASURE = {"action": "Build", "lead": "Works", "deadline": "2026"}


def test_like_mappings_are_the_rows_of_a_table() -> None:
    (table,) = yaml(
        "- {id: 1.10, title: Build, deadline: 2023-12, agencies: [A, B]}\n"
        "- {id: 1.2, title: Mend, deadline: yes}\n"
    ).blocks
    assert rows(table) == [
        ["id", "title", "deadline", "agencies"],
        ["1.10", "Build", "2023-12", "A\nB"],
        ["1.2", "Mend", "yes", ""],
    ]
    assert table.rows[1][1].place == ap.Place(1, 21)
    plan = ap.interpret(ap.Document([table]))
    assert [measure.title for measure in plan.measures] == ["Build", "Mend"]


def test_the_keys_of_like_mappings_are_their_ids() -> None:
    (table,) = yaml(
        "C1:\n  en: Build\n  fr: Construire\n  deadline: {en: By 2023, fr: D'ici 2023}\n"
        "C2:\n  en: Mend\n  fr: Réparer\n  deadline: {en: By 2024, fr: D'ici 2024}\n"
    ).blocks
    assert rows(table)[:2] == [
        ["id", "title (en)", "title (fr)", "deadline (en)", "deadline (fr)"],
        ["C1", "Build", "Construire", "By 2023", "D'ici 2023"],
    ]


def test_other_mappings_are_cards_below_headings() -> None:
    found = yaml(
        "title: Plan\nnote: {en: A, fr: B}\nmilestones:\n- {what: x, when: 2021}\n"
        "office:\n  name: O\n  tasks: [a, {b: c}]\n"
    )
    shown = [(str(b.kind), b.level, b.text or rows(b)) for b in found.blocks]
    assert shown == [
        ("table", 0, [["title", "Plan"], ["note (en)", "A"], ["note (fr)", "B"]]),
        ("heading", 1, "milestones"),
        ("table", 0, [["what", "when"], ["x", "2021"]]),
        ("heading", 1, "office"),
        ("table", 0, [["name", "O"]]),
        ("heading", 2, "tasks"),
        ("item", 1, "a"),
        ("table", 0, [["b", "c"]]),
    ]
    assert found.has_text_places


def test_references_and_merges_are_written_out() -> None:
    (table,) = yaml("- &a {x: 1, y: 2}\n- {<<: *a, y: 3}\n- *a\n").blocks
    assert [sorted(row) for row in rows(table)[1:]] == [["1", "2"], ["1", "3"], ["1", "2"]]


def test_a_key_twice_is_a_problem_and_both_are_kept() -> None:
    found = yaml("a: 1\na: 2\n")
    assert rows(found.blocks[0]) == [["a", "1"], ["a", "2"]]
    assert [problem.code for problem in found.problems] == ["key_repeated"]
    assert found.problems[0].place == ap.Place(2, 1)


def refused(text: str, **limits: int) -> str:
    with pytest.raises(ap.ParseError) as caught:
        yaml(text, **limits)
    assert str(caught.value).endswith(".")
    return str(caught.value.code)


def test_hostile_yaml_is_refused_with_a_code() -> None:
    laughs = "a0: &a0 [x, x]\n"
    laughs += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    assert refused(laughs) == "limit"
    assert refused("a: &a [*a]\n") == "malformed"
    assert refused("a: &a {b: *a}\n") == "malformed"
    assert refused("a: *b\n") == "malformed"
    assert refused("[" * 5000) in ("limit", "malformed")
    assert refused("- " * 5000 + "x") == "limit"
    assert refused("a: [1, 2\nb: }\n") == "malformed"
    assert refused("a: 'x\n") == "malformed"
    assert refused("a: \x01\n") == "malformed"
    assert refused("a: x\n" * 20, max_document_bytes=500) == "limit"
    assert refused("a: x\n" * 1_000_000) == "limit"


def test_tags_construct_nothing() -> None:
    (table,) = yaml("a: !!python/object/apply:os.system ['false']\nb: !!binary aGk=\n").blocks
    assert rows(table) == [["a", "false"], ["b", "aGk="]]


def test_a_long_value_is_cut_and_told() -> None:
    found = yaml(f"a: {'x' * 3000}\n", max_cell_bytes=1000)
    assert len(found.blocks[0].rows[0][1].text) == 1000
    assert [problem.code for problem in found.problems] == ["cell_too_long"]


def test_the_keys_of_the_canadian_plan_become_its_tables() -> None:
    found = ap.read_document((PLANS / "canada_nap5.yaml").read_bytes(), name="canada_nap5.yaml")
    tables = [rows(block) for block in found.blocks if block.rows and len(block.rows[0]) > 2]
    by_first = {table[1][0]: table for table in tables}
    assert len(by_first["C01"]) == 1 + 5
    assert len(by_first["C01.1"]) == 1 + 19
    indicators = by_first["C01.1.1"]
    assert len(indicators) == 1 + 106
    header = indicators[0]
    assert header[:6] == [
        "id", "title (en)", "title (fr)", "due_date", "deadline (en)", "deadline (fr)",
    ]  # fmt: skip
    assert all(row[header.index("deadline (en)")] for row in indicators[1:])


def test_the_canadian_plan_is_a_tree() -> None:
    plan = ap.read(PLANS / "canada_nap5.yaml")
    assert [section.number for section in plan.sections] == ["C01", "C02", "C03", "C04", "C05"]
    assert plan.sections[0].title == "Climate Change and Sustainable Growth"
    assert len(plan.measures) == 19
    assert sum(len(measure.indicators) for measure in plan.measures) == 106
    first = plan["C01.1"]
    assert first.section == "C01"
    assert [agency.text for agency in first.assignments] == ["nrcan-rncan"]
    assert first.deadline.due == date(2023, 12, 31)
    assert first.indicators[2].text.startswith("Engage with governments, Indigenous Peoples")
    assert all(measure.deadline.due for measure in plan.measures)


def test_records_within_a_record_are_a_table_in_its_cell() -> None:
    document = yaml(
        "- id: C1\n  title: Roads\n  milestones:\n"
        "  - {id: 1, title: Build, deadline: 2024}\n  - {id: 2, title: Mend, deadline: 2025}\n"
        "- id: C2\n  title: Parks\n  milestones:\n  - {id: 1, title: Plant, deadline: 2026}\n"
    )
    outer, first, second = document.blocks
    assert rows(outer)[1:] == [["C1", "Roads", ""], ["C2", "Parks", ""]]
    assert [row[2].blocks for row in outer.rows[1:]] == [(1,), (2,)]
    assert (first.parent, second.parent) == (0, 0)
    plan = ap.interpret(document)
    assert [(s.number, s.title) for s in plan.sections] == [("C1", "Roads"), ("C2", "Parks")]
    assert [(m.section, m.title) for m in plan.measures] == [
        ("C1", "Build"), ("C1", "Mend"), ("C2", "Plant"),
    ]  # fmt: skip


def test_every_value_that_another_parser_finds_stands_in_one_cell() -> None:
    other = pytest.importorskip("yaml")
    content = (PLANS / "canada_nap5.yaml").read_bytes()

    def values(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for value in node.values():
                yield from values(value)
        elif isinstance(node, list):
            for value in node:
                yield from values(value)
        else:
            yield str(node).strip()

    wanted = Counter(value for value in values(other.load(content, other.BaseLoader)) if value)
    found = ap.read_document(content, name="canada_nap5.yaml")
    texts = [block.text for block in found.blocks if str(block.kind) == "item"]
    for block in found.blocks:
        is_card = all(len(row) == 2 for row in block.rows)
        for row in block.rows if is_card else block.rows[1:]:
            texts += [cell.text for cell in (row[1:] if is_card else row)]
    lines = Counter(line for text in texts for line in text.split("\n"))
    missing = Counter(line.rstrip() for text in wanted.elements() for line in text.split("\n"))
    missing -= lines
    assert not missing


# Front matter and folders


def test_front_matter_is_a_card_above_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: A\nagency: X <br> Y\n---\nFirst\n\nThen\n", encoding="utf-8")
    from actionplan.formats.yaml import FrontMatter

    document = FrontMatter().read("a.md", path.read_bytes(), ap.ReadLimits())
    assert rows(document.blocks[0]) == [["title", "A"], ["agency", "X\nY"]]
    assert [(block.text, block.place.line) for block in document.blocks[1:]] == [
        ("First", 5), ("Then", 7),
    ]  # fmt: skip
    assert [problem.code for problem in document.problems] == ["markup_read"]


def test_a_folder_of_like_files_is_one_plan() -> None:
    plan = ap.read(PLANS / "us_nap5")
    assert len(plan.measures) == 5
    assert plan.parts == ("us0113-1.md", "us0113-2.md", "us0114-0.md", "us0131-0.md", "us0137-3.md")
    assert [one.text for one in plan.measures[0].assignments] == [
        "Executive Office of the President", "Office of Science and Technology Policy",
    ]  # fmt: skip
    assert plan.measures[2].place.part == 2
    assert [measure.number for measure in plan.measures[:3]] == ["US0113.1", "US0113.2", "US0114.0"]


def test_a_folder_holds_evidence_beside_its_plan() -> None:
    reading = ap.read_all(PLANS / "us_nap5", recorded_on="2025-01-31")
    ratings = [entry for entry in reading.evidence if entry.kind == "rating"]
    notes = [entry for entry in reading.evidence if entry.kind == "note"]
    assert [entry.measure for entry in ratings] == [m.id for m in reading.plan.measures]
    assert {(entry.text, entry.completion) for entry in ratings} <= {
        ("Complete", "complete"), ("In Progress", None), ("Not Started", "not_started"),
    }  # fmt: skip
    assert {entry.observed_on for entry in ratings} == {None}
    assert {entry.observed_on for entry in notes} == {date(2023, 8, 31)}
    assert ratings[0].sources[0].text == "us_nap5, us0113-1.md"
    assert ratings[0].reporter == (
        "Executive Office of the President; Office of Science and Technology Policy"
    )
    codes = [problem.code for problem in reading.plan.problems]
    assert codes.count("evidence_undated") == 1
    assessment = ap.assess(reading.plan, ap.Evidence(reading.evidence), as_of="2025-06-01")
    assert assessment["US0113.1"].rated[0].text == "Complete"
    assert ap.read_all(PLANS / "us_nap5").evidence == ()
    assert {extra.header for extra in reading.extra} >= {"permalink", "content"}
    assert "/national-action-plan/5/" in reading.plan.to_json()
    assert "/national-action-plan/5/" not in reading.plan.published_part().to_json()


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_files_of_a_folder_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ("m10_yaml", "m2_yaml", "m1_yaml")
    write(tmp_path, **{name: f"title: {name}\ndeadline: 2021\n" for name in names})
    assert ap.read(tmp_path).parts == ("m1.yaml", "m2.yaml", "m10.yaml")


def test_files_of_several_formats_follow_each_other(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_csv="No,Measure,Deadline\n1,Build,2021\n",
        b_csv="No,Measure,Deadline\n2,Mend,2022\n",
    )
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    plan = ap.read(tmp_path)
    assert [measure.title for measure in plan.measures] == ["Build", "Mend"]
    assert plan.measures[1].place.part == 1
    (left,) = [problem for problem in plan.problems if problem.code == "file_left_out"]
    assert '"picture.png"' in left.message


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_links_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    inside = write(tmp_path / "plan", a_csv="No,Measure,Deadline\n1,Build,2021\n")
    outside = write(tmp_path / "other", b_csv="No,Measure,Deadline\n2,Secret,2022\n")
    (inside / "b.csv").symlink_to(outside / "b.csv")
    (inside / "again").symlink_to(inside)
    os.mkfifo(inside / "pipe")
    plan = ap.read(inside)
    assert [measure.title for measure in plan.measures] == ["Build"]
    (left,) = [problem for problem in plan.problems if problem.code == "link_left_out"]
    assert "again, b.csv, pipe" in left.message


def test_a_folder_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a_csv="No,Measure,Deadline\n" + "1,Build,2021\n" * 50)
    with pytest.raises(ap.ParseError, match="more than 100 bytes") as caught:
        ap.read(tmp_path, limits=ap.ReadLimits(max_bytes=100))
    assert caught.value.code == "limit"
    deep = tmp_path / "/".join("abcdefghij")
    deep.mkdir(parents=True)
    with pytest.raises(ap.ParseError, match="8 folders deep"):
        ap.read(tmp_path)


def test_an_empty_folder_holds_no_plan(tmp_path: Path) -> None:
    with pytest.raises(ap.ParseError, match="holds no file that is read") as caught:
        ap.read(tmp_path)
    assert caught.value.code == "unsupported"


def test_json_of_others_is_read_as_a_tree(tmp_path: Path) -> None:
    text = """{"note": "a list", "commitments": [
      {"id": "A-1", "text": "Build 100 km", "deadline": 2015, "minister": {"name": "A. Person"}},
      {"id": "A-2", "text": "Build 50 more \\u00e9", "deadline": null, "minister": {"name": "B"}}
    ]}"""
    plan = ap.read(write(tmp_path, a_json=text) / "a.json")
    assert [(measure.number, measure.title) for measure in plan.measures] == [
        ("A-1", "Build 100 km"),
        ("A-2", "Build 50 more \u00e9"),
    ]
    assert plan.measures[0].deadline.due == date(2015, 12, 31)
    assert not any("Person" in agency.name for agency in plan.agencies)


def test_names_of_records_above_measures_are_their_sections() -> None:
    text = json.dumps(
        {
            "sections": [
                {"number": "1", "name": "Energy", "measures": [MADE_MEASURE | {"id": "E1"}]},
                {"number": "2", "name": "Roads", "measures": [MADE_MEASURE | {"id": "R1"}]},
            ]
        }
    )
    plan = ap.read(text.encode(), format="json_tree")
    assert [(one.number, one.title) for one in plan.sections] == [("1", "Energy"), ("2", "Roads")]
    assert [(one.number, one.section) for one in plan.measures] == [("E1", "1"), ("R1", "2")]


def test_a_list_of_json_is_read_as_a_tree(tmp_path: Path) -> None:
    text = '[{"title": "Build", "dueDate": "2024-05-01"}, {"title": "Train", "dueDate": "2025"}]'
    plan = ap.read(write(tmp_path, a_json=text) / "a.json")
    assert [measure.title for measure in plan.measures] == ["Build", "Train"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": [1, 2}', 'line 1: a "}" closes nothing'),
        ('{"a": [1, 2]', "ends before it is complete"),
        ('{"a": \\x}', "is no JSON"),
        ("[1]\n[2]", "line 2: something follows"),
        ("[" * 70 + "]" * 70, "more than 64 levels"),
        ('["\\q"]', "an escape that is none"),
    ],
)
def test_json_that_is_broken_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ap.ParseError, match=re.escape(said)):
        ap.read(write(tmp_path, a_json=text) / "a.json")


@pytest.mark.parametrize(
    "broken",
    ['{"a" "b"}', '{"a":}', '{"a": , "b": 1}', '[{"a": 1} {"b": 2}]', '{"a": 01}', '{"a": "b",}'],
)
def test_json_of_which_a_mark_or_value_is_missing_is_refused(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(broken)
    with pytest.raises(ap.ParseError, match="The JSON cannot be read in line 1: ") as caught:
        ap.read(file)
    assert caught.value.code == "malformed"


def test_a_plan_of_ours_without_its_schema_is_told_so(tmp_path: Path) -> None:
    text = '{"measures": [], "agencies": [], "sections": []}'
    with pytest.raises(ap.ParseError, match="schema is missing"):
        ap.read(write(tmp_path, a_json=text) / "a.json")
