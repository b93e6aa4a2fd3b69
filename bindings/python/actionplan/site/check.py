# SPDX-License-Identifier: Apache-2.0
"""Checks a published folder: against its manifest, its store, heads kept elsewhere and a key."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import actionplan as ap
from actionplan.site.folder import found_in
from actionplan.site.manifest import (
    HEADS,
    MANIFEST,
    MOST_HEADS_BYTES,
    MOST_MANIFEST_BYTES,
    MOST_SIGNATURE_BYTES,
    SIGNATURE,
    STORE,
    Head,
    Manifest,
    digest_of,
    parse_heads,
    publication_digest,
    read_bounded,
    read_heads,
    read_manifest,
)

ASSESSMENT = "data/assessment.json"
_EVERY = (HEADS, STORE, ASSESSMENT, "index.html")  # is in every publication
_DAYS = ("as_of", "known_at", "public_at")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HEAD = re.compile("[0-9a-f]{64}")
_WRONG = {
    ap.SignatureOutcome.other_key: "was made with another key, {0}; ask who publishes it.",
    ap.SignatureOutcome.other_bytes: "was made for another manifest: this one was changed.",
    ap.SignatureOutcome.other_comment: "has a trusted comment that was changed.",
}


@dataclass(frozen=True)
class FolderCheck:
    """What a check of a published folder found."""

    problems: list[ap.Problem]
    manifest: Manifest
    heads: list[Head]  # of every publication there, this one last
    signature: ap.SignatureCheck | None  # None: no key was given, or there is no signature


def verify_folder(
    folder: str | os.PathLike[str],
    head: str | None = None,
    *,
    heads: str | os.PathLike[str] | None = None,
    key: str | os.PathLike[str] | None = None,
) -> list[ap.Problem]:
    """Checks a published folder; empty: it is as it was published.

    Names each file that is missing, was changed or was added, what was changed in the manifest, and
    verifies the chain of the store that lies in it up to the manifest's head. Who can write the
    folder can write all of it anew: that is found by what was kept elsewhere.

    Args:
        head: a head of the ledger kept elsewhere; the store in the folder must continue it.
        heads: the name of a `heads.txt` kept elsewhere; the folder's own must continue it.
        key: a public key of minisign, as text or the name of its file outside of the folder; the
            manifest must be signed with it (`manifest.json.minisig`).

    Raises:
        Error: the folder holds no manifest that can be read, or `heads` or `key` cannot be read.
        InvalidArgument: the key lies in the folder, or the head is no digest.
    """
    return check_folder(folder, head, heads=heads, key=key).problems


def check_folder(
    folder: str | os.PathLike[str],
    head: str | None = None,
    *,
    heads: str | os.PathLike[str] | None = None,
    key: str | os.PathLike[str] | None = None,
) -> FolderCheck:
    """As `verify_folder`, with what was read."""
    root = Path(folder)
    if head is not None and _HEAD.fullmatch(head) is None:
        raise ap.InvalidArgument(
            f"The head {head[:80]!r} is no digest; give 64 hexadecimal digits in lower case."
        )
    public_key = None if key is None else _key_text(key, root)
    kept = None if heads is None else read_heads(Path(heads))
    manifest = read_manifest(root)
    signature, problems = _check_signature(root, public_key)
    problems += _check_manifest(manifest)
    problems += _check_files(root, manifest)
    told, found = _check_heads(root, manifest, kept)
    problems += found
    touched = {problem.subject for problem in problems}
    if not any(path == STORE or path.startswith(f"{STORE}-") for path in touched):
        problems += _check_store(root / STORE, manifest, told, head)
    if ASSESSMENT not in touched:
        problems += _check_days(root, manifest)
    return FolderCheck(problems, manifest, told, signature)


def _key_text(key: str | os.PathLike[str], root: Path) -> bytes:
    """The public key: a text of minisign's, or a file's, which must lie outside of the folder."""
    if isinstance(key, str) and (key.startswith("RW") or "\n" in key) and not Path(key).exists():
        return key.encode("utf-8", "replace")
    file = Path(os.path.realpath(key))
    if Path(os.path.realpath(root)) in file.parents:
        raise ap.InvalidArgument(
            f'The key "{key}" lies in the folder that it is to check, so that it says nothing; '
            "take one that you got elsewhere."
        )
    return read_bounded(file, MOST_SIGNATURE_BYTES)


def _check_signature(
    root: Path, key: bytes | None
) -> tuple[ap.SignatureCheck | None, list[ap.Problem]]:
    if key is None:
        return None, []
    file = root / SIGNATURE
    if not _is_plain_file(file):
        return None, [
            _problem("no_signature", SIGNATURE, "is missing: nobody signed the manifest.")
        ]
    signed = read_bounded(root / MANIFEST, MOST_MANIFEST_BYTES)
    signature = read_bounded(file, MOST_SIGNATURE_BYTES)
    try:
        check = ap.check_signature(signed, signature, key)
    except ap.ParseError as error:
        if "public key" in str(error):
            raise
        return None, [_problem("broken_signature", SIGNATURE, f"cannot be read: {error}")]
    if check:
        return check, []
    said = _WRONG[check.outcome].format(check.key_id)
    return check, [_problem(f"signature_{check.outcome}", SIGNATURE, said)]


def _check_manifest(manifest: Manifest) -> list[ap.Problem]:
    if manifest.twice:
        said = f"has the key {manifest.twice[0]!r} twice; the manifest was changed."
        return [_problem("duplicate_key", MANIFEST, said)]
    if not manifest.is_canonical:
        return [_problem("changed_manifest", MANIFEST, "is not as it was written: it was changed.")]
    return []


def _check_files(root: Path, manifest: Manifest) -> list[ap.Problem]:
    named = manifest.files
    problems = [
        _problem(
            "unnamed_file", path, "is in every publication, and the manifest does not name it."
        )
        for path in _EVERY
        if path not in named
    ]
    for path, entry in sorted(named.items()):
        problem = _check_file(root, path, entry)
        if problem is not None:
            problems.append(problem)
    for path in sorted(set(found_in(root)) - set(named) - {MANIFEST, SIGNATURE}):
        said = "is not named by the manifest; it was added afterwards."
        problems.append(_problem("extra_file", path, said))
    for path in _empty_folders(root):
        said = "is an empty folder, which no publication has; it was added afterwards."
        problems.append(_problem("extra_folder", path, said))
    return problems


def _is_plain_file(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _check_file(root: Path, path: str, entry: dict[str, Any]) -> ap.Problem | None:
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or parts[0] == "/" or PurePosixPath(path).as_posix() != path:
        return _problem("bad_path", path, "leads out of the folder; the manifest was changed.")
    file = root / path
    try:
        found = file.lstat()
    except (OSError, ValueError):
        return _problem("missing_file", path, "is missing.")
    size = entry.get("bytes")
    if type(size) is not int:
        return _problem("changed_manifest", path, "has no size in the manifest; it was changed.")
    is_same = stat.S_ISREG(found.st_mode) and found.st_size == size
    if not is_same or digest_of(file) != entry["sha256"]:
        return _problem("changed_file", path, "is not what was published: it was changed.")
    return None


def _empty_folders(root: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(root):
        if not folders and not files and Path(parent) != root:
            yield Path(parent).relative_to(root).as_posix()


def _check_heads(
    root: Path, manifest: Manifest, kept: Sequence[Head] | None
) -> tuple[list[Head], list[ap.Problem]]:
    """The publications that the folder tells, this one the last, after those told elsewhere."""
    if HEADS not in manifest.files or not _is_plain_file(root / HEADS):
        return [], []  # which was named as missing
    try:
        told = parse_heads(read_bounded(root / HEADS, MOST_HEADS_BYTES), HEADS)
    except ap.Error as error:
        return [], [_problem("broken_heads", HEADS, f"cannot be read: {error}")]
    problems = []
    document = manifest.document
    this = Head(str(document.get("as_of")), str(document.get("head")), publication_digest(document))
    if told[-1:] != [this]:
        said = (
            "says something else than what was published, as the last line of heads.txt tells it."
        )
        problems.append(_problem("changed_manifest", MANIFEST, said))
    if kept is not None and told[: len(kept)] != kept:
        at = next((i for i, line in enumerate(kept) if told[i : i + 1] != [line]), 0)
        said = f"does not continue the heads kept elsewhere; line {at + 2} differs."
        problems.append(_problem("other_heads", HEADS, said))
    return told, problems


def _check_store(
    path: Path, manifest: Manifest, heads: Sequence[Head], head: str | None
) -> list[ap.Problem]:
    try:
        with ap.Store.open(path) as store:
            if store.head() != manifest.document.get("head"):
                return [_problem("other_head", STORE, "does not end at the manifest's head.")]
            found = store.verify(head)
            titles = {revision.plan.title for revision in store.history().revisions}
    except ap.Error as error:
        return [_problem("broken_store", STORE, f"cannot be verified: {error}")]
    found = [problem for problem in found if problem.severity == ap.Severity.error]
    if found:
        return found
    if manifest.document.get("title") not in titles:
        said = "gives the plan a title that no version of it has; the manifest was changed."
        found.append(_problem("changed_manifest", MANIFEST, said))
    return found + check_order(path, heads)


def check_order(store: Path, heads: Sequence[Head]) -> list[ap.Problem]:
    """Does each of the heads continue the one before, in a store that was verified?

    No Store of this process may have the file open.
    """
    try:
        with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            asked = "SELECT link, seq FROM entry UNION ALL SELECT link, seq FROM revision"
            if version > 1:
                asked += " UNION ALL SELECT link, seq FROM withholding"
            rows = database.execute(asked)
            position = {bytes(link).hex(): seq for link, seq in rows}
    except sqlite3.Error as error:
        return [_problem("broken_store", store.name, f"cannot be read: {error}.")]
    last = 0
    for number, line in enumerate(heads, 1):
        at = position.get(line.head)
        if at is None or at < last:
            said = f"names in publication {number}, of {line.as_of}, a head which "
            said += "the ledger does not hold." if at is None else "lies before the last one's."
            return [_problem("heads_do_not_continue", HEADS, said)]
        last = at
    return []


def _check_days(root: Path, manifest: Manifest) -> list[ap.Problem]:
    """Is the assessment of the days that the manifest names?"""
    try:
        document = json.loads(read_bounded(root / ASSESSMENT, MOST_MANIFEST_BYTES))
    except ap.Error:
        return []  # of a plan larger than any that is read whole here
    except (ValueError, RecursionError):
        return [_problem("changed_file", ASSESSMENT, "is no JSON: it was changed.")]
    told = manifest.document
    if isinstance(document, dict) and all(document.get(day) == told.get(day) for day in _DAYS):
        return []
    said = "names other days than data/assessment.json; the manifest was changed."
    return [_problem("changed_manifest", MANIFEST, said)]


def _problem(code: str, path: str, said: str) -> ap.Problem:
    name = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", path)  # of a name that is not in UTF-8
    return ap.Problem(code, "error", message=f'"{name}" {said}', subject=name)
