"""A snapshot put back: the map alone, as one act that undo takes back, with a snapshot of what was there before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from journeymap.locale import N_
from journeymap.model.change import Change
from journeymap.model.identity import new_id
from journeymap.model.journey import Card, Journey, JourneyMap, JourneyPersona
from journeymap.model.persona import Persona
from journeymap.model.snapshot import Snapshot, SnapshotReason
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.editing import short
from journeymap.services.maps import load_map
from journeymap.services.putting_back import moved_places, raised
from journeymap.services.snapshots import load_snapshot, safely
from journeymap.store import journeys as store
from journeymap.store.changes import RowChange
from journeymap.store.database import Database
from journeymap.store.personas import read_personas
from journeymap.store.snapshots import Kept, from_text, pictures_there


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """What restoring a snapshot would do, beyond what the comparison with now shows.

    :param changes: nothing to do when empty.
    :param leaving: titles of touchpoints that go although answers hang on them.
    :param answers: how many those are; they are kept, without a place on a map.
    :param returning: names of personas that were deleted since and come back.
    """

    changes: tuple[RowChange, ...]
    leaving: tuple[str, ...] = ()
    answers: int = 0
    returning: tuple[str, ...] = ()


def plan_restore(db: Database, snapshot_id: str) -> RestorePlan:
    """What :func:`restore_snapshot` would do now; nothing is written.

    :raises NotFound: the snapshot or its journey does not exist.
    """
    snapshot = load_snapshot(db, snapshot_id)
    kept, now = from_text(snapshot.map), load_map(db, snapshot.scope)
    known = read_personas(db)
    returning = _returning(db, kept.map, known)
    before, after = _rows(db, kept, now, {p.id for p in (*known, *returning)})
    going = [t for t in now.touchpoints if t.id not in kept.map.touchpoint_by_id]
    places = moved_places(db, snapshot.scope, kept.places, kept.map.touchpoints, going)
    changes = raised(db, differences([*before, *places[0]], [*returning, *after, *places[1]]))
    answered = [t for t in going if store.count_answers(db, [t.id])]
    return RestorePlan(
        changes=tuple(changes),
        leaving=tuple(t.title for t in answered),
        answers=store.count_answers(db, [t.id for t in answered]),
        returning=tuple(persona.name for persona in returning),
    )


@planned
def restore_snapshot(db: Database, actor: str, snapshot_id: str) -> Change | None:
    """Make the map what it was when the snapshot was taken, under the same ids, so that answers find their touchpoints.

    Only the map: answers, personas that others use too, the review date, archive and order on Home stay as they are.
    What was there before is put aside as a snapshot in the same transaction.

    :returns: the act; ``None`` when the map is as it was then already, and nothing was written.
    :raises NotFound: the snapshot or its journey does not exist.
    """
    snapshot = load_snapshot(db, snapshot_id)
    plan = plan_restore(db, snapshot_id)
    label, args = _label(snapshot)
    act = Act(event="snapshot.restore", scope=snapshot.scope, label=label, args=args, changes=plan.changes)
    safe = safely(db, actor, snapshot.scope, SnapshotReason.RESTORE, snapshot.label) if plan.changes else []
    return carry_out(db, actor, act, safe)


def _label(snapshot: Snapshot) -> tuple[str, dict[str, str]]:
    if snapshot.label and snapshot.by_hand:
        return N_("Restore the snapshot “{label}”"), {"label": short(snapshot.label)}
    return N_("Restore the snapshot of {day}"), {"day": snapshot.taken_at.date().isoformat()}


def _returning(db: Database, kept: JourneyMap, known: Iterable[Persona]) -> list[Persona]:
    """Personas of the snapshot that were deleted since, as they were then."""
    everyone = list(known)
    there, last = {p.id for p in everyone}, max((p.position for p in everyone), default=-1)
    gone = [p for p in kept.personas if p.id not in there]
    pictures = pictures_there(db, [p.picture_id for p in gone if p.picture_id])
    return [
        replace(
            persona,
            position=last + n,
            archived=False,
            sample=False,
            picture_id=persona.picture_id if persona.picture_id in pictures else None,
        )
        for n, persona in enumerate(gone, 1)
    ]


def _rows(db: Database, kept: Kept, now: JourneyMap, persona_ids: set[str]) -> tuple[list[Any], list[Any]]:
    """Everything on the map, now and as it will be."""
    taking_part = store.read_parts(db, JourneyPersona, now.journey.id)
    before: list[Any] = [now.journey, *taking_part, *now.stages, *now.touchpoints, *now.lanes]
    before += [*now.cards, *now.emotions, *now.paths]
    then = kept.map
    after: list[Any] = [_journey(then.journey, now.journey), *_taking_part(then, now.journey.id, taking_part)]
    after += [*then.stages, *then.touchpoints, *then.lanes]
    after += [*_cards(db, then.cards, persona_ids), *then.paths]
    after += [emotion for emotion in then.emotions if emotion.persona_id in persona_ids]
    return before, after


def _journey(then: Journey, now: Journey) -> Journey:
    """What the map says about itself; where the journey stands among others stays."""
    state = now.state if now.counterpart_id else then.state
    return replace(now, title=then.title, scenario=then.scenario, state=state, owner=then.owner, note=then.note)


def _taking_part(then: JourneyMap, journey_id: str, now: list[JourneyPersona]) -> list[JourneyPersona]:
    there = {part.persona_id: part for part in now}
    return [
        replace(there[p.id], position=n)
        if p.id in there
        else JourneyPersona(id=new_id(), journey_id=journey_id, persona_id=p.id, position=n)
        for n, p in enumerate(then.personas)
    ]


def _cards(db: Database, cards: tuple[Card, ...], persona_ids: set[str]) -> list[Card]:
    """The cards without pictures and personas that are gone for good."""
    pictures = pictures_there(db, [card.picture_id for card in cards if card.picture_id])
    return [
        replace(
            card,
            picture_id=card.picture_id if card.picture_id in pictures else None,
            persona_id=card.persona_id if card.persona_id in persona_ids else None,
        )
        for card in cards
    ]
