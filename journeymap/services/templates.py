"""What a new journey starts from."""

from __future__ import annotations

from typing import Literal

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import LaneKind, Phase, Stage

Template = Literal["three_phases", "five_stages", "empty"]

DEFAULT_LANES = (
    LaneKind.TOUCHPOINT,
    LaneKind.SCORES,
    LaneKind.EMOTION,
    LaneKind.ACTIONS,
    LaneKind.THOUGHTS,
    LaneKind.PAIN_POINTS,
    LaneKind.OPPORTUNITIES,
    LaneKind.VISIBILITY_LINE,
    LaneKind.BACKSTAGE,
)
"""Lanes of a new journey, from the top: on a laptop what customers said stands on the first screen."""


def template_stages(journey_id: str, template: Template) -> list[Stage]:
    """The stages that a journey can start from, titles in the reader's language."""
    titles = {
        "three_phases": [
            (_("Before"), Phase.BEFORE),
            (_("During"), Phase.DURING),
            (_("After"), Phase.AFTER),
        ],
        "five_stages": [
            (_("Awareness"), Phase.BEFORE),
            (_("Evaluation"), Phase.BEFORE),
            (_("Purchase"), Phase.DURING),
            (_("Use"), Phase.AFTER),
            (_("Repurchase and advocacy"), Phase.AFTER),
        ],
        "empty": [],
    }
    if template not in titles:
        raise InvalidInput(_("A journey starts from three phases, five stages, or empty. Choose one of them."))
    return [
        Stage(id=new_id(), journey_id=journey_id, title=title, phase=phase, position=n)
        for n, (title, phase) in enumerate(titles[template])
    ]
