from __future__ import annotations

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import Card, Evidence, LaneKind
from journeymap.services import cards, lanes, personas, pictures, undo
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, bare, small
from tests.services.test_pictures import image_file


def cell(made: Small, title: str = "Jetty", kind: LaneKind = LaneKind.THOUGHTS) -> tuple[str, str]:
    return made.touchpoint(title).id, made.lane(kind).id


def in_cell(made: Small) -> tuple[Card, ...]:
    return made.map.cards_by_cell.get(cell(made), ())


def test_cards_are_added_edited_moved_and_deleted(db: Database) -> None:
    made = small(db)
    before = bare(made.map)
    first = cards.add_card(db, ANN, *cell(made), text=" Is it deep?\r\n\x00 ")
    second = cards.add_card(db, ANN, *cell(made), text="Cold", position=0, evidence="observed", persona_id=made.persona)
    assert made.texts("Jetty", LaneKind.THOUGHTS) == ["Cold", "Is it deep?"]
    cards.update_card(db, ANN, first, in_cell(made)[1].version, text="How deep?", evidence=Evidence.MEASURED)
    cards.move_card(db, ANN, first, *cell(made), 0)
    assert made.texts("Jetty", LaneKind.THOUGHTS) == ["How deep?", "Cold"]
    cards.move_card(db, ANN, first, *cell(made, "Ad", LaneKind.ACTIONS), 0)
    assert made.texts("Ad", LaneKind.ACTIONS) == ["How deep?", "Looks up"]
    newest = undo.next_undo(db, made.id, ANN)
    cards.move_card(db, ANN, first, *cell(made, "Ad", LaneKind.ACTIONS), 0)
    assert undo.next_undo(db, made.id, ANN) == newest == "Move card “How deep?”"
    cards.delete_card(db, ANN, second)
    assert in_cell(made) == ()
    for _n in range(6):
        undo.undo(db, made.id, ANN)
    assert bare(made.map) == before


def test_an_emotion_is_set_in_tenths_changed_and_taken_away(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty").id
    cards.set_emotion(db, ANN, jetty, made.persona, -1.26, version=0)
    assert made.map.emotion_by_cell[jetty, made.persona].value == -1.3
    cards.set_emotion(db, ANN, jetty, made.persona, 2, version=1)
    with pytest.raises(Conflict) as refused:
        cards.set_emotion(db, BEN, jetty, made.persona, 0, version=1)
    assert refused.value.theirs is not None
    assert refused.value.mine is not None
    assert (refused.value.theirs["value"], refused.value.mine["value"]) == (2, 0)
    cards.set_emotion(db, ANN, jetty, made.persona, None)
    assert (jetty, made.persona) not in made.map.emotion_by_cell
    cards.set_emotion(db, ANN, jetty, made.persona, None)
    undo.undo(db, made.id, ANN)
    assert made.map.emotion_by_cell[jetty, made.persona].value == 2
    cards.set_emotion(db, ANN, jetty, made.persona, -0.04)
    assert str(made.map.emotion_by_cell[jetty, made.persona].value) == "0.0"


@pytest.mark.parametrize("wrong", [2.2, -3, float("inf"), "glad", True])
def test_an_emotion_out_of_range_is_refused(db: Database, wrong: float) -> None:
    made = small(db)
    with pytest.raises(InvalidInput, match=r"Emotion must be a number from -2 to \+2"):
        cards.set_emotion(db, ANN, made.touchpoint("Jetty").id, made.persona, wrong)


def test_what_cannot_stand_in_a_cell_is_refused(db: Database) -> None:
    made, other = small(db), small(db, BEN)
    stranger = personas.create_persona(db, ANN, name="Stranger")
    jetty, thoughts = cell(made)
    with pytest.raises(InvalidInput, match="The card is empty"):
        cards.add_card(db, ANN, jetty, thoughts, text=" \x00\n")
    with pytest.raises(InvalidInput, match="Text can have 2000 characters at most"):
        cards.add_card(db, ANN, jetty, thoughts, text="x" * 2001)
    with pytest.raises(InvalidInput, match="This lane holds no cards"):
        cards.add_card(db, ANN, jetty, made.lane(LaneKind.EMOTION).id, text="x")
    with pytest.raises(InvalidInput, match="does not take part"):
        cards.add_card(db, ANN, jetty, thoughts, text="x", persona_id=stranger)
    with pytest.raises(InvalidInput, match="does not take part"):
        cards.set_emotion(db, ANN, jetty, stranger, 1)
    with pytest.raises(NotFound, match="This lane does not exist"):
        cards.add_card(db, ANN, jetty, other.lane(LaneKind.THOUGHTS).id, text="x")
    with pytest.raises(NotFound, match="This touchpoint does not exist"):
        cards.add_card(db, ANN, new_id(), thoughts, text="x")
    with pytest.raises(NotFound, match="This touchpoint does not exist"):
        cards.move_card(db, ANN, made.map.cards[0].id, *cell(other))
    with pytest.raises(NotFound, match="This card does not exist"):
        cards.delete_card(db, ANN, "nonsense")
    for n in range(50):
        cards.add_card(db, ANN, jetty, thoughts, text=f"c{n}")
    with pytest.raises(InvalidInput, match="50 cards at most"):
        cards.add_card(db, ANN, jetty, thoughts, text="one more")
    with pytest.raises(InvalidInput, match="50 cards at most"):
        cards.move_card(db, ANN, made.map.cards[0].id, jetty, thoughts)


def test_a_card_can_be_a_picture(db: Database) -> None:
    made = small(db)
    lane = lanes.add_lane(db, ANN, made.id, LaneKind.PICTURE)
    jetty = made.touchpoint("Jetty").id
    picture = pictures.read_picture_file(image_file(60, 40))
    card_id = cards.add_card(db, ANN, jetty, lane, picture=picture)
    (card,) = made.map.cards_by_cell[jetty, lane]
    assert (card.text, card.picture_id) == ("", picture.id)
    cards.delete_card(db, ANN, card_id)
    undo.undo(db, made.id, ANN)
    assert pictures.load_picture(db, picture.id).content == picture.content
