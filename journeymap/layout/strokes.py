"""Hairlines on large screens: what is a fixed number of px wide grows with the screen, as the text does."""

from __future__ import annotations

from journeymap.layout.marks import Box, Disc, Line, Mark

THIN = 2.5
"""px; wider strokes are drawn in proportion to the text already."""


def thicker(mark: Mark, scale: float) -> Mark:
    """The mark with its thin strokes ``scale`` times as wide."""
    if isinstance(mark, Line):
        return mark._replace(width=scale * mark.width) if mark.width < THIN else mark
    if isinstance(mark, (Box, Disc)) and 0 < mark.stroke_width < THIN:
        return mark._replace(stroke_width=scale * mark.stroke_width)
    return mark
