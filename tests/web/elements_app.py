"""``elements.py`` behind the product's own middleware and routes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from journeymap.config import settings
from journeymap.web.door import Commands
from journeymap.web.middleware import middleware
from journeymap.web.routes import routes

app = st.App(
    Path(__file__).resolve().parent / "elements.py",
    routes=routes(settings(), Commands(settings())),
    middleware=middleware(settings()),
)
