"""What to do first: how important each touchpoint is, how well it does, and what is at stake."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journeymap.config import Settings
from journeymap.scores.intervals import Interval, wilson
from journeymap.scores.journey import Content
from journeymap.scores.period import ALL_TIME, Period
from journeymap.scores.priority import (
    LEAST_PAIRS,
    Advice,
    advice,
    fisher,
    middles,
    opportunity,
    spearman,
    tied_ranks,
)
from journeymap.scores.score import Score
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.finding import Look
from journeymap.services.insights.look import look_at
from journeymap.services.journey_scores import Whose
from journeymap.store.database import Database
from journeymap.store.respondents import read_answers_with_the_whole


class ImportanceKind(StrEnum):
    """Where importance comes from."""

    STATED = "stated"
    DERIVED = "derived"


class Split(StrEnum):
    """Where the four fields meet."""

    MEDIANS = "medians"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """One touchpoint among those that are measured and whose importance is known.

    :param importance: 0–10, with its 95 % interval where it is derived.
    :param performance: 0–10, ten times the content share, with its 95 % interval (Wilson).
    :param pairs: respondents behind a derived importance.
    :param opportunity: 0–20.
    :param ranks: first and last rank by opportunity; equal where nothing overlaps.
    :param at_stake: customers a month who are not content there; ``None`` where the reach is not known.
    """

    touchpoint_id: str
    score: Score
    importance: float
    importance_interval: Interval | None
    pairs: int | None
    performance: float
    performance_interval: Interval
    opportunity: float
    ranks: tuple[int, int]
    advice: Advice
    at_stake: float | None


def priorities(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    kind: ImportanceKind = ImportanceKind.STATED,
    split: Split = Split.MEDIANS,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[Priority, ...]:
    """Touchpoints, the largest opportunity first; kept until the next write.

    Stated importance is the team's 1–5. Derived importance is the rank correlation (Spearman) between the answers at a
    touchpoint and what the same people say of the journey, from 30 of them on; below 0 it counts as none.

    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _priorities(db, journey_id, period, Whose(persona_id, segment), kind, split, chosen, day)


@dataclass(frozen=True, slots=True)
class _Importance:
    value: float
    interval: Interval | None = None
    pairs: int | None = None


@by_revision(maxsize=64)
def _priorities(
    db: Database,
    journey_id: str,
    period: Period,
    whose: Whose,
    kind: ImportanceKind,
    split: Split,
    settings: Settings,
    today: date,
) -> tuple[Priority, ...]:
    look = look_at(db, journey_id, period, whose, settings, today)
    important = _stated(look) if kind is ImportanceKind.STATED else _derived(look)
    points = {t: (important[t], Content.of(score)) for t, score in look.marks.items() if t in important}
    lines = middles((weight.value, 10 * content.share) for weight, content in points.values())
    if lines is None:
        return ()
    if split is Split.MIDDLE:
        lines = 5.0, 5.0
    reaches = {t: _opportunities(weight, content) for t, (weight, content) in points.items()}
    ranks = tied_ranks(reaches)
    reach = {t.id: t.reach for t in look.journey_map.touchpoints}
    found = [
        _priority(t, look.marks[t], weight, content, ranks[t], lines, reach[t])
        for t, (weight, content) in points.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.opportunity, one.ranks, one.touchpoint_id)))


def _priority(
    touchpoint_id: str,
    score: Score,
    weight: _Importance,
    content: Content,
    ranks: tuple[int, int],
    lines: tuple[float, float],
    reach: int | None,
) -> Priority:
    performance = 10 * content.share
    low, high = wilson(content.content, content.n)
    return Priority(
        touchpoint_id=touchpoint_id,
        score=score,
        importance=weight.value,
        importance_interval=weight.interval,
        pairs=weight.pairs,
        performance=performance,
        performance_interval=(10 * low, 10 * high),
        opportunity=opportunity(weight.value, performance),
        ranks=ranks,
        advice=advice(weight.value, performance, lines),
        at_stake=None if reach is None else reach * (1 - content.share),
    )


def _opportunities(weight: _Importance, content: Content) -> Interval:
    """The least and the largest opportunity that the answers allow."""
    low, high = wilson(content.content, content.n)
    least, most = weight.interval or (weight.value, weight.value)
    return opportunity(least, 10 * high), opportunity(most, 10 * low)


def _stated(look: Look) -> dict[str, _Importance]:
    touchpoints = look.journey_map.touchpoints
    return {t.id: _Importance(2.5 * (t.importance - 1)) for t in touchpoints if t.importance is not None}


def _derived(look: Look) -> dict[str, _Importance]:
    own = next((place for place in look.scores.all if place.touchpoint_id is None and place.drawn), None)
    if own is None:
        return {}
    start, end = look.period.limits(look.settings.zone)
    marks = {
        place: entry.touchpoint_id
        for entry in look.scores.all
        if entry.touchpoint_id is not None and entry.drawn and entry.score.main
        for place in entry.places
    }
    pairs: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for own_place in own.places:
        rows = read_answers_with_the_whole(look.db, look.journey_map.journey.id, own_place, start, end, *look.whose)
        for place, answer, whole, n in rows:
            if place in marks:
                pairs[marks[place]].append((answer, whole, n))
    return {t: importance for t, counted in pairs.items() if (importance := _correlation(look, t, counted)) is not None}


def _correlation(look: Look, touchpoint_id: str, counted: list[tuple[float, float, int]]) -> _Importance | None:
    people = sum(n for _answer, _whole, n in counted)
    r = spearman(counted)
    if touchpoint_id not in look.marks or people < LEAST_PAIRS or r is None:
        return None
    sign = 1 if look.marks[touchpoint_id].good_end == "high" else -1
    interval = fisher(sign * r, people)
    within = None if interval is None else (10 * max(interval[0], 0.0), 10 * max(interval[1], 0.0))
    return _Importance(10 * max(sign * r, 0.0), within, people)
