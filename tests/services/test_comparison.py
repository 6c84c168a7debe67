from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journeymap.errors import InvalidInput
from journeymap.model.difference import Sign
from journeymap.model.identity import new_id
from journeymap.model.survey import Metric, Response, SurveyTouchpoint
from journeymap.services.comparison import Comparison, Side, compare, only_what_differs, segments
from journeymap.services.journeys import load_map, make_to_be
from journeymap.services.scores import Period
from journeymap.services.touchpoints import add_touchpoint, update_touchpoint
from journeymap.store.acts import Put
from journeymap.store.database import Database
from journeymap.store.tables import to_row
from tests.services.asked import COPENHAGEN, NOON, AskedJourney, answer, utc
from tests.services.kit import ANN, small

SPRING, SUMMER = Period(date(2026, 3, 1), date(2026, 5, 31)), Period(date(2026, 6, 1), date(2026, 8, 31))


def look(db: Database, before: Side, after: Side) -> Comparison:
    return compare(db, before, after, settings=COPENHAGEN, today=date(2026, 9, 1))


def answer_from(db: Database, place: SurveyTouchpoint, segment: str, score: float, n: int) -> None:
    for _n in range(n):
        given = Response(
            id=new_id(),
            survey_id=place.survey_id,
            survey_touchpoint_id=place.id,
            score=score,
            segment=segment,
            answered_at=NOON,
            received_at=NOON,
        )
        db.transact([Put("response", to_row(given))])


def test_a_to_be_shows_what_was_added_and_reworded(db: Database) -> None:
    made = small(db)
    to_be = make_to_be(db, ANN, made.id)
    wanted = load_map(db, to_be)
    update_touchpoint(db, ANN, wanted.touchpoints[1].id, 1, title="Web shop with chat")
    add_touchpoint(db, ANN, to_be, wanted.stages[2].id, title="Thank-you call")
    found = look(db, Side(journey_id=made.id), Side(journey_id=to_be)).differences
    said = {(d.sign, d.before, d.after) for d in found.found if d.before_id not in (made.id,)}
    assert said == {(Sign.REWORDED, "Web shop", "Web shop with chat"), (Sign.ADDED, "", "Thank-you call")}
    assert [c.before.gap for c in found.columns].count(True) == 1


def test_two_periods_are_compared_by_what_was_answered_in_each(db: Database) -> None:
    asked = AskedJourney(db)
    desk = asked.touchpoint("Desk")
    place, whole = asked.ask(desk), asked.ask(None, Metric.NPS)
    answer(db, place, {5: 30, 1: 70}, at=utc(2026, 4, 10))
    answer(db, place, {5: 80, 1: 20}, at=utc(2026, 7, 10))
    answer(db, whole, {10: 20, 0: 20}, at=utc(2026, 4, 10))
    answer(db, whole, {10: 21, 0: 20}, at=utc(2026, 7, 10))
    found = look(db, Side(journey_id=asked.id, period=SPRING), Side(journey_id=asked.id, period=SUMMER))
    journey, at_desk = found.scores
    assert (journey.before_at, journey.before.n, journey.after.n, journey.differs) == (None, 40, 41, False)
    assert (at_desk.before_at, at_desk.before.value, at_desk.after.value, at_desk.differs) == (desk, 30, 80, True)
    assert found.differences.found == ()


def test_two_segments_are_compared_by_their_own_answers(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(asked.touchpoint("Desk"))
    answer_from(db, place, "Business", 1, 8)
    answer_from(db, place, "Private", 5, 9)
    assert segments(db, asked.id) == ("Private", "Business")
    found = look(db, Side(journey_id=asked.id, segment="Business"), Side(journey_id=asked.id, segment="Private"))
    (desk,) = found.scores
    assert (desk.before.n, desk.after.n, desk.before.value, desk.after.value) == (8, 9, 0, 100)


def test_two_personas_are_compared_by_their_own_cards_and_emotion(db: Database) -> None:
    made = small(db)
    other = new_id()
    found = look(db, Side(journey_id=made.id, persona_id=made.persona), Side(journey_id=made.id, persona_id=other))
    assert len(found.before.journey_map.emotions) == 1
    assert found.after.journey_map.emotions == ()
    assert found.before.journey_map.cards == found.after.journey_map.cards


def test_only_the_columns_that_differ_can_be_kept(db: Database) -> None:
    made = small(db)
    to_be = make_to_be(db, ANN, made.id)
    wanted = load_map(db, to_be)
    update_touchpoint(db, ANN, wanted.touchpoints[1].id, 1, title="Web shop with chat")
    add_touchpoint(db, ANN, to_be, wanted.stages[2].id, title="Thank-you call")
    found = look(db, Side(journey_id=made.id), Side(journey_id=to_be))
    titles = load_map(db, to_be).touchpoint_by_id
    kept = [titles[c.after.touchpoint_id or ""].title for c in only_what_differs(found).columns]
    assert kept == ["Web shop with chat", "Thank-you call"]


def test_the_same_on_both_sides_is_refused(db: Database) -> None:
    side = Side(journey_id=small(db).id)
    with pytest.raises(InvalidInput, match="Both sides are the same"):
        look(db, side, side)


def test_sides_that_count_the_same_answers_are_refused(db: Database) -> None:
    side = Side(journey_id=small(db).id, period=SPRING)
    with pytest.raises(InvalidInput, match="share no day"):
        look(db, side, replace(side, period=Period(date(2026, 5, 31), date(2026, 6, 30))))
    with pytest.raises(InvalidInput, match="share no day"):
        look(db, side, replace(side, segment="Business"))
