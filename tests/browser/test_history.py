"""A snapshot, a slip, a look at what changed, and the map as it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map, touchpoint_texts
from tests.browser.navigation import visit
from tests.servers import Server

pytestmark = pytest.mark.browser


def test_a_snapshot_is_taken_compared_and_restored(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/history")
    page.get_by_role("button", name="Take a snapshot").click()
    page.get_by_role("dialog").get_by_label("Label").fill("Pasted from a long e-mail. " * 9)
    page.get_by_role("dialog").get_by_role("button", name="Take a snapshot").click()
    expect(page.get_by_role("dialog").get_by_text("120 characters at most")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Label").fill("Before the slip")
    page.get_by_role("dialog").get_by_role("button", name="Take a snapshot").click()
    expect(page.get_by_text("Before the slip", exact=True)).to_be_visible()

    visit(page, "Journey")
    field = page.get_by_label("New touchpoint")
    field.fill("A slip of the hand")
    field.press("Enter")
    expect(page.get_by_text("Added.")).to_be_visible()

    visit(page, "History")
    expect(page.get_by_text("You added the touchpoint “A slip of the hand”.")).to_be_visible()
    page.get_by_role("button", name="Compare with now").click()
    expect(page.get_by_role("listitem").filter(has_text="added “A slip of the hand”")).to_be_visible()
    drawn_map(page)

    page.get_by_text("What happened").click()
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(page.get_by_text("You restored the snapshot “Before the slip”.")).to_be_visible()
    expect(page.get_by_text("Before “Before the slip” was restored")).to_be_visible()

    visit(page, "Map")
    assert "A slip of the hand" not in touchpoint_texts(page)
    visit(page, "History")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("You restored the snapshot “Before the slip”.")).to_have_count(0)
