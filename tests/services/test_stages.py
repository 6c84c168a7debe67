from __future__ import annotations

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.services import journeys, stages, undo
from journeymap.store.database import Database
from tests.services.kit import ANN, Small, broken_references, small


def titles(made: Small) -> list[str]:
    return [stage.title for stage in made.map.stages]


def test_a_stage_is_added_at_its_place(db: Database) -> None:
    made = small(db)
    stages.add_stage(db, ANN, made.id, title="Use", phase="after", note="a\r\nb", position=2)
    stages.add_stage(db, ANN, made.id, title="Last")
    stages.add_stage(db, ANN, made.id, title="First", position=0)
    assert titles(made) == ["First", "Before", "During", "Use", "After", "Last"]
    use = made.stage("Use")
    assert (use.phase, use.note) == ("after", "a\nb")


def test_a_stage_moves_with_its_touchpoints_and_only_those_in_its_way_get_a_new_version(db: Database) -> None:
    made = small(db)
    stages.move_stage(db, ANN, made.stage("Before").id, 2)
    assert titles(made) == ["During", "After", "Before"]
    assert made.titles == ["Jetty", "Invoice", "Ad", "Web shop"]
    assert [s.version for s in made.map.stages] == [1, 1, 2]
    stages.move_stage(db, ANN, made.stage("Before").id, 2)
    assert undo.next_undo(db, made.id, ANN) == "Move stage “Before”"
    undo.undo(db, made.id, ANN)
    assert titles(made) == ["Before", "During", "After"]
    assert undo.next_undo(db, made.id, ANN) == "Set emotion at “Ad”"


def test_a_deleted_stage_leaves_the_others_as_they_are(db: Database) -> None:
    made = small(db)
    stages.delete_stage(db, ANN, made.stage("Before").id)
    assert [(s.title, s.version) for s in made.map.stages] == [("During", 1), ("After", 1)]
    assert broken_references(db) == []
    with pytest.raises(NotFound, match="does not exist any more"):
        stages.delete_stage(db, ANN, new_id())
    with pytest.raises(NotFound, match="does not exist any more"):
        stages.move_stage(db, ANN, "nonsense", 1)


def test_an_empty_journey_can_be_given_stages_once(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="x", template="empty")
    assert len(stages.use_template(db, ANN, journey, "five_stages")) == 5
    with pytest.raises(InvalidInput, match="has stages already"):
        stages.use_template(db, ANN, journey, "three_phases")
    undo.undo(db, journey, ANN)
    assert journeys.load_map(db, journey).stages == ()


def test_what_cannot_be_a_stage_is_refused(db: Database) -> None:
    made = small(db)
    with pytest.raises(InvalidInput, match="Title is empty"):
        stages.add_stage(db, ANN, made.id)
    with pytest.raises(InvalidInput, match="Phase must be one of before, during, after"):
        stages.add_stage(db, ANN, made.id, title="x", phase="soon")
    with pytest.raises(TypeError, match="colour"):
        stages.add_stage(db, ANN, made.id, title="x", colour="red")
    with pytest.raises(Conflict, match="was deleted meanwhile"):
        stages.update_stage(db, ANN, new_id(), 1, title="x")
