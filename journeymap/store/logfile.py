"""The log that DuckDB writes: does it end where its last entry ends?

A byte that was damaged in the *length* of an entry looks to DuckDB like the end of the log after a power cut: it opens
without a word and forgets the rest at the next write. So the end is looked at here first, and what would be forgotten
is kept. As DuckDB 2.0 writes it: a head without length, then entries of 8 bytes length, 8 bytes checksum, content.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

_ENTRY = struct.Struct("<QQ")
_END_OF_HEAD = b"\xff\xff"
_LONGEST_HEAD = 128


def unreadable_end(log: Path) -> int:
    """How many bytes at the end of ``log`` belong to no whole entry; 0 for a log that is whole or does not exist."""
    if not log.exists() or log.stat().st_size == 0:
        return 0
    with log.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return min((_left_over(content, start) for start in _heads(content)), default=len(content))


def _heads(content: mmap.mmap) -> list[int]:
    """Where the first entry may begin."""
    found, at = [], content.find(_END_OF_HEAD, 0, _LONGEST_HEAD)
    while at >= 0:
        found.append(at + len(_END_OF_HEAD))
        at = content.find(_END_OF_HEAD, at + 1, _LONGEST_HEAD)
    return found


def _left_over(content: mmap.mmap, start: int) -> int:
    size = len(content)
    while start + _ENTRY.size <= size:
        length, _checksum = _ENTRY.unpack_from(content, start)
        if length == 0 or start + _ENTRY.size + length > size:
            break
        start += _ENTRY.size + length
    return size - start
