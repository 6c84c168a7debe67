"""Hands that are quicker than the server, and cells that were not left: what a test without a browser cannot see."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.conftest import DEADLINE, OpenPage
from tests.servers import Server

pytestmark = pytest.mark.browser

ROW = 35
"""px of a row of the table."""


def click_cell(page: Page, row: int, across: int, *, twice: bool = False) -> None:
    """Click into the table of touchpoints, ``across`` px from its left edge; row 0 is the first touchpoint."""
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box
    click = page.mouse.dblclick if twice else page.mouse.click
    click(box["x"] + across, box["y"] + ROW * (row + 1) + ROW / 2)


def settled(page: Page) -> None:
    """Wait until the page is drawn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=DEADLINE)


def type_into_cell(page: Page, row: int, text: str) -> None:
    """Type a title and stay in the cell."""
    editor = page.locator("textarea.gdg-input")
    for _attempt in range(20):  # the table is drawn some time after its frame
        click_cell(page, row, 250, twice=True)
        with suppress(TooLate):
            editor.wait_for(timeout=1500)
            break
    editor.fill(text)


def open_touchpoint(page: Page, row: int) -> None:
    """Press the pencil of a row."""
    back = page.get_by_role("button", name="All touchpoints")
    for _attempt in range(20):
        click_cell(page, row, 57)
        with suppress(TooLate):
            back.wait_for(timeout=3000)
            return


def test_a_cell_that_was_not_left_is_saved_with_the_table(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/journey")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=DEADLINE)
    type_into_cell(page, 1, "Typed first")
    save = page.get_by_role("button", name="Save the table")
    page.mouse.click(5, 400)
    expect(save).to_be_enabled(timeout=DEADLINE)
    type_into_cell(page, 2, "Typed last")
    save.click()
    expect(page.get_by_text("Saved:")).to_have_text("Saved: 2 touchpoints changed.", timeout=DEADLINE)
    open_touchpoint(page, 2)
    expect(page.get_by_role("heading", name="Typed last")).to_be_visible(timeout=DEADLINE)


def test_a_slider_may_be_moved_quicker_than_the_page_is_drawn(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/journey")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=DEADLINE)
    open_touchpoint(page, 0)
    slider = page.get_by_role("slider").first
    expect(slider).to_be_visible(timeout=DEADLINE)
    settled(page)
    slider.focus()
    slider.press("Home")
    for _press in range(8):
        slider.press("ArrowRight")
    expect(slider).to_have_value("-1.2")
    settled(page)
    page.reload()
    expect(page.get_by_role("slider").first).to_have_value("-1.2", timeout=DEADLINE)
    expect(page.get_by_text("changed meanwhile")).to_have_count(0)


def test_taking_back_a_letter_does_not_take_back_an_act(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/journey")
    field = page.get_by_label("New touchpoint")
    field.fill("A first one")
    field.press("Enter")
    expect(page.get_by_text("Added.")).to_be_visible(timeout=DEADLINE)
    field.fill("A second one")
    field.press("Control+z")
    page.get_by_role("tab", name="Stages").click()
    expect(page.get_by_role("button", name="Undo")).to_be_enabled(timeout=DEADLINE)
