"""Titles of single rows."""

from __future__ import annotations

from journeymap.store.database import Database


def read_title(db: Database, table: str, row_id: str) -> tuple[str, str]:
    """Title (or name) of a row, and its kind where it is a lane; blank where there is none."""
    title, kind = ("name" if table == "persona" else "title"), ("kind" if table == "lane" else "''")
    found = db.rows(f"SELECT {title} AS title, {kind} AS kind FROM {table} WHERE id = ?", [row_id])
    return (found[0]["title"], found[0]["kind"]) if found else ("", "")
