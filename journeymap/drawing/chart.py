"""What the ordinary charts have in common: margins, axes and words that hover. Drawn by ``ui/chart_component.py``."""

from __future__ import annotations

from typing import Any

from journeymap.drawing.figure import QUIET
from journeymap.layout.fonts import FAMILY
from journeymap.layout.request import Theme
from journeymap.layout.tokens import tokens

SMALL = 13
"""px, font size of axes and small print."""


def chart_layout(theme: Theme, width: int | None, height: int) -> dict[str, Any]:
    """A layout for a chart with axes; ``width`` ``None`` takes the room there is."""
    colours = tokens(theme)
    return {
        **({"width": width} if width else {"autosize": True}),
        "height": height,
        "margin": {"l": 44, "r": 12, "t": 12, "b": 36, "pad": 0},
        "template": {},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": SMALL, "color": colours.ink},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.ground,
            "bordercolor": colours.separator,
            "font": {"family": FAMILY, "size": SMALL, "color": colours.ink},
        },
    }


def chart_axis(theme: Theme, **more: Any) -> dict[str, Any]:
    """A quiet axis: thin lines, small figures, nothing that moves."""
    colours = tokens(theme)
    return {
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": colours.rule,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"family": FAMILY, "size": SMALL, "color": colours.muted},
        **more,
    }


def chart_config() -> dict[str, Any]:
    """No tool bar; the chart takes the width of its place."""
    return {**QUIET, "responsive": True}
