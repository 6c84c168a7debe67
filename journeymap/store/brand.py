"""The brand in the file: one row of ``setting``, as JSON."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from journeymap.store.database import Database

SETTING = "brand"
"""Name of the row in ``setting``."""

NAMED = "EXISTS (SELECT 1 FROM setting WHERE name = 'brand' AND value LIKE '%' || CAST(picture.id AS VARCHAR) || '%')"
"""Condition on ``picture``: it is the logo, or the one before."""


class StoredBrand(NamedTuple):
    """The row: ``version`` is 0 where there is none yet."""

    value: dict[str, Any]
    version: int


def read_brand(db: Database) -> StoredBrand:
    """What is stored; empty where nobody has said."""
    rows = db.rows("SELECT value, version FROM setting WHERE name = ?", [SETTING])
    return StoredBrand(json.loads(rows[0]["value"]), rows[0]["version"]) if rows else StoredBrand({}, 0)


def brand_problem(db: Database) -> str | None:
    """Id of a picture that the brand names and that is not there."""
    value = read_brand(db).value
    named = [side["logo_id"] for side in (value, value.get("before") or {}) if side.get("logo_id")]
    missing = (str(i) for i in named if not db.rows("SELECT 1 AS one FROM picture WHERE id = ?", [i]))
    return next(missing, None)
