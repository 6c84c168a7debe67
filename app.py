"""The one process: Streamlit's pages and our own routes. ``streamlit run app.py`` finds ``app`` by reading this."""

from __future__ import annotations

import gc
from pathlib import Path

import streamlit as st

from journeymap.config import settings
from journeymap.web.lifespan import lifespan
from journeymap.web.middleware import middleware
from journeymap.web.routes import routes

app = st.App(
    Path(__file__).resolve().parent / "journeymap" / "ui" / "shell.py",
    routes=routes(settings()),
    lifespan=lifespan,
    middleware=middleware(settings()),
)

# Streamlit collects all garbage after every script run; what the imports made is never garbage, so it is set aside.
gc.collect()
gc.freeze()
