"""A map on a sheet or a picture: what every renderer of this folder draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeymap.formats.exports.breaks import halves, windows
from journeymap.formats.exports.frame import frame, frame_size
from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.build import build
from journeymap.layout.fonts import Typeface
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Area, Box, Disc, Image, Line, Mark, Text, Zone
from journeymap.layout.request import MapRequest
from journeymap.layout.tokens import tokens
from journeymap.layout.window import WIDEST_MAP, columns_that_fit, slots
from journeymap.locale import gettext as _
from journeymap.model.persona import Picture

SCREEN = 1920
"""px of width for which 11 px are the smallest font of a picture; wider ones have larger fonts."""

SMALLEST = 11.0
"""px."""

MARGIN = 14.0
"""px around a picture of :data:`SCREEN` px."""

LARGEST_FOOT = 20.0
"""px of the foot of a sheet."""

ROW = 0.42
"""Height of a row of a long map, in widths of the picture."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Marks in px on a ground.

    :param title: the map's title, and which part of it this is.
    :param layouts: what it was made from, with where each was put (x, y).
    :param pictures: by the ``source`` of its images.
    """

    width: float
    height: float
    ground: str
    title: str
    marks: tuple[Mark, ...]
    layouts: tuple[tuple[MapLayout, float, float], ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark elsewhere."""
    match mark:
        case Line() | Area():
            return mark._replace(points=[(x + dx, y + dy) for x, y in mark.points])
        case Box() | Image():
            return mark._replace(x0=mark.x0 + dx, y0=mark.y0 + dy, x1=mark.x1 + dx, y1=mark.y1 + dy)
        case Text() | Disc():
            return mark._replace(x=mark.x + dx, y=mark.y + dy)


def map_request(request: ExportRequest, **more: Any) -> MapRequest:
    """The map that an export shows.

    :param more: fields of :class:`~journeymap.layout.request.MapRequest` that the format decides.
    """
    given: dict[str, Any] = {
        "journey_map": request.journey_map,
        "scores": request.scores,
        "whole": request.whole,
        "theme": request.theme,
        "persona_ids": request.persona_ids,
        "weakest": request.weakest,
        "period": request.period,
        "min_font": SMALLEST,
        "whole_texts": True,
        "brand": request.brand,
        "pictures": {picture: picture for picture in request.pictures},
    }
    return MapRequest(**{**given, **more})


def picture(request: ExportRequest) -> Page:
    """The whole map as one picture: as wide as asked for, and higher than asked for where that is not enough.

    A map of more columns than are read side by side goes on in another row, as a text does; rows begin with a stage.
    """
    scale = max(1.0, request.width / SCREEN)
    margin = MARGIN * scale
    width = request.width - 2 * margin
    size = frame_size(request.width)
    foot = frame(request, width, size)
    room = request.height - foot.height - 2 * margin
    columns = slots(request.journey_map)
    most = min(WIDEST_MAP, columns_that_fit(width / scale))
    given: dict[str, Any] = {"width": int(width), "min_font": SMALLEST * scale}
    parts: list[tuple[MapLayout, float, float]] = []
    marks: list[Mark] = []
    if len(columns) <= most:
        layout = build(map_request(request, height=max(int(room), 1), **given))
        parts.append((layout, margin, margin))
        marks += [moved(mark, margin, margin) for mark in layout.marks]
        y = margin + layout.height
    else:
        y = _rows(request, windows(columns, most), given, margin, marks, parts)
    marks += [moved(mark, margin, y) for mark in foot.marks]
    return _page(request, float(request.width), max(y + foot.height + margin, float(request.height)), marks, parts)


