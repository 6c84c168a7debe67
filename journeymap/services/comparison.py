"""Two journeys, two segments or two periods beside each other: what of the map differs, and which scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from journeymap.config import Settings
from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.difference import MapDifferences
from journeymap.model.journey import JourneyMap
from journeymap.scores.comparison import Place, ScoreDifference, compare_scores
from journeymap.scores.period import ALL_TIME, Period
from journeymap.scores.score import Score
from journeymap.services.cache import by_revision
from journeymap.services.journey_scores import JourneyScores, journey_scores
from journeymap.services.map_differences import differences
from journeymap.services.maps import load_map
from journeymap.store.counts import read_segments
from journeymap.store.database import Database

MOST_SEGMENTS = 100
"""Segments that are offered: whoever has more of them has put something else there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison.

    :param persona_id: only this persona's cards, emotion and answers.
    :param segment: only answers that came with this segment.
    """

    journey_id: str
    period: Period = ALL_TIME
    persona_id: str | None = None
    segment: str | None = None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What one side shows.

    :param scores: by touchpoint id, without trends: what moved inside a side is another question.
    :param whole: the journey's own.
    """

    journey_map: JourneyMap
    scores: Mapping[str, Sequence[Score]]
    whole: Sequence[Score]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two sides, and what sets them apart."""

    before: Compared
    after: Compared
    differences: MapDifferences
    scores: tuple[ScoreDifference, ...]


@by_revision(maxsize=32)
def compare(
    db: Database, before: Side, after: Side, *, settings: Settings | None = None, today: date | None = None
) -> Comparison:
    """Everything that is drawn of a comparison; kept until the next write.

    :param settings: those of the process when left out; likewise ``today``, the day in the installation's time zone.
    :raises InvalidInput: both sides are the same, or count the same answers, which no test of a difference may.
    :raises NotFound: a journey does not exist.
    """
    if before == after:
        raise InvalidInput(_("Both sides are the same. Choose something else on one of them."))
    if _share_answers(before, after):
        raise InvalidInput(_("Both sides count the same answers. Choose two periods that share no day."))
    sides = [_compared(db, side, settings, today) for side in (before, after)]
    found = differences(sides[0].journey_map, sides[1].journey_map)
    places: list[tuple[Place, Place]] = [(None, None)]
    places += [(t.id, found.pairs[t.id]) for t in sides[0].journey_map.touchpoints if t.id in found.pairs]
    ours, theirs = ({**side.scores, None: side.whole} for side in sides)
    return Comparison(before=sides[0], after=sides[1], differences=found, scores=compare_scores(ours, theirs, places))


@by_revision()
def segments(db: Database, journey_id: str) -> tuple[str, ...]:
    """Segments that the answers on a journey came with, those with most answers first."""
    return tuple(read_segments(db, journey_id, MOST_SEGMENTS))


def _share_answers(one: Side, other: Side) -> bool:
    if one.journey_id != other.journey_id:
        return False
    if None not in (one.persona_id, other.persona_id) and one.persona_id != other.persona_id:
        return False
    if None not in (one.segment, other.segment) and one.segment != other.segment:
        return False
    return one.period.meets(other.period)


def _compared(db: Database, side: Side, settings: Settings | None, today: date | None) -> Compared:
    scores: JourneyScores = journey_scores(
        db,
        side.journey_id,
        period=side.period,
        persona_id=side.persona_id,
        segment=side.segment,
        settings=settings,
        today=today,
    )
    return Compared(
        journey_map=_seen_by(load_map(db, side.journey_id), side.persona_id),
        scores={touchpoint: _still(own) for touchpoint, own in scores.by_touchpoint.items()},
        whole=_still(scores.whole),
    )


def _still(scores: Sequence[Score]) -> tuple[Score, ...]:
    return tuple(replace(score, trend=None) for score in scores)


def _seen_by(journey_map: JourneyMap, persona_id: str | None) -> JourneyMap:
    """The map as one persona sees it: without the cards and the emotion that are only others'."""
    if persona_id is None:
        return journey_map
    return JourneyMap(
        journey=journey_map.journey,
        personas=tuple(p for p in journey_map.personas if p.id == persona_id),
        stages=journey_map.stages,
        touchpoints=journey_map.touchpoints,
        lanes=journey_map.lanes,
        cards=tuple(c for c in journey_map.cards if c.persona_id in (None, persona_id)),
        emotions=tuple(e for e in journey_map.emotions if e.persona_id == persona_id),
        paths=journey_map.paths,
    )


def only_what_differs(comparison: Comparison) -> MapDifferences:
    """The differences on those columns alone in which something differs: the map, a card, an emotion or a score."""
    found = comparison.differences
    own = [d for d in found.found if not d.along]
    before = {at for d in own for at in (d.before_at, d.before_id) if at}
    after = {at for d in own for at in (d.after_at, d.after_id) if at}
    before |= {score.before_at for score in comparison.scores if score.differs and score.before_at}
    columns = tuple(
        c
        for c in found.columns
        if c.before.gap or c.after.gap or c.before.touchpoint_id in before or c.after.touchpoint_id in after
    )
    return replace(found, columns=columns)
