"""What the layout gives back: every place in px, and the marks to draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from journeymap.layout.marks import LINE_HEIGHT, Box, Mark, Point, Text
from journeymap.layout.request import Theme
from journeymap.model.journey import LaneKind
from journeymap.model.survey import Metric
from journeymap.scores.score import Score


class Rect(NamedTuple):
    """A rectangle, px, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float


class Column(NamedTuple):
    """A touchpoint's column.

    :param position: position among all columns of the journey (or stage), also when a window shows only some.
    :param touchpoint_id: ``None`` in the empty column of a stage without touchpoints.
    """

    position: int
    touchpoint_id: str | None
    stage_id: str
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """x of the column's axis: cards, faces and scores are centred on it."""
        return (self.x0 + self.x1) / 2


class StageBand(NamedTuple):
    """A stage's arrow over its columns.

    :param cut: whether its name ended in an ellipsis.
    """

    stage_id: str
    title: str
    box: Rect
    cut: bool = False


class LaneBand(NamedTuple):
    """A row from edge to edge; separators (the line of visibility …) are lanes too."""

    lane_id: str
    kind: LaneKind
    title: str
    y0: float
    y1: float


class PlacedText(NamedTuple):
    """A card with its text, or a touchpoint's own card, or its promise.

    :param card_id: ``None`` for what is not a card.
    :param paper: the card as it is drawn.
    :param blocks: its text as it is drawn.
    :param width: px that its text may take.
    :param text: all of its text.
    :param cut: whether some of it was left out.
    """

    lane_id: str
    card_id: str | None
    paper: Box
    blocks: tuple[Text, ...]
    width: float
    text: str
    cut: bool = False

    @property
    def touchpoint_id(self) -> str:
        """Whose card it is."""
        return self.paper.touchpoint or ""

    @property
    def box(self) -> Rect:
        """The place of the card."""
        return Rect(*self.paper[:4])

    @property
    def inner(self) -> Rect:
        """The place of the text."""
        first, last = self.blocks[0], self.blocks[-1]
        top = first.y - len(first.lines) * LINE_HEIGHT * first.size / 2
        bottom = last.y + len(last.lines) * LINE_HEIGHT * last.size / 2
        return Rect(first.x, top, first.x + self.width, bottom)


class Face(NamedTuple):
    """What a persona is believed to feel at a touchpoint."""

    touchpoint_id: str
    persona_id: str
    value: float
    x: float
    y: float
    radius: float


class Curve(NamedTuple):
    """A persona's believed feelings, sampled.

    :param points: each run of neighbouring touchpoints that have a value.
    """

    persona_id: str
    points: tuple[tuple[Point, ...], ...]


class ScoreCell(NamedTuple):
    """A score where its metric's row crosses its touchpoint's column.

    :param bar: the scale from worst to best, ``None`` where there are too few answers.
    :param filled: where the bar's filled part ends.
    :param whisker: x of the ends of the 95 % interval, ``None`` without one.
    """

    touchpoint_id: str
    metric: Metric
    score: Score
    box: Rect
    text: str
    n_text: str
    bar: Rect | None = None
    filled: float | None = None
    whisker: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class MapLayout:
    """A map with every place worked out.

    :param width: px; more than ``view_width`` when the map must be panned.
    :param height: px, as it really became.
    :param view_width: px that were asked for.
    :param label_width: px of the lane names' column; 0 where the names stand above their lanes.
    :param font_size: px of the cards' text.
    :param top: px of the title row above the stages; ``bottom`` is where the legend begins.
    :param first: index of the first column shown.
    :param total: columns of the whole journey (or stage), shown or not.
    :param marks: everything to draw, in order.
    """

    theme: Theme
    width: float
    height: float
    view_width: float
    label_width: float
    font_size: float
    top: float
    bottom: float
    first: int
    total: int
    columns: tuple[Column, ...] = ()
    stages: tuple[StageBand, ...] = ()
    lanes: tuple[LaneBand, ...] = ()
    texts: tuple[PlacedText, ...] = ()
    faces: tuple[Face, ...] = ()
    curves: tuple[Curve, ...] = ()
    scores: tuple[ScoreCell, ...] = ()
    marks: tuple[Mark, ...] = ()

    @cached_property
    def pannable(self) -> bool:
        """Whether the map is wider than its view."""
        return self.width > self.view_width + 0.5

    @cached_property
    def cut_touchpoints(self) -> frozenset[str]:
        """Touchpoints of which some text was left out; the panel beside the map has all of it."""
        return frozenset(t.touchpoint_id for t in self.texts if t.cut)
