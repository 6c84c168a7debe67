"""The one process: Streamlit's pages and our own routes. ``streamlit run app.py`` finds ``app`` by reading this."""

from __future__ import annotations

import gc
from pathlib import Path

import streamlit as st
from streamlit import config

from journeymap import locale
from journeymap.config import settings, streamlit_options
from journeymap.ui.ready import getting_ready
from journeymap.web.door import Commands
from journeymap.web.lifespan import lifespan
from journeymap.web.middleware import middleware
from journeymap.web.routes import routes


def address() -> str:
    """Where this server listens, as seen from this machine."""
    host = str(st.get_option("server.address") or "127.0.0.1")
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{host}:{st.get_option('server.port')}{settings().base_path}"


# For `streamlit run app.py`; `python -m journeymap start` has set them already.
for name, value in streamlit_options(settings()).items():
    if config.get_option(name) != value:
        config.set_option(name, value)

locale.prefer(settings().language)
commands = Commands(settings())
app = st.App(
    Path(__file__).resolve().parent / "journeymap" / "ui" / "shell.py",
    routes=routes(settings(), commands),
    lifespan=getting_ready(lifespan(settings(), commands, address)),
    middleware=middleware(settings()),
)

# Streamlit collects all garbage after every script run; what the imports made is never garbage, so it is set aside.
gc.collect()
gc.freeze()
