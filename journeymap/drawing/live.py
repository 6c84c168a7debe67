"""One picture of a journey for the screen: the map, and above it the overview when the journey is long."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from journeymap.drawing.figure import Figure
from journeymap.drawing.map import figure
from journeymap.drawing.overview import OVERVIEW_HEIGHT, overview_figure
from journeymap.layout.build import build
from journeymap.layout.geometry import MapLayout
from journeymap.layout.request import MapRequest
from journeymap.layout.window import refocused, slots, window_for

__all__ = ["Drawing", "MapRequest", "draw", "laid_out", "refocused"]

LOWEST_MAP = 420
"""px; a map under the overview is never lower."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the browser is given.

    :param figure: Plotly figure as JSON.
    :param strip: the overview above it as JSON; blank when the whole journey is in the figure.
    :param columns: touchpoint ids from left to right, ``None`` for the empty column of a stage that has none.
    :param stamp: changes when the figure or the strip does.
    """

    figure: str
    strip: str
    columns: tuple[str | None, ...]
    stamp: str


def draw(request: MapRequest, *, focus: int = 0) -> Drawing:
    """Lay out and draw.

    :param request: what to show; its ``window`` is chosen here.
    :param focus: index of the column that must be in sight when not all of them can be.
    """
    columns = _columns(request)
    windowed = _windowed(request, len(columns), focus)
    strip = None if windowed is request else overview_figure(windowed)
    return drawing_of(figure(build(windowed)), strip, columns)


def laid_out(request: MapRequest, *, focus: int = 0) -> tuple[MapLayout, int]:
    """The layout of what :func:`draw` draws, and the height of the overview above it, px."""
    windowed = _windowed(request, len(_columns(request)), focus)
    return build(windowed), 0 if windowed is request else OVERVIEW_HEIGHT


def _columns(request: MapRequest) -> tuple[str | None, ...]:
    return tuple(slot.touchpoint_id for slot in slots(request.journey_map, request.stage_id))


def _windowed(request: MapRequest, columns: int, focus: int) -> MapRequest:
    """The request itself when all of its columns are drawn."""
    window = window_for(focus, columns, request.width)
    if window is None:
        return request
    return replace(request, window=window, height=max(request.height - OVERVIEW_HEIGHT, LOWEST_MAP))


def drawing_of(shown: Figure, strip: Figure | None, columns: tuple[str | None, ...]) -> Drawing:
    """Figures as the browser is given them."""
    told, above = _json(shown), _json(strip) if strip else ""
    stamp = hashlib.blake2b(f"{told}\0{above}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Drawing(told, above, columns, stamp)


def _json(spec: dict[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
