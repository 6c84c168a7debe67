from __future__ import annotations

import pytest

from journeymap.errors import InvalidInput, NotFound
from journeymap.library.missing import GapKind
from journeymap.model.identity import new_id
from journeymap.services import stages, undo, walk
from journeymap.store.database import Database
from tests.services.kit import ANN, small, whole_file


def test_answers_are_kept_until_the_walk_goes_on(db: Database) -> None:
    made = small(db)
    walk.answer(db, made.id, "problem", " a friend \r\n a poster ")
    walk.answer(db, made.id, "who", "reviews")
    walk.answer(db, made.id, "who", "")
    walk.answer(db, made.id, "help", "the lady with the keys")
    assert walk.read_answers(db, made.id) == {"help": "the lady with the keys", "problem": "a friend\n a poster"}
    assert walk.read_answers(db, new_id()) == {}
    walk.forget_answers(db, made.id)
    assert walk.read_answers(db, made.id) == {}


def test_a_question_that_is_not_asked_and_an_answer_without_end_are_refused(db: Database) -> None:
    made = small(db)
    with pytest.raises(NotFound, match="not asked any more"):
        walk.answer(db, made.id, "moon", "cheese")
    with pytest.raises(InvalidInput, match="4000 characters at most"):
        walk.answer(db, made.id, "problem", "x" * 4001)
    with pytest.raises(NotFound):
        walk.questions(db, new_id())


def test_while_somebody_types_the_last_thing_named_is_looked_up() -> None:
    assert walk.suggest("a friend\nthe pakring")[0].key == "parking"
    assert walk.suggest("parking, googel maps")[0].key == "map-listing"
    assert len(walk.suggest("complaint", limit=2)) == 2
    assert walk.suggest("  ") == walk.suggest("🙂") == []


def test_proposals_leave_out_what_is_on_the_map_and_are_accepted_as_one_act(db: Database) -> None:
    made = small(db)
    during = made.stage("During")
    walk.answer(db, made.id, "again", "the invoice, an email to say thank you, the harbour master")
    walk.answer(db, made.id, f"weekend:{during.id}", "jetty, the night porter")
    proposed = walk.proposed(db, made.id)
    assert [(p.title, p.key) for p in proposed] == [
        ("The night porter", None),
        ("Thank-you", "thank-you"),
        ("The harbour master", None),
    ]
    before = whole_file(db)
    added = walk.accept(db, ANN, made.id, proposed)
    assert len(added.touchpoint_ids) == 3
    assert walk.proposed(db, made.id) == ()
    assert "The harbour master" in made.by_stage()["After"]
    undo.undo(db, made.id, ANN)
    assert whole_file(db) == before
    assert len(walk.proposed(db, made.id)) == 3


def test_answers_about_a_stage_that_is_gone_are_left_out(db: Database) -> None:
    made = small(db)
    after = made.stage("After")
    walk.answer(db, made.id, f"wrong:{after.id}", "complaint")
    stages.delete_stage(db, ANN, after.id)
    assert walk.proposed(db, made.id) == ()
    undo.undo(db, made.id, ANN)
    assert [p.key for p in walk.proposed(db, made.id)] == ["complaint"]


def test_what_is_missing_is_said_and_goes_away_when_it_is_added(db: Database) -> None:
    made = small(db)
    gaps = {gap.kind: gap for gap in walk.still_missing(db, made.id)}
    assert set(gaps) == {GapKind.NO_COMPLAINT, GapKind.NO_THANKS, GapKind.LOST_DEALS}
    assert gaps[GapKind.NO_THANKS].sentence("da") == "Ingen siger tak. Hvornår hører kunderne det?"
    for gap in gaps.values():
        walk.add_offers(db, ANN, made.id, gap)
    assert walk.still_missing(db, made.id) == ()
