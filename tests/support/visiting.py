# SPDX-License-Identifier: Apache-2.0
"""Visits to published sites, for the tests in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field

import made_stores
from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SITES = {
    "az": (made_stores.az_store, {"as_of": "2018-09-30"}),
    "az-draft": (
        made_stores.az_store,
        {"as_of": "2018-09-30", "language": "az", "draft": True},
    ),
    "rich": (made_stores.rich_store, {"as_of": "2019-03-01", "with_people": True}),
    "hostile": (made_stores.hostile_store, {"as_of": "2017-06-01"}),
}


@dataclass
class Visit:
    """A browser's page, what it asked for and what it complained about."""

    context: BrowserContext
    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}/{path}")
        return self.page


def visit(browser: Browser, base: str, **options: object) -> Visit:
    context = browser.new_context(**options)
    made = Visit(context, context.new_page(), base)
    made.page.on("request", lambda request: made.requests.append(request.url))
    made.page.on("console", lambda message: made.complaints.append(message.text))
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    return made
