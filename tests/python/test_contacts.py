# SPDX-License-Identifier: Apache-2.0
"""Whom a document names: beside the plan, by an explicit act in a store, and nowhere else."""

from __future__ import annotations

import copy
import pickle
import zlib
from pathlib import Path

import pytest
from made_documents import docx, p, tbl, tc, tr

import actionplan as ap
from actionplan.review import review_page

DATA = Path(__file__).resolve().parents[1] / "data"
DAY = "2024-01-01"
NAME = "Zumrud Unmistakable"
TITLE = "head of a singular unit"
REACH = "zumrud@mail.example"
PERSONAL = (NAME, TITLE, REACH)
HEADER = ("No", "Measure", "Agency", "Deadline", "Contact person", "Position", "E-mail")


def a_document(*rows: tuple[str, ...]) -> bytes:
    cells = [tr(*(tc(p(text)) for text in row)) for row in (HEADER, *rows)]
    return docx(p("Plan of one person") + tbl(*cells))


BUILD = ("1", "Build", "Works", "2025", *PERSONAL)


def test_cpp_reads_the_same(golden: Path) -> None:
    found = ap.read_all(DATA / "contacts.csv")
    lines = []
    for one, made in zip(found.contacts, ap.appointments(found, recorded_on=DAY), strict=True):
        said = "\t".join((one.person.name, one.person.position, one.person.contact))
        place = f"{one.place.line}:{one.place.column}"
        crc = f"{zlib.crc32(said.encode()):08x}"
        identity = ap.entry_id(made.entry)
        lines.append(f"{one.measure} {place} {crc} {made.entry.agency or '-'} {identity}\n")
    assert "".join(lines) == (golden / "contacts.parity.txt").read_text("utf-8")


def test_nothing_else_has_them() -> None:
    found = ap.read_all(a_document(BUILD), trace=True, recorded_on=DAY)
    assert found.contacts == (ap.Contact("1", ap.Person(*PERSONAL), found.contacts[0].place),)
    plan = found.plan
    shown = [
        plan.to_json(),
        *map(str, plan.problems),
        *(str(plan.frame(name)) for name in ("measures", "indicators", "agencies")),
        plan.to_pandas().to_csv(),
        ap.assess(plan, as_of=DAY).to_csv(),
        *(span.text for span in found.trace),
        *map(repr, (found, found.plan, found.extra, found.mapping, found.profile)),
        repr(found.contacts),
        repr(ap.appointments(found, recorded_on=DAY)),
        review_page(a_document(BUILD)),
        *map(str, ap.open_data(ap.assess(plan, as_of=DAY)).values()),
    ]
    for text in shown:
        for secret in PERSONAL:
            assert secret not in text
    totals = found.totals
    assert totals.all == totals.used + totals.named + totals.excluded
    assert totals.named >= sum(map(len, PERSONAL))
    for take in (pickle.dumps, copy.copy):  # a reading goes nowhere as a whole
        with pytest.raises(TypeError):
            take(found)
    (contact,) = found.contacts  # what is asked for by name does
    assert pickle.loads(pickle.dumps(contact)) == contact
    assert contact.replace(measure="2").person == contact.person


def test_one_person_from_a_document_to_the_public(tmp_path: Path) -> None:
    pytest.importorskip("altair")
    from actionplan.site import publish

    file = tmp_path / "plan.docx"
    file.write_bytes(a_document(BUILD))
    found = ap.read_all(file)
    (made,) = ap.appointments(found, recorded_on=DAY, citation="plan.docx")
    assert (made.entry.measure, made.entry.reporter) == ("1", "Works")
    path = tmp_path / "a.db"
    with ap.Store.create(path, found.plan, found.profile, recorded_on=DAY) as store:
        assert len(store.evidence()) == 0  # not unasked
        (identity,) = store.appoint_all([made])
        assert store.person(identity) == ap.Person(*PERSONAL)
        copied = tmp_path / "copy.db"
        store.publish_copy(copied)
        site = publish(store, tmp_path / "site", as_of=DAY).path
        for public in (copied, *(one for one in site.rglob("*") if one.is_file())):
            for secret in PERSONAL:
                assert secret.encode() not in public.read_bytes(), public
        with ap.Store.open(copied) as published:
            assert published.person(identity) is None
            assert published.evidence()[0].kind == "appointment"
        assert store.redact(identity).erased
        assert store.verify() == []
    for one in tmp_path.glob("a.db*"):
        for secret in PERSONAL:
            assert secret.encode() not in one.read_bytes(), one


def test_of_several_agencies_nobody_says_whose(tmp_path: Path) -> None:
    found = ap.read_all(a_document(("1", "Build", "Works; Parks", "2025", *PERSONAL)))
    (made,) = ap.appointments(found, recorded_on=DAY)
    assert made.entry.agency is None
    with ap.Store.create(tmp_path / "a.db", found.plan, recorded_on=DAY) as store:
        with pytest.raises(ap.InvalidArgument, match="agency") as raised:
            store.appoint_all([made])
        assert NAME not in str(raised.value)
        agency = found.plan.agencies[0].id
        store.appoint_all([made.replace(entry=made.entry.replace(agency=agency))])
        assert len(store.evidence()) == 1
    with pytest.raises(ap.InvalidArgument, match="has 2 measures"):
        ap.appointments(found, ap.read(a_document(BUILD, BUILD)), recorded_on=DAY)


def test_a_mapping_names_a_column() -> None:
    table = b"No;Measure;Agency;Deadline;Vem\n1;Build;Works;2022;A. Person\n"
    found = ap.read_all(table, mapping={"columns": {"Vem": "contact"}})
    assert [one.person.name for one in found.contacts] == ["A. Person"]
    again = ap.read_all(table, mapping=found.mapping)
    assert again.contacts == found.contacts
    assert ap.read_all(table).contacts == ()


def test_contacts_of_real_plans() -> None:
    if "xlsx" not in ap.document_formats():
        pytest.skip("built without minizip or expat")
    counts = {
        file.name: len(ap.read_all(file).contacts)
        for file in (DATA / "plans").glob("*.*")
        if file.suffix in {".xlsx", ".ods"}
    }
    # 29 rows, each with whom to ask; the template is empty.
    assert counts == {"fr_fr_health_contract.xlsx": 29, "fr_fr_import_template.ods": 0}


def test_hostile_cells(tmp_path: Path) -> None:
    cells = ["a" * 1_000_000, "@" * 1_000_000, "tel " * 200_000, "\x00\x01\ufffd", "1 " * 300_000]
    rows = "".join(f"{i};Build;Works;2022;{text}\n" for i, text in enumerate(cells, 1))
    found = ap.read_all(b"No;Measure;Agency;Deadline;Contact\n" + rows.encode())
    assert len(found.plan) == len(cells)
    made = ap.appointments(found, recorded_on=DAY)
    with ap.Store.create(tmp_path / "a.db", found.plan, recorded_on=DAY) as store:
        ids = store.appoint_all(made)
        assert [store.person(one) for one in ids] == [one.person for one in made]
        assert store.verify() == []
