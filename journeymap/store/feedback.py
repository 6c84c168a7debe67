"""Statements of an import: what the file has already, and how an import is written and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from journeymap.model.survey import FeedbackImport, Survey, SurveyTouchpoint
from journeymap.store.acts import Act, Statement
from journeymap.store.database import Database
from journeymap.store.tables import columns, from_row, select

PAGE = 200_000
"""Rows read at a time where the file may have millions."""

_NONE = "00000000-0000-0000-0000-000000000000"


def read_places(db: Database, journey_id: str) -> list[tuple[Survey, SurveyTouchpoint]]:
    """The surveys of a journey and where they are asked, oldest first."""
    survey = ", ".join(f"s.{name} AS s_{name}" for name in columns(Survey))
    place = ", ".join(f"p.{name} AS p_{name}" for name in columns(SurveyTouchpoint))
    rows = db.rows(
        f"SELECT {survey}, {place} FROM survey_touchpoint AS p JOIN survey AS s ON s.id = p.survey_id "
        "WHERE p.journey_id = ? ORDER BY p.id",
        [journey_id],
    )
    return [(from_row(Survey, _part(row, "s_")), from_row(SurveyTouchpoint, _part(row, "p_"))) for row in rows]


def _part(row: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}


def known_ids(db: Database, survey_ids: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Response ids of surveys, a page at a time: ``survey_id`` and ``vendor_id``."""
    marks = ", ".join("?" for _id in survey_ids)
    return _pages(
        db,
        "SELECT CAST(r.id AS VARCHAR) AS id, CAST(r.survey_id AS VARCHAR) AS survey_id, r.vendor_id "
        f"FROM response AS r WHERE r.survey_id IN ({marks}) AND r.vendor_id IS NOT NULL",
        survey_ids,
    )


