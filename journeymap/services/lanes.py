"""Lanes of a journey's map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.locale.names import lane_kind
from journeymap.model.identity import new_id
from journeymap.model.journey import CARD_LANES, Lane, LaneKind
from journeymap.services.acts import Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import TITLE_LIMIT, Field, choice, inserted, line, placed, short
from journeymap.services.maps import load_map, map_to_edit, map_with
from journeymap.store.database import Database
from journeymap.store.tables import to_row

LANES_AT_MOST = 40

_TITLE = Field(N_("Title"), line(TITLE_LIMIT))
_KIND = Field(N_("Kind"), choice(LaneKind))

BLUEPRINT = (
    LaneKind.EVIDENCE,
    LaneKind.ACTIONS,
    LaneKind.TOUCHPOINT,
    LaneKind.INTERACTION_LINE,
    LaneKind.FRONTSTAGE,
    LaneKind.VISIBILITY_LINE,
    LaneKind.BACKSTAGE,
    LaneKind.INTERNAL_LINE,
    LaneKind.SUPPORT,
)
"""Lanes of a service blueprint, from the top."""


def lane_title(lane: Lane) -> str:
    """The lane's own title, or the name of its kind in the reader's language."""
    return lane.title or lane_kind(lane.kind)


@planned
def add_lane(
    db: Database, actor: str, journey_id: str, kind: LaneKind, *, title: str = "", position: int | None = None
) -> str:
    """Add a lane. Only lanes that hold cards can be there more than once.

    :param title: blank takes the name of the kind.
    :param position: index among the lanes, from 0; ``None``: last.
    :returns: its id.
    :raises InvalidInput: the journey has a lane of this kind already.
    """
    lanes = list(load_map(db, journey_id).lanes)
    chosen = _KIND.read(_KIND.label, kind)
    if chosen is None:
        raise InvalidInput(_("Choose what kind of lane to add."))
    lane = Lane(id=new_id(), journey_id=journey_id, kind=chosen, title=_TITLE.read(_TITLE.label, title))
    if lane.kind not in CARD_LANES and any(other.kind is lane.kind for other in lanes):
        raise InvalidInput(_("The map has the lane “{title}” already.").format(title=lane_title(lane)))
    if len(lanes) >= LANES_AT_MOST:
        raise InvalidInput(_("A map can have {n} lanes at most. Delete one first.").format(n=LANES_AT_MOST))
    ordered = inserted(lanes, lane, position)
    _act(db, actor, "lane.add", N_("Add lane “{title}”"), lane, lanes, placed(ordered, {lane.id}))
    return lane.id


@planned
def rename_lane(db: Database, actor: str, lane_id: str, version: int, title: str) -> None:
    """Give a lane a title of its own; blank gives back the name of its kind.

    :param version: of the lane as the form showed it.
    :raises Conflict: it changed meanwhile; with both.
    """
    read = _TITLE.read(_TITLE.label, title)
    _map, lane = map_to_edit(db, Lane, lane_id, {"title": read})
    wanted = replace(lane, title=read)
    if lane.version != version:
        raise changed_meanwhile(to_row(lane), to_row(wanted))
    _act(db, actor, "lane.rename", N_("Rename lane “{title}”"), lane, [lane], [wanted])


@planned
def show_lane(db: Database, actor: str, lane_id: str, shown: bool) -> None:
    """Show a lane on the map, or hide it with what it holds."""
    _map, lane = map_with(db, Lane, lane_id)
    label = N_("Show lane “{title}”") if shown else N_("Hide lane “{title}”")
    _act(db, actor, "lane.show" if shown else "lane.hide", label, lane, [lane], [replace(lane, shown=shown)])


@planned
def move_lane(db: Database, actor: str, lane_id: str, position: int) -> None:
    """Move a lane with its cards.

    :param position: index among the other lanes, from 0 at the top.
    """
    journey_map, lane = map_with(db, Lane, lane_id)
    ordered = inserted([other for other in journey_map.lanes if other.id != lane_id], lane, position)
    if [other.id for other in ordered] == [other.id for other in journey_map.lanes]:
        return
    after = placed(ordered, {lane_id})
    _act(db, actor, "lane.move", N_("Move lane “{title}”"), lane, journey_map.lanes, after)


@planned
def delete_lane(db: Database, actor: str, lane_id: str) -> None:
    """Delete a lane with its cards."""
    journey_map, lane = map_with(db, Lane, lane_id)
    cards: list[Any] = [card for card in journey_map.cards if card.lane_id == lane_id]
    _act(db, actor, "lane.delete", N_("Delete lane “{title}”"), lane, [lane, *cards], [])


@planned
def use_blueprint(db: Database, actor: str, journey_id: str) -> None:
    """Turn the map into a service blueprint: its lanes come first, in their order, those that are missing are added,
    hidden ones are shown; the other lanes follow as they were.
    """
    lanes = load_map(db, journey_id).lanes
    first = []
    for kind in BLUEPRINT:
        there = next((lane for lane in lanes if lane.kind is kind), None)
        first.append(replace(there, shown=True) if there else Lane(id=new_id(), journey_id=journey_id, kind=kind))
    ids = {lane.id for lane in first}
    ordered = [*first, *(lane for lane in lanes if lane.id not in ids)]
    changes = differences(lanes, placed(ordered, {lane.id for lane in ordered}))
    carry_out(db, actor, Act(event="lane.blueprint", scope=journey_id, label=N_("Add blueprint"), changes=changes))


def _act(
    db: Database, actor: str, event: str, label: str, lane: Lane, before: Sequence[Any], after: Sequence[Any]
) -> None:
    changes = differences(before, after)
    args = {"title": short(lane_title(lane))}
    carry_out(db, actor, Act(event=event, scope=lane.journey_id, label=label, args=args, changes=changes))
