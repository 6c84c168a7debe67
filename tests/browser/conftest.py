"""A real Chromium against a real server with the sample company."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.servers import Server, start_app

DEADLINE = 30_000
"""Milliseconds that a page may take on a busy machine before a test gives up."""


@pytest.fixture(scope="session")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with the sample; for tests that change nothing in it."""
    server = start_app(tmp_path_factory.mktemp("sample"))
    yield server
    server.stop()


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[Server]:
    """An app with the sample that a test may change."""
    server = start_app(tmp_path)
    yield server
    server.stop()


OpenPage = Callable[..., Page]


def breaks_policy(message: str) -> bool:
    """Does the browser say that the content policy kept something out?"""
    return "Refused" in message or "violates" in message


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a fresh browser context: ``open_page(url, width=…, height=…, dark=…)``.

    What the browser reports as an error on the page fails the test, and what the content policy kept out.
    """
    contexts = []
    errors: list[str] = []

    def open_(url: str, *, width: int = 1366, height: int = 768, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        context.set_default_timeout(DEADLINE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.extend([message.text] if breaks_policy(message.text) else []))
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors, errors
