"""How much two colours stand out from each other."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

Rgb = tuple[float, float, float]

LIGHT_GROUND, DARK_GROUND = "#FFFFFF", "#11161F"
"""The two grounds that maps are drawn on."""

_STEPS = 500


def rgb(colour: str) -> Rgb:
    """Red, green and blue, each 0–1.

    :param colour: ``#rrggbb``.
    """
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance, 0–1.

    Source: WCAG 2.2, definition of relative luminance.

    :param colour: ``#rrggbb``.
    """
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1–21, the same both ways.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_shade(colour: str, grounds: Sequence[str], least: float) -> str | None:
    """The shade of the same hue nearest in lightness that has at least this contrast on every ground.

    :param colour: ``#rrggbb``.
    :returns: ``#rrggbb``, ``colour`` itself where it will do, ``None`` where no shade will.
    """
    hue, light, saturation = colorsys.rgb_to_hls(*rgb(colour))
    shades = sorted((n / _STEPS for n in range(_STEPS + 1)), key=lambda other: abs(other - light))
    written = (colour.upper(), *(_written(colorsys.hls_to_rgb(hue, shade, saturation)) for shade in shades))
    return next((shade for shade in written if all(contrast(shade, ground) >= least for ground in grounds)), None)


def _written(parts: Rgb) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)
