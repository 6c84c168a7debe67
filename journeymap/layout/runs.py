"""One line made of several pieces of text and small signs, as in the title row, the score cells and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from journeymap.layout.fonts import Style, em_width
from journeymap.layout.marks import Disc, Layer, Text, Zone
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import SIGNS, Tokens
from journeymap.scores.score import Band

BADGE = 0.56
"""em, radius."""


class Run(NamedTuple):
    """A piece of a line.

    :param gap: px before it.
    :param badge: draw this band's sign on a disc instead of text.
    :param symbol: draws something else, given x, y and the sheet; ``width`` then says how wide that is.
    """

    text: str
    size: float
    colour: str
    style: Style = Style.REGULAR
    gap: float = 0.0
    badge: Band | None = None
    symbol: Callable[[float, float, Sheet], None] | None = None
    width: float = 0.0

    @property
    def extent(self) -> float:
        """px that it takes, without the gap before it."""
        if self.symbol:
            return self.width
        return 2 * BADGE * self.size if self.badge else em_width(self.text, self.style) * self.size


KERNING = 1.005
"""Kerning is not measured; this is more than it ever adds."""


def extent(runs: Sequence[Run]) -> float:
    """px from the start of the first run to the end of the last; kerning is allowed for."""
    return KERNING * sum([run.gap * (i > 0) + run.extent for i, run in enumerate(runs)])


def draw_runs(
    runs: Sequence[Run],
    x: float,
    y: float,
    colours: Tokens,
    sheet: Sheet,
    touchpoint: str | None = None,
    zone: Zone = Zone.BODY,
) -> None:
    """Draw runs from ``x`` on, their middle at ``y``."""
    for i, run in enumerate(runs):
        x += run.gap * (i > 0)
        if run.symbol:
            run.symbol(x, y, sheet)
        elif run.badge:
            _draw_badge(run, x, y, colours, sheet, touchpoint, zone)
        else:
            font = (run.size, run.colour, run.style.weight, run.style.italic)
            sheet.marks.append(Text(x, y, (run.text,), *font, "start", touchpoint, Layer.TEXT, zone))
        x += run.extent


def _draw_badge(
    run: Run, x: float, y: float, colours: Tokens, sheet: Sheet, touchpoint: str | None, zone: Zone
) -> None:
    band = run.badge or Band.MIDDLING
    radius = BADGE * run.size
    sheet.marks.append(Disc(x + radius, y, radius, colours.tone(band).ink, touchpoint=touchpoint, zone=zone))
    font = (0.82 * run.size, colours.on_badge, Style.BOLD.weight, False)
    sheet.marks.append(Text(x + radius, y, (SIGNS[band],), *font, "middle", touchpoint, Layer.TEXT, zone))
