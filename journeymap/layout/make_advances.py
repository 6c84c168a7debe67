"""Writes ``advances.json`` and ``arial.json``: how wide each character of the map's fonts is.

Run ``python -m journeymap.layout.make_advances`` after an upgrade of Streamlit, whose package Source Sans comes in. A
test says when that is needed. Arial is not ours to read, but Liberation Sans was drawn to have the same widths; give
the folder that its files lie in to write that table anew: ``python -m journeymap.layout.make_advances FOLDER``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

from journeymap.layout.fonts import ADVANCES, ARIAL_ADVANCES, STYLES, Style, font_file

LIBERATION = {
    Style.REGULAR: "LiberationSans-Regular.ttf",
    Style.SEMIBOLD: "LiberationSans-Bold.ttf",
    Style.BOLD: "LiberationSans-Bold.ttf",
    Style.ITALIC: "LiberationSans-Italic.ttf",
}
"""Slides know bold and not bold, so what is semibold on the map is bold there."""


def advances() -> dict[str, object]:
    """What the installed Source Sans says.

    :raises FileNotFoundError: the font is not installed.
    """
    cuts: dict[Style, Any] = {}
    for style in STYLES:
        path = font_file(italic=style.italic)
        if path is None:
            raise FileNotFoundError("Source Sans")
        cuts[style] = instantiateVariableFont(TTFont(path), {"wght": style.weight}, inplace=True)
    return _table(cuts)


def arial_advances(folder: Path) -> dict[str, object]:
    """What Liberation Sans says.

    :param folder: where its four files are.
    :raises FileNotFoundError: they are not there.
    """
    return _table({style: TTFont(folder / name) for style, name in LIBERATION.items()})


def _table(cuts: Mapping[Style, Any]) -> dict[str, object]:
    """All characters that every cut has in one string, and for each style their widths in 1/1000 em."""
    glyphs = {style: font.getBestCmap() for style, font in cuts.items()}
    chars = sorted(set.intersection(*(set(known) for known in glyphs.values())))
    widths = {
        style.name: [round(1000 * font["hmtx"][glyphs[style][c]][0] / font["head"].unitsPerEm) for c in chars]
        for style, font in cuts.items()
    }
    return {"chars": "".join(map(chr, chars)), **widths}


def _write(path: Path, table: Mapping[str, object]) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _write(ARIAL_ADVANCES, arial_advances(Path(sys.argv[1])))
    else:
        _write(ADVANCES, advances())
