from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from journeymap.errors import Conflict, NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import LaneKind
from journeymap.model.snapshot import SnapshotReason
from journeymap.services import acts, cards, editors, journal, journal_sentences, journeys, stages, touchpoints, undo
from journeymap.services.integrity import check
from journeymap.services.snapshots import list_snapshots
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, answer, bare, broken_references, small, whole_file


def told(made: Small, actor: str | None = None) -> list[str]:
    return [entry.told(entry.name or "Somebody") for entry in journal.journal(made.db, made.id, actor=actor)]


def nth(made: Small, n: int) -> str:
    """Id of the act that was the nth, counted from the newest."""
    return journal.journal(made.db, made.id)[n].id


def test_the_journal_says_who_did_what_the_newest_first(db: Database) -> None:
    made = small(db, "somebody else")
    editors.set_editor_name(db, ANN, "Ann")
    stages.add_stage(db, ANN, made.id, title="Later {who}")
    touchpoints.delete_touchpoint(db, BEN, made.touchpoint("Jetty").id)
    assert told(made)[:2] == ["Somebody deleted the touchpoint “Jetty”.", "Ann added the stage “Later {who}”."]
    assert told(made, ANN) == ["Ann added the stage “Later {who}”."]
    assert [(a.actor, a.name, a.acts) for a in journal.authors(db, made.id)] == [
        (BEN, "", 1),
        (ANN, "Ann", 1),
        ("somebody else", "", 6),
    ]


def test_what_its_author_took_back_is_not_in_the_journal(db: Database) -> None:
    made = small(db)
    stages.add_stage(db, ANN, made.id, title="Later")
    undo.undo(db, made.id, ANN)
    assert "Later" not in told(made)[0]
    undo.redo(db, made.id, ANN)
    assert "Later" in told(made)[0]


def test_a_name_said_later_stands_at_what_was_done_before_and_a_new_one_does_not(db: Database) -> None:
    made = small(db)
    stages.add_stage(db, ANN, made.id, title="One")
    editors.set_editor_name(db, ANN, " Ann ")
    stages.add_stage(db, ANN, made.id, title="Two")
    editors.set_editor_name(db, ANN, "Cleo")
    stages.add_stage(db, ANN, made.id, title="Three")
    assert [entry.name for entry in journal.journal(db, made.id)][:3] == ["Cleo", "Ann", "Ann"]
    editors.set_editor_name(db, ANN, "")
    assert {entry.name for entry in journal.journal(db, made.id)} == {""}
    assert editors.editor_name(db, ANN) == ""


def test_an_act_that_has_no_sentence_of_its_own_is_told_by_its_label() -> None:
    assert journal_sentences.told("Add stage “{title}”", {"title": "X"}, "You") == "You added the stage “X”."
    assert journal_sentences.told("Something new “{title}”", {"title": "X"}, "You") == "You: Something new “X”"


def test_details_say_which_fields_of_which_rows_differ(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, jetty.id, 1, title="Pier", importance=4)
    (row,) = journal.details(db, nth(made, 0))
    assert (row.table, row.before, row.after) == (
        "touchpoint",
        {"title": "Jetty", "importance": None},
        {"title": "Pier", "importance": 4},
    )
    with pytest.raises(NotFound):
        journal.details(db, new_id())


def test_acts_that_cannot_be_taken_back_any_more_stay_in_the_journal(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "KEEP", 3)
    monkeypatch.setattr(acts, "JOURNAL", 8)
    made = small(db)
    for n in range(12):
        stages.add_stage(db, ANN, made.id, title=f"S{n}")
    assert len(told(made)) == 8
    while undo.undo(db, made.id, ANN):
        pass
    assert "S8" in told(made)[0]
    assert len(told(made)) == 5
    assert check(db) == []


def test_very_old_acts_leave_the_journal(db: Database) -> None:
    made = small(db)
    long_ago = datetime(2026, 1, 1) - timedelta(days=4000)  # noqa: DTZ001
    db.transact([Statement("UPDATE change SET done_at = ?", [long_ago])])
    stages.add_stage(db, ANN, made.id, title="New")
    assert len(told(made)) == 1


def test_an_act_let_go_stays_in_the_journal_and_can_still_be_gone_back_past(db: Database) -> None:
    made = small(db)
    before = bare(made.map)
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, jetty.id, 1, title="Pier")
    first = nth(made, 0)
    touchpoints.update_touchpoint(db, BEN, jetty.id, 2, title="Quay")
    with pytest.raises(Conflict):
        undo.undo(db, made.id, ANN)
    undo.let_go(db, made.id, ANN)
    undo.undo(db, made.id, ANN)
    undo.redo(db, made.id, ANN)
    journal.go_back(db, ANN, first)
    assert bare(made.map) == before


