"""LimeSurvey, CSV with one header row of the form ``code. question text``. A blank ``submitdate`` is not finished."""

from __future__ import annotations

import re

from journeymap.formats.feedback.questions import address_column, find_questions
from journeymap.formats.feedback.recognised import Head, Recognised, Role

VENDOR = "LimeSurvey"

_OURS = frozenset(
    {
        *("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl"),
        *("token", "firstname", "lastname", "email"),
    }
)


def recognise(head: Head) -> Recognised | None:
    """The codes ``id``, ``submitdate`` and ``lastpage`` or ``startlanguage``."""
    codes = {_code(heading): column for column, heading in reversed(list(enumerate(head.headings, 1)))}
    if not {"id", "submitdate"} <= codes.keys() or not {"lastpage", "startlanguage"} & codes.keys():
        return None
    asked = [column for column, heading in enumerate(head.headings, 1) if _code(heading) not in _OURS]
    questions, candidates = find_questions(head, asked)
    columns = {
        Role.RESPONSE_ID: codes["id"],
        Role.ANSWERED_AT: codes["submitdate"],
        Role.FINISHED: codes["submitdate"],
    }
    if address := codes.get("email") or address_column(head, asked):
        columns[Role.RESPONDENT] = address
    if language := codes.get("startlanguage"):
        columns[Role.LANGUAGE] = language
    return Recognised(
        vendor=VENDOR, columns=columns, questions=questions, candidates=candidates, unfinished=frozenset({""})
    )


def _code(heading: str) -> str:
    """``submitdate`` of ``submitdate. Date submitted``."""
    return re.split(r"\.\s|\.$", heading, maxsplit=1)[0].strip().lower()
