"""What people talk about: words, and pairs of words, that some comments have more often than others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from journeymap.config import Settings
from journeymap.library.stop_words import ALL_STOP_WORDS, STOP_WORDS
from journeymap.scores.period import ALL_TIME, Period
from journeymap.scores.scale import is_content
from journeymap.scores.words import Word, over_represented
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.look import look_at
from journeymap.services.journey_scores import Whose
from journeymap.store.comments import CommentRow, read_comments
from journeymap.store.counts import Asked, read_asked
from journeymap.store.database import Database

__all__ = ["MOST_COMMENTS", "CommentWords", "SpokenWord", "Word", "comment_words"]

MOST_COMMENTS = 10_000
"""Of more comments the newest are read."""
MOST_WORDS = 12
"""Words that are given of each kind."""
LEAST_COMMENTS = 3
"""Comments that a word must stand in."""
LEAST_Z = 2.576
"""From 99 % on."""

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word and the language that its comments are in; blank where that is not known."""

    word: Word
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWords:
    """What comments talk about.

    :param comments: how many were read, with an answer beside them.
    :param discontent: words more frequent among people who are not content, against those who are; ``content`` the
        other way round.
    :param here: words more frequent at the touchpoint than elsewhere; empty without a touchpoint.
    """

    comments: int
    discontent: tuple[SpokenWord, ...] = ()
    content: tuple[SpokenWord, ...] = ()
    here: tuple[SpokenWord, ...] = ()


def comment_words(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    touchpoint_id: str | None = None,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> CommentWords:
    """Words that are over-represented, each language by itself; kept until the next write.

    A word counts once a comment. Of more than :data:`MOST_COMMENTS` comments the newest are read.

    :param touchpoint_id: only what was said there, and what is said there more often than elsewhere.
    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _comment_words(db, journey_id, period, touchpoint_id, Whose(persona_id, segment), chosen, day)


@by_revision(maxsize=64)
def _comment_words(
    db: Database,
    journey_id: str,
    period: Period,
    touchpoint_id: str | None,
    whose: Whose,
    settings: Settings,
    today: date,
) -> CommentWords:
    return _words(_spoken(db, journey_id, period, whose, settings, today), touchpoint_id)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A comment as the set of its words and pairs."""

    touchpoint_id: str | None
    language: str
    content: bool
    words: frozenset[str]


@by_revision(maxsize=8)
def _spoken(
    db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date
) -> tuple[_Spoken, ...]:
    look = look_at(db, journey_id, period, whose, settings, today)
    asked = {survey.place: survey for survey in read_asked(db, journey_id)}
    start, end = look.period.limits(settings.zone)
    rows = read_comments(db, journey_id, start, end, MOST_COMMENTS, *whose)
    return tuple(_read(row, asked[row.place]) for row in rows if row.place in asked)


def _read(row: CommentRow, survey: Asked) -> _Spoken:
    language = row.language.lower()[:2]
    words = frozenset(words_of(row.comment, language))
    content = is_content(row.score, survey.low, survey.high, survey.good_end)
    return _Spoken(survey.touchpoint_id, language, content, words)


def words_of(comment: str, language: str) -> list[str]:
    """The words of a comment that say something, and the pairs of them that stand side by side.

    :param language: a code; of one that is not known the stop words of all are left out.
    """
    stop = STOP_WORDS.get(language, ALL_STOP_WORDS)
    every = [word.replace("’", "'") for word in _WORD.findall(comment.lower())]
    telling = [word for word in every if word not in stop]
    return telling + [f"{one} {two}" for one, two in pairwise(every) if one not in stop and two not in stop]


def _words(spoken: tuple[_Spoken, ...], touchpoint_id: str | None) -> CommentWords:
    at = [one for one in spoken if touchpoint_id in (None, one.touchpoint_id)]
    bad, good = [one for one in at if not one.content], [one for one in at if one.content]
    elsewhere = [one for one in spoken if touchpoint_id != one.touchpoint_id]
    return CommentWords(
        comments=len(at),
        discontent=_over(bad, good),
        content=_over(good, bad),
        here=_over(at, elsewhere) if touchpoint_id else (),
    )


def _over(own: list[_Spoken], rest: list[_Spoken]) -> tuple[SpokenWord, ...]:
    found = []
    for language in sorted({one.language for one in own}):
        counted = [_count(one for one in group if one.language == language) for group in (own, rest)]
        if not counted[1]:
            continue
        found += [
            SpokenWord(word, language)
            for word in over_represented(*counted)
            if word.z >= LEAST_Z and word.own >= LEAST_COMMENTS
        ]
    return tuple(sorted(found, key=lambda one: (-one.word.z, one.word.text))[:MOST_WORDS])


def _count(comments: Iterable[_Spoken]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for comment in comments:
        counted.update(comment.words)
    return counted
