"""Light on one touchpoint: an outline around its column, and a veil over everything else."""

from __future__ import annotations

from journeymap.layout.geometry import Column, MapLayout, Rect
from journeymap.layout.marks import Box, Layer, Mark, Zone
from journeymap.layout.tokens import tokens

CLEAR = "rgba(0,0,0,0)"


def light(layout: MapLayout, touchpoint_id: str, *, spotlight: bool) -> tuple[Mark, ...]:
    """The marks that light a touchpoint on a finished layout; none when it is not there.

    They lie above everything else, so that they can be drawn onto a map without drawing it anew.

    :param spotlight: dim the rest. The names of the lanes and of its stage stay, for they belong to it.
    """
    column = next((c for c in layout.columns if c.touchpoint_id == touchpoint_id), None)
    if column is None or not layout.lanes:
        return ()
    veils = _veils(layout, column) if spotlight else ()
    return (*veils, _outline(layout, column))


def _outline(layout: MapLayout, column: Column) -> Box:
    width = max(3.0, 0.2 * layout.font_size)
    return Box(
        column.x0 + width / 2 - 1,
        layout.lanes[0].y0 - 1,
        column.x1 - width / 2 + 1,
        layout.lanes[-1].y1 + 1,
        CLEAR,
        tokens(layout.theme).highlight,
        width,
        max(4.0, 0.36 * layout.font_size),
        layer=Layer.OUTLINE,
    )


def _veils(layout: MapLayout, column: Column) -> tuple[Box, ...]:
    rows, foot = layout.lanes[0].y0, layout.lanes[-1].y1
    stage = next((s.box for s in layout.stages if s.stage_id == column.stage_id), Rect(column.x0, 0, column.x1, 0))
    left = layout.label_width
    areas = (
        (Rect(0, 0, layout.view_width, layout.top), Zone.TOP),
        (Rect(left, layout.top, stage.x0, rows), Zone.BODY),
        (Rect(stage.x1, layout.top, layout.width, rows), Zone.BODY),
        (Rect(left, rows, column.x0, foot), Zone.BODY),
        (Rect(column.x1, rows, layout.width, foot), Zone.BODY),
        (Rect(0, foot, layout.view_width, layout.height), Zone.BOTTOM),
    )
    colour = tokens(layout.theme).veil
    return tuple(
        Box(*area, colour, layer=Layer.OUTLINE, zone=zone)
        for area, zone in areas
        if area.x1 > area.x0 and area.y1 > area.y0
    )
