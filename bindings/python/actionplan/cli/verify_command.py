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
        last = opened.head() if not found else ""
        # They break no link, and no verdict uses them.
        orphans = [] if found else _orphans(opened)
    if not found and heads is not None:
        from actionplan.site.check import check_order
        from actionplan.site.manifest import read_heads

        found = check_order(Path(store), read_heads(Path(heads)))
    say_problems([*found, *orphans])
    if found:
        return NO
    said = "nothing up to that head has changed" if head or heads else "internally consistent"
    _print_json({"verdict": said, "head": last})
    return DONE


def _orphans(store: ap.Store) -> list[ap.Problem]:
    read = store.snapshot()
    return ap.unknown_ids(read.history, read.evidence)


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
