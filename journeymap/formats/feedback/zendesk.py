"""Zendesk, satisfaction ratings with one header row. The score is a word: good, bad, or asked and not answered."""

from __future__ import annotations

from journeymap.formats.feedback.recognised import Head, Question, Recognised, Scale
from journeymap.model.survey import Metric

VENDOR = "Zendesk"

_WORDS: dict[str, float | None] = {
    "good": 1.0,
    "good_with_comment": 1.0,
    "bad": 0.0,
    "bad_with_comment": 0.0,
    "offered": None,
    "unoffered": None,
}


def recognise(head: Head) -> Recognised | None:
    """``ticket_id``, ``requester_id`` and ``score``. ``updated_at`` is when the customer answered."""
    score = head.find("score")
    if score is None or not head.has("id", "ticket_id", "requester_id"):
        return None
    return Recognised(
        vendor=VENDOR,
        columns=head.columns(answered_at=("updated_at", "created_at"), respondent="requester_id", response_id="id"),
        questions=(Question(score=score, comment=head.find("comment"), metric=Metric.CSAT, scale=Scale(0, 1)),),
        time_zone="UTC",
        words=_WORDS,
        prefix=f"{VENDOR} ",
    )
