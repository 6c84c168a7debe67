"""One journey as a map, read again only when something on it changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from journeymap.errors import Conflict, NotFound
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import Card, JourneyMap, Lane, Path, Stage, Touchpoint
from journeymap.services.cache import by_revision
from journeymap.services.editing import is_id
from journeymap.store import journeys as store
from journeymap.store.database import Database
from journeymap.store.tables import TABLES

_AT_MOST = 200
_guard = threading.Lock()
_kept: WeakKeyDictionary[Database, dict[str, tuple[str, JourneyMap]]] = WeakKeyDictionary()

_GONE = {
    Stage: N_("This stage does not exist any more. Load the page again."),
    Touchpoint: N_("This touchpoint does not exist any more. Load the page again."),
    Lane: N_("This lane does not exist any more. Load the page again."),
    Card: N_("This card does not exist any more. Load the page again."),
    Path: N_("This path does not exist any more. Load the page again."),
}

_DELETED = {
    Stage: N_("This stage was deleted meanwhile."),
    Touchpoint: N_("This touchpoint was deleted meanwhile."),
    Lane: N_("This lane was deleted meanwhile."),
    Card: N_("This card was deleted meanwhile."),
    Path: N_("This path was deleted meanwhile."),
}

Part = TypeVar("Part", Stage, Touchpoint, Lane, Card, Path)


def load_map(db: Database, journey_id: str) -> JourneyMap:
    """A journey with all its parts in the order in which they are drawn.

    As long as nothing on it changes it is the same object, however many answers come in meanwhile.

    :raises NotFound: there is no such journey.
    """
    found = _read(db, journey_id) if is_id(journey_id) else None
    if found is None:
        raise NotFound(_("This journey does not exist any more. Choose another one on Home."))
    return found


def map_with(db: Database, kind: type[Part], part_id: str) -> tuple[JourneyMap, Part]:
    """A part of a journey, and the map that it is on.

    :raises NotFound: there is no such part.
    """
    journey_id = store.journey_of(db, TABLES[kind], part_id) if is_id(part_id) else None
    if journey_id is None:
        raise gone(kind)
    journey_map = load_map(db, journey_id)
    parts: Iterable[Part] = getattr(journey_map, f"{TABLES[kind]}s")
    for part in parts:
        if part.id == part_id:
            return journey_map, part
    raise gone(kind)


def map_to_edit(db: Database, kind: type[Part], part_id: str, mine: Mapping[str, Any]) -> tuple[JourneyMap, Part]:
    """As :func:`map_with`, for a form that is saved.

    :param mine: what the form holds.
    :raises Conflict: the part was deleted meanwhile.
    """
    try:
        return map_with(db, kind, part_id)
    except NotFound as error:
        raise Conflict(_(_DELETED[kind]), mine=mine) from error


def gone(kind: type) -> NotFound:
    """The refusal of a stage, touchpoint, lane, card or path that is not there any more."""
    return NotFound(_(_GONE[kind]))


@by_revision()
def _read(db: Database, journey_id: str) -> JourneyMap | None:
    # Every answer raises the revision, and reading a map of 240 touchpoints takes 50 ms; its mark takes 4.
    # The mark is read first: what is written in between makes the map newer than its mark, and it is read again.
    mark = store.read_mark(db, journey_id)
    with _guard:
        kept = _kept.setdefault(db, {})
    known = kept.get(journey_id)
    if known and known[0] == mark:
        return known[1]
    found = store.read_map(db, journey_id)
    with _guard:
        if len(kept) >= _AT_MOST:
            kept.clear()
        kept.pop(journey_id, None)
        if found:
            kept[journey_id] = (mark, found)
    return found
