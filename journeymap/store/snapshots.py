"""Snapshots in the file, and a map as the text that one holds.

The text holds the rows of the map, and where its surveys stood: which place at which touchpoint. It holds no answer, no
comment and no respondent, so that erasing somebody is true.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from journeymap.model.journey import Card, Emotion, Journey, JourneyMap, Lane, Path, Stage, Touchpoint
from journeymap.model.persona import Persona
from journeymap.model.snapshot import Snapshot, SnapshotReason
from journeymap.store.acts import Act, Put, Statement
from journeymap.store.database import Database
from journeymap.store.tables import columns, enumerations, from_row, select, to_row

T = TypeVar("T")

_PARTS: Mapping[str, type] = {
    "personas": Persona,
    "stages": Stage,
    "touchpoints": Touchpoint,
    "lanes": Lane,
    "cards": Card,
    "emotions": Emotion,
    "paths": Path,
}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a snapshot holds.

    :param places: touchpoint id by id of the ``SurveyTouchpoint``; ``None`` for the journey as a whole.
    """

    map: JourneyMap
    places: Mapping[str, str | None] = field(default_factory=dict)


def to_text(kept: Kept) -> str:
    """The JSON that a snapshot keeps."""
    document: dict[str, Any] = {"journey": to_row(kept.map.journey)}
    document |= {name: [to_row(part) for part in getattr(kept.map, name)] for name in _PARTS}
    document["places"] = dict(kept.places)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def from_text(text: str) -> Kept:
    """What :func:`to_text` wrote, also by an older version: columns that it did not know take their defaults.

    :raises ValueError: it is something else.
    """
    document = json.loads(text)
    try:
        parts: dict[str, Any] = {
            name: tuple(_part(kind, row) for row in document[name]) for name, kind in _PARTS.items()
        }
        return Kept(map=JourneyMap(journey=_part(Journey, document["journey"]), **parts), places=document["places"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a map") from error


def is_map(text: str) -> bool:
    """Could :func:`from_text` read it?"""
    try:
        from_text(text)
    except ValueError:
        return False
    return True


def _part(kind: type[T], row: Mapping[str, Any]) -> T:
    enums, known = enumerations(kind), set(columns(kind))
    values = {name: value for name, value in row.items() if name in known}
    for name, value in values.items():
        if value is not None and name in enums:
            values[name] = enums[name](value)
        elif value is not None and (kind, name) == (Journey, "review_date"):
            values[name] = date.fromisoformat(value)
    return kind(**values)


def read_snapshots(db: Database, journey_id: str) -> list[Snapshot]:
    """Snapshots of a journey without what they hold, the newest first."""
    names = ", ".join("'' AS map" if f.name == "map" else f.name for f in fields(Snapshot))
    rows = db.rows(f"SELECT {names} FROM snapshot WHERE scope = ? ORDER BY id DESC", [journey_id])
    return [from_row(Snapshot, row) for row in rows]


def read_snapshot(db: Database, snapshot_id: str) -> Snapshot | None:
    """One snapshot with what it holds."""
    found = db.rows(select(Snapshot, "WHERE id = ?"), [snapshot_id])
    return from_row(Snapshot, found[0]) if found else None


def put(snapshot: Snapshot) -> Act:
    """Keep a new snapshot."""
    return Put("snapshot", to_row(snapshot))


def thin(journey_id: str, keep: int) -> list[Act]:
    """Drop those of a journey that the app took by itself, but for the newest ``keep``; and all of journeys that are
    gone and that no act would bring back.
    """
    by_hand = str(SnapshotReason.BY_HAND)
    return [
        Statement(
            "DELETE FROM snapshot WHERE scope = ? AND reason <> ? AND id NOT IN"
            " (SELECT id FROM snapshot WHERE scope = ? AND reason <> ? ORDER BY id DESC LIMIT ?)",
            [journey_id, by_hand, journey_id, by_hand, keep],
        ),
        Statement(
            "DELETE FROM snapshot WHERE scope NOT IN (SELECT CAST(id AS VARCHAR) FROM journey)"
            " AND NOT EXISTS (SELECT 1 FROM change WHERE rows LIKE '%' || snapshot.scope || '%')"
        ),
    ]


def rename(snapshot: Snapshot, label: str) -> Act:
    """Another label, refused when the row is no longer as it was seen."""
    return Statement(
        "UPDATE snapshot SET label = ?, version = version + 1 WHERE id = ? AND version = ?",
        [label, snapshot.id, snapshot.version],
        expect=1,
    )


def pictures_there(db: Database, ids: Sequence[str]) -> set[str]:
    """Which of these pictures the file still has."""
    if not ids:
        return set()
    marks = ", ".join("?" for _id in ids)
    return {str(row["id"]) for row in db.rows(f"SELECT id FROM picture WHERE id IN ({marks})", list(ids))}
