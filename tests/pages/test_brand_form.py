from __future__ import annotations

from streamlit.testing.v1 import AppTest

from journeymap.model.brand import Brand
from journeymap.services.brand import brand, set_brand
from journeymap.store.database import Database
from tests.pages.at import fine, open_page, press, text_of


def typed(at: AppTest, name: str, colour: str) -> AppTest:
    at.text_input(key="brand.name").set_value(name)
    at.toggle(key="brand.coloured").set_value(True)
    fine(at.run())
    return fine(at.color_picker(key="brand.colour").set_value(colour).run())


def test_name_and_colour_are_saved_and_taken_back(db: Database) -> None:
    at = press(typed(open_page("data"), "Harbour Coffee", "#B5179E"), "brand.save")
    assert brand(db) == Brand(name="Harbour Coffee", accent="#B5179E")
    press(at, "brand.back")
    assert brand(db) == Brand()


def test_a_colour_that_would_be_hard_to_see_cannot_be_saved_and_a_shade_is_offered(db: Database) -> None:
    at = typed(open_page("data"), "Harbour Coffee", "#003366")
    assert "too dark for the dark ground: its contrast is 1.4:1" in text_of(at).replace("\\", "")
    assert at.button(key="brand.save").disabled
    at = press(press(at, "brand.accept"), "brand.save")
    assert brand(db).accent not in ("", "#003366")


def test_the_form_shows_what_is_stored(db: Database) -> None:
    set_brand(db, name="Harbour Coffee", accent="")
    at = open_page("data")
    assert at.text_input(key="brand.name").value == "Harbour Coffee"
    assert not at.toggle(key="brand.coloured").value
    assert at.button(key="brand.save").disabled
