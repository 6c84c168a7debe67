"""How wide a text is, without a browser: a table of the widths of all characters of Source Sans.

Source Sans is what Streamlit ships and what the map is drawn in. Slides are laid out in Arial, which every
presentation program has (or Liberation Sans, which is as wide). Kerning is left out; it moves a line by less than
one per cent. Characters that the font lacks come from whatever font the reader has, so they are taken at the wide
end of what is usual.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar, Concatenate, Generic, Literal, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

Typeface = Literal["Source Sans", "Arial"]
"""What a map can be laid out in."""

FAMILY = '"Source Sans", "Source Sans Pro", sans-serif'
"""As Streamlit 1.67 names the font it ships."""

ADVANCES = Path(__file__).with_name("advances.json")
ARIAL_ADVANCES = Path(__file__).with_name("arial.json")

_EMOJI = 1.4
_WIDE = 1.0
_OTHER = 0.8


@dataclass(frozen=True, eq=False)
class Style:
    """A cut of the font. There are four; they are compared by identity, which keeps the caches of widths fast.

    :param weight: CSS weight.
    :param table: the file with its widths.
    """

    name: str
    weight: int
    italic: bool = False
    table: Path = ADVANCES

    REGULAR: ClassVar[Style]
    SEMIBOLD: ClassVar[Style]
    BOLD: ClassVar[Style]
    ITALIC: ClassVar[Style]


Style.REGULAR = Style("regular", 400)
Style.SEMIBOLD = Style("semibold", 600)
Style.BOLD = Style("bold", 700)
Style.ITALIC = Style("italic", 400, italic=True)

STYLES = (Style.REGULAR, Style.SEMIBOLD, Style.BOLD, Style.ITALIC)

_ARIAL = {style: Style(style.name, style.weight, style.italic, ARIAL_ADVANCES) for style in STYLES}

_typeface: ContextVar[Typeface] = ContextVar("typeface", default="Source Sans")


@contextmanager
def measured_in(typeface: Typeface) -> Iterator[None]:
    """Measure every text in this typeface, in this context and nowhere else."""
    before = _typeface.set(typeface)
    try:
        yield
    finally:
        _typeface.reset(before)


class Measure(Generic[P, R]):
    """A function of a text and a style that remembers its results, for each typeface its own."""

    def __init__(self, measure: Callable[Concatenate[str, Style, P], R], most: int) -> None:
        self._remembered = lru_cache(most)(measure)
        self.cache_clear = self._remembered.cache_clear
        self.__doc__ = measure.__doc__

    def __call__(self, text: str, style: Style = Style.REGULAR, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _typeface.get() == "Arial":
            style = _ARIAL.get(style, style)
        return self._remembered(text, style, *args, **kwargs)  # type: ignore[arg-type]  # all of them are hashable


def measure(most: int) -> Callable[[Callable[Concatenate[str, Style, P], R]], Measure[P, R]]:
    """Make a function of a text and a style follow the typeface, and remember ``most`` of its results."""
    return lambda function: Measure(function, most)


def font_file(*, italic: bool = False) -> Path | None:
    """The variable font (woff2) inside the installed Streamlit package, or ``None``; Streamlit is not imported."""
    package = importlib.util.find_spec("streamlit")
    if package is None or package.origin is None:
        return None
    media = Path(package.origin).parent / "static" / "static" / "media"
    return next(iter(sorted(media.glob(f"SourceSansVF-{'Italic' if italic else 'Upright'}*.woff2"))), None)


class _Widths(dict[str, float]):
    """Width of a character in em; works out those that the font lacks when they are first asked for."""

    def __missing__(self, char: str) -> float:
        width = self[char] = _guess(char)
        return width


def _guess(char: str) -> float:
    code = ord(char)
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf") or 0xFE00 <= code <= 0xFE0F:
        return 0.0
    if 0x1F000 <= code <= 0x1FFFF or 0x2600 <= code <= 0x27BF or 0x2B00 <= code <= 0x2BFF:
        return _EMOJI
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _OTHER


@cache
def widths(style: Style) -> dict[str, float]:
    """Width in em of each character, also of those that are not in the font."""
    table = json.loads(style.table.read_text(encoding="utf-8"))
    return _Widths(zip(table["chars"], (w / 1000 for w in table[style.name]), strict=True))


@measure(20_000)
def em_width(text: str, style: Style) -> float:
    """Width of one line in em; times the font size it is px."""
    table = widths(style)
    return sum([table[char] for char in text])
