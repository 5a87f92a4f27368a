"""What axe finds wrong with a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

READ_BY_AXE = frozenset({"ko"})
"""The languages of the pages that axe reads; those in English are made of the same elements."""

ONLY = {"resultTypes": ["violations"]}
"""Of what is right with a page, axe need not tell."""


def violations(page: Page) -> list[str]:
    """The rules that the page breaks, each with the first place where it does."""
    found = Axe().run(page, options=ONLY).response["violations"]
    return [f"{one['id']} at {one['nodes'][0]['target']}" for one in found]
