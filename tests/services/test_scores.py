from __future__ import annotations

from datetime import date, timedelta

import pytest

from journeymap.errors import InvalidInput
from journeymap.model.identity import new_id
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import Bands, Limits
from journeymap.services.scores import (
    ALL_TIME,
    Band,
    JourneyScores,
    Period,
    Trend,
    journey_scores,
    scores_document,
    set_bands,
    weakest_link,
)
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.services.asked import COPENHAGEN, NOON, AskedJourney, answer, utc

TODAY = date(2026, 7, 20)


def scores(db: Database, asked: AskedJourney, period: Period = ALL_TIME, persona: str | None = None) -> JourneyScores:
    return journey_scores(db, asked.id, period=period, persona_id=persona, settings=COPENHAGEN, today=TODAY)


def test_each_touchpoint_has_a_score_per_metric_and_the_journey_its_own(db: Database) -> None:
    asked = AskedJourney(db)
    desk, shop = asked.touchpoint("Desk"), asked.touchpoint("Shop")
    answer(db, asked.ask(desk), {5: 40, 1: 10})
    answer(db, asked.ask(desk, Metric.CES), {6: 3})
    answer(db, asked.ask(shop, Metric.STARS), {4: 6})
    answer(db, asked.ask(None, Metric.NPS), {10: 60, 8: 25, 0: 15, None: 25})
    found = scores(db, asked)
    csat, ces = found.by_touchpoint[desk]
    assert (csat.metric, csat.n, csat.value, csat.band, csat.shown, csat.main) == (
        Metric.CSAT,
        50,
        80,
        Band.GOOD,
        True,
        True,
    )
    assert csat.counts == ((1.0, 10), (5.0, 40))
    assert (ces.metric, ces.n, ces.value, ces.shown, ces.main) == (Metric.CES, 3, 6, False, False)
    assert found.by_touchpoint[shop][0].value == 4
    assert [(s.metric, s.n, s.value, s.main) for s in found.whole] == [(Metric.NPS, 100, 45, True)]
    assert (found.answers, found.first, found.newest) == (159, NOON, NOON)


def test_a_journey_without_surveys_has_no_scores(db: Database) -> None:
    found = scores(db, AskedJourney(db))
    assert (dict(found.by_touchpoint), found.whole, found.answers, found.newest) == ({}, (), 0, None)


def test_a_survey_nobody_answered_yet_has_a_score_without_a_value(db: Database) -> None:
    asked = AskedJourney(db)
    desk = asked.touchpoint("Desk")
    asked.ask(desk)
    (only,) = scores(db, asked).by_touchpoint[desk]
    assert (only.n, only.value, only.band, only.shown, only.main) == (0, None, None, False, True)


def test_surveys_of_one_scale_are_pooled_and_of_several_scales_the_most_answered_stands(db: Database) -> None:
    asked = AskedJourney(db)
    desk = asked.touchpoint("Desk")
    answer(db, asked.ask(desk), {5: 6}, NOON - timedelta(days=3))
    answer(db, asked.ask(desk), {1: 6}, NOON)
    answer(db, asked.ask(desk, scale=(0, 1)), {1: 11})
    answer(db, asked.ask(desk, good_end=GoodEnd.LOW), {1: 5})
    asked.ask(desk, scale=(1, 7))
    (csat,) = scores(db, asked).by_touchpoint[desk]
    assert ((csat.scale_low, csat.scale_high), csat.good_end, csat.n, csat.value) == ((1, 5), GoodEnd.HIGH, 12, 50)
    assert csat.more == 2, "the survey that nobody answered is not counted"
    assert (csat.first, csat.last) == (NOON - timedelta(days=3), NOON)
    assert len(scores(db, asked).all) == 4


def test_the_mark_follows_the_main_survey_else_the_most_answered(db: Database) -> None:
    asked = AskedJourney(db)
    desk, shop = asked.touchpoint("Desk"), asked.touchpoint("Shop")
    answer(db, asked.ask(desk), {5: 50})
    answer(db, asked.ask(desk, Metric.CES, main=True), {6: 5})
    answer(db, asked.ask(shop, Metric.NPS), {9: 5})
    answer(db, asked.ask(shop, Metric.STARS), {4: 6})
    found = scores(db, asked).by_touchpoint
    assert [(s.metric, s.main) for s in found[desk]] == [(Metric.CES, True), (Metric.CSAT, False)]
    assert [(s.metric, s.main) for s in found[shop]] == [(Metric.STARS, True), (Metric.NPS, False)]


def test_the_journeys_own_score_is_that_of_its_main_survey(db: Database) -> None:
    asked = AskedJourney(db)
    answer(db, asked.ask(None, scale=(0, 1)), {1: 50})
    answer(db, asked.ask(None, main=True), {1: 5})
    answer(db, asked.ask(None, Metric.NPS), {9: 100})
    csat, nps = scores(db, asked).whole
    assert (csat.scale_high, csat.value, csat.main, csat.more) == (5, 0, True, 1)
    assert (nps.metric, nps.main) == (Metric.NPS, False)


