"""User text on its way into Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$:<&])")


def plain(text: str) -> str:
    """``text`` so that Streamlit's Markdown shows it letter by letter: no link, image, colour, formula or heading."""
    return _MARKS.sub(r"\\\1", text)


def lines(text: str) -> str:
    """Like :func:`plain`, with the line breaks kept."""
    return "  \n".join(plain(line) for line in text.splitlines())
