from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from journeymap.errors import Conflict
from journeymap.model.journey import LaneKind
from journeymap.services import acts, cards, journeys, paths, personas, stages, touchpoints, undo
from journeymap.store.database import Database, open_database
from tests.services.kit import ANN, BEN, answer, bare, broken_references, small, whole_file


def test_undo_brings_a_stage_back_with_everything_in_it(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad")
    paths.add_path(db, ANN, made.touchpoint("Invoice").id, ad.id, "comes again")
    answer(db, made.id, ad.id, 3)
    before = bare(made.map), whole_file(db)
    stages.delete_stage(db, ANN, made.stage("Before").id)
    assert made.titles == ["Jetty", "Invoice"]
    assert not made.map.cards
    assert not made.map.paths
    assert broken_references(db) == []
    done = undo.undo(db, made.id, ANN)
    assert done is not None
    assert acts.sentence(done) == "Delete stage “Before”"
    assert (bare(made.map), whole_file(db)) == before


def test_undo_and_redo_walk_back_and_forth_over_many_acts_on_one_row(db: Database) -> None:
    made = small(db)
    stage = made.map.stages[0]
    for n, title in enumerate("ABC"):
        stages.update_stage(db, ANN, stage.id, n + 1, title=title)
    walked = []
    for turn in (undo.undo, undo.undo, undo.redo, undo.undo, undo.undo, undo.redo, undo.redo, undo.redo, undo.redo):
        turn(db, made.id, ANN)
        walked.append(made.map.stages[0].title)
    assert walked == ["B", "A", "B", "A", "Before", "A", "B", "C", "C"]
    assert made.map.stages[0].version == 12


def test_what_was_undone_cannot_be_done_again_after_another_act(db: Database) -> None:
    made = small(db)
    stages.add_stage(db, ANN, made.id, title="Later")
    undo.undo(db, made.id, ANN)
    assert undo.next_redo(db, made.id, ANN) == "Add stage “Later”"
    stages.add_stage(db, ANN, made.id, title="Else")
    assert undo.next_redo(db, made.id, ANN) is None
    assert undo.redo(db, made.id, ANN) is None


def test_everybody_takes_back_only_their_own_acts(db: Database) -> None:
    made = small(db)
    stages.add_stage(db, ANN, made.id, title="Ann's")
    stages.add_stage(db, BEN, made.id, title="Ben's")
    undo.undo(db, made.id, ANN)
    assert [s.title for s in made.map.stages][3:] == ["Ben's"]
    undo.undo(db, made.id, BEN)
    assert undo.undo(db, made.id, BEN) is None
    assert len(made.map.stages) == 3


def test_acts_in_one_journey_are_not_on_the_stack_of_another(db: Database) -> None:
    made = small(db)
    other = journeys.create_journey(db, ANN, title="Other", template="empty")
    assert undo.next_undo(db, other, ANN) is None
    assert undo.next_undo(db, made.id, ANN) == "Set emotion at “Ad”"
    assert undo.next_undo(db, acts.HOME, ANN) == "Create journey “Other”"
    assert undo.next_undo(db, acts.PERSONAS, ANN) == "Create persona “Rosa”"


def test_undo_is_refused_with_both_texts_where_somebody_wrote_since(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, jetty.id, jetty.version, title="Pier")
    touchpoints.update_touchpoint(db, BEN, jetty.id, jetty.version + 1, title="Quay")
    with pytest.raises(
        Conflict, match=r"^Not undone: Edit touchpoint “Pier”\. “Quay” was changed meanwhile"
    ) as refused:
        undo.undo(db, made.id, ANN)
    assert refused.value.theirs is not None
    assert refused.value.mine is not None
    assert (refused.value.theirs["title"], refused.value.mine["title"]) == ("Quay", "Jetty")
    assert made.touchpoint("Quay")
    undo.undo(db, made.id, BEN)  # once Ben takes his back, Ann's words stand again and can be taken back too
    undo.undo(db, made.id, ANN)
    assert made.touchpoint("Jetty")


def test_an_act_whose_undo_is_refused_for_good_can_be_let_go(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")
    stages.add_stage(db, ANN, made.id, title="Earlier")
    touchpoints.update_touchpoint(db, ANN, jetty.id, jetty.version, title="Pier")
    touchpoints.delete_touchpoint(db, BEN, jetty.id)
    with pytest.raises(Conflict, match="was deleted meanwhile"):
        undo.undo(db, made.id, ANN)
    undo.let_go(db, made.id, ANN)
    undo.undo(db, made.id, ANN)
    assert len(made.map.stages) == 3
    assert undo.let_go(db, "nowhere", ANN) is None
    undo.let_go(db, made.id, ANN, undone=True)
    assert undo.next_redo(db, made.id, ANN) is None


def test_undo_of_an_addition_is_refused_once_somebody_added_to_it(db: Database) -> None:
    made = small(db)
    stage = stages.add_stage(db, ANN, made.id, title="Ann's")
    touchpoints.add_touchpoint(db, BEN, made.id, stage, title="Ben's")
    with pytest.raises(Conflict, match="added to this meanwhile"):
        undo.undo(db, made.id, ANN)
    undo.undo(db, made.id, BEN)
    undo.undo(db, made.id, ANN)
    assert broken_references(db) == []


def test_undo_of_a_move_is_refused_when_the_old_place_is_gone(db: Database) -> None:
    made = small(db)
    before, after = made.stage("During"), made.stage("After")
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Jetty").id, after.id)
    stages.delete_stage(db, BEN, before.id)
    with pytest.raises(Conflict, match="belongs to was deleted"):
        undo.undo(db, made.id, ANN)
    assert made.titles == ["Ad", "Web shop", "Invoice", "Jetty"]


def test_a_journey_deleted_and_brought_back_keeps_what_can_be_taken_back_in_it(db: Database) -> None:
    made = small(db)
    stages.add_stage(db, ANN, made.id, title="Ann's")
    undo.undo(db, made.id, ANN)
    journeys.delete_journey(db, BEN, made.id)
    with pytest.raises(Conflict):
        undo.undo(db, made.id, ANN)
    undo.undo(db, acts.HOME, BEN)
    undo.redo(db, made.id, ANN)
    assert made.map.stages[3].title == "Ann's"
    for _n in range(7):
        undo.undo(db, made.id, ANN)
    assert made.titles == []
    assert undo.next_undo(db, made.id, ANN) is None


def test_undo_survives_closing_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.duckdb"
    first = open_database(file)
    made = small(first)
    before = whole_file(first)
    journeys.update_journey(first, ANN, made.id, 1, title="Else", review_date="2026-05-01")
    stages.delete_stage(first, ANN, made.stage("Before").id)
    undo.undo(first, made.id, ANN)
    first.close()
    second = open_database(file)
    assert undo.next_redo(second, made.id, ANN) == "Delete stage “Before”"
    undo.undo(second, made.id, ANN)
    assert whole_file(second) == before
    undo.redo(second, made.id, ANN)
    journey = journeys.load_journey(second, made.id)
    assert (journey.title, str(journey.review_date)) == ("Else", "2026-05-01")
    second.close()


def test_undo_of_choosing_personas_brings_their_feelings_and_cards_back(db: Database) -> None:
    made = small(db)
    jetty, lane = made.touchpoint("Jetty"), made.lane(LaneKind.THOUGHTS)
    cards.add_card(db, ANN, jetty.id, lane.id, text="Wet feet", persona_id=made.persona)
    before = bare(made.map)
    journeys.set_personas(db, ANN, made.id, [])
    assert not made.map.emotions
    assert made.texts("Jetty", LaneKind.THOUGHTS) == []
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up"]
    personas.delete_persona(db, BEN, made.persona)
    with pytest.raises(Conflict, match="belongs to was deleted"):
        undo.undo(db, made.id, ANN)
    undo.undo(db, acts.PERSONAS, BEN)
    undo.undo(db, made.id, ANN)
    assert bare(made.map) == before


def test_moves_of_one_slider_in_a_row_are_one_step(db: Database) -> None:
    made = small(db)
    ad, jetty = made.touchpoint("Ad").id, made.touchpoint("Jetty").id
    move = partial(cards.set_emotion, db, ANN, persona_id=made.persona, goes_on=True)
    for value in (1.6, 1.7, 1.8):
        move(touchpoint_id=ad, value=value)
    move(touchpoint_id=jetty, value=-1.0)
    undo.undo(db, made.id, ANN)
    assert made.map.emotion_by_cell[ad, made.persona].value == 1.8
    assert (jetty, made.persona) not in made.map.emotion_by_cell
    undo.undo(db, made.id, ANN)
    assert made.map.emotion_by_cell[ad, made.persona].value == 1.5
    undo.redo(db, made.id, ANN)
    assert made.map.emotion_by_cell[ad, made.persona].value == 1.8


def test_a_slider_moved_again_much_later_is_a_step_of_its_own(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small(db)
    monkeypatch.setattr(acts, "GOES_ON_SECONDS", -1)
    for value in (1.6, 1.7):
        cards.set_emotion(db, ANN, made.touchpoint("Ad").id, made.persona, value, goes_on=True)
    undo.undo(db, made.id, ANN)
    assert made.map.emotion_by_cell[made.touchpoint("Ad").id, made.persona].value == 1.6
