# SPDX-License-Identifier: Apache-2.0
"""A published folder against those who change it, against a failing disk and a killed process."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import made_stores
import published
import pytest

import actionplan as ap
from actionplan.site import files as file_layer
from actionplan.site import publish, verify_folder
from actionplan.site.check import check_folder, check_order
from actionplan.site.files import Claim, Files
from actionplan.site.folder import new_folder
from actionplan.site.links import FileNames
from actionplan.site.manifest import HEADS, MANIFEST, SIGNATURE, parse_heads, write_heads

DAY = "2018-09-30"
MINISIGN = shutil.which("minisign")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_stores.az_store(tmp_path_factory.mktemp("stores") / "az.db")


@pytest.fixture(scope="module")
def made(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(store, tmp_path_factory.mktemp("sites") / "site", as_of=DAY).path


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(made, tmp_path / "place" / "site"))


def codes(folder: Path, *args: Any, **given: Any) -> list[str]:
    return [problem.code for problem in verify_folder(folder, *args, **given)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "actionplan", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


# What a change is found by


def _remove_store(folder: Path) -> None:
    (folder / "data" / "monitor.db").unlink()
    published.rewrite(folder, lambda told: told["files"].pop("data/monitor.db"))


def _remove_page(folder: Path) -> None:
    (folder / "measures" / "4.1.3.html").unlink()
    published.rewrite(
        folder, lambda told: told["files"].pop("measures/4.1.3.html"), with_heads=False
    )


def _add_empty_folder(folder: Path) -> None:
    (folder / "measures" / "new").mkdir()


def _wrong_size(folder: Path) -> None:
    published.rewrite(folder, lambda told: told["files"]["index.html"].update({"bytes": 1}))


def _no_size(folder: Path) -> None:
    published.rewrite(folder, lambda told: told["files"]["index.html"].pop("bytes"))


def _size_of_another_type(folder: Path) -> None:
    published.rewrite(folder, lambda told: told["files"]["index.html"].update({"bytes": True}))


def _duplicate_key(folder: Path) -> None:
    text = (folder / MANIFEST).read_text("utf-8")
    (folder / MANIFEST).write_text(text.replace('  "as_of"', '  "as_of": "2000-01-01",\n  "as_of"'))


def _other_spaces(folder: Path) -> None:
    (folder / MANIFEST).write_text(json.dumps(published.manifest_of(folder)), "utf-8")


def _change_of(key: str, value: object, *, with_heads: bool) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        published.rewrite(folder, lambda told: told.update({key: value}), with_heads=with_heads)

    return change


def _remove_heads(folder: Path) -> None:
    (folder / HEADS).unlink()
    published.rewrite(folder, lambda told: told["files"].pop(HEADS), with_heads=False)


def _break_heads(folder: Path) -> None:
    (folder / HEADS).write_bytes(b"actionplan/heads@1\nmine\n")
    entry = published.entry_of(folder / HEADS)
    published.rewrite(folder, lambda told: told["files"].update({HEADS: entry}), with_heads=False)


def _add_log_of_the_store(folder: Path) -> None:
    (folder / "data" / "monitor.db-journal").write_bytes(b"x" * 512)


@pytest.mark.parametrize(
    ("change", "code", "subject"),
    [
        (_remove_store, "unnamed_file", "data/monitor.db"),
        (_remove_page, "changed_manifest", MANIFEST),
        (_add_empty_folder, "extra_folder", "measures/new"),
        (_wrong_size, "changed_file", "index.html"),
        (_no_size, "changed_manifest", "index.html"),
        (_size_of_another_type, "changed_manifest", "index.html"),
        (_duplicate_key, "duplicate_key", MANIFEST),
        (_other_spaces, "changed_manifest", MANIFEST),
        (_change_of("title", "Another", with_heads=False), "changed_manifest", MANIFEST),
        (_change_of("title", "Another", with_heads=True), "changed_manifest", MANIFEST),
        (_change_of("as_of", "2017-01-01", with_heads=False), "changed_manifest", MANIFEST),
        (_change_of("as_of", "2017-01-01", with_heads=True), "changed_manifest", MANIFEST),
        (_change_of("known_at", "2017-01-01", with_heads=True), "changed_manifest", MANIFEST),
        (_change_of("draft", True, with_heads=False), "changed_manifest", MANIFEST),
        (_change_of("more", 1, with_heads=False), "changed_manifest", MANIFEST),
        (_change_of("head", "0" * 64, with_heads=True), "other_head", "data/monitor.db"),
        (_remove_heads, "unnamed_file", HEADS),
        (_break_heads, "broken_heads", HEADS),
        (_add_log_of_the_store, "extra_file", "data/monitor.db-journal"),
    ],
)
def test_each_change_is_found(
    site: Path, change: Callable[[Path], None], code: str, subject: str
) -> None:
    assert verify_folder(site) == []
    change(site)
    assert (code, subject) in [(one.code, one.subject) for one in verify_folder(site)]
    ran = run("verify", site)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert f"[{code}]" in ran.stderr


def test_a_head_is_asked_of_the_store_whatever_the_manifest_says(site: Path) -> None:
    head = published.manifest_of(site)["head"]
    _remove_store(site)
    assert run("verify", site, "--head", head).returncode == 1
    assert "unnamed_file" in codes(site, head)


@pytest.mark.parametrize("head", ["", "x", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_a_head_that_is_none_is_refused(site: Path, head: str) -> None:
    with pytest.raises(ap.InvalidArgument, match="is no digest"):
        verify_folder(site, head)


def test_a_folder_that_holds_nothing_is_no_publication(tmp_path: Path) -> None:
    ran = run("verify", tmp_path)
    assert ran.returncode == 2
    assert "no published folder" in ran.stderr
    (tmp_path / MANIFEST).write_text(
        json.dumps({"schema": "actionplan/publication@1", "files": {}}, indent=2) + "\n"
    )
    assert codes(tmp_path).count("unnamed_file") == 4


@pytest.mark.parametrize(
    "path",
    ["..", "../x", "/etc/passwd", "a/../../x", "", ".", "./index.html", "a//b", "a\0b", "x" * 5000,
     "\ud800", "measures/../index.html"],
)  # fmt: skip
def test_no_name_in_a_manifest_leads_elsewhere(site: Path, path: str) -> None:
    entry = published.entry_of(site / "index.html")
    document = published.manifest_of(site)
    document["files"][path] = entry
    (site / MANIFEST).write_text(json.dumps(document))
    named = {one.subject: one.code for one in verify_folder(site)}
    assert named.get(path, named.get("\N{REPLACEMENT CHARACTER}")) in ("bad_path", "missing_file")


def test_a_name_that_is_not_in_utf8_is_named(site: Path) -> None:
    (site / os.fsdecode(b"a\xff")).write_text("x")
    (found,) = verify_folder(site)
    assert (found.code, found.subject) == ("extra_file", "a\N{REPLACEMENT CHARACTER}")


# Heads


def test_each_publication_appends_its_head(store: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    shutil.copy(store, mine)
    out = tmp_path / "public"
    heads = [publish(mine, out, as_of=DAY).head]
    kept = tmp_path / "kept.txt"
    for value in (1, 2):
        shutil.copy(out / HEADS, kept)
        with ap.Store.open(mine, writable=True) as opened:
            made_stores.record_value(opened, value)
        heads.append(publish(mine, out, as_of=DAY).head)
        assert codes(out) == []
        assert codes(out, heads=kept) == []
    told = parse_heads((out / HEADS).read_bytes(), HEADS)
    assert [line.head for line in told] == heads
    assert len(set(heads)) == 3
    before = (out / HEADS).read_bytes()
    publish(mine, out, as_of=DAY)  # the same once more says nothing new
    assert (out / HEADS).read_bytes() == before

    # An older ledger, as from a restored backup, does not take the place.
    with pytest.raises(ap.Error, match="does not continue"):
        publish(store, out, as_of=DAY)
    assert (out / HEADS).read_bytes() == before
    ran = run("publish", store, "--out", out, "--as-of", DAY, "--other-ledger")
    assert ran.returncode == 0, ran.stderr
    assert codes(out) == []
    assert codes(out, heads=kept) == ["other_heads"]
    ran = run("verify", out, "--heads", kept)
    assert ran.returncode == 1
    assert "[other_heads]" in ran.stderr
    ran = run("verify", mine, "--heads", kept)
    assert json.loads(ran.stdout)["verdict"] == "nothing up to that head has changed"
    ran = run("verify", store, "--heads", kept)
    assert (ran.returncode, "[heads_do_not_continue]" in ran.stderr) == (1, True)


def test_heads_in_another_order_do_not_continue(store: Path, made: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    shutil.copy(store, mine)
    with ap.Store.open(mine, writable=True) as opened:
        made_stores.record_value(opened, 1)
    later = parse_heads((publish(mine, tmp_path / "s", as_of=DAY).path / HEADS).read_bytes(), HEADS)
    earlier = parse_heads((made / HEADS).read_bytes(), HEADS)
    assert check_order(mine, [*earlier, *later]) == []
    (found,) = check_order(mine, [*later, *earlier])
    assert found.code == "heads_do_not_continue"


@pytest.mark.parametrize(
    "data",
    [b"", b"actionplan/heads@1", b"mine\n", b"actionplan/heads@1\n2018-09-30\n",
     b"actionplan/heads@1\n\n", b"actionplan/heads@1\r\n", b"\xff" * 40,
     b"actionplan/heads@1\n2018-09-30 " + b"0" * 64 + b" " + b"0" * 64],
)  # fmt: skip
def test_what_is_no_list_of_heads_is_refused(data: bytes) -> None:
    with pytest.raises(ap.Error, match="x"):
        parse_heads(data, "x")


# Signatures, both ways with minisign


def keys(folder: Path) -> tuple[Path, Path]:
    public, secret = folder / "key.pub", folder / "key.sec"
    subprocess.run(
        [str(MINISIGN), "-G", "-W", "-p", public, "-s", secret], check=True, capture_output=True
    )
    return public, secret


def sign(site: Path, secret: Path, *options: str) -> None:
    subprocess.run(
        [str(MINISIGN), "-S", "-W", *options, "-s", secret, "-m", site / MANIFEST],
        check=True,
        capture_output=True,
    )


needs_minisign = pytest.mark.skipif(
    MINISIGN is None, reason="minisign is not installed; script/bootstrap does on Debian"
)


@needs_minisign
@pytest.mark.parametrize("form", [[], ["-l"]])
def test_minisign_signs_and_the_library_verifies(
    site: Path, tmp_path: Path, form: list[str]
) -> None:
    public, secret = keys(tmp_path)
    assert codes(site, key=public) == ["no_signature"]
    sign(site, secret, *form, "-t", "published on 30 September")
    assert codes(site) == []
    check = check_folder(site, key=public)
    assert check.problems == []
    assert check.signature is not None
    assert check.signature.trusted_comment == "published on 30 September"
    line = public.read_text().splitlines()[-1]
    ran = run("verify", site, "--key", line)
    assert json.loads(ran.stdout)["trusted_comment"] == "published on 30 September"
    assert json.loads(run("verify", site).stdout)["signed_by"] is None

    # minisign and the library agree on what does not hold.
    def both(key: Path) -> tuple[bool, bool]:
        command = [str(MINISIGN), "-V", "-p", key, "-m", site / MANIFEST]
        ran = subprocess.run(command, check=False, capture_output=True)
        given = [(site / name).read_bytes() for name in (MANIFEST, SIGNATURE)]
        try:
            ours = ap.check_signature(*given, key.read_bytes()).is_valid()
        except ap.ParseError:
            ours = False
        return ran.returncode == 0, ours

    assert both(public) == (True, True)
    (tmp_path / "other").mkdir()
    other, _ = keys(tmp_path / "other")
    assert both(other) == (False, False)
    assert codes(site, key=other) == ["signature_other_key"]
    signature = (site / SIGNATURE).read_bytes()
    (site / SIGNATURE).write_bytes(signature.replace(b"30 September", b"31 September"))
    assert both(public) == (False, False)
    assert codes(site, key=public) == ["signature_other_comment"]
    (site / SIGNATURE).write_bytes(b"mine")
    assert both(public) == (False, False)
    assert codes(site, key=public) == ["broken_signature"]
    (site / SIGNATURE).write_bytes(signature)
    _change_of("draft", True, with_heads=True)(site)  # as by someone who can rewrite everything
    assert codes(site) == []
    assert codes(site, key=public) == ["signature_other_bytes"]
    assert both(public) == (False, False)


@needs_minisign
def test_a_key_from_the_folder_says_nothing(site: Path, tmp_path: Path) -> None:
    public, secret = keys(tmp_path)
    sign(site, secret)
    inside = site / "key.pub"
    shutil.copy(public, inside)
    outside = tmp_path / "link.pub"
    outside.symlink_to(inside)
    for key in (inside, outside):
        with pytest.raises(ap.InvalidArgument, match="lies in the folder"):
            verify_folder(site, key=key)
    ran = run("verify", site, "--key", inside)
    assert ran.returncode == 2
    assert "lies in the folder" in ran.stderr


@needs_minisign
def test_a_signed_publication_is_replaced(site: Path, store: Path, tmp_path: Path) -> None:
    public, secret = keys(tmp_path)
    sign(site, secret)
    publish(store, site, as_of="2018-10-01")
    assert codes(site, key=public) == ["no_signature"]
    sign(site, secret)
    assert codes(site, key=public) == []


def test_a_store_has_no_signature(store: Path) -> None:
    ran = run("verify", store, "--key", "RWxx")
    assert (ran.returncode, "goes with a published folder" in ran.stderr) == (2, True)


# A publication takes its place in one step


class WithoutExchange(Files):
    """As a file system that cannot swap folders."""

    def exchange(self, one: Path, other: Path) -> bool:
        return False


@pytest.fixture(params=[Files, WithoutExchange])
def layer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Files:
    made: Files = request.param()
    monkeypatch.setattr(file_layer, "FILES", made)
    return made


ABOUT = {"as_of": DAY, "head": "0" * 64}


def put(out: Path, text: str) -> None:
    """A small publication."""
    with new_folder(out) as folder:
        folder.write("index.html", text)
        folder.write("a/b.html", text * 1000)
        folder.close(ABOUT)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def hidden(folder: Path) -> list[str]:
    return [name for name in names(folder) if name.startswith(".")]


def test_readers_find_the_old_or_the_new_at_every_moment(tmp_path: Path, layer: Files) -> None:
    out = tmp_path / "public"
    put(out, "0")
    stop = threading.Event()
    missed: list[str] = []

    def look() -> None:
        while not stop.is_set():
            try:
                (out / "index.html").read_text()
            except OSError as error:
                missed.append(str(error))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for number in range(1, 40):
            put(out, str(number))
    finally:
        stop.set()
        reader.join()
    # A folder is opened by its path: between its parts another may take its place, and the file is
    # looked for in one that was removed. The place itself is never empty.
    assert len(missed) < 20
    assert (out / "index.html").read_text() == "39"
    assert out.is_symlink() == isinstance(layer, WithoutExchange)
    assert len(names(tmp_path)) == (2 if out.is_symlink() else 1)


class Watched(Files):
    """Asks after each change whether the place holds a whole publication."""

    def __init__(self, inner: Files, out: Path) -> None:
        self._inner, self._out = inner, out
        self.seen: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_") or name == "seen":
            return object.__getattribute__(self, name)
        call = getattr(self._inner, name)

        def watched(*args: Any) -> Any:
            result = call(*args)
            self.seen.append((self._out / "index.html").read_text())
            return result

        return watched


def test_the_place_is_never_empty(
    tmp_path: Path, layer: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    put(out, "0")
    watched = Watched(layer, out)
    monkeypatch.setattr(file_layer, "FILES", watched)
    put(out, "1")
    assert watched.seen.count("0") > 5
    assert watched.seen[-1] == "1"


class Failing(Files):
    """The `at`-th call fails: before it does anything, or half done. From then on all do."""

    def __init__(self, inner: Files, at: int, *, half: bool, only_once: bool) -> None:
        self._inner, self._at = inner, at
        self._half, self._only_once = half, only_once
        self.calls = 0

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_") or name == "calls":
            return object.__getattribute__(self, name)
        call = getattr(self._inner, name)

        def counted(*args: Any) -> Any:
            self.calls += 1
            if self.calls < self._at or (self._only_once and self.calls > self._at):
                return call(*args)
            if self._half and name == "write":
                path, data = args
                path.write_bytes(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        return counted


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("only_once", [False, True])
@pytest.mark.parametrize("earlier", [None, "empty", "0"])
def test_nothing_half_written_is_taken_for_whole(
    tmp_path: Path,
    layer: Files,
    monkeypatch: pytest.MonkeyPatch,
    earlier: str | None,
    half: bool,
    only_once: bool,
) -> None:
    wanted = {"index.html", "a", HEADS, MANIFEST}
    for at in range(1, 60):
        folder = tmp_path / str(at)
        folder.mkdir()
        out = folder / "public"
        monkeypatch.setattr(file_layer, "FILES", layer)
        if earlier == "empty":
            out.mkdir()
        elif earlier is not None:
            put(out, earlier)
        failing = Failing(layer, at, half=half, only_once=only_once)
        monkeypatch.setattr(file_layer, "FILES", failing)
        is_done = True
        try:
            put(out, "1")
        except OSError:
            is_done = False
        if out.exists() and set(names(out)):
            assert set(names(out)) == wanted
            text = (out / "index.html").read_text()
            assert text == "1" if is_done else text in ("1", earlier)
            assert (out / "a" / "b.html").read_text() == text * 1000
        else:
            assert not is_done
            assert earlier != "0"
        # The next one goes through, and cleans up.
        monkeypatch.setattr(file_layer, "FILES", layer)
        put(out, "2")
        assert (out / "index.html").read_text() == "2"
        assert len(hidden(folder)) == out.is_symlink()
        if failing.calls < at:
            break
    else:
        pytest.fail("more calls than were tried")
    assert at > 8


@pytest.mark.parametrize("earlier", [False, True])
def test_a_store_that_cannot_be_copied_leaves_nothing(
    store: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    """The whole of `publish`, at some of its calls."""
    out = tmp_path / "place" / "site"
    if earlier:
        shutil.copytree(made, out)
    for at in (1, 2, 3, 10, 30):
        failing = Failing(Files(), at, half=True, only_once=False)
        monkeypatch.setattr(file_layer, "FILES", failing)
        with pytest.raises(OSError, match="No space"):
            publish(store, out, as_of="2018-10-01")
        assert out.exists() == earlier
        if earlier:
            assert published.manifest_of(out)["as_of"] == DAY
            assert codes(out) == []
    monkeypatch.setattr(file_layer, "FILES", Files())
    publish(store, out, as_of=DAY)
    assert codes(out) == []
    assert names(out.parent) == ["site"]


def test_a_folder_on_a_file_system_without_exchange_becomes_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    put(out, "0")
    assert not out.is_symlink()
    monkeypatch.setattr(file_layer, "FILES", WithoutExchange())
    for text in ("1", "2"):
        put(out, text)
        assert out.is_symlink()
        assert (out / "index.html").read_text() == text
        assert len(names(tmp_path)) == 2
    monkeypatch.setattr(file_layer, "FILES", Files())
    put(out, "3")  # and stays one
    assert out.is_symlink()
    assert (out / "index.html").read_text() == "3"


def test_leftovers_of_a_killed_publication_are_removed_and_no_others(tmp_path: Path) -> None:
    for name in (".public.abcdefgh.new", ".public.abcdefgi.old", ".public.abcdefgj.site"):
        (tmp_path / name / "a").mkdir(parents=True)
        (tmp_path / name / "a" / "b").write_text("half")
    mine = [".public.mine", ".public.abcdefgh.newer", "public.abcdefgh.new", ".other.abcdefgh.new"]
    for name in mine:
        (tmp_path / name).mkdir()
    (tmp_path / ".public.abcdefgk.new").mkdir()
    claim = Claim.take(tmp_path / ".public.abcdefgk.new")  # another publication writes it
    assert claim is not None
    out = tmp_path / "public"
    put(out, "1")
    assert names(tmp_path) == sorted([*mine, ".public.abcdefgk.new", "public"])
    claim.release()
    put(out, "2")
    assert names(tmp_path) == sorted([*mine, "public"])


def test_a_killed_publication_leaves_the_former_one(
    store: Path, site: Path, tmp_path: Path
) -> None:
    program = (
        "import os, sys\n"
        "from actionplan.site import publish\n"
        "def kill(done, total):\n"
        "    if done == total // 2: os.kill(os.getpid(), 9)\n"
        "publish(sys.argv[1], sys.argv[2], as_of='2018-10-01', on_progress=kill)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, store, site], check=False)
    assert ran.returncode == -9
    assert codes(site) == []
    assert published.manifest_of(site)["as_of"] == DAY
    assert len(names(site.parent)) == 2
    publish(store, site, as_of="2018-10-01")
    assert codes(site) == []
    assert names(site.parent) == ["site"]


def test_a_publication_that_came_meanwhile_is_not_untold(tmp_path: Path, layer: Files) -> None:
    out = tmp_path / "public"
    put(out, "0")

    def late() -> None:
        with new_folder(out) as folder:
            folder.write("index.html", "late")
            folder.close(ABOUT)
            put(out, "1")

    with pytest.raises(ap.Error, match="publish again"):
        late()
    assert (out / "index.html").read_text() == "1"
    assert len(parse_heads((out / HEADS).read_bytes(), HEADS)) == 2
    assert len(hidden(tmp_path)) == out.is_symlink()


def test_two_at_once_leave_one_whole(tmp_path: Path, layer: Files) -> None:
    out = tmp_path / "public"
    put(out, "0")

    def many(text: str) -> None:
        for _ in range(10):
            with suppress(ap.Error):  # the other one was quicker
                put(out, text)

    threads = [threading.Thread(target=many, args=(text,)) for text in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = (out / "index.html").read_text()
    assert text in ("a", "b")
    assert (out / "a" / "b.html").read_text() == text * 1000
    put(out, "c")
    assert parse_heads((out / HEADS).read_bytes(), HEADS)[-1].as_of == DAY
    assert len(hidden(tmp_path)) == out.is_symlink()


# Names of files


def test_ids_whose_file_names_collide_are_told_apart() -> None:
    def made_so(text: str) -> Iterator[str]:
        """Every name that the id could get."""
        names = FileNames()
        names["A b"]
        seen = {names[text]}
        for _ in range(10):
            names = FileNames()
            for one in seen:
                names[one]
            seen.add(names[text])
        return iter(sorted(seen))

    ids = [*made_so("a b"), "a b", "A b", "a B"]
    names = FileNames()
    made = [names[one] for one in ids]
    assert len({name.lower() for name in made}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", name) for name in made)
    again = FileNames()
    assert [again[one] for one in ids] == made


def test_a_plan_of_colliding_ids_is_published(tmp_path: Path) -> None:
    names = FileNames()
    ids = ["x y", "X y", "x Y"]
    ids += [names[one] for one in ids]
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading("A plan", "2016-04-27", "Decree 1", "en", "2016")
    for one in ids:
        builder.add(ap.Measure(one, title=one))
    with ap.Store.create(tmp_path / "s.db", builder.build(), recorded_on="2016-05-01") as opened:
        out = publish(opened, tmp_path / "public", as_of="2016-06-01").path
    assert len(list((out / "measures").iterdir())) == len(ids)
    assert codes(out) == []


def test_heads_are_written_as_they_are_read() -> None:
    data = b"actionplan/heads@1\n2018-09-30 " + b"a" * 64 + b" " + b"0" * 64 + b"\n"
    assert write_heads(parse_heads(data, "x")) == data
