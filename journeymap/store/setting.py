"""Small facts that belong to the file and to no other table: one row of ``setting`` each."""

from __future__ import annotations

from journeymap.store.acts import OnConflict, Put
from journeymap.store.database import Database


def read_setting(db: Database, name: str) -> str | None:
    """The value under ``name``, or ``None`` where nothing was set."""
    rows = db.rows("SELECT value FROM setting WHERE name = ?", [name])
    return str(rows[0]["value"]) if rows else None


def read_settings(db: Database, prefix: str) -> dict[str, str]:
    """Name and value of every setting whose name begins with ``prefix``."""
    rows = db.rows("SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name", [len(prefix), prefix])
    return {str(row["name"]): str(row["value"]) for row in rows}


def put_setting(db: Database, name: str, value: str) -> Put:
    """What sets ``name`` to ``value``; for :meth:`~journeymap.store.database.Database.transact`."""
    rows = db.rows("SELECT version FROM setting WHERE name = ?", [name])
    version = int(rows[0]["version"]) + 1 if rows else 1
    return Put("setting", {"name": name, "value": value, "version": version}, OnConflict.UPDATE, key=("name",))
