"""Numbers and days as the reader writes them; with a proper minus sign and never an exponent."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from journeymap.locale import region


def whole(value: int) -> str:
    """A whole number with its thousands apart: ``12,345``, in German ``12.345``."""
    return _number(value, 0, region())


def decimal(value: float, decimals: int = 1) -> str:
    """A number with so many decimals: ``5.3``, in German ``5,3``; halves go as they do in ``str.format``."""
    return _number(float(f"{value:.{decimals}f}"), decimals, region())


def short(value: float) -> str:
    """A number with as many decimals as it has, two at most: ``4``, ``4.5``."""
    return str(format_decimal(value, format="#,##0.##", locale=region()))


def day(value: date) -> str:
    """A day: ``31 Oct 2026``, in German ``31.10.2026``."""
    return format_date(value, format="medium", locale=region())


@lru_cache(maxsize=10_000)
def _number(value: float, decimals: int, locale: str) -> str:
    return str(format_decimal(value, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=locale))
