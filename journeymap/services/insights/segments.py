"""Segments whose customers rate a touchpoint otherwise than all others do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from journeymap.scores.change import change, flagged
from journeymap.scores.period import Period
from journeymap.scores.scale import Counts
from journeymap.scores.score import Score
from journeymap.services.cells import Cell, cells_of, choose, number, score_of
from journeymap.services.insights.finding import LEAST, LEVEL, Finding, Kind, Look
from journeymap.store.counts import Tally, read_asked, read_counts_by_segment


def segments(look: Look) -> list[Finding]:
    """Differences between a segment and everybody else that hold against noise, over all that were looked at."""
    if look.whose.segment is not None:
        return []
    compared = list(_compared(look))
    signs = flagged([p for _finding, p in compared], LEVEL)
    return [finding for (finding, _p), holds in zip(compared, signs, strict=True) if holds]


def _compared(look: Look) -> Iterator[tuple[Finding, float]]:
    asked = read_asked(look.db, look.journey_map.journey.id)
    start, end = look.period.limits(look.settings.zone)
    rows = read_counts_by_segment(look.db, look.journey_map.journey.id, start, end, look.whose.persona_id)
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
) -> Iterator[tuple[Finding, float]]:
    own = [pair for place in cell.places for pair in places.get(place, ())]
    rest = [*cell.tally.counts, *((answer, -n) for answer, n in own)]
    others = _netted(rest)
    if min(number(own), number(others)) < max(LEAST, look.settings.min_answers):
        return
    found = change(others, own, metric=cell.metric, scale_low=cell.low, scale_high=cell.high, good_end=cell.good_end)
    if found is None:
        return
    score, before = (score_of(cell, counts, look.settings.min_answers, look.bands) for counts in (own, others))
    yield _finding(cell, segment, look.days, score, before, found.p), found.p


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
