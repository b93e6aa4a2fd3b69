# SPDX-License-Identifier: Apache-2.0
"""One table of an entry's fields: whatever lists them agrees with it, and keeps each of them."""

from __future__ import annotations

import ast
import csv
import io
import json
import math
import pickle
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]
DAY = "2019-06-01"
OTHER = "a" * 64
FIELDS = ap.entry_fields()
BY_NAME = {field.name: field for field in FIELDS}
BESIDE = {"id", "replaced_on"}  # in published files, and no fields of an entry
SOMETIMES = {"withheld"}  # the same, where words were withheld
SAMPLES: dict[str, Any] = {
    "measure": "1.1", "indicator": "1.1/1", "agency": "justice", "about": OTHER,
    "replaces": OTHER, "dimension": {"region": "Bakı"}, "period": "2017Q1",
    "observed_on": "2018-03-04", "done_on": "2018-02", "published_on": "2018-05-06",
    "value": 12.5, "denominator": 40.0, "standard_error": 0.25, "df": 30.0, "n": 400,
    "deff": 1.5, "done": True, "completion": "complete", "verification": "disputed",
    "unit": "persons", "reporter": "Ministry", "reporter_type": "independent",
    "method": "survey", "member": "Baku", "person": "b" * 64, "text": "Words.",
    "sources": [ap.Source("https://example.org", "2018-01-02", "sha256:0")],
}  # fmt: skip


def fields_of(kind: ap.EntryKind, wanted: str) -> dict[str, Any]:
    """An entry of a kind with what it must have and the field that is wanted."""
    fields: dict[str, Any] = {"kind": kind, "recorded_on": DAY}
    for field in FIELDS:
        if field.use_by(kind) == ap.FieldUse.must and field.name not in fields:
            fields[field.name] = SAMPLES[field.name]
    if any(field.use_by(kind) == ap.FieldUse.one_of for field in FIELDS):
        fields["measure" if wanted == "measure" else "indicator"] = SAMPLES[
            "measure" if wanted == "measure" else "indicator"
        ]
    if wanted not in fields:
        if wanted == "measure":
            fields.pop("indicator", None)
        fields[wanted] = SAMPLES[wanted]
    if kind == ap.EntryKind.rating and wanted != "text":
        fields.setdefault("completion", SAMPLES["completion"])  # a code, or words
    if wanted == "df":
        fields["standard_error"] = SAMPLES["standard_error"]
    return fields


CASES = [
    (kind, field.name)
    for kind in ap.EntryKind
    for field in FIELDS
    if field.use_by(kind) != ap.FieldUse.no and field.name in SAMPLES
]


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{k}-{n}" for k, n in CASES])
def test_every_encoding_keeps_the_field(kind: ap.EntryKind, name: str) -> None:
    entry = ap.Entry(**fields_of(kind, name))
    ap.check(entry)
    plain = getattr(ap.Entry(kind, DAY), name)
    assert getattr(entry, name) != plain or name in {"reporter_type", "method"}

    evidence = ap.Evidence([entry])
    assert evidence[0] == entry  # in the ledger's columns, or beside them
    assert pickle.loads(pickle.dumps(entry)) == entry
    assert name.encode() + b"=" in ap.canonical(entry) or name == "sources"
    if name == "person":
        return  # personal: in no published file
    (told,) = json.loads(ap.to_json(evidence))["entries"]
    assert told[name] not in (None, {}, [])
    (line,) = csv.DictReader(io.StringIO(ap.to_csv(evidence)))
    assert line[BY_NAME[name].column] != ""
    frame = evidence.frame().to_pandas()
    columns = (
        [name.removesuffix("_on") + "_first", name.removesuffix("_on") + "_last"]
        if BY_NAME[name].type == ap.EntryFieldType.period
        else [name]
    )
    for column in columns:
        assert frame[column].notna().all()


def written(name: str, value: Any) -> dict[str, str]:
    """The cells of a table that hold a field."""
    if name == "dimension":
        return {f"dimension:{part}": text for part, text in value.items()}
    if name == "sources":
        (source,) = value
        return {
            "source": source.text,
            "accessed_on": str(source.accessed_on),
            "content_hash": source.content_hash,
        }
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return {BY_NAME[name].column: text}


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{k}-{n}" for k, n in CASES])
def test_a_table_gives_the_field(kind: ap.EntryKind, name: str) -> None:
    fields = fields_of(kind, name)
    if "person" in fields:
        assert BY_NAME["person"].column == ""
        return
    cells: dict[str, str] = {}
    for field, value in fields.items():
        cells.update(written(field, value))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    rows = ap.evidence_from_csv(out.getvalue())
    assert rows.problems == ()
    assert rows.entries == (ap.Entry(**fields),)