def known_answers(db: Database, survey_ids: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Answers of surveys that have no id: ``survey_id``, ``answered_at``, ``respondent_id``, ``score`` and the MD5 of
    the comment.

    Skipped rows without a time were stored with the time of their import; they come without one.
    """
    marks = ", ".join("?" for _id in survey_ids)
    return _pages(
        db,
        "SELECT CAST(r.id AS VARCHAR) AS id, CAST(r.survey_id AS VARCHAR) AS survey_id, "
        "CAST(r.respondent_id AS VARCHAR) AS respondent_id, r.score, MD5(r.comment) AS comment, "
        "CASE WHEN r.score IS NULL AND r.answered_at = r.received_at THEN NULL ELSE r.answered_at END AS answered_at "
        f"FROM response AS r WHERE r.survey_id IN ({marks}) AND r.vendor_id IS NULL",
        survey_ids,
    )


def known_people(db: Database) -> Iterator[pd.DataFrame]:
    """All respondents: ``id`` and ``address``."""
    return _pages(db, "SELECT CAST(r.id AS VARCHAR) AS id, r.address FROM respondent AS r WHERE 1 = 1", [])


def _pages(db: Database, sql: str, params: Sequence[Any]) -> Iterator[pd.DataFrame]:
    """A query on ``r`` in pages by its id, so that memory does not grow with the file."""
    last = _NONE
    while True:
        frame = db.read(f"{sql} AND r.id > CAST(? AS UUID) ORDER BY r.id LIMIT {PAGE}", [*params, last])
        if len(frame):
            yield frame
        if len(frame) < PAGE:
            return
        last = str(frame["id"].iloc[-1])


def read_imports(db: Database) -> list[FeedbackImport]:
    """All imports, the newest first."""
    return [from_row(FeedbackImport, row) for row in db.rows(select(FeedbackImport, "ORDER BY id DESC"))]


def read_import(db: Database, import_id: str) -> FeedbackImport | None:
    """One import."""
    rows = db.rows(select(FeedbackImport, "WHERE id = ?"), [import_id])
    return from_row(FeedbackImport, rows[0]) if rows else None


def stands(table: str, row_id: str) -> Act:
    """The row must exist when the acts are carried out; it is not changed."""
    return Statement(f"UPDATE {table} SET version = version WHERE id = ?", [row_id], expect=1)


def finish(done: FeedbackImport) -> Act:
    """The import is complete."""
    return Statement(
        "UPDATE feedback_import SET state = 'done', counts = ?, version = version + 1 "
        "WHERE id = ? AND state = 'running'",
        [done.counts, done.id],
        expect=1,
    )


def take_back(import_id: str) -> list[Act]:
    """Delete the answers of an import, and the respondents that came with it and gave no other answer."""
    return [
        Statement(
            "DELETE FROM respondent WHERE id > CAST(? AS UUID) "
            "AND id IN (SELECT respondent_id FROM response WHERE import_id = ?) "
            "AND id NOT IN (SELECT respondent_id FROM response WHERE respondent_id IS NOT NULL "
            "AND (import_id IS NULL OR import_id <> ?))",
            [import_id, import_id, import_id],
        ),
        Statement("DELETE FROM response WHERE import_id = ?", [import_id]),
    ]


def undo(done: FeedbackImport, created: Mapping[str, Sequence[str]]) -> list[Act]:
    """Take back an import that was done, and what it made and nobody has used or changed since.

    :param created: ids by table: ``survey``, ``survey_touchpoint``, ``touchpoint``, ``stage``, ``journey``.
    """
    acts = [
        Statement(
            "UPDATE feedback_import SET state = 'undone', version = version + 1 WHERE id = ? AND state = 'done'",
            [done.id],
            expect=1,
        ),
        *take_back(done.id),
    ]
    for table, unused in _UNUSED:
        for row_id in created.get(table, ()):
            marks = unused.count("?")
            acts.append(Statement(f"DELETE FROM {table} WHERE id = ? AND {unused}", [row_id] * (marks + 1)))
    acts += [
        Statement(
            "DELETE FROM lane WHERE journey_id = ? AND NOT EXISTS (SELECT 1 FROM journey WHERE id = ?)",
            [journey_id, journey_id],
        )
        for journey_id in created.get("journey", ())
    ]
    return acts


def discard(failed_id: str) -> list[Act]:
    """Forget an import that failed, and the people of its file: they are stored before their answers."""
    return [
        Statement("DELETE FROM response WHERE import_id = ?", [failed_id]),
        Statement(
            "DELETE FROM respondent WHERE id > CAST(? AS UUID) "
            "AND id NOT IN (SELECT respondent_id FROM response WHERE respondent_id IS NOT NULL)",
            [failed_id],
        ),
        Statement("DELETE FROM feedback_import WHERE id = ?", [failed_id]),
    ]


def _no(table: str, *names: str) -> str:
    return " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} WHERE {name} = ?)" for name in names)


_UNUSED: tuple[tuple[str, str], ...] = (
    ("survey_touchpoint", _no("response", "survey_touchpoint_id")),
    ("survey", f"{_no('response', 'survey_id')} AND {_no('survey_touchpoint', 'survey_id')}"),
    (
        "touchpoint",
        f"version = 1 AND {_no('survey_touchpoint', 'touchpoint_id')} AND {_no('card', 'touchpoint_id')} "
        f"AND {_no('emotion', 'touchpoint_id')} AND {_no('path', 'from_id', 'to_id')} "
        f"AND {_no('touchpoint', 'parent_id')}",
    ),
    ("stage", f"version = 1 AND {_no('touchpoint', 'stage_id')}"),
    (
        "journey",
        f"version = 1 AND {_no('stage', 'journey_id')} AND {_no('survey_touchpoint', 'journey_id')} "
        f"AND {_no('journey_persona', 'journey_id')} AND {_no('card', 'journey_id')}",
    ),
)
"""What an import made, the parts before the whole, and when nothing else needs it."""
