"""The scores of a map as they were at some time: recomputed from the answers that had been received by then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from journeymap.config import Settings
from journeymap.config import settings as current_settings
from journeymap.scores.period import EARLIEST, LATEST
from journeymap.services.bands import read_bands
from journeymap.services.cache import by_revision
from journeymap.services.cells import cells_of, choose, summarise_all
from journeymap.services.journey_scores import JourneyScores, collect
from journeymap.store.database import Database
from journeymap.store.received import read_asked_at, read_counts_received


def scores_received(
    db: Database,
    places: Mapping[str, str | None],
    *,
    since: datetime = EARLIEST,
    until: datetime = LATEST,
    settings: Settings | None = None,
) -> JourneyScores:
    """Scores from the answers received after ``since`` and until ``until``; kept until the next write.

    They carry no trends: what moves between two times is found by comparing them.

    :param places: touchpoint id (``None``: the journey) by id of the place where a survey is asked.
    :param since: naive UTC, likewise ``until``.
    """
    chosen = settings or current_settings()
    return _scores(db, tuple(sorted(places.items())), since, until, chosen.min_answers)


@by_revision(maxsize=64)
def _scores(
    db: Database,
    places: tuple[tuple[str, str | None], ...],
    since: datetime,
    until: datetime,
    min_answers: int,
) -> JourneyScores:
    stood = dict(places)
    asked = read_asked_at(db, stood) if stood else []
    if not asked:
        return JourneyScores(by_touchpoint=MappingProxyType({}))
    cells = cells_of(asked, read_counts_received(db, stood, since, until))
    choose(cells)
    summarise_all(cells, min_answers, read_bands(db))
    return collect(cells)
