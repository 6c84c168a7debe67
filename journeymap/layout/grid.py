"""The ruler of a map: at one font size, how wide the columns are and how large everything around a text is."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.layout import words
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import Column
from journeymap.layout.marks import LINE_HEIGHT
from journeymap.layout.view import View
from journeymap.layout.window import LABELS_ABOVE_BELOW, NARROWEST_COLUMN, columns_that_fit
from journeymap.layout.wrap import widest_atom
from journeymap.locale import gettext as _
from journeymap.model.journey import LINES, LaneKind

PANNED_COLUMN = 150
"""px of a column where the map is wider than its view."""

COMFORTABLE = 13
"""px from which an ordinary word is not broken only to make the font larger."""

PHONE_FONT = 14
"""px: a phone scrolls anyway, so nothing is gained by a smaller font."""

_WIDEST_LABELS = 0.17
"""Of the view's width."""

_LONGEST_NAME = 11.0
"""em; a longer word in a lane's name is broken."""

LONGEST_CURVE_NAME = 4.6
"""em; a longer name at the end of a curve is shortened, for it takes room from every column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Lengths in px.

    :param size: font size of the cards' text.
    :param small: font size of small print.
    :param label_size: font size of lane names; ``label_small`` of the small print beside them.
    :param label_width: of the column of lane names, 0 where they stand above their lanes.
    :param gap: between two cards.
    :param pad_x: between a card's edge and its text; ``pad_y`` likewise.
    :param lane_pad: between a lane's edge and its cards.
    :param most_lines: of one text before it is cut.
    :param card_width: width of a card, ``text_width`` of the text in it; 0 without columns.
    :param above: lane names stand above their lanes.
    """

    view: View
    size: float
    small: float
    label_size: float
    label_small: float
    label_width: float
    width: float
    columns: tuple[Column, ...]
    gap: float
    pad_x: float
    pad_y: float
    lane_pad: float
    radius: float
    most_lines: int
    above: bool
    card_width: float
    text_width: float

    @property
    def x0(self) -> float:
        """Left edge of the first column."""
        return self.columns[0].x0 if self.columns else self.label_width

    @property
    def x1(self) -> float:
        """Right edge of the last column."""
        return self.columns[-1].x1 if self.columns else self.width

    @property
    def heading(self) -> float:
        """Height of a lane's name above it, 0 where it stands beside it."""
        return LINE_HEIGHT * self.label_size + 0.3 * self.size if self.above else 0.0

    def lines(self, n: int, size: float | None = None) -> float:
        """Height of ``n`` lines of text."""
        return n * LINE_HEIGHT * (self.size if size is None else size)


def is_panned(view: View) -> bool:
    """Whether the columns would be too narrow to read, so that the map is wider than its view."""
    least = NARROWEST_COLUMN * view.request.min_font / 11
    if view.request.width < LABELS_ABOVE_BELOW:
        return len(view.slots) > columns_that_fit(view.request.width)
    room = view.request.width - _labels(view, view.request.min_font)[2]
    return len(view.slots) * least > room


def is_above(view: View) -> bool:
    """Whether lane names stand above their lanes: on a narrow screen that need not be panned."""
    return view.request.width < LABELS_ABOVE_BELOW and not is_panned(view)


def least_font(view: View) -> float:
    """The smallest font that this map may have, px."""
    if is_above(view):
        return max(view.request.min_font, PHONE_FONT)
    return max(view.request.min_font, COMFORTABLE) if is_panned(view) and view.request.grow else view.request.min_font


def grid(view: View, size: float, most_lines: int) -> Grid:
    """The ruler at a font size."""
    width = float(view.request.width)
    above = is_above(view)
    label_size, label_small, label_width = (0.92 * size, 0.0, 0.0) if above else _labels(view, size)
    n = len(view.slots)
    edge = 0.35 * size
    ends = curve_names(view, 0.92 * size if above else size)
    if is_panned(view):
        width = label_width + n * max(PANNED_COLUMN, 10.5 * size) + edge + ends
    left = edge if above else label_width
    pitch = (width - left - edge - ends) / n if n else 0.0
    gap, pad_x = max(4.0, 0.42 * size), max(5.0, 0.55 * size)
    return Grid(
        view=view,
        size=size,
        small=max(0.8 * size, min(size, view.request.min_font)),
        label_size=label_size,
        label_small=label_small,
        label_width=label_width,
        width=width,
        columns=tuple(
            Column(slot.position, slot.touchpoint_id, slot.stage_id, left + i * pitch, left + (i + 1) * pitch)
            for i, slot in enumerate(view.slots)
        ),
        gap=gap,
        pad_x=pad_x,
        pad_y=max(3.0, 0.36 * size),
        lane_pad=max(3.0, 0.3 * size),
        radius=max(4.0, 0.36 * size),
        most_lines=most_lines,
        above=above,
        card_width=max(0.0, pitch - gap),
        text_width=max(0.0, pitch - gap - 2 * pad_x),
    )


def label_pad(size: float) -> float:
    """px left of the lane names, and between them and what stands to their right."""
    return 0.5 * size


def beside(view: View, kind: LaneKind, small: float) -> float:
    """px that a lane needs between its name and its first column, for metrics or the ends of the emotion's scale."""
    if kind is LaneKind.SCORES and view.metrics:
        return max(em_width(words.metric_name(m), Style.SEMIBOLD) for m in view.metrics) * small + 0.5 * small
    if kind is LaneKind.EMOTION:
        return em_width(_("neutral"), Style.REGULAR) * small + 0.5 * small
    return 0.0


def curve_names(view: View, size: float) -> float:
    """px right of the last column for the names at the ends of several personas' curves."""
    if len(view.personas) < 2 or not any(lane.kind is LaneKind.EMOTION for lane in view.lanes):
        return 0.0
    widest = max(em_width(name, Style.SEMIBOLD) for name in view.curve_names.values())
    return (min(widest, LONGEST_CURVE_NAME) * 1.005 + 0.3) * size


def _labels(view: View, size: float) -> tuple[float, float, float]:
    """Font sizes of the lane names and of what stands beside them, and the width of both.

    As large as the cards' text; smaller where they would take too much of the width, but never under ``min_font``.
    """
    small = max(0.8 * size, min(size, view.request.min_font))
    needed = 4 * size
    for lane, title in zip(view.lanes, view.lane_titles, strict=True):
        word = widest_atom(title, Style.SEMIBOLD, _LONGEST_NAME) * size if lane.kind not in LINES else 0.0
        needed = max(needed, word + beside(view, lane.kind, small))
    needed, pads = 1.01 * needed, 2 * label_pad(size)
    scale = (_WIDEST_LABELS * view.request.width - pads) / needed
    scale = min(1.0, max(scale, view.request.min_font / size))
    return scale * size, max(scale * small, min(small, view.request.min_font)), scale * needed + pads
