"""Touchpoints of a journey that may be the same, and making one of two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from journeymap.errors import InvalidInput, NotFound
from journeymap.library.matching import alike_pairs
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import Card, Emotion, JourneyMap, Path, Touchpoint
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.cards import CARDS_IN_CELL, cell_is_full
from journeymap.services.editing import TEXT_LIMIT, placed, short
from journeymap.services.journeys import load_map
from journeymap.services.library import present
from journeymap.services.touchpoints import arranged
from journeymap.store import journeys as store
from journeymap.store.database import Database

ALIKE = 78.0
"""From here on two titles are shown as possibly the same; 0–100."""
MOST_PAIRS = 50

_FILLED_IN = ("channel", "digital", "direct", "brand", "importance", "promise", "expectation", "initiator", "reach")


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two touchpoints that may be the same.

    :param score: 0–100; 100 when the library knows both as the same thing, in whatever language.
    """

    one: Touchpoint
    other: Touchpoint
    score: float


def look_alikes(db: Database, journey_id: str) -> list[LookAlike]:
    """Pairs that may be merged, the likeliest first; a touchpoint and its own sub-touchpoint are no pair,
    nor are two that the library knows as different things."""
    touchpoints = load_map(db, journey_id).touchpoints
    scores = {(a, b): score for a, b, score in alike_pairs([t.title for t in touchpoints], ALIKE)}
    keys = present(db, journey_id)
    known: dict[str, list[int]] = {}
    for number, touchpoint in enumerate(touchpoints):
        if touchpoint.id in keys:
            known.setdefault(keys[touchpoint.id], []).append(number)
    scores.update({pair: 100.0 for same in known.values() for pair in combinations(same, 2)})
    found = [LookAlike(touchpoints[a], touchpoints[b], score) for (a, b), score in scores.items()]
    return sorted((pair for pair in found if _may_be_one(pair, keys)), key=lambda pair: -pair.score)[:MOST_PAIRS]


def _may_be_one(pair: LookAlike, keys: Mapping[str, str]) -> bool:
    """Neither is a part of the other, nor does the library know them as two things."""
    one, other = pair.one, pair.other
    two_things = one.id in keys and other.id in keys and keys[one.id] != keys[other.id]
    return not two_things and other.parent_id != one.id and one.parent_id != other.id


@planned
def merge_touchpoints(db: Database, actor: str, journey_id: str, keep_id: str, gone_id: str) -> None:
    """Make one touchpoint of two, as one act.

    ``keep_id`` keeps its title, its place and all it says; blank fields take what the other said. Cards, surveys with
    their answers, paths and sub-touchpoints of ``gone_id`` move over. Surveys stay what they are: nothing is pooled.
    Where a persona feels something at both, the one that stays counts. Texts that would stand twice stand once.

    :raises NotFound: one of them is not in this journey (any more).
    :raises InvalidInput: both are the same one, or a cell would get too many cards.
    """
    journey_map = load_map(db, journey_id)
    for touchpoint_id in (keep_id, gone_id):
        if touchpoint_id not in journey_map.touchpoint_by_id:
            raise NotFound(_("This touchpoint does not exist any more. Load the page again."))
    if keep_id == gone_id:
        raise InvalidInput(_("A touchpoint cannot be merged with itself. Choose another one."))
    keep, gone = journey_map.touchpoint_by_id[keep_id], journey_map.touchpoint_by_id[gone_id]
    places = store.read_places(db, journey_id)
    moved_places = [replace(p, touchpoint_id=keep.id) if p.touchpoint_id == gone.id else p for p in places]
    changes = [
        *differences(journey_map.touchpoints, _touchpoints(journey_map, keep, gone)),
        *differences(journey_map.cards, _cards(journey_map, keep, gone)),
        *differences(journey_map.emotions, _emotions(journey_map.emotions, keep, gone)),
        *differences(journey_map.paths, _paths(journey_map.paths, keep, gone)),
        *differences(places, moved_places),
    ]
    args = {"gone": short(gone.title), "title": short(keep.title)}
    label = N_("Merge “{gone}” into “{title}”")
    carry_out(db, actor, Act(event="touchpoint.merge", scope=journey_id, label=label, args=args, changes=changes))


