"""Names of what is stored in short, for every room: the map, the pages and the messages say the same word."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.locale import N_, gettext

LANE_KINDS: Mapping[str, str] = {
    "touchpoint": N_("Touchpoint & channel"),
    "actions": N_("Customer actions"),
    "thoughts": N_("Thoughts"),
    "emotion": N_("Emotion"),
    "scores": N_("Feedback scores"),
    "promise": N_("Promise"),
    "pain_points": N_("Pain points"),
    "opportunities": N_("Opportunities"),
    "physical_evidence": N_("Physical evidence"),
    "frontstage": N_("Frontstage"),
    "backstage": N_("Backstage"),
    "support": N_("Support processes"),
    "text": N_("Text"),
    "picture": N_("Pictures"),
    "line_of_interaction": N_("Line of interaction"),
    "line_of_visibility": N_("Line of visibility"),
    "line_of_internal_interaction": N_("Line of internal interaction"),
}
"""By the value of ``model.journey.LaneKind``; a test holds the two together."""

EVIDENCE: Mapping[str, str] = {"assumed": N_("assumed"), "observed": N_("observed"), "measured": N_("measured")}
"""By the value of ``model.journey.Evidence``."""


def lane_kind(kind: str) -> str:
    """The name of a kind of lane in the reader's language."""
    return gettext(LANE_KINDS[kind])


def evidence(value: str) -> str:
    """What a card rests on, in the reader's language."""
    return gettext(EVIDENCE[value])
