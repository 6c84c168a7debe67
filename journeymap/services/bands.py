"""The bands that the user set, kept in the file."""

from __future__ import annotations

import json
from dataclasses import asdict

from journeymap.scores.bands import DEFAULT, Bands, Limits
from journeymap.services.cache import by_revision
from journeymap.store.database import Database
from journeymap.store.setting import put_setting, read_setting

SETTING = "bands"
"""Name of the row in ``setting``."""


@by_revision(maxsize=1)
def read_bands(db: Database) -> Bands:
    """The bands of this file; the defaults where none were set."""
    value = read_setting(db, SETTING)
    if value is None:
        return DEFAULT
    return Bands(**{metric: Limits(**limits) for metric, limits in json.loads(value).items()})


def set_bands(db: Database, bands: Bands) -> None:
    """Colour scores by ``bands`` from now on."""
    db.transact([put_setting(db, SETTING, json.dumps(asdict(bands)))])
