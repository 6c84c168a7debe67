from __future__ import annotations

from datetime import date, datetime, timedelta

from journeymap.config import Settings
from journeymap.services import journeys, stages
from journeymap.services.freshness import Concern, Why, concern, last_edit
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, answer, small

TODAY = date(2026, 11, 22)
SETTINGS = Settings(answers_old_after=100, edits_old_after=200)


def said(made: Small, today: date = TODAY) -> Concern | None:
    return concern(made.db, journeys.load_journey(made.db, made.id), settings=SETTINGS, today=today)


def edited(made: Small, day: datetime) -> None:
    made.db.transact([Statement("UPDATE change SET done_at = ?", [day])])


def today_of(made: Small) -> date:
    edited_last = last_edit(made.db, made.id)
    assert edited_last
    return edited_last.date()


def test_a_new_map_is_fresh(db: Database) -> None:
    made = small(db)
    assert said(made, today_of(made)) is None


def test_a_review_is_due_the_day_after_its_date(db: Database) -> None:
    made = small(db)
    journeys.update_journey(db, ANN, made.id, 1, review_date=TODAY)
    assert said(made) is None
    assert said(made, TODAY + timedelta(days=3)) == Concern(Why.REVIEW_DUE, TODAY, 3)


def test_a_map_whose_newest_answer_is_too_old_says_so(db: Database) -> None:
    made = small(db)
    answer(db, made.id, made.touchpoint("Ad").id, 1)  # given on 1 March 2026
    later = date(2026, 3, 1) + timedelta(days=100)
    assert said(made, later) is None
    assert said(made, later + timedelta(days=1)) == Concern(Why.OLD_ANSWERS, date(2026, 3, 1), 101)


def test_a_map_that_nobody_has_edited_for_long_says_so(db: Database) -> None:
    made = small(db)
    made_on = today_of(made)
    later = made_on + timedelta(days=201)
    assert said(made, later) == Concern(Why.OLD_EDITS, made_on, 201)
    stages.add_stage(db, BEN, made.id, title="New")
    edited(made, datetime.combine(later - timedelta(days=5), datetime.min.time()))
    assert said(made, later) is None


def test_a_review_date_that_lies_ahead_answers_everything_else(db: Database) -> None:
    made = small(db)
    answer(db, made.id, made.touchpoint("Ad").id, 1)
    later = today_of(made) + timedelta(days=400)
    assert said(made, later) is not None
    journeys.update_journey(db, ANN, made.id, 1, review_date=later + timedelta(days=1))
    assert said(made, later) is None


def test_the_sample_and_the_archive_are_never_called_old(db: Database) -> None:
    made = small(db)
    later = today_of(made) + timedelta(days=400)
    journeys.archive_journey(db, ANN, made.id)
    assert said(made, later) is None
    db.transact([Statement("UPDATE journey SET sample = TRUE, archived = FALSE, version = version + 1")])
    assert said(made, later) is None
