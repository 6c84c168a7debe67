"""What the tests of the import share: files in the long form, a small journey, the exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from journeymap.services import journeys, touchpoints
from journeymap.services.feedback_import import (
    import_feedback,
)
from journeymap.store.database import Database
from tests.services.kit import ANN

FILES = Path(__file__).parents[1] / "formats" / "files"
EXPECTED: Mapping[str, Any] = json.loads((FILES / "expected.json").read_text("utf-8"))
NOW = datetime(2026, 12, 1, tzinfo=UTC)
COUNTS = ("n_rows", "n_valid", "n_skipped", "n_duplicate", "n_incomplete", "n_preview", "n_invalid")
LONG = "touchpoint,metric,score,comment,respondent,answered_at\n"


def bring_in(db: Database, file: Path, **said: Any) -> dict[str, Any]:
    return import_feedback(db, file, now=NOW, **said)


def write(tmp_path: Path, content: str | bytes, name: str = "answers.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def long_form(tmp_path: Path, *rows: str, name: str = "answers.csv") -> Path:
    return write(tmp_path, LONG + "".join(f"{row}\n" for row in rows), name)


def shop(db: Database, *titles: str) -> str:
    """A journey with touchpoints in its first stage."""
    journey = journeys.create_journey(db, ANN, title="Buying a bicycle")
    stage = journeys.load_map(db, journey).stages[0].id
    for title in titles or ("Store",):
        touchpoints.add_touchpoint(db, ANN, journey, stage, title=title)
    return journey


def stored(db: Database) -> int:
    return int(db.rows("SELECT COUNT(*) AS n FROM response")[0]["n"])


def only(document: Mapping[str, Any]) -> dict[str, Any]:
    (survey,) = document["surveys"]
    assert isinstance(survey, dict)
    return survey
