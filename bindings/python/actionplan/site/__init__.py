# SPDX-License-Identifier: Apache-2.0
"""Publishes a store as a static site with its open data, and checks a published folder.

    from actionplan.site import publish, verify_folder

    publish("monitor.db", "public", as_of="2018-09-30")
    verify_folder("public")                                # [] : as it was published

Needs the extra `site`: pip install "actionplan[site]".
"""

from __future__ import annotations

import datetime
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import actionplan as ap
from actionplan._calls import checked
from actionplan.site.check import check_order, verify_folder
from actionplan.site.folder import new_folder
from actionplan.site.manifest import STORE

if TYPE_CHECKING:
    from actionplan.site.facts import Facts, Options
    from actionplan.site.language import Language

__all__ = ["Publication", "publish", "verify_folder"]

_NEEDED = ("altair", "babel", "jinja2", "markdown_it", "vl_convert")


@dataclass(frozen=True)
class Publication:
    """What was published."""

    path: Path
    files: int
    head: str
    as_of: datetime.date


@checked
def publish(
    store: ap.Store | str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    as_of: datetime.date | str,
    known_at: datetime.date | str | None = None,
    public_at: datetime.date | str | None = None,
    draft: bool = False,
    with_people: bool = False,
    language: str = "en",
    small_cells: str = "dhs",
    other_ledger: bool = False,
    on_progress: Callable[[int, int], object] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Publication:
    """Writes the site of a store, as of a day, into the folder `out`.

    `out` is made, or replaced if it is an empty folder or an earlier publication with nothing else
    in it; until all is written it stays as it was, and then the new one takes its place in one
    step. The same store and arguments give the same bytes, but for `heads.txt`, which continues
    that of the earlier publication; a ledger that does not continue the one published there is
    refused unless `other_ledger`, by which `heads.txt` begins anew.

    `draft` marks every page as a draft for comment. Persons appear only `with_people`, and only
    those whose appointment has been published by `as_of`: name and position, never the contact, and
    never in the data files. `small_cells` is the rule by which values of surveys are shown: `dhs`,
    `nchs` or `none`. `on_progress` is called with the pages written and those to write; `cancel` is
    asked before each step and each page, and yes leaves `out` as it was.

    Raises:
        InvalidArgument: there is no such language or rule.
        StoreError: the store cannot be read.
        Cancelled: `cancel` answered yes.
        Error: `out` holds something else, or a publication that the ledger does not continue, or a
            package of the extra `site` is missing.
    """
    _check_needed()
    # Heavy imports, and only here.
    from actionplan.site.facts import Options
    from actionplan.site.language import Language
    from actionplan.site.presentation import RULES

    if small_cells not in RULES:
        raise ap.InvalidArgument(
            f"There is no rule of small cells {small_cells!r}; choose one of: {', '.join(RULES)}."
        )
    options = Options(as_of, known_at, public_at, draft, with_people, language, small_cells)
    words = Language(language)
    if not isinstance(store, ap.Store):
        with ap.Store.open(store) as opened:
            return _publish(opened, Path(out), options, words, other_ledger, on_progress, cancel)
    return _publish(store, Path(out), options, words, other_ledger, on_progress, cancel)


def _check_needed() -> None:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ap.Error(
            f'A site needs the packages {", ".join(missing)}; install "actionplan[site]".'
        )


def _publish(
    store: ap.Store,
    out: Path,
    options: Options,
    language: Language,
    other_ledger: bool,
    on_progress: Callable[[int, int], object] | None,
    cancel: Callable[[], bool] | None,
) -> Publication:
    from actionplan.palette import style_sheet
    from actionplan.site.facts import Facts
    from actionplan.site.pages import Pages

    def ask() -> None:
        if cancel is not None and cancel():
            raise ap.Cancelled(f'Publishing was cancelled; "{out}" is as it was.')

    with new_folder(out) as folder:
        ask()
        # Everything is told from the copy: one state of the ledger, whoever writes meanwhile.
        store.publish_copy(folder.place(STORE), cancel=cancel)
        folder.add(STORE)
        if check_order(folder.place(STORE), folder.heads):
            if not other_ledger:
                raise ap.Error(
                    f'The ledger does not continue the one that was published in "{out}": entries '
                    "of that one are missing in it. Publish the whole ledger or into another "
                    "folder; other_ledger says that this is meant."
                )
            folder.heads.clear()
        ask()
        with ap.Store.open(folder.place(STORE)) as copy:
            facts = Facts(copy, options, people=store)
        files = ap.open_data(facts.assessment, explanations=facts.explanations, cancel=cancel)
        for path, content in files.items():
            folder.write(f"data/{path}", content)
        for name in ("icon.svg", "site.css", "site.js"):
            data = resources.files("actionplan.site").joinpath("static").joinpath(name).read_bytes()
            if name == "site.css":
                data += style_sheet().encode()
            folder.write(f"assets/{name}", data)
        done = 0

        def step() -> None:
            nonlocal done
            ask()
            done += 1
            if on_progress is not None:
                on_progress(done, total)

        pages = Pages(facts, language, folder, step)
        total = pages.count()
        pages.write()
        folder.close(_about(facts, language))
        return Publication(out, len(folder.files) + 1, facts.head, facts.assessment.as_of)


def _about(facts: Facts, language: Language) -> dict[str, object]:
    """What the manifest says of the publication as a whole."""
    assessment = facts.assessment
    return {
        "title": facts.plan.title,
        "as_of": assessment.as_of.isoformat(),
        "known_at": assessment.known_at.isoformat() if assessment.known_at else None,
        "public_at": assessment.public_at.isoformat() if assessment.public_at else None,
        "draft": facts.options.draft,
        "with_people": facts.options.with_people,
        "language": language.code,
        "small_cells": facts.options.small_cells,
        "made_with": f"actionplan {ap.__version__}",
        "head": facts.head,
    }
