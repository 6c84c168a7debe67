"""The answers as a list that can be searched, sorted and paged; and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from journeymap.config import Settings
from journeymap.config import settings as current_settings
from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric, Source
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.cache import by_revision
from journeymap.store.answers import AnswerQuery, AnswerSort, count_answers, read_answers, read_places
from journeymap.store.counts import read_counts_by_journey
from journeymap.store.database import Database

__all__ = [
    "LARGEST_PAGE",
    "Answer",
    "AnswerCount",
    "AnswerFilters",
    "AnswerSort",
    "AnswersPage",
    "answer_counts",
    "answers_page",
]

LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFilters:
    """Which answers to list; what is left out does not narrow them down.

    :param whole: only answers about a journey as a whole.
    :param unassigned: only answers that belong to no journey (any more).
    :param low: lowest score, likewise ``high``, both included; then answers without a score are left out.
    :param with_comment: only answers that say something.
    :param search: a part of the comment, in any case.
    """

    journey_id: str | None = None
    touchpoint_id: str | None = None
    whole: bool = False
    unassigned: bool = False
    metric: Metric | None = None
    period: Period = ALL_TIME
    low: float | None = None
    high: float | None = None
    source: Source | None = None
    persona_id: str | None = None
    segment: str | None = None
    import_id: str | None = None
    with_comment: bool = False
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in the list.

    :param score: as given; ``None`` when it was skipped.
    :param answered_at: naive UTC.
    :param journey: title, ``None`` where it is unassigned.
    :param touchpoint: title, ``None`` where it is about the journey or unassigned.
    :param label: the name that the file used for the place.
    """

    id: str
    answered_at: datetime
    score: float | None
    comment: str
    language: str
    source: Source
    segment: str
    persona_id: str | None
    survey_id: str
    metric: Metric
    low: int
    high: int
    good_end: GoodEnd
    journey_id: str | None
    journey: str | None
    touchpoint_id: str | None
    touchpoint: str | None
    label: str


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """One page, and how many answers fit in all."""

    rows: tuple[Answer, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many valid answers, and when the newest was given (naive UTC)."""

    answers: int
    newest: datetime


def answers_page(
    db: Database,
    filters: AnswerFilters | None = None,
    sort: AnswerSort = AnswerSort.NEWEST,
    page: int = 1,
    page_size: int = 50,
    *,
    settings: Settings | None = None,
) -> AnswersPage:
    """One page of the answers that fit.

    :param page: from 1; a page past the end is empty.
    :param page_size: 1–1,000.
    :raises InvalidInput: page or page size out of range.
    """
    if page < 1 or not 1 <= page_size <= LARGEST_PAGE:
        raise InvalidInput(_("Pages are counted from 1 and hold 1 to {most} answers.").format(most=LARGEST_PAGE))
    wanted = _query(db, filters or AnswerFilters(), settings or current_settings())
    rows = _rows(db, wanted, sort, page_size, (page - 1) * page_size)
    return AnswersPage(rows, _total(db, wanted))


@by_revision(maxsize=1)
def answer_counts(db: Database) -> Mapping[str | None, AnswerCount]:
    """Valid answers by journey id; ``None`` for the unassigned. Journeys without any are left out."""
    return MappingProxyType(
        {row["journey_id"]: AnswerCount(int(row["answers"]), row["newest"]) for row in read_counts_by_journey(db)}
    )


def _query(db: Database, filters: AnswerFilters, settings: Settings) -> AnswerQuery:
    start, end = filters.period.open_limits(settings.zone)
    placed = filters.whole or filters.unassigned or any((filters.journey_id, filters.touchpoint_id, filters.metric))
    places = None
    if placed:
        places = read_places(
            db,
            journey_id=filters.journey_id,
            touchpoint_id=filters.touchpoint_id,
            whole=filters.whole,
            unassigned=filters.unassigned,
            metric=filters.metric,
        )
    return AnswerQuery(
        places=places,
        start=start,
        end=end,
        low=filters.low,
        high=filters.high,
        source=filters.source,
        persona_id=filters.persona_id,
        segment=filters.segment,
        import_id=filters.import_id,
        with_comment=filters.with_comment,
        search=filters.search,
    )


@by_revision(maxsize=64)
def _rows(db: Database, wanted: AnswerQuery, sort: AnswerSort, limit: int, offset: int) -> tuple[Answer, ...]:
    return tuple(_answer(row) for row in read_answers(db, wanted, sort, limit=limit, offset=offset))


@by_revision(maxsize=64)
def _total(db: Database, wanted: AnswerQuery) -> int:
    return count_answers(db, wanted)


def _answer(row: dict[str, Any]) -> Answer:
    enums = {
        "source": Source(row["source"]),
        "metric": Metric(row["metric"]),
        "good_end": GoodEnd(row["good_end"]),
    }
    return Answer(**{**row, **enums})
