"""The panel beside the map: everything about one touchpoint."""

from __future__ import annotations
