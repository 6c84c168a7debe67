"""Collecting: what the survey page weighs, how fast answers are taken, and how soon a tap moves the score on the map.

    python -m bench.collect

Answers are posted by 1, 10 and 50 clients while two maps are open, against a bare Starlette route that commits one row
to the same kind of file (``bench/collect_bare.py``).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
import numpy as np
from playwright.sync_api import Browser, Page

from bench.browser import NoBrowser, launched, new_page
from bench.report import AtMost, Figure, report
from bench.servers import start_map
from journeymap.model.survey import Metric
from journeymap.services import surveys
from journeymap.services.sample import add_sample
from journeymap.store.database import open_database
from tests.servers import ROOT, clean_environment, free_port, start
from tests.web.surveys import ticket

CLIENTS = (1, 10, 50)
POSTS = 150
"""Of each number of clients: all three together stay below what one address may send in a minute."""


def main() -> bool:
    """Measure, print and write down."""
    with tempfile.TemporaryDirectory(prefix="journeymap-bench-") as folder:
        return report("collect", [*_figures(Path(folder))])


def _figures(folder: Path) -> Iterator[Figure]:
    db = folder / "bench.duckdb"
    journey, own = _make(db)
    port = free_port()
    bare_environment = clean_environment(PYTHONPATH=str(ROOT))
    command = ["-m", "bench.collect_bare", str(port), str(folder / "bare.duckdb")]
    bare = start(command, folder / "bare.duckdb", port, health="/health", environment=bare_environment)
    beside = {clients: _run(_bare(f"{bare.url}/answer", clients)) for clients in CLIENTS}
    bare.stop()
    app = start_map(folder, db)
    link = f"{app.url}/s/{own.survey.token}"
    try:
        yield Figure("survey page", len(httpx.get(link).content) / 1000, "kB", AtMost(20))
        with launched() as browser:
            maps = [_open_map(browser, f"{app.url}/map?journey={journey}") for _session in range(2)]
            yield from _requests(browser, link)
            for clients in CLIENTS:
                p95 = _run(_answers(link, clients))
                note = f"a bare route that commits one row: {beside[clients]:.1f} ms"
                yield Figure(f"answer, 95 % of {clients} clients", p95, "ms", AtMost(150), note)
                yield Figure(f"… times the bare route, {clients} clients", p95 / beside[clients], "times", AtMost(1.5))
            yield Figure("phone tap to score on the map", _tap_to_map(browser, link, maps[0]), "ms", AtMost(2000))
    finally:
        app.stop()


def _run(measured: Coroutine[Any, Any, float]) -> float:
    """Beside the loop of Playwright, which has this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, measured).result()


def _make(path: Path) -> tuple[str, surveys.OwnSurvey]:
    """The sample with a survey at a touchpoint that nobody was asked about."""
    db = open_database(path)
    add_sample(db)
    journey_id, touchpoint_id = next(
        (str(row["journey_id"]), str(row["id"]))
        for row in db.rows(
            "SELECT journey_id, id FROM touchpoint WHERE id NOT IN "
            "(SELECT touchpoint_id FROM survey_touchpoint WHERE touchpoint_id IS NOT NULL) ORDER BY id"
        )
    )
    made = surveys.create_survey(db, "bench", journey_id, touchpoint_id, metric=Metric.CSAT, again_after_days=0)
    own = surveys.find_survey(db, made)
    db.close()
    return journey_id, own


def _open_map(browser: Browser, url: str) -> Page:
    page = new_page(browser)
    page.goto(url)
    page.locator("[data-drawn]").wait_for()
    return page


def _requests(browser: Browser, link: str) -> Iterator[Figure]:
    page = new_page(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    page.wait_for_timeout(500)
    yield Figure("requests of the survey page", len(asked), "", AtMost(1))
    page.context.close()


async def _answers(link: str, clients: int) -> float:
    """95th percentile of one POST in ms, each of a form of its own that was read for long enough."""
    async with httpx.AsyncClient(timeout=60) as client:
        forms = [ticket(await client.get(link)) for _post in range(POSTS)]
    await asyncio.sleep(1)
    return await _posted([{"url": link, "data": {"form": form, "score": "4"}} for form in forms], clients)


async def _bare(url: str, clients: int) -> float:
    return await _posted([{"url": url} for _post in range(POSTS)], clients)


async def _posted(posts: list[dict[str, object]], clients: int) -> float:
    waiting = asyncio.Queue[dict[str, object]]()
    for post in posts:
        waiting.put_nowait(post)
    times: list[float] = []

    async def phone() -> None:
        async with httpx.AsyncClient(timeout=60) as client:
            await client.get(f"{str(posts[0]['url']).split('/', 3)[0]}//{str(posts[0]['url']).split('/')[2]}/health")
            while not waiting.empty():
                post = waiting.get_nowait()
                begun = perf_counter()
                reply = await client.post(**post)  # type: ignore[arg-type]
                times.append((perf_counter() - begun) * 1000)
                reply.raise_for_status()
                client.cookies.clear()

    await asyncio.gather(*(phone() for _client in range(clients)))
    return float(np.percentile(times, 95))


def _tap_to_map(browser: Browser, link: str, wall: Page) -> float:
    phone = new_page(browser)
    phone.goto(link)
    phone.wait_for_timeout(1000)
    before = f"n = {POSTS * len(CLIENTS):,}"
    after = f"n = {POSTS * len(CLIENTS) + 1:,}"
    wall.locator("[data-drawn]").get_by_text(before).first.wait_for(state="attached")
    begun = perf_counter()
    phone.get_by_role("button").nth(4).click()
    wall.locator("[data-drawn]").get_by_text(after).first.wait_for(state="attached")
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    try:
        sys.exit(0 if main() else 1)
    except NoBrowser:
        sys.exit("There is no Chromium; `make browser` installs one.")
