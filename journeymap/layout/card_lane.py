"""A lane of cards: what the customer does and thinks, pain points, backstage …, and each touchpoint's promise."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from typing import NamedTuple

from journeymap.layout.fonts import Style
from journeymap.layout.geometry import PlacedText
from journeymap.layout.grid import Grid
from journeymap.layout.lane import ground, label_height
from journeymap.layout.marks import LINE_HEIGHT, Area, Box, Disc, Image, Layer, Text
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import Paper, Tokens
from journeymap.layout.view import View
from journeymap.layout.wrap import clean, line_count, widest_atom, wrap
from journeymap.locale import gettext as _
from journeymap.model.journey import Card, Evidence, Lane, LaneKind

PICTURE_HEIGHT = 5.0
"""em."""

_HALF_DISC = tuple((-cos(pi * i / 8), sin(pi * i / 8)) for i in range(9))


class Entry(NamedTuple):
    """A card's text as it is drawn.

    :param card: ``None`` for a touchpoint's promise.
    :param source: of its picture, blank without.
    """

    text: str
    card: Card | None
    source: str


class CardLane:
    """See :class:`journeymap.layout.lane.Row`."""

    def __init__(self, view: View, lane: Lane) -> None:
        self.lane = lane
        self.style = Style.ITALIC if lane.kind is LaneKind.THOUGHTS else Style.REGULAR
        names = view.names
        self.cells = [self._promise(view, i) if lane.kind is LaneKind.PROMISE else [] for i in range(len(view.slots))]
        if lane.kind is not LaneKind.PROMISE:
            pictures = view.request.pictures if lane.kind is LaneKind.PICTURE else {}
            for slot, cell in zip(view.slots, self.cells, strict=True):
                for card in view.cards(slot, lane):
                    source = pictures.get(card.picture_id or "", "")
                    text = self._text(card, names)
                    if text or source:
                        cell.append(Entry(text, card, source))

    @staticmethod
    def _promise(view: View, column: int) -> list[Entry]:
        touchpoint = view.touchpoint(view.slots[column])
        promise = clean(touchpoint.promise) if touchpoint else ""
        return [Entry(promise, None, "")] if promise else []

    def _text(self, card: Card, names: Mapping[str, str]) -> str:
        text = clean(card.text)
        if self.lane.kind is LaneKind.THOUGHTS and text and text[0] not in "“\"„»«'‘":
            text = _("“{thought}”").format(thought=text)
        name = names.get(card.persona_id or "")
        return _("{name}: {text}").format(name=name, text=text) if name and text else text

    @property
    def evidence(self) -> set[Evidence]:
        """What the cards rest on."""
        return {entry.card.evidence for cell in self.cells for entry in cell if entry.card}

    def least(self, grid: Grid) -> float:
        """The height that it needs, px."""
        tallest = grid.size
        for cell, heights in zip(self.cells, self._heights(grid), strict=True):
            if cell:
                tallest = max(tallest, sum(heights) + grid.gap * (len(cell) - 1))
        return max(tallest, label_height(grid, self.lane)) + 2 * grid.lane_pad + grid.heading

    def _heights(self, grid: Grid) -> list[list[float]]:
        """The height of each card, by cell."""
        line, pads = LINE_HEIGHT * grid.size, 2 * grid.pad_y
        style, size, width, most = self.style, grid.size, grid.text_width, grid.most_lines
        return [
            [
                pads
                + (line * min(line_count(text, style, size, width), most) if text else 0.0)
                + (PICTURE_HEIGHT * size if source else 0.0)
                for text, _card, source in cell
            ]
            for cell in self.cells
        ]

    def likes(self, grid: Grid) -> float:
        """How much more it makes good use of, px."""
        return 2.5 * grid.size if any(self.cells) else 0.0

    def keeps_whole(self, limit: float, size: float) -> float:
        """Widest word, in em, that fits ``limit`` px at ``size``."""
        texts = [entry.text for cell in self.cells for entry in cell]
        return max((widest_atom(text, self.style, limit / size) for text in texts), default=0.0)

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        ground(grid, self.lane, y0, y1, sheet)
        top, bottom = y0 + grid.heading + grid.lane_pad, y1 - grid.lane_pad
        paper = grid.view.colours.paper(self.lane.kind)
        for column, cell, heights in zip(grid.columns, self.cells, self._heights(grid), strict=True):
            if not cell:
                continue
            spare = max(0.0, bottom - top - sum(heights) - grid.gap * (len(cell) - 1)) / len(cell)
            y = top
            left, right = column.x0 + grid.gap / 2, column.x1 - grid.gap / 2
            for entry, height in zip(cell, heights, strict=True):
                box = Box(
                    left,
                    y,
                    right,
                    y + height + spare,
                    paper.fill,
                    paper.stroke,
                    1.0,
                    grid.radius,
                    column.touchpoint_id,
                )
                self._draw_card(grid, entry, box, paper, sheet)
                y = box.y1 + grid.gap

    def _draw_card(self, grid: Grid, entry: Entry, box: Box, paper: Paper, sheet: Sheet) -> None:
        sheet.marks.append(box)
        top = box.y0
        if entry.source:
            pad = grid.pad_y
            top += PICTURE_HEIGHT * grid.size + pad
            sheet.marks.append(Image(box.x0 + pad, box.y0 + pad, box.x1 - pad, top, entry.source, box.touchpoint))
        card = entry.card
        if entry.text:
            lines, cut = wrap(entry.text, self.style, grid.size, grid.text_width, grid.most_lines)
            middle = (top + box.y1 - (grid.pad_y if entry.source else 0.0)) / 2
            font = (grid.size, paper.ink, 400, self.style.italic)
            text = Text(box.x0 + grid.pad_x, middle, lines, *font, "start", box.touchpoint)
            sheet.marks.append(text)
            card_id = card.id if card else None
            sheet.texts.append(PlacedText(self.lane.id, card_id, box, (text,), grid.text_width, entry.text, cut))
        if card:
            evidence_mark(sheet, grid.view.colours, paper, card.evidence, box.x1 - grid.size, box.y1, 0.23 * grid.size)


def evidence_mark(
    sheet: Sheet, colours: Tokens, paper: Paper, evidence: Evidence, x: float, y: float, radius: float
) -> None:
    """Draw what a card rests on: a small ring, empty for assumed, half full for observed, full for measured."""
    full = evidence is Evidence.MEASURED
    sheet.marks.append(Disc(x, y, radius, colours.muted if full else paper.fill, colours.muted, 1.2))
    if evidence is Evidence.OBSERVED:
        points = [(x + radius * dx, y + radius * dy) for dx, dy in _HALF_DISC]
        sheet.marks.append(Area(points, colours.muted, layer=Layer.DETAIL))
