"""Ready journeys: choose one, look at it, and make it one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from journeymap.errors import NotFound
from journeymap.library.four import of_ready, start_with_four
from journeymap.library.reading import spoken
from journeymap.library.ready import ReadyJourney, as_map, keys, persona_of, ready_journey
from journeymap.library.touchpoint import LineOfBusiness
from journeymap.locale import N_, current
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyMap, JourneyPersona
from journeymap.model.persona import Persona
from journeymap.services.acts import HOME, Act, carry_out, differences, planned
from journeymap.services.editing import short
from journeymap.services.journeys import next_position
from journeymap.store.database import Database
from journeymap.store.personas import read_personas


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyCard:
    """What one sees of a ready journey before choosing it, in the reader's language.

    :param persona: name and role of its persona.
    :param touchpoints: how many it has.
    """

    key: str
    line: LineOfBusiness
    title: str
    scenario: str
    persona: tuple[str, str]
    stages: tuple[str, ...]
    touchpoints: int


def ready_journeys(line: LineOfBusiness | None = None) -> list[ReadyCard]:
    """Every ready journey, those of ``line`` first, then the smaller ones."""
    every = [_card(ready_journey(key)) for key in keys()]
    return sorted(every, key=lambda card: (card.line is not line, card.touchpoints, card.key))


def _card(ready: ReadyJourney) -> ReadyCard:
    language = current()
    persona = persona_of(ready, language)
    return ReadyCard(
        key=ready.key,
        line=ready.line,
        title=spoken(ready.title, language),
        scenario=spoken(ready.scenario, language),
        persona=(persona.name, persona.role),
        stages=tuple(spoken(stage.title, language) for stage in ready.stages),
        touchpoints=len(ready.touchpoints),
    )


def preview(key: str, *, four: bool = False) -> JourneyMap:
    """A ready journey as a map in the reader's language, all of it assumed; nothing is written.

    :param four: only the four touchpoints to start with, see :func:`~journeymap.library.four.start_with_four`.
    :raises NotFound: there is no such ready journey.
    """
    try:
        ready = ready_journey(key)
    except KeyError as error:
        raise NotFound(_("This ready journey does not exist. Choose another one.")) from error
    only = frozenset(start_with_four(of_ready(ready))) if four else None
    return as_map(ready, current(), only=only)


@planned
def create_from_ready(db: Database, actor: str, key: str, *, four: bool = False) -> str:
    """Make a journey of one's own from a ready one, with its persona, as one act on Home.

    A persona that came with an earlier one and still says the same takes part again instead of a twin.

    :returns: id of the journey.
    :raises NotFound: there is no such ready journey.
    """
    made = preview(key, four=four)
    everyone = read_personas(db)
    persona, known = _persona(made.personas[0], everyone)
    journey = replace(made.journey, position=next_position(db))
    part = JourneyPersona(id=new_id(), journey_id=journey.id, persona_id=persona.id)
    emotions = [replace(emotion, persona_id=persona.id) for emotion in made.emotions]
    parts: list[Any] = [] if known else [persona]
    parts += [journey, part, *made.stages, *made.touchpoints, *made.lanes, *made.cards, *emotions]
    act = Act(
        event="journey.ready",
        scope=HOME,
        label=N_("Create journey “{title}”"),
        args={"title": short(journey.title)},
        changes=differences([], parts),
    )
    carry_out(db, actor, act)
    return journey.id


def _persona(wanted: Persona, everyone: list[Persona]) -> tuple[Persona, bool]:
    """The persona to take part, and whether the file has it already."""
    for persona in everyone:
        if not persona.archived and (persona.name, persona.role, persona.quote) == (
            wanted.name,
            wanted.role,
            wanted.quote,
        ):
            return persona, True
    return replace(wanted, position=max((persona.position for persona in everyone), default=-1) + 1), False
