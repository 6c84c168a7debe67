"""Everything that is looked at when a journey's scores are read."""

from __future__ import annotations

from datetime import date

from journeymap.config import Settings
from journeymap.scores.period import Period
from journeymap.services.bands import read_bands
from journeymap.services.insights.finding import Look
from journeymap.services.journey_scores import Whose, journey_scores
from journeymap.services.journeys import load_map
from journeymap.store.database import Database


def look_at(db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date) -> Look:
    """A look at one journey.

    :raises NotFound: there is no such journey.
    """
    scores = journey_scores(
        db,
        journey_id,
        period=period,
        persona_id=whose.persona_id,
        segment=whose.segment,
        settings=settings,
        today=today,
    )
    return Look(db, load_map(db, journey_id), scores, period, whose, settings, read_bands(db), today)
