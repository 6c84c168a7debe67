"""A journey that is only asked about: touchpoints, surveys and answers, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pandas as pd

from journeymap.config import Settings
from journeymap.model.identity import new_id
from journeymap.model.journey import Journey, Stage, Touchpoint
from journeymap.model.survey import GoodEnd, Metric, Response, Survey, SurveyTouchpoint
from journeymap.store.acts import Bulk, Put
from journeymap.store.database import Database
from journeymap.store.tables import TABLES, columns, to_row

COPENHAGEN = Settings(time_zone="Europe/Copenhagen", min_answers=5)


def utc(*parts: int) -> datetime:
    """A moment as the file keeps it: UTC, without saying so."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[arg-type,misc]  # year, month, day …


NOON = utc(2026, 6, 15, 12)
SCALES = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7), Metric.STARS: (1, 5)}


@dataclass
class AskedJourney:
    """A journey with one stage."""

    db: Database
    id: str = field(default_factory=new_id)
    stage: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        self.put(Journey(id=self.id, title="Asked"))
        self.put(Stage(id=self.stage, journey_id=self.id, title="Stage"))

    def put(self, thing: object) -> None:
        self.db.transact([Put(TABLES[type(thing)], to_row(thing))])

    def touchpoint(self, title: str, position: int = 0) -> str:
        touchpoint = Touchpoint(id=new_id(), journey_id=self.id, stage_id=self.stage, title=title, position=position)
        self.put(touchpoint)
        return touchpoint.id

    def ask(
        self,
        touchpoint_id: str | None,
        metric: Metric = Metric.CSAT,
        *,
        scale: tuple[int, int] | None = None,
        good_end: GoodEnd = GoodEnd.HIGH,
        main: bool = False,
    ) -> SurveyTouchpoint:
        low, high = scale or SCALES[metric]
        survey = Survey(id=new_id(), title="Survey", metric=metric, low=low, high=high, good_end=good_end, main=main)
        place = SurveyTouchpoint(id=new_id(), survey_id=survey.id, journey_id=self.id, touchpoint_id=touchpoint_id)
        self.put(survey)
        self.put(place)
        return place


def answer(
    db: Database,
    place: SurveyTouchpoint,
    counts: Mapping[float | None, int],
    at: datetime = NOON,
    *,
    comment: str = "",
    language: str = "",
    persona_id: str | None = None,
    apart: timedelta = timedelta(0),
) -> None:
    """Store answers; ``None`` is a skipped one. Each is given ``apart`` after the one before."""
    scores = [score for score, n in counts.items() for _i in range(n)]
    answers = [
        to_row(
            Response(
                id=new_id(),
                survey_id=place.survey_id,
                survey_touchpoint_id=place.id,
                score=score,
                comment=comment,
                language=language,
                persona_id=persona_id,
                answered_at=at + number * apart,
                received_at=at,
            )
        )
        for number, score in enumerate(scores)
    ]
    db.transact([Bulk("response", pd.DataFrame(answers, columns=list(columns(Response))))])
