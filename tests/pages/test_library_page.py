"""The library, searched, ticked and added from."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.services import journeys
from journeymap.services.library import LineOfBusiness, add_from_library, line_of_business
from journeymap.services.library import usual as usual_there
from journeymap.store.database import Database
from tests.pages.at import choose, field, fine, open_page, press, text_of
from tests.services.kit import ANN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def tick(at: AppTest, made: Small, key: str) -> AppTest:
    return fine(at.checkbox(key=f"library.tick.{made.id}.{key}").check().run())


def shown(at: AppTest) -> list[str]:
    return [box.label for box in at.checkbox]


def search(at: AppTest, text: str) -> AppTest:
    field(at, "library.search").set_value(text)
    return fine(at.run())


def test_what_is_ticked_goes_into_the_journey_and_undo_takes_it_out(made: Small) -> None:
    at = search(open_page("library"), "recption")
    assert shown(at)[0] == "Reception"
    at = tick(at, made, "reception")
    at = tick(search(at, "nyhedsbrev"), made, "newsletter")
    before = made.titles
    at = press(at, "library.add")
    assert set(made.titles) - set(before) == {"Reception", "Newsletter to prospects"}
    assert "library.add" not in {button.key for button in at.button}
    press(at, "journey.undo")
    assert made.titles == before


def test_what_is_there_is_marked_and_cannot_be_ticked(made: Small) -> None:
    add_from_library(made.db, ANN, made.id, ["reception"])
    at = search(open_page("library"), "reception")
    box = at.checkbox(key=f"library.tick.{made.id}.reception")
    assert box.value
    assert box.disabled


def test_filters_narrow_what_is_found_and_say_so_when_nothing_is_left(made: Small) -> None:
    at = choose(open_page("library"), "library.phase", "after")
    assert "Advertising" not in shown(at)
    at = search(at, "xqzjw")
    assert "Nothing in the library fits" in text_of(at)
    assert made.titles


def test_the_line_of_business_is_kept_and_says_what_others_have(made: Small) -> None:
    at = choose(open_page("library"), "library.line", LineOfBusiness.CLINIC)
    assert line_of_business(made.db) is LineOfBusiness.CLINIC
    usual = field(at, f"library.usual.{made.id}")
    assert "Clinic" in usual.label
    usual.set_value(usual_there(made.db, made.id, LineOfBusiness.CLINIC).others[:1])
    at = fine(at.run())
    assert "library.add" in {button.key for button in at.button}


@pytest.mark.usefixtures("db")
def test_without_a_journey_it_says_what_to_do() -> None:
    assert "There is no journey yet" in text_of(open_page("library"))


def test_an_empty_journey_can_start_with_four(db: Database) -> None:
    journey_id = journeys.create_journey(db, ANN, title="Empty")
    at = choose(open_page("library"), "library.line", LineOfBusiness.HOSPITALITY)
    at = press(at, "library.four")
    press(at, "library.add")
    assert len(journeys.load_map(db, journey_id).touchpoints) == 4
