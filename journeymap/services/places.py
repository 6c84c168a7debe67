"""Everything that customers said at one touchpoint, or about the journey as a whole: for the panel beside the map."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journeymap.config import Settings
from journeymap.config import settings as current_settings
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import Bands
from journeymap.scores.period import ALL_TIME, Period, day_of, later_month, midnight, months_between
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise
from journeymap.services.bands import read_bands
from journeymap.services.cache import by_revision
from journeymap.services.journey_scores import PlaceScore, journey_scores
from journeymap.store.answers import AnswerQuery, count_answers, read_answers
from journeymap.store.counts import read_counts_by_month
from journeymap.store.database import Database

MOST_MONTHS = 120
"""Of a longer period the newest are given."""


@dataclass(frozen=True, slots=True)
class MonthScore:
    """The score of one month; ``score.n`` is 0 where nobody answered.

    :param month: its first day, in the installation's time zone.
    """

    month: date
    score: Score


@dataclass(frozen=True, slots=True)
class MetricDetail:
    """One metric at the place.

    :param score: with the distribution of the answers in ``score.counts``.
    :param months: every month from the first answer to the newest, ascending.
    """

    score: Score
    months: tuple[MonthScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said.

    :param score: ``None`` where only a comment was given.
    :param language: code such as ``da``, blank where not known.
    :param answered_at: naive UTC.
    """

    id: str
    text: str
    score: float | None
    metric: Metric
    scale_low: int
    scale_high: int
    good_end: GoodEnd
    language: str
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetail:
    """All about one place in a period.

    :param metrics: as on the map, the one that the mark follows first.
    :param comments: the newest first.
    :param comments_total: how many comments there are.
    """

    metrics: tuple[MetricDetail, ...]
    comments: tuple[Comment, ...]
    comments_total: int

    @property
    def scores(self) -> tuple[Score, ...]:
        """The scores alone."""
        return tuple(detail.score for detail in self.metrics)


def touchpoint_answers(
    db: Database,
    journey_id: str,
    touchpoint_id: str | None,
    *,
    period: Period = ALL_TIME,
    persona_id: str | None = None,
    comments: int = 10,
    offset: int = 0,
    settings: Settings | None = None,
    today: date | None = None,
) -> PlaceDetail:
    """Scores, their months and the newest comments of one touchpoint.

    :param touchpoint_id: ``None`` for the journey as a whole.
    :param comments: how many at most.
    :param offset: how many of the newest to leave out, for "load more".
    """
    chosen = settings or current_settings()
    scores = journey_scores(db, journey_id, period=period, persona_id=persona_id, settings=chosen, today=today)
    here = tuple(place for place in scores.all if place.touchpoint_id == touchpoint_id)
    drawn = tuple(place for place in here if place.drawn)
    start, end = period.open_limits(chosen.zone)
    wanted = AnswerQuery(
        places=tuple(place_id for place in here for place_id in place.places),
        start=start,
        end=end,
        persona_id=persona_id,
        with_comment=True,
    )
    return PlaceDetail(
        metrics=_by_month(db, drawn, period, persona_id, chosen.min_answers, chosen.zone),
        comments=_comments(db, wanted, comments, offset),
        comments_total=_count(db, wanted),
    )


@by_revision(maxsize=64)
def _by_month(
    db: Database,
    drawn: tuple[PlaceScore, ...],
    period: Period,
    persona_id: str | None,
    min_answers: int,
    zone: ZoneInfo,
) -> tuple[MetricDetail, ...]:
    firsts = [place.score.first for place in drawn if place.score.first is not None]
    lasts = [place.score.last for place in drawn if place.score.last is not None]
    if not firsts or not lasts:
        return tuple(MetricDetail(place.score, ()) for place in drawn)
    months = months_between(day_of(min(firsts), zone), day_of(max(lasts), zone))[-MOST_MONTHS:]
    starts = [midnight(month, zone) for month in (*months, later_month(months[-1]))]
    start, end = period.limits(zone)
    starts[0], starts[-1] = max(starts[0], start), min(starts[-1], end)
    of_place = {place_id: number for number, place in enumerate(drawn) for place_id in place.places}
    counts: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for place_id, month, answer, n in read_counts_by_month(db, tuple(of_place), starts, persona_id):
        counts[of_place[place_id], month].append((answer, n))
    bands = read_bands(db)
    return tuple(
        MetricDetail(
            place.score,
            _months(place.score, months, [counts[number, month] for month in range(len(months))], min_answers, bands),
        )
        for number, place in enumerate(drawn)
    )


def _months(
    whole: Score, months: list[date], counts: list[list[tuple[float, int]]], min_answers: int, bands: Bands
) -> tuple[MonthScore, ...]:
    found = [
        MonthScore(
            month,
            summarise(
                counted,
                metric=whole.metric,
                scale_low=whole.scale_low,
                scale_high=whole.scale_high,
                good_end=whole.good_end,
                min_answers=min_answers,
                bands=bands,
            ),
        )
        for month, counted in zip(months, counts, strict=True)
    ]
    answered = [number for number, month in enumerate(found) if month.score.n]
    return tuple(found[answered[0] : answered[-1] + 1]) if answered else ()


@by_revision(maxsize=64)
def _comments(db: Database, wanted: AnswerQuery, limit: int, offset: int) -> tuple[Comment, ...]:
    return tuple(
        Comment(
            id=row["id"],
            text=row["comment"],
            score=row["score"],
            metric=Metric(row["metric"]),
            scale_low=row["low"],
            scale_high=row["high"],
            good_end=GoodEnd(row["good_end"]),
            language=row["language"],
            answered_at=row["answered_at"],
        )
        for row in read_answers(db, wanted, limit=limit, offset=offset)
    )


@by_revision(maxsize=64)
def _count(db: Database, wanted: AnswerQuery) -> int:
    return count_answers(db, wanted)
