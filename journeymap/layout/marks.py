"""The few kinds of things a map is drawn with. Every renderer (Plotly, SVG, PDF, slides) knows these and nothing else.

All lengths are px, x to the right and y downwards from the upper left corner. Marks are drawn in the order of their
``layer``; inside a layer, in the order in which they stand. Only marks of the zone ``BODY`` move while the map is
panned sideways. ``touchpoint`` is what a click on the mark means.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Literal, NamedTuple

LINE_HEIGHT = 1.3
"""em from line to line, as Plotly has it."""

BASELINE = 0.25
"""em from the middle of a line of text down to its baseline, as Plotly has it."""

Dash = Literal["solid", "dash", "dot", "dashdot", "longdash"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


class Layer(IntEnum):
    """Who lies above whom."""

    GROUND = 0
    BOX = 1
    AREA = 2
    LINE = 3
    VEIL = 4
    DISC = 5
    DETAIL = 6
    TEXT = 7
    OUTLINE = 8


class Zone(IntEnum):
    """What moves together: the map itself, or one of the margins around it, which stand still."""

    BODY = 0
    TOP = 1
    LEFT = 2
    BOTTOM = 3


class Box(NamedTuple):
    """A rectangle.

    :param radius: of its corners.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    fill: str
    stroke: str = ""
    stroke_width: float = 0
    radius: float = 0
    touchpoint: str | None = None
    layer: Layer = Layer.BOX
    zone: Zone = Zone.BODY


class Text(NamedTuple):
    """Lines of text, left (or right, or middle) aligned at ``x``, the block's middle at ``y``."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    anchor: Anchor = "start"
    touchpoint: str | None = None
    layer: Layer = Layer.TEXT
    zone: Zone = Zone.BODY

    def baselines(self) -> tuple[float, ...]:
        """y of each line's baseline."""
        first = self.y + (BASELINE - (len(self.lines) - 1) * LINE_HEIGHT / 2) * self.size
        return tuple(first + i * LINE_HEIGHT * self.size for i in range(len(self.lines)))


class Line(NamedTuple):
    """An open line through points."""

    points: Sequence[Point]
    colour: str
    width: float
    dash: Dash = "solid"
    layer: Layer = Layer.LINE
    zone: Zone = Zone.BODY


class Area(NamedTuple):
    """A filled polygon."""

    points: Sequence[Point]
    fill: str
    layer: Layer = Layer.AREA
    zone: Zone = Zone.BODY


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    stroke_width: float = 0
    touchpoint: str | None = None
    layer: Layer = Layer.DISC
    zone: Zone = Zone.BODY


class Image(NamedTuple):
    """A picture, as large as its box allows, in the middle of it."""

    x0: float
    y0: float
    x1: float
    y1: float
    source: str
    touchpoint: str | None = None
    layer: Layer = Layer.BOX
    zone: Zone = Zone.BODY


Mark = Box | Text | Line | Area | Disc | Image
