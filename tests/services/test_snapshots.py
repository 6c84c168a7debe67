from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.model.difference import Part, Sign
from journeymap.model.identity import new_id
from journeymap.model.journey import LaneKind
from journeymap.model.snapshot import SnapshotReason
from journeymap.model.survey import Metric, Response, Survey, SurveyTouchpoint
from journeymap.services import cards, editors, journeys, personas, snapshots, stages, touchpoints, undo
from journeymap.services.backup import make_backup, restore_backup
from journeymap.services.feedback_import import import_feedback
from journeymap.services.integrity import check
from journeymap.services.pictures import load_picture
from journeymap.services.sample import add_sample, remove_sample
from journeymap.services.snapshot_restore import plan_restore, restore_snapshot
from journeymap.services.snapshots import AUTOMATIC, compare_snapshots, keep_safe, list_snapshots, take_snapshot
from journeymap.store.acts import Put, Statement
from journeymap.store.database import Database, open_database
from journeymap.store.tables import TABLES, to_row
from tests.services.kit import ANN, BEN, Small, answer, bare, broken_references, small, whole_file
from tests.services.test_pictures import image_file


def wrecked(made: Small) -> None:
    """Everything on the map is another now."""
    touchpoints.delete_touchpoint(made.db, ANN, made.touchpoint("Jetty").id)
    stages.delete_stage(made.db, BEN, made.stage("Before").id)
    stage = stages.add_stage(made.db, ANN, made.id, title="New")
    touchpoints.add_touchpoint(made.db, BEN, made.id, stage, title="Newer")
    journeys.set_personas(made.db, ANN, made.id, [])
    journeys.update_journey(made.db, BEN, made.id, made.map.journey.version, title="Something else")


def test_a_snapshot_is_listed_with_its_label_and_who_took_it(db: Database) -> None:
    made = small(db)
    editors.set_editor_name(db, ANN, "Ann")
    first = take_snapshot(db, ANN, made.id, "  Before  the workshop ")
    keep_safe(db, BEN, made.id, SnapshotReason.IMPORT, "answers.csv")
    newest, oldest = list_snapshots(db, made.id)
    assert (oldest.id, oldest.label, oldest.name, oldest.by_hand) == (first, "Before the workshop", "Ann", True)
    assert (newest.label, newest.name, newest.reason) == ("answers.csv", "", SnapshotReason.IMPORT)
    assert newest.map == ""
    with pytest.raises(InvalidInput):
        take_snapshot(db, ANN, made.id, "x" * 121)
    with pytest.raises(NotFound):
        take_snapshot(db, ANN, new_id(), "x")


def test_of_automatic_snapshots_the_newest_are_kept_and_those_by_hand_all(db: Database) -> None:
    made = small(db)
    other = journeys.create_journey(db, ANN, title="Other")
    keep_safe(db, ANN, other, SnapshotReason.WORKSHOP)
    by_hand = [take_snapshot(db, ANN, made.id, str(n)) for n in range(3)]
    for n in range(AUTOMATIC + 5):
        keep_safe(db, ANN, made.id, SnapshotReason.IMPORT, str(n))
    found = list_snapshots(db, made.id)
    assert [s.label for s in found if not s.by_hand] == [str(n) for n in reversed(range(5, AUTOMATIC + 5))]
    assert {s.id for s in found if s.by_hand} == set(by_hand)
    assert len(list_snapshots(db, other)) == 1


def test_a_snapshot_is_renamed_unless_somebody_was_faster(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id, "One")
    snapshots.rename_snapshot(db, snapshot, 1, "Two")
    with pytest.raises(Conflict, match="renamed meanwhile"):
        snapshots.rename_snapshot(db, snapshot, 1, "Three")
    assert [(s.label, s.version) for s in list_snapshots(db, made.id)] == [("Two", 2)]


def test_a_deleted_snapshot_comes_back_with_undo(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id, "One")
    before = snapshots.load_snapshot(db, snapshot)
    snapshots.delete_snapshot(db, ANN, snapshot)
    assert list_snapshots(db, made.id) == []
    assert undo.next_undo(db, made.id, ANN) == "Delete snapshot “One”"
    undo.undo(db, made.id, ANN)
    after = snapshots.load_snapshot(db, snapshot)
    assert (after.map, after.taken_at, after.label) == (before.map, before.taken_at, before.label)
    with pytest.raises(NotFound):
        snapshots.load_snapshot(db, "nothing")


