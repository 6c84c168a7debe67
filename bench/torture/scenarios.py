"""What a process is about when it dies in the middle of a file operation, and what must be there afterwards."""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from pathlib import Path

import pandas as pd

from bench.torture import forks
from journeymap.errors import StoreUnavailable
from journeymap.store.acts import Act, Bulk, OnConflict, Put
from journeymap.store.backup import backup
from journeymap.store.database import Database, open_database
from journeymap.store.migration import MIGRATIONS, known
from journeymap.store.places import Places
from journeymap.store.restoring import restore

NAME = "torn.duckdb"
STEPS = "steps"
_BLOCK = 12_288


def put(name: str, value: str = "") -> Put:
    """An upsert of one setting."""
    return Put("setting", {"name": name, "value": value, "version": 1}, OnConflict.UPDATE, ("name",))


def state(db: Database) -> dict[str, str]:
    """What the file holds; of the rows of a large import only how many."""
    few = db.rows("SELECT name, value FROM setting WHERE name NOT LIKE 'many %'")
    many = db.rows("SELECT COUNT(*) AS n FROM setting WHERE name LIKE 'many %'")[0]["n"]
    return {row["name"]: row["value"] for row in few} | ({"many": str(many)} if many else {})


class Scenario(ABC):
    """Something that is interrupted.

    ``prepare`` makes the state before, undisturbed; ``work`` is disturbed; ``judge`` says what is wrong afterwards.
    """

    name: str
    sample: int
    """Operations in a short run."""
    share: float = 1.0
    """Which share of the operations in a full run."""

    @abstractmethod
    def prepare(self, folder: Path) -> None:
        """Make what is there before."""

    @abstractmethod
    def work(self, folder: Path, say: forks.Say) -> None:
        """What is interrupted; says what was acknowledged."""

    @abstractmethod
    def judge(self, found: dict[str, str], said: list[str]) -> str:
        """What is wrong with ``found`` after ``said`` was acknowledged; blank if nothing."""


class Life(Scenario):
    """A file is made, written, checkpointed, written, checkpointed, written and closed."""

    name = "making, writing, checkpoints"
    sample = 10
    units = 9

    def prepare(self, folder: Path) -> None:
        """Nothing is there."""

    def work(self, folder: Path, say: forks.Say) -> None:
        db = open_database(folder / NAME)
        for n in range(self.units):
            if n in (3, 6):
                db.checkpoint()
            db.transact([put("last", str(n)), put(str(n), "x" * 300)])
            say(n)
        db.close()

    def judge(self, found: dict[str, str], said: list[str]) -> str:
        n, there = len(said), len(found) - ("last" in found)
        whole = found == {str(i): "x" * 300 for i in range(there)} | ({"last": str(there - 1)} if there else {})
        return "" if whole and n <= there <= n + 1 else f"{n} acknowledged, found {sorted(found)}"


class Import(Scenario):
    """Many rows at once, which go into the file past the log, then a checkpoint."""

    name = "a large import, checkpoint"
    sample = 4
    rows = 130_000

    def prepare(self, folder: Path) -> None:
        db = open_database(folder / NAME)
        db.transact([put("base")])
        db.close()

    def work(self, folder: Path, say: forks.Say) -> None:
        db = open_database(folder / NAME)
        names = [f"many {n}" for n in range(self.rows)]
        frame = pd.DataFrame({"name": names, "value": "", "version": 1})
        db.transact([Bulk("setting", frame)])
        say("bulk")
        db.checkpoint()
        db.transact([put("after")])
        say("after")
        db.close()

    def judge(self, found: dict[str, str], said: list[str]) -> str:
        many = int(found.get("many", 0))
        fits = "base" in found and many in (0, self.rows) and ("after" not in found or many)
        kept = ("bulk" not in said or many) and ("after" not in said or "after" in found)
        return "" if fits and kept else f"{said} acknowledged, found {many} rows and {'after' in found}"


