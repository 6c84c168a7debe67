"""Many people look at live maps while answers come in.

    python -m bench.sessions [SECONDS]

10, 25 and 50 sessions refresh themselves every two seconds while one answer a second arrives; then an hour's worth of
refreshes and answers as fast as they go, for ``SECONDS``. The sessions are WebSocket clients that speak
Streamlit's protobuf, on the same cores as the server. Compared with as many sessions of an empty Streamlit page that
refreshes itself as often.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from statistics import linear_regression, median
from time import monotonic, perf_counter

import httpx

from bench.journeys import Made, Place
from bench.report import AtMost, Figure, report
from bench.servers import Served, served, served_empty
from bench.viewer import PATIENCE_SECONDS, Refresh, Viewer, viewing

TOUCHPOINTS = 12
MANY = 50
COUNTS = (10, 25, MANY)
SECONDS = 20.0
PRESSED_SECONDS = 75.0
EVERY = 2.0
"""Seconds between two refreshes of one session, as the map page says (``run_every``)."""
SHARED = ("1320x780", "1318x640", "1488x820", "1872x958", "1232x700")
"""Room for the map in the windows of a company: five kinds."""


@dataclass(slots=True)
class Seen:
    """What was measured.

    :ivar late: refreshes that were due while the one before was still on its way; they were left out.
    """

    refreshes: list[Refresh] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    late: int = 0


def main(pressed_seconds: float) -> bool:
    """Measure, print and write down."""
    figures: list[Figure] = []
    bare = asyncio.run(_empty(MANY))
    # A server of its own for each: Streamlit keeps what belongs to sessions that have gone for two minutes.
    for count in COUNTS:
        with served(TOUCHPOINTS) as app:
            figures += _shown(count, asyncio.run(_watch(app, _views(count))), bare)
    with served(TOUCHPOINTS) as app:
        own = asyncio.run(_watch(app, [f"{1000 + 17 * i}x{640 + 5 * i}" for i in range(MANY)]))
        figures.append(
            Figure(
                f"  {MANY} maps, no two windows alike: refresh, p95",
                p95(r.ms for r in own.refreshes),
                "ms",
                None,
                f"median {median(r.ms for r in own.refreshes):.1f} ms, {own.late} late",
            )
        )
    with served(TOUCHPOINTS) as app:
        if begin := app.memory:
            figures += asyncio.run(_memory(app, begin, pressed_seconds))
    return report("sessions", figures)


def _views(count: int) -> list[str]:
    return list(itertools.islice(itertools.cycle(SHARED), count))


def _shown(count: int, seen: Seen, bare: Seen) -> list[Figure]:
    times, expected = [r.ms for r in seen.refreshes], count == MANY
    floor = f", an empty page {p95(r.ms for r in bare.refreshes):.1f} ms" if expected else ""
    return [
        Figure(
            f"{count} live maps: refresh, p95",
            p95(times),
            "ms",
            AtMost(60) if expected else None,
            f"median {median(times):.1f} ms{floor}, {len(times)} refreshes, {seen.late} late",
        ),
        Figure(
            f"  {count} live maps: write of an answer, p95",
            p95(seen.writes),
            "ms",
            AtMost(40) if expected else None,
            f"median {median(seen.writes):.1f} ms, {len(seen.writes)} answers, by HTTP until after the commit",
        ),
    ]


async def _empty(count: int) -> Seen:
    seen = Seen()
    with served_empty() as server:
        async with AsyncExitStack() as stack:
            viewers = [await stack.enter_async_context(viewing(server.url, "", "live=1")) for _i in range(count)]
            await _look(viewers, SECONDS / 2, seen)
    return seen


async def _watch(app: Served, views: Sequence[str]) -> Seen:
    """Every session looks, and one answer a second arrives."""
    warm, seen = Seen(), Seen()
    async with AsyncExitStack() as stack:
        viewers = [await stack.enter_async_context(viewing(app.url, view=view)) for view in views]
        assert all(viewer.every == EVERY for viewer in viewers)
        answers = _answers(app.made)
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=app.url, timeout=PATIENCE_SECONDS))
        for seconds, into in ((2 * EVERY, warm), (SECONDS, seen)):
            await asyncio.gather(_look(viewers, seconds, into), _write(http, answers, seconds, into))
    return seen


async def _look(viewers: Sequence[Viewer], seconds: float, seen: Seen) -> None:
    """The sessions refresh themselves, each at its own moment of the two seconds."""
    offsets = [EVERY * i / len(viewers) for i in range(len(viewers))]
    end = monotonic() + seconds
    await asyncio.gather(*(_ticks(v, offset, end, seen) for v, offset in zip(viewers, offsets, strict=True)))


async def _ticks(viewer: Viewer, offset: float, end: float, seen: Seen) -> None:
    due = monotonic() + offset
    while due < end:
        await asyncio.sleep(max(0.0, due - monotonic()))
        seen.refreshes.append(await viewer.refresh())
        due += EVERY
        while due < monotonic():
            seen.late += 1
            due += EVERY


async def _write(http: httpx.AsyncClient, answers: Iterable[Answer], seconds: float, seen: Seen) -> None:
    due, end = monotonic() + 0.5, monotonic() + seconds
    for answer in answers:
        if due >= end:
            return
        await asyncio.sleep(max(0.0, due - monotonic()))
        seen.writes.append(await answer.send(http))
        due += 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One that arrives."""

    place: Place
    score: int

    async def send(self, http: httpx.AsyncClient) -> float:
        """Milliseconds until it was acknowledged."""
        begun = perf_counter()
        given = {"survey": self.place.survey, "place": self.place.place, "score": self.score}
        response = await http.post("/_bench/answer", json=given)
        response.raise_for_status()
        return (perf_counter() - begun) * 1000


