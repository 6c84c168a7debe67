"""The language is changed in the middle of work, and every word has room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.map_page import drawn_map
from tests.servers import Server

pytestmark = pytest.mark.browser

CUT = """() => {
  const cut = (e) => e.clientWidth && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'
  return [...document.querySelectorAll('.stMain button, .stAppHeader a, .stAppHeader button')]
    .filter((b) => b.offsetParent && b.innerText.trim())
    .filter((b) => [b, ...b.querySelectorAll('*')].some(cut) || b.getBoundingClientRect().right > innerWidth + 1)
    .map((b) => b.innerText)
}"""
"""Texts of buttons that do not show all of it."""


def choose_language(page: Page, name: str) -> None:
    page.locator(".st-key-language button[aria-haspopup=menu]").locator("visible=true").click()
    page.get_by_role("menuitem", name=name).click()


def test_a_change_of_language_keeps_what_was_typed_and_chosen(sample_app: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    page = context.new_page()
    page.goto(f"{sample_app.url}/map")
    drawn_map(page)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    period = page.locator(".stSelectbox:has(input)").last.locator("input")
    period.click()
    page.get_by_role("option").last.click()
    page.wait_for_url("**period=custom&from=*&to=*")
    address = page.url
    choose_language(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    drawn_map(page)
    expect(page).to_have_url(address)
    expect(period).to_have_value("From … to …")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()


@pytest.mark.parametrize("language", ["da-DK", "sv-SE", "de-DE"])
def test_no_button_is_cut_on_a_small_screen(sample_app: Server, browser: Browser, language: str) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale=language)
    page = context.new_page()
    page.goto(f"{sample_app.url}/map")
    drawn_map(page)
    assert page.evaluate(CUT) == []
    page.goto(f"{sample_app.url}/journey")
    expect(page.get_by_role("tab").first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    assert page.evaluate(CUT) == []
    context.close()
