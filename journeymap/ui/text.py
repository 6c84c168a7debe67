"""User text on its way into Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$:<&=])")
_JOINER = "\u2060"
_READ_AFTER_ALL = re.compile(
    r"(?<=:)(?=[a-z/])"  # :material/home:, :streamlit: and https://
    r"|(?<=www)(?=\.)"
    r"|(?=@)"
    r"|(?<=[-<>~])(?=[-=>])",  # arrows, dashes and ≥
    re.IGNORECASE,
)
"""Places inside what Streamlit turns into icons, links and symbols only after the marks before it were taken off."""
_INDENT = re.compile(r"^[ \t]+")


def plain(text: str) -> str:
    """``text`` so that Streamlit's Markdown shows it letter by letter: no link, image, colour, formula or heading.

    Where a backslash is not enough, a character without width (U+2060) stands between two letters.
    """
    return _MARKS.sub(r"\\\1", _READ_AFTER_ALL.sub(_JOINER, text))


def lines(text: str) -> str:
    """Like :func:`plain`, with the line breaks kept, and what a line is indented by."""
    return "  \n".join(
        plain(_INDENT.sub(lambda blank: "\u00a0" * len(blank.group()), line)) for line in text.splitlines()
    )
