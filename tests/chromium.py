"""Where the browser for the tests is."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright


@cache
def chromium() -> str | None:
    """The program to start: that of the system, else the one Playwright downloaded, else ``None``."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        # Ubuntu's chromium-browser may only point to a snap that is not there.
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return found
    return own()


def own() -> str | None:
    """The one that ``playwright install chromium`` brought."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
