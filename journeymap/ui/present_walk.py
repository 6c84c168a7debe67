"""The walk through a journey on the wall: the whole map, then each stage, and after a stage its touchpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown at once.

    :param stage_id: the stage that fills the screen, ``None`` for the whole map.
    :param touchpoint_id: which touchpoint of it is lit.
    """

    stage_id: str | None = None
    touchpoint_id: str | None = None


def walk(journey_map: JourneyMap) -> tuple[Step, ...]:
    """Every step, in order."""
    by_stage: dict[str, list[str]] = {stage.id: [] for stage in journey_map.stages}
    for touchpoint in journey_map.touchpoints:
        by_stage.setdefault(touchpoint.stage_id, []).append(touchpoint.id)
    steps = [Step()]
    for stage_id, touchpoint_ids in by_stage.items():
        steps += [Step(stage_id), *[Step(stage_id, touchpoint_id) for touchpoint_id in touchpoint_ids]]
    return tuple(steps)


def next_touchpoint(steps: Sequence[Step], at: int, by: int) -> int:
    """The next touchpoint from a step on (``by`` 1) or back (−1); the same step when there is none."""
    return next((i for i in _onwards(steps, at, by) if steps[i].touchpoint_id), at)


def next_stage(steps: Sequence[Step], at: int, by: int) -> int:
    """The next stage from a step on (``by`` 1) or the one before (−1); the same step when there is none."""
    here = steps[at].stage_id
    found = (i for i in _onwards(steps, at, by) if not steps[i].touchpoint_id and steps[i].stage_id not in (here, None))
    return next(found, at)


def _onwards(steps: Sequence[Step], at: int, by: int) -> range:
    return range(at + 1, len(steps)) if by > 0 else range(at - 1, -1, -1)
