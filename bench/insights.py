"""Everything that the Insights page asks for, over 100 thousand, 1 and 10 million answers and 240 touchpoints.

    python -m bench.insights [ANSWERS …]

Server side: what the services take, in the order in which the page asks, first after a write and then once more.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

from bench.report import AtMost, Figure, report
from bench.scores import SETTINGS, SIZES, TODAY, TOUCHPOINTS, filled, forget
from journeymap.services.insights.comments import comment_words
from journeymap.services.insights.coverage import coverage
from journeymap.services.insights.groups import groups
from journeymap.services.insights.priority import priorities
from journeymap.services.insights.report import report as findings
from journeymap.services.insights.stops import stops
from journeymap.services.insights.trends import trends
from journeymap.services.insights.whole import whole_journey
from journeymap.store.database import Database

COLD = {100_000: 300.0, 1_000_000: 500.0, 10_000_000: 2_000.0}
"""ms after a write."""
WARM = 50.0
"""ms when nothing has changed."""

PARTS: dict[str, Callable[..., Any]] = {
    "findings": findings,
    "the whole journey": whole_journey,
    "stops": stops,
    "what moved": trends,
    "what to do first": priorities,
    "groups": groups,
    "comments": comment_words,
    "coverage": coverage,
}


def main(sizes: tuple[int, ...]) -> bool:
    """Measure each size; whether every expectation was met."""
    figures: list[Figure] = []
    for answers in sizes:
        with filled(answers) as (db, journey_id):
            page(db, journey_id)
            gc.collect()
            gc.freeze()
            figures += measure(db, journey_id, answers)
    return report("insights", figures)


def measure(db: Database, journey_id: str, answers: int) -> list[Figure]:
    """The whole page and its parts."""
    size = f"{answers:,} answers, {TOUCHPOINTS} touchpoints"
    forget(db)
    cold = page(db, journey_id)
    warm = page(db, journey_id)
    expected = AtMost(COLD[answers]) if answers in COLD else None
    return [
        Figure(f"insights after a write, {size}", sum(cold.values()), "ms", expected),
        *(Figure(f"  {name}", took, "ms") for name, took in cold.items()),
        Figure("  asked again, nothing changed", sum(warm.values()), "ms", AtMost(WARM)),
    ]


def page(db: Database, journey_id: str) -> dict[str, float]:
    """Milliseconds of each part, in the order of the page; what one has read the next does not read again."""
    times = {}
    for name, part in PARTS.items():
        ask = partial(part, db, journey_id, settings=SETTINGS, today=TODAY)
        start = perf_counter()
        ask()
        times[name] = (perf_counter() - start) * 1000
    return times


if __name__ == "__main__":
    wanted = tuple(int(text.replace("_", "")) for text in sys.argv[1:]) or SIZES
    sys.exit(0 if main(wanted) else 1)
