"""What DuckDB and the operating system report, told in one sentence that says what to do next.

The texts looked for are those of DuckDB 2.0, which is pinned; ``tests/store`` provoke each of them.
"""

from __future__ import annotations

import errno
import re
from pathlib import Path

import duckdb

from journeymap.errors import (
    Conflict,
    FileHeld,
    InvalidInput,
    JourneymapError,
    NewerFile,
    NotADatabase,
    StoreBroken,
    StoreUnavailable,
)
from journeymap.locale import gettext as _

_CONFLICTS = ("write-write conflict", "Conflict on", "constraint violation", "Duplicate key")
_FULL = ("No space left", "not enough space", "Disk quota", "disk is full")
_DENIED = ("Permission denied", "Read-only file system", "Access is denied", "read-only mode", "not permitted")
_HELD = ("Could not set lock", "being used by another process")
_DAMAGED = ("Corrupt database file", "does not match stored checksum", "Could not read enough bytes")
_NEWER = "created with a newer version of DuckDB"
_FOREIGN = "not a valid DuckDB database file"
_CUT = re.compile(r"Failure while replaying WAL file .*entry at byte position (\d+)", re.DOTALL)


class Missed(Exception):
    """A statement touched another number of rows than it had to."""


def explain(error: BaseException, path: Path) -> BaseException:
    """The error to raise instead of ``error``.

    :param path: the database file, for the sentence.
    :returns: one of :mod:`journeymap.errors`; ``error`` itself where it is a mistake in our own code.
    """
    if isinstance(error, JourneymapError):
        return error
    if isinstance(error, Missed):
        return conflict()
    if isinstance(error, OSError):
        return _of_system(error, path)
    if not isinstance(error, duckdb.Error):
        return error
    text = str(error)
    if is_fatal(error):
        return broken(path)
    if isinstance(error, duckdb.ConnectionException):
        return closed(path)
    if _has(text, _FULL):
        return full(path)
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreUnavailable(
            _("There is not enough memory for this. Close other programs, or give the machine more.")
        )
    if isinstance(error, duckdb.ConstraintException) or (
        isinstance(error, duckdb.TransactionException) and _has(text, _CONFLICTS)
    ):
        return conflict()
    if isinstance(error, (duckdb.ConversionException, duckdb.OutOfRangeException)):
        return InvalidInput(
            _("A value cannot be stored: it is of the wrong kind or out of range. Check what was given.")
        )
    if _has(text, _DENIED):
        return denied(path)
    if _has(text, _DAMAGED):
        return damaged(path)
    if isinstance(error, duckdb.IOException):
        return StoreUnavailable(
            _("The disk failed while {file} was read or written. Check the disk, then try again.").format(file=path)
        )
    return error


def explain_opening(error: BaseException, path: Path) -> BaseException:
    """The error to raise when ``path`` could not be opened because of ``error``."""
    text = str(error)
    if _has(text, _HELD):
        return held(path)
    if _NEWER in text:
        return newer(path)
    if is_foreign(error):
        return no_database(path)
    return damaged(path) if is_damage(error) else explain(error, path)


def is_damage(error: BaseException) -> bool:
    """Is the file or its log damaged (and not held, newer, full or forbidden)?"""
    if not isinstance(error, duckdb.Error) or isinstance(error, duckdb.OutOfMemoryException):
        return False
    return not _has(str(error), (*_HELD, *_FULL, *_DENIED, _NEWER, _FOREIGN))


def is_foreign(error: BaseException) -> bool:
    """Is the file no DuckDB database at all?"""
    return _FOREIGN in str(error)


def is_fatal(error: BaseException) -> bool:
    """Is the instance dead after ``error``, until the process starts again?"""
    fatal = (duckdb.FatalException, duckdb.InternalException, StoreBroken)
    return isinstance(error, fatal) or "has been invalidated" in str(error)


def torn_at(error: BaseException) -> int | None:
    """The byte of the log from which DuckDB could not read it, if that is what ``error`` says."""
    found = _CUT.search(str(error))
    return int(found.group(1)) if found else None


def conflict() -> Conflict:
    """A key exists, or rows have changed."""
    return Conflict(_("Somebody else changed this meanwhile."))


def broken(path: Path) -> StoreBroken:
    """A fatal error."""
    return StoreBroken(
        _("The database {file} reported a fatal error. Restart journeymap; what was saved is safe.").format(file=path)
    )


def closed(path: Path) -> StoreUnavailable:
    """Used after the end."""
    return StoreUnavailable(_("The database {file} has been closed. Restart journeymap.").format(file=path))


def full(path: Path) -> StoreUnavailable:
    """No room."""
    return StoreUnavailable(
        _("The disk is full, so nothing more can be saved in {file}. Make room, then try again.").format(file=path)
    )


def denied(path: Path) -> StoreUnavailable:
    """No permission."""
    return StoreUnavailable(
        _("{file} cannot be written to. Give journeymap write permission for the file and its folder.").format(
            file=path
        )
    )


def held(path: Path, process: int | None = None) -> FileHeld:
    """Another program holds the file."""
    if process:
        return FileHeld(
            _("{file} is in use by another program (process {process}). Close that program, then try again.").format(
                file=path, process=process
            )
        )
    return FileHeld(_("{file} is in use by another program. Close that program, then try again.").format(file=path))


def newer(path: Path) -> NewerFile:
    """From a later version."""
    return NewerFile(
        _("{file} was written by a newer version of journeymap. Install that version to open it.").format(file=path)
    )


def not_brought_up(path: Path, step: str, error: duckdb.Error) -> BaseException:
    """A migration failed."""
    explained = explain(error, path)
    if isinstance(explained, StoreUnavailable):
        return explained
    return StoreUnavailable(
        _(
            "{file} could not be brought up to date (step {step}). Install the version used before, and report it."
        ).format(file=path, step=step)
    )


def no_database(path: Path) -> NotADatabase:
    """Something else."""
    return NotADatabase(
        _("{file} is not a journeymap database, so it was left as it is. Choose another file.").format(file=path)
    )


def damaged(path: Path) -> StoreUnavailable:
    """Not readable, and no copy."""
    return StoreUnavailable(
        _("{file} is damaged and was left as it is. Restore your last backup with “restore … --replace”.").format(
            file=path
        )
    )


def _of_system(error: OSError, path: Path) -> BaseException:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return denied(path)
    return StoreUnavailable(
        _("{file} cannot be used: {reason}. Check the folder and the disk.").format(
            file=path, reason=error.strerror or error
        )
    )


def _has(text: str, parts: tuple[str, ...]) -> bool:
    return any(part in text for part in parts)
