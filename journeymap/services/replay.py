"""The scores of a journey month by month, so that a map can replay how they came to be what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from journeymap.config import Settings
from journeymap.scores.bands import Bands
from journeymap.scores.period import ALL_TIME, Period, day_of, later_month, midnight, month_of, months_between
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise
from journeymap.services.as_of import as_of
from journeymap.services.bands import read_bands
from journeymap.services.cache import by_revision
from journeymap.services.journey_scores import PlaceScore, journey_scores
from journeymap.services.places import MOST_MONTHS
from journeymap.store.counts import read_counts_by_month
from journeymap.store.database import Database

Counted = list[tuple[float, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedMonth:
    """What customers said in a month, or up to its end. Every place that is drawn on the map has a score, with ``n`` 0
    where nobody answered.

    :param month: its first day, in the installation's time zone.
    :param by_touchpoint: as of :class:`~journeymap.services.journey_scores.JourneyScores`; likewise ``whole``.
    :param answers: valid answers in it.
    :param so_far: the month is not over.
    """

    month: date
    by_touchpoint: Mapping[str, tuple[Score, ...]]
    whole: tuple[Score, ...]
    answers: int
    so_far: bool


def replay(
    db: Database,
    journey_id: str,
    *,
    period: Period = ALL_TIME,
    persona_id: str | None = None,
    running: bool = False,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[ReplayedMonth, ...]:
    """Every month from the first answer to the newest, from one grouped query; kept until the next write.

    The metrics and scales are those that the map shows for the whole period, so that the map stands still. Of more
    than :data:`~journeymap.services.places.MOST_MONTHS` months the newest are given.

    :param running: all answers from the beginning of the period up to the end of each month, not that month's alone.
    :param settings: those of the process when left out; likewise ``today``, the day in the installation's time zone.
    """
    chosen, day = as_of(settings, today)
    return _replay(db, journey_id, period, persona_id, running, chosen, day)


@by_revision(maxsize=64)
def _replay(
    db: Database,
    journey_id: str,
    period: Period,
    persona_id: str | None,
    running: bool,
    settings: Settings,
    today: date,
) -> tuple[ReplayedMonth, ...]:
    scores = journey_scores(db, journey_id, period=period, persona_id=persona_id, settings=settings, today=today)
    drawn = tuple(place for place in scores.all if place.drawn)
    if scores.first is None or scores.newest is None:
        return ()
    zone = settings.zone
    months = months_between(day_of(scores.first, zone), day_of(scores.newest, zone))[-MOST_MONTHS:]
    counts = _counts(db, drawn, months, period, persona_id, zone, running=running)
    bands = read_bands(db)
    return tuple(
        _month(month, drawn, [counts[n, place] for place in range(len(drawn))], settings.min_answers, bands, today)
        for n, month in enumerate(months)
    )


def _counts(
    db: Database,
    drawn: Sequence[PlaceScore],
    months: Sequence[date],
    period: Period,
    persona_id: str | None,
    zone: ZoneInfo,
    *,
    running: bool,
) -> Mapping[tuple[int, int], Counted]:
    """Counted answers by (number of the month, number of the place)."""
    starts = [midnight(month, zone) for month in (*months, later_month(months[-1]))]
    start, end = period.limits(zone)
    starts[0] = start if running else max(starts[0], start)
    starts[-1] = min(starts[-1], end)
    of_place = {place_id: n for n, place in enumerate(drawn) for place_id in place.places}
    found: dict[tuple[int, int], Counted] = defaultdict(list)
    for place_id, month, answer, n in read_counts_by_month(db, tuple(of_place), starts, persona_id):
        for later in range(month, len(months) if running else month + 1):
            found[later, of_place[place_id]].append((answer, n))
    return found


def _month(
    month: date, drawn: Sequence[PlaceScore], counts: Sequence[Counted], min_answers: int, bands: Bands, today: date
) -> ReplayedMonth:
    by_touchpoint: dict[str, list[Score]] = defaultdict(list)
    whole: list[Score] = []
    for place, counted in zip(drawn, counts, strict=True):
        here = whole if place.touchpoint_id is None else by_touchpoint[place.touchpoint_id]
        here.append(_score(place.score, counted, min_answers, bands))
    return ReplayedMonth(
        month=month,
        by_touchpoint=MappingProxyType({touchpoint: tuple(own) for touchpoint, own in by_touchpoint.items()}),
        whole=tuple(whole),
        answers=sum(n for counted in counts for _answer, n in counted),
        so_far=month == month_of(today),
    )


def _score(whole: Score, counted: Counted, min_answers: int, bands: Bands) -> Score:
    return summarise(
        counted,
        metric=whole.metric,
        scale_low=whole.scale_low,
        scale_high=whole.scale_high,
        good_end=whole.good_end,
        min_answers=min_answers,
        bands=bands,
        main=whole.main,
    )
