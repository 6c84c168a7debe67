"""Colours and cuts, as renderers need them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from journeymap.layout.fonts import STYLES, Style
from journeymap.layout.marks import Box, Dash, Mark, Text

DASHES: dict[Dash, tuple[float, ...]] = {
    "solid": (),
    "dash": (9, 5),
    "dot": (2, 4),
    "dashdot": (10, 4, 2, 4),
    "longdash": (16, 5),
}
"""px of line and gap, as on the live map."""

_RGBA = re.compile(r"rgba?\(([^)]*)\)")
_STYLES = {(style.weight, style.italic): style for style in STYLES}


class Paint(NamedTuple):
    """A colour as ``RRGGBB`` and how opaque it is, 0–1."""

    rgb: str
    alpha: float


@lru_cache(maxsize=500)
def paint(colour: str) -> Paint:
    """A colour of the layout, ``#RRGGBB`` or ``rgba(…)``; blank is invisible.

    :raises ValueError: it is neither.
    """
    if not colour:
        return Paint("000000", 0.0)
    if found := _RGBA.fullmatch(colour):
        red, green, blue, *alpha = (float(part) for part in found[1].split(","))
        return Paint(f"{int(red):02X}{int(green):02X}{int(blue):02X}", alpha[0] if alpha else 1.0)
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return Paint(colour[1:].upper(), 1.0)
    raise ValueError(colour)


def visible(mark: Mark) -> bool:
    """Whether there is anything to see: on the live map, clear boxes take clicks."""
    return not isinstance(mark, Box) or paint(mark.fill).alpha > 0 or bool(mark.stroke and mark.stroke_width)


def style_of(text: Text) -> Style:
    """The cut that a text is set in."""
    return _STYLES.get((text.weight, text.italic), Style.REGULAR)
