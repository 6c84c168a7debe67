from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DEADLINE, OpenPage
from tests.browser.map_page import drawn_map
from tests.servers import Server

pytestmark = pytest.mark.browser


def lit(page: Page, title: str) -> None:
    """Wait until this touchpoint or stage is the one on the wall, as a screen reader hears it."""
    expect(page.locator(".said")).to_have_text(re.compile(rf"{re.escape(title)}$"))


def wall(page: Page) -> Locator:
    """The wall, once a page of the map is drawn."""
    found = page.locator(".wall[data-drawn]")
    found.wait_for()
    return found


def test_the_wall_is_exactly_the_viewport_and_shows_nothing_but_the_map(
    sample_app: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{sample_app.url}/present", width=1280, height=720)
    box = wall(page).bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1280, "height": 720}
    scrolls = "[...document.querySelectorAll('html, body, section')].some(e => e.scrollHeight > e.clientHeight + 1)"
    assert page.evaluate(scrolls) is False
    on_top = "document.elementFromPoint(640, 12).shadowRoot !== null"
    assert page.evaluate(on_top) is True


def test_keys_go_through_the_journey_and_a_reload_returns_to_the_same_step(
    sample_app: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{sample_app.url}/present")
    wall(page)
    for key, title in (
        ("PageDown", "Dream"),
        ("PageDown", "A traveller’s video"),
        ("ArrowRight", "Poster at the station"),
        ("ArrowDown", "Compare"),
        ("PageUp", "Poster at the station"),
        ("Home", "Whole map"),
        ("ArrowDown", "Dream"),
        ("ArrowRight", "A traveller’s video"),
    ):
        page.keyboard.press(key)
        lit(page, title)
    page.keyboard.press("3")
    page.keyboard.press("s")
    expect(wall(page)).to_have_attribute("data-drawn", re.compile("true$"))
    before = wall(page).get_attribute("data-drawn")
    page.reload()
    lit(page, "A traveller’s video")
    expect(wall(page)).to_have_attribute("data-drawn", before or "")


def test_scores_are_hidden_and_revealed_one_by_one(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/present")
    map_ = wall(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    lit(page, "Compare")
    expect(map_.get_by_text("n = 299")).to_be_visible()
    page.keyboard.press("x")
    expect(map_.get_by_text("n = 299")).to_be_hidden()
    page.keyboard.press("r")
    expect(map_.get_by_text("n = 299")).to_be_visible()
    expect(map_.get_by_text("n = 288")).to_be_hidden()
    page.keyboard.press("Shift+R")
    expect(map_.get_by_text("n = 288")).to_be_visible()


def test_the_presenter_view_and_the_wall_follow_each_other(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/map")
    drawn_map(page)
    page.get_by_role("button", name="Present").click()
    wall(page)
    page.keyboard.press("PageDown")
    lit(page, "Dream")
    with page.expect_popup() as opened:
        page.keyboard.press("v")
    presenter = opened.value
    presenter.set_default_timeout(DEADLINE)
    expect(presenter.locator(".view h1")).to_have_text("Dream")
    expect(presenter.locator(".notes")).to_contain_text("Half of first-timers say a person")
    presenter.get_by_role("button", name="Next step (Page Down)").click()
    lit(page, "A traveller’s video")
    page.keyboard.press("ArrowDown")
    expect(presenter.locator(".view h1")).to_have_text("Compare")
    expect(presenter.locator(".side p").first).to_have_text("Fare calendar")
    assert "Half of first-timers" not in (page.locator(".wall").text_content() or "")


def test_a_link_starts_at_its_stage_and_escape_leads_out_step_by_step(sample_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{sample_app.url}/present")
    wall(page)
    page.keyboard.press("ArrowDown")
    lit(page, "Dream")
    same = open_page(page.url)
    wall(same)
    lit(same, "Dream")
    same.keyboard.press("ArrowRight")
    lit(same, "A traveller’s video")
    for title in ("Dream", "Whole map"):
        same.keyboard.press("Escape")
        lit(same, title)
    same.keyboard.press("Escape")
    same.keyboard.press("Escape")
    same.wait_for_url("**/map?*")
    drawn_map(same)


def test_what_others_change_comes_to_the_wall_and_moves_nothing_there(own_app: Server, open_page: OpenPage) -> None:
    page = open_page(f"{own_app.url}/present")
    wall(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    lit(page, "Poster at the station")
    wall(page).evaluate("node => { node.kept = true }")
    step = page.url
    other = open_page(step.replace("/present", "/journey"))
    title = other.get_by_role("textbox", name="Title")
    expect(title).to_have_value("Poster at the station")
    title.fill("Poster in the tram")
    title.press("Enter")
    other.get_by_role("button", name="Save").first.click()
    expect(wall(page).get_by_text("Poster in the tram").first).to_be_visible()
    lit(page, "Poster in the tram")
    assert page.url == step
    assert wall(page).evaluate("node => node.kept") is True