def _touchpoints(journey_map: JourneyMap, keep: Touchpoint, gone: Touchpoint) -> list[Touchpoint]:
    """All touchpoints but ``gone``, whose sub-touchpoints stand beside or under ``keep``."""
    parent_id = None if keep.parent_id == gone.id else keep.parent_id
    kept = replace(_filled(keep, gone), parent_id=parent_id)
    under = parent_id or keep.id
    moving = {t.id for t in journey_map.touchpoints if t.parent_id == gone.id and t.id != keep.id}
    after: list[Touchpoint] = []
    for touchpoint in journey_map.touchpoints:
        if touchpoint.id in moving:
            after.append(replace(touchpoint, stage_id=keep.stage_id, parent_id=under))
        elif touchpoint.id != gone.id:
            after.append(kept if touchpoint.id == keep.id else touchpoint)
    stood_under_gone = {keep.id} if parent_id != keep.parent_id else set()
    return arranged(journey_map, after, moving | stood_under_gone)


def _filled(keep: Touchpoint, gone: Touchpoint) -> Touchpoint:
    """``keep`` with its blanks filled from ``gone``, and both notes."""
    blanks: dict[str, Any] = {
        name: getattr(gone, name) for name in (*_FILLED_IN, "owner") if getattr(keep, name) in (None, "")
    }
    notes = dict.fromkeys(note for note in (keep.note, gone.note) if note)
    blanks["note"] = "\n".join(notes)[:TEXT_LIMIT]
    return replace(keep, **blanks, moment_of_truth=keep.moment_of_truth or gone.moment_of_truth)


def _cards(journey_map: JourneyMap, keep: Touchpoint, gone: Touchpoint) -> list[Card]:
    after = [card for card in journey_map.cards if card.touchpoint_id not in (keep.id, gone.id)]
    for lane in journey_map.lanes:
        stay = journey_map.cards_by_cell.get((keep.id, lane.id), ())
        said = {(card.text, card.persona_id) for card in stay if card.picture_id is None}
        come = [
            replace(card, touchpoint_id=keep.id)
            for card in journey_map.cards_by_cell.get((gone.id, lane.id), ())
            if card.picture_id is not None or (card.text, card.persona_id) not in said
        ]
        if come and len(stay) + len(come) > CARDS_IN_CELL:
            raise cell_is_full()
        after += placed([*stay, *come], {card.id for card in come})
    return after


def _emotions(emotions: Sequence[Emotion], keep: Touchpoint, gone: Touchpoint) -> list[Emotion]:
    felt = {emotion.persona_id for emotion in emotions if emotion.touchpoint_id == keep.id}
    after = [emotion for emotion in emotions if emotion.touchpoint_id != gone.id]
    after += [
        replace(emotion, touchpoint_id=keep.id)
        for emotion in emotions
        if emotion.touchpoint_id == gone.id and emotion.persona_id not in felt
    ]
    return after


def _paths(paths: Sequence[Path], keep: Touchpoint, gone: Touchpoint) -> list[Path]:
    """Paths that led from or to ``gone`` lead from or to ``keep``; none to itself, none twice."""
    ends = {gone.id: keep.id}
    stay = [path for path in paths if gone.id not in (path.from_id, path.to_id)]
    taken = {(path.from_id, path.to_id) for path in stay}
    for path in paths:
        if gone.id in (path.from_id, path.to_id):
            moved = replace(path, from_id=ends.get(path.from_id, path.from_id), to_id=ends.get(path.to_id, path.to_id))
            if moved.from_id != moved.to_id and (moved.from_id, moved.to_id) not in taken:
                taken.add((moved.from_id, moved.to_id))
                stay.append(moved)
    return stay
