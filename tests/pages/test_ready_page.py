"""Ready journeys, from the card to a journey of one's own."""

from __future__ import annotations

from journeymap.services import journeys
from journeymap.services.ready_journeys import ready_journeys
from journeymap.store.database import Database
from tests.pages.at import open_page, press, text_of


def test_an_empty_file_offers_ready_journeys(db: Database) -> None:
    at = press(open_page("home"), "home.ready")
    assert at.title[0].value == "Find touchpoints"
    assert at.query_params["view"] == "ready"
    assert "Dinner for two" in text_of(at)
    assert not journeys.list_journeys(db)


def test_looking_at_one_writes_nothing_and_leads_back(db: Database) -> None:
    at = press(open_page("library", view="ready"), "ready.look.weekend-hotel")
    assert "A weekend at a hotel" in at.subheader[0].value
    assert not journeys.list_journeys(db)
    at = press(at, "ready.back")
    assert len([m for m in at.markdown if m.value.startswith("#### ")]) == len(ready_journeys())


def test_one_is_used_once_however_often_the_button_is_pressed(db: Database) -> None:
    at = press(open_page("library", view="ready"), "ready.use.dinner-for-two")
    made = journeys.list_journeys(db)
    assert [journey.title for journey in made] == ["Dinner for two"]
    assert at.query_params["journey"] == made[0].id


def test_start_with_four_takes_four(db: Database) -> None:
    press(open_page("library", view="ready", ready="weekend-hotel"), "ready.four.weekend-hotel")
    made = journeys.list_journeys(db)
    assert len(journeys.load_map(db, made[0].id).touchpoints) == 4


def test_a_link_to_one_that_is_not_there_shows_all(db: Database) -> None:
    at = open_page("library", view="ready", ready="<b>")
    assert "does not exist any more" in text_of(at)
    assert "Dinner for two" in text_of(at)
    assert not journeys.list_journeys(db)
