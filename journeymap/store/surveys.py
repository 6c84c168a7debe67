"""Statements of our own surveys and of the answers that customers give to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from journeymap.model.survey import Response, Survey, SurveyForm, SurveyTouchpoint
from journeymap.store.acts import Act, OnConflict, Put, Statement
from journeymap.store.database import Database
from journeymap.store.tables import columns, from_row, select, to_row

Own = tuple[Survey, SurveyForm, SurveyTouchpoint]
"""A survey of our own with the place where it is asked."""

_OWN = ", ".join(
    f"{alias}.{name} AS {alias}_{name}"
    for alias, kind in (("s", Survey), ("f", SurveyForm), ("p", SurveyTouchpoint))
    for name in columns(kind)
)
_FROM = "FROM survey_form AS f JOIN survey AS s ON s.id = f.survey_id JOIN survey_touchpoint AS p ON p.survey_id = s.id"


def read_own(db: Database, where: str = "", params: tuple[Any, ...] = ()) -> list[Own]:
    """Surveys of our own, oldest first.

    :param where: a condition on ``s`` (survey), ``f`` (survey_form) and ``p`` (survey_touchpoint).
    """
    condition = f"WHERE {where} " if where else ""
    return [_own(row) for row in db.rows(f"SELECT {_OWN} {_FROM} {condition}ORDER BY p.id", params)]


def _own(row: Mapping[str, Any]) -> Own:
    def part(prefix: str) -> dict[str, Any]:
        return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}

    return (
        from_row(Survey, part("s_")),
        from_row(SurveyForm, part("f_")),
        from_row(SurveyTouchpoint, part("p_")),
    )


def read_main(db: Database, journey_id: str, touchpoint_id: str | None) -> list[Survey]:
    """The surveys that are the main one of a place."""
    names = ", ".join(f"s.{name}" for name in columns(Survey))
    sql = (
        f"SELECT {names} FROM survey AS s JOIN survey_touchpoint AS p ON p.survey_id = s.id "
        "WHERE s.main AND p.journey_id = ? AND p.touchpoint_id IS NOT DISTINCT FROM CAST(? AS UUID)"
    )
    return [from_row(Survey, row) for row in db.rows(sql, [journey_id, touchpoint_id])]


def count_answers(db: Database) -> dict[str, tuple[int, datetime | None]]:
    """Number of answers and time of the newest, by survey."""
    sql = "SELECT survey_id, COUNT(*) AS n, MAX(answered_at) AS newest FROM response GROUP BY survey_id"
    return {str(row["survey_id"]): (int(row["n"]), row["newest"]) for row in db.rows(sql)}


def has_answers(db: Database, survey_id: str) -> bool:
    """Has anybody answered this survey?"""
    return bool(db.rows("SELECT 1 AS one FROM response WHERE survey_id = ? LIMIT 1", [survey_id]))


def read_answer(db: Database, survey_id: str, form_id: str, since: datetime) -> Response | None:
    """What was answered on this form, if it was received since then."""
    rest = "WHERE received_at >= ? AND survey_id = ? AND vendor_id = ?"
    rows = db.rows(select(Response, rest), [since, survey_id, form_id])
    return from_row(Response, rows[0]) if rows else None


def add_answer(response: Response) -> Act:
    """Store an answer; one that came on the same form before stands."""
    return Put("response", to_row(response), OnConflict.IGNORE, key=("survey_id", "vendor_id"))


def correct_answer(survey_id: str, form_id: str, since: datetime, *, score: float) -> Act:
    """Another score for what was received since then."""
    return Statement(
        "UPDATE response SET score = ? WHERE received_at >= ? AND survey_id = ? AND vendor_id = ?",
        [score, since, survey_id, form_id],
    )


def comment_answer(survey_id: str, form_id: str, since: datetime, *, comment: str) -> Act:
    """What somebody adds in words to what was received since then; an answer that is not there is refused."""
    return Statement(
        "UPDATE response SET comment = ? WHERE received_at >= ? AND survey_id = ? AND vendor_id = ?",
        [comment, since, survey_id, form_id],
        expect=1,
    )
