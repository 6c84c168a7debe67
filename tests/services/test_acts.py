from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import pytest

from journeymap.errors import Conflict, InvalidInput
from journeymap.model.identity import new_id
from journeymap.model.journey import Stage, Touchpoint
from journeymap.services import acts, cards, journeys, paths, personas, stages, touchpoints, undo
from journeymap.services.acts import Act, carry_out, differences
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, bare, small


def test_an_act_that_changes_nothing_is_not_remembered(db: Database) -> None:
    made = small(db)
    before = db.revision
    stage = made.map.stages[0]
    assert carry_out(db, ANN, Act(event="x", scope=made.id, label="x", changes=differences([stage], [stage]))) is None
    stages.update_stage(db, ANN, stage.id, stage.version, title=stage.title)
    assert db.revision == before


def test_differences_raise_versions_by_one_and_name_every_row_once() -> None:
    one = Stage(id=new_id(), journey_id=new_id(), title="A", version=4)
    two = Stage(id=new_id(), journey_id=one.journey_id, title="B")
    changed = Stage(id=one.id, journey_id=one.journey_id, title="C", version=9)
    found = {c.id: c for c in differences([one, two], [changed])}
    assert found[one.id].after == {**(found[one.id].before or {}), "title": "C", "version": 5}
    assert found[two.id].after is None


def test_only_the_newest_acts_of_a_person_in_a_scope_are_kept(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "KEEP", 10)
    made = small(db)
    stage = made.map.stages[0]
    for n in range(15):
        stages.update_stage(db, ANN, stage.id, n + 1, title=f"Stage {n}")
    stages.update_stage(db, BEN, stage.id, 16, title="Ben's")
    sql = "SELECT actor, count(*) AS n FROM change WHERE scope = ? AND state = 'done' GROUP BY actor ORDER BY actor"
    kept = db.rows(sql, [made.id])
    assert kept == [{"actor": ANN, "n": acts.KEEP}, {"actor": BEN, "n": 1}]


def test_acts_of_browsers_that_never_came_back_are_dropped(db: Database) -> None:
    made = small(db)
    journeys.create_journey(db, "gone", title="Old")
    long_ago = datetime(2026, 1, 1) - timedelta(days=4000)  # noqa: DTZ001  # the file holds naive UTC
    db.transact([Statement("UPDATE change SET done_at = ? WHERE actor = 'gone'", [long_ago])])
    stages.add_stage(db, ANN, made.id, title="New")
    assert undo.next_undo(db, acts.HOME, "gone") is None
    assert undo.next_undo(db, acts.HOME, ANN) is not None


def test_the_log_says_what_happened_to_what_and_nobody_s_words(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    made = small(db)
    with caplog.at_level(logging.INFO, "journeymap.acts"):
        stages.add_stage(db, ANN, made.id, title="Secret plan")
        undo.undo(db, made.id, ANN)
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0].startswith(f"stage.add scope={made.id} change=")
    assert lines[1].startswith(f"undo.back scope={made.id} change=")
    assert "Secret" not in "".join(lines)


def test_what_somebody_hung_on_a_row_meanwhile_is_never_left_behind(db: Database) -> None:
    made = small(db)
    stage = made.map.stages[0]
    planned = differences([stage], [])
    with pytest.raises(Conflict, match="added to this meanwhile"):
        carry_out(db, ANN, Act(event="x", scope=made.id, label="x", changes=planned))
    assert made.map.stages[0].id == stage.id


def test_nothing_is_hung_on_a_row_that_somebody_deleted_meanwhile(db: Database) -> None:
    made = small(db)
    stage = made.map.stages[0]
    planned = differences([], [Touchpoint(id=new_id(), journey_id=made.id, stage_id=stage.id, title="X")])
    stages.delete_stage(db, BEN, stage.id)
    with pytest.raises(Conflict, match="was deleted meanwhile") as refused:
        carry_out(db, ANN, Act(event="x", scope=made.id, label="x", changes=planned))
    assert refused.value.mine is not None
    assert refused.value.mine["title"] == "X"


