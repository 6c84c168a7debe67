"""A lock of our own beside the file, from before it is looked at until after it is closed.

DuckDB locks the file too, but only while it has it open; putting a copy in the file's place happens before that, and
two programs that did so at once would destroy each other's work.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from journeymap.store import trouble

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Hold:
    """The right to use one file.

    :param lock: the lock's own file; it exists while somebody has the right.
    :param file: what is held, for the sentence.
    :raises FileHeld: somebody else has it.
    """

    def __init__(self, lock: Path, file: Path) -> None:
        self._lock = lock
        self._descriptor: int | None = _take(lock, file)

    def release(self) -> None:
        """Give it back; a second time does nothing."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):  # Windows keeps an open file; it is empty and does no harm
            self._lock.unlink()
        os.close(self._descriptor)
        self._descriptor = None


def need_free(database: Path, file: Path) -> None:
    """:raises FileHeld: a program that knows nothing of our lock has the existing file ``database`` open."""
    if sys.platform == "win32":
        return  # the system itself refuses to rename an open file
    descriptor = os.open(database, os.O_RDWR)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise trouble.held(file) from error
    finally:
        os.close(descriptor)


def _take(lock: Path, file: Path) -> int:
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except BlockingIOError as error:
            process = os.read(descriptor, 20).decode("ascii", "replace").strip()
            os.close(descriptor)
            raise trouble.held(file, int(process) if process.isdigit() else None) from error
        except PermissionError as error:  # Windows says so when it is taken
            os.close(descriptor)
            raise trouble.held(file) from error
        except OSError:  # a network disk without locks: DuckDB's own lock has to do
            pass
        if _is_still(lock, descriptor):
            with contextlib.suppress(OSError):  # whose it is only makes the sentence better; the disk may be full
                os.truncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode("ascii"))
            return descriptor
        os.close(descriptor)


def _is_still(lock: Path, descriptor: int) -> bool:
    """Was the lock's file not removed by its last holder between opening and locking it?"""
    if sys.platform == "win32":
        return True
    try:
        return lock.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False
