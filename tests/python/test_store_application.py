# SPDX-License-Identifier: Apache-2.0
"""What an application that shares a store relies on: conditions, news, codes, permissions."""

from __future__ import annotations

import datetime
import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import actionplan as ap

DAY = "2017-01-20"
LATE = datetime.date.max  # after any day on which a test is run
DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
PLAN = DATA / "az-nap-2016-2018.txt"
SAID = {"reporter": "Ministry of Economy", "source": "https://example.org/report"}


def value(number: float, day: str = DAY) -> ap.Entry:
    return ap.Entry("observation", day, indicator="4.2.3/2", period="2016", value=number, **SAID)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "monitor.db"


@pytest.fixture
def store(path: Path, plan: ap.Plan) -> ap.Store:
    return ap.Store.create(path, plan, recorded_on="2016-05-01")


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_slip_of_decades_is_refused(store: ap.Store, plan: ap.Plan, tmp_path: Path) -> None:
    head = store.head()
    far = "2071-01-20"
    agency = plan.agencies[0].id
    calls = [
        lambda: store.append([value(1), value(2, far)], not_after=DAY),
        lambda: store.record(value(2, far), not_after=DAY),
        lambda: store.record(
            indicator="4.2.3/2", value=1, period="2016", recorded_on=far, not_after=DAY, **SAID
        ),
        lambda: store.appoint(
            ap.Person("A"), agency=agency, recorded_on=far, not_after=DAY, **SAID
        ),
        lambda: store.amend(plan, effective_on=DAY, recorded_on=far, not_after=DAY),
        lambda: ap.Store.create(tmp_path / "new.db", plan, recorded_on=far, not_after=DAY),
        lambda: ap.Store.open_or_create(tmp_path / "new.db", plan, recorded_on=far, not_after=DAY),
    ]
    for call in calls:
        with pytest.raises(ap.InvalidArgument, match="2071-01-20 lies after 2017-01-20"):
            call()
    assert store.head() == head
    assert not (tmp_path / "new.db").exists()
    store.append([value(1)], not_after=DAY)


def test_what_was_recorded_meanwhile_is_a_conflict(store: ap.Store, plan: ap.Plan) -> None:
    read = store.head()
    store.record(value(1), expected_head=read)
    agency = plan.agencies[0].id
    calls = [
        lambda: store.append([value(2)], expected_head=read),
        lambda: store.record(value(2), expected_head=read),
        lambda: store.appoint(
            ap.Person("A"), agency=agency, recorded_on=DAY, expected_head=read, **SAID
        ),
        lambda: store.amend(plan, effective_on=DAY, recorded_on=DAY, expected_head=read),
    ]
    for call in calls:
        with pytest.raises(ap.StoreError, match="something was recorded since") as caught:
            call()
        assert caught.value.code == "conflict"
    assert len(store.evidence()) == 1


def test_a_reader_follows_by_what_is_new(store: ap.Store, path: Path, plan: ap.Plan) -> None:
    with ap.Store.open(path) as other:
        first = other.snapshot()
        assert first.seq == 1
        ids = store.append([value(1), value(2)])
        new = other.entries_after(first.seq)
        assert (new.ids, new.seqs, new.seq) == (tuple(ids), (2, 3), 3)
        assert [entry.value for entry in new.entries] == [1, 2]
        assert (len(new), new.revision_count, new.head) == (2, 0, store.head())
        evidence = first.evidence.appended(new.entries)
        assert sorted(evidence.id(i) for i in range(2)) == sorted(ids)
        store.amend(plan, effective_on=DAY, recorded_on=DAY)
        after = other.entries_after(new.seq)
        assert (len(after), after.revision_count, after.seq) == (0, 1, 4)
        assert repr(after) == "<NewEntries of 0 entries and 1 revisions, up to 4>"
        with pytest.raises(ap.StoreError) as caught:
            other.entries_after(5)
        assert caught.value.code == "conflict"
        with pytest.raises(ap.InvalidArgument, match="seq is -1"):
            other.entries_after(-1)


def test_open_or_create_makes_a_store_once(path: Path, plan: ap.Plan) -> None:
    for number in (1, 2):
        with ap.Store.open_or_create(path, plan, recorded_on="2016-05-01") as store:
            store.record(value(number))
    with ap.Store.open(path) as store:
        assert len(store.evidence()) == 2
        assert len(store.history().revisions) == 1


