"""What lies beside the database file, by name.

::

    journeymap.duckdb                         the file
    journeymap.duckdb.wal                     its log: what was committed since the last checkpoint
    journeymap.duckdb.lock                    while it is open: whose it is
    journeymap.duckdb.aside/                  during a checkpoint: file and log as they were before
    journeymap.duckdb.successor/              a whole file that is about to take the file's place
    journeymap.duckdb.making/                 work in progress, as .trial/ and .dropped/; the next start removes it
    journeymap.duckdb.quarantine-<time>/      what did not open, or a log that was torn; never altered, never removed
    journeymap.duckdb.before-restore-<time>/  the file that a restored backup replaced
    journeymap.duckdb.before-0002/            the file before migration 2 changed it

Copies in these folders bear the names of the originals, so each can be opened where it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """Names around one file.

    :param path: the file as it was given, for sentences.
    :param file: its whole path, links followed, so that renaming stays on its volume.
    """

    path: Path
    file: Path

    @classmethod
    def of(cls, path: Path) -> Places:
        """The places around ``path``."""
        return cls(path, path.expanduser().resolve())

    @property
    def log(self) -> Path:
        """The log beside the file."""
        return log_of(self.file)

    @property
    def lock(self) -> Path:
        """Held while the file is open."""
        return self._beside("lock")

    @property
    def aside(self) -> Path:
        """The copy from before a checkpoint; nothing was acknowledged since it was made."""
        return self._beside("aside")

    @property
    def successor(self) -> Path:
        """What takes the file's place."""
        return self._beside("successor")

    @property
    def making(self) -> Path:
        """A file or copy that is not whole yet."""
        return self._beside("making")

    @property
    def trial(self) -> Path:
        """A copy that is opened to see whether it can be."""
        return self._beside("trial")

    @property
    def dropped(self) -> Path:
        """A copy that is no longer needed."""
        return self._beside("dropped")

    @property
    def work(self) -> str:
        """How folders begin, in the folder for backups, in which one is being made."""
        return f".{self.file.name}.work-"

    @property
    def passing(self) -> tuple[Path, ...]:
        """Folders that mean nothing after a crash."""
        return (self.making, self.trial, self.dropped)

    @property
    def is_interrupted(self) -> bool:
        """Was a checkpoint or an exchange of files begun and not ended?"""
        return any(path.exists() for path in (self.aside, self.successor, *self.passing))

    def quarantine(self) -> Path:
        """A new name for a quarantine."""
        return self._dated("quarantine")

    def before_restore(self) -> Path:
        """A new name for what a backup replaces."""
        return self._dated("before-restore")

    def before_migration(self, number: int) -> Path:
        """Where the copy from before a migration lies."""
        return self._beside(f"before-{number:04}")

    def _beside(self, end: str) -> Path:
        return self.file.with_name(f"{self.file.name}.{end}")

    def _dated(self, what: str) -> Path:
        now = datetime.now(UTC)
        return self._beside(f"{what}-{now:%Y%m%dT%H%M%S}-{now.microsecond:06}")


def log_of(file: Path) -> Path:
    """The log that DuckDB keeps for ``file``."""
    return file.with_name(file.name + ".wal")
