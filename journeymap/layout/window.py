"""Long journeys: which columns there are, how many fit, which of them a window shows."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.model.journey import JourneyMap

WIDEST_MAP = 14
"""Columns that are still read as one map; more get an overview strip and a window."""

NARROWEST_COLUMN = 100
"""px at the smallest font; about sixteen characters of a card in each line."""

LABELS_ABOVE_BELOW = 640
"""px of width under which lane names stand above their lanes, not beside them."""


class Slot(NamedTuple):
    """One column before it has a place: a touchpoint, or the empty column of a stage that has none.

    :param position: position among all columns of the journey (or of the one stage that is shown).
    :param gap: the other map of a comparison has something here, this one has not.
    """

    position: int
    stage_id: str
    touchpoint_id: str | None
    gap: bool = False


def slots(journey_map: JourneyMap, stage_id: str | None = None) -> tuple[Slot, ...]:
    """All columns in drawing order, stage by stage; a stage without touchpoints has one with ``touchpoint_id=None``.

    :param stage_id: only the columns of this stage.
    """
    by_stage: dict[str, list[str]] = {stage.id: [] for stage in journey_map.stages}
    for touchpoint in journey_map.touchpoints:
        by_stage.setdefault(touchpoint.stage_id, []).append(touchpoint.id)
    found: list[Slot] = []
    for stage, touchpoints in by_stage.items():
        if stage_id in (None, stage):
            columns: list[str | None] = [*touchpoints] or [None]
            found += [Slot(len(found) + i, stage, touchpoint_id) for i, touchpoint_id in enumerate(columns)]
    return tuple(found)


def column_of(journey_map: JourneyMap, touchpoint_id: str, stage_id: str | None = None) -> int | None:
    """Index of a touchpoint's column, ``None`` when it is not there."""
    return next((s.position for s in slots(journey_map, stage_id) if s.touchpoint_id == touchpoint_id), None)


def columns_that_fit(width: float) -> int:
    """How many columns can be read side by side in ``width`` px; at least one."""
    labels = 0 if width < LABELS_ABOVE_BELOW else 120
    narrowest = 150 if width < LABELS_ABOVE_BELOW else NARROWEST_COLUMN
    return max(1, int((width - labels) // narrowest))


def needs_window(n: int, width: float = 1920) -> bool:
    """Whether ``n`` columns are too many for one map of ``width`` px, so that an overview and a window are needed."""
    return n > min(WIDEST_MAP, columns_that_fit(width))


def window_at(column: int, n: int, count: int = 12) -> tuple[int, int]:
    """The window (first column, number of columns) with ``column`` as near its middle as the ends allow.

    :param n: columns of the whole journey; the window is never wider.
    """
    count = max(1, min(count, n))
    return max(0, min(column - count // 2, n - count)), count
