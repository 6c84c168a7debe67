"""What the tests of editing share: a small journey, answers at it, and a look at the whole file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyMap, Lane, LaneKind, Stage, Touchpoint
from journeymap.model.survey import Metric, Response, Survey, SurveyTouchpoint
from journeymap.services import cards, journeys, personas, touchpoints
from journeymap.store.acts import Put
from journeymap.store.changes import REFERENCES
from journeymap.store.database import Database
from journeymap.store.tables import TABLES, to_row

ANN, BEN = "browser-ann", "browser-ben"


@dataclass(frozen=True)
class Small:
    """A journey with three stages and four touchpoints; the first holds a card and an emotion."""

    db: Database
    id: str
    persona: str

    @property
    def map(self) -> JourneyMap:
        return journeys.load_map(self.db, self.id)

    @property
    def titles(self) -> list[str]:
        return [t.title for t in self.map.touchpoints]

    def by_stage(self) -> dict[str, list[str]]:
        return {s.title: [t.title for t in self.map.touchpoints if t.stage_id == s.id] for s in self.map.stages}

    def stage(self, title: str) -> Stage:
        return next(s for s in self.map.stages if s.title == title)

    def touchpoint(self, title: str) -> Touchpoint:
        return next(t for t in self.map.touchpoints if t.title == title)

    def lane(self, kind: LaneKind) -> Lane:
        return next(lane for lane in self.map.lanes if lane.kind is kind)

    def texts(self, title: str, kind: LaneKind) -> list[str]:
        cell = self.map.cards_by_cell.get((self.touchpoint(title).id, self.lane(kind).id), ())
        return [card.text for card in cell]


def small(db: Database, actor: str = ANN) -> Small:
    persona = personas.create_persona(db, actor, name="Rosa")
    journey = journeys.create_journey(db, actor, title="Renting a boat", persona_ids=[persona])
    made = Small(db, journey, persona)
    for stage, title in (("Before", "Ad"), ("Before", "Web shop"), ("During", "Jetty"), ("After", "Invoice")):
        touchpoints.add_touchpoint(db, actor, journey, made.stage(stage).id, title=title)
    cards.add_card(db, actor, made.touchpoint("Ad").id, made.lane(LaneKind.ACTIONS).id, text="Looks up")
    cards.set_emotion(db, actor, made.touchpoint("Ad").id, persona, 1.5)
    return made


def answer(
    db: Database, journey_id: str | None, touchpoint_id: str | None, n: int, *, persona_id: str | None = None
) -> str:
    """A survey with ``n`` answers at a place; returns the id of the place."""
    survey = Survey(id=new_id(), title="How likely?", metric=Metric.NPS, low=0, high=10)
    place = SurveyTouchpoint(id=new_id(), survey_id=survey.id, journey_id=journey_id, touchpoint_id=touchpoint_id)
    now = datetime(2026, 3, 1, 12)  # noqa: DTZ001  # the file holds naive UTC
    responses = [
        Response(
            id=new_id(),
            survey_id=survey.id,
            survey_touchpoint_id=place.id,
            score=9.0,
            persona_id=persona_id,
            answered_at=now,
            received_at=now,
        )
        for _n in range(n)
    ]
    db.transact([Put(TABLES[type(thing)], to_row(thing)) for thing in (survey, place, *responses)])
    return place.id


def whole_file(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that people edit, without versions."""
    tables = ("persona", "journey", "journey_persona", "stage", "touchpoint", "lane", "card", "emotion", "path")
    found = {}
    for table in (*tables, "survey_touchpoint"):
        rows = db.rows(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608  # names of our own
        found[table] = [{name: v for name, v in row.items() if name != "version"} for row in rows]
    return found


def broken_references(db: Database) -> list[str]:
    return [
        f"{child}.{column}"
        for child, column, parent in REFERENCES
        if db.rows(
            f"SELECT 1 FROM {child} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"  # noqa: S608
        )
    ]


def bare(journey_map: JourneyMap) -> JourneyMap:
    """The map with every version 1."""
    parts = {
        name: tuple(replace(part, version=1) for part in getattr(journey_map, name))
        for name in ("personas", "stages", "touchpoints", "lanes", "cards", "emotions", "paths")
    }
    return JourneyMap(journey=replace(journey_map.journey, version=1), **parts)
