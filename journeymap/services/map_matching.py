"""Which thing on one map is which on another: by id, else by what it says, where it stands and what hangs on it.

A copy has ids of its own, so a journey and its to-be are matched by their words, in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from journeymap.model.journey import Card, JourneyMap

ALIKE = 0.5
"""Share of common words, or of common cards, from which two touchpoints or cards are taken for the same."""

Pairs = dict[str, str]
Key = Callable[[Any], Hashable]
Words = frozenset[Hashable]


def matched(before: JourneyMap, after: JourneyMap) -> Pairs:
    """Id before → id after of everything that stands on both maps, but for emotions and paths."""
    pairs: Pairs = {}
    _same_id(pairs, before.personas, after.personas)
    _same_id(pairs, before.stages, after.stages)
    _pair(pairs, before.stages, after.stages, lambda s: said(s.title))
    _same_id(pairs, before.lanes, after.lanes)
    _pair(pairs, before.lanes, after.lanes, lambda lane: (lane.kind, said(lane.title)))
    _pair(pairs, before.lanes, after.lanes, lambda lane: lane.kind)
    _match_touchpoints(pairs, before, after)
    _match_stages_by_touchpoints(pairs, before, after)
    _match_cards(pairs, before.cards, after.cards)
    return pairs


def said(text: str) -> str:
    """A text without what does not count: case and white space."""
    return " ".join(text.casefold().split())


def in_place(order: Sequence[int]) -> set[int]:
    """Positions of a longest rising run in ``order``: what is not in it was moved.

    Source: Schensted (1961), Canadian Journal of Mathematics 13, 179–191 (patience sorting).
    """
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(order):
        pile = bisect_left(tops, value)
        tops[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [position]
        before.append(ends[pile - 1] if pile else -1)
    kept: set[int] = set()
    last = ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    return kept


def _same_id(pairs: Pairs, before: Iterable[Any], after: Iterable[Any]) -> None:
    there = {thing.id for thing in after}
    pairs.update({thing.id: thing.id for thing in before if thing.id in there})


def _pair(pairs: Pairs, before: Iterable[Any], after: Iterable[Any], key: Key, key_after: Key | None = None) -> None:
    """Pair what has the same key and is not paired yet, in order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, deque[str]] = defaultdict(deque)
    for thing in after:
        if thing.id not in taken:
            waiting[(key_after or key)(thing)].append(thing.id)
    for thing in before:
        if thing.id not in pairs and (found := waiting.get(key(thing))):
            pairs[thing.id] = found.popleft()


def _match_touchpoints(pairs: Pairs, before: JourneyMap, after: JourneyMap) -> None:
    ours, theirs = before.touchpoints, after.touchpoints
    _same_id(pairs, ours, theirs)
    _pair(pairs, ours, theirs, lambda t: (pairs.get(t.stage_id), said(t.title)), lambda t: (t.stage_id, said(t.title)))
    _pair(pairs, ours, theirs, lambda t: said(t.title))
    _pair_alike(pairs, ours, theirs, _cards_of(before), _cards_of(after))


def _cards_of(journey_map: JourneyMap) -> Callable[[Any], tuple[Words, ...]]:
    """What tells a touchpoint by: the words of its title, and what its cards say."""
    kinds = {lane.id: lane.kind for lane in journey_map.lanes}
    cards: dict[str, set[Hashable]] = defaultdict(set)
    for card in journey_map.cards:
        cards[card.touchpoint_id].add((kinds.get(card.lane_id), said(card.text)))
    return lambda touchpoint: (_words(touchpoint.title), frozenset(cards[touchpoint.id]))


def _words(text: str) -> Words:
    return frozenset(said(text).split())


def _pair_alike(
    pairs: Pairs,
    before: Sequence[Any],
    after: Sequence[Any],
    told: Callable[[Any], tuple[Words, ...]],
    told_after: Callable[[Any], tuple[Words, ...]],
) -> None:
    """Pair what has at least :data:`ALIKE` in common, the most alike first, then the nearest."""
    taken = set(pairs.values())
    left = [(i, thing.id, told(thing)) for i, thing in enumerate(before) if thing.id not in pairs]
    right = [(i, thing.id, told_after(thing)) for i, thing in enumerate(after) if thing.id not in taken]
    found = [
        (-share, abs(i - k), i, ours, theirs)
        for i, ours, by in left
        for k, theirs, other in right
        if (share := max(map(_common, by, other))) >= ALIKE
    ]
    for _share, _apart, _place, ours, theirs in sorted(found):
        if ours not in pairs and theirs not in taken:
            pairs[ours] = theirs
            taken.add(theirs)


def _common(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _match_stages_by_touchpoints(pairs: Pairs, before: JourneyMap, after: JourneyMap) -> None:
    """A stage that was given another name is the one that most of its touchpoints still stand in."""
    taken = set(pairs.values())
    stage_of = {t.id: t.stage_id for t in after.touchpoints}
    into: dict[str, Counter[str]] = defaultdict(Counter)
    for touchpoint in before.touchpoints:
        stage = stage_of.get(pairs.get(touchpoint.id, ""))
        if touchpoint.stage_id not in pairs and stage is not None and stage not in taken:
            into[touchpoint.stage_id][stage] += 1
    for ours, theirs in into.items():
        stage = next((s for s, _n in theirs.most_common() if s not in taken), None)
        if stage is not None:
            pairs[ours] = stage
            taken.add(stage)


def _match_cards(pairs: Pairs, before: Sequence[Card], after: Sequence[Card]) -> None:
    """In the same cell by what they say, elsewhere in the lane by what they say, then in the same cell in order."""

    def cell(card: Card) -> tuple[str | None, str | None]:
        return pairs.get(card.touchpoint_id), pairs.get(card.lane_id)

    def cell_after(card: Card) -> tuple[str, str]:
        return card.touchpoint_id, card.lane_id

    def text(card: Card) -> tuple[str, str | None]:
        return said(card.text), card.picture_id

    _same_id(pairs, before, after)
    _pair(
        pairs,
        before,
        after,
        lambda c: (cell(c), text(c), c.persona_id),
        lambda c: (cell_after(c), text(c), c.persona_id),
    )
    _pair(pairs, before, after, lambda c: (cell(c), text(c)), lambda c: (cell_after(c), text(c)))
    _pair(pairs, before, after, lambda c: (pairs.get(c.lane_id), text(c)), lambda c: (c.lane_id, text(c)))
    cells: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in after:
        cells[cell_after(card)].append(card)
    ours: dict[tuple[str | None, str | None], list[Card]] = defaultdict(list)
    for card in before:
        ours[cell(card)].append(card)
    for place, theirs in cells.items():
        if place in ours:
            _pair_alike(pairs, ours[place], theirs, _said_by_card, _said_by_card)
            _pair(pairs, ours[place], theirs, lambda c: c.persona_id)


def _said_by_card(card: Card) -> tuple[Words, ...]:
    return (_words(card.text),)
