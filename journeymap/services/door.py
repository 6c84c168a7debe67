"""How the command line finds the app that has a file open: a note beside the file, readable by its owner only.

Whoever can read the note may have commands carried out, and that is whoever could read the data file itself.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

HEADER = "X-Journeymap-Secret"


@dataclass(frozen=True, slots=True)
class Door:
    """What the note says.

    :param url: where the app takes commands, on this machine.
    :param pid: its process.
    :param secret: to be sent along with every command.
    """

    url: str
    pid: int
    secret: str


def note_beside(db: Path) -> Path:
    """Where the note for a data file lies."""
    file = db.expanduser().resolve()
    return file.with_name(file.name + ".door")


def open_door(db: Path, url: str) -> Door:
    """Leave a note beside ``db`` that this process has it open, in the place of an older one."""
    door = Door(url, os.getpid(), secrets.token_urlsafe(32))
    note = note_beside(db)
    note.unlink(missing_ok=True)
    # Made unreadable for others from the first moment; on Windows the folder's own rights decide.
    handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(door), file)
    return door


def find_door(db: Path) -> Door | None:
    """The note beside ``db``; ``None`` when there is none, or none that can be read."""
    try:
        said = json.loads(note_beside(db).read_text("utf-8"))
        return Door(str(said["url"]), int(said["pid"]), str(said["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def close_door(db: Path, door: Door) -> None:
    """Take the note away, unless another process has left its own meanwhile."""
    if find_door(db) == door:
        with suppress(OSError):
            note_beside(db).unlink()
