"""Every address of ours, under the configured base path."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from journeymap import assets
from journeymap.config import Settings
from journeymap.web.assets import asset
from journeymap.web.door import Commands
from journeymap.web.health import health
from journeymap.web.home import home
from journeymap.web.kiosk import kiosk
from journeymap.web.pictures import picture
from journeymap.web.survey import survey


def routes(settings: Settings, commands: Commands) -> list[BaseRoute]:
    """The routes that are served beside Streamlit's own, which do not know its base path by themselves."""
    base, ours = settings.base_path, settings.base_path + assets.PREFIX
    return [
        Route(f"{base}/home", home, methods=["GET"]),
        Route(f"{base}/health", health, methods=["GET"]),
        Route(f"{base}/s/{{token}}", survey, methods=["GET", "POST"]),
        Route(f"{base}/k/{{token}}", kiosk, methods=["GET", "POST"]),
        Route(f"{ours}/command", commands.take, methods=["GET", "POST"]),
        Route(f"{ours}/picture/{{id}}", picture, methods=["GET"]),
        Route(f"{ours}/{{version}}/{{name}}", asset, methods=["GET"]),
    ]
