"""Text into lines: greedy, by measured width, breaking where a reader would.

Lines break at spaces, after a hyphen or a slash, between Chinese, Japanese and Korean characters, and in long words
(addresses above all) after ``. ? & = _ @ : , ;``. Only what still does not fit is broken inside: an ordinary word
with a hyphen between two syllables, an address anywhere and without.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from journeymap.layout.fonts import Style, measure, widths

ELLIPSIS = "…"
_LONG_WORD = 14
_SAFETY = 0.995
"""Kerning is not measured; this is more than it ever adds to a line."""

_SPARE = 0.9
"""em that the even pieces of a broken word leave free, for letters are not equally wide."""

_LEAST_LETTERS = 4
"""Of a broken word's pieces."""

_VOWELS = frozenset("aeiouyæœøıαεηιουωаеиоуыэюяіє")
_ONSET = re.compile(
    "(?:tsch|sch|s[pt]r|[bcfgkp][lr]|[dtw]r|[cpst]h|ck|kn|pf|qu|s[klmnptv]|tv|zw|[бгкп][лр]|[вдт]р|вл|ст|.)$"
)
"""Consonants that stay together at the beginning of a syllable."""

_LINKED = ("ungs", "ings", "ions", "heits", "keits", "schafts", "tats", "heds")
"""Endings, without accents, behind which German, Danish and their like join another word."""

_PIECES = re.compile(r".+?(?:[-/–—](?=.)|$)")
_LONG_PIECES = re.compile(r".+?(?:[-/–—.?&=_@:,;](?=.)|$)")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Atom(NamedTuple):
    """A piece that is not broken unless it has to be.

    :param width: em.
    :param gap: em of the space before it, 0 where it follows without one.
    """

    text: str
    width: float
    gap: float


