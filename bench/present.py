"""The wall: how soon a step is painted, how soon a change is, and how large its text is.

    python -m bench.present

By the clock inside a real Chromium, from the key going down until two frames after the new picture is in the DOM, once
with the next page drawn ahead, as it is when a person talks, and once with keys that come as fast as they are painted.
The sizes are what the layout reaches, beside those of the prototype in the design (nobody measured it elsewhere).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import httpx
from playwright.sync_api import Page

from bench.browser import NoBrowser, launched, new_page, painted, settled
from bench.journeys import make_file
from bench.report import AtLeast, AtMost, Figure, report
from bench.servers import Served, served
from journeymap.drawing.present import pages, sheet
from journeymap.layout.request import MapRequest
from journeymap.model.journey import JourneyMap, LaneKind
from journeymap.services.journeys import list_journeys, load_map
from journeymap.services.scores import JourneyScores, journey_scores
from journeymap.store.database import open_database

LENGTHS = (12, 240)
STEPS = 12
CHANGES = 12
QUIET = 5
"""Seconds."""
STEP_MS, CHANGE_MS = 250, 2000
SCREENS = ((1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
DESIGN = {"whole map, 8 lanes": 17.5, "one stage, 8 lanes": 26.0, "one stage, 3 lanes": 43.0}
"""px at 1920×1080; of what was measured as a range, the lower end."""
FEW = (LaneKind.TOUCHPOINT, LaneKind.EMOTION, LaneKind.PAIN_POINTS)


def main() -> bool:
    """Measure, print and write down."""
    figures: list[Figure] = []
    for touchpoints in LENGTHS:
        with served(touchpoints) as app:
            figures += _steps(app, touchpoints)
    return report("present", [*figures, *_sizes()])


def _steps(app: Served, touchpoints: int) -> list[Figure]:
    talk, hurried, changed = [], [], []
    with launched() as browser:
        page = new_page(browser)
        page.set_viewport_size({"width": 1920, "height": 1080})
        received: list[int] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
        page.goto(f"{app.url}/present")
        painted(page)
        for _step in range(STEPS):
            settled(page)
            talk.append(_press(page, "PageDown"))
        page.keyboard.press("Home")
        settled(page)
        hurried = [_press(page, "ArrowDown") for _step in range(4)]
        page.keyboard.press("Home")
        settled(page)
        changed = [_change(page, app, number) for number in range(CHANGES)]
        settled(page)
        received.clear()
        page.wait_for_timeout(1000 * QUIET)
    late = quantiles(changed, n=20)[-1]
    return [
        Figure(
            f"{touchpoints} touchpoints: a step on the wall, painted",
            median(talk),
            "ms",
            AtMost(STEP_MS),
            f"the slowest of {STEPS}: {max(talk):.0f} ms; some light a touchpoint, some open a stage",
        ),
        Figure("  four stages in a hurry, each", median(hurried), "ms", None, f"the slowest {max(hurried):.0f} ms"),
        Figure(
            "  an answer until it is on the wall, 95 %",
            late,
            "ms",
            AtMost(CHANGE_MS),
            f"half: {median(changed):.0f} ms",
        ),
        Figure("  a second in which nothing changes", sum(received) / 1000 / QUIET, "kB", None, "to the browser"),
    ]


def _press(page: Page, key: str) -> float:
    known = int(page.evaluate("window.bench.stamps.length"))
    page.keyboard.press(key)
    return float(page.evaluate("(known) => window.bench.drawing(known).then((at) => at - window.bench.input)", known))


def _change(page: Page, app: Served, number: int) -> float:
    place = app.made.places[0]
    known = settled(page)
    given = {"survey": place.survey, "place": place.place, "score": 1 + number % place.high}
    begun = time.time() * 1000
    httpx.post(f"{app.url}/_bench/answer", json=given).raise_for_status()
    return float(page.evaluate("performance.timeOrigin")) + painted(page, known) - begun


def _sizes() -> list[Figure]:
    """The font size of the whole map and of the stage with the smallest, at each screen."""
    with tempfile.TemporaryDirectory(prefix="journeymap-bench-") as folder:
        make_file(Path(folder) / "made.duckdb", 12)
        db = open_database(Path(folder) / "made.duckdb")
        journey_map = load_map(db, list_journeys(db)[0].id)
        scores = journey_scores(db, journey_map.journey.id)
        db.close()
    few = frozenset(lane.id for lane in journey_map.lanes if lane.kind in FEW)
    stages = [stage.id for stage in journey_map.stages]
    asked: dict[str, list[tuple[str | None, frozenset[str] | None]]] = {
        "whole map, 8 lanes": [(None, None)],
        "one stage, 8 lanes": [(stage, None) for stage in stages],
        "one stage, 3 lanes": [(stage, few) for stage in stages],
    }
    figures = []
    for width, height in SCREENS:
        for name, views in asked.items():
            found = [_size(journey_map, scores, width, height, *view) for view in views]
            beside = f"to {max(found):g} px" if len(found) > 1 else ""
            expected = AtLeast(DESIGN[name]) if (width, height) == (1920, 1080) else None
            figures.append(Figure(f"{width}×{height}: {name}", min(found), "px", expected, beside))
    return figures


def _size(
    journey_map: JourneyMap,
    scores: JourneyScores,
    width: int,
    height: int,
    stage_id: str | None,
    lane_ids: frozenset[str] | None,
) -> float:
    """Seen by one persona, as in the design."""
    request = MapRequest(
        journey_map=journey_map,
        scores=scores.by_touchpoint,
        whole=scores.whole,
        width=width,
        height=height,
        persona_ids=(journey_map.personas[0].id,),
        lane_ids=lane_ids,
        stage_id=stage_id,
        period="All time",
    )
    divided = pages(request)
    drawn = sheet(request, divided[0], several=len(divided) > 1)
    assert not drawn.cut, f"a text is cut at {width}×{height}"
    return drawn.font_size


if __name__ == "__main__":
    try:
        sys.exit(0 if main() else 1)
    except NoBrowser:
        sys.exit("No Chromium here: `make browser` installs it.")