def _rows(
    request: ExportRequest,
    rows: list[tuple[int, int]],
    given: Mapping[str, Any],
    margin: float,
    marks: list[Mark],
    parts: list[tuple[MapLayout, float, float]],
) -> float:
    """Title, rows and legend of a long map, one under the other; returns where they end."""
    everything = build(map_request(request, height=1, **given))  # of this, the title and the legend
    y = margin
    marks += [moved(mark, margin, y) for mark in everything.marks if mark.zone is Zone.TOP]
    y += everything.top
    for done, window in enumerate(rows):
        layout = build(map_request(request, height=int(ROW * request.width), window=window, **given))
        up = y - layout.top
        marks += [moved(m, margin, up) for m in layout.marks if m.zone not in (Zone.TOP, Zone.BOTTOM)]
        parts.append((layout, margin, up))
        y += layout.bottom - layout.top + MARGIN
        if request.progress:
            request.progress(done + 1, len(rows))
    marks += [moved(m, margin, y - everything.bottom) for m in everything.marks if m.zone is Zone.BOTTOM]
    return y + everything.height - everything.bottom


def sheets(
    request: ExportRequest, width: float, height: float, most: int, typeface: Typeface = "Source Sans"
) -> list[Page]:
    """The map on sheets of one size, broken between stages.

    A sheet whose texts do not fit gets fewer columns, a single column fewer lanes. What is too high even then stands
    on a higher page, which the renderer makes smaller.

    :param width: px inside the margins, and ``height`` likewise.
    :param most: columns of a sheet.
    """
    size = min(frame_size(width), LARGEST_FOOT)
    foot = frame(request, width, size, typeface=typeface).height
    room = int(height - foot)
    columns = slots(request.journey_map)
    given: dict[str, Any] = {"width": int(width), "height": room, "typeface": typeface}
    parts: list[MapLayout] = []
    for window in windows(columns, most) or [(0, 1)]:
        parts += _fitting(request, window, given)
    pages = []
    for number, layout in enumerate(parts, 1):
        foot_marks = frame(request, width, size, number=number, of=len(parts), typeface=typeface).marks
        top = max(layout.height, room)
        marks = [*layout.marks, *[moved(mark, 0.0, top) for mark in foot_marks]]
        pages.append(_page(request, width, max(height, top + foot), marks, [(layout, 0.0, 0.0)]))
    return pages


def _fitting(request: ExportRequest, window: tuple[int, int], given: Mapping[str, Any]) -> list[MapLayout]:
    layout = build(map_request(request, window=window, **given))
    if layout.height <= given["height"] + 1 and not layout.pannable:
        return [layout]
    if window[1] > 1:
        parts = halves(slots(request.journey_map), window)
        return [layout for part in parts for layout in _fitting(request, part, given)]
    return _by_lanes(request, layout, window, given)


def _by_lanes(
    request: ExportRequest, layout: MapLayout, window: tuple[int, int], given: Mapping[str, Any]
) -> list[MapLayout]:
    """One column on several sheets, each with as many of its lanes as fit."""
    room = given["height"] - layout.top - (layout.height - layout.bottom) - _stage_height(layout)
    groups: list[list[str]] = []
    used = 0.0
    for lane in layout.lanes:
        needed = lane.y1 - lane.y0
        if groups and used + needed <= room:
            groups[-1].append(lane.lane_id)
            used += needed
        else:
            groups.append([lane.lane_id])
            used = needed
    if len(groups) < 2:
        return [layout]
    return [build(map_request(request, window=window, lane_ids=frozenset(group), **given)) for group in groups]


def _stage_height(layout: MapLayout) -> float:
    return layout.lanes[0].y0 - layout.top if layout.lanes else 0.0


def _page(
    request: ExportRequest,
    width: float,
    height: float,
    marks: Iterable[Mark],
    parts: Iterable[tuple[MapLayout, float, float]],
) -> Page:
    return Page(
        width=width,
        height=height,
        ground=tokens(request.theme).ground,
        title=request.journey_map.journey.title.strip() or _("Untitled journey"),
        marks=tuple(marks),
        layouts=tuple(parts),
        pictures=request.pictures,
    )


def texts(page: Page) -> Iterable[Text]:
    """The text marks of a page."""
    return (mark for mark in page.marks if isinstance(mark, Text))
