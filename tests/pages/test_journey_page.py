"""The journey page, driven as a person drives it: every test changes something and looks at what became of it."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.model.journey import JourneyState, LaneKind, Phase
from journeymap.services import journeys, personas, stages, touchpoints
from journeymap.services.file import database
from journeymap.store.database import Database
from journeymap.ui import words
from journeymap.ui.text import plain
from tests.pages.at import choose, field, fine, open_page, press, text_of
from tests.services.kit import ANN, BEN, Small, answer, small

HOSTILE = "![x](http://x/y.png) *b*"


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def open_form(made: Small, title: str) -> AppTest:
    return open_page("journey", journey=made.id, touchpoint=made.touchpoint(title).id)


def open_part(made: Small, part: str) -> AppTest:
    at = open_page("journey", journey=made.id)
    at.session_state["journey.part"] = part
    return fine(at.run())


def save_form(at: AppTest, made: Small, title: str) -> AppTest:
    return press(at, f"touchpoint.save.{made.touchpoint(title).id}")


# --- which journey


@pytest.mark.usefixtures("db")
def test_without_a_journey_the_page_leads_to_home() -> None:
    at = open_page("journey")
    assert "There is no journey yet" in text_of(at)
    assert [link.value for link in at.page_link] == ["To Home"]


@pytest.mark.usefixtures("made")
def test_a_link_to_a_journey_that_is_gone_says_so() -> None:
    at = open_page("journey", journey="00000000-0000-7000-8000-000000000000")
    assert "does not exist any more" in text_of(at)


def test_the_twin_of_a_journey_is_linked(made: Small) -> None:
    twin = journeys.make_to_be(made.db, ANN, made.id)
    assert "See it as it should be" in [link.value for link in open_page("journey", journey=made.id).page_link]
    assert "See it as it is" in [link.value for link in open_page("journey", journey=twin).page_link]


def test_an_archived_journey_can_still_be_edited(made: Small) -> None:
    journeys.archive_journey(made.db, ANN, made.id)
    assert "Archived" in text_of(open_page("journey", journey=made.id))


# --- one touchpoint in full


def test_a_link_opens_the_form_of_its_touchpoint(made: Small) -> None:
    at = open_form(made, "Jetty")
    assert at.subheader[0].value == "Jetty"
    assert at.text_input(key=f"touchpoint.title.{made.touchpoint('Jetty').id}").value == "Jetty"


def test_a_link_to_a_touchpoint_that_is_gone_shows_all_of_them(made: Small) -> None:
    at = open_page("journey", journey=made.id, touchpoint="00000000-0000-7000-8000-000000000000")
    assert "not on this journey any more" in text_of(at)
    assert len(at.data_editor[0].value) == 4


def test_saving_the_form_is_one_act_that_undo_takes_back(made: Small) -> None:
    touchpoint, other = made.touchpoint("Jetty"), made.stage("Before")
    at = open_form(made, "Jetty")
    at.text_input(key=f"touchpoint.title.{touchpoint.id}").set_value("Pier")
    at.selectbox(key=f"touchpoint.channel.{touchpoint.id}").set_value("Phone")
    at.selectbox(key=f"touchpoint.stage_id.{touchpoint.id}").set_value(other.id)
    field(at, f"touchpoint.importance.{touchpoint.id}").set_value(5)
    field(at, f"touchpoint.digital.{touchpoint.id}").set_value(False)
    at.number_input(key=f"touchpoint.expectation.{touchpoint.id}").set_value(-1.3)
    at.toggle(key=f"touchpoint.moment_of_truth.{touchpoint.id}").set_value(True)
    save_form(at, made, "Jetty")
    saved = made.touchpoint("Pier")
    assert (saved.id, saved.channel, saved.stage_id) == (touchpoint.id, "Phone", other.id)
    assert (saved.importance, saved.digital, saved.expectation, saved.moment_of_truth) == (5, False, -1.3, True)
    press(at, "journey.undo")
    assert made.touchpoint("Jetty").channel == ""
    assert at.text_input(key=f"touchpoint.title.{touchpoint.id}").value == "Jetty"


def test_a_refused_form_keeps_what_was_typed(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    at = open_form(made, "Jetty")
    at.text_input(key=f"touchpoint.title.{touchpoint.id}").set_value("  ")
    at.text_area(key=f"touchpoint.promise.{touchpoint.id}").set_value("Dry feet")
    save_form(at, made, "Jetty")
    assert [e.value for e in at.error] == ["Title is empty\\. Type something first\\."]
    assert at.text_area(key=f"touchpoint.promise.{touchpoint.id}").value == "Dry feet"
    assert made.touchpoint("Jetty").promise == ""


@pytest.fixture
def clash(made: Small) -> tuple[Small, AppTest, str]:
    """Ann has typed a promise and an owner; Ben saved another promise and a note meanwhile. Ann pressed Save."""
    touchpoint = made.touchpoint("Jetty")
    ann, ben = open_form(made, "Jetty"), open_form(made, "Jetty")
    ann.text_area(key=f"touchpoint.promise.{touchpoint.id}").set_value("Ann's promise")
    ann.text_input(key=f"touchpoint.owner.{touchpoint.id}").set_value("Ann")
    ben.text_area(key=f"touchpoint.promise.{touchpoint.id}").set_value("Ben's promise")
    ben.text_area(key=f"touchpoint.note.{touchpoint.id}").set_value("Ben's note")
    save_form(ben, made, "Jetty")
    save_form(ann, made, "Jetty")
    return made, ann, touchpoint.id


def test_the_second_of_two_people_is_shown_both_texts_and_nothing_is_overwritten(
    clash: tuple[Small, AppTest, str],
) -> None:
    made, ann, touchpoint_id = clash
    said = text_of(ann)
    assert "was changed meanwhile" in said
    assert "Ann's promise" in said and "Ben's promise" in said and "Ben's note" in said
    assert made.touchpoint("Jetty").promise == "Ben's promise"
    assert made.touchpoint("Jetty").owner == ""
    assert ann.text_area(key=f"touchpoint.promise.{touchpoint_id}").value == "Ann's promise"


def test_taking_mine_saves_only_the_fields_that_i_changed(clash: tuple[Small, AppTest, str]) -> None:
    made, ann, touchpoint_id = clash
    press(ann, f"touchpoint.take_mine.{touchpoint_id}")
    saved = made.touchpoint("Jetty")
    assert (saved.promise, saved.owner, saved.note) == ("Ann's promise", "Ann", "Ben's note")
    assert ann.text_area(key=f"touchpoint.note.{touchpoint_id}").value == "Ben's note"
    assert "changed meanwhile" not in text_of(ann)


def test_taking_theirs_gives_up_what_i_typed(clash: tuple[Small, AppTest, str]) -> None:
    made, ann, touchpoint_id = clash
    press(ann, f"touchpoint.take_theirs.{touchpoint_id}")
    assert ann.text_area(key=f"touchpoint.promise.{touchpoint_id}").value == "Ben's promise"
    assert ann.text_input(key=f"touchpoint.owner.{touchpoint_id}").value == ""
    assert made.touchpoint("Jetty").promise == "Ben's promise"


def test_a_form_in_which_nothing_is_typed_shows_what_others_saved(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    at = open_form(made, "Jetty")
    touchpoints.update_touchpoint(made.db, BEN, touchpoint.id, touchpoint.version, promise="New")
    assert fine(at.run()).text_area(key=f"touchpoint.promise.{touchpoint.id}").value == "New"


def test_a_touchpoint_that_others_only_moved_is_saved_without_a_question(made: Small) -> None:
    touchpoint = made.touchpoint("Web shop")
    at = open_form(made, "Web shop")
    at.text_input(key=f"touchpoint.owner.{touchpoint.id}").set_value("Ann")
    touchpoints.move_touchpoint(made.db, BEN, touchpoint.id, touchpoint.stage_id, 0)
    save_form(at, made, "Web shop")
    assert made.touchpoint("Web shop").owner == "Ann"


def test_what_is_typed_waits_while_another_touchpoint_is_looked_at(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    at = open_form(made, "Jetty")
    at.text_input(key=f"touchpoint.owner.{touchpoint.id}").set_value("Ann")
    press(at, "touchpoint.previous")
    assert at.subheader[0].value == "Web shop"
    assert "Not saved yet: **Jetty**" in text_of(at)
    press(at, f"touchpoint.resume.{touchpoint.id}")
    assert at.text_input(key=f"touchpoint.owner.{touchpoint.id}").value == "Ann"
    press(at, f"touchpoint.discard.{touchpoint.id}")
    assert at.text_input(key=f"touchpoint.owner.{touchpoint.id}").value == ""
    press(at, "touchpoint.previous")
    assert "Not saved yet" not in text_of(at)


def test_what_was_typed_on_a_touchpoint_that_others_deleted_can_still_be_read(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    at = open_form(made, "Jetty")
    at.text_area(key=f"touchpoint.promise.{touchpoint.id}").set_value("A long thought")
    touchpoints.delete_touchpoint(made.db, BEN, touchpoint.id)
    press(at, f"touchpoint.save.{touchpoint.id}")
    assert "A long thought" in text_of(at) and "deleted meanwhile" in text_of(at)
    press(at, f"touchpoint.lost.{touchpoint.id}")
    assert "A long thought" not in text_of(at)


def test_a_title_with_markdown_in_it_is_shown_letter_by_letter(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(made.db, BEN, touchpoint.id, touchpoint.version, title=HOSTILE)
    journeys.update_journey(made.db, BEN, made.id, made.map.journey.version, title=HOSTILE)
    at = open_page("journey", journey=made.id, touchpoint=touchpoint.id)
    assert at.subheader[0].value == plain(HOSTILE)
    assert HOSTILE in at.selectbox(key="journey.chosen").options


def test_a_touchpoint_moves_past_the_edge_of_its_stage(made: Small) -> None:
    at = open_form(made, "Web shop")
    choose(at, f"touchpoint.menu.{made.touchpoint('Web shop').id}", "down")
    assert made.by_stage() == {"Before": ["Ad"], "During": ["Web shop", "Jetty"], "After": ["Invoice"]}


def test_deleting_a_touchpoint_with_answers_says_what_becomes_of_them(made: Small) -> None:
    touchpoint = made.touchpoint("Ad")
    answer(made.db, made.id, touchpoint.id, 7)
    at = open_form(made, "Ad")
    choose(at, f"touchpoint.menu.{touchpoint.id}", "delete")
    assert "The 7 answers given on it are kept" in text_of(at) and "1 card on it goes too" in text_of(at)
    press(at, f"touchpoint.delete.no.{touchpoint.id}")
    assert "Ad" in made.titles
    choose(at, f"touchpoint.menu.{touchpoint.id}", "delete")
    press(at, f"touchpoint.delete.yes.{touchpoint.id}")
    assert "Ad" not in made.titles
    press(at, "journey.undo")
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up"]


def test_a_sub_touchpoint_is_added_by_its_title(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    at = open_form(made, "Jetty")
    fine(at.text_input(key=f"touchpoint.part.{touchpoint.id}").set_value("Life vests").run())
    assert made.touchpoint("Life vests").parent_id == touchpoint.id
    assert at.text_input(key=f"touchpoint.part.{touchpoint.id}").value == ""


# --- emotions and cards


def test_an_emotion_is_said_changed_and_unsaid(made: Small) -> None:
    touchpoint = made.touchpoint("Jetty")
    cell, key = (touchpoint.id, made.persona), f"{touchpoint.id}.{made.persona}"
    at = open_form(made, "Jetty")
    press(at, f"emotion.say.{key}")
    assert made.map.emotion_by_cell[cell].value == 0.0
    fine(at.slider(key=f"emotion.value.{key}").set_value(-1.7).run())
    assert made.map.emotion_by_cell[cell].value == -1.7
    press(at, f"emotion.clear.{key}")
    assert cell not in made.map.emotion_by_cell


def test_an_emotion_that_others_moved_is_not_overwritten(made: Small) -> None:
    touchpoint = made.touchpoint("Ad")
    cell = f"{touchpoint.id}.{made.persona}"
    ann, ben = open_form(made, "Ad"), open_form(made, "Ad")
    fine(ben.slider(key=f"emotion.value.{cell}").set_value(-2.0).run())
    fine(ann.slider(key=f"emotion.value.{cell}").set_value(2.0).run())
    assert made.map.emotion_by_cell[touchpoint.id, made.persona].value == -2.0
    assert "changed meanwhile" in text_of(ann)
    press(ann, f"emotion.take_theirs.{cell}")
    assert ann.slider(key=f"emotion.value.{cell}").value == -2.0


def card_of(made: Small, text: str) -> str:
    return next(card.id for card in made.map.cards if card.text == text)


def test_cards_are_added_edited_moved_and_deleted(made: Small) -> None:
    lane, touchpoint = made.lane(LaneKind.THOUGHTS), made.touchpoint("Jetty")
    at = open_form(made, "Jetty")
    for text in ("Wobbly", "Fresh air"):
        fine(at.text_input(key=f"card.new.{touchpoint.id}.{lane.id}").set_value(text).run())
    choose(at, f"card.menu.{card_of(made, 'Fresh air')}", "up")
    assert made.texts("Jetty", LaneKind.THOUGHTS) == ["Fresh air", "Wobbly"]
    card = card_of(made, "Wobbly")
    press(at, f"card.edit.{card}")
    at.text_area(key=f"card.text.{card}").set_value("It wobbles")
    field(at, f"card.evidence.{card}").set_value("observed")
    at.selectbox(key=f"card.persona_id.{card}").set_value(made.persona)
    press(at, f"card.save.{card}")
    saved = next(c for c in made.map.cards if c.id == card)
    assert (saved.text, str(saved.evidence), saved.persona_id) == ("It wobbles", "observed", made.persona)
    choose(at, f"card.menu.{card}", "delete")
    assert made.texts("Jetty", LaneKind.THOUGHTS) == ["Fresh air"]


def test_a_card_that_others_changed_shows_both_texts(made: Small) -> None:
    card = card_of(made, "Looks up")
    ann, ben = open_form(made, "Ad"), open_form(made, "Ad")
    for at, text in ((ann, "Ann's"), (ben, "Ben's")):
        press(at, f"card.edit.{card}")
        at.text_area(key=f"card.text.{card}").set_value(text)
    press(ben, f"card.save.{card}")
    press(ann, f"card.save.{card}")
    assert "Ann's" in text_of(ann) and "Ben's" in text_of(ann)
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Ben's"]
    press(ann, f"card.take_mine.{card}")
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Ann's"]


# --- the table


def edit_table(
    at: AppTest,
    made: Small,
    *,
    edited: dict[int, dict[str, Any]] | None = None,
    added: list[dict[str, Any]] | None = None,
    deleted: list[int] | None = None,
) -> AppTest:
    """Type into the table as the browser would."""
    stamp = at.session_state[f"table.{made.id}"]["stamp"]
    at.session_state[f"touchpoint.table.{made.id}.{stamp}"] = {
        "edited_rows": edited or {},
        "added_rows": added or [],
        "deleted_rows": deleted or [],
    }
    return fine(at.run())


def save_table(at: AppTest, made: Small) -> AppTest:
    return press(at, f"table.save.{made.id}")


def test_everything_typed_into_the_table_is_saved_as_one_act(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(
        at,
        made,
        edited={0: {"title": "Poster", "importance": 4, "digital": "In person"}, 1: {"stage_id": "After"}},
        added=[{"title": "Key", "stage_id": "During", "moment_of_truth": True}],
        deleted=[3],
    )
    assert "4 touchpoints are not saved yet" in text_of(at)
    assert made.titles == ["Ad", "Web shop", "Jetty", "Invoice"]
    save_table(at, made)
    assert made.by_stage() == {"Before": ["Poster"], "During": ["Jetty", "Key"], "After": ["Web shop"]}
    assert (made.touchpoint("Poster").importance, made.touchpoint("Poster").digital) == (4, False)
    assert made.touchpoint("Key").moment_of_truth
    assert "not saved" not in text_of(at)
    press(at, "journey.undo")
    assert made.titles == ["Ad", "Web shop", "Jetty", "Invoice"]


def test_another_number_in_the_column_place_moves_a_touchpoint(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, edited={1: {"place": 1}})
    save_table(at, made)
    assert made.by_stage()["Before"] == ["Web shop", "Ad"]


def test_edits_stay_with_their_touchpoint_when_others_add_one_above(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, edited={1: {"owner": "Ann"}}, added=[{"title": "Key", "stage_id": "During"}])
    touchpoints.add_touchpoint(made.db, BEN, made.id, made.stage("Before").id, title="Friend", position=0)
    fine(at.run())
    assert "2 touchpoints are not saved yet" in text_of(at)
    save_table(at, made)
    assert {t.title for t in made.map.touchpoints if t.owner == "Ann"} == {"Web shop"}
    assert "Key" in made.titles and "Friend" in made.titles


def clash_in_table(made: Small) -> AppTest:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, edited={1: {"owner": "Ann"}, 2: {"owner": "Ann too"}})
    touchpoint = made.touchpoint("Web shop")
    touchpoints.update_touchpoint(made.db, BEN, touchpoint.id, touchpoint.version, owner="Ben", note="Ben's note")
    return save_table(at, made)


def test_a_row_that_others_changed_is_not_overwritten_from_the_table(made: Small) -> None:
    at = clash_in_table(made)
    said = text_of(at)
    assert "was changed meanwhile" in said and "Ben" in said and "Ann" in said
    assert made.touchpoint("Web shop").owner == "Ben"
    assert made.touchpoint("Jetty").owner == ""
    press(at, f"table.mine.{made.id}")
    assert (made.touchpoint("Web shop").owner, made.touchpoint("Web shop").note) == ("Ann", "Ben's note")
    assert made.touchpoint("Jetty").owner == "Ann too"


def test_taking_theirs_in_the_table_keeps_my_other_rows(made: Small) -> None:
    at = clash_in_table(made)
    press(at, f"table.theirs.{made.id}")
    assert "1 touchpoint is not saved yet" in text_of(at)
    save_table(at, made)
    assert (made.touchpoint("Web shop").owner, made.touchpoint("Jetty").owner) == ("Ben", "Ann too")


def test_a_table_that_is_refused_keeps_what_was_typed(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, edited={0: {"title": "", "owner": "Ann"}})
    save_table(at, made)
    assert [e.value for e in at.error] == ["Title is empty\\. Type something first\\."]
    assert "1 touchpoint is not saved yet" in text_of(at)
    edit_table(at, made, edited={0: {"title": "Poster", "owner": "Ann"}})
    save_table(at, made)
    assert made.touchpoint("Poster").owner == "Ann"


def test_what_is_typed_into_the_table_waits_while_another_page_is_shown(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, edited={0: {"title": "Poster"}})
    at.session_state["journey.part"] = "Stages"
    fine(at.run())
    at.session_state["journey.part"] = "Touchpoints"
    fine(at.run())
    assert list(at.data_editor[0].value["title"]) == ["Poster", "Web shop", "Jetty", "Invoice"]
    assert "1 touchpoint is not saved yet" in text_of(at)
    press(at, f"table.discard.{made.id}")
    assert list(at.data_editor[0].value["title"]) == ["Ad", "Web shop", "Jetty", "Invoice"]


def test_a_table_that_is_not_saved_is_named_beside_the_form_of_a_touchpoint(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, edited={0: {"title": "Poster"}})
    at.query_params["touchpoint"] = made.touchpoint("Jetty").id
    fine(at.run())
    assert "The table of touchpoints is not saved yet" in text_of(at)
    press(at, "table.resume")
    assert at.data_editor[0].value["title"].iloc[0] == "Poster"


def test_lines_pasted_into_one_cell_are_told_where_to_go(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    edit_table(at, made, added=[{"title": "x\nz", "stage_id": "After"}])
    assert "Several lines stand in one cell" in text_of(at)


# --- adding


def test_a_touchpoint_is_added_by_its_title(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    at.text_input(key=f"add.title.{made.id}").set_value("Friend")
    at.selectbox(key=f"add.stage.{made.id}").set_value(made.stage("Before").id)
    press(at, f"add.one.{made.id}")
    assert made.by_stage()["Before"] == ["Ad", "Web shop", "Friend"]
    assert at.text_input(key=f"add.title.{made.id}").value == ""


def test_adding_without_a_title_is_refused_with_a_sentence(made: Small) -> None:
    at = press(open_page("journey", journey=made.id), f"add.one.{made.id}")
    assert [e.value for e in at.error] == ["Title is empty\\. Type something first\\."]
    assert len(made.titles) == 4


def test_ten_touchpoints_from_a_spreadsheet_are_looked_at_and_added(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    fine(at.toggle(key=f"paste.open.{made.id}").set_value(True).run())
    text = "Title\tChannel\tImportance\n" + "\n".join(f"Step {n}\tPhone\t{n % 5 + 1}" for n in range(10))
    at.selectbox(key=f"paste.stage.{made.id}").set_value(made.stage("After").id)
    fine(at.text_area(key=f"paste.text.{made.id}").set_value(text).run())
    preview = at.dataframe[0].value
    assert list(preview.columns) == ["Title", "Channel", "Importance"] and len(preview) == 10
    press(at, f"paste.add.{made.id}")
    assert made.by_stage()["After"] == ["Invoice", *(f"Step {n}" for n in range(10))]
    press(at, "journey.undo")
    assert made.by_stage()["After"] == ["Invoice"]


def test_a_pasted_line_that_cannot_be_read_is_named(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    fine(at.toggle(key=f"paste.open.{made.id}").set_value(True).run())
    fine(at.text_area(key=f"paste.text.{made.id}").set_value("Title\tImportance\nShop\tvery").run())
    assert "Line 2" in at.error[0].value
    assert made.titles == ["Ad", "Web shop", "Jetty", "Invoice"]


# --- stages


def test_a_journey_without_stages_offers_the_usual_ones(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Empty", template="empty")
    at = open_page("journey", journey=journey)
    press(at, "stage.template.three_phases")
    assert [s.title for s in journeys.load_map(db, journey).stages] == ["Before", "During", "After"]


def test_stages_are_renamed_moved_and_added(made: Small) -> None:
    stage = made.stage("Before")
    at = open_part(made, "Stages")
    fine(at.text_input(key=f"stage.title.{stage.id}").set_value("Dreaming").run())
    fine(at.selectbox(key=f"stage.phase.{stage.id}").set_value("during").run())
    press(at, f"stage.down.{stage.id}")
    at.text_input(key=f"stage.new.title.{made.id}").set_value("Again")
    press(at, f"stage.add.{made.id}")
    found = made.map.stages
    assert [s.title for s in found] == ["During", "Dreaming", "After", "Again"]
    assert found[1].phase is Phase.DURING and found[3].phase is Phase.AFTER


def test_a_stage_that_others_renamed_shows_both_titles(made: Small) -> None:
    stage = made.stage("Before")
    at = open_part(made, "Stages")
    stages.update_stage(made.db, BEN, stage.id, stage.version, title="Ben's stage")
    fine(at.text_input(key=f"stage.title.{stage.id}").set_value("Ann's stage").run())
    assert made.map.stages[0].title == "Ben's stage"
    assert "Ann's stage" in text_of(at) and "Ben's stage" in text_of(at)
    press(at, f"stage.take_mine.{stage.id}")
    assert made.map.stages[0].title == "Ann's stage"


def test_deleting_a_stage_says_what_goes_and_undo_brings_it_back(made: Small) -> None:
    stage = made.stage("Before")
    answer(made.db, made.id, made.touchpoint("Ad").id, 12)
    at = open_part(made, "Stages")
    press(at, f"stage.delete.{stage.id}")
    said = text_of(at)
    assert "2 touchpoints go too" in said and "1 card goes too" in said and "The 12 answers" in said
    press(at, f"stage.delete.yes.{stage.id}")
    assert list(made.by_stage()) == ["During", "After"]
    press(at, "journey.undo")
    assert made.by_stage()["Before"] == ["Ad", "Web shop"]


def test_a_stage_with_nothing_in_it_goes_without_a_question(made: Small) -> None:
    stage = stages.add_stage(made.db, ANN, made.id, title="Spare")
    press(open_part(made, "Stages"), f"stage.delete.{stage}")
    assert "Spare" not in made.by_stage()


# --- lanes


def test_lanes_are_added_renamed_hidden_moved_and_deleted(made: Small) -> None:
    at = open_part(made, "Lanes")
    at.selectbox(key=f"lane.new.kind.{made.id}").set_value("text")
    at.text_input(key=f"lane.new.title.{made.id}").set_value("Weather")
    press(at, f"lane.add.{made.id}")
    lane = made.map.lanes[-1]
    assert (lane.kind, lane.title) == (LaneKind.TEXT, "Weather")
    fine(at.text_input(key=f"lane.title.{lane.id}").set_value("Wind").run())
    fine(at.toggle(key=f"lane.shown.{lane.id}").set_value(False).run())
    press(at, f"lane.up.{lane.id}")
    moved = made.map.lanes[-2]
    assert (moved.id, moved.title, moved.shown) == (lane.id, "Wind", False)
    press(at, f"lane.delete.{lane.id}")
    assert lane.id not in {other.id for other in made.map.lanes}


def test_a_double_click_adds_one(made: Small) -> None:
    at = open_part(made, "Stages")
    for title in ("Again", "Again", ""):
        at.text_input(key=f"stage.new.title.{made.id}").set_value(title)
        press(at, f"stage.add.{made.id}")
    assert [stage.title for stage in made.map.stages] == ["Before", "During", "After", "Again"]
    assert not at.error
    at.text_input(key=f"stage.new.title.{made.id}").set_value("And again")
    press(at, f"stage.add.{made.id}")
    assert made.map.stages[-1].title == "And again"


def test_every_kind_of_lane_can_be_added(made: Small) -> None:
    at = open_part(made, "Lanes")
    for kind in LaneKind:
        if words.lane_kind(kind) in at.selectbox(key=f"lane.new.kind.{made.id}").options:
            at.selectbox(key=f"lane.new.kind.{made.id}").set_value(str(kind))
            press(at, f"lane.add.{made.id}")
            assert not at.error
    assert {lane.kind for lane in made.map.lanes} == set(LaneKind)


def test_a_lane_with_cards_asks_before_it_goes(made: Small) -> None:
    lane = made.lane(LaneKind.ACTIONS)
    at = press(open_part(made, "Lanes"), f"lane.delete.{lane.id}")
    assert "with the 1 card in it" in text_of(at)
    press(at, f"lane.delete.yes.{lane.id}")
    assert lane.id not in {other.id for other in made.map.lanes}


def test_the_blueprint_puts_its_lanes_first(made: Small) -> None:
    press(open_part(made, "Lanes"), "lane.blueprint")
    kinds = [lane.kind for lane in made.map.lanes]
    assert kinds[:2] == [LaneKind.EVIDENCE, LaneKind.ACTIONS] and LaneKind.INTERNAL_LINE in kinds


# --- about


def test_what_the_journey_says_about_itself_is_saved(made: Small) -> None:
    at = open_part(made, "About")
    at.text_input(key=f"journey.title.{made.id}").set_value("Hiring a boat")
    field(at, f"journey.state.{made.id}").set_value("to_be")
    at.text_input(key=f"journey.owner.{made.id}").set_value("Harbour")
    press(at, f"journey.save.{made.id}")
    journey = made.map.journey
    assert (journey.title, journey.state, journey.owner) == ("Hiring a boat", JourneyState.TO_BE, "Harbour")


def test_a_persona_joins_at_once(made: Small) -> None:
    other = personas.create_persona(made.db, ANN, name="Olaf")
    at = open_part(made, "About")
    fine(at.multiselect(key=f"journey_personas.ids.{made.id}").set_value([made.persona, other]).run())
    assert [p.name for p in made.map.personas] == ["Rosa", "Olaf"]


def test_a_persona_whose_emotions_would_go_asks_first(made: Small) -> None:
    at = open_part(made, "About")
    fine(at.multiselect(key=f"journey_personas.ids.{made.id}").set_value([]).run())
    assert "With Rosa goes 1 emotion or card" in text_of(at)
    assert [p.name for p in made.map.personas] == ["Rosa"]
    press(at, f"journey_personas.discard.{made.id}")
    assert at.multiselect(key=f"journey_personas.ids.{made.id}").value == [made.persona]
    fine(at.multiselect(key=f"journey_personas.ids.{made.id}").set_value([]).run())
    press(at, f"journey_personas.save.{made.id}")
    assert not made.map.personas
    press(at, "journey.undo")
    assert made.map.emotions


def test_personas_that_others_chose_are_not_overwritten(made: Small) -> None:
    other = personas.create_persona(made.db, ANN, name="Olaf")
    third = personas.create_persona(made.db, ANN, name="Ida")
    at = open_part(made, "About")
    journeys.set_personas(made.db, BEN, made.id, [made.persona, other])
    fine(at.multiselect(key=f"journey_personas.ids.{made.id}").set_value([made.persona, third]).run())
    assert [p.name for p in made.map.personas] == ["Rosa", "Olaf"]
    assert "changed meanwhile" in text_of(at)
    press(at, f"journey_personas.take_mine.{made.id}")
    assert [p.name for p in made.map.personas] == ["Rosa", "Ida"]


# --- large


def test_two_hundred_and_forty_touchpoints_are_edited_in_one_table(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Long", template="five_stages")
    for stage in journeys.load_map(db, journey).stages:
        rows = [{"title": f"{stage.title} {n}"} for n in range(48)]
        touchpoints.add_touchpoints(db, ANN, journey, stage.id, rows)
    made = Small(database(), journey, "")
    at = open_page("journey", journey=journey)
    assert len(at.data_editor[0].value) == 240
    edit_table(at, made, edited={239: {"title": "The last one"}})
    save_table(at, made)
    assert made.titles[-1] == "The last one"


# --- paths


def test_a_path_is_added_labelled_and_deleted(made: Small) -> None:
    at = open_part(made, "Paths")
    ad, jetty = made.touchpoint("Ad").id, made.touchpoint("Jetty").id
    press(at, f"path.add.{made.id}")
    assert "Choose two" in text_of(at)
    at.selectbox(key=f"path.new.from.{made.id}").set_value(ad)
    at.selectbox(key=f"path.new.to.{made.id}").set_value(jetty)
    at.text_input(key=f"path.new.label.{made.id}").set_value("walks by")
    press(at, f"path.add.{made.id}")
    (path,) = made.map.paths
    assert (path.from_id, path.to_id, path.label) == (ad, jetty, "walks by")
    assert at.selectbox(key=f"path.new.from.{made.id}").value == ""
    fine(at.text_input(key=f"path.label.{path.id}").set_value("sails by").run())
    assert made.map.paths[0].label == "sails by"
    press(at, f"path.delete.{path.id}")
    assert made.map.paths == ()


def test_a_journey_without_two_touchpoints_says_what_a_path_needs(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Empty")
    at = open_page("journey", journey=journey)
    at.session_state["journey.part"] = "Paths"
    assert "Add two touchpoints first" in text_of(fine(at.run()))


def test_a_text_that_is_too_long_is_refused_and_not_cut(made: Small) -> None:
    stage = made.stage("Before")
    at = open_part(made, "Stages")
    fine(at.text_input(key=f"stage.title.{stage.id}").set_value("x" * 240).run())
    assert "200 characters at most, this has 240" in text_of(at)
    assert at.text_input(key=f"stage.title.{stage.id}").value == "x" * 240
    fine(at.text_input(key=f"stage.title.{stage.id}").set_value("Short").run())
    assert made.map.stages[0].title == "Short"
    assert not at.error
