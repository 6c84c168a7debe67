"""All touchpoints of all journeys: where each is used, who looks after it, how it is measured."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journeymap.errors import Conflict
from journeymap.library.matching import plain
from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.model.cells import guarded
from journeymap.model.journey import Initiator, Journey, Stage, Touchpoint
from journeymap.scores.wording import metric_name
from journeymap.services.cache import by_revision
from journeymap.services.journeys import list_journeys, load_map
from journeymap.services.table import apply_table
from journeymap.store.database import Database
from journeymap.store.inventory import read_asked

EDITABLE = (
    "title",
    "channel",
    "owner",
    "importance",
    "moment_of_truth",
    "digital",
    "direct",
    "brand",
    "initiator",
    "reach",
    "note",
)
"""Fields of a touchpoint that the inventory changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One touchpoint in the inventory.

    :param used: how many journeys have one of this title.
    :param surveys: metrics that are asked there, for example ``CSAT, NPS``; blank: none.
    :param answers: valid ones, of all time.
    :param newest: naive UTC.
    """

    touchpoint: Touchpoint
    journey: Journey
    stage: Stage
    used: int
    surveys: str
    answers: int
    newest: datetime | None


def inventory(db: Database) -> list[Entry]:
    """Every touchpoint of the journeys that are not archived, by journey and in the order of the map."""
    return list(_inventory(db, current()))


@by_revision(maxsize=4)
def _inventory(db: Database, _language: str) -> tuple[Entry, ...]:
    maps = [load_map(db, journey.id) for journey in list_journeys(db)]
    asked = read_asked(db)
    journeys: dict[str, set[str]] = {}
    for journey_map in maps:
        for touchpoint in journey_map.touchpoints:
            journeys.setdefault(plain(touchpoint.title), set()).add(journey_map.journey.id)
    return tuple(
        Entry(
            touchpoint=touchpoint,
            journey=journey_map.journey,
            stage=journey_map.stage_by_id[touchpoint.stage_id],
            used=len(journeys[plain(touchpoint.title)]),
            surveys=", ".join(metric_name(one.metric) for one in asked.get(touchpoint.id, ())),
            answers=sum(one.answers for one in asked.get(touchpoint.id, ())),
            newest=max((one.newest for one in asked.get(touchpoint.id, ()) if one.newest), default=None),
        )
        for journey_map in maps
        for touchpoint in journey_map.touchpoints
    )


def apply_inventory(db: Database, actor: str, edits: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Carry out edits of touchpoints, one act for each journey that they are in.

    :param edits: by touchpoint id: ``version`` as it was shown, and fields of :data:`EDITABLE`.
    :returns: ids of the journeys that were changed; undo takes each back on its own.
    :raises Conflict: one of them was changed or deleted meanwhile. Nothing was written.
    :raises InvalidInput: a value cannot be used. Journeys before it are saved.
    """
    known = {entry.touchpoint.id: entry for entry in inventory(db)}
    by_journey: dict[str, list[dict[str, Any]]] = {}
    for touchpoint_id, fields in edits.items():
        entry = known.get(touchpoint_id)
        if entry is None or entry.touchpoint.version != fields["version"]:
            raise Conflict(
                _("Somebody changed or deleted one of these touchpoints meanwhile. Discard, and edit again.")
            )
        wanted = {name: value for name, value in fields.items() if name in EDITABLE}
        row = {"id": touchpoint_id, "version": fields["version"], **wanted}
        by_journey.setdefault(entry.journey.id, []).append(row)
    for journey_id, rows in by_journey.items():
        apply_table(db, actor, journey_id, rows)
    return tuple(by_journey)


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact that the company starts, and whether it listens there.

    :param reach: customers met in a month, added up over journeys.
    :param answers: of all time.
    """

    title: str
    reach: int
    answers: int


def talk(entries: Iterable[Entry]) -> list[Talk]:
    """Contacts that the company starts, by how many customers they reach; of one title they are added up."""
    found: dict[str, Talk] = {}
    for entry in entries:
        touchpoint = entry.touchpoint
        if touchpoint.initiator is Initiator.COMPANY and touchpoint.reach:
            key = plain(touchpoint.title)
            was = found.get(key, Talk(touchpoint.title, 0, 0))
            found[key] = Talk(was.title, was.reach + touchpoint.reach, was.answers + entry.answers)
    return sorted(found.values(), key=lambda one: -one.reach)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table for a spreadsheet, in UTF-8 with a mark that says so; no cell is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(["" if value is None else guarded(str(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
