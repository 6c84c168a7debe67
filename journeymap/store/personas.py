"""Personas and pictures, out of the file."""

from __future__ import annotations

from journeymap.model.persona import Persona, Picture
from journeymap.store.acts import Act, Statement
from journeymap.store.brand import NAMED
from journeymap.store.database import Database
from journeymap.store.tables import from_row, select


def read_personas(db: Database) -> list[Persona]:
    """All personas in their order, archived ones too."""
    return [from_row(Persona, row) for row in db.rows(select(Persona, "ORDER BY position, id"))]


def read_persona(db: Database, persona_id: str) -> Persona | None:
    """One persona."""
    found = db.rows(select(Persona, "WHERE id = ?"), [persona_id])
    return from_row(Persona, found[0]) if found else None


def count_answers_matched(db: Database, persona_id: str) -> int:
    """How many answers were matched to the persona."""
    return int(db.rows("SELECT count(*) AS n FROM response WHERE persona_id = ?", [persona_id])[0]["n"])


def read_picture(db: Database, picture_id: str) -> Picture | None:
    """One picture with its bytes."""
    found = db.rows(select(Picture, "WHERE id = ?"), [picture_id])
    return from_row(Picture, {**found[0], "content": bytes(found[0]["content"])}) if found else None


def unused_pictures(db: Database) -> list[str]:
    """Ids of the pictures that no persona, card, brand, snapshot or remembered act names."""
    rows = db.rows(
        f"""
        SELECT id
        FROM picture
        WHERE id NOT IN (SELECT picture_id FROM persona WHERE picture_id IS NOT NULL)
          AND id NOT IN (SELECT picture_id FROM card WHERE picture_id IS NOT NULL)
          AND NOT {NAMED}
        """
    )
    ids = [str(row["id"]) for row in rows]
    return [i for i in ids if not _is_remembered(db, i)]


def _is_remembered(db: Database, picture_id: str) -> bool:
    sql = "SELECT 1 AS one FROM change WHERE rows LIKE ? UNION ALL SELECT 1 FROM snapshot WHERE map LIKE ? LIMIT 1"
    return bool(db.rows(sql, [f"%{picture_id}%"] * 2))


def delete_picture(picture_id: str) -> Act:
    """Delete a picture unless something names it by now."""
    return Statement(
        f"""
        DELETE FROM picture
        WHERE id = ?
          AND id NOT IN (SELECT picture_id FROM persona WHERE picture_id IS NOT NULL)
          AND id NOT IN (SELECT picture_id FROM card WHERE picture_id IS NOT NULL)
          AND NOT {NAMED}
          AND NOT EXISTS (SELECT 1 FROM snapshot WHERE map LIKE ?)
        """,
        [picture_id, f"%{picture_id}%"],
    )