def busy(made: Small) -> None:
    """Two people at work."""
    db, jetty = made.db, made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, jetty.id, 1, title="Pier")
    touchpoints.update_touchpoint(db, BEN, jetty.id, 2, title="Quay", importance=5)
    stage = stages.add_stage(db, ANN, made.id, title="New", position=0)
    new = touchpoints.add_touchpoint(db, BEN, made.id, stage, title="Newer")
    cards.add_card(db, ANN, new, made.lane(LaneKind.THOUGHTS).id, text="Hm")
    touchpoints.delete_touchpoint(db, BEN, made.touchpoint("Ad").id)
    stages.delete_stage(db, ANN, made.stage("After").id)
    journeys.update_journey(db, BEN, made.id, 1, title="Sailing", review_date="2027-01-01")
    journeys.set_personas(db, ANN, made.id, [])


def test_going_back_takes_back_what_several_people_did_as_one_act(db: Database) -> None:
    made = small(db, "somebody else")
    place = answer(db, made.id, made.touchpoint("Ad").id, 2)
    before = bare(made.map), whole_file(db)
    busy(made)
    first = journal.journal(db, made.id)[8].id
    after = bare(made.map), whole_file(db)
    plan = journal.plan_going_back(db, BEN, first)
    assert (len(plan.acts), plan.others) == (9, 5)
    assert plan.acts[0] == "Choose personas"
    journal.go_back(db, BEN, first)
    assert (bare(made.map), whole_file(db)) == before
    assert made.touchpoint("Ad").id in {p["touchpoint_id"] for p in whole_file(db)["survey_touchpoint"]}
    assert place
    assert told(made)[0] == "Somebody went back; 9 changes were taken back."
    assert [s.reason for s in list_snapshots(db, made.id)] == [SnapshotReason.GOING_BACK]
    assert broken_references(db) == []
    assert check(db) == []
    undo.undo(db, made.id, BEN)
    assert (bare(made.map), whole_file(db)) == after
    undo.redo(db, made.id, BEN)
    assert (bare(made.map), whole_file(db)) == before


def test_every_point_of_the_journal_can_be_gone_back_to_also_past_a_going_back(db: Database) -> None:
    made = small(db, "somebody else")
    seen = [bare(made.map)]
    for n in range(4):
        stages.add_stage(db, (ANN, BEN)[n % 2], made.id, title=f"S{n}")
        seen.append(bare(made.map))
    ids = [entry.id for entry in reversed(journal.journal(db, made.id))][-4:]
    for n in (3, 1, 2, 0):
        journal.go_back(db, ANN, ids[n])
        assert bare(made.map) == seen[n]


def test_an_act_its_author_took_back_is_left_out_when_going_back(db: Database) -> None:
    made = small(db, "somebody else")
    before = bare(made.map)
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, jetty.id, 1, title="Pier")
    first = nth(made, 0)
    touchpoints.update_touchpoint(db, BEN, jetty.id, 2, title="Quay")
    undo.undo(db, made.id, BEN)
    journal.go_back(db, ANN, first)
    assert bare(made.map) == before
    with pytest.raises(NotFound, match="not in the history"):
        journal.go_back(db, ANN, db.rows("SELECT id FROM change WHERE state = 'undone'")[0]["id"])


def test_going_back_is_refused_where_the_journal_does_not_know_what_happened(db: Database) -> None:
    made = small(db)
    jetty = made.touchpoint("Jetty")
    touchpoints.update_touchpoint(db, ANN, jetty.id, 1, title="Pier")
    db.transact([Statement("UPDATE touchpoint SET title = 'Imported', version = 3 WHERE id = ?", [jetty.id])])
    before = whole_file(db)
    with pytest.raises(Conflict, match="“Imported” was changed outside this history"):
        journal.go_back(db, ANN, nth(made, 0))
    assert whole_file(db) == before
    assert list_snapshots(db, made.id) == []


def test_going_back_is_refused_where_something_hangs_on_what_would_go(db: Database) -> None:
    made = small(db)
    stage = stages.add_stage(db, ANN, made.id, title="New")
    new = new_id()
    sql = (
        "INSERT INTO touchpoint (id, journey_id, stage_id, title, position, channel, moment_of_truth, promise, owner,"
        " note, version) VALUES (?, ?, ?, 'Imported', 0, '', FALSE, '', '', '', 1)"
    )
    db.transact([Statement(sql, [new, made.id, stage])])
    with pytest.raises(Conflict, match="Something was added to this"):
        journal.go_back(db, ANN, nth(made, 0))
    assert list_snapshots(db, made.id) == []


def test_going_back_leaves_archive_and_order_on_home_alone(db: Database) -> None:
    made = small(db)
    journeys.update_journey(db, ANN, made.id, 1, title="Sailing")
    first = nth(made, 0)
    journeys.archive_journey(db, ANN, made.id)
    journal.go_back(db, ANN, first)
    journey = journeys.load_journey(db, made.id)
    assert (journey.title, journey.archived) == ("Renting a boat", True)