class Wrapped(NamedTuple):
    """Lines of a text, and whether some of it was left out."""

    lines: tuple[str, ...]
    cut: bool = False


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """``text`` without what cannot be drawn: control characters, changes of direction, halves of surrogate pairs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u2028", "\n")
    return _SURROGATES.sub("\ufffd", _UNWANTED.sub("", text)).strip()


@lru_cache(maxsize=50_000)
def _measured(piece: str, style: Style) -> float:
    table = widths(style)
    return sum([table[char] for char in piece])


@lru_cache(maxsize=20_000)
def atoms(text: str, style: Style) -> tuple[tuple[Atom, ...], ...]:
    """The atoms of each paragraph of a cleaned text."""
    space = widths(style)[" "]
    paragraphs: list[tuple[Atom, ...]] = []
    for paragraph in text.split("\n"):
        found: list[Atom] = []
        for word in paragraph.split():
            gap = space
            for piece in _pieces(word):
                found.append(Atom(piece, _measured(piece, style), gap))
                gap = 0.0
        paragraphs.append(tuple(found))
    return tuple(paragraphs)


def _pieces(word: str) -> list[str]:
    if word.isalpha() and word.isascii():
        return [word]
    parts = (_LONG_PIECES if len(word) > _LONG_WORD else _PIECES).findall(word)
    if not _WIDE.search(word):
        return parts
    return [piece for part in parts for piece in _wide_pieces(part)]


def _wide_pieces(part: str) -> list[str]:
    """Each Chinese, Japanese or Korean character is a piece; closing punctuation stays with the one before it."""
    pieces: list[str] = []
    for char in part:
        closing = unicodedata.category(char) in ("Pe", "Pf", "Po") or char in "ーっょゃゅ々"
        if pieces and (closing or not (_WIDE.match(char) or _WIDE.match(pieces[-1][-1]))):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


@measure(20_000)
def widest_atom(text: str, style: Style, limit: float) -> float:
    """Width in em of the widest piece of ``text`` that is not wider than ``limit`` em, 0 without any."""
    return max((a.width for p in atoms(text, style) for a in p if a.width <= limit), default=0.0)


@measure(40_000)
def line_count(text: str, style: Style, size: float, width: float) -> int:
    """How many lines :func:`wrap` makes of a cleaned text."""
    limit = _SAFETY * width / size
    return sum([len(_starts(paragraph, style, limit)[1]) for paragraph in atoms(text, style)])


@measure(20_000)
def wrap(text: str, style: Style, size: float, width: float, most: int | None = None) -> Wrapped:
    """The lines of a cleaned text.

    :param size: of the font, px.
    :param width: px that no line exceeds (unless one single character is wider).
    :param most: lines; the last one then ends in an ellipsis.
    """
    limit = _SAFETY * width / size
    lines: list[str] = []
    for paragraph in atoms(text, style):
        parts, starts = _starts(paragraph, style, limit)
        for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
            lines.append("".join([(" " if a.gap and i else "") + a.text for i, a in enumerate(parts[start:end])]))
    if most is None or len(lines) <= most:
        return Wrapped(tuple(lines))
    return Wrapped((*lines[: most - 1], _shortened(lines[most - 1], style, limit)), cut=True)


@measure(5_000)
def one_line(text: str, style: Style, size: float, width: float) -> Wrapped:
    """A cleaned text on one line, shortened with an ellipsis where it must be."""
    text = text.replace("\n", " ")
    limit = _SAFETY * width / size
    if _measured(text, style) <= limit:
        return Wrapped((text,))
    return Wrapped((_shortened(text, style, limit),), cut=True)


def _shortened(line: str, style: Style, limit: float) -> str:
    room = limit - _measured(ELLIPSIS, style)
    table = widths(style)
    used = 0.0
    kept: list[str] = []
    for cluster in clusters(line):
        used += sum([table[char] for char in cluster])
        if used > room:
            break
        kept.append(cluster)
    return "".join(kept).rstrip(" ,.;:-–") + ELLIPSIS


def _starts(paragraph: tuple[Atom, ...], style: Style, limit: float) -> tuple[tuple[Atom, ...], list[int]]:
    """Where each line starts, and the atoms that this counts, some of which had to be broken."""
    for atom in paragraph:
        if atom.width > limit:
            paragraph = _broken(paragraph, style, limit)
            break
    starts = [0]
    used = 0.0
    for i, (_, width, gap) in enumerate(paragraph):
        used += width + (gap if i > starts[-1] else 0.0)
        if used > limit and i > starts[-1]:
            starts.append(i)
            used = width
    return paragraph, starts


@lru_cache(maxsize=5_000)
def _broken(paragraph: tuple[Atom, ...], style: Style, limit: float) -> tuple[Atom, ...]:
    hyphen = widths(style)["-"]
    result: list[Atom] = []
    for atom in paragraph:
        if atom.width <= limit:
            result.append(atom)
            continue
        gap = atom.gap
        takes = _takes_hyphen(atom.text)
        for piece in _evenly(atom, style, limit, hyphen) if takes else _broken_word(atom.text, style, limit):
            result.append(Atom(piece, _measured(piece, style), gap))
            gap = 0.0
    return tuple(result)


def _takes_hyphen(word: str) -> bool:
    """Whether it is an ordinary Latin, Greek or Cyrillic word, perhaps in quotation marks."""
    bare = word.strip("“”\"'‘’„»«(),.;:!?…")
    return bare.isalpha() and max(bare) < "\u0530"


def _evenly(atom: Atom, style: Style, limit: float, hyphen: float) -> list[str]:
    """Pieces of a word, about equally long, that end with a syllable where they can; all but the last with a hyphen."""
    room = limit - hyphen
    likes = max(room - _SPARE, 0.5 * room, 0.1)
    table = widths(style)
    rest = clusters(atom.text)
    pieces: list[str] = []
    while len(rest) > 1:
        ends = list(accumulate([sum([table[char] for char in cluster]) for cluster in rest]))
        if ends[-1] <= limit:
            break
        share = ends[-1] / max(2, ceil(ends[-1] / likes))
        end = _end(rest, ends, share, room)
        pieces.append("".join(rest[:end]) + "-")
        rest = rest[end:]
    return [*pieces, "".join(rest)]


def _end(word: Sequence[str], ends: Sequence[float], share: float, room: float) -> int:
    """After how many characters of ``word`` its first piece ends: where a syllable ends and about ``share`` em wide.

    :param ends: where each character ends, em.
    :param room: em that the piece has.
    """
    fits = [n for n in range(1, len(word)) if ends[n - 1] <= room] or [1]
    whole = [n for n in fits if n >= _LEAST_LETTERS and len(word) - n >= _LEAST_LETTERS]
    syllables = {n: weight for n in whole if (weight := _joint(word, n)) and ends[n - 1] >= 0.6 * share}
    if syllables:
        return min(syllables, key=lambda n: abs(ends[n - 1] - share) / syllables[n])
    return min(whole or fits, key=lambda n: abs(ends[n - 1] - share))


def _joint(word: Sequence[str], n: int) -> float:
    """How well ``word`` breaks before its character ``n``: 0 not at all, 1 between syllables, more between words.

    A syllable begins with the last consonant before a vowel, or with two or three that often begin a word together.
    Where many consonants meet, two words usually do.
    """
    bare = [_bare(cluster) for cluster in word]
    before = "".join(bare[:n])
    if before.endswith(_LINKED):
        return 3.0
    if f"{before}{bare[n]}".endswith(_LINKED):
        return 0.0
    first = next((i for i in range(n, len(bare)) if bare[i] in _VOWELS), 0)
    last = next((i for i in range(n - 1, -1, -1) if bare[i] in _VOWELS), -1)
    if first <= n or last < 0 or not "".join(bare[last : first + 1]).isalpha():
        return 0.0
    between = "".join(bare[last + 1 : first])
    onset = _ONSET.search(between)
    if onset is None or last + 1 + onset.start() != n:
        return 0.0
    return 2.0 if onset.start() >= 2 else 1.0


def _bare(cluster: str) -> str:
    """A letter in lower case without its accents."""
    return unicodedata.normalize("NFD", cluster.lower())[:1]


def _broken_word(word: str, style: Style, limit: float) -> list[str]:
    table = widths(style)
    pieces: list[str] = []
    piece, used = "", 0.0
    for cluster in clusters(word):
        width = sum([table[char] for char in cluster])
        if piece and used + width > limit:
            pieces.append(piece)
            piece, used = "", 0.0
        piece += cluster
        used += width
    return [*pieces, piece]


def clusters(text: str) -> list[str]:
    """What a reader takes for one character: with its accents, its skin tone, the members of its family."""
    found: list[str] = []
    for char in text:
        code = ord(char)
        joins = (
            code in (0x200D, 0x20E3)
            or 0xFE00 <= code <= 0xFE0F
            or 0x1F3FB <= code <= 0x1F3FF
            or 0xE0020 <= code <= 0xE007F
            or unicodedata.category(char) in ("Mn", "Mc", "Me")
        )
        flags = found and len(found[-1]) == 1 and _is_flag(found[-1]) and _is_flag(char)
        if found and (joins or flags or found[-1].endswith("\u200d")):
            found[-1] += char
        else:
            found.append(char)
    return found


def _is_flag(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF
