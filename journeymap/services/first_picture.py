"""The picture of a map that stands in for it until a new browser can draw."""

from __future__ import annotations

from journeymap.formats.exports.screen import on_screen as first_picture

__all__ = ["first_picture"]
