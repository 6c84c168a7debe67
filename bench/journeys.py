"""Files to measure with: one journey of a given length, every cell filled, and answers over nine months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeymap.model.identity import new_id
from journeymap.model.journey import (
    CARD_LANES,
    Card,
    Emotion,
    Evidence,
    Journey,
    JourneyPersona,
    Lane,
    LaneKind,
    Phase,
    Stage,
    Touchpoint,
)
from journeymap.model.persona import Persona
from journeymap.model.survey import Metric, Survey, SurveyTouchpoint
from journeymap.services.templates import DEFAULT_LANES
from journeymap.store.acts import Put, Statement
from journeymap.store.database import open_database
from journeymap.store.tables import TABLES, to_row

SCALES = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7), Metric.STARS: (1, 5)}
STAGES = ("Notices a need", "Compares", "Books", "Travels", "Comes home")
TITLES = (
    "Advert at the station",
    "Search on the web",
    "Comparison page",
    "Booking form",
    "Payment",
    "Confirmation mail",
    "Finding the platform",
    "Greeting at the door",
    "Seat and luggage",
    "Breakfast box",
    "Arrival",
    "Thank-you mail",
)
CHANNELS = (
    "Poster",
    "Web",
    "Web",
    "App",
    "App",
    "E-mail",
    "Station",
    "In person",
    "In person",
    "In person",
    "App",
    "E-mail",
)
TEXTS: dict[LaneKind, tuple[str, ...]] = {
    LaneKind.ACTIONS: (
        "Looks up from the phone and reads it twice",
        "Types the two cities and a date",
        "Compares three offers and asks a colleague",
        "Fills in names and birthdays of four people",
    ),
    LaneKind.THOUGHTS: (
        "Is this really cheaper than flying?",
        "I hope somebody answers if it goes wrong.",
        "Why do they need my phone number?",
    ),
    LaneKind.PAIN_POINTS: (
        "The price changes between two pages",
        "Nobody says from which platform it goes",
        "The form forgets everything on the way back",
    ),
    LaneKind.OPPORTUNITIES: ("Say the full price at once", "Send a picture of the way to the platform"),
    LaneKind.BACKSTAGE: ("Fares are checked against the reservation system", "Crew gets the list of guests at noon"),
}
FILL = """
    INSERT INTO response (
        id, survey_id, survey_touchpoint_id, score, comment,
        language, segment, source, vendor_id, answered_at, received_at
    )
    SELECT
        uuidv7(),
        place.survey_id,
        place.id,
        survey.low
            + floor(power(random(), 0.2 + 0.13 * (CAST(survey.token AS INTEGER) % 7)) * (survey.high - survey.low + 1)),
        CASE WHEN i % 3 = 0 THEN 'The queue was long but the people at desk ' || i || ' were kind.' ELSE '' END,
        'en', '', 'import', 'v' || i,
        TIMESTAMP '2026-03-01' + to_microseconds(CAST(260 * 86400000000.0 * i / ? AS BIGINT)),
        TIMESTAMP '2026-11-17'
    FROM range(?) AS numbers(i)
    CROSS JOIN survey_touchpoint AS place
    JOIN survey ON survey.id = place.survey_id
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer can be put.

    :param place: id of the ``SurveyTouchpoint``.
    :param survey: id of the survey asked there.
    :param high: largest answer of its scale; 1 is an answer on every scale.
    """

    place: str
    survey: str
    high: int


@dataclass(frozen=True, slots=True)
class Made:
    """What is in the file.

    :param touchpoints: their ids, from left to right; likewise ``titles``.
    :param places: of all touchpoints.
    """

    journey_id: str
    touchpoints: tuple[str, ...]
    titles: tuple[str, ...]
    places: tuple[Place, ...]


def make_file(path: Path, touchpoints: int, answers_each: int = 1_000) -> Made:
    """A new file with one journey.

    :param touchpoints: of the journey, spread over five stages.
    :param answers_each: of every survey; there are five surveys to four touchpoints, and one about the whole journey.
    """
    things = list(_things(touchpoints))
    db = open_database(path)
    db.transact([Put(TABLES[type(thing)], to_row(thing)) for thing in things])
    db.transact([Statement(FILL, [answers_each, answers_each])])
    db.checkpoint()  # so that it can be copied without its log
    db.close()
    found = [thing for thing in things if isinstance(thing, Touchpoint)]
    high = {thing.id: thing.high for thing in things if isinstance(thing, Survey)}
    asked = [thing for thing in things if isinstance(thing, SurveyTouchpoint) and thing.touchpoint_id]
    return Made(
        found[0].journey_id,
        tuple(touchpoint.id for touchpoint in found),
        tuple(touchpoint.title for touchpoint in found),
        tuple(Place(place.id, place.survey_id, high[place.survey_id]) for place in asked),
    )


def _things(n: int) -> Iterator[object]:
    personas = [Persona(id=new_id(), name="Maya Jensen"), Persona(id=new_id(), name="Tom Weber", position=1)]
    journey = Journey(id=new_id(), title=f"A journey of {n} touchpoints")
    lanes = [Lane(id=new_id(), journey_id=journey.id, kind=kind, position=i) for i, kind in enumerate(DEFAULT_LANES)]
    stages = [
        Stage(id=new_id(), journey_id=journey.id, title=title, phase=Phase.DURING, position=i)
        for i, title in enumerate(STAGES)
    ]
    yield from (*personas, journey, *lanes, *stages)
    for i, persona in enumerate(personas):
        yield JourneyPersona(id=new_id(), journey_id=journey.id, persona_id=persona.id, position=i)
    for i in range(n):
        yield from _touchpoint(journey, stages[i * len(stages) // n], lanes, personas, i)
    yield from _asked(journey.id, None, Metric.NPS, n, main=True)


def _touchpoint(journey: Journey, stage: Stage, lanes: list[Lane], personas: list[Persona], i: int) -> Iterator[object]:
    title = TITLES[i % len(TITLES)] if i < len(TITLES) else f"{TITLES[i % len(TITLES)]} {i + 1}"
    touchpoint = Touchpoint(
        id=new_id(),
        journey_id=journey.id,
        stage_id=stage.id,
        title=title,
        position=i,
        channel=CHANNELS[i % len(CHANNELS)],
        moment_of_truth=i % 6 == 4,
    )
    yield touchpoint
    for k, lane in enumerate(lanes):
        if lane.kind in CARD_LANES and (texts := TEXTS.get(lane.kind)):
            text, evidence = texts[(i + k) % len(texts)], tuple(Evidence)[(i + k) % 3]
            yield Card(
                id=new_id(),
                journey_id=journey.id,
                touchpoint_id=touchpoint.id,
                lane_id=lane.id,
                text=text,
                persona_id=personas[i % 2].id if lane.kind is LaneKind.THOUGHTS else None,
                evidence=evidence,
            )
    for p, persona in enumerate(personas):
        value = ((i * 7 + p * 5) % 9 - 4) / 2
        yield Emotion(
            id=new_id(), journey_id=journey.id, touchpoint_id=touchpoint.id, persona_id=persona.id, value=value
        )
    yield from _asked(journey.id, touchpoint.id, (Metric.NPS, Metric.CSAT, Metric.CES)[i % 3], i, main=True)
    if i % 4 == 1:
        yield from _asked(journey.id, touchpoint.id, Metric.STARS, i, main=False)


def _asked(journey_id: str, touchpoint_id: str | None, metric: Metric, number: int, *, main: bool) -> Iterator[object]:
    low, high = SCALES[metric]
    survey = Survey(id=new_id(), title="How was it?", metric=metric, low=low, high=high, main=main, token=str(number))
    yield survey
    yield SurveyTouchpoint(id=new_id(), survey_id=survey.id, journey_id=journey_id, touchpoint_id=touchpoint_id)
