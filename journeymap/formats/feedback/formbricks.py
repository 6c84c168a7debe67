"""Formbricks, CSV with one header row: numbered questions (``1. …``), then hidden fields. ``No.`` is no id."""

from __future__ import annotations

import re

from journeymap.formats.feedback.questions import address_column, find_questions
from journeymap.formats.feedback.recognised import Head, Recognised, Role

VENDOR = "Formbricks"


def recognise(head: Head) -> Recognised | None:
    """``Response ID``, ``Finished`` and ``Survey ID``."""
    if not head.has("Response ID", "Timestamp", "Finished", "Survey ID"):
        return None
    asked = [c for c, heading in enumerate(head.headings, 1) if re.match(r"\d+\.\s", heading)]
    asked = [column for column in asked if not head.heading(column).endswith("- Option ID")]
    questions, candidates = find_questions(head, asked)
    columns = head.columns(answered_at="Timestamp", response_id="Response ID", finished="Finished")
    others = [column for column in range(1, len(head.headings) + 1) if column not in asked]
    if address := head.find("Verified Email", "User ID") or address_column(head, others):
        columns[Role.RESPONDENT] = address
    return Recognised(
        vendor=VENDOR,
        columns=columns,
        questions=questions,
        candidates=candidates,
        unfinished=frozenset({"no", "false"}),
    )
