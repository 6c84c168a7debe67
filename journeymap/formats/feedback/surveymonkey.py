"""SurveyMonkey, "all responses data" as CSV or XLSX: two header rows, the second with ``Response``, the options,
or ``Open-Ended Response``. A question with several columns has its text in the first of them."""

from __future__ import annotations

from journeymap.formats.feedback.questions import find_questions
from journeymap.formats.feedback.recognised import Head, Recognised

VENDOR = "SurveyMonkey"


def recognise(head: Head) -> Recognised | None:
    """``Respondent ID`` and ``Collector ID``, and dates in between."""
    if not head.has("Respondent ID", "Collector ID") or not (head.find("End Date") or head.find("Start Date")):
        return None
    header_rows = 1 if head.second[head.headings.index("Respondent ID")] else 2
    asked = [c for c in range(1, len(head.headings) + 1) if _is_asked(head, c, header_rows)]
    questions, candidates = find_questions(
        head,
        asked,
        header_rows=header_rows,
        headings=_wording(head, header_rows),
        texts=[c for c in asked if head.second[c - 1] == "Open-Ended Response"] if header_rows == 2 else None,
    )
    return Recognised(
        vendor=VENDOR,
        header_rows=header_rows,
        columns=head.columns(
            answered_at=("End Date", "Start Date"), respondent="Email Address", response_id="Respondent ID"
        ),
        questions=questions,
        candidates=candidates,
    )


def _is_asked(head: Head, column: int, header_rows: int) -> bool:
    """A column of a question has something in the second header row; those about the person have not."""
    return bool(head.second[column - 1]) if header_rows == 2 else column > 9


def _wording(head: Head, header_rows: int) -> dict[int, str]:
    """The text of each column's question; the rows of a matrix have theirs behind it."""
    wording: dict[int, str] = {}
    question = ""
    for column, heading in enumerate(head.headings, 1):
        question = heading or question
        option = head.second[column - 1] if header_rows == 2 else ""
        plain = option in {"", "Response", "Open-Ended Response"}
        wording[column] = question if plain else f"{question} – {option}"
    return wording
