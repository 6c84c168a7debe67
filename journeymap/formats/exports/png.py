"""PNG: the SVG as pixels, drawn by resvg with font files of ours."""

from __future__ import annotations

import resvg_py

from journeymap.formats.exports.fonts import Piece, cut_files, family_of, pieces
from journeymap.formats.exports.page import Page, picture, texts
from journeymap.formats.exports.paint import style_of
from journeymap.formats.exports.request import ExportRequest
from journeymap.formats.exports.svg import attribute, document, escape
from journeymap.layout.fonts import STYLES


def export(request: ExportRequest) -> bytes:
    """The whole map as a PNG file, ``width`` px wide and at least ``height`` px high."""
    return render(picture(request))


def render(page: Page) -> bytes:
    """A page as a PNG file of the same size."""
    lines = {line for text in texts(page) for line in text.lines}
    used = {style_of(text) for text in texts(page)}
    cuts = cut_files([style for style in STYLES if style in used], set().union(*lines))
    others = {piece.file for line in lines for piece in pieces(line) if piece.file}
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=document(page, letters=_letters),
            font_files=[str(file) for file in (*cuts.values(), *sorted(others))],
            skip_system_fonts=True,
        )
    )


def _letters(line: str) -> str:
    """Each piece in the font that has it: left to itself, resvg looks for one of the same weight and slant only."""
    return "".join([_spelt(piece) for piece in pieces(line)])


def _spelt(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.file is None:
        return text
    return f'<tspan font-family={attribute(family_of(piece.file))} font-style="normal">{text}</tspan>'
