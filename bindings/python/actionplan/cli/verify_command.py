# SPDX-License-Identifier: Apache-2.0
"""The command that checks a store, or a published folder."""

from __future__ import annotations

import json
from pathlib import Path

import click

import actionplan as ap
from actionplan.cli.group import cli
from actionplan.cli.guard import DONE, NO
from actionplan.cli.output import say_problems, write_bytes


@cli.command()
@click.argument("store", type=click.Path(), metavar="STORE|DIR")
@click.option("--head", help="A head kept elsewhere: finds a chain that was cut or rebuilt.")
@click.option(
    "--heads",
    type=click.Path(),
    help="A heads.txt kept elsewhere: STORE, or DIR's own heads.txt, must continue it.",
)
@click.option(
    "--key",
    help="A public key of minisign, or its file: DIR's manifest must be signed with it.",
)
def verify(store: str, head: str | None, heads: str | None, key: str | None) -> int:
    """Recomputes every digest and link of STORE; exit code 1 if one is broken.

    DIR is a published folder: its files are held against its manifest, its store is verified, and
    each publication must continue the one before it.
    """
    if Path(store).is_dir():
        return _verify_folder(store, head, heads, key)
    if key is not None:
        raise click.UsageError("--key goes with a published folder; a store has no signature.")
    with ap.Store.open(store) as opened:
        found = opened.verify(head)
        is_broken = ap.has_errors(found)
        read = None if is_broken else opened.snapshot()
        last = None if is_broken else opened.last_recorded_on()
    if not is_broken and heads is not None:
        from actionplan.site.check import check_order
        from actionplan.site.manifest import read_heads

        disorder = check_order(Path(store), read_heads(Path(heads)))
        is_broken = bool(disorder)
        found = [*disorder, *found]
    if is_broken or read is None or last is None:
        say_problems(found)
        return NO
    # They break no link, and no verdict uses them.
    say_problems([*found, *ap.unknown_ids(read.history, read.evidence)])
    said = "nothing up to that head has changed" if head or heads else "internally consistent"
    document: dict[str, object] = {"verdict": said, "head": read.head}
    # What a chain that was cut has less of: to be compared with what is known of the store.
    document["entries"] = len(read.evidence)
    document["last_recorded_on"] = last.isoformat()
    _print_json(document)
    return DONE


def _verify_folder(folder: str, head: str | None, heads: str | None, key: str | None) -> int:
    from actionplan.site.check import check_folder
    from actionplan.site.manifest import MANIFEST, SIGNATURE, digest_of

    check = check_folder(folder, head, heads=heads, key=key)
    say_problems(check.problems)
    if check.problems:
        return NO
    manifest = check.manifest.document
    said = {
        "verdict": "as it was published",
        "as_of": manifest.get("as_of"),
        "files": len(check.manifest.files),
        "head": manifest.get("head"),
        "manifest": digest_of(Path(folder) / MANIFEST),
        "publications": len(check.heads),
    }
    if check.signature is not None:
        said["signed_by"] = check.signature.key_id
        said["trusted_comment"] = check.signature.trusted_comment
    elif (Path(folder) / SIGNATURE).exists():
        said["signed_by"] = None  # by whom, only a key can tell
    _print_json(said)
    return DONE


def _print_json(document: dict[str, object]) -> None:
    # Escaped beyond ASCII, so that nothing in it steers a terminal.
    write_bytes((json.dumps(document, indent=2) + "\n").encode(), None)
