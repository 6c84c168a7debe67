"""Putting a journey in order: nothing twice, what matters first, small ones under larger ones."""

from __future__ import annotations

import pytest

from journeymap.services import touchpoints
from journeymap.store.database import Database
from tests.pages.at import field, fine, open_page, press, text_of
from tests.services.kit import ANN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def test_a_light_map_says_that_it_can_be_read(made: Small) -> None:
    at = open_page("library", view="order", journey=made.id)
    assert "can be read at once" in at.success[0].value
    press(at, "order.sort")


def test_a_heavy_map_is_named_and_small_ones_go_under_larger_ones(made: Small) -> None:
    for n in range(12):
        touchpoints.add_touchpoint(made.db, ANN, made.id, made.stage("Before").id, title=f"Sign {n}")
    at = open_page("library", view="order", journey=made.id)
    assert "stand side by side" in at.warning[0].value
    ad, shop = made.touchpoint("Ad"), made.touchpoint("Web shop")
    field(at, f"order.parts.{ad.id}").set_value([shop.id])
    press(fine(at.run()), "order.fold")
    assert made.touchpoint("Web shop").parent_id == ad.id


def test_look_alikes_are_shown_with_their_stages(made: Small) -> None:
    touchpoints.add_touchpoint(made.db, ANN, made.id, made.stage("After").id, title="Webshop")
    at = open_page("library", view="order", journey=made.id)
    assert "Webshop" in text_of(at)
    assert any(button.key and button.key.startswith("order.merge.") for button in at.button)
