"""What sets two maps apart: two journeys, an as-is and its to-be, a snapshot and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Part(StrEnum):
    """What of a map differs."""

    JOURNEY = "journey"
    PERSONA = "persona"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    LANE = "lane"
    CARD = "card"
    EMOTION = "emotion"
    PATH = "path"


class Sign(StrEnum):
    """How it differs. A thing that was moved and reworded has two differences."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference.

    :param before_id: ``None`` where it was added; ``after_id`` where it was removed.
    :param before: its words before, blank where there were none; an emotion's value with its sign. Likewise ``after``.
    :param before_at: the touchpoint that a card or an emotion stood at; likewise ``after_at``.
    :param fields: which of its fields differ, for ``REWORDED`` and ``CHANGED``.
    :param along: it came or went only because its touchpoint (or its lane, for cards) did.
    """

    part: Part
    sign: Sign
    before_id: str | None = None
    after_id: str | None = None
    before: str = ""
    after: str = ""
    before_at: str | None = None
    after_at: str | None = None
    fields: tuple[str, ...] = ()
    along: bool = False


class Spot(NamedTuple):
    """A column on one side of a comparison.

    :param stage_id: the stage that it stands under, also where it is a gap; blank in a map without stages.
    :param touchpoint_id: ``None`` in the empty column of a stage without touchpoints, and in a gap.
    :param gap: there is nothing on this side.
    """

    stage_id: str
    touchpoint_id: str | None
    gap: bool = False


class AlignedColumn(NamedTuple):
    """A column that two maps share."""

    before: Spot
    after: Spot


@dataclass(frozen=True, kw_only=True)
class MapDifferences:
    """All differences of two maps.

    :param found: journey first, then personas, stages, touchpoints, lanes, cards, emotions and paths, each kind in the
        order of the map; what was removed stands after what is still there.
    :param pairs: id before → id after of everything that stands on both sides.
    :param columns: both maps on the same columns, in order.
    """

    found: tuple[Difference, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[AlignedColumn, ...] = ()

    @cached_property
    def before_signs(self) -> Mapping[str, Sign]:
        """By the id before, how a thing differs: what weighs most of several, and nothing for what only went along."""
        return _signs((d.before_id, d.sign) for d in self.found if not d.along)

    @cached_property
    def after_signs(self) -> Mapping[str, Sign]:
        """By the id after, as :attr:`before_signs`."""
        return _signs((d.after_id, d.sign) for d in self.found if not d.along)

    def count(self, sign: Sign) -> int:
        """How many things differ in this way, those not counted that only came or went along with another."""
        return sum(d.sign is sign and not d.along for d in self.found)


_WEIGHT = {sign: weight for weight, sign in enumerate(Sign)}


def _signs(found: Iterable[tuple[str | None, Sign]]) -> Mapping[str, Sign]:
    signs: dict[str, Sign] = {}
    for thing, sign in found:
        if thing is not None and (thing not in signs or _WEIGHT[sign] < _WEIGHT[signs[thing]]):
            signs[thing] = sign
    return signs
