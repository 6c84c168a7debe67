"""What moved: every full month against the three before it, or a period against as many days before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journeymap.config import Settings
from journeymap.scores.change import Difference, change, flagged
from journeymap.scores.period import (
    Period,
    day_of,
    later_month,
    midnight,
    month_of,
    months_between,
    newest_full_month,
)
from journeymap.scores.scale import Counts
from journeymap.services.cache import by_revision
from journeymap.services.cells import Cell, cells_of, choose, number, score_of
from journeymap.services.insights.finding import LEAST, LEVEL, Finding, Kind, Look
from journeymap.services.insights.look import look_at
from journeymap.services.journey_scores import Whose
from journeymap.store.counts import Tally, Window, read_asked, read_counts, read_counts_by_month
from journeymap.store.database import Database

BEFORE = 3
"""Months that a month is compared with."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A cell of the map in two spans; ``days`` are those of the later one."""

    cell: Cell
    earlier: Counts
    later: Counts
    days: Period
    difference: Difference


def moved(look: Look) -> list[Finding]:
    """Scores that moved beyond noise; Benjamini–Hochberg decides over all that were looked at.

    Without a first day every full month is compared with the three before it; with one, the period (up to today when it
    has no last day) with as many days before it.
    """
    every = compared(look)
    signs = flagged([one.difference.p for one in every], LEVEL)
    return [_finding(look, one) for one, moved in zip(every, signs, strict=True) if moved]


def _finding(look: Look, one: Comparison) -> Finding:
    score, before = (
        score_of(one.cell, counts, look.settings.min_answers, look.bands) for counts in (one.later, one.earlier)
    )
    touchpoint_id = one.cell.touchpoint_id
    return Finding(
        kind=Kind.MOVED,
        touchpoint_id=touchpoint_id,
        score=score,
        before=before,
        days=one.days,
        touchpoint_ids=(touchpoint_id,) if touchpoint_id else (),
        strength=-one.difference.p,
    )


def compared(look: Look) -> tuple[Comparison, ...]:
    """Everything that is compared with what was before it, the newest last; kept until the next write."""
    return _kept(look.db, look.journey_map.journey.id, look.period, look.whose, look.settings, look.today)


@by_revision(maxsize=8)
def _kept(
    db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date
) -> tuple[Comparison, ...]:
    return tuple(_compared(look_at(db, journey_id, period, whose, settings, today)))


def _compared(look: Look) -> Iterator[Comparison]:
    asked = read_asked(look.db, look.journey_map.journey.id)
    for days, tallies in _spans(look, [survey.place for survey in asked]):
        cells = cells_of(asked, tallies)
        choose(cells)
        for cell in cells:
            earlier, later = cell.tally.earlier, cell.tally.later
            if not cell.drawn or min(number(earlier), number(later)) < max(LEAST, look.settings.min_answers):
                continue
            found = change(
                earlier, later, metric=cell.metric, scale_low=cell.low, scale_high=cell.high, good_end=cell.good_end
            )
            if found is not None:
                yield Comparison(cell, earlier, later, days, found)


def _spans(look: Look, places: Sequence[str]) -> Iterator[tuple[Period, Mapping[str, Tally]]]:
    """Days that are looked at, and the answers in and before them by place."""
    if look.period.first is None:
        yield from _months(look, places)
        return
    days = replace(look.period, last=look.period.last or max(look.today, look.period.first))
    before = days.before()
    if before is not None:
        zone = look.settings.zone
        later = days.limits(zone)
        window = Window(start=later[0], end=later[1], earlier=before.limits(zone), later=later)
        yield days, read_counts(look.db, look.journey_map.journey.id, window, *look.whose)


def _months(look: Look, places: Sequence[str]) -> Iterator[tuple[Period, Mapping[str, Tally]]]:
    months = _full_months(look)
    if len(months) <= BEFORE:
        return
    starts = [midnight(month, look.settings.zone) for month in (*months, later_month(months[-1]))]
    counted: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for place, month, answer, n in read_counts_by_month(look.db, places, starts, *look.whose):
        counted[place, month].append((answer, n))
    for position, first in enumerate(months[BEFORE:], BEFORE):
        tallies = {place: _tally(counted, place, position) for place in places}
        yield Period(first, later_month(first) - timedelta(days=1)), tallies


def _tally(counted: Mapping[tuple[str, int], list[tuple[float, int]]], place: str, month: int) -> Tally:
    earlier = [pair for before in range(month - BEFORE, month) for pair in counted.get((place, before), ())]
    later = counted.get((place, month), [])
    return Tally(counts=later, earlier=earlier, later=later)


def _full_months(look: Look) -> list[date]:
    """From the month of the first answer to the newest that is over."""
    first, newest = look.scores.first, look.scores.newest
    if first is None or newest is None:
        return []
    zone = look.settings.zone
    begin, end = month_of(day_of(first, zone)), newest_full_month(look.today, day_of(newest, zone))
    if look.period.last is not None:
        end = min(end, later_month(month_of(look.period.last + timedelta(days=1)), -1))
    return months_between(begin, end) if begin <= end else []
