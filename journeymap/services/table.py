"""The editable table of a journey's touchpoints: everything that was changed in it becomes one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from journeymap.errors import Conflict, InvalidInput
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyMap, Touchpoint
from journeymap.services.acts import Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import is_blank, read_fields
from journeymap.services.journeys import load_map
from journeymap.services.paste import AT_ONCE
from journeymap.services.touchpoints import (
    FIELDS,
    PLACE_FIELDS,
    arranged,
    check_place,
    edited,
    family,
    without_touchpoints,
)
from journeymap.store.database import Database
from journeymap.store.tables import to_row

_FIELDS = FIELDS | PLACE_FIELDS


@planned
def apply_table(
    db: Database,
    actor: str,
    journey_id: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    delete: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Carry out all differences between a table and the journey as one act.

    :param rows: those that were edited or added; the others need not be there. Each has ``id`` (``None`` for a new
        one), ``version`` (as the table showed it) and any of the touchpoint's fields; new ones need ``title`` and
        ``stage_id``. ``position``, where it is given, is the index wanted in the stage, from 0; without it a row
        stays where it is, and a new one or one that changes its stage goes to the end. Other keys are ignored.
        New rows without a title and anything else are ignored.
    :param delete: id → version of the touchpoints to delete, with their sub-touchpoints.
    :returns: how many were ``added``, ``edited`` (moved ones too) and ``deleted``.
    :raises Conflict: one of them changed meanwhile; with both. Nothing was written.
    :raises InvalidInput: a value cannot be used; the sentence names the touchpoint. Nothing was written.
    """
    journey_map = load_map(db, journey_id)
    gone = family(journey_map, _deletable(journey_map, delete or {}))
    read = [(row, _values(row)) for row in rows if not _is_empty(row)]
    if sum(is_blank(row.get("id")) for row, _given in read) > AT_ONCE:
        raise InvalidInput(_("{limit} touchpoints can be added at once. Do it in parts.").format(limit=AT_ONCE))
    wanted: dict[str, Touchpoint] = {t.id: t for t in journey_map.touchpoints if t.id not in gone}
    places: dict[str, int] = {}
    added = []
    # sub-touchpoints last: whether one keeps its parent depends on where the parent goes
    for row, given in sorted(read, key=lambda r: _is_sub(journey_map, r[0])):
        touchpoint = _wanted(journey_map, row, given, wanted)
        if touchpoint is None:
            continue
        if touchpoint.id not in wanted:
            added.append(touchpoint.id)
        wanted[touchpoint.id] = touchpoint
        if not is_blank(row.get("position")):
            places[touchpoint.id] = int(row["position"])
    after = _ordered(journey_map, wanted, places)
    _check(journey_map, after)
    kept = [t for t in journey_map.touchpoints if t.id not in gone]
    changes = [*without_touchpoints(db, journey_map, gone), *differences(kept, after)]
    act = Act(event="touchpoint.table", scope=journey_id, label=N_("Edit the table of touchpoints"), changes=changes)
    carry_out(db, actor, act)
    n_changed = sum(c.before is not None and c.after is not None and c.table == "touchpoint" for c in changes)
    return {"added": len(added), "edited": n_changed, "deleted": len(gone)}


def _deletable(journey_map: JourneyMap, delete: Mapping[str, int]) -> list[str]:
    known = journey_map.touchpoint_by_id
    for touchpoint_id, version in delete.items():
        if touchpoint_id in known and known[touchpoint_id].version != version:
            raise changed_meanwhile(to_row(known[touchpoint_id]), None)
    return [i for i in delete if i in known]  # those deleted by somebody else meanwhile are as wanted


def _is_empty(row: Mapping[str, Any]) -> bool:
    return is_blank(row.get("id")) and all(is_blank(row.get(name)) or row.get(name) is False for name in FIELDS)


