"""The inventory: found, changed together, saved, taken back."""

from __future__ import annotations

import pytest

from journeymap.services import journeys, touchpoints
from journeymap.store.database import Database
from tests.pages.at import field, fine, open_page, press, text_of
from tests.services.kit import ANN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def test_an_empty_file_says_what_comes_first(db: Database) -> None:
    assert "No journey has a touchpoint yet" in text_of(open_page("inventory"))
    assert not journeys.list_journeys(db)


def test_one_owner_is_set_for_all_that_are_shown_and_taken_back(made: Small) -> None:
    at = open_page("inventory")
    field(at, "inventory.search").set_value("web")
    field(at, "inventory.bulk.value").set_value("Ida")
    at = press(fine(at.run()), "inventory.bulk")
    assert made.touchpoint("Web shop").owner == ""
    field(at, "inventory.search").set_value("")
    at = press(fine(at.run()), "inventory.save")
    assert {t.title: t.owner for t in made.map.touchpoints} == {"Ad": "", "Web shop": "Ida", "Jetty": "", "Invoice": ""}
    press(at, "inventory.undo")
    assert made.touchpoint("Web shop").owner == ""


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(made: Small) -> None:
    at = open_page("inventory")
    field(at, "inventory.bulk.value").set_value("Ida")
    at = press(fine(at.run()), "inventory.bulk")
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(made.db, ANN, jetty.id, jetty.version, owner="Bo")
    at = press(fine(at.run()), "inventory.save")
    assert "meanwhile" in text_of(at)
    assert made.touchpoint("Jetty").owner == "Bo"
    at = press(at, "inventory.discard")
    assert "inventory.save" not in {button.key for button in at.button}


def test_the_chart_says_what_it_needs(made: Small) -> None:
    assert "Say who starts the contact" in text_of(open_page("inventory"))
    ad = made.touchpoint("Ad")
    touchpoints.update_touchpoint(made.db, ANN, ad.id, ad.version, initiator="company", reach=5000)
    assert "nobody is heard there" in text_of(open_page("inventory"))
