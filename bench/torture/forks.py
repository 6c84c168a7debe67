"""Work done in a forked child that may be killed at any moment; what it said before is kept.

The parent never opens a database, so it has no threads and forking is sound.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Say = Callable[[Any], None]
LONGEST = 120.0
"""Seconds after which a child counts as hanging."""


@dataclass(slots=True)
class Ended:
    """How a child ended.

    :param said: what it reported, in order.
    :param error: the traceback of an exception, if one ended it.
    """

    said: list[Any] = field(default_factory=list)
    error: str = ""
    killed: bool = False


def run(work: Callable[[Say], None], *, kill_after: float | None = None) -> Ended:
    """Carry out ``work`` in a child and wait for its end.

    :param kill_after: seconds from its first word until it is killed with signal 9.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    text = _listen(reading, child, kill_after)
    os.close(reading)
    _child, status = os.waitpid(child, 0)
    ended = Ended(killed=os.WIFSIGNALED(status))
    for line in text.splitlines():
        if line.endswith(b"\x00"):  # a line that was begun when the child died does not count
            told = json.loads(line[:-1])
            if isinstance(told, dict) and "traceback" in told:
                ended.error = told["traceback"]
            else:
                ended.said.append(told)
    return ended


def _work(work: Callable[[Say], None], writing: int) -> None:
    def say(what: Any) -> None:
        os.write(writing, json.dumps(what).encode("ascii") + b"\x00\n")  # short enough to be written whole

    code = 1
    try:
        work(say)
        code = 0
    except BaseException:
        os.write(writing, json.dumps({"traceback": traceback.format_exc()}).encode("ascii") + b"\x00\n")
    finally:
        os._exit(code)


def _listen(reading: int, child: int, kill_after: float | None) -> bytes:
    text, end = b"", time.monotonic() + LONGEST
    killing = False
    while True:
        left = end - time.monotonic()
        if left <= 0:
            os.kill(child, signal.SIGKILL)
            left = end = float("inf")
        ready, _w, _x = select.select([reading], [], [], min(left, LONGEST))
        if not ready:
            continue
        part = os.read(reading, 1 << 16)
        if not part:
            return text
        if kill_after is not None and not killing:
            killing, end = True, time.monotonic() + kill_after
        text += part
