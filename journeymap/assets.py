"""Addresses of the scripts and styles that browsers load from us.

The content is part of the address, so a browser may keep a script for ever and still gets the new one after an
upgrade. ``ui`` writes these addresses into components, ``web`` answers them; neither knows the other.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from journeymap.config import settings

PREFIX = "/_journeymap"
"""Below this lie our assets and the command door; Streamlit reserves none of it."""

FRONTEND = Path(__file__).parent / "ui" / "frontend"
PLOTLY = "plotly.js"


@cache
def path_of(name: str) -> Path | None:
    """The file behind an asset, ``None`` when there is no such asset.

    :param name: ``"plotly.js"`` or the name of a module or a style sheet in ``journeymap/ui/frontend``.
    """
    if name == PLOTLY:
        return _plotly()
    return next((file for file in _modules() if file.name == name), None)


@cache
def version_of(name: str) -> str:
    """Twelve hexadecimal digits that change when the content does.

    Our own modules share one version, so that they can import each other by relative addresses.

    :raises KeyError: there is no such asset.
    """
    path = path_of(name)
    if path is None:
        raise KeyError(name)
    files = (path,) if name == PLOTLY else _modules()
    return _digest(tuple((file, file.stat().st_mtime_ns) for file in files))


def plotly_url() -> str:
    """Where a browser finds Plotly, for example ``/_journeymap/0f3c…/plotly.js``."""
    return _url(PLOTLY)


def module_url(name: str) -> str:
    """Where a browser finds one of our own modules.

    :param name: its file in ``journeymap/ui/frontend`` without ``.js``.
    :raises KeyError: there is no such module.
    """
    return _url(f"{name}.js")


def picture_url(picture_id: str) -> str:
    """Where a browser finds a picture of the file."""
    return f"{settings().base_path}{PREFIX}/picture/{picture_id}"


def style_url(name: str) -> str:
    """Where a browser finds one of our own style sheets.

    :param name: its file in ``journeymap/ui/frontend`` without ``.css``.
    :raises KeyError: there is no such style sheet.
    """
    return _url(f"{name}.css")


def _url(name: str) -> str:
    return f"{settings().base_path}{PREFIX}/{version_of(name)}/{name}"


@cache
def _plotly() -> Path:
    found = find_spec("plotly")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("plotly")
    return Path(found.submodule_search_locations[0]) / "package_data" / "plotly.min.js"


@cache
def _modules() -> tuple[Path, ...]:
    return tuple(sorted(file for file in FRONTEND.iterdir() if file.suffix in (".js", ".css")))


@cache
def _digest(files: tuple[tuple[Path, int], ...]) -> str:
    total = hashlib.sha256()
    for file, _changed in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:12]
