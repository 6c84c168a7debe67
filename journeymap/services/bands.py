"""The bands that the user set, kept in the file."""

from __future__ import annotations

import json
from dataclasses import asdict

from journeymap.scores.bands import DEFAULT, Bands, Limits
from journeymap.services.cache import by_revision
from journeymap.store.acts import OnConflict, Put
from journeymap.store.database import Database

SETTING = "bands"
"""Name of the row in ``setting``."""


@by_revision(maxsize=1)
def read_bands(db: Database) -> Bands:
    """The bands of this file; the defaults where none were set."""
    rows = db.rows("SELECT value FROM setting WHERE name = ?", [SETTING])
    if not rows:
        return DEFAULT
    return Bands(**{metric: Limits(**limits) for metric, limits in json.loads(rows[0]["value"]).items()})


def set_bands(db: Database, bands: Bands) -> None:
    """Colour scores by ``bands`` from now on."""
    rows = db.rows("SELECT version FROM setting WHERE name = ?", [SETTING])
    version = int(rows[0]["version"]) + 1 if rows else 1
    row = {"name": SETTING, "value": json.dumps(asdict(bands)), "version": version}
    db.transact([Put("setting", row, OnConflict.UPDATE, key=("name",))])
