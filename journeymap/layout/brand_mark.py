"""Whose map it is, at the top of it: a band in the client's colour, the logo and the name."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.layout.flow import Item
from journeymap.layout.fonts import Style
from journeymap.layout.grid import Grid
from journeymap.layout.marks import Box, Image, Layer, Line, Zone
from journeymap.layout.runs import Run
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import LIGHT
from journeymap.layout.view import View
from journeymap.layout.wrap import clean, one_line

Symbol = Callable[[float, float, Sheet], None]

_BAND = 0.32
"""em."""
_WIDEST_LOGO = 5.0
"""Times its height; a wider one is drawn less high."""
_LONGEST_NAME = 0.3
"""Of the room."""


class BrandMark:
    """The brand of a view; nothing where there is none."""

    def __init__(self, view: View) -> None:
        brand = view.request.brand
        self.name = clean(brand.name).replace("\n", " ")
        self.accent = brand.accent
        self.source = view.request.pictures.get(brand.logo_id or "", "")
        self.ratio = brand.logo_ratio
        self.dark = view.request.theme == "dark"

    def band(self, grid: Grid) -> float:
        """The height of the band, px; 0 without an accent colour."""
        return _BAND * grid.size if self.accent else 0.0

    def draw_band(self, grid: Grid, y0: float, sheet: Sheet) -> None:
        """Draw the band from edge to edge."""
        if self.accent:
            box = Box(0, y0, grid.view.request.width, y0 + self.band(grid), self.accent, zone=Zone.TOP)
            sheet.marks.append(box)

    def item(self, grid: Grid, size: float, height: float, room: float) -> Item:
        """Logo, name, and a thin upright line behind them; empty where there is neither.

        :param size: font size of the name.
        :param height: px that the logo may take.
        """
        item: Item = []
        if self.source:
            wide = min(self.ratio, _WIDEST_LOGO) * height
            item.append(Run("", size, "", symbol=self._logo(wide, wide / self.ratio), width=wide))
        if self.name:
            text = one_line(self.name, Style.SEMIBOLD, size, _LONGEST_NAME * room).lines[0]
            item.append(Run(text, size, grid.view.colours.ink, Style.SEMIBOLD, gap=0.55 * size))
        if item:
            item.append(Run("", size, "", gap=0.8 * size, symbol=_rule(grid, height), width=1.0))
        return item

    def _logo(self, width: float, height: float) -> Symbol:
        def draw(x: float, y: float, sheet: Sheet) -> None:
            x1, y0, y1 = x + width, y - height / 2, y + height / 2
            if self.dark:  # most logos are made for white paper
                pad = 0.08 * height
                plate = Box(x - pad, y0 - pad, x1 + pad, y1 + pad, LIGHT.ground, radius=2 * pad, zone=Zone.TOP)
                sheet.marks.append(plate)
            sheet.marks.append(Image(x, y0, x1, y1, self.source, layer=Layer.DETAIL, zone=Zone.TOP))

        return draw


def _rule(grid: Grid, height: float) -> Symbol:
    def draw(x: float, y: float, sheet: Sheet) -> None:
        ends = ((x, y - 0.45 * height), (x, y + 0.45 * height))
        sheet.marks.append(Line(ends, grid.view.colours.rule, 1.0, zone=Zone.TOP))

    return draw
