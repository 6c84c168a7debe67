"""The board: a card moved by a key, until it is painted at its new place, and until the server has written it.

    python -m bench.board

By the clock inside a real Chromium, at three lengths of a journey. Moves follow each other without waiting for the
server; the last figure is how long after the last of ten the server had answered all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page

from bench.browser import NoBrowser, launched, new_page
from bench.report import AtMost, Figure, report
from bench.servers import Served, served

LENGTHS = (12, 60, 240)
MOVES = 10
MOVE_MS = 400

_PAINTED = """
(key) => new Promise((resolve) => {
  const board = [...document.querySelectorAll("*")].map((e) => e.shadowRoot?.querySelector(".board")).find(Boolean)
  const drawn = board.dataset.drawn
  const look = () =>
    board.dataset.drawn === drawn
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - window.bench.input)))
  const move = { key, ctrlKey: true, bubbles: true, composed: true, cancelable: true }
  window.bench.input = performance.now()
  board.getRootNode().activeElement.dispatchEvent(new KeyboardEvent("keydown", move))
  look()
})
"""


def main() -> bool:
    """Measure, print and write down."""
    figures: list[Figure] = []
    for touchpoints in LENGTHS:
        with served(touchpoints) as app:
            figures += _moves(app, touchpoints)
    return report("board", figures)


def _moves(app: Served, touchpoints: int) -> Iterator[Figure]:
    with launched() as browser:
        page = new_page(browser)
        page.goto(f"{app.url}/board")
        _answered(page)
        opened = float(page.evaluate("performance.now()"))
        page.wait_for_timeout(2000)  # what comes with the opening is over
        page.locator(".card").first.focus()
        times = [float(page.evaluate(_PAINTED, "ArrowRight")) for _move in range(MOVES)]
        begun = float(page.evaluate("performance.now()"))
        _answered(page)
        written = float(page.evaluate("performance.now()")) - begun
    yield Figure(
        f"{touchpoints} touchpoints: a card moved until it is painted",
        median(times),
        "ms",
        AtMost(MOVE_MS),
        f"the slowest of {MOVES}: {max(times):.0f} ms",
    )
    yield Figure(f"  until the server has written all {MOVES}, after the last", written, "ms")
    yield Figure("  address to the board in a browser that was never here", opened, "ms")


def _answered(page: Page) -> None:
    page.locator('.board[data-waiting="0"]').wait_for()


if __name__ == "__main__":
    try:
        sys.exit(0 if main() else 1)
    except NoBrowser:
        sys.exit("No Chromium here: `make browser` installs it.")
