"""Ids: UUID version 7 as text, so that they sort by the time they were made and are never reused."""

from __future__ import annotations

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A fresh id, greater than every id made before in this process.

    Layout as in RFC 9562, section 5.7 (method 3): 48 bits of milliseconds and 12 bits of their
    fraction, then random bits.
    """
    global _last
    with _lock:
        tick = time.time_ns() * 4096 // 1_000_000
        _last = tick if tick > _last else _last + 1
        tick = _last
    value = (tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2
    return str(uuid.UUID(int=value))
