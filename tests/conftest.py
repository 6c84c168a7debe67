"""What tests of every layer share: a running app, and a browser to look at it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import chromium
from tests.servers import Server, start_app

PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine before a test gives up."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as a person starts it, with the sample company, on a port of its own. Tests leave the sample as it is."""
    server = start_app(tmp_path_factory.mktemp("app"))
    yield server
    assert server.stop() == 0, server.said


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    program = chromium()
    if program is None:
        reason = "There is no Chromium; `make browser` installs one."
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a browser that was never here before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
