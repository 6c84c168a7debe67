"""Files on their way in: in a folder of this process alone, gone when it ends."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from journeymap.model.identity import new_id


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="journeymap-uploads-"))  # only this user can read it
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def keep(name: str, content: bytes | memoryview) -> Path:
    """A copy of an upload on the disk; whoever asked for it removes it when it is done with.

    :param name: what the person calls it; only its ending is used.
    """
    path = _folder() / f"{new_id()}{Path(name).suffix.lower()[:8]}"
    path.write_bytes(content)
    return path
