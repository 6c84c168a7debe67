"""``python -m bench.torture``: crash, reopen, count, and print what came of it."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bench.report import AtLeast, AtMost, Figure, report
from bench.torture import library, storm, torn
from bench.torture.damage import damage_all
from bench.torture.tally import Tally

LEAST_KILLS = 500
LEAST_TORN = 300


def main() -> int:
    """Exit code 0 when nothing was lost and everything could be opened."""
    options = _options()
    library.preload()
    logging.disable(logging.CRITICAL)  # thousands of mended files would each say so
    with tempfile.TemporaryDirectory(prefix="torture-", dir=options.folder) as name:
        tallies = []
        for tally in _torture(Path(name), options):
            tallies.append(tally)
            print(_line(tally), file=sys.stderr, flush=True)
    for tally in tallies:
        for failure in tally.failures[:3]:
            print(f"{tally.name}: {failure}", file=sys.stderr)
    if options.json:
        print(json.dumps([asdict(tally) | {"good": tally.good} for tally in tallies]))
    elif not options.only:
        report("torture", _figures(tallies, short=options.short))
    return 0 if all(tally.good for tally in tallies) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a sample of everything, in seconds")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, no table")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--kills", type=int, help="how many kills (500, short 15)")
    parser.add_argument("--only", default="", help="only scenarios of torn writes whose name holds this")
    parser.add_argument("--folder", type=Path, help="disk to work on (the one for temporary files)")
    return parser.parse_args()


def _torture(folder: Path, options: argparse.Namespace) -> Iterator[Tally]:
    short = options.short
    if options.only:
        yield from torn.tear_all(folder / "torn", short=short, only=options.only)
        return
    yield storm.kill(options.kills or (15 if short else LEAST_KILLS), folder / "storm", options.seed)
    yield from torn.tear_all(folder / "torn", short=short)
    yield from damage_all(folder / "damage", 2 if short else 50, options.seed)


def _line(tally: Tally) -> str:
    return (
        f"{tally.name}: {tally.points} points, {tally.lost} lost, {tally.unopenable} unopenable, "
        f"{tally.interrupted} in a checkpoint or exchange, {tally.healed} mended, {tally.refused} refused, "
        f"{tally.acknowledged} acknowledged, {tally.seconds:.0f} s"
    )


def _figures(tallies: list[Tally], *, short: bool) -> list[Figure]:
    kills, tears = tallies[0], [tally for tally in tallies if tally.name.startswith("torn")]
    figures = [
        Figure("kill -9 in a storm of writes", kills.points, "kills", None if short else AtLeast(LEAST_KILLS)),
        Figure("acknowledged in the storm", kills.acknowledged, "units"),
        Figure("torn writes", sum(t.points for t in tears), "points", None if short else AtLeast(LEAST_TORN)),
    ]
    for tally in tallies:
        told = (
            f"{tally.points} points, {tally.interrupted} in a checkpoint or exchange, {tally.healed} mended, "
            f"{tally.refused} refused, {tally.seconds:.0f} s"
        )
        figures.append(Figure(f"{tally.name}: lost", tally.lost, "", AtMost(0), told, tally.first[:300]))
        figures.append(Figure(f"{tally.name}: unopenable", tally.unopenable, "", AtMost(0), told, tally.first[:300]))
    return figures


if __name__ == "__main__":
    sys.exit(main())
