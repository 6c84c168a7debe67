"""Bring answers in from a file of a survey tool: look at it, preview it, carry it out, take it back.

::

    inspection = inspect(path, "answers.csv")            # what was recognised
    plan = ImportPlan(touchpoint="Web shop")             # what a person adds
    preview = preview_import(db, inspection, plan)       # what would happen; preview.asks: what is still to be said
    result = carry_out(db, inspection, plan)
    undo_import(db, result.import_id)
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from journeymap.errors import InvalidInput, NotFound
from journeymap.formats.feedback.recognised import Head, Question, Recognised, Role, Scale
from journeymap.formats.feedback.registry import recognise
from journeymap.formats.feedback.tables import Table, open_table
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.snapshot import SnapshotReason
from journeymap.model.survey import GoodEnd, Metric
from journeymap.services.feedback_document import document
from journeymap.services.feedback_outcome import Group, Preview, SampleRow, SetAsideRow, SurveyPreview
from journeymap.services.feedback_plan import Ask, DateOrder, ImportPlan, Need, find_columns
from journeymap.services.feedback_preview import SHOWN, sort_rows
from journeymap.services.feedback_writing import write
from journeymap.services.snapshots import keep_safe
from journeymap.store import feedback as store
from journeymap.store.database import Database

__all__ = [
    "Ask",
    "Column",
    "DateOrder",
    "Group",
    "ImportPlan",
    "ImportResult",
    "ImportSummary",
    "Inspection",
    "Need",
    "Preview",
    "Role",
    "SampleRow",
    "Scale",
    "SetAsideRow",
    "SurveyPreview",
    "carry_out",
    "find_columns",
    "import_feedback",
    "imports",
    "inspect",
    "preview_import",
    "undo_import",
]

log = logging.getLogger("journeymap.feedback")

_one_at_a_time = threading.Lock()
"""Two imports of one file at once would both find nothing stored yet."""

_SAMPLES = 3

_OPTIONS: Mapping[Need, str] = {
    Need.SCORE: "--column score=N",
    Need.ANSWERED_AT: "--column answered_at=N",
    Need.METRIC: "--metric",
    Need.SCALE: "--scale",
    Need.EASY_END: "--easy-end",
    Need.TOUCHPOINT: "--touchpoint",
    Need.DATE_ORDER: "--date-order",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file.

    :param number: counted from 1.
    :param samples: a few of its values.
    """

    number: int
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was recognised in a file.

    :param columns: all of them.
    :param roles: columns that all questions share.
    :param questions: those whose metric is certain; ``candidates`` hold scores of a metric that is not.
    """

    table: Table
    recognised: Recognised
    columns: tuple[Column, ...]

    @property
    def file_name(self) -> str:
        """What the person calls the file."""
        return self.table.name

    @property
    def vendor(self) -> str:
        """The survey tool, ``generic`` for any other table."""
        return self.recognised.vendor

    @property
    def head(self) -> Head:
        """The first records of the file."""
        return self.table.head

    @property
    def roles(self) -> Mapping[Role, int]:
        """Columns that all questions share."""
        return self.recognised.columns

    @property
    def questions(self) -> tuple[Question, ...]:
        """Questions whose metric is certain, or named by each row."""
        return self.recognised.questions

    @property
    def candidates(self) -> tuple[Question, ...]:
        """What holds scores of a metric that is not certain."""
        return self.recognised.candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did.

    :param import_id: ``None`` when nothing was new.
    :param preview: what became of the rows.
    :param n_stored: rows that were stored.
    """

    import_id: str | None
    preview: Preview
    n_stored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """An import that was done once.

    :param imported_at: UTC.
    :param state: ``running``, ``done`` or ``undone``.
    :param journey: title of the journey it went to.
    :param touchpoints: titles as they were then; ``None`` stands for the journey as a whole.
    """

    id: str
    file_name: str
    vendor: str
    imported_at: datetime
    state: str
    journey: str
    touchpoints: tuple[str | None, ...]
    n_stored: int
    n_set_aside: int


def inspect(path: Path, file_name: str | None = None) -> Inspection:
    """Look at a file and recognise what can be.

    :param file_name: what the person calls it, when ``path`` is a temporary copy.
    :raises UnreadableFile: it cannot be used; the sentence says why.
    """
    table = open_table(path, file_name)
    recognised = recognise(table.head)
    if len(table.head.records) <= recognised.header_rows:
        table.refuse_headings_only()
    columns = tuple(
        Column(
            number=number,
            heading=heading,
            samples=tuple(dict.fromkeys(table.head.values(number, recognised.header_rows)))[:_SAMPLES],
        )
        for number, heading in enumerate(table.head.headings, 1)
    )
    return Inspection(table=table, recognised=recognised, columns=columns)


def preview_import(
    db: Database,
    inspection: Inspection,
    plan: ImportPlan,
    *,
    progress: Callable[[float], None] | None = None,
    now: datetime | None = None,
) -> Preview:
    """What an import would do. Nothing is written.

    :param progress: called with 0 to 1.
    :param now: aware; dates after it lie in the future. The clock's time if not given.
    :returns: with ``asks`` filled when something must be said first.
    :raises JourneymapError: what was said cannot be used.
    """
    with sort_rows(
        db, inspection.table, inspection.recognised, plan, now=_naive(now), progress=progress or _silent
    ) as sorted_rows:
        return sorted_rows.preview


