"""Delighted, CSV with one header row. ``Survey type`` says which survey each row belongs to."""

from __future__ import annotations

from journeymap.formats.feedback.recognised import STANDARD, Head, Question, Recognised
from journeymap.model.survey import Metric

VENDOR = "Delighted"


def recognise(head: Head) -> Recognised | None:
    """``Response ID``, ``Survey type`` and ``Score``. Its effort scale has changed over the years, so that is asked."""
    score = head.find("Score")
    if score is None or not head.has("Response ID", "Survey type") or not head.find("Created at"):
        return None
    return Recognised(
        vendor=VENDOR,
        columns=head.columns(
            answered_at="Created at",
            respondent=("Person email", "Person ID"),
            response_id="Response ID",
            metric="Survey type",
            segment="Segment",
        ),
        questions=(Question(score=score, comment=head.find("Comment")),),
        time_zone="UTC",
        scales={metric: scale for metric, scale in STANDARD.items() if metric is not Metric.CES},
    )
