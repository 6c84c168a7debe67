"""One journey as a map, read again only when something on it changed."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from journeymap.errors import NotFound
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.services.cache import by_revision
from journeymap.services.editing import is_id
from journeymap.store import journeys as store
from journeymap.store.database import Database

_AT_MOST = 200
_guard = threading.Lock()
_kept: WeakKeyDictionary[Database, dict[str, tuple[str, JourneyMap]]] = WeakKeyDictionary()


def load_map(db: Database, journey_id: str) -> JourneyMap:
    """A journey with all its parts in the order in which they are drawn.

    As long as nothing on it changes it is the same object, however many answers come in meanwhile.

    :raises NotFound: there is no such journey.
    """
    found = _read(db, journey_id) if is_id(journey_id) else None
    if found is None:
        raise NotFound(_("This journey does not exist any more. Choose another one on Home."))
    return found


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
