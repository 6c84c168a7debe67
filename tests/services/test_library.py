from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeymap import locale
from journeymap.errors import InvalidInput, NotFound
from journeymap.library.reading import library
from journeymap.library.touchpoint import Channel, LineOfBusiness
from journeymap.model.identity import new_id
from journeymap.model.journey import Evidence, LaneKind, Phase
from journeymap.services import journeys, stages, touchpoints, undo
from journeymap.services import library as service
from journeymap.services.integrity import check
from journeymap.services.library import Wanted
from journeymap.store.database import Database, open_database
from tests.services.kit import ANN, BEN, Small, broken_references, small, whole_file


@pytest.fixture
def danish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The reader speaks Danish."""
    monkeypatch.setattr(locale, "LANGUAGES", ("en", "da"))
    locale.use("da")
    yield
    locale.use("en")


def add(made: Small, *keys: str, with_cards: bool = False) -> service.Added:
    return service.add_from_library(made.db, ANN, made.id, keys, with_cards=with_cards)


def test_searching_finds_by_meaning_and_by_filter() -> None:
    assert service.search("complant")[0].key == "complaint"
    assert {entry.phase for entry in service.search(phase=Phase.AFTER)} == {Phase.AFTER}
    phones = service.search(channel=Channel.PHONE, line=LineOfBusiness.CLINIC)
    assert phones and all(e.channel is Channel.PHONE and LineOfBusiness.CLINIC in e.lines for e in phones)
    assert "complaint" not in {entry.key for entry in service.search("complant", phase=Phase.BEFORE)}
    assert len(service.search()) == len(library())
    assert {"receipt", "order-confirmation"} <= {entry.key for entry in service.search("receipt")}


def test_touchpoints_go_into_the_stages_where_they_belong(db: Database) -> None:
    made = small(db)
    added = add(made, "complaint", "tv-advert", "checkout-till", "thank-you")
    assert len(added.touchpoint_ids) == 4
    assert made.by_stage() == {
        "Before": ["Ad", "TV advert", "Web shop"],
        "During": ["Jetty", "Till"],
        "After": ["Invoice", "Complaint", "Thank-you"],
    }
    assert made.touchpoint("TV advert").parent_id == made.touchpoint("Ad").id
    till = made.touchpoint("Till")
    assert (till.channel, till.digital, till.direct, till.brand, till.importance) == (
        "On the spot",
        False,
        True,
        False,
        5,
    )
    assert not broken_references(db)


def test_five_stages_are_told_apart_by_their_names(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Five", template="five_stages")
    keys = ["billboard", "quote", "payment", "hotel-room", "user-manual", "loyalty-programme"]
    service.add_from_library(db, ANN, journey, keys)
    found = journeys.load_map(db, journey)
    where = {t.title: found.stage_by_id[t.stage_id].title for t in found.touchpoints}
    assert where == {
        "Billboard or poster": "Awareness",
        "Quote": "Evaluation",
        "Payment": "Purchase",
        "Room": "Use",
        "Instructions for use": "Use",
        "Loyalty programme": "Repurchase and advocacy",
    }


def test_nothing_is_added_twice(db: Database) -> None:
    made = small(db)
    assert add(made, "web-shop", "invoice", "complaint", "complaint").skipped == ("web-shop", "invoice", "complaint")
    complaint = made.touchpoint("Complaint")
    touchpoints.update_touchpoint(db, ANN, complaint.id, complaint.version, title="The grumbling corner")
    assert service.present(db, made.id)[complaint.id] == "complaint"
    assert add(made, "complaint").touchpoint_ids == ()
    assert made.titles.count("The grumbling corner") == 1


@pytest.mark.usefixtures("danish")
def test_what_is_there_in_another_language_is_recognised(db: Database) -> None:
    made = small(db)
    assert add(made, "invoice", "parking").skipped == ("invoice",)
    assert "Parkering" in made.titles
    assert made.touchpoint("Parkering").channel == "På stedet"


def test_adding_many_is_one_act_that_can_be_undone_and_done_again(db: Database) -> None:
    made = small(db)
    before = whole_file(db)
    keys = [entry.key for entry in service.search(line=LineOfBusiness.TRAVEL)]
    added = add(made, *keys, with_cards=True)
    assert len(added.touchpoint_ids) + len(added.skipped) == len(keys) > 100
    after = whole_file(db)
    assert undo.next_undo(db, made.id, ANN) == f"Add touchpoints from the library ({len(added.touchpoint_ids)})"
    undo.undo(db, made.id, ANN)
    assert whole_file(db) == before
    undo.redo(db, made.id, ANN)
    assert whole_file(db) == after
    assert not broken_references(db)


def test_after_undo_the_same_can_be_added_again(db: Database) -> None:
    made = small(db)
    add(made, "complaint")
    undo.undo(db, made.id, ANN)
    assert len(add(made, "complaint").touchpoint_ids) == 1


def test_parts_stand_under_their_whole_whichever_is_named_first(db: Database) -> None:
    made = small(db)
    add(made, "fitting-room", "store")
    assert made.touchpoint("Fitting room").parent_id == made.touchpoint("Shop").id
    add(made, "checkout-till")
    assert made.touchpoint("Till").parent_id == made.touchpoint("Shop").id
    add(made, "phone-menu")
    assert made.touchpoint("Phone menu").parent_id is None
    assert not broken_references(db)


def test_a_part_is_never_put_under_a_part(db: Database) -> None:
    made = small(db)
    stage = made.stage("During").id
    touchpoints.add_touchpoint(db, ANN, made.id, stage, title="Shop", parent_id=made.touchpoint("Jetty").id)
    add(made, "checkout-till")
    assert made.touchpoint("Till").parent_id is None


def test_wishes_and_fears_come_as_assumed_cards(db: Database) -> None:
    made = small(db)
    add(made, "complaint", with_cards=True)
    assert made.texts("Complaint", LaneKind.THOUGHTS) == [library()["complaint"].words["en"].wants]
    assert made.texts("Complaint", LaneKind.PAIN_POINTS) == [library()["complaint"].words["en"].fears]
    assert {card.evidence for card in made.map.cards} == {Evidence.ASSUMED}


def test_a_journey_without_stages_gets_them_and_loses_them_by_undo(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Empty", template="empty")
    service.add_from_library(db, ANN, journey, ["tv-advert", "complaint"])
    assert [s.title for s in journeys.load_map(db, journey).stages] == ["Before", "During", "After"]
    undo.undo(db, journey, ANN)
    assert not journeys.load_map(db, journey).stages


def test_nothing_new_changes_nothing(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Empty", template="empty")
    assert service.add_from_library(db, ANN, journey, []).touchpoint_ids == ()
    assert not journeys.load_map(db, journey).stages
    assert undo.next_undo(db, journey, ANN) is None


def test_only_after_stages_take_what_comes_before_too(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Odd", template="empty")
    stages.add_stage(db, ANN, journey, title="Later", phase="after")
    service.add_from_library(db, ANN, journey, ["tv-advert", "payment"])
    assert len(journeys.load_map(db, journey).touchpoints) == 2


def test_two_people_who_add_the_same_at_the_same_time_add_it_once(db: Database) -> None:
    made = small(db)

    def add_as(actor: str) -> int:
        return len(service.add_from_library(db, actor, made.id, ["complaint", "parking", "store"]).touchpoint_ids)

    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(add_as, [f"browser-{n}" for n in range(4)]))
    assert sum(added) == 3
    assert [made.titles.count(title) for title in ("Complaint", "Parking", "Shop")] == [1, 1, 1]


def test_what_was_added_leaves_a_sound_file(db: Database) -> None:
    made = small(db)
    add(made, *library(), with_cards=True)
    assert check(db) == []


def test_own_touchpoints_go_where_they_were_named(db: Database) -> None:
    made = small(db)
    wanted = [
        Wanted(title="Choosing the coffin"),
        Wanted(title="choosing the COFFIN"),
        Wanted(title="Fireworks", stage_id=made.stage("After").id),
        Wanted(key="parking", title="Behind the chapel"),
    ]
    added = service.add_wanted(db, BEN, made.id, wanted)
    assert added.skipped == ("choosing the COFFIN",)
    assert made.by_stage()["During"] == ["Jetty", "Choosing the coffin", "Behind the chapel"]
    assert made.by_stage()["After"] == ["Invoice", "Fireworks"]
    with pytest.raises(InvalidInput, match="Title is empty"):
        service.add_wanted(db, BEN, made.id, [Wanted(title="  ")])


def test_what_does_not_exist_is_refused_and_nothing_is_written(db: Database) -> None:
    made = small(db)
    before = whole_file(db)
    with pytest.raises(NotFound, match="no touchpoint “moon-landing”"):
        add(made, "complaint", "moon-landing")
    with pytest.raises(NotFound):
        service.add_from_library(db, ANN, new_id(), ["complaint"])
    assert whole_file(db) == before


def test_others_in_the_line_usually_also_have(db: Database) -> None:
    made = small(db)
    found = service.usual(db, made.id, LineOfBusiness.WEB_SHOP)
    assert found.have == ("advertising", "web-shop", "invoice")
    assert "complaint" in found.others and "shopping-basket" in found.others
    assert not set(found.have) & set(found.others)
    assert "hotel-room" not in found.others
    importance = [library()[key].importance for key in found.others]
    assert importance == sorted(importance, reverse=True)
    assert "checkout-till" not in service.usual(db, made.id, LineOfBusiness.SHOP).others


def test_what_is_there_under_a_longer_name_is_not_offered_but_can_be_added(db: Database) -> None:
    made = small(db)
    touchpoints.add_touchpoint(db, ANN, made.id, made.stage("During").id, title="Waiting room in Altona")
    assert "waiting-room" in service.usual(db, made.id, LineOfBusiness.CLINIC).have
    assert len(add(made, "waiting-room").touchpoint_ids) == 1


def test_the_line_of_business_stays_in_the_file(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.duckdb")
    assert service.line_of_business(db) is None
    service.set_line_of_business(db, LineOfBusiness.CLINIC)
    service.set_line_of_business(db, LineOfBusiness.TRAVEL)
    db.close()
    db = open_database(tmp_path / "a.duckdb")
    assert service.line_of_business(db) is LineOfBusiness.TRAVEL
    db.close()


def test_a_line_of_business_can_start_with_four() -> None:
    assert [e.key for e in service.first_four(LineOfBusiness.HOSPITALITY)][:2] == ["website", "review-site"]
    assert all(len(service.first_four(line)) == 4 for line in LineOfBusiness)


@pytest.mark.usefixtures("danish")
def test_names_are_in_the_reader_s_language() -> None:
    assert service.names_of(["complaint"]) == {"complaint": "Klage"}
