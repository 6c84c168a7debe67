"""The History page, driven as a person drives it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.model.snapshot import SnapshotReason
from journeymap.services import editors, journeys, snapshots, stages, touchpoints, undo
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.pages.at import choose, fine, open_page, press, text_of
from tests.services.kit import ANN, BEN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def history(made: Small) -> AppTest:
    return open_page("history", journey=made.id)


def comparing(at: AppTest, one: str, other: str = "") -> AppTest:
    for key, value in (("history.view", "compare"), ("history.one", one), ("history.other", other)):
        at.session_state[key] = value
    return fine(at.run())


def test_without_any_journey_the_page_says_where_to_begin(db: Database) -> None:
    assert db.revision
    assert "There is no journey yet" in text_of(open_page("history"))


def test_a_map_to_which_nothing_happened_says_what_will_stand_here(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Empty", template="empty")
    assert "Nothing has happened here yet" in text_of(open_page("history", journey=journey))


def test_the_timeline_tells_changes_and_snapshots_in_plain_sentences(made: Small) -> None:
    editors.set_editor_name(made.db, BEN, "Ben *b*")
    stages.add_stage(made.db, BEN, made.id, title="![x](http://x/y.png)")
    snapshots.take_snapshot(made.db, ANN, made.id, "Before May")
    snapshots.keep_safe(made.db, "", made.id, SnapshotReason.IMPORT, "answers.csv")
    written = text_of(history(made))
    assert r"Ben \*b\* added the stage “\!\[x\]" in written
    assert "Before May" in written
    assert r"Before the import of “answers\.csv”" in written
    assert "Snapshot, taken by the app itself" in written
    assert "Somebody set the emotion at “Ad”" in written


def test_changes_can_be_looked_at_by_person(made: Small) -> None:
    stages.add_stage(made.db, BEN, made.id, title="Later")
    at = history(made)
    assert "“Ad”" in text_of(at)
    written = text_of(choose(at, "history.person", BEN))
    assert "Later" in written
    assert "“Ad”" not in written


def test_older_changes_are_shown_when_asked_for(made: Small) -> None:
    for n in range(60):
        stages.add_stage(made.db, ANN, made.id, title=f"Stage number {n}.")
    at = history(made)
    assert "number 59" in text_of(at)
    assert "number 9\\." not in text_of(at)
    assert "number 9\\." in text_of(press(at, "history.older"))


def test_one_s_name_is_said_once_and_stands_beside_later_acts(made: Small) -> None:
    at = history(made)
    at.text_input(key="history.your_name").set_value(" Mette ")
    fine(at.run())
    (row,) = made.db.rows("SELECT name FROM editor")
    assert row["name"] == "Mette"


def test_comparing_with_now_names_every_kind_of_difference(made: Small) -> None:
    snapshot = snapshots.take_snapshot(made.db, ANN, made.id, "Before May")
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(made.db, ANN, jetty.id, 1, title="Pier", importance=4)
    touchpoints.move_touchpoint(made.db, ANN, jetty.id, made.stage("After").id)
    touchpoints.delete_touchpoint(made.db, ANN, made.touchpoint("Invoice").id)
    stages.add_stage(made.db, ANN, made.id, title="Later")
    written = text_of(comparing(history(made), snapshot))
    for said in ("“Jetty” → “Pier”", "Importance: – → 4", "from “During” to “After”", "removed", "“Later”"):
        assert said in written
    assert "Too few answers" in written


def test_comparing_needs_two_different_times(made: Small) -> None:
    at = history(made)
    at.session_state["history.view"] = "compare"
    assert "no snapshot to compare with yet" in text_of(fine(at.run()))
    one = snapshots.take_snapshot(made.db, ANN, made.id)
    assert "Choose two different times" in text_of(comparing(at, one, one))
    assert "Nothing: both maps say the same" in text_of(comparing(at, one))


def test_a_snapshot_that_was_deleted_meanwhile_is_not_compared_any_more(made: Small) -> None:
    one = snapshots.take_snapshot(made.db, ANN, made.id, "One")
    two = snapshots.take_snapshot(made.db, ANN, made.id, "Two")
    at = comparing(history(made), one)
    snapshots.delete_snapshot(made.db, BEN, one)
    assert "What differs" in text_of(fine(at.run()))
    assert two


def test_a_refused_undo_speaks_in_the_words_of_the_forms(made: Small) -> None:
    at = open_page("journey", journey=made.id)
    (actor,) = [at.session_state[key] for key in ("session.actor",) if key in at.session_state]
    jetty, after = made.touchpoint("Jetty"), made.stage("After")
    touchpoints.update_touchpoint(made.db, actor, jetty.id, 1, moment_of_truth=True)
    touchpoints.update_touchpoint(made.db, BEN, jetty.id, 2, promise="Dry feet", importance=5)
    touchpoints.move_touchpoint(made.db, BEN, jetty.id, after.id)
    fine(at.run())
    written = text_of(press(at, "journey.undo"))
    for said in ("**Stage**  \nAfter", "**Stage**  \nDuring", "**Moment of truth**  \nYes", "**Promise**  \nDry feet"):
        assert said in written
    for raw in ("moment_of_truth", "moment of truth**", "stage_id", after.id):
        assert raw not in written
    assert undo.next_undo(made.db, made.id, actor)


def test_a_map_whose_review_is_due_says_so_until_a_new_day_is_set(made: Small) -> None:
    journeys.update_journey(made.db, ANN, made.id, 1, owner="Mette", review_date="2026-01-31")
    for page, key in (("map", "map"), ("home", f"home.{made.id}")):
        at = open_page(page, journey=made.id)
        assert "This map was to be reviewed on 31 Jan 2026" in text_of(at)
        press(at, f"{key}.review.90")
        written = text_of(fine(at.run()))
        assert "was to be reviewed" not in written
        assert "Owner: Mette · Review: " in written
        version = journeys.load_journey(made.db, made.id).version
        journeys.update_journey(made.db, ANN, made.id, version, review_date="2026-01-31")


def test_a_map_that_nobody_has_edited_for_long_says_what_to_do(made: Small) -> None:
    old = "019b0000-0000-7000-8000-00000000000"  # made in December 2025, by its id
    for number, table in enumerate(("journey", "lane", "stage", "touchpoint", "card", "emotion", "journey_persona")):
        assert number >= 0
        column = "id" if table == "journey" else "journey_id"
        made.db.transact([Statement(f"UPDATE {table} SET {column} = ?", [f"{old}1"])])  # noqa: S608
    made.db.transact([Statement("DELETE FROM change")])
    written = text_of(open_page("map", journey=f"{old}1"))
    assert "Nobody has edited this map since" in written
