"""What an exporter is given: a map with all that may go along, already narrowed to what the user chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from journeymap.layout.request import Theme as Theme
from journeymap.model.brand import Brand
from journeymap.model.journey import JourneyMap
from journeymap.model.persona import Picture
from journeymap.model.survey import Response, Survey, SurveyTouchpoint
from journeymap.scores.score import Score

Paper = Literal["A4", "A3", "A2", "A1", "A0"]
"""Landscape sheets for formats that have pages."""


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """One map on its way out.

    :param journey_map: only the stages, touchpoints, lanes and personas that go along; owners and notes are blank
        where they shall not.
    :param scores: by touchpoint id.
    :param whole: the journey's own scores.
    :param pictures: by id: portraits, picture cards and the brand's logo.
    :param surveys: definitions, for formats that hold everything.
    :param survey_touchpoints: where they are asked.
    :param comments: newest comments by touchpoint id; empty when comments stay at home.
    :param answers: every answer of this map in the period; empty unless the user asked for them.
    :param period: ready text.
    :param made_on: today, in the installation's time zone.
    :param persona_ids: whose view is drawn; empty for everybody's.
    :param paper: for formats with pages.
    :param width: px, for pictures.
    :param height: px, a minimum.
    :param progress: called with (done, of) where there are several sheets.
    """

    journey_map: JourneyMap
    scores: Mapping[str, Sequence[Score]] = field(default_factory=dict)
    whole: Sequence[Score] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    surveys: Sequence[Survey] = ()
    survey_touchpoints: Sequence[SurveyTouchpoint] = ()
    comments: Mapping[str, Sequence[Response]] = field(default_factory=dict)
    answers: Sequence[Response] = ()
    brand: Brand = field(default_factory=Brand)
    period: str = ""
    made_on: date
    theme: Theme = "light"
    persona_ids: tuple[str, ...] = ()
    weakest: frozenset[str] = frozenset()
    paper: Paper = "A4"
    width: int = 1920
    height: int = 1080
    progress: Callable[[int, int], None] | None = None
