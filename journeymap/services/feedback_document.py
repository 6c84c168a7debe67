"""What ``import-feedback`` prints."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from journeymap.services.feedback_outcome import Group, Preview, SurveyPreview


def document(preview: Preview, *, stored: bool) -> dict[str, Any]:
    """The document of the contract: numbers unrounded, the touchpoint ``None`` for the journey as a whole.

    :param stored: the rows were stored; with ``False`` none was.
    """
    return {
        "file": preview.file_name,
        "vendor": preview.vendor,
        "surveys": [_survey(survey, stored=stored) for survey in preview.surveys],
        "set_aside": [{"row": row.row, "reason": row.reason} for row in preview.set_aside],
    }


def _survey(survey: SurveyPreview, *, stored: bool) -> dict[str, Any]:
    rows = survey.rows
    return {
        "touchpoint": survey.touchpoint,
        "touchpoint_id": survey.touchpoint_id,
        "metric": survey.metric.value,
        "scale": [survey.low, survey.high],
        "n_rows": survey.n_rows,
        "n_valid": rows.get(Group.VALID, 0),
        "n_skipped": rows.get(Group.SKIPPED, 0),
        "n_incomplete": rows.get(Group.INCOMPLETE, 0),
        "n_duplicate": rows.get(Group.DUPLICATE, 0),
        "n_preview": rows.get(Group.PREVIEW, 0),
        "n_invalid": rows.get(Group.SET_ASIDE, 0),
        "n_stored": survey.n_new if stored else 0,
        "score": survey.score.value,
        "low": survey.score.low,
        "high": survey.score.high,
        "first": _utc(survey.score.first),
        "last": _utc(survey.score.last),
        "comments": survey.comments,
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.isoformat() + "Z" if moment else None
