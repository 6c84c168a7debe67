"""What stands where a touchpoint and a lane cross: cards, and what a persona is believed to feel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import CARD_LANES, Card, Emotion, Evidence, JourneyMap, Lane, Touchpoint
from journeymap.model.persona import Picture
from journeymap.services.acts import Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import Field, block, choice, inserted, key, placed, read_fields, short, tenths
from journeymap.services.maps import gone, map_to_edit, map_with
from journeymap.services.pictures import keep_picture
from journeymap.store.acts import Act as Write
from journeymap.store.database import Database
from journeymap.store.tables import to_row

FIELDS = {
    "text": Field(N_("Text"), block(2000)),
    "persona_id": Field(N_("Persona"), key),
    "evidence": Field(N_("Rests on"), choice(Evidence, default=Evidence.ASSUMED)),
}
"""What can be edited about a card."""

CARDS_IN_CELL = 50
_VALUE = Field(N_("Emotion"), tenths(-2, 2))


@planned
def add_card(
    db: Database,
    actor: str,
    touchpoint_id: str,
    lane_id: str,
    *,
    position: int | None = None,
    picture: Picture | None = None,
    card_id: str | None = None,
    **fields: Any,
) -> str:
    """Add a card to a cell.

    :param position: index in the cell, from 0; ``None``: last.
    :param picture: from :func:`~journeymap.services.pictures.read_picture_file`; then ``text`` may be blank.
    :param card_id: a fresh id that the caller made; ``None`` makes one.
    :param fields: of :data:`FIELDS`; ``text`` is needed.
    :returns: its id.
    """
    journey_map, _touchpoint = map_with(db, Touchpoint, touchpoint_id)
    values = read_fields(FIELDS, {"text": "", **fields})
    card = Card(
        id=card_id or new_id(),
        journey_id=journey_map.journey.id,
        touchpoint_id=touchpoint_id,
        lane_id=lane_id,
        picture_id=picture.id if picture else None,
        **values,
    )
    check_card(journey_map, card)
    cell = list(journey_map.cards_by_cell.get((touchpoint_id, lane_id), ()))
    if len(cell) >= CARDS_IN_CELL:
        raise cell_is_full()
    ordered = inserted(cell, card, position)
    also = keep_picture(db, picture) if picture else ()
    _act(db, actor, "card.add", N_("Add card “{text}”"), card, cell, placed(ordered, {card.id}), also)
    return card.id


@planned
def update_card(db: Database, actor: str, card_id: str, version: int, **fields: Any) -> None:
    """Change text, persona or evidence of a card.

    :param version: of the card as the form showed it.
    :raises Conflict: it changed meanwhile; with both.
    """
    values = read_fields(FIELDS, fields)
    journey_map, card = map_to_edit(db, Card, card_id, values)
    wanted = replace(card, **values)
    if card.version != version:
        raise changed_meanwhile(to_row(card), to_row(wanted))
    check_card(journey_map, wanted)
    _act(db, actor, "card.update", N_("Edit card “{text}”"), wanted, [card], [wanted])


@planned
def move_card(
    db: Database, actor: str, card_id: str, touchpoint_id: str, lane_id: str, position: int | None = None
) -> None:
    """Move a card to a place in a cell.

    :param position: index among the other cards of the cell, from 0; ``None``: last.
    """
    journey_map, card = map_with(db, Card, card_id)
    wanted = replace(card, touchpoint_id=touchpoint_id, lane_id=lane_id)
    check_card(journey_map, wanted)
    cell = [c for c in journey_map.cards_by_cell.get((touchpoint_id, lane_id), ()) if c.id != card_id]
    if len(cell) >= CARDS_IN_CELL:
        raise cell_is_full()
    ordered = inserted(cell, wanted, position)
    was = [c.id for c in journey_map.cards_by_cell.get((touchpoint_id, lane_id), ())]
    if was == [c.id for c in ordered]:
        return
    after = placed(ordered, {card_id})
    _act(db, actor, "card.move", N_("Move card “{text}”"), wanted, [*cell, card], after)


@planned
def delete_card(db: Database, actor: str, card_id: str) -> None:
    """Delete a card."""
    _journey, card = map_with(db, Card, card_id)
    _act(db, actor, "card.delete", N_("Delete card “{text}”"), card, [card], [])


@planned
def set_emotion(
    db: Database,
    actor: str,
    touchpoint_id: str,
    persona_id: str,
    value: float | None,
    *,
    version: int | None = None,
    goes_on: bool = False,
) -> None:
    """Say what a persona is believed to feel at a touchpoint.

    :param value: −2..+2, rounded to tenths; ``None``: nothing said.
    :param version: of the emotion as the form showed it, 0 when there was none; ``None`` does not ask.
    :param goes_on: as of :class:`~journeymap.services.acts.Act`.
    :raises Conflict: it changed meanwhile; with both.
    :raises InvalidInput: the value is out of range, or the persona does not take part in this journey.
    """
    journey_map, _touchpoint = map_with(db, Touchpoint, touchpoint_id)
    read = _VALUE.read(_VALUE.label, value)
    if persona_id not in {persona.id for persona in journey_map.personas}:
        raise InvalidInput(_("This persona does not take part in the journey. Add it to the journey first."))
    was = journey_map.emotion_by_cell.get((touchpoint_id, persona_id))
    fresh = Emotion(
        id=new_id(), journey_id=journey_map.journey.id, touchpoint_id=touchpoint_id, persona_id=persona_id, value=0.0
    )
    if version is not None and version != (was.version if was else 0):
        raise changed_meanwhile(to_row(was) if was else None, {**to_row(was or fresh), "value": read})
    after = [] if read is None else [replace(was or fresh, value=read)]
    act = Act(
        event="emotion.set",
        scope=journey_map.journey.id,
        label=N_("Set emotion at “{title}”"),
        args={"title": short(journey_map.touchpoint_by_id[touchpoint_id].title)},
        changes=differences([was] if was else [], after),
        goes_on=goes_on,
    )
    carry_out(db, actor, act)


def check_card(journey_map: JourneyMap, card: Card) -> None:
    """Can it stand where it says?

    :raises NotFound: its touchpoint or its lane does not exist.
    :raises InvalidInput: the lane holds no cards, the persona takes no part, or the card is empty.
    """
    lanes = {lane.id: lane for lane in journey_map.lanes}
    if card.touchpoint_id not in journey_map.touchpoint_by_id:
        raise gone(Touchpoint)
    if card.lane_id not in lanes:
        raise gone(Lane)
    if lanes[card.lane_id].kind not in CARD_LANES:
        raise InvalidInput(_("This lane holds no cards. Choose another lane."))
    if card.persona_id is not None and card.persona_id not in {persona.id for persona in journey_map.personas}:
        raise InvalidInput(_("This persona does not take part in the journey. Add it to the journey first."))
    if not card.text and card.picture_id is None:
        raise InvalidInput(_("The card is empty. Type something first."))


def cell_is_full() -> InvalidInput:
    """The refusal of one card too many."""
    return InvalidInput(_("A cell can hold {n} cards at most. Put some together.").format(n=CARDS_IN_CELL))


def _act(
    db: Database,
    actor: str,
    event: str,
    label: str,
    card: Card,
    before: Sequence[Card],
    after: Sequence[Card],
    also: Sequence[Write] = (),
) -> None:
    changes = differences(before, after)
    act = Act(event=event, scope=card.journey_id, label=label, args={"text": short(card.text)}, changes=changes)
    carry_out(db, actor, act, also)
