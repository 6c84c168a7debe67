"""Imports that go on by themselves: neither a click elsewhere on the page nor a closed browser stops one."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from journeymap.errors import JourneymapError
from journeymap.locale import current, use
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.services.feedback_import import ImportPlan, ImportResult, Inspection, carry_out
from journeymap.store.database import Database

log = logging.getLogger("journeymap.feedback")

KEPT = 50
"""Ended jobs that can still be asked about."""


@dataclass(slots=True)
class ImportJob:
    """One import under way, or ended.

    :param share: 0 to 1.
    :param result: once it is done.
    :param error: the sentence of what went wrong; nothing was stored then.
    """

    id: str
    file_name: str
    share: float = 0.0
    result: ImportResult | None = None
    error: str | None = None

    @property
    def ended(self) -> bool:
        """Is it done or refused?"""
        return self.result is not None or self.error is not None


_jobs: dict[str, ImportJob] = {}
_lock = threading.Lock()


def start_import(db: Database, inspection: Inspection, plan: ImportPlan) -> str:
    """Start an import in the background.

    :returns: what :func:`import_job` is asked with.
    """
    job = ImportJob(new_id(), inspection.file_name)
    with _lock:
        for old in [one.id for one in _jobs.values() if one.ended][: max(0, len(_jobs) - KEPT)]:
            del _jobs[old]
        _jobs[job.id] = job
    language = current()
    threading.Thread(target=_run, args=(db, inspection, plan, job, language), name="import").start()
    return job.id


def import_job(job_id: str) -> ImportJob | None:
    """How far an import is; ``None`` when it is not known any more."""
    return _jobs.get(job_id)


def _run(db: Database, inspection: Inspection, plan: ImportPlan, job: ImportJob, language: str) -> None:
    use(language)

    def progress(share: float) -> None:
        job.share = share

    try:
        job.result = carry_out(db, inspection, plan, progress=progress)
    except JourneymapError as error:
        job.error = error.sentence
    except Exception:
        log.exception("feedback.failed")
        job.error = _("The import stopped at something unexpected; nothing was stored.")
