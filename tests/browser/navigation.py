"""From page to page by the navigation at the top."""

from __future__ import annotations

from playwright.sync_api import Page

IN_MENU = ("Personas", "Find touchpoints", "Inventory", "Compare", "History", "Data")


def visit(page: Page, name: str) -> None:
    """Press the page's name; for those that are seldom opened, the menu first."""
    top = page.get_by_test_id("stTopNav")
    if name in IN_MENU:
        top.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name=name).click()
    else:
        top.get_by_role("link", name=name, exact=True).click()
