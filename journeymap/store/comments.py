"""Comments out of the file, many at once."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from journeymap.store.database import Database
from journeymap.store.queries import query


class CommentRow(NamedTuple):
    """What somebody said at a place, with the answer that came with it."""

    place: str
    language: str
    score: float
    comment: str


def read_comments(
    db: Database,
    journey_id: str,
    start: datetime,
    end: datetime,
    most: int,
    persona_id: str | None = None,
    segment: str | None = None,
) -> list[CommentRow]:
    """The newest comments of a journey that came with an answer.

    :param start: naive UTC; ``end`` does not belong to the span.
    :param most: how many at most.
    """
    whose = (persona_id, persona_id, segment, segment)
    frame = db.read(query("comments_with_scores"), [journey_id, start, end, *whose, most])
    columns = [frame[name].tolist() for name in CommentRow._fields]
    return [CommentRow(*row) for row in zip(*columns, strict=True)]
