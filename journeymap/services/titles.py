"""What a row is called that another row names by its id: people read titles, never ids."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.locale import names
from journeymap.model.journey import LaneKind
from journeymap.store import titles as store
from journeymap.store.database import Database

_NAMED: Mapping[str, str] = {
    "journey_id": "journey",
    "counterpart_id": "journey",
    "stage_id": "stage",
    "touchpoint_id": "touchpoint",
    "parent_id": "touchpoint",
    "from_id": "touchpoint",
    "to_id": "touchpoint",
    "lane_id": "lane",
    "persona_id": "persona",
}
"""Which table a column names a row of."""


def title_of(db: Database, column: str, row_id: str) -> str | None:
    """The title (of a persona the name, of a lane without one its kind) of the row that ``column`` names.

    :returns: ``None`` when it is not there any more, or has no title at all.
    """
    table = _NAMED.get(column)
    if table is None:
        return None
    title, kind = store.read_title(db, table, row_id)
    return title or (names.lane_kind(LaneKind(kind)) if kind else None)
