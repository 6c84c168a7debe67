"""Font files for exports: cuts of the map's own font, and fonts for what it lacks, such as emoji.

Source Sans lies in the Streamlit package as one file for all weights. Renderers want one file for each weight, so
these are cut once and kept in a cache folder. No font is ever fetched from the net.
"""

from __future__ import annotations

import base64
import io
import os
import tempfile
import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

from journeymap.errors import StoreUnavailable
from journeymap.layout.fonts import Style, em_width, font_file
from journeymap.layout.wrap import clusters
from journeymap.locale import gettext as _

FAMILY = "Source Sans"
_LATIN = frozenset(range(0x250)) | frozenset(range(0x2000, 0x2800))
_SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_FEATURES = ["kern", "mark", "mkmk", "ccmp"]
_FORMAT = 1
"""Counts up when cuts are made differently, so that old ones are not taken."""

_cutting = threading.Lock()


def cut_file(style: Style, *, latin: bool = True) -> Path:
    """A TrueType file of one cut of Source Sans, named :data:`FAMILY`.

    :param latin: only Latin letters and signs, which is several times faster to make; else all that the font has.
    :raises StoreUnavailable: the font is not installed.
    """
    source = font_file(italic=style.italic)
    if source is None:
        raise StoreUnavailable(_("The map's font is missing. Install the requirements of this version again."))
    stamp = f"{source.stem}-{style.weight}-{'latin' if latin else 'all'}-{_FORMAT}"
    path = _folder() / f"{stamp}.ttf"
    with _cutting:
        if not path.exists():
            with TTFont(source) as font:
                _write(path, _cut(font, style, latin))
    return path


def cut_files(styles: Iterable[Style], characters: set[str]) -> dict[Style, Path]:
    """A file for each style: the small ones where they have all characters that the font has at all."""
    source = font_file()
    wanted = {ord(c) for c in characters} - _LATIN
    latin = not wanted or source is None or not wanted & _known(source)
    return {style: cut_file(style, latin=latin) for style in dict.fromkeys(styles)}


def cut_all() -> None:
    """Cut what nearly every file needs, so that the first export does not wait: seconds, once on a machine.

    :raises StoreUnavailable: the font is not installed.
    """
    for style in (Style.REGULAR, Style.SEMIBOLD, Style.BOLD, Style.ITALIC):
        cut_file(style)


def fallback_file(character: str) -> Path | None:
    """A font that has a character which Source Sans lacks: from the package of Noto fonts, else one of the machine's.

    Chinese, Japanese and Korean are in no package that is small enough, so they take what the machine has.
    """
    code = ord(character)
    packaged = next((file for file in fallback_files() if code in _known(file)), None)
    return packaged or next((file for file in _system_files() if code in _known(file)), None)


@cache
def fallback_files() -> tuple[Path, ...]:
    """The fonts of the package, letters first, then emoji and other signs."""
    package = find_spec("manimgx_fonts")
    if package is None or package.origin is None:
        return ()
    files = sorted(Path(package.origin).parent.glob("*.ttf"))
    return tuple(sorted((f for f in files if "Italic" not in f.name), key=lambda f: ("Emoji" in f.name, f.name)))


class Piece(NamedTuple):
    """A part of a line.

    :param file: the font that has it; ``None`` for Source Sans, and where no font has it.
    :param known: whether there is a font.
    """

    text: str
    file: Path | None
    known: bool = True


@lru_cache(maxsize=20_000)
def pieces(line: str) -> tuple[Piece, ...]:
    """A line broken where its font changes; what a reader takes for one character is never broken."""
    known = _known(font_file() or cut_file(Style.REGULAR))
    if all(ord(c) in known for c in line):
        return (Piece(line, None),)
    found: list[Piece] = []
    for cluster in clusters(line):
        ours = ord(cluster[0]) in known
        file = None if ours else fallback_file(cluster[0])
        last = found[-1] if found else None
        if last and last.file and not cluster.isalnum() and "Emoji" not in last.file.name:
            file = last.file if ord(cluster[0]) in _known(last.file) else file  # signs inside a run of another script
        here = Piece(cluster, file, ours or file is not None)
        if last and last[1:] == here[1:]:
            found[-1] = last._replace(text=last.text + cluster)
        else:
            found.append(here)
    return tuple(found)


@lru_cache(maxsize=20_000)
def piece_width(piece: Piece, style: Style) -> float:
    """Width of a piece in em; what a reader takes for one character counts once, as fonts draw it as one."""
    if piece.file is None:
        return em_width(piece.text, style)
    advances = _advances(piece.file)
    return sum(advances.get(ord(cluster[0]), 1.0) for cluster in clusters(piece.text))


@cache
def _advances(file: Path) -> dict[int, float]:
    """Widths in em by code point."""
    with TTFont(file, lazy=True, fontNumber=0) as font:
        widths, per_em = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[glyph][0] / per_em for code, glyph in font.getBestCmap().items()}


@cache
def family_of(file: Path) -> str:
    """The family that a font says it belongs to."""
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return str(font["name"].getBestFamilyName() or file.stem)


@lru_cache(maxsize=200)
def embedded(style: Style, characters: str) -> str:
    """A data URI (woff2) of one cut with only these characters.

    :param characters: sorted, each once.
    """
    (file,) = cut_files([style], set(characters)).values()
    data = io.BytesIO()
    with TTFont(file, lazy=True) as font:
        _reduce(font, {ord(c) for c in characters})
        font.flavor = "woff2"
        font.save(data)
    return "data:font/woff2;base64," + base64.b64encode(data.getvalue()).decode("ascii")


def static_file(file: Path) -> Path:
    """A font of one weight as a renderer wants it that knows nothing of variable fonts; kept like the cuts."""
    path = _folder() / f"{file.stem.partition('[')[0]}-{file.stat().st_size}-{_FORMAT}.ttf"
    with _cutting:
        if not path.exists():
            with TTFont(file, fontNumber=0) as font:
                _write(path, instantiateVariableFont(font, {"wght": 400}, inplace=True) if "fvar" in font else font)
    return path


def _cut(font: Any, style: Style, latin: bool) -> Any:
    known = set(font.getBestCmap())
    _reduce(font, known & _LATIN if latin else known)
    font = instantiateVariableFont(font, {"wght": style.weight}, inplace=True)
    font.flavor = None
    subfamily = {400: "Regular", 600: "Semibold", 700: "Bold"}[style.weight] if not style.italic else "Italic"
    names = font["name"]
    names.names = []
    for number, text in ((1, FAMILY), (2, subfamily), (4, f"{FAMILY} {subfamily}"), (6, f"SourceSans-{subfamily}")):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = style.weight
    return font


def _reduce(font: Any, codes: Iterable[int]) -> None:
    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


@cache
def _known(file: Path) -> frozenset[int]:
    """Code points that a font has; none where it cannot be read."""
    try:
        with TTFont(file, lazy=True, fontNumber=0) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, AssertionError):
        return frozenset()


@cache
def _system_files() -> tuple[Path, ...]:
    folders = [Path(folder).expanduser() for folder in _SYSTEM_FOLDERS]
    files = [file for folder in folders if folder.is_dir() for file in folder.rglob("*")]
    return tuple(sorted(file for file in files if file.suffix.lower() in (".ttf", ".ttc", ".otf")))


@cache
def _folder() -> Path:
    """Where cuts are kept: the user's cache, or, where that cannot be written, a folder of this process."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    try:
        folder = base / "journeymap" / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="journeymap-fonts-"))


def _write(path: Path, font: Any) -> None:
    """Written beside it first: another process may be reading."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    font.save(name)
    Path(name).replace(path)
