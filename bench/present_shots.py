"""Takes present mode at four screens, light and dark, to be looked at. ``make present-shots``.

python -m bench.present_shots [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import chromium
from tests.servers import ROOT, start_app

FOLDER = ROOT / "bench" / "results" / "present"
SCREENS = ((1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
KEYS: dict[str, tuple[str, ...]] = {
    "1-whole": (),
    "2-stage": ("PageDown", "PageDown", "ArrowDown"),
    "3-touchpoint": ("ArrowRight", "s"),
    "4-three-lanes": ("s", "2", "4", "5", "7", "8"),
    "5-hidden": ("0", "x", "r"),
    "6-one-persona": ("x", "Shift+Digit2", "Shift+Digit3"),
}
"""What is pressed before each picture, one after the other."""


def main(folder: Path = FOLDER) -> int:
    """Write the pictures; 1 when there is no browser."""
    program = chromium()
    if program is None:
        print("No Chromium here: `make browser` installs it.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        server = start_app(Path(place))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
                for size in SCREENS:
                    for theme in ("light", "dark"):
                        _take(browser, f"{server.url}/present", size, theme, folder)
                browser.close()
        finally:
            server.stop()
    return 0


def _take(browser: Browser, url: str, size: tuple[int, int], theme: str, folder: Path) -> None:
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)  # type: ignore[arg-type]
    page.goto(url)
    page.locator("[data-drawn]").wait_for()
    page.evaluate("document.fonts.ready.then(() => true)")
    for name, keys in KEYS.items():
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(500)
        _still(page)
        picture = folder / f"{width}x{height}-{theme}-{name}.png"
        page.screenshot(path=picture)
        print(f"{picture}: {page.locator('[data-drawn]').get_attribute('data-font')} px")
    page.close()


def _still(page: Page) -> None:
    """Wait until the bar is gone and nothing was drawn for half a second."""
    page.locator(".bar").wait_for(state="hidden")
    known = ""
    while (now := page.locator("[data-drawn]").get_attribute("data-drawn") or "") != known:
        known = now
        page.wait_for_timeout(500)


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:2])))