def _answers(made: Made) -> Iterable[Answer]:
    """Endless, at one touchpoint after the other."""
    for i, place in enumerate(itertools.cycle(made.places)):
        yield Answer(place, 1 + i % place.high)


async def _memory(app: Served, begin: float, seconds: float) -> list[Figure]:
    """An hour's worth of 50 sessions, as much of it as goes into ``seconds``: 25 refreshes for every answer."""
    samples: list[tuple[float, float]] = []
    done = itertools.count(1)
    count = 0
    async with AsyncExitStack() as stack:
        viewers = [await stack.enter_async_context(viewing(app.url, view=view)) for view in _views(MANY)]
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=app.url, timeout=PATIENCE_SECONDS))
        answers = iter(_answers(app.made))
        end = monotonic() + seconds

        async def hurry(viewer: Viewer) -> None:
            nonlocal count
            while monotonic() < end:
                await viewer.refresh()
                count = next(done)
                if count % round(MANY / EVERY) == 0:
                    await next(answers).send(http)
                    samples.append((count, app.memory))

        open_now = app.memory
        await asyncio.gather(*map(hurry, viewers))
    hour = MANY * 3600 / EVERY
    later = samples[len(samples) // 2 :]
    slope = linear_regression(*zip(*later, strict=True)).slope * hour
    worth = (
        f"{count:,} refreshes and {len(samples):,} answers in {seconds:.0f} s, {60 * count / hour:.0f} minutes' worth"
    )
    return [
        Figure("memory at the start", begin, "MB", None, "no session yet"),
        Figure(f"  {MANY} live maps opened", open_now, "MB"),
        Figure("  after as many refreshes as went", samples[-1][1], "MB", None, worth),
        Figure("  more in an hour, as it grew in the second half", slope, "MB", None, "extrapolated"),
    ]


def p95(values: Iterable[float]) -> float:
    """The value that one in twenty exceeds."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


if __name__ == "__main__":
    sys.exit(0 if main(float(sys.argv[1]) if sys.argv[1:] else PRESSED_SECONDS) else 1)
