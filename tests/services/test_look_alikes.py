from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import InvalidInput, NotFound
from journeymap.model.journey import LaneKind, Path
from journeymap.services import cards, personas, touchpoints, undo
from journeymap.services.journeys import set_personas
from journeymap.services.look_alikes import look_alikes, merge_touchpoints
from journeymap.store.acts import Put
from journeymap.store.database import Database
from journeymap.store.tables import TABLES, to_row
from tests.services.kit import ANN, Small, answer, broken_references, small, whole_file


def add(made: Small, stage: str, title: str, under: str | None = None, **fields: Any) -> str:
    parent = made.touchpoint(under).id if under else None
    return touchpoints.add_touchpoint(
        made.db, ANN, made.id, made.stage(stage).id, title=title, parent_id=parent, **fields
    )


def merge(made: Small, keep: str, gone: str) -> None:
    merge_touchpoints(made.db, ANN, made.id, made.touchpoint(keep).id, made.touchpoint(gone).id)


def path(made: Small, start: str, end: str) -> None:
    ends = made.touchpoint(start).id, made.touchpoint(end).id
    row = Path(id=f"{ends[0][:-6]}{ends[1][-6:]}", journey_id=made.id, from_id=ends[0], to_id=ends[1])
    made.db.transact([Put(TABLES[Path], to_row(row))])


def test_the_same_thing_in_two_words_or_languages_is_found(db: Database) -> None:
    made = small(db)
    for title in ("Faktura", "webshop", "Jeti", "Harbour office"):
        add(made, "After", title)
    found = {frozenset((pair.one.title, pair.other.title)) for pair in look_alikes(db, made.id)}
    assert found >= {frozenset(("Invoice", "Faktura")), frozenset(("Web shop", "webshop"))}
    assert not any("Harbour office" in pair for pair in found)
    scores = [pair.score for pair in look_alikes(db, made.id)]
    assert scores == sorted(scores, reverse=True)


def test_a_part_does_not_look_like_its_whole(db: Database) -> None:
    made = small(db)
    add(made, "During", "Jetty", under="Jetty")
    assert look_alikes(db, made.id) == []


def test_things_that_only_sound_alike_are_no_pair(db: Database) -> None:
    made = small(db)
    for title in ("Fitting room", "Waiting room", "Email to customer service", "Call to customer service"):
        add(made, "During", title)
    assert look_alikes(db, made.id) == []


def test_everything_moves_and_nothing_is_pooled(db: Database) -> None:
    made = small(db)
    add(made, "After", "Advert", channel="Radio", importance=4, note="Loud", moment_of_truth=True, owner="Ola")
    lane = made.lane(LaneKind.ACTIONS).id
    for text in ("Looks up", "Turns it off"):
        cards.add_card(db, ANN, made.touchpoint("Advert").id, lane, text=text)
    here, there = answer(db, made.id, made.touchpoint("Ad").id, 3), answer(db, made.id, made.touchpoint("Advert").id, 4)
    before = whole_file(db)
    merge(made, "Ad", "Advert")
    ad = made.touchpoint("Ad")
    assert "Advert" not in made.titles
    assert (ad.channel, ad.importance, ad.note, ad.moment_of_truth, ad.owner) == ("Radio", 4, "Loud", True, "Ola")
    assert made.texts("Ad", LaneKind.ACTIONS) == ["Looks up", "Turns it off"]
    places = db.rows("SELECT id FROM survey_touchpoint WHERE touchpoint_id = ? ORDER BY id", [ad.id])
    assert sorted(str(row["id"]) for row in places) == sorted([here, there])
    assert touchpoints.answers_at(db, [ad.id]) == 7
    assert not broken_references(db)
    undo.undo(db, made.id, ANN)
    assert whole_file(db) == before
    undo.redo(db, made.id, ANN)
    assert not broken_references(db)
    assert "Advert" not in made.titles


def test_what_the_one_that_stays_says_stays(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Advert", channel="Radio", importance=2, digital=False)
    ad = made.touchpoint("Ad")
    touchpoints.update_touchpoint(db, ANN, ad.id, ad.version, channel="Paper", digital=True, note="Mine")
    merge(made, "Ad", "Advert")
    ad = made.touchpoint("Ad")
    assert (ad.channel, ad.digital, ad.importance, ad.note) == ("Paper", True, 2, "Mine")


def test_feelings_move_where_nothing_was_felt(db: Database) -> None:
    made = small(db)
    ben = personas.create_persona(db, ANN, name="Ben")
    set_personas(db, ANN, made.id, [made.persona, ben])
    jetty = made.touchpoint("Jetty").id
    cards.set_emotion(db, ANN, jetty, made.persona, -2)
    cards.set_emotion(db, ANN, jetty, ben, -1)
    merge(made, "Ad", "Jetty")
    ad = made.touchpoint("Ad").id
    assert {e.persona_id: e.value for e in made.map.emotions} == {made.persona: 1.5, ben: -1}
    assert {e.touchpoint_id for e in made.map.emotions} == {ad}


def test_paths_lead_to_the_one_that_stays_none_to_itself_and_none_twice(db: Database) -> None:
    made = small(db)
    for start, end in (("Ad", "Web shop"), ("Web shop", "Jetty"), ("Ad", "Jetty"), ("Jetty", "Invoice")):
        path(made, start, end)
    merge(made, "Ad", "Web shop")
    title = {t.id: t.title for t in made.map.touchpoints}
    assert sorted((title[p.from_id], title[p.to_id]) for p in made.map.paths) == [("Ad", "Jetty"), ("Jetty", "Invoice")]


def test_sub_touchpoints_come_along(db: Database) -> None:
    made = small(db)
    add(made, "Before", "Banner", under="Web shop")
    merge(made, "Invoice", "Web shop")
    banner = made.touchpoint("Banner")
    assert (banner.parent_id, banner.stage_id) == (made.touchpoint("Invoice").id, made.stage("After").id)
    assert not broken_references(db)


def test_a_part_that_swallows_its_whole_takes_its_place(db: Database) -> None:
    made = small(db)
    add(made, "During", "Key box", under="Jetty")
    add(made, "During", "Plank", under="Jetty")
    merge(made, "Key box", "Jetty")
    assert made.touchpoint("Key box").parent_id is None
    assert made.touchpoint("Plank").parent_id == made.touchpoint("Key box").id
    assert made.by_stage()["During"] == ["Key box", "Plank"]


def test_parts_of_one_that_goes_into_a_part_stand_beside_it(db: Database) -> None:
    made = small(db)
    add(made, "During", "Key box", under="Jetty")
    add(made, "Before", "Banner", under="Web shop")
    merge(made, "Key box", "Web shop")
    assert made.touchpoint("Banner").parent_id == made.touchpoint("Jetty").id
    assert not broken_references(db)


def test_what_cannot_be_merged_is_refused(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad").id
    with pytest.raises(InvalidInput, match="with itself"):
        merge_touchpoints(db, ANN, made.id, ad, ad)
    with pytest.raises(NotFound):
        merge_touchpoints(db, ANN, made.id, ad, made.stage("Before").id)
    cell = made.lane(LaneKind.THOUGHTS).id
    for n in range(30):
        cards.add_card(db, ANN, ad, cell, text=f"a {n}")
        cards.add_card(db, ANN, made.touchpoint("Jetty").id, cell, text=f"b {n}")
    before = whole_file(db)
    with pytest.raises(InvalidInput, match="50 cards at most"):
        merge(made, "Ad", "Jetty")
    assert whole_file(db) == before
