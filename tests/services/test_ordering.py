from __future__ import annotations

import pytest

from journeymap.errors import InvalidInput
from journeymap.library.reading import library
from journeymap.services import journeys, ordering, touchpoints, undo
from journeymap.services.library import add_from_library
from journeymap.store.database import Database
from tests.services.kit import ANN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def test_what_matters_most_comes_first_in_its_stage(made: Small) -> None:
    shop = made.touchpoint("Web shop")
    touchpoints.update_touchpoint(made.db, ANN, shop.id, shop.version, importance=5)
    assert ordering.sort_by_importance(made.db, ANN, made.id)
    assert made.by_stage()["Before"] == ["Web shop", "Ad"]
    assert not ordering.sort_by_importance(made.db, ANN, made.id)
    undo.undo(made.db, made.id, ANN)
    assert made.titles[:2] == ["Ad", "Web shop"]


def test_a_touchpoint_goes_under_another_and_comes_back(made: Small) -> None:
    ad, shop = made.touchpoint("Ad"), made.touchpoint("Web shop")
    ordering.fold(made.db, ANN, made.id, shop.id, [ad.id])
    assert made.touchpoint("Ad").parent_id == shop.id
    assert made.titles[:2] == ["Web shop", "Ad"]
    with pytest.raises(InvalidInput):
        ordering.fold(made.db, ANN, made.id, ad.id, [shop.id])
    with pytest.raises(InvalidInput):
        ordering.fold(made.db, ANN, made.id, shop.id, [])
    undo.undo(made.db, made.id, ANN)
    assert made.touchpoint("Ad").parent_id is None


def test_parts_that_stand_beside_their_whole_are_found(db: Database) -> None:
    journey_id = journeys.create_journey(db, ANN, title="Shop")
    part = next(e for e in library().values() if e.part_of)
    add_from_library(db, ANN, journey_id, [part.key])
    add_from_library(db, ANN, journey_id, [str(part.part_of)])
    found = ordering.folds(db, journey_id)
    assert len(found) == 1
    ordering.fold(db, ANN, journey_id, found[0].into.id, [t.id for t in found[0].parts])
    assert not ordering.folds(db, journey_id)


def test_a_long_map_is_heavy(made: Small) -> None:
    assert not ordering.is_heavy(made.map)
    for n in range(12):
        touchpoints.add_touchpoint(made.db, ANN, made.id, made.stage("During").id, title=f"T {n}")
    assert ordering.is_heavy(made.map)
    assert [(stage.title, n) for stage, n in ordering.crowded_stages(made.map)] == [("During", 13)]