def test_errors_have_codes(store: ap.Store, path: Path, plan: ap.Plan, tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("no store " * 30)
    store.record(value(1))
    cases = {
        "missing": lambda: ap.Store.open(tmp_path / "no.db"),
        "not_a_store": lambda: ap.Store.open(text),
        "exists": lambda: ap.Store.create(path, plan, recorded_on="2016-05-01"),
        "duplicate": lambda: store.record(value(1)),
        "read_only": lambda: ap.Store.open(path).record(value(2)),
        "misuse": lambda: store.close() or store.head(),
    }
    for code, call in cases.items():
        with pytest.raises(ap.StoreError) as caught:
            call()
        assert caught.value.code == code
        if code == "not_a_store":  # and was none before, so that no backup is the remedy
            assert "is no SQLite database, and so no store; name a file" in str(caught.value)
    assert ap.StoreError("made by hand").code is None


def test_files_are_their_owners_unless_a_mode_is_given(path: Path, plan: ap.Plan) -> None:
    before = os.umask(0o022)
    try:
        with ap.Store.create(path, plan, recorded_on="2016-05-01") as store:
            store.record(value(1))
            logs = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
            assert [mode_of(file) for file in logs] == [0o600] * 3
            store.backup(path.with_name("copy.db"))
            store.backup(path.with_name("group.db"), mode=0o660)
            store.publish_copy(path.with_name("public.db"))
        with ap.Store.create(
            path.with_name("other.db"), plan, recorded_on="2016-05-01", mode=0o660
        ):
            pass
        found = {file.name: mode_of(file) for file in path.parent.iterdir()}
        assert found == {
            "monitor.db": 0o600,
            "copy.db": 0o600,
            "group.db": 0o660,
            "public.db": 0o644,
            "other.db": 0o660,
        }
    finally:
        os.umask(before)
    for mode in (0, 0o400, 0o755, 2**32 - 1):
        with pytest.raises(ap.InvalidArgument, match="give rights to read and write alone"):
            ap.Store.create(path.with_name("bad.db"), plan, recorded_on="2016-05-01", mode=mode)
    assert not path.with_name("bad.db").exists()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(os.fspath, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_line_refuses_days_ahead(path: Path, tmp_path: Path) -> None:
    far = ("--recorded-on", str(LATE))
    said = ("--reporter", "M", "--source", "s", *far)
    evidence = tmp_path / "evidence.csv"
    evidence.write_text("indicator,value,period,reporter,source\n4.2.3/2,1,2017,M,s\n")
    new = tmp_path / "new.db"
    assert run("init", path, PLAN, "--recorded-on", DAY).returncode == 0
    with ap.Store.open(path) as store:
        head = store.head()
        agency = store.history().revisions[0].plan.agencies[0].id
    for arguments in (
        ("init", new, PLAN, *far),
        ("amend", path, PLAN, "--effective-on", DAY, *far),
        ("record", path, "--indicator", "4.2.3/2", "--value", "1", *said),
        ("respond", path, "--agency", agency, "--measure", "1.1", "--text", "No.", *said),
        ("appoint", path, "--agency", agency, "--name", "A", *said),
        ("import", path, evidence, *far),
        (
            "survey",
            DATA / "eservices-survey.toml",
            DATA / "eservices-survey.csv",
            "--record",
            path,
            *far,
        ),
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert f"recorded_on {LATE} lies after" in done.stderr
    assert not new.exists()
    with ap.Store.open(path) as store:
        assert store.head() == head


def test_the_command_line_makes_files_for_a_group(path: Path, tmp_path: Path) -> None:
    assert run("init", path, PLAN, "--recorded-on", DAY, "--mode", "660").returncode == 0
    assert mode_of(path) == 0o660
    copy, group = tmp_path / "copy.db", tmp_path / "group.db"
    assert run("backup", path, copy).returncode == 0
    assert run("backup", path, group, "--mode", "640").returncode == 0
    assert (mode_of(copy), mode_of(group)) == (0o600, 0o640)
    done = run("backup", path, tmp_path / "bad.db", "--mode", "rw")
    assert done.returncode == 2
    assert "give octal digits" in done.stderr


def test_a_question_to_an_open_store_is_answered_as_of_now(
    store: ap.Store, path: Path, plan: ap.Plan
) -> None:
    asked = {"as_of": "2019-12-31"}
    with ap.Store.open(path) as reader:
        for number in (1, 2):
            store.record(value(number, f"2017-01-2{number}"))
            page = reader.where('id = "4.2.3"', **asked)
            whole = reader.assess(**asked).where('id = "4.2.3"')
            assert page.total == len(whole.rows) == 1
            found, wanted = page.measures[0], reader.assess(**asked)["4.2.3"]
            assert found.id == wanted.id
            assert found.deadline_status == wanted.deadline_status
            assert found.reasons == wanted.reasons
            for one, other in zip(found.indicators, wanted.indicators, strict=True):
                assert (one.id, one.status, one.value) == (other.id, other.status, other.value)
                assert one.evidence == other.evidence
        builder = ap.PlanBuilder(plan)
        builder.add(plan["4.2.3"].replace(id="new", number="99", indicators=[], indicator_text=""))
        with pytest.warns(UserWarning, match='no measure with the id "new"'):
            assert reader.where('id = "new"', **asked).total == 0
        store.amend(builder.build(), effective_on="2018-01-01", recorded_on="2018-01-01")
        assert reader.where('number = "99"', **asked).total == 1
        assert reader.where('number = "99"', as_of="2017-12-31").total == 0


def test_ids_of_a_document_in_decomposed_letters_are_composed(tmp_path: Path) -> None:
    """As files written on some systems have them: a letter, and its accent after it."""
    made = ap.plan_from_frame(
        [{"No": "1.e\u0301", "Action": "Train", "Agency": "Ministe\u0300re", "By": "2018"}],
        columns={"No": "number", "Action": "title", "Agency": "agencies", "By": "deadline"},
        title="A plan",
        adopted_on="2016-01-01",
    )
    assert [measure.id for measure in made.measures] == ["1.\u00e9"]
    again = ap.read(made.to_pandas().to_csv(index=False).encode(), format="csv")
    for plan in (made, again):
        for one in (*plan.measures, *plan.agencies, *plan.sections):
            assert one.id == unicodedata.normalize("NFC", one.id)
    with ap.Store.create(tmp_path / "composed.db", made, recorded_on=DAY) as store:
        assert store.verify() == []
