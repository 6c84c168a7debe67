from __future__ import annotations

from datetime import date
from typing import Any

from journeymap.model.survey import Metric
from journeymap.services.replay import ReplayedMonth, replay
from journeymap.services.scores import Period
from journeymap.store.database import Database
from tests.services.asked import COPENHAGEN, AskedJourney, answer, utc


def months(db: Database, asked: AskedJourney, **more: Any) -> tuple[ReplayedMonth, ...]:
    return replay(db, asked.id, settings=COPENHAGEN, today=date(2026, 6, 20), **more)


def asked_in_spring(db: Database) -> tuple[AskedJourney, str]:
    """Ten answers in March, none in April, three in May, at one desk; and one about the journey in June."""
    asked = AskedJourney(db)
    desk = asked.touchpoint("Desk")
    place = asked.ask(desk)
    answer(db, place, {5: 8, 1: 2}, at=utc(2026, 3, 10))
    answer(db, place, {5: 1, 1: 2}, at=utc(2026, 5, 10))
    answer(db, asked.ask(None, Metric.NPS), {10: 1}, at=utc(2026, 6, 10))
    return asked, desk


def test_every_month_has_its_own_scores_and_those_without_answers_say_so(db: Database) -> None:
    asked, desk = asked_in_spring(db)
    found = months(db, asked)
    assert [m.month for m in found] == [date(2026, n, 1) for n in (3, 4, 5, 6)]
    assert [(m.by_touchpoint[desk][0].n, m.by_touchpoint[desk][0].shown) for m in found] == [
        (10, True),
        (0, False),
        (3, False),
        (0, False),
    ]
    assert [m.answers for m in found] == [10, 0, 3, 1]
    assert [m.whole[0].n for m in found] == [0, 0, 0, 1]
    assert [m.so_far for m in found] == [False, False, False, True]


def test_up_to_each_month_the_answers_add_up(db: Database) -> None:
    asked, desk = asked_in_spring(db)
    found = months(db, asked, running=True)
    assert [m.by_touchpoint[desk][0].n for m in found] == [10, 10, 13, 13]
    assert found[2].by_touchpoint[desk][0].value == 100 * 9 / 13


def test_a_month_begins_at_midnight_in_the_installations_time_zone(db: Database) -> None:
    asked = AskedJourney(db)
    desk = asked.touchpoint("Desk")
    place = asked.ask(desk)
    answer(db, place, {5: 1}, at=utc(2026, 3, 31, 21, 59))  # 23:59 in Copenhagen
    answer(db, place, {5: 2}, at=utc(2026, 3, 31, 22, 0))  # midnight there
    assert [m.answers for m in months(db, asked)] == [1, 2]


def test_a_period_keeps_what_lies_outside_it_out(db: Database) -> None:
    asked, _desk = asked_in_spring(db)
    period = Period(date(2026, 3, 11), date(2026, 5, 31))
    assert [(m.month.month, m.answers) for m in months(db, asked, period=period)] == [(5, 3)]
    assert [m.answers for m in months(db, asked, period=period, running=True)] == [3]


def test_a_journey_without_answers_has_nothing_to_replay(db: Database) -> None:
    assert months(db, AskedJourney(db)) == ()


def test_the_last_month_up_to_its_end_is_the_whole(db: Database) -> None:
    asked, desk = asked_in_spring(db)
    (last,) = months(db, asked, running=True)[-1:]
    assert last.answers == 14
    assert last.by_touchpoint[desk][0].counts == ((1.0, 4), (5.0, 9))
