"""From a tap on a phone to the score on a map that is open somewhere else; and a tablet without a network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from journeymap.services import collect, surveys
from journeymap.store.database import Database
from tests.browser.conftest import OpenPage
from tests.browser.map_page import drawn_map
from tests.servers import until
from tests.web.surveys import Asked, asked, stored

pytestmark = pytest.mark.browser


def answered(db: Database, own: surveys.OwnSurvey) -> None:
    """Enough answers for a score to be shown, all of them poor."""
    at = datetime(2026, 3, 1, 12)  # noqa: DTZ001  # naive UTC
    collect.answers(db, own, [collect.Given(f"before-{n}", 0, at) for n in range(5)])


@pytest.fixture
def survey(tmp_path: Path) -> Iterator[Asked]:
    with asked(tmp_path, answered) as running:
        yield running


def test_a_tap_on_the_phone_moves_the_score_on_the_open_map(survey: Asked, open_page: OpenPage) -> None:
    wall = open_page(f"{survey.server.url}/map?journey={survey.journey}")
    expect(drawn_map(wall).get_by_text("n = 5").first).to_be_attached()
    phone = open_page(survey.phone, width=390, height=844)
    for button in phone.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    phone.wait_for_timeout(600)  # the page asks those who tap sooner once more
    phone.keyboard.press("Tab")
    phone.get_by_role("button", name="10, on a scale").click()
    expect(phone.get_by_text("Your answer 10 has been saved.")).to_be_visible()
    expect(drawn_map(wall).get_by_text("n = 6").first).to_be_attached()


def test_a_tablet_keeps_answers_while_the_network_is_gone(survey: Asked, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    tablet = context.new_page()
    refused: list[str] = []
    tablet.on("console", lambda message: refused.append(message.text) if "violates" in message.text else None)
    tablet.goto(survey.kiosk)
    tablet.clock.install()
    context.set_offline(True)
    for name in ("3, on a scale", "9, on a scale"):
        tablet.get_by_role("button", name=name).click()
        expect(tablet.get_by_role("heading", name="Thank you")).to_be_visible()
        tablet.clock.run_for(15_000)
    expect(tablet.get_by_text("Answers are kept on this device")).to_be_visible()
    context.set_offline(False)
    tablet.clock.run_for(15_000)
    expect(tablet.get_by_text("Answers are kept on this device")).to_be_hidden()
    key = f"journeymap.kiosk./k/{survey.token}"
    assert until(lambda: tablet.evaluate("key => localStorage.getItem(key)", key) == "[]")
    context.close()
    survey.server.stop()
    assert [score for score, _comment in stored(survey.server.db)] == [0.0] * 5 + [3.0, 9.0]
    assert not refused
