"""The preloaded library that dies in the middle of the k-th file operation: built, preloaded, armed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("torn.c")
_MARK = "JOURNEYMAP_TORN"


class Mode(IntEnum):
    """Where in the operation the process dies; the numbers are those of ``torn.c``."""

    COUNT = 0
    """It does not; operations are only counted."""
    BEFORE = 1
    HALF = 2
    AFTER_4K = 3
    AFTER_12K = 4
    AFTER = 5
    FULL = 6
    """It does not: from this operation on the disk is full."""


def compiler() -> str | None:
    """The C compiler, if there is one."""
    return shutil.which("cc") or shutil.which("gcc")


def preload() -> None:
    """Build the library and start this program again with it; returns in the program that has it.

    :raises SystemExit: there is no C compiler.
    """
    if os.environ.get(_MARK) == str(os.getpid()):
        return
    cc = compiler()
    if cc is None:
        raise SystemExit("A C compiler is needed: apt-get install gcc libc6-dev")
    built = Path(tempfile.mkdtemp(prefix="torn-")) / "torn.so"
    subprocess.run([cc, "-O2", "-shared", "-fPIC", "-o", built, SOURCE, "-ldl"], check=True)  # noqa: S603
    environment = os.environ | {"LD_PRELOAD": str(built), _MARK: str(os.getpid())}
    os.execve(sys.executable, [sys.executable, "-m", "bench.torture", *sys.argv[1:]], environment)  # noqa: S606


def arm(below: Path, k: int, mode: Mode) -> None:
    """Count operations on files in ``below``, and in the ``k``-th do what ``mode`` says."""
    _library().torn_arm(os.fsencode(below.resolve()), ctypes.c_long(k), ctypes.c_int(mode))


def disarm() -> None:
    """Let everything work again."""
    _library().torn_disarm()


def sizes() -> list[int]:
    """For each operation since :func:`arm` the bytes that it wrote; -1 for one that has no half."""
    library = _library()
    library.torn_count.restype = library.torn_size.restype = ctypes.c_long
    return [int(library.torn_size(ctypes.c_long(k))) for k in range(1, int(library.torn_count()) + 1)]


def deaths(size: int) -> tuple[Mode, ...]:
    """The ways to die in an operation that writes ``size`` bytes, each with another outcome."""
    if size < 0:
        return (Mode.BEFORE, Mode.AFTER)
    some = {Mode.AFTER_4K: 4096, Mode.AFTER_12K: 12288}
    return (Mode.BEFORE, Mode.HALF, *(mode for mode, most in some.items() if most < size), Mode.AFTER)


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(os.environ["LD_PRELOAD"])
