"""A journey as it is and as it should be are two journeys that name each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeymap.errors import InvalidInput
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.editing import short
from journeymap.services.journeys import load_journey
from journeymap.store import journeys as store
from journeymap.store.database import Database


def counterpart(known: Sequence[Journey], journey: Journey) -> Journey | None:
    """The other one of the pair; ``None`` where there is none among ``known``."""
    named = next((j for j in known if j.id == journey.counterpart_id), None)
    return named or next((j for j in known if j.counterpart_id == journey.id), None)


def possible_counterparts(known: Sequence[Journey], journey: Journey) -> list[Journey]:
    """Journeys that could be the other one, those without one of their own first."""
    others = [j for j in known if j.id != journey.id and j.state is not journey.state]
    return sorted(others, key=lambda other: counterpart(known, other) not in (None, journey))


@planned
def set_counterpart(db: Database, actor: str, journey_id: str, other_id: str | None) -> None:
    """Let two journeys name each other; an act of the first one's scope. What they named before names nobody any more.

    :param other_id: ``None``: the journey has no counterpart.
    :raises NotFound: one of them does not exist.
    :raises InvalidInput: both show what is, or both what should be.
    """
    journey = load_journey(db, journey_id)
    other = None if other_id is None else load_journey(db, other_id)
    if other is not None and other.state is journey.state:
        raise InvalidInput(
            _("“{title}” and “{other}” both show the same state. Set one of them to “As it should be” first.").format(
                title=journey.title, other=other.title
            )
        )
    pair = {journey.id: other.id if other else None, **({other.id: journey.id} if other else {})}
    before = store.read_journeys(db)
    after = [_renamed(j, pair) for j in before]
    label = N_("Name the counterpart of “{title}”") if other else N_("Part “{title}” from its counterpart")
    carry_out(
        db,
        actor,
        Act(
            event="journey.counterpart",
            scope=journey.id,
            label=label,
            args={"title": short(journey.title)},
            changes=differences(before, after),
        ),
    )


def _renamed(journey: Journey, pair: dict[str, str | None]) -> Journey:
    if journey.id in pair:
        return replace(journey, counterpart_id=pair[journey.id])
    return replace(journey, counterpart_id=None) if journey.counterpart_id in pair else journey
