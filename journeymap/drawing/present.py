"""The map on the wall: pages that fit the screen to the pixel, and the light that can be put on each touchpoint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise
from math import ceil
from typing import Any

from journeymap.drawing.map import figure
from journeymap.drawing.overview import OVERVIEW_HEIGHT, overview_figure
from journeymap.drawing.traces import Axes, shapes
from journeymap.layout.build import build
from journeymap.layout.geometry import MapLayout
from journeymap.layout.light import light
from journeymap.layout.marks import Zone
from journeymap.layout.request import MapRequest
from journeymap.layout.tokens import tokens
from journeymap.layout.window import WIDEST_MAP, slots

LEAST_FONT = 10.0
"""px at a width of 1920 px and less, and in proportion on larger screens. So small is only the map of everything."""

MOST_CHECKED = 24
"""Pages of a very long journey that are looked at before it is believed that all of them fit."""

_AXES: Axes = dict.fromkeys(Zone, ("x", "y"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the browser needs to show one page of the map, whichever of its touchpoints is lit.

    :param columns: touchpoint ids from left to right, ``None`` for the empty column of a stage that has none.
    :param figure: Plotly figure as JSON.
    :param strip: the overview above it as JSON, blank when the page is all there is.
    :param lights: JSON by touchpoint id: ``outline`` and ``veil``, Plotly shapes to be laid over the figure.
    :param ground: colour of the screen around it.
    :param font_size: px.
    :param cut: whether some text had to be shortened.
    :param stamp: changes when anything else here does.
    """

    columns: tuple[str | None, ...]
    figure: str
    strip: str
    lights: str
    ground: str
    font_size: float
    cut: bool
    stamp: str


Page = tuple[int, int]
"""First column and number of columns."""


def scale(request: MapRequest) -> float:
    """How much larger than on a screen 1920 px wide small print must be; 1 on smaller ones."""
    return max(1.0, request.width / 1920)


def pages(request: MapRequest) -> tuple[Page, ...]:
    """How a journey (or a stage) is divided so that each part fits the screen with all its words: evenly, and into as
    few pages as that takes. Where no division lets all words stand, into as few as have columns wide enough to read.
    """
    n = len(columns(request))
    readable: tuple[Page, ...] | None = None
    for count in sorted({ceil(n / most) for most in range(1, WIDEST_MAP + 1)} - {0} or {1}):
        divided = _divided(n, count)
        first = build(_request(request, divided[0], several=count > 1))
        if first.pannable:
            continue
        readable = readable or divided
        rest = (build(_request(request, page, several=True)) for page in islice(divided, 1, MOST_CHECKED))
        if not any(layout.cut_touchpoints for layout in chain([first], rest)):
            return divided
    return readable or _divided(n, max(1, n))


def columns(request: MapRequest) -> tuple[str | None, ...]:
    """Touchpoint ids of all columns, on whichever page, ``None`` for the empty column of a stage that has none."""
    return tuple(slot.touchpoint_id for slot in slots(request.journey_map, request.stage_id))


def page_of(found: tuple[Page, ...], column: int) -> Page:
    """The page with this column; the first when there is none."""
    return next((page for page in found if page[0] <= column < page[0] + page[1]), found[0])


def sheet(request: MapRequest, page: Page, *, several: bool) -> Sheet:
    """Lay out and draw one page.

    :param request: its ``selected``, ``window``, ``grow`` and ``min_font`` are chosen here.
    :param several: the page is one of several, so that an overview of all of them stands above it.
    """
    asked = _request(request, page, several=several)
    layout = build(asked)
    drawn = _json(figure(layout))
    strip = _json(overview_figure(asked, scale(request))) if several else ""
    columns = tuple(column.touchpoint_id for column in layout.columns)
    lights = _json({c: _light(layout, c) for c in columns if c is not None})
    stamp = hashlib.blake2b("\0".join((drawn, strip, lights)).encode("utf-8", "replace"), digest_size=8).hexdigest()
    cut = bool(layout.cut_touchpoints)
    return Sheet(columns, drawn, strip, lights, tokens(request.theme).ground, layout.font_size, cut, stamp)


def _light(layout: MapLayout, touchpoint_id: str) -> dict[str, Any]:
    drawn = shapes(light(layout, touchpoint_id, spotlight=True), _AXES)
    return {"veil": drawn[:-1], "outline": drawn[-1:]}


def _divided(n: int, count: int) -> tuple[Page, ...]:
    ends = [round(i * n / count) for i in range(count + 1)]
    return tuple((a, b - a) for a, b in pairwise(ends))


def _request(request: MapRequest, page: Page, *, several: bool) -> MapRequest:
    strip = round(OVERVIEW_HEIGHT * scale(request)) if several else 0
    return replace(
        request,
        window=page if several else None,
        height=request.height - strip,
        min_font=LEAST_FONT * scale(request),
        grow=False,
        selected=None,
    )


def _json(spec: dict[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