def test_the_second_of_two_saves_is_shown_both_texts(db: Database) -> None:
    made = small(db)
    seen = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, seen.id, seen.version, title="Pier", note="by Ann")
    with pytest.raises(Conflict, match="“Pier” was changed meanwhile") as refused:
        touchpoints.update_touchpoint(db, BEN, seen.id, seen.version, title="Quay")
    assert refused.value.theirs is not None
    assert refused.value.mine is not None
    assert (refused.value.theirs["title"], refused.value.theirs["note"]) == ("Pier", "by Ann")
    assert refused.value.mine["title"] == "Quay"
    touchpoints.update_touchpoint(db, BEN, seen.id, refused.value.theirs["version"], title="Quay")
    assert made.touchpoint("Quay").note == "by Ann"


def test_a_save_into_something_deleted_gives_the_text_back(db: Database) -> None:
    made = small(db)
    card = made.map.cards[0]
    stages.delete_stage(db, ANN, made.stage("Before").id)
    with pytest.raises(Conflict) as refused:
        cards.update_card(db, BEN, card.id, card.version, text="Long thought")
    assert refused.value.theirs is None
    assert refused.value.mine == {"text": "Long thought"}


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each gave, or the conflict that it met, all run at the same time."""

    def run(work: Callable[[], object]) -> object:
        try:
            return work()
        except Conflict as refused:
            return refused

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_of_many_saves_at_once_one_is_kept_and_the_others_are_told(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")

    def save(n: int) -> None:
        touchpoints.update_touchpoint(db, f"browser {n}", jetty.id, 1, title=f"Pier {n}")

    results = at_once(*(partial(save, n) for n in range(8)))
    assert sum(result is None for result in results) == 1
    kept = made.map.touchpoint_by_id[jetty.id]
    assert (kept.version, kept.title) == (2, f"Pier {results.index(None)}")
    for refused in results:
        assert refused is None or (isinstance(refused, Conflict) and (refused.theirs or {})["title"] == kept.title)


def test_people_who_add_and_take_back_at_once_are_not_in_each_others_way(db: Database) -> None:
    made = small(db)
    before = bare(made.map)
    people = [f"browser {n}" for n in range(4)]
    stage = made.stage("Before").id

    def add(who: str) -> None:
        for n in range(5):
            touchpoints.add_touchpoint(db, who, made.id, stage, title=f"{who} {n}")

    def take_back(who: str) -> None:
        while undo.undo(db, made.id, who):
            pass

    assert at_once(*(partial(add, who) for who in people)) == [None] * 4
    assert len(made.titles) == 24
    assert at_once(*(partial(take_back, who) for who in people)) == [None] * 4
    assert bare(made.map) == before


def test_what_two_say_at_once_about_one_cell_is_kept_once(db: Database) -> None:
    made = small(db)
    jetty, ad = made.touchpoint("Jetty").id, made.touchpoint("Ad").id
    eva = personas.create_persona(db, ANN, name="Eva")
    feel = [partial(cards.set_emotion, db, f"browser {n}", jetty, made.persona, n / 10) for n in range(4)]
    assert at_once(*feel) == [None] * 4
    at_once(*(partial(journeys.set_personas, db, ANN, made.id, [made.persona, eva]) for _n in range(4)))
    with contextlib.suppress(InvalidInput):
        at_once(*(partial(paths.add_path, db, ANN, ad, jetty) for _n in range(4)))
    assert [e.touchpoint_id for e in made.map.emotions].count(jetty) == 1
    assert [p.name for p in made.map.personas] == ["Rosa", "Eva"]
    assert len(made.map.paths) == 1


def test_undo_brings_no_second_feeling_where_somebody_said_another_since(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad").id
    cards.set_emotion(db, ANN, ad, made.persona, None)
    cards.set_emotion(db, BEN, ad, made.persona, -2)
    with pytest.raises(Conflict) as refused:
        undo.undo(db, made.id, ANN)
    assert refused.value.theirs is not None
    assert refused.value.mine is not None
    assert (refused.value.theirs["value"], refused.value.mine["value"]) == (-2, 1.5)
