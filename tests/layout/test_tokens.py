"""Contrast, as the Web Content Accessibility Guidelines measure it."""

from __future__ import annotations

import tomllib
from itertools import combinations

import pytest

from journeymap.layout.request import Theme
from journeymap.layout.tokens import SIGNS, Tokens, streamlit_theme, tokens

THEMES: tuple[Theme, ...] = ("light", "dark")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """1 to 21."""
    darker, lighter = sorted((luminance(a), luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def grounds(colours: Tokens) -> tuple[str, str]:
    return colours.ground, colours.stripe


@pytest.mark.parametrize("theme", THEMES)
def test_body_text_has_a_contrast_of_eight_to_one(theme: Theme) -> None:
    colours = tokens(theme)
    assert all(contrast(colours.ink, ground) >= 8 for ground in grounds(colours))
    assert all(contrast(p.ink, p.fill) >= 8 for p in (colours.plain, *colours.papers.values()))


@pytest.mark.parametrize("theme", THEMES)
def test_small_print_and_numbers_have_a_contrast_of_four_and_a_half(theme: Theme) -> None:
    colours = tokens(theme)
    tones = (colours.good, colours.middling, colours.poor)
    everywhere = (*grounds(colours), colours.poor.wash, colours.plain.fill)
    assert all(contrast(colours.muted, ground) >= 4.5 for ground in everywhere)
    assert all(contrast(tone.ink, ground) >= 4.5 for tone in tones for ground in (*grounds(colours), tone.wash))
    assert all(contrast(tone.ink, colours.poor.wash) >= 4.5 for tone in tones)
    assert all(contrast(colours.on_badge, tone.ink) >= 4.5 for tone in tones)
    assert all(contrast(colours.on_stage, hue) >= 4.5 for hue in colours.stages)
    assert contrast(colours.on_alarm, colours.alarm) >= 4.5
    assert all(contrast(pen.colour, ground) >= 4.5 for pen in colours.pens for ground in grounds(colours))


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_their_ground(theme: Theme) -> None:
    colours = tokens(theme)
    for tone in (colours.good, colours.middling, colours.poor):
        assert all(contrast(tone.fill, ground) >= 3 for ground in grounds(colours))
    assert all(contrast(colours.whisker, ground) >= 8 for ground in (*grounds(colours), colours.track))


@pytest.mark.parametrize("theme", THEMES)
def test_neighbouring_stages_have_different_hues(theme: Theme) -> None:
    assert all(a != b for a, b in combinations(tokens(theme).stages, 2))


def test_no_curve_of_what_is_believed_is_solid_and_no_two_are_drawn_alike() -> None:
    pens = tokens("light").pens
    assert all(pen.dash != "solid" for pen in pens)
    assert len(set(pens)) == len(pens)
    assert len({pen.dash for pen in pens[:4]}) == 4


def test_every_band_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == 3


@pytest.mark.parametrize("theme", THEMES)
def test_streamlit_takes_its_colours_from_here(theme: Theme) -> None:
    written = "\n".join(f'{key} = "{value}"' for key, value in streamlit_theme(theme).items())
    assert tomllib.loads(written)["textColor"] == tokens(theme).ink
