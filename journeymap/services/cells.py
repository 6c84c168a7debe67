"""The cells of a map's lane of scores: which answers belong together, which score stands, what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import Bands
from journeymap.scores.change import change, flagged
from journeymap.scores.score import Score, Trend
from journeymap.scores.summary import summarise
from journeymap.store.counts import Asked, Tally


@dataclass(slots=True)
class Cell:
    """One metric, scale and good end at one place, while its score is being made."""

    touchpoint_id: str | None
    metric: Metric
    low: int
    high: int
    good_end: GoodEnd
    places: list[str]
    tally: Tally
    asked_as_main: bool = False
    n: int = 0
    main: bool = False
    drawn: bool = False
    more: int = 0
    score: Score | None = None


def cells_of(asked: Sequence[Asked], tallies: Mapping[str, Tally]) -> list[Cell]:
    """Pools the surveys at a place that share metric, scale and good end, and none that do not."""
    cells: dict[tuple[str | None, Metric, int, int, GoodEnd], Cell] = {}
    for survey in asked:
        key = (survey.touchpoint_id, survey.metric, survey.low, survey.high, survey.good_end)
        tally = tallies.get(survey.place) or Tally()
        cell = cells.get(key)
        if cell is None:
            cell = cells[key] = Cell(*key, [survey.place], tally)
        else:
            cell.places.append(survey.place)
            cell.tally = _pooled(cell.tally, tally)
        cell.asked_as_main = cell.asked_as_main or survey.main
    for cell in cells.values():
        cell.n = number(cell.tally.counts)
    return list(cells.values())


def _pooled(one: Tally, other: Tally) -> Tally:
    both = Tally()
    both.add(one)
    both.add(other)
    return both


def choose(cells: Iterable[Cell]) -> None:
    """Which scale stands for its metric at each place, and which metric the mark there follows.

    At a touchpoint the scale with most answers stands; of the journey as a whole the main survey does, if there is one.
    """
    at_place: dict[str | None, dict[Metric, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        at_place[cell.touchpoint_id][cell.metric].append(cell)
    for touchpoint_id, by_metric in at_place.items():
        of_journey = touchpoint_id is None
        drawn = [_standing(scales, of_journey) for scales in by_metric.values()]
        marked = {metric for metric, scales in by_metric.items() if any(c.asked_as_main for c in scales)}
        max(drawn, key=lambda c: (c.metric in marked, c.n)).main = True


def _standing(scales: Sequence[Cell], of_journey: bool) -> Cell:
    best = max(scales, key=lambda c: (of_journey and c.asked_as_main, c.n, c.asked_as_main))
    best.drawn = True
    best.more = sum(1 for c in scales if c is not best and c.n)
    return best


def summarise_all(cells: Iterable[Cell], min_answers: int, bands: Bands) -> None:
    """Give every cell its score."""
    for cell in cells:
        score = score_of(cell, cell.tally.counts, min_answers, bands)
        score = replace(score, main=cell.main, first=cell.tally.first, last=cell.tally.last)
        cell.score = replace(score, more=cell.more) if cell.more else score


def score_of(cell: Cell, counts: Iterable[tuple[float, int]], min_answers: int, bands: Bands) -> Score:
    """The score of some answers of this cell."""
    return summarise(
        counts,
        metric=cell.metric,
        scale_low=cell.low,
        scale_high=cell.high,
        good_end=cell.good_end,
        min_answers=min_answers,
        bands=bands,
    )


def flag_trends(cells: Iterable[Cell], min_answers: int) -> None:
    """Mark the scores that moved between the two spans; Benjamini–Hochberg decides over all of ``cells``."""
    compared: list[tuple[Cell, float, float]] = []
    for cell in cells:
        earlier, later = cell.tally.earlier, cell.tally.later
        if min(number(earlier), number(later)) < min_answers:
            continue
        found = change(
            earlier, later, metric=cell.metric, scale_low=cell.low, scale_high=cell.high, good_end=cell.good_end
        )
        if found is not None:
            # What lies within the noise by itself is never flagged among others; its exact p is of no matter.
            compared.append((cell, found.value, found.p if found.beyond_noise else 1.0))
    for (cell, value, _p), moved in zip(compared, flagged([p for _c, _v, p in compared]), strict=True):
        if moved and cell.score is not None:
            cell.score = replace(cell.score, trend=Trend.UP if value > 0 else Trend.DOWN)


def number(counts: Iterable[tuple[float, int]]) -> int:
    """How many answers were counted."""
    return sum([n for _answer, n in counts])
