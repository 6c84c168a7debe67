from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journeymap.errors import Ambiguous, Conflict, InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyState, LaneKind, Phase
from journeymap.services import cards, journeys, paths, personas, touchpoints, undo
from journeymap.services.acts import HOME
from journeymap.store.database import Database
from journeymap.store.journeys import read_places
from tests.services.kit import ANN, BEN, answer, bare, broken_references, small, whole_file


def test_a_new_journey_has_the_usual_lanes_and_the_stages_of_its_template(db: Database) -> None:
    journey_id = journeys.create_journey(db, ANN, title=" Renting\ta \x00boat ", template="five_stages", owner="Rosa")
    made = journeys.load_map(db, journey_id)
    assert (made.journey.title, made.journey.owner, made.journey.state) == ("Renting a boat", "Rosa", "as_is")
    assert [stage.phase for stage in made.stages] == ["before", "before", "during", "after", "after"]
    assert [lane.kind for lane in made.lanes][:3] == [LaneKind.TOUCHPOINT, LaneKind.SCORES, LaneKind.EMOTION]
    assert LaneKind.VISIBILITY_LINE in {lane.kind for lane in made.lanes}
    three = journeys.load_map(db, journeys.create_journey(db, ANN, title="Other"))
    assert [stage.phase for stage in three.stages] == list(Phase)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " \n "}, "Title is empty"),
        ({"title": "x" * 201}, "200 characters at most, this has 201"),
        ({"title": "x", "template": "seven"}, "three phases, five stages, or empty"),
        ({"title": "x", "state": "wished"}, "State must be one of as_is, to_be, not “wished”"),
        ({"title": "x", "review_date": "soon"}, "Review date must be a date such as 2026-03-31"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(db: Database, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        journeys.create_journey(db, ANN, **fields)
    assert journeys.list_journeys(db) == []


def test_a_journey_cannot_be_made_for_a_persona_that_is_gone_or_archived(db: Database) -> None:
    with pytest.raises(NotFound):
        journeys.create_journey(db, ANN, title="x", persona_ids=[new_id()])
    rosa = personas.create_persona(db, ANN, name="Rosa")
    personas.archive_persona(db, ANN, rosa)
    with pytest.raises(InvalidInput, match="“Rosa” is archived"):
        journeys.create_journey(db, ANN, title="x", persona_ids=[rosa])


@pytest.mark.parametrize("wrong", ["", "abc", "0", "' OR 1=1", "00000000-0000-0000-0000-000000000000"])
def test_a_link_to_no_journey_is_answered_in_one_sentence(db: Database, wrong: str) -> None:
    with pytest.raises(NotFound, match="Choose another one on Home"):
        journeys.load_map(db, wrong)
    with pytest.raises(NotFound, match="Choose another one on Home"):
        journeys.load_journey(db, wrong)


def test_a_map_comes_in_the_order_in_which_it_is_drawn(db: Database) -> None:
    made = small(db)
    shop = made.touchpoint("Web shop")
    for title in ("Basket", "Payment"):
        touchpoints.add_touchpoint(db, ANN, made.id, shop.stage_id, title=title, parent_id=shop.id)
    touchpoints.add_touchpoint(db, ANN, made.id, shop.stage_id, title="Review site")
    assert made.titles == ["Ad", "Web shop", "Basket", "Payment", "Review site", "Jetty", "Invoice"]


def test_a_map_is_read_again_only_when_something_on_it_changed(db: Database) -> None:
    made, other = small(db), small(db, BEN)
    seen = made.map
    answer(db, made.id, made.touchpoint("Jetty").id, 3)
    touchpoints.delete_touchpoint(db, BEN, other.touchpoint("Ad").id)
    assert made.map is seen
    personas.update_persona(db, ANN, made.persona, 1, name="Rose")
    assert made.map.personas[0].name == "Rose"
    seen = made.map
    touchpoints.delete_touchpoint(db, ANN, made.touchpoint("Jetty").id)
    assert made.map is not seen


def test_fields_of_a_journey_can_be_edited_and_taken_back(db: Database) -> None:
    made = small(db)
    journeys.update_journey(db, ANN, made.id, 1, state="to_be", review_date=date(2026, 5, 1), scenario="a\r\nb")
    journey = journeys.load_journey(db, made.id)
    assert (journey.state, journey.review_date, journey.scenario) == (JourneyState.TO_BE, date(2026, 5, 1), "a\nb")
    with pytest.raises(Conflict) as refused:
        journeys.update_journey(db, BEN, made.id, 1, title="Ben's")
    assert refused.value.theirs is not None
    assert refused.value.theirs["version"] == 2
    with pytest.raises(Conflict, match="deleted meanwhile"):
        journeys.update_journey(db, BEN, new_id(), 1, title="Ben's")
    undo.undo(db, made.id, ANN)
    assert journeys.load_journey(db, made.id).review_date is None


def test_cards_on_home_count_what_is_in_a_journey(db: Database) -> None:
    made = small(db)
    ben = personas.create_persona(db, ANN, name="Ben")
    journeys.set_personas(db, ANN, made.id, [ben, made.persona, ben])
    empty = journeys.create_journey(db, ANN, title="Empty", template="empty")
    first, second = journeys.journey_cards(db)
    assert (first.journey.id, first.persona_names, first.stages, first.touchpoints) == (made.id, ("Ben", "Rosa"), 3, 4)
    assert (second.journey.id, second.persona_names, second.stages, second.touchpoints) == (empty, (), 0, 0)
    journeys.archive_journey(db, ANN, empty)
    assert [card.journey.id for card in journeys.journey_cards(db)] == [made.id]
    assert [card.journey.id for card in journeys.journey_cards(db, archived=True)] == [empty]
    journeys.restore_journey(db, ANN, empty)
    assert len(journeys.journey_cards(db)) == 2


def test_the_command_line_lists_every_journey_with_its_answers(db: Database) -> None:
    made = small(db)
    answer(db, made.id, made.touchpoint("Jetty").id, 3)
    answer(db, made.id, None, 2)
    answer(db, None, None, 5)
    assert journeys.journeys_document(db) == [
        {"id": made.id, "title": "Renting a boat", "stages": 3, "touchpoints": 4, "responses": 5}
    ]
    assert journeys.answers_in(db, made.id) == 5


def test_a_journey_is_found_by_id_or_title_and_the_nearest_is_named(db: Database) -> None:
    made = small(db)
    assert journeys.find_journey(db, made.id.upper()).id == made.id
    assert journeys.find_journey(db, " renting  a BOAT ").id == made.id
    with pytest.raises(NotFound, match="Did you mean “Renting a boat”"):
        journeys.find_journey(db, "Rent a boat")
    journeys.create_journey(db, ANN, title="A float")
    with pytest.raises(NotFound, match="Did you mean “Renting a boat”"):
        journeys.find_journey(db, "boat")
    twin = journeys.create_journey(db, ANN, title="Renting a boat")
    with pytest.raises(Ambiguous, match=f"{made.id}, {twin}"):
        journeys.find_journey(db, "Renting a boat")


def test_an_empty_file_says_that_there_is_no_journey(db: Database) -> None:
    with pytest.raises(NotFound, match="none at all yet"):
        journeys.find_journey(db, "Renting a boat")


def test_a_duplicate_has_everything_but_ids_and_answers(db: Database) -> None:
    made = small(db)
    ad, shop = made.touchpoint("Ad"), made.touchpoint("Web shop")
    touchpoints.add_touchpoint(db, ANN, made.id, shop.stage_id, title="Basket", parent_id=shop.id)
    paths.add_path(db, ANN, ad.id, shop.id, "in a hurry")
    cards.add_card(db, ANN, ad.id, made.lane(LaneKind.THOUGHTS).id, text="Hm", persona_id=made.persona)
    answer(db, made.id, ad.id, 3)
    copy_id = journeys.duplicate_journey(db, ANN, made.id, with_cards=True)
    copy, source = journeys.load_map(db, copy_id), made.map
    assert copy.journey.title == "Renting a boat (copy)"
    assert [t.title for t in copy.touchpoints] == [t.title for t in source.touchpoints]
    assert [c.text for c in copy.cards] == ["Looks up", "Hm"]
    assert [e.value for e in copy.emotions] == [1.5]
    assert [p.label for p in copy.paths] == ["in a hurry"]
    assert copy.personas == source.personas
    basket = next(t for t in copy.touchpoints if t.title == "Basket")
    assert copy.touchpoint_by_id[basket.parent_id or ""].title == "Web shop"
    assert read_places(db, copy_id) == []
    assert broken_references(db) == []
    assert not {t.id for t in copy.touchpoints} & {t.id for t in source.touchpoints}
    bones = journeys.load_map(db, journeys.duplicate_journey(db, ANN, made.id, with_cards=False))
    assert (len(bones.touchpoints), len(bones.paths), bones.cards, bones.emotions) == (5, 1, (), ())


def test_the_copy_of_a_long_title_is_no_longer_than_a_title_may_be(db: Database) -> None:
    made = journeys.create_journey(db, ANN, title="x" * 200)
    copy = journeys.load_journey(db, journeys.duplicate_journey(db, ANN, made, with_cards=True))
    assert len(copy.title) == 200
    assert copy.title.endswith("… (copy)")


def test_a_journey_and_its_to_be_name_each_other(db: Database) -> None:
    made = small(db)
    wanted = journeys.make_to_be(db, ANN, made.id)
    copy = journeys.load_map(db, wanted)
    assert (copy.journey.state, copy.journey.counterpart_id) == (JourneyState.TO_BE, made.id)
    assert copy.journey.title == "Renting a boat (to be)"
    assert len(copy.cards) == 1
    assert journeys.load_journey(db, made.id).counterpart_id == wanted
    with pytest.raises(InvalidInput, match="has a to-be already"):
        journeys.make_to_be(db, ANN, made.id)
    with pytest.raises(InvalidInput, match="is a to-be journey already"):
        journeys.make_to_be(db, ANN, wanted)
    journeys.delete_journey(db, ANN, made.id)
    assert journeys.load_journey(db, wanted).counterpart_id is None
    undo.undo(db, HOME, ANN)
    assert journeys.load_journey(db, wanted).counterpart_id == made.id
    undo.undo(db, HOME, ANN)
    assert journeys.load_journey(db, made.id).counterpart_id is None
    assert broken_references(db) == []


def test_deleting_a_journey_leaves_its_surveys_unassigned_and_undo_brings_all_back(db: Database) -> None:
    made = small(db)
    answer(db, made.id, made.touchpoint("Jetty").id, 3)
    answer(db, made.id, None, 2)
    before = bare(made.map), whole_file(db)
    journeys.delete_journey(db, ANN, made.id)
    places = db.rows("SELECT journey_id, touchpoint_id, label FROM survey_touchpoint ORDER BY label")
    assert places == [
        {"journey_id": None, "touchpoint_id": None, "label": "Jetty"},
        {"journey_id": None, "touchpoint_id": None, "label": "Renting a boat"},
    ]
    assert len(db.rows("SELECT id FROM response")) == 5
    assert broken_references(db) == []
    assert [table for table, rows in whole_file(db).items() if rows] == ["persona", "survey_touchpoint"]
    undo.undo(db, HOME, ANN)
    assert (bare(made.map), whole_file(db)) == before
