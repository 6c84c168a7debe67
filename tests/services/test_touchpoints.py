from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import Initiator
from journeymap.services import stages, touchpoints, undo
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, answer, broken_references, small


def add(made: Small, stage: str, title: str, *, under: str | None = None, position: int | None = None) -> str:
    parent = made.touchpoint(under).id if under else None
    return touchpoints.add_touchpoint(
        made.db, ANN, made.id, made.stage(stage).id, title=title, parent_id=parent, position=position
    )


def test_every_field_of_a_touchpoint_is_kept(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")
    given: dict[str, Any] = {
        "title": "Pier",
        "channel": "in person",
        "digital": False,
        "direct": "yes",
        "brand": None,
        "importance": "5",
        "moment_of_truth": True,
        "promise": "Dry\r\nfeet\x00",
        "expectation": "−1,25",
        "initiator": "company",
        "reach": 1200.0,
        "owner": "Ola",
        "note": "n",
    }
    touchpoints.update_touchpoint(db, ANN, jetty.id, 1, **given)
    pier = made.touchpoint("Pier")
    assert (pier.channel, pier.digital, pier.direct, pier.brand) == ("in person", False, True, None)
    assert (pier.importance, pier.moment_of_truth, pier.expectation) == (5, True, -1.2)
    assert (pier.promise, pier.initiator, pier.reach) == ("Dry\nfeet", Initiator.COMPANY, 1200)
    assert (pier.owner, pier.note, pier.version) == ("Ola", "n", 2)
    undo.undo(db, made.id, ANN)
    assert made.touchpoint("Jetty").importance is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "Title is empty"),
        ("title", "x" * 201, "200 characters at most, this has 201"),
        ("importance", 6, "Importance must be a whole number from 1 to 5, not “6”"),
        ("importance", 2.5, "not “2.5”"),
        ("importance", True, "not “True”"),
        ("importance", "many", "not “many”"),
        ("expectation", 2.01, r"Expectation must be a number from -2 to \+2, not “2.01”"),
        ("expectation", float("inf"), "not “inf”"),
        ("expectation", "1e400", "not “1e400”"),
        ("initiator", "nobody", "must be one of customer, company"),
        ("digital", "perhaps", "Digital must be yes or no, not “perhaps”"),
        ("reach", -1, "Customers a month must be a whole number from 0"),
        ("reach", 10**12, "Customers a month must be a whole number from 0"),
        ("note", "x" * 4001, "Note can have 4000 characters at most"),
        ("parent_id", "nonsense", "Part of is not known"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_in_one_sentence(
    db: Database, field: str, value: object, said: str
) -> None:
    made = small(db)
    with pytest.raises(InvalidInput, match=said):
        touchpoints.update_touchpoint(db, ANN, made.touchpoint("Jetty").id, 1, **{field: value})
    assert made.touchpoint("Jetty").version == 1


def test_texts_are_kept_whole_but_for_what_no_file_can_hold(db: Database) -> None:
    made = small(db)
    odd = "Æ <b>&\u200d👩‍🔧\ud800 =1+1\x07"
    touchpoints.update_touchpoint(db, ANN, made.touchpoint("Jetty").id, 1, title=odd, note=float("nan"))
    assert made.map.touchpoints[2].title == "Æ <b>&\u200d👩‍🔧? =1+1"
    assert made.map.touchpoints[2].note == ""


def test_a_touchpoint_moves_within_and_between_stages(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Review")
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Review").id, made.stage("Before").id, 0)
    assert made.by_stage()["Before"] == ["Review", "Ad", "Web shop"]
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Ad").id, made.stage("After").id)
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Jetty").id, made.stage("After").id, 1)
    assert made.by_stage() == {"Before": ["Review", "Web shop"], "During": [], "After": ["Invoice", "Jetty", "Ad"]}
    newest = undo.next_undo(db, made.id, ANN)
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Jetty").id, made.stage("After").id, 1)
    assert undo.next_undo(db, made.id, ANN) == newest, "it stood there already"


def test_a_touchpoint_takes_its_sub_touchpoints_along(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Basket", under="Web shop")
    add(made, "Before", "Payment", under="Web shop")
    add(made, "Before", "Search", under="Web shop", position=0)
    assert made.by_stage()["Before"] == ["Ad", "Web shop", "Search", "Basket", "Payment"]
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Web shop").id, made.stage("After").id, 0)
    assert made.by_stage()["After"] == ["Web shop", "Search", "Basket", "Payment", "Invoice"]
    assert made.touchpoint("Basket").parent_id == made.touchpoint("Web shop").id
    touchpoints.delete_touchpoint(db, ANN, made.touchpoint("Web shop").id)
    assert made.titles == ["Ad", "Jetty", "Invoice"]
    assert broken_references(db) == []


def test_a_form_can_move_a_touchpoint_too(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Basket", under="Web shop")
    shop, basket = made.touchpoint("Web shop"), made.touchpoint("Basket")
    touchpoints.update_touchpoint(db, ANN, shop.id, shop.version, title="Shop", stage_id=made.stage("After").id)
    assert made.by_stage()["After"] == ["Invoice", "Shop", "Basket"]
    basket = made.touchpoint("Basket")
    touchpoints.update_touchpoint(db, ANN, basket.id, basket.version, stage_id=made.stage("During").id)
    assert made.by_stage()["During"] == ["Jetty", "Basket"]
    assert made.touchpoint("Basket").parent_id is None


def test_sub_touchpoints_have_one_level_and_stand_with_their_parent(db: Database) -> None:
    made = small(db)
    basket = add(made, "Before", "Basket", under="Web shop")
    shop, ad, jetty = (made.touchpoint(title) for title in ("Web shop", "Ad", "Jetty"))
    with pytest.raises(InvalidInput, match="“Basket” cannot have sub-touchpoints"):
        add(made, "Before", "x", under="Basket")
    with pytest.raises(InvalidInput, match="“Web shop” has sub-touchpoints, so it cannot become one"):
        touchpoints.update_touchpoint(db, ANN, shop.id, shop.version, parent_id=ad.id)
    with pytest.raises(InvalidInput, match="stands in the stage of the touchpoint"):
        touchpoints.update_touchpoint(db, ANN, jetty.id, jetty.version, parent_id=ad.id)
    with pytest.raises(InvalidInput, match="“Ad” cannot have sub-touchpoints"):
        touchpoints.update_touchpoint(db, ANN, ad.id, ad.version, parent_id=ad.id)
    with pytest.raises(NotFound, match="to be a part of"):
        touchpoints.update_touchpoint(db, ANN, jetty.id, jetty.version, parent_id=new_id())
    touchpoints.move_touchpoint(db, ANN, basket, ad.stage_id, parent_id=ad.id)
    assert made.by_stage()["Before"] == ["Ad", "Basket", "Web shop"]


def test_nudging_goes_past_the_edge_of_a_stage_and_stops_at_the_ends(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad").id
    places = []
    while touchpoints.nudge_touchpoint(db, ANN, ad, 1):
        places.append(made.titles.index("Ad"))
    assert places == [1, 1, 2, 2, 3]
    assert made.by_stage()["After"] == ["Invoice", "Ad"]
    assert touchpoints.nudge_touchpoint(db, ANN, ad, -1)
    assert made.by_stage()["After"] == ["Ad", "Invoice"]


def test_nudging_a_neighbour_of_sub_touchpoints_passes_them_all(db: Database) -> None:
    made = small(db)
    for title in ("Basket", "Payment"):
        add(made, "Before", title, under="Web shop")
    add(made, "Before", "Review")
    touchpoints.nudge_touchpoint(db, ANN, made.touchpoint("Review").id, -1)
    assert made.by_stage()["Before"] == ["Ad", "Review", "Web shop", "Basket", "Payment"]
    touchpoints.nudge_touchpoint(db, ANN, made.touchpoint("Payment").id, -1)
    assert made.by_stage()["Before"] == ["Ad", "Review", "Web shop", "Payment", "Basket"]
    assert not touchpoints.nudge_touchpoint(db, ANN, made.touchpoint("Payment").id, -1)


def test_deleting_a_touchpoint_says_how_many_answers_hang_on_it_and_undo_hangs_them_back(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Basket", under="Web shop")
    shop, basket = made.touchpoint("Web shop"), made.touchpoint("Basket")
    place = answer(db, made.id, basket.id, 4)
    answer(db, made.id, shop.id, 3)
    assert touchpoints.answers_at(db, [shop.id]) == 7
    assert touchpoints.answers_at(db, [basket.id]) == 4
    assert touchpoints.answers_at(db, [made.touchpoint("Ad").id, "nonsense"]) == 0
    assert touchpoints.answers_at(db, []) == 0
    touchpoints.delete_touchpoint(db, ANN, shop.id)
    row = "SELECT journey_id, touchpoint_id, label FROM survey_touchpoint WHERE id = ?"
    assert db.rows(row, [place]) == [{"journey_id": None, "touchpoint_id": None, "label": "Basket"}]
    assert len(db.rows("SELECT id FROM response")) == 7
    undo.undo(db, made.id, ANN)
    assert db.rows(row, [place]) == [{"journey_id": made.id, "touchpoint_id": basket.id, "label": ""}]
    assert touchpoints.answers_at(db, [shop.id]) == 7


def test_several_touchpoints_are_deleted_as_one_act(db: Database) -> None:
    made = small(db)
    ids = [made.touchpoint(title).id for title in ("Ad", "Jetty")]
    touchpoints.delete_touchpoints(db, ANN, made.id, ids)
    assert made.titles == ["Web shop", "Invoice"]
    assert undo.next_undo(db, made.id, ANN) == "Delete touchpoints (2)"
    with pytest.raises(NotFound):
        touchpoints.delete_touchpoints(db, ANN, made.id, ids)
    undo.undo(db, made.id, ANN)
    assert len(made.titles) == 4


def test_adding_at_the_end_concerns_nobody_else(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Review")
    touchpoints.delete_touchpoint(db, ANN, made.touchpoint("Ad").id)
    assert [t.version for t in made.map.touchpoints] == [1, 1, 1, 1]


def test_a_touchpoint_cannot_be_put_where_there_is_no_stage(db: Database) -> None:
    made = small(db)
    other = small(db, BEN)
    with pytest.raises(NotFound, match="This stage does not exist"):
        touchpoints.add_touchpoint(db, ANN, made.id, other.stage("Before").id, title="x")
    with pytest.raises(NotFound, match="This stage does not exist"):
        touchpoints.move_touchpoint(db, ANN, made.touchpoint("Ad").id, "nonsense")
    stages.delete_stage(db, BEN, made.stage("Before").id)
    with pytest.raises(NotFound, match="This touchpoint does not exist"):
        touchpoints.delete_touchpoint(db, ANN, new_id())
