"""Putting a journey in order: by what matters to customers, and light enough to be read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from journeymap.errors import InvalidInput, NotFound
from journeymap.library.reading import library
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap, Stage, Touchpoint
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.editing import short
from journeymap.services.journeys import load_map
from journeymap.services.library import present
from journeymap.services.touchpoints import arranged, check_place
from journeymap.store.database import Database

__all__ = ["READABLE", "Fold", "crowded_stages", "fold", "folds", "is_heavy", "sort_by_importance"]

READABLE = 14
"""Touchpoints side by side that can be read at once; of a longer map the screen shows a window of twelve."""
CROWDED = 7
"""A stage with more touchpoints of its own than this is hard to take in."""
_MIDDLING = 3
"""What a touchpoint counts whose importance nobody has said."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Touchpoints that may become sub-touchpoints of another one of their stage."""

    into: Touchpoint
    parts: tuple[Touchpoint, ...]


def is_heavy(journey_map: JourneyMap) -> bool:
    """Are there more touchpoints side by side than can be read at once?"""
    return len(journey_map.touchpoints) > READABLE


def crowded_stages(journey_map: JourneyMap) -> list[tuple[Stage, int]]:
    """Stages with too many touchpoints of their own, and how many; sub-touchpoints are not counted."""
    found = []
    for stage in journey_map.stages:
        own = sum(t.stage_id == stage.id and t.parent_id is None for t in journey_map.touchpoints)
        if own > CROWDED:
            found.append((stage, own))
    return found


def folds(db: Database, journey_id: str) -> list[Fold]:
    """Touchpoints that the library knows as parts of others which stand in the same stage."""
    journey_map = load_map(db, journey_id)
    keys = present(db, journey_id)
    wholes = {t.parent_id for t in journey_map.touchpoints}
    own = [t for t in journey_map.touchpoints if t.parent_id is None]
    found = []
    for whole in own:
        parts = tuple(
            t
            for t in own
            if t.id not in wholes
            and t.stage_id == whole.stage_id
            and t.id in keys
            and whole.id in keys
            and library()[keys[t.id]].part_of == keys[whole.id]
        )
        if parts:
            found.append(Fold(whole, parts))
    return found


@planned
def fold(db: Database, actor: str, journey_id: str, into_id: str, part_ids: Collection[str]) -> None:
    """Make touchpoints sub-touchpoints of another one, in its stage, as one act. Cards and answers go along.

    :raises NotFound: one of them is gone.
    :raises InvalidInput: nothing is chosen, or one of them cannot become a part.
    """
    if not part_ids:
        raise InvalidInput(_("Choose at least one touchpoint to put under it."))
    journey_map = load_map(db, journey_id)
    known = journey_map.touchpoint_by_id
    if into_id not in known or any(part not in known for part in part_ids):
        raise NotFound(_("This touchpoint does not exist any more. Load the page again."))
    into = known[into_id]
    moved = {i: replace(known[i], stage_id=into.stage_id, parent_id=into.id) for i in part_ids}
    for part in moved.values():
        check_place(journey_map, part)
    after = arranged(journey_map, [moved.get(t.id, t) for t in journey_map.touchpoints], moved.keys())
    label, args = N_("Put {n} touchpoints under “{title}”"), {"n": len(moved), "title": short(into.title)}
    changes = differences(journey_map.touchpoints, after)
    carry_out(db, actor, Act(event="touchpoint.fold", scope=journey_id, label=label, args=args, changes=changes))


@planned
def sort_by_importance(db: Database, actor: str, journey_id: str) -> bool:
    """Order the touchpoints of each stage by what they mean to customers, as one act.

    Moments of truth come first, then by importance (nothing said counts as 3); equals keep their order. Stages stay
    as they are, and sub-touchpoints stay with their whole.

    :returns: whether anything moved.
    """
    journey_map = load_map(db, journey_id)
    ordered = sorted(journey_map.touchpoints, key=_weight)
    after = arranged(journey_map, ordered, journey_map.touchpoint_by_id.keys())
    if [t.id for t in after] == [t.id for t in journey_map.touchpoints]:
        return False
    changes = differences(journey_map.touchpoints, after)
    label = N_("Sort the touchpoints by importance")
    carry_out(db, actor, Act(event="touchpoint.sort", scope=journey_id, label=label, changes=changes))
    return True


def _weight(touchpoint: Touchpoint) -> tuple[bool, int]:
    return not touchpoint.moment_of_truth, -(touchpoint.importance or _MIDDLING)
