"""The table of widths, against the font that is installed."""

from __future__ import annotations

import json

from journeymap.layout.fonts import ADVANCES, Style, em_width, font_file
from journeymap.layout.make_advances import advances


def test_the_committed_table_is_what_the_installed_font_says() -> None:
    assert json.loads(ADVANCES.read_text(encoding="utf-8")) == advances()


def test_the_font_is_found_in_streamlit_upright_and_italic() -> None:
    upright, italic = font_file(), font_file(italic=True)
    assert upright is not None
    assert italic is not None
    assert upright != italic


def test_bold_is_wider_than_regular() -> None:
    assert em_width("Touchpoint", Style.BOLD) > em_width("Touchpoint", Style.REGULAR)


def test_characters_that_the_font_lacks_have_a_width_all_the_same() -> None:
    assert em_width("日本") == 2.0
    assert em_width("👍") > 1.0
    assert em_width("\u200d\ufe0f\u0301\u05b0") < 0.01
    assert em_width("ש") > 0.3
