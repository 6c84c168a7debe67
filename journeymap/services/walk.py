"""The guided walk through a journey: questions, answers that are kept until they are needed, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeymap.errors import NotFound
from journeymap.library.matching import matches, plain
from journeymap.library.missing import Gap, missing
from journeymap.library.proposals import Proposal, pieces, propose
from journeymap.library.questions import Question, walk
from journeymap.library.reading import library
from journeymap.library.touchpoint import LibraryTouchpoint
from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.services.editing import block
from journeymap.services.journeys import load_map
from journeymap.services.library import Added, Wanted, add_wanted, line_of_business, present
from journeymap.store.database import Database
from journeymap.store.setting import put_setting, read_settings

__all__ = [
    "Gap",
    "Proposal",
    "Question",
    "accept",
    "add_offers",
    "answer",
    "forget_answers",
    "proposed",
    "proposed_by",
    "questions",
    "read_answers",
    "still_missing",
    "suggest",
]

_ANSWER = block()


def questions(db: Database, journey_id: str) -> tuple[Question, ...]:
    """Every question of the walk through a journey, in the reader's language and in order.

    :raises NotFound: there is no such journey.
    """
    return walk(load_map(db, journey_id).stages, current())


def read_answers(db: Database, journey_id: str) -> dict[str, str]:
    """What was answered so far, by the question's key; also to questions about stages that are gone."""
    prefix = _prefix(journey_id)
    return {name.removeprefix(prefix): value for name, value in read_settings(db, prefix).items() if value}


def answer(db: Database, journey_id: str, question_key: str, text: str) -> None:
    """Keep what was answered to one question; the next one may answer it anew. Blank: as if never answered.

    :raises NotFound: the journey has no such question (any more).
    :raises InvalidInput: the answer is too long.
    """
    if question_key not in {question.key for question in questions(db, journey_id)}:
        raise NotFound(_("This question is not asked any more. Load the page again."))
    db.transact([put_setting(db, _prefix(journey_id) + question_key, str(_ANSWER(_("Answer"), text)))])


def forget_answers(db: Database, journey_id: str) -> None:
    """Begin the walk anew: every answer goes; what was accepted stays on the map."""
    prefix = _prefix(journey_id)
    if acts := [put_setting(db, name, "") for name, value in read_settings(db, prefix).items() if value]:
        db.transact(acts)


def suggest(text: str, *, limit: int = 3) -> list[LibraryTouchpoint]:
    """What somebody who is typing an answer may mean: the nearest touchpoints to the last thing that was named."""
    named = pieces(text)
    found = matches(named[-1], language=current(), limit=limit) if named else ()
    return [library()[match.key] for match in found]


def proposed(db: Database, journey_id: str) -> tuple[Proposal, ...]:
    """Touchpoints that the answers speak of and that the journey lacks."""
    given = read_answers(db, journey_id)
    asked = [(question, given[question.key]) for question in questions(db, journey_id) if question.key in given]
    return proposed_by(db, journey_id, asked)


def proposed_by(db: Database, journey_id: str, answers: Iterable[tuple[Question, str]]) -> tuple[Proposal, ...]:
    """As :func:`proposed`, from answers that came in some other way, for example from customers."""
    have = set(present(db, journey_id).values())
    titles = {plain(touchpoint.title) for touchpoint in load_map(db, journey_id).touchpoints}
    found = propose(answers, current())
    return tuple(one for one in found if one.key not in have and plain(one.title) not in titles)


def accept(db: Database, actor: str, journey_id: str, proposals: Sequence[Proposal]) -> Added:
    """Put proposals on the map, as one act that can be undone."""
    wanted = [
        Wanted(key=one.key, title=one.title, phase=one.phase, usual=one.usual, stage_id=one.stage_id)
        for one in proposals
    ]
    return add_wanted(db, actor, journey_id, wanted)


def still_missing(db: Database, journey_id: str) -> tuple[Gap, ...]:
    """What still looks missing on a journey, with what would fill it."""
    return missing(load_map(db, journey_id), line=line_of_business(db))


def add_offers(db: Database, actor: str, journey_id: str, gap: Gap) -> Added:
    """Fill a gap with the best of what would fill it; an empty stage gets all that is offered, into that stage."""
    keys = gap.offer if gap.stage else gap.offer[:1]
    wanted = [Wanted(key=key, stage_id=gap.stage.id if gap.stage else None) for key in keys]
    return add_wanted(db, actor, journey_id, wanted)


def _prefix(journey_id: str) -> str:
    return f"walk.{journey_id}."
