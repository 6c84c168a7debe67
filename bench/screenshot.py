"""Takes the README's picture: the sample company's map in a real browser. ``make screenshot``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import chromium
from tests.servers import ROOT, start_app

PICTURE = ROOT / "docs" / "images" / "map.png"
SIZE = {"width": 1920, "height": 1080}


def main() -> int:
    """Write the picture; 1 when there is no browser."""
    program = chromium()
    if program is None:
        print("No Chromium here: `make browser` installs it.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        server = start_app(Path(folder))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
                page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
                page.goto(f"{server.url}/map")
                page.locator("[data-drawn]").wait_for()
                page.wait_for_function("document.fonts.status === 'loaded'")
                page.wait_for_function("document.cookie.includes('journeymap_view')")
                page.screenshot(path=PICTURE)
                browser.close()
        finally:
            server.stop()
    print(PICTURE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
