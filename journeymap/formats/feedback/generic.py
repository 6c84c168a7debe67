"""The long form: one row for each answer, with its touchpoint, metric, score, comment, respondent and time.

Also the way out for any other table: what its headings name is taken, the rest is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from journeymap.formats.feedback.questions import find_questions, metric_named, question_at
from journeymap.formats.feedback.recognised import Head, Question, Recognised, Role

VENDOR = "generic"

_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.TOUCHPOINT: ("touchpoint", "touch point", "kontaktpunkt", "touchpunkt"),
    Role.METRIC: ("metric", "metrik", "survey type"),
    Role.SCORE: ("score", "rating", "betyg", "bewertung", "vurdering"),
    Role.COMMENT: ("comment", "comments", "feedback", "kommentar", "reason"),
    Role.RESPONDENT: ("respondent", "email", "e-mail", "email address", "e-mail address", "mail", "customer"),
    Role.RESPONSE_ID: ("response id", "responseid", "answer id"),
    Role.ANSWERED_AT: (
        *("answered at", "submitted at", "completed at", "created at", "date", "time", "timestamp", "end date"),
        *("dato", "datum", "tidspunkt", "zeitpunkt", "start date"),
    ),
    Role.LANGUAGE: ("language", "sprog", "språk", "sprache"),
    Role.SEGMENT: ("segment", "persona"),
}


def _named(head: Head) -> dict[Role, int]:
    """Columns by what their headings name; ``answered_at``, ``answered-at`` and ``Answered at`` are one name."""
    flat = [re.sub(r"[\s_-]+", " ", heading).strip().casefold() for heading in head.headings]
    found: dict[Role, int] = {}
    for role, names in _NAMES.items():
        known = [re.sub(r"[\s_-]+", " ", name) for name in names]
        columns = [flat.index(name) + 1 for name in known if name in flat]
        if columns:
            found[role] = columns[0]
    return found


def recognise(head: Head) -> Recognised | None:
    """The long form: a score, a time, and a metric or touchpoint in every row."""
    columns = _named(head)
    if not {Role.SCORE, Role.ANSWERED_AT} <= columns.keys() or not {Role.METRIC, Role.TOUCHPOINT} & columns.keys():
        return None
    return recognise_any(head)


def recognise_any(head: Head) -> Recognised:
    """Any table: what the headings name is taken, the rest is left open."""
    columns = _named(head)
    score, comment = columns.pop(Role.SCORE, None), columns.get(Role.COMMENT)
    if Role.METRIC in columns and not any(metric_named(value) for value in head.values(columns[Role.METRIC])):
        del columns[Role.METRIC]
    questions: tuple[Question, ...] = ()
    candidates: tuple[Question, ...] = ()
    if score and Role.METRIC in columns:
        questions = (Question(score=score, comment=comment),)
    elif score:
        questions = (question_at(head, score, heading="", comment=comment, header_rows=1),)
    else:
        rest = [column for column in range(1, len(head.headings) + 1) if column not in columns.values()]
        questions, candidates = find_questions(head, rest)
        questions, candidates = _with_comment(questions, comment), _with_comment(candidates, comment)
    return Recognised(vendor=VENDOR, columns=columns, questions=questions, candidates=candidates)


def _with_comment(questions: tuple[Question, ...], comment: int | None) -> tuple[Question, ...]:
    return tuple(replace(question, comment=comment or question.comment) for question in questions)
