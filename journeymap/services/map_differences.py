"""What was added, removed, moved, reworded or changed between two maps, and both on the same columns. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from journeymap.model.difference import Difference, MapDifferences, Part, Sign
from journeymap.model.journey import JourneyMap
from journeymap.services.map_columns import aligned_columns
from journeymap.services.map_matching import Pairs, in_place, matched

_OWN = frozenset({"id", "journey_id", "position", "version", "sample", "archived", "counterpart_id"})
"""Fields in which one thing may differ from its copy."""

_HOUSES = frozenset({"stage_id", "touchpoint_id", "lane_id", "from_id", "to_id"})
"""Fields that say where a thing stands: a difference there is a move."""

_WORDS = frozenset({"title", "name", "scenario", "text", "label", "promise", "note"})
"""Fields that hold people's own sentences."""


def differences(before: JourneyMap, after: JourneyMap) -> MapDifferences:
    """All differences between two maps: of the same journey at two times, or of two journeys.

    Things are matched by id; where the ids differ, as between a journey and its to-be, by what they say and where they
    stand, in order. What changes its place among equals is moved once, not everything that it passed.
    """
    pairs = matched(before, after)
    return MapDifferences(
        found=tuple(_found(before, after, pairs)), pairs=pairs, columns=aligned_columns(before, after, pairs)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How the things of one kind are compared.

    :param words: what a thing says.
    :param house: ids of what it stands in; ``None`` where order does not matter.
    :param at: id of its touchpoint.
    :param holders: ids of what it comes and goes with.
    """

    part: Part
    words: Callable[[Any], str]
    house: Callable[[Any], tuple[str, ...]] | None = None
    at: Callable[[Any], str | None] = lambda _thing: None
    holders: Callable[[Any], tuple[str, ...]] = lambda _thing: ()


_PERSONA = _Kind(part=Part.PERSONA, words=lambda p: p.name)
_STAGE = _Kind(part=Part.STAGE, words=lambda s: s.title, house=lambda _stage: ())
_TOUCHPOINT = _Kind(
    part=Part.TOUCHPOINT, words=lambda t: t.title, house=lambda t: (t.stage_id,), holders=lambda t: (t.stage_id,)
)
_LANE = _Kind(part=Part.LANE, words=lambda lane: lane.title, house=lambda _lane: ())
_CARD = _Kind(
    part=Part.CARD,
    words=lambda c: c.text,
    house=lambda c: (c.touchpoint_id, c.lane_id),
    at=lambda c: c.touchpoint_id,
    holders=lambda c: (c.touchpoint_id, c.lane_id),
)
_EMOTION = _Kind(
    part=Part.EMOTION,
    words=lambda e: f"{e.value:+.1f}",
    at=lambda e: e.touchpoint_id,
    holders=lambda e: (e.touchpoint_id, e.persona_id),
)
_PATH = _Kind(part=Part.PATH, words=lambda p: p.label, holders=lambda p: (p.from_id, p.to_id))


def _found(before: JourneyMap, after: JourneyMap, pairs: Pairs) -> Iterator[Difference]:
    journey = _Kind(part=Part.JOURNEY, words=lambda j: j.title)
    yield from _edited(journey, before.journey, after.journey, pairs)
    yield from _of_kind(_PERSONA, before.personas, after.personas, pairs)
    yield from _of_kind(_STAGE, before.stages, after.stages, pairs)
    yield from _of_kind(_TOUCHPOINT, before.touchpoints, after.touchpoints, pairs)
    yield from _of_kind(_LANE, before.lanes, after.lanes, pairs)
    yield from _of_kind(_CARD, before.cards, after.cards, pairs)
    for kind, ours, theirs in ((_EMOTION, before.emotions, after.emotions), (_PATH, before.paths, after.paths)):
        _pair_by_holders(kind, ours, theirs, pairs)
        yield from _of_kind(kind, ours, theirs, pairs)


def _pair_by_holders(kind: _Kind, before: Sequence[Any], after: Sequence[Any], pairs: Pairs) -> None:
    there = {kind.holders(thing): thing.id for thing in after}
    for thing in before:
        found = there.get(tuple(pairs.get(holder, "") for holder in kind.holders(thing)))
        if found is not None:
            pairs[thing.id] = found


def _of_kind(kind: _Kind, before: Sequence[Any], after: Sequence[Any], pairs: Pairs) -> Iterator[Difference]:
    """What differs among the things of one kind: those that stand after in their order, then those that are gone."""
    back = {there: here for here, there in pairs.items()}
    was = {thing.id: thing for thing in before}
    moved = _moved(kind, before, after, pairs)
    for thing in after:
        old = was.get(back.get(thing.id, ""))
        if old is None:
            along = any(holder not in back for holder in kind.holders(thing))
            yield Difference(
                part=kind.part,
                sign=Sign.ADDED,
                after_id=thing.id,
                after=kind.words(thing),
                after_at=kind.at(thing),
                along=along,
            )
            continue
        if thing.id in moved:
            yield _both(kind, Sign.MOVED, old, thing)
        yield from _edited(kind, old, thing, pairs)
    for thing in before:
        if thing.id not in pairs:
            along = any(holder not in pairs for holder in kind.holders(thing))
            yield Difference(
                part=kind.part,
                sign=Sign.REMOVED,
                before_id=thing.id,
                before=kind.words(thing),
                before_at=kind.at(thing),
                along=along,
            )


def _moved(kind: _Kind, before: Sequence[Any], after: Sequence[Any], pairs: Pairs) -> set[str]:
    """Ids after of what stands somewhere else, or elsewhere among its neighbours."""
    if kind.house is None:
        return set()
    place = {thing.id: n for n, thing in enumerate(after)}
    house = {thing.id: kind.house(thing) for thing in after}
    moved: set[str] = set()
    staying: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for thing in before:
        there = pairs.get(thing.id)
        if there is None:
            continue
        if tuple(pairs.get(held, "") for held in kind.house(thing)) == house[there]:
            staying[house[there]].append(there)
        else:
            moved.add(there)
    for neighbours in staying.values():
        kept = in_place([place[there] for there in neighbours])
        moved |= {there for n, there in enumerate(neighbours) if n not in kept}
    return moved


def _edited(kind: _Kind, before: Any, after: Any, pairs: Pairs) -> Iterator[Difference]:
    differ = [f.name for f in fields(after) if f.name not in _OWN | _HOUSES and _differs(f.name, before, after, pairs)]
    reworded = tuple(name for name in differ if name in _WORDS)
    changed = tuple(name for name in differ if name not in _WORDS)
    if reworded:
        yield _both(kind, Sign.REWORDED, before, after, reworded)
    if changed:
        yield _both(kind, Sign.CHANGED, before, after, changed)


def _differs(name: str, before: Any, after: Any, pairs: Pairs) -> bool:
    was, now = getattr(before, name), getattr(after, name)
    return bool((pairs.get(was or "") if name == "parent_id" else was) != now)


def _both(kind: _Kind, sign: Sign, before: Any, after: Any, differ: tuple[str, ...] = ()) -> Difference:
    return Difference(
        part=kind.part,
        sign=sign,
        before_id=before.id,
        after_id=after.id,
        before=kind.words(before),
        after=kind.words(after),
        before_at=kind.at(before),
        after_at=kind.at(after),
        fields=differ,
    )
