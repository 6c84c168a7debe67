"""The legend: what is believed, what was measured, and every sign that the map uses.

Only what is on the map is explained.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from journeymap.layout import words
from journeymap.layout.card_lane import evidence_mark
from journeymap.layout.difference_marks import badge
from journeymap.layout.emotion_lane import draw_face
from journeymap.layout.flow import Item, flow
from journeymap.layout.fonts import Style
from journeymap.layout.geometry import Face
from journeymap.layout.grid import Grid, label_pad
from journeymap.layout.marks import Box, Layer, Line, Mark, Zone
from journeymap.layout.runs import Run, draw_runs, extent
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import Pen
from journeymap.layout.view import View
from journeymap.layout.wrap import clean, one_line
from journeymap.locale import gettext as _
from journeymap.model.difference import Sign
from journeymap.model.journey import Evidence, LaneKind
from journeymap.scores.score import Band
from journeymap.scores.wording import band_word

Symbol = Callable[[float, float, Sheet], None]


class Legend:
    """The legend of a view.

    :param signs: of what differs on a comparison.
    """

    def __init__(self, view: View, evidence: set[Evidence], signs: Collection[Sign] = ()) -> None:
        self.view = view
        kinds = {lane.kind for lane in view.lanes}
        shown = [score for score in view.score_by_cell.values() if score.shown]
        self.emotion = LaneKind.EMOTION in kinds and bool(view.personas)
        self.scores = LaneKind.SCORES in kinds and bool(shown)
        self.bands = [b for b in Band if any(s.band is b for s in (*shown, *view.request.whole))] if self.scores else []
        self.trend = self.scores and any(score.trend for score in shown)
        self.evidence = [e for e in Evidence if e in evidence]
        alike = {Sign.CHANGED: Sign.REWORDED}  # drawn with one sign
        self.signs = [sign for sign in Sign if sign in {alike.get(sign, sign) for sign in signs}]

    def height(self, grid: Grid) -> float:
        """The height that it needs, px."""
        rows = self._rows(grid)
        return len(rows) * 1.6 * grid.small + 0.3 * grid.size if rows else 0.25 * grid.size

    def _rows(self, grid: Grid) -> list[list[Item]]:
        room = grid.view.request.width - 2 * label_pad(grid.size)
        return flow(self._items(grid), room, 1.6 * grid.small)

    def draw(self, grid: Grid, y0: float, sheet: Sheet) -> None:
        """Draw it from a height downwards."""
        y = y0 + 0.3 * grid.size
        for row in self._rows(grid):
            x = label_pad(grid.size)
            for item in row:
                draw_runs(item, x, y + 0.8 * grid.small, grid.view.colours, sheet, zone=Zone.BOTTOM)
                x += extent(item) + 1.6 * grid.small
            y += 1.6 * grid.small

    def _items(self, grid: Grid) -> list[Item]:
        size, colours = grid.small, grid.view.colours
        items = [[_symbol(grid, 1.3, _sign(sign)), self._word(grid, _sign_word(sign))] for sign in self.signs]
        if self.emotion:
            items += self._emotion_items(grid)
        if self.scores:
            bar = _symbol(grid, 2.6, _score_bar)
            items.append([bar, self._word(grid, _("customers said (95 % interval)"))])
        for band in self.bands:
            badge = Run("", size, colours.muted, badge=band)
            items.append([badge, self._word(grid, band_word(band))])
        if self.trend:
            arrows = Run("↗ ↘", size, colours.ink, Style.SEMIBOLD)
            items.append([arrows, self._word(grid, _("changed beyond chance"))])
        if self.evidence:
            items += self._evidence_items(grid)
        return items

    def _word(self, grid: Grid, text: str) -> Run:
        return Run(text, grid.small, grid.view.colours.muted, gap=0.45 * grid.small)

    def _emotion_items(self, grid: Grid) -> list[Item]:
        personas = self.view.personas
        if len(personas) == 1:
            pen = self.view.pen(personas[0])
            return [[_symbol(grid, 3.3, _curve(pen)), self._word(grid, _("the team believes"))]]
        items: list[Item] = []
        for persona in personas:
            symbol = _symbol(grid, 3.3, _curve(self.view.pen(persona)))
            text = _("{name}, as the team believes").format(name=clean(persona.name))
            room = grid.view.request.width - 2 * label_pad(grid.size) - symbol.width - grid.small
            items.append([symbol, self._word(grid, one_line(text, Style.REGULAR, grid.small, room).lines[0])])
        return items

    def _evidence_items(self, grid: Grid) -> list[Item]:
        items: list[Item] = []
        for evidence in self.evidence:
            mark = _symbol(grid, 0.7, _evidence(evidence))
            items.append([mark, self._word(grid, words.evidence_name(evidence))])
        head = Run(_("A card is"), grid.small, grid.view.colours.muted)
        items[0] = [head, items[0][0]._replace(gap=0.7 * grid.small), *items[0][1:]]
        return items


Draw = Callable[[Grid, float, float, Sheet], None]


def _symbol(grid: Grid, width: float, draw: Draw) -> Run:
    """A sign ``width`` em wide, moved to the legend's zone."""

    def place(x: float, y: float, sheet: Sheet) -> None:
        own = Sheet()
        draw(grid, x, y, own)
        sheet.marks += [_in_legend(mark) for mark in own.marks]

    return Run("", grid.small, grid.view.colours.muted, symbol=place, width=width * grid.small)


def _in_legend(mark: Mark) -> Mark:
    return mark._replace(zone=Zone.BOTTOM)


def _sign(sign: Sign) -> Draw:
    def draw(grid: Grid, x: float, y: float, sheet: Sheet) -> None:
        sheet.marks += badge(grid, sign, x + 0.65 * grid.small, y)

    return draw


def _sign_word(sign: Sign) -> str:
    return {
        Sign.ADDED: _("added"),
        Sign.REMOVED: _("removed"),
        Sign.MOVED: _("moved"),
        Sign.REWORDED: _("reworded or changed"),
    }[sign]


def _curve(pen: Pen) -> Draw:
    def draw(grid: Grid, x: float, y: float, sheet: Sheet) -> None:
        em = grid.small
        for start in (0.0, 2.1):
            sheet.marks.append(
                Line(((x + start * em, y), (x + (start + 1.2) * em, y)), pen.colour, 0.13 * em, pen.dash)
            )
        draw_face(Face("", "", 1.2, x + 1.65 * em, y, 0.6 * em), pen.colour, grid.view.colours.ground, sheet)

    return draw


def _score_bar(grid: Grid, x: float, y: float, sheet: Sheet) -> None:
    em, colours = grid.small, grid.view.colours
    sheet.marks.append(Box(x, y - 0.22 * em, x + 2.6 * em, y + 0.22 * em, colours.track))
    sheet.marks.append(Box(x, y - 0.22 * em, x + 1.5 * em, y + 0.22 * em, colours.middling.fill))
    for points in (
        ((x + 1.0 * em, y), (x + 2.0 * em, y)),
        *[((x + e * em, y - 0.3 * em), (x + e * em, y + 0.3 * em)) for e in (1.0, 2.0)],
    ):
        sheet.marks.append(Line(points, colours.whisker, 1.4, layer=Layer.DETAIL))


def _evidence(evidence: Evidence) -> Draw:
    def draw(grid: Grid, x: float, y: float, sheet: Sheet) -> None:
        colours = grid.view.colours
        plain = colours.plain._replace(fill=colours.ground)
        evidence_mark(sheet, colours, plain, evidence, x + 0.35 * grid.small, y, 0.3 * grid.small)

    return draw
