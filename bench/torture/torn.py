"""Every scenario, interrupted in every file operation in every way."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.torture import forks, library
from bench.torture.library import Mode
from bench.torture.scenarios import SCENARIOS, Scenario, look
from bench.torture.tally import Tally
from journeymap.errors import JourneymapError


def tear_all(folder: Path, *, short: bool, only: str = "") -> Iterator[Tally]:
    """Interrupt every scenario, and let the disk be full from a third of its writes on.

    :param short: only a sample, spread evenly.
    :param only: what the name of a scenario must hold.
    """
    for scenario in (one for one in SCENARIOS if only in one.name):
        root = folder / type(scenario).__name__
        base = root / "base"
        base.mkdir(parents=True)
        prepared = forks.run(partial(_prepare, scenario, base))
        if prepared.error:
            raise RuntimeError(prepared.error)
        sizes = _operations(scenario, base, root / "db")
        points = [(k, mode) for k, size in enumerate(sizes, 1) for mode in library.deaths(size)]
        wanted = scenario.sample if short else round(len(points) * scenario.share)
        yield _tear(scenario, base, root / "db", _spread(points, wanted), f"torn: {scenario.name}")
        full = [(k, Mode.FULL) for k, size in enumerate(sizes, 1) if size >= 0]
        yield _tear(
            scenario,
            base,
            root / "db",
            _spread(full, 1 if short else max(len(full) // 3, 10)),
            f"disk full: {scenario.name}",
        )
        shutil.rmtree(root)


def _prepare(scenario: Scenario, base: Path, _say: forks.Say) -> None:
    scenario.prepare(base)


def _spread(points: list[tuple[int, Mode]], wanted: int) -> list[tuple[int, Mode]]:
    wanted = max(1, min(wanted, len(points)))
    return [points[i * len(points) // wanted] for i in range(wanted)]


def _operations(scenario: Scenario, base: Path, folder: Path) -> list[int]:
    """What the undisturbed scenario does: bytes written by each operation."""
    _copy(base, folder)

    def work(say: forks.Say) -> None:
        library.arm(folder, 0, Mode.COUNT)
        scenario.work(folder, lambda _what: None)
        library.disarm()
        for size in library.sizes():
            say(size)

    counted = forks.run(work)
    if counted.error:
        raise RuntimeError(counted.error)
    return [int(size) for size in counted.said]


def _tear(scenario: Scenario, base: Path, folder: Path, points: list[tuple[int, Mode]], name: str) -> Tally:
    tally, started = Tally(name), time.perf_counter()
    for k, mode in points:
        _copy(base, folder)
        done = forks.run(partial(_disturbed, scenario, folder, k, mode))
        found = forks.run(partial(look, folder))
        _judge(scenario, tally, f"operation {k}, {mode.name.lower()}", done, found)
    tally.seconds = time.perf_counter() - started
    return tally


def _disturbed(scenario: Scenario, folder: Path, k: int, mode: Mode, say: forks.Say) -> None:
    library.arm(folder, k, mode)
    try:
        scenario.work(folder, say)
    except JourneymapError as error:
        if mode is not Mode.FULL:
            raise
        say({"refused": error.sentence})


def _judge(scenario: Scenario, tally: Tally, point: str, done: forks.Ended, found: forks.Ended) -> None:
    tally.points += 1
    said = [what for what in done.said if not isinstance(what, dict)]
    tally.refused += len(done.said) - len(said)
    tally.acknowledged += len(said)
    if done.error:
        tally.fail("lost", f"{point}: {done.error}")
    elif not found.said or "refused" in found.said[0]:
        tally.fail("unopenable", f"{point}: {found.said or found.error}")
    else:
        tally.healed += bool(found.said[0]["healed"])
        tally.interrupted += found.said[0]["interrupted"]
        if wrong := scenario.judge(found.said[0]["found"], said) or found.error:
            tally.fail("lost", f"{point}: {wrong}")


def _copy(base: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
