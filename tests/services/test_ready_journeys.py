from __future__ import annotations

import pytest

from journeymap.errors import NotFound
from journeymap.library.ready import keys
from journeymap.library.touchpoint import LineOfBusiness
from journeymap.model.journey import Evidence
from journeymap.services import journeys, personas, undo
from journeymap.services.acts import HOME
from journeymap.services.ready_journeys import create_from_ready, preview, ready_journeys
from journeymap.store.database import Database
from tests.services.kit import ANN, broken_references, whole_file


def test_those_of_one_s_own_line_come_first() -> None:
    every = ready_journeys(LineOfBusiness.HOSPITALITY)
    assert [ready.key for ready in every[:2]] == ["dinner-for-two", "weekend-hotel"]
    assert len(every) == len(ready_journeys()) == len(keys())


def test_a_card_says_what_one_gets() -> None:
    card = next(card for card in ready_journeys() if card.key == "dinner-for-two")
    assert (card.title, card.persona, card.touchpoints) == ("Dinner for two", ("Anna", "Nurse, 38"), 4)
    assert card.stages == ("Before the visit", "At the restaurant")
    assert card.scenario.startswith("Anna looks for a place")


def test_a_preview_writes_nothing(db: Database) -> None:
    before = whole_file(db)
    drawn = preview("weekend-hotel")
    assert (len(drawn.touchpoints), len(drawn.emotions)) == (30, 30)
    assert whole_file(db) == before


@pytest.mark.parametrize("key", keys())
def test_a_ready_journey_becomes_one_s_own_and_can_be_taken_back(db: Database, key: str) -> None:
    before = whole_file(db)
    made = journeys.load_map(db, create_from_ready(db, ANN, key))
    shown = preview(key)
    assert [t.title for t in made.touchpoints] == [t.title for t in shown.touchpoints]
    assert [s.title for s in made.stages] == [s.title for s in shown.stages]
    assert [c.text for c in made.cards] == [c.text for c in shown.cards]
    assert [e.value for e in made.emotions] == [e.value for e in shown.emotions]
    assert {card.evidence for card in made.cards} == {Evidence.ASSUMED}
    assert [p.name for p in made.personas] == [p.name for p in personas.list_personas(db)]
    assert not broken_references(db)
    undo.undo(db, HOME, ANN)
    assert whole_file(db) == before
    undo.redo(db, HOME, ANN)
    assert not broken_references(db)
    assert len(journeys.load_map(db, made.journey.id).touchpoints) == len(shown.touchpoints)


def test_start_with_four_makes_a_small_journey(db: Database) -> None:
    made = journeys.load_map(db, create_from_ready(db, ANN, "weekend-hotel", four=True))
    assert [t.title for t in made.touchpoints] == ["Review site", "Website", "Reception", "Breakfast"]
    assert [s.title for s in made.stages] == ["Choosing", "Arriving", "Staying"]


def test_a_second_one_takes_the_same_persona_and_a_later_place(db: Database) -> None:
    first = journeys.load_map(db, create_from_ready(db, ANN, "dinner-for-two"))
    second = journeys.load_map(db, create_from_ready(db, ANN, "dinner-for-two"))
    assert first.personas == second.personas
    assert second.journey.position > first.journey.position
    undo.undo(db, HOME, ANN)
    assert len(personas.list_personas(db)) == 1


def test_a_persona_that_was_changed_is_left_alone(db: Database) -> None:
    create_from_ready(db, ANN, "dinner-for-two")
    [anna] = personas.list_personas(db)
    personas.update_persona(db, ANN, anna.id, anna.version, quote="My own words")
    create_from_ready(db, ANN, "dinner-for-two")
    assert next(p.quote for p in personas.list_personas(db)) == "My own words"
    assert len(personas.list_personas(db)) == 2


def test_a_ready_journey_that_does_not_exist_is_refused(db: Database) -> None:
    with pytest.raises(NotFound, match="Choose another one"):
        create_from_ready(db, ANN, "moon-landing")
