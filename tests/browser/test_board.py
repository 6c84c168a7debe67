"""The board under real hands: dragging, typing, keys, a lost connection, two people at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.journeys import make_file
from journeymap.model.journey import LaneKind
from journeymap.services import cards, lanes, pictures
from journeymap.store.database import open_database
from tests.browser.conftest import OpenPage
from tests.servers import ROOT, Server, clean_environment, start, start_app
from tests.services.kit import ANN
from tests.services.test_pictures import image_file

pytestmark = pytest.mark.browser


def board(open_page: OpenPage, server: Server, **window: int) -> Page:
    page = open_page(f"{server.url}/board", **window)
    ready(page)
    return page


def ready(page: Page) -> None:
    page.locator(".board[data-drawn]").wait_for()
    expect(page.locator(".state")).to_have_attribute("data-state", "saved")


def saved(page: Page) -> None:
    """Wait until the server has answered every act."""
    page.locator('.board[data-waiting="0"]').wait_for()


def card(page: Page, text: str) -> Locator:
    return page.locator(".card").filter(has_text=text)


def texts(page: Page, touchpoint: int, lane: str = "Customer actions") -> list[str]:
    """What stands in a cell, from the top."""
    column = page.locator("article.column").nth(touchpoint)
    return column.locator(f'.cell[aria-label^="{lane}"] > .card > .text').all_text_contents()


def started_again(server: Server) -> Server:
    """At the same address: a browser's storage belongs to one."""
    port = int(server.url.rsplit(":", 1)[1])
    environment = clean_environment(PYTHONPATH=str(ROOT), JOURNEYMAP_DB=str(server.db), JOURNEYMAP_PORT=str(port))
    command = ["-m", "journeymap", "start", "--no-browser"]
    return start(command, server.db, port, health="/health", environment=environment)


def titles(page: Page) -> list[str]:
    return page.locator(".touchpoint-head > .title").all_text_contents()


def drag(page: Page, start: Locator, end: Locator, *, right: bool = False) -> None:
    a, b = start.bounding_box(), end.bounding_box()
    assert a and b
    page.mouse.move(a["x"] + 12, a["y"] + 8)
    page.mouse.down()
    page.mouse.move(a["x"] + 30, a["y"] + 12)
    page.mouse.move(b["x"] + (b["width"] - 12 if right else 12), b["y"] + 3, steps=3)
    page.mouse.up()


def test_what_is_typed_stands_and_enter_opens_the_next_card(own_app: Server, open_page: OpenPage) -> None:
    page = board(open_page, own_app)
    card(page, "Watches a bunk").click()
    page.keyboard.type(" twice")
    page.keyboard.press("Enter")
    page.keyboard.type("Tells a friend")
    page.keyboard.press("Enter")
    page.keyboard.type("Not this")
    page.keyboard.press("Escape")
    saved(page)
    expected = ["Watches a bunk, a sunrise and a coffee go by in forty seconds twice", "Tells a friend"]
    assert texts(page, 0) == expected
    page.reload()
    ready(page)
    assert texts(page, 0) == expected


def test_cards_and_touchpoints_are_dragged_and_ctrl_z_takes_it_back(own_app: Server, open_page: OpenPage) -> None:
    page = board(open_page, own_app)
    was = titles(page)
    drag(page, card(page, "Watches a bunk"), card(page, "Reads it while"))
    expect(page.locator("article.column").nth(1).locator(".card").first).to_contain_text("Watches a bunk")
    drag(page, page.locator(".touchpoint-head").nth(1), page.locator(".touchpoint-head").nth(3), right=True)
    saved(page)
    assert titles(page)[:4] == [was[0], was[2], was[3], was[1]]
    expect(page.get_by_role("button", name="Take back: Move touchpoint")).to_be_enabled()
    for _undo in range(2):
        page.keyboard.press("Control+z")
    saved(page)
    expect(page.get_by_role("button", name="Do again: Move card")).to_be_enabled()
    assert (titles(page), len(texts(page, 0)), len(texts(page, 1))) == (was, 1, 1)


