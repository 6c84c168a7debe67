"""Names of the people who work on journeys, by the browser (or user) that they work in."""

from __future__ import annotations

from journeymap.store.acts import Act, Statement
from journeymap.store.database import Database

_NAMED = ("change", "snapshot")
"""Tables whose rows say who did it."""


def read_names(db: Database) -> dict[str, str]:
    """Names by actor."""
    return {row["id"]: row["name"] for row in db.rows("SELECT id, name FROM editor")}


def rename(actor: str, name: str) -> list[Act]:
    """Call ``actor`` by ``name``, also in what is remembered without a name; blank takes the name away everywhere."""
    if not name:
        removed = [Statement(f"UPDATE {table} SET name = '' WHERE actor = ?", [actor]) for table in _NAMED]
        return [Statement("DELETE FROM editor WHERE id = ?", [actor]), *removed]
    upsert = (
        "INSERT INTO editor (id, name, version) VALUES (?, ?, 1)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = editor.version + 1"
    )
    filled = [
        Statement(f"UPDATE {table} SET name = ? WHERE actor = ? AND (name = '' OR name IS NULL)", [name, actor])
        for table in _NAMED
    ]
    return [Statement(upsert, [actor, name]), *filled]
