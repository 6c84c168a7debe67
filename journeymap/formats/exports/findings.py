"""Findings as one slide: a title, sentences as large as fit, and what is too thin to say in small print."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

from journeymap.layout.request import Theme
from journeymap.layout.tokens import tokens
from journeymap.layout.wrap import clean

_WIDTH, _HEIGHT, _MARGIN = 960, 540, 48
"""pt; 16:9."""
_BLANK = 6
_ROOM = 330
"""pt for the sentences, from under the title to the small print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideText:
    """What stands on the slide.

    :param about: under the title: when, how many, whose.
    :param small: sentences in small print under the others.
    :param foot: last line.
    """

    title: str
    about: str
    sentences: tuple[str, ...]
    small: tuple[str, ...] = ()
    foot: str = ""


def findings_slide(text: SlideText, theme: Theme = "light") -> bytes:
    """A deck of one slide (PPTX); every text on it can be edited."""
    colours = tokens(theme)
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(_WIDTH), Pt(_HEIGHT)
    deck.core_properties.title = clean(text.title)[:200]
    slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(colours.ground)
    _box(slide, 28, 44, [text.title], 28 if len(text.title) < 60 else 20, colours.ink, bold=True)
    _box(slide, 74, 24, [text.about], 14, colours.muted)
    _box(slide, 108, _ROOM, text.sentences, _size(text.sentences), colours.ink, bullet=True)
    _box(slide, 108 + _ROOM, 56, [" ".join(text.small)], 11, colours.muted)
    _box(slide, 504, 22, [text.foot], 9, colours.muted)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _size(sentences: tuple[str, ...]) -> int:
    """The largest font in pt with which all fit: an average letter is half as wide as high."""
    for size in (24, 22, 20, 18, 16, 14, 12):
        letters = (_WIDTH - 2 * _MARGIN) / (0.5 * size)
        rows = sum(-(-len(sentence) // int(letters)) for sentence in sentences)
        if 1.2 * size * rows + 0.6 * size * len(sentences) <= _ROOM:
            return size
    return 11


def _box(
    slide: Any,
    top: float,
    height: float,
    texts: tuple[str, ...] | list[str],
    size: int,
    colour: str,
    *,
    bold: bool = False,
    bullet: bool = False,
) -> None:
    frame = slide.shapes.add_textbox(Pt(_MARGIN), Pt(top), Pt(_WIDTH - 2 * _MARGIN), Pt(height)).text_frame
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(0.6 * size if bullet else 0)
        run = paragraph.add_run()
        run.text = f"•  {clean(text)}" if bullet else clean(text)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
        run.font.color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]
