"""Text into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout.fonts import Style, em_width
from journeymap.layout.wrap import ELLIPSIS, clean, clusters, line_count, one_line, widest_atom, wrap
from tests.layout.maps import ANY_TEXT

STYLES = st.sampled_from([Style.REGULAR, Style.BOLD, Style.ITALIC])


@given(ANY_TEXT, STYLES, st.floats(8, 48), st.floats(40, 400))
def test_no_line_is_wider_than_its_box(text: str, style: Style, size: float, width: float) -> None:
    for line in wrap(clean(text), style, size, width).lines:
        assert em_width(line, style) * size <= width or len(clusters(line.rstrip("-"))) == 1


@given(ANY_TEXT, st.floats(8, 48), st.floats(40, 400))
def test_no_character_is_lost_or_added_but_hyphens(text: str, size: float, width: float) -> None:
    def bare(value: str) -> str:
        return "".join(value.split()).replace("-", "")

    lines = wrap(clean(text), Style.REGULAR, size, width).lines
    assert bare("".join(lines)) == bare(clean(text))


@given(ANY_TEXT, st.floats(8, 48), st.floats(40, 400))
def test_lines_are_counted_as_they_are_made(text: str, size: float, width: float) -> None:
    assert line_count(clean(text), Style.REGULAR, size, width) == max(
        len(wrap(clean(text), Style.REGULAR, size, width).lines), 0
    )


@given(ANY_TEXT, st.floats(8, 30), st.floats(60, 300), st.integers(1, 5))
def test_a_cut_text_says_so_and_fits(text: str, size: float, width: float, most: int) -> None:
    whole, cut = wrap(clean(text), Style.REGULAR, size, width), wrap(clean(text), Style.REGULAR, size, width, most)
    assert cut.cut is (len(whole.lines) > most)
    if cut.cut:
        assert len(cut.lines) == most
        assert cut.lines[-1].endswith(ELLIPSIS)
        assert em_width(cut.lines[-1]) * size <= width


@given(ANY_TEXT, st.floats(60, 300))
def test_one_line_is_one_line(text: str, width: float) -> None:
    line = one_line(clean(text), Style.REGULAR, 14, width)
    assert len(line.lines) == 1
    assert "\n" not in line.lines[0]
    assert em_width(line.lines[0]) * 14 <= width


def test_an_address_breaks_after_its_slashes_and_dots_and_gets_no_hyphen() -> None:
    address = "https://example.com/shop/products?category=coffee&sort=price"
    lines = wrap(address, Style.REGULAR, 13, 100).lines
    assert "".join(lines) == address
    assert all(line[-1] in "/.?&=_" for line in lines[:-1])


def test_a_long_word_gets_a_hyphen_where_it_is_broken() -> None:
    lines = wrap("Kundenzufriedenheitsbefragung", Style.REGULAR, 13, 90).lines
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == "Kundenzufriedenheitsbefragung"


def test_a_broken_word_leaves_no_two_letters_alone() -> None:
    for width in range(70, 200, 3):
        lines = wrap("“Kundenzufriedenheitsbefragungsbogen”", Style.REGULAR, 13, width).lines
        assert min(map(len, lines)) >= 5
        assert all(line.endswith("-") for line in lines[:-1])


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Buchungsbestätigung", ("Buchungs-", "bestätigung")),
        ("Rechtsschutzversicherung", ("Rechtsschutz-", "versicherung")),
        ("Verspätungsentschädigung", ("Verspätungs-", "entschädigung")),
        ("Aufenthaltsgenehmigung", ("Aufenthalts-", "genehmigung")),
        ("incomprehensibilities", ("incompre-", "hensibilities")),
        ("betjeningsvenlighed", ("betjenings-", "venlighed")),
    ],
)
def test_a_long_word_is_broken_between_syllables_and_best_between_words(word: str, lines: tuple[str, ...]) -> None:
    assert wrap(word, Style.BOLD, 13, 105).lines == lines


def test_numbers_and_abbreviations_stay_whole() -> None:
    assert wrap("e.g. 3.5 km, and/or", Style.REGULAR, 13, 44).lines == ("e.g. 3.5", "km,", "and/or")


def test_chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() -> None:
    lines = wrap("日本語のテキストです。", Style.REGULAR, 10, 51).lines
    assert all(not line.startswith("。") for line in lines)
    assert max(map(len, lines)) == 5


def test_an_emoji_family_is_never_taken_apart() -> None:
    family = "👨‍👩‍👧‍👦"
    assert wrap(family * 3, Style.REGULAR, 14, 80).lines == (family, family, family)
    assert clusters("🇩🇰👍🏽é") == ["🇩🇰", "👍🏽", "é"]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\x1fc", "abc"),
        ("\ud800x", "\ufffdx"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\u202eevil\u202c", "evil"),
        ("  \t x ", "x"),
    ],
)
def test_what_cannot_be_drawn_is_left_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_the_widest_word_that_fits_is_known() -> None:
    assert widest_atom("a Kundenzufriedenheit bb", Style.REGULAR, 4.0) == em_width("bb")
