"""What maps take along in files, out of the tables: surveys, newest answers, and which ids are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from journeymap.model.survey import Response, Survey
from journeymap.store.database import Database
from journeymap.store.tables import columns, from_row, select

_CHUNK = 500


def read_surveys(db: Database, survey_ids: Sequence[str]) -> list[Survey]:
    """Definitions of these surveys, by id, without their public links: those belong to this file."""
    if not survey_ids:
        return []
    marks = ", ".join("?" for _id in survey_ids)
    rows = db.rows(select(Survey, f"WHERE id IN ({marks}) ORDER BY id"), list(survey_ids))
    return [replace(from_row(Survey, row), token="") for row in rows]


def newest_answers(
    db: Database, place_ids: Sequence[str], start: datetime | None, end: datetime | None, limit: int
) -> list[Response]:
    """The newest answers given at these places, without who gave them.

    :param start: naive UTC; likewise ``end``, which does not belong to it any more.
    """
    where, params = _where(place_ids, start, end)
    rows = db.rows(select(Response, f"WHERE {where} ORDER BY answered_at DESC, id DESC LIMIT ?"), [*params, limit])
    return [_anonymous(from_row(Response, row)) for row in rows]


def newest_comments(
    db: Database, place_ids: Sequence[str], start: datetime | None, end: datetime | None, each: int
) -> list[Response]:
    """The newest answers that say something, at most ``each`` at a place, the newest first; without who gave them."""
    where, params = _where(place_ids, start, end)
    names = ", ".join(columns(Response))
    rows = db.rows(
        f"""
        SELECT {names}
        FROM (
            SELECT
                {names},
                ROW_NUMBER() OVER (
                    PARTITION BY survey_touchpoint_id
                    ORDER BY answered_at DESC, id DESC
                ) AS place
            FROM response
            WHERE {where} AND comment <> ''
        ) AS counted
        WHERE place <= ?
        ORDER BY answered_at DESC, id DESC
        """,
        [*params, each],
    )
    return [_anonymous(from_row(Response, row)) for row in rows]


def taken(db: Database, table: str, ids: Iterable[str]) -> set[str]:
    """Which of these ids a table has."""
    wanted = list(ids)
    found: set[str] = set()
    for at in range(0, len(wanted), _CHUNK):
        some = wanted[at : at + _CHUNK]
        marks = ", ".join("?" for _id in some)
        found |= {str(row["id"]) for row in db.rows(f"SELECT id FROM {table} WHERE id IN ({marks})", some)}
    return found


def _where(place_ids: Sequence[str], start: datetime | None, end: datetime | None) -> tuple[str, list[object]]:
    marks = ", ".join("?" for _id in place_ids)
    conditions, params = [f"survey_touchpoint_id IN ({marks})" if place_ids else "1 = 0"], list[object](place_ids)
    for sql, moment in (("answered_at >= ?", start), ("answered_at < ?", end)):
        if moment is not None:
            conditions.append(sql)
            params.append(moment)
    return " AND ".join(conditions), params


def _anonymous(answer: Response) -> Response:
    return replace(answer, respondent_id=None, vendor_id=None)
