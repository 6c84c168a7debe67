"""A map put together bit by bit, for readers of formats that name no ids."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from journeymap.formats.maps.document import Aside, MapDocument, Where
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import (
    CARD_LANES,
    Card,
    Emotion,
    Journey,
    JourneyMap,
    Lane,
    LaneKind,
    Stage,
    Touchpoint,
)
from journeymap.model.persona import COLOURS, Persona


class Building:
    """The parts so far, each with its place in the file."""

    def __init__(self) -> None:
        self.journey_id = new_id()
        self.title = ""
        self.scenario = ""
        self.stages: list[Stage] = []
        self.touchpoints: dict[str, Touchpoint] = {}
        self.lanes: list[Lane] = []
        self.cards: list[Card] = []
        self.emotions: dict[tuple[str, str], Emotion] = {}
        self.personas: list[Persona] = []
        self.asides: list[Aside] = []
        self.places: dict[str, Where] = {}

    def aside(self, where: Where, sentence: str) -> None:
        """Say what was not understood."""
        self.asides.append(Aside(where, sentence))

    def stage(self, title: str, where: Where) -> Stage:
        """A stage at the end."""
        made = Stage(id=new_id(), journey_id=self.journey_id, title=title)
        self.stages.append(made)
        self.places[made.id] = where
        return made

    def touchpoint(self, title: str, where: Where, **more: Any) -> Touchpoint:
        """A touchpoint at the end of the last stage, or of ``stage_id``."""
        given: dict[str, Any] = {"stage_id": more.pop("stage_id", None) or self.stages[-1].id, **more}
        made = Touchpoint(id=new_id(), journey_id=self.journey_id, title=title, **given)
        self.touchpoints[made.id] = made
        self.places[made.id] = where
        return made

    def change(self, touchpoint_id: str, **more: Any) -> None:
        """Say more about a touchpoint."""
        self.touchpoints[touchpoint_id] = replace(self.touchpoints[touchpoint_id], **more)

    def lane(self, kind: LaneKind, title: str, where: Where) -> Lane | None:
        """A lane at the bottom; ``None`` when there is one of a kind that there is only one of."""
        there = [lane for lane in self.lanes if lane.kind is kind]
        if there and kind not in CARD_LANES:
            self.aside(where, _("There is such a lane already; this one was left out."))
            return None
        return self._add_lane(kind, title)

    def lane_of(self, kind: LaneKind, title: str = "") -> Lane:
        """The lane of this kind and title, made when there is none."""
        for lane in self.lanes:
            if lane.kind is kind and (kind not in CARD_LANES or lane.title == title):
                return lane
        return self._add_lane(kind, title)

    def _add_lane(self, kind: LaneKind, title: str) -> Lane:
        self.lanes.append(Lane(id=new_id(), journey_id=self.journey_id, kind=kind, title=title))
        return self.lanes[-1]

    def persona(self, name: str, where: Where) -> Persona:
        """The persona of this name, made when there is none."""
        wanted = " ".join(name.split())
        for persona in self.personas:
            if persona.name.casefold() == wanted.casefold():
                return persona
        colour = COLOURS[len(self.personas) % len(COLOURS)]
        self.personas.append(Persona(id=new_id(), name=wanted, colour=colour))
        self.places[self.personas[-1].id] = where
        return self.personas[-1]

    def card(self, touchpoint_id: str, lane_id: str, text: str, where: Where) -> None:
        """A card at the end of its cell."""
        card = Card(id=new_id(), journey_id=self.journey_id, touchpoint_id=touchpoint_id, lane_id=lane_id, text=text)
        self.places[card.id] = where
        self.cards.append(card)

    def emotion(self, touchpoint_id: str, persona_id: str, value: float, where: Where) -> None:
        """What a persona feels there; the first that is said holds."""
        emotion = Emotion(
            id=new_id(),
            journey_id=self.journey_id,
            touchpoint_id=touchpoint_id,
            persona_id=persona_id,
            value=round(value, 1) + 0.0,
        )
        if (touchpoint_id, persona_id) in self.emotions:
            self.aside(where, _("There is such a one already; this one was left out."))
            return
        self.places[emotion.id] = where
        self.emotions[touchpoint_id, persona_id] = emotion

    def document(self) -> MapDocument:
        """The map, with the lanes that no map can be read without."""
        kinds = {lane.kind for lane in self.lanes}
        if LaneKind.TOUCHPOINT not in kinds:
            self.lanes.insert(0, Lane(id=new_id(), journey_id=self.journey_id, kind=LaneKind.TOUCHPOINT))
        if self.emotions:
            self.lane_of(LaneKind.EMOTION)
        self.lane_of(LaneKind.SCORES)
        lane_at = {lane.id: n for n, lane in enumerate(self.lanes)}
        touchpoint_at = {i: n for n, i in enumerate(self.touchpoints)}
        return MapDocument(
            journey_map=JourneyMap(
                journey=Journey(id=self.journey_id, title=self.title, scenario=self.scenario),
                personas=tuple(self.personas),
                stages=tuple(self.stages),
                touchpoints=tuple(self.touchpoints.values()),
                lanes=tuple(self.lanes),
                cards=tuple(sorted(self.cards, key=lambda c: (lane_at[c.lane_id], touchpoint_at[c.touchpoint_id]))),
                emotions=tuple(self.emotions.values()),
            ),
            asides=tuple(self.asides),
            places=self.places,
        )


def number_in(text: str) -> float | None:
    """A number as people write it, with a point or a comma and any minus; ``None`` when it is none."""
    try:
        found = float(text.strip().replace("−", "-").replace("–", "-").replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
