"""The live map: a layout as a Plotly figure."""

from __future__ import annotations

from typing import Any

from journeymap.drawing.figure import QUIET, Figure, bare_axis, base_layout
from journeymap.drawing.traces import Axes, images, shapes, traces
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Zone

_ONE: Axes = dict.fromkeys(Zone, ("x", "y"))
_PANNED: Axes = {Zone.BODY: ("x", "y"), Zone.LEFT: ("x2", "y"), Zone.TOP: ("x3", "y2"), Zone.BOTTOM: ("x3", "y3")}


def figure(layout: MapLayout) -> Figure:
    """The map in pixels. A click anywhere in a column has its touchpoint's id as ``customdata``.

    A map that is wider than its view can be panned sideways; lane names, title and legend then stay where they are.
    """
    axes = _PANNED if layout.pannable else _ONE
    return {
        "data": traces(layout.marks, axes),
        "layout": {
            **base_layout(layout.theme, layout.view_width, layout.height),
            **(_panned_axes(layout) if layout.pannable else _axes(layout)),
            "shapes": shapes(layout.marks, axes),
            "images": images(layout.marks, axes),
            "uirevision": f"{layout.view_width}:{layout.total}:{layout.first}:{len(layout.columns)}",
        },
        "config": dict(QUIET),
    }


def _axes(layout: MapLayout) -> dict[str, Any]:
    return {"xaxis": bare_axis(0, layout.view_width), "yaxis": bare_axis(layout.height, 0)}


def _panned_axes(layout: MapLayout) -> dict[str, Any]:
    """The map's own axes, and still ones for the margins; they do not overlap, so that each gets its own clicks."""
    left = layout.label_width / layout.view_width
    top, bottom = 1 - layout.top / layout.height, 1 - layout.bottom / layout.height
    limits = {"minallowed": layout.label_width, "maxallowed": layout.width}
    return {
        "dragmode": "pan",
        "xaxis": bare_axis(layout.label_width, layout.view_width, domain=(left, 1.0)) | {"fixedrange": False} | limits,
        "xaxis2": bare_axis(0, layout.label_width, domain=(0.0, left), anchor="y"),
        "xaxis3": bare_axis(0, layout.view_width, anchor="y2"),
        "yaxis": bare_axis(layout.bottom, layout.top, domain=(bottom, top)),
        "yaxis2": bare_axis(layout.top, 0, domain=(top, 1.0), anchor="x3"),
        "yaxis3": bare_axis(layout.height, layout.bottom, domain=(0.0, max(bottom, 0.0)), anchor="x3"),
    }
