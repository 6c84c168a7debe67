"""Many may pass, or one alone: reads pass, and the file is exchanged only while none is under way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Passed by many at once, or held shut by one."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Pass; waits while the gate is shut."""
        with self._change:
            self._change.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._change:
                self._inside -= 1
                self._change.notify_all()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Let nobody in, wait until all are out, and open again at the end."""
        with self._change:
            self._change.wait_for(lambda: not self._shut)
            self._shut = True
            self._change.wait_for(lambda: self._inside == 0)
        try:
            yield
        finally:
            with self._change:
                self._shut = False
                self._change.notify_all()
