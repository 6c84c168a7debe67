"""Ids and chance that come out the same on every machine."""

from __future__ import annotations

import hashlib
import random
import uuid
from datetime import UTC, datetime

FOUNDED = datetime(2026, 2, 1, tzinfo=UTC)
"""When the things of the sample were made, for their ids."""


def stable_id(name: str, at: datetime = FOUNDED) -> str:
    """A UUID of version 7: the time ``at`` in milliseconds, then bits that depend on ``name`` alone."""
    bits = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10])
    value = int(at.timestamp() * 1000) << 80 | 0x7 << 76 | (bits >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | bits & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def chance(name: str) -> random.Random:
    """A source of numbers of its own for ``name``: adding a touchpoint does not change the answers at another."""
    return random.Random(f"natsvale {name}")  # noqa: S311 — invented answers, not secrets


def bell(dice: random.Random) -> float:
    """About normal, mean 0, variance 1; a sum of twelve uniform numbers, so that no system's logarithm matters."""
    return sum(dice.random() for _ in range(12)) - 6.0
