"""A file that does not open is never altered: it goes to a quarantine, and what is whole takes its place.

- The copy set aside for a checkpoint takes the place of a file that cannot be opened or read from end to end. Nothing
  was acknowledged since the copy was made, so nothing is lost.
- A log that DuckDB cannot read from some byte on, as after a power cut, is cut there, on a copy; the whole log is kept.
- Anything else is refused with a sentence: there are backups for that.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.store import checkpoint, copying, succession, trouble
from journeymap.store.connection import connect
from journeymap.store.logfile import unreadable_end
from journeymap.store.places import Places, log_of
from journeymap.store.scanning import scan, scan_file

MOST_TRIES = 5

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Opened:
    """An open file.

    :param healed: sentences about what was mended.
    """

    connection: duckdb.DuckDBPyConnection
    healed: list[str] = field(default_factory=list)


def open_healed(places: Places, allowed: Path) -> Opened:
    """Open the file, after mending what can be mended.

    :raises StoreUnavailable: it cannot be opened; file and log are as they were.
    """
    healed: list[str] = []
    for _try in range(MOST_TRIES):
        left_over = unreadable_end(places.log)
        try:
            connection = connect(places.file, allowed)
        except duckdb.Error as error:
            healed.append(_mend(places, error))
            continue
        if places.aside.exists() and not _is_readable(connection):
            connection.close()
            healed.append(_put_aside_in_place(places))
            continue
        if places.aside.exists():
            _settle(places, connection, healed)
        if left_over:
            healed.append(_keep_end(places, left_over))
        return Opened(connection, healed)
    raise trouble.damaged(places.path)


def describe(done: succession.Succession) -> str:
    """What a person should know about an exchange of files, or nothing."""
    if done.why is not succession.Why.DAMAGED:
        return ""
    return _(
        "The file was damaged by an interruption. The copy from before took its place, nothing that was saved is "
        "missing. The damaged file is kept in {folder}."
    ).format(folder=done.old)


def _mend(places: Places, error: duckdb.Error) -> str:
    """Mend what made opening fail.

    :raises StoreUnavailable: nothing can be done about it here.
    """
    if places.aside.exists() and (trouble.is_damage(error) or trouble.is_foreign(error)):
        return _put_aside_in_place(places)
    if not trouble.is_damage(error):
        raise trouble.explain_opening(error, places.path) from error
    at = trouble.torn_at(error)
    if at is None or not 0 < at <= copying.size(places.log):
        log.error("store_damaged file=%s", places.file.name)
        raise trouble.damaged(places.path) from error
    return _cut(places, at, error)


def _put_aside_in_place(places: Places) -> str:
    log.error("store_healed file=%s by=copy_set_aside", places.file.name)
    succession.decide(places, places.aside, succession.Why.DAMAGED, places.quarantine())
    done = succession.finish(places)
    return describe(done) if done else ""


def _cut(places: Places, at: int, error: duckdb.Error) -> str:
    """Replace the log by its first ``at`` bytes, after these were tried on a copy; the whole log is kept."""
    copying.need_room(places.file.parent, copying.size(places.file) + 2 * copying.size(places.log), places.path)
    trial = copying.fresh(places.trial) / places.file.name
    try:
        copying.copy(places.file, trial)
        _write_start(places.log, log_of(trial), at)
        bytes_cut = copying.size(places.log) - copying.size(log_of(trial))
        try:
            scan_file(trial)
        except duckdb.Error as still:
            if (trouble.torn_at(still) or at) >= at:
                log.error("store_damaged file=%s", places.file.name)
                raise trouble.damaged(places.path) from error
        kept = _keep_log(places)
        copying.move(log_of(trial), places.log)
    finally:
        copying.remove(places.trial)
    log.error("store_healed file=%s by=cutting_the_log at=%d bytes_cut=%d", places.file.name, at, bytes_cut)
    return _sentence_of_cut(bytes_cut, kept)


def _write_start(source: Path, to: Path, at: int) -> None:
    """The first ``at`` bytes of ``source``, and nothing of the entry that was begun there."""
    with source.open("rb") as content:
        start = content.read(at)
    copying.write(to, start)
    begun = unreadable_end(to)
    if 0 < begun < at:
        copying.remove(to)
        copying.write(to, start[:-begun])


def _keep_end(places: Places, left_over: int) -> str:
    """DuckDB opened a log whose end it could not read, and forgets that end with the next write: keep it."""
    kept = _keep_log(places)
    log.warning("store_log_kept file=%s bytes_unreadable=%d", places.file.name, left_over)
    return _sentence_of_cut(left_over, kept)


def _keep_log(places: Places) -> Path:
    kept = places.quarantine()
    copying.copy(places.log, copying.fresh(kept) / places.log.name)
    copying.sync(kept)
    copying.sync(kept.parent)
    return kept


def _sentence_of_cut(n: int, kept: Path) -> str:
    return ngettext(
        "The end of the log ({n} byte) could not be read, as after a power cut, and was left out. The whole log is "
        "kept in {folder}.",
        "The end of the log ({n} bytes) could not be read, as after a power cut, and was left out. The whole log is "
        "kept in {folder}.",
        n,
    ).format(n=n, folder=kept.name)


def _is_readable(connection: duckdb.DuckDBPyConnection) -> bool:
    try:
        scan(connection)
    except duckdb.Error:
        return False
    return True


def _settle(places: Places, connection: duckdb.DuckDBPyConnection, healed: list[str]) -> None:
    """A checkpoint was interrupted and the file is well. The copy goes, unless it holds something else."""
    try:
        same = scan_file(places.aside / places.file.name) == scan(connection)
    except duckdb.Error:
        same = True  # the copy cannot be read, the file can
    if same:
        checkpoint.drop_aside(places)
        return
    kept = places.quarantine()
    copying.move(places.aside, kept)
    log.warning("store_copy_differs file=%s", places.file.name)
    healed.append(
        _("A copy from an interrupted checkpoint holds other rows than the file. It is kept in {folder}.").format(
            folder=kept.name
        )
    )
