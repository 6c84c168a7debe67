from __future__ import annotations

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.model.journey import LaneKind
from journeymap.services import cards, lanes, undo
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, bare, broken_references, small


def kinds(made: Small) -> list[str]:
    return [lane.kind.value for lane in made.map.lanes]


def test_a_lane_is_added_renamed_hidden_moved_and_deleted(db: Database) -> None:
    made = small(db)
    before = bare(made.map)
    lane = lanes.add_lane(db, ANN, made.id, LaneKind.TEXT, title="Risks", position=1)
    assert kinds(made)[:3] == ["touchpoint", "text", "scores"]
    lanes.rename_lane(db, ANN, lane, 1, " Legal\nrisks ")
    lanes.show_lane(db, ANN, lane, False)
    text = made.lane(LaneKind.TEXT)
    assert (lanes.lane_title(text), text.shown) == ("Legal risks", False)
    lanes.move_lane(db, ANN, lane, 0)
    assert kinds(made)[0] == "text"
    cards.add_card(db, ANN, made.touchpoint("Ad").id, lane, text="GDPR")
    lanes.delete_lane(db, ANN, lane)
    assert broken_references(db) == []
    undo.undo(db, made.id, ANN)
    assert made.texts("Ad", LaneKind.TEXT) == ["GDPR"]
    for _n in range(5):
        undo.undo(db, made.id, ANN)
    assert bare(made.map) == before


def test_a_lane_without_a_title_has_the_name_of_its_kind(db: Database) -> None:
    made = small(db)
    lane = made.lane(LaneKind.PAIN_POINTS)
    assert lanes.lane_title(lane) == "Pain points"
    lanes.rename_lane(db, ANN, lane.id, 1, "Ouch")
    lanes.rename_lane(db, ANN, lane.id, 2, "  ")
    assert lanes.lane_title(made.lane(LaneKind.PAIN_POINTS)) == "Pain points"


def test_only_lanes_that_hold_cards_can_be_there_twice(db: Database) -> None:
    made = small(db)
    lanes.add_lane(db, ANN, made.id, LaneKind.ACTIONS, title="Actions of the partner")
    for kind in (LaneKind.EMOTION, LaneKind.SCORES, LaneKind.VISIBILITY_LINE, LaneKind.TOUCHPOINT):
        with pytest.raises(InvalidInput, match="already"):
            lanes.add_lane(db, ANN, made.id, kind)
    with pytest.raises(InvalidInput, match="Kind must be one of"):
        lanes.add_lane(db, ANN, made.id, "weather")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="what kind of lane"):
        lanes.add_lane(db, ANN, made.id, "")  # type: ignore[arg-type]


def test_a_map_cannot_grow_lanes_without_end(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small(db)
    monkeypatch.setattr(lanes, "LANES_AT_MOST", len(made.map.lanes))
    with pytest.raises(InvalidInput, match="lanes at most"):
        lanes.add_lane(db, ANN, made.id, LaneKind.TEXT)


def test_a_blueprint_puts_its_lanes_first_and_keeps_the_others(db: Database) -> None:
    made = small(db)
    before = bare(made.map)
    backstage = made.lane(LaneKind.BACKSTAGE)
    cards.add_card(db, ANN, made.touchpoint("Ad").id, backstage.id, text="Books the space")
    lanes.show_lane(db, ANN, backstage.id, False)
    lanes.use_blueprint(db, ANN, made.id)
    assert kinds(made)[: len(lanes.BLUEPRINT)] == list(lanes.BLUEPRINT)
    assert kinds(made)[len(lanes.BLUEPRINT) :] == ["scores", "emotion", "thoughts", "pain_points", "opportunities"]
    assert made.lane(LaneKind.BACKSTAGE).shown
    assert made.texts("Ad", LaneKind.BACKSTAGE) == ["Books the space"]
    revision = db.revision
    lanes.use_blueprint(db, ANN, made.id)
    assert db.revision == revision
    for _n in range(3):
        undo.undo(db, made.id, ANN)
    assert bare(made.map) == before


def test_a_lane_renamed_by_two_is_refused_to_the_second(db: Database) -> None:
    made = small(db)
    lane = made.lane(LaneKind.THOUGHTS)
    lanes.rename_lane(db, ANN, lane.id, 1, "Thinks")
    with pytest.raises(Conflict, match="“Thinks” was changed meanwhile"):
        lanes.rename_lane(db, BEN, lane.id, 1, "Says to itself")
    lanes.delete_lane(db, ANN, lane.id)
    with pytest.raises(Conflict, match="was deleted meanwhile"):
        lanes.rename_lane(db, BEN, lane.id, 2, "Says to itself")
    with pytest.raises(NotFound):
        lanes.show_lane(db, BEN, lane.id, True)
