"""What the same people said at several places."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from journeymap.store.database import Database
from journeymap.store.queries import query


class ChainCount(NamedTuple):
    """Respondents who answered at two touchpoints or more.

    :param content: how many of them were content at every one.
    :param expected: the share that independent touchpoints would give, 0–1; ``None`` without anybody.
    """

    n: int
    content: int
    expected: float | None


def read_chain(
    db: Database,
    journey_id: str,
    start: datetime,
    end: datetime,
    persona_id: str | None = None,
    segment: str | None = None,
) -> ChainCount:
    """The chain of a journey, counted as :func:`journeymap.scores.journey.chain` does, by the file itself.

    :param start: naive UTC; ``end`` does not belong to the span.
    """
    whose = (persona_id, persona_id, segment, segment)
    (row,) = db.rows(query("chain_of_respondents"), [journey_id, start, end, *whose])
    return ChainCount(int(row["n"]), int(row["content"]), None if row["n"] == 0 else float(row["expected"]))


def read_answers_with_the_whole(
    db: Database,
    journey_id: str,
    own_place: str,
    start: datetime,
    end: datetime,
    persona_id: str | None = None,
    segment: str | None = None,
) -> list[tuple[str, float, float, int]]:
    """Answers at touchpoints beside what the same people say of the journey: (place id, answer, answer about the
    journey with the good end up, how many).

    :param own_place: the ``SurveyTouchpoint`` of the journey's own survey.
    :param start: naive UTC; ``end`` does not belong to the span.
    """
    whose = (persona_id, persona_id, segment, segment)
    rows = db.rows(query("answers_with_the_whole"), [own_place, start, end, journey_id, start, end, *whose])
    return [(row["place"], float(row["score"]), float(row["whole"]), int(row["n"])) for row in rows]
