"""Paths between touchpoints: branches and loops of a journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeymap.errors import InvalidInput
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyMap, Path, Touchpoint
from journeymap.services.acts import Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import Field, line, short
from journeymap.services.maps import gone, map_to_edit, map_with
from journeymap.store.database import Database
from journeymap.store.tables import to_row

PATHS_AT_MOST = 500

FIELDS = {"label": Field(N_("Label"), line())}
"""What can be edited about a path."""


@planned
def add_path(db: Database, actor: str, from_id: str, to_id: str, label: str = "") -> str:
    """Draw a branch or a loop from one touchpoint to another of the same journey.

    :returns: its id.
    :raises InvalidInput: they are the same, or the path is there already.
    """
    if not from_id or not to_id or from_id == to_id:
        raise InvalidInput(_("A path leads from one touchpoint to another. Choose two."))
    journey_map, _start = map_with(db, Touchpoint, from_id)
    if to_id not in journey_map.touchpoint_by_id:
        raise gone(Touchpoint)
    if any((p.from_id, p.to_id) == (from_id, to_id) for p in journey_map.paths):
        raise InvalidInput(_("This path is there already."))
    if len(journey_map.paths) >= PATHS_AT_MOST:
        raise InvalidInput(_("A map can have {n} paths at most. Delete one first.").format(n=PATHS_AT_MOST))
    read = FIELDS["label"].read(FIELDS["label"].label, label)
    path = Path(id=new_id(), journey_id=journey_map.journey.id, from_id=from_id, to_id=to_id, label=read)
    _act(db, actor, "path.add", N_("Add path from “{start}” to “{end}”"), journey_map, [], [path])
    return path.id


@planned
def update_path(db: Database, actor: str, path_id: str, version: int, label: str) -> None:
    """Change the label of a path.

    :param version: of the path as the form showed it.
    :raises Conflict: it changed meanwhile; with both.
    """
    read = FIELDS["label"].read(FIELDS["label"].label, label)
    journey_map, path = map_to_edit(db, Path, path_id, {"label": read})
    wanted = replace(path, label=read)
    if path.version != version:
        raise changed_meanwhile(to_row(path), to_row(wanted))
    _act(db, actor, "path.update", N_("Edit path from “{start}” to “{end}”"), journey_map, [path], [wanted])


@planned
def delete_path(db: Database, actor: str, path_id: str) -> None:
    """Delete a path."""
    journey_map, path = map_with(db, Path, path_id)
    _act(db, actor, "path.delete", N_("Delete path from “{start}” to “{end}”"), journey_map, [path], [])


def _act(
    db: Database,
    actor: str,
    event: str,
    label: str,
    journey_map: JourneyMap,
    before: Sequence[Path],
    after: Sequence[Path],
) -> None:
    path = (*before, *after)[0]
    ends = {"start": path.from_id, "end": path.to_id}
    args = {name: short(journey_map.touchpoint_by_id[i].title) for name, i in ends.items()}
    changes = differences(before, after)
    carry_out(db, actor, Act(event=event, scope=path.journey_id, label=label, args=args, changes=changes))
