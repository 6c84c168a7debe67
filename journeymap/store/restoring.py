"""A backup turned into a file again.

Nothing in a backup is carried out: the tables are made by our own migrations, and only rows are read from it. A zip
that is not ours, reaches outside its folder or is a bomb is refused before any of it is unpacked.
"""

from __future__ import annotations

import json
import logging
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from journeymap.errors import InvalidInput, NewerFile, NotFound, UnreadableFile
from journeymap.locale import gettext as _
from journeymap.store import copying, migration, succession, trouble
from journeymap.store.connection import connect
from journeymap.store.holding import Hold, need_free
from journeymap.store.places import Places
from journeymap.store.scanning import scan_file, tables

FORMAT = "journeymap-backup"
VERSION = 1
NOTE = "journeymap.json"
"""Member of the zip that says what it is."""

LARGEST_NOTE = 1 << 20
MOST_TIMES_LARGER = 100
"""How many times larger than in the zip a member may become."""

_TABLE = re.compile(r"([a-z_]+)\.parquet")
_BLOCK = 1 << 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Restored:
    """A file that was made from a backup.

    :param path: the file.
    :param rows: rows of all tables together.
    :param verified: was every value read, and did every table have the rows that the backup names?
    :param old: the folder beside it that holds what was there before.
    """

    path: Path
    rows: int
    verified: bool
    old: Path | None


def restore(source: Path, to: Path, *, replace: bool = False) -> Restored:
    """Make the file ``to`` from the backup ``source``; nobody may have ``to`` open.

    :param replace: set an existing file aside first.
    :raises NotFound: there is no backup.
    :raises UnreadableFile: it is not one of ours, or it is damaged.
    :raises InvalidInput: ``to`` exists and may not be replaced.
    :raises StoreUnavailable: ``to`` is held, or there is no room or permission. In every case ``to`` is as it was.
    """
    places = Places.of(to)
    if source.is_dir():
        raise UnreadableFile(_("{file} is a folder. Name the backup in it.").format(file=source))
    if not source.is_file():
        raise NotFound(_("There is no file {file}.").format(file=source))
    try:
        places.file.parent.mkdir(parents=True, exist_ok=True)
        hold = Hold(places.lock, to)
        try:
            return _restore(source, places, replace=replace)
        finally:
            copying.remove(places.making)
            hold.release()
    except OSError as error:
        raise trouble.explain(error, to) from error


def _restore(source: Path, places: Places, *, replace: bool) -> Restored:
    succession.finish(places)
    if places.file.exists():
        if not replace:
            raise InvalidInput(
                _("{file} exists already. Say “--replace” to set it aside and put the backup in its place.").format(
                    file=places.path
                )
            )
        need_free(places.file, places.path)
    rows = load(source, places.making, places.file.name)
    old = places.before_restore()
    there_was = places.file.exists() or places.log.exists() or places.aside.exists()
    if places.aside.exists():  # of an interrupted checkpoint; it must not be taken for a copy of the new file
        old.mkdir(mode=0o700)
        copying.move(places.aside, old / places.aside.name)
    succession.decide(places, places.making, succession.Why.RESTORED, old)
    succession.finish(places)
    log.info("restored file=%s rows=%d", places.file.name, sum(rows.values()))
    return Restored(places.path, sum(rows.values()), verified=True, old=old if there_was else None)


def load(source: Path, folder: Path, name: str = "check.duckdb") -> Mapping[str, int]:
    """Make the folder ``folder`` with a whole file ``name`` in it from the backup ``source``.

    :returns: rows of every table, after every value of them was read from the disk.
    :raises UnreadableFile: it is not one of ours, or it is damaged.
    """
    copying.fresh(folder)
    parts = folder / "parts"
    parts.mkdir()
    try:
        rows = _unpack(source, parts)
        _fill(parts, folder / name, source)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise _not_ours(source) from error
    except duckdb.Error as error:
        raise (_damaged(source) if trouble.is_damage(error) else trouble.explain(error, folder / name)) from error
    copying.remove(parts)
    found = scan_file(folder / name)
    if dict(found) != dict(rows):
        raise _damaged(source)
    return found


def _unpack(source: Path, to: Path) -> Mapping[str, int]:
    """Unpack the tables; returns the rows that each must have."""
    with zipfile.ZipFile(source) as archive:
        rows = _read_note(archive, source)
        members = {info.filename: info for info in archive.infolist() if info.filename != NOTE}
        wanted = {f"{table}.parquet" for table in rows}
        if set(members) != wanted or len(members) + 1 != len(archive.infolist()):
            raise _not_ours(source)
        if any(info.file_size > MOST_TIMES_LARGER * info.compress_size + _BLOCK for info in members.values()):
            raise _not_ours(source)
        copying.need_room(to, 3 * sum(info.file_size for info in members.values()), to)
        for name, info in members.items():
            with archive.open(info) as content, (to / name).open("xb") as target:
                while block := content.read(_BLOCK):
                    target.write(block)
    return rows


def _read_note(archive: zipfile.ZipFile, source: Path) -> Mapping[str, int]:
    if NOTE not in archive.namelist() or archive.getinfo(NOTE).file_size > LARGEST_NOTE:
        raise _not_ours(source)
    try:
        note = json.loads(archive.read(NOTE))
        version, rows = int(note["version"]), {str(table): int(n) for table, n in note["rows"].items()}
        is_ours = note["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_ours(source) from error
    if not is_ours or "migration" not in rows or not all(_TABLE.fullmatch(f"{table}.parquet") for table in rows):
        raise _not_ours(source)
    if version > VERSION:
        raise _too_new(source)
    return rows


def _fill(parts: Path, file: Path, source: Path) -> None:
    """Make the tables as they were when the backup was made, and fill them."""
    with connect(file, parts) as connection:
        applied = connection.execute(f"SELECT number FROM {_rows_of('migration', parts)}").fetchall()
        numbers = {int(number) for (number,) in applied}
        steps = tuple(step for step in migration.known() if step.number in numbers)
        if len(steps) < len(numbers):
            raise _too_new(source)
        migration.apply(connection, steps, file)
        connection.execute("DELETE FROM migration")
        ours = tables(connection)
        if {path.stem for path in parts.iterdir()} != set(ours):
            raise _damaged(source)
        for table in ours:
            columns = ", ".join(f'"{name}"' for name, *_rest in connection.execute(f'DESCRIBE "{table}"').fetchall())
            connection.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {_rows_of(table, parts)}')
        connection.execute("CHECKPOINT")


def _rows_of(table: str, parts: Path) -> str:
    return "read_parquet('{}')".format(str(parts / f"{table}.parquet").replace("'", "''"))


def _not_ours(source: Path) -> UnreadableFile:
    return UnreadableFile(
        _("{file} is not a backup that journeymap made. Choose a file made by “backup”.").format(file=source)
    )


def _damaged(source: Path) -> UnreadableFile:
    return UnreadableFile(_("The backup {file} is damaged. Use an older one.").format(file=source))


def _too_new(source: Path) -> NewerFile:
    return NewerFile(
        _("{file} was written by a newer version of journeymap. Install that version to open it.").format(file=source)
    )
