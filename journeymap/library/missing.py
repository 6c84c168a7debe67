"""What still looks missing on a journey."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeymap.library.matching import matches
from journeymap.library.placing import usual_stage
from journeymap.library.questions import data_of_gaps
from journeymap.library.reading import library, spoken
from journeymap.library.touchpoint import LineOfBusiness
from journeymap.model.journey import JourneyMap, Phase, Stage

NEAR = 77.0
"""From here on a phrase is taken for what it resembles: four in five of 200 misspelt ones are, two of them wrongly."""
OFFERED = 5


class GapKind(StrEnum):
    """What is missing."""

    EMPTY_STAGE = "empty_stage"
    NO_COMPLAINT = "no_complaint"
    NO_THANKS = "no_thanks"
    NOTHING_AFTER = "nothing_after"
    LOST_DEALS = "lost_deals"


_FILLED_BY: Mapping[GapKind, frozenset[str]] = {
    GapKind.NO_COMPLAINT: frozenset(
        {"complaint", "appeal", "support-call", "support-email", "support-chat", "support-ticket", "out-of-hours-line"}
    ),
    GapKind.NO_THANKS: frozenset({"thank-you"}),
    GapKind.LOST_DEALS: frozenset({"lost-deal-interview"}),
}
"""Library keys, each of which fills the gap."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a journey of this kind usually has.

    :param stage: the stage that is empty.
    :param offer: keys of the library that would fill it, the best first.
    """

    kind: GapKind
    stage: Stage | None
    offer: tuple[str, ...]

    def sentence(self, language: str) -> str:
        """What is missing, in one sentence."""
        said = spoken(data_of_gaps()[self.kind]["say"], language)
        return said.replace("{stage}", self.stage.title) if self.stage else said


def missing(journey_map: JourneyMap, *, line: LineOfBusiness | None = None) -> tuple[Gap, ...]:
    """What still looks missing: stages with nothing in them, no way to complain, no thank-you, nothing after the
    purchase, lost deals never asked.

    :param line: of the company; the offers for an empty stage are what is usual there.
    """
    present = {key for touchpoint in journey_map.touchpoints if (key := nearest(touchpoint.title))}
    filled = {touchpoint.stage_id for touchpoint in journey_map.touchpoints}
    gaps = [
        Gap(GapKind.EMPTY_STAGE, stage, _usual_in(stage, line, present))
        for stage in journey_map.stages
        if stage.id not in filled
    ]
    if not _has_something_after(journey_map, present):
        gaps.append(_gap(GapKind.NOTHING_AFTER))
    gaps += [_gap(kind) for kind, keys in _FILLED_BY.items() if not keys & present]
    return tuple(gaps)


def nearest(title: str) -> str | None:
    """The library's key for what a title most likely means."""
    found = matches(title, limit=1)
    return found[0].key if found and found[0].score >= NEAR else None


def _has_something_after(journey_map: JourneyMap, present: Collection[str]) -> bool:
    after = {stage.id for stage in journey_map.stages if stage.phase is Phase.AFTER}
    inside = any(touchpoint.stage_id in after for touchpoint in journey_map.touchpoints)
    return inside or any(library()[key].phase is Phase.AFTER for key in present)


def _gap(kind: GapKind) -> Gap:
    return Gap(kind, None, tuple(data_of_gaps()[kind]["offer"]))


def _usual_in(stage: Stage, line: LineOfBusiness | None, present: Collection[str]) -> tuple[str, ...]:
    named = usual_stage(stage.title)
    fitting = [
        entry
        for entry in library().values()
        if (entry.stage is named if named else entry.phase is stage.phase)
        and (line is None or line in entry.lines)
        and entry.part_of is None
        and entry.key not in present
    ]
    return tuple(entry.key for entry in sorted(fitting, key=lambda entry: -entry.importance)[:OFFERED])
