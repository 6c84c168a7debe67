"""How every touchpoint's score went, week by week, month by month or by quarters, and what changed last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from journeymap.config import Settings
from journeymap.model.survey import Metric
from journeymap.scores.change import Difference
from journeymap.scores.period import ALL_TIME, Period, day_of, later_month, midnight, month_of
from journeymap.scores.scale import Counts
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.cells import number
from journeymap.services.insights.find import insights
from journeymap.services.insights.finding import Kind, Look
from journeymap.services.insights.look import look_at
from journeymap.services.insights.moved import BEFORE, compared
from journeymap.services.journey_scores import PlaceScore, Whose
from journeymap.store.counts import read_counts_by_month
from journeymap.store.database import Database

MOST_STEPS = 120
"""Of a longer period the newest are given."""


class Step(StrEnum):
    """How long one point of a trend is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The newest comparison at one place.

    :param days: those of the later answers.
    :param difference: later less earlier, in the unit of the score.
    :param before: answers in the earlier days, ``after`` in the later ones.
    :param spans: how many times as long as the later days the earlier ones are.
    """

    days: Period
    metric: Metric
    difference: Difference
    before: int
    after: int
    spans: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTrend:
    """One touchpoint, or the journey as a whole.

    :param score: of the whole period; its ``trend`` is the sign on the map.
    :param points: first day of each step and its score, in order; steps before the first answer are left out.
    :param change: ``None`` with too few answers on either side.
    :param moved: first days of the months (or of the period) about which a sentence is said.
    """

    touchpoint_id: str | None
    score: Score
    points: tuple[tuple[date, Score], ...]
    change: Change | None
    moved: tuple[date, ...]


def trends(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    step: Step = Step.MONTH,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[PlaceTrend, ...]:
    """The score that each mark follows over time, the journey's own first; kept until the next write.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _trends(db, journey_id, period, Whose(persona_id, segment), step, chosen, day)


@by_revision(maxsize=64)
def _trends(
    db: Database, journey_id: str, period: Period, whose: Whose, step: Step, settings: Settings, today: date
) -> tuple[PlaceTrend, ...]:
    look = look_at(db, journey_id, period, whose, settings, today)
    order: dict[str | None, int] = {None: -1, **{t.id: place for place, t in enumerate(look.journey_map.touchpoints)}}
    marked = [place for place in look.scores.all if place.drawn and place.score.main]
    marked.sort(key=lambda place: order[place.touchpoint_id])
    points = _points(look, marked, step)
    changes = _changes(look)
    moved: dict[str | None, list[date]] = defaultdict(list)
    for finding in insights(db, journey_id, period, **whose._asdict(), settings=settings, today=today):
        if finding.kind is Kind.MOVED and finding.days.first is not None:
            moved[finding.touchpoint_id].append(finding.days.first)
    return tuple(
        PlaceTrend(
            touchpoint_id=place.touchpoint_id,
            score=place.score,
            points=points[at],
            change=changes.get((place.touchpoint_id, place.places)),
            moved=tuple(sorted(moved[place.touchpoint_id])),
        )
        for at, place in enumerate(marked)
    )


def _changes(look: Look) -> Mapping[tuple[str | None, tuple[str, ...]], Change]:
    """The newest comparison of every cell."""
    spans = 1 if look.period.first is not None else BEFORE
    return MappingProxyType(
        {
            (one.cell.touchpoint_id, tuple(one.cell.places)): Change(
                days=one.days,
                metric=one.cell.metric,
                difference=one.difference,
                before=number(one.earlier),
                after=number(one.later),
                spans=spans,
            )
            for one in compared(look)
        }
    )


def _points(look: Look, marked: Sequence[PlaceScore], step: Step) -> list[tuple[tuple[date, Score], ...]]:
    first, last = look.days.first, look.days.last
    newest = look.scores.newest
    if first is None or last is None or newest is None:
        return [() for _place in marked]
    zone = look.settings.zone
    days = steps_between(first, min(last, day_of(newest, zone)), step)[-MOST_STEPS:]
    starts = [midnight(day, zone) for day in (*days, next_step(days[-1], step))]
    start, end = look.period.limits(zone)
    starts[0], starts[-1] = max(starts[0], start), min(starts[-1], end)
    of_place = {place_id: n for n, place in enumerate(marked) for place_id in place.places}
    counts: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for place_id, at, answer, n in read_counts_by_month(look.db, tuple(of_place), starts, *look.whose):
        counts[of_place[place_id], at].append((answer, n))
    return [
        _trimmed([(day, _score(look, place.score, counts[n, at])) for at, day in enumerate(days)])
        for n, place in enumerate(marked)
    ]


def _trimmed(points: list[tuple[date, Score]]) -> tuple[tuple[date, Score], ...]:
    answered = [place for place, (_day, score) in enumerate(points) if score.n]
    return tuple(points[answered[0] : answered[-1] + 1]) if answered else ()


def _score(look: Look, whole: Score, counts: Counts) -> Score:
    return summarise(
        counts,
        metric=whole.metric,
        scale_low=whole.scale_low,
        scale_high=whole.scale_high,
        good_end=whole.good_end,
        min_answers=look.settings.min_answers,
        bands=look.bands,
    )


def step_of(day: date, step: Step) -> date:
    """First day of the week (Monday), month or quarter of ``day``."""
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    month = month_of(day)
    return month if step is Step.MONTH else later_month(month, -((month.month - 1) % 3))


def next_step(day: date, step: Step) -> date:
    """First day of the step after the one that begins on ``day``."""
    if step is Step.WEEK:
        return day + timedelta(days=7)
    return later_month(day, 1 if step is Step.MONTH else 3)


def steps_between(first: date, last: date, step: Step) -> list[date]:
    """First days of every step from that of ``first`` to that of ``last``."""
    days = [step_of(first, step)]
    while (day := next_step(days[-1], step)) <= last:
        days.append(day)
    return days
