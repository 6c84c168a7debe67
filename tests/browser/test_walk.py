"""From a typed answer to a touchpoint on the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import touchpoint_texts
from tests.servers import Server

pytestmark = pytest.mark.browser


def test_answers_are_typed_recognised_accepted_and_drawn(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/library?view=questions")
    line = page.get_by_role("textbox", name="You have a problem to solve")
    line.press_sequentially("recept")
    expect(page.get_by_role("button", name="Reception")).to_be_visible()
    line.press_sequentially("ion")
    line.press("Enter")
    line.press_sequentially("The owl")
    line.press("Enter")
    expect(page.get_by_text("recognised as Reception")).to_be_visible()
    expect(page.get_by_role("heading", name="The owl")).to_be_visible()
    line.press("Enter")
    expect(page.get_by_role("heading", name="How do you find out")).to_be_visible()

    page.get_by_role("button", name="To what came of it").click()
    page.get_by_role("button", name="Put these 2 on the map").click()
    expect(page.get_by_text("Everything that was named is on the map.")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="To the map").first.click()
    page.wait_for_url("**/map?**")
    assert touchpoint_texts(page)
