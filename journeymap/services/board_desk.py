"""Each act of the board as the service that carries it out.

Every field that is edited comes with what stood there when it was opened. Somebody else's other words in between are a
conflict, which says both; that the thing was only moved meanwhile is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from journeymap.errors import Conflict, NotFound
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap, LaneKind
from journeymap.services import cards, lanes, paths, stages, touchpoints
from journeymap.services.acts import KEEP_DAYS, changed_meanwhile
from journeymap.services.board_acts import BoardAct
from journeymap.services.editing import Field, read_fields
from journeymap.services.journeys import load_map
from journeymap.services.moves import CardMove, delete_cards, move_cards, move_touchpoints
from journeymap.services.undo import let_go, redo, undo
from journeymap.store import receipts
from journeymap.store.database import Database
from journeymap.store.tables import to_row

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose board of which journey."""

    db: Database
    actor: str
    journey_id: str

    @property
    def map(self) -> JourneyMap:
        """The journey as it is now."""
        return load_map(self.db, self.journey_id)


def _add_card(desk: Desk, act: BoardAct) -> None:
    given = act.given
    _own(desk.map.touchpoints, given["touchpoint"])
    cell = desk.map.cards_by_cell.get((given["touchpoint"], given["lane"]), ())
    cards.add_card(
        desk.db,
        desk.actor,
        given["touchpoint"],
        given["lane"],
        position=_place(cell, given["before"]),
        card_id=given["card"],
        text=given["text"],
    )


def _edit_card(desk: Desk, act: BoardAct) -> None:
    def write(version: int) -> None:
        cards.update_card(desk.db, desk.actor, act.given["card"], version, **act.given["fields"])

    _edit(lambda: _own(desk.map.cards, act.given["card"]), cards.FIELDS, act, write)


def _move_cards(desk: Desk, act: BoardAct) -> None:
    moves = [CardMove(m["card"], m["touchpoint"], m["lane"], m["before"]) for m in act.given["moves"]]
    move_cards(desk.db, desk.actor, desk.journey_id, moves)


def _delete_cards(desk: Desk, act: BoardAct) -> None:
    if left := _still_there(desk.map.cards, act.given["cards"]):
        delete_cards(desk.db, desk.actor, desk.journey_id, left)


def _add_touchpoint(desk: Desk, act: BoardAct) -> None:
    given = act.given
    stage_id, parent_id = given["stage"], given["parent"]
    like = [t for t in desk.map.touchpoints if (t.stage_id, t.parent_id) == (stage_id, parent_id)]
    touchpoints.add_touchpoint(
        desk.db,
        desk.actor,
        desk.journey_id,
        stage_id,
        position=_place(like, given["before"]),
        parent_id=parent_id,
        touchpoint_id=given["touchpoint"],
        title=given["title"],
    )


def _edit_touchpoint(desk: Desk, act: BoardAct) -> None:
    def write(version: int) -> None:
        touchpoints.update_touchpoint(desk.db, desk.actor, act.given["touchpoint"], version, **act.given["fields"])

    _edit(lambda: _own(desk.map.touchpoints, act.given["touchpoint"]), touchpoints.FIELDS, act, write)


def _move_touchpoints(desk: Desk, act: BoardAct) -> None:
    given = act.given
    move_touchpoints(
        desk.db,
        desk.actor,
        desk.journey_id,
        given["touchpoints"],
        given["stage"],
        before=given["before"],
        parent_id=given["parent"],
    )


def _delete_touchpoints(desk: Desk, act: BoardAct) -> None:
    if left := _still_there(desk.map.touchpoints, act.given["touchpoints"]):
        touchpoints.delete_touchpoints(desk.db, desk.actor, desk.journey_id, left)


def _add_stage(desk: Desk, act: BoardAct) -> None:
    given = act.given
    at = _place(desk.map.stages, given["before"])
    stages.add_stage(desk.db, desk.actor, desk.journey_id, position=at, stage_id=given["stage"], title=given["title"])


def _edit_stage(desk: Desk, act: BoardAct) -> None:
    def write(version: int) -> None:
        stages.update_stage(desk.db, desk.actor, act.given["stage"], version, **act.given["fields"])

    _edit(lambda: _own(desk.map.stages, act.given["stage"]), stages.FIELDS, act, write)


def _move_stage(desk: Desk, act: BoardAct) -> None:
    stage = _own(desk.map.stages, act.given["stage"])
    others = [other for other in desk.map.stages if other.id != stage.id]
    at = _place(others, act.given["before"])
    stages.move_stage(desk.db, desk.actor, stage.id, len(others) if at is None else at)


def _delete_stage(desk: Desk, act: BoardAct) -> None:
    for stage_id in _still_there(desk.map.stages, [act.given["stage"]]):
        stages.delete_stage(desk.db, desk.actor, stage_id)


def _set_emotion(desk: Desk, act: BoardAct) -> None:
    given = act.given
    touchpoint_id, persona_id = given["touchpoint"], given["persona"]
    _own(desk.map.touchpoints, touchpoint_id)
    now = desk.map.emotion_by_cell.get((touchpoint_id, persona_id))
    value = now.value if now else None
    if value not in (given["was"], given["value"]):
        raise changed_meanwhile({"value": value}, {"value": given["value"]})
    cards.set_emotion(desk.db, desk.actor, touchpoint_id, persona_id, given["value"], version=now.version if now else 0)


