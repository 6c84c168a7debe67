"""PNG: the SVG as pixels, drawn by resvg with font files of ours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

import resvg_py

from journeymap.errors import InvalidInput
from journeymap.formats.exports.fonts import Piece, cut_files, family_of, piece_width, pieces
from journeymap.formats.exports.page import Page, picture, texts
from journeymap.formats.exports.paint import style_of
from journeymap.formats.exports.request import ExportRequest
from journeymap.formats.exports.svg import attribute, document, escape
from journeymap.layout.fonts import STYLES, em_width
from journeymap.layout.marks import LINE_HEIGHT, Text
from journeymap.locale import gettext as _


def export(request: ExportRequest) -> bytes:
    """The whole map as a PNG file, ``width`` px wide and at least ``height`` px high."""
    return render(picture(request))


def render(page: Page) -> bytes:
    """A page as a PNG file of the same size.

    :raises InvalidInput: resvg broke down over it.
    """
    lines = {line for text in texts(page) for line in text.lines}
    used = {style_of(text) for text in texts(page)}
    cuts = cut_files([style for style in STYLES if style in used], set().union(*lines))
    others = {piece.file for line in lines for piece in pieces(line) if piece.file}
    marks = [part for mark in page.marks for part in (_in_pieces(mark) if isinstance(mark, Text) else (mark,))]
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=document(replace(page, marks=tuple(marks)), letters=_letters),
                font_files=[str(file) for file in (*cuts.values(), *sorted(others))],
                skip_system_fonts=True,
            )
        )
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":  # what resvg throws when it breaks down is no Exception
            raise
        raise InvalidInput(_("The picture could not be drawn. Take the map out as SVG or PDF instead.")) from trouble


def _in_pieces(mark: Text) -> Iterable[Text]:
    """A text as it is, or, where one font does not do, a text for each piece of each line.

    Left to find fonts by itself, resvg looks only for one of the same weight and slant, and it breaks down over
    joined emoji beside letters.
    """
    lines = [_as_seen(pieces(line)) for line in mark.lines]
    if all(piece.file is None for line in lines for piece in line):
        yield mark
        return
    style = style_of(mark)
    first = mark.y - (len(lines) - 1) * LINE_HEIGHT * mark.size / 2
    for row, line in enumerate(lines):
        widths = [piece_width(piece, style) * mark.size for piece in line]
        x = mark.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor] * sum(widths)
        y = first + row * LINE_HEIGHT * mark.size
        for piece, width in zip(line, widths, strict=True):
            # a space at the edge would be dropped: the piece then begins behind it
            spaces = len(piece.text) - len(piece.text.lstrip(" "))
            indent = spaces * em_width(" ", style) * mark.size if piece.file is None else 0.0
            yield mark._replace(x=x + indent, y=y, lines=(piece.text.strip(" "),), anchor="start")
            x += width


def _as_seen(line: Sequence[Piece]) -> list[Piece]:
    """Pieces from left to right: those of Hebrew or Arabic, with the signs between them, run the other way."""
    seen: list[Piece] = []
    start = 0
    while start < len(line):
        end = start
        for i in range(start, len(line)):
            if _runs(line[i], "R", "AL"):
                end = i + 1
            elif _runs(line[i], "L") or end == start:
                break
        seen += reversed(line[start:end]) if end > start else line[start : start + 1]
        start = max(end, start + 1)
    return seen


def _runs(piece: Piece, *directions: str) -> bool:
    return any(unicodedata.bidirectional(c) in directions for c in piece.text)


def _letters(line: str) -> str:
    """A line of one font, with that font's name."""
    file = next((piece.file for piece in pieces(line) if piece.file), None)
    text = escape(line)
    return f'<tspan font-family={attribute(family_of(file))} font-style="normal">{text}</tspan>' if file else text
