"""A real Chromium with a stopwatch inside the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import chromium

WINDOW = {"width": 1366, "height": 900}
PATIENCE = 30_000
"""Milliseconds."""
STOPWATCH = Path(__file__).with_name("paint.js")


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium that nobody has used before.

    :raises NoBrowser: there is none.
    """
    program = chromium()
    if program is None:
        raise NoBrowser
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def new_page(browser: Browser) -> Page:
    """A blank page with the stopwatch and an empty cache."""
    context = browser.new_context(viewport=WINDOW, color_scheme="light")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=STOPWATCH)
    return context.new_page()


def painted(page: Page, stamps: int = 0) -> float:
    """Wait until a map was painted; its time on the page's clock, in milliseconds from the beginning of the navigation.

    :param stamps: how many maps were painted before the one that is waited for.
    """
    return float(page.evaluate("(known) => window.bench.drawing(known)", stamps))


def settled(page: Page) -> int:
    """Wait until no other map has been painted for 0.7 seconds; how many were painted in all."""
    known = -1
    while (now := int(page.evaluate("window.bench.stamps.length"))) != known:
        known = now
        page.wait_for_timeout(700)
    return known