def test_restoring_brings_every_part_of_the_map_back_under_its_id(db: Database) -> None:
    made = small(db)
    place = answer(db, made.id, made.touchpoint("Jetty").id, 3)
    of_journey = answer(db, made.id, None, 2)
    before = bare(made.map)
    snapshot = take_snapshot(db, ANN, made.id, "Whole")
    wrecked(made)
    ruins = bare(made.map), whole_file(db)
    restore_snapshot(db, BEN, snapshot)
    assert bare(made.map) == before
    assert check(db) == []
    jetty = made.touchpoint("Jetty").id
    places = {p["id"]: p["touchpoint_id"] for p in whole_file(db)["survey_touchpoint"]}
    assert places == {place: jetty, of_journey: None}
    assert [s.reason for s in list_snapshots(db, made.id)] == [SnapshotReason.RESTORE, SnapshotReason.BY_HAND]
    assert undo.next_undo(db, made.id, BEN) == "Restore the snapshot “Whole”"
    undo.undo(db, made.id, BEN)
    assert (bare(made.map), whole_file(db)) == ruins
    undo.redo(db, made.id, BEN)
    assert bare(made.map) == before


def test_restoring_the_safety_snapshot_takes_the_restore_back(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id, "Whole")
    wrecked(made)
    ruins = bare(made.map)
    restore_snapshot(db, BEN, snapshot)
    restore_snapshot(db, BEN, list_snapshots(db, made.id)[0].id)
    assert bare(made.map) == ruins
    assert broken_references(db) == []


def test_what_was_restored_is_safe_from_the_undo_of_older_acts(db: Database) -> None:
    made = small(db)
    ad = made.touchpoint("Ad")
    touchpoints.update_touchpoint(db, BEN, ad.id, 1, title="Advert")
    snapshot = take_snapshot(db, ANN, made.id)
    touchpoints.update_touchpoint(db, BEN, ad.id, 2, title="Poster")
    touchpoints.delete_touchpoint(db, ANN, ad.id)
    restore_snapshot(db, ANN, snapshot)
    version = made.touchpoint("Advert").version
    assert version > 3
    touchpoints.update_touchpoint(db, ANN, ad.id, version, title="Film")
    with pytest.raises(Conflict):
        undo.undo(db, made.id, BEN)
    assert made.touchpoint("Film")


def test_restoring_says_what_leaves_and_keeps_its_answers(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id)
    later = touchpoints.add_touchpoint(db, ANN, made.id, made.stage("After").id, title="Survey call")
    place = answer(db, made.id, later, 4)
    plan = plan_restore(db, snapshot)
    assert (plan.leaving, plan.answers) == (("Survey call",), 4)
    restore_snapshot(db, ANN, snapshot)
    (kept,) = [p for p in whole_file(db)["survey_touchpoint"] if p["id"] == place]
    assert (kept["journey_id"], kept["label"]) == (None, "Survey call")
    undo.undo(db, made.id, ANN)
    (kept,) = [p for p in whole_file(db)["survey_touchpoint"] if p["id"] == place]
    assert kept["touchpoint_id"] == later


def test_a_survey_that_was_moved_since_stays_where_it_was_moved_to(db: Database) -> None:
    made = small(db)
    place = answer(db, made.id, made.touchpoint("Jetty").id, 1)
    snapshot = take_snapshot(db, ANN, made.id)
    db.transact(
        [Statement("UPDATE survey_touchpoint SET touchpoint_id = ? WHERE id = ?", [made.touchpoint("Ad").id, place])]
    )
    stages.add_stage(db, ANN, made.id, title="Later")
    restore_snapshot(db, ANN, snapshot)
    (kept,) = whole_file(db)["survey_touchpoint"]
    assert kept["touchpoint_id"] == made.touchpoint("Ad").id


def test_where_nothing_changed_restoring_writes_nothing(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id)
    before = db.revision
    assert restore_snapshot(db, ANN, snapshot) is None
    assert db.revision == before


def test_restoring_leaves_the_review_date_alone(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id)
    journeys.update_journey(db, ANN, made.id, 1, title="Else", owner="Eva", review_date="2027-01-31")
    restore_snapshot(db, ANN, snapshot)
    journey = journeys.load_journey(db, made.id)
    assert (journey.title, journey.owner, str(journey.review_date)) == ("Renting a boat", "", "2027-01-31")


def test_a_persona_that_was_deleted_since_comes_back_with_the_map(db: Database) -> None:
    made = small(db)
    before = bare(made.map)
    snapshot = take_snapshot(db, ANN, made.id)
    journeys.set_personas(db, ANN, made.id, [])
    personas.delete_persona(db, BEN, made.persona)
    assert plan_restore(db, snapshot).returning == ("Rosa",)
    restore_snapshot(db, ANN, snapshot)
    assert bare(made.map) == before
    undo.undo(db, made.id, ANN)
    assert personas.list_personas(db) == []


