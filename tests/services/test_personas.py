from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound, UnreadableFile
from journeymap.model.identity import new_id
from journeymap.services import journeys, personas, pictures, undo
from journeymap.services.acts import PERSONAS
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, answer, small, whole_file
from tests.services.test_pictures import image_file


def names(db: Database, *, archived: bool = False) -> list[str]:
    return [persona.name for persona in personas.list_personas(db, archived=archived)]


def test_every_field_of_a_persona_is_kept(db: Database) -> None:
    fields: dict[str, Any] = {
        "name": "Rosa",
        "role": "Skipper",
        "segment": "Families",
        "quote": "I want\r\nto sail",
        "goals": "Calm",
        "needs": "Life jackets",
        "frustrations": "Paper",
        "channels": "web\nphone",
        "colour": "#aa00ff",
    }
    rosa = personas.load_persona(db, personas.create_persona(db, ANN, **fields))
    assert {name: getattr(rosa, name) for name in fields} == fields | {"quote": "I want\nto sail", "colour": "#AA00FF"}


def test_new_personas_take_colours_in_turn(db: Database) -> None:
    for n in range(7):
        personas.create_persona(db, ANN, name=f"P{n}")
    colours = [persona.colour for persona in personas.list_personas(db)]
    assert colours == [*personas.COLOURS, personas.COLOURS[0]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Name is empty"),
        ({"name": "x" * 101}, "Name can have 100 characters at most, this has 101"),
        ({"name": "x", "colour": "red"}, "Colour must be a colour such as #0072B2, not “red”"),
        ({"name": "x", "colour": "#12345"}, "Colour must be a colour"),
        ({"name": "x", "quote": "x" * 1001}, "Quote can have 1000 characters"),
    ],
)
def test_what_cannot_be_used_is_refused(db: Database, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        personas.create_persona(db, ANN, **fields)
    assert names(db) == []


def test_a_persona_is_edited_and_the_second_of_two_saves_is_refused(db: Database) -> None:
    rosa = personas.create_persona(db, ANN, name="Rosa")
    personas.update_persona(db, ANN, rosa, 1, goals="Calm")
    with pytest.raises(Conflict, match="“Rosa” was changed meanwhile") as refused:
        personas.update_persona(db, BEN, rosa, 1, goals="Speed")
    assert refused.value.theirs is not None
    assert refused.value.theirs["goals"] == "Calm"
    with pytest.raises(Conflict, match="“Rosa” was changed meanwhile"):
        personas.set_picture(db, BEN, rosa, 1, image_file(4, 4))
    undo.undo(db, PERSONAS, ANN)
    assert personas.load_persona(db, rosa).goals == ""
    with pytest.raises(Conflict, match="deleted meanwhile") as gone:
        personas.update_persona(db, ANN, new_id(), 1, goals="Calm")
    assert gone.value.mine == {"goals": "Calm"}


def test_a_persona_can_have_a_picture_and_lose_it_again(db: Database) -> None:
    rosa = personas.create_persona(db, ANN, name="Rosa", picture=image_file(2000, 10))
    first = personas.load_persona(db, rosa).picture_id
    assert pictures.load_picture(db, first or "").kind == "image/jpeg"
    with pytest.raises(UnreadableFile):
        personas.set_picture(db, ANN, rosa, 1, b"no picture")
    personas.set_picture(db, ANN, rosa, 1, None)
    assert personas.load_persona(db, rosa).picture_id is None
    undo.undo(db, PERSONAS, ANN)
    assert personas.load_persona(db, rosa).picture_id == first


def test_a_duplicate_shares_the_picture_and_no_journey(db: Database) -> None:
    made = small(db)
    personas.set_picture(db, ANN, made.persona, 1, image_file(4, 4))
    copy = personas.load_persona(db, personas.duplicate_persona(db, ANN, made.persona))
    assert copy.name == "Rosa (copy)"
    assert copy.picture_id == personas.load_persona(db, made.persona).picture_id
    assert list(personas.journeys_by_persona(db)) == [made.persona]
    long = personas.create_persona(db, ANN, name="x" * 100)
    assert len(personas.load_persona(db, personas.duplicate_persona(db, ANN, long)).name) <= 100


def test_archived_personas_stay_in_their_journeys(db: Database) -> None:
    made = small(db)
    personas.archive_persona(db, ANN, made.persona)
    assert (names(db), names(db, archived=True)) == ([], ["Rosa"])
    assert [p.name for p in made.map.personas] == ["Rosa"]
    journeys.set_personas(db, ANN, made.id, [made.persona])
    personas.restore_persona(db, ANN, made.persona)
    assert names(db) == ["Rosa"]
    undo.undo(db, PERSONAS, ANN)
    assert names(db) == []


def test_a_persona_in_a_journey_is_not_deleted_and_the_journeys_are_named(db: Database) -> None:
    made = small(db)
    journeys.create_journey(db, ANN, title="Buying", persona_ids=[made.persona])
    with pytest.raises(InvalidInput, match=r"in the journeys “Renting a boat”, “Buying”\. Take it out there first, or"):
        personas.delete_persona(db, ANN, made.persona)
    assert [j.title for j in personas.journeys_by_persona(db)[made.persona]] == ["Renting a boat", "Buying"]


def test_a_persona_that_answers_belong_to_is_not_deleted(db: Database) -> None:
    rosa = personas.create_persona(db, ANN, name="Rosa")
    answer(db, None, None, 2, persona_id=rosa)
    with pytest.raises(InvalidInput, match=r"2 answers belong to “Rosa”\. Archive this persona instead"):
        personas.delete_persona(db, ANN, rosa)


def test_a_deleted_persona_comes_back_whole(db: Database) -> None:
    rosa = personas.create_persona(db, ANN, name="Rosa", picture=image_file(4, 4))
    before = whole_file(db)
    personas.delete_persona(db, ANN, rosa)
    with pytest.raises(NotFound):
        personas.load_persona(db, rosa)
    undo.undo(db, PERSONAS, ANN)
    assert whole_file(db) == before
    with pytest.raises(NotFound):
        personas.load_persona(db, "nonsense")


def test_personas_can_be_put_in_another_order(db: Database) -> None:
    ids = [personas.create_persona(db, ANN, name=name) for name in "ABCD"]
    personas.reorder_personas(db, ANN, [ids[3], ids[1]])
    assert names(db) == ["D", "B", "A", "C"]
    undo.undo(db, PERSONAS, ANN)
    assert names(db) == ["A", "B", "C", "D"]


def test_a_persona_joined_by_somebody_meanwhile_is_not_deleted(db: Database) -> None:
    rosa = personas.create_persona(db, ANN, name="Rosa")
    journeys.create_journey(db, BEN, title="Buying", persona_ids=[rosa])
    with pytest.raises(Conflict, match="added to this meanwhile"):
        undo.undo(db, PERSONAS, ANN)
    assert names(db) == ["Rosa"]
