"""Single answers out of the file: pages of a list, and the newest comments of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from journeymap.model.survey import Metric, Source
from journeymap.store.database import Database


class AnswerSort(StrEnum):
    """How a list of answers is ordered; answers that were skipped come last where it goes by the score."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LOWEST = "lowest"
    HIGHEST = "highest"


_SKIPPED_LAST = "CASE WHEN response.score IS NULL THEN 1 ELSE 0 END"
_ORDER = {
    AnswerSort.NEWEST: "response.answered_at DESC, response.id DESC",
    AnswerSort.OLDEST: "response.answered_at, response.id",
    AnswerSort.LOWEST: f"{_SKIPPED_LAST}, response.score, response.answered_at DESC, response.id DESC",
    AnswerSort.HIGHEST: f"{_SKIPPED_LAST}, response.score DESC, response.answered_at DESC, response.id DESC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuery:
    """Which answers. What is ``None`` or empty does not narrow them down.

    :param places: ids of ``SurveyTouchpoint`` rows; an empty tuple lets nothing through.
    :param start: naive UTC, likewise ``end``, which does not belong to it any more.
    :param low: lowest score, likewise ``high``; both included. Skipped answers have no score.
    :param search: a part of the comment, in any case.
    """

    places: tuple[str, ...] | None = None
    start: datetime | None = None
    end: datetime | None = None
    low: float | None = None
    high: float | None = None
    source: Source | None = None
    persona_id: str | None = None
    segment: str | None = None
    import_id: str | None = None
    with_comment: bool = False
    search: str = ""


def read_places(
    db: Database,
    *,
    journey_id: str | None = None,
    touchpoint_id: str | None = None,
    whole: bool = False,
    unassigned: bool = False,
    metric: Metric | None = None,
) -> tuple[str, ...]:
    """Ids of the places that surveys are asked at, those that fit everything given.

    :param whole: only surveys about a journey as a whole.
    :param unassigned: only those that belong to no journey (any more).
    """
    conditions = {
        "place.journey_id = ?": journey_id,
        "place.touchpoint_id = ?": touchpoint_id,
        "survey.metric = ?": metric,
    }
    given = {sql: value for sql, value in conditions.items() if value is not None}
    where = [*given]
    if whole:
        where.append("place.journey_id IS NOT NULL AND place.touchpoint_id IS NULL")
    if unassigned:
        where.append("place.journey_id IS NULL")
    rows = db.rows(
        "SELECT place.id FROM survey_touchpoint AS place JOIN survey ON survey.id = place.survey_id"
        + (f" WHERE {' AND '.join(where)}" if where else "")
        + " ORDER BY place.id",
        list(given.values()),
    )
    return tuple(row["id"] for row in rows)


def count_answers(db: Database, wanted: AnswerQuery) -> int:
    """How many answers fit."""
    where, params = _where(wanted)
    return int(db.rows(f"SELECT COUNT(*) AS n FROM response {where}", params)[0]["n"])


def read_answers(
    db: Database, wanted: AnswerQuery, sort: AnswerSort = AnswerSort.NEWEST, *, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """One page of the answers that fit, each with its survey and its place."""
    where, params = _where(wanted)
    order = _ORDER[sort]
    sql = f"""
        SELECT
            response.id,
            response.answered_at,
            response.score,
            response.comment,
            response.language,
            response.source,
            response.segment,
            response.persona_id,
            survey.id AS survey_id,
            survey.metric,
            survey.low,
            survey.high,
            survey.good_end,
            place.journey_id,
            journey.title AS journey,
            place.touchpoint_id,
            touchpoint.title AS touchpoint,
            place.label
        FROM (
            SELECT
                id, survey_id, survey_touchpoint_id, answered_at, score, comment, language, source, segment, persona_id
            FROM response
            {where}
            ORDER BY {order}
            LIMIT ? OFFSET ?
        ) AS response
        JOIN survey ON survey.id = response.survey_id
        JOIN survey_touchpoint AS place ON place.id = response.survey_touchpoint_id
        LEFT JOIN journey ON journey.id = place.journey_id
        LEFT JOIN touchpoint ON touchpoint.id = place.touchpoint_id
        ORDER BY {order}
    """
    return db.rows(sql, [*params, limit, offset])


def _where(wanted: AnswerQuery) -> tuple[str, list[Any]]:
    conditions: list[tuple[str, Sequence[Any]]] = []
    if wanted.places is not None:
        marks = ", ".join("?" for _place in wanted.places)
        conditions.append((f"response.survey_touchpoint_id IN ({marks})" if marks else "1 = 0", wanted.places))
    for sql, value in (
        ("response.answered_at >= ?", wanted.start),
        ("response.answered_at < ?", wanted.end),
        ("response.score >= ?", wanted.low),
        ("response.score <= ?", wanted.high),
        ("response.source = ?", wanted.source),
        ("response.persona_id = ?", wanted.persona_id),
        ("response.segment = ?", wanted.segment),
        ("response.import_id = ?", wanted.import_id),
    ):
        if value is not None:
            conditions.append((sql, [value]))
    if wanted.with_comment:
        conditions.append(("response.comment <> ''", []))
    if wanted.search.strip():
        conditions.append(("LOWER(response.comment) LIKE ? ESCAPE '!'", [_pattern(wanted.search)]))
    where = " AND ".join(sql for sql, _values in conditions)
    return f"WHERE {where}" if where else "", [value for _sql, values in conditions for value in values]


def _pattern(search: str) -> str:
    text = search.strip().lower()
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return f"%{text}%"
