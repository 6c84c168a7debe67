"""A storm of writes by several threads, killed with signal 9 again and again; the next life goes on where it ended."""

from __future__ import annotations

import random
import shutil
import threading
import time
import traceback
from functools import partial
from pathlib import Path

from bench.torture import forks
from bench.torture.tally import Tally
from journeymap.model.identity import new_id
from journeymap.store.acts import Act, OnConflict, Put, Statement
from journeymap.store.backup import backup
from journeymap.store.database import open_database
from journeymap.store.places import Places

NAME = "storm.duckdb"
THREADS = 6
LOG_LIMIT = 40_000
"""A checkpoint every few hundred writes, so that many kills hit one."""
FRESH_AFTER = 50
"""Kills of one file before the next one is begun."""
LONGEST = 0.5
"""Seconds from the first acknowledged write until the kill at most."""
EARLY = 5
"""One kill in so many comes while the file is opened."""


def kill(times: int, folder: Path, seed: int) -> Tally:
    """Kill the writing process ``times`` times."""
    chance, tally = random.Random(seed), Tally("kill -9 in a storm of writes")  # noqa: S311
    started = time.perf_counter()
    reached: dict[int, int] = {}
    for number in range(times):
        if number % FRESH_AFTER == 0:
            reached = _begin(folder)
        early = number % EARLY == EARLY - 1
        storm = partial(_storm, folder / NAME, dict(reached), early)
        ended = forks.run(storm, kill_after=chance.uniform(0, LONGEST / 3 if early else LONGEST))
        tally.points += 1
        for thread, n in filter(None, ended.said):
            reached[thread] = n
            tally.acknowledged += 1
        found = forks.run(partial(_look, folder / NAME))
        if ended.error or found.error or not found.said:
            tally.fail("unopenable", f"kill {number}: {ended.error or found.error}")
            reached = _begin(folder)
            continue
        tally.healed += bool(found.said[0]["healed"])
        tally.interrupted += found.said[0]["interrupted"]
        for thread, there in enumerate(found.said[0]["reached"]):
            if there["vote"] != there["rows"] or not reached[thread] <= there["vote"] <= reached[thread] + 1:
                tally.fail("lost", f"kill {number}: thread {thread} was at {reached[thread]}, found {there}")
            reached[thread] = there["vote"]
    tally.seconds = time.perf_counter() - started
    return tally


def _begin(folder: Path) -> dict[int, int]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return dict.fromkeys(range(THREADS), 0)


def _storm(path: Path, reached: dict[int, int], early: bool, say: forks.Say) -> None:
    """Write until killed; each unit adds a row and moves the thread's vote on, both or neither.

    :param early: begin the time until the kill before the file is opened.
    """
    if early:
        say(None)
    db = open_database(path, log_limit=LOG_LIMIT)

    def write(thread: int) -> None:
        n = reached[thread]
        while True:
            n += 1
            unit: list[Act] = [
                Put("respondent", {"id": new_id(), "address": f"{thread}-{n}", "name": "x" * 50, "version": 1}),
                Put("setting", {"name": str(thread), "value": str(n), "version": n}, OnConflict.UPDATE, ("name",)),
            ]
            if n % 7 == 0:
                unit.append(Statement("UPDATE respondent SET version = 2 WHERE address = ?", [f"{thread}-{n}"], 1))
            db.transact(unit)
            say([thread, n])

    def write_or_tell(thread: int) -> None:
        try:
            write(thread)
        except BaseException:
            say({"traceback": traceback.format_exc()})

    threads = [threading.Thread(target=write_or_tell, args=(thread,), daemon=True) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    while True:
        backup(db, path.parent / f"backup-{new_id()}.zip")
        db.rows("SELECT COUNT(*) FROM respondent")


def _look(path: Path, say: forks.Say) -> None:
    for work in path.parent.glob("backup-*"):
        work.unlink()
    interrupted = Places.of(path).is_interrupted
    db = open_database(path)
    votes = {row["name"]: int(row["value"]) for row in db.rows("SELECT name, value FROM setting")}
    rows = {
        row["thread"]: row["n"]
        for row in db.rows("SELECT split_part(address, '-', 1) AS thread, COUNT(*) AS n FROM respondent GROUP BY 1")
    }
    missed = db.rows(
        "SELECT address FROM respondent WHERE version = 1 AND CAST(split_part(address, '-', 2) AS INT) % 7 = 0"
    )
    if missed:
        raise AssertionError(f"half a unit: {missed[:3]}")
    say(
        {
            "healed": db.healed,
            "interrupted": interrupted,
            "reached": [
                {"vote": votes.get(str(thread), 0), "rows": rows.get(str(thread), 0)} for thread in range(THREADS)
            ],
        }
    )
    db.close()
