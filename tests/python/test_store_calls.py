# SPDX-License-Identifier: Apache-2.0
"""Every public method of Store: closed, from callbacks, from eight threads, in two programs."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import store_calls
from store_calls import BATCH, CALLS, OPENING, Called

import actionplan as ap

THREADS = 8


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "monitor.db"


@pytest.fixture
def called(path: Path, plan: ap.Plan) -> Iterator[Called]:
    with ap.Store.create(path, plan, recorded_on="2016-05-01") as store:
        yield Called(store, path.parent)


def test_every_public_method_is_called_here() -> None:
    public = {
        name
        for name in dir(ap.Store)
        if not name.startswith("_") and callable(getattr(ap.Store, name))
    }
    assert public == set(CALLS) | OPENING


@pytest.mark.parametrize("name", list(CALLS))
def test_closed_it_says_so(called: Called, name: str) -> None:
    called.store.close()
    if name == "close":
        called.store.close()
        return
    with pytest.raises(ap.StoreError, match=r"was closed; open it again\.$"):
        CALLS[name](called)


@pytest.mark.parametrize("name", list(CALLS))
def test_callbacks_ask_nothing_of_their_store(called: Called, name: str) -> None:
    said: dict[str, str] = {}

    def asked_by(who: str) -> bool:
        try:
            CALLS[name](called)
        except ap.StoreError as error:
            said[who] = str(error)
        return False

    def on_progress(_: int) -> None:
        asked_by("progress")

    def cancel() -> bool:
        # Its first question comes before the append's turn.
        return asked_by("cancel") if said else False

    called.store.append([called.entry()], on_progress=on_progress, cancel=cancel)
    assert set(said) == {"progress", "cancel"}
    assert all("whose callback this is" in sentence for sentence in said.values())
    assert not ap.has_errors(called.store.verify())


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"close"}))
def test_eight_threads_call_it_on_one_store(called: Called, name: str) -> None:
    start = threading.Barrier(THREADS)

    def call(_: int) -> None:
        start.wait()
        CALLS[name](called)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(call, range(THREADS)))
    assert not ap.has_errors(called.store.verify())


def test_closing_waits_for_the_calls_of_other_threads(called: Called) -> None:
    start = threading.Barrier(len(CALLS))
    ended: list[str] = []

    def call(name: str) -> None:
        start.wait()
        try:
            while True:
                CALLS[name](called)
        except ap.StoreError as error:
            ended.append(str(error))

    threads = [threading.Thread(target=call, args=[name]) for name in CALLS if name != "close"]
    for thread in threads:
        thread.start()
    start.wait()
    called.store.record(called.entry())
    called.store.close()
    for thread in threads:
        thread.join()
    assert ended == ["The store was closed; open it again."] * len(threads)
    with ap.Store.open(called.folder / "monitor.db") as store:
        assert not ap.has_errors(store.verify())


def race(job: str, paths: list[Path]) -> list[list[str]]:
    """What each of two programs said of each store, on which both did the job at once."""
    racers = [
        subprocess.Popen(
            [sys.executable, store_calls.__file__, job, str(who), *map(str, paths)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in (1, 2)
    ]
    said: list[list[str]] = []
    for _ in paths:
        for racer in racers:
            assert racer.stdout
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin
            racer.stdin.write("go\n")
            racer.stdin.flush()
        said.append([racer.stdout.readline().strip() for racer in racers if racer.stdout])
    for racer in racers:
        racer.communicate()
        assert racer.returncode == 0
    return said


@pytest.fixture
def stores(tmp_path: Path, plan: ap.Plan) -> list[Path]:
    paths = []
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths.append(folder / "monitor.db")
        ap.Store.create(paths[-1], plan, recorded_on="2016-05-01").close()
    return paths


def _one_succeeds(said: list[list[str]], error: str) -> None:
    for answers in said:
        assert sorted(error in answer for answer in answers) == [False, True], answers


def _amended(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    revisions = store.history().revisions
    assert len(revisions) == 3
    title_of: dict[str, str] = {}
    for revision in revisions:
        for measure in revision.plan.measures:
            assert title_of.setdefault(measure.id, measure.title) == measure.title
    ids = [part.id for measure in before for part in measure.indicators]
    for revision in revisions:
        found = [part.id for measure in revision.plan for part in measure.indicators]
        assert found == ids


def _appended(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    assert len(store.evidence()) == 2 + 2 * BATCH


def _appended_once(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    assert len(store.evidence()) == 2 + BATCH
    _one_succeeds(said, "It is in the store already")


def _recorded(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    assert len(store.evidence()) == 2 + 2


def _redacted(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    _one_succeeds(said, "erased=True")


def _copied(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    _one_succeeds(said, "is there already")


def _mixed(said: list[list[str]], store: ap.Store, before: ap.Plan) -> None:
    assert {answer for answers in said for answer in answers} == {"None"}
    assert len(store.evidence()) == 2 + 2 * 5


RACES: dict[str, Callable[[list[list[str]], ap.Store, ap.Plan], None]] = {
    "amend": _amended,
    "append": _appended,
    "append_the_same": _appended_once,
    "backup": _copied,
    "mixed": _mixed,
    "publish_copy": _copied,
    "record": _recorded,
    "redact": _redacted,
}


def test_every_job_has_its_race() -> None:
    assert set(RACES) == set(store_calls.JOBS)


@pytest.mark.parametrize("job", list(RACES))
def test_two_programs_race(stores: list[Path], plan: ap.Plan, job: str) -> None:
    said = race(job, stores)
    for path in stores:
        with ap.Store.open(path) as store:
            assert not ap.has_errors(store.verify())
            RACES[job](said, store, plan)
        names = sorted(file.name for file in path.parent.iterdir())
        assert not [name for name in names if ".new-" in name]
        for copy in path.parent.glob("shared.db"):
            with ap.Store.open(copy) as copied:
                assert not ap.has_errors(copied.verify())
                assert len(copied.evidence()) >= 2


def test_a_snapshot_is_of_one_moment(called: Called, path: Path) -> None:
    before = called.store.snapshot()
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            called.store.append([called.entry(), called.entry()])

    writer = threading.Thread(target=write)
    writer.start()
    with ap.Store.open(path) as reader:
        for _ in range(20):
            read = reader.snapshot()
            assert (len(read.evidence) - len(before.evidence)) % 2 == 0
            assert reader.verify(read.head) == []
    stop.set()
    writer.join()


def test_cancelling_is_heard_until_entries_are_written(called: Called) -> None:
    entries = [called.entry(), called.entry()]
    done: list[int] = []
    with pytest.raises(ap.Cancelled):
        called.store.append(entries, on_progress=done.append, cancel=lambda: bool(done))
    assert done == [2]
    assert not any(called.store.contains(ap.entry_id(entry)) for entry in entries)
    ids = called.store.append(entries)
    assert all(map(called.store.contains, ids))
    assert not called.store.contains("no id")


CANCELLED = [
    "assess",
    "backup",
    "evidence",
    "history",
    "publish_copy",
    "snapshot",
    "verify",
    "where",
]


@pytest.mark.parametrize("name", CANCELLED)
def test_what_takes_long_can_be_cancelled(called: Called, name: str) -> None:
    arguments: dict[str, tuple[list[object], dict[str, object]]] = {
        "backup": ([called.file()], {}),
        "publish_copy": ([called.file()], {}),
        "assess": ([], {"as_of": "2020-01-01"}),
        "where": (["number : 1"], {"as_of": "2020-01-01"}),
    }
    given, named = arguments.get(name, ([], {}))

    def fail() -> bool:
        raise ZeroDivisionError

    call = getattr(called.store, name)
    with pytest.raises(ap.Cancelled):
        call(*given, **named, cancel=lambda: True)
    with pytest.raises(ZeroDivisionError):
        call(*given, **named, cancel=fail)
    with pytest.raises(TypeError, match="cancel"):
        call(*given, **named, cancel=1)
    call(*given, **named, cancel=lambda: False)
    assert len(list(called.folder.glob("*.new-*"))) == 0
