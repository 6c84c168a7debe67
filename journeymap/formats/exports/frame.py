"""The foot of every page and picture: period, how many answered, the day it was made, which page this is."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.fonts import Style, Typeface, measured_in
from journeymap.layout.marks import LINE_HEIGHT, Line, Mark, Text, Zone
from journeymap.layout.tokens import tokens
from journeymap.layout.wrap import clean, wrap
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.scores.wording import answers


class Frame(NamedTuple):
    """Marks from y = 0 downwards, and how high they are in px."""

    marks: list[Mark]
    height: float


def frame_size(width: float) -> float:
    """Font size of the foot for a page that is ``width`` px wide."""
    return max(11.0, 0.0073 * width)


def made_on(request: ExportRequest) -> str:
    """The day it was made, as the reader writes it."""
    return _("Made on {date}").format(date=figures.day(request.made_on))


def all_answers(request: ExportRequest) -> str:
    """How many answers all the scores rest on."""
    shown = [score for touchpoint in request.journey_map.touchpoints for score in request.scores.get(touchpoint.id, ())]
    return answers(sum(score.n for score in (*shown, *request.whole)))


def page_of(number: int, of: int) -> str:
    """Which page this is."""
    return _("Page {number} of {count}").format(number=number, count=of)


def frame(
    request: ExportRequest,
    width: float,
    size: float,
    *,
    number: int = 0,
    of: int = 0,
    typeface: Typeface = "Source Sans",
) -> Frame:
    """The foot of a page.

    :param width: px that it may take.
    :param size: of its font, px.
    :param number: of the page; 0 for what has no pages.
    """
    colours = tokens(request.theme)
    facts = [clean(request.period), all_answers(request), made_on(request), page_of(number, of) if number else ""]
    with measured_in(typeface):
        lines = wrap(" · ".join(fact for fact in facts if fact), Style.REGULAR, size, width - size).lines
    rule, top = 0.5 * size, 0.8 * size
    height = LINE_HEIGHT * size * len(lines)
    marks: list[Mark] = [
        Line(((0.0, rule), (width, rule)), colours.rule, 1.0, zone=Zone.BOTTOM),
        Text(width - size / 2, top + height / 2, lines, size, colours.muted, anchor="end", zone=Zone.BOTTOM),
    ]
    return Frame(marks, top + height + 0.2 * size)
