# SPDX-License-Identifier: Apache-2.0
"""The store, also through the eyes of those who read the file without this library."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from as_in_memory import as_in_memory
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as ap

REPORT = "https://example.org/report"


def value(number: float, period: str = "2016", day: str = "2017-01-20") -> ap.Entry:
    return ap.Entry(
        "observation",
        day,
        indicator="4.2.3/2",
        period=period,
        value=number,
        reporter="Ministry of Economy",
        source=REPORT,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "monitor.db"


@pytest.fixture
def store(path: Path, plan: ap.Plan) -> ap.Store:
    return ap.Store.create(path, plan, recorded_on="2016-05-01")


@pytest.mark.parametrize("arguments", [(), ("monitor.db",)], ids=["none", "a_path"])
def test_a_store_is_made_by_its_two_functions_alone(arguments: tuple[str, ...]) -> None:
    with pytest.raises(TypeError) as raised:
        ap.Store(*arguments)
    assert str(raised.value) == (
        "Store: make one with Store.create(path, plan, recorded_on=...), or open one with "
        "Store.open(path)."
    )


def test_recording_by_fields_says_what_it_is(store: ap.Store) -> None:
    fields = {"reporter": "Ministry", "source": REPORT, "recorded_on": "2019-01-20"}
    store.record(indicator="4.2.3/2", value=1250, period="2016", **fields)
    store.record(indicator="1.5/1", done_on="2017-03-01", **fields)
    store.record(measure="1.5", completion="limited", **fields)
    kinds = sorted(str(entry.kind) for entry in store.evidence())  # type: ignore[attr-defined]
    assert kinds == ["deliverable", "observation", "rating"]
    with pytest.raises(ap.InvalidArgument, match="what kind"):
        store.record(indicator="1.5/1", **fields)


def test_memory_and_store_agree(store: ap.Store, plan: ap.Plan) -> None:
    entries = [value(1, "2016"), value(2, "2017", "2018-01-20"), value(3, "2018", "2019-01-20")]
    store.append(entries)
    memory = ap.assess(plan, ap.Evidence(entries), as_of="2019-06-01")
    kept = store.assess(as_of="2019-06-01").to_json()
    assert as_in_memory(store, kept) == memory.to_json()
    again = ap.Evidence(list(store.evidence()))
    assert ap.assess(plan, again, as_of="2019-06-01").to_json() == kept


def link(before: bytes, version: int, kind: str, content: str) -> bytes:
    text = f"actionplan/link@{version}\n{before.hex()}\n{kind}\n{content}\n"
    return hashlib.sha256(text.encode()).digest()


def encoded(*fields: tuple[str, str | None]) -> bytes:
    given = [(name, value.encode()) for name, value in fields if value]
    return b"".join(name.encode() + b"=%d:" % len(text) + text + b"\n" for name, text in given)


def test_a_stranger_recomputes_the_chain(store: ap.Store, path: Path, plan: ap.Plan) -> None:
    store.append([value(1), value(2, "2017", "2018-01-20")])
    store.amend(plan, effective_on="2018-02-01", recorded_on="2018-02-02")
    gone = store.record(value(3, "2018", "2019-01-20"))
    store.withhold(gone, "By order.", recorded_on="2019-02-01")
    head = store.head()
    store.close()  # two copies of SQLite in one program may not share a file
    rows = []
    with closing(sqlite3.connect(path)) as database:
        for seq, *days, plan_text, profile, found in database.execute(
            "SELECT seq, effective_on, recorded_on, plan, profile, link FROM revision"
        ):
            digests = [hashlib.sha256(text.encode()).hexdigest() for text in (plan_text, profile)]
            text = "\n".join(["actionplan/revision@1", *days, *digests, ""])
            rows.append((seq, 1, "revision", hashlib.sha256(text.encode()).hexdigest(), found))
        for seq, entry, words, found in database.execute(
            "SELECT seq, id, content, link FROM entry"
        ):
            rows.append((seq, 2 if words else 1, "entry", entry.hex(), found))
        for seq, day, entry, reason, kept, found in database.execute(
            "SELECT seq, recorded_on, entry, reason, kept, link FROM withholding"
        ):
            why = hashlib.sha256(reason.encode()).hexdigest()
            held = kept.hex() if kept else ""
            text = "\n".join(["actionplan/withholding@1", day, entry.hex(), why, held, ""])
            rows.append((seq, 2, "withholding", hashlib.sha256(text.encode()).hexdigest(), found))
        # The words of an entry, and with their digest its id.
        for given, words, salt, reporter, text, sources, *seen in database.execute(
            "SELECT id, entry.content, salt, reporter, text, sources, kind, recorded_on, indicator,"
            " period_first || '/' || period_last, CAST(CAST(value AS INTEGER) AS TEXT),"
            " reporter_type, method FROM entry JOIN content USING (seq)"
        ):
            (source,) = json.loads(sources)
            said = encoded(("reporter", reporter), ("text", text), ("source", source["text"]))
            digest = hashlib.sha256(b"actionplan/content@1\n" + salt + said)
            assert digest.digest() == words
            names = (
                "kind",
                "recorded_on",
                "indicator",
                "period",
                "value",
                "reporter_type",
                "method",
            )
            fields = [*zip(names, seen, strict=True), ("content", digest.hexdigest())]
            assert hashlib.sha256(b"actionplan/entry@2\n" + encoded(*fields)).digest() == given
    chain = bytes(32)
    for number, (seq, version, kind, content, found) in enumerate(sorted(rows), start=1):
        assert seq == number
        chain = link(chain, version, kind, content)
        assert chain == found
    assert chain.hex() == head


VIEWS = {
    "ledger": "SELECT count(*), sum(value), count(replaced_on) FROM ledger",
    "entry_sources": f"SELECT count(*) FROM entry_sources WHERE text = '{REPORT}'",
    "measures": "SELECT count(*) FROM measures",
    "indicators": "SELECT count(*) FROM indicators WHERE kind = 'count'",
    "agencies": "SELECT count(*) FROM agencies WHERE name = 'Ministry of Justice'",
    "appointments": "SELECT name FROM appointments",
}
WANT = {
    "ledger": (3, 3.0, 1),
    "entry_sources": (3,),
    "measures": (59,),
    "indicators": (15,),
    "agencies": (1,),
    "appointments": ("A. Adil",),
}


@pytest.fixture
def filled(store: ap.Store, path: Path) -> Path:
    first = value(1)
    store.record(first)
    store.record(value(2).replace(recorded_on="2017-02-01", replaces=ap.entry_id(first)))
    store.appoint(
        ap.Person("A. Adil", "Head of unit", "a@example.org"),
        agency="ministry-of-justice",
        reporter="Ministry of Justice",
        source=REPORT,
        recorded_on="2017-03-01",
    )
    store.close()
    return path


@pytest.mark.parametrize("view", list(VIEWS))
def test_sqlite_reads_the_views(filled: Path, view: str) -> None:
    with closing(sqlite3.connect(f"file:{filled}?mode=ro", uri=True)) as database:
        assert database.execute(VIEWS[view]).fetchone() == WANT[view]


def test_duckdb_reads_the_tables(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as database:
        rows = database.execute("SELECT kind, value, recorded_on FROM ledger").fetchall()
    with duckdb.connect() as database:
        database.execute("CREATE TABLE ledger (kind TEXT, value DOUBLE, recorded_on DATE)")
        database.executemany("INSERT INTO ledger VALUES (?, ?, ?)", rows)
        found = database.execute("SELECT kind, sum(value) FROM ledger GROUP BY kind ORDER BY kind")
        assert found.fetchall() == [("appointment", None), ("observation", 3.0)]


def test_redacting_leaves_no_name_in_the_file(filled: Path) -> None:
    with ap.Store.open(filled, writable=True) as store:
        head = store.head()
        appointment = next(
            store.evidence().id(i)
            for i in range(len(store.evidence()))
            if store.evidence()[i].kind == "appointment"
        )
        assert store.person(appointment) == ap.Person("A. Adil", "Head of unit", "a@example.org")
        assert store.redact(appointment) == ap.Redaction(erased=True, bytes_remain=False)
        assert store.redact(appointment) == ap.Redaction(erased=False, bytes_remain=False)
        assert store.person(appointment) is None
        assert store.verify(head) == []
    for file in filled.parent.iterdir():
        assert b"A. Adil" not in file.read_bytes()


def test_withholding_removes_the_words_and_says_so(filled: Path) -> None:
    with ap.Store.open(filled, writable=True) as store:
        head = store.head()
        evidence = store.evidence()
        given = evidence.id(0)
        done = store.withhold(given, "By order.", recorded_on="2019-02-01")
        assert done == ap.Withholding(withheld=True, bytes_remain=False, is_guessable=False)
        assert store.withhold(given, "By order.", recorded_on="2019-02-01").withheld is False
        found = store.verify(head)
        assert [(problem.code, problem.severity) for problem in found] == [("withheld", "info")]
        after = store.evidence()
        entry = after[after.find(given)]
        assert (entry.reporter, entry.text, entry.sources) == ("", "", ())
        assert repr(entry.withheld) == (
            "<Withheld recorded_on=datetime.date(2019, 2, 1) reason='By order.'>"
        )
        assert entry.value == evidence[0].value
        assert ap.entry_id(entry) == given
        copied = pickle.loads(pickle.dumps(after))
        assert [copied.id(i) for i in copied.in_order()] == [after.id(i) for i in after.in_order()]
        assert pickle.loads(pickle.dumps(entry)).withheld == entry.withheld
        withheld = [row for row in json.loads(ap.to_json(after))["entries"] if "withheld" in row]
        assert [row["id"] for row in withheld] == [given]
        assert withheld[0]["withheld"] == {"recorded_on": "2019-02-01", "reason": "By order."}
        with pytest.raises(ap.NotFound):
            store.withhold("none", "By order.", recorded_on="2019-02-01")
        with pytest.raises(ap.InvalidArgument, match="The reason for withholding"):
            store.withhold(given, "", recorded_on="2019-02-01")
    with closing(sqlite3.connect(filled)) as database:
        row = database.execute(
            "SELECT reporter, withheld_on, withheld_because FROM ledger WHERE id = ?", [given]
        ).fetchone()
        assert row == (None, "2019-02-01", "By order.")
        with pytest.raises(sqlite3.IntegrityError, match="words go only after a withholding"):
            database.execute("DELETE FROM content")


def test_ids_of_a_store_are_salted_and_those_of_memory_serve_too(store: ap.Store) -> None:
    entry = value(1)
    given = store.record(entry)
    assert given != ap.entry_id(entry)
    assert store.contains(given)
    assert store.contains(ap.entry_id(entry))
    kept = store.evidence()[0]
    assert kept == entry  # salts say nothing
    assert ap.entry_id(kept) == given
    assert ap.canonical(kept).startswith(b"actionplan/entry@2\n")
    assert ap.entry_id(kept.replace()) == ap.entry_id(entry)
    with pytest.raises(ap.StoreError, match=f"It is in the store already, as {given}"):
        store.record(kept)


def test_a_forged_value_is_found(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as database:
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            database.execute("UPDATE entry SET value = 9")
        database.execute("DROP TRIGGER entry_is_kept")
        database.execute("UPDATE entry SET value = 9 WHERE value = 1")
        database.commit()
    with ap.Store.open(filled) as store:
        assert [problem.code for problem in store.verify()] == ["changed_schema"]


def test_writing_needs_to_be_asked_for(filled: Path) -> None:
    with ap.Store.open(filled) as store, pytest.raises(ap.StoreError, match="cannot be written"):
        store.record(value(3, "2018", "2019-01-20"))


def test_an_id_that_was_dropped_is_given_to_no_other_measure(
    store: ap.Store, plan: ap.Plan
) -> None:
    builder = ap.PlanBuilder(plan)
    builder.measures = plan.measures[1:]
    store.amend(builder.build(), effective_on="2017-01-01", recorded_on="2017-01-02")
    other = plan.measures[0].replace(title="Another promise under the number of the first")
    builder = ap.PlanBuilder(plan)
    builder.measures = [other, *plan.measures[1:]]
    again = builder.build()
    amendment = store.amend(again, effective_on="2018-01-01", recorded_on="2018-01-02")
    assert amendment.added_measures == ("1.1~2",)
    assert amendment.added == ("1.1~2/1", "1.1~2/2")
    before = store.history().revisions[1].plan
    assert ap.amend(before, again).added_measures == ("1.1",)


def test_amending_says_what_became_of_each_indicator(store: ap.Store, plan: ap.Plan) -> None:
    builder = ap.PlanBuilder(plan)
    builder.measures = [measure for measure in builder.measures if measure.number != "1.1"]
    amendment = store.amend(builder.build(), effective_on="2017-01-01", recorded_on="2017-01-02")
    assert amendment.dropped == ("1.1/1", "1.1/2")
    assert len(amendment.kept) == 80
    assert amendment.dropped_measures == ("1.1",)


def test_many_readers_beside_a_writer(store: ap.Store, path: Path) -> None:
    failures: list[BaseException] = []

    def read() -> None:
        try:
            with ap.Store.open(path) as reader:
                for _ in range(20):
                    assert reader.verify() == []
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(50):
        store.record(value(number))
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(store.evidence()) == 50


def of_value(value: int) -> ap.Entry:
    return ap.Entry(
        "observation",
        "2031-01-01",
        indicator="1.1/2",
        value=value,
        period="2018",
        reporter="M",
        source="s",
    )


def test_appending_tells_how_far_it_came(filled: Path) -> None:
    entries = [of_value(i) for i in range(1500)]
    told: list[int] = []
    with ap.Store.open(filled, writable=True) as store:
        before = len(store.evidence())
        ids = store.append(entries, on_progress=told.append)
        assert told == [1000, 1500]
        assert len(set(ids)) == len(entries)
        assert len(store.evidence()) == before + len(entries)


def test_what_progress_raises_ends_the_appending(filled: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt(done)

    with ap.Store.open(filled, writable=True) as store:
        before = len(store.evidence())
        with pytest.raises(KeyboardInterrupt):
            store.append([of_value(1)], on_progress=stop)
        with pytest.raises(ap.InvalidArgument, match="There are 2 lines for 1 entries"):
            store.append([of_value(1)], lines=[1, 2])
        assert len(store.evidence()) == before


FIELDS = [
    "agency : justice", "number : 4", "role = implementer", "force = binding", "due < 2018",
    "title : portal", "section : 6", "deadline_status = unreported", "reporter : ministry",
    "indicator_status = no_evidence", "method = administrative_record", "e-government",
]  # fmt: skip
ASKED = st.recursive(
    st.sampled_from(FIELDS).map(ap.Filter),
    lambda inner: st.one_of(
        inner.map(lambda a: ~a),
        st.tuples(inner, inner).map(lambda p: p[0] & p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] | p[1]),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def asked_store(plan: ap.Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ap.Store]:
    path = tmp_path_factory.mktemp("asked") / "monitor.db"
    with ap.Store.create(path, plan, recorded_on="2016-05-01") as store:
        store.append([value(1), value(2, "2017", "2018-01-20")])
        yield store


@settings(max_examples=40)
@given(asked=ASKED)
def test_a_store_gives_the_rows_of_its_assessment(asked_store: ap.Store, asked: ap.Filter) -> None:
    want = asked_store.assess(as_of="2018-06-30").where(asked, order="due desc")
    page = asked_store.where(asked, as_of="2018-06-30", order="due desc")
    assert [measure.number for measure in page.measures] == list(want.numbers)
    assert page.total == want.total == len(page)


def test_sql_conditions_bind_their_values() -> None:
    condition = ap.sql_condition('title : "\'; --" AND due < 2018')
    assert "--" not in condition.text
    assert condition.text.count("?") == len(condition.values) == 2
    assert condition.is_exact
    assert not ap.sql_condition("deadline_status = unreported").is_exact


def test_a_closed_store_says_so(store: ap.Store) -> None:
    store.close()
    for ask in (store.head, store.evidence, store.verify, store.last_recorded_on):
        with pytest.raises(ap.StoreError, match="was closed; open it again"):
            ask()


def test_the_file_says_what_it_is(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as database:
        said = {
            name: database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode")
        }
        assert said == {"application_id": 0x41504C4E, "user_version": 2, "journal_mode": "wal"}
        tables = [
            row
            for row in database.execute("PRAGMA table_list")
            if row[0] == "main" and row[2] == "table" and not row[1].startswith("sqlite_")
        ]
        names = ("revision", "entry", "content", "withholding", "person")
        assert {row[1]: row[5] for row in tables} == dict.fromkeys(names, 1)  # all are STRICT


@pytest.fixture
def unwritable(filled: Path) -> Iterator[Path]:
    """Stores in a folder that this process may not write to, whoever runs it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(filled, folder / "monitor.db")
        with ap.Store.open(filled) as store:
            store.publish_copy(folder / "public.db")
        for file in folder.iterdir():
            file.chmod(0o644)
        folder.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_in_an_unwritable_folder_a_published_copy_is_read(unwritable: Path, plan: ap.Plan) -> None:
    with ap.Store.open(unwritable / "public.db") as store:
        assert len(store.evidence()) == 3
        assert store.verify() == []
    for name in ("public.db", "monitor.db"):
        with pytest.raises(ap.StoreError, match=r"cannot be (written to|opened)"):
            ap.Store.open(unwritable / name, writable=True).record(value(9, "2018", "2019-03-01"))
    with pytest.raises(ap.StoreError, match="cannot be made: Permission denied"):
        ap.Store.create(unwritable / "other.db", plan, recorded_on="2016-05-01")


