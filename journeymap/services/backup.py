"""Backups: made while the app runs, put back while the file is closed (see ``services.file.while_closed``)."""

from __future__ import annotations

from pathlib import Path

from journeymap.store.backup import Backup, backup
from journeymap.store.database import Database
from journeymap.store.restoring import Restored, restore

__all__ = ["Backup", "Restored", "make_backup", "restore_backup"]


def make_backup(db: Database, to: Path) -> Backup:
    """Write everything into the new file ``to`` and read it back; reading and writing go on meanwhile.

    :raises InvalidInput: ``to`` exists, or its folder does not.
    :raises StoreUnavailable: no room, no permission, or it could not be read back.
    """
    return backup(db, to)


def restore_backup(from_: Path, to: Path, replace: bool = False) -> Restored:
    """Make the file ``to`` from a backup. It must be closed: the running app wraps this in ``while_closed``.

    :param replace: set an existing file aside first.
    :raises NotFound: there is no backup.
    :raises UnreadableFile: it is not one of ours, or it is damaged.
    :raises InvalidInput: ``to`` exists and may not be replaced.
    :raises StoreUnavailable: ``to`` is held, no room, no permission. In every case ``to`` is as it was.
    """
    return restore(from_, to, replace=replace)
