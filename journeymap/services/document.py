"""The scores of a journey as the command line gives them out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from journeymap.config import Settings
from journeymap.model.journey import Stage, Touchpoint
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.journey_scores import PlaceScore, journey_scores
from journeymap.store.database import Database
from journeymap.store.journeys import drawn_order, read_parts


def scores_document(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    settings: Settings | None = None,
    today: date | None = None,
) -> list[dict[str, Any]]:
    """One object per touchpoint, metric, scale and good end, ready for JSON; the journey's own come last.

    Touchpoints stand in the order of the map. Numbers are not rounded, and given also where there are too few answers
    to show them (``shown`` is false then); they are null without answers.
    """
    scores = journey_scores(db, journey_id, period=period, settings=settings, today=today)
    drawn = drawn_order(read_parts(db, Stage, journey_id), read_parts(db, Touchpoint, journey_id))
    titles = {touchpoint.id: touchpoint.title for touchpoint in drawn}
    rank: dict[str | None, int] = {touchpoint_id: number for number, touchpoint_id in enumerate(titles)}
    rank[None] = len(rank) + 1
    ordered = sorted(scores.all, key=lambda place: rank.get(place.touchpoint_id, len(titles)))
    return [_entry(place, titles) for place in ordered]


def _entry(place: PlaceScore, titles: dict[str, str]) -> dict[str, Any]:
    score = place.score
    return {
        "touchpoint": None if place.touchpoint_id is None else titles.get(place.touchpoint_id),
        "touchpoint_id": place.touchpoint_id,
        "metric": score.metric.value,
        "scale": [score.scale_low, score.scale_high],
        "easy_end": score.good_end.value,
        "n": score.n,
        "score": score.value,
        "low": score.low,
        "high": score.high,
        "first": _utc(score.first),
        "last": _utc(score.last),
        "shown": score.shown,
    }


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.isoformat()}Z"
