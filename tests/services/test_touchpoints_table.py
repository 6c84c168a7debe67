from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.services import touchpoints, undo
from journeymap.services.table import apply_table
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, answer, bare, small


def row(made: Small, title: str, /, **changes: Any) -> dict[str, Any]:
    touchpoint = made.touchpoint(title)
    return {"id": touchpoint.id, "version": touchpoint.version, "title": title} | changes


def test_everything_changed_in_the_table_is_one_act(db: Database) -> None:
    made = small(db)
    answer(db, made.id, made.touchpoint("Ad").id, 2)
    before = bare(made.map)
    ad = made.touchpoint("Ad")
    done = apply_table(
        db,
        ANN,
        made.id,
        [
            row(made, "Web shop", title="Shop", importance=4, moment_of_truth=True),
            row(made, "Jetty", stage_id=made.stage("After").id, position=0),
            {"id": None, "title": "Newsletter", "stage_id": made.stage("After").id, "channel": "e-mail"},
            {"id": float("nan"), "title": None, "moment_of_truth": False, "stage_id": made.stage("After").id},
        ],
        delete={ad.id: ad.version},
    )
    assert done == {"added": 1, "edited": 3, "deleted": 1}
    assert made.by_stage() == {"Before": ["Shop"], "During": [], "After": ["Jetty", "Invoice", "Newsletter"]}
    assert made.touchpoint("Shop").importance == 4
    assert undo.next_undo(db, made.id, ANN) == "Edit the table of touchpoints"
    undo.undo(db, made.id, ANN)
    assert bare(made.map) == before


def test_a_whole_table_with_nothing_changed_is_no_act(db: Database) -> None:
    made = small(db)
    newest = undo.next_undo(db, made.id, ANN)
    frame = pd.DataFrame(
        [
            {"id": t.id, "version": t.version, "title": t.title, "importance": t.importance, "stage_id": t.stage_id}
            for t in made.map.touchpoints
        ]
    )
    rows = [{str(name): value for name, value in r.items()} for r in frame.to_dict("records")]
    assert apply_table(db, ANN, made.id, rows) == {"added": 0, "edited": 0, "deleted": 0}
    assert undo.next_undo(db, made.id, ANN) == newest


def test_positions_are_where_a_row_ends(db: Database) -> None:
    made = small(db)
    stage = made.stage("Before").id
    for title in "CDE":
        touchpoints.add_touchpoint(db, ANN, made.id, stage, title=title)
    apply_table(db, ANN, made.id, [row(made, "Ad", position=3)])
    assert made.by_stage()["Before"] == ["Web shop", "C", "D", "Ad", "E"]
    apply_table(db, ANN, made.id, [row(made, "E", position=0), row(made, "C", position=1.0)])
    assert made.by_stage()["Before"] == ["E", "C", "Web shop", "D", "Ad"]
    apply_table(db, ANN, made.id, [row(made, "Ad", position=99), row(made, "D", position=-3)])
    assert made.by_stage()["Before"] == ["D", "E", "C", "Web shop", "Ad"]


def test_an_edit_in_place_leaves_the_neighbours_alone(db: Database) -> None:
    made = small(db)
    apply_table(db, ANN, made.id, [row(made, "Ad", position=0, channel="web")])
    assert [(t.title, t.version) for t in made.map.touchpoints][:2] == [("Ad", 2), ("Web shop", 1)]


def test_sub_touchpoints_go_where_their_parent_goes_whoever_is_named(db: Database) -> None:
    made = small(db)
    shop = made.touchpoint("Web shop")
    touchpoints.add_touchpoint(db, ANN, made.id, shop.stage_id, title="Basket", parent_id=shop.id)
    after, during = made.stage("After").id, made.stage("During").id
    apply_table(db, ANN, made.id, [row(made, "Web shop", stage_id=after)])
    assert made.by_stage()["After"] == ["Invoice", "Web shop", "Basket"]
    apply_table(
        db, ANN, made.id, [row(made, "Basket", stage_id=during), row(made, "Web shop", stage_id=during, position=0)]
    )
    assert made.by_stage()["During"] == ["Web shop", "Basket", "Jetty"]
    assert made.touchpoint("Basket").parent_id == shop.id
    apply_table(db, ANN, made.id, [row(made, "Basket", stage_id=after)])
    assert made.touchpoint("Basket").parent_id is None


def test_a_row_that_somebody_changed_meanwhile_refuses_the_whole_table(db: Database) -> None:
    made = small(db)
    mine = [row(made, "Ad", title="Advert"), row(made, "Jetty", title="Pier")]
    stale = row(made, "Invoice")
    for title in ("Jetty", "Invoice"):
        seen = made.touchpoint(title)
        touchpoints.update_touchpoint(db, BEN, seen.id, seen.version, note="Ben's")
    with pytest.raises(Conflict, match="“Jetty” was changed meanwhile") as refused:
        apply_table(db, ANN, made.id, mine)
    assert refused.value.theirs is not None
    assert refused.value.mine is not None
    assert (refused.value.theirs["note"], refused.value.mine["title"]) == ("Ben's", "Pier")
    assert made.touchpoint("Ad")
    apply_table(db, ANN, made.id, [mine[0], stale])
    assert made.touchpoint("Invoice").note == "Ben's", "a row that was not edited is not held against anybody"


def test_rows_deleted_meanwhile_are_told_apart_by_what_was_wanted(db: Database) -> None:
    made = small(db)
    mine, jetty = row(made, "Jetty", title="Pier"), made.touchpoint("Jetty")
    touchpoints.delete_touchpoint(db, BEN, jetty.id)
    with pytest.raises(Conflict, match="was deleted meanwhile") as refused:
        apply_table(db, ANN, made.id, [mine])
    assert refused.value.mine is not None
    assert refused.value.mine["title"] == "Pier"
    assert apply_table(db, ANN, made.id, [], delete={jetty.id: 1}) == {"added": 0, "edited": 0, "deleted": 0}


def test_a_touchpoint_changed_meanwhile_is_not_deleted_by_the_table(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, BEN, jetty.id, 1, note="Ben's")
    with pytest.raises(Conflict, match="“Jetty” was changed"):
        apply_table(db, ANN, made.id, [], delete={jetty.id: 1})


def test_a_wrong_cell_names_its_touchpoint(db: Database) -> None:
    made = small(db)
    with pytest.raises(InvalidInput, match="Jetty: Importance must be"):
        apply_table(db, ANN, made.id, [row(made, "Jetty", importance=7)])
    with pytest.raises(InvalidInput, match="“New” has no stage"):
        apply_table(db, ANN, made.id, [{"id": None, "title": "New", "stage_id": None}])
    with pytest.raises(InvalidInput, match="Title is empty"):
        apply_table(db, ANN, made.id, [{"id": None, "channel": "web", "stage_id": made.map.stages[0].id}])
    with pytest.raises(NotFound, match="This stage does not exist"):
        apply_table(db, ANN, made.id, [{"id": None, "title": "New", "stage_id": new_id()}])
    with pytest.raises(NotFound, match="This stage does not exist"):
        apply_table(db, ANN, made.id, [row(made, "Jetty", stage_id=new_id())])
    assert made.titles == ["Ad", "Web shop", "Jetty", "Invoice"]
    with pytest.raises(InvalidInput, match="cannot have sub-touchpoints"):
        ad, shop = made.touchpoint("Ad").id, made.touchpoint("Web shop").id
        apply_table(db, ANN, made.id, [row(made, "Ad", parent_id=shop), row(made, "Web shop", parent_id=ad)])
