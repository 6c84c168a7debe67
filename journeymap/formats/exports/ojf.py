"""OpenJourney ``.ojf``: a node for each touchpoint in a lane of their own, and for each card in its lane."""

from __future__ import annotations

import json
from typing import Any

from journeymap.formats.exports.request import ExportRequest
from journeymap.locale import N_
from journeymap.locale.lane_words import written_lane
from journeymap.model.journey import CARD_LANES, Card, LaneKind, Touchpoint

LEAVES_OUT = (
    N_("phases and notes of the stages, sub-touchpoints, paths, pictures and surveys"),
    N_("whom a card is for and what it rests on"),
    N_("more than one persona: emotions are their mean"),
    N_("importance in more than three steps, and what else touchpoints say about themselves"),
)

BLUEPRINT = {
    "evidence": LaneKind.EVIDENCE,
    "onstage": LaneKind.FRONTSTAGE,
    "backstage": LaneKind.BACKSTAGE,
    "support": LaneKind.SUPPORT,
}
"""Lanes that are written at each touchpoint instead of as nodes of their own."""


def export(request: ExportRequest) -> bytes:
    """The file, in the first of the two shapes that are seen."""
    whole = request.journey_map
    own = [lane for lane in whole.lanes if lane.kind in CARD_LANES and lane.kind not in BLUEPRINT.values()]
    touchpoints = {"id": "touchpoints", "name": written_lane(LaneKind.TOUCHPOINT, "")}
    nodes = [_touchpoint(request, t) for t in whole.touchpoints]
    for lane in own:
        for touchpoint in whole.touchpoints:
            cards = whole.cards_by_cell.get((touchpoint.id, lane.id), ())
            nodes += [_card(card, touchpoint) for card in cards if card.text]
    data = {
        "version": "1.0",
        "metadata": {"title": whole.journey.title},
        "persona": ", ".join(persona.name for persona in whole.personas),
        "pointOfView": whole.journey.scenario,
        "stages": [{"id": stage.id, "name": stage.title} for stage in whole.stages],
        "swimlanes": [touchpoints, *({"id": lane.id, "name": written_lane(lane.kind, lane.title)} for lane in own)],
        "nodes": nodes,
    }
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _touchpoint(request: ExportRequest, touchpoint: Touchpoint) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": touchpoint.id,
        "stageId": touchpoint.stage_id,
        "swimlaneId": "touchpoints",
        "title": touchpoint.title,
        "description": touchpoint.note,
    }
    if touchpoint.importance is not None:
        node["severity"] = ("low", "low", "medium", "high", "high")[touchpoint.importance - 1]
    emotions = [
        request.journey_map.emotion_by_cell[touchpoint.id, persona.id].value
        for persona in request.journey_map.personas
        if (touchpoint.id, persona.id) in request.journey_map.emotion_by_cell
    ]
    if emotions:
        mean = sum(emotions) / len(emotions)
        node["score"] = round(2.5 * mean, 2)
        node["sentiment"] = "positive" if mean > 0 else "negative" if mean < 0 else "neutral"
    return {
        **node,
        "purpose": touchpoint.promise,
        "isMomentOfTruth": touchpoint.moment_of_truth,
        "tags": [touchpoint.channel] if touchpoint.channel else [],
        "blueprint": _blueprint(request, touchpoint),
    }


def _blueprint(request: ExportRequest, touchpoint: Touchpoint) -> dict[str, list[str]]:
    found = {}
    for name, kind in BLUEPRINT.items():
        lanes = [lane.id for lane in request.journey_map.lanes if lane.kind is kind]
        cards = [c for i in lanes for c in request.journey_map.cards_by_cell.get((touchpoint.id, i), ())]
        found[name] = [card.text for card in cards if card.text]
    return found


def _card(card: Card, touchpoint: Touchpoint) -> dict[str, Any]:
    """A card says which touchpoint it stands at, which other programs pass over."""
    return {
        "id": card.id,
        "stageId": touchpoint.stage_id,
        "swimlaneId": card.lane_id,
        "touchpointId": touchpoint.id,
        "title": card.text,
    }
