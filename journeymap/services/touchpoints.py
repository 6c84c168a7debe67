"""Touchpoints of a journey: add, edit, move, delete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from journeymap.errors import InvalidInput, NotFound
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import Initiator, JourneyMap, Stage, Touchpoint
from journeymap.services.acts import Act, RowChange, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import (
    TITLE,
    Field,
    block,
    choice,
    is_id,
    key,
    line,
    maybe,
    placed,
    read_fields,
    short,
    switch,
    tenths,
    whole,
)
from journeymap.services.journeys import unassigned
from journeymap.services.maps import gone, load_map, map_to_edit, map_with
from journeymap.store import journeys as store
from journeymap.store.database import Database
from journeymap.store.tables import to_row

MAX_REACH = 2_000_000_000

FIELDS = {
    "title": TITLE,
    "channel": Field(N_("Channel"), line()),
    "digital": Field(N_("Digital"), maybe),
    "direct": Field(N_("Direct"), maybe),
    "brand": Field(N_("Brand"), maybe),
    "importance": Field(N_("Importance"), whole(1, 5)),
    "moment_of_truth": Field(N_("Moment of truth"), switch),
    "promise": Field(N_("Promise"), block()),
    "expectation": Field(N_("Expectation"), tenths(-2, 2)),
    "initiator": Field(N_("Who starts the contact"), choice(Initiator)),
    "reach": Field(N_("Customers a month"), whole(0, MAX_REACH)),
    "owner": Field(N_("Owner"), line()),
    "note": Field(N_("Note"), block()),
}
"""What a touchpoint says about itself."""

PLACE_FIELDS = {"stage_id": Field(N_("Stage"), key), "parent_id": Field(N_("Part of"), key)}
"""Where it stands."""


@planned
def add_touchpoint(
    db: Database,
    actor: str,
    journey_id: str,
    stage_id: str,
    *,
    position: int | None = None,
    parent_id: str | None = None,
    touchpoint_id: str | None = None,
    **fields: Any,
) -> str:
    """Add a touchpoint to a stage, or a sub-touchpoint to one of its touchpoints.

    :param position: index among the stage's touchpoints (of the parent's sub-touchpoints), from 0; ``None``: last.
    :param touchpoint_id: a fresh id that the caller made; ``None`` makes one.
    :param fields: of :data:`FIELDS`; ``title`` is needed.
    :returns: its id.
    :raises InvalidInput: a field cannot be used.
    :raises NotFound: the stage or the parent does not exist.
    """
    journey_map = load_map(db, journey_id)
    values = read_fields(FIELDS, {"title": "", **fields})
    new = touchpoint_id or new_id()
    added = Touchpoint(id=new, journey_id=journey_id, stage_id=stage_id, parent_id=parent_id, **values)
    check_place(journey_map, added)
    ordered = _inserted(list(journey_map.touchpoints), [added], position)
    after = arranged(journey_map, ordered, {added.id})
    _act(db, actor, "touchpoint.add", N_("Add touchpoint “{title}”"), added, journey_map.touchpoints, after)
    return added.id


@planned
def add_touchpoints(
    db: Database, actor: str, journey_id: str, stage_id: str, rows: Sequence[dict[str, Any]]
) -> list[str]:
    """Add several touchpoints at the end of a stage, as one act.

    :param rows: fields of :data:`FIELDS`, already read.
    :returns: their ids, in order.
    """
    journey_map = load_map(db, journey_id)
    added = [Touchpoint(id=new_id(), journey_id=journey_id, stage_id=stage_id, **row) for row in rows]
    for touchpoint in added[:1]:
        check_place(journey_map, touchpoint)
    ids = {touchpoint.id for touchpoint in added}
    after = arranged(journey_map, [*journey_map.touchpoints, *added], ids)
    changes = differences(journey_map.touchpoints, after)
    label, args = N_("Add touchpoints ({n})"), {"n": len(added)}
    carry_out(db, actor, Act(event="touchpoint.paste", scope=journey_id, label=label, args=args, changes=changes))
    return [touchpoint.id for touchpoint in added]


@planned
def update_touchpoint(db: Database, actor: str, touchpoint_id: str, version: int, **fields: Any) -> None:
    """Change fields of a touchpoint; with ``stage_id`` or ``parent_id`` it moves to the end of its new place.

    :param version: of the touchpoint as the form showed it.
    :param fields: of :data:`FIELDS` and :data:`PLACE_FIELDS`.
    :raises Conflict: it changed meanwhile; with both.
    :raises InvalidInput: a field cannot be used.
    """
    values = read_fields(FIELDS | PLACE_FIELDS, fields)
    journey_map, touchpoint = map_to_edit(db, Touchpoint, touchpoint_id, values)
    wanted = edited(touchpoint, values, journey_map.touchpoint_by_id)
    if touchpoint.version != version:
        raise changed_meanwhile(to_row(touchpoint), to_row(wanted))
    check_place(journey_map, wanted)
    after = _with(journey_map, wanted)
    _act(db, actor, "touchpoint.update", N_("Edit touchpoint “{title}”"), wanted, journey_map.touchpoints, after)


def edited(touchpoint: Touchpoint, values: Mapping[str, Any], others: Mapping[str, Touchpoint]) -> Touchpoint:
    """The touchpoint with new values. A sub-touchpoint that goes to a stage where its parent is not leaves it, unless
    it is given one there.

    :param others: touchpoints of the journey by id, its parent among them.
    """
    wanted = replace(touchpoint, **{name: v for name, v in values.items() if not (name == "stage_id" and v is None)})
    parent = others.get(wanted.parent_id or "")
    if "parent_id" not in values and parent is not None and parent.stage_id != wanted.stage_id:
        wanted = replace(wanted, parent_id=None)
    return wanted


def _with(journey_map: JourneyMap, wanted: Touchpoint) -> list[Touchpoint]:
    was = journey_map.touchpoint_by_id[wanted.id]
    if (was.stage_id, was.parent_id) == (wanted.stage_id, wanted.parent_id):
        return [wanted if t.id == wanted.id else t for t in journey_map.touchpoints]
    moving = [replace(s, stage_id=wanted.stage_id) for s in journey_map.touchpoints if s.parent_id == wanted.id]
    block = [wanted, *moving]
    ids = {t.id for t in block}
    rest = [t for t in journey_map.touchpoints if t.id not in ids]
    return arranged(journey_map, _inserted(rest, block, None), ids)


@planned
def move_touchpoint(
    db: Database,
    actor: str,
    touchpoint_id: str,
    stage_id: str,
    position: int | None = None,
    *,
    parent_id: str | None = None,
) -> None:
    """Move a touchpoint, with its sub-touchpoints, to a place in a stage.

    :param position: index among the other touchpoints of the stage (sub-touchpoints not counted), from 0;
        ``None``: last. With ``parent_id``: among the other sub-touchpoints of that touchpoint.
    :param parent_id: becomes a sub-touchpoint of this one; ``None``: stands by itself.
    :raises InvalidInput: a touchpoint with sub-touchpoints cannot become one.
    """
    journey_map, touchpoint = map_with(db, Touchpoint, touchpoint_id)
    wanted = replace(touchpoint, stage_id=stage_id, parent_id=parent_id)
    check_place(journey_map, wanted)
    subs = [replace(s, stage_id=stage_id) for s in journey_map.touchpoints if s.parent_id == touchpoint_id]
    block = [wanted, *subs]
    ids = {t.id for t in block}
    ordered = _inserted([t for t in journey_map.touchpoints if t.id not in ids], block, position)
    after = arranged(journey_map, ordered, ids)
    if [_where(t) for t in after] == [_where(t) for t in journey_map.touchpoints]:
        return
    _act(db, actor, "touchpoint.move", N_("Move touchpoint “{title}”"), wanted, journey_map.touchpoints, after)


def nudge_touchpoint(db: Database, actor: str, touchpoint_id: str, by: int) -> bool:
    """Move a touchpoint one place on (``by`` = 1) or back (−1) among its like; past the edge of a stage it goes into
    the neighbouring one.

    :returns: whether there was a place to go to.
    """
    journey_map, touchpoint = map_with(db, Touchpoint, touchpoint_id)
    like = _siblings(journey_map.touchpoints, touchpoint)
    index = [t.id for t in like].index(touchpoint_id) + by
    if 0 <= index < len(like):
        move_touchpoint(db, actor, touchpoint_id, touchpoint.stage_id, index, parent_id=touchpoint.parent_id)
        return True
    stages = [s.id for s in journey_map.stages]
    stage = stages.index(touchpoint.stage_id) + (1 if by > 0 else -1)
    if touchpoint.parent_id is not None or not 0 <= stage < len(stages):
        return False
    move_touchpoint(db, actor, touchpoint_id, stages[stage], 0 if by > 0 else None)
    return True


def delete_touchpoint(db: Database, actor: str, touchpoint_id: str) -> None:
    """Delete a touchpoint with its sub-touchpoints, cards, emotions and paths. Surveys asked there keep their
    answers and become unassigned; undo brings all of it back.
    """
    journey_map, touchpoint = map_with(db, Touchpoint, touchpoint_id)
    delete_touchpoints(db, actor, journey_map.journey.id, [touchpoint.id])


@planned
def delete_touchpoints(db: Database, actor: str, journey_id: str, touchpoint_ids: Collection[str]) -> None:
    """Delete several touchpoints as one act, each as :func:`delete_touchpoint` does.

    :raises NotFound: one of them is not in this journey.
    """
    journey_map = load_map(db, journey_id)
    for touchpoint_id in touchpoint_ids:
        if touchpoint_id not in journey_map.touchpoint_by_id:
            raise gone(Touchpoint)
    changes = without_touchpoints(db, journey_map, family(journey_map, touchpoint_ids))
    titles = [journey_map.touchpoint_by_id[i].title for i in touchpoint_ids]
    one = len(titles) == 1
    label = N_("Delete touchpoint “{title}”") if one else N_("Delete touchpoints ({n})")
    args: dict[str, Any] = {"title": short(titles[0])} if one else {"n": len(titles)}
    carry_out(db, actor, Act(event="touchpoint.delete", scope=journey_id, label=label, args=args, changes=changes))


def answers_at(db: Database, touchpoint_ids: Collection[str]) -> int:
    """How many answers hang on these touchpoints and their sub-touchpoints, skipped ones too."""
    known = [i for i in touchpoint_ids if is_id(i)]
    return store.count_answers(db, [*known, *store.sub_touchpoints(db, known)])


def family(journey_map: JourneyMap, touchpoint_ids: Iterable[str]) -> set[str]:
    """These touchpoints and their sub-touchpoints."""
    wanted = set(touchpoint_ids)
    return wanted | {t.id for t in journey_map.touchpoints if t.parent_id in wanted}


def without_touchpoints(db: Database, journey_map: JourneyMap, leaving: Collection[str]) -> list[RowChange]:
    """What takes touchpoints out of a journey with all that hangs on them, and leaves their surveys unassigned.

    :param leaving: ids, sub-touchpoints too.
    """
    before: list[Any] = [t for t in journey_map.touchpoints if t.id in leaving]
    before += [c for c in journey_map.cards if c.touchpoint_id in leaving]
    before += [e for e in journey_map.emotions if e.touchpoint_id in leaving]
    before += [p for p in journey_map.paths if p.from_id in leaving or p.to_id in leaving]
    places = [p for p in store.read_places(db, journey_map.journey.id) if p.touchpoint_id in leaving]
    after = [unassigned(p, journey_map.touchpoint_by_id[p.touchpoint_id or ""].title) for p in places]
    return differences([*before, *places], after)


def check_place(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    """Can it stand where it says?

    :raises NotFound: its stage or its parent does not exist.
    :raises InvalidInput: its parent stands in another stage, is a sub-touchpoint itself, or it has sub-touchpoints.
    """
    if touchpoint.stage_id not in journey_map.stage_by_id:
        raise gone(Stage)
    if touchpoint.parent_id is None:
        return
    parent = journey_map.touchpoint_by_id.get(touchpoint.parent_id)
    if parent is None:
        raise NotFound(_("The touchpoint that this is to be a part of does not exist any more."))
    if parent.parent_id is not None or parent.id == touchpoint.id:
        raise InvalidInput(_("“{title}” cannot have sub-touchpoints; choose another one.").format(title=parent.title))
    if parent.stage_id != touchpoint.stage_id:
        raise InvalidInput(_("A sub-touchpoint stands in the stage of the touchpoint that it is a part of."))
    if any(t.parent_id == touchpoint.id for t in journey_map.touchpoints):
        raise InvalidInput(_("“{title}” has sub-touchpoints, so it cannot become one.").format(title=touchpoint.title))


def arranged(journey_map: JourneyMap, ordered: Sequence[Touchpoint], moved: Collection[str]) -> list[Touchpoint]:
    """Touchpoints in this order, by stage and each behind its parent, with positions that say so: sub-touchpoints are
    counted among those of their parent.

    :param moved: ids of those that stand elsewhere than before, or are new.
    :raises NotFound: a stage that one of them names is gone.
    """
    if any(t.stage_id not in journey_map.stage_by_id for t in ordered):
        raise gone(Stage)
    drawn = store.drawn_order(journey_map.stages, ordered)
    like: dict[tuple[str, str | None], list[Touchpoint]] = defaultdict(list)
    for touchpoint in drawn:
        like[touchpoint.stage_id, touchpoint.parent_id].append(touchpoint)
    position = {t.id: t.position for siblings in like.values() for t in placed(siblings, moved)}
    return [replace(t, position=position[t.id]) for t in drawn]


def _siblings(touchpoints: Iterable[Touchpoint], like: Touchpoint) -> list[Touchpoint]:
    return [t for t in touchpoints if (t.stage_id, t.parent_id) == (like.stage_id, like.parent_id)]


def _inserted(rest: list[Touchpoint], block: list[Touchpoint], position: int | None) -> list[Touchpoint]:
    siblings = _siblings(rest, block[0])
    if position is None or position >= len(siblings):
        return [*rest, *block]
    at = rest.index(siblings[max(position, 0)])
    return [*rest[:at], *block, *rest[at:]]


def _where(touchpoint: Touchpoint) -> tuple[str, str, str | None]:
    return touchpoint.id, touchpoint.stage_id, touchpoint.parent_id


def _act(
    db: Database,
    actor: str,
    event: str,
    label: str,
    touchpoint: Touchpoint,
    before: Sequence[Touchpoint],
    after: Sequence[Touchpoint],
) -> None:
    changes = differences(before, after)
    args = {"title": short(touchpoint.title)}
    carry_out(db, actor, Act(event=event, scope=touchpoint.journey_id, label=label, args=args, changes=changes))
