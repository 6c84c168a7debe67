"""What the wall asks for, read with care: it comes from a browser."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from journeymap.model.journey import JourneyMap

MOST = 12
"""Views that are drawn ahead."""
LONGEST_NAME = 20_000
NARROWEST, LOWEST, LARGEST = 280, 200, 8000
"""px."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A view that the wall shows, or may show next.

    :param name: the wall's own name for it; what comes back carries it.
    :param touchpoint_id: which must be on the page; ``None`` for the first page.
    :param lane_ids: lanes shown, ``None`` for those that the journey shows.
    :param persona_ids: personas shown, empty for everybody.
    :param revealed: touchpoints whose scores are told, ``None`` when all are.
    """

    name: str
    width: int
    height: int
    stage_id: str | None
    touchpoint_id: str | None
    lane_ids: frozenset[str] | None
    persona_ids: tuple[str, ...]
    dark: bool
    revealed: frozenset[str] | None


def read_asked(raw: Any, journey_map: JourneyMap) -> tuple[Asked, ...]:
    """The views that are asked for; what cannot be understood is passed over."""
    if not isinstance(raw, (list, tuple)):
        return ()
    return tuple(view for one in raw[:MOST] if (view := _read(one, journey_map)))


def _read(raw: Any, journey_map: JourneyMap) -> Asked | None:
    if not isinstance(raw, Mapping) or not isinstance(name := raw.get("name"), str) or len(name) > LONGEST_NAME:
        return None
    size = raw.get("size")
    if not isinstance(size, (list, tuple)) or len(size) != 2 or not all(isinstance(n, (int, float)) for n in size):
        return None
    width, height = (int(n) if 0 < n < LARGEST else LARGEST for n in size)
    personas = _known(raw.get("personas"), [persona.id for persona in journey_map.personas])
    lanes = _known(raw.get("lanes"), [lane.id for lane in journey_map.lanes])
    revealed = _known(raw.get("revealed"), journey_map.touchpoint_by_id)
    return Asked(
        name=name,
        width=max(width, NARROWEST),
        height=max(height, LOWEST),
        stage_id=_one(raw.get("stage"), journey_map.stage_by_id),
        touchpoint_id=_one(raw.get("touchpoint"), journey_map.touchpoint_by_id),
        lane_ids=frozenset(lanes) if lanes else None,
        persona_ids=tuple(personas or ()),
        dark=raw.get("theme") == "dark",
        revealed=None if revealed is None else frozenset(revealed),
    )


def _one(raw: Any, known: Collection[str]) -> str | None:
    return raw if isinstance(raw, str) and raw in known else None


def _known(raw: Any, known: Collection[str]) -> list[str] | None:
    if not isinstance(raw, (list, tuple)):
        return None
    asked = {one for one in raw if isinstance(one, str)}
    return [one for one in known if one in asked]