def test_a_period_is_whole_days_of_the_time_zone_both_included(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    # Copenhagen is two hours ahead in June: the day of the 10th runs from 22:00 to 22:00 UTC.
    for hour, minute in ((21, 59), (22, 0)):
        answer(db, place, {5: 1}, utc(2026, 6, 9, hour, minute))
        answer(db, place, {1: 1}, utc(2026, 6, 10, hour, minute))
    (csat,) = scores(db, asked, Period(date(2026, 6, 10), date(2026, 6, 10))).by_touchpoint[desk]
    assert csat.counts == ((1.0, 1), (5.0, 1))
    assert (csat.first, csat.last) == (utc(2026, 6, 9, 22), utc(2026, 6, 10, 21, 59))
    (since,) = scores(db, asked, Period(date(2026, 6, 11), None)).by_touchpoint[desk]
    (until,) = scores(db, asked, Period(None, date(2026, 6, 9))).by_touchpoint[desk]
    assert (since.counts, until.counts) == (((1.0, 1),), ((5.0, 1),))


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidInput, match="swap the two days"):
        Period(date(2026, 6, 2), date(2026, 6, 1))


def test_the_widest_period_there_is_counts_everything(db: Database) -> None:
    asked = AskedJourney(db)
    answer(db, asked.ask(asked.touchpoint("Desk")), {5: 1})
    assert scores(db, asked, Period(date.min, date.max)).answers == 1


