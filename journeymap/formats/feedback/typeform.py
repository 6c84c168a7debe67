"""Typeform, CSV with one header row: ``#`` is a token, then come the questions; the dates stand at the end, in UTC."""

from __future__ import annotations

from journeymap.formats.feedback.questions import address_column, find_questions
from journeymap.formats.feedback.recognised import Head, Recognised, Role

VENDOR = "Typeform"

_AFTER = ("Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags", "Ending")


def recognise(head: Head) -> Recognised | None:
    """``#`` and ``Submit Date (UTC)``."""
    if not head.has("#", "Submit Date (UTC)"):
        return None
    asked = [c for c, heading in enumerate(head.headings, 1) if heading != "#" and heading not in _AFTER]
    questions, candidates = find_questions(head, asked)
    columns = head.columns(answered_at="Submit Date (UTC)", response_id="#", finished="Response Type")
    if address := address_column(head, asked):
        columns[Role.RESPONDENT] = address
    return Recognised(
        vendor=VENDOR,
        columns=columns,
        questions=questions,
        candidates=candidates,
        time_zone="UTC",
        unfinished=frozenset({"partial"}),
    )
