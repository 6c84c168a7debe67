"""Google Forms, the sheet of answers as CSV: one header row, ``Timestamp`` first, no response id."""

from __future__ import annotations

from journeymap.formats.feedback.questions import address_column, find_questions
from journeymap.formats.feedback.recognised import Head, Recognised, Role

VENDOR = "Google Forms"

_TIMESTAMP = ("timestamp", "tidsstempel", "tidstämpel", "zeitstempel")
_USER = ("Username", "Brugernavn", "Användarnamn", "Nutzername")


def recognise(head: Head) -> Recognised | None:
    """``Timestamp`` as the first heading, and a question whose metric is certain or a column of scores."""
    if head.heading(1).casefold() not in _TIMESTAMP:
        return None
    asked = list(range(2, len(head.headings) + 1))
    user = address_column(head, asked) or head.find(*_USER)
    questions, candidates = find_questions(head, asked)
    if not questions and not candidates:
        return None
    columns = {Role.ANSWERED_AT: 1, **({Role.RESPONDENT: user} if user else {})}
    return Recognised(vendor=VENDOR, columns=columns, questions=questions, candidates=candidates)