def _add_lane(desk: Desk, act: BoardAct) -> None:
    given = act.given
    at = _place(desk.map.lanes, given["before"])
    # add_lane says what is wrong with a kind that does not exist
    kind: LaneKind = given["kind_of_lane"]
    lanes.add_lane(desk.db, desk.actor, desk.journey_id, kind, title=given["title"], position=at)


def _rename_lane(desk: Desk, act: BoardAct) -> None:
    def write(version: int) -> None:
        lanes.rename_lane(desk.db, desk.actor, act.given["lane"], version, act.given["fields"]["title"])

    _edit(lambda: _own(desk.map.lanes, act.given["lane"]), {"title": stages.FIELDS["title"]}, act, write)


def _show_lane(desk: Desk, act: BoardAct) -> None:
    lanes.show_lane(desk.db, desk.actor, _own(desk.map.lanes, act.given["lane"]).id, act.given["shown"])


def _move_lane(desk: Desk, act: BoardAct) -> None:
    lane = _own(desk.map.lanes, act.given["lane"])
    others = [other for other in desk.map.lanes if other.id != lane.id]
    at = _place(others, act.given["before"])
    lanes.move_lane(desk.db, desk.actor, lane.id, len(others) if at is None else at)


def _delete_lane(desk: Desk, act: BoardAct) -> None:
    for lane_id in _still_there(desk.map.lanes, [act.given["lane"]]):
        lanes.delete_lane(desk.db, desk.actor, lane_id)


def _add_path(desk: Desk, act: BoardAct) -> None:
    start = _own(desk.map.touchpoints, act.given["from"])
    paths.add_path(desk.db, desk.actor, start.id, act.given["to"], act.given["label"])


def _edit_path(desk: Desk, act: BoardAct) -> None:
    def write(version: int) -> None:
        paths.update_path(desk.db, desk.actor, act.given["path"], version, act.given["fields"]["label"])

    _edit(lambda: _own(desk.map.paths, act.given["path"]), paths.FIELDS, act, write)


def _delete_path(desk: Desk, act: BoardAct) -> None:
    for path_id in _still_there(desk.map.paths, [act.given["path"]]):
        paths.delete_path(desk.db, desk.actor, path_id)


def _undo(desk: Desk, act: BoardAct) -> None:
    _receive(desk, act)
    undo(desk.db, desk.journey_id, desk.actor)


def _redo(desk: Desk, act: BoardAct) -> None:
    _receive(desk, act)
    redo(desk.db, desk.journey_id, desk.actor)


def _let_go(desk: Desk, act: BoardAct) -> None:
    _receive(desk, act)
    let_go(desk.db, desk.journey_id, desk.actor, undone=act.given["undone"])


def _receive(desk: Desk, act: BoardAct) -> None:
    """Undo writes no act of its own, so its receipt goes first: at worst a slip stays and is taken back by hand, but
    two things are never taken back for one."""
    now = datetime.now(UTC).replace(tzinfo=None)
    desk.db.transact([*receipts.writes(act.id, now, now - timedelta(days=KEEP_DAYS))])


ACTS: Mapping[str, Callable[[Desk, BoardAct], None]] = {
    "card.add": _add_card,
    "card.edit": _edit_card,
    "card.move": _move_cards,
    "card.delete": _delete_cards,
    "touchpoint.add": _add_touchpoint,
    "touchpoint.edit": _edit_touchpoint,
    "touchpoint.move": _move_touchpoints,
    "touchpoint.delete": _delete_touchpoints,
    "stage.add": _add_stage,
    "stage.edit": _edit_stage,
    "stage.move": _move_stage,
    "stage.delete": _delete_stage,
    "emotion.set": _set_emotion,
    "lane.add": _add_lane,
    "lane.rename": _rename_lane,
    "lane.show": _show_lane,
    "lane.move": _move_lane,
    "lane.delete": _delete_lane,
    "path.add": _add_path,
    "path.edit": _edit_path,
    "path.delete": _delete_path,
    "undo": _undo,
    "redo": _redo,
    "let_go": _let_go,
}
"""By the kinds of :data:`~journeymap.services.board_acts.KINDS`."""


def _edit(find: Callable[[], Any], known: Mapping[str, Field], act: BoardAct, write: Callable[[int], None]) -> None:
    wanted = dict(act.given["fields"])
    was = {name: _as_kept(known, name, value) for name, value in act.given["was"].items()}
    for attempt in range(_TRIES):
        try:
            row = find()
        except NotFound as error:
            raise Conflict(_("What you were editing was deleted meanwhile."), mine=wanted) from error
        for name, value in wanted.items():
            now = getattr(row, name)
            if name in was and now not in (was[name], _as_kept(known, name, value)):
                raise changed_meanwhile(to_row(row), {**to_row(row), **wanted})
        try:
            return write(row.version)
        except Conflict:
            if attempt == _TRIES - 1 or find().version == row.version:
                raise


def _as_kept(known: Mapping[str, Field], name: str, value: Any) -> Any:
    return read_fields({name: known[name]}, {name: value})[name] if value not in ("", None) else value


def _own(things: Iterable[Any], thing_id: str) -> Any:
    """A thing of this journey."""
    for thing in things:
        if thing.id == thing_id:
            return thing
    raise NotFound(_("What you chose does not exist any more."))


def _still_there(things: Iterable[Any], ids: Iterable[str]) -> list[str]:
    """Those that others have not deleted meanwhile: the rest is as wanted."""
    there = {thing.id for thing in things}
    return [i for i in ids if i in there]


def _place(like: Iterable[Any], before: str | None) -> int | None:
    return next((n for n, thing in enumerate(like) if thing.id == before), None)
