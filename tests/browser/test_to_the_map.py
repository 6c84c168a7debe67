"""The two main ways to a map of one's own: typing it, and importing a survey."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map
from tests.browser.navigation import visit
from tests.servers import Server

pytestmark = pytest.mark.browser

FILES = Path(__file__).parents[1] / "formats" / "files"


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)


def choose(page: Page, menu: str, entry: str) -> None:
    page.get_by_label(menu, exact=True).first.click()
    page.get_by_role("option", name=entry).first.click()


def test_a_new_persona_a_new_stage_and_a_new_touchpoint_come_to_the_map(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/personas")
    page.get_by_role("button", name="New persona").click()
    page.get_by_label("Name").first.fill("Olaf the skipper")
    page.get_by_role("button", name=re.compile("^(save )?Save|Create", re.IGNORECASE)).first.click()
    expect(page.get_by_role("heading", name="Olaf the skipper").first).to_be_visible()

    visit(page, "Home")
    page.get_by_role("button", name="New journey").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Renting a boat")
    dialog.get_by_label("Personas").click()
    page.get_by_role("option", name="Olaf the skipper").click()
    page.keyboard.press("Escape") if dialog.get_by_role("button", name="Create").is_hidden() else None
    dialog.get_by_text("Empty", exact=True).click()
    dialog.get_by_role("button", name="Create").click()

    page.get_by_role("tab", name="Stages").click()
    page.get_by_label("New stage").fill("Harbour")
    page.get_by_label("New stage").press("Enter")
    expect(page.locator("input[value='Harbour']").first).to_be_visible()
    page.get_by_role("tab", name="Touchpoints").click()
    page.get_by_label("New touchpoint").fill("Jetty")
    page.get_by_label("New touchpoint").press("Enter")
    expect(page.get_by_text("Added.")).to_be_visible()

    page.get_by_role("link", name="To the map").click()
    page.wait_for_url("**/map*")
    plot = drawn_map(page)
    for text in ("Renting a boat", "Harbour", "Jetty", "Olaf the skipper"):
        expect(plot.get_by_text(text).first).to_be_visible()

    # Somebody else changes it: the open map follows, in the same node.
    plot.evaluate("node => { node.kept = true }")
    other = open_page(page.url.replace("/map", "/journey"))
    other.get_by_label("New touchpoint").fill("Lighthouse")
    other.get_by_label("New touchpoint").press("Enter")
    expect(plot.get_by_text("Lighthouse").first).to_be_visible()
    assert plot.evaluate("node => node.kept") is True


def test_from_a_file_to_its_score_again_and_back(own_app: Server, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"{own_app.url}/feedback?view=import")
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    upload(page, picture)
    expect(page.get_by_text("is a picture, not a table")).to_be_visible()

    upload(page, FILES / "generic-long.csv")
    choose(page, "Journey that the answers belong to", "A new journey")
    page.get_by_role("button", name="Import 400 answers").click()
    page.get_by_role("button", name="See the map").click()
    plot = drawn_map(page)
    for text in ("Web shop", "74 %", "n = 90"):
        expect(plot.get_by_text(text).first).to_be_visible()
    spot = plot.get_by_text("Web shop").first.bounding_box()
    assert spot
    page.mouse.click(spot["x"] + 10, spot["y"] + 5)
    expect(page.get_by_text("n = 90 · with 95 % certainty")).to_be_visible()

    visit(page, "Feedback")
    page.get_by_text("Import a file").first.click()
    upload(page, FILES / "generic-long.csv")
    choose(page, "Journey that the answers belong to", "generic-long")
    expect(page.get_by_text("There is nothing new in this file")).to_be_visible()

    page.get_by_text("Imports so far").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("taken back", exact=True)).to_be_visible()
    visit(page, "Home")
    expect(page.get_by_role("heading", name="generic-long")).to_have_count(0)


def test_a_workbook_that_names_no_touchpoint_asks_where_it_belongs(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/feedback?view=import")
    upload(page, FILES / "surveymonkey-csat.xlsx")
    expect(page.get_by_text("Recognised as SurveyMonkey.")).to_be_visible()
    expect(page.get_by_text("Where was the question asked?")).to_be_visible()
    choose(page, "Touchpoint", "A new touchpoint")
    page.get_by_label("Name of the touchpoint").fill("Store")
    page.get_by_label("Name of the touchpoint").press("Enter")
    page.get_by_role("button", name="Import 80 answers").click()
    page.get_by_role("button", name="See the map").click()
    for text in ("Store", "65 %", "n = 75"):
        expect(drawn_map(page).get_by_text(text).first).to_be_visible()
