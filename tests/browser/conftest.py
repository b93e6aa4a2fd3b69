# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium of the system, and sites to look at: from the disk and from a web server."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from visiting import ARGUMENTS, SITES, Visit, visit

from actionplan.site import publish


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found is not None, "no Chromium here; script/bootstrap installs it"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All sites, side by side."""
    root = tmp_path_factory.mktemp("sites")
    for name, (make, options) in SITES.items():
        publish(make(root / f"{name}.db"), root / name, **options)
    return root


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """The sites on a web server that this machine alone can reach."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "file":
        return folder.as_uri()
    return str(request.getfixturevalue("server"))


@pytest.fixture
def site(browser: Browser, base: str) -> Iterator[Visit]:
    """A visitor with a desktop screen, from the disk and from the server. At the end nothing may
    have been loaded from elsewhere, and nothing complained about."""
    made = visit(browser, base, viewport={"width": 1200, "height": 900})
    yield made
    made.context.close()
    assert [url for url in made.requests if not url.startswith(base)] == []
    assert made.complaints == []
