"""The findings of a journey as the command line gives them out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from journeymap.config import Settings
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.insights.find import insights
from journeymap.services.insights.finding import Finding
from journeymap.services.insights.wording import sentence
from journeymap.services.journeys import load_map
from journeymap.store.database import Database


def insights_document(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    settings: Settings | None = None,
    today: date | None = None,
) -> list[dict[str, Any]]:
    """One object per finding, ready for JSON, in the order in which they are told.

    ``touchpoint`` is null for the journey; ``touchpoints`` are all that the finding names. Numbers are not rounded.
    """
    titles = {touchpoint.id: touchpoint.title for touchpoint in load_map(db, journey_id).touchpoints}
    found = insights(db, journey_id, period, settings=settings, today=today)
    return [_entry(finding, titles) for finding in found]


def _entry(finding: Finding, titles: Mapping[str, str]) -> dict[str, Any]:
    score = finding.score
    return {
        "kind": finding.kind.value,
        "touchpoint": titles[finding.touchpoint_id] if finding.touchpoint_id else None,
        "touchpoint_id": finding.touchpoint_id,
        "metric": score.metric.value,
        "score": score.value,
        "low": score.low,
        "high": score.high,
        "n": score.n,
        "probability": finding.probability,
        "from": finding.days.first,
        "to": finding.days.last,
        "touchpoints": [titles[touchpoint_id] for touchpoint_id in finding.touchpoint_ids],
        "touchpoint_ids": list(finding.touchpoint_ids),
        "sentence": sentence(finding, titles),
    }
