from __future__ import annotations

from datetime import date, timedelta

import pytest

from journeymap.errors import InvalidInput
from journeymap.model.identity import new_id
from journeymap.model.survey import Metric
from journeymap.services.scores import (
    AnswerCount,
    AnswerFilters,
    AnswerSort,
    Period,
    answer_counts,
    answers_page,
    touchpoint_answers,
)
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.services.asked import COPENHAGEN, NOON, AskedJourney, answer, utc

TODAY = date(2026, 7, 20)
DAY = timedelta(days=1)


def test_a_place_has_its_scores_by_month_with_the_empty_ones_between(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    answer(db, place, {5: 6}, utc(2026, 1, 31, 23, 30))  # February in Copenhagen
    answer(db, place, {5: 4, 1: 1}, utc(2026, 4, 10))
    answer(db, asked.ask(desk), {1: 5}, utc(2026, 4, 11))
    detail = touchpoint_answers(db, asked.id, desk, settings=COPENHAGEN, today=TODAY)
    (csat,) = detail.metrics
    assert csat.score.counts == ((1.0, 6), (5.0, 10))
    assert [(m.month, m.score.n, m.score.value, m.score.shown) for m in csat.months] == [
        (date(2026, 2, 1), 6, 100, True),
        (date(2026, 3, 1), 0, None, False),
        (date(2026, 4, 1), 10, 40, True),
    ]
    assert detail.scores == (csat.score,)


def test_the_months_of_a_period_end_where_it_ends(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    for day in range(1, 11):
        answer(db, place, {5: 1}, utc(2026, 5, day, 12))
    period = Period(date(2026, 5, 3), date(2026, 5, 5))
    detail = touchpoint_answers(db, asked.id, desk, period=period, settings=COPENHAGEN, today=TODAY)
    assert [(m.month, m.score.n) for m in detail.metrics[0].months] == [(date(2026, 5, 1), 3)]


def test_the_newest_comments_come_first_and_more_can_be_loaded(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    for number in range(13):
        answer(db, place, {3: 1}, NOON + number * DAY, comment=f"Nr. {number}", language="da")
    answer(db, place, {None: 1}, NOON + 20 * DAY, comment="Only words")
    answer(db, place, {5: 1}, NOON + 21 * DAY)
    answer(db, asked.ask(asked.touchpoint("Elsewhere")), {5: 1}, comment="Not here")
    detail = touchpoint_answers(db, asked.id, desk, settings=COPENHAGEN, today=TODAY)
    assert (len(detail.comments), detail.comments_total) == (10, 14)
    assert [(c.text, c.score, c.language, c.metric) for c in detail.comments[:2]] == [
        ("Only words", None, "", Metric.CSAT),
        ("Nr. 12", 3, "da", Metric.CSAT),
    ]
    more = touchpoint_answers(db, asked.id, desk, offset=10, settings=COPENHAGEN, today=TODAY)
    assert [c.text for c in more.comments] == ["Nr. 3", "Nr. 2", "Nr. 1", "Nr. 0"]


def test_the_journey_as_a_whole_is_a_place_too_and_an_unasked_one_is_empty(db: Database) -> None:
    asked = AskedJourney(db)
    answer(db, asked.ask(None, Metric.NPS), {10: 5}, comment="All in all fine")
    whole = touchpoint_answers(db, asked.id, None, settings=COPENHAGEN, today=TODAY)
    assert (whole.scores[0].value, whole.comments_total) == (100, 5)
    nothing = touchpoint_answers(db, asked.id, asked.touchpoint("Silent"), settings=COPENHAGEN, today=TODAY)
    assert (nothing.metrics, nothing.comments, nothing.comments_total) == ((), (), 0)


def test_comments_of_one_persona_alone(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    persona = new_id()
    answer(db, place, {5: 2}, comment="Mine", persona_id=persona)
    answer(db, place, {1: 3}, comment="Not mine")
    detail = touchpoint_answers(db, asked.id, desk, persona_id=persona, settings=COPENHAGEN, today=TODAY)
    assert (detail.comments_total, detail.scores[0].n, detail.metrics[0].months[0].score.n) == (2, 2, 2)


@pytest.fixture
def listed(db: Database) -> AskedJourney:
    """Ten answers at a desk, one a day, scored 1–5 twice; three about the journey; two unassigned."""
    asked = AskedJourney(db)
    desk = asked.ask(asked.touchpoint("Desk"))
    answer(db, desk, {1: 2, 2: 2, 3: 2, 4: 2, 5: 2}, comment="At the desk", apart=DAY)
    answer(db, desk, {None: 1}, NOON + 30 * DAY, comment="100 % Æble_kage!")
    answer(db, asked.ask(None, Metric.NPS), {9: 3}, NOON - DAY)
    lost = asked.ask(asked.touchpoint("Gone"))
    answer(db, lost, {5: 2}, NOON - 2 * DAY, comment="where did it go")
    db.transact(
        [Statement("UPDATE survey_touchpoint SET journey_id = NULL, touchpoint_id = NULL WHERE id = ?", [lost.id])]
    )
    return asked


def test_a_page_of_answers_is_sorted_and_says_how_many_there_are(db: Database, listed: AskedJourney) -> None:
    page = answers_page(db, page_size=4)
    assert page.total == 16
    assert [r.score for r in page.rows] == [None, 5, 5, 4]
    assert (page.rows[1].journey, page.rows[1].touchpoint, page.rows[1].journey_id) == ("Asked", "Desk", listed.id)
    last = answers_page(db, page=4, page_size=4)
    assert [(r.score, r.journey) for r in last.rows] == [(9, "Asked"), (9, "Asked"), (5, None), (5, None)]
    assert answers_page(db, page=9).rows == ()
    lowest = answers_page(db, AnswerFilters(metric=Metric.CSAT), AnswerSort.LOWEST)
    assert [r.score for r in lowest.rows] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, None]
    highest = answers_page(db, AnswerFilters(metric=Metric.CSAT), AnswerSort.HIGHEST, page_size=1)
    oldest = answers_page(db, sort=AnswerSort.OLDEST, page_size=1)
    assert (highest.rows[0].score, oldest.rows[0].comment) == (5, "where did it go")


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        (AnswerFilters(metric=Metric.NPS), 3),
        (AnswerFilters(whole=True), 3),
        (AnswerFilters(unassigned=True), 2),
        (AnswerFilters(low=2, high=3), 4),
        (AnswerFilters(with_comment=True), 13),
        (AnswerFilters(search="DESK"), 10),
        (AnswerFilters(search="  æBLE_kage "), 1),
        (AnswerFilters(search="100 %"), 1),
        (AnswerFilters(search="%"), 1),
        (AnswerFilters(search="_"), 1),
        (AnswerFilters(search="!"), 1),
        (AnswerFilters(search="'; DROP TABLE response; --"), 0),
        (AnswerFilters(period=Period(NOON.date(), NOON.date() + DAY)), 2),
        (AnswerFilters(period=Period(None, NOON.date() - DAY)), 5),
    ],
)
@pytest.mark.usefixtures("listed")
def test_answers_can_be_narrowed_down(db: Database, filters: AnswerFilters, total: int) -> None:
    page = answers_page(db, filters, settings=COPENHAGEN)
    assert (page.total, len(page.rows)) == (total, total)


def test_answers_of_one_touchpoint_or_journey(db: Database, listed: AskedJourney) -> None:
    desk = db.rows("SELECT id FROM touchpoint WHERE title = 'Desk'")[0]["id"]
    assert answers_page(db, AnswerFilters(journey_id=listed.id)).total == 14
    assert answers_page(db, AnswerFilters(journey_id=listed.id, touchpoint_id=desk)).total == 11
    assert answers_page(db, AnswerFilters(journey_id=new_id())).total == 0


@pytest.mark.parametrize(("page", "page_size"), [(0, 50), (1, 0), (1, 1001)])
def test_impossible_pages_are_refused(db: Database, page: int, page_size: int) -> None:
    with pytest.raises(InvalidInput, match="Pages are counted from 1"):
        answers_page(db, page=page, page_size=page_size)


def test_answers_are_counted_by_journey_without_the_skipped(db: Database, listed: AskedJourney) -> None:
    counts = answer_counts(db)
    assert counts[listed.id] == AnswerCount(13, NOON + 9 * DAY)
    assert counts[None] == AnswerCount(2, NOON - 2 * DAY)
    assert len(counts) == 2
