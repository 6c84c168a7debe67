"""The sample company in the tables: is it there, and what takes it out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeymap.store.acts import Act, OnConflict, Put, Statement
from journeymap.store.brand import NAMED
from journeymap.store.database import Database

SETTING = "sample"
"""Name of the row in ``setting`` that remembers what became of the sample."""

_MARKED = ("journey", "persona", "survey")
_PARTS = ("card", "emotion", "path", "lane", "touchpoint", "stage", "journey_persona")
_JOURNEYS = "(SELECT id FROM journey WHERE sample)"
_OTHERS = "(SELECT id FROM journey WHERE NOT sample)"


def is_present(db: Database) -> bool:
    """Whether anything marked as sample is in the file."""
    marked = " UNION ALL ".join(f"SELECT id FROM {table} WHERE sample" for table in _MARKED)
    return bool(db.rows(f"{marked} LIMIT 1"))


def was_removed(db: Database) -> bool:
    """Whether somebody removed the sample from this file."""
    return any(row["value"] == "removed" for row in _setting(db))


def addresses(db: Database) -> dict[str, str]:
    """Ids of the respondents by address, for those whose address is an invented one."""
    found = db.rows("SELECT id, address FROM respondent WHERE address LIKE '%@example.%'")
    return {row["address"]: row["id"] for row in found}


def remember(db: Database, state: str) -> Put:
    """Note what became of the sample: ``present`` or ``removed``."""
    version = max((row["version"] for row in _setting(db)), default=0) + 1
    row = {"name": SETTING, "value": state, "version": version}
    return Put("setting", row, OnConflict.UPDATE, key=("name",))


def removal(db: Database, known: Sequence[str]) -> list[Act]:
    """What takes the sample out and leaves everything else whole.

    :param known: ids of the sample's journeys and personas, so that acts on deleted ones are forgotten too.
    """
    marked = db.rows("SELECT id FROM journey WHERE sample UNION ALL SELECT id FROM persona WHERE sample")
    return [
        *map(Statement, (*_FEEDBACK, *_PERSONAS)),
        *_forget(sorted({*known, *(row["id"] for row in marked)})),
        *(Statement(f"DELETE FROM {table} WHERE journey_id IN {_JOURNEYS}") for table in _PARTS),
        Statement("DELETE FROM persona WHERE sample"),
        Statement(
            "UPDATE journey SET counterpart_id = NULL, version = version + 1"
            f" WHERE NOT sample AND counterpart_id IN {_JOURNEYS}"
        ),
        Statement("DELETE FROM journey WHERE sample"),
        remember(db, "removed"),
    ]


_FEEDBACK = (
    # Whoever also answered elsewhere stays; this must run while the sample's answers still say who they are.
    """DELETE FROM respondent
    WHERE id IN (SELECT respondent_id FROM response WHERE source = 'sample')
      AND id NOT IN (SELECT respondent_id FROM response WHERE source <> 'sample' AND respondent_id IS NOT NULL)""",
    "DELETE FROM response WHERE source = 'sample'",
    # A place that somebody gave to a journey of their own, or that has real answers, stays.
    f"""DELETE FROM survey_touchpoint
    WHERE survey_id IN (SELECT id FROM survey WHERE sample)
      AND (journey_id IS NULL OR journey_id IN {_JOURNEYS})
      AND id NOT IN (SELECT survey_touchpoint_id FROM response)""",
    f"""UPDATE survey_touchpoint SET journey_id = NULL, touchpoint_id = NULL, version = version + 1
    WHERE journey_id IN {_JOURNEYS}""",
    """UPDATE survey SET sample = FALSE, version = version + 1
    WHERE sample AND id IN (SELECT survey_id FROM survey_touchpoint)""",
    "DELETE FROM survey_form WHERE survey_id IN (SELECT id FROM survey WHERE sample)",
    "DELETE FROM survey WHERE sample",
)

_PERSONAS = (
    f"""UPDATE persona SET sample = FALSE, version = version + 1
    WHERE sample AND id IN (
      SELECT persona_id FROM journey_persona WHERE journey_id IN {_OTHERS}
      UNION SELECT persona_id FROM card WHERE persona_id IS NOT NULL AND journey_id IN {_OTHERS}
      UNION SELECT persona_id FROM emotion WHERE journey_id IN {_OTHERS}
      UNION SELECT persona_id FROM response WHERE persona_id IS NOT NULL)""",
    f"""DELETE FROM picture
    WHERE id IN (
        SELECT picture_id FROM persona WHERE sample
        UNION SELECT picture_id FROM card WHERE journey_id IN {_JOURNEYS})
      AND id NOT IN (
        SELECT picture_id FROM persona WHERE NOT sample AND picture_id IS NOT NULL
        UNION SELECT picture_id FROM card WHERE picture_id IS NOT NULL AND journey_id IN {_OTHERS})
      AND NOT {NAMED}
      AND NOT EXISTS (
        SELECT 1 FROM snapshot
        WHERE scope NOT IN (SELECT CAST(id AS VARCHAR) FROM journey WHERE sample)
          AND map LIKE '%' || CAST(picture.id AS VARCHAR) || '%')""",
)


def _forget(known: Sequence[str]) -> list[Act]:
    """Undo must not bring half of the sample back, nor a reference to what is gone: such acts are forgotten, and so are
    snapshots of the sample's journeys.
    """
    within = [Statement(f"DELETE FROM {table} WHERE scope = ?", [i]) for table in ("change", "snapshot") for i in known]
    about = """DELETE FROM change
    WHERE rows LIKE ? AND NOT EXISTS (SELECT 1 FROM persona WHERE NOT sample AND id = ?)"""
    return [*within, *(Statement(about, [f"%{gone}%", gone]) for gone in known)]


def _setting(db: Database) -> list[dict[str, Any]]:
    return db.rows("SELECT value, version FROM setting WHERE name = ?", [SETTING])
