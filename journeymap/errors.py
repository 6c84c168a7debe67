"""One tree of errors. Each message is one whole sentence for the person at the screen: what happened, what to do next.

::

    JourneymapError
    ├── InvalidInput        what was given cannot be used
    │   └── UnreadableFile  a file is not what its name says, is empty, or is too large
    ├── NotFound            what was asked for does not exist (any more)
    ├── Ambiguous           a title fits several things; the message lists their ids
    ├── Conflict            somebody else changed it meanwhile
    └── StoreUnavailable    the database file cannot be used
        ├── FileHeld        another program holds the file
        ├── NotADatabase    the file is no DuckDB database, or not one of ours
        ├── NewerFile       the file was written by a newer version
        └── StoreBroken     a fatal error; the process must be restarted
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "Ambiguous",
    "Conflict",
    "FileHeld",
    "InvalidInput",
    "JourneymapError",
    "NewerFile",
    "NotADatabase",
    "NotFound",
    "StoreBroken",
    "StoreUnavailable",
    "UnreadableFile",
]


class JourneymapError(Exception):
    """Base of everything this product raises on purpose.

    :param sentence: what a person reads, already in their language.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InvalidInput(JourneymapError):
    """What was given cannot be used."""


class UnreadableFile(InvalidInput):
    """A file is not what its name says, is empty, or is too large."""


class NotFound(JourneymapError):
    """What was asked for does not exist (any more)."""


class Ambiguous(InvalidInput):
    """A title fits several things; the sentence lists their ids."""


class Conflict(JourneymapError):
    """Somebody else changed it meanwhile.

    :param theirs: the row as it stands now, column by column; ``None`` if it was deleted.
    :param mine: the row as this person wanted it.
    """

    def __init__(
        self, sentence: str, *, theirs: Mapping[str, Any] | None = None, mine: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.mine = mine


class StoreUnavailable(JourneymapError):
    """The database file cannot be used."""


class FileHeld(StoreUnavailable):
    """Another program holds the file."""


class NotADatabase(StoreUnavailable):
    """The file is no DuckDB database, or not one of ours."""


class NewerFile(StoreUnavailable):
    """The file was written by a newer version of journeymap."""


class StoreBroken(StoreUnavailable):
    """DuckDB reported a fatal error; nothing works until the process is started again."""
