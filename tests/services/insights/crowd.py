"""Journeys with drawn answers, many in one file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from journeymap.model.identity import new_id
from journeymap.model.journey import Journey, Stage, Touchpoint
from journeymap.model.survey import Metric, Survey, SurveyTouchpoint
from journeymap.store.acts import Bulk, Put
from journeymap.store.database import Database
from journeymap.store.tables import TABLES, to_row

BEGIN = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
DAYS = 273
SCALES = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7), Metric.STARS: (1, 5)}
SEGMENTS = ("", "families", "business", "seniors")


def journey(
    db: Database, random: np.random.Generator, metric: Metric, sizes: Sequence[int], weights: Sequence[Sequence[float]]
) -> tuple[str, list[str]]:
    """One journey, and its touchpoints, each with ``sizes`` answers from nine months.

    :param weights: for each touchpoint, how likely each answer of the scale is; needs not add up to 1.
    """
    made = Journey(id=new_id(), title="Drawn")
    stage = Stage(id=new_id(), journey_id=made.id, title="Stage")
    low, high = SCALES[metric]
    things: list[object] = [made, stage]
    frames, ids = [], []
    for number, size in enumerate(sizes):
        touchpoint = Touchpoint(id=new_id(), journey_id=made.id, stage_id=stage.id, title=f"T{number}", position=number)
        survey = Survey(id=new_id(), title="Survey", metric=metric, low=low, high=high)
        place = SurveyTouchpoint(id=new_id(), survey_id=survey.id, journey_id=made.id, touchpoint_id=touchpoint.id)
        things += [touchpoint, survey, place]
        ids.append(touchpoint.id)
        chances = np.asarray(weights[number], dtype=float)
        frames.append(
            pd.DataFrame(
                {
                    "id": [new_id() for _answer in range(size)],
                    "survey_id": survey.id,
                    "survey_touchpoint_id": place.id,
                    "score": random.choice(np.arange(low, high + 1), size, p=chances / chances.sum()).astype(float),
                    "comment": "",
                    "language": "",
                    "segment": random.choice(SEGMENTS, size),
                    "source": "import",
                    "answered_at": BEGIN + pd.to_timedelta(random.uniform(0, DAYS, size), unit="D"),
                    "received_at": BEGIN,
                }
            )
        )
    db.transact([*(Put(TABLES[type(thing)], to_row(thing)) for thing in things), Bulk("response", pd.concat(frames))])
    return made.id, ids
