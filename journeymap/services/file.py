"""The one file that this process has open."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from journeymap.config import Settings, settings
from journeymap.errors import NotFound, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.services.sample import add_sample
from journeymap.store.database import Database, open_database

T = TypeVar("T")

RETRY_SECONDS = 1.0
"""How long a refusal to open stands before the file is tried again."""

log = logging.getLogger("journeymap.file")

_lock = threading.RLock()
_open: Database | None = None
_refused: StoreUnavailable | None = None
_refused_at = 0.0
_closed = False


def database() -> Database:
    """The open file; opened on the first call.

    :raises StoreUnavailable: it cannot be opened; the same refusal is given for a second, then it is tried again.
    """
    with _lock:
        if _open is not None:
            return _open
        if _closed:
            raise StoreUnavailable(_("The app is being stopped. Start it again to go on working."))
        if _refused is not None and time.monotonic() - _refused_at < RETRY_SECONDS:
            raise _refused
        return open_file(settings())


def open_file(chosen: Settings, *, sample: bool = False) -> Database:
    """Open the file of ``chosen`` for this process, make it when it does not exist, and bring its tables up to date.

    :param sample: fill a file that did not exist before with the sample company.
    :returns: what is open already, if anything is.
    :raises StoreUnavailable: it cannot be opened.
    """
    global _open, _refused, _refused_at, _closed
    with _lock:
        if _open is not None:
            return _open
        try:
            _open = open_database(chosen.db, chosen.backups)
        except StoreUnavailable as refusal:
            _refused, _refused_at = refusal, time.monotonic()
            log.warning("file.refused file=%s", chosen.db.name, extra={"error": type(refusal).__name__})
            raise
        _refused, _closed = None, False
        log.info("file.opened file=%s new=%s", chosen.db.name, _open.is_new)
        if _open.is_new and sample:
            _add_sample(_open)
        return _open


def _add_sample(db: Database) -> None:
    try:
        add_sample(db)
        log.info("sample.added")
    except NotFound:  # an empty file is better than none: its first page has other ways to begin
        log.warning("sample.missing")


@contextmanager
def as_it_is(chosen: Settings) -> Iterator[Database]:
    """The file without bringing its tables up to date: the open one, otherwise one that is closed again afterwards.

    :raises NotFound: there is none.
    :raises StoreUnavailable: it cannot be opened.
    """
    opened = _open
    if opened is not None:
        yield opened
        return
    with _lock:
        db = open_database(chosen.db, chosen.backups, migrate=False)
        try:
            yield db
        finally:
            db.close()


def close_file() -> None:
    """Close the file; whoever asks for it from now on is told that the app is being stopped."""
    global _open, _closed
    with _lock:
        _closed = True
        if _open is not None:
            _open.close()
            log.info("file.closed file=%s", _open.path.name)
            _open = None


def while_closed(chosen: Settings, job: Callable[[], T]) -> T:
    """Carry out ``job`` while nobody has the file open, then open it again if it was; who asks meanwhile waits.

    :raises StoreUnavailable: it cannot be opened again.
    """
    global _closed, _refused
    with _lock:
        was_open = _open is not None
        close_file()
        try:
            return job()
        finally:
            _closed, _refused = False, None
            if was_open:
                open_file(chosen)
