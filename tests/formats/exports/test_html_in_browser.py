"""The offline page where it is read: opened from the disk, by click and by key, on a phone too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeymap.formats.exports import html
from tests.formats.exports.kit import NASTY, export_request, with_notes

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Iterator[Page]:
    """The page of a map with hostile texts; nothing may be fetched, refused or thrown."""
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else troubles.append(asked.url))
    file = tmp_path / "map.html"
    file.write_bytes(html.export(with_notes(export_request((2, 3), texts=NASTY[:2]))))
    page.goto(file.as_uri())
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    yield page
    assert troubles == []


def test_a_click_shows_everything_about_a_touchpoint_and_escape_puts_it_away(opened: Page) -> None:
    opened.locator("a[data-touchpoint]").nth(1).click()
    expect(opened.locator("article.open")).to_contain_text("Remember t1")
    opened.keyboard.press("ArrowRight")
    expect(opened.locator("article.open")).to_contain_text("Remember t2")
    opened.keyboard.press("Escape")
    expect(opened.locator("article.open")).to_have_count(0)


def test_a_phone_reads_it_without_a_page_that_is_too_wide(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= 390
    opened.locator("a[data-touchpoint]").first.click()
    expect(opened.locator("article.open")).to_be_in_viewport()


def test_the_map_follows_the_system_from_light_to_dark(opened: Page) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    opened.emulate_media(color_scheme="light")
    light = opened.evaluate(ground)
    opened.emulate_media(color_scheme="dark")
    assert opened.evaluate(ground) != light
