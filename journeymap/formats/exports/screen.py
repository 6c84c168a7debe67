"""A map as inline SVG: on the screen at once, while a new browser is still getting the drawing library."""

from __future__ import annotations

from journeymap.formats.exports.paint import visible
from journeymap.formats.exports.svg import FAMILIES, Pen, px
from journeymap.layout.geometry import MapLayout
from journeymap.layout.tokens import tokens


def on_screen(layout: MapLayout) -> str:
    """What fits the view of a map, without its pictures, in the fonts that the page has."""
    pen = Pen({})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{px(layout.view_width)}" height="{px(layout.height)}"'
        f' font-family="{FAMILIES}" aria-hidden="true">'
        f'<rect width="100%" height="100%" fill="{tokens(layout.theme).ground}"/>'
        + "".join([pen.draw(mark) for mark in layout.marks if visible(mark)])
        + "</svg>"
    )
