"""A survey on paper: its QR code alone, and sheets and a table tent to be printed with the question on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

import segno
from reportlab.lib.pagesizes import A4, A5  # type: ignore[import-untyped]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from journeymap.formats.exports.fonts import cut_files
from journeymap.layout.fonts import Style

BORDER = 4
"""Modules of white around a code, as ISO/IEC 18004 asks for."""
_INK = (0.1, 0.13, 0.2)


class Sheet(StrEnum):
    """What is printed."""

    A4 = "a4"
    A5 = "a5"
    TENT = "tent"


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on the sheet.

    :param link: what the code says.
    :param call: what to do, for example “Scan and answer”.
    """

    question: str
    link: str
    call: str


def qr_svg(link: str) -> str:
    """The code of a link as SVG, black on white with its border."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", border=BORDER, light="#fff", omitsize=True, xmldecl=False
    )
    return out.getvalue().decode()


def qr_png(link: str) -> bytes:
    """The code of a link as PNG, at least 600 px wide."""
    code = segno.make(link, error="m", micro=False)
    out = BytesIO()
    code.save(out, kind="png", border=BORDER, scale=max(8, -(-600 // code.symbol_size(border=BORDER)[0])))
    return out.getvalue()


def sheet_pdf(sheet: Sheet, printed: Printed) -> bytes:
    """One page: the question, the code, and the link for those who type.

    :param sheet: a tent is an A4 sheet to be folded in the middle, with the question on both sides.
    """
    width, height = A5 if sheet is Sheet.A5 else A4
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height))
    canvas.setTitle(printed.question)
    fonts = _fonts(printed)
    if sheet is Sheet.TENT:
        _panel(canvas, fonts, printed, width, height / 2)
        canvas.setDash(4, 4)
        canvas.setStrokeGray(0.6)
        canvas.line(0, height / 2, width, height / 2)
        canvas.setDash()
        canvas.translate(width, height)
        canvas.rotate(180)
        _panel(canvas, fonts, printed, width, height / 2)
    else:
        _panel(canvas, fonts, printed, width, height)
    canvas.save()
    return out.getvalue()


def _panel(canvas: Any, fonts: Mapping[Style, str], printed: Printed, width: float, height: float) -> None:
    """Question above, code in the middle, link below, all centred in ``width`` × ``height`` pt."""
    bold, regular = fonts[Style.BOLD], fonts[Style.REGULAR]
    room, middle = width * 0.82, width / 2
    size = _largest(printed.question, bold, room, height * 0.25, height * 0.055)
    lines = simpleSplit(printed.question, bold, size, room)
    small = max(9.0, height * 0.02)
    link = _largest(printed.link, regular, room, small * 2.8, small, smallest=7.0)
    below = [*simpleSplit(printed.call, bold, small * 1.4, room)]
    side = min(room, height - size * 1.2 * len(lines) - small * 8.5)
    y = height - (height - side - size * 1.2 * len(lines) - small * 6) / 2 - size
    canvas.setFillColorRGB(*_INK)
    for line in lines:
        canvas.setFont(bold, size)
        canvas.drawCentredString(middle, y, line)
        y -= size * 1.2
    y -= side - size * 0.7
    _code(canvas, printed.link, middle - side / 2, y, side)
    y -= small * 1.2
    canvas.setFillColorRGB(*_INK)
    for line in below:
        canvas.setFont(bold, small * 1.4)
        canvas.drawCentredString(middle, y, line)
        y -= small * 1.9
    for line in simpleSplit(printed.link, regular, link, room):
        canvas.setFont(regular, link)
        canvas.drawCentredString(middle, y, line)
        y -= link * 1.25


def _largest(text: str, font: str, room: float, most: float, size: float, smallest: float = 10.0) -> float:
    """The largest size up to ``size`` at which the text, broken into lines, is not higher than ``most`` pt."""
    while size > smallest:
        lines = simpleSplit(text, font, size, room)
        fits = all(pdfmetrics.stringWidth(line, font, size) <= room for line in lines)
        if fits and len(lines) * size * 1.2 <= most:
            return size
        size *= 0.95
    return smallest


def _code(canvas: Any, link: str, x: float, y: float, side: float) -> None:
    rows = list(segno.make(link, error="m", micro=False).matrix_iter(border=BORDER))
    step = side / len(rows)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                path.rect(x + across * step, y + side - (down + 1) * step, step, step)
    canvas.drawPath(path, fill=1, stroke=0)


def _fonts(printed: Printed) -> dict[Style, str]:
    characters = set(f"{printed.question}{printed.link}{printed.call}")
    names = {}
    for style, file in cut_files([Style.REGULAR, Style.BOLD], characters).items():
        if file.stem not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(file.stem, str(file)))
        names[style] = file.stem
    return names
