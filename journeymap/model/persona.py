"""Personas, and pictures."""

from __future__ import annotations

from dataclasses import dataclass

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Colours that new personas take in turn (Okabe and Ito)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A typical customer. Personas are shared between journeys.

    :param channels: preferred channels, one a line.
    :param goals: one a line; likewise ``needs`` and ``frustrations``.
    :param colour: ``#rrggbb`` of the initial that stands where no picture is.
    :param picture_id: a :class:`Picture`, or ``None``.
    :param sample: belongs to the sample company.
    :param version: counts the saves of this row, from 1.
    """

    id: str
    name: str
    role: str = ""
    segment: str = ""
    quote: str = ""
    goals: str = ""
    needs: str = ""
    frustrations: str = ""
    channels: str = ""
    colour: str = "#0072B2"
    picture_id: str | None = None
    position: int = 0
    archived: bool = False
    sample: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image, at most 1,024 px a side.

    :param kind: media type, ``image/png``, ``image/jpeg`` or ``image/webp``.
    :param content: the bytes of the file.
    """

    id: str
    kind: str
    content: bytes
    version: int = 1
