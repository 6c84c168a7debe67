"""From a path to an open file: held, made or mended, recognised as ours, brought up to date."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path

import duckdb

from journeymap.errors import NotFound, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.store import checkpoint, copying, healing, migration, succession, trouble
from journeymap.store.connection import connect
from journeymap.store.holding import Hold
from journeymap.store.migration import Migration
from journeymap.store.places import Places

_MAGIC = b"DUCK"
_MAGIC_AT = 8
_RUNNING = "state = 'running'"

log = logging.getLogger(__name__)


class OpenFile:
    """A file that is held by this process, open and whole.

    :param path: the file; it is made when it does not exist.
    :param allowed: the only folder that SQL may read and write files in.
    :param migrations: all steps of this version.
    :param migrate: bring it up to date; without it a file that does not exist is not made.
    :raises NotFound: there is no file, and none is to be made.
    :raises StoreUnavailable: it cannot be used; see its children for the reasons. The file is as it was.
    """

    def __init__(self, path: Path, allowed: Path, migrations: tuple[Migration, ...], *, migrate: bool) -> None:
        self.path = path
        self.places = Places.of(path)
        self.healed: list[str] = []
        self.is_new = False
        self._allowed = allowed
        self._migrations = migrations
        self._live: int | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        try:
            if migrate:
                self.places.file.parent.mkdir(parents=True, exist_ok=True)
            elif not (self.places.file.exists() or self.places.successor.exists() or self.places.aside.exists()):
                raise NotFound(_("There is no file {file}.").format(file=path))
            self._hold = Hold(self.places.lock, path)
        except OSError as error:
            raise trouble.explain(error, path) from error
        try:
            self._open(migrate=migrate)
        except BaseException as error:
            self.close()
            explained = trouble.explain(error, path)
            if explained is error:
                raise
            raise explained from error

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection that cursors are made of.

        :raises StoreUnavailable: the file was closed.
        """
        if self._connection is None:
            raise trouble.closed(self.path)
        return self._connection

    def checkpoint(self) -> bool:
        """Fold the log into the file, see :mod:`journeymap.store.checkpoint`. Nothing may be written meanwhile."""
        return checkpoint.checkpoint(self.connection, self.places, self._live)

    def log_bytes(self) -> int:
        """Size of the log."""
        return copying.size(self.places.log)

    def close(self) -> None:
        """Close the file and give it back; a second time does nothing."""
        self._let_go()
        self._hold.release()

    def _open(self, *, migrate: bool) -> None:
        places = self.places
        self._finish()
        working = self._allowed.iterdir() if self._allowed.is_dir() else ()
        for folder in (*places.passing, *(path for path in working if path.name.startswith(places.work))):
            copying.remove(folder)
        if not places.file.exists():
            self._find_or_make()
        if not places.aside.exists():  # else it can be mended, whatever it is
            _recognise(places)
        opened = healing.open_healed(places, self._allowed)
        self._connection = opened.connection
        self.healed += opened.healed
        pending = migration.pending(self.connection, self.path, self._migrations)
        if migrate and pending:
            self._keep_before(pending[0])
            migration.apply(self.connection, pending, self.path)
        if len(pending) < len(self._migrations) or migrate:
            self.healed += take_back_imports(self.connection)
        self._live = copying.open_to_copy(places.file)

    def _find_or_make(self) -> None:
        places = self.places
        if places.aside.exists():  # somebody removed the file during a checkpoint
            succession.decide(places, places.aside, succession.Why.DAMAGED, places.quarantine())
        elif copying.size(places.log):
            raise StoreUnavailable(
                _("{file} is missing, but its log {log} is there. Put the file back, or move the log away.").format(
                    file=self.path, log=places.log.name
                )
            )
        else:
            copying.remove(places.log)
            _make(places, self._allowed, self._migrations)
        self._finish()

    def _finish(self) -> None:
        """Carry out what was decided, now or before a crash."""
        done = succession.finish(self.places)
        if done is None:
            return
        self.is_new = done.why is succession.Why.NEW
        if sentence := healing.describe(done):
            self.healed.append(sentence)

    def _keep_before(self, first: Migration) -> None:
        """Copy a file that has rows of ours to beside it, before ``first`` changes it."""
        places, kept = self.places, self.places.before_migration(first.number)
        if first == self._migrations[0] or kept.exists():
            return
        copying.need_room(places.file.parent, 2 * (copying.size(places.file) + self.log_bytes()), self.path)
        self._let_go()
        copying.fresh(places.making)
        for path in (places.file, places.log):
            if path.exists():
                copying.copy(path, places.making / path.name)
        copying.sync(places.making)
        copying.move(places.making, kept)
        try:
            self._connection = connect(places.file, self._allowed)
        except duckdb.Error as error:
            raise trouble.explain_opening(error, self.path) from error
        log.info("copy_before_migration file=%s folder=%s", places.file.name, kept.name)

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._live is not None:
            os.close(self._live)
            self._live = None


def take_back_imports(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Take back imports that were interrupted: they write their batches in several transactions.

    :returns: a sentence for each.
    """
    names = connection.execute(f"SELECT file_name FROM feedback_import WHERE {_RUNNING} ORDER BY id").fetchall()
    if not names:
        return []
    try:
        connection.execute("BEGIN")
        connection.execute(f"DELETE FROM response WHERE import_id IN (SELECT id FROM feedback_import WHERE {_RUNNING})")
        connection.execute(  # people are stored before their answers
            f"DELETE FROM respondent WHERE id > (SELECT MIN(id) FROM feedback_import WHERE {_RUNNING}) "
            "AND id NOT IN (SELECT respondent_id FROM response WHERE respondent_id IS NOT NULL)"
        )
        connection.execute(f"UPDATE feedback_import SET state = 'undone', version = version + 1 WHERE {_RUNNING}")
        connection.execute("COMMIT")
    except duckdb.TransactionException as error:  # the disk is full: the file can still be read; the next start tries
        with contextlib.suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        log.warning("imports_not_taken_back n=%d error=%s", len(names), type(error).__name__)
        return []
    log.warning("imports_taken_back n=%d", len(names))
    return [
        _("The import of {file} was interrupted and has been taken back. Import the file again.").format(file=name)
        for (name,) in names
    ]


def _recognise(places: Places) -> None:
    """:raises NotADatabase: it is no DuckDB file; DuckDB itself would look for an extension first."""
    if places.file.is_dir():
        raise trouble.no_database(places.path)
    with places.file.open("rb") as content:
        if content.read(_MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] != _MAGIC:
            raise trouble.no_database(places.path)


def _make(places: Places, allowed: Path, migrations: tuple[Migration, ...]) -> None:
    """A new file, made elsewhere and put in place whole: a crash leaves none or a whole one."""
    folder = copying.fresh(places.making)
    with connect(folder / places.file.name, allowed) as connection:
        migration.apply(connection, migrations, places.path)
    succession.decide(places, folder, succession.Why.NEW, places.quarantine())
    log.info("file_made file=%s", places.file.name)
