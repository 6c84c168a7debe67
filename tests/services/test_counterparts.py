from __future__ import annotations

import pytest

from journeymap.errors import InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyState
from journeymap.services.counterparts import counterpart, possible_counterparts, set_counterpart
from journeymap.services.journeys import create_journey, list_journeys, load_journey, make_to_be
from journeymap.services.undo import undo
from journeymap.store.database import Database
from tests.services.kit import ANN


def make(db: Database, title: str, state: JourneyState = JourneyState.AS_IS) -> str:
    return create_journey(db, ANN, title=title, state=state)


def names(db: Database) -> dict[str, str | None]:
    """Title → title of the journey that it names."""
    known = {j.id: j for j in list_journeys(db)}
    return {j.title: known[j.counterpart_id].title if j.counterpart_id else None for j in known.values()}


def test_two_journeys_name_each_other(db: Database) -> None:
    shop, wanted = make(db, "Shop"), make(db, "Shop, better", JourneyState.TO_BE)
    set_counterpart(db, ANN, wanted, shop)
    assert names(db) == {"Shop": "Shop, better", "Shop, better": "Shop"}


def test_whom_they_named_before_names_nobody(db: Database) -> None:
    shop, other = make(db, "Shop"), make(db, "Phone")
    to_be, better = make_to_be(db, ANN, shop), make_to_be(db, ANN, other)
    set_counterpart(db, ANN, shop, better)
    assert [load_journey(db, j).counterpart_id for j in (shop, better, to_be, other)] == [better, shop, None, None]


def test_parting_them_clears_both_and_undo_brings_both_back(db: Database) -> None:
    shop = make(db, "Shop")
    make_to_be(db, ANN, shop)
    set_counterpart(db, ANN, shop, None)
    assert set(names(db).values()) == {None}
    undo(db, shop, ANN)
    assert set(names(db).values()) == {"Shop", "Shop (to be)"}


def test_two_that_show_the_same_state_are_refused(db: Database) -> None:
    shop, phone = make(db, "Shop"), make(db, "Phone")
    with pytest.raises(InvalidInput, match="both show the same state"):
        set_counterpart(db, ANN, shop, phone)
    with pytest.raises(InvalidInput):
        set_counterpart(db, ANN, shop, shop)


def test_one_that_is_gone_is_refused(db: Database) -> None:
    with pytest.raises(NotFound):
        set_counterpart(db, ANN, make(db, "Shop"), new_id())


def test_only_journeys_of_the_other_state_are_offered_and_free_ones_first(db: Database) -> None:
    shop, phone = make(db, "Shop"), make(db, "Phone")
    make_to_be(db, ANN, phone)
    make(db, "Free", JourneyState.TO_BE)
    known = list_journeys(db)
    assert [j.title for j in possible_counterparts(known, load_journey(db, shop))] == ["Free", "Phone (to be)"]
    assert counterpart(known, load_journey(db, shop)) is None
