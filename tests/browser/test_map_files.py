"""A map out and in again, pressed in the dialogs as a person does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map
from tests.servers import Server

pytestmark = pytest.mark.browser

BEAR = "The bear that stayed on the train"
GRID = "\tBefore\tAfter\n\tAd\tCall\nThoughts\tHm\tOh\nEmotion\t1\tgreat\n"


def export(page: Page, ending: str, to: Path) -> None:
    """Make a file in the open dialog and keep it."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Format").click()
    page.get_by_role("option", name=f"(.{ending})").click()
    dialog.get_by_role("button", name="Make the file").click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    download.value.save_as(to)


def importing(page: Page) -> Locator:
    page.get_by_role("button", name="Import a map").click()
    return page.get_by_role("dialog")


def test_a_map_goes_out_and_comes_in_and_wrong_files_are_refused(
    own_app: Server, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(own_app.url)
    page.get_by_test_id("stMain").get_by_role("button", name="More").nth(1).click()
    page.get_by_role("menuitem", name="Export").click()
    expect(page.get_by_role("dialog").get_by_text(BEAR)).to_be_visible()
    export(page, "json", tmp_path / "bear.json")
    assert (tmp_path / "bear.json").read_text("utf-8").startswith('{\n"format": "journeymap"')
    page.keyboard.press("Escape")

    dialog = importing(page)
    (tmp_path / "wrong.xlsx").write_bytes(b"%PDF-1.7")
    dialog.locator("input[type=file]").set_input_files(tmp_path / "wrong.xlsx")
    expect(dialog.get_by_text("no map, whatever its name says")).to_be_visible()
    dialog.locator("input[type=file]").set_input_files(tmp_path / "bear.json")
    expect(dialog.get_by_text("Personas that are here already")).to_be_visible()
    dialog.get_by_label("Title").fill("The bear again")
    dialog.get_by_role("button", name="Make the journey").click()
    drawn_map(page)
    expect(page.get_by_text("The journey is made.")).to_be_visible()


def test_a_pasted_grid_is_shown_with_what_was_not_understood(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(own_app.url)
    dialog = importing(page)
    dialog.get_by_text("Paste", exact=True).click()
    dialog.get_by_label("Copied from Excel").fill(GRID)
    dialog.get_by_role("button", name="Look at it").click()
    expect(dialog.get_by_text("2 touchpoints")).to_be_visible()
    expect(dialog.get_by_text("row 4, column C")).to_be_visible()
    dialog.get_by_role("button", name="Make the journey").click()
    drawn_map(page)