class Prepared(Scenario):
    """A state before with three settings, which must stay whatever happens."""

    expected = ("a", "b", "c")

    def prepare(self, folder: Path) -> None:
        db = open_database(folder / NAME)
        db.transact([put("a"), put("b")])
        db.checkpoint()
        db.transact([put("c")])
        db.close()

    def judge(self, found: dict[str, str], _said: list[str]) -> str:
        return "" if set(found) == set(self.expected) else f"found {sorted(found)}"


class Mending(Prepared):
    """A checkpoint was torn; the start that puts the copy in place is interrupted too."""

    name = "mending a torn checkpoint"
    sample = 6

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        places = Places.of(folder / NAME)
        places.aside.mkdir()
        for path in (places.file, places.log):
            shutil.copy(path, places.aside)
        with places.file.open("r+b") as file:
            file.seek(_BLOCK + 4096)
            file.write(os.urandom(4096))

    def work(self, folder: Path, _say: forks.Say) -> None:
        open_database(folder / NAME).close()


class Cutting(Mending):
    """The end of the log is torn; the start that cuts it is interrupted too."""

    name = "cutting a torn log"
    sample = 4

    def prepare(self, folder: Path) -> None:
        Prepared.prepare(self, folder)
        with Places.of(folder / NAME).log.open("ab") as log:
            log.write(bytes(200))


class Restoring(Prepared):
    """A backup takes the place of a file: the old state or the new one, nothing else."""

    name = "restoring a backup"
    sample = 6

    def prepare(self, folder: Path) -> None:
        db = open_database(folder / NAME)
        db.transact([put("old")])
        backup(db, folder / "b.zip")
        db.transact([put("a"), put("b"), put("c")])
        db.close()

    def work(self, folder: Path, say: forks.Say) -> None:
        restore(folder / "b.zip", folder / NAME, replace=True)
        say("restored")

    def judge(self, found: dict[str, str], said: list[str]) -> str:
        states = [{"old"}] if said else [{"old"}, {"old", "a", "b", "c"}]
        return "" if set(found) in states else f"{said}, found {sorted(found)}"


class BackingUp(Prepared):
    """A backup is made: the file keeps everything, and no half backup bears a backup's name."""

    name = "making a backup"
    sample = 6
    share = 0.34

    def work(self, folder: Path, _say: forks.Say) -> None:
        db = open_database(folder / NAME)
        backup(db, folder / "b.zip")
        db.close()


class Migrating(Prepared):
    """A migration changes an existing file."""

    name = "migrating"
    sample = 4

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        steps = shutil.copytree(MIGRATIONS, folder / STEPS)
        sql = (
            "ALTER TABLE setting ADD COLUMN note VARCHAR; UPDATE setting SET note = name; CREATE TABLE more (a INTEGER)"
        )
        (Path(steps) / f"{known()[-1].number + 1:04}_more.sql").write_text(sql)

    def work(self, folder: Path, _say: forks.Say) -> None:
        open_database(folder / NAME, migrations=folder / STEPS).close()


SCENARIOS: tuple[Scenario, ...] = (
    Life(),
    Import(),
    Mending(),
    Cutting(),
    Restoring(),
    BackingUp(),
    Migrating(),
)


def look(folder: Path, say: forks.Say) -> None:
    """Open the file after the crash, say what it holds, and see that it can be written, twice."""
    migrations = folder / STEPS if (folder / STEPS).exists() else MIGRATIONS
    found: dict[str, str] = {}
    interrupted = Places.of(folder / NAME).is_interrupted
    for time in range(2):
        try:
            db = open_database(folder / NAME, migrations=migrations)
        except StoreUnavailable as error:
            say({"refused": error.sentence})
            return
        if time == 0:
            found = state(db)
            say({"found": found, "healed": list(db.healed), "interrupted": interrupted})
        unit: list[Act] = [put("written afterwards", str(time))]
        db.transact(unit)
        if state(db) != found | {"written afterwards": str(time)}:
            raise AssertionError("the second life began with something else")
        db.checkpoint()
        db.close()
    if (folder / "b.zip").exists():
        restore(folder / "b.zip", folder / "again.duckdb")
