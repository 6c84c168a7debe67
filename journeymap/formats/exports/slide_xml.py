"""Marks as the shapes of a slide, DrawingML: native, editable, in Arial, without any style of the theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from journeymap.formats.exports.paint import paint, style_of
from journeymap.formats.exports.svg import attribute, escape
from journeymap.layout.fonts import em_width
from journeymap.layout.marks import LINE_HEIGHT, Anchor, Area, Box, Dash, Disc, Image, Line, Mark, Point, Text
from journeymap.layout.wrap import clean

EMU = 12_700
"""In a pt."""

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_DASHES: dict[Dash, str] = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}
_ALIGN: dict[Anchor, str] = {"start": "l", "middle": "ctr", "end": "r"}
_SPARE = 1.03
"""Of a text box: programs differ by a hair in how wide a line is."""


class Paragraph(NamedTuple):
    """Text of one look.

    :param size: px.
    """

    text: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False


class Place(NamedTuple):
    """Left, top, width and height in px."""

    x: float
    y: float
    width: float
    height: float


Link = Callable[[Image], tuple[str, Place] | None]
"""A picture into the id of its relationship and its place; ``None`` when it cannot be shown."""


class SlideXml:
    """Collects the shapes of one slide.

    :param scale: pt in a px.
    """

    def __init__(self, scale: float, link: Link) -> None:
        self.scale = scale
        self.link = link
        self.shapes: list[str] = []

    def tree(self) -> str:
        """All shapes in one element."""
        return f"<p:spTree {NAMESPACES}>{''.join(self.shapes)}</p:spTree>"

    def draw(self, mark: Mark) -> None:
        """Add a mark."""
        match mark:
            case Box():
                self.box(mark)
            case Disc():
                place = Place(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
                self._shape("Disc", place, _preset("ellipse"), self._look(mark.fill, mark.stroke, mark.stroke_width))
            case Area():
                self._freeform("Area", mark.points, self._look(mark.fill, "", 0), closed=True)
            case Line():
                self._line(mark)
            case Text():
                self.text(mark)
            case Image():
                self._picture(mark)

    def box(self, mark: Box, paragraphs: Sequence[Paragraph] = (), pad: float = 0.0) -> None:
        """Add a rectangle, with text in it that is wrapped again when somebody edits it.

        :param pad: px between its sides and the text.
        """
        place = Place(mark.x0, mark.y0, mark.x1 - mark.x0, mark.y1 - mark.y0)
        shortest = min(place.width, place.height)
        round_by = min(50_000, round(100_000 * mark.radius / shortest)) if shortest > 0 else 0
        outline = _preset("roundRect", f'<a:gd name="adj" fmla="val {round_by}"/>') if round_by else _preset("rect")
        look = self._look(mark.fill, mark.stroke, mark.stroke_width)
        side = self._emu(pad)
        body = _body("square", side, "ctr")
        name = paragraphs[0].text if paragraphs else "Box"
        self._shape(name, place, outline, look, body + self._paragraphs(paragraphs, "l") if paragraphs else "")

    def text(self, mark: Text, *, title: bool = False) -> None:
        """Add a text; ``title`` makes it the slide's title."""
        height = LINE_HEIGHT * mark.size * len(mark.lines)
        width = max((em_width(line, style_of(mark)) for line in mark.lines), default=0.0) * mark.size * _SPARE
        left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
        bold = mark.weight > 400
        paragraphs = [Paragraph(line, mark.size, mark.colour, bold, mark.italic) for line in mark.lines]
        place = Place(left, mark.y - height / 2, width, height)
        self.words(place, paragraphs, _ALIGN[mark.anchor], wrap="none", title=title)

    def words(
        self,
        place: Place,
        paragraphs: Sequence[Paragraph],
        align: str = "l",
        *,
        wrap: str = "square",
        title: bool = False,
        anchor: str = "ctr",
    ) -> None:
        """Add text without a box around it.

        :param wrap: ``square`` inside its place, ``none`` only where it says so.
        """
        body = _body(wrap, 0, anchor)
        kind = '<p:ph type="title"/>' if title else ""
        text = body + self._paragraphs(paragraphs, align, alone=wrap == "none" and len(paragraphs) == 1)
        self._shape(paragraphs[0].text, place, _preset("rect"), "<a:noFill/><a:ln><a:noFill/></a:ln>", text, kind)

    def _line(self, mark: Line) -> None:
        look = self._stroke(mark.colour, mark.width, mark.dash)
        if len(mark.points) > 2:
            self._freeform("Line", mark.points, f"<a:noFill/>{look}", closed=False)
            return
        (x0, y0), (x1, y1) = mark.points
        flip = ' flipV="1"' if (x1 - x0) * (y1 - y0) < 0 else ""
        place = Place(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        number = len(self.shapes) + 2
        self.shapes.append(
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Line {number}"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
            f"<p:spPr>{self._xfrm(place, flip)}{_preset('line')}{look}</p:spPr></p:cxnSp>"
        )

    def _freeform(self, name: str, points: Sequence[Point], look: str, *, closed: bool) -> None:
        left, top = min(x for x, _y in points), min(y for _x, y in points)
        place = Place(left, top, max(x for x, _y in points) - left, max(y for _x, y in points) - top)
        ends = [f'<a:pt x="{self._emu(x - left)}" y="{self._emu(y - top)}"/>' for x, y in points]
        steps = f"<a:moveTo>{ends[0]}</a:moveTo>" + "".join([f"<a:lnTo>{end}</a:lnTo>" for end in ends[1:]])
        end = "<a:close/>" if closed else ""
        size = f'w="{self._emu(place.width)}" h="{self._emu(place.height)}"'
        outline = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}>{steps}{end}</a:path></a:pathLst></a:custGeom>"
        )
        self._shape(name, place, outline, look)

    def _picture(self, mark: Image) -> None:
        found = self.link(mark)
        if found is None:
            return
        relation, place = found
        number = len(self.shapes) + 2
        self.shapes.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture {number}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{self._xfrm(place)}{_preset('rect')}</p:spPr></p:pic>"
        )

    def _shape(self, name: str, place: Place, outline: str, look: str, text: str = "", kind: str = "") -> None:
        number = len(self.shapes) + 2
        short = attribute(" ".join(clean(name).split())[:60])
        body = text or "<a:bodyPr/><a:p><a:endParaRPr/></a:p>"
        self.shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={short}/><p:cNvSpPr/><p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
            f"<p:spPr>{self._xfrm(place)}{outline}{look}</p:spPr><p:txBody>{body}</p:txBody></p:sp>"
        )

    def _paragraphs(self, paragraphs: Sequence[Paragraph], align: str, *, alone: bool = False) -> str:
        return "".join([self._paragraph(paragraph, align, alone=alone) for paragraph in paragraphs])

    def _paragraph(self, paragraph: Paragraph, align: str, *, alone: bool) -> str:
        points = paragraph.size * self.scale
        traits = (' b="1"' if paragraph.bold else ' b="0"') + (' i="1"' if paragraph.italic else "")
        look = (
            f'<a:rPr lang="en-GB" sz="{int(100 * points)}"{traits}>{_fill(paragraph.colour)}'
            '<a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:rPr>'
        )
        runs = "<a:br/>".join(
            [f"<a:r>{look}<a:t>{escape(line)}</a:t></a:r>" for line in paragraph.text.split("\n") if line]
        )
        # programs put the room between lines above the first one, which moves a text that stands alone off its middle
        exact = f'<a:lnSpc><a:spcPts val="{round(100 * points * LINE_HEIGHT)}"/></a:lnSpc>'
        spacing = ("" if alone else exact) + '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        return f'<a:p><a:pPr algn="{align}" marL="0" indent="0">{spacing}<a:buNone/></a:pPr>{runs}</a:p>'

    def _look(self, fill: str, stroke: str, width: float) -> str:
        line = self._stroke(stroke, width) if stroke and width else "<a:ln><a:noFill/></a:ln>"
        return _fill(fill) + line

    def _stroke(self, colour: str, width: float, dash: Dash = "solid") -> str:
        dashes = f'<a:prstDash val="{_DASHES[dash]}"/>' if dash in _DASHES else ""
        return f'<a:ln w="{max(1, self._emu(width))}">{_fill(colour)}{dashes}<a:round/></a:ln>'

    def _xfrm(self, place: Place, flip: str = "") -> str:
        x, y, width, height = (self._emu(length) for length in place)
        return f'<a:xfrm{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{max(width, 0)}" cy="{max(height, 0)}"/></a:xfrm>'

    def _emu(self, length: float) -> int:
        return round(length * self.scale * EMU)


def _body(wrap: str, side: int, anchor: str) -> str:
    insets = f'lIns="{side}" rIns="{side}" tIns="0" bIns="0"'
    return f'<a:bodyPr wrap="{wrap}" {insets} anchor="{anchor}"><a:noAutofit/></a:bodyPr>'


def _preset(name: str, guides: str = "") -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _fill(colour: str) -> str:
    rgb, alpha = paint(colour)
    if not alpha:
        return "<a:noFill/>"
    see_through = f'<a:alpha val="{round(100_000 * alpha)}"/>' if alpha < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{rgb}">{see_through}</a:srgbClr></a:solidFill>'