# No verdict uses a deliverable on a measure, and the store keeps it all the same.
@pytest.mark.filterwarnings("ignore:.*deliverable names measure")
def test_the_store_keeps_every_field(tmp_path: Path, builder: ap.PlanBuilder) -> None:
    first = ap.Entry(
        "observation", "2019-01-01", indicator="1.1/1", value=1, reporter="R", source="s"
    )
    with ap.Store.create(tmp_path / "s.db", builder.build(), recorded_on="2016-05-01") as store:
        known = store.record(first)
        notes: dict[str, str] = {}  # what is replaced is about the same
        made = []
        for kind, name in CASES:
            fields = fields_of(kind, name)
            if "about" in fields:
                fields["about"] = known
            if "replaces" in fields:
                of: dict[str, Any] = {
                    key: fields[key] for key in ("measure", "indicator", "agency") if key in fields
                }
                if str(of) not in notes:
                    note: dict[str, Any] = {"text": "A note", "reporter": "R", "source": "s", **of}
                    notes[str(of)] = store.record(
                        kind="note", recorded_on="2019-01-01", orphans="keep", **note
                    )
                fields["replaces"] = notes[str(of)]
            entry = ap.Entry(**fields)
            if entry not in made:
                made.append(entry)
        ids = store.append(made, orphans="keep")
    with ap.Store.open(tmp_path / "s.db") as store:
        evidence = store.evidence()
        for given, entry in zip(ids, made, strict=True):
            at = evidence.find(given)
            assert at is not None
            assert evidence[at] == entry


def sql_columns() -> list[str]:
    columns = []
    for field in FIELDS:
        if field.type == ap.EntryFieldType.period:
            stem = field.name.removesuffix("_on")
            columns += [f"{stem}_first", f"{stem}_last"]
        else:
            columns.append(field.name)
    return columns


WORDS = ["reporter", "text", "sources"]  # what can be withheld


def test_the_stores_schema_agrees() -> None:
    with sqlite3.connect(":memory:") as database:
        database.executescript((ROOT / "src" / "store" / "schema.sql").read_text())
        found = {
            table: [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            for table in ("entry", "content")
        }
    kept = [column for column in sql_columns() if column not in WORDS]
    assert found["entry"] == ["seq", "id", *kept, "content", "link"]
    assert found["content"] == ["seq", "known", "salt", *WORDS]


def class_of(name: str) -> ast.ClassDef:
    stub = Path(ap.__file__).with_name("_core.pyi")
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    return found


def test_the_stub_agrees() -> None:
    names = [field.name for field in FIELDS]
    assert list(ap.Entry.__match_args__) == names
    entry = class_of("Entry")
    functions = [node for node in entry.body if isinstance(node, ast.FunctionDef)]
    (init,) = [node for node in functions if node.name == "__init__"]
    assert [argument.arg for argument in init.args.args] == ["self", *names, "source"]
    properties = [node.name for node in functions if node.decorator_list]
    assert properties == [*names, "withheld"]  # which is no field
    # What `Store.record` takes, and `appoint`, which knows the kind and digests the person.
    given = {"record": [], "appoint": ["kind", "person"]}
    for name, left_out in given.items():
        (method,) = [
            node
            for node in class_of("Store").body
            if isinstance(node, ast.FunctionDef) and node.name == name
        ]
        taken = [argument.arg for argument in method.args.kwonlyargs]
        conditions = ["orphans", "expected_head", "not_after"]
        assert taken == [*conditions, *(one for one in names if one not in left_out), "source"]
    (match,) = [node for node in entry.body if isinstance(node, ast.Assign)]
    assert ast.literal_eval(match.value) == tuple(names)


@pytest.mark.parametrize(
    ("name", "words"),
    [("FieldUse", ap.FieldUse), ("EntryFieldType", ap.EntryFieldType)],
    ids=["FieldUse", "EntryFieldType"],
)
def test_the_stubs_words_agree(name: str, words: Any) -> None:
    stub = [
        ast.literal_eval(node.value) for node in class_of(name).body if isinstance(node, ast.Assign)
    ]
    assert stub == [word.value for word in words]


def test_the_json_schema_agrees() -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "evidence-1.schema.json").read_text())
    entry = schema["$defs"]["entry"]
    published = {field.name for field in FIELDS if field.column}
    assert set(entry["required"]) == published | BESIDE
    assert set(entry["properties"]) == published | BESIDE | SOMETIMES