def carry_out(
    db: Database,
    inspection: Inspection,
    plan: ImportPlan,
    *,
    progress: Callable[[float], None] | None = None,
    now: datetime | None = None,
) -> ImportResult:
    """Import the file. What was imported before is not imported again.

    :param progress: called with 0 to 1.
    :raises InvalidInput: something must be said first; nothing was written.
    :raises Conflict: what the answers belong to was deleted meanwhile; nothing stays written.
    """
    return _carry_out(db, inspection, plan, progress or _silent, now, limit=SHOWN)


def _carry_out(
    db: Database,
    inspection: Inspection,
    plan: ImportPlan,
    progress: Callable[[float], None],
    now: datetime | None,
    limit: int | None,
    *,
    dry_run: bool = False,
) -> ImportResult:
    import_id = new_id()
    moment = _naive(now)
    with (
        _one_at_a_time,
        sort_rows(
            db,
            inspection.table,
            inspection.recognised,
            plan,
            now=moment,
            progress=lambda share: progress(share if dry_run else 0.6 * share),
            limit=limit,
        ) as sorted_rows,
    ):
        preview = sorted_rows.preview
        if preview.asks:
            first = preview.asks[0]
            raise first.refusal(_("{sentence} ({option})").format(sentence=first.sentence, option=_OPTIONS[first.need]))
        if dry_run or not preview.n_new:
            progress(1.0)
            return ImportResult(import_id=None, preview=preview, n_stored=0)
        _keep_safe(db, preview, moment)
        preview = write(db, sorted_rows, import_id, moment, lambda share: progress(0.6 + 0.4 * share))
    log.info("feedback.imported import=%s vendor=%s rows=%d", import_id, preview.vendor, preview.n_new)
    return ImportResult(import_id=import_id, preview=preview, n_stored=preview.n_new)


def _keep_safe(db: Database, preview: Preview, received: datetime) -> None:
    """Put the map aside that the answers go to, as it was right before they were received."""
    if preview.journey_id is not None and not preview.is_new_journey:
        with suppress(NotFound):  # deleted meanwhile: the import itself says so
            before = received - timedelta(microseconds=1)
            keep_safe(db, "", preview.journey_id, SnapshotReason.IMPORT, preview.file_name, at=before)


def undo_import(db: Database, import_id: str) -> None:
    """Take an import back as a whole: its answers, and what it made that nothing else uses.

    :raises NotFound: there is no such import.
    :raises InvalidInput: it was taken back already, or is still running.
    """
    done = store.read_import(db, import_id)
    if done is None:
        raise NotFound(_("This import does not exist any more."))
    if done.state != "done":
        raise InvalidInput(_("The import of “{file}” is not there to be taken back.").format(file=done.file_name))
    with _one_at_a_time:
        db.transact(store.undo(done, json.loads(done.counts).get("created", {})))
    log.info("feedback.undone import=%s", import_id)


def imports(db: Database) -> list[ImportSummary]:
    """All imports, the newest first."""
    found = []
    for one in store.read_imports(db):
        counts = json.loads(one.counts)
        found.append(
            ImportSummary(
                id=one.id,
                file_name=one.file_name,
                vendor=one.vendor,
                imported_at=one.imported_at,
                state=one.state,
                journey=counts.get("journey", ""),
                touchpoints=tuple(dict.fromkeys(counts.get("touchpoints", ()))),
                n_stored=counts.get("n_stored", 0),
                n_set_aside=counts.get("n_set_aside", 0),
            )
        )
    return found


def import_feedback(
    db: Database,
    file: Path,
    *,
    journey: str | None = None,
    touchpoint: str | None = None,
    metric: str | None = None,
    scale: Sequence[int] | None = None,
    easy_end: str | None = None,
    columns: Mapping[str, Any] | None = None,
    time_zone: str | None = None,
    date_order: str | None = None,
    create: bool = False,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """The command ``import-feedback``: what is not given is recognised, what cannot be recognised is an error.

    :param scale: lowest and highest answer.
    :param columns: a number from 1 or a heading for each role.
    :param dry_run: store nothing.
    :returns: the document of the contract.
    :raises JourneymapError: with one sentence; nothing was stored.
    """
    inspection = inspect(file)
    plan = ImportPlan(
        journey=journey,
        touchpoint=touchpoint,
        metric=Metric(metric) if metric else None,
        scale=(int(scale[0]), int(scale[1])) if scale else None,
        easy_end=GoodEnd(easy_end) if easy_end else None,
        columns=find_columns(inspection.head, columns or {}),
        time_zone=time_zone,
        date_order=DateOrder(date_order) if date_order else None,
        create=create,
    )
    done = _carry_out(db, inspection, plan, progress or _silent, now, None, dry_run=dry_run)
    return document(done.preview, stored=done.import_id is not None)


def _silent(_share: float) -> None:
    """Progress that nobody looks at."""


def _naive(now: datetime | None) -> datetime:
    return (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
