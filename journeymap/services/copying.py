"""Copies of a journey's parts under new ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from journeymap.model.identity import new_id
from journeymap.model.journey import Card, Emotion, JourneyMap, JourneyPersona
from journeymap.services.editing import TITLE_LIMIT


def titled(pattern: str, title: str) -> str:
    """``title`` put into ``pattern``, cut so that the whole is no longer than a title may be."""
    room = TITLE_LIMIT - len(pattern.format(title=""))
    return pattern.format(title=title if len(title) <= room else f"{title[: room - 1]}…")


def copied_parts(source: JourneyMap, journey_id: str, *, with_cards: bool) -> list[Any]:
    """Everything in a journey under new ids, for the journey ``journey_id``."""
    stages = {s.id: new_id() for s in source.stages}
    touchpoints = {t.id: new_id() for t in source.touchpoints}
    lanes = {lane.id: new_id() for lane in source.lanes}
    fresh: dict[str, Any] = {"journey_id": journey_id, "version": 1}
    parts: list[Any] = [
        JourneyPersona(id=new_id(), journey_id=journey_id, persona_id=p.id, position=n)
        for n, p in enumerate(source.personas)
    ]
    parts += [replace(s, id=stages[s.id], **fresh) for s in source.stages]
    parts += [
        replace(
            t,
            id=touchpoints[t.id],
            stage_id=stages[t.stage_id],
            parent_id=touchpoints.get(t.parent_id or ""),
            **fresh,
        )
        for t in source.touchpoints
    ]
    parts += [replace(lane, id=lanes[lane.id], **fresh) for lane in source.lanes]
    parts += [
        replace(p, id=new_id(), from_id=touchpoints[p.from_id], to_id=touchpoints[p.to_id], **fresh)
        for p in source.paths
        if p.from_id in touchpoints and p.to_id in touchpoints
    ]
    return parts + (_copied_cells(source, touchpoints, lanes, fresh) if with_cards else [])


def _copied_cells(
    source: JourneyMap, touchpoints: dict[str, str], lanes: dict[str, str], fresh: dict[str, Any]
) -> list[Card | Emotion]:
    cards = [
        replace(c, id=new_id(), touchpoint_id=touchpoints[c.touchpoint_id], lane_id=lanes[c.lane_id], **fresh)
        for c in source.cards
    ]
    emotions = [
        replace(e, id=new_id(), touchpoint_id=touchpoints[e.touchpoint_id], **fresh)
        for e in source.emotions
        if e.touchpoint_id in touchpoints
    ]
    return [*cards, *emotions]
