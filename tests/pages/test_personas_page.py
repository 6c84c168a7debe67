"""The page of personas, driven as a person drives it."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from journeymap.model.persona import Persona
from journeymap.services import journeys, personas
from journeymap.store.database import Database
from journeymap.ui.text import plain
from tests.pages.at import choose, fine, open_page, press, text_of
from tests.services.kit import ANN, BEN

HOSTILE = "![x](http://x/y.png) *b*"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#AA3311").save(out, "PNG")
    return out.getvalue()


def everyone(db: Database) -> list[str]:
    return [persona.name for persona in personas.list_personas(db)]


@pytest.fixture
def rosa(db: Database) -> Persona:
    made = personas.create_persona(db, ANN, name="Rosa", goals="Sail\nRest", channels="Phone\nApp", quote="Let's go.")
    return personas.load_persona(db, made)


def edit(rosa: Persona) -> AppTest:
    return press(open_page("personas"), f"persona.edit.{rosa.id}")


def test_an_empty_file_says_what_a_persona_is_and_makes_the_first(db: Database) -> None:
    at = open_page("personas")
    assert "No persona yet" in text_of(at)
    press(at, "persona.new.first")
    at.text_input(key="persona.name.new").set_value("Olaf")
    at.text_area(key="persona.goals.new").set_value("Fish\nSing")
    press(at, "persona.save.new")
    made = personas.list_personas(db)[0]
    assert (made.name, made.goals, made.colour) == ("Olaf", "Fish\nSing", personas.COLOURS[0])
    assert at.title[1].value == "Olaf"
    assert at.query_params["persona"] == made.id


def test_a_persona_without_a_name_is_refused_and_keeps_what_was_typed(db: Database) -> None:
    at = press(open_page("personas"), "persona.new.first")
    at.text_area(key="persona.needs.new").set_value("Quiet")
    press(at, "persona.save.new")
    assert [e.value for e in at.error] == ["Name is empty\\. Type something first\\."]
    assert at.text_area(key="persona.needs.new").value == "Quiet"
    assert not everyone(db)
    press(at, "persona.cancel.new")
    press(at, "persona.new.first")
    assert at.text_area(key="persona.needs.new").value == ""


def test_a_card_shows_quote_lists_channels_and_journeys(db: Database, rosa: Persona) -> None:
    journeys.create_journey(db, ANN, title="Renting a boat", persona_ids=[rosa.id])
    at = open_page("personas")
    said = text_of(at)
    assert "“Let's go\\.”" in said and "- Sail\n- Rest" in said and ":gray-badge[Phone]" in said
    assert [link.value for link in at.page_link] == ["Renting a boat"]


def test_a_link_shows_one_persona_large(rosa: Persona) -> None:
    at = open_page("personas", persona=rosa.id)
    assert [title.value for title in at.title] == ["Personas", "Rosa"]
    press(at, "persona.back")
    assert [title.value for title in at.title] == ["Personas"]


def test_a_link_to_a_persona_that_is_gone_shows_the_others(rosa: Persona) -> None:
    at = open_page("personas", persona="00000000-0000-7000-8000-000000000000")
    assert "does not exist any more" in text_of(at) and rosa.name in text_of(at)


def test_what_is_edited_is_saved_as_one_act(db: Database, rosa: Persona) -> None:
    at = edit(rosa)
    at.text_input(key=f"persona.name.{rosa.id}").set_value("Rosalie")
    at.text_area(key=f"persona.frustrations.{rosa.id}").set_value("Rain")
    press(at, f"persona.save.{rosa.id}")
    assert personas.load_persona(db, rosa.id).frustrations == "Rain"
    press(at, "personas.undo")
    assert personas.load_persona(db, rosa.id) == personas.load_persona(db, rosa.id)
    assert (everyone(db), personas.load_persona(db, rosa.id).frustrations) == (["Rosa"], "")


def test_two_people_editing_one_persona_see_both_texts(db: Database, rosa: Persona) -> None:
    ann, ben = edit(rosa), edit(rosa)
    ann.text_area(key=f"persona.quote.{rosa.id}").set_value("Ann's words")
    ben.text_area(key=f"persona.quote.{rosa.id}").set_value("Ben's words")
    ben.text_input(key=f"persona.role.{rosa.id}").set_value("Sailor")
    press(ben, f"persona.save.{rosa.id}")
    press(ann, f"persona.save.{rosa.id}")
    assert "Ann's words" in text_of(ann) and "Ben's words" in text_of(ann)
    assert personas.load_persona(db, rosa.id).quote == "Ben's words"
    press(ann, f"persona.take_mine.{rosa.id}")
    saved = personas.load_persona(db, rosa.id)
    assert (saved.quote, saved.role) == ("Ann's words", "Sailor")


def test_what_is_typed_waits_while_another_page_is_shown(rosa: Persona) -> None:
    at = edit(rosa)
    at.text_input(key=f"persona.role.{rosa.id}").set_value("Sailor")
    fine(at.run())
    at.query_params.clear()
    fine(at.run())
    assert "Not saved yet: **Rosa**" in text_of(at)
    press(at, f"persona.resume.{rosa.id}")
    assert at.text_input(key=f"persona.role.{rosa.id}").value == "Sailor"


def test_what_was_typed_about_a_persona_that_others_deleted_can_be_read(db: Database, rosa: Persona) -> None:
    at = edit(rosa)
    at.text_input(key=f"persona.role.{rosa.id}").set_value("Sailor")
    personas.delete_persona(db, BEN, rosa.id)
    press(at, f"persona.save.{rosa.id}")
    assert "Sailor" in text_of(at) and "deleted meanwhile" in text_of(at)


def test_a_picture_is_uploaded_and_removed(db: Database, rosa: Persona) -> None:
    at = edit(rosa)
    fine(at.file_uploader[0].upload("rosa.png", picture()).run())
    assert personas.load_persona(db, rosa.id).picture_id is not None
    assert at.get("imgs") or at.get("image")
    press(at, f"persona.picture.remove.{rosa.id}")
    assert personas.load_persona(db, rosa.id).picture_id is None


def test_a_picture_does_not_disturb_what_is_typed(db: Database, rosa: Persona) -> None:
    at = edit(rosa)
    at.text_input(key=f"persona.role.{rosa.id}").set_value("Sailor")
    fine(at.file_uploader[0].upload("rosa.png", picture()).run())
    press(at, f"persona.save.{rosa.id}")
    saved = personas.load_persona(db, rosa.id)
    assert saved.role == "Sailor" and saved.picture_id is not None


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(db: Database, rosa: Persona) -> None:
    at = edit(rosa)
    fine(at.file_uploader[0].upload("rosa.png", b"not a picture").run())
    assert "This is not a picture that can be read" in at.error[0].value
    assert personas.load_persona(db, rosa.id).picture_id is None


def test_a_new_persona_takes_its_picture_with_it(db: Database) -> None:
    at = press(open_page("personas"), "persona.new.first")
    fine(at.file_uploader[0].upload("rosa.png", picture()).run())
    at.text_input(key="persona.name.new").set_value("Olaf")
    press(at, "persona.save.new")
    assert personas.list_personas(db)[0].picture_id is not None


def test_personas_are_duplicated_reordered_archived_and_taken_out_again(db: Database, rosa: Persona) -> None:
    at = open_page("personas")
    menu = f"persona.menu.{rosa.id}"
    choose(at, menu, "copy")
    assert everyone(db) == ["Rosa", "Rosa (copy)"]
    choose(at, menu, "on")
    assert everyone(db) == ["Rosa (copy)", "Rosa"]
    choose(at, menu, "archive")
    assert everyone(db) == ["Rosa (copy)"]
    assert [expander.label for expander in at.expander] == ["Archived personas (1)"]
    choose(at, menu, "restore")
    assert everyone(db) == ["Rosa (copy)", "Rosa"]


def test_a_persona_that_takes_part_in_a_journey_is_not_deleted(db: Database, rosa: Persona) -> None:
    journeys.create_journey(db, ANN, title="Renting a boat", persona_ids=[rosa.id])
    at = choose(open_page("personas"), f"persona.menu.{rosa.id}", "delete")
    assert "takes part in the journey “Renting a boat”" in at.error[0].value
    assert everyone(db) == ["Rosa"]


def test_a_deleted_persona_comes_back_with_undo(db: Database, rosa: Persona) -> None:
    at = choose(open_page("personas", persona=rosa.id), f"persona.menu.{rosa.id}", "delete")
    assert not everyone(db)
    press(at, "personas.undo")
    assert everyone(db) == ["Rosa"]


def test_a_name_with_markdown_in_it_is_shown_letter_by_letter(db: Database) -> None:
    personas.create_persona(db, ANN, name=HOSTILE, goals=f"# big\n{HOSTILE}")
    said = text_of(open_page("personas"))
    assert HOSTILE not in said
    assert f"\n{plain(HOSTILE)}\n" in said and f"- {plain('# big')}\n- {plain(HOSTILE)}" in said
