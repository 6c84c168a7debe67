"""One file takes the place of another, in steps that a crash may interrupt anywhere: the next start goes on.

The successor, a folder with a whole file (and its log), is named so by one rename. From then on the matter is decided.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from journeymap.store import copying
from journeymap.store.places import Places, log_of

_NOTE = "succession.json"


class Why(StrEnum):
    """What the successor is."""

    NEW = "new"
    """The first file at this place."""

    DAMAGED = "damaged"
    """The copy set aside, for a file that does not open."""

    RESTORED = "restored"
    """A backup."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What was exchanged.

    :param old: name of the folder, beside the file, that the old file went to.
    :param log: did the successor come with a log?
    """

    why: Why
    old: str
    log: bool


def decide(places: Places, ready: Path, why: Why, old: Path) -> None:
    """Make the folder ``ready`` the successor; :func:`finish` carries it out.

    :param ready: holds a whole file by the name of the old one, perhaps with its log, down on the disk.
    :param old: folder that the old file will go to.
    """
    succession = Succession(why, old.name, log_of(ready / places.file.name).exists())
    note = ready / _NOTE
    copying.remove(note)
    copying.write(note, json.dumps(asdict(succession)).encode("utf-8"))
    copying.sync(ready)
    copying.move(ready, places.successor)


def finish(places: Places) -> Succession | None:
    """Carry out what was decided, also when it was begun before; ``None`` if nothing was."""
    if not places.successor.exists():
        return None
    succession = _read(places.successor / _NOTE)
    old = places.file.with_name(succession.old)
    file = places.successor / places.file.name
    if file.exists():
        _set_old_aside(places, old, with_log=not succession.log or log_of(file).exists())
        if log_of(file).exists():
            copying.move(log_of(file), places.log)
        copying.move(file, places.file)
    copying.remove(places.dropped)
    copying.move(places.successor, places.dropped)
    copying.remove(places.dropped)
    return succession


def _set_old_aside(places: Places, old: Path, *, with_log: bool) -> None:
    """Move the old file away. Its log goes too, unless the log at its place is the successor's already."""
    for path, wanted in ((places.file, True), (places.log, with_log)):
        if wanted and path.exists():
            old.mkdir(mode=0o700, exist_ok=True)
            copying.move(path, old / path.name)


def _read(note: Path) -> Succession:
    content = json.loads(note.read_text("utf-8"))
    return Succession(Why(content["why"]), str(content["old"]), bool(content["log"]))
