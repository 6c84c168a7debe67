"""SVG: one picture that scales without loss. Its text is text, set in a font that travels along."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import quoteattr

from journeymap.formats.exports.fonts import FAMILY, embedded
from journeymap.formats.exports.page import Page, picture
from journeymap.formats.exports.page import texts as texts_of
from journeymap.formats.exports.paint import DASHES, paint, style_of, visible
from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.fonts import Style
from journeymap.layout.marks import Area, Box, Disc, Image, Line, Mark, Text
from journeymap.locale import gettext as _
from journeymap.model.persona import Picture

FAMILIES = f"'{FAMILY}','Source Sans 3','Noto Color Emoji','Apple Color Emoji','Segoe UI Emoji',sans-serif"

_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Ink = Callable[[str, str], str]
"""Attribute (``fill`` or ``stroke``) and colour into the attributes that say so."""

Letters = Callable[[str], str]
"""A line of text into XML."""


def export(request: ExportRequest) -> bytes:
    """The whole map as an SVG file, UTF-8."""
    page = picture(request)
    return document(page, faces(texts_of(page)), description(request)).encode("utf-8")


def description(request: ExportRequest) -> str:
    """What the map shows, in a sentence for those who do not see it."""
    shown = request.journey_map
    return _("Journey map with {stages} stages and {touchpoints} touchpoints").format(
        stages=len(shown.stages), touchpoints=len(shown.touchpoints)
    )


def document(page: Page, style: str = "", about: str = "", letters: Letters | None = None) -> str:
    """A page as an SVG document.

    :param style: CSS, with the fonts.
    :param letters: how a line of text is written; see :class:`Pen`.
    """
    size = f'width="{px(page.width)}" height="{px(page.height)}" viewBox="0 0 {px(page.width)} {px(page.height)}"'
    pen = Pen(page.pictures, letters=letters)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILIES}" role="img"'
        f" aria-label={attribute(page.title)}><title>{escape(page.title)}</title><desc>{escape(about)}</desc>"
        + (f"<style>{style}</style>" if style else "")
        + f'<rect width="100%" height="100%" fill="{page.ground}"/>'
        + "".join([pen.draw(mark) for mark in page.marks if visible(mark)])
        + "</svg>\n"
    )


def faces(texts: Iterable[Text]) -> str:
    """``@font-face`` rules with every character of the texts."""
    characters: dict[Style, set[str]] = {}
    for text in texts:
        characters.setdefault(style_of(text), set()).update(*text.lines)
    return font_rules(characters)


def font_rules(characters: Mapping[Style, set[str]]) -> str:
    """``@font-face`` rules with these characters of each cut."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{style.weight};"
        f"font-style:{'italic' if style.italic else 'normal'};src:url({embedded(style, ''.join(sorted(used)))})}}"
        for style, used in characters.items()
    )


def plain(name: str, colour: str) -> str:
    """A colour as an attribute, with an opacity where it has one."""
    rgb, alpha = paint(colour)
    if not alpha:
        return f'{name}="none"'
    return f'{name}="#{rgb}"' + (f' {name}-opacity="{alpha:g}"' if alpha < 1 else "")


class Pen:
    """Writes marks as SVG elements.

    :param ink: how colours are written.
    :param letters: how a line of text is written, as XML.
    """

    def __init__(self, pictures: Mapping[str, Picture], ink: Ink = plain, letters: Letters | None = None) -> None:
        self.pictures = pictures
        self.ink = ink
        self.letters = letters or escape

    def draw(self, mark: Mark) -> str:
        """One mark."""
        match mark:
            case Box():
                return self._box(mark)
            case Text():
                return self._text(mark)
            case Line():
                return self._line(mark)
            case Area():
                return f'<polygon points="{_points(mark.points)}" {self.ink("fill", mark.fill)}/>'
            case Disc():
                place = f'cx="{px(mark.x)}" cy="{px(mark.y)}" r="{px(mark.radius)}"'
                return f"<circle {place} {self.ink('fill', mark.fill)}{self._stroke(mark)}/>"
            case Image():
                found = self.pictures.get(mark.source)
                return f'<image {_place(mark)} href="{data_uri(found)}"/>' if found else ""

    def _box(self, mark: Box) -> str:
        radius = min(mark.radius, (mark.x1 - mark.x0) / 2, (mark.y1 - mark.y0) / 2)
        corner = f' rx="{px(radius)}"' if radius > 0 else ""
        return f"<rect {_place(mark)}{corner} {self.ink('fill', mark.fill)}{self._stroke(mark)}/>"

    def _text(self, mark: Text) -> str:
        look = f'font-size="{px(mark.size)}" {self.ink("fill", mark.colour)}'
        look += f' font-weight="{mark.weight}"' if mark.weight != 400 else ""
        look += ' font-style="italic"' if mark.italic else ""
        look += f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        x, lines = px(mark.x), list(zip(mark.lines, mark.baselines(), strict=True))
        if len(lines) == 1:
            return f'<text x="{x}" y="{px(lines[0][1])}" {look}>{self.letters(lines[0][0])}</text>'
        spans = [f'<tspan x="{x}" y="{px(y)}">{self.letters(line)}</tspan>' for line, y in lines]
        return f"<text {look}>{''.join(spans)}</text>"

    def _line(self, mark: Line) -> str:
        dash = " ".join([f"{length:g}" for length in DASHES[mark.dash]])
        look = f'fill="none" {self.ink("stroke", mark.colour)} stroke-width="{px(mark.width)}" stroke-linejoin="round"'
        look += f' stroke-dasharray="{dash}"' if dash else ""
        return f'<polyline points="{_points(mark.points)}" {look}/>'

    def _stroke(self, mark: Box | Disc) -> str:
        if not mark.stroke or not mark.stroke_width:
            return ""
        return f' {self.ink("stroke", mark.stroke)} stroke-width="{px(mark.stroke_width)}"'


def _place(mark: Box | Image) -> str:
    return f'x="{px(mark.x0)}" y="{px(mark.y0)}" width="{px(mark.x1 - mark.x0)}" height="{px(mark.y1 - mark.y0)}"'


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join([f"{px(x)},{px(y)}" for x, y in points])


def data_uri(found: Picture) -> str:
    """A picture as part of the file."""
    return f"data:{found.kind};base64,{base64.b64encode(found.content).decode('ascii')}"


def px(value: float) -> str:
    """A length with the precision that the eye has."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def escape(text: str) -> str:
    """Any text as XML; characters that XML does not allow are replaced."""
    return _INVALID.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Any text as the value of an attribute, in quotation marks."""
    return quoteattr(_INVALID.sub("\ufffd", text))
