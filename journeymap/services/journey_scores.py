"""Every score of a journey in a period, from one grouped query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from journeymap.config import Settings
from journeymap.model.survey import Metric
from journeymap.scores.period import (
    ALL_TIME,
    Period,
    Span,
    day_of,
    later_month,
    month_span,
    newest_full_month,
)
from journeymap.scores.score import Score
from journeymap.services.as_of import as_of
from journeymap.services.bands import read_bands
from journeymap.services.cache import by_revision
from journeymap.services.cells import Cell, cells_of, choose, flag_trends, summarise_all
from journeymap.store.counts import Tally, Window, read_asked, read_counts
from journeymap.store.database import Database


class Whose(NamedTuple):
    """Whose answers count: all customers', or only those of a persona or a segment."""

    persona_id: str | None = None
    segment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceScore:
    """All answers of one metric, scale and good end at one touchpoint, or about the journey.

    :param touchpoint_id: ``None`` for the journey.
    :param places: ids of the ``SurveyTouchpoint`` rows whose answers it holds.
    :param drawn: it stands for its metric on the map; of other scales there are fewer answers.
    """

    touchpoint_id: str | None
    places: tuple[str, ...]
    score: Score
    drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyScores:
    """Scores of a journey in a period. Shared by everybody who asks for the same; nothing in it can be changed.

    :param by_touchpoint: one score per metric that is asked there, the one that the mark follows first.
    :param whole: the journey's own, the main one first; empty while nobody has been asked about the journey.
    :param all: every metric, scale and good end at every place.
    :param answers: valid answers in the period.
    :param first: time of the first of them, UTC; likewise ``newest``.
    """

    by_touchpoint: Mapping[str, tuple[Score, ...]]
    whole: tuple[Score, ...] = ()
    all: tuple[PlaceScore, ...] = ()
    answers: int = 0
    first: datetime | None = None
    newest: datetime | None = None


def journey_scores(
    db: Database,
    journey_id: str,
    *,
    period: Period = ALL_TIME,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> JourneyScores:
    """Every score of a journey, from one grouped query; kept until the next write.

    A trend is flagged against the period of the same length before; for all time, the newest full month against the
    three months before it. Which ones, Benjamini–Hochberg decides over all scores that the map shows.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out.
    :param today: the day in the installation's time zone; for tests.
    """
    chosen, day = as_of(settings, today)
    whose = Whose(persona_id, segment)
    return _journey_scores(db, journey_id, period, whose, chosen.min_answers, chosen.zone, day)


@by_revision(maxsize=256)
def _journey_scores(
    db: Database,
    journey_id: str,
    period: Period,
    whose: Whose,
    min_answers: int,
    zone: ZoneInfo,
    today: date,
) -> JourneyScores:
    asked = read_asked(db, journey_id)
    if not asked:
        return JourneyScores(by_touchpoint=MappingProxyType({}))
    tallies = _tallies(db, journey_id, period, whose, zone, today)
    cells = cells_of(asked, tallies)
    choose(cells)
    bands = read_bands(db)
    summarise_all(cells, min_answers, bands)
    flag_trends([cell for cell in cells if cell.drawn], min_answers)
    return collect(cells)


def _tallies(
    db: Database, journey_id: str, period: Period, whose: Whose, zone: ZoneInfo, today: date
) -> Mapping[str, Tally]:
    """For all time, the newest month of the answers is known only when they are counted; when it turns out to be
    another than the one before this, as in a file that has not been fed for a while, they are counted once more.
    """
    if period != ALL_TIME:
        return read_counts(db, journey_id, _window(period, zone), *whose)
    guess = later_month(today.replace(day=1), -1)
    tallies = read_counts(db, journey_id, _all_time(guess, zone), *whose)
    newest = max((tally.last for tally in tallies.values() if tally.last is not None), default=None)
    if newest is None:
        return tallies
    month = newest_full_month(today, day_of(newest, zone))
    return tallies if month == guess else read_counts(db, journey_id, _all_time(month, zone), *whose)


def _window(period: Period, zone: ZoneInfo) -> Window:
    start, end = period.limits(zone)
    before = period.before()
    earlier: Span = (start, start) if before is None else before.limits(zone)
    return Window(start=start, end=end, earlier=earlier, later=(start, end))


def _all_time(month: date, zone: ZoneInfo) -> Window:
    start, end = ALL_TIME.limits(zone)
    earlier = month_span(later_month(month, -3), 3, zone)
    return Window(start=start, end=end, earlier=earlier, later=month_span(month, 1, zone))


_ORDER = {metric: number for number, metric in enumerate(Metric)}


def collect(cells: Sequence[Cell]) -> JourneyScores:
    """The scores of a map: the mark's first, then by metric, on the map's before others."""
    by_touchpoint: dict[str, list[Score]] = {}
    whole: list[Score] = []
    every: list[PlaceScore] = []
    for cell in sorted(cells, key=lambda c: (not c.main, _ORDER[c.metric], not c.drawn, c.low, c.high)):
        if cell.score is None:
            continue
        every.append(
            PlaceScore(touchpoint_id=cell.touchpoint_id, places=tuple(cell.places), score=cell.score, drawn=cell.drawn)
        )
        if cell.drawn:
            here = whole if cell.touchpoint_id is None else by_touchpoint.setdefault(cell.touchpoint_id, [])
            here.append(cell.score)
    return JourneyScores(
        by_touchpoint=MappingProxyType({touchpoint_id: tuple(own) for touchpoint_id, own in by_touchpoint.items()}),
        whole=tuple(whole),
        all=tuple(every),
        answers=sum(cell.n for cell in cells),
        first=min((cell.tally.first for cell in cells if cell.tally.first is not None), default=None),
        newest=max((cell.tally.last for cell in cells if cell.tally.last is not None), default=None),
    )
