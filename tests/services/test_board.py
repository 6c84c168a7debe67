"""Acts of the board, as browsers send them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journeymap.errors import InvalidInput
from journeymap.model.identity import new_id
from journeymap.model.journey import LaneKind
from journeymap.services import cards, journeys, stages, touchpoints
from journeymap.services.board import carry_out_acts
from journeymap.services.board_acts import AT_ONCE, KINDS
from journeymap.services.board_desk import ACTS
from journeymap.services.board_document import board_document, changes_since
from journeymap.services.undo import redo, undo
from journeymap.store.database import Database, open_database
from tests.services.kit import ANN, BEN, Small, answer, broken_references, small, whole_file

FEELING = {"id": new_id(), "kind": "emotion.set", "touchpoint": new_id(), "persona": new_id(), "was": None}
EDIT = {"id": new_id(), "kind": "card.edit", "card": new_id(), "was": {"text": ""}}


def act(kind: str, **given: Any) -> dict[str, Any]:
    return {"id": new_id(), "kind": kind, **given}


def sent(made: Small, *acts: dict[str, Any], actor: str = ANN) -> list[dict[str, Any]]:
    return carry_out_acts(made.db, actor, made.id, json.loads(json.dumps(acts)))


def done(made: Small, *acts: dict[str, Any], actor: str = ANN) -> None:
    outcomes = sent(made, *acts, actor=actor)
    assert [outcome["state"] for outcome in outcomes] == ["done"] * len(acts), outcomes


def add_card(made: Small, title: str, text: str, *, before: str | None = None) -> str:
    card = new_id()
    place = {"touchpoint": made.touchpoint(title).id, "lane": made.lane(LaneKind.ACTIONS).id}
    done(made, act("card.add", card=card, text=text, before=before, **place))
    return card


def test_a_card_is_added_where_it_was_typed_under_the_id_that_the_browser_gave(db: Database) -> None:
    made = small(db)
    last = add_card(made, "Ad", "Last")
    add_card(made, "Ad", "Between", before=last)
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up", "Between", "Last"]
    assert last in {card.id for card in made.map.cards}


def test_an_act_that_is_sent_twice_is_done_once(db: Database) -> None:
    made = small(db)
    place = {"touchpoint": made.touchpoint("Ad").id, "lane": made.lane(LaneKind.ACTIONS).id}
    adding = act("card.add", card=new_id(), text="Once", before=None, **place)
    done(made, adding, adding)
    done(made, act("undo"))
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up"]
    done(made, adding)  # the connection broke, and the answer with it
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up"]


def test_undo_that_is_sent_twice_takes_back_one_act(db: Database) -> None:
    made = small(db)
    add_card(made, "Ad", "One")
    add_card(made, "Ad", "Two")
    undoing = act("undo")
    done(made, undoing)
    done(made, undoing)
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up", "One"]
    done(made, act("redo"))
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up", "One", "Two"]


def test_several_cards_go_together_and_come_back_together(db: Database) -> None:
    made = small(db)
    one, two = add_card(made, "Ad", "One"), add_card(made, "Ad", "Two")
    was = whole_file(db)
    lane, target = made.lane(LaneKind.THOUGHTS).id, made.touchpoint("Jetty").id
    moves = [{"card": card, "touchpoint": target, "lane": lane, "before": None} for card in (two, one)]
    done(made, act("card.move", moves=moves))
    assert made.texts("Jetty", LaneKind.THOUGHTS) == ["Two", "One"]
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up"]
    done(made, act("undo"))
    assert whole_file(db) == was


def test_order_inside_a_cell_is_kept(db: Database) -> None:
    made = small(db)
    first = made.map.cards[0].id
    second, third = add_card(made, "Ad", "Second"), add_card(made, "Ad", "Third")
    cell = {"touchpoint": made.touchpoint("Ad").id, "lane": made.lane(LaneKind.ACTIONS).id}
    done(made, act("card.move", moves=[{"card": third, "before": first, **cell}]))
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Third", "Looks up", "Second"]
    done(made, act("card.move", moves=[{"card": first, "before": None, **cell}]))
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Third", "Second", "Looks up"]
    assert second in {card.id for card in made.map.cards}


def test_touchpoints_go_to_another_stage_with_their_parts(db: Database) -> None:
    made = small(db)
    ad, shop, after = made.touchpoint("Ad"), made.touchpoint("Web shop"), made.stage("After")
    touchpoints.add_touchpoint(db, ANN, made.id, ad.stage_id, title="Banner", parent_id=ad.id)
    was = whole_file(db)
    done(
        made,
        act(
            "touchpoint.move",
            touchpoints=[shop.id, ad.id],
            stage=after.id,
            before=made.touchpoint("Invoice").id,
            parent=None,
        ),
    )
    assert made.by_stage() == {"Before": [], "During": ["Jetty"], "After": ["Ad", "Banner", "Web shop", "Invoice"]}
    undo(db, made.id, ANN)
    assert whole_file(db) == was


def test_a_touchpoint_becomes_a_part_and_stands_by_itself_again(db: Database) -> None:
    made = small(db)
    ad, shop = made.touchpoint("Ad"), made.touchpoint("Web shop")
    move = {"touchpoints": [shop.id], "stage": ad.stage_id, "before": None}
    done(made, act("touchpoint.move", parent=ad.id, **move))
    assert made.touchpoint("Web shop").parent_id == ad.id
    done(made, act("touchpoint.move", parent=None, **move))
    assert made.touchpoint("Web shop").parent_id is None


def test_typing_over_a_text_that_somebody_else_changed_says_both_and_changes_nothing(db: Database) -> None:
    made = small(db)
    card = made.map.cards[0]
    editing = {"card": card.id, "was": {"text": "Looks up"}}
    done(made, act("card.edit", fields={"text": "Ben’s words"}, **editing), actor=BEN)
    (outcome,) = sent(made, act("card.edit", fields={"text": "Ann’s words"}, **editing))
    assert outcome["state"] == "conflict"
    assert (outcome["theirs"], outcome["mine"]) == ({"text": "Ben’s words"}, {"text": "Ann’s words"})
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Ben’s words"]
    done(made, act("card.edit", card=card.id, fields={"text": "Ann’s words"}, was=outcome["theirs"]))
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Ann’s words"]


def test_a_card_that_was_moved_meanwhile_still_takes_the_text(db: Database) -> None:
    made = small(db)
    card = made.map.cards[0]
    cards.move_card(db, BEN, card.id, made.touchpoint("Jetty").id, card.lane_id)
    done(made, act("card.edit", card=card.id, fields={"text": "Reads"}, was={"text": "Looks up"}))
    assert made.texts("Jetty", LaneKind.ACTIONS) == ["Reads"]


def test_two_quick_edits_of_one_text_do_not_stand_in_each_others_way(db: Database) -> None:
    made = small(db)
    edit = {"card": made.map.cards[0].id}
    done(
        made,
        act("card.edit", fields={"text": "Reads  "}, was={"text": "Looks up"}, **edit),
        act("card.edit", fields={"text": "Reads on"}, was={"text": "Reads"}, **edit),
    )
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Reads on"]


def test_text_for_something_that_was_deleted_comes_back_to_the_person(db: Database) -> None:
    made = small(db)
    card = made.map.cards[0]
    cards.delete_card(db, BEN, card.id)
    (outcome,) = sent(made, act("card.edit", card=card.id, fields={"text": "Precious"}, was={"text": "Looks up"}))
    assert (outcome["state"], outcome["theirs"], outcome["mine"]) == ("conflict", None, {"text": "Precious"})


def test_everything_about_a_touchpoint_is_set_without_leaving_the_board(db: Database) -> None:
    made = small(db)
    fields = {"importance": 4, "moment_of_truth": True, "channel": "Web", "promise": "Always dry"}
    was = {"importance": None, "moment_of_truth": False, "channel": "", "promise": ""}
    done(made, act("touchpoint.edit", touchpoint=made.touchpoint("Ad").id, fields=fields, was=was))
    ad = made.touchpoint("Ad")
    assert (ad.importance, ad.moment_of_truth, ad.channel, ad.promise) == (4, True, "Web", "Always dry")


def test_evidence_and_persona_are_set_on_the_card(db: Database) -> None:
    made = small(db)
    card = made.map.cards[0].id
    done(
        made,
        act("card.edit", card=card, fields={"evidence": "measured"}, was={"evidence": "assumed"}),
        act("card.edit", card=card, fields={"persona_id": made.persona}, was={"persona_id": None}),
    )
    assert (made.map.cards[0].evidence, made.map.cards[0].persona_id) == ("measured", made.persona)


def test_one_drag_of_an_emotion_is_one_step_of_undo(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad").id
    done(made, act("emotion.set", touchpoint=ad, persona=made.persona, value=-1.25, was=1.5))
    assert made.map.emotions[0].value == -1.2
    undo(db, made.id, ANN)
    assert made.map.emotions[0].value == 1.5
    (outcome,) = sent(made, act("emotion.set", touchpoint=ad, persona=made.persona, value=0, was=-2))
    assert (outcome["state"], outcome["theirs"]) == ("conflict", {"value": 1.5})


def test_a_stage_goes_with_everything_in_it_as_one_step(db: Database) -> None:
    made = small(db)
    answer(db, made.id, made.touchpoint("Ad").id, 3)
    was = whole_file(db)
    done(made, act("stage.delete", stage=made.stage("Before").id))
    assert "Ad" not in made.titles
    assert not broken_references(db)
    done(made, act("undo"))
    assert whole_file(db) == was


def test_lanes_are_added_renamed_moved_hidden_and_deleted(db: Database) -> None:
    made = small(db)
    done(made, act("lane.add", kind_of_lane="text", title="Ideas", before=made.map.lanes[0].id))
    lane = made.map.lanes[0]
    assert lane.title == "Ideas"
    done(
        made,
        act("lane.rename", lane=lane.id, fields={"title": "Notes"}, was={"title": "Ideas"}),
        act("lane.move", lane=lane.id, before=None),
        act("lane.show", lane=lane.id, shown=False),
    )
    last = made.map.lanes[-1]
    assert (last.title, last.shown) == ("Notes", False)
    done(made, act("lane.delete", lane=lane.id))
    assert lane.id not in {one.id for one in made.map.lanes}
    (outcome,) = sent(made, act("lane.add", kind_of_lane="castle", title="", before=None))
    assert outcome["state"] == "refused"


def test_paths_are_drawn_labelled_and_deleted(db: Database) -> None:
    made = small(db)
    done(made, act("path.add", **{"from": made.touchpoint("Jetty").id}, to=made.touchpoint("Ad").id, label="Again"))
    path = made.map.paths[0].id
    done(made, act("path.edit", path=path, fields={"label": "Once more"}, was={"label": "Again"}))
    assert made.map.paths[0].label == "Once more"
    done(made, act("path.delete", path=path))
    assert made.map.paths == ()


def test_what_belongs_to_another_journey_is_not_there(db: Database) -> None:
    made = small(db)
    other = journeys.create_journey(db, ANN, title="Other")
    stage = stages.add_stage(db, ANN, other, title="Elsewhere")
    before = whole_file(db)
    outcomes = sent(
        made,
        act("stage.edit", stage=stage, fields={"title": "Mine"}, was={"title": "Elsewhere"}),
        act("touchpoint.add", touchpoint=new_id(), stage=stage, title="Mine", before=None, parent=None),
        act("stage.move", stage=stage, before=None),
    )
    assert all(outcome["state"] != "done" for outcome in outcomes)
    done(made, act("stage.delete", stage=stage))  # as wanted: it is not on this board
    assert whole_file(db) == before


@pytest.mark.parametrize("given", [None, {}, "x", 3, [act("undo")] * (AT_ONCE + 1)])
def test_what_is_no_list_of_acts_is_refused(db: Database, given: Any) -> None:
    made = small(db)
    with pytest.raises(InvalidInput):
        carry_out_acts(db, ANN, made.id, given)


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"kind": "undo"},
        {"id": "1; DROP TABLE card", "kind": "undo"},
        {"id": new_id(), "kind": "journey.delete"},
        {"id": new_id(), "kind": ["undo"]},
        {"id": new_id(), "kind": "undo", "more": 1},
        {"id": new_id(), "kind": "card.delete", "cards": []},
        {"id": new_id(), "kind": "card.delete", "cards": [1]},
        {"id": new_id(), "kind": "card.delete", "cards": [new_id()] * 501},
        {
            "id": new_id(),
            "kind": "emotion.set",
            "touchpoint": new_id(),
            "persona": new_id(),
            "value": True,
            "was": None,
        },
        {"id": new_id(), "kind": "emotion.set", "touchpoint": new_id(), "persona": new_id(), "value": "1", "was": None},
        {
            "id": new_id(),
            "kind": "card.edit",
            "card": new_id(),
            "fields": {"journey_id": new_id()},
            "was": {"text": ""},
        },
        {**EDIT, "fields": {}},
        {**EDIT, "fields": {"text": "x" * 20_001}},
        {"id": new_id(), "kind": "lane.show", "lane": new_id(), "shown": 1},
        {
            "id": new_id(),
            "kind": "path.edit",
            "path": new_id(),
            "fields": {"label": "x" * 20_001},
            "was": {"label": ""},
        },
    ],
)
def test_an_act_that_is_not_as_it_should_be_is_refused_and_stops_none_of_the_others(db: Database, given: Any) -> None:
    made = small(db)
    before = whole_file(db)
    added = act("stage.add", stage=new_id(), title="New", before=None)
    outcomes = carry_out_acts(db, ANN, made.id, [given, added])
    assert [outcome["state"] for outcome in outcomes] == ["refused", "done"]
    undo(db, made.id, ANN)
    assert whole_file(db) == before


def test_every_kind_of_act_has_somebody_who_does_it() -> None:
    assert ACTS.keys() == KINDS.keys()


def test_a_hundred_acts_are_taken_back_after_a_restart(db: Database) -> None:
    made = small(db)
    touchpoints.update_touchpoint(db, BEN, made.touchpoint("Jetty").id, 1, title="Pier")
    before = whole_file(db)
    for n in range(100):
        add_card(made, made.titles[n % 4], f"Card {n}")
    path = db.path
    db.close()
    again = open_database(path)
    board = Small(again, made.id, made.persona)
    done(board, *(act("undo") for _n in range(100)))
    assert whole_file(again) == before
    done(board, *(act("redo") for _n in range(100)))
    assert len(board.map.cards) == 101
    again.close()


def test_a_change_is_told_by_the_rows_that_differ(db: Database) -> None:
    made = small(db)
    first = board_document(db, made.id)
    whole = changes_since(None, first)
    assert whole["base"] is None
    assert len(whole["tables"]["touchpoint"]) == 4
    assert board_document(db, made.id) is first
    card = add_card(made, "Ad", "New")
    told = changes_since(first.token, board_document(db, made.id))
    assert (told["base"], list(told["tables"]), list(told["tables"]["card"])) == (first.token, ["card"], [card])
    redone = board_document(db, made.id)
    undo(db, made.id, ANN)
    told = changes_since(redone.token, board_document(db, made.id))
    assert told["tables"] == {"card": {card: None}}
    redo(db, made.id, ANN)


def test_a_browser_that_was_away_for_too_long_is_told_everything(db: Database) -> None:
    made = small(db)
    assert changes_since("long ago", board_document(db, made.id))["base"] is None
