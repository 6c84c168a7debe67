"""What writes old rows back so that undo, and everybody's records, stay true. For restoring and for going back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from journeymap.model.journey import Touchpoint
from journeymap.model.survey import SurveyTouchpoint
from journeymap.services.journeys import unassigned
from journeymap.store import changes as stack
from journeymap.store.changes import RowChange
from journeymap.store.database import Database
from journeymap.store.journeys import read_places, read_unassigned


def raised(db: Database, changes: Sequence[RowChange]) -> list[RowChange]:
    """The changes with rows that come back under a version that no remembered act knows."""
    known = stack.versions_known(db, [change.id for change in changes if change.before is None])
    return [
        replace(change, after={**change.after, "version": max(change.after["version"], known.get(change.id, 0)) + 1})
        if change.before is None and change.after is not None
        else change
        for change in changes
    ]


def moved_places(
    db: Database,
    journey_id: str,
    stood: Mapping[str, str | None],
    there: Iterable[Touchpoint],
    going: Iterable[Touchpoint],
) -> tuple[list[SurveyTouchpoint], list[SurveyTouchpoint]]:
    """Where surveys are asked, before and after: those at touchpoints that go become unassigned, those that became
    unassigned since return to where they stood. Whoever moved one elsewhere meanwhile meant it; it stays.

    :param stood: touchpoint id (``None``: the journey) by place id, as it was.
    :param there: touchpoints that the journey has afterwards.
    :param going: touchpoints that it has now and will not have.
    """
    ids, titles = {t.id for t in there}, {t.id: t.title for t in going}
    leaving = [p for p in read_places(db, journey_id) if p.touchpoint_id in titles]
    waiting = [p for p in read_unassigned(db, list(stood)) if stood[p.id] is None or stood[p.id] in ids]
    after = [unassigned(place, titles[place.touchpoint_id or ""]) for place in leaving]
    after += [replace(place, journey_id=journey_id, touchpoint_id=stood[place.id], label="") for place in waiting]
    return [*leaving, *waiting], after
