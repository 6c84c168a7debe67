from __future__ import annotations

import pytest

from journeymap.errors import Conflict
from journeymap.services import journeys, touchpoints
from journeymap.services.inventory import apply_inventory, as_csv, inventory, talk
from journeymap.store.database import Database
from tests.services.kit import ANN, small


def test_every_touchpoint_of_every_journey_is_listed_once(db: Database) -> None:
    made = small(db)
    copy = journeys.duplicate_journey(db, ANN, made.id, with_cards=True)
    entries = inventory(db)
    assert len(entries) == 8
    assert {entry.used for entry in entries} == {2}
    journeys.archive_journey(db, ANN, copy)
    assert {entry.used for entry in inventory(db)} == {1}


def test_edits_of_several_journeys_are_saved_and_a_stale_one_is_refused(db: Database) -> None:
    made = small(db)
    journeys.duplicate_journey(db, ANN, made.id, with_cards=True)
    edits = {e.touchpoint.id: {"version": e.touchpoint.version, "owner": "Ida"} for e in inventory(db)}
    assert len(apply_inventory(db, ANN, edits)) == 2
    assert {entry.touchpoint.owner for entry in inventory(db)} == {"Ida"}
    with pytest.raises(Conflict):
        apply_inventory(db, ANN, edits)


def test_contacts_of_one_title_are_added_up(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad")
    touchpoints.update_touchpoint(db, ANN, ad.id, ad.version, initiator="company", reach=700)
    journeys.duplicate_journey(db, ANN, made.id, with_cards=True)
    assert [(one.title, one.reach, one.answers) for one in talk(inventory(db))] == [("Ad", 1400, 0)]


def test_no_cell_of_the_csv_is_a_formula() -> None:
    made = as_csv(["A", "B"], [["=1+1", None], ["@x", 3]]).decode("utf-8-sig").splitlines()
    assert made[0] == "A,B"
    assert all(not line.startswith(("=", "@")) for line in made)
