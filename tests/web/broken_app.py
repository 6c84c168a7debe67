"""The product's own routes and lifespan, with a route more that breaks the database as a fatal error does."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from journeymap.config import settings
from journeymap.services.file import database
from journeymap.web import lifespan as life
from journeymap.web.door import Commands
from journeymap.web.routes import routes


async def break_down(_request: Request) -> PlainTextResponse:
    """What the store does when DuckDB reports a fatal error."""
    database()._writer.break_down()
    return PlainTextResponse("broken")


life.WATCH_SECONDS = 0.2
commands = Commands(settings())
app = st.App(
    Path(__file__).resolve().parent / "elements.py",
    routes=[*routes(settings(), commands), Route("/break", break_down)],
    lifespan=life.lifespan(settings(), commands, lambda: f"http://127.0.0.1:{st.get_option('server.port')}"),
)
