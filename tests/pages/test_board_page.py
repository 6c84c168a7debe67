"""The page around the board; the board itself is tried in a browser."""

from __future__ import annotations

import pytest

from journeymap.services import journeys
from journeymap.store.database import Database
from tests.pages.at import field, open_page, text_of
from tests.services.kit import ANN, small


@pytest.mark.usefixtures("db")
def test_without_a_journey_the_page_leads_to_home() -> None:
    at = open_page("board")
    assert "There is no journey yet" in text_of(at)


def test_the_page_opens_the_journey_of_the_link_and_leads_on(db: Database) -> None:
    made = small(db)
    journeys.create_journey(db, ANN, title="Another one")
    at = open_page("board", journey=made.id)
    assert field(at, "board.chosen").value == made.id
    assert {"To the map", "All fields"} <= {link.value for link in at.page_link}


def test_a_journey_without_stages_has_a_board_too(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Nothing yet", template="empty")
    assert field(open_page("board", journey=journey), "board.chosen").value == journey


def test_who_works_here_can_say_so_on_the_board(db: Database) -> None:
    made = small(db)
    at = open_page("board", journey=made.id)
    at.text_input(key="board.your_name").set_value("Mette").run()
    assert [row["name"] for row in db.rows("SELECT name FROM editor")] == ["Mette"]
