from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map, touchpoint_texts
from tests.servers import Server

pytestmark = pytest.mark.browser

MARK = "frame => { frame.querySelector('.js-plotly-plot:last-child').kept = true }"
KEPT = "frame => frame.querySelector('.js-plotly-plot:last-child').kept === true"


def test_two_periods_stand_one_above_the_other(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(
        f"{sample_app.url}/compare?compare=periods&above=2026-01-01_2026-05-31&below=2026-06-01_2026-12-31"
    )
    texts = touchpoint_texts(page)
    assert {"1 Jan 2026 – 31 May 2026", "1 Jun 2026 – 31 Dec 2026"} <= set(texts)
    assert any(text.endswith(" points") for text in texts)
    expect(page.get_by_text("Whole journey: NPS", exact=False)).to_be_visible()


def test_the_months_are_replayed_in_the_same_node_from_the_keyboard(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map?replay=months")
    drawn_map(page)
    slider = page.get_by_role("slider", name="Month")
    expect(slider).to_have_attribute("aria-valuetext", "Oct 2026, 868 answers")
    month = page.locator("[data-month]")
    before = set(touchpoint_texts(page))
    month.evaluate(MARK)
    slider.press("Home")
    expect(month).to_have_attribute("data-month", "Feb 2026")
    after = set(touchpoint_texts(page))
    assert "Feb 2026" in after - before
    assert {text for text in after - before if text.startswith("n = ")}
    assert month.evaluate(KEPT)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(month).to_have_attribute("data-month", "Mar 2026")
    page.get_by_role("button", name="Pause", exact=True).click()
    assert month.evaluate(KEPT)
