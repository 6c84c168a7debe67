"""Several things moved or deleted together, each time as one act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journeymap.locale import N_
from journeymap.model.journey import Card, JourneyMap, Touchpoint
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.cards import CARDS_IN_CELL, cell_is_full, check_card
from journeymap.services.editing import placed, short
from journeymap.services.maps import gone, load_map
from journeymap.services.touchpoints import arranged, check_place
from journeymap.store.database import Database

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CardMove:
    """Where a card goes.

    :param before: the card of that cell that it stands before; ``None``, or one that is not there: last.
    """

    card_id: str
    touchpoint_id: str
    lane_id: str
    before: str | None = None


@planned
def move_cards(db: Database, actor: str, journey_id: str, moves: Sequence[CardMove]) -> None:
    """Move cards of a journey, in the order given.

    :raises NotFound: a card, its new touchpoint or its new lane does not exist.
    :raises InvalidInput: a lane holds no cards, or a cell would hold too many.
    """
    journey_map = load_map(db, journey_id)
    cells = {cell: list(cards) for cell, cards in journey_map.cards_by_cell.items()}
    there = {card.id: card for card in journey_map.cards}
    for move in moves:
        card = there.get(move.card_id)
        if card is None:
            raise gone(Card)
        wanted = replace(card, touchpoint_id=move.touchpoint_id, lane_id=move.lane_id)
        check_card(journey_map, wanted)
        cells[_cell(card)].remove(card)
        _put(cells.setdefault(_cell(wanted), []), wanted, move.before)
        there[card.id] = wanted
    for cell, cards in cells.items():
        if len(cards) > max(CARDS_IN_CELL, len(journey_map.cards_by_cell.get(cell, ()))):
            raise cell_is_full()
    moved = {move.card_id for move in moves if _moved(journey_map, cells, there[move.card_id])}
    after = [card for cards in cells.values() for card in placed(cards, moved)]
    _card_act(db, actor, "card.move", N_("Move card “{text}”"), N_("Move cards ({n})"), journey_map, moved, after)


@planned
def delete_cards(db: Database, actor: str, journey_id: str, card_ids: Collection[str]) -> None:
    """Delete cards of a journey.

    :raises NotFound: one of them does not exist.
    """
    journey_map = load_map(db, journey_id)
    leaving = set(card_ids)
    if leaving - {card.id for card in journey_map.cards}:
        raise gone(Card)
    after = [card for card in journey_map.cards if card.id not in leaving]
    _card_act(
        db, actor, "card.delete", N_("Delete card “{text}”"), N_("Delete cards ({n})"), journey_map, leaving, after
    )


@planned
def move_touchpoints(
    db: Database,
    actor: str,
    journey_id: str,
    touchpoint_ids: Collection[str],
    stage_id: str,
    *,
    before: str | None = None,
    parent_id: str | None = None,
) -> None:
    """Move touchpoints, with their sub-touchpoints, into a stage, in the order in which they stand.

    :param before: the touchpoint that they stand before; ``None``, or one that is not there: last.
    :param parent_id: they become sub-touchpoints of this one; ``None``: they stand by themselves.
    :raises NotFound: one of them, the stage or the parent does not exist.
    :raises InvalidInput: a touchpoint with sub-touchpoints cannot become one.
    """
    journey_map = load_map(db, journey_id)
    chosen = set(touchpoint_ids)
    if chosen - journey_map.touchpoint_by_id.keys():
        raise gone(Touchpoint)
    block: list[Touchpoint] = []
    for touchpoint in journey_map.touchpoints:
        if touchpoint.parent_id in chosen:
            block.append(replace(touchpoint, stage_id=stage_id))
        elif touchpoint.id in chosen:
            wanted = replace(touchpoint, stage_id=stage_id, parent_id=parent_id)
            check_place(journey_map, wanted)
            block.append(wanted)
    ids = {t.id for t in block}
    rest = [t for t in journey_map.touchpoints if t.id not in ids]
    at = next((n for n, t in enumerate(rest) if t.id == before), len(rest))
    after = arranged(journey_map, [*rest[:at], *block, *rest[at:]], ids)
    if [(t.id, t.stage_id, t.parent_id) for t in after] == [
        (t.id, t.stage_id, t.parent_id) for t in journey_map.touchpoints
    ]:
        return
    titles = [t.title for t in journey_map.touchpoints if t.id in chosen]
    label = N_("Move touchpoint “{title}”") if len(titles) == 1 else N_("Move touchpoints ({n})")
    args: dict[str, Any] = {"title": short(titles[0])} if len(titles) == 1 else {"n": len(titles)}
    changes = differences(journey_map.touchpoints, after)
    carry_out(db, actor, Act(event="touchpoint.move", scope=journey_id, label=label, args=args, changes=changes))


def _cell(card: Card) -> Cell:
    return card.touchpoint_id, card.lane_id


def _put(cell: list[Card], card: Card, before: str | None) -> None:
    cell.insert(next((n for n, other in enumerate(cell) if other.id == before), len(cell)), card)


def _moved(journey_map: JourneyMap, cells: dict[Cell, list[Card]], card: Card) -> bool:
    was = [c.id for c in journey_map.cards_by_cell.get(_cell(card), ())]
    return was != [c.id for c in cells[_cell(card)]]


def _card_act(
    db: Database,
    actor: str,
    event: str,
    one: str,
    several: str,
    journey_map: JourneyMap,
    ids: Collection[str],
    after: Sequence[Card],
) -> None:
    texts = [card.text for card in journey_map.cards if card.id in ids]
    label, args = (one, {"text": short(texts[0])}) if len(texts) == 1 else (several, {"n": len(texts)})
    changes = differences(journey_map.cards, after)
    scope = journey_map.journey.id
    carry_out(db, actor, Act(event=event, scope=scope, label=label, args=dict(args), changes=changes))