def test_a_picture_stays_for_as_long_as_a_snapshot_shows_it(db: Database) -> None:
    made = small(db)
    personas.set_picture(db, ANN, made.persona, 1, image_file(8, 8))
    old = personas.load_persona(db, made.persona).picture_id or ""
    snapshot = take_snapshot(db, ANN, made.id)
    personas.set_picture(db, ANN, made.persona, 2, None)
    db.transact([Statement("DELETE FROM change")])
    personas.create_persona(db, ANN, name="Eva", picture=image_file(8, 8))
    assert load_picture(db, old)
    snapshots.delete_snapshot(db, ANN, snapshot)
    db.transact([Statement("DELETE FROM change")])
    personas.create_persona(db, ANN, name="Ida", picture=image_file(8, 8))
    with pytest.raises(NotFound):
        load_picture(db, old)


def test_a_deleted_journey_comes_back_with_its_snapshots_and_they_go_once_it_is_gone_for_good(db: Database) -> None:
    made = small(db)
    take_snapshot(db, ANN, made.id, "One")
    other = journeys.create_journey(db, BEN, title="Other")
    journeys.delete_journey(db, ANN, made.id)
    take_snapshot(db, BEN, other)
    undo.undo(db, "home", ANN)
    assert [s.label for s in list_snapshots(db, made.id)] == ["One"]
    journeys.delete_journey(db, ANN, made.id)
    db.transact([Statement("DELETE FROM change")])
    take_snapshot(db, BEN, other)
    assert list_snapshots(db, made.id) == []


def test_a_copy_of_a_journey_begins_without_history(db: Database) -> None:
    made = small(db)
    take_snapshot(db, ANN, made.id, "One")
    copy = journeys.duplicate_journey(db, ANN, made.id, with_cards=True)
    assert list_snapshots(db, copy) == []


def test_a_snapshot_holds_no_answer_comment_or_respondent(db: Database) -> None:
    add_sample(db)
    journey = journeys.list_journeys(db)[0]
    snapshot = snapshots.load_snapshot(db, take_snapshot(db, ANN, journey.id))
    held = json.loads(snapshot.map)
    parts = {"journey", "personas", "stages", "touchpoints", "lanes", "cards", "emotions", "paths", "places"}
    assert held.keys() == parts
    for row in db.rows("SELECT id, comment FROM response WHERE comment <> '' LIMIT 200"):
        assert row["id"] not in snapshot.map
        assert row["comment"] not in snapshot.map
    assert check(db) == []


def test_snapshots_of_the_sample_go_with_it(db: Database) -> None:
    made = small(db)
    add_sample(db)
    sample = next(j for j in journeys.list_journeys(db) if j.sample)
    take_snapshot(db, ANN, sample.id)
    take_snapshot(db, ANN, made.id)
    remove_sample(db)
    assert [row["scope"] for row in db.rows("SELECT scope FROM snapshot")] == [made.id]
    assert check(db) == []


def test_snapshots_and_names_travel_with_a_backup(db: Database, tmp_path: Path) -> None:
    made = small(db)
    editors.set_editor_name(db, ANN, "Ann")
    snapshot = take_snapshot(db, ANN, made.id, "One")
    before = snapshots.load_snapshot(db, snapshot)
    make_backup(db, tmp_path / "b.zip")
    restore_backup(tmp_path / "b.zip", tmp_path / "again.duckdb")
    again = open_database(tmp_path / "again.duckdb")
    assert snapshots.load_snapshot(again, snapshot) == before
    assert editors.editor_name(again, ANN) == "Ann"
    again.close()


def test_comparing_with_now_says_what_was_added_moved_reworded_and_removed(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id)
    card = made.map.cards[0]
    cards.update_card(db, ANN, card.id, card.version, text="Looks it up at night")
    touchpoints.move_touchpoint(db, ANN, made.touchpoint("Jetty").id, made.stage("After").id)
    touchpoints.delete_touchpoint(db, ANN, made.touchpoint("Invoice").id)
    stages.add_stage(db, ANN, made.id, title="Later")
    found = {(d.part, d.sign): d for d in compare_snapshots(db, made.id, snapshot).differences.found}
    assert found[Part.STAGE, Sign.ADDED].after == "Later"
    assert found[Part.TOUCHPOINT, Sign.MOVED].after == "Jetty"
    assert found[Part.TOUCHPOINT, Sign.REMOVED].before == "Invoice"
    assert (found[Part.CARD, Sign.REWORDED].before, found[Part.CARD, Sign.REWORDED].after) == (
        "Looks up",
        "Looks it up at night",
    )
    assert made.lane(LaneKind.ACTIONS)


