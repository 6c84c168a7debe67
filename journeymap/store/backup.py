"""One file with everything: the tables as Parquet, zipped, with a note of how many rows there must be.

Parquet can be read by pandas, Excel's Power Query and DuckDB itself, so a backup is also the way for analysts to the
data. The live file is never copied for a backup: ten of twelve such copies could not be used.
"""

from __future__ import annotations

import contextlib
import json
import logging
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from journeymap.errors import InvalidInput, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.store import copying, trouble
from journeymap.store.database import Database
from journeymap.store.places import Places
from journeymap.store.restoring import FORMAT, NOTE, VERSION, load
from journeymap.store.scanning import counts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made.

    :param path: the one file.
    :param rows: rows of all tables together.
    :param verified: was it loaded into a fresh database, and did every table have its rows?
    """

    path: Path
    rows: int
    verified: bool


def backup(db: Database, to: Path) -> Backup:
    """Write everything that is in ``db`` now to the new file ``to``; reading and writing go on meanwhile.

    :raises InvalidInput: ``to`` exists, or its folder does not.
    :raises StoreUnavailable: there is no room, no permission, or what was written could not be read again.
    """
    with _sentences(to):
        if to.exists():
            raise InvalidInput(_("{file} exists already. Choose another name.").format(file=to))
        if not to.parent.is_dir():
            raise InvalidInput(_("There is no folder {folder}. Make it, or choose another.").format(folder=to.parent))
        db.backups.mkdir(parents=True, exist_ok=True)
        db.checkpoint()
        with _work_folder(db) as work:
            rows = _export(db, work / "export")
            part = work / "part.zip"
            _zip(work / "export", part, rows)
            if dict(load(part, work / "check")) != dict(rows):
                raise StoreUnavailable(_("The backup {file} could not be read again. Make it anew.").format(file=to))
            _publish(part, to)
    log.info("backup_made file=%s rows=%d", to.name, sum(rows.values()))
    return Backup(to, sum(rows.values()), verified=True)


def _export(db: Database, folder: Path) -> Mapping[str, int]:
    """Export one state of all tables; rows of each, counted in the same transaction."""

    def export(cursor: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
        cursor.execute("BEGIN")
        rows = counts(cursor)
        target = str(folder).replace("'", "''")
        cursor.execute(f"EXPORT DATABASE '{target}' (FORMAT parquet)")
        cursor.execute("COMMIT")
        return rows

    return db.with_cursor(export)


def _zip(folder: Path, to: Path, rows: Mapping[str, int]) -> None:
    """Parquet is compressed already, so it is only stored: quick, and no zip bomb can hide behind the habit."""
    note = {"format": FORMAT, "version": VERSION, "made_at": datetime.now(UTC).isoformat(), "rows": dict(rows)}
    with zipfile.ZipFile(to, "x", zipfile.ZIP_STORED) as archive:
        archive.writestr(NOTE, json.dumps(note, indent=1))
        for path in sorted(folder.glob("*.parquet")):
            archive.write(path, path.name)


def _publish(part: Path, to: Path) -> None:
    """Give the whole file its name, also on another disk, and never over an existing one."""
    unfinished = to.with_name(f".{to.name}.part")
    copying.remove(unfinished)
    try:
        copying.copy(part, unfinished)
        if to.exists():
            raise InvalidInput(_("{file} exists already. Choose another name.").format(file=to))
        copying.move(unfinished, to)
    finally:
        copying.remove(unfinished)


@contextlib.contextmanager
def _work_folder(db: Database) -> Iterator[Path]:
    """A folder that SQL may write in."""
    folder = copying.fresh(db.backups / f"{Places.of(db.path).work}{new_id()}")
    try:
        yield folder
    finally:
        copying.remove(folder)


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        explained = trouble.explain(error, path)
        if isinstance(explained, (duckdb.Error, OSError)):
            explained = StoreUnavailable(_("The backup {file} could not be made. Try again.").format(file=path))
        raise explained from error
