"""Segments, or other groups, whose customers rate a touchpoint otherwise than all others do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeymap.scores.change import change, flagged
from journeymap.scores.period import Period
from journeymap.scores.scale import Counts
from journeymap.scores.score import Score
from journeymap.services.cells import Cell, cells_of, choose, number, score_of
from journeymap.services.insights.finding import LEAST, LEVEL, Finding, Kind, Look
from journeymap.store.counts import Grouping, Tally, read_asked, read_counts_by_group


def segments(look: Look) -> list[Finding]:
    """Differences between a segment and everybody else that hold against noise, over all that were looked at."""
    if look.whose.segment is not None:
        return []
    return [one.finding for one in compared(look, Grouping.SEGMENT) if one.holds]


@dataclass(frozen=True, slots=True)
class Group:
    """A group at one place.

    :param finding: its score and that of everybody else; ``segment`` is the group.
    :param holds: the difference holds against noise, over all groups and places that were compared.
    """

    finding: Finding
    holds: bool


def compared(look: Look, grouping: Grouping) -> list[Group]:
    """Every group at every place that its mark follows, with those that have too few answers to be compared."""
    every = list(_compared(look, grouping))
    tested = [p for _finding, p in every if p is not None]
    signs = iter(flagged(tested, LEVEL))
    return [Group(finding, p is not None and next(signs)) for finding, p in every]


def _compared(look: Look, grouping: Grouping) -> Iterator[tuple[Finding, float | None]]:
    asked = read_asked(look.db, look.journey_map.journey.id)
    start, end = look.period.limits(look.settings.zone)
    rows = read_counts_by_group(look.db, look.journey_map.journey.id, grouping, start, end, *look.whose)
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_segment: dict[str, dict[str, list[tuple[float, int]]]] = defaultdict(lambda: defaultdict(list))
    for place, segment, answer, n in rows:
        tallies[place].counts.append((answer, n))
        by_segment[segment][place].append((answer, n))
    cells = cells_of(asked, tallies)
    choose(cells)
    for cell in cells:
        if not cell.drawn or not cell.main:
            continue
        for segment, places in sorted(by_segment.items()):
            if segment:
                yield from _against_the_rest(look, cell, segment, places)


def _against_the_rest(
    look: Look, cell: Cell, segment: str, places: Mapping[str, Counts]
) -> Iterator[tuple[Finding, float | None]]:
    own = [pair for place in cell.places for pair in places.get(place, ())]
    rest = [*cell.tally.counts, *((answer, -n) for answer, n in own)]
    others = _netted(rest)
    if not own:
        return
    found = None
    if min(number(own), number(others)) >= max(LEAST, look.settings.min_answers):
        found = change(
            others, own, metric=cell.metric, scale_low=cell.low, scale_high=cell.high, good_end=cell.good_end
        )
    score, before = (score_of(cell, counts, look.settings.min_answers, look.bands) for counts in (own, others))
    p = None if found is None else found.p
    yield _finding(cell, segment, look.days, score, before, 1.0 if p is None else p), p


def _netted(counts: Counts) -> Counts:
    """Equal answers together; what is taken away comes with a minus."""
    total: dict[float, int] = defaultdict(int)
    for answer, n in counts:
        total[answer] += n
    return [(answer, n) for answer, n in total.items() if n]


def _finding(cell: Cell, segment: str, days: Period, score: Score, before: Score, p: float) -> Finding:
    return Finding(
        kind=Kind.SEGMENT,
        touchpoint_id=cell.touchpoint_id,
        score=score,
        before=before,
        days=days,
        touchpoint_ids=(cell.touchpoint_id,) if cell.touchpoint_id else (),
        segment=segment,
        strength=-p,
    )
