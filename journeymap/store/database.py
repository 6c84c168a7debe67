"""The one door to the DuckDB file: ``read``, ``rows`` and ``transact``; nothing else touches the database."""

from __future__ import annotations

import atexit
import itertools
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from journeymap.store import migration, trouble
from journeymap.store.acts import Act
from journeymap.store.checkpoint import LOG_LIMIT
from journeymap.store.cleaning import clean_params
from journeymap.store.gate import Gate
from journeymap.store.opening import OpenFile
from journeymap.store.writer import Writer

T = TypeVar("T")

_revisions = itertools.count(1)


class Database:
    """An open file. Any thread may use it.

    :param file: the open file; :func:`open_database` gives one.
    :param backups: the only folder that SQL may read and write files in.
    :param log_limit: bytes of the log that ask for a checkpoint.
    """

    def __init__(self, file: OpenFile, backups: Path, log_limit: int = LOG_LIMIT) -> None:
        self.path = file.path
        self.backups = backups
        self._file = file
        self._gate = Gate()
        self._revision = next(_revisions)
        self._log_limit = log_limit
        self._ask_at = log_limit
        self._writer = Writer(self.path, self._cursor, self._committed, self._rested)
        atexit.register(self.close)

    @property
    def healed(self) -> tuple[str, ...]:
        """Sentences about what was mended when the file was opened; none is the rule."""
        return tuple(self._file.healed)

    @property
    def is_new(self) -> bool:
        """Was the file made when it was opened? Then nobody has put anything in it yet."""
        return self._file.is_new

    @property
    def revision(self) -> int:
        """Grows with every committed write; what is read may be cached under it.

        No two files opened by one process ever have the same, so a cache survives a restored backup.
        """
        return self._revision

    def read(self, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """The result of a query as a frame; ids are text."""

        def frame(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
            result: pd.DataFrame = cursor.execute(sql, clean_params(params)).df()
            for name, kind, *_rest in cursor.description or ():
                if str(kind) == "UUID":
                    result[name] = result[name].map(_plain)
            return result

        return self.with_cursor(frame)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The result of a query as dictionaries; ids are text, times naive UTC."""

        def dictionaries(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
            cursor.execute(sql, clean_params(params))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]

        return self.with_cursor(dictionaries)

    def with_cursor(self, job: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """What ``job`` makes of a cursor of its own, for reading; the file stays open until it is done."""
        try:
            with self._gate.passing(), self._cursor() as cursor:
                return job(cursor)
        except duckdb.Error as error:
            if trouble.is_fatal(error):
                self._writer.break_down()
            explained = trouble.explain(error, self.path)
            if explained is error:
                raise
            raise explained from error

    def transact(self, acts: Sequence[Act]) -> int:
        """Carry out ``acts`` in one transaction; returns after the commit.

        :returns: the new revision.
        :raises Conflict: a ``Statement`` touched another number of rows than expected, or a key exists;
            nothing was written.
        :raises InvalidInput: a value is of the wrong kind or out of range.
        :raises StoreUnavailable: the disk is full, or the database is broken or closed; nothing was written.
        """
        return self.submit(acts).result()

    def submit(self, acts: Sequence[Act]) -> Future[int]:
        """As :meth:`transact`, but does not wait: the future gives the revision after the commit, or the error."""
        if not acts:
            nothing: Future[int] = Future()
            nothing.set_result(self._revision)
            return nothing
        return self._writer.submit(acts)

    def alive(self) -> bool:
        """Can the database still be written to? For the health check, which asks a query of its own."""
        return self._writer.alive

    def checkpoint(self) -> bool:
        """Fold the log into the file, with a copy aside meanwhile; for before a backup.

        :returns: was it done? Not where the log is empty, or the disk has no room for the copies.
        :raises StoreBroken: the process has to start again; nothing is lost.
        """
        return self._writer.run(self._checkpoint)

    def while_quiet(self, job: Callable[[], T]) -> T:
        """Carry out ``job`` while nothing is written; what comes meanwhile waits."""
        return self._writer.run(job)

    def close(self) -> None:
        """Write what waits, then close the file."""
        self._writer.stop()
        with self._gate.shut():
            self._file.close()
        atexit.unregister(self.close)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._file.connection.cursor()

    def _committed(self) -> int:
        self._revision = next(_revisions)
        return self._revision

    def _rested(self) -> None:
        """After each batch: is the log long enough for a checkpoint?"""
        size = self._file.log_bytes()
        if size < self._ask_at:
            return
        # Where a checkpoint is not possible the question is put again when the log has grown by a quarter.
        self._ask_at = self._log_limit if self._checkpoint() else size + self._log_limit // 4

    def _checkpoint(self) -> bool:
        return self._file.checkpoint()


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value


def open_database(
    path: Path,
    backups: Path | None = None,
    *,
    migrate: bool = True,
    migrations: Path = migration.MIGRATIONS,
    log_limit: int = LOG_LIMIT,
) -> Database:
    """Open ``path``, create it when it does not exist, mend what an interruption left, and bring it up to date.

    :param backups: folder for backups, the only one that SQL may read and write files in; beside the file if not given.
    :param migrate: without it the tables stay as they are, and a file that does not exist is not made.
    :param migrations: folder with the steps.
    :param log_limit: bytes of the log that ask for a checkpoint.
    :raises NotFound: there is no file, and none is to be made.
    :raises FileHeld: another program has it open.
    :raises NotADatabase: it is something else; it stays as it is.
    :raises NewerFile: it was written by a newer version; it stays as it is.
    :raises StoreUnavailable: no permission, no room, or it is damaged.
    """
    folder = (backups or path.parent / "backups").expanduser().resolve()
    return Database(OpenFile(path, folder, migration.known(migrations), migrate=migrate), folder, log_limit)
