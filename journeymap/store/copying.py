"""Files copied, moved and removed so that a power cut leaves the old or the new, and nothing between."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from journeymap.store import trouble

CHUNK = 1 << 20
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def open_to_copy(path: Path) -> int | None:
    """A descriptor by which the live file can be copied, to be kept open as long as DuckDB has the file.

    POSIX drops all locks that a process has on a file as soon as it closes *any* descriptor of it: copying the live
    file in the usual way would let a second process in. ``None`` where the system lets nobody else read it (Windows).
    """
    try:
        return os.open(path, _READ)
    except PermissionError:
        return None


def copy_open(source: int, to: Path) -> None:
    """Copy what the descriptor ``source`` reads into the new file ``to``, down to the disk."""
    os.lseek(source, 0, os.SEEK_SET)
    target = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        while chunk := os.read(source, CHUNK):
            view = memoryview(chunk)
            while view:
                view = view[os.write(target, view) :]
        os.fsync(target)
    finally:
        os.close(target)


def copy(source: Path, to: Path) -> None:
    """Copy a file that DuckDB does not have open into the new file ``to``, down to the disk."""
    descriptor = os.open(source, _READ)
    try:
        copy_open(descriptor, to)
    finally:
        os.close(descriptor)


def write(to: Path, content: bytes) -> None:
    """Write the new file ``to``, down to the disk."""
    with to.open("xb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def move(source: Path, to: Path) -> None:
    """Rename within one volume, down to the disk."""
    source.replace(to)
    sync(to.parent)
    if source.parent != to.parent:
        sync(source.parent)


def sync(folder: Path) -> None:
    """Bring the names in ``folder`` to the disk, where the system knows how."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fresh(folder: Path) -> Path:
    """An empty ``folder``, readable only to us."""
    remove(folder)
    folder.mkdir(mode=0o700)
    return folder


def remove(path: Path) -> None:
    """Remove a file or a folder with what is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def size(path: Path) -> int:
    """Bytes of a file, 0 if there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def has_room(folder: Path, needed: int) -> bool:
    """Can ``needed`` bytes be written in ``folder``?"""
    return shutil.disk_usage(folder).free >= needed


def need_room(folder: Path, needed: int, file: Path) -> None:
    """:raises StoreUnavailable: less than ``needed`` bytes are free in ``folder``."""
    if not has_room(folder, needed):
        raise trouble.full(file)
