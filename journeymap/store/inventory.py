"""What is asked at every touchpoint of the file, counted once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journeymap.model.survey import Metric
from journeymap.store.database import Database


@dataclass(frozen=True, slots=True)
class AskedThere:
    """A survey at a touchpoint.

    :param answers: valid ones.
    :param newest: naive UTC; ``None`` while nobody answered.
    """

    metric: Metric
    answers: int
    newest: datetime | None


def read_asked(db: Database) -> dict[str, list[AskedThere]]:
    """Surveys by touchpoint id, those with most answers first; touchpoints without one are left out."""
    rows = db.rows(
        """
        SELECT
            CAST(place.touchpoint_id AS VARCHAR) AS touchpoint_id,
            survey.metric,
            COUNT(response.score) AS answers,
            MAX(CASE WHEN response.score IS NOT NULL THEN response.answered_at END) AS newest
        FROM survey_touchpoint AS place
        JOIN survey ON survey.id = place.survey_id
        LEFT JOIN response ON response.survey_touchpoint_id = place.id
        WHERE place.touchpoint_id IS NOT NULL
        GROUP BY place.touchpoint_id, survey.metric
        ORDER BY answers DESC, survey.metric
        """
    )
    found: dict[str, list[AskedThere]] = {}
    for row in rows:
        asked = AskedThere(Metric(row["metric"]), int(row["answers"]), row["newest"])
        found.setdefault(str(row["touchpoint_id"]), []).append(asked)
    return found