def test_thirty_quick_moves_all_arrive(own_app: Server, open_page: OpenPage) -> None:
    page = board(open_page, own_app)
    moving = card(page, "Watches a bunk")
    moving.focus()
    for n in range(30):
        page.keyboard.press("Control+ArrowLeft" if n % 6 == 5 else "Control+ArrowRight")
    saved(page)
    where = moving.evaluate("node => node.closest('.cell').dataset.cell")
    page.reload()
    ready(page)
    assert moving.evaluate("node => node.closest('.cell').dataset.cell") == where
    for _undo in range(30):
        page.locator(".bar button").first.press("Control+z")
    saved(page)
    expect(page.locator(".bar button").first).to_be_disabled()
    assert texts(page, 0)[0].startswith("Watches a bunk")


def test_the_keyboard_does_what_the_mouse_does(own_app: Server, open_page: OpenPage) -> None:
    page = board(open_page, own_app)
    was = titles(page)
    page.locator(".touchpoint-head").first.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".touchpoint-head > .title").nth(1)).to_have_text(was[0])
    page.keyboard.press("ArrowRight")
    expect(page.locator(".touchpoint-head").nth(2)).to_be_focused()
    card(page, "Reads it while").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".card.selected")).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("By keys alone")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert "By keys alone" in texts(page, 1)
    card(page, "By keys alone").press("Delete")
    expect(page.locator(".toast")).to_contain_text("was deleted")
    expect(page.locator(".live")).to_contain_text("was deleted")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(card(page, "By keys alone")).to_be_visible()
    page.locator('[data-key^="emotion:"]').first.focus()
    before = page.locator('[data-key^="emotion:"]').first.get_attribute("aria-valuenow")
    for _press in range(3):
        page.keyboard.press("Alt+ArrowUp")
    saved(page)
    expect(page.locator(".bar button").first).to_have_attribute("title", re.compile("Set emotion"))
    page.keyboard.press("Control+z")
    expect(page.locator('[data-key^="emotion:"]').first).to_have_attribute("aria-valuenow", before or "")


def test_a_change_of_somebody_else_appears_and_leaves_the_open_field_alone(
    own_app: Server, open_page: OpenPage
) -> None:
    ann, ben = board(open_page, own_app), board(open_page, own_app)
    card(ann, "Watches a bunk").click()
    field = ann.locator("textarea.field")
    field.press_sequentially(" (Ann")
    card(ben, "Watches a bunk").click()
    ben.keyboard.type(" (Ben)")
    ben.keyboard.press("Escape")  # first a slip, then in earnest
    card(ben, "Watches a bunk").click()
    ben.keyboard.type(" (Ben)")
    ben.keyboard.press("Enter")
    ben.keyboard.press("Escape")
    drag(ben, ben.locator(".touchpoint-head").nth(0), ben.locator(".touchpoint-head").nth(1), right=True)
    saved(ben)
    ann.wait_for_timeout(2500)  # longer than it takes until a change of others is here
    field.press_sequentially(")")
    expect(field).to_have_value(re.compile(r"seconds \(Ann\)$"))
    field.press("Enter")
    dialog = ann.get_by_role("dialog")
    expect(dialog).to_contain_text("(Ann)")
    expect(dialog).to_contain_text("(Ben)")
    dialog.get_by_role("button", name="Keep both").click()
    ann.keyboard.press("Escape")
    saved(ann)
    expect(card(ben, "(Ann)")).to_be_visible()
    expect(card(ben, "(Ben)")).to_be_visible()
    assert titles(ann) == titles(ben)


