"""Small facts that belong to the file and to no other table: one row of ``setting`` each."""

from __future__ import annotations

from journeymap.store.acts import Act, OnConflict, Put, Statement
from journeymap.store.database import Database

Seen = tuple[str, int] | None
"""Value and version of a setting as somebody read it; ``None`` where nothing was set."""


def read_setting(db: Database, name: str) -> str | None:
    """The value under ``name``, or ``None`` where nothing was set."""
    seen = look_at_setting(db, name)
    return seen[0] if seen else None


def look_at_setting(db: Database, name: str) -> Seen:
    """Value and version under ``name``, for :func:`swap_setting`."""
    rows = db.rows("SELECT value, version FROM setting WHERE name = ?", [name])
    return (str(rows[0]["value"]), int(rows[0]["version"])) if rows else None


def read_settings(db: Database, prefix: str) -> dict[str, str]:
    """Name and value of every setting whose name begins with ``prefix``."""
    rows = db.rows("SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name", [len(prefix), prefix])
    return {str(row["name"]): str(row["value"]) for row in rows}


def put_setting(db: Database, name: str, value: str) -> Put:
    """What sets ``name`` to ``value``, whatever it was; for :meth:`~journeymap.store.database.Database.transact`."""
    seen = look_at_setting(db, name)
    row = {"name": name, "value": value, "version": seen[1] + 1 if seen else 1}
    return Put("setting", row, OnConflict.UPDATE, key=("name",))


def swap_setting(name: str, value: str, seen: Seen) -> Act:
    """What sets ``name`` to ``value`` if it still is as it was seen; else the whole unit is refused as a conflict."""
    if seen is None:
        return Put("setting", {"name": name, "value": value, "version": 1}, OnConflict.FAIL, key=("name",))
    sql = "UPDATE setting SET value = ?, version = version + 1 WHERE name = ? AND version = ?"
    return Statement(sql, [value, name, seen[1]], expect=1)
