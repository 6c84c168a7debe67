"""PDF: vector pages with fonts inside and text that can be selected, on sheets from A4 to A0."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from arabic_reshaper import reshape  # type: ignore[import-untyped]
from bidi.algorithm import get_display  # type: ignore[import-untyped]
from reportlab.lib import pagesizes  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from journeymap.formats.exports.fonts import Piece, cut_files, pieces, static_file
from journeymap.formats.exports.page import Page, sheets, texts
from journeymap.formats.exports.paint import DASHES, paint, style_of, visible
from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.fonts import STYLES, Style, em_width
from journeymap.layout.marks import Area, Box, Disc, Image, Line, Mark, Point, Text
from journeymap.layout.window import NARROWEST_COLUMN
from journeymap.layout.wrap import clean
from journeymap.locale import gettext as _

SMALLEST_PT = 6.3
"""pt of the smallest text; larger wherever there is room."""

PT = SMALLEST_PT / 11
"""pt in a px of the layout, whose smallest font has 11 px."""

MARGIN = 24.0
"""pt around a page."""

_LABELS = 170
"""px that the names of the lanes may take."""

_JOINERS = frozenset("\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f") | frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_LONG_CODE = re.compile("> <([0-9A-F]{5,6})>")

_CJK = {"kana": "HeiseiKakuGo-W5", "hangul": "HYGothic-Medium", "han": "STSong-Light"}
"""Fonts that a reader of PDF brings along."""


def export(request: ExportRequest) -> bytes:
    """The map on as many landscape pages as it needs, broken between stages."""
    paper = pagesizes.landscape(getattr(pagesizes, request.paper))
    width, height = ((side - 2 * MARGIN) / PT for side in paper)
    pages = sheets(request, width, height, max(1, int((width - _LABELS) // NARROWEST_COLUMN)))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=paper, pageCompression=1)
    canvas.setTitle(_printable(pages[0].title))
    canvas.setAuthor(_printable(clean(request.brand.name)))
    canvas.setSubject(_printable(clean(request.journey_map.journey.scenario)))
    canvas.setCreator("journeymap")
    fonts = _Fonts(pages)
    images = {key: ImageReader(BytesIO(found.content)) for key, found in request.pictures.items()}
    for done, page in enumerate(pages):
        _draw_page(canvas, page, paper, fonts, images)
        stages = page.layouts[0][0].stages
        name = f"page{done}"
        canvas.bookmarkPage(name)
        outline = ", ".join(dict.fromkeys(stage.title for stage in stages if stage.title)) or page.title
        canvas.addOutlineEntry(_printable(outline), name, 0)
        canvas.showPage()
        if request.progress:
            request.progress(done + 1, len(pages))
    canvas.save()
    return buffer.getvalue()


def _draw_page(
    canvas: Canvas, page: Page, paper: tuple[float, float], fonts: _Fonts, images: Mapping[str, ImageReader]
) -> None:
    canvas.setFillColorRGB(*_rgb(page.ground))
    canvas.rect(0, 0, *paper, stroke=0, fill=1)
    scale = min(PT, (paper[0] - 2 * MARGIN) / page.width, (paper[1] - 2 * MARGIN) / page.height)
    canvas.saveState()
    canvas.translate(MARGIN, paper[1] - MARGIN)
    canvas.scale(scale, scale)
    for mark in page.marks:
        if visible(mark):
            _draw(canvas, mark, fonts, images)
    canvas.restoreState()


def _draw(canvas: Canvas, mark: Mark, fonts: _Fonts, images: Mapping[str, ImageReader]) -> None:
    """One mark; y grows upwards in a PDF."""
    match mark:
        case Box():
            radius = min(mark.radius, (mark.x1 - mark.x0) / 2, (mark.y1 - mark.y0) / 2)
            look = _look(canvas, mark.fill, mark.stroke, mark.stroke_width)
            size = (mark.x1 - mark.x0, mark.y1 - mark.y0)
            canvas.roundRect(mark.x0, -mark.y1, *size, max(radius, 0.0), **look)
        case Disc():
            look = _look(canvas, mark.fill, mark.stroke, mark.stroke_width)
            canvas.circle(mark.x, -mark.y, mark.radius, **look)
        case Area():
            look = _look(canvas, mark.fill, "", 0)
            canvas.drawPath(_path(canvas, mark.points, closed=True), **look)
        case Line():
            look = _look(canvas, "", mark.colour, mark.width)
            canvas.setDash(*(list(DASHES[mark.dash]), 0) if DASHES[mark.dash] else ())
            canvas.drawPath(_path(canvas, mark.points, closed=False), **look)
            canvas.setDash()
        case Text():
            _draw_text(canvas, mark, fonts)
        case Image():
            if mark.source in images:
                place = (mark.x0, -mark.y1, mark.x1 - mark.x0, mark.y1 - mark.y0)
                canvas.drawImage(images[mark.source], *place, mask="auto", preserveAspectRatio=True, anchor="c")


def _look(canvas: Canvas, fill: str, stroke: str, width: float) -> dict[str, int]:
    inside, line = paint(fill), paint(stroke)
    if inside.alpha:
        canvas.setFillColorRGB(*_rgb(fill), alpha=inside.alpha)
    if line.alpha and width:
        canvas.setStrokeColorRGB(*_rgb(stroke), alpha=line.alpha)
        canvas.setLineWidth(width)
        canvas.setLineJoin(1)
    return {"fill": int(inside.alpha > 0), "stroke": int(line.alpha > 0 and width > 0)}


def _path(canvas: Canvas, points: Sequence[Point], *, closed: bool) -> object:
    path = canvas.beginPath()
    for i, (x, y) in enumerate(points):
        (path.lineTo if i else path.moveTo)(x, -y)
    if closed:
        path.close()
    return path


def _draw_text(canvas: Canvas, mark: Text, fonts: _Fonts) -> None:
    style = style_of(mark)
    canvas.setFillColorRGB(*_rgb(mark.colour), alpha=1)
    for line, y in zip(mark.lines, mark.baselines(), strict=True):
        runs = [(fonts.spelt(text, name), name) for text, name in fonts.runs(line, style)]
        width = sum(pdfmetrics.stringWidth(text, name, mark.size) for text, name in runs)
        room = em_width(line, style) * mark.size
        # another font can be wider than the layout thought: it is then set a little narrower
        squeeze = min(1.0, room / width) if any(name != fonts.name(style) for _text, name in runs) and width else 1.0
        x = mark.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor] * width * squeeze
        text_object = canvas.beginText(x, -y)
        text_object.setHorizScale(100 * squeeze)
        for text, name in runs:
            text_object.setFont(name, mark.size)
            text_object.textOut(text)
        canvas.drawText(text_object)


class _Fonts:
    """The fonts of one document, by the names that reportlab knows them under."""

    def __init__(self, pages: Sequence[Page]) -> None:
        used = {style_of(text) for page in pages for text in texts(page)}
        characters = {c for page in pages for text in texts(page) for line in text.lines for c in line}
        files = cut_files([style for style in STYLES if style in used], characters)
        self._names = {style: _registered(file) for style, file in files.items()}
        self._known = {name: frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in self._names.values()}

    def name(self, style: Style) -> str:
        """The font of a style."""
        return self._names[style]

    def runs(self, line: str, style: Style) -> list[tuple[str, str]]:
        """A line as pieces with their fonts."""
        return [(piece.text, _other(piece) or self._names[style]) for piece in pieces(_as_seen(line))]

    def spelt(self, text: str, name: str) -> str:
        """``text`` without what joins or tints others and would be drawn as a box; what no font has is ``?``."""
        shown = [c for c in text if c not in _JOINERS]
        known = self._known.get(name)
        return "".join(shown) if known is None else "".join(c if ord(c) in known else "?" for c in shown)


def _as_seen(line: str) -> str:
    """A line in the order in which it is drawn from left to right, Arabic letters in the shapes that join."""
    if not any(unicodedata.bidirectional(c) in ("R", "AL") for c in line):
        return line
    return str(get_display(reshape(line), base_dir="L"))


def _other(piece: Piece) -> str:
    """The font for what Source Sans lacks, blank where there is none.

    Readers of PDF bring fonts for Chinese, Japanese and Korean along.
    """
    if piece.file and _usable(piece.file):
        return _registered(static_file(piece.file))
    script = "" if piece.known and not piece.file else _script(piece.text)
    if script and _CJK[script] not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(_CJK[script]))
    return _CJK[script] if script else ""


def _script(text: str) -> str:
    codes = [ord(c) for c in text]
    if any(0x3040 <= code <= 0x30FF for code in codes):
        return "kana"
    if any(0xAC00 <= code <= 0xD7AF or 0x1100 <= code <= 0x11FF for code in codes):
        return "hangul"
    return "han" if any(0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFFEF for code in codes) else ""


def _usable(file: Path) -> bool:
    """Whether reportlab can embed it: it reads TrueType outlines only."""
    try:
        _registered(static_file(file))
    except TTFError:
        return False
    return True


class _Font(TTFont):  # type: ignore[misc]  # reportlab is not typed
    """A font whose characters beyond the first 65,536, emoji above all, can be copied too."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # reportlab's name
        """Add the font; reportlab writes these code points as they are, PDF wants them as UTF-16."""
        super().addObjects(doc)
        for name, found in doc.idToObject.items():
            if str(name).startswith("toUnicodeCMap:"):
                found.content = _LONG_CODE.sub(_utf16, found.content)


def _utf16(code: re.Match[str]) -> str:
    return "> <" + chr(int(code[1], 16)).encode("utf-16-be").hex().upper() + ">"


def _registered(file: Path) -> str:
    name = file.stem
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(_Font(name, str(file)))
    return name


def _rgb(colour: str) -> tuple[float, ...]:
    rgb = paint(colour).rgb
    return tuple(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))


def _printable(text: str) -> str:
    return text.encode("utf-16", "replace").decode("utf-16").replace("\n", " ") or _("Journey map")
