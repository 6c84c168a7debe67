"""The ways out and in: the dialogs open and say what they are about. What is pressed in them is tried in a browser."""

from __future__ import annotations

import pytest

from journeymap.store.database import Database
from tests.pages.at import field, fine, open_page, press, text_of
from tests.services.kit import Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


@pytest.mark.usefixtures("made")
def test_a_map_can_be_brought_in_beside_others() -> None:
    at = press(open_page("home"), "home.map")
    assert "Nothing is made before you have seen it" in text_of(at)


@pytest.mark.usefixtures("db")
def test_a_map_can_be_brought_into_an_empty_file() -> None:
    at = press(open_page("home"), "home.map.first")
    assert "Nothing is made before you have seen it" in text_of(at)


@pytest.mark.parametrize("page", ["home", "map"])
def test_the_way_out_is_on_the_map_and_on_its_card(made: Small, page: str) -> None:
    at = open_page(page, journey=made.id)
    if page == "home":
        field(at, f"home.menu.{made.id}").set_value("export")
        fine(at.run())
    else:
        press(at, "map.export")
    assert "**Renting a boat**" in text_of(at)
    assert "export.make" in {b.key for b in at.button}
