"""Counted answers out of the file: how many gave which answer, where, and in which span of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from journeymap.model.survey import GoodEnd, Metric
from journeymap.store.database import Database
from journeymap.store.queries import query

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A survey that is asked at a place of a journey.

    :param place: id of the ``SurveyTouchpoint``.
    :param touchpoint_id: ``None`` for the journey as a whole.
    """

    place: str
    touchpoint_id: str | None
    survey_id: str
    metric: Metric
    low: int
    high: int
    good_end: GoodEnd
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which answers to count. All times are naive UTC; the end of a span does not belong to it.

    :param start: beginning of the period, likewise ``end``.
    :param earlier: span before the change that is looked for; may lie before ``start``, never after ``end``.
    :param later: span after it.
    """

    start: datetime
    end: datetime
    earlier: tuple[datetime, datetime]
    later: tuple[datetime, datetime]


@dataclass(slots=True)
class Tally:
    """Counted answers of one place (or of several that are pooled).

    :param counts: (answer, how many) in the period; ``earlier`` and ``later`` in the spans that are compared.
    """

    counts: list[tuple[float, int]] = field(default_factory=list)
    earlier: list[tuple[float, int]] = field(default_factory=list)
    later: list[tuple[float, int]] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None

    def add(self, other: Tally) -> None:
        """Pool the answers of ``other``, which are of the same metric, scale and good end."""
        self.counts += other.counts
        self.earlier += other.earlier
        self.later += other.later
        self.first = min((t for t in (self.first, other.first) if t is not None), default=None)
        self.last = max((t for t in (self.last, other.last) if t is not None), default=None)


def read_asked(db: Database, journey_id: str) -> list[Asked]:
    """Which surveys are asked in the journey and about it, in the order in which their places were made."""
    return [
        Asked(**{**row, "metric": Metric(row["metric"]), "good_end": GoodEnd(row["good_end"])})
        for row in db.rows(query("surveys_by_place"), [journey_id])
    ]


def read_counts(
    db: Database, journey_id: str, window: Window, persona_id: str | None = None, segment: str | None = None
) -> Mapping[str, Tally]:
    """Counted answers of every place of a journey that has any, by place id: one grouped query.

    :param persona_id: only answers that were matched to this persona.
    :param segment: only answers that came with this segment.
    """
    begin = min(window.start, window.earlier[0])
    frame = db.read(
        query("counts_by_place"),
        [
            window.start,
            *window.earlier,
            *window.later,
            window.start,
            journey_id,
            begin,
            window.end,
            persona_id,
            persona_id,
            segment,
            segment,
        ],
    )
    return _tallies(frame)


def _tallies(frame: pd.DataFrame) -> dict[str, Tally]:
    """Plain lists and whole microseconds: three times as fast as rows of objects."""
    columns = [frame[name].tolist() for name in ("place", "score", "n", "n_earlier", "n_later")]
    times = [frame[name].to_numpy("datetime64[us]").astype("int64").tolist() for name in ("first_at", "last_at")]
    tallies: dict[str, Tally] = {}
    spans: dict[str, tuple[int, int]] = {}
    for place, score, n, n_earlier, n_later, first, last in zip(*columns, *times, strict=True):
        tally = tallies.get(place)
        if tally is None:
            tally = tallies[place] = Tally()
        if n:
            tally.counts.append((score, n))
            known = spans.get(place)
            spans[place] = (first, last) if known is None else (min(known[0], first), max(known[1], last))
        if n_earlier:
            tally.earlier.append((score, n_earlier))
        if n_later:
            tally.later.append((score, n_later))
    for place, (first, last) in spans.items():
        tallies[place].first = _EPOCH + timedelta(microseconds=first)
        tallies[place].last = _EPOCH + timedelta(microseconds=last)
    return tallies


def read_counts_by_month(
    db: Database,
    places: Sequence[str],
    starts: Sequence[datetime],
    persona_id: str | None = None,
    segment: str | None = None,
) -> list[tuple[str, int, float, int]]:
    """Counted answers of some places by month: (place id, number of the month, answer, how many).

    :param starts: when each month begins, ascending, and in the end when the last one is over; naive UTC.
    """
    if not places or len(starts) < 2:
        return []
    limits = " ".join(f"WHEN answered_at < ? THEN {number}" for number in range(len(starts) - 1))
    sql = f"""
        SELECT CAST(survey_touchpoint_id AS VARCHAR) AS place, month, score, COUNT(*) AS n
        FROM (
            SELECT survey_touchpoint_id, score, CASE {limits} END AS month
            FROM response
            WHERE score IS NOT NULL
                AND survey_touchpoint_id IN ({", ".join("?" for _place in places)})
                AND answered_at >= ?
                AND answered_at < ?
                AND (CAST(? AS UUID) IS NULL OR persona_id = CAST(? AS UUID))
                AND (CAST(? AS VARCHAR) IS NULL OR segment = CAST(? AS VARCHAR))
        ) AS dated
        GROUP BY survey_touchpoint_id, month, score
    """
    whose = (persona_id, persona_id, segment, segment)
    frame = db.read(sql, [*starts[1:], *places, starts[0], starts[-1], *whose])
    # Plain lists: many times as fast as a dictionary for each of a hundred thousand rows.
    place, month, score, n = (frame[name].tolist() for name in ("place", "month", "score", "n"))
    return list(zip(place, map(int, month), map(float, score), map(int, n), strict=True))


def read_segments(db: Database, journey_id: str, most: int) -> list[str]:
    """Segments that valid answers on a journey came with, those with most answers first."""
    rows = db.rows(
        """
        SELECT segment, COUNT(*) AS n
        FROM response
        WHERE score IS NOT NULL
            AND segment <> ''
            AND survey_touchpoint_id IN (SELECT id FROM survey_touchpoint WHERE journey_id = ?)
        GROUP BY segment
        ORDER BY n DESC, segment
        LIMIT ?
        """,
        [journey_id, most],
    )
    return [str(row["segment"]) for row in rows]


def read_counts_by_journey(db: Database) -> list[dict[str, Any]]:
    """``journey_id`` (``None``: unassigned), number of valid ``answers``, time of the ``newest``."""
    return db.rows(query("answers_by_journey"))


class Grouping(StrEnum):
    """What answers can be grouped by: a column of ``response``."""

    SEGMENT = "segment"
    PERSONA = "persona_id"
    LANGUAGE = "language"
    SOURCE = "source"


def read_counts_by_group(
    db: Database,
    journey_id: str,
    grouping: Grouping,
    start: datetime,
    end: datetime,
    persona_id: str | None = None,
    segment: str | None = None,
) -> list[tuple[str, str, float, int]]:
    """Counted answers of a journey's places by group: (place id, group, answer, how many).

    :param start: naive UTC; ``end`` does not belong to the span.
    :param persona_id: only answers that were matched to this persona.
    :param segment: only answers that came with this segment.
    """
    sql = query("counts_by_group").replace("grouped_by", grouping.value)
    rows = db.rows(sql, [journey_id, start, end, persona_id, persona_id, segment, segment])
    return [(row["place"], row["grouped"], float(row["score"]), int(row["n"])) for row in rows]