def test_in_an_unwritable_folder_a_store_with_a_log_is_refused(unwritable: Path) -> None:
    """Its writer may return, and what reads it without the log would not see that."""
    with pytest.raises(ap.StoreError, match="put a copy made by publish_copy there"):
        ap.Store.open(unwritable / "monitor.db")


def test_the_package_has_a_release_of_sqlite_without_the_wal_reset_bug(store: ap.Store) -> None:
    assert tuple(map(int, ap.sqlite_version().split("."))) >= (3, 51, 3)
    assert store.problems() == []


def test_the_package_shares_no_sqlite_with_others() -> None:
    """Neither does it take the system's, nor give its own to whoever is loaded later."""
    module = Path(ap._core.__file__ or "")
    if sys.platform != "linux" or not shutil.which("nm"):
        pytest.skip("needs nm")
    listed = subprocess.run(["nm", "-D", module], capture_output=True, text=True, check=True)
    symbols = [line.split()[-1] for line in listed.stdout.splitlines()]
    assert "PyInit__core" in symbols
    assert [symbol for symbol in symbols if symbol.startswith("sqlite3_")] == []


def test_a_revision_without_a_profile_keeps_the_last_one(tmp_path: Path) -> None:
    rows = {
        "No": ["1"],
        "Measure": ["Build"],
        "Indicator": ["number of roads"],
        "Deadline": ["2016-2018"],
    }
    plan = ap.plan_from_frame(rows, title="Roads")
    (indicator,) = plan["1"].indicators
    profile = ap.Profile(
        plan="Roads",
        indicators={indicator.id: ap.IndicatorProfile(direction="up", targets=[ap.Target(5)])},
    )
    history = ap.PlanHistory(plan, profile)
    assert history.revised(plan, "2017-01-01", "2017-01-01").revisions[-1].profile == profile
    none = history.revised(plan, "2017-01-01", "2017-01-01", ap.Profile())
    assert none.revisions[-1].profile == ap.Profile()
    with ap.Store.create(tmp_path / "s.db", plan, profile, recorded_on="2016-05-01") as store:
        store.amend(plan, effective_on="2017-01-01", recorded_on="2017-01-01")
        assert store.history().revisions[-1].profile == profile
        store.amend(plan, ap.Profile(), effective_on="2018-01-01", recorded_on="2018-01-01")
        assert store.history().revisions[-1].profile == ap.Profile()
