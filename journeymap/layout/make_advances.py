"""Writes ``advances.json``: how wide each character of the map's font is.

Run ``python -m journeymap.layout.make_advances`` after an upgrade of Streamlit, whose package the font comes in. A
test says when that is needed.
"""

from __future__ import annotations

import json

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

from journeymap.layout.fonts import ADVANCES, STYLES, font_file


def advances() -> dict[str, object]:
    """What the installed font says: all its characters in one string, and for each style their widths in 1/1000 em.

    :raises FileNotFoundError: the font is not installed.
    """
    widths: dict[str, list[int]] = {}
    chars = ""
    for style in STYLES:
        path = font_file(italic=style.italic)
        if path is None:
            raise FileNotFoundError("Source Sans")
        font = instantiateVariableFont(TTFont(path), {"wght": style.weight}, inplace=True)
        glyphs = font.getBestCmap()
        chars = chars or "".join(map(chr, sorted(glyphs)))
        per_em = font["head"].unitsPerEm
        widths[style.name] = [round(1000 * font["hmtx"][glyphs[ord(c)]][0] / per_em) for c in chars]
    return {"chars": chars, **widths}


if __name__ == "__main__":
    ADVANCES.write_text(json.dumps(advances(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
