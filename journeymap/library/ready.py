"""Ready journeys: whole examples to start from, one data file each, in four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from journeymap.library.reading import FOLDER, library, name_of, read_toml, spoken
from journeymap.library.touchpoint import LibraryTouchpoint, LineOfBusiness
from journeymap.model.identity import new_id
from journeymap.model.journey import (
    Card,
    Emotion,
    Journey,
    JourneyMap,
    Lane,
    LaneKind,
    Phase,
    Stage,
    Touchpoint,
)
from journeymap.model.persona import Persona

LANES = (
    LaneKind.ACTIONS,
    LaneKind.TOUCHPOINT,
    LaneKind.THOUGHTS,
    LaneKind.EMOTION,
    LaneKind.SCORES,
    LaneKind.PAIN_POINTS,
    LaneKind.OPPORTUNITIES,
    LaneKind.VISIBILITY_LINE,
    LaneKind.BACKSTAGE,
)
"""Lanes of a ready journey, from the top."""
WRITTEN = (
    LaneKind.ACTIONS,
    LaneKind.THOUGHTS,
    LaneKind.PAIN_POINTS,
    LaneKind.OPPORTUNITIES,
    LaneKind.BACKSTAGE,
)
"""Lanes for which a touchpoint of a ready journey may have a text."""

Texts = Mapping[str, str]
"""One text by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyTouchpoint:
    """A touchpoint of a ready journey.

    :param entry: what the library says about it.
    :param title: where it is called otherwise than in the library.
    :param emotion: −2..+2, what the persona feels.
    :param texts: by lane. A pain point that is not written is what customers fear there, where they feel bad.
    """

    entry: LibraryTouchpoint
    title: Texts | None
    emotion: float
    moment_of_truth: bool
    texts: Mapping[LaneKind, Texts]

    def name(self, language: str) -> str:
        """Its title on the map."""
        return spoken(self.title, language) if self.title else self.entry.in_language(language).name

    def text(self, lane: LaneKind, language: str) -> str:
        """What stands in a lane; blank for nothing."""
        if lane in self.texts:
            return spoken(self.texts[lane], language)
        if lane is LaneKind.PAIN_POINTS and self.emotion < 0:
            return self.entry.in_language(language).fears
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyStage:
    """A stage of a ready journey."""

    title: Texts
    phase: Phase
    touchpoints: tuple[ReadyTouchpoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyJourney:
    """A whole journey that somebody can start from.

    :param key: name of its file.
    :param persona: fields of :class:`~journeymap.model.persona.Persona`, each a plain text or one by language.
    """

    key: str
    line: LineOfBusiness
    title: Texts
    scenario: Texts
    persona: Mapping[str, str | Texts]
    stages: tuple[ReadyStage, ...]

    @property
    def touchpoints(self) -> tuple[ReadyTouchpoint, ...]:
        """Every touchpoint, in order."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)


@cache
def keys() -> tuple[str, ...]:
    """The keys of all ready journeys, by the alphabet."""
    return tuple(sorted(file.stem for file in (FOLDER / "ready").glob("*.toml")))


@cache
def ready_journey(key: str) -> ReadyJourney:
    """One ready journey.

    :raises KeyError: there is none with this key.
    :raises ValueError: its file is not as it must be; the message names it.
    """
    if key not in keys():
        raise KeyError(key)
    found = read_toml(f"ready/{key}.toml")
    try:
        return ReadyJourney(
            key=key,
            line=LineOfBusiness(found["line"]),
            title=found["title"],
            scenario=found["scenario"],
            persona=found["persona"],
            stages=tuple(_stage(stage) for stage in found["stages"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"ready/{key}.toml: {error}") from error


def _stage(found: Mapping[str, Any]) -> ReadyStage:
    touchpoints = tuple(_touchpoint(touchpoint) for touchpoint in found["touchpoints"])
    return ReadyStage(title=found["title"], phase=Phase(found["phase"]), touchpoints=touchpoints)


def _touchpoint(found: Mapping[str, Any]) -> ReadyTouchpoint:
    if strange := found.keys() - {"entry", "title", "emotion", "moment_of_truth", *WRITTEN}:
        raise ValueError(f"what is {', '.join(sorted(strange))}?")
    return ReadyTouchpoint(
        entry=library()[found["entry"]],
        title=found.get("title"),
        emotion=found["emotion"],
        moment_of_truth=found.get("moment_of_truth", False),
        texts={lane: found[lane] for lane in WRITTEN if lane in found},
    )


def as_map(ready: ReadyJourney, language: str, *, only: frozenset[str] | None = None) -> JourneyMap:
    """A ready journey as a map with fresh ids, every card and emotion assumed.

    :param only: keys of the library's entries whose touchpoints are kept; stages that lose all theirs stay out.
        ``None`` keeps everything.
    """
    journey = Journey(id=new_id(), title=spoken(ready.title, language), scenario=spoken(ready.scenario, language))
    persona = persona_of(ready, language)
    lanes = tuple(Lane(id=new_id(), journey_id=journey.id, kind=kind, position=n) for n, kind in enumerate(LANES))
    stages: list[Stage] = []
    places: list[tuple[Touchpoint, ReadyTouchpoint]] = []
    for stage in ready.stages:
        kept = [t for t in stage.touchpoints if only is None or t.entry.key in only]
        if kept:
            stages.append(_as_stage(stage, journey.id, len(stages), language))
            places += [(as_touchpoint(t, stages[-1], n, language), t) for n, t in enumerate(kept)]
    return JourneyMap(
        journey=journey,
        personas=(persona,),
        stages=tuple(stages),
        touchpoints=tuple(touchpoint for touchpoint, _ready in places),
        lanes=lanes,
        cards=tuple(_cards(lanes, places, language)),
        emotions=tuple(
            Emotion(
                id=new_id(), journey_id=journey.id, touchpoint_id=where.id, persona_id=persona.id, value=what.emotion
            )
            for where, what in places
        ),
    )


def persona_of(ready: ReadyJourney, language: str) -> Persona:
    """The persona of a ready journey, with a fresh id."""
    said = {name: spoken(texts, language) for name, texts in ready.persona.items() if isinstance(texts, Mapping)}
    return Persona(
        id=new_id(),
        name=str(ready.persona["name"]),
        colour=str(ready.persona["colour"]),
        role=said["role"],
        segment=said["segment"],
        quote=said["quote"],
        goals=said["goals"],
        needs=said["needs"],
        frustrations=said["frustrations"],
        channels=said["channels"].replace(", ", "\n"),
    )


def _as_stage(stage: ReadyStage, journey_id: str, position: int, language: str) -> Stage:
    title = spoken(stage.title, language)
    return Stage(id=new_id(), journey_id=journey_id, title=title, phase=stage.phase, position=position)


def as_touchpoint(ready: ReadyTouchpoint, stage: Stage, position: int, language: str) -> Touchpoint:
    """One touchpoint of a ready journey, in a stage."""
    entry = ready.entry
    return Touchpoint(
        id=new_id(),
        journey_id=stage.journey_id,
        stage_id=stage.id,
        title=ready.name(language),
        position=position,
        channel=name_of(entry.channel, language),
        digital=entry.digital,
        direct=entry.direct,
        brand=entry.brand,
        importance=entry.importance,
        moment_of_truth=ready.moment_of_truth,
        initiator=entry.initiator,
    )


def _cards(lanes: tuple[Lane, ...], places: list[tuple[Touchpoint, ReadyTouchpoint]], language: str) -> Iterator[Card]:
    for lane in lanes:
        if lane.kind in WRITTEN:
            for where, what in places:
                if text := what.text(lane.kind, language):
                    yield Card(
                        id=new_id(), journey_id=lane.journey_id, touchpoint_id=where.id, lane_id=lane.id, text=text
                    )
