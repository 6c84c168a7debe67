"""Checkpoints of our own: the log is folded into the file only while a copy of both lies aside.

Every checkpoint of DuckDB rewrites the metadata of the file in place. A kill or a power cut inside that leaves a file
that nobody can open (measured: 48 of 536 torn writes). So nothing is written while file and log are copied aside, then
folded, and the new state is opened and read; a start that finds the copy knows that it misses nothing.
"""

from __future__ import annotations

import logging
import time

import duckdb

from journeymap.store import copying, trouble
from journeymap.store.places import Places, log_of
from journeymap.store.scanning import counts, scan_file

LOG_LIMIT = 64 << 20
"""Bytes of the log that ask for a checkpoint."""

_SPARE = 16 << 20

log = logging.getLogger(__name__)


def checkpoint(connection: duckdb.DuckDBPyConnection, places: Places, live: int | None) -> bool:
    """Fold the log into the file. Nothing may be written meanwhile.

    :param live: a descriptor of the open file.
    :returns: was it done? Not where the log is empty, the disk too full for the copies, or the file not readable.
    :raises StoreBroken: the new state cannot be read; the copy stays, and the next start puts it in place.
    """
    before = copying.size(places.log)
    if before == 0 or live is None:
        return False
    held = copying.size(places.file) + before
    if not copying.has_room(places.file.parent, 3 * held + _SPARE):  # two copies, and what the file may grow by
        log.warning("checkpoint_postponed file=%s reason=disk_full needed=%d", places.file.name, 3 * held + _SPARE)
        return False
    started = time.perf_counter()
    try:
        set_aside(places, live)
    except OSError as error:
        copying.remove(places.making)
        log.warning("checkpoint_postponed file=%s reason=copy_failed errno=%s", places.file.name, error.errno)
        return False
    try:
        done = _fold(connection, places, live)
    except BaseException as error:
        if places.aside.exists():
            # The next commit would make the copy out of date, and a start might then believe it: write nothing more.
            log.critical("checkpoint_failed file=%s error=%s", places.file.name, type(error).__name__)
            raise trouble.broken(places.path) from error
        raise
    log.info("checkpoint file=%s log_bytes=%d seconds=%.3f", places.file.name, before, time.perf_counter() - started)
    return done


def _fold(connection: duckdb.DuckDBPyConnection, places: Places, live: int) -> bool:
    rows = counts(connection)
    try:
        connection.execute("CHECKPOINT")
    except duckdb.TransactionException:  # refused before anything was touched
        drop_aside(places)
        return False
    if _rows_on_disk(places, live) != rows:
        raise trouble.broken(places.path)
    drop_aside(places)
    return True


def set_aside(places: Places, live: int) -> None:
    """Copy file and log; the copy is named only when it is whole."""
    folder = copying.fresh(places.making)
    copying.copy_open(live, folder / places.file.name)
    if places.log.exists():
        copying.copy(places.log, folder / places.log.name)
    copying.sync(folder)
    copying.move(folder, places.aside)


def drop_aside(places: Places) -> None:
    """Forget the copy: in one step and down to the disk, for it is out of date with the next write."""
    copying.remove(places.dropped)
    copying.move(places.aside, places.dropped)
    copying.remove(places.dropped)


def _rows_on_disk(places: Places, live: int) -> object:
    """Rows of each table in what now lies on the disk, every value of it read; ``None`` if it cannot be."""
    copy = copying.fresh(places.trial) / places.file.name
    try:
        copying.copy_open(live, copy)
        if copying.size(places.log):
            copying.copy(places.log, log_of(copy))
        return scan_file(copy)
    except duckdb.Error:
        return None
    finally:
        copying.remove(places.trial)
