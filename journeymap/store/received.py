"""Answers counted by when they were received: what was known at some time, and what has come in since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from journeymap.model.survey import GoodEnd, Metric
from journeymap.store.counts import Asked, Tally
from journeymap.store.database import Database


def read_asked_at(db: Database, places: Mapping[str, str | None]) -> list[Asked]:
    """The surveys of these places, in the order in which the places were made; those that are gone are left out.

    :param places: touchpoint id (``None``: the journey) by place id, as it was at that time.
    """
    rows = db.rows(
        f"""
        SELECT place.id AS place, survey.id AS survey_id, survey.metric, survey.low, survey.high, survey.good_end,
            survey.main
        FROM survey_touchpoint AS place
        JOIN survey ON survey.id = place.survey_id
        WHERE place.id IN ({_marks(places)})
        ORDER BY place.id
        """,
        list(places),
    )
    return [
        Asked(
            touchpoint_id=places[row["place"]],
            **{**row, "metric": Metric(row["metric"]), "good_end": GoodEnd(row["good_end"])},
        )
        for row in rows
    ]


def read_counts_received(
    db: Database, places: Mapping[str, str | None], since: datetime, until: datetime
) -> dict[str, Tally]:
    """Counted answers of these places, by place id: one grouped query.

    :param since: naive UTC; only answers received after it, and until ``until``.
    """
    rows = db.rows(
        f"""
        SELECT survey_touchpoint_id AS place, score, COUNT(*) AS n,
            MIN(answered_at) AS first_at, MAX(answered_at) AS last_at
        FROM response
        WHERE score IS NOT NULL
            AND survey_touchpoint_id IN ({_marks(places)})
            AND received_at > ?
            AND received_at <= ?
        GROUP BY survey_touchpoint_id, score
        """,
        [*places, since, until],
    )
    tallies: dict[str, Tally] = {}
    for row in rows:
        counted = Tally(counts=[(row["score"], row["n"])], first=row["first_at"], last=row["last_at"])
        tallies.setdefault(row["place"], Tally()).add(counted)
    return tallies


def _marks(places: Mapping[str, str | None]) -> str:
    return ", ".join("?" for _place in places)
