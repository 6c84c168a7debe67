"""The map as a person at the screen finds it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def drawn_map(page: Page) -> Locator:
    """The map, once it is drawn."""
    found = page.locator("[data-drawn]")
    found.wait_for(timeout=60_000)
    return found


def touchpoint_texts(page: Page) -> list[str]:
    """Every text on the map."""
    return [text for text in drawn_map(page).locator("text").all_text_contents() if text.strip()]
