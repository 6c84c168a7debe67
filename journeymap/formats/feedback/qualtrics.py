"""Qualtrics, CSV with three header rows: short names, question texts, and JSON with ``ImportId`` and ``timeZone``."""

from __future__ import annotations

import json
from typing import Any

from journeymap.formats.feedback.questions import find_questions
from journeymap.formats.feedback.recognised import Head, Recognised

VENDOR = "Qualtrics"

_HEADER_ROWS = 3


def recognise(head: Head) -> Recognised | None:
    """``ResponseId``, and ``ImportId`` in the third row."""
    if not head.has("ResponseId") or len(head.records) < _HEADER_ROWS or not _imported(head.records[2][0]):
        return None
    imported = {column: _imported(cell) for column, cell in enumerate(head.records[2], 1)}
    asked = [column for column, says in imported.items() if str(says.get("ImportId", "")).startswith("QID")]
    questions, candidates = find_questions(
        head,
        asked,
        header_rows=_HEADER_ROWS,
        headings=dict(enumerate(head.second, 1)),
        texts=[column for column in asked if str(imported[column]["ImportId"]).endswith("TEXT")],
    )
    columns = head.columns(
        answered_at=("EndDate", "RecordedDate", "StartDate"),
        respondent=("RecipientEmail", "ExternalReference"),
        response_id="ResponseId",
        finished="Finished",
        status="Status",
        language="UserLanguage",
    )
    zones = [says["timeZone"] for says in imported.values() if says.get("timeZone")]
    return Recognised(
        vendor=VENDOR,
        header_rows=_HEADER_ROWS,
        columns=columns,
        questions=questions,
        candidates=candidates,
        time_zone=str(zones[0]) if zones else None,
        unfinished=frozenset({"false", "0"}),
        previews=frozenset({"survey preview", "1"}),
    )


def _imported(cell: str) -> dict[str, Any]:
    """What a cell of the third header row says; nothing when it is none."""
    try:
        says = json.loads(cell)
    except ValueError:
        return {}
    return says if isinstance(says, dict) and "ImportId" in says else {}
