"""A journey: ordered stages and touchpoints of one scenario, seen by one or more personas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from journeymap.model.persona import Persona


class Phase(StrEnum):
    """Where a stage lies, seen from the purchase."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class JourneyState(StrEnum):
    """Does the journey show what is, or what is wanted?"""

    AS_IS = "as_is"
    TO_BE = "to_be"


class LaneKind(StrEnum):
    """What a row of the map holds. Emotion, scores and touchpoint lanes hold no cards."""

    TOUCHPOINT = "touchpoint"
    ACTIONS = "actions"
    THOUGHTS = "thoughts"
    EMOTION = "emotion"
    SCORES = "scores"
    PROMISE = "promise"
    PAIN_POINTS = "pain_points"
    OPPORTUNITIES = "opportunities"
    EVIDENCE = "physical_evidence"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"
    TEXT = "text"
    PICTURE = "picture"
    INTERACTION_LINE = "line_of_interaction"
    VISIBILITY_LINE = "line_of_visibility"
    INTERNAL_LINE = "line_of_internal_interaction"


LINES = frozenset({LaneKind.INTERACTION_LINE, LaneKind.VISIBILITY_LINE, LaneKind.INTERNAL_LINE})
"""Separators of a service blueprint: drawn as a line, they hold nothing."""

CARD_LANES = frozenset(LaneKind) - LINES - {LaneKind.TOUCHPOINT, LaneKind.EMOTION, LaneKind.SCORES, LaneKind.PROMISE}
"""Lanes that hold cards. The promise lane shows each touchpoint's own promise."""


class Evidence(StrEnum):
    """What a card rests on."""

    ASSUMED = "assumed"
    OBSERVED = "observed"
    MEASURED = "measured"


class Initiator(StrEnum):
    """Who starts the contact."""

    CUSTOMER = "customer"
    COMPANY = "company"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One journey without its parts.

    :param counterpart_id: its as-is or to-be twin.
    :param position: order on Home.
    """

    id: str
    title: str
    scenario: str = ""
    state: JourneyState = JourneyState.AS_IS
    counterpart_id: str | None = None
    owner: str = ""
    review_date: date | None = None
    note: str = ""
    position: int = 0
    archived: bool = False
    sample: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPersona:
    """A persona takes part in a journey."""

    id: str
    journey_id: str
    persona_id: str
    position: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A column group of one journey."""

    id: str
    journey_id: str
    title: str
    phase: Phase = Phase.DURING
    position: int = 0
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A moment at which the customer meets the brand.

    :param parent_id: the touchpoint that this is a sub-touchpoint of.
    :param position: order inside its stage.
    :param digital: ``True`` digital, ``False`` in person, ``None`` not said.
    :param direct: ``True`` the company's own, ``False`` through third parties.
    :param brand: ``True`` about the brand, ``False`` about the product.
    :param importance: 1–5, to the customer.
    :param expectation: −2..+2, what customers expect.
    :param reach: customers met in a month.
    """

    id: str
    journey_id: str
    stage_id: str
    title: str
    parent_id: str | None = None
    position: int = 0
    channel: str = ""
    digital: bool | None = None
    direct: bool | None = None
    brand: bool | None = None
    importance: int | None = None
    moment_of_truth: bool = False
    promise: str = ""
    expectation: float | None = None
    initiator: Initiator | None = None
    reach: int | None = None
    owner: str = ""
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of one journey's map.

    :param title: blank takes the name of its kind in the reader's language.
    """

    id: str
    journey_id: str
    kind: LaneKind
    title: str = ""
    position: int = 0
    shown: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A text where a touchpoint and a lane cross.

    :param persona_id: only for this persona; ``None`` for all.
    :param position: order inside the cell.
    :param picture_id: for picture lanes.
    """

    id: str
    journey_id: str
    touchpoint_id: str
    lane_id: str
    text: str
    persona_id: str | None = None
    position: int = 0
    evidence: Evidence = Evidence.ASSUMED
    picture_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Emotion:
    """What a persona is believed to feel at a touchpoint.

    :param value: −2..+2 in tenths.
    """

    id: str
    journey_id: str
    touchpoint_id: str
    persona_id: str
    value: float
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A branch or a loop between two touchpoints."""

    id: str
    journey_id: str
    from_id: str
    to_id: str
    label: str = ""
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class JourneyMap:
    """A journey with all its parts, each tuple in the order in which it is drawn.

    :param touchpoints: by stage, then position; a sub-touchpoint follows its parent.
    :param cards: by lane, touchpoint, position.
    """

    journey: Journey
    personas: tuple[Persona, ...] = ()
    stages: tuple[Stage, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    lanes: tuple[Lane, ...] = ()
    cards: tuple[Card, ...] = ()
    emotions: tuple[Emotion, ...] = ()
    paths: tuple[Path, ...] = ()

    @cached_property
    def touchpoint_by_id(self) -> Mapping[str, Touchpoint]:
        """Touchpoints by id."""
        return {t.id: t for t in self.touchpoints}

    @cached_property
    def stage_by_id(self) -> Mapping[str, Stage]:
        """Stages by id."""
        return {s.id: s for s in self.stages}

    @cached_property
    def cards_by_cell(self) -> Mapping[tuple[str, str], tuple[Card, ...]]:
        """Cards by (touchpoint id, lane id), in order."""
        cells: dict[tuple[str, str], list[Card]] = {}
        for card in self.cards:
            cells.setdefault((card.touchpoint_id, card.lane_id), []).append(card)
        return {cell: tuple(cards) for cell, cards in cells.items()}

    @cached_property
    def emotion_by_cell(self) -> Mapping[tuple[str, str], Emotion]:
        """Emotions by (touchpoint id, persona id)."""
        return {(e.touchpoint_id, e.persona_id): e for e in self.emotions}
