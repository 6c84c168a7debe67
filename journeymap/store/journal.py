"""The acts on a journey as a journal: who did what when."""

from __future__ import annotations

from typing import Any

from journeymap.model.change import Change
from journeymap.store.database import Database
from journeymap.store.tables import from_row, select


def read_journal(db: Database, journey_id: str, actor: str | None, most: int) -> list[dict[str, Any]]:
    """The newest acts that nobody has taken back, the newest first, without their rows.

    :param actor: only this one's; ``None``: everybody's.
    """
    return db.rows(
        """
        SELECT id, actor, name, label, args, done_at
        FROM change
        WHERE scope = ? AND state <> 'undone' AND (CAST(? AS VARCHAR) IS NULL OR actor = CAST(? AS VARCHAR))
        ORDER BY id DESC
        LIMIT ?
        """,
        [journey_id, actor, actor, most],
    )


def read_authors(db: Database, journey_id: str) -> list[dict[str, Any]]:
    """``actor``, the ``name`` of their newest act, and the number ``n`` of their acts; who acted last comes first."""
    return db.rows(
        """
        SELECT a.actor, c.name, a.n
        FROM (
            SELECT actor, COUNT(*) AS n, MAX(id) AS newest
            FROM change
            WHERE scope = ? AND state <> 'undone'
            GROUP BY actor
        ) AS a
        JOIN change AS c ON c.id = a.newest
        ORDER BY a.newest DESC
        """,
        [journey_id],
    )


def read_last_acts(db: Database) -> list[dict[str, Any]]:
    """``scope`` and ``done_at`` of the newest act of every scope."""
    return db.rows("SELECT scope, MAX(done_at) AS done_at FROM change WHERE state <> 'undone' GROUP BY scope")


def read_change(db: Database, change_id: str) -> Change | None:
    """One act."""
    found = db.rows(select(Change, "WHERE id = ?"), [change_id])
    return from_row(Change, found[0]) if found else None