def _is_sub(journey_map: JourneyMap, row: Mapping[str, Any]) -> bool:
    touchpoint = journey_map.touchpoint_by_id.get(str(row.get("id")))
    return touchpoint is not None and touchpoint.parent_id is not None


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in row.items() if name in _FIELDS}
    try:
        return read_fields(_FIELDS, given if not is_blank(row.get("id")) else {"title": "", **given})
    except InvalidInput as error:
        name = "" if is_blank(row.get("title")) else str(row["title"])
        if not name:
            raise
        raise InvalidInput(_("{title}: {reason}").format(title=name, reason=error.sentence)) from error


def _wanted(
    journey_map: JourneyMap, row: Mapping[str, Any], given: dict[str, Any], others: Mapping[str, Touchpoint]
) -> Touchpoint | None:
    if is_blank(row.get("id")):
        if not given.get("stage_id"):
            raise InvalidInput(_("“{title}” has no stage. Choose one.").format(title=given["title"]))
        return Touchpoint(id=new_id(), journey_id=journey_map.journey.id, **given)
    row_id = str(row["id"])
    touchpoint = journey_map.touchpoint_by_id.get(row_id)
    if touchpoint is None:
        raise Conflict(_("This touchpoint was deleted meanwhile."), mine=dict(row))
    if row_id not in others:
        return None
    changed = edited(touchpoint, given, others)
    if touchpoint.version != row.get("version") and (changed != touchpoint or not is_blank(row.get("position"))):
        raise changed_meanwhile(to_row(touchpoint), to_row(changed))
    return changed


def _ordered(journey_map: JourneyMap, wanted: Mapping[str, Touchpoint], places: Mapping[str, int]) -> list[Touchpoint]:
    """All touchpoints where they are wanted. Those with a wanted place are taken out of their stage and put in at it,
    in rising order, so that each ends there.
    """
    was = journey_map.touchpoint_by_id
    whole = {t.id: _with_parent(t, wanted, was) for t in wanted.values()}
    now = list(dict.fromkeys([*(s.id for s in journey_map.stages), *(t.stage_id for t in whole.values())]))
    ordered: list[Touchpoint] = []
    moved = {i for i, t in whole.items() if i not in was or was[i].stage_id != t.stage_id}
    for stage_id in now:
        inside = [t for t in whole.values() if t.stage_id == stage_id]
        stay = [t for t in inside if t.id not in places and t.id not in moved]
        stage = [*stay, *(t for t in inside if t.id not in places and t.id in moved)]
        for touchpoint in sorted((t for t in inside if t.id in places), key=lambda t: places[t.id]):
            stage.insert(max(places[touchpoint.id], 0), touchpoint)
        ordered += stage
    return arranged(journey_map, ordered, moved | _turned(journey_map, ordered))


def _with_parent(t: Touchpoint, wanted: Mapping[str, Touchpoint], was: Mapping[str, Touchpoint]) -> Touchpoint:
    """A sub-touchpoint that was not sent elsewhere itself goes where its parent goes."""
    parent = wanted.get(t.parent_id or "")
    stays = t.id in was and t.stage_id == was[t.id].stage_id
    return replace(t, stage_id=parent.stage_id) if parent and stays else t


def _turned(journey_map: JourneyMap, ordered: Sequence[Touchpoint]) -> set[str]:
    """Touchpoints that changed places with another one of their stage."""
    index = {t.id: n for n, t in enumerate(journey_map.touchpoints)}
    kept = [t.id for t in ordered if t.id in index]
    return {a for a, b in zip(kept, sorted(kept, key=index.__getitem__), strict=True) if a != b}


def _check(journey_map: JourneyMap, touchpoints: Sequence[Touchpoint]) -> None:
    after = replace(journey_map, touchpoints=tuple(touchpoints))
    was = journey_map.touchpoint_by_id
    for touchpoint in touchpoints:
        old = was.get(touchpoint.id)
        if old is None or (old.stage_id, old.parent_id) != (touchpoint.stage_id, touchpoint.parent_id):
            check_place(after, touchpoint)
