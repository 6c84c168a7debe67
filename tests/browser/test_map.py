from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map, touchpoint_texts
from tests.servers import Server

pytestmark = pytest.mark.browser


def test_a_cold_deep_link_shows_the_map_and_its_scores(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map")
    texts = " ".join(touchpoint_texts(page))
    assert "Finding the" in texts
    assert "Weakest link" in texts
    assert re.search(r"n = \d+", texts)
    expect(page).to_have_title(re.compile("Map"))


def test_a_click_on_a_touchpoint_shows_everything_about_it(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map")
    drawn_map(page).get_by_text("Finding the").first.scroll_into_view_if_needed()
    box = drawn_map(page).get_by_text("Finding the").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 10, box["y"] + 5)
    expect(page.get_by_text("n = 605", exact=False)).to_be_visible()
    expect(page.get_by_role("heading", name="Finding the train in Altona")).to_be_visible()
    assert "touchpoint" in parse_qs(urlsplit(page.url).query)
    page.reload()
    expect(page.get_by_role("heading", name="Finding the train in Altona")).to_be_visible()


def test_the_arrow_keys_go_from_touchpoint_to_touchpoint(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map")
    drawn_map(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="A traveller’s video")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Poster at the station")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Poster at the station")).to_be_hidden()


def test_a_changed_window_draws_the_map_anew_in_the_same_node(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map")
    drawn_map(page).evaluate("node => { node.kept = true }")
    page.set_viewport_size({"width": 1000, "height": 700})
    expect(drawn_map(page)).to_be_visible()
    page.wait_for_function("document.cookie.includes('journeymap_view=9')")
    assert drawn_map(page).evaluate("node => node.kept") is True


def test_dark_is_dark_on_the_map_too(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map", dark=True)
    paper = drawn_map(page).locator(".main-svg").last.evaluate("node => getComputedStyle(node).backgroundColor")
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == "rgb(17, 22, 31)"
    assert paper in (ground, "rgba(0, 0, 0, 0)")


def test_a_new_browser_sees_the_map_before_it_has_the_drawing_library(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/health")
    held: list[Route] = []
    page.route("**/plotly.js", lambda route: held.append(route))  # noqa: PLW0108  # a bound method has no attributes
    page.goto(f"{sample_app.url}/map")
    picture = page.locator("[data-pictured] svg")
    expect(picture.get_by_text("Poster at the")).to_be_visible()
    assert page.locator("[data-drawn]").count() == 0
    for route in held:
        route.continue_()
    expect(drawn_map(page)).to_be_visible()
    expect(page.locator("[data-pictured] > svg")).to_have_count(0)