def test_two_snapshots_are_compared_from_the_older_to_the_newer(db: Database) -> None:
    made = small(db)
    one = take_snapshot(db, ANN, made.id)
    stages.add_stage(db, ANN, made.id, title="Later")
    two = take_snapshot(db, ANN, made.id)
    stages.add_stage(db, ANN, made.id, title="Latest")
    for pair in ((one, two), (two, one)):
        (found,) = compare_snapshots(db, made.id, *pair).differences.found
        assert (found.sign, found.after) == (Sign.ADDED, "Later")
    other = journeys.create_journey(db, ANN, title="Other")
    with pytest.raises(NotFound, match="another journey"):
        compare_snapshots(db, other, one)


def scored(db: Database, made: Small, scores: list[float], received: datetime, place: str | None = None) -> str:
    """Answers at the jetty, received at a time; returns the place."""
    if place is None:
        survey = Survey(id=new_id(), title="How likely?", metric=Metric.NPS, low=0, high=10)
        at = SurveyTouchpoint(
            id=new_id(), survey_id=survey.id, journey_id=made.id, touchpoint_id=made.touchpoint("Jetty").id
        )
        db.transact([Put(TABLES[type(thing)], to_row(thing)) for thing in (survey, at)])
        place = at.id
    (row,) = db.rows("SELECT survey_id FROM survey_touchpoint WHERE id = ?", [place])
    for score in scores:
        response = Response(
            id=new_id(),
            survey_id=row["survey_id"],
            survey_touchpoint_id=place,
            score=score,
            answered_at=datetime(2026, 3, 1),  # noqa: DTZ001
            received_at=received,
        )
        db.transact([Put("response", to_row(response))])
    return place


def test_scores_of_a_snapshot_are_those_that_had_been_received_and_what_came_since_is_tested(db: Database) -> None:
    made = small(db)
    long_ago = datetime(2026, 1, 1)  # noqa: DTZ001
    place = scored(db, made, [10.0] * 30 + [0.0] * 5, long_ago)
    snapshot = take_snapshot(db, ANN, made.id)
    taken = snapshots.load_snapshot(db, snapshot).taken_at
    scored(db, made, [0.0] * 30 + [10.0] * 5, taken + timedelta(seconds=1), place)
    found = compare_snapshots(db, made.id, snapshot)
    jetty = made.touchpoint("Jetty").id
    assert (found.before.scores[jetty][0].n, found.after.scores[jetty][0].n) == (35, 70)
    (moved,) = [score for score in found.scores if score.before_at == jetty]
    assert moved.differs
    assert (moved.before.n, moved.after.n) == (35, 35)
    assert round(moved.before.value or 0) == 71
    assert round(moved.after.value or 0) == -71


def test_the_scores_of_a_snapshot_stay_with_the_touchpoint_where_they_were_asked_then(db: Database) -> None:
    made = small(db)
    place = scored(db, made, [9.0] * 6, datetime(2026, 1, 1))  # noqa: DTZ001
    jetty = made.touchpoint("Jetty").id
    snapshot = take_snapshot(db, ANN, made.id)
    db.transact(
        [Statement("UPDATE survey_touchpoint SET touchpoint_id = ? WHERE id = ?", [made.touchpoint("Ad").id, place])]
    )
    found = compare_snapshots(db, made.id, snapshot)
    assert found.before.scores[jetty][0].n == 6
    assert jetty not in found.after.scores
    assert found.after.scores[made.touchpoint("Ad").id][0].n == 6


def test_a_snapshot_of_an_older_version_takes_the_defaults_of_columns_that_it_did_not_know(db: Database) -> None:
    made = small(db)
    snapshot = take_snapshot(db, ANN, made.id)
    held = json.loads(snapshots.load_snapshot(db, snapshot).map)
    for touchpoint in held["touchpoints"]:
        del touchpoint["reach"]
        touchpoint["of another version"] = 1
    db.transact([Statement("UPDATE snapshot SET map = ?", [json.dumps(held)])])
    assert restore_snapshot(db, ANN, snapshot) is None
    assert check(db) == []


def test_the_map_is_put_aside_as_it_was_right_before_an_import(db: Database, tmp_path: Path) -> None:
    made = small(db)
    answers = tmp_path / "answers.csv"
    rows = "".join(f"{n},{n % 11},2026-03-{n:02}\n" for n in range(1, 21))
    answers.write_text("Response ID,NPS,Date\n" + rows)
    import_feedback(db, answers, journey=made.id, touchpoint="Jetty", metric="nps", scale=(0, 10))
    (kept,) = list_snapshots(db, made.id)
    assert (kept.reason, kept.label, kept.actor) == (SnapshotReason.IMPORT, "answers.csv", "")
    found = compare_snapshots(db, made.id, kept.id)
    assert made.touchpoint("Jetty").id not in found.before.scores
    assert found.after.scores[made.touchpoint("Jetty").id][0].n == 20
    import_feedback(db, answers, journey=made.id, touchpoint="Jetty", metric="nps", scale=(0, 10))
    assert len(list_snapshots(db, made.id)) == 1
