"""The first minutes: a command was typed, and somebody who has read nothing looks around."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map, touchpoint_texts
from tests.servers import Server

pytestmark = pytest.mark.browser


def test_from_the_first_start_to_the_map(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(sample_app.url)
    expect(page.get_by_role("heading", name="The first night: Hamburg to Stockholm")).to_be_visible()
    expect(page.get_by_role("button", name="Remove the sample")).to_be_visible()
    page.get_by_role("button", name="Open map").first.click()
    assert "Finding the" in " ".join(touchpoint_texts(page))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("", "Journeys"),
        ("map?period=rubbish&touchpoint=rubbish", "Map"),
        ("journey", "Journey"),
        ("personas", "Personas"),
        ("feedback?view=import", "Export of your survey tool"),
        ("data", "Where your data lies"),
    ],
)
def test_a_cold_link_to_each_page_shows_it_under_the_policy(
    sample_app: Server, open_page: OpenPage, address: str, shown: str
) -> None:
    page = open_page(f"{sample_app.url}/{address}")
    expect(page.get_by_text(shown).first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.get_by_text("Something went wrong")).to_have_count(0)
    expect(page).to_have_title(re.compile("journeymap"))


def test_a_link_to_a_journey_that_is_not_there_leads_to_home(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map?journey=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.get_by_text("The journey of this link does not exist any more")).to_be_visible()


def dialog_for_a_journey(page: Page) -> None:
    page.get_by_role("button", name="New journey").click()
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_visible()


def card_menu(page: Page, number: int, choice: str) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name="More").nth(number).click()
    page.get_by_text(choice, exact=True).last.click()


def test_a_journey_is_made_deleted_and_brought_back(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(own_app.url)
    dialog_for_a_journey(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("x" * 300)
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_text("200 characters at most")).to_be_visible()
    dialog.get_by_label("Title").fill("<b>Glasses</b> https://example.org")
    dialog.get_by_role("button", name="Create").dblclick()
    expect(page.get_by_label("New touchpoint")).to_be_visible()

    page.get_by_test_id("stTopNav").get_by_role("link", name="Home").click()
    title = page.get_by_role("heading", name="<b>Glasses")
    expect(title).to_be_visible()
    expect(title.get_by_role("link", name="example.org")).to_have_count(0)

    dialog_for_a_journey(page)
    typed = page.get_by_role("dialog").get_by_label("Title")
    typed.press_sequentially("Second")
    typed.press("Control+z")
    expect(typed).to_be_visible()
    page.keyboard.press("Escape")
    expect(title).to_be_visible()

    card_menu(page, 3, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(title).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(title).to_be_visible()


def test_on_a_phone_the_filters_are_folded_and_the_panel_takes_the_maps_place(
    sample_app: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{sample_app.url}/map", width=390, height=844)
    expect(page.get_by_text("What to show")).to_be_visible()
    expect(page.get_by_role("button", name="Main menu")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Stage")).to_be_hidden()
    box = drawn_map(page).bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    drawn_map(page).get_by_text("A traveller").first.scroll_into_view_if_needed()
    target = drawn_map(page).get_by_text("A traveller").first.bounding_box()
    assert target
    page.mouse.click(target["x"] + 10, target["y"] + 5)
    back = page.get_by_role("button", name="Back to the map")
    expect(back).to_be_visible()
    expect(page.get_by_role("heading", name="A traveller’s video")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
    drawn_map(page)
    expect(back).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    back.click()
    drawn_map(page)
