"""One thread writes. What waits is drained into one transaction, so that one sync of the disk serves many.

A unit (one call of ``transact``) is acknowledged only after its commit. When a batch fails it is rolled back and
carried out again unit by unit, each in a transaction of its own, so one bad unit hurts nobody.
"""

from __future__ import annotations

import contextlib
import contextvars
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from journeymap.store import trouble
from journeymap.store.acts import Act, Bulk, Statement
from journeymap.store.cleaning import clean_act
from journeymap.store.folding import Operation, fold

T = TypeVar("T")

MOST_UNITS = 512
"""Units in one transaction at most."""

MOST_ACTS = 5_000
"""Acts in one transaction of several units at most."""

log = logging.getLogger(__name__)


def _begun() -> Future[Any]:
    """A future that cannot be cancelled: whoever stops waiting does not stop the write, nor the writer."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


@dataclass(slots=True, eq=False)
class _Unit:
    acts: tuple[Act, ...]
    done: Future[int] = field(default_factory=_begun)
    context: contextvars.Context = field(default_factory=contextvars.copy_context)

    @property
    def alone(self) -> bool:
        return len(self.acts) > MOST_ACTS or any(isinstance(act, Bulk) for act in self.acts)


@dataclass(slots=True, eq=False)
class _Job:
    """Something to do while nothing is written."""

    run: Callable[[], Any]
    done: Future[Any] = field(default_factory=_begun)
    context: contextvars.Context = field(default_factory=contextvars.copy_context)


class Writer:
    """The one thread that writes.

    :param path: the file, for sentences.
    :param cursor: gives a cursor of the open database.
    :param committed: called after each commit, before it is acknowledged; returns the new revision.
    :param rested: called after a batch was acknowledged, while nothing is written.
    """

    def __init__(
        self,
        path: Path,
        cursor: Callable[[], duckdb.DuckDBPyConnection],
        committed: Callable[[], int],
        rested: Callable[[], None] = lambda: None,
    ) -> None:
        self._path = path
        self._cursor = cursor
        self._committed = committed
        self._rested = rested
        self._queue: queue.SimpleQueue[_Unit | _Job] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._ended = False
        self._fatal = False
        self._thread = threading.Thread(target=self._work, name=f"writer of {path.name}", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Can anything still be written?"""
        return self._thread.is_alive() and not self._fatal

    def submit(self, acts: Sequence[Act]) -> Future[int]:
        """Queue one unit; the future gives the revision after its commit, or one of our errors."""
        unit = _Unit(tuple(clean_act(act) for act in acts))
        self._put(unit)
        return unit.done

    def run(self, job: Callable[[], T]) -> T:
        """Carry out ``job`` in the writer's thread, with no transaction open, and wait for it."""
        if threading.current_thread() is self._thread:
            return job()
        wrapped = _Job(job)
        self._put(wrapped)
        result: T = wrapped.done.result()
        return result

    def stop(self) -> None:
        """Carry out what waits, then end. What comes later is refused."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._queue.put(_Job(self._end))
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def break_down(self) -> None:
        """Refuse everything from now on: the instance is dead."""
        self._fatal = True

    def _end(self) -> None:
        self._ended = True

    def _put(self, item: _Unit | _Job) -> None:
        with self._door:
            if self._closed:
                raise trouble.closed(self._path)
            self._queue.put(item)

    def _work(self) -> None:
        waiting: _Unit | _Job | None = None
        while not self._ended:
            item = waiting or self._queue.get()
            waiting = None
            if isinstance(item, _Job):
                self._do(item)
            else:
                batch, waiting = self._drain(item)
                self._commit(batch)
                self._rest()

    def _drain(self, first: _Unit) -> tuple[list[_Unit], _Unit | _Job | None]:
        """``first`` and what waits behind it and may share its transaction, then the item that may not."""
        batch, acts = [first], len(first.acts)
        while not first.alone and len(batch) < MOST_UNITS and acts < MOST_ACTS:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                break
            if isinstance(item, _Job) or item.alone:
                return batch, item
            batch.append(item)
            acts += len(item.acts)
        return batch, None

    def _do(self, job: _Job) -> None:
        try:
            result = job.context.run(job.run)
        except BaseException as error:
            job.done.set_exception(self._explained(job.context, error))
        else:
            job.done.set_result(result)

    def _commit(self, batch: list[_Unit]) -> None:
        try:
            if self._fatal:
                raise trouble.broken(self._path)
            self._transact([act for unit in batch for act in unit.acts])
            revision = self._committed()
        except BaseException as error:
            if len(batch) > 1:
                for unit in batch:
                    self._commit([unit])
            else:
                batch[0].done.set_exception(self._explained(batch[0].context, error))
        else:
            for unit in batch:
                unit.done.set_result(revision)

    def _transact(self, acts: list[Act]) -> None:
        with self._cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                for operation in fold(acts):
                    _carry_out(cursor, operation)
                cursor.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(duckdb.Error):  # a COMMIT that failed has ended the transaction already
                    cursor.execute("ROLLBACK")
                raise

    def _rest(self) -> None:
        if self._fatal:
            return
        try:
            self._rested()
        except BaseException as error:
            self._explained(contextvars.copy_context(), error)
            log.exception("store_rest_failed file=%s", self._path.name)

    def _explained(self, context: contextvars.Context, error: BaseException) -> BaseException:
        """``error`` as the person who waits reads it, in their language."""
        if trouble.is_fatal(error) and not self._fatal:
            self._fatal = True
            log.critical("store_broken file=%s error=%s", self._path.name, type(error).__name__)
        explained = context.run(trouble.explain, error, self._path)
        if explained is not error:
            explained.__cause__ = error
        return explained


def _carry_out(cursor: duckdb.DuckDBPyConnection, operation: Operation) -> None:
    match operation:
        case Statement(sql, params, expect):
            touched = cursor.execute(sql, list(params)).fetchone()
            if expect is not None and (touched is None or touched[0] != expect):
                raise trouble.Missed
        case Bulk(table, frame):
            _bulk(cursor, table, frame)


def _bulk(cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """Insert ``frame``; its text loses NUL on the way."""
    cursor.register("bulk", frame)  # a failed transaction cannot unregister it, but it goes with the cursor
    kinds = {str(name): str(kind) for name, kind, *_rest in cursor.execute("DESCRIBE bulk").fetchall()}
    values = ", ".join(f"replace({n}, chr(0), '')" if kind == "VARCHAR" else n for n, kind in kinds.items())
    cursor.execute(f"INSERT INTO {table} ({', '.join(kinds)}) SELECT {values} FROM bulk")
    cursor.unregister("bulk")