def test_the_guide_agrees() -> None:
    text = (ROOT / "docs" / "guide" / "evidence.md").read_text()
    table = text.partition("<!-- fields -->")[2].partition("<!-- end -->")[0].strip().splitlines()
    kinds = [cell.strip() for cell in table[0].strip("|").split("|")][1:]
    assert kinds == [kind.value for kind in ap.EntryKind]
    seen = {"kind", "recorded_on", "reporter_type", "method"}  # always there
    for row in table[2:]:
        first, *uses = [cell.strip() for cell in row.strip("|").split("|")]
        names = re.findall(r"`(\w+)`", first.partition(", ")[0])
        seen.update(names)
        for kind, use in zip(kinds, uses, strict=True):
            wanted = {BY_NAME[name].use_by(kind) for name in names} - {ap.FieldUse.no}
            if wanted == {ap.FieldUse.one_of} or (wanted and ", or " in first):  # one of several
                wanted = {ap.FieldUse.must}
            assert {use or "no"} == ({str(word) for word in wanted} or {"no"}), (first, kind)
    assert seen == set(BY_NAME)
    columns = (ROOT / "docs" / "guide" / "evidence_csv.md").read_text()
    for field in FIELDS:
        if field.column and field.type != ap.EntryFieldType.dimension:
            assert f"`{field.column}`" in columns, field.name
    order = re.findall(r"`(\w+)`", text[text.index("`kind`, `recorded_on`, `measure`") :])
    canonical = [name for name in order if name in BY_NAME or name == "source"]
    encoded = ["source" if field.name == "sources" else field.name for field in FIELDS]
    assert canonical[: len(encoded)] == encoded


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"value": math.nan},
            "The observation for indicator 1.1/1 has the value nan; give a finite",
        ),
        ({"value": 5, "n": 0}, "has n = 0; give the number of cases, 1 or more."),
        ({"value": 5, "replaces": "12ab"}, "names no entry in `replaces`: "),
        ({"about": "none"}, "names no entry in `about`: "),
        ({"agency": ""}, "has an empty agency; name it."),
        ({"value": 5, "source": " "}, "has an empty source; give a URL or a citation."),
    ],
    ids=["nan", "cases", "replaces", "about", "agency", "source"],
)
def test_what_no_entry_can_hold_is_refused_where_it_is_made(
    fields: dict[str, Any], message: str
) -> None:
    """Of an entry that has all else, and of one that has nothing else."""
    whole = {"value": 5, "reporter": "R", "source": "s", "indicator": "1.1/1"}
    for given in (fields, whole | fields):
        with pytest.raises(ap.InvalidArgument) as raised:
            ap.Entry("observation", DAY, **({"indicator": "1.1/1"} | given))
        assert message in str(raised.value)
    sound = ap.Entry("observation", DAY, **whole)
    with pytest.raises(ap.InvalidArgument, match="give a finite number"):
        sound.replace(value=math.inf)


def test_what_is_missing_is_said_by_the_ledger() -> None:
    entry = ap.Entry("observation", DAY, indicator="1.1/1", value=5)
    with pytest.raises(ap.InvalidArgument, match="has no source; give a URL or a citation"):
        ap.Evidence([entry])


def test_a_value_without_an_indicator_is_refused() -> None:
    subjects: list[dict[str, Any]] = [{}, {"measure": "1.1"}]
    for subject in subjects:
        with pytest.raises(ap.InvalidArgument, match="no indicator"):
            ap.check(ap.Entry("observation", DAY, value=1, reporter="R", source="s", **subject))
    with pytest.raises(ap.InvalidArgument, match="has no measure or indicator; give one"):
        ap.check(ap.Entry("deliverable", DAY, done=True, reporter="R", source="s"))
