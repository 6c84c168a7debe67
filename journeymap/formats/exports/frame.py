"""The foot of every page and picture: whose map it is, how many answered, the day it was made, which page this is."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import PIL.Image
from babel.dates import format_date

from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.fonts import Style, Typeface, em_width, measured_in
from journeymap.layout.marks import LINE_HEIGHT, Image, Line, Mark, Text, Zone
from journeymap.layout.tokens import tokens
from journeymap.layout.wrap import clean, wrap
from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.model.persona import Picture
from journeymap.scores.wording import answers

LOGO_WIDTH = 9.0
"""em at most; ``LOGO_HEIGHT`` likewise."""
LOGO_HEIGHT = 2.4


class Frame(NamedTuple):
    """Marks from y = 0 downwards, and how high they are in px."""

    marks: list[Mark]
    height: float


def frame_size(width: float) -> float:
    """Font size of the foot for a page that is ``width`` px wide."""
    return max(11.0, 0.0073 * width)


def _logo(request: ExportRequest, size: float) -> tuple[float, float]:
    """Width and height of the logo in px; nothing without one, or when it is no picture."""
    found = request.pictures.get(request.brand.logo_id or "")
    sides = sides_of(found) if found else None
    if sides is None:
        return 0.0, 0.0
    scale = min(LOGO_WIDTH * size / sides[0], LOGO_HEIGHT * size / sides[1])
    return sides[0] * scale, sides[1] * scale


def sides_of(found: Picture) -> tuple[int, int] | None:
    """Width and height of a picture in its own px, ``None`` when it cannot be read."""
    try:
        with PIL.Image.open(BytesIO(found.content)) as image:
            return image.size
    except (OSError, ValueError):
        return None


def made_on(request: ExportRequest) -> str:
    """The day it was made, as the reader writes it."""
    day = format_date(request.made_on, format="medium", locale={"en": "en_GB"}.get(current(), current()))
    return _("Made on {date}").format(date=day)


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
    with measured_in(typeface):
        return _frame(request, width, size, number, of)


def _frame(request: ExportRequest, width: float, size: float, number: int, of: int) -> Frame:
    colours = tokens(request.theme)
    accent = request.brand.accent
    rule = 0.25 * size if accent else 0.08 * size
    marks: list[Mark] = [Line(((0.0, 0.6 * size), (width, 0.6 * size)), accent or colours.rule, rule, zone=Zone.BOTTOM)]
    facts = [clean(request.period), all_answers(request), made_on(request), page_of(number, of) if number else ""]
    right = " · ".join(fact for fact in facts if fact)
    logo, logo_height = _logo(request, size)
    left = logo + (0.8 * size if logo else 0.0)
    name = clean(request.brand.name).replace("\n", " ")
    apart = left + 1.01 * (em_width(name, Style.SEMIBOLD) + em_width(right) + 2) * size > width
    names = wrap(name, Style.SEMIBOLD, size, width - left).lines if name else ()
    facts_lines = wrap(right, Style.REGULAR, size, width).lines
    top = 1.1 * size
    block = max(len(names) * LINE_HEIGHT * size, logo_height, LINE_HEIGHT * size)
    if logo:
        source = request.brand.logo_id or ""
        middle = top + block / 2
        edges = (0.0, middle - logo_height / 2, logo, middle + logo_height / 2)
        marks.append(Image(*edges, source, zone=Zone.BOTTOM))
    if names:
        font = (size, colours.ink, Style.SEMIBOLD.weight)
        marks.append(Text(left, top + block / 2, names, *font, zone=Zone.BOTTOM))
    height = LINE_HEIGHT * size * len(facts_lines)
    if apart and (names or logo):
        marks.append(Text(0.0, top + block + height / 2, facts_lines, size, colours.muted, zone=Zone.BOTTOM))
        return Frame(marks, top + block + height + 0.2 * size)
    marks.append(Text(width, top + block / 2, facts_lines, size, colours.muted, anchor="end", zone=Zone.BOTTOM))
    return Frame(marks, top + max(block, height) + 0.2 * size)
