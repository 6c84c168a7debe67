"""Whose map it is: the client's name, logo and colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How map, wall and exports show whose they are; blank shows nothing.

    :param name: of the client.
    :param logo_id: a :class:`~journeymap.model.persona.Picture`, or ``None``.
    :param logo_ratio: its width over its height.
    :param accent: ``#rrggbb``, or blank for the product's own colour.
    """

    name: str = ""
    logo_id: str | None = None
    logo_ratio: float = 1.0
    accent: str = ""
