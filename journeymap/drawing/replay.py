"""A map through the months: drawn once, and for each month only what its scores change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journeymap.drawing.live import LOWEST_MAP, Drawing, drawing_of
from journeymap.drawing.map import figure
from journeymap.drawing.overview import OVERVIEW_HEIGHT, overview_figure
from journeymap.layout.build import build
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Area, Box, Image, Layer, Line, Mark, Zone
from journeymap.layout.request import MapRequest
from journeymap.layout.window import slots, window_for
from journeymap.layout.words import number
from journeymap.model.journey import LaneKind
from journeymap.scores.score import Score
from journeymap.scores.wording import shown_interval, too_few

__all__ = ["ReplayDrawing", "ReplayFrame", "draw_replay"]

_LONGEST = 3
"""Of the journey's own scores: the longest decide how much room the title needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayFrame:
    """A month.

    :param label: for the title of the map and the slider.
    :param note: what stands beside the slider.
    :param scores: by touchpoint id; the same metrics in every month.
    """

    label: str
    note: str
    scores: Mapping[str, Sequence[Score]]
    whole: Sequence[Score]


@dataclass(frozen=True, slots=True)
class ReplayDrawing:
    """What the browser is given.

    :param drawing: what all months share, and the overview.
    :param frames: JSON list of ``{"label", "note", "data"}``, to be laid over it; one that has a ``"figure"`` instead
        of data is a whole map. Under an overview each has a ``"strip"``, too: the places of its traces in ``pool``.
    :param pool: JSON list of traces, each once: from month to month few of them differ.
    """

    drawing: Drawing
    frames: str
    pool: str


def draw_replay(request: MapRequest, frames: Sequence[ReplayFrame], *, focus: int = 0) -> ReplayDrawing:
    """Draw a map for every month; it stands still, for all months are laid out in the room that the widest needs.

    :param request: what to show; its scores, period and window are chosen here, and no weakest link is marked: with the
        answers of one month it cannot be told.
    :param frames: at least one.
    :param focus: index of the column that must be in sight when not all of them can be.
    """
    columns = tuple(slot.touchpoint_id for slot in slots(request.journey_map, request.stage_id))
    window = window_for(focus, len(columns), request.width)
    if window is not None:
        request = replace(request, window=window, height=max(request.height - OVERVIEW_HEIGHT, LOWEST_MAP))
    first, count = window or (0, len(columns))
    seen = [touchpoint for touchpoint in columns[first : first + count] if touchpoint is not None]
    request = replace(
        request,
        weakest=frozenset(),
        room_for=_widest(
            score for frame in frames for touchpoint in seen for score in frame.scores.get(touchpoint, ())
        ),
        room_for_whole=sorted((tuple(frame.whole) for frame in frames), key=_length)[-_LONGEST:],
    )
    layouts = [build(replace(request, scores=frame.scores, whole=frame.whole, period=frame.label)) for frame in frames]
    last = layouts[-1]
    still = figure(replace(last, marks=tuple(mark for mark in last.marks if not _told(last, mark))))
    made = [_frame(frame, layout, last) for frame, layout in zip(frames, layouts, strict=True)]
    pool: dict[str, int] = {}
    strip = None
    if window is not None:
        for month, frame in zip(made, frames, strict=True):
            strip = overview_figure(replace(request, scores=frame.scores))
            month["strip"] = [pool.setdefault(_json(trace), len(pool)) for trace in strip["data"]]
    return ReplayDrawing(drawing_of(still, strip, columns), _json(made), f"[{','.join(pool)}]")


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def _widest(scores: Iterable[Score]) -> tuple[Score, ...]:
    """One score for each text that a cell can hold; how many answered counts by its digits."""
    found: dict[tuple[object, ...], Score] = {}
    for score in scores:
        n = len(str(score.n)) if score.shown else score.n
        found.setdefault((score.metric, score.scale_high, score.shown, number(score), n), score)
    return tuple(found.values())


def _length(whole: Sequence[Score]) -> int:
    """About how long the journey's own score is in the title."""
    return sum(len(f"{number(s)}{shown_interval(s)}{s.n}" if s.shown else too_few(s)) for s in whole)


def _frame(frame: ReplayFrame, layout: MapLayout, still: MapLayout) -> dict[str, Any]:
    said = {"label": frame.label, "note": frame.note}
    if layout.lanes != still.lanes or layout.font_size != still.font_size:
        return {**said, "figure": figure(layout)}
    moving = figure(replace(layout, marks=tuple(mark for mark in layout.marks if _told(layout, mark))))
    return {**said, "data": moving["data"]}


def _told(layout: MapLayout, mark: Mark) -> bool:
    """Whether a mark tells a score: it stands in the lane of scores or in the title row."""
    if isinstance(mark, Image) or mark.layer in (Layer.GROUND, Layer.OUTLINE):
        return False
    top, bottom = _extent(mark)
    if mark.zone is Zone.TOP:
        return True
    return mark.zone is Zone.BODY and any(
        lane.y0 <= top and bottom <= lane.y1 for lane in layout.lanes if lane.kind is LaneKind.SCORES
    )


def _extent(mark: Mark) -> tuple[float, float]:
    """The upper and the lower end of a mark; of a text or a disc its middle."""
    if isinstance(mark, Box | Image):
        return mark.y0, mark.y1
    if isinstance(mark, Line | Area):
        heights = [y for _x, y in mark.points]
        return min(heights), max(heights)
    return mark.y, mark.y
