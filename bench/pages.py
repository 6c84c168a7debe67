"""The map page, on the server and on the screen.

    python -m bench.pages

A rerun with nothing changed and with one answer added, seen by a client of the server; a click until its panel is
painted and a change until its map is painted, by the clock inside a real Chromium; the start of the app until the map
is painted in a browser that was never used. Each is compared with the least that Streamlit can do: an empty page,
served the same way.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import httpx
from playwright.sync_api import Page

from bench.browser import NoBrowser, launched, new_page, painted, settled
from bench.journeys import make_file
from bench.report import AtMost, Figure, report
from bench.servers import Served, served, served_empty, start_empty, start_map
from bench.viewer import Refresh, viewing
from tests.servers import Server

LENGTHS = (12, 60, 240)
RERUNS = 20
CLICKS = 6
STARTS = 4
"""Of the app, and as many of the empty page in turn."""
CLICK_MS, CHANGE_MS = 200, 250
START_TIMES = 1.6


def main() -> bool:
    """Measure, print and write down."""
    figures: list[Figure] = []
    with served_empty() as server:
        bare = _bare(server)
    for touchpoints in LENGTHS:
        with served(touchpoints) as app:
            figures += asyncio.run(_reruns(app, touchpoints, bare))
            figures += _on_screen(app, touchpoints, bare)
    figures += _starts()
    return report("pages", figures)


@dataclass(slots=True)
class Bare:
    """The same of an empty page, in milliseconds."""

    rerun: float
    refresh: float
    click: float


def _bare(server: Server) -> Bare:
    async def reruns() -> tuple[float, float]:
        async with viewing(server.url, "", "live=1") as viewer:
            page = [await viewer.rerun() for _run in range(RERUNS)]
            fragment = [await viewer.refresh() for _run in range(RERUNS)]
        return median(r.ms for r in page), median(r.ms for r in fragment)

    rerun, refresh = asyncio.run(reruns())
    with launched() as browser:
        page = new_page(browser)
        page.goto(f"{server.url}/?button=1")
        button = page.get_by_role("button", name="Press")
        times = [_timed(page, button.click, _text(f"Pressed {i + 1}")) for i in range(CLICKS)]
    return Bare(rerun, refresh, median(times))


async def _reruns(app: Served, touchpoints: int, bare: Bare) -> list[Figure]:
    """Seen by one client on this machine: from the request until the server says that the run is finished."""
    found: dict[str, list[Refresh]] = {"unchanged": [], "changed": [], "refresh": [], "refresh, changed": []}
    async with viewing(app.url) as viewer, httpx.AsyncClient(base_url=app.url) as http:
        for i in range(RERUNS):  # taking turns, so that what else the machine does meets all of them
            for name, run in (("unchanged", viewer.rerun), ("refresh", viewer.refresh)):
                found[name].append(await run())
            for name, run in (("changed", viewer.rerun), ("refresh, changed", viewer.refresh)):
                await _answer(http, app, i)
                found[name].append(await run())
    ms = {name: median(r.ms for r in runs) for name, runs in found.items()}
    size = {name: median(r.size for r in runs) / 1000 for name, runs in found.items()}
    return [
        Figure(
            f"{touchpoints} touchpoints: rerun of the page, nothing changed",
            ms["unchanged"],
            "ms",
            None,
            f"an empty page {bare.rerun:.1f} ms; {size['unchanged']:.1f} kB to the browser",
        ),
        Figure("  rerun of the page, one answer added", ms["changed"], "ms", None, f"{size['changed']:.1f} kB"),
        Figure(
            "  refresh of the map, nothing changed",
            ms["refresh"],
            "ms",
            None,
            f"an empty fragment {bare.refresh:.1f} ms; {size['refresh']:.1f} kB",
        ),
        Figure(
            "  refresh of the map, one answer added",
            ms["refresh, changed"],
            "ms",
            None,
            f"{size['refresh, changed']:.1f} kB",
        ),
    ]


async def _answer(http: httpx.AsyncClient, app: Served, i: int) -> None:
    place = app.made.places[0]
    given = {"survey": place.survey, "place": place.place, "score": 1 + i % place.high}
    (await http.post("/_bench/answer", json=given)).raise_for_status()


def _on_screen(app: Served, touchpoints: int, bare: Bare) -> list[Figure]:
    """By the clock of the page: from the pointer going down until two frames after the new content is in the DOM."""
    opened, switched, changed = [], [], []
    with launched() as browser:
        page = new_page(browser)
        page.goto(f"{app.url}/map")
        painted(page)
        for _click in range(CLICKS):
            opened.append(_panel(page, app.made.titles[0]))
            switched.append(_panel(page, app.made.titles[1]))
            settled(page)
            page.locator("[data-drawn]").press("Escape")
            page.get_by_role("heading", name=app.made.titles[1]).wait_for(state="detached")
        persona = page.get_by_role("button", name="Tom Weber")
        for _change in range(CLICKS):
            known = settled(page)
            changed.append(_timed(page, persona.click, f"window.bench.drawing({known})"))
    expected = touchpoints == LENGTHS[0]
    return [
        Figure(
            "  click until the panel is painted",
            median(opened),
            "ms",
            AtMost(CLICK_MS) if expected else None,
            f"a button on an empty page {bare.click:.0f} ms",
        ),
        Figure("  click, with another panel open", median(switched), "ms", AtMost(CLICK_MS) if expected else None),
        Figure(
            "  change until the map is painted",
            median(changed),
            "ms",
            AtMost(CHANGE_MS) if expected else None,
            f"a button on an empty page {bare.click:.0f} ms; the change: one persona's view",
        ),
    ]


def _panel(page: Page, title: str) -> float:
    settled(page)  # the map becomes narrower when a panel opens: what is clicked on must stand still
    target = page.locator("[data-drawn]").get_by_text(" ".join(title.split()[:2])).first
    box = target.bounding_box()
    assert box, f"{title} is not to be seen"
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return _timed(page, lambda: page.mouse.click(x, y), _text(title))


def _text(text: str) -> str:
    return f"window.bench.text('h4', {text!r})"


def _timed(page: Page, act: Callable[[], object], until: str) -> float:
    """Milliseconds from the input of ``act`` until what the script ``until`` resolves to."""
    page.evaluate(f"() => {{ window.bench.until = {until} }}")
    act()
    return float(page.evaluate("window.bench.until.then((at) => at - window.bench.input)"))


@dataclass(slots=True)
class Start:
    """Seconds from the start of the process, and milliseconds from the beginning of the navigation, until painted.

    :ivar live: milliseconds from the beginning of the navigation until a click is heard.
    """

    whole: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)


def _starts() -> list[Figure]:
    empty, ours = Start(), Start()
    drawn = []
    with tempfile.TemporaryDirectory(prefix="journeymap-bench-") as folder:
        made = Path(folder) / "made.duckdb"
        make_file(made, LENGTHS[0])
        for number in range(STARTS):
            own = Path(folder) / str(number)
            own.mkdir()
            shutil.copy(made, own / "bench.duckdb")
            _start(partial(start_empty, own), "/", "window.bench.text('p', 'Nothing here')", empty)
            drawn.append(_start(partial(start_map, own, own / "bench.duckdb"), "/map", "window.bench.seen()", ours))
    whole, page = median(ours.whole), median(ours.page)
    bare_whole, bare_page = median(empty.whole), median(empty.page)
    return [
        Figure(
            "start of the app to first paint of the map",
            whole,
            "s",
            AtMost(START_TIMES * bare_whole),
            f"an empty page {bare_whole:.2f} s: {whole / bare_whole:.2f} times",
            "the app imports more than an empty one before it listens, and the menus above the map make a browser fetch"
            " and run more scripts of Streamlit; the map itself is there with the first message",
        ),
        Figure(
            "  of that, the browser: address to first paint",
            page,
            "ms",
            None,
            f"an empty page {bare_page:.0f} ms: {page / bare_page:.2f} times",
        ),
        Figure(
            "  until the map can be clicked",
            median(ours.live),
            "ms",
            None,
            "until then it is a picture; the drawing library keeps a browser busy for more than a second",
        ),
        Figure("  maps drawn until it fits the window", median(drawn), "", None, "a browser that was never here"),
    ]


def _start(start: Callable[[], Server], path: str, until: str, into: Start) -> int:
    with launched() as browser:
        page = new_page(browser)
        begun = time.time()
        server = start()
        try:
            page.goto(f"{server.url}{path}", wait_until="commit")
            at = float(page.evaluate(until))
            into.page.append(at)
            into.whole.append(float(page.evaluate("performance.timeOrigin")) / 1000 + at / 1000 - begun)
            if path != "/":
                into.live.append(painted(page))
            return settled(page)
        finally:
            server.stop()


if __name__ == "__main__":
    try:
        sys.exit(0 if main() else 1)
    except NoBrowser:
        sys.exit("No Chromium here: `make browser` installs it.")
