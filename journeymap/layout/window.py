"""Long journeys: which columns there are, how many fit, which of them a window shows."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.model.journey import JourneyMap

WIDEST_MAP = 14
"""Columns that are still read as one map; more get an overview strip and a window."""

NARROWEST_COLUMN = 100
"""px at the smallest font; about sixteen characters of a card in each line."""

LONGEST_WINDOW = 12
"""Columns of the window of a long journey."""

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


def columns_that_fit(width: float) -> int:
    """How many columns can be read side by side in ``width`` px; at least one."""
    labels = _labels(width)
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


def window_for(focus: int, n: int, width: float) -> tuple[int, int] | None:
    """The window of a map of ``n`` columns and ``width`` px around a column; ``None`` where all fit."""
    return window_at(focus, n, min(LONGEST_WINDOW, columns_that_fit(width))) if needs_window(n, width) else None


def refocused(column: int, focus: int, n: int, width: float, narrower: float) -> int:
    """The focus with which a column stays where it is on the screen, as nearly as whole columns allow, when the map
    gets narrower.

    :param column: index of the column.
    :param focus: of the map as it is; see :func:`window_for`.
    :param width: px of the map now, ``narrower`` afterwards.
    """
    first, count = window_for(focus, n, width) or (0, n)
    fewer = (window_for(column, n, narrower) or (0, n))[1]
    x = _labels(width) + (column - first + 0.5) * (width - _labels(width)) / count
    place = round((x - _labels(narrower)) * fewer / (narrower - _labels(narrower)) - 0.5)
    return column - min(max(place, 0), fewer - 1) + fewer // 2


def _labels(width: float) -> int:
    return 0 if width < LABELS_ABOVE_BELOW else 120