def test_what_was_typed_without_a_connection_is_sent_when_the_app_is_back(tmp_path: Path, open_page: OpenPage) -> None:
    first = start_app(tmp_path)
    page = board(open_page, first)
    card(page, "Watches a bunk").click()
    first.process.terminate()
    page.keyboard.type(" offline")
    page.keyboard.press("Enter")
    page.keyboard.type("Half a though")
    first.wait()
    page.goto("about:blank")  # the tab goes, with a field open
    again = started_again(first)
    try:
        page.goto(f"{again.url}/board")
        ready(page)
        saved(page)
        assert [text[-13:] for text in texts(page, 0)] == ["conds offline", "Half a though"]
    finally:
        again.stop()


def test_typing_goes_on_while_the_app_is_away(tmp_path: Path, open_page: OpenPage) -> None:
    first = start_app(tmp_path)
    page = board(open_page, first)
    card(page, "Watches a bunk").click()
    page.keyboard.type(" before")
    first.stop()
    expect(page.locator(".state")).to_have_attribute("data-state", "waiting")
    expect(page.get_by_role("dialog")).to_have_count(0)  # Streamlit's own, which would keep everybody from typing
    page.keyboard.type(" meanwhile")
    page.keyboard.press("Enter")
    page.keyboard.type("The next one")
    again = started_again(first)
    try:
        saved(page)
        page.keyboard.type(" too")
        page.keyboard.press("Enter")
        saved(page)
        assert [text[-17:] for text in texts(page, 0)] == [" before meanwhile", "The next one too"]
    finally:
        again.stop()


def test_a_long_journey_opens_with_what_is_in_sight_and_ends_with_all(tmp_path: Path, open_page: OpenPage) -> None:
    make_file(tmp_path / "long.duckdb", 240, answers_each=1)
    server = start_app(tmp_path, db=tmp_path / "long.duckdb")
    try:
        page = board(open_page, server)
        page.locator(".card").first.focus()
        page.keyboard.press("End")  # to a column that nobody has seen
        expect(page.locator("article.column").last.locator(".card").first).to_be_focused()
        page.keyboard.press("Control+ArrowLeft")
        saved(page)
        assert len(texts(page, 238)) == 2
        expect(page.locator("article.column:has(.cell)")).to_have_count(240)  # one after the other, in idle moments
    finally:
        server.stop()


def test_a_picture_card_shows_its_picture_and_keeps_it_without_words(tmp_path: Path, open_page: OpenPage) -> None:
    made = make_file(tmp_path / "short.duckdb", 2, answers_each=1)
    db = open_database(tmp_path / "short.duckdb")
    lane = lanes.add_lane(db, ANN, made.journey_id, LaneKind.PICTURE)
    picture = pictures.read_picture_file(image_file(60, 40))
    cards.add_card(db, ANN, made.touchpoints[0], lane, picture=picture)
    db.close()
    server = start_app(tmp_path, db=tmp_path / "short.duckdb")
    try:
        page = board(open_page, server)
        shown = page.locator(".card img.picture:visible")
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("naturalWidth", 60)
        for words in ("The jetty", ""):
            shown.click()
            page.keyboard.press("Control+a")
            page.keyboard.type(words) if words else page.keyboard.press("Delete")
            page.keyboard.press("Enter")
            page.keyboard.press("Escape")
            saved(page)
            expect(page.locator(".card:has(img.picture:visible) > .text")).to_have_text(words)
    finally:
        server.stop()


def test_a_finger_scrolls_and_a_long_press_drags(own_app: Server, open_page: OpenPage) -> None:
    page = board(open_page, own_app, width=390, height=844)
    box = card(page, "Watches a bunk").bounding_box()
    assert box
    cdp = page.context.new_cdp_session(page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + 30, box["y"] + 10
    touch("touchStart", x, y)
    page.locator(".ghost").wait_for()
    target = page.locator("article.column").nth(1).locator(".card").first.bounding_box()
    assert target
    for step in range(1, 6):
        touch("touchMove", x + (target["x"] + 15 - x) * step / 5, y)
    touch("touchEnd", 0, 0)
    saved(page)
    assert len(texts(page, 1)) == 2
