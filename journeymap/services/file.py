"""The one file that this process has open."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

from journeymap.config import Settings, settings
from journeymap.errors import StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.store.database import Database, open_database

RETRY_SECONDS = 1.0
"""How long a refusal to open stands before the file is tried again."""

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
    """Open the file of ``chosen`` for this process.

    :param sample: fill a file that did not exist before with the sample company.
    :raises StoreUnavailable: it cannot be opened.
    """
    global _open, _refused, _refused_at, _closed
    with _lock:
        if _open is not None:
            return _open
        is_new = not chosen.db.exists()
        try:
            _open = open_database(chosen.db)
        except StoreUnavailable as refusal:
            _refused, _refused_at = refusal, time.monotonic()
            raise
        _refused, _closed = None, False
        if is_new and sample:
            with suppress(ModuleNotFoundError):  # not written yet
                from journeymap.services.sample import add_sample

                add_sample(_open)
        return _open


def close_file() -> None:
    """Close the file; whoever asks for it from now on is told that the app is being stopped."""
    global _open, _closed
    with _lock:
        _closed = True
        if _open is not None:
            _open.close()
            _open = None
