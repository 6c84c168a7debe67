"""Logs and files as a failing disk leaves them: they open to an exact state from before, or are refused in a sentence.

Bit rot is not covered (that is what backups are for), so what is counted here is that nothing opens to a state that
never was. A damaged file is refused; a damaged log opens to what came before the damage, and the whole log is kept.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.torture import forks
from bench.torture.scenarios import NAME, put, state
from bench.torture.tally import Tally
from journeymap.errors import StoreUnavailable
from journeymap.store.database import open_database
from journeymap.store.places import Places

UNITS = 200

Damage = Callable[[bytes, random.Random], tuple[bytes, int]]
"""Gives the damaged content and how many bytes at its beginning are as they were."""


def _truncated(content: bytes, chance: random.Random) -> tuple[bytes, int]:
    at = chance.randrange(1, len(content))
    return content[:at], at


def _zeros(content: bytes, chance: random.Random) -> tuple[bytes, int]:
    at = chance.randrange(1, len(content))
    return content[:at] + bytes(4096), at


def _noise(content: bytes, chance: random.Random) -> tuple[bytes, int]:
    at = chance.randrange(1, len(content))
    return content[:at] + chance.randbytes(300), at


def _flipped(content: bytes, chance: random.Random) -> tuple[bytes, int]:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :], at


KINDS: dict[str, Damage] = {
    "log cut off": _truncated,
    "log with a tail of zeros": _zeros,
    "log with a tail of noise": _noise,
    "log with a flipped bit": _flipped,
}


def damage_all(folder: Path, each: int, seed: int) -> list[Tally]:
    """Damage the log in every way ``each`` times, and the file by as many flipped bits."""
    chance = random.Random(seed)  # noqa: S311
    base = folder / "base"
    base.mkdir(parents=True)
    written = forks.run(partial(_write, base))
    if written.error:
        raise RuntimeError(written.error)
    sizes = [int(size) for size in written.said]
    tallies = [_damage(folder, base, name, kind, sizes, each, chance) for name, kind in KINDS.items()]
    return [*tallies, _damage(folder, base, "file with a flipped bit", _flipped, [], each, chance)]


def _write(folder: Path, say: forks.Say) -> None:
    db = open_database(folder / NAME)
    db.transact([put("base")])
    db.checkpoint()
    for n in range(UNITS):
        db.transact([put(f"{n:04}", "text")])
        say(Places.of(folder / NAME).log.stat().st_size)
    db.close()


def _damage(
    folder: Path, base: Path, name: str, kind: Damage, sizes: list[int], times: int, chance: random.Random
) -> Tally:
    tally, started = Tally(name), time.perf_counter()
    places = Places.of(folder / "db" / NAME)
    target = places.log if sizes else places.file
    for _time in range(times):
        shutil.rmtree(places.file.parent, ignore_errors=True)
        shutil.copytree(base, places.file.parent)
        content, whole = kind(target.read_bytes(), chance)
        target.write_bytes(content)
        before = (places.file.read_bytes(), places.log.read_bytes())
        found = forks.run(partial(_open, places.file))
        tally.points += 1
        if found.error or not found.said:
            tally.fail("unopenable", f"{name} at {whole}: {found.error}")
        elif "refused" in found.said[0]:
            tally.refused += 1
            if before != (places.file.read_bytes(), places.log.read_bytes()):
                tally.fail("lost", f"{name} at {whole}: refused, but altered")
        else:
            tally.healed += bool(found.said[0]["healed"])
            wanted = [n for n, size in enumerate(sizes) if size <= whole] if sizes else list(range(UNITS))
            least, n = len(wanted), found.said[0]["n"]
            # A bit in the middle of the head of the log may not matter; then everything is there.
            if n != least and not (n == UNITS and kind is _flipped):
                tally.fail("lost", f"{name} at {whole}: {n} instead of {least}")
    tally.seconds = time.perf_counter() - started
    return tally


def _open(path: Path, say: forks.Say) -> None:
    try:
        db = open_database(path)
        found = sorted(state(db).keys() - {"base"})
    except StoreUnavailable as error:  # a damaged block of rows is found when it is read
        say({"refused": error.sentence})
        return
    if found != [f"{n:04}" for n in range(len(found))]:
        raise AssertionError("a state that never was")
    say({"n": len(found), "healed": list(db.healed)})
    db.close()
