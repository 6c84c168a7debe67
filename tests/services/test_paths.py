from __future__ import annotations

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.services import paths, touchpoints, undo
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, small


def test_paths_lead_from_one_touchpoint_of_the_journey_to_another(db: Database) -> None:
    made, other = small(db), small(db, BEN)
    ad, jetty = made.touchpoint("Ad").id, made.touchpoint("Jetty").id
    path = paths.add_path(db, ANN, ad, jetty, "walks by")
    paths.update_path(db, ANN, path, 1, "sails by")
    assert [(p.from_id, p.to_id, p.label) for p in made.map.paths] == [(ad, jetty, "sails by")]
    with pytest.raises(Conflict):
        paths.update_path(db, BEN, path, 1, "swims by")
    with pytest.raises(InvalidInput, match="already"):
        paths.add_path(db, ANN, ad, jetty)
    with pytest.raises(InvalidInput, match="Choose two"):
        paths.add_path(db, ANN, ad, ad)
    with pytest.raises(NotFound):
        paths.add_path(db, ANN, ad, other.touchpoint("Ad").id)
    paths.add_path(db, ANN, jetty, ad, "comes again")
    touchpoints.delete_touchpoint(db, ANN, ad)
    assert [p.id for p in made.map.paths] == []
    undo.undo(db, made.id, ANN)
    paths.delete_path(db, ANN, path)
    assert [p.label for p in made.map.paths] == ["comes again"]
    with pytest.raises(NotFound):
        paths.delete_path(db, ANN, path)
    with pytest.raises(Conflict, match="deleted meanwhile"):
        paths.update_path(db, ANN, path, 1, "flies by")


def test_an_act_on_a_path_is_named_by_both_ends(db: Database) -> None:
    made = small(db)
    paths.add_path(db, ANN, made.touchpoint("Jetty").id, made.touchpoint("Ad").id)
    assert undo.next_undo(db, made.id, ANN) == "Add path from “Jetty” to “Ad”"


def test_a_map_cannot_grow_paths_without_end(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small(db)
    monkeypatch.setattr(paths, "PATHS_AT_MOST", 0)
    with pytest.raises(InvalidInput, match="paths at most"):
        paths.add_path(db, ANN, made.touchpoint("Jetty").id, made.touchpoint("Ad").id)
