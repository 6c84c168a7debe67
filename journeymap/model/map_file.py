"""What of a map goes into a map's file, in which order: field order is fixed, so that equal maps are equal files.

Left out is what belongs to one installation and not to the map: versions, positions in lists (the order of a list says
them), what is archived, the link to an as-is or to-be twin, the public links of surveys.
"""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.model.journey import Card, Emotion, Journey, Lane, Path, Stage, Touchpoint
from journeymap.model.persona import Persona, Picture
from journeymap.model.survey import Survey, SurveyTouchpoint

FORMAT = "journeymap"
"""The first field of the file; says that it is ours."""
VERSION = 1
"""Grows when a reader of before would misread the file."""

FIELDS: Mapping[type, tuple[str, ...]] = {
    Journey: ("id", "title", "scenario", "state", "owner", "review_date", "note"),
    Persona: (
        *("id", "name", "role", "segment", "quote", "goals", "needs", "frustrations", "channels", "colour"),
        "picture_id",
    ),
    Stage: ("id", "title", "phase", "note"),
    Touchpoint: (
        *("id", "stage_id", "parent_id", "title", "channel", "digital", "direct", "brand", "importance"),
        *("moment_of_truth", "promise", "expectation", "initiator", "reach", "owner", "note"),
    ),
    Lane: ("id", "kind", "title", "shown"),
    Card: ("id", "touchpoint_id", "lane_id", "persona_id", "text", "evidence", "picture_id"),
    Emotion: ("id", "touchpoint_id", "persona_id", "value"),
    Path: ("id", "from_id", "to_id", "label"),
    Picture: ("id", "kind", "content"),
    Survey: ("id", "title", "metric", "low", "high", "good_end", "vendor", "question", "main"),
    SurveyTouchpoint: ("id", "survey_id", "touchpoint_id", "label"),
}
"""Fields of each kind of thing, in the order of the file."""

LISTS: Mapping[str, type] = {
    "personas": Persona,
    "stages": Stage,
    "touchpoints": Touchpoint,
    "lanes": Lane,
    "cards": Card,
    "emotions": Emotion,
    "paths": Path,
    "pictures": Picture,
    "surveys": Survey,
    "survey_touchpoints": SurveyTouchpoint,
}
"""The lists of the file after ``journey``, in their order."""
