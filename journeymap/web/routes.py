"""Every address of ours, under the configured base path."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from journeymap import assets
from journeymap.config import Settings
from journeymap.web.assets import asset
from journeymap.web.health import health


def routes(settings: Settings) -> list[BaseRoute]:
    """The routes that are served beside Streamlit's own, which do not know its base path by themselves."""
    base = settings.base_path
    return [
        Route(f"{base}/health", health, methods=["GET"]),
        Route(f"{base}{assets.PREFIX}/{{version}}/{{name}}", asset, methods=["GET"]),
    ]