def test_only_the_answers_of_one_persona(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    persona = new_id()
    answer(db, place, {5: 7}, persona_id=persona)
    answer(db, place, {1: 9}, persona_id=new_id())
    answer(db, place, {1: 9})
    found = scores(db, asked, persona=persona)
    assert (found.by_touchpoint[desk][0].value, found.answers, scores(db, asked).answers) == (100, 7, 25)


def test_all_time_compares_the_newest_full_month_with_the_three_before_it(db: Database) -> None:
    asked = AskedJourney(db)
    fell, stood = asked.ask(asked.touchpoint("Fell")), asked.ask(asked.touchpoint("Stood"))
    for month in (3, 4, 5):
        answer(db, fell, {5: 45, 1: 5}, utc(2026, month, 10))
        answer(db, stood, {5: 45, 1: 5}, utc(2026, month, 10))
    answer(db, fell, {5: 25, 1: 25}, utc(2026, 6, 10))
    answer(db, stood, {5: 43, 1: 7}, utc(2026, 6, 10))
    answer(db, fell, {5: 50}, utc(2026, 7, 10))  # this month is not over
    found = scores(db, asked).by_touchpoint
    assert [s.trend for own in found.values() for s in own] == [Trend.DOWN, None]


def test_in_a_file_that_was_not_fed_for_a_while_the_newest_month_with_answers_counts(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(asked.touchpoint("Rose"))
    for month, good in ((9, 10), (10, 10), (11, 40)):
        answer(db, place, {5: good, 1: 50 - good}, utc(2025, month, 15))
    (own,) = scores(db, asked).by_touchpoint.values()
    assert own[0].trend is Trend.UP


def test_a_period_is_compared_with_the_one_before_of_the_same_length(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(asked.touchpoint("Rose"), Metric.NPS)
    answer(db, place, {2: 50}, utc(2026, 6, 5, 12))
    answer(db, place, {9: 50}, utc(2026, 6, 15, 12))
    answer(db, place, {9: 500}, utc(2026, 5, 31, 12))
    (own,) = scores(db, asked, Period(date(2026, 6, 11), date(2026, 6, 20))).by_touchpoint.values()
    assert (own[0].n, own[0].value, own[0].trend) == (50, 100, Trend.UP)
    (open_end,) = scores(db, asked, Period(date(2026, 6, 11), None)).by_touchpoint.values()
    assert (open_end[0].n, open_end[0].trend) == (50, None)


def test_among_many_touchpoints_a_change_that_one_alone_would_show_is_noise(db: Database) -> None:
    asked = AskedJourney(db)
    period = Period(date(2026, 6, 11), date(2026, 6, 20))
    for number in range(12):
        place = asked.ask(asked.touchpoint(f"T{number}"))
        answer(db, place, {5: 40, 1: 10}, utc(2026, 6, 5))
        answer(db, place, {5: 31, 1: 19} if number == 0 else {5: 40, 1: 10}, utc(2026, 6, 15))
        if number == 0:
            (alone,) = scores(db, asked, period).by_touchpoint.values()
            assert alone[0].trend is Trend.DOWN
    together = scores(db, asked, period).by_touchpoint.values()
    assert [own[0].trend for own in together] == [None] * 12


def test_too_few_answers_show_no_trend(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(asked.touchpoint("Few"), Metric.NPS)
    answer(db, place, {0: 400}, utc(2026, 5, 5))
    answer(db, place, {10: 4}, utc(2026, 6, 5))
    (own,) = scores(db, asked).by_touchpoint.values()
    assert own[0].trend is None


def test_a_new_answer_is_seen_and_one_that_changes_nothing_costs_nothing(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    answer(db, place, {5: 5})
    first = scores(db, asked)
    assert scores(db, asked) is first
    answer(db, place, {1: 5})
    assert scores(db, asked).by_touchpoint[desk][0].value == 50


def test_moving_a_survey_to_another_touchpoint_takes_its_answers_along(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(desk := asked.touchpoint("Desk"))
    shop = asked.touchpoint("Shop")
    answer(db, place, {5: 5})
    assert desk in scores(db, asked).by_touchpoint
    db.transact([Statement("UPDATE survey_touchpoint SET touchpoint_id = ? WHERE id = ?", [shop, place.id])])
    assert list(scores(db, asked).by_touchpoint) == [shop]


def test_bands_that_the_user_sets_colour_the_scores(db: Database) -> None:
    asked = AskedJourney(db)
    answer(db, asked.ask(desk := asked.touchpoint("Desk")), {5: 85, 1: 15})
    assert scores(db, asked).by_touchpoint[desk][0].band is Band.GOOD
    for good in (90, 95):
        set_bands(db, Bands(csat=Limits(good, 70)))
        assert scores(db, asked).by_touchpoint[desk][0].band is Band.MIDDLING


def test_the_weakest_link_is_sought_among_touchpoints_of_one_metric(db: Database) -> None:
    asked = AskedJourney(db)
    weak, *others = (asked.touchpoint(title) for title in ("Weak", "B", "C", "D"))
    answer(db, asked.ask(weak), {5: 50, 1: 50})
    for touchpoint_id in others:
        answer(db, asked.ask(touchpoint_id), {5: 90, 1: 10})
    effort = asked.touchpoint("Effort")
    answer(db, asked.ask(effort, Metric.CES), {1: 100})
    answer(db, asked.ask(asked.touchpoint("Few")), {1: 4})
    found = weakest_link(db, asked.id, settings=COPENHAGEN)
    assert found is not None
    assert (found.touchpoint_ids, found.clear) == ((weak,), True)
    mixed = weakest_link(db, asked.id, mixed=True, settings=COPENHAGEN)
    assert mixed is not None
    assert mixed.touchpoint_ids == (effort,)
    assert weakest_link(db, asked.id, metric=Metric.CES, settings=COPENHAGEN) is None


def test_the_document_gives_every_survey_unrounded_in_the_order_of_the_map_and_the_journey_last(db: Database) -> None:
    asked = AskedJourney(db)
    second, first = asked.touchpoint("Second", 2), asked.touchpoint("First", 1)
    answer(db, asked.ask(None, Metric.NPS), {10: 2, 0: 1})
    answer(db, asked.ask(second), {5: 2, 1: 1})
    answer(db, asked.ask(first, Metric.CES, good_end=GoodEnd.LOW), {2: 1})
    asked.ask(first, scale=(0, 1))
    document = scores_document(db, asked.id, settings=COPENHAGEN, today=TODAY)
    assert [(e["touchpoint"], e["metric"], e["scale"]) for e in document] == [
        ("First", "ces", [1, 7]),
        ("First", "csat", [0, 1]),
        ("Second", "csat", [1, 5]),
        (None, "nps", [0, 10]),
    ]
    assert document[0] == {
        "touchpoint": "First",
        "touchpoint_id": first,
        "metric": "ces",
        "scale": [1, 7],
        "easy_end": "low",
        "n": 1,
        "score": 2.0,
        "low": None,
        "high": None,
        "first": "2026-06-15T12:00:00Z",
        "last": "2026-06-15T12:00:00Z",
        "shown": False,
    }
    assert (document[1]["n"], document[1]["score"], document[1]["first"]) == (0, None, None)
    assert document[2]["score"] == pytest.approx(200 / 3)
    assert document[3]["touchpoint_id"] is None


def test_the_document_of_a_period(db: Database) -> None:
    asked = AskedJourney(db)
    place = asked.ask(asked.touchpoint("Desk"))
    answer(db, place, {5: 5}, utc(2026, 3, 1))
    answer(db, place, {1: 5}, utc(2026, 6, 1))
    period = Period(date(2026, 5, 1), date(2026, 6, 30))
    (entry,) = scores_document(db, asked.id, period, settings=COPENHAGEN, today=TODAY)
    assert (entry["n"], entry["score"]) == (5, 0)
