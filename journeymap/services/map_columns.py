"""Two maps on the same columns: what stands on both sides shares one, what stands on one side leaves a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeymap.model.difference import AlignedColumn, Spot
from journeymap.model.journey import JourneyMap
from journeymap.services.map_matching import Pairs, in_place


def aligned_columns(before: JourneyMap, after: JourneyMap, pairs: Pairs) -> tuple[AlignedColumn, ...]:
    """The columns of both maps, in the order of both.

    What was moved across others stands in a column of its own on each side. A stage without touchpoints has a column.
    """
    ours, theirs = _spots(before), _spots(after)
    place = {_key(spot): n for n, spot in enumerate(theirs)}
    found = [(n, place[key]) for n, spot in enumerate(ours) if (key := _paired(spot, pairs)) in place]
    kept = in_place([there for _here, there in found])
    anchors = [(-1, -1), *(found[n] for n in sorted(kept)), (len(ours), len(theirs))]
    rows: list[tuple[Spot | None, Spot | None]] = []
    for (here, there), (next_here, next_there) in pairwise(anchors):
        if here >= 0:
            rows.append((ours[here], theirs[there]))
        rows += [(spot, None) for spot in ours[here + 1 : next_here]]
        rows += [(None, spot) for spot in theirs[there + 1 : next_there]]
    back = {there: here for here, there in pairs.items()}
    left = _filled([spot for spot, _other in rows], [other for _spot, other in rows], back)
    right = _filled([other for _spot, other in rows], [spot for spot, _other in rows], pairs)
    return tuple(AlignedColumn(*both) for both in zip(left, right, strict=True))


def _spots(journey_map: JourneyMap) -> list[Spot]:
    by_stage: dict[str, list[str | None]] = {stage.id: [] for stage in journey_map.stages}
    for touchpoint in journey_map.touchpoints:
        by_stage.setdefault(touchpoint.stage_id, []).append(touchpoint.id)
    return [Spot(stage, touchpoint) for stage, here in by_stage.items() for touchpoint in here or [None]]


def _key(spot: Spot) -> tuple[str, str]:
    return ("touchpoint", spot.touchpoint_id) if spot.touchpoint_id else ("stage", spot.stage_id)


def _paired(spot: Spot, pairs: Pairs) -> tuple[str, str]:
    kind, thing = _key(spot)
    return kind, pairs.get(thing, "")


def _filled(own: Sequence[Spot | None], other: Sequence[Spot | None], pairs: Pairs) -> Iterator[Spot]:
    """The spots of one side; a gap stands under the stage before it, or under the next where it belongs there."""
    following = ""
    nexts: list[str] = []
    for spot in reversed(own):
        following = spot.stage_id if spot else following
        nexts.append(following)
    stage = ""
    for spot, beside, coming in zip(own, other, reversed(nexts), strict=True):
        if spot is not None:
            stage = spot.stage_id
            yield spot
            continue
        wanted = pairs.get(beside.stage_id) if beside else None
        if not stage or (coming and wanted == coming):
            stage = coming
        yield Spot(stage, None, gap=True)
